"""The kit: a short list of people to turn to, which somebody makes and keeps for themselves.

One small question at a time, and only where they ask for it. Each answer counts at once, so that a list left
half-way is there all the same; `handlers.deciding.kit` keeps it. The words are theirs: they stand in no
record, and staff read them only where the person says so.
"""

import contextlib
import re
from dataclasses import dataclass
from enum import StrEnum

from conversations.addressing import plainly_spoken_of, words_of
from conversations.lines import line
from conversations.plain import Json, Unreadable
from conversations.questions import read_by, text, yes_no
from conversations.reading import read_text
from conversations.talk import Conversation, Talk, Unclear, register

ROOM = 6  # people in a kit: more is no short list
WHO_LENGTH, HELPS_LENGTH, REACH_LENGTH = 40, 100, 80
_WHO_WORDS = 5

INTRO = line("kit-intro")
KEPT = line("kit-kept")
KEPT_NONE = line("kit-kept-none")
HEAD = line("kit-head")
ENTRY = line("kit-entry", "number", "who")
ENTRY_MORE = line("kit-entry-more", "number", "who", "more")
HOW_TO_CHANGE = line("kit-how-to-change")
FULL = line("kit-full", "number")
WHICH = line("kit-which")
REMOVED = line("kit-removed", "who")
CHANGED = line("kit-changed")
SHOWN = line("kit-shown", "readers")
HIDDEN = line("kit-hidden")
EMPTY = line("kit-empty")
OFFER = line("kit-offer")

_DETERMINER = frozenset(
    {"my", "the", "a", "our", "his", "her", "mi", "mis", "el", "la", "los", "las", "un", "una"}
)


def read_who(reply: str, _language: str) -> tuple[str, str] | None:
    """Somebody, as one names them: a few words, and no sentence about them; "" for nobody now."""
    found = read_text(reply, WHO_LENGTH, optional=True)
    said = words_of(reply)
    if found is None or len(said) > _WHO_WORDS:
        return None
    if found[0] and said[0] not in _DETERMINER and plainly_spoken_of(said[1:]):
        return None  # "Terry can't come"
    return found


def _load_who(stored: Json) -> str:
    if isinstance(stored, str) and len(stored) <= WHO_LENGTH:
        return stored
    raise Unreadable(f"somebody in a kit has at most {WHO_LENGTH} characters")


WHO = read_by("kit-who", read_who, _load_who)
HELPS = text("kit-helps", HELPS_LENGTH, optional=True, something=True)
REACH = text("kit-reach", REACH_LENGTH, optional=True)
MORE = yes_no("kit-more")
SHOW = yes_no("kit-show", variables=["readers"])
NEW_WHO = read_by("kit-new-who", read_who, _load_who, variables=["who"])
NEW_HELPS = text("kit-new-helps", HELPS_LENGTH, optional=True)
NEW_REACH = text("kit-new-reach", REACH_LENGTH, optional=True)

# Which part of an entry each question fills.
PARTS = {"kit-who": "who", "kit-helps": "helps", "kit-reach": "reach"} | {
    "kit-new-who": "who",
    "kit-new-helps": "helps",
    "kit-new-reach": "reach",
}


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who adds to their kit.

    Attributes:
        readers: who would read it, if they agree; "" where that is not asked.
        room: how many more people there is room for.
        first: whether there is nobody in it yet.
    """

    readers: str
    room: int
    first: bool = True


@dataclass(frozen=True, slots=True)
class Built:
    """The kit stands. What was said is kept already."""


async def build(talk: Talk, person: Keeper) -> Built:
    """Ask for people one after another, and at the end whether staff may read the list."""
    if person.first:
        await talk.say(INTRO)
    anybody = not person.first
    for number in range(person.room):
        who = await talk.ask(WHO, about=number)
        if not who:
            break
        anybody = True
        await talk.ask(HELPS, about=number)
        await talk.ask(REACH, about=number)
        if number + 1 == person.room or not await talk.ask(MORE, about=number):
            break
    if anybody and person.readers:
        with contextlib.suppress(Unclear):  # only a plain yes shows it
            await talk.ask(SHOW, readers=person.readers)
    await talk.say(KEPT if anybody else KEPT_NONE)
    return Built()


@dataclass(frozen=True, slots=True)
class Changer:
    """Somebody who changes an entry of theirs: which, and its name as it stood."""

    entry: str
    who: str


@dataclass(frozen=True, slots=True)
class Changed:
    """The entry is changed. What was said is kept already."""


async def change(talk: Talk, person: Changer) -> Changed:
    """Ask for each part; one that is skipped stays."""
    await talk.ask(NEW_WHO, who=person.who)
    await talk.ask(NEW_HELPS)
    await talk.ask(NEW_REACH)
    await talk.say(CHANGED)
    return Changed()


@dataclass(frozen=True, slots=True)
class Shower:
    """Somebody who thinks of showing their kit, and to whom."""

    readers: str


@dataclass(frozen=True, slots=True)
class Showing:
    """Whether staff may read it."""

    shown: bool


async def show(talk: Talk, person: Shower) -> Showing:
    """Ask whether staff may read it."""
    return Showing(await talk.ask(SHOW, readers=person.readers))


KIT = register(Conversation("kit", 1, Keeper, build))
KIT_CHANGE = register(Conversation("kit_change", 1, Changer, change))
KIT_SHOW = register(Conversation("kit_show", 1, Shower, show))


# --- a word behind KIT --------------------------------------------------------------------------------------


class Order(StrEnum):
    """What is to be done with the kit."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    SHOW = "show"
    HIDE = "hide"


_ORDERS = {
    Order.ADD: "add new more another agregar anadir mas otra otro nueva nuevo",
    Order.CHANGE: "change edit update cambiar cambia corregir",
    Order.REMOVE: "remove delete drop sacar saca quitar quita borrar borra",
    Order.SHOW: "show share mostrar muestra compartir",
    Order.HIDE: "hide private ocultar oculta privado privada",
}
_WORD = {word: order for order, words in _ORDERS.items() for word in words.split()}
_NUMBER = re.compile(r"#?([1-9])")


def read_order(rest: str) -> tuple[Order, int] | None:
    """What stands behind KIT, with the number in the list (0 for none); None where it is anything else.

    Whom to add may stand there already ("KIT ADD my cousin"): they are asked for one by one all the same.
    """
    said = words_of(rest)
    if said and _WORD.get(said[0]) is Order.ADD:
        return Order.ADD, 0
    if not 1 <= len(said) <= 2 or said[0] not in _WORD:
        return None
    if len(said) == 1:
        return _WORD[said[0]], 0
    number = _NUMBER.fullmatch(said[1])
    return (_WORD[said[0]], int(number[1])) if number else None
