"""A mentor's short lessons and training log, by text and at the desk's pages."""

from datetime import date, timedelta

import pytest

from conversations import training_words
from conversations.lessons import Topic
from records import tables as t
from records.kinds import InboxOutcome, RecordKind
from records.reading import View
from records.reading_training import log
from tests.world.world import Phone, World

COMMAND, PERSON, ANSWER = InboxOutcome.COMMAND, InboxOutcome.FOR_A_PERSON, InboxOutcome.ANSWER


def entries(world: World, phone: Phone) -> list[tuple[str, int, str, str]]:
    with world.house.read() as connection:
        view = View(connection, world.house.sealer, world.programme_id)
        return [(row.topic, row.minutes, row.source, row.about) for row in log(view, phone.id)]


@pytest.mark.mission("4.7")
def test_a_lesson_from_the_list_to_the_log(world: World) -> None:
    """LESSON lists six; each text comes when it is wanted; the last one counts a quarter of an hour."""
    sam = world.mentor
    assert sam.says("lesson") == [COMMAND]
    (listed,) = sam.hears()
    assert listed.splitlines()[2] == "2 Hard moments"
    assert sam.says("Lesson 5") == [COMMAND]
    assert sam.hears()[0].startswith("Limits keep both of you safe.")
    for more in ("yes", "ok", "next pls", "1"):
        assert sam.says(more) == [ANSWER]
    assert "lend them 20" in sam.hears()[-1]
    assert sam.says("b") == [ANSWER]
    assert sam.hears()[-1].endswith("15 minutes in your log. Text LESSON for the others.")
    assert entries(world, sam) == [("boundaries", 15, "lesson", "")]
    sam.says("lessons")
    assert "5 Limits, yours and theirs (done)" in sam.hears()[-1]
    sam.says("training")
    assert sam.hears()[-1].startswith("In your log this year: 15 minutes. Short lessons done: 1 of 6.")


def test_a_lesson_left_alone_reminds_of_nothing(world: World) -> None:
    sam = world.mentor
    sam.says("LESSON 1")
    sam.hears()
    world.until(world.now + timedelta(days=8))
    assert not any("Shall I send the next?" in words for words in sam.hears())
    assert entries(world, sam) == []
    (record,) = world.records_of(sam, RecordKind.TRAINING)
    assert record.row.outcome == "no_reply"


def test_a_mentee_writes_while_a_lesson_waits(world: World) -> None:
    """What a mentor writes to a person then goes to the person, and the lesson goes on afterwards."""
    sam, dee = world.mentor, world.mentee
    sam.says("LESSON 3")
    dee.says("MENTOR can we talk tomorrow")
    sam.hears()
    sam.says("Dee yes, at ten")
    assert any("yes, at ten" in words for words in dee.hears())
    assert world.waiting(sam) == ["lesson-on:1"]


@pytest.mark.mission("4.7")
def test_training_told_by_text_is_noted_and_seen_by_the_coordinator(world: World) -> None:
    sam = world.mentor
    assert sam.says("training 2 hours first aid with the red cross") == [COMMAND]
    assert sam.hears() == ["Noted in your log: 2 hours. Robin can see it."]
    assert sam.says("TRAINING 90 min boundaries") == [COMMAND]
    assert sam.hears() == ["Noted in your log: 1.5 hours. Robin can see it."]
    assert entries(world, sam) == [
        ("boundaries", 90, "told", "boundaries"),
        ("", 120, "told", "first aid with the red cross"),
    ]
    sam.says("TRAINING")
    assert sam.hears()[-1].startswith("In your log this year: 3.5 hours.")


@pytest.mark.parametrize(
    "text", ["TRAINING was great", "TRAINING 2 hours then 3 hours", "TRAINING 900 hours"]
)
def test_training_without_one_length_is_asked_for(world: World, text: str) -> None:
    sam = world.mentor
    assert sam.says(text) == [COMMAND]
    assert sam.hears()[-1].startswith("To note training, text how long and what")
    assert entries(world, sam) == []


def test_a_mentee_has_no_lessons(world: World) -> None:
    """The words are theirs: "training" may be a course they want to tell of."""
    assert world.mentee.says("training") == [PERSON]
    assert world.mentee.says("LESSON 2") == [PERSON]
    assert world.rows(t.Training) == []


@pytest.mark.parametrize(
    ("text", "minutes", "topic", "words"),
    [
        ("2 hours first aid", 120, None, "first aid"),
        ("half an hour on boundaries", 30, Topic.BOUNDARIES, "boundaries"),
        ("an hour and a half of de-escalation", 90, Topic.CONFLICT, "de-escalation"),
        ("Safeguarding course, 1,5 horas", 90, Topic.BOUNDARIES, "Safeguarding course"),
        ("media hora comunicación", 30, Topic.COMMUNICATION, "comunicación"),
        ("45m crisis", 45, Topic.CRISIS, "crisis"),
        ("3h goals and boundaries", 180, None, "goals and boundaries"),
    ],
)
def test_a_length_and_what_it_was(text: str, minutes: int, topic: Topic | None, words: str) -> None:
    told = training_words.read(text)
    assert told is not None
    assert (told.minutes, told.topic, told.words) == (minutes, topic, words)


@pytest.mark.parametrize(
    "text", ["", "first aid", "0 hours", "2 hours and 20 minutes", "25 hours", "room 2h4"]
)
def test_no_length_no_training(text: str) -> None:
    assert training_words.read(text) is None


def test_the_log_of_last_year_is_not_counted(world: World) -> None:
    sam = world.mentor
    sam.says("TRAINING 2 hours crisis")
    sam.hears()
    with world.house.read() as connection:
        view = View(connection, world.house.sealer, world.programme_id)
        (row,) = log(view, sam.id)
    assert row.on_day == world.local.date()
    world.until(world.now + timedelta(days=366))
    sam.says("yes")  # it is still them
    sam.says("TRAINING")
    assert sam.hears()[-1].startswith("Nothing is in your log yet")
    assert row.on_day < date(world.local.year, 1, 1)
