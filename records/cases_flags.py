"""Flags that nobody has closed, as deciding needs to know them."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OpenFlag:
    """A flag that nobody has closed."""

    id: str
    code: str
    person_id: str
    record_id: str
    raised_at: datetime
    tier: str
    drill: bool
    acknowledged_by_name: str = field(repr=False)
    acknowledged_at: datetime | None
    category: str = ""


@dataclass(frozen=True, slots=True)
class Flags:
    """Flags of a programme that nobody has closed: alarms first, the untaken first, the newest first."""

    flags: tuple[OpenFlag, ...] = ()  # for staff; empty for everybody else
    codes: frozenset[str] = frozenset()
    open_flags: tuple[OpenFlag, ...] = ()  # about the person or those matched with them
