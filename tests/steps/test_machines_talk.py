"""Machines that write: a carrier's notice, senders without a phone, copies, loops, a stranger's allowance."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.carrier_notices import recognise
from handlers.deciding import brakes
from records import effects as fx
from records import tables as t
from records.cases import HeardBefore
from records.kinds import Channel, InboxOutcome, Lane, MessageClass
from tests.steps.test_whose_answer import at_the_share_question
from tests.world.world import Phone, World

NOTED, ANSWER = InboxOutcome.NOTED, InboxOutcome.ANSWER
URGENT = "i want to end my life"


@pytest.mark.found("B1")
@pytest.mark.parametrize(
    "notice",
    [
        "Unable to send message - Message Blocking is active.",
        "Error: Message failed. Error code 30005 unknown destination handset",
        "The number you have dialed is not in service. Message not delivered.",
        "Mensaje no entregado. El destinatario tiene bloqueados los mensajes.",
    ],
)
def test_a_carriers_notice_is_nobodys_words(world: World, notice: str) -> None:
    world.mentor.says("Dee: are you about tuesday?")
    world.deliver()
    world.mentee.hears()
    world.mentor.hears()
    world.passes(seconds=20)
    assert world.mentee.says(notice) == [NOTED]
    world.deliver()
    assert world.mentee.hears() == []
    assert world.mentor.hears() == [
        "Your last message to Dee may not have arrived. If it matters, please send it again."
    ]


@pytest.mark.found("B1")
@pytest.mark.parametrize(
    "words",
    [
        "my message didnt send sorry",
        "phone blocked you by accident",
        "my number is not working",
        "u there? texts failed",
    ],
)
def test_somebody_who_tells_of_it_is_heard(words: str) -> None:
    assert not recognise(words)


@pytest.mark.found("B2")
@pytest.mark.parametrize("sender", ["VERIZON", "611", "22395", "AT&T Free Msg", "MG" + "0" * 32])
@pytest.mark.parametrize("text", ["Your bill is ready", "HELP", "who is this?", URGENT])
def test_a_sender_that_cannot_be_answered_never_is(world: World, sender: str, text: str) -> None:
    machine = Phone(world, "machine", sender, "sms")
    machine.says(text)
    world.deliver()
    assert machine.inbox == []
    assert [row for row in world.rows(t.Inbox) if row.person_id == machine.id], "it is kept"
    assert bool(world.rows(t.Flag)) == (text == URGENT)


@pytest.mark.found("B3")
@pytest.mark.parametrize(
    ("text", "to_them", "to_the_lead"),
    [("COMPLAIN you are late", 6, 4), ("HELP", 6, 0), (URGENT, 4, 8), ("hello?", 3, 0)],
)
def test_a_stranger_has_a_days_allowance_and_every_text_is_kept(
    world: World, text: str, to_them: int, to_the_lead: int
) -> None:
    stranger = world.stranger()
    world.coordinator.hears()
    for number in range(25):
        stranger.says(f"{text}" if number % 2 else f"{text} {number}")
        world.deliver()
        world.passes(seconds=40)
    assert len(stranger.inbox) <= to_them
    assert world.coordinator.unheard <= to_the_lead
    kept = [row for row in world.rows(t.Inbox) if row.person_id == stranger.id]
    assert len(kept) == 25
    if text == URGENT:
        assert len(world.rows(t.Flag)) >= 1
        assert stranger.unheard >= 1, "and at once"


@pytest.mark.found("D15")
@pytest.mark.parametrize("text", ["2", "yes", "no"])
def test_a_carriers_copy_answers_no_new_question(world: World, text: str) -> None:
    world.at("Fri 18:00")
    world.mentee.hears()
    first = "1" if text != "2" else "2"
    world.mentee.says(first)
    world.deliver()
    assert "Would you like" in world.mentee.hears()[-1]
    world.passes(seconds=2)
    assert world.mentee.says(first) == [NOTED], "the same text under another id, seconds later"
    world.deliver()
    contact = [
        entry for entry in world.record_of(world.mentee, "check_in").entries if entry.label == "contact"
    ]
    assert contact == []


@pytest.mark.found("D15")
def test_a_second_yes_to_a_second_question_minutes_later_counts(world: World) -> None:
    at_the_share_question(world)
    assert world.mentee.says("yes") == [ANSWER]
    world.deliver()
    world.passes(minutes=3)
    world.mentee.says("DELETE")
    world.deliver()
    world.passes(seconds=30)
    assert world.mentee.says("yes") == [ANSWER]


@pytest.mark.found("C8")
def test_one_persons_many_signposts_hold_up_nobody_elses(world: World) -> None:
    """At one segment a second, forty of one person are queued before the one of another."""
    wire = world.wire()
    wire.pace = type(wire.pace)(per_second=1.0, per_address_per_second=1e9)
    world.restart()
    dee, terry = world.mentee, world.mentor

    def safety(number: int, phone: Phone) -> fx.Send:
        address = phone.case.person.addresses[0].id
        return fx.Send(
            f"s-{number:03}",
            phone.id,
            phone.id,
            address,
            Channel.SMS,
            f"words {number}",
            MessageClass.SAFETY,
            Lane.SAFETY,
            None,
            "gsm7",
            1,
        )

    world.effects(*(safety(number, dee) for number in range(40)), safety(99, terry))
    world.deliver()
    order = [one.to for one in wire.taken if one.text.startswith("words")]
    assert order.index(terry.address) <= 1, "one sending slot at most"
    assert [one.text for one in wire.taken if one.to == dee.address][-40:] == [
        f"words {n}" for n in range(40)
    ]


@settings(max_examples=25, deadline=None)
@given(
    reply=st.sampled_from(["HELP", "who is this?", "ok", "GOALS", "Auto: I am away", "hello", "RECORD"]),
    gap=st.integers(1, 20),
)
def test_a_machine_that_answers_everything_is_left_alone(reply: str, gap: int) -> None:
    """Whatever it says, and however fast: the rule itself falls silent within a bounded number of rounds."""
    from datetime import UTC, datetime, timedelta

    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    heard: list[HeardBefore] = []
    for rounds in range(200):
        braked = brakes.loops(heard[:20], [], reply, at, command=True)
        outcome = InboxOutcome.BRAKED if braked else InboxOutcome.COMMAND
        heard.insert(0, HeardBefore(f"i{rounds}", reply, at, outcome, "none", None))
        at += timedelta(seconds=gap)
    answered = sum(one.outcome == InboxOutcome.COMMAND for one in heard)
    assert answered <= 25
