"""Days in what people write: the one that a story is about, and from when until when something is wanted.

"yesterday", "last friday", "3 days ago" and "11/3" are days; "nov 3 to 14", "next week" and "from monday for
two weeks" are spans. Where the day of a story is not named there is none, and a span that could be two is
unclear.
"""

import re
from datetime import date, timedelta

from conversations.hours import weekday_of
from conversations.pausing import MONTHS
from conversations.vocabulary import NUMBERS
from language.folding import plain

LONGEST_SPAN = timedelta(days=92)
_AHEAD = timedelta(days=200)  # what lies further off was last year's date, or a slip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_NTH = r"(?:st|nd|rd|th|ro)?"
_TO = (
    r"\s*(?:-|\u2013|\bto\b|\btill?\b|\buntil\b|\bthrough\b|\bthru\b|\bal?\b|\bhasta\b)"
    r"\s*(?:the\s+|el\s+|dia\s+)*"
)
_DATE = re.compile(
    r"\b(?P<y>20\d\d)-(?P<ym>\d\d)-(?P<yd>\d\d)\b"
    rf"|\b(?P<d1>\d{{1,2}}){_NTH}(?:\s+of|\s+de)?\s+(?P<m1>{_MONTH})\b"
    rf"|\b(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}}){_NTH}\b"
    r"|\b(?P<n1>\d{1,2})/(?P<n2>\d{1,2})(?:/(?:20)?\d\d)?\b"
)
_SHARED_MONTH = re.compile(
    rf"\b(?P<a>\d{{1,2}}){_NTH}{_TO}(?P<b>\d{{1,2}}){_NTH}(?:\s+of|\s+de)?\s+(?P<month>{_MONTH})\b"
    rf"|\b(?P<month2>{_MONTH})\s+(?P<a2>\d{{1,2}}){_NTH}{_TO}(?P<b2>\d{{1,2}}){_NTH}\b(?!\s+(?:{_MONTH})\b)"
)
# "the 5th", "until 5th", "el 5": a day of this month or the next
_BARE_DAY = re.compile(
    r"\b(?:(?:the|el|al|del|dia)\s+(?P<n>\d{1,2})(?:st|nd|rd|th)?|(?P<th>\d{1,2})(?:st|nd|rd|th))\b"
    r"(?!\s*(?:days?|dias?|weeks?|semanas?|[:/]|am\b|pm\b))"
)
_COUNT = r"(?P<count>\d{1,2}|[a-z]+)"
_AGO = re.compile(rf"\b{_COUNT}\s+days?\s+ago\b|\bhace\s+(?P<hace>\d{{1,2}}|[a-z]+)\s+dias?\b")
_DAY_WORD = re.compile(
    r"\b(?:(?P<two>(?:the )?day before yesterday|anteayer|antier|antes de ayer)"
    r"|(?P<one>yesterday|yday|ayer|last night|anoche)"
    r"|(?P<none>today|2day|tonight|this (?:morning|afternoon|evening)|just now|hoy"
    r"|esta (?:manana|tarde|noche)|hace un rato)"
    r"|(?P<week>last week|la semana pasada))\b"
)
_NAMED = re.compile(r"\b(?P<word>[a-z]{3,9})\b")
_OF_DAYS = frozenset({"on", "last", "this", "past", "el", "pasado", "este"})
_ONE = {"a": 1, "an": 1, "un": 1, "una": 1, "one": 1, "uno": 1, "couple": 2, "few": 3}


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else _ONE.get(word, NUMBERS.get(word))


def _calendar_day(found: re.Match[str], language: str) -> tuple[int, int]:
    """Month and day, as that language writes them."""
    if found["y"]:
        return int(found["ym"]), int(found["yd"])
    if found["d1"]:
        return MONTHS[found["m1"]], int(found["d1"])
    if found["d2"]:
        return MONTHS[found["m2"]], int(found["d2"])
    first, second = int(found["n1"]), int(found["n2"])
    return (first, second) if language == "en-US" else (second, first)


def _newest(month: int, day: int, today: date) -> date | None:
    """The last time there was such a day, today too."""
    for year in range(today.year, today.year - 5, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    return None


def _next(month: int, day: int, from_day: date) -> date | None:
    """The next time there is such a day, that day too."""
    for year in range(from_day.year, from_day.year + 5):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= from_day:
            return found
    return None


def _next_of_month(day: int, from_day: date) -> date | None:
    """The next day of that number, that day too."""
    ahead = (from_day + timedelta(days=number) for number in range(62))
    return next((one for one in ahead if one.day == day), None)


def day_back(text: str, language: str, today: date) -> date | None:
    """The day in the past, or today, that a text names first; None where it names none.

    Args:
        text: what was written.
        language: for the order of "11/3".
        today: where they are.
    """
    said = plain(text)
    found: list[tuple[int, date | None]] = []
    for word in _DAY_WORD.finditer(said):
        back = 2 if word["two"] else 1 if word["one"] else 7 if word["week"] else 0
        found.append((word.start(), today - timedelta(days=back)))
    for ago in _AGO.finditer(said):
        days = _number(ago["count"] or ago["hace"])
        if days:
            found.append((ago.start(), today - timedelta(days=days)))
    found += [(one.start(), _newest(*_calendar_day(one, language), today)) for one in _DATE.finditer(said)]
    for named in _NAMED.finditer(said):
        weekday = weekday_of(named["word"])
        before = "".join(said[: named.start()].split()[-1:])
        if weekday is None or (named["word"] in ("sat", "sun", "mon") and before not in _OF_DAYS):
            continue  # "sat with Dee at the park"
        back = (today.weekday() - weekday) % 7
        if before in ("last", "past") and back == 0:
            back = 7
        found.append((named.start("word"), today - timedelta(days=back)))
    days_found = [(at, day) for at, day in found if day is not None]
    return min(days_found)[1] if days_found else None


# --- from when until when ------------------------------------------------------------------------------

_UNIT = {
    **dict.fromkeys(("day", "days", "dia", "dias"), 1),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "semana", "semanas"), 7),
    **dict.fromkeys(("fortnight", "quincena"), 14),
    **dict.fromkeys(("month", "months", "mes", "meses"), 30),
}
_LENGTH = re.compile(
    rf"\b(?:(?:for|por|durante|next|proximas?|proximos?)\s+)?(?:the\s+)?{_COUNT}(?:\s+of)?"
    rf"\s+(?P<unit>{'|'.join(_UNIT)})\b"
    r"|\b(?P<bare>fortnight|quincena)\b"
)
_WHOLE_WEEK = re.compile(
    r"\b(?:(?P<next>(?:all (?:of )?)?next week|(?:toda )?la (?:proxima semana|semana (?:que viene"
    r"|proxima|siguiente)))"
    r"|(?P<this>this week|esta semana)|(?P<end>(?:this|next|the) weekend|(?:este|el) fin de semana))\b"
)
_TOMORROW = re.compile(r"\b(?:tomorrow|tmrw|tmr|(?<!la )(?<!esta )manana)\b")
_TODAY = re.compile(r"\b(?:today|now|hoy|ahora)\b")
_UNTIL = re.compile(r"(?:-|\u2013|\bto\b|\btill?\b|\buntil\b|\bthrough\b|\bthru\b|\bal?\b|\bhasta\b)")
_FROM = re.compile(r"\b(?:from|starting|since|desde|a partir)\b")


def span_ahead(text: str, language: str, today: date) -> tuple[date, date] | None:
    """The first and last day that are meant, from today on; None where that is not plain.

    Args:
        text: what was written.
        language: for the order of "11/3".
        today: where they are.
    """
    said = plain(text)
    days = _days_ahead(said, language, today)
    length = _days_long(said)
    if week := _WHOLE_WEEK.search(said):
        found = _in_week(said, _week(week, today), days)
    elif len(days) > 2 or (length and len(days) > 1):
        found = None
    elif len(days) == 2:
        found = days[0][1], days[1][1]
    elif length:
        begins = days[0][1] if days else today
        found = begins, begins + timedelta(days=length - 1)
    elif len(days) == 1:
        found = _with_one_day(said, *days[0], today)
    else:
        found = None
    if found is None or not today <= found[0] <= found[1]:
        return None
    return found if found[1] - found[0] <= LONGEST_SPAN and found[0] - today <= _AHEAD else None


def _with_one_day(said: str, at: int, day: date, today: date) -> tuple[date, date] | None:
    """ "until friday" begins today; "from friday" has no end."""
    if _UNTIL.search(said[:at]):
        return today, day
    return None if _FROM.search(said[:at]) else (day, day)


def _in_week(said: str, week: tuple[date, date], days: list[tuple[int, date]]) -> tuple[date, date] | None:
    """ "Mon til fri next week": weekdays beside it are those of that week; a date beside it is unclear."""
    if not days:
        return week
    named = [weekday_of(one["word"]) for one in _NAMED.finditer(said)]
    weekdays = [one for one in named if one is not None]
    if len(weekdays) != len(days) or len(days) > 2 or sorted(weekdays) != weekdays:
        return None
    monday = week[0] - timedelta(days=week[0].weekday())
    first, last = (monday + timedelta(days=one) for one in (weekdays[0], weekdays[-1]))
    return first, last


def _week(found: re.Match[str], today: date) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday())
    if found["this"]:
        return today, monday + timedelta(days=6)
    if found["end"]:
        week = 1 if found["end"].startswith("next") else 0
        return monday + timedelta(days=5 + 7 * week), monday + timedelta(days=6 + 7 * week)
    return monday + timedelta(days=7), monday + timedelta(days=13)


def _days_long(said: str) -> int:
    found = _LENGTH.search(said)
    if found is None:
        return 0
    if found["bare"]:
        return 14
    return (_number(found["count"]) or 0) * _UNIT[found["unit"]]


def _days_ahead(said: str, language: str, today: date) -> list[tuple[int, date]]:
    """Each day that is named, where it stands, and the date it is: each no earlier than the one before."""
    if both := _SHARED_MONTH.search(said):
        month = MONTHS[both["month"] or both["month2"]]
        first = _next(month, int(both["a"] or both["a2"]), today)
        last = _next(month, int(both["b"] or both["b2"]), first) if first else None
        return [(both.start(), first), (both.end(), last)] if first and last else []
    marks: list[tuple[int, tuple[str, int, int]]] = [
        *((one.start(), ("date", *_calendar_day(one, language))) for one in _DATE.finditer(said)),
        *((one.start(), ("plus", 1, 0)) for one in _TOMORROW.finditer(said)),
        *((one.start(), ("plus", 0, 0)) for one in _TODAY.finditer(said)),
    ]
    marks += [
        (one.start(), ("day", int(one["n"] or one["th"]), 0))
        for one in _BARE_DAY.finditer(said)
        if not any(
            date_.start() <= one.end() and one.start() <= date_.end() for date_ in _DATE.finditer(said)
        )
    ]
    dated = bool(marks)
    for named in _NAMED.finditer(said):
        weekday = weekday_of(named["word"])
        # "mon 3 nov": the date says it; the weekday beside it is no second day
        if weekday is not None and not (
            dated and re.match(r"\w+,?\s+(?:the\s+|el\s+)?\d", said[named.start("word") :])
        ):
            marks.append((named.start("word"), ("weekday", weekday, 0)))
    found: list[tuple[int, date]] = []
    for at, (kind, number, second) in sorted(marks):
        earliest = found[-1][1] if found else today
        day: date | None
        if kind == "plus":
            day = today + timedelta(days=number)
        elif kind == "day":
            day = _next_of_month(number, earliest)
        elif kind == "weekday":
            day = earliest + timedelta(days=(number - earliest.weekday()) % 7)
        else:
            day = _next(number, second, earliest)
        if day is None:
            return []
        found.append((at, day))
    return found
