"""Meetings that were agreed on, as deciding needs to know them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from records.told import Told


@dataclass(frozen=True, slots=True)
class Series:
    """Meetings that come round, by the clocks of whoever set them up."""

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


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that was agreed on."""

    id: str
    mentee_id: str
    mentor_id: str
    set_by: str
    at: datetime
    place: str = field(repr=False)
    remind_at: datetime | None
    ask_at: datetime | None
    logged_id: str | None = None
    series: Series | None = None  # that it is one of
    told: tuple[Told, ...] = ()  # the texts that last told of it
    unsent: frozenset[str] = frozenset()  # those of them that have not left

    def other(self, person_id: str) -> str:
        """The id of the other of the two."""
        return self.mentor_id if person_id == self.mentee_id else self.mentee_id


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings of a person that were agreed on, and what nobody may be asked to break for one."""

    agreed: tuple[Meeting, ...] = ()  # those of the last days and ahead, in their order
    curfews: tuple[tuple[str, str, str], ...] = ()  # (person id, start, end), theirs and of those matched
    barred: frozenset[str] = frozenset()  # whom a condition bars them from
    series: tuple[Series, ...] = ()  # those that come round, and have not ended
    check_ins: tuple[tuple[str, date, str], ...] = ()  # (person id, day, time), of those matched
