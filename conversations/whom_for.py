"""Asked once, where a text could be for a person or for our question, or for one of several people.

The words wait in the snapshot, so that they go where they are meant to as they were typed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from conversations.addressing import YES_NO, words_of
from conversations.lines import line
from conversations.plain import Json, Unreadable
from conversations.questions import choice, read_by
from conversations.talk import Conversation, NoReply, Talk, Unclear, register


class Meant(StrEnum):
    """Whose it was."""

    PERSON = "person"
    QUESTION = "question"


KEPT = line("whom-for-kept", "coordinator")
_WORDS = {
    Meant.PERSON: (
        "them",
        "for them",
        "him",
        "her",
        "para el",
        "para ella",
        "la persona",
        "para esa persona",
    ),
    Meant.QUESTION: (
        "you",
        "your question",
        "the question",
        "question",
        "tu pregunta",
        "la pregunta",
        "pregunta",
        "for you",
        "para ti",
    ),
}
MEANT = choice("meant", Meant, _WORDS, variables=["person"])


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A text that could be for a person or for our question.

    Attributes:
        words: as it was typed.
        person: the first name of whoever spoke last.
        person_id: their id; "" for a member of staff, who reads it in any case.
        coordinator: who reads it where nobody says.
    """

    words: str
    person: str
    person_id: str
    coordinator: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Whose it is, and the words."""

    meant: Meant
    words: str
    person_id: str


async def which_one(talk: Talk, doubt: Doubtful) -> Settled:
    """Ask whose it was; unsaid, it is read by a person."""
    try:
        meant = await talk.ask(MEANT, person=doubt.person)
    except Unclear:
        await talk.say(KEPT, coordinator=doubt.coordinator)
        meant = Meant.QUESTION
    return Settled(meant, doubt.words, doubt.person_id)


_BESIDE_A_NAME = frozenset(
    {"for", "to", "its", "it's", "please", "pls", "para", "a", "es", "the", "mi", "my"}
)
_MOST_OF_A_NAME = 2  # words; more than a name is something else, which a person reads


def read_name(text: str, _language: str) -> tuple[str, str] | None:
    """A name or two, or a number from a list; more than that is something else."""
    words = text.strip(" .!,")
    said = [word for word in words.casefold().split() if word not in _BESIDE_A_NAME]
    return (words[:60], "") if 0 < len(said) <= _MOST_OF_A_NAME and words.strip("?") == words else None


def load_name(stored: Json) -> str:
    """The name or number that was stored.

    Raises:
        Unreadable: it is none.
    """
    if isinstance(stored, str) and 0 < len(stored) <= 60:
        return stored
    raise Unreadable("this question wants a name or a number")


# These ask for a name, and nothing else can be meant by one.
ASKS_WHOM = frozenset({"for-whom", "for-mentee", "meeting-with", "met-whom", "note-about"})


def only_names(text: str, names: Collection[str]) -> bool:
    """Whether a text is one of these first names, and nothing beside it."""
    said = [
        word for word in words_of(text) if word not in _BESIDE_A_NAME and word not in {"with", "con", "w"}
    ]
    return len(said) == 1 and said[0] in names


# Names are read where people are known: `handlers/deciding/relaying.py`.
FOR_WHOM = read_by("for-whom", read_name, load_name, variables=["people"])


@dataclass(frozen=True, slots=True)
class Addressless:
    """Words that may be for one of several people, whose first names are listed in `people`."""

    words: str
    people: str


@dataclass(frozen=True, slots=True)
class Addressed:
    """What they answered, to be matched with a name; and the words."""

    answer: str
    words: str
    people: str = ""


async def for_whom(talk: Talk, writer: Addressless) -> Addressed:
    """Ask which of several people the words are for."""
    return Addressed(await talk.ask(FOR_WHOM, people=writer.people), writer.words, writer.people)


# --- a mentor's words that may be about a mentee, or for the staff ------------------------------------------


def read_whose(text: str, language: str) -> tuple[str, str] | None:
    """A name or a number from a list; a bare yes says nothing of whom."""
    return None if YES_NO.issuperset(words_of(text)) else read_name(text, language)


FOR_MENTEE = read_by(
    "for-mentee",
    read_whose,
    load_name,
    variables=["name", "coordinator"],
    patience=timedelta(days=1),
    reminds=False,
)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A mentor's words that are not plainly to a mentee.

    Attributes:
        words: as they were typed.
        name: the mentee's.
        coordinator: who reads them in any case.
    """

    words: str
    name: str
    coordinator: str


async def mentee_or_staff(talk: Talk, held: HeldBack) -> Addressed:
    """Ask whether words are for the mentee or for the staff; unsaid, they go to no mentee."""
    try:
        answer = await talk.ask(FOR_MENTEE, name=held.name, coordinator=held.coordinator)
    except (NoReply, Unclear):
        answer = held.coordinator
    return Addressed(answer, held.words, f"{held.name}, {held.coordinator}")


WHICH_ONE = register(Conversation("which_one", 1, Doubtful, which_one))
WHOM = register(Conversation("for_whom", 1, Addressless, for_whom))
MENTEE_OR_STAFF = register(Conversation("mentee_or_staff", 1, HeldBack, mentee_or_staff))
