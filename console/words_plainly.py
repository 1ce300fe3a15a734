"""A code or a length of time made readable, where nothing better is known of it."""

from collections.abc import Mapping
from datetime import timedelta


def plainly(code: str, words: Mapping[str, str]) -> str:
    """The words for a code, or the code made readable."""
    if code in words:
        return words[code]
    readable = code.replace("_", " ").replace("-", " ").replace(".", " ").strip()
    return readable[:1].upper() + readable[1:]


def length(took: timedelta | None) -> str:
    """How long something took, in the two largest units that matter; a dash where it has not happened."""
    if took is None:
        return "–"
    seconds = round(took.total_seconds())
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    parts = [(days, "d"), (hours, "h"), (minutes, "min"), (seconds % 60, "s")]
    first = next((at for at, (number, _) in enumerate(parts) if number), 3)
    told = [f"{number} {unit}" for number, unit in parts[first : first + 2] if number]
    return " ".join(told) or "0 s"
