"""Places that help, and which of them somebody was told of, as deciding needs to know it."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Resource:
    """A place that helps."""

    need: str
    name: str
    how: str
    language: str  # of its words; "" for all
    area: str = ""  # whom it serves, with commas between; "": everybody
    ask_for: str = ""
    hours: str = ""
    tonight: bool = False  # takes people who come tonight, or are without food or medicine today
    checked_on: date | None = None
    contact: str = ""  # whom mentors and staff ask there


@dataclass(frozen=True, slots=True)
class PlaceList:
    """Places that a person was told of for one need: their names, in order."""

    id: str
    record_id: str | None
    need: str = field(repr=False)
    area: str = field(repr=False)
    told: tuple[str, ...] = field(repr=False)
    sent_at: datetime
    asked_at: datetime | None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """Where somebody looks for places, and which they were told of.

    Attributes:
        area: theirs; "" where they would rather not say, None where they were never asked.
        lists: of the last weeks, the newest first.
    """

    area: str | None = field(default=None, repr=False)
    lists: tuple[PlaceList, ...] = ()
