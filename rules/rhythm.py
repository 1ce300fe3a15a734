"""How often somebody is asked who does not answer, and when a person is asked instead. Pure.

    check-ins in a row without an answer    the next one comes
    none to two                             after a week
    three or four                           after two weeks
    five                                    after four weeks
    six                                     not at all: a person decides

Any answer, whatever it is about, ends the run: then it is weekly again, at once. Silence is nobody's fault,
so nothing here counts against anybody. A programme may choose a slower rhythm for a stage; the slower holds.
"""

from datetime import date, timedelta
from enum import StrEnum

from records.kinds import Stage
from records.programme_choices import Choices

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


def slower(one: Rhythm, other: Rhythm) -> Rhythm:
    """The one of the two in which less is asked."""
    order = tuple(Rhythm)
    return max(one, other, key=order.index)


def is_time(now: Rhythm, last: date | None, today: date) -> bool:
    """Whether a check-in that comes round today is to be sent.

    Args:
        now: the rhythm that holds; not `A_PERSON`.
        last: the local date of the newest one; none: there was none.
        today: the local date on which it comes round.
    """
    return last is None or today - last >= _APART[now] - _SLACK


def by_stage(choices: Choices, stage: str, released_on: date | None, check_ins: int, today: date) -> Rhythm:
    """The rhythm that a programme chose for a stage. In custody nothing is sent at all, whatever it chose.

    Args:
        choices: the programme's.
        stage: where they are (`records.kinds.Stage`).
        released_on: when they came out; none: nobody knows, and each check-in stands for a week.
        check_ins: how many there were.
        today: the local date.
    """
    if stage == Stage.TRANSITION:
        return Rhythm(choices.transition.after(check_ins))
    weeks = (today - released_on).days // 7 if released_on else check_ins
    return Rhythm(choices.community.after(weeks))


def not_before(now: Rhythm, last: date | None) -> date | None:
    """The first local date on which a check-in may come again; none: it may at any time, or none comes."""
    apart = _APART.get(now)
    return None if apart is None or not apart or last is None else last + apart - _SLACK
