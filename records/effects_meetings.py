"""Effects on when something comes round, and meetings of two people.

Plain values, returned by what decides and carried out by `records.save`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from records.kinds import PlanKind
from records.told import Told


@dataclass(frozen=True, slots=True)
class SetPlan:
    """A regular prompt: made or changed. `due_at` None switches it off."""

    id: str
    person_id: str
    kind: PlanKind
    weekday: int
    at: str
    local_date: date
    due_at: datetime | None
    every_weeks: int = 1


@dataclass(frozen=True, slots=True)
class Occurred:
    """A plan came round. The unique (person, plan, local date) refuses a second one."""

    id: str
    person_id: str
    plan_id: str
    local_date: date
    outcome: str
    next_date: date
    next_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeepMeeting:
    """Two people have agreed to meet."""

    id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    set_by: str
    record_id: str
    at: datetime
    place: str = field(repr=False)
    remind_at: datetime | None
    ask_at: datetime
    series_id: str | None = None


@dataclass(frozen=True, slots=True)
class KeepSeries:
    """Two people have agreed to meet every so many weeks."""

    id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    set_by: str
    record_id: str
    every_weeks: int
    clock: str
    timezone: str
    place: str = field(repr=False)
    last_on: date
    next_at: datetime


@dataclass(frozen=True, slots=True)
class SetSeries:
    """When the next one of a series is made, and which was the last; without a time it has ended."""

    id: str
    last_on: date
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class MoveMeeting:
    """They meet at another time or place."""

    id: str
    mentee_id: str
    at: datetime
    place: str = field(repr=False)
    remind_at: datetime | None
    ask_at: datetime


@dataclass(frozen=True, slots=True)
class SetMeeting:
    """What became of a meeting, and what is still to be said of it: states as in `tables.Meeting`."""

    id: str
    state: str
    remind_at: datetime | None = None
    ask_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogMeeting:
    """A meeting record: that people met, when, and for how many minutes (0: not said)."""

    id: str
    programme_id: str
    person_id: str
    with_id: str
    at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class TellMeeting:
    """These texts tell of a meeting as it is now."""

    id: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class AskOther:
    """The other of two who met is asked for a few words as well, then; None: not, or not any more."""

    id: str
    logged_id: str | None
    whom: str
    ask_at: datetime | None
