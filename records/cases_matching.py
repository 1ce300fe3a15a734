"""A person's matches and how these end, as deciding needs to know it."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Ending:
    """How a match ends: the latest that was decided about it. `told_on`: when this person is told."""

    how: str
    state: str
    decided_at: datetime
    ends_on: date | None = None
    told_on: date | None = None
    changed_at: datetime | None = None
    asks_later: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """A match of a person, going on or over for some months, and what was said and asked because of it.

    Attributes:
        match_id: which.
        other_id: the other of the two.
        other: what they like to be called.
        as_mentee: whether this person is the mentee.
        since: when it was made.
        until: when it ended; none: it goes on.
        ending: what was decided about its end.
        done: (kind, when) of everything that was said or asked of this person.
    """

    match_id: str
    other_id: str
    other: str = field(repr=False)
    as_mentee: bool
    since: datetime
    until: datetime | None = None
    ending: Ending | None = None
    done: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """A person's matches, and what a mentee reached lately in their own words; the newest first."""

    together: tuple[Together, ...] = ()
    goals: tuple[str, ...] = field(default=(), repr=False)
    steps: tuple[str, ...] = field(default=(), repr=False)
