"""Whoever does not answer is asked in another tone, then less often, and in the end a person is asked."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from channels.port import InboundKind
from conversations.segments import count
from handlers.desk import requests
from records import tables as t
from records.kinds import QUIET, PlanKind, Stage
from rules import rhythm
from tests.world.world import World

CHECK_IN = PlanKind.CHECK_IN
WEEKS = 24


def months(world: World, weeks: int = WEEKS) -> list[tuple[int, str]]:
    """Live on without a word from the mentee; what they were sent, and in which week."""
    dee = world.mentee
    dee.hears()
    heard = []
    for week in range(weeks):
        world.at("Fri 18:00")
        world.passes(days=6)
        heard += [(week, text) for text in dee.hears()]
    return heard


def open_requests(world: World) -> list[str]:
    return [row.id for row in world.rows(t.Request) if row.kind == QUIET and row.closed_at is None]


def test_the_rhythm_is_a_table() -> None:
    told = [rhythm.rhythm(unanswered).value for unanswered in range(8)]
    assert told == ["weekly"] * 3 + ["fortnightly"] * 2 + ["monthly"] + ["a_person"] * 2
    day = date(2026, 1, 23)
    assert rhythm.is_time(rhythm.rhythm(2), day, day + timedelta(days=7))
    assert not rhythm.is_time(rhythm.rhythm(3), day, day + timedelta(days=7))
    assert rhythm.is_time(rhythm.rhythm(3), day, day + timedelta(days=13)), "its day was moved"
    assert not rhythm.is_time(rhythm.rhythm(5), day, day + timedelta(days=21))
    assert rhythm.is_time(rhythm.rhythm(5), day, day + timedelta(days=28))
    assert rhythm.is_time(rhythm.rhythm(5), None, day)
    assert rhythm.not_before(rhythm.rhythm(2), day) is None
    assert rhythm.not_before(rhythm.rhythm(3), day) == date(2026, 2, 3)


@pytest.mark.mission("never.5")
@pytest.mark.parametrize("language", ["en-US", "en-GB", "es"])
def test_half_a_year_without_a_word(make_world: Callable[..., World], language: str) -> None:
    world = make_world(language)
    heard = months(world)
    weeks = [week for week, _ in heard]
    # Two with a reminder each, one without, then every two weeks, then after four, then nothing.
    assert weeks == [0, 0, 1, 1, 2, 4, 6, 10]
    texts = [text for _, text in heard]
    assert all(count(text).segments == 1 for text in texts)
    firsts = [text.splitlines()[0] for text in texts]
    assert len(set(firsts) - {firsts[1]}) == 6, "no line comes twice but the gentle reminder"
    assert world.waiting(world.mentee) == []
    told = list(world.occurrences(world.mentee, CHECK_IN).values())
    assert told.count("started") == 6
    assert told[3] == "slower"
    assert set(told[14:]) == {"with_a_person"}
    assert len(open_requests(world)) == 1, "a person is asked, once"
    world.check()


def test_the_mentor_is_not_told_the_same_over_and_over(world: World) -> None:
    world.mentor.hears()
    world.asks_nothing_of_matches(world.mentor)
    months(world)
    told = world.mentor.hears()
    told = [text for text in told if "Dee" in text]
    assert len(told) == 2
    assert "hasn't answered" in told[0]
    assert "less often" in told[1]


def test_any_answer_brings_the_old_rhythm_back_at_once(world: World) -> None:
    dee = world.mentee
    months(world, 5)
    dee.says("MENTOR I am still here")
    dee.hears()
    world.at("Fri 18:00")
    [question] = dee.hears()
    assert "every two weeks" not in question
    dee.says("3")
    [answer] = dee.hears()
    assert "Good to hear from you" not in answer, "they were never gone from view"


def test_an_answer_to_the_quiet_question_is_an_answer(world: World) -> None:
    dee = world.mentee
    world.asks_nothing_of_matches(dee)
    months(world, 2)
    world.at("Fri 18:00")
    [question] = dee.hears()
    assert question.startswith("Hi Dee, just a hello.")
    dee.says("4")
    [answer] = dee.hears()
    assert answer.startswith(("Good to hear from you, Dee.", "I'm glad you wrote, Dee."))
    dee.says("skip")
    dee.hears()
    world.at("Fri 18:00")
    [question] = dee.hears()
    assert "just a hello" not in question
    assert "week" in question


def test_who_writes_while_a_person_is_asked_is_asked_weekly_again(world: World) -> None:
    dee = world.mentee
    months(world)
    dee.says("sorry, new job")
    dee.hears()
    world.at("Fri 18:00")
    assert len(dee.hears()) == 1
    assert open_requests(world) == [], "nobody need decide any more"


def test_a_person_decides_and_it_begins_again(world: World) -> None:
    dee = world.mentee
    months(world, 12)
    [request_id] = open_requests(world)
    world.change(
        lambda c: requests.close(
            c,
            world.house.sealer,
            world.now,
            staff_id="desk",
            request_id=request_id,
            outcome="rang, all is well",
        )
    )
    world.at("Fri 18:00")
    [question] = dee.hears()
    assert "no answer needed" not in question.lower()
    assert len(months(world, 3)) >= 3, "and the run is counted from here"
    assert open_requests(world) == []


def test_while_a_person_is_asked_nothing_unasked_goes(world: World) -> None:
    dee = world.mentee
    dee.says("PROMISE")
    dee.says("a walk")
    dee.says("sunday 10am")
    months(world, 14)
    assert open_requests(world)
    world.passes(days=14)
    assert dee.hears() == [], "no promise either"
    dee.says("GOALS")
    assert len(dee.hears()) == 1, "what they ask for is answered"


def test_a_machine_that_answers_is_no_word_of_theirs(world: World) -> None:
    dee = world.mentee
    heard = []
    for week in range(6):
        world.at("Fri 18:00")
        dee.sends(InboundKind.TEXT, "Liked “How was your week”")
        world.passes(days=6)
        heard += [week] * len(dee.hears())
    assert heard.count(3) == 0, "the fourth came two weeks after the third"


def test_between_check_ins_nothing_is_asked_once_they_slow_down(world: World) -> None:
    dee = world.mentee
    dee.says("STEP call the library")
    months(world, 8)
    asked = list(world.occurrences(dee, PlanKind.SMALL_STEP).values())
    assert asked[0] == "started"
    assert set(asked[3:]) == {"slower"}


def test_whoever_comes_back_from_a_pause_is_asked_weekly(world: World) -> None:
    dee = world.mentee
    months(world, 4)
    world.change(
        lambda c: c.execute(
            update(t.core(t.Person))
            .where(t.core(t.Person).c.id == dee.id)
            .values(standing_since=world.now, stage=Stage.TRANSITION)
        )
    )
    world.at("Fri 18:00")
    [question] = dee.hears()
    assert "every two weeks" not in question


@pytest.mark.mission("never.5")
def test_nothing_is_said_twice_within_four_weeks(world: World) -> None:
    """Every line around the questions, over half a year of answers, good weeks and hard ones."""
    dee = world.mentee
    said: dict[str, date] = {}
    asked = (
        *("How was your week", "What's one small step", "Would you like Terry", "1 ", "2 ", "May I tell"),
        "One more, if you like",
    )
    for week in range(26):
        world.at("Fri 18:00")
        dee.says("1" if week % 2 else "5")
        if week % 2:
            dee.says("no")
        dee.says("skip")
        for line in "\n".join(dee.hears()).splitlines():
            if not line or line.startswith(asked):
                continue
            assert line not in said or world.local.date() - said[line] >= timedelta(weeks=4), line
            said[line] = world.local.date()
    assert len(said) > 20


def test_more_than_a_number_is_not_called_good(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    dee.says("4 but my dad is in a bad way")
    assert not any("Glad" in text for text in dee.hears())
