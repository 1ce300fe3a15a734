"""Effects on what mentors note and ask for: meetings they tell of, and cover.

Plain values, returned by what decides and carried out by `records.save`.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CorrectMeeting:
    """When and how long people met is put right; what was wrong about it stands in a note."""

    id: str
    opened_at: datetime
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class AskCover:
    """A mentor asks that somebody stands in for them, from that day to that day, where they are."""

    id: str
    request_id: str
    mentor_id: str
    first: date
    last: date
