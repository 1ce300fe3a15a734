"""An ending planned four weeks ahead: one thing a week, each asked or told in turn, and the day itself."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from handlers.desk import match_endings
from handlers.desk.match_endings import NewEnding
from handlers.desk.staff import StaffError
from records import tables as t
from records.kinds import InboxOutcome, Standing
from tests.world.world import World

TUESDAY, WEDNESDAY = date(2026, 1, 6), date(2026, 1, 7)
LAST = date(2026, 2, 3)  # a Tuesday, four weeks on


def the_match(world: World) -> str:
    return str(world.rows(t.Match)[0].id)


def plan(world: World, robin: str, **days: date) -> None:
    new = NewEnding(
        days.get("ends_on", LAST), days.get("mentor_on", TUESDAY), days.get("mentee_on", WEDNESDAY)
    )
    world.change(
        lambda c: match_endings.plan(
            c, world.house.tools, world.now, staff_id=robin, match_id=the_match(world), new=new
        )
    )


def day(world: World, on: date) -> datetime:
    """The evening of that day."""
    return datetime(on.year, on.month, on.day, 20, tzinfo=world.zone)


def about(texts: list[str], name: str) -> list[str]:
    """Those that speak of the other of the two."""
    return [text for text in texts if name in text]


@pytest.mark.mission("1.8")
def test_it_comes_week_by_week_and_the_match_is_over_on_the_day(world: World, robin: str) -> None:
    dee, terry = world.mentee, world.mentor
    dee.says("STEP call my mom")
    dee.says("DONE")
    plan(world, robin)
    dee.hears(), terry.hears()
    world.until(day(world, TUESDAY))
    (told,) = terry.hears()
    assert "Dee" in told
    assert "Tuesday, February 3" in told
    assert about(dee.hears(), "Terry") == [], "not before her day"
    world.until(day(world, WEDNESDAY))
    (told,) = about(dee.hears(), "Terry")
    assert "February 3" in told
    assert "Robin" in told
    world.until(day(world, LAST - timedelta(days=19)))
    looking = [text for text in dee.hears() if "proud of" in text]
    assert len(looking) == 1
    dee.says("that i kept going even when it was dark in november")
    (answer,) = dee.hears()
    assert "kept that" in answer
    need = [text for text in terry.hears() if "what would have helped" in text]
    assert len(need) == 1
    terry.says("more on how to get ID papers")
    terry.hears()
    assert [row.kind for row in world.rows(t.Request)] == ["training"]
    world.until(day(world, LAST - timedelta(days=12)))
    assert [text for text in dee.hears() if "before you part" in text]
    dee.says("thanks for believing in me")
    (read_back,) = dee.hears()
    assert 'I\'d pass on to Terry: "thanks for believing in me"' in read_back
    terry.hears()
    dee.says("yes")
    assert any("thanks for believing in me" in text for text in terry.hears())
    terry.says("skip")
    assert any("Passed on" in text or "passed" in text for text in dee.hears())
    world.until(day(world, LAST - timedelta(days=5)))
    (onward,) = [text for text in dee.hears() if "KIT" in text]
    assert "Robin" in onward
    (onward,) = [text for text in terry.hears() if "After" in text]
    world.until(day(world, LAST + timedelta(days=1)))
    assert world.rows(t.Match)[0].until is not None
    assert world.rows(t.Match)[0].ended == "finished"
    assert [text for text in dee.hears() if "has come to an end" in text]
    assert [text for text in terry.hears() if "has come to an end" in text]


@pytest.mark.mission("1.8")
def test_late_words_go_to_a_person_and_that_is_said(world: World, robin: str) -> None:
    dee, terry = world.mentee, world.mentor
    plan(world, robin)
    world.until(day(world, LAST + timedelta(days=2)))
    dee.hears(), terry.hears()
    assert dee.says("MENTOR are you still there?") == [InboxOutcome.FOR_A_PERSON]
    (said,) = dee.hears()
    assert "does not go to Terry" in said
    assert "Robin" in said
    assert terry.hears() == []


def test_nobody_gets_two_in_a_week(world: World, robin: str) -> None:
    plan(world, robin)
    world.until(day(world, LAST + timedelta(days=10)))
    for person in (world.mentee, world.mentor):
        days = sorted(
            row.at.astimezone(world.zone).date() for row in world.rows(t.Moment) if row.person_id == person.id
        )
        assert len(days) >= 5
        assert all((b - a).days >= 6 for a, b in pairwise(days[:-1])), days


def test_who_has_stopped_hears_nothing_and_the_match_ends_all_the_same(world: World, robin: str) -> None:
    dee = world.mentee
    plan(world, robin)
    dee.says("STOP")
    dee.hears()
    world.until(day(world, LAST))
    assert dee.hears() == []
    assert dee.standing is Standing.STOPPED
    assert world.rows(t.Match)[0].until is not None


def test_a_change_of_day_is_told_to_whoever_was_told(world: World, robin: str) -> None:
    dee = world.mentee
    plan(world, robin, mentee_on=date(2026, 1, 20))
    world.until(day(world, date(2026, 1, 8)))
    terry = world.mentor
    terry.hears(), dee.hears()
    world.change(
        lambda c: match_endings.change(
            c,
            world.house.tools,
            world.now,
            staff_id=robin,
            match_id=the_match(world),
            ends_on=LAST + timedelta(days=14),
        )
    )
    world.until(day(world, date(2026, 1, 16)))
    (told,) = [text for text in terry.hears() if "the day has changed" in text]
    assert "February 17" in told
    world.until(day(world, date(2026, 1, 31)))
    assert [text for text in dee.hears() if "will come to an end on Tuesday, February 17" in text]


def test_an_ending_that_is_called_off_is_told_and_stays_off(world: World, robin: str) -> None:
    dee, terry = world.mentee, world.mentor
    plan(world, robin)
    world.until(day(world, WEDNESDAY))
    terry.hears(), dee.hears()
    world.change(
        lambda c: match_endings.call_off(
            c, world.house.tools, world.now, staff_id=robin, match_id=the_match(world)
        )
    )
    world.until(day(world, LAST + timedelta(days=3)))
    assert len([text for text in dee.hears() if "go on" in text]) == 1
    assert len([text for text in terry.hears() if "go on" in text]) == 1
    assert world.rows(t.Match)[0].until is None


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ({"ends_on": date(2026, 1, 12)}, "two weeks"),
        ({"mentee_on": date(2026, 1, 5)}, "tomorrow"),
        ({"mentee_on": date(2026, 2, 1)}, "a week before"),
        ({"ends_on": date(2028, 1, 1)}, "within a year"),
    ],
)
def test_days_that_cannot_be_are_refused(world: World, robin: str, days: dict[str, date], why: str) -> None:
    with pytest.raises(StaffError, match=why):
        plan(world, robin, **days)
