"""An answer crosses the reminder: the question handed over days ago is still the question."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from channels.port import NotSent
from tests.world.world import World, page_entries

DOWN = NotSent("No connection.")


def cannot_send(world: World, tries: int = 1) -> None:
    """The provider takes nothing for a while."""
    world.wire().fates_at[world.mentee.address] = [DOWN] * tries


def asked_days_ago(world: World, *answers: str) -> None:
    """The check-in came on Friday; after these answers its next question waits, and nothing more is said."""
    world.at("Fri 18:00")
    for answer in answers:
        world.mentee.says(answer)
    world.mentee.hears()


def reminder_waits(world: World) -> str:
    """The reminder is queued and does not leave; its id."""
    cannot_send(world)
    world.at("Sun 18:00")
    row = world.outbox(world.mentee, state="queued")[-1]
    assert world.words(row).startswith("No rush.")
    return str(row.id)


QUESTIONS = [
    ((), "mood", "4", "4"),
    (("4",), "next-step", "call my sister", "call my sister"),
]


@pytest.mark.parametrize("channel", ["sms", "telegram"])
@pytest.mark.parametrize(("before", "question", "text", "kept"), QUESTIONS)
def test_a_text_while_the_reminder_waits_is_the_answer_and_no_reminder_follows(
    make_world: Callable[..., World],
    channel: str,
    before: tuple[str, ...],
    question: str,
    text: str,
    kept: str,
) -> None:
    world = make_world(channel=channel)
    dee = world.mentee
    asked_days_ago(world, *before)
    assert world.waiting(dee) == [question]
    reminder = reminder_waits(world)
    assert dee.says(text) == ["answer"]
    assert (question, kept) in page_entries(world.record_of(dee, "check_in"))
    [row] = [row for row in world.outbox(dee) if row.id == reminder]
    assert (row.state, row.reason) == ("withheld", "superseded")
    world.passes(hours=5)
    assert not any(said.startswith("No rush.") for said in dee.hears())


@pytest.mark.parametrize("channel", ["sms", "telegram"])
@pytest.mark.parametrize(("before", "question", "text", "kept"), QUESTIONS)
def test_a_text_written_while_the_reminder_was_on_its_way_is_the_answer(
    make_world: Callable[..., World],
    channel: str,
    before: tuple[str, ...],
    question: str,
    text: str,
    kept: str,
) -> None:
    world = make_world(channel=channel)
    dee = world.mentee
    asked_days_ago(world, *before)
    world.at("Sun 18:00")
    [said] = dee.hears()
    assert said.startswith("No rush.")
    assert dee.says(text, received_at=world.now - timedelta(seconds=20)) == ["answer"]
    assert (question, kept) in page_entries(world.record_of(dee, "check_in"))


def test_a_button_of_days_ago_answers_before_and_after_the_reminder(
    make_world: Callable[..., World],
) -> None:
    for number, late in enumerate((False, True)):
        world = make_world(channel="telegram")
        dee = world.mentee
        asked_days_ago(world)
        label = dee.inbox[-1].buttons[3].label
        if late:
            world.at("Sun 18:00")
        else:
            reminder_waits(world)
        outcome = dee.taps(label, back=int(late))
        assert outcome == "answer", number
        assert world.waiting(dee) == ["next-step"]


def test_a_choice_answered_by_number_while_its_reminder_waits(world: World) -> None:
    """After a step was set: how it went, by number."""
    dee = world.mentee
    dee.says("STEP call my sister")
    asked_days_ago(world, "4")
    assert world.waiting(dee) == ["step-went"]
    reminder_waits(world)
    assert dee.says("1") == ["answer"]
    assert ("step-went", "Done") in page_entries(world.record_of(dee, "check_in"))


def test_an_answer_crosses_the_question_put_again_after_help(world: World) -> None:
    dee = world.mentee
    asked_days_ago(world)
    cannot_send(world)
    dee.says("GOALS")
    [queued] = world.outbox(dee, state="queued")
    assert dee.says("4") == ["answer"]
    world.passes(minutes=1)
    assert world.outbox(dee, id=queued.id)[0].state == "sent", "what they asked for still comes"
    assert world.waiting(dee) == ["next-step"]


def test_a_text_from_before_the_question_is_no_answer(world: World) -> None:
    """Found in the provider's list days later: it was written before we asked anything."""
    dee = world.mentee
    before = world.now
    asked_days_ago(world)
    dee.says("GOALS")
    assert dee.says("4", received_at=before) != ["answer"]
    assert world.waiting(dee) == ["mood"]
