"""Reading what an address or a form carries, at the door: a value that can be worked with, or None.

Nothing here raises for anything that somebody can send. Numbers and times are bounded before they are made,
so that none is too long to read, too large to keep, or out of the calendar on the way to another time zone.
"""

from datetime import UTC, date, datetime, time

_FIRST_YEAR, _LAST_YEAR = (
    2000,
    2999,
)  # with room for every time zone, here and in databases
_LAST_SECOND = int(datetime(_LAST_YEAR, 12, 31, tzinfo=UTC).timestamp())


def number(text: str, low: int, high: int) -> int | None:
    """A whole number in plain digits, from `low` to `high`."""
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 12):
        return None
    found = int(typed)
    return found if low <= found <= high else None


def epoch(text: str) -> datetime | None:
    """An instant written as seconds, as our own links carry it."""
    seconds = number(text, 1, _LAST_SECOND)
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def instant(text: str) -> datetime | None:
    """An instant with its zone, as our own page cursors carry it."""
    try:
        found = datetime.fromisoformat(text[:40])
    except ValueError:
        return None
    in_range = _FIRST_YEAR <= found.year <= _LAST_YEAR
    return found if found.tzinfo is not None and in_range else None


def day(text: str) -> date | None:
    """A date, year first."""
    typed = text.strip()
    if len(typed) != len("2026-03-31") or not typed.isascii():
        return None
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def minute(text: str) -> datetime | None:
    """A day and a time on somebody's wall clock, as a browser's own field writes it; it carries no zone."""
    on, _, at = text.strip().partition("T")
    found = day(on)
    try:
        return None if found is None else datetime.combine(found, time.fromisoformat(at[:5]))
    except ValueError:
        return None


def row_id(text: str) -> str | None:
    """The id of a row, as it may stand in an address; whether there is such a row is another question."""
    return text if text and len(text) <= 60 and text.isascii() and text.isprintable() else None
