"""What comes next in a match, and on which day: pure, so that the whole of it can be tried.

Going on: how it goes is asked after 2, 6 and 12 weeks; where nobody had asked by then, once later. Ending on
a day that was planned: each is told on the day chosen for them, then one thing a week, counted back from the
last day; where weeks are missing, what comes last is what stays. Over: a line on the day, and later, once,
what follows.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """Something that is said or asked once to one of the two."""

    FIT_2 = "fit_2"
    FIT_6 = "fit_6"
    FIT_12 = "fit_12"
    TOLD = "told"
    TOLD_ANEW = "told_anew"  # the day was changed
    GOES_ON = "goes_on"  # the ending was called off
    LOOK_BACK = "look_back"
    PARTING = "parting"
    ONWARD = "onward"
    CLOSED = "closed"
    AFTERWARDS = "afterwards"
    LEFT_EARLY = "left_early"


ENDING = frozenset(
    {Kind.TOLD, Kind.TOLD_ANEW, Kind.GOES_ON, Kind.LOOK_BACK, Kind.PARTING, Kind.ONWARD, Kind.CLOSED}
)
"""What belongs to one ending: of an earlier one that was called off, it may come again."""
FIT = {Kind.FIT_2: 2, Kind.FIT_6: 6, Kind.FIT_12: 12}
_STEPS = (Kind.LOOK_BACK, Kind.PARTING, Kind.ONWARD)
_WEEK = timedelta(weeks=1)
_FIT_STALE = timedelta(weeks=3)  # asked so late it would be about another week
_AFTERWARDS = timedelta(weeks=1)
_LEFT_EARLY = timedelta(weeks=2)
_TOO_LATE = timedelta(weeks=12)
_CLOSED_TOO_LATE = timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class Course:
    """A match as one of the two lives it, in their local dates.

    Attributes:
        since: when it was made.
        done: what was said or asked already.
        as_mentee: whether they are the mentee.
        until: when it ended; none: it goes on.
        how: how it ends or ended; "" where nothing was decided.
        ends_on: the day that is planned; none: no day is, or it was called off.
        told_on: when they are told of it.
        changed: the day was changed, or all of it called off, after they were told.
        asks_later: whoever left early is asked once.
        matched_again: they have another mentor by now.
    """

    since: date
    done: Collection[Kind]
    as_mentee: bool
    until: date | None = None
    how: str = ""
    ends_on: date | None = None
    told_on: date | None = None
    changed: bool = False
    asks_later: bool = False
    matched_again: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next, from that day on."""

    kind: Kind
    on: date


def following(course: Course, today: date) -> Next | None:
    """What comes next in a match; None: nothing more.

    Args:
        course: the match.
        today: local.
    """
    if course.until is not None:
        return _over(course, course.until, today)
    if course.ends_on is not None:
        return _ending(course, course.ends_on, today)
    if course.changed and Kind.TOLD in course.done and Kind.GOES_ON not in course.done:
        return Next(Kind.GOES_ON, today)
    return _going_on(course, today)


def soonest(found: Iterable[Next | None]) -> Next | None:
    """The one of several that comes first."""
    return min((one for one in found if one is not None), key=lambda one: one.on, default=None)


def _going_on(course: Course, today: date) -> Next | None:
    for kind, weeks in FIT.items():
        on = course.since + weeks * _WEEK
        if kind not in course.done and today <= on + _FIT_STALE:
            return Next(kind, on)
    if not any(kind in course.done for kind in FIT):  # they walked on before anybody asked: once, and late
        return Next(Kind.FIT_12, course.since + FIT[Kind.FIT_12] * _WEEK)
    return None


def _ending(course: Course, ends_on: date, today: date) -> Next | None:
    if Kind.TOLD not in course.done:
        return Next(Kind.TOLD, course.told_on or today)
    if course.changed and Kind.TOLD_ANEW not in course.done:
        return Next(Kind.TOLD_ANEW, today)
    left = [kind for kind in _STEPS if kind not in course.done]
    weeks = -(-(ends_on - today).days // 7)  # begun ones count
    left = left[-weeks:] if 0 < weeks < len(left) else left
    if not left or weeks <= 0:
        return None
    return Next(left[0], max(today, ends_on - len(left) * _WEEK))


def _over(course: Course, until: date, today: date) -> Next | None:
    unsaid = course.how == "planned" and Kind.CLOSED not in course.done
    if unsaid and today <= until + _CLOSED_TOO_LATE:
        return Next(Kind.CLOSED, until)
    if not course.as_mentee or course.matched_again:
        return None
    if course.how in ("planned", "finished"):
        return _once(course, Kind.AFTERWARDS, until + _AFTERWARDS, today)
    if course.how == "left" and course.asks_later:
        return _once(course, Kind.LEFT_EARLY, until + _LEFT_EARLY, today)
    return None


def _once(course: Course, kind: Kind, on: date, today: date) -> Next | None:
    return Next(kind, on) if kind not in course.done and today <= on + _TOO_LATE else None
