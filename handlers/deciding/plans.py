"""When a plan comes round next: the one place where a regular prompt is made, moved, carried on or laid down.

Promises: what comes round is kept by the local date where the person is, so that the clocks may change; what
has just come does not come again because its time was moved; the mid-week question follows the check-in.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from records import effects as fx
from records.cases import Plan
from records.kinds import PlanKind
from rules import times

# What has just come round does not come again within these days because its time was moved.
_APART = timedelta(days=3)
_MID_WEEK = 3  # days after the check-in


def weekly(
    plan_id: str,
    person_id: str,
    kind: PlanKind,
    weekday: int,
    at: str,
    timezone: str,
    after: datetime,
    *,
    every_weeks: int = 1,
    counted_from: date | None = None,
    came: date | None = None,
    apart: timedelta = timedelta(0),
) -> fx.SetPlan:
    """A plan, due at its first time later than `after`.

    Args:
        plan_id: its id; that of the one it moves, if it moves one.
        person_id: whose it is.
        kind: what it begins.
        weekday: 0 is Monday, where they are.
        at: "HH:MM", on the clocks where they are.
        timezone: IANA, where they are.
        after: aware UTC; what is due exactly then has passed.
        every_weeks: 1 is every week.
        counted_from: a local date in a week in which it comes round, for plans of every few weeks.
        came: the local date on which it came round last; it never comes twice on one.
        apart: how long after that it does not come again.

    Raises:
        ValueError: there is no such weekday or time.
    """
    tz = ZoneInfo(timezone)
    if came is not None and apart:
        after = max(after, times.instant(came + apart, time(), tz))
    following = times.next_occurrence(
        after,
        weekday=weekday,
        at=time.fromisoformat(at),
        tz=tz,
        every_weeks=every_weeks,
        first=counted_from,
        handled=came,
    )
    return fx.SetPlan(
        plan_id, person_id, kind, weekday, at, following.local_date, following.due_at, every_weeks
    )


def not_again_before(came: date, timezone: str) -> datetime:
    """Until when what came round on that local date does not come again because its time was moved."""
    return times.instant(came + _APART, time(), ZoneInfo(timezone))


def moved(
    plan: fx.SetPlan, weekday: int, at: str, timezone: str, after: datetime, came: date | None
) -> fx.SetPlan:
    """A plan at another time, or in another place; `came`: when it came round last.

    One that was due later today, and whose time is over where the person has moved to, is due at once. One
    that waits for a free day still comes on that day.

    Args:
        plan: the plan as it stands.
        weekday: 0 is Monday.
        at: a wall-clock time where they are.
        timezone: IANA.
        after: aware UTC; what is due exactly then has passed.
        came: the local date on which it came round last; none: never.
    """
    counted_from = own_day(plan) if plan.every_weeks > 1 else None
    found = weekly(
        plan.id,
        plan.person_id,
        plan.kind,
        weekday,
        at,
        timezone,
        after,
        every_weeks=plan.every_weeks,
        counted_from=counted_from,
        came=came,
        apart=_APART,
    )
    if plan.due_at is None or plan.due_at <= after or (weekday, at) != (plan.weekday, plan.at):
        return found
    there = times.instant(plan.local_date, time.fromisoformat(at), ZoneInfo(timezone))
    skipped = plan.local_date != came and there <= after
    stays = skipped or plan.local_date != own_day(plan)
    return replace(found, local_date=plan.local_date, due_at=there) if stays else found


def carried_on(plan: Plan, person_id: str, timezone: str, now: datetime) -> fx.SetPlan:
    """A plan that has come round, at its next time.

    Args:
        plan: the plan as it stands.
        timezone: IANA.
    """
    return weekly(
        plan.id,
        person_id,
        plan.kind,
        plan.weekday,
        plan.at,
        timezone,
        now,
        every_weeks=plan.every_weeks,
        counted_from=own_day(plan),
        came=plan.local_date,
    )


def as_it_is(plan: Plan, person_id: str) -> fx.SetPlan:
    """A plan as it stands."""
    return fx.SetPlan(
        plan.id,
        person_id,
        plan.kind,
        plan.weekday,
        plan.at,
        plan.local_date,
        plan.due_at,
        plan.every_weeks,
    )


def on_day(plan: Plan, person_id: str, timezone: str, day: date) -> fx.SetPlan:
    """A plan that waits for a later day, at its hour; the week after it comes on its own day again."""
    at = times.instant(day, time.fromisoformat(plan.at), ZoneInfo(timezone))
    return replace(as_it_is(plan, person_id), local_date=day, due_at=at)


def own_day(plan: Plan | fx.SetPlan) -> date:
    """The local date on which a plan came round, whatever days it has waited since."""
    return plan.local_date - timedelta(days=(plan.local_date.weekday() - plan.weekday) % 7)


def every(
    plan: Plan, person_id: str, timezone: str, now: datetime, weeks: int, behind: fx.SetPlan | None = None
) -> fx.SetPlan:
    """A plan that comes round every so many weeks from now on, counted from when it came last.

    Args:
        plan: the plan as it stands.
        timezone: IANA.
        weeks: every how many weeks.
        behind: the check-in, where this is the question in between: it stays in step with it.
    """
    last = own_day(plan) - timedelta(weeks=plan.every_weeks)
    return weekly(
        plan.id,
        person_id,
        plan.kind,
        plan.weekday,
        plan.at,
        timezone,
        now,
        every_weeks=weeks,
        counted_from=last if behind is None else behind.local_date + timedelta(days=_MID_WEEK),
        came=last,
    )


def once(plan_id: str, person_id: str, kind: PlanKind, day: date, at: str, timezone: str) -> fx.SetPlan:
    """A plan that is due on one day; whatever begins it sets the next."""
    due_at = times.instant(day, time.fromisoformat(at), ZoneInfo(timezone))
    return fx.SetPlan(plan_id, person_id, kind, day.weekday(), at, day, due_at)


def laid_down(plan: fx.SetPlan) -> fx.SetPlan:
    """A plan that rests until it is made again."""
    return replace(plan, due_at=None)


def check_in_and_mid_week(weekday: int) -> Iterator[tuple[PlanKind, int]]:
    """The two plans of a mentee, with their weekdays; the second begins after the first has come round."""
    yield PlanKind.CHECK_IN, weekday
    yield PlanKind.SMALL_STEP, (weekday + _MID_WEEK) % 7
