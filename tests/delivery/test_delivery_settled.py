"""What has left is settled, whatever happens to the write that says so; and only that is ever in doubt."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import OperationalError

from channels.port import FateUnknown, NotSent, Outgoing, Receipt, ReceiptState, Sent
from handlers.desk import staff
from records import health
from records import tables as t
from records.kinds import UNSETTLED, InboxOutcome, OutboxState
from scheduler.claiming import clock_set_back
from scheduler.gate import SLOW
from tests.world.world import Phone, World

URGENT = "i want to kill myself"


def last(world: World, phone: Phone) -> Any:
    return world.outbox(phone)[-1]


class Failing:
    """The writer, whose settling writes fail while `broken`."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch, times: int = 10**9) -> None:
        self.left, self.failed = times, 0
        real = world.house.writer.submit

        def submit(change: Callable[[Connection], Any], **more: Any) -> "Future[Any]":
            if "settle" not in repr(getattr(change, "func", None)) or self.left <= 0:
                return real(change, **more)
            self.left -= 1
            self.failed += 1
            future: Future[Any] = Future()
            future.set_exception(OperationalError("UPDATE", {}, Exception("database is locked")))
            return future

        monkeypatch.setattr(world.house.writer, "submit", submit)


# --- the write that settles ---------------------------------------------------------------------------


def test_a_settling_write_that_fails_once_is_written_without_a_restart(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dee, failing = world.mentee, Failing(world, monkeypatch, times=1)
    dee.says("GOAL a place of my own")
    assert failing.failed == 1
    assert last(world, dee).state == "sent"
    dee.says("STEP call the clinic")
    assert len(dee.hears()) == 2, "once each"


def test_while_it_cannot_be_written_others_go_on_and_then_it_is(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full for a while: Dee's next text waits, Terry's does not, and nothing goes twice."""
    dee, terry = world.mentee, world.mentor
    failing = Failing(world, monkeypatch)
    dee.says("GOAL a place of my own")
    assert last(world, dee).state == "sending"
    dee.says("STEP call the clinic")
    assert len(dee.hears()) == 1
    terry.says("GOAL sleep more")
    assert len(terry.hears()) == 1
    world.passes(minutes=10)
    assert last(world, terry).state == "sending", "what a task has in hand is not looked up behind its back"
    failing.left = 0
    world.passes(minutes=1)
    assert {last(world, one).state for one in (dee, terry)} == {"sent"}
    assert len(dee.hears()) == 1, "and what waited behind it"


def test_a_signpost_leaves_though_an_ordinary_text_cannot_be_settled(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dee = world.mentee
    Failing(world, monkeypatch)
    dee.says("GOAL a place of my own")
    dee.hears()
    assert dee.says(URGENT) == [InboxOutcome.SAFETY]
    assert "988" in dee.hears()[0]


def test_one_outcome_that_can_never_be_written_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dee, terry = world.mentee, world.mentor
    real = world.house.delivery._settling.settle

    def poisoned(connection: Connection, outcomes: Sequence[Any]) -> None:
        if any(one.row.person_id == dee.id for one in outcomes):
            raise ZeroDivisionError("secret words")
        real(connection, outcomes)

    monkeypatch.setattr(world.house.delivery._settling, "settle", poisoned)
    world.receive(dee.inbound("GOAL a place of my own"), terry.inbound("GOAL sleep more"))
    assert last(world, terry).state == "sent"
    assert last(world, dee).state == "sending"
    monkeypatch.undo()
    world.deliver()
    assert last(world, dee).state == "sent"


def test_what_no_task_owns_is_looked_up_while_running(world: World) -> None:
    """Whatever left it so: no restart is needed, for the person or for what waits behind it."""
    dee = world.mentee
    dee.says("GOAL a place of my own")
    row = last(world, dee)
    begun = update(t.core(t.Outbox)).where(t.core(t.Outbox).c.id == row.id)
    world.change(lambda c: c.execute(begun.values(state="sending", handed_at=None, settled_at=None)))
    with world.house.read() as connection:
        assert health.oldest_under_way(connection, world.now + timedelta(seconds=90)) == 90
    world.wire().listed[row.id] = Receipt("sms", row.id, f"sms-{row.id}", ReceiptState.DELIVERED, world.now)
    world.passes(minutes=2)
    assert last(world, dee).state == "delivered"
    dee.says("STEP call the clinic")
    assert len(dee.hears()) == 2
    with world.house.read() as connection:
        assert health.oldest_under_way(connection, world.now) == 0


# --- claimed is not on the wire -----------------------------------------------------------------------


def claim_only(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is killed when rows are claimed, and none is on the wire yet."""
    delivery = world.house.delivery
    with monkeypatch.context() as patched:
        patched.setattr(delivery._gate, "release", lambda *_: ([], 5.0))
        world.run(delivery._start_what_may_go())


def test_a_kill_between_claim_and_wire_costs_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    dee, terry = world.mentee, world.mentor
    world.receive(dee.inbound("GOAL a place of my own"), terry.inbound("GOAL sleep more"), deliver=False)
    claim_only(world, monkeypatch)
    assert {last(world, one).state for one in (dee, terry)} == {"claimed"}
    world.restart()
    assert {last(world, one).state for one in (dee, terry)} == {"queued"}
    world.deliver()
    assert [len(one.hears()) for one in (dee, terry)] == [1, 1]
    assert {last(world, one).attempts for one in (dee, terry)} == {1}


def test_what_is_claimed_can_still_be_withdrawn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    dee = world.mentee
    world.at("Fri 17:59")
    dee.hears()
    world.clock.hold(world.now + timedelta(minutes=1))
    world.tick()
    claim_only(world, monkeypatch)
    assert last(world, dee).state == "claimed"
    world.receive(dee.inbound("STOP"), deliver=False)
    monkeypatch.undo()
    world.deliver()
    [confirmation] = dee.hears()
    assert confirmation.startswith("You won't get any more messages")
    assert "withheld" in [row.state for row in world.outbox(dee, message_class="prompt")]


def test_only_what_leaves_now_is_on_the_wire(world: World) -> None:
    """However many are due: no more than there are places for is ever in doubt."""
    many = [world.phone(f"stranger {n}", n) for n in range(20, 98)]
    world.receive(*(one.inbound("who is this") for one in many), deliver=False)
    world.dies_while_sending()
    states = [row.state for row in world.outbox() if row.state in (OutboxState.UNKNOWN, OutboxState.QUEUED)]
    assert states.count(OutboxState.UNKNOWN) == 50
    assert states.count(OutboxState.QUEUED) == 28
    world.deliver()
    assert sum(len(one.hears()) for one in many) == 28


# --- unknown, settled while running -------------------------------------------------------------------


class Listing:
    """A provider's list that has no ids of ours, as Twilio's; it may hide words."""

    def __init__(self, world: World, *, redacts: bool = False) -> None:
        self.world, self.redacts = world, redacts
        self.taken: list[tuple[str, str, str, datetime, int]] = []  # name, to, text, when, segments
        self.asked = 0
        wire = world.wire()
        wire.send = self.send  # type: ignore[method-assign]  # a stand-in for what goes out
        wire.find_sent = self.find_sent  # type: ignore[assignment, method-assign]  # a stand-in for what goes out
        self.fates: list[str] = []  # "taken": it arrives and the answer is lost; "lost": it never arrives

    async def send(self, message: Outgoing) -> Sent:
        fate = self.fates.pop(0) if self.fates else ""
        name = f"SM{len(self.taken)}"
        if fate != "lost":
            self.taken.append((name, message.to, message.text, self.world.now, message.segments))
        if fate == "killed":
            raise asyncio.CancelledError
        if fate:
            raise FateUnknown("The line broke.")
        return Sent(name)

    async def find_sent(self, message: Outgoing, since: datetime) -> Sequence[Receipt]:
        self.asked += 1
        return tuple(
            Receipt("sms", message.id, name, ReceiptState.DELIVERED, at, sure=not self.redacts)
            for name, to, text, at, segments in self.taken
            if to == message.to
            and at >= since
            and (segments == message.segments if self.redacts else text == message.text)
        )


def writes(world: World, phone: Phone, text: str = "See you on Friday.") -> None:
    """A coordinator writes to somebody; the same words as often as it is asked."""
    who = {"staff_id": "robin", "staff_name": "Robin", "person_id": phone.id}
    world.change(lambda c: staff.reply(c, world.house.sealer, world.now, text=text, **who))
    world.deliver()


@pytest.mark.parametrize("redacts", [False, True])
def test_a_text_whose_callback_is_lost_is_found_in_the_list_while_running(
    world: World, redacts: bool
) -> None:
    listing, dee = Listing(world, redacts=redacts), world.mentee
    listing.fates = ["taken"]
    dee.says("GOAL a place of my own")
    assert last(world, dee).state == "unknown"
    world.passes(minutes=3)
    assert (last(world, dee).state, last(world, dee).provider_id) == ("delivered", "SM0")


@pytest.mark.parametrize("redacts", [False, True])
def test_what_the_provider_never_had_is_never_delivered(world: World, redacts: bool) -> None:
    listing, dee = Listing(world, redacts=redacts), world.mentee
    listing.fates = ["lost"]
    dee.says("GOAL a place of my own")
    dee.says("STEP call the clinic")
    mine = [row.id for row in world.outbox(dee)][-2:]
    for _ in range(50):
        world.passes(minutes=30)
    assert [row.state for row in world.outbox(dee) if row.id in mine] == ["unknown", "sent"]
    assert 5 < listing.asked < 40, "asked at growing distances, for a day"
    asked = listing.asked
    world.passes(hours=30)
    assert listing.asked == asked


@pytest.mark.parametrize("redacts", [False, True])
@pytest.mark.parametrize(
    ("fates", "states"),
    [
        (["", "lost"], ["sent", "unknown"]),
        (["", "killed-lost"], ["sent", "unknown"]),
        (["taken", "taken"], ["delivered", "delivered"]),
        (["lost", "lost"], ["unknown", "unknown"]),
        (["taken", ""], ["delivered", "sent"]),
        (["taken", "lost"], ["delivered", "unknown"]),
    ],
)
def test_twins_are_told_apart_by_the_names_that_are_not_ours_yet(
    world: World, redacts: bool, fates: list[str], states: list[str]
) -> None:
    """The same words twice to one person: as many are settled as the provider had, the oldest first."""
    listing, dee = Listing(world, redacts=redacts), world.mentee
    listing.fates = [fate.removeprefix("killed-") for fate in fates]
    writes(world, dee)
    world.passes(seconds=20)
    writes(world, dee)
    world.passes(minutes=5)
    assert len({world.words(row) for row in world.outbox(dee)[-2:]}) == 1
    assert [row.state for row in world.outbox(dee)][-2:] == states
    names = [row.provider_id for row in world.outbox(dee) if row.provider_id and row.provider_id[:2] == "SM"]
    assert len(names) == len(set(names)) == len(listing.taken)


def test_hidden_words_settle_nothing_that_could_be_another(world: World) -> None:
    """Two different texts in doubt at the same moment, one listed without its words: neither is said."""
    listing, dee = Listing(world, redacts=True), world.mentee
    listing.fates = ["lost", "taken"]
    dee.says("GOAL a place of my own")
    dee.says("STEP call the clinic")
    world.passes(minutes=5)
    assert [row.state for row in world.outbox(dee)][-2:] == ["unknown", "unknown"]


def test_a_late_callback_settles_what_is_unknown_and_leaves_its_twin_alone(world: World) -> None:
    listing, dee = Listing(world), world.mentee
    listing.fates = ["taken", "lost"]
    writes(world, dee)
    row = last(world, dee)
    world.receipt(row.id, ReceiptState.DELIVERED, provider_id="SM0")
    writes(world, dee)
    world.passes(minutes=5)
    assert [one.state for one in world.outbox(dee)][-2:] == ["delivered", "unknown"]


# --- sends that hang ----------------------------------------------------------------------------------


def test_sends_that_hang_lend_their_places(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes after them waits two seconds at most, and no more connections open than there may be."""
    wire, delivery = world.wire(), world.house.delivery
    answer, tick, real, hung = asyncio.Event(), [1000.0], wire.send, []
    monkeypatch.setattr(delivery, "_monotonic", lambda: tick[0])

    async def hang(message: Outgoing) -> Sent:
        if message.to == world.mentor.address:
            return await real(message)
        hung.append(message)
        await answer.wait()
        return Sent(f"late {len(hung)}")

    monkeypatch.setattr(wire, "send", hang)
    people = [world.phone(f"stranger {n}", n) for n in range(20, 98)]
    world.receive(*(one.inbound("who is this") for one in people), deliver=False)

    async def some_rounds() -> None:
        for _ in range(5):
            await delivery._start_what_may_go()
            await asyncio.sleep(0.01)

    world.run(some_rounds())
    assert len(hung) == 50
    world.receive(world.mentor.inbound("GOAL sleep more"), deliver=False)
    world.run(some_rounds())
    assert world.mentor.hears() == []
    tick[0] += SLOW + 0.1
    world.run(some_rounds())
    assert len(hung) <= 70
    answer.set()
    world.deliver()
    assert len(world.mentor.hears()) == 1
    assert all(row.state == "sent" for row in world.outbox(world.mentor)[-1:])


def test_twenty_sends_that_hang_keep_nobody_waiting(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    wire, answer = world.wire(), asyncio.Event()
    real = wire.send
    many = [world.phone(f"stranger {n}", n) for n in range(20, 40)]
    slow = {one.address for one in many}

    async def hang(message: Outgoing) -> Sent:
        if message.to in slow:
            await answer.wait()
        return await real(message)

    monkeypatch.setattr(wire, "send", hang)
    world.receive(*(one.inbound("who is this") for one in many), deliver=False)

    async def rounds() -> None:
        for _ in range(3):
            await world.house.delivery._start_what_may_go()
            await asyncio.sleep(0.01)

    world.run(rounds())
    world.receive(world.mentor.inbound("GOAL sleep more"), deliver=False)
    world.run(rounds())
    assert len(world.mentor.hears()) == 1
    answer.set()
    world.deliver()


# --- ten seconds before quiet hours -------------------------------------------------------------------


def test_a_prompt_just_before_quiet_hours_waits_for_morning(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.at("Fri 18:00")
    world.at("Fri 20:59")
    world.passes(seconds=50)
    terry.hears()
    dee.hears()
    dee.says("4")
    dee.says("skip")
    assert dee.hears(), "answers go at any time"
    assert terry.hears() == [], "the nudge that comes of it would reach a phone in quiet hours"
    world.at("Sat 07:59")
    assert terry.hears() == []
    world.at("Sat 08:00")
    assert len(terry.hears()) == 1
    assert terry.inbox[-1].valid_seconds == 4 * 3600
    with world.house.read() as connection:
        rows = connection.execute(select(t.core(t.Outbox).c.state)).scalars()
        assert OutboxState.CLAIMED not in set(rows)


# --- a clock that is set back --------------------------------------------------------------------------


def test_a_clock_set_back_holds_up_no_retry_and_nothing_that_was_due(world: World) -> None:
    """An hour back: what was to be tried in a few seconds is not tried in an hour and a few seconds."""
    dee, terry = world.mentee, world.mentor
    world.wire().fates_at[dee.address] = [NotSent("No connection.")]
    dee.says("GOAL a place of my own")
    world.receive(terry.inbound("GOAL sleep more"), deliver=False)
    assert world.clock._held is not None
    world.clock._held -= timedelta(hours=1)
    world.deliver()
    assert [len(one.hears()) for one in (dee, terry)] == [1, 1]
    assert [last(world, one).state for one in (dee, terry)] == ["sent", "sent"]


@pytest.mark.parametrize("state", UNSETTLED)
def test_what_is_in_hand_when_the_clock_is_set_back_is_not_passed_by_what_comes_later(
    world: World, state: OutboxState
) -> None:
    """Sent back after the clock was set, it would wait for an hour ahead: what came later would go first."""
    world.receive(world.mentee.inbound("GOAL a place of my own"), deliver=False)
    mine = t.core(t.Outbox)
    was = last(world, world.mentee).not_before
    now = was - timedelta(hours=1)
    with world.house.engine.begin() as connection:
        connection.execute(update(mine).where(mine.c.not_before == was).values(state=state))
        clock_set_back(connection, was, now)
    row = last(world, world.mentee)
    assert (row.not_before, row.retry_at) == (now, now)
