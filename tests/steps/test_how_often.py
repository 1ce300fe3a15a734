"""How often somebody is asked, in their words: TIME every two weeks, "text me less"."""

from datetime import date, timedelta

import pytest

from conversations.how_often import HowOften, asks_how_often, read_how_often, weeks
from conversations.keywords import Command, read
from records import tables as t
from records.kinds import InboxOutcome, PlanKind
from tests.world.world import World

COMMAND, PERSON = InboxOutcome.COMMAND, InboxOutcome.FOR_A_PERSON


def came(world: World, kind: PlanKind) -> list[date]:
    return sorted(day for day, what in world.occurrences(world.mentee, kind).items() if what == "started")


@pytest.mark.mission("1.1")
def test_every_two_weeks_and_back(world: World) -> None:
    """The check-in and the question between go together, on their day; a word brings back every week."""
    dee = world.mentee
    dee.says("STEP call the council")
    world.until(world.now + timedelta(days=6))
    first = came(world, PlanKind.CHECK_IN)[-1]
    dee.says("4", "not yet", "call them tomorrow", "no")
    dee.hears()
    assert dee.says("can you text me every two weeks please") == [COMMAND]
    (answer,) = dee.hears()
    assert answer.startswith("OK, every two weeks from now on. The next one: January 23.")
    for _ in range(5):
        world.until(world.now + timedelta(days=7))
        dee.says("hello")
    days = [day for day in came(world, PlanKind.CHECK_IN) if day > first]
    assert [(day - first).days for day in days] == [14, 28]
    between = [(day - first).days for day in world.occurrences(dee, PlanKind.SMALL_STEP) if day > first]
    assert sorted(between)[:2] == [3, 17], "it stands between the check-ins"
    dee.hears()
    assert dee.says("TIME weekly") == [COMMAND]
    assert dee.hears()[-1].startswith("OK, every week from now on.")


def test_another_time_keeps_how_often(world: World) -> None:
    dee = world.mentee
    dee.says("TIME monthly", "TIME mondays 10am")
    plan = world.plan(dee, PlanKind.CHECK_IN)
    assert (plan.every_weeks, plan.weekday, plan.at) == (4, 0, "10:00")


def test_less_and_less_until_it_is_as_rare_as_it_gets(world: World) -> None:
    dee = world.mentee
    for text, every in (("you text me too much", 2), ("fewer texts pls", 4), ("text me less ok?", 4)):
        assert dee.says(text) == [COMMAND]
        assert world.plan(dee, PlanKind.CHECK_IN).every_weeks == every
    assert "PAUSE" in dee.hears()[-1]


def test_an_open_question_stays_open(world: World) -> None:
    dee = world.mentee
    world.until(world.now + timedelta(days=6))
    open_before = world.waiting(dee)
    assert open_before
    assert dee.says("text me less often") == [COMMAND]
    assert world.waiting(dee) == open_before


def test_whoever_has_nothing_regular_goes_to_a_person(world: World) -> None:
    assert world.mentor.says("text me less") == [PERSON]
    assert {row.every_weeks for row in world.rows(t.Plan) if row.person_id == world.mentor.id} <= {1}


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("every 2 weeks", HowOften.FORTNIGHTLY),
        ("every other week please", HowOften.FORTNIGHTLY),
        ("once a month is enough", HowOften.MONTHLY),
        ("weekly", HowOften.WEEKLY),
        ("less often", HowOften.LESS),
        ("cada quince días", HowOften.FORTNIGHTLY),
        ("una vez al mes por favor", HowOften.MONTHLY),
        ("menos", HowOften.LESS),
    ],
)
def test_behind_the_word(text: str, often: HowOften) -> None:
    assert read_how_often(text) is often
    for word in ("TIME", "time", "HORA"):
        found = read(f"{word} {text}", "en-US")
        assert found is not None
        assert found.kind is Command.TIME


@pytest.mark.parametrize(
    "text",
    [
        "weekly",
        "once a month",
        "I see her every two weeks",
        "less stress",
        "too much going on",
        "he texts me too much",
        "more often than not",
        "cada semana voy al gimnasio",
        "menos mal",
        "stop texting me so much",
    ],
)
def test_what_is_not_about_the_messages_is_left_alone(text: str) -> None:
    assert asks_how_often(text) is None


def test_steps_between_rhythms() -> None:
    assert [weeks(HowOften.LESS, now) for now in (1, 2, 4)] == [2, 4, None]
    assert [weeks(HowOften.MORE, now) for now in (4, 2, 1)] == [2, 1, 1]
