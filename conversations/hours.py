"""A weekday and a time of day, and how people write one.

"fridays after 6", "fri 6pm", "18:00 friday" and "viernes a las 6" are all Friday at 18:00.
Two days, two times, or a time at which nobody should be texted, are unclear.
"""

import re
from dataclasses import dataclass

from conversations.plain import Unreadable
from conversations.vocabulary import AROUND_TIMES
from language.tokens import tidy, tokens

_DAYS = (
    ("monday", "mondays", "mon", "lunes", "lun"),
    ("tuesday", "tuesdays", "tue", "tues", "martes"),
    ("wednesday", "wednesdays", "wed", "weds", "miercoles", "mie"),
    ("thursday", "thursdays", "thu", "thur", "thurs", "jueves", "jue"),
    ("friday", "fridays", "fri", "viernes", "vie"),
    ("saturday", "saturdays", "sat", "sabado", "sabados", "sab"),
    ("sunday", "sundays", "sun", "domingo", "domingos", "dom"),
)
_DAY = {word: number for number, words in enumerate(_DAYS) for word in words}
_HOURS = {
    word: hour
    for hour, words in enumerate(
        (
            "one una",
            "two dos",
            "three tres",
            "four cuatro",
            "five cinco",
            "six seis",
            "seven siete",
            "eight ocho",
            "nine nueve",
            "ten diez",
            "eleven once",
            "twelve doce",
        ),
        start=1,
    )
    for word in words.split()
}
_MORNING = {"am", "morning", "mornings", "manana", "mananas"}
_LATER = {"pm", "afternoon", "afternoons", "evening", "evenings", "night", "nights", "tonight"}
_LATER |= {"tarde", "tardes", "noche", "noches"}
_NOON = {"noon", "midday", "mediodia"}
_HALF = re.compile(r"(?<![^\W\d])([ap])\.? ?m\b\.?")  # "p.m.", "p m"
_DIGITS_THEN_HALF = re.compile(r"(\d)\s+(am|pm|hrs|hs|h)\b")
_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?P<half>am|pm|a|p|h|hs|hrs)?")
_RUN = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})(?P<half>am|pm|a|p|h|hs|hrs)?")


@dataclass(frozen=True, slots=True, order=True)
class WeekdayTime:
    """A weekday (0 is Monday) and a local time of day."""

    weekday: int
    hour: int
    minute: int = 0

    def __post_init__(self) -> None:
        if not (0 <= self.weekday <= 6 and 0 <= self.hour <= 23 and 0 <= self.minute <= 59):
            raise ValueError("a weekday is 0 to 6, an hour 0 to 23, a minute 0 to 59")

    def __str__(self) -> str:
        return f"{self.weekday} {self.hour:02}:{self.minute:02}"

    @staticmethod
    def parse(stored: str) -> "WeekdayTime":
        """The value that `str()` wrote.

        Raises:
            Unreadable: this is not one.
        """
        found = re.fullmatch(r"([0-6]) ([01]\d|2[0-3]):([0-5]\d)", stored)
        if found is None:
            raise Unreadable("a stored weekday and time looks like '4 18:00'")
        return WeekdayTime(int(found[1]), int(found[2]), int(found[3]))


def weekday_of(word: str) -> int | None:
    """The weekday a small plain word names ("fri", "viernes"); Monday is 0."""
    return _DAY.get(word)


def hour_named(word: str) -> int | None:
    """The hour a small plain word names ("three", "tres")."""
    return _HOURS.get(word)


def read_weekday_time(text: str, language: str) -> tuple[WeekdayTime, str] | None:
    """One weekday and one time of day between 08:00 and 21:00.

    An hour from 1 to 7 without "am" means the evening side of the day; one written with a
    leading zero ("06:30") means what it says.
    """
    found = read_any_hour(text)
    if found is None or not 8 * 60 <= found[0].hour * 60 + found[0].minute <= 21 * 60:
        return None
    return found


def read_any_hour(text: str) -> tuple[WeekdayTime, str] | None:
    """The same for any time of day, the night too."""
    days: set[int] = set()
    times: list[tuple[int, int, str]] = []
    part_of_day: set[str] = set()
    half_past = False
    joined = _DIGITS_THEN_HALF.sub(r"\1\2", _HALF.sub(r"\1m ", text.lower()))
    words = [word for segment in tokens(joined) for word in segment]
    for word in words:
        clock = _TIME.fullmatch(word) or _RUN.fullmatch(word)
        if word in _DAY:
            days.add(_DAY[word])
        elif clock is not None:
            times.append(_clock(clock))
        elif word in _NOON:
            times.append((12, 0, "pm"))
        elif word in _HOURS and not (word == "una" and "las" in words):
            times.append((_HOURS[word], 0, ""))
        elif word in _MORNING:
            part_of_day.add("am")
        elif word in _LATER:
            part_of_day.add("pm")
        elif word in {"half", "media"}:
            half_past = True
        elif word not in AROUND_TIMES:
            return None
    if len(days) != 1 or len(times) != 1 or len(part_of_day) > 1:
        return None
    hour, minute, half = times[0]
    if half_past:
        if minute or half == "24" or not ({"past", "media"} & set(words)):
            return None
        minute = 30
    if half not in {"", "24"}:
        part_of_day.add(half)
    if len(part_of_day) > 1:
        return None
    part = next(iter(part_of_day), "")
    hour = hour if half == "24" else on_the_day(hour, part)
    if hour > 23 or minute > 59:
        return None
    value = WeekdayTime(days.pop(), hour, minute)
    return value, "" if len(words) <= 3 else tidy(text)


def _clock(found: re.Match[str]) -> tuple[int, int, str]:
    """Hour, minute, and what is said of the half of the day: "am", "pm", "24" (written out) or ""."""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = {"a": "am", "p": "pm"}.get(found["half"] or "", found["half"] or "")
    if half in {"h", "hs", "hrs"}:
        half = ""
    if not half and (found["hour"].startswith("0") or hour > 12):
        half = "24"
    return hour, minute, half


def on_the_day(hour: int, part: str) -> int:
    """The hour on the 24-hour clock, by the half of the day ("am", "pm"); 24 where it makes no sense.

    Without a half, one to seven are in the afternoon or evening.
    """
    if not 1 <= hour <= 12:
        return 24
    if part == "am":
        return hour % 12
    if part == "pm":
        return hour % 12 + 12
    return hour + 12 if hour <= 7 else hour
