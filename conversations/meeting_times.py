"""When and where two people mean to meet, as people write it.

"thurs 3pm library", "tomorrow at 4 by the fountain", "el jueves a las 3 en la biblioteca": `read_meeting`
takes a text apart into a day, an hour and a place, without knowing today's date (`meeting_moments` does). An
hour without a half of the day is in waking hours; two days or two hours in one text are none.
"""

import re
from dataclasses import dataclass

from conversations.day_spelling import mend
from conversations.hours import hour_named, on_the_day, weekday_of
from conversations.pausing import month_named
from language.folding import fold_in_place, visible

PLACE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names; "" where it does not.

    Attributes:
        day: "days 1", "weekday 3", "next 3" (of next week), "week-after 3" (a week after the coming one),
            "day 15", "month-day 12 3" or "numeric 12 3", these two with a year behind them where one was
            written; "two" where there are two.
        weekday: the weekday beside a date, Monday 0.
        clock: "15:00", or "two".
        place: what is left.
        when: the words that name the day and the hour, as they stand.
        every: how many weeks it comes round in; 0: once.
    """

    day: str = ""
    weekday: int | None = None
    clock: str = ""
    place: str = ""
    when: str = ""
    every: int = 0


_NOON = r"(?:noon|midday|mediodia)"
_HOUR_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)"
)
_HALF = r"(?:[ap]\.?\s?m\b\.?)"
_PARTS = re.compile(
    r"\b(?:in the (?P<en>morning|afternoon|evening)|(?:de|por|en) la (?P<es>manana|tarde|noche)"
    r"|(?P<bare>morning|afternoon|evening))\b"
)
_TODAY_LATER = re.compile(r"\b(?:tonight|esta noche|esta tarde|this (?:afternoon|evening))\b")
_THIS_MORNING = re.compile(r"\bthis morning\b")
_NO_DATE = r"(?!\s?(?:[/\d]|st\b|nd\b|rd\b|th\b))"  # "at 3rd", "3/5"
_NO_STREET = r"(?!\s[a-z]+\s(?:st|street|rd|road|ave|avenue)\b)"  # "at 14 High Street"
_PAST = r"(?:\s(?P<past>y media|y cuarto|menos cuarto))?"
# The surest way of writing an hour comes first; a bare number is one only where nothing surer stands.
_CLOCKS = (
    re.compile(
        r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?:-|\u2013|to|a)\s?\d{1,2}(?:[:.]\d\d)?\s?"
        rf"(?P<half>{_HALF})"
    ),
    re.compile(rf"\b(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>\d\d))?\s?(?P<half>{_HALF})"),
    re.compile(r"(?<![\d/.:-])(?P<hour>\d{1,2})[:.h](?P<minute>[0-5]\d)(?![\d/.])(?:\s?(?:hrs?|hs?)\b)?"),
    re.compile(rf"\b(?P<noon>{_NOON})\b"),
    re.compile(rf"\b(?P<past>half(?: past)?|quarter past|quarter to)\s(?P<hour>\d{{1,2}}|{_HOUR_WORD})\b"),
    re.compile(
        rf"\b(?:a las?|las?|@|at|around|about|sobre las?)\s?(?P<hour>\d{{1,2}}|{_HOUR_WORD}){_NO_DATE}{_PAST}"
        rf"(?:\s?o'?\s?clock\b)?\b{_NO_STREET}"
    ),
    re.compile(r"\b(?P<hour>\d{1,2})\s?(?:o'?\s?clock|ish|hrs?|h)\b"),
)
_BARE_HOUR = re.compile(
    rf"(?<![\d/.:#-])\b(?P<hour>\d{{1,2}})\b(?!\s?(?:[/\d:-]|st\b|nd\b|rd\b|th\b|de\b)){_PAST}"
)

_WEEKDAY = (
    r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
    r"|noviembre|diciembre|ene|abr|ago|dic)"
)
_YEAR = r"(?:,?\s(?:de\s|del\s)?(?P<year>20\d\d))?"
_ORDER = r"(?:st|nd|rd|th|ro|do)?"
_DATES = (
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}}){_ORDER}\s(?:of\s|de\s)?(?P<name>{_MONTH})\b{_YEAR}"),
    re.compile(
        rf"\b(?P<name>{_MONTH})\s(?:the\s)?(?P<day>\d{{1,2}}){_ORDER}\b(?!\s?(?::|\.\d|am\b|pm\b)){_YEAR}"
    ),
    re.compile(r"(?<![\d/])(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?(?![\d/])"),
    re.compile(
        r"\b(?:the\s)?(?P<only>\d{1,2})(?:st|nd|rd|th)\b(?!\s(?:st|street|ave|avenue)\b)"
        r"|\bel (?:dia )?(?P<dia>\d{1,2})\b"
    ),
)
_DAYS = re.compile(
    r"\b(?:(?:on|this|coming|del|el|este|the)\s)*(?P<next>next\s)?"
    rf"(?P<weekday>{_WEEKDAY})\b\.?(?P<after>\s(?:week|que viene|proximo)\b)?"
    r"|\b(?:the\s)?(?P<after_tomorrow>day after tomorrow|pasado manana)\b"
    r"|\b(?P<tomorrow>tomorrow|tmrw|tmr|tomoz|tomoro|tomorow)\b"
    r"|\b(?:today|hoy|tonight|esta noche|esta tarde|this (?:morning|afternoon|evening))\b"
)
# "mañana" alone is tomorrow; "por la mañana" was taken for the morning before this is looked for.
_MANANA = re.compile(r"\bmanana\b")
_NEXT_WEEK = re.compile(r"\b(?:next week|la semana que viene|la proxima semana)\b")
# "do 4 instead", "make it 3": a number behind words that lead to an hour.
_MARK_HOURS = re.compile(
    r"(?<=\bdo )(?:1[0-2]|[1-9])\b|(?<=\bit )(?:1[0-2]|[1-9])\b|(?<=\bsay )(?:1[0-2]|[1-9])\b"
    r"|(?<=\bto )(?:1[0-2]|[1-9])\b"
    r"|\b(?:1[0-2]|[1-9])(?= (?:instead|rather|not)\b)|(?<=\bnot )(?:1[0-2]|[1-9])\b"
    r"|(?<=\bfor )(?:1[0-2]|[1-9])\b"
)
_EACH_OTHER = re.compile(
    r"\b(?:every (?:other|second|2nd|two weeks?|2 weeks?)(?: on)?|(?:each|every) fortnight"
    r"|fortnightly|biweekly"
    r"|cada (?:dos semanas|2 semanas|otro|15 dias|quince dias))\b"
)
_EACH = re.compile(
    r"\b(?:(?:every|each)(?: (?:single )?week(?: on)?)?|weekly|cada(?: semana)?|todos los|todas las semanas"
    rf"|los(?= (?:{'|'.join(('lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado', 'domingo'))})))\b"
)
_EDGE = r"at|in|on|by|and|or|o|with|please|pls|ok|okay|a|en|y|con|por favor"
_EDGES = re.compile(
    rf"^(?:[\s,.;:!?\-\u2013@]|(?:{_EDGE}|then|around|to|para|for)\b(?!'))+"
    rf"|(?:[\s,.;:!?\-\u2013@]|\b(?:{_EDGE}|if you can))+$"
)


def read_meeting(text: str) -> Named:
    """What a text names of a meeting; it need not be anything."""
    rest = _Rest(" ".join(mend(visible(text)).split()))
    every = _every(rest)
    part = "pm" if _TODAY_LATER.search(rest.folded) else "am" if _THIS_MORNING.search(rest.folded) else ""
    if not part:
        for found in rest.take(_PARTS):
            part = "am" if _is_morning(found) else "pm"
    clock = _clock(rest, part)
    weekday, day = _day(rest)
    if not clock and day:
        clock = _bare(rest, part)
    return Named(day, weekday, clock, rest.place(), rest.taken(), every if weekday is not None else 0)


def marked(text: str) -> str:
    """The text in small plain letters, with "xday" for every day and "xtime" for every hour in it."""
    rest = _Rest(" ".join(visible(text).split()))
    rest.folded = re.sub(
        r"\bcoming (?=\w)", "coming . ", rest.folded
    )  # "im coming thurs", as against "this coming thurs"
    for pattern in (*_CLOCKS, *_DATES, _DAYS, _MANANA):
        rest.folded = pattern.sub(" xtime " if pattern in _CLOCKS else " xday ", rest.folded)
    return _MARK_HOURS.sub(" xtime ", rest.folded)


def _every(rest: "_Rest") -> int:
    """How many weeks it comes round in; 0 where nothing says that it does."""
    if rest.take(_EACH_OTHER):
        return 2
    return 1 if rest.take(_EACH) else 0


def led(text: str) -> str:
    """The text with "at" before a bare number that words lead to as to an hour: "can we do 4"."""
    return _MARK_HOURS.sub(r"at \g<0>", text)


class _Rest:
    """A text of which parts are taken out; what was taken leaves a space, so that nothing grows together."""

    def __init__(self, text: str) -> None:
        self.text, self.folded = text, fold_in_place(text)
        self.whole, self.spans = text, list[tuple[int, int]]()

    def take(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Take out every match."""
        found = list(pattern.finditer(self.folded))
        for one in found:
            self.blank(one)
        return found

    def blank(self, found: re.Match[str]) -> None:
        start, end = found.span()
        self.spans.append((start, end))
        hole = " " * (end - start)
        self.text = self.text[:start] + hole + self.text[end:]
        self.folded = self.folded[:start] + hole + self.folded[end:]

    def taken(self) -> str:
        """What was taken out, in the order in which it stood."""
        return " ".join(" ".join(self.whole[start:end].split()) for start, end in sorted(self.spans)).strip()

    def place(self) -> str:
        """What is left, without the small words that led to what was taken."""
        pieces = (_trimmed(piece) for piece in re.split(r"\s{2,}", self.text.strip()))
        return " ".join(piece for piece in pieces if piece)


def _trimmed(piece: str) -> str:
    """A piece without small words at its edges."""
    if (edge := _EDGES.match(fold_in_place(piece))) is not None:
        piece = piece[edge.end() :]
    ends = (one for one in _EDGES.finditer(fold_in_place(piece)) if one.end() == len(piece))
    trail = next(ends, None)
    return (piece if trail is None else piece[: trail.start()]).strip()


def _is_morning(found: re.Match[str]) -> bool:
    return "morning" in (found["en"], found["bare"]) or found["es"] == "manana"


def _clock(rest: _Rest, part: str) -> str:
    for pattern in _CLOCKS:
        found = list(pattern.finditer(rest.folded))
        if not found:
            continue
        clocks = {_of_day(one, part) for one in found}
        for one in found:
            rest.blank(one)
        if len(clocks) > 1:
            return "two"
        return clocks.pop()
    return ""


def _bare(rest: _Rest, part: str) -> str:
    """An hour that is only a number ("thurs 3 library"), where it can be nothing else."""
    found = list(_BARE_HOUR.finditer(rest.folded))
    if len(found) != 1 or not 1 <= int(found[0]["hour"]) <= 12:
        return ""
    rest.blank(found[0])
    return _of_day(found[0], part)


def _of_day(found: re.Match[str], part: str) -> str:
    """ "15:00", or "no" for an hour that there is not."""
    groups = found.groupdict()
    if groups.get("noon"):
        return "12:00"
    written = groups["hour"] or ""
    named = hour_named(written)
    hour = int(written) if written.isdecimal() else named or 0
    minute = int(groups.get("minute") or 0)
    half = (groups.get("half") or "")[:1]
    past = groups.get("past") or ""
    minute = {"y media": 30, "y cuarto": 15, "menos cuarto": -15, "quarter past": 15, "quarter to": -15}.get(
        past, 30 if past.startswith("half") else minute
    )
    written_out = not half and (written.startswith("0") or hour > 12)
    of_half = {"a": "am", "p": "pm"}.get(half, part)
    whole = hour if written_out else on_the_day(hour, of_half)
    minutes = whole * 60 + minute
    if whole > 23 or not 0 <= minutes < 24 * 60 or minute > 59:
        return "no"
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _day(rest: _Rest) -> tuple[int | None, str]:
    """The weekday that was named, if one was; and the day."""
    days: list[str] = []
    for pattern in _DATES:
        days += [_date(one) for one in rest.take(pattern)]
    weekdays = set()
    kind = "next" if rest.take(_NEXT_WEEK) else "weekday"
    for found in rest.take(_DAYS):
        if found["weekday"]:
            number = weekday_of(found["weekday"])
            weekdays.add(number)
            if (found["after"] or "").strip() == "week":
                kind = "week-after"
            elif found["next"]:
                kind = "next"
        else:
            days.append("days 2" if found["after_tomorrow"] else "days 1" if found["tomorrow"] else "days 0")
    days += ["days 1" for _ in rest.take(_MANANA)]
    weekday = weekdays.pop() if len(weekdays) == 1 else None
    if weekdays or len(set(days)) > 1:
        return None, "two"
    if days:
        return weekday, days[0]
    if weekday is None:
        return None, ""
    return weekday, f"{kind} {weekday}"


def _date(found: re.Match[str]) -> str:
    groups = found.groupdict()
    year = groups.get("year") or ""
    year = f" 20{year[-2:]}" if year else ""
    if groups.get("first"):
        return f"numeric {int(groups['first'])} {int(groups['second'])}{year}"
    if only := groups.get("only") or groups.get("dia"):
        return f"day {int(only)}"
    month = int(groups["month"]) if groups.get("month") else month_named(groups["name"])
    return f"month-day {month} {int(groups['day'])}{year}"
