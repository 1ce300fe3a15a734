"""Going out: order, lanes, what a provider may do to a message, and the rules at the moment of sending."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from channels.port import (
    ChannelError,
    FateUnknown,
    InboundKind,
    NotSent,
    Outgoing,
    Pace,
    PersonStopped,
    Receipt,
    ReceiptState,
    Refused,
    Sent,
    Unreachable,
)
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, Standing
from tests.world.world import Phone, Wire, World, page_entries

URGENT = "i want to kill myself"


def states(world: World, phone: Phone) -> list[tuple[str, str]]:
    return [(row.message_class, row.state) for row in world.outbox(phone)]


def last_state(world: World, phone: Phone) -> tuple[str, str]:
    return states(world, phone)[-1]


def labels(world: World, phone: Phone, kind: str = "") -> list[str]:
    return [label for label, _ in page_entries(world.record_of(phone, kind))]


# --- order and lanes ----------------------------------------------------------------------------------


def test_a_persons_messages_keep_their_order_through_a_failure(world: World) -> None:
    dee = world.mentee
    world.wire().fates.append(NotSent("The connection never opened."))
    dee.says("GOAL a place of my own")
    dee.says("STEP call the clinic")
    assert dee.hears() == [], "the second waits for the first"
    world.passes(minutes=1)
    first, second = dee.hears()
    assert first.startswith("Your goal")
    assert second.startswith("Your step")


def test_people_do_not_wait_for_each_other(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.wire().fates_at[dee.address] = [NotSent("The connection never opened.")] * 3
    dee.says("GOAL a place of my own")
    terry.says("GOAL sleep more")
    assert dee.hears() == []
    assert len(terry.hears()) == 1


def test_an_unknown_fate_does_not_hold_up_what_follows(world: World) -> None:
    dee = world.mentee
    world.wire().fates.append(FateUnknown("The connection broke."))
    dee.says("GOAL a place of my own")
    dee.says("STEP call the clinic")
    assert [state for _, state in states(world, dee)][-2:] == ["unknown", "sent"]


def test_safety_overtakes_a_queue_of_bulk(world: World) -> None:
    """Everything waits to go out; the signpost and the alert leave first, though they came last."""
    strangers = [world.phone(f"stranger {number}", 30 + number) for number in range(25)]
    world.receive(*(one.inbound("who is this") for one in strangers), deliver=False)
    dee = world.mentee
    world.receive(dee.inbound("STEP call the clinic"), deliver=False)
    world.receive(dee.inbound(URGENT), deliver=False)
    before = len(world.wire().tries)
    world.deliver()
    order = [message.to for message in world.wire().tries[before:]]
    assert set(order[:2]) == {dee.address, world.coordinator.address}
    assert len(order) == 28


def test_safety_overtakes_the_persons_own_queue(world: World) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [NotSent("The provider asks us to wait.", retry_after=600)]
    dee.says("STEP call the clinic")
    assert dee.says(URGENT) == [InboxOutcome.SAFETY]
    assert [message_class for message_class, state in states(world, dee) if state == "sent"][-1] == "safety"
    assert ("answer", "queued") in states(world, dee)


def test_a_phone_that_must_wait_takes_nothing_from_the_others(world: World) -> None:
    """What waits for its own phone must not use up what the provider takes in a second."""
    wire = world.wire()
    wire.pace = Pace(per_second=5.0, per_address_per_second=0.001)
    world.restart()
    dee, terry = world.mentee, world.mentor
    world.receive(dee.inbound("GOAL number one"), dee.inbound("GOAL number two"), deliver=False)
    for _ in range(50):  # the second one asks, and asks
        world.run(world.house.delivery._start_what_may_go())
    world.receive(terry.inbound("GOAL sleep more"), deliver=False)
    world.run(world.house.delivery._start_what_may_go())
    world.run(world.house.delivery.stop())
    assert len(dee.hears()) == 1
    assert len(terry.hears()) == 1


# --- what a provider may do ------------------------------------------------------------------------------


def test_what_never_left_is_tried_again(world: World) -> None:
    dee = world.mentee
    world.wire().fates += [NotSent("No connection."), NotSent("Please wait.", retry_after=120)]
    dee.says("GOAL a place of my own")
    world.passes(seconds=90)
    assert dee.hears() == []
    world.passes(seconds=60)
    assert len(dee.hears()) == 1
    assert world.outbox(dee)[-1].attempts == 3


def test_what_never_leaves_is_given_up_when_it_is_worth_nothing_any_more(world: World) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [NotSent("No connection.")] * 100
    world.at("Fri 18:00")
    world.at("Sat 12:00")
    assert last_state(world, dee)[1] in ("expired", "failed")
    assert world.waiting(dee) == []
    world.wire().fates_at.clear()
    world.at("Fri 18:00")
    assert len(dee.hears()) == 1, "one check-in, not two in a row"


def test_an_ordinary_message_of_unknown_fate_is_never_sent_again(world: World) -> None:
    dee = world.mentee
    world.at("Fri 17:59")
    dee.hears()
    world.wire().fates.append(FateUnknown("The connection broke.", "timeout"))
    world.at("Fri 18:00")
    world.passes(hours=12)
    assert len(dee.hears()) == 1
    assert last_state(world, dee) == ("prompt", "unknown")
    assert world.waiting(dee) == ["mood"], "its patience runs: an answer may well come"


def test_a_late_receipt_settles_an_unknown_fate(world: World) -> None:
    dee = world.mentee
    world.wire().fates.append(FateUnknown("The connection broke."))
    world.at("Fri 18:00")
    [row] = world.outbox(dee, state="unknown")
    world.receipt(row.id, ReceiptState.DELIVERED)
    assert last_state(world, dee) == ("prompt", "delivered")


def test_a_signpost_of_unknown_fate_goes_again(world: World) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [FateUnknown("The connection broke.")] * 2
    dee.says(URGENT)
    world.passes(minutes=5)
    assert len(dee.hears()) == 3, "twice over never"
    assert [state for message_class, state in states(world, dee) if message_class == "safety"] == ["sent"]


def test_a_receipt_of_the_first_try_spares_the_second(world: World) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [FateUnknown("The connection broke.")]
    dee.says(URGENT)
    [row] = world.outbox(dee, message_class="safety")
    world.receipt(row.id, ReceiptState.DELIVERED)
    world.passes(minutes=5)
    assert len(dee.hears()) == 1


def test_receipts_in_any_order_only_rise(world: World) -> None:
    dee = world.mentee
    dee.says("GOAL a place of my own")
    row = world.outbox(dee)[-1]
    for state in (ReceiptState.DELIVERED, ReceiptState.SENT, ReceiptState.FAILED, ReceiptState.DELIVERED):
        world.receipt(row.id, state)
    world.receipt(row.id, ReceiptState.UNKNOWN_STATUS)
    world.receipt("no such row", ReceiptState.DELIVERED)
    assert last_state(world, dee) == ("answer", "delivered")


def test_a_question_let_go_on_its_way_waits_for_nothing(world: World) -> None:
    """Its conversation was over before it left: nobody is reminded of it."""
    dee = world.mentee
    dee.says("STEP", "my step")
    dee.hears()
    assert [row.due_at is None for row in world.rows(t.Conversation) if row.state == "ended"] == [True]
    world.passes(days=2)
    assert len([text for text in dee.hears() if text.startswith("No rush.")]) == 1


def test_21610_counts_as_stop(world: World) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [PersonStopped("Opted out.", "21610")]
    world.at("Fri 18:00")
    assert dee.standing is Standing.STOPPED
    assert world.waiting(dee) == []
    assert "stopped-at-carrier" in labels(world, dee, "check_in")
    assert dee.hears() == []
    world.passes(days=15)
    assert dee.hears() == []


def test_a_receipt_that_says_stopped_counts_as_stop(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    world.receipt(world.outbox(dee)[-1].id, ReceiptState.FAILED, code="21610", stopped=True)
    assert dee.standing is Standing.STOPPED
    assert world.waiting(dee) == []


def test_a_blocked_signpost_stands_in_the_record_and_alerts_again(world: World) -> None:
    dee, robin = world.mentee, world.coordinator
    world.wire().fates_at[dee.address] = [PersonStopped("Opted out.", "21610")]
    dee.says(URGENT)
    assert dee.hears() == []
    first, again = robin.hears()
    assert first == again, "the same flag, once more: somebody has to call"
    assert "signpost-blocked" in labels(world, dee, "safety")


def test_a_refused_signpost_alerts_again(world: World) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [Refused("The number is gone.", "30005")]
    dee.says(URGENT)
    assert len(world.coordinator.hears()) == 2


def test_a_signpost_undelivered_by_receipt_alerts_again(world: World) -> None:
    dee = world.mentee
    dee.says(URGENT)
    [row] = world.outbox(dee, message_class="safety")
    world.receipt(row.id, ReceiptState.FAILED, code="30003")
    world.receipt(row.id, ReceiptState.FAILED, code="30003")
    assert len(world.coordinator.hears()) == 2, "the receipt came twice, the second alert once"


def test_a_signpost_that_could_not_leave_in_time_alerts_again(world: World) -> None:
    """The provider was down for half a day: whoever is on duty must know that nothing arrived."""
    dee = world.mentee
    world.wire().fates_at[dee.address] = [NotSent("No connection.")] * 2000
    dee.says(URGENT)
    world.coordinator.says("ACK")
    world.coordinator.hears()
    world.passes(hours=11)
    assert world.outbox(dee, message_class="safety")[0].state in ("expired", "failed")
    assert len(world.coordinator.hears()) == 1
    assert "signpost-blocked" in labels(world, dee, "safety")


def test_a_stopped_persons_signpost_is_tried_until_it_left_once(world: World) -> None:
    dee = world.mentee
    dee.says("STOP")
    dee.hears()
    world.wire().fates_at[dee.address] = [NotSent("No connection.")]
    dee.says(URGENT)
    world.passes(minutes=2)
    assert len(dee.hears()) == 1, "a connection that never opened was no try"


def test_a_stopped_persons_signpost_of_unknown_fate_is_not_repeated_and_alerts_again(world: World) -> None:
    dee = world.mentee
    dee.says("STOP")
    dee.hears()
    world.coordinator.hears()
    world.wire().fates_at[dee.address] = [FateUnknown("The connection broke.")]
    dee.says(URGENT)
    world.passes(minutes=5)
    assert len(dee.hears()) == 1
    assert len(world.coordinator.hears()) == 2


def test_a_channel_that_breaks_leaves_an_unknown_fate_and_the_rest_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dee = world.mentee
    real = Wire.send

    async def broken(self: Wire, message: Outgoing) -> Sent:
        if "place of my own" in message.text:
            raise ZeroDivisionError("secret words")
        return await real(self, message)

    monkeypatch.setattr(Wire, "send", broken)
    dee.says("GOAL a place of my own")
    dee.says("STEP call the clinic")
    assert [state for _, state in states(world, dee)][-2:] == ["unknown", "sent"]


def test_a_message_that_does_not_open_holds_up_nobody(world: World) -> None:
    """Its owner was erased, or the row was altered, while it was queued."""
    dee, terry = world.mentee, world.mentor
    world.receive(dee.inbound("GOAL a place of my own"), deliver=False)
    queued = update(t.core(t.Outbox)).where(t.core(t.Outbox).c.state == "queued")
    world.change(lambda c: c.execute(queued.values(body=b"altered beyond reading" * 3)))
    terry.says("GOAL sleep more")
    assert len(terry.hears()) == 1
    assert last_state(world, dee) == ("answer", "failed")
    dee.says("STEP call the clinic")
    assert dee.hears()[-1].startswith("Your step")


# --- the moment of sending -----------------------------------------------------------------------------


def test_a_queued_prompt_is_withheld_when_stop_comes_first(world: World) -> None:
    dee = world.mentee
    world.at("Fri 17:59")
    world.clock.hold(world.now + timedelta(minutes=1))
    world.tick()  # the check-in is queued, and has not left
    world.receive(dee.inbound("STOP"), deliver=False)
    world.deliver()
    assert dee.hears()[-1].startswith("You won't get any more messages")
    assert ("prompt", "withheld") in states(world, dee)
    assert world.waiting(dee) == []


def test_words_for_somebody_who_stopped_meanwhile_are_withheld(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.receive(terry.inbound("STOP"), dee.inbound("tell Terry I'm late"), deliver=False)
    world.deliver()
    assert not any("late" in text for text in terry.hears())


def test_an_alert_goes_out_at_night_and_a_prompt_does_not(world: World) -> None:
    dee = world.mentee
    world.at("Fri 23:00")
    dee.hears()
    dee.says(URGENT)
    assert len(dee.hears()) == 1
    assert len(world.coordinator.hears()) == 1


def test_what_waits_for_morning_keeps_its_worth(world: World) -> None:
    """A mentor's nudge from an evening check-in: queued at ten at night, handed over at eight."""
    dee, terry = world.mentee, world.mentor
    world.at("Fri 18:00")
    world.at("Fri 22:00")
    dee.says("4")
    dee.says("skip")
    assert terry.hears() == []
    world.at("Sat 07:59")
    assert terry.hears() == []
    world.at("Sat 08:00")
    assert len(terry.hears()) == 1


def test_a_prompt_lapses_at_the_provider_when_quiet_hours_begin(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    sent = dee.inbox[-1]
    assert sent.valid_seconds == 3 * 3600
    dee.says(URGENT)
    assert dee.inbox[-1].valid_seconds == 10 * 3600


def test_one_answer_a_day_to_a_stranger(world: World) -> None:
    somebody = world.stranger()
    assert somebody.says("who is this") == [InboxOutcome.STRANGER]
    assert len(somebody.hears()) == 1
    somebody.says("hello?", "anyone?")
    assert somebody.hears() == []
    world.passes(hours=25)
    somebody.says("hello?")
    assert len(somebody.hears()) == 1


def test_an_invitation_goes_once(make_world: Callable[..., World]) -> None:
    world = make_world(joined=False)
    dee = world.mentee
    assert len(dee.hears()) == 1
    world.passes(days=30)
    world.restart()
    world.deliver()
    assert dee.hears() == []


def test_nothing_unasked_for_reaches_somebody_paused(world: World) -> None:
    dee = world.mentee
    world.effects(fx.SetPause(dee.id, on=True))
    world.passes(days=8)
    assert dee.hears() == []
    assert dee.says("GOAL a place of my own") == [InboxOutcome.COMMAND]
    assert len(dee.hears()) == 1, "what they ask is answered"


# --- restarts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("listed", "state"),
    [
        (ReceiptState.DELIVERED, "delivered"),
        (ReceiptState.SENT, "sent"),
        (ReceiptState.FAILED, "failed"),
        (None, "unknown"),
        (Unreachable("No answer."), "unknown"),
    ],
)
def test_what_was_under_way_at_a_restart_is_looked_up_and_not_repeated(
    world: World, listed: ReceiptState | ChannelError | None, state: str
) -> None:
    dee = world.mentee
    world.receive(dee.inbound("GOAL a place of my own"), deliver=False)
    outbox_id = world.outbox(dee)[-1].id
    if isinstance(listed, ReceiptState):
        world.wire().listed[outbox_id] = Receipt("sms", outbox_id, "SM1", listed, world.now)
    elif listed is not None:
        world.wire().listed[outbox_id] = listed
    tries = len(world.wire().tries)
    world.dies_while_sending()
    world.passes(hours=1)
    assert len(world.wire().tries) == tries, "never sent again"
    assert last_state(world, dee) == ("answer", state)
    dee.says("STEP call the clinic")
    assert dee.hears()[-1].startswith("Your step"), "and nothing waits behind it"


def test_a_signpost_under_way_at_a_restart_goes_again(world: World) -> None:
    dee = world.mentee
    world.receive(dee.inbound(URGENT), deliver=False)
    world.dies_while_sending()
    world.passes(minutes=1)
    assert len(dee.hears()) == 1
    assert [row.state for row in world.outbox(dee, message_class="safety")] == ["sent"]


def test_what_was_queued_at_a_restart_leaves_after_it(world: World) -> None:
    dee = world.mentee
    world.receive(dee.inbound("GOAL a place of my own"), deliver=False)
    world.restart()
    world.deliver()
    assert len(dee.hears()) == 1


def test_a_blocked_chat_counts_as_stop_and_start_begins_again(chats: World) -> None:
    dee = chats.mentee
    chats.at("Fri 18:00")
    dee.hears()
    assert dee.sends(InboundKind.BLOCKED) is InboxOutcome.CONSENT
    assert dee.standing is Standing.STOPPED
    assert chats.waiting(dee) == []
    assert dee.sends(InboundKind.UNBLOCKED) is InboxOutcome.NOTED
    chats.passes(days=7)
    assert dee.hears() == []
    assert dee.says("START") == [InboxOutcome.CONSENT]
    assert len(dee.hears()) == 1
    assert dee.standing is Standing.ACTIVE
