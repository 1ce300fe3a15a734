"""What is asked about meetings, and how the answers are read; see `meetings` for when it is asked."""

import re
from datetime import timedelta
from enum import StrEnum

from conversations.how_long import UNKNOWN, read_minutes
from conversations.meeting_times import PLACE_LENGTH, Named, read_meeting
from conversations.plain import Json, Unreadable
from conversations.questions import choice, read_by, text, yes_no
from conversations.reading import read_yes_no
from conversations.whom_for import load_name, read_name
from language.folding import plain
from language.tokens import tidy

_BARRIER_LENGTH = 300
_WORDS_LENGTH = 300
_WHEN_LENGTH = 120
# An answer to a read-back is of use while the time is still ahead, one about tomorrow until then.
_SOON = timedelta(hours=6)
_BEFORE_IT = timedelta(hours=20)


class CameAbout(StrEnum):
    """Whether two people met."""

    YES = "yes"
    NO = "no"


_CAME_ABOUT = {
    CameAbout.YES: (
        *(
            "yes",
            "yeah",
            "yep",
            "yup",
            "y",
            "we did",
            "yes we did",
            "yeah we did",
            "did",
            "we met",
            "yes we met",
        ),
        *("met", "it did", "it happened", "si", "nos vimos", "si nos vimos", "si hubo", "hubo", "claro"),
    ),
    CameAbout.NO: (
        *(
            "no",
            "nope",
            "nah",
            "n",
            "not this time",
            "not yet",
            "we didnt",
            "no we didnt",
            "didnt",
            "we didnt meet",
        ),
        *(
            "it didnt",
            "it didnt happen",
            "didnt happen",
            "no show",
            "he didnt show",
            "she didnt show",
            "nobody came",
        ),
        *(
            "they didnt show",
            "he never came",
            "she never came",
            "they never came",
            "missed it",
            "we missed it",
        ),
        *(
            "esta vez no",
            "no nos vimos",
            "no hubo",
            "no se pudo",
            "no pude",
            "no vino",
            "no llego",
            "no pudimos",
        ),
    ),
}


def heard(said: str) -> Named:
    """What an answer names; "3" alone is an hour, where that is what was asked for."""
    return read_meeting(f"at {said}" if re.fullmatch(r"\d{1,2}", said) else said)


def _read_when(said: str, _language: str) -> tuple[str, str] | None:
    words = tidy(said)
    named = heard(words)
    return (words, "") if len(words) <= _WHEN_LENGTH and (named.day or named.clock) else None


def _load_when(stored: Json) -> str:
    if isinstance(stored, str) and _read_when(stored, "") is not None:
        return stored
    raise Unreadable("question 'meeting-when' wants a day or an hour")


_NOTHING = re.compile(
    r"(?:no|nope|nah|nothing|none|nada|ninguna?)"
    r"(?: (?:at all|i can think of|that i know of|should|will|all good|im good|todo bien|que yo sepa))?"
    r"|(?:its |im |were )?(?:all )?(?:good|fine|ok|okay|set|clear)|skip|saltar|todo bien"
    r"|(?:it )?should be (?:fine|ok|okay|good)|(?:ill|i will) be there|ahi estare|no creo|dont think so"
)


def _read_barrier(said: str, language: str) -> tuple[str, str] | None:
    """Their own words; "" where nothing is in the way."""
    words = tidy(said)
    if _NOTHING.fullmatch(re.sub(r"[^\w ]", "", plain(words)).strip()):
        return "", words
    said_something = any(char.isalnum() for char in words) and len(words) <= _BARRIER_LENGTH
    return (words, "") if said_something and read_yes_no(words, language) is None else None


def _load_barrier(stored: Json) -> str:
    if isinstance(stored, str) and len(stored) <= _BARRIER_LENGTH:
        return stored
    raise Unreadable("question 'meeting-barrier' wants a few words")


def _read_length(said: str, _language: str) -> tuple[str, str] | None:
    minutes = read_minutes(said)
    return None if minutes is None else (str(minutes), "")


def _load_length(stored: Json) -> str:
    if isinstance(stored, str) and re.fullmatch(r"\d{1,3}", stored):
        return stored
    raise Unreadable("question 'meeting-length' wants a number of minutes")


MEETING_WITH = read_by("meeting-with", read_name, load_name, variables=["people"])
MEETING_WHEN = read_by("meeting-when", _read_when, _load_when, patience=_SOON)
MEETING_HOUR = read_by("meeting-hour", _read_when, _load_when, patience=_SOON)
MEETING_WHERE = text("meeting-where", PLACE_LENGTH, patience=_SOON)
MEETING_RIGHT = yes_no("meeting-right", variables=["when", "place", "whom"], patience=_SOON)
MEETING_WEEKLY_RIGHT = yes_no("meeting-weekly-right", variables=["when", "place", "whom"], patience=_SOON)
MEETING_FORTNIGHTLY_RIGHT = yes_no(
    "meeting-fortnightly-right", variables=["when", "place", "whom"], patience=_SOON
)
MEETING_BARRIER = read_by(
    "meeting-barrier", _read_barrier, _load_barrier, variables=["whom"], patience=_BEFORE_IT
)
MEETING_HAPPENED = choice("meeting-happened", CameAbout, _CAME_ABOUT, variables=["whom", "when"])
# A length that cannot be read is left out: no meeting is lost over a number.
MEETING_LENGTH = read_by("meeting-length", _read_length, _load_length, default=str(UNKNOWN))
MEETING_WORDS = text("meeting-words", _WORDS_LENGTH, optional=True)
MEETING_WORDS_TOO = text("meeting-words-too", _WORDS_LENGTH, optional=True, variables=["whom", "when"])
