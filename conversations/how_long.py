"""How long something was, as people write it: "45 min", "an hour and a half", "hora y media" are minutes.

A bare number up to eight is hours, from ten on minutes. What could be either, and what is no length at all,
is unclear; whoever does not know may say so.
"""

import re

from conversations.vocabulary import NUMBERS
from language.folding import plain

UNKNOWN = 0
_LONGEST = 12 * 60
_HOURS = r"(?:h|hr|hrs|hour|hours|hora|horas)"
_MINUTES = r"(?:m|min|mins|minute|minutes|minuto|minutos)"
_NUMBER = r"(?:\d{1,3}(?:[.,]5)?|[a-z]+)"
_BEFORE = (
    r"(?:(?:about|around|for|maybe|nearly|almost|just|like|roughly|it was|we had"
    r"|como|casi|unos|unas|mas o menos|fue) )*"
)
_HOURS_AND = re.compile(
    rf"{_BEFORE}(?P<hours>{_NUMBER}) ?{_HOURS}(?![a-z])"
    r"(?: ?(?:and|y|,)? ?(?:(?P<half>a half|half|media)|(?P<quarter>a quarter|cuarto)"
    rf"|(?P<minutes>{_NUMBER})(?: ?{_MINUTES})?))?"
)
_MINUTES_ONLY = re.compile(rf"{_BEFORE}(?P<minutes>{_NUMBER}) ?{_MINUTES}")
_HALF_AN_HOUR = re.compile(rf"{_BEFORE}(?:half an hour|half hour|media hora|1/2 hour|a half hour)")
_HOUR_AND_HALF = re.compile(rf"{_BEFORE}(?:hora y media|hour and a half)")
_BARE = re.compile(rf"{_BEFORE}(?P<number>{_NUMBER})")
_NO_IDEA = re.compile(
    r"(?:i )?(?:dont|do not) know|(?:im )?not sure|no idea|skip|pass|dunno|idk|no se|ni idea|saltar|omitir"
)


def read_minutes(text: str) -> int | None:
    """The minutes; UNKNOWN where they do not know, None where it is no length."""
    said = re.sub(r"[\s.!?~]+$|^[\s~]+|'", "", plain(text))
    said = re.sub(r"\s+", " ", said)
    if _NO_IDEA.fullmatch(said):
        return UNKNOWN
    found = _minutes(said)
    return found if found is not None and 0 < found <= _LONGEST else None


def _minutes(said: str) -> int | None:
    if _HALF_AN_HOUR.fullmatch(said):
        return 30
    if _HOUR_AND_HALF.fullmatch(said):
        return 90
    if (found := _HOURS_AND.fullmatch(said)) and (hours := _number(found["hours"])) is not None:
        more = 30.0 if found["half"] else 15.0 if found["quarter"] else 0.0
        if found["minutes"]:
            minutes = _number(found["minutes"])
            if minutes is None:
                return None
            more = minutes
        return round(hours * 60 + more)
    if (found := _MINUTES_ONLY.fullmatch(said)) and (minutes := _number(found["minutes"])) is not None:
        return round(minutes)
    if (found := _BARE.fullmatch(said)) and (number := _number(found["number"])) is not None:
        return round(number * 60) if number <= 8 else round(number) if number >= 10 else None
    return None


def _number(word: str) -> float | None:
    if word[0].isdigit():
        return float(word.replace(",", "."))
    named = {"a": 1, "an": 1, "un": 1, "una": 1}.get(word, NUMBERS.get(word))
    return None if named is None else float(named)
