"""Who wants what, in any order, on two channels: nothing goes to whom it must not, and nobody is passed over.

One mentee has a text number and a Telegram chat. They write STOP, START, PAUSE and other things from both; a
coordinator pauses, resumes, notes custody and release, adds and takes away numbers; strangers write from
numbers that were taken away; prompts come due all the while.
"""

import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Row

from channels.port import Inbound, InboundKind, NotSent, Outgoing, PersonStopped
from handlers.desk import addresses, people
from handlers.desk.staff import StaffError
from handlers.incoming import Received
from records import tables as t
from records.kinds import Channel, InboxOutcome, MessageClass, OutboxState, PlanKind, Stage, Standing
from tests.world.world import Phone, World, copied

ASKED_FOR = {MessageClass.ANSWER, MessageClass.STOP_OR_HELP, MessageClass.SAFETY}
STOPS = ("STOP", "stop texting me", "STOP im using again", "unsubscribe", "alto")
STARTS = ("START", "UNSTOP", "empezar")
TEXTS = (
    *("4", "2, rough one", "yes", "skip", "ok thanks", "friday 6pm", "STEP call the clinic", "GOALS", "DONE"),
    *("PAUSE", "PAUSE 1 week", "till I say", "MENTOR running late", "do you know when the library opens"),
    *("HELP", "COMPLAIN", "he was rude", "RECORD", "TIME tuesdays at 5", "i feel hopeless", "", "Liked “4”"),
)
SENT = (InboundKind.PHOTO, InboundKind.VOICE, InboundKind.STICKER, InboundKind.EDIT, InboundKind.REACTION)
CHANNELS = st.sampled_from(("sms", "telegram"))
ACTIONS = st.one_of(
    st.tuples(
        st.just("writes"),
        CHANNELS,
        st.lists(st.sampled_from((*TEXTS, *STOPS, *STARTS)), min_size=1, max_size=3),
    ),
    st.tuples(st.just("writes"), CHANNELS, st.sampled_from(((STOPS[0],), (STOPS[1],), (STARTS[0],)))),
    st.tuples(st.just("sends"), CHANNELS, st.sampled_from(SENT)),
    st.tuples(st.just("blocks"), st.booleans()),
    st.tuples(st.just("passes"), st.sampled_from((5, 600, 1440, 3 * 1440, 7 * 1440))),
    st.tuples(st.just("races"), CHANNELS, st.sampled_from((*STOPS[:2], "PAUSE 1 week", "4", "GOALS"))),
    st.tuples(st.just("pauses"), st.sampled_from((0, 3, 10))),
    st.tuples(st.just("resumes")),
    st.tuples(st.just("stage"), st.sampled_from((Stage.CUSTODY, Stage.TRANSITION, Stage.COMMUNITY))),
    st.tuples(st.just("new_number"), st.booleans(), st.booleans()),
    st.tuples(st.just("new_chat"), st.booleans()),
    st.tuples(st.just("takes_away"), st.integers(0, 5)),
    st.tuples(st.just("somebody_else"), st.sampled_from(("who is this", "START", "STOP", "yes"))),
    st.tuples(st.just("carrier_says_stopped")),
)


@dataclass
class Watched:
    """A world, and what is known of the mentee without asking it."""

    world: "TwoChannels"
    phones: dict[str, Phone]  # by channel: where the mentee writes from
    arrived: int = 0
    stopped: bool = False
    custody: bool = False
    gone: set[str] = field(default_factory=set)  # addresses that were theirs, and are not
    links: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)  # delivery would take an error for the provider's
    fresh: int = 40

    @property
    def dee(self) -> str:
        """Their person id."""
        return self.world.mentee_id

    def theirs(self, channel: str) -> set[str]:
        """Their addresses on a channel."""
        return {
            self.world.house.sealer.open(self.dee, "address", "value", row.id, row.value)
            for row in self.world.rows(t.Address)
            if (row.person_id, row.channel, row.retired_at) == (self.dee, channel, None)
        }

    def person(self) -> Row[Any]:
        [row] = [row for row in self.world.rows(t.Person) if row.id == self.dee]
        return row

    def leaves(self, message: Outgoing) -> None:
        """Asked of each message at the moment it is handed over."""
        world = self.world
        [row] = [row for row in world.rows(t.Outbox) if row.id == message.id]
        if row.person_id != self.dee:
            return
        standing, unasked = self.person().standing, row.message_class not in ASKED_FOR
        wanted = {MessageClass.INVITATION: Standing.INVITED}.get(row.message_class, Standing.ACTIVE)
        agreed = any(one.person_id == self.dee for one in world.rows(t.Consent))
        wrong = {
            "to a number that is theirs no longer": message.to in self.gone,
            "after STOP": self.stopped
            and row.message_class not in (MessageClass.STOP_OR_HELP, MessageClass.SAFETY),
            "in custody": unasked and self.custody,
            f"to somebody {standing}": unasked and standing != wanted,
            "without consent": unasked and not agreed,
            "in quiet hours": unasked and not 8 <= world.local.hour < 21,
        }
        self.broken += [f"{row.message_class} {why}" for why, is_so in wrong.items() if is_so]

    def arrives(self, inbounds: list[Inbound]) -> None:
        """Let something arrive, and hold the house to what it makes of it before anything leaves."""
        results = self.world.receive(*inbounds, deliver=False)
        self.arrived += len(inbounds)
        for inbound, result in zip(inbounds, results, strict=True):
            self.passed_over(inbound, result)
        assert not self.stopped or self.person().standing == Standing.STOPPED, "only START lifts a STOP"
        self.world.deliver()

    def passed_over(self, inbound: Inbound, result: Received) -> None:
        """Whatever a person wrote is answered, in front of somebody, or noted; never neither."""
        world = self.world
        [row] = [row for row in world.rows(t.Inbox) if row.id == result.inbox_id]
        said = [one for one in world.rows(t.Outbox) if one.id.startswith(row.id)]
        seen = (
            row.needs_person
            or bool(said)
            or any(one.id.startswith(row.id) for one in world.rows(t.Request))
            or row.outcome in (InboxOutcome.NOTED, InboxOutcome.CONSENT, InboxOutcome.STALE)
            or any(row.record_id and one.record_id == row.record_id for one in world.rows(t.RecordEntry))
        )
        assert seen, (inbound.text, row.outcome)


def hears(watched: Watched, channel: str, *texts: str, **more: Any) -> None:
    phone = watched.phones[channel]
    if phone.address in watched.gone:
        return
    for text in texts:
        if text in STOPS:
            watched.stopped = True
        elif text in STARTS:
            watched.stopped = False
        watched.arrives([phone.inbound(text, **more)])


def writes(watched: Watched, channel: str, texts: list[str]) -> None:
    hears(watched, channel, *texts)


def sends(watched: Watched, channel: str, kind: InboundKind) -> None:
    hears(watched, channel, "" if kind is not InboundKind.EDIT else "4 i mean", kind=kind)


def blocks(watched: Watched, again: bool) -> None:
    """They block the bot on Telegram, and perhaps open the chat again: that asks for nothing."""
    if watched.phones["telegram"].address in watched.gone:
        return
    watched.stopped = True
    hears(watched, "telegram", "", kind=InboundKind.BLOCKED)
    if again:
        hears(watched, "telegram", "", kind=InboundKind.UNBLOCKED)


def passes(watched: Watched, minutes: int) -> None:
    watched.world.passes(minutes=minutes)


def races(watched: Watched, channel: str, text: str) -> None:
    """The check-in comes due, and before it leaves they write."""
    world = watched.world
    plans = [
        one for one in world.rows(t.Plan) if (one.person_id, one.kind) == (watched.dee, PlanKind.CHECK_IN)
    ]
    if not plans or plans[0].due_at is None:
        return
    due = plans[0].due_at
    world.until(due - timedelta(minutes=1))
    world.clock.hold(due)
    world.tick()
    hears(watched, channel, text)


def _staff(watched: Watched, change: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
    """A coordinator changes something; what may not be is refused with a reason."""
    world = watched.world
    with suppress(StaffError):
        return world.change(
            lambda c: change(c, *arguments, world.now, staff_id="staff", person_id=watched.dee, **more)
        )
    return None


def pauses(watched: Watched, days: int) -> None:
    until = watched.world.local.date() + timedelta(days=days) if days else None
    _staff(watched, people.pause, watched.world.house.sealer, until=until)


def resumes(watched: Watched) -> None:
    _staff(watched, people.resume, watched.world.house.sealer)


def stage(watched: Watched, stage: Stage) -> None:
    _staff(watched, people.set_stage, watched.world.house.tools, stage=stage)
    watched.custody = stage is Stage.CUSTODY
    watched.world.deliver()


def new_number(watched: Watched, retire: bool, invite: bool) -> None:
    world = watched.world
    watched.fresh += 1
    phone = world.phone("Dee", watched.fresh)
    old = watched.theirs("sms") if retire else set()
    _staff(
        watched,
        addresses.add_number,
        world.house.tools,
        channel=Channel.SMS,
        written=phone.address,
        retire=retire,
        invite=invite,
    )
    assert phone.address in watched.theirs("sms")
    watched.gone |= old
    watched.phones["sms"] = phone
    world.deliver()


def new_chat(watched: Watched, at_once: bool) -> None:
    """A link for another Telegram chat; the newest one is opened at once, or some other time."""
    world = watched.world
    if code := _staff(watched, addresses.make_link, world.house.tools):
        watched.links.append(code)
    if not watched.links or not at_once:
        return
    code = watched.links.pop()
    invitation = world.house.sealer.lookup("invitation", code)
    [row] = [one for one in world.rows(t.Invitation) if one.id == invitation]
    watched.fresh += 1
    phone = Phone(world, "Dee", str(7000 + watched.fresh), "telegram")
    if row.used_at is None and row.expires_at > world.now:  # to open one's own link is to ask for messages
        watched.stopped = False
        watched.phones["telegram"] = phone
    watched.arrives([phone.inbound(code, kind=InboundKind.START_LINK)])


def takes_away(watched: Watched, which: int) -> None:
    world = watched.world
    mine = [row for row in world.rows(t.Address) if row.person_id == watched.dee and row.retired_at is None]
    if not mine:
        return
    row = mine[which % len(mine)]
    address = world.house.sealer.open(watched.dee, "address", "value", row.id, row.value)
    _staff(watched, addresses.retire, world.house.tools, address_id=row.id)
    watched.gone.add(address)


def somebody_else(watched: Watched, text: str) -> None:
    """Whoever has a number now that was theirs writes: that changes nothing for them."""
    world = watched.world
    numbers = sorted(address for address in watched.gone if address.startswith("+"))
    if not numbers:
        return
    before = watched.person().standing
    watched.arrives([Phone(world, "somebody", numbers[-1], "sms").inbound(text)])
    assert watched.person().standing == before


def carrier_says_stopped(watched: Watched) -> None:
    """The next text to them is refused, because they have told their carrier STOP."""
    phone = watched.phones["sms"]
    if phone.address in watched.gone or watched.stopped:
        return
    tries = len(watched.world.wire("sms").tries)
    watched.world.wire("sms").fates_at[phone.address] = [PersonStopped("Opted out.", "21610")]
    hears(watched, "sms", "HELP")
    refused = any(m.to == phone.address for m in watched.world.wire("sms").tries[tries:])
    watched.world.wire("sms").fates_at.clear()
    watched.stopped = watched.stopped or refused
    assert not refused or watched.person().standing == Standing.STOPPED


@pytest.fixture(scope="module")
def on_both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world in which everybody has joined by text, and the mentee has a Telegram chat as well."""
    folder = tmp_path_factory.mktemp("both")
    world = TwoChannels(folder)
    phone = Phone(world, "Dee", "7001", "telegram")
    code = world.change(
        lambda c: addresses.make_link(
            c, world.house.tools, world.now, staff_id="staff", person_id=world.mentee.id
        )
    )
    phone.sends(InboundKind.START_LINK, code)
    for answer in ("yes", "skip", "Friday 6pm", "skip"):
        phone.says(answer)
    assert {address.channel for address in phone.case.person.addresses} == {"sms", "telegram"}
    assert phone.id == world.mentee.id
    world.close()
    return folder


class TwoChannels(World):
    """A world with text messages and Telegram."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, also=("telegram",))
        self.mentee_id = next(row.id for row in self.rows(t.Person) if row.id == self.mentee.id)


folders = count()


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.lists(ACTIONS, min_size=4, max_size=14))
def test_nothing_goes_to_whom_it_must_not_and_nobody_is_passed_over(
    on_both: Path, tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[Any, ...]]
) -> None:
    folder = tmp_path_factory.getbasetemp() / f"both-{next(folders)}"
    world = TwoChannels(copied(on_both, folder))
    phones = {"sms": world.mentee, "telegram": Phone(world, "Dee", "7001", "telegram")}
    watched = Watched(world, phones, arrived=len(world.rows(t.Inbox)))
    for wire in world.wires.values():
        wire.watch = watched.leaves
    try:
        for name, *arguments in actions:
            globals()[name](watched, *arguments)
            assert watched.broken == []
            assert not watched.stopped or watched.person().standing == Standing.STOPPED
        world.passes(days=8)
        holds(watched)
    finally:
        world.close()
        shutil.rmtree(folder)


def holds(watched: Watched) -> None:
    """What must hold after everything, and a week later."""
    world = watched.world
    assert watched.broken == []
    world.check()
    rows = world.rows(t.Inbox)
    assert len(rows) == watched.arrived, "each message has exactly one row"
    assert all(row.outcome in set(InboxOutcome) - {InboxOutcome.SET_ASIDE} for row in rows)
    handed = Counter(
        message.id
        for wire in world.wires.values()
        for message, came_of in zip(wire.tries, wire.came_of, strict=True)
        if not isinstance(came_of, NotSent)
    )
    assert all(times == 1 for times in handed.values()), "sent twice"
    if watched.stopped or watched.custody:
        waiting = [
            row for row in world.outbox() if row.person_id == watched.dee and row.state == OutboxState.QUEUED
        ]
        assert waiting == [], "nothing lies ready for when they come back"
