"""The question that waits: what answers it, what leaves it open, and what is for a person instead."""

from datetime import timedelta

import pytest

from channels.port import InboundKind
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome
from tests.world.world import World

ANSWER, FOR_A_PERSON, NOTED, STALE = (
    InboxOutcome.ANSWER,
    InboxOutcome.FOR_A_PERSON,
    InboxOutcome.NOTED,
    InboxOutcome.STALE,
)


def needs_person(world: World) -> bool:
    """Whether the newest message waits for a human."""
    return bool(world.rows(t.Inbox)[-1].needs_person)


def test_a_question_with_nowhere_to_go_does_not_wait(world: World) -> None:
    dee = world.mentee
    retired = fx.RetireAddress(dee.case.person.addresses[0].id)
    person_id = dee.id
    world.effects(retired)
    world.at("Fri 18:00")
    assert [
        row for row in world.rows(t.Conversation) if row.person_id == person_id and row.state == "waiting"
    ] == []
    outcomes = [row.outcome for row in world.rows(t.MeetingRecord) if row.kind == "check_in"]
    assert outcomes == ["not_sent"]


@pytest.mark.mission("never.2")
@pytest.mark.parametrize(
    "words",
    [
        "tell Robin my bus is late",
        "tell robin my bus is late",
        "Robin, can you ring me",
        "Terry are you coming",
        "hi Terry I am outside",
        "ask Sam to wait for me",
        "is the food bank open on saturdays?",
    ],
)
def test_words_for_somebody_at_a_free_text_question_are_no_answer(world: World, words: str) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.says("4")
    dee.hears()
    assert dee.says(words) == [FOR_A_PERSON]
    assert "one small step" in dee.hears()[0], "the question is put again"
    assert world.waiting(dee) == ["next-step"]
    assert dee.says("ask my boss for a saturday off") == [ANSWER]


@pytest.mark.parametrize("words", ["need help", "got arrested", "please help me"])
def test_what_we_cannot_read_a_person_reads(world: World, words: str) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    dee.says(words)
    assert needs_person(world)
    grave = "arrested" in words  # beside that nothing is asked; the question only waits
    assert ("your week" in dee.hears()[0]) is not grave
    assert world.waiting(dee) == ["mood"]


def test_a_burst_is_over_after_two_minutes(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    world.receive(dee.inbound("4"), deliver=False)
    world.clock.hold(world.now + timedelta(minutes=3))
    [late] = world.receive(dee.inbound("my landlord changed the locks"), deliver=False)
    assert late.outcome is FOR_A_PERSON
    assert needs_person(world)


def test_an_earlier_copy_of_the_question_that_waits_can_be_tapped(chats: World) -> None:
    dee = chats.mentee
    chats.at("Fri 18:00")
    assert dee.sends(InboundKind.PHOTO) is FOR_A_PERSON  # the question is put again
    assert dee.taps("4 - good", back=1) is ANSWER
    assert chats.waiting(dee) == ["next-step"]
    assert dee.taps("2 - hard", back=1) is STALE


@pytest.mark.parametrize(("mark", "outcome"), [("👍🏽", NOTED), ("❤️", NOTED), (":)", NOTED)])
def test_a_kind_mark_closes(world: World, mark: str, outcome: InboxOutcome) -> None:
    assert world.mentee.says(mark) == [outcome]


@pytest.mark.parametrize("mark", ["🆘", "😭😭😭", "💔", "❤️‍🩹"])
def test_any_other_mark_is_for_a_person(world: World, mark: str) -> None:
    assert world.mentee.says(mark) == [FOR_A_PERSON]
    assert needs_person(world)
