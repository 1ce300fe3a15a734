"""How long somebody wants quiet, as people write it.

"a week", "2 weeks", "until 5 June", "till friday" and "till I say" become a `Rest`: a short text that is
kept, and turned into a date once today's is known. What could mean two things is unclear.
"""

import re
from datetime import date, timedelta

from conversations.hours import weekday_of
from conversations.plain import Json, Unreadable
from conversations.vocabulary import AROUND_RESTS, NUMBERS
from language.tokens import tidy, tokens

OPEN = "open"  # until they say so themselves
_LONGEST = 366  # days
_UNITS = {
    **dict.fromkeys(("day", "days", "dia", "dias"), 1),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "semana", "semanas"), 7),
    **dict.fromkeys(("fortnight", "quincena"), 14),
    **dict.fromkeys(("month", "months", "mes", "meses"), 30),
}
_ONE = {
    "a",
    "an",
    "un",
    "una",
    "one",
    "next",
    "another",
    "the",
    "proxima",
    "proximo",
    "otra",
    "otro",
    "la",
    "el",
}
_FEW = {"couple": 2, "few": 3, "par": 2}
MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sep sept septiembre",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        start=1,
    )
    for word in words.split()
}
_OPEN = re.compile(
    r"(?:un)?(?:till?|til) (?:i|further|im|i m|ive)\b.*|when (?:im|i m|i am) ready"
    r"|i ?(?:ll|will) (?:tell|say|text|let).*"
    r"|(?:i )?(?:dont|do not) know|(?:im )?not sure|no idea|indefinitely|for now|a while|for a while|open"
    r"|hasta (?:nuevo aviso|que (?:yo )?(?:avise|diga|te diga|te avise|quiera|escriba|mande))\b.*"
    r"|yo (?:te )?aviso"
    r"|no se|(?:por )?ahora|por un tiempo|un tiempo|indefinidamente"
)
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|ro|do)?")


def read_rest(text: str, language: str) -> tuple[str, str] | None:
    """How long; "open", "days 14", "weekday 4" or "date 06-05", and the words where they say more."""
    words = [word for segment in tokens(text) for word in segment]
    found = _read(words, language)
    return None if found is None else (found, tidy(text) if len(words) > 1 else "")


def _read(words: list[str], language: str) -> str | None:
    if not words:
        return None
    if _OPEN.fullmatch(" ".join(words)):
        return OPEN
    if words in (["tomorrow"], ["until", "tomorrow"], ["till", "tomorrow"], ["hasta", "manana"], ["manana"]):
        return "days 1"
    return _length(words) or _date(words, language)


def _length(words: list[str]) -> str | None:
    units = [word for word in words if word in _UNITS]
    counts = [
        int(word) if word.isdecimal() and len(word) < 4 else NUMBERS.get(word, _FEW.get(word, 0))
        for word in words
        if word.isdecimal() or word in _FEW or (word in NUMBERS and word not in _ONE)
    ]
    known = AROUND_RESTS | _ONE | _UNITS.keys() | _FEW.keys() | NUMBERS.keys()
    if (
        len(units) != 1
        or len(counts) > 1
        or any(word not in known and not word.isdecimal() for word in words)
    ):
        return None
    if not counts and not _ONE & set(words) and len(words) > 1:
        return None
    days = (counts[0] if counts else 1) * _UNITS[units[0]]
    return f"days {days}" if 0 < days <= _LONGEST else None


def _date(words: list[str], language: str) -> str | None:
    rest = [word for word in words if word not in AROUND_RESTS and word not in {"el", "la", "los"}]
    if len(rest) == 1 and (weekday := weekday_of(rest[0])) is not None:
        return f"weekday {weekday}"
    if len(rest) == 1 and (numeric := _NUMERIC.fullmatch(rest[0])):
        first, second = int(numeric[1]), int(numeric[2])
        month, day = (first, second) if language == "en-US" else (second, first)
        return _on(month, day)
    rest = [word for word in rest if weekday_of(word) is None]
    months = [MONTHS[word] for word in rest if word in MONTHS]
    days = [int(found[1]) for word in rest if (found := _ORDINAL.fullmatch(word))]
    if len(rest) != 2 or len(months) != 1 or len(days) != 1:
        return None
    return _on(months[0], days[0])


def _on(month: int, day: int) -> str | None:
    try:
        date(2024, month, day)  # a leap year: the 29th of February exists
    except ValueError:
        return None
    return f"date {month:02}-{day:02}"


def month_named(word: str) -> int:
    """The number of the month a small plain word names ("june", "jun", "junio"); 0 for another word."""
    return MONTHS.get(word, 0)


def load_rest(stored: Json) -> str:
    """The value that was stored.

    Raises:
        Unreadable: it is not one.
    """
    if isinstance(stored, str) and re.fullmatch(r"open|days \d{1,3}|weekday [0-6]|date \d\d-\d\d", stored):
        return stored
    raise Unreadable("a stored rest looks like 'open', 'days 14', 'weekday 4' or 'date 06-05'")


def comes_back(rest: str, today: date) -> date | None:
    """The day messages begin again, after today; None where only the person says."""
    kind, _, value = load_rest(rest).partition(" ")
    if kind == "days":
        return today + timedelta(days=int(value))
    if kind == "weekday":
        return today + timedelta(days=(int(value) - today.weekday() - 1) % 7 + 1)
    if kind == "date":
        month, day = map(int, value.split("-"))
        for year in range(today.year, today.year + 9):
            try:
                found = date(year, month, day)
            except ValueError:
                continue  # the 29th of February, in a year without one
            if found > today:
                return found
    return None
