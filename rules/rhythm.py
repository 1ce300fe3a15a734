"""How often somebody is asked who does not answer, and when a person is asked instead. Pure.

    check-ins in a row without an answer    the next one comes
    none to two                             after a week
    three or four                           after two weeks
    five                                    after four weeks
    six                                     not at all: a person decides

Any answer, whatever it is about, ends the run: then it is weekly again, at once. Silence is nobody's fault,
so nothing here counts against anybody.
"""

from datetime import date, timedelta
from enum import StrEnum

FORTNIGHTLY_AFTER = 3
MONTHLY_AFTER = 5
A_PERSON_AFTER = 6
# A check-in whose day was moved may come a little before its weeks are over.
_SLACK = timedelta(days=3)


class Rhythm(StrEnum):
    """How often a check-in comes."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    A_PERSON = "a_person"  # none does, until they write or a person decides


_APART = {
    Rhythm.WEEKLY: timedelta(0),
    Rhythm.FORTNIGHTLY: timedelta(weeks=2),
    Rhythm.MONTHLY: timedelta(weeks=4),
}


def rhythm(unanswered: int) -> Rhythm:
    """The rhythm after so many check-ins in a row without an answer."""
    if unanswered >= A_PERSON_AFTER:
        return Rhythm.A_PERSON
    if unanswered >= MONTHLY_AFTER:
        return Rhythm.MONTHLY
    return Rhythm.FORTNIGHTLY if unanswered >= FORTNIGHTLY_AFTER else Rhythm.WEEKLY


def is_time(unanswered: int, last: date | None, today: date) -> bool:
    """Whether a check-in that comes round today is to be sent.

    Args:
        unanswered: how many in a row found no answer; fewer than `A_PERSON_AFTER`.
        last: the local date of the newest one; none: there was none.
        today: the local date on which it comes round.
    """
    return last is None or today - last >= _APART[rhythm(unanswered)] - _SLACK


def not_before(unanswered: int, last: date | None) -> date | None:
    """The first local date on which a check-in may come again; none: it may at any time, or none comes."""
    apart = _APART.get(rhythm(unanswered))
    return None if apart is None or not apart or last is None else last + apart - _SLACK
