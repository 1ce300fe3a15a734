"""Meetings as a calendar file (iCalendar, RFC 5545), for whoever keeps a calendar beside the desk.

Neutral on a locked screen: each is called by the one word given, and names nobody. Times are in UTC, so that
every calendar shows them in its own zone, whatever the clocks do; a meeting keeps its id, so that a file
taken again puts it right and does not double it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

_LINE = 75  # octets; longer lines are folded
_LASTS = "PT1H"  # nobody has said how long it takes


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting: its id, when, and where ("" for not said)."""

    id: str
    at: datetime
    place: str = field(default="", repr=False)


def calendar_file(entries: Iterable[Entry], now: datetime, called: str) -> bytes:
    """The file.

    Args:
        entries: the meetings, with times that know their zone.
        now: when it is written.
        called: what each meeting is called in the calendar.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Handrail//Meetings//EN", "METHOD:PUBLISH"]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.id}@handrail",
            f"DTSTAMP:{_utc(now)}",
            f"DTSTART:{_utc(entry.at)}",
            f"DURATION:{_LASTS}",
            f"SUMMARY:{_escaped(called)}",
            *([f"LOCATION:{_escaped(entry.place)}"] if entry.place else []),
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _folded(line: str) -> bytes:
    """A line as octets, broken before the 76th without cutting a letter in two."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LINE:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += width
    return "\r\n".join(parts).encode() + b"\r\n"
