"""When a plan comes round next, whoever moved it. 2026-01-09 is a Friday."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from handlers.deciding import plans
from records.effects import SetPlan
from records.kinds import PlanKind

CHICAGO, NEW_YORK, LONDON = "America/Chicago", "America/New_York", "Europe/London"
FRIDAY = date(2026, 1, 9)
SIX = datetime(2026, 1, 10, 0, tzinfo=UTC)  # Friday at six in the evening in Chicago


def check_in(**more: Any) -> SetPlan:
    """A check-in on Fridays at six, due on that Friday."""
    kept: dict[str, Any] = {"local_date": FRIDAY, "due_at": SIX, "every_weeks": 1} | more
    return SetPlan("plan", "dee", PlanKind.CHECK_IN, 4, "18:00", **kept)


def test_it_is_made_for_the_first_time_that_comes() -> None:
    made = plans.weekly("plan", "dee", PlanKind.CHECK_IN, 4, "18:00", CHICAGO, SIX - timedelta(hours=1))
    assert made == check_in()


def test_the_mid_week_question_follows_the_check_in() -> None:
    after, due = SIX - timedelta(days=4), []
    for kind, weekday in plans.check_in_and_mid_week(4):
        plan = plans.weekly("plan", "dee", kind, weekday, "18:00", CHICAGO, after)
        assert plan.due_at is not None
        after = plan.due_at
        due.append((kind, plan.local_date))
    assert due == [(PlanKind.CHECK_IN, FRIDAY), (PlanKind.SMALL_STEP, date(2026, 1, 12))]


@pytest.mark.parametrize(
    ("weekday", "at", "comes"),
    [(5, "10:00", date(2026, 1, 17)), (4, "20:00", date(2026, 1, 16)), (0, "10:00", date(2026, 1, 12))],
)
def test_what_has_just_come_does_not_come_again_because_it_was_moved(
    weekday: int, at: str, comes: date
) -> None:
    had = check_in(local_date=date(2026, 1, 16), due_at=SIX + timedelta(days=7))
    assert plans.moved(had, weekday, at, CHICAGO, SIX + timedelta(hours=1), FRIDAY).local_date == comes


def test_who_moves_east_on_the_day_is_asked_on_that_day() -> None:
    """At half past five in Chicago it is half past six in New York: six o'clock is over there."""
    now = SIX - timedelta(minutes=30)
    there = plans.moved(check_in(), 4, "18:00", NEW_YORK, now, None)
    assert (there.local_date, there.due_at) == (FRIDAY, SIX - timedelta(hours=1)), "due at once"
    again = plans.moved(check_in(), 4, "18:00", NEW_YORK, now, FRIDAY)
    assert again.local_date == date(2026, 1, 16), "it had come already"


def test_who_moves_west_waits_for_the_hour_there() -> None:
    now = SIX - timedelta(minutes=30)
    there = plans.moved(check_in(), 4, "18:00", "America/Los_Angeles", now, None)
    assert (there.local_date, there.due_at) == (FRIDAY, SIX + timedelta(hours=2))


def test_a_plan_of_every_few_weeks_keeps_its_weeks_when_it_is_moved() -> None:
    had = check_in(every_weeks=2)
    assert plans.moved(had, 1, "10:00", CHICAGO, SIX + timedelta(hours=1), FRIDAY).local_date == date(
        2026, 1, 20
    )


def test_what_is_laid_down_is_due_no_more_and_keeps_its_hour() -> None:
    rests = plans.laid_down(check_in())
    assert (rests.due_at, rests.weekday, rests.at, rests.local_date) == (None, 4, "18:00", FRIDAY)
    back = plans.moved(rests, 4, "18:00", LONDON, SIX, None)
    assert back.due_at is not None
    assert back.due_at > SIX
