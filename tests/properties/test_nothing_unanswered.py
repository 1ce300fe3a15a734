"""Danger never goes unanswered: whatever the state of people, phones, staff and conversations.

A text with emergency or urgent words leads, in the transaction that keeps it, to a flag, a signpost for
whoever wrote, and an alert for a member of staff who can get it; where there is nowhere to write to, or
nobody to alert, the record says so. Or it joins a flag that is as grave, that nobody has answered for
and whose ladder climbs, in a record that shows it; then they have had a signpost a moment ago.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, func, insert, select, update

from channels.port import Inbound, InboundKind
from handlers.access.accounts import create_staff
from handlers.incoming import receive
from records import tables as t
from records.kinds import InboxOutcome, MessageClass, OutboxState, Role, Standing
from safety.recogniser import assess
from safety.tiers import Tier
from tests.world.world import World

ALARMING = (Tier.URGENT, Tier.EMERGENCY)
DANGER = (
    "i want to kill myself",
    "im going to kill myself tonight",
    "i just took all my pills",
    "i took an overdose",
    "hes got a knife and hes outside my door",
    "my mentee says he wants to kill himself",
    "Dee told me she is going to kill herself",
    "quiero matarme",
    "no puedo mas, quiero acabar con mi vida",
    "me tome todas las pastillas",
)
# What else may stand in the same text. A keyword in front or behind hides nothing.
WITH = (
    *("{}", "STOP {}", "{} STOP", "stop texting me {}", "COMPLAIN {}", "HELP {}", "START {}", "PAUSE {}"),
    *("DONE {}", "STEP {}", "GOAL {}", "MENTOR {}", "tell Terry {}", "ACK {}", "DELETE {}", "RECORD. {}"),
    *("4. {}", "yes {}", "{} 👍", "Robin, {}", "wrong number. {}", "LAKESIDE {}"),
)
EARLIER = ("STEP", "GOAL", "COMPLAIN", "DELETE", "WRONG", "PAUSE", "PROMISE", "MENTOR", "ok thanks")
KINDS = (InboundKind.TEXT, InboundKind.EDIT, InboundKind.PHOTO, InboundKind.VOICE, InboundKind.FILE)
TABLES = (t.Inbox, t.Outbox, t.Flag, t.MeetingRecord, t.RecordEntry, t.Conversation, t.Request)


@dataclass(frozen=True)
class Colleague:
    """A member of staff, as far as alerts are concerned."""

    standing: Standing = Standing.ACTIVE
    phone: str = "open"  # open, blocked, retired
    works: bool = True
    on_duty: bool = True

    @property
    def gets_alerts(self) -> bool:
        """Whether an alert that is queued for them would leave."""
        return self.works and self.phone == "open" and self.standing in (Standing.ACTIVE, Standing.PAUSED)


@dataclass(frozen=True)
class State:
    """Everything around one text."""

    channel: str = "sms"
    who: str = "mentee"
    roles: tuple[Role, ...] = ()  # besides those they have
    standing: Standing = Standing.ACTIVE
    blocked: bool = False
    language: str = "en-US"
    country: str = "US"
    hour: int = 12
    earlier: str = ""
    waits: bool = True  # whether what we said then has been handed over
    danger_before: tuple[int, ...] = ()  # minutes ago
    rota: bool = False
    staff: tuple[Colleague, Colleague] = (Colleague(), Colleague())
    text: str = DANGER[0]
    kind: InboundKind = InboundKind.TEXT


colleagues = st.builds(
    Colleague,
    standing=st.sampled_from((Standing.ACTIVE, Standing.ACTIVE, *Standing)),
    phone=st.sampled_from(("open", "open", "blocked", "retired")),
    works=st.sampled_from((True, True, False)),
    on_duty=st.booleans(),
)
states = st.builds(
    State,
    channel=st.sampled_from(("sms", "telegram")),
    who=st.sampled_from(("mentee", "mentor", "coordinator", "stranger")),
    roles=st.lists(st.sampled_from(list(Role)), max_size=2, unique=True).map(tuple),
    standing=st.sampled_from(list(Standing)),
    blocked=st.booleans(),
    language=st.sampled_from(("en-US", "en-GB", "es")),
    country=st.sampled_from(("US", "GB")),
    hour=st.integers(0, 7 * 24 - 1),
    earlier=st.sampled_from(("", "", *EARLIER)),
    waits=st.booleans(),
    danger_before=st.lists(st.sampled_from((1, 20, 59, 61)), max_size=2).map(tuple),
    rota=st.booleans(),
    staff=st.tuples(colleagues, colleagues),
    text=st.builds(str.format, st.sampled_from(WITH), st.sampled_from(DANGER)),
    kind=st.sampled_from((InboundKind.TEXT, InboundKind.TEXT, *KINDS)),
)


@dataclass
class Scene:
    """A world whose state is changed in a transaction that never commits."""

    world: World
    staff: tuple[tuple[str, str], ...]  # (staff id, person id)
    counted: int = 0

    def phone(self, state: State) -> Any:
        return self.world.stranger() if state.who == "stranger" else getattr(self.world, state.who)

    def says(self, c: Connection, state: State, text: str, at: datetime, kind: InboundKind) -> str:
        """A text arrives; the id of its inbox row."""
        phone = self.phone(state)
        self.counted += 1
        inbound = Inbound(phone.channel, f"p-{self.counted}", phone.address, kind, text, at)
        [received] = receive(c, self.world.house.tools, at, [inbound])
        return received.inbox_id


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Scene]]:
    """A world on each channel, in which everybody has joined, with two members of staff."""
    made = {name: stage(tmp_path_factory.mktemp(name), name) for name in ("sms", "telegram")}
    yield made
    for scene in made.values():
        scene.world.close()


def stage(folder: Path, channel: str) -> Scene:
    """A world in which Robin and Noor have accounts, and both their phones take alerts."""
    world = World(folder, "en-US", channel)
    sealer, now, noor = world.house.sealer, world.now, world.phone("Noor", 40)

    def employ(c: Connection, name: str, **more: Any) -> str:
        account = {"name": name, "login": f"{name}@example.org", "password_hash": "-", **more}
        return create_staff(c, sealer, now, programme_id=world.programme_id, **account)

    robin = world.coordinator.id
    ids = [
        world.change(lambda c: employ(c, "Robin", person_id=robin)),
        world.change(lambda c: employ(c, "Noor", phone=noor.address if channel == "sms" else None)),
    ]
    rows = {row.id: row.person_id for row in world.rows(t.Staff)}
    if channel == "telegram":
        value = sealer.seal(rows[ids[1]], "address", "value", "noor", noor.address)
        address = {"id": "noor", "person_id": rows[ids[1]], "channel": channel, "lookup": "noor"}
        world.change(lambda c: c.execute(insert(t.Address).values(value=value, since=now, **address)))
    of_staff = update(t.Person).where(t.core(t.Person).c.id.in_(rows.values()))
    world.change(lambda c: c.execute(of_staff.values(standing=Standing.ACTIVE)))
    return Scene(world, tuple((one, rows[one]) for one in ids))


def arrange(c: Connection, scene: Scene, state: State, now: datetime) -> None:
    """Make the world so."""
    world, address, person = scene.world, t.core(t.Address), t.core(t.Person)
    for minutes in sorted(state.danger_before, reverse=True):
        scene.says(c, state, DANGER[0], now - timedelta(minutes=minutes), InboundKind.TEXT)
    if state.earlier:
        scene.says(c, state, state.earlier, now - timedelta(minutes=2), InboundKind.TEXT)
    if state.waits:
        left = {"started_at": now - timedelta(minutes=1), "handed_at": now - timedelta(minutes=1)}
        queued = t.core(t.Outbox).c.state == OutboxState.QUEUED
        c.execute(update(t.Outbox).where(queued).values(state=OutboxState.SENT, **left))
    for (staff_id, person_id), one in zip(scene.staff, state.staff, strict=True):
        c.execute(update(t.Person).where(person.c.id == person_id).values(standing=one.standing))
        phone = {"blocked": one.phone == "blocked", "retired_at": now if one.phone == "retired" else None}
        c.execute(update(t.Address).where(address.c.person_id == person_id).values(**phone))
        if not one.works:
            c.execute(
                update(t.Membership).where(t.core(t.Membership).c.person_id == person_id).values(until=now)
            )
            c.execute(update(t.Staff).where(t.core(t.Staff).c.id == staff_id).values(active=False))
        if state.rota and one.on_duty:
            turn = {"programme_id": world.programme_id, "start": "08:00", "end": "20:00"}
            rows = [
                {"id": f"{staff_id}-{day}", "staff_id": staff_id, "weekday": day, **turn} for day in range(7)
            ]
            c.execute(insert(t.Rota), rows)
    if state.who == "stranger":
        return
    me = scene.phone(state).id
    member = me in {person_id for _, person_id in scene.staff}
    values = {"language": state.language, "country": state.country}
    values |= {} if member else {"standing": state.standing}
    c.execute(update(t.Person).where(person.c.id == me).values(**values))
    if state.blocked and not member:
        c.execute(update(t.Address).where(address.c.person_id == me).values(blocked=True))
    for role in () if member else state.roles:
        membership = t.core(t.Membership).c
        have = select(membership.id).where(membership.person_id == me, membership.role == role)
        if role is not Role.COORDINATOR and c.execute(have).first() is None:
            c.execute(insert(t.Membership).values(id=f"as-{role}", person_id=me, role=role, since=now))


def reachable(scene: Scene, state: State, me: str) -> set[str]:
    """Members of staff whom an alert about `me` would reach."""
    return {
        person_id
        for (_, person_id), one in zip(scene.staff, state.staff, strict=True)
        if one.gets_alerts and person_id != me
    }


def totals(c: Connection) -> list[int]:
    return [c.execute(select(func.count()).select_from(t.core(table))).scalar_one() for table in TABLES]


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@example(State(who="coordinator", staff=(Colleague(), Colleague(works=False))))
@example(State(staff=(Colleague(phone="retired"), Colleague(standing=Standing.STOPPED))))
@example(State(kind=InboundKind.EDIT, danger_before=(1,)))
@example(State(standing=Standing.STOPPED, text="STOP i want to kill myself", blocked=True, hour=3))
@example(State(earlier="COMPLAIN", text="COMPLAIN my mentor hit me and i want to kill myself"))
@given(states)
def test_no_danger_goes_unanswered(scenes: dict[str, Scene], state: State) -> None:
    scene = scenes[state.channel]
    world = scene.world
    now = world.now + timedelta(days=1, hours=state.hour)
    with world.house.engine.connect() as c:
        before = totals(c)
        arrange(c, scene, state, now)
        inbox_id = scene.says(c, state, state.text, now, state.kind)
        holds(c, scene, state, inbox_id)
        c.rollback()
    with world.house.engine.connect() as c:
        assert totals(c) == before, "all of it was in one transaction, and went with it"


def holds(c: Connection, scene: Scene, state: State, inbox_id: str) -> None:
    """What must stand in the transaction once the text has been taken in."""

    def rows(table: Any, **having: Any) -> list[Any]:
        columns = t.core(table).c
        wanted = [columns[name] == value for name, value in having.items()]
        return list(c.execute(select(t.core(table)).where(*wanted)).all())

    [came] = rows(t.Inbox, id=inbox_id)
    if state.kind is InboundKind.EDIT and state.text == DANGER[0] and state.danger_before:
        assert came.outcome == InboxOutcome.NOTED, "an edit that changes nothing: those words were answered"
        return
    assert came.outcome == InboxOutcome.SAFETY
    assert came.tier in ALARMING
    assert came.needs_person
    raised = rows(t.Flag, inbox_id=inbox_id)
    if not raised:
        joins(c, came)
        return
    [flag] = raised
    assert flag.tier in ALARMING
    said = {row.label for row in rows(t.RecordEntry, record_id=flag.record_id)}
    mine = [row for row in rows(t.Outbox, reply_to=inbox_id) if row.state == OutboxState.QUEUED]
    signposts = [row for row in mine if row.message_class == MessageClass.SAFETY]
    assert [row.person_id for row in signposts] == [came.person_id] or "no-address" in said
    alerted = {row.person_id for row in mine if row.message_class == MessageClass.STAFF_ALERT}
    there = reachable(scene, state, came.person_id)
    assert alerted <= there, "somebody is alerted whom it cannot reach"
    assert bool(alerted) == bool(there)
    assert alerted or "nobody-to-alert" in said
    assert {row.rank for row in mine if row.person_id in alerted or row in signposts} == {0}


def joins(c: Connection, came: Any) -> None:
    """What must stand where it joined a flag."""
    flag, outbox = t.core(t.Flag).c, t.core(t.Outbox).c
    open_there = (flag.record_id == came.record_id, flag.acknowledged_at.is_(None), flag.closed_at.is_(None))
    [joined] = c.execute(select(t.core(t.Flag)).where(*open_there, flag.rises_at.is_not(None))).all()
    assert Tier(joined.tier).rank >= Tier(came.tier).rank
    lately = outbox.created_at > came.arrived_at - timedelta(hours=1)
    signposts = (outbox.person_id == came.person_id, outbox.message_class == MessageClass.SAFETY, lately)
    blocked = (
        t.core(t.RecordEntry).c.record_id == came.record_id,
        t.core(t.RecordEntry).c.label == "no-address",
    )
    answered = c.execute(select(outbox.id).where(*signposts)).first()
    assert answered or c.execute(select(t.core(t.RecordEntry)).where(*blocked)).first()


@pytest.mark.parametrize("words", DANGER)
@pytest.mark.parametrize("around", WITH)
def test_words_around_it_hide_no_danger(words: str, around: str) -> None:
    assert assess(around.format(words)).tier in ALARMING


def test_a_commit_that_fails_leaves_nothing_and_the_provider_hears_of_it(tmp_path: Path) -> None:
    """Neither the text nor half an answer: it comes again, and is answered once."""
    world = World(tmp_path)
    dee, broken = world.mentee, [True]

    def fail(_: Connection) -> None:
        if broken:
            raise OSError("disk full")

    before = [len(world.rows(table)) for table in TABLES]
    inbound = dee.inbound(DANGER[0])
    event.listen(world.house.engine, "commit", fail)
    with pytest.raises(OSError, match="disk full"):
        world.receive(inbound, deliver=False)
    assert [len(world.rows(table)) for table in TABLES] == before
    broken.clear()
    assert [one.outcome for one in world.receive(inbound)] == [InboxOutcome.SAFETY]
    assert "988" in dee.hears()[0]
    assert len(world.coordinator.hears()) == 1
    world.close()
