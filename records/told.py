"""Which texts last told the two of a meeting, so that what has not left yet gives way to what is true now.

Kept with the meeting as JSON: ids and times, no words.
"""

from dataclasses import dataclass
from datetime import datetime
from json import dumps, loads


@dataclass(frozen=True, slots=True)
class Told:
    """A text that told somebody of a meeting.

    Attributes:
        id: its outbox id.
        to: who was told.
        kind: "set", "moved" or "coming" (the day before).
        before: when they took the meeting to be until then; None where they had not heard of it.
    """

    id: str
    to: str
    kind: str
    before: datetime | None = None


def stored(told: tuple[Told, ...]) -> str:
    """As it is kept."""
    return dumps(
        [[one.id, one.to, one.kind, one.before.isoformat() if one.before else ""] for one in told],
        separators=(",", ":"),
    )


def restored(text: str) -> tuple[Told, ...]:
    """As it was."""
    return tuple(
        Told(outbox_id, to, kind, datetime.fromisoformat(before) if before else None)
        for outbox_id, to, kind, before in loads(text)
    )
