"""The moment that a text about a meeting means, by today's date: or what is missing or wrong with it.

Nothing is guessed that cannot be read back. A day and month stand as the country writes them, a weekday is
the next one, a date that has just passed is not next year's, and an hour at night is rather a slip.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from conversations.meeting_times import Named

EARLIEST, LATEST = time(6), time(22)  # a meeting at another hour is asked about: it is rather a slip
_AHEAD = timedelta(days=300)  # further off than this, a date without a year has just passed


class Problem(StrEnum):
    """Why what was written names no moment yet."""

    NO_DAY = "no_day"
    NO_HOUR = "no_hour"
    NO_SUCH_DAY = "no_such_day"  # the 31st of February; "thursday" and a date that is none
    PAST = "past"
    NIGHT = "night"


def settle(named: Named, now: datetime, country: str) -> datetime | Problem:
    """The moment that is meant, on the clocks where whoever wrote it is.

    Args:
        named: what was read.
        now: what those clocks show, without a zone.
        country: whose order of day and month holds ("6/5" in the US is the 5th of June).
    """
    if named.clock in ("", "two"):
        return Problem.NO_HOUR
    if named.clock == "no":
        return Problem.NIGHT
    at = time.fromisoformat(named.clock)
    if named.day == "two":
        return Problem.NO_DAY
    if not named.day:
        # "MEET 3pm library" is today's, as long as that is still to come.
        found: date | Problem = now.date() if datetime.combine(now.date(), at) > now else Problem.NO_DAY
    else:
        found = _which_day(named.day, at, now, country)
    if isinstance(found, Problem):
        return found
    if named.weekday is not None and found.weekday() != named.weekday:
        return Problem.NO_SUCH_DAY
    moment = datetime.combine(found, at)
    if moment <= now:
        return Problem.PAST
    return moment if EARLIEST <= at <= LATEST else Problem.NIGHT


def in_that_week(named: Named, before: datetime, now: datetime) -> Named:
    """A weekday in place of a meeting's is the one of that meeting's week, as long as it is still to come."""
    if not named.day.startswith("weekday "):
        return named
    day = before.date() + timedelta(days=int(named.day.split()[1]) - before.weekday())
    return named if day <= now.date() else replace(named, day=f"month-day {day:%m %d %Y}")


def _which_day(day: str, at: time, now: datetime, country: str) -> date | Problem:
    kind, *values = day.split()
    numbers = [int(value) for value in values]
    today = now.date()
    if kind == "days":
        return today + timedelta(days=numbers[0])
    if kind in ("weekday", "week-after"):
        ahead = (numbers[0] - today.weekday()) % 7
        if ahead == 0 and datetime.combine(today, at) <= now:
            ahead = 7
        return today + timedelta(days=ahead + (7 if kind == "week-after" else 0))
    if kind == "next":
        return today + timedelta(days=7 - today.weekday() + numbers[0])
    if kind == "day":
        return _of_a_month(numbers[0], today)
    month, of_month = numbers[:2]
    if kind == "numeric" and country != "US":
        month, of_month = of_month, month
    return _of_a_year(month, of_month, numbers[2] if len(numbers) > 2 else None, today)


def _of_a_month(number: int, today: date) -> date | Problem:
    """The next day of that number; a month that has none is passed over."""
    for ahead in range(3):
        month = today.month - 1 + ahead
        try:
            found = date(today.year + month // 12, month % 12 + 1, number)
        except ValueError:
            continue
        if found >= today:
            return found
    return Problem.NO_SUCH_DAY


def _of_a_year(month: int, number: int, year: int | None, today: date) -> date | Problem:
    try:
        found = date(year or today.year, month, number)
        if year is None and found < today:
            found = date(today.year + 1, month, number)
    except ValueError:
        return Problem.NO_SUCH_DAY
    if year is None and found - today > _AHEAD:
        return Problem.PAST
    return found
