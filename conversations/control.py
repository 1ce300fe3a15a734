"""What people settle about the messages themselves: rest, the time, the language, where to find help.

Each is a question or none at all: whoever says it in one text ("PAUSE 2 weeks") is not asked. What they
decided is an intent; `handlers` apply it to things as they are then, and confirm it in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from conversations.hours import WeekdayTime
from conversations.lines import line
from conversations.pausing import OPEN, load_rest, read_rest
from conversations.questions import choice, read_by, when
from conversations.reading import read_choice
from conversations.talk import Conversation, Talk, Unclear, register
from conversations.vocabulary import AROUND_LANGUAGES
from language.tokens import phrases, tokens

# What there is to say without asking
HELP_MENTOR = line("help-mentor", "programme", "coordinator")
HELP_SHORT = line("help-short", "programme")  # where the names are too long for one text
HELP_MENTOR_SHORT = line("help-mentor-short", "programme")
WRONG_NUMBER = line("wrong-number", "programme")
DATE = line("date", "month", "day")
DATE_AND_YEAR = line("date-and-year", "month", "day", "year")
MONTHS = tuple(line(f"month-{number}") for number in range(1, 13))
DAYS = tuple(line(f"day-{number}") for number in range(7))
DATE_AND_TIME = line("date-time", "weekday", "day", "month", "clock")  # put together by `wording`

# --- rest ------------------------------------------------------------------------------------------

PAUSE_BEGUN = line("pause-begun")
PAUSED_UNTIL = line("paused-until", "date")
PAUSED_OPEN = line("paused-open")
PAUSE_OVER = line("pause-over", "name")

# Somebody who wants quiet gets it, however they put it.
PAUSE_FOR = read_by("pause-for", read_rest, load_rest, default=OPEN)


@dataclass(frozen=True, slots=True)
class Rester:
    """Somebody who wants quiet. It has begun when this is asked."""

    name: str


@dataclass(frozen=True, slots=True)
class Pausing:
    """For how long: see `pausing.read_rest`."""

    rest: str


async def pause(talk: Talk, person: Rester) -> Pausing:
    """Ask only how long; never why."""
    await talk.say(PAUSE_BEGUN)
    return Pausing(await talk.ask(PAUSE_FOR))


# --- the time ----------------------------------------------------------------------------------------

TIME_QUIET = line("time-quiet")
TIME_KEPT = line("time-kept")
TIME_MOVED = line("time-moved", "when")
NEW_TIME = when("new-time")
_TRIES = 2


@dataclass(frozen=True, slots=True)
class Timer:
    """When nothing unasked-for is sent where they are ("HH:MM"), and what they asked for."""

    quiet_start: str
    quiet_end: str
    night: bool = False  # they named a time of night


@dataclass(frozen=True, slots=True)
class Timing:
    """The day and time that suit; None: it stays as it is."""

    at: WeekdayTime | None


def is_quiet(at: WeekdayTime, start: str, end: str) -> bool:
    """Whether that time of day is in the quiet hours."""
    clock, begins, ends = time(at.hour, at.minute), time.fromisoformat(start), time.fromisoformat(end)
    return begins <= clock < ends if begins <= ends else clock >= begins or clock < ends


async def change_time(talk: Talk, person: Timer) -> Timing:
    """Ask for a day and a time outside the quiet hours."""
    if person.night:
        await talk.say(TIME_QUIET)
    for attempt in range(1, _TRIES + 1):
        try:
            at = await talk.ask(NEW_TIME, about=attempt)
        except Unclear:
            break
        if not is_quiet(at, person.quiet_start, person.quiet_end):
            return Timing(at)
        if attempt < _TRIES:
            await talk.say(TIME_QUIET)
    await talk.say(TIME_KEPT)
    return Timing(None)


# --- the language --------------------------------------------------------------------------------------


class Tongue(StrEnum):
    """The languages there are."""

    US = "en-US"
    GB = "en-GB"
    ES = "es"


LANGUAGE_SET = line("language-set")
_TONGUES = {
    Tongue.US: ("english us", "us english", "american english", "american", "us", "ingles americano", "usa"),
    Tongue.GB: ("english uk", "uk english", "british english", "british", "uk", "ingles britanico"),
    Tongue.ES: ("spanish", "espanol", "castellano", "es", "spanish please", "espanol por favor"),
}
_ENGLISH = frozenset({"english", "ingles"})
_SPANISH = frozenset({"spanish", "espanol", "castellano"})
TONGUE = choice("language", Tongue, _TONGUES)
_TABLE = phrases(_TONGUES)


def which_language(text: str, country: str) -> Tongue | None:
    """The language a text names and nothing else; plain "English" is that of the country."""
    words = [word for segment in tokens(text) for word in segment if word not in AROUND_LANGUAGES]
    if words and set(words) <= _ENGLISH:
        return Tongue.GB if country == "GB" else Tongue.US
    found = _TABLE.find(words)
    return found[0][0] if len(found) == 1 else None


def named_language(text: str, country: str) -> Tongue | None:
    """The one language that is named among other words ("do you speak Spanish?")."""
    words = {word for segment in tokens(text) for word in segment}
    english, spanish = bool(words & _ENGLISH), bool(words & _SPANISH)
    if english == spanish:
        return None
    return which_language("english", country) if english else Tongue.ES


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who wants another language."""

    name: str


@dataclass(frozen=True, slots=True)
class Speaking:
    """The language they chose."""

    language: Tongue


async def change_language(talk: Talk, person: Speaker) -> Speaking:
    """Ask which language."""
    return Speaking(await talk.ask(TONGUE))


# --- places that help ------------------------------------------------------------------------------------


class Need(StrEnum):
    """What a place may help with."""

    HOUSING = "housing"
    WORK = "work"
    HEALTH = "health"
    TREATMENT = "treatment"
    BENEFITS = "benefits"
    PAPERS = "papers"
    FOOD = "food"


_NEEDS = {
    Need.HOUSING: (
        *(
            "housing",
            "a place to live",
            "place to live",
            "home",
            "house",
            "rent",
            "shelter",
            "hostel",
            "hostels",
            "shelters",
            "apartment",
            "flat",
        ),
        *("vivienda", "casa", "renta", "techo", "un lugar para vivir", "donde vivir", "albergue"),
    ),
    Need.WORK: (
        "work",
        "job",
        "jobs",
        "a job",
        "employment",
        "training",
        "work or training",
        "trabajo",
        "trabajo o cursos",
        "empleo",
        "chamba",
    ),
    Need.HEALTH: (
        "health",
        "doctor",
        "a doctor",
        "dentist",
        "clinic",
        "salud",
        "medico",
        "dentista",
        "clinica",
    ),
    Need.TREATMENT: (
        *("support", "support groups", "support group", "a group", "groups", "meetings", "staying well"),
        *("apoyo", "grupos", "grupo", "grupos de apoyo", "grupo de apoyo", "reuniones"),
    ),
    Need.BENEFITS: ("benefits", "money", "food stamps", "snap", "ebt", "ayudas", "beneficios", "dinero"),
    Need.FOOD: (
        *(
            "food",
            "food bank",
            "food banks",
            "foodbank",
            "food pantry",
            "pantry",
            "soup kitchen",
            "groceries",
        ),
        *("comida", "comedor", "comedores", "banco de comida", "banco de alimentos", "despensa", "alimentos"),
    ),
    Need.PAPERS: (
        "papers",
        "id",
        "documents",
        "licence",
        "license",
        "papeles",
        "documentos",
        "identificacion",
    ),
}
NEED = choice("need", Need, _NEEDS)
_NEED_TABLE = phrases(_NEEDS)


def which_need(text: str, language: str) -> Need | None:
    """The need a text names."""
    found = read_choice(text, language, tuple(Need), _NEED_TABLE)
    return found[0] if found else None


def need_called(words: Sequence[str]) -> Need | None:
    """The one need that these words are a name of, with no other word among them."""
    found = _NEED_TABLE.find(list(words))
    named = {need for need, _ in found}
    return named.pop() if len(named) == 1 else None


PAUSE = register(Conversation("pause", 1, Rester, pause))
TIME = register(Conversation("time", 1, Timer, change_time))
LANGUAGE = register(Conversation("language", 1, Speaker, change_language))
