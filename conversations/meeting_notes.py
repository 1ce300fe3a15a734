"""A mentor's note of a meeting: asked about where it is in doubt, read back, put right within the hour.

The meeting is in the record before it is read back, so that whatever comes in between loses nothing. "Right?"
waits for an hour and reminds nobody: silence is a yes. What was wrong is told in words ("it was 30 min"), and
UNDO takes all of it back.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from conversations.addressing import SECOND_PERSON, words_of
from conversations.days import day_back
from conversations.lines import line
from conversations.meeting_reading import tells_of_none
from conversations.particulars import length_in
from conversations.plain import Json, Unreadable
from conversations.questions import choice, read_by
from conversations.reading import read_yes_no
from conversations.taken_note import only_takes_note
from conversations.talk import Conversation, NoReply, Talk, Unclear, register
from conversations.whom_for import FOR_WHOM, load_name, read_name
from language.folding import plain
from language.tokens import tidy

WITHIN = timedelta(hours=1)
_MOST = 300  # what a correction may be long
_LEAST, _LONGEST = 5, 720  # minutes, where a number stands alone

KEPT_RIGHT = line("met-kept-right", "name")
HOW = line("met-how")
TAKEN_BACK = line("met-taken-back")
NOTED = line("met-noted", "coordinator")
TODAY = line("met-today")
YESTERDAY = line("met-yesterday")
LENGTH = line("met-length", "number")


class Meant(StrEnum):
    """What a text in doubt was."""

    MEETING = "meeting"
    WORDS = "words"
    STAFF = "staff"


MEANT = choice(
    "met-or-words",
    Meant,
    {
        Meant.MEETING: (
            *("yes", "a meeting", "meeting", "we met", "yes we met", "note it", "we met note it", "a note"),
            *("si", "un encuentro", "encuentro", "una reunion", "reunion", "nos vimos", "nos vimos anota"),
        ),
        Meant.WORDS: (
            *("words", "pass it on", "send it", "for them", "tell them", "words to pass on"),
            *("manda mis palabras", "mandalo", "pasalo", "para esa persona"),
        ),
        Meant.STAFF: (
            *("neither", "no", "coordinator", "the coordinator", "for the coordinator"),
            *("ninguna", "ninguno", "el equipo", "para el equipo"),
        ),
    },
)
WHOM_MET = read_by("met-whom", read_name, load_name, variables=["people"])


@dataclass(frozen=True, slots=True)
class InDoubt:
    """A text of a mentor's that may tell of a meeting, or does not say whose.

    Attributes:
        words: as it was typed.
        doubtful: whether it may be none.
        person_id: the mentee it names; "" where it names none.
        people: first names to choose from; "" where it is plain whose it is.
        on: the day, as in ISO 8601.
        minutes: how long; 0: not said.
        place: where; "": not said.
        about: what was talked of.
    """

    words: str
    doubtful: bool
    person_id: str
    people: str
    on: str
    minutes: int = 0
    place: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class SortedOut:
    """What it was, and whose: `answer` is to be matched with one of `people`, where that was asked."""

    meant: Meant
    answer: str
    told: InDoubt


async def sort_out(talk: Talk, told: InDoubt) -> SortedOut:
    """Ask whether it was a meeting, and whose, as far as that is not plain."""
    meant = await talk.ask(MEANT) if told.doubtful else Meant.MEETING
    answer = ""
    if meant is not Meant.STAFF and told.people:
        question = FOR_WHOM if meant is Meant.WORDS else WHOM_MET
        answer = await talk.ask(question, people=told.people)
    return SortedOut(meant, answer, told)


# --- read back -------------------------------------------------------------------------------------------

YES, UNDO, _MINUTES, _CHANGE = "yes", "undo", "minutes", "change"
_UNDO = frozenset(
    {
        *("undo", "undo it", "undo that", "take it back", "take that back", "delete it", "scrap that"),
        *("deshacer", "deshazlo", "borralo", "quitalo"),
    }
)
_UNKNOWN = frozenset(
    {
        *("skip", "dont know", "i dont know", "not sure", "no idea", "cant remember"),
        *("saltar", "no se", "no me acuerdo", "ni idea"),
    }
)
_WRONG = re.compile(
    r"\W*(?:no|nope|not|wrong|actually|sorry|correction|change|it was|mal|perdon|fue|era|en realidad"
    r"|error)\b[\s,:.]*"
)
_CLOCK = re.compile(r"\d ?(?:am|pm)\b|\d:\d\d|\ba las \d")
_MOST_WORDS, _FEW = 25, 4
_NUMBER = re.compile(r"\W*(?:about|around|like|como|unos)?\s*(\d{1,3})\W*")


def is_undo(text: str) -> bool:
    """Whether a text does nothing but take back."""
    return " ".join(re.findall(r"[a-z]+", plain(text).replace("'", ""))) in _UNDO


def read_right(text: str, language: str) -> tuple[str, str] | None:
    """What is said to a meeting that was read back: yes, undo, or what to change; None where that is
    unclear."""
    if is_undo(text):
        return UNDO, ""
    agreed = read_yes_no(text, language)
    if (agreed is not None and agreed[0]) or (agreed is None and only_takes_note(text)):
        return YES, ""
    if tells_of_none(text):
        return None  # of another one, or a person has to see to it: it takes nothing back
    if "?" in text or not SECOND_PERSON.isdisjoint(words_of(text)):
        return None  # said to somebody
    said, wrong = plain(text), _WRONG.match(plain(text))
    more = said[wrong.end() :] if wrong else said
    # Any day will do to see whether one is named: which one it is, is read where today is known.
    says = length_in(more) or day_back(more, language, date(2026, 1, 1))
    if wrong and more.strip() and len(said.split()) <= _MOST_WORDS and len(tidy(text)) <= _MOST:
        return f"{_CHANGE} {tidy(text)}", ""
    # Without a "no" before it, only what can be nothing else: "30 min", "and yesterday".
    if says and len(said.split()) <= _FEW and not _CLOCK.search(said):
        return f"{_CHANGE} {tidy(text)}", ""
    return None


def read_how_long(text: str, language: str) -> tuple[str, str] | None:
    """The same where the length is asked for: a bare number is minutes; "don't know" leaves it out."""
    if found := _NUMBER.fullmatch(plain(text)):
        # "2" may well be hours: it is asked again.
        return (f"{_MINUTES} {int(found[1])}", "") if _LEAST <= int(found[1]) <= _LONGEST else None
    if " ".join(re.findall(r"[a-z]+", plain(text).replace("'", ""))) in _UNKNOWN:
        return YES, ""
    said = plain(text)
    if (minutes := length_in(said)) and len(said.split()) <= 4:
        return f"{_MINUTES} {minutes}", ""
    found_right = read_right(text, language)
    return None if found_right is not None and found_right[0] == YES else found_right


def load_right(stored: Json) -> str:
    """The answer that was stored.

    Raises:
        Unreadable: it is not one.
    """
    if isinstance(stored, str) and stored.split(" ", 1)[0] in (YES, UNDO, _MINUTES, _CHANGE):
        return stored
    raise Unreadable("an answer to a meeting that was read back is yes, undo, minutes or change")


def minutes_of(answer: str) -> int:
    """The length that was answered; 0 where it was something else."""
    kind, _, rest = answer.partition(" ")
    return int(rest) if kind == _MINUTES and rest.isdecimal() else 0


def change_of(answer: str) -> str:
    """What is to be changed, as it was typed; "" for nothing."""
    kind, _, rest = answer.partition(" ")
    return rest if kind == _CHANGE else ""


RIGHT = read_by("met-right", read_right, load_right, variables=["meeting"], patience=WITHIN, reminds=False)
HOW_LONG = read_by(
    "met-how-long", read_how_long, load_right, variables=["meeting"], patience=WITHIN, reminds=False
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A meeting that is in the record.

    Attributes:
        record_id: its record.
        person_id: the mentee.
        meeting: what is read back, in the mentor's language.
        on: the day, as in ISO 8601.
        minutes: how long; 0: not said.
        place: where; "": not said.
        about: what was talked of.
        asked: whether the length was asked for before: it is asked once.
    """

    record_id: str
    person_id: str
    meeting: str
    on: str
    minutes: int = 0
    place: str = ""
    about: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What was said to it; "" for nothing."""

    kept: Kept
    said: str


async def read_back(talk: Talk, kept: Kept) -> Checked:
    """Say what was kept; ask for the length where it is missing, else whether it is right."""
    question = RIGHT if kept.minutes or kept.asked else HOW_LONG
    try:
        return Checked(kept, await talk.ask(question, meeting=kept.meeting))
    except (NoReply, Unclear):
        return Checked(kept, "")  # it stands in the record as it is


SORT_OUT = register(Conversation("meeting_or_words", 1, InDoubt, sort_out))
READ_BACK = register(Conversation("meeting_read_back", 1, Kept, read_back))
