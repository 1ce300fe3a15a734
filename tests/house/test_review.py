"""What a reading of the house found: each of these once harmed, or could have."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from channels.port import InboundKind
from conversations.keywords import join_word
from handlers import staff
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, Standing
from tests.world.world import Phone, World, page_entries

ANSWER, COMMAND, CONSENT = InboxOutcome.ANSWER, InboxOutcome.COMMAND, InboxOutcome.CONSENT
FOR_A_PERSON, NOTED, STALE = InboxOutcome.FOR_A_PERSON, InboxOutcome.NOTED, InboxOutcome.STALE


def needs_person(world: World) -> bool:
    """Whether the newest message waits for a human."""
    return bool(world.rows(t.Inbox)[-1].needs_person)


# --- consent ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["not interested", "nah im good", "I never signed up for this", "why am i getting this", "thanks", "?"],
)
def test_what_is_no_yes_is_no_consent(make_world: Callable[..., World], words: str) -> None:
    world = make_world(joined=False)
    dee = world.mentee
    dee.hears()
    dee.says(words)
    assert dee.standing is Standing.INVITED
    assert needs_person(world)
    assert world.waiting(dee) == []
    assert len(dee.hears()) == 1
    assert dee.says("START") == [CONSENT]
    assert dee.standing is Standing.ACTIVE


@pytest.mark.parametrize("words", ["yes", "Yes please", "START", "sure"])
def test_a_yes_to_the_invitation_begins_the_welcome(make_world: Callable[..., World], words: str) -> None:
    world = make_world(joined=False)
    assert world.mentee.says(words) == [CONSENT]
    assert world.mentee.standing is Standing.ACTIVE


def test_start_from_custody_is_for_a_person(world: World) -> None:
    dee = world.mentee
    world.effects(fx.SetStanding(dee.id, Standing.CUSTODY))
    assert dee.says("START") == [FOR_A_PERSON]
    assert dee.standing is Standing.CUSTODY
    assert needs_person(world)


@pytest.mark.parametrize("said", ["Lake", " lake. ", "\u200flake!", "“LAKE”", "(lake)"])
def test_the_join_word_is_read_in_one_way(said: str) -> None:
    assert join_word(said) == "LAKE"


def test_a_join_word_between_marks_joins(world: World) -> None:
    world.change(lambda c: c.execute(update(t.Programme).values(join_word="LAKE")))
    somebody = world.stranger()
    assert somebody.says("“Lake”") == [CONSENT]
    assert somebody.standing is Standing.ACTIVE


# --- staff -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["ACK {} on it", "ACK {}.", "ack {}, calling now"])
def test_a_code_in_a_sentence_is_acknowledged(world: World, form: str) -> None:
    world.mentee.says("i want to kill myself")
    [flag] = world.rows(t.Flag)
    world.coordinator.hears()
    assert world.coordinator.says(form.format(flag.code)) == [COMMAND]
    assert world.coordinator.hears() == [f"Thank you. {flag.code} is yours."]
    assert world.rows(t.Flag)[0].acknowledged_at is not None


def test_staff_cannot_write_to_a_phone_in_custody(world: World) -> None:
    dee = world.mentee
    world.effects(fx.SetStanding(dee.id, Standing.CUSTODY))
    with pytest.raises(staff.CannotSend, match="custody"):
        world.change(
            lambda c: staff.reply(
                c,
                world.house.sealer,
                world.now,
                staff_id="nobody",
                staff_name="Robin",
                person_id=dee.id,
                text="Are you all right?",
            )
        )


# --- questions -------------------------------------------------------------------------------------


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
