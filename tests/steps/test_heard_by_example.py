"""Texts in which no exact words were found: the nearest examples choose the line, and nothing else."""

from collections.abc import Callable

import pytest

from bot.listening import Listening
from conversations.intents import Intent, Meaning
from records import tables as t
from records.kinds import InboxOutcome
from tests.world.world import World

UNHEARD = "so the thing with the place on elm street is off then"


@pytest.fixture
def world_where(make_world: Callable[..., World], monkeypatch: pytest.MonkeyPatch) -> Callable[..., World]:
    """A world in which that is what a text means."""

    def world(intent: Intent | None, **more: object) -> World:
        says = Meaning({intent.value if intent else "other": 1.0})
        monkeypatch.setattr(Listening, "hear", lambda _, text: says if text == UNHEARD else None)
        made = make_world(**more)
        made.mentee.hears()
        return made

    return world


@pytest.mark.parametrize(
    ("intent", "line"),
    [
        (Intent.RESCHEDULES, "can find another time with you"),
        (Intent.CANNOT_COME, "can find another time with you"),
        (Intent.APOLOGISES, "No need to be sorry"),
        (Intent.MOVED, "can change it here"),
        (Intent.NEW_PHONE, "can set up the new number with you"),
        (Intent.DONE, "To end the messages now, text STOP"),
        (Intent.WRONG_PERSON, "text STOP"),
        (Intent.NEWS_BAD, "I'm so sorry"),
        (Intent.QUESTION_US, "with people behind it"),
        (Intent.ARRESTED, "can tell people for you"),
        (None, "Robin"),
    ],
)
def test_it_chooses_the_line_and_a_person_reads_it_all_the_same(
    world_where: Callable[..., World], intent: Intent | None, line: str
) -> None:
    world = world_where(intent)
    assert world.mentee.says(UNHEARD) == [InboxOutcome.FOR_A_PERSON]
    (heard,) = world.mentee.hears()
    assert line in heard
    assert world.rows(t.Inbox)[-1].needs_person


def test_nothing_else_follows_from_it(world_where: Callable[..., World]) -> None:
    """An arrest that was said holds prompts; one that was guessed holds nothing, and says nothing of it."""
    world = world_where(Intent.ARRESTED)
    world.mentee.says(UNHEARD)
    (heard,) = world.mentee.hears()
    assert "hold" not in heard
    assert world.rows(t.Flag) == []
    assert all(row.held_at is None for row in world.rows(t.Person))


def test_an_answer_to_a_question_comes_first(world_where: Callable[..., World]) -> None:
    world = world_where(Intent.RESCHEDULES)
    world.at("Fri 18:00")
    world.mentee.hears()
    assert world.mentee.says("4") == [InboxOutcome.ANSWER]
    world.mentee.hears()
    assert world.mentee.says(UNHEARD) != [InboxOutcome.FOR_A_PERSON], "it is what they said of their week"


def test_exact_words_come_first(world_where: Callable[..., World], monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_where(Intent.THANKS)
    world.mentee.says("GOALS")
    (heard,) = world.mentee.hears()
    assert "goal" in heard.lower()
