"""Troubles on the way out: providers that are slow, gone or in doubt, and what must arrive all the same."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

import scheduler.claiming
import scheduler.delivery
from channels.port import (
    FateUnknown,
    NotSent,
    Outgoing,
    Pace,
    Receipt,
    ReceiptState,
    Refused,
    Sent,
)
from handlers.access.accounts import create_staff
from handlers.desk import addresses, matches, staff
from records import tables as t
from records.kinds import InboxOutcome
from tests.world.world import Phone, Wire, World, page_entries

URGENT = "i want to kill myself"


def chat(world: World, number: int = 100) -> Phone:
    """Somebody nobody knows, on the other channel."""
    return Phone(world, "a chat", str(7000 + number), "telegram")


@pytest.fixture
def both(world: World) -> World:
    """The world with Telegram beside text messages."""
    world.wires["telegram"] = Wire("telegram")
    world.restart()
    return world


def strangers(world: World, number: int) -> list[Phone]:
    return [world.phone(f"stranger {n}", 20 + n) for n in range(number)]


def out_for(world: World, *, minutes: int, error: Exception, channel: str = "") -> Callable[[], list[str]]:
    """The provider answers nothing but this for so long. Tells to whom something got through since."""
    back, before = world.now + timedelta(minutes=minutes), len(world.wire(channel).taken)

    def down(_: Outgoing) -> None:
        if world.now < back:
            raise error

    world.wire(channel).watch = down
    return lambda: [message.to for message in world.wire(channel).taken[before:]]


def labels(world: World, phone: Phone) -> list[str]:
    return [label for label, _ in page_entries(world.record_of(phone, "safety"))]


# --- one channel's trouble is its own ----------------------------------------------------------------


def test_a_hundred_that_wait_for_one_provider_hold_up_no_other(both: World) -> None:
    both.wire().pace = Pace(per_second=0.001)
    both.restart()
    waiting = [both.phone(f"stranger {n}", n) for n in range(20, 99)]
    both.receive(*(one.inbound("who is this") for one in waiting), deliver=False)
    both.receive(*(both.phone("", n).inbound("who is this") for n in range(100, 140)), deliver=False)
    late = chat(both)
    both.receive(late.inbound("who is this"), deliver=False)
    both.run(both.house.delivery._start_what_may_go())
    both.run(both.house.delivery.stop())
    assert len(late.hears()) == 1
    assert len([row for row in both.outbox() if row.state == "queued"]) > 100


def test_sends_that_hang_at_one_provider_take_no_place_of_another(both: World) -> None:
    answer = asyncio.Event()
    sms = both.wire()

    async def hang(message: Outgoing) -> Sent:
        sms.tries.append(message)
        await answer.wait()
        return Sent("late")

    before = len(sms.tries)
    sms.send = hang  # type: ignore[method-assign]  # a stand-in for what goes out
    both.receive(*(one.inbound("who is this") for one in strangers(both, 60)), deliver=False)

    async def some_rounds() -> None:
        for _ in range(5):
            await both.house.delivery._start_what_may_go()
            await asyncio.sleep(0.01)

    both.run(some_rounds())
    assert len(sms.tries) - before == 50
    late, dee = chat(both), both.mentee
    both.receive(late.inbound("who is this"), dee.inbound(URGENT), deliver=False)
    both.run(some_rounds())
    assert len(late.hears()) == 1, "the other channel goes on"
    hanging = [message.to for message in sms.tries[before:]]
    assert {dee.address, both.coordinator.address} <= set(hanging[50:]), "places are kept for danger"
    answer.set()
    both.deliver()
    assert {row.state for row in both.outbox(dee)} <= {"sent", "delivered"}


def test_what_waits_on_a_channel_that_no_longer_runs_is_withheld(both: World) -> None:
    """Its question is let go, so that nobody waits for an answer to it."""
    somebody = chat(both)
    both.receive(somebody.inbound("who is this"), deliver=False)
    del both.wires["telegram"]
    both.restart()
    both.deliver()
    [row] = [row for row in both.outbox() if row.channel == "telegram"]
    assert (row.state, row.reason) == ("withheld", "channel_closed")
    assert both.mentee.says("GOAL a place of my own") == [InboxOutcome.COMMAND]
    assert len(both.mentee.hears()) == 1, "nothing waits behind it"


# --- delivery itself stumbles ------------------------------------------------------------------------


def test_a_look_at_the_queue_that_fails_is_not_the_last(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database restarts, a disk is full for a moment: delivery goes on by itself."""
    dee = world.mentee
    world.receive(dee.inbound("GOAL a place of my own"), deliver=False)
    real, looks = scheduler.claiming.candidates, []

    def stumbling(*arguments: Any, **more: Any) -> object:
        looks.append(1)
        if len(looks) <= 2:
            raise OSError("secret words")
        return real(*arguments, **more)

    slept = asyncio.sleep
    monkeypatch.setattr(scheduler.claiming, "candidates", stumbling)
    monkeypatch.setattr(scheduler.delivery, "_IDLE", 0.01)
    monkeypatch.setattr("scheduler.delivery.asyncio.sleep", lambda _: slept(0.01))

    async def for_a_while() -> None:
        running = asyncio.create_task(world.house.delivery.run())
        for _ in range(500):
            await slept(0.01)
            if dee.unheard:
                break
        await world.house.delivery.stop()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    world.run(for_a_while())
    assert len(looks) > 2
    assert len(dee.hears()) == 1


def test_a_message_that_cannot_be_readied_holds_up_nobody_and_danger_is_tried_again_soon(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dee, terry = world.mentee, world.mentor
    real, broken = scheduler.claiming.opened, [True]

    def fails(sealer: Any, row: Any, *more: Any) -> Outgoing:
        if broken and row.person_id == dee.id:
            raise ZeroDivisionError("secret words")
        return real(sealer, row, *more)

    monkeypatch.setattr(scheduler.claiming, "opened", fails)
    terry.hears()
    world.receive(dee.inbound(URGENT), terry.inbound("GOAL sleep more"))
    assert dee.hears() == []
    assert len(terry.hears()) == 1
    broken.clear()
    world.passes(minutes=1)
    assert "988" in dee.hears()[0]


def test_all_that_was_left_behind_is_looked_up_at_the_same_time(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A provider that does not answer must not keep the next signpost waiting once for each of them."""
    left = strangers(world, 8)
    world.receive(*(one.inbound("who is this") for one in left), deliver=False)
    world.wire().dying = True
    world.run(world.house.delivery._start_what_may_go())
    world.run(asyncio.sleep(0))
    world.wire().dying = False
    world.restart(recover=False)
    together = asyncio.Barrier(8)

    async def all_at_once(*_: object) -> None:
        await asyncio.wait_for(together.wait(), 10)

    monkeypatch.setattr(Wire, "find_sent", all_at_once)
    world.run(world.house.delivery.recover())
    assert [row.state for row in world.outbox()][-8:] == ["unknown"] * 8


# --- a provider is gone for ten minutes --------------------------------------------------------------


def test_after_ten_minutes_without_a_connection_the_signpost_leaves_first(world: World) -> None:
    dee, robin = world.mentee, world.coordinator
    got_through = out_for(world, minutes=10, error=NotSent("No connection."))
    for one in strangers(world, 10):
        one.says("who is this")
    world.passes(minutes=3)
    dee.says(URGENT)
    world.passes(minutes=2)
    for one in strangers(world, 20)[10:]:
        one.says("who is this")
    assert got_through() == []
    world.passes(minutes=6)
    assert set(got_through()[:2]) == {dee.address, robin.address}
    world.passes(minutes=20)
    others = [address for address in got_through() if address != robin.address]  # whose alerts go on
    assert len(others) == len(set(others)) == 21, "everybody's message came, once each"


def test_the_first_message_that_gets_through_brings_the_signpost_with_it(world: World) -> None:
    """Nobody waits for a next try once the provider is seen to be back."""
    dee, somebody = world.mentee, world.stranger()
    got_through = out_for(world, minutes=10, error=NotSent("No connection."))
    dee.says(URGENT)
    world.passes(minutes=9, seconds=50)
    world.clock.hold(world.now + timedelta(seconds=11))
    [row] = world.outbox(dee, message_class="safety")
    assert row.retry_at > world.now
    somebody.says("who is this")
    assert got_through()[0] == somebody.address
    assert {dee.address, world.coordinator.address} == set(got_through()[1:])


def test_after_ten_minutes_of_errors_the_signpost_still_leaves(world: World) -> None:
    """An error may hide a message that was taken: what is ordinary is not sent again, danger is."""
    dee, terry, robin = world.mentee, world.mentor, world.coordinator
    got_through = out_for(world, minutes=10, error=FateUnknown("It said 503.", "20503"))
    dee.says(URGENT)
    terry.says("GOAL sleep more")
    world.passes(minutes=12)
    assert got_through().count(dee.address) == 1
    assert robin.address in got_through()
    assert terry.address not in got_through()
    assert [row.state for row in world.outbox(terry)][-1] == "unknown"
    assert {row.state for row in world.outbox(dee, message_class="safety")} == {"sent"}


def test_a_signpost_in_doubt_for_too_long_is_given_up_and_somebody_is_told_to_call(world: World) -> None:
    dee, robin = world.mentee, world.coordinator
    world.wire().fates_at[dee.address] = [FateUnknown("It said 503.", "20503")] * 500
    dee.says(URGENT)
    robin.says("ACK")  # they have it in hand, so that nothing else makes their phone ring
    robin.hears()
    dee.hears()
    world.passes(minutes=20)
    assert [row.state for row in world.outbox(dee, message_class="safety")] == ["unknown"]
    assert 5 < len(dee.hears()) < 15, "each may have arrived, but more will not help"
    assert "signpost-blocked" in labels(world, dee)
    assert len(robin.hears()) == 1


def test_a_signpost_that_the_provider_has_after_all_is_not_repeated(world: World) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [FateUnknown("The connection broke.")]
    dee.says(URGENT)
    [row] = world.outbox(dee, message_class="safety")
    assert row.state == "queued", "it would go again"
    world.wire().listed[row.id] = Receipt("sms", row.id, "SM1", ReceiptState.DELIVERED, world.now)
    world.passes(minutes=5)
    assert len(dee.hears()) == 1
    assert [row.state for row in world.outbox(dee, message_class="safety")] == ["delivered"]


def test_danger_on_one_channel_waits_for_no_danger_on_another(both: World) -> None:
    """Their texts do not get through, so they write from the other phone."""
    dee = both.mentee
    out_for(both, minutes=60, error=NotSent("No connection."), channel="sms")
    dee.says(URGENT)
    other = chat(both)
    other.says("hello")
    row = next(row for row in both.rows(t.Address) if row.channel == "telegram")
    value = both.house.sealer.seal(dee.id, "address", "value", row.id, other.address)
    mine = update(t.core(t.Address)).where(t.core(t.Address).c.id == row.id)
    both.change(lambda c: c.execute(mine.values(person_id=dee.id, value=value)))
    other.hears()
    assert other.says(URGENT) == [InboxOutcome.SAFETY]
    assert len(other.hears()) == 1
    assert "queued" in [row.state for row in both.outbox(dee, channel="sms")]


# --- an alert that does not arrive -------------------------------------------------------------------


def account(world: World, phone: Phone) -> str:
    """A member of staff with that phone; the staff id."""
    made = {"name": phone.name, "login": f"{phone.name}@example.org", "password_hash": "-"}
    return world.change(
        lambda c: create_staff(
            c, world.house.sealer, world.now, programme_id=world.programme_id, phone=phone.address, **made
        )
    )


def test_an_alert_that_does_not_arrive_reaches_the_others(world: World) -> None:
    """Only Robin is on duty, and Robin's phone takes nothing."""
    robin, noor, alex = world.coordinator, world.phone("Noor", 40), world.phone("Alex", 41)
    on_duty, *_ = [account(world, phone) for phone in (robin, noor, alex)]
    always = {"programme_id": world.programme_id, "staff_id": on_duty, "start": "00:00", "end": "24:00"}
    week = [{"id": f"turn-{day}", "weekday": day, **always} for day in range(7)]
    world.change(lambda c: c.execute(insert(t.Rota), week))
    world.wire().fates_at[robin.address] = [Refused("No such number.", "30005")] * 50
    world.mentee.says(URGENT)
    assert [len(phone.hears()) for phone in (noor, alex)].count(1) >= 1, "at once, not after some minutes"
    assert "alert-not-delivered" in labels(world, world.mentee)
    world.passes(hours=1)
    assert not [phone.name for phone in (noor, alex) if not phone.inbox], "and within the hour all others"
    assert robin.hears() == []


# --- what waits is worth nothing any more ------------------------------------------------------------


@pytest.mark.parametrize("way", ["to the mentor", "to the mentee"])
def test_the_end_of_a_match_withdraws_what_was_to_be_passed_on(world: World, way: str) -> None:
    dee, terry = world.mentee, world.mentor
    by, to = (dee, terry) if way == "to the mentor" else (terry, dee)
    if by is terry:
        dee.says("MENTOR can we meet")  # so that the mentor has something to answer
    world.wire().fates_at[to.address] = [NotSent("No connection.")] * 3
    by.says("MENTOR see you at the gate" if by is dee else "see you at the gate")
    assert "see you at the gate" in " ".join(world.words(row) for row in world.outbox(to, state="queued"))
    match_id = world.rows(t.Match)[0].id
    over = {"staff_id": "robin", "match_id": match_id, "why": "finished"}
    world.change(lambda c: matches.end(c, world.house.tools, world.now, **over))
    world.passes(hours=1)
    assert not any("at the gate" in text for text in to.hears())
    assert [row.reason for row in world.outbox(to, state="withheld")] == ["match_ended"]


def test_danger_supersedes_a_question_that_has_not_left(world: World) -> None:
    """Nobody could answer it any more: the check-in is over before it reaches them."""
    dee = world.mentee
    world.at("Fri 17:59")
    dee.hears()
    world.clock.hold(world.now + timedelta(minutes=1))
    world.tick()
    dee.says(URGENT)
    assert len(dee.hears()) == 1
    [row] = world.outbox(dee, message_class="prompt")
    assert (row.state, row.reason) == ("withheld", "superseded")
    assert world.waiting(dee) == []


def test_a_reply_by_staff_to_a_stranger_is_no_second_automatic_answer(world: World) -> None:
    somebody = world.stranger()
    somebody.says("who is this")
    somebody.hears()
    person_id = somebody.id
    world.change(
        lambda c: staff.reply(
            c,
            world.house.sealer,
            world.now,
            staff_id="robin",
            staff_name="Robin",
            person_id=person_id,
            text="This is Robin from Lakeside.",
        )
    )
    world.deliver()
    assert somebody.hears() == ["Robin: This is Robin from Lakeside."]


# --- the pace of a provider --------------------------------------------------------------------------


def test_a_long_message_is_not_starved_by_short_ones_and_danger_passes_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One segment a second; somebody's long words wait for several, and short ones keep coming."""
    world.wire().pace = Pace(per_second=1.0, per_address_per_second=1e9)
    world.restart()
    delivery, seconds = world.house.delivery, [0.0]
    monkeypatch.setattr(delivery, "_monotonic", lambda: seconds[0])

    def a_second_later() -> None:
        async def once() -> None:
            await delivery._start_what_may_go()
            while delivery._tasks:
                await asyncio.sleep(0)

        world.run(once())
        seconds[0] += 1

    before = len(world.wire().taken)
    person_id, dee = world.mentor.id, world.mentee
    many = strangers(world, 12)
    for one in many[:4]:  # uses up what lies in the bucket
        world.receive(one.inbound("who is this"), deliver=False)
    long = "It was good to see you. " * 20
    world.change(
        lambda c: staff.reply(
            c,
            world.house.sealer,
            world.now,
            staff_id="robin",
            staff_name="Robin",
            person_id=person_id,
            text=long,
        )
    )
    for one in many[4:]:
        world.receive(one.inbound("who is this"), deliver=False)
        a_second_later()
    assert world.outbox(world.mentor)[-1].segments == 4
    world.receive(dee.inbound(URGENT), deliver=False)
    a_second_later()
    a_second_later()
    for _ in range(60):
        a_second_later()
    order = [message.to for message in world.wire().taken[before:]]
    place = {address: order.index(address) for address in order}
    assert place[dee.address] < place[many[-1].address], "danger is ahead of all that waited"
    first_behind = min(place[one.address] for one in many[4:])
    assert place[world.mentor.address] < first_behind, "none of the short ones behind it went before it"
    assert len(order) == 15


def test_what_is_tried_again_does_not_go_to_a_number_given_up_meanwhile(world: World) -> None:
    dee = world.mentee
    here = dee.case.person.addresses[0].id
    gone = {"tools": world.house.tools, "now": world.now, "staff_id": "robin-account", "person_id": dee.id}
    wire = world.wire()
    wire.fates.append(NotSent("busy"))
    retired: list[bool] = []

    def give_up(_: object) -> None:
        if not retired:
            retired.append(True)
            with world.house.engine.begin() as c:
                addresses.retire(c, address_id=here, **gone)

    wire.watch = give_up
    before = len(dee.inbox)
    dee.says("GOALS")
    world.passes(minutes=30)
    assert retired
    assert len(dee.inbox) == before
    assert (world.outbox(dee)[-1].state, world.outbox(dee)[-1].reason) == ("withheld", "number_retired")
