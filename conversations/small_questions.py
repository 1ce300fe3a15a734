"""Small questions, one at the end of a check-in: what somebody is good at, and what is in their way.

Each is asked once. A strength is kept in the person's own words and given back to them in a hard week; what
is in the way is tied to the places that help (`conversations.control.Need`). Any may be skipped, and
nobody is reminded of one.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from conversations.control import Need
from conversations.lines import line
from conversations.questions import Question, choice, text
from conversations.reading import read_choice
from conversations.talk import Conversation, Talk, Unclear, register
from language.tokens import phrases

STRENGTH_LENGTH = 100
_PATIENCE = timedelta(
    days=1
)  # gone before the middle of the week, whose question it must not stand in the way of

GOOD_AT = text("strength-good-at", STRENGTH_LENGTH, optional=True, something=True, patience=_PATIENCE)
GOT_THROUGH = text("strength-got-through", STRENGTH_LENGTH, optional=True, something=True, patience=_PATIENCE)
OTHERS_SAY = text("strength-others-say", STRENGTH_LENGTH, optional=True, something=True, patience=_PATIENCE)
STRENGTHS: dict[str, Question[str]] = {one.id: one for one in (GOOD_AT, GOT_THROUGH, OTHERS_SAY)}
"""The ways of asking for a strength, in the order in which they are asked."""

ONE_MORE = line("small-one-more")
STRENGTH_KEPT = line("strength-kept")
STRENGTH_SKIPPED = line("strength-skipped")
# A hard week: the words as they were said, and what they were an answer to.
GIVEN_BACK = {one: line(f"{one}-back", "words") for one in STRENGTHS}


class Barrier(StrEnum):
    """What may be in somebody's way."""

    HOUSING = "housing"
    WORK = "work"
    MONEY = "money"
    HEALTH = "health"
    PAPERS = "papers"
    FAMILY = "family"
    TRAVEL = "travel"
    OTHER = "other"
    NONE = "none"


# Where there may be places that help; the word is what one texts behind RESOURCES.
HELPED_BY = {
    Barrier.HOUSING: Need.HOUSING,
    Barrier.WORK: Need.WORK,
    Barrier.MONEY: Need.BENEFITS,
    Barrier.HEALTH: Need.HEALTH,
    Barrier.PAPERS: Need.PAPERS,
}
NEED_WORDS = {barrier: line(f"barrier-word-{barrier.value}") for barrier in HELPED_BY}
BARRIER_PLACES = line("barrier-places", "word")
BARRIER_KEPT = line("barrier-kept", "coordinator")
BARRIER_NONE = line("barrier-none")

_BARRIERS = {
    Barrier.HOUSING: (
        *("housing", "a place to live", "place to live", "home", "house", "rent", "apartment", "flat"),
        *("vivienda", "casa", "renta", "un lugar para vivir"),
    ),
    Barrier.WORK: ("work", "job", "a job", "jobs", "employment", "trabajo", "empleo", "chamba"),
    Barrier.MONEY: ("money", "cash", "debt", "debts", "bills", "dinero", "plata", "deudas"),
    Barrier.HEALTH: ("health", "my health", "salud", "mi salud"),
    Barrier.PAPERS: (
        *("papers", "id", "documents", "id and papers", "id and documents", "licence", "license"),
        *("papeles", "documentos", "identificacion"),
    ),
    Barrier.FAMILY: ("family", "my family", "kids", "my kids", "familia", "mi familia", "hijos", "mis hijos"),
    Barrier.TRAVEL: (
        *("travel", "transport", "transportation", "getting around", "the bus", "a ride"),
        *("transporte", "moverme", "el transporte"),
    ),
    Barrier.OTHER: ("something else", "other", "another thing", "otra cosa", "otro"),
    Barrier.NONE: (
        "nothing",
        "none",
        "nothing now",
        "nothing just now",
        "por ahora nada",
        "nada por ahora",
        "no barriers",
        "nada",
        "ninguna",
        "ninguno",
        "no nada",
    ),
}
BARRIER = choice("barrier", Barrier, _BARRIERS, patience=_PATIENCE)
_TABLE = phrases(_BARRIERS)


def which_barrier(words: str, language: str) -> Barrier | None:
    """What a text names as being in the way."""
    found = read_choice(words, language, tuple(Barrier), _TABLE)
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked a small question: which, and the id under which the answer is kept.

    `wanted`: they asked for it themselves.
    """

    question: str
    kept_as: str
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class Strength:
    """A strength in their own words, or "" where they would rather not say."""

    kept_as: str
    words: str


async def strength(talk: Talk, person: Asked) -> Strength:
    """Ask for a strength in one of the ways there are."""
    await talk.say(ONE_MORE)
    try:
        words = await talk.ask(STRENGTHS[person.question])
    except Unclear:
        words = ""
    await talk.say(STRENGTH_KEPT if words else STRENGTH_SKIPPED)
    return Strength(person.kept_as, words)


@dataclass(frozen=True, slots=True)
class InTheWay:
    """What is in their way; None where that could not be read."""

    kept_as: str
    barrier: Barrier | None


async def barrier(talk: Talk, person: Asked) -> InTheWay:
    """Ask what is in the way."""
    if not person.wanted:
        await talk.say(ONE_MORE)
    try:
        found = await talk.ask(BARRIER)
    except Unclear:
        await talk.say(STRENGTH_SKIPPED)
        return InTheWay(person.kept_as, None)
    return InTheWay(person.kept_as, found)


STRENGTH = register(Conversation("strength", 1, Asked, strength))
IN_THE_WAY = register(Conversation("barrier", 1, Asked, barrier))

# Nobody is reminded of a small question, nor of a list they keep for themselves.
SMALL = frozenset({"strength", "barrier"})
