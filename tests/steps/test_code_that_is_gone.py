"""A question waits on a phone, and a new version no longer has the conversation it belongs to."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from conversations.state import State, Status
from records import tables as t
from records.kinds import InboxOutcome
from tests.world.world import Phone, World


def its_code_goes(world: World, phone: Phone, conversation_id: str) -> None:
    """A conversation that waits for somebody is one that this program does not have."""
    name = "of-another-version"
    (row,) = [one for one in world.rows(t.Conversation) if one.id == conversation_id]
    sealer = world.house.sealer
    state = State.from_json(sealer.open(phone.id, "conversation", "body", row.id, row.body))
    body = sealer.seal(phone.id, "conversation", "body", row.id, replace(state, conversation=name).to_json())
    table = t.core(t.Conversation)
    changed = update(table).where(table.c.id == row.id).values(name=name, body=body)
    world.change(lambda c: c.execute(changed))
    assert world.waiting(phone), "it still waits"


@pytest.fixture
def asked(world: World) -> World:
    """Dee has been asked how the week was, by code that is gone."""
    world.at("Fri 18:00")
    assert "How was your week" in world.mentee.hears()[0]
    its_code_goes(world, world.mentee, world.mentee.case.person.talking[0].id)
    return world


def noted(world: World, phone: Phone) -> bool:
    """Whether the record of what waited says why it ended."""
    return any(entry.label == "cannot-go-on" for page in world.records_of(phone) for entry in page.entries)


def test_an_answer_to_it_reaches_a_person_and_the_question_is_over(asked: World) -> None:
    dee = asked.mentee
    assert dee.says("4") == [InboxOutcome.FOR_A_PERSON]
    assert dee.hears(), "they are told that a person reads it"
    assert asked.waiting(dee) == []
    assert noted(asked, dee)
    assert [row.state for row in asked.rows(t.Conversation) if row.name == "of-another-version"] == [
        Status.ENDED
    ]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("STOP", InboxOutcome.CONSENT), ("STEP call the landlord", InboxOutcome.COMMAND)],
)
def test_whatever_they_write_walks_on_as_if_no_question_waited(
    asked: World, text: str, outcome: InboxOutcome
) -> None:
    assert asked.mentee.says(text) == [outcome]
    assert asked.mentee.hears()


def test_danger_is_heard_as_ever(asked: World) -> None:
    assert asked.mentee.says("i want to kill myself") == [InboxOutcome.SAFETY]
    assert "988" in asked.mentee.hears()[0]


def test_next_week_they_are_asked_again(asked: World) -> None:
    asked.mentee.says("4")
    asked.mentee.hears()
    asked.at("Fri 18:00")
    assert any("How was your week" in text for text in asked.mentee.hears())
    assert asked.mentee.says("3") == [InboxOutcome.ANSWER]


def test_silence_ends_it_without_a_reminder(asked: World) -> None:
    dee = asked.mentee
    asked.passes(days=3)
    assert dee.hears() == []
    assert asked.waiting(dee) == []
    assert noted(asked, dee)


def test_the_question_below_it_is_left_alone_and_answered(world: World) -> None:
    world.at("Fri 18:00")
    dee = world.mentee
    world.mentee.hears()
    dee.says("STEP")
    newest, below = dee.case.person.talking
    its_code_goes(world, dee, newest.id)
    assert dee.says("4") == [InboxOutcome.ANSWER]
    assert [one.id for one in dee.case.person.talking] == [below.id]
    assert noted(world, dee)
