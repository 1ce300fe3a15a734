"""What somebody writes down for themselves for hard days: what makes them harder, what helps, who is
there when.

Only where they ask for it by its word; no text of ours that comes unasked names it or says that it is
there. Each answer counts at once and replaces the one before; `handlers.deciding.own_plan` keeps it. The
words are theirs: they stand in no record, and staff read them only where the person says so. What sounds
like danger goes to a person first, as ever.
"""

import contextlib
from dataclasses import dataclass
from enum import StrEnum

from conversations import phrases
from conversations.addressing import words_of
from conversations.lines import line
from conversations.questions import text, yes_no
from conversations.talk import Conversation, Talk, Unclear, register

LENGTH = 140

INTRO = line("own-plan-intro")
KEPT = line("own-plan-kept")
KEPT_NONE = line("own-plan-kept-none")
EMPTY = line("own-plan-empty")
HEAD = line("own-plan-head")
HOW_TO_CHANGE = line("own-plan-how-to-change")
SHOWN = line("own-plan-shown", "readers")
HIDDEN = line("own-plan-hidden")
GONE = line("own-plan-gone")
HELPED_BEFORE = line("own-plan-helped-before", "words")
THEIR_PLAN = line("own-plan-their-plan", "words")
NO_BLAME = line("own-plan-no-blame", "name", "seen", "options")
NO_BLAME_ALONE = line("own-plan-no-blame-alone", "name", "seen")

RECORD = line("record-own-plan")
RECORD_SHOWN = line("record-own-plan-shown")

HARDER = text("own-harder", LENGTH, optional=True, something=True)
HELPED = text("own-helped", LENGTH, optional=True, something=True)
FIRST = text("own-first", LENGTH, optional=True, something=True)
GROUPS = text("own-groups", LENGTH, optional=True, something=True)
SHOW = yes_no("own-show", variables=["readers"])

PARTS = (HARDER, HELPED, FIRST, GROUPS)
PART_LINES = {part.id: line(f"{part.id}-part", "words") for part in PARTS}


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who writes down what helps.

    Attributes:
        readers: who would read it, if they agree; "" where that was asked before.
        first: whether there is nothing yet.
    """

    readers: str = ""
    first: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """It stands. What was said is kept already."""


async def write(talk: Talk, person: Writer) -> Written:
    """Four small questions, each of which may be skipped; whether staff may read it, once."""
    if person.first:
        await talk.say(INTRO)
    said = [await talk.ask(part) for part in PARTS]
    anything = any(said) or not person.first
    if anything and person.readers:
        with contextlib.suppress(Unclear):  # only a plain yes shows it
            await talk.ask(SHOW, readers=person.readers)
    await talk.say(KEPT if anything else KEPT_NONE)
    return Written()


@dataclass(frozen=True, slots=True)
class PlanShower:
    """Somebody who thinks of showing it, and to whom."""

    readers: str


@dataclass(frozen=True, slots=True)
class PlanShowing:
    """Whether staff may read it."""

    shown: bool


async def show(talk: Talk, person: PlanShower) -> PlanShowing:
    """Ask whether staff may read it."""
    return PlanShowing(await talk.ask(SHOW, readers=person.readers))


OWN_PLAN = register(Conversation("own_plan", 1, Writer, write))
OWN_PLAN_SHOW = register(Conversation("own_plan_show", 1, PlanShower, show))


# --- a word behind it
# -----------------------------------------------------------------------------------------


class OwnOrder(StrEnum):
    """What is to be done with it."""

    CHANGE = "change"
    SHOW = "show"
    HIDE = "hide"
    OFF = "off"


_ORDERS = {
    OwnOrder.CHANGE: "change edit update add cambiar cambia agregar anadir",
    OwnOrder.SHOW: "show share mostrar muestra compartir",
    OwnOrder.HIDE: "hide private ocultar oculta privado privada",
    OwnOrder.OFF: "off delete remove no borrar borra quitar",
}
_WORD = {word: order for order, words in _ORDERS.items() for word in words.split()}


def read_own_order(rest: str) -> OwnOrder | None:
    """What stands behind the word; None where it is anything else."""
    said = words_of(rest)
    return _WORD.get(said[0]) if len(said) == 1 else None


# --- a slip, in somebody's own words
# --------------------------------------------------------------------------

# What the screening for danger does not look for, as it may be said of anything; heard only from people who
# keep this.
_SLIP = phrases.whole("slip")
_MOST_WORDS = 14


def tells_of_a_slip(text_of_theirs: str) -> bool:
    """Whether somebody who keeps a plan says with these words alone that they slipped; in doubt not."""
    said = words_of(text_of_theirs)
    if not 0 < len(said) <= _MOST_WORDS or "?" in text_of_theirs:
        return False
    return _SLIP.fullmatch("".join(f"{word} " for word in said)) is not None
