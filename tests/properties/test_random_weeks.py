"""Whatever comes, in whatever order: the promises of the whole house, asked of random weeks."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.port import (
    ChannelError,
    FateUnknown,
    InboundKind,
    NotSent,
    Outgoing,
    PersonStopped,
    ReceiptState,
    Refused,
)
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, Lane, MessageClass, PlanKind, Standing
from tests.world.world import Phone, World, copied

URGENT = ("i want to kill myself", "no puedo mas, quiero acabar con mi vida")
TEXTS = (
    *("4", "2 been rough", "yes", "no", "done", "skip", "not yet", "bananas", "1", "friday 6pm"),
    *("STEP", "STEP call the clinic", "GOAL", "GOAL a place of my own", "PROMISE", "walk by the lake"),
    *(
        "MENTOR can we meet wednesday",
        "tell Terry I'm late",
        "wednesday is fine",
        "MENTOR",
        "ACK",
        "ACK 1234",
    ),
    *("STOP", "START", "HELP", "stop texting me", "quit drinking", "STOP i moved away", "PAUSE", "RECORD"),
    *("do you know if the food bank is open on saturdays", "can you call me", "ok thanks", "wrong number"),
    *(
        "i feel hopeless and everything is pointless",
        "Liked “Your step”",
        "I am out of the office until Monday.",
    ),
    *(
        "",
        "   ",
        "👍",
        "🙏🏽",
        "a" * 1600,
        "is it\x00 open",
        "half \ud83d",
        "{ $name }",
        "\u200fSTOP\u200e",
        *URGENT,
    ),
)
STOPS = ("STOP", "stop texting me", "STOP i moved away", "\u200fSTOP\u200e")
PEOPLE = ("mentee", "mentor", "coordinator", "stranger")
UNPROMPTED = {MessageClass.PROMPT, MessageClass.INVITATION}
FATES: dict[str, Callable[[], ChannelError]] = {
    "not sent": lambda: NotSent("No connection."),
    "wait": lambda: NotSent("Please wait.", retry_after=300),
    "refused": lambda: Refused("No such number.", "21211"),
    "stopped": lambda: PersonStopped("Opted out.", "21610"),
    "unknown": lambda: FateUnknown("The connection broke."),
}
ACTIONS = st.one_of(
    st.tuples(
        st.just("says"), st.sampled_from(PEOPLE), st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3)
    ),
    st.tuples(st.just("says"), st.just("mentee"), st.lists(st.sampled_from(TEXTS), min_size=1, max_size=2)),
    st.tuples(st.just("taps"), st.sampled_from(PEOPLE[:2]), st.integers(0, 5)),
    st.tuples(st.just("sends"), st.sampled_from(PEOPLE), st.sampled_from(list(InboundKind))),
    st.tuples(st.just("late"), st.sampled_from(PEOPLE[:2]), st.sampled_from(("4", "yes", "call the clinic"))),
    st.tuples(
        st.just("passes"), st.sampled_from((1, 45, 600, 1440, 2 * 1440, 4 * 1440, 7 * 1440, 14 * 1440))
    ),
    st.tuples(
        st.just("fails"),
        st.lists(st.sampled_from(list(FATES)), min_size=1, max_size=3),
        st.sampled_from(("GOAL a place of my own", *URGENT)),
    ),
    st.tuples(
        st.just("receipt"),
        st.integers(0, 30),
        st.sampled_from(list(ReceiptState)),
        st.booleans(),
        st.booleans(),
    ),
    st.tuples(st.just("races"), st.sampled_from(("STOP", "4", "STEP", "ok thanks", *URGENT))),
    st.tuples(st.just("restarts"), st.booleans()),
    st.tuples(st.just("stands"), st.sampled_from((Standing.PAUSED, Standing.CUSTODY, Standing.ACTIVE))),
)
CHANNELS = st.sampled_from(("sms", "telegram"))
WEEKS = st.lists(ACTIONS, min_size=3, max_size=14)


@dataclass
class Watched:
    """A world, and what every message that leaves it must keep to."""

    world: World
    arrived: int = 0
    stopped: set[str] = field(default_factory=set)  # addresses that said STOP, and nothing since
    broken: list[str] = field(default_factory=list)  # delivery would take an error for the provider's

    def leaves(self, message: Outgoing) -> None:
        """Asked of each message at the moment it is handed over."""
        world = self.world
        [row] = [row for row in world.rows(t.Outbox) if row.id == message.id]
        [person] = [person for person in world.rows(t.Person) if person.id == row.person_id]
        wrong = []
        if row.message_class in UNPROMPTED:
            wanted = Standing.ACTIVE if row.message_class == MessageClass.PROMPT else Standing.INVITED
            wrong = [person.standing != wanted, not 8 <= world.local.hour < 21, message.to in self.stopped]
        if row.message_class == MessageClass.ANSWER:
            wrong = [person.standing == Standing.STOPPED, message.to in self.stopped]
        if any(wrong):
            self.broken.append(f"{row.message_class} to somebody {person.standing}, at {world.local:%H:%M}")

    def phone(self, who: str) -> Phone:
        return self.world.stranger() if who == "stranger" else getattr(self.world, who)

    def hears_from(self, who: str, *texts: str, **more: Any) -> None:
        """Let messages arrive, and hold the house to what it promises about danger and STOP."""
        world, phone = self.world, self.phone(who)
        known = who != "stranger" or any(row.standing == Standing.UNKNOWN for row in world.rows(t.Person))
        to_alert = phone.case.to_alert if known else world.mentee.case.to_alert
        inbounds = [phone.inbound(text, **more) for text in texts]
        results = world.receive(*inbounds, deliver=False)
        self.arrived += len(inbounds)
        for inbound, result in zip(inbounds, results, strict=True):
            if inbound.text in URGENT and inbound.kind is not InboundKind.REACTION:
                self.is_heard(result.inbox_id, alerts=bool(to_alert))
                assert result.outcome is InboxOutcome.SAFETY
        assert texts[-1] not in STOPS or phone.standing is Standing.STOPPED
        if phone.standing is Standing.STOPPED:
            self.stopped.add(phone.address)
        elif more.get("kind") is InboundKind.START_LINK or {"START", "yes"} & set(texts):
            self.stopped.discard(phone.address)
        world.deliver()

    def is_heard(self, inbox_id: str, *, alerts: bool) -> None:
        """Words of danger raise a flag that rings, or join one that rang and that nobody has answered for."""
        world = self.world
        (heard,) = [row for row in world.rows(t.Inbox) if row.id == inbox_id]
        sent = world.rows(t.Outbox)
        mine = [row for row in sent if row.id.startswith(inbox_id)]
        told = any(row.message_class == MessageClass.SAFETY for row in mine)
        rings = any(row.message_class == MessageClass.STAFF_ALERT for row in mine)
        if any(row.inbox_id == inbox_id for row in world.rows(t.Flag)):
            assert told
            assert rings == alerts
            return
        joined = [row for row in world.rows(t.Flag) if row.person_id == heard.person_id]
        joined = [row for row in joined if row.acknowledged_at is None and row.closed_at is None]
        assert joined
        assert not rings
        first = joined[-1].inbox_id or ""
        before = any(row.id.startswith(first) and row.message_class == MessageClass.SAFETY for row in sent)
        assert told or before
        rang = any(row.id.startswith(first) and row.message_class == MessageClass.STAFF_ALERT for row in sent)
        assert rang or not alerts


def says(watched: Watched, who: str, texts: list[str]) -> None:
    watched.hears_from(who, *texts)


def late(watched: Watched, who: str, text: str) -> None:
    watched.hears_from(who, text, received_at=watched.world.now - timedelta(minutes=10))


def sends(watched: Watched, who: str, kind: InboundKind) -> None:
    watched.hears_from(who, "", kind=kind)


def taps(watched: Watched, who: str, which: int) -> None:
    shown = [(message, button) for message in watched.phone(who).inbox for button in message.buttons]
    if shown:
        _, button = shown[-1 - which % len(shown)]
        watched.hears_from(who, button.label, kind=InboundKind.BUTTON, button=button.data)


def passes(watched: Watched, minutes: int) -> None:
    watched.world.passes(minutes=minutes)


def fails(watched: Watched, fates: list[str], text: str) -> None:
    """The next messages fail; the first of them answers this text."""
    watched.world.wire().fates += [FATES[fate]() for fate in fates]
    watched.hears_from("mentee", text)
    watched.world.passes(minutes=1)


def receipt(watched: Watched, which: int, state: ReceiptState, stopped: bool, twice: bool) -> None:
    rows = watched.world.outbox()
    for _ in range(1 + twice):
        watched.world.receipt(rows[-1 - which % len(rows)].id, state, stopped=stopped)


def races(watched: Watched, text: str) -> None:
    """The check-in comes due, and before it leaves the mentee writes."""
    world = watched.world
    due = world.plan(world.mentee, PlanKind.CHECK_IN).due_at
    world.until(due - timedelta(minutes=1))
    world.clock.hold(due)
    world.tick()
    watched.hears_from("mentee", text)


def restarts(watched: Watched, killed: bool) -> None:
    if killed:
        watched.world.tick()
        watched.world.dies_while_sending()
    else:
        watched.world.restart()


def stands(watched: Watched, standing: Standing) -> None:
    """A coordinator changes how the mentee stands; never over a STOP."""
    dee = watched.world.mentee
    if dee.standing is not Standing.STOPPED:
        watched.world.effects(fx.SetStanding(dee.id, standing))


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A world of each channel in which everybody has joined."""
    made = {}
    for channel in ("sms", "telegram"):
        made[channel] = tmp_path_factory.mktemp(channel)
        World(made[channel], "en-US", channel).close()
    return made


folders = count()


@pytest.mark.mission("never.1")
@settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(CHANNELS, WEEKS)
def test_whatever_comes(
    joined: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
    channel: str,
    actions: list[tuple[Any, ...]],
) -> None:
    folder = tmp_path_factory.getbasetemp() / f"weeks-{next(folders)}"
    world = World(copied(joined[channel], folder), "en-US", channel)
    try:
        live(world, actions)
    finally:
        world.close()
        shutil.rmtree(folder)


def live(world: World, actions: list[tuple[Any, ...]]) -> None:
    """Do all of this, and hold the house to its promises all the while and at the end."""
    watched = Watched(world, arrived=len(world.rows(t.Inbox)))
    world.wire().watch = watched.leaves
    for name, *arguments in actions:
        globals()[name](watched, *arguments)
    world.deliver()
    holds(watched)


def holds(watched: Watched) -> None:
    """What must hold after everything."""
    world, wire = watched.world, watched.world.wire()
    assert watched.broken == []
    world.check()
    assert len(world.rows(t.Inbox)) == watched.arrived, "each message has exactly one row"
    lanes = {row.id: row.lane for row in world.rows(t.Outbox)}
    handed = Counter(
        message.id
        for message, came_of in zip(wire.tries, wire.came_of, strict=True)
        if not isinstance(came_of, NotSent)
    )
    assert all(times == 1 for row_id, times in handed.items() if lanes[row_id] != Lane.SAFETY), "sent twice"
    occurrences = [(row.person_id, row.plan_id, row.local_date) for row in world.rows(t.Occurrence)]
    assert len(occurrences) == len(set(occurrences))
    open_steps = Counter(row.person_id for row in world.rows(t.Step) if row.state == "open")
    assert all(number == 1 for number in open_steps.values())
