"""Several goals, and which of them is meant: by its number, or because the words are the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from conversations.goal_orders import number_word
from conversations.goals_reached import same_thing
from conversations.plain import Json, Unreadable
from conversations.questions import read_by
from conversations.reading import read_text

_SHOWN = 36  # letters of each goal where several are listed
_AROUND_A_NUMBER = "number num no the goal one i think numero la el meta de es a my mi for para it its"
_AROUND = frozenset(_AROUND_A_NUMBER.split())


@dataclass(frozen=True, slots=True)
class Listed:
    """An open goal, in a list."""

    id: str
    number: int
    text: str


def listing(goals: Sequence[Listed]) -> str:
    """Each goal with its number."""
    return ", ".join(f'{one.number} "{_short(one.text)}"' for one in goals)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 2].rstrip() + ".."


def numbered(goals: Sequence[Listed], number: str) -> Listed | None:
    """The goal with that number, as `read_number` read it."""
    return next((one for one in goals if str(one.number) == number), None)


def meant(goals: Sequence[Listed], words: str) -> Listed | None:
    """The one goal that these words are about; None where it is none of them, or could be several."""
    found = [one for one in goals if same_thing(one.text, words)]
    return found[0] if len(found) == 1 else None


def read_number(reply: str, _language: str) -> tuple[str, str] | None:
    """A number, with nothing but small words beside it; "" where it is none of them."""
    said = re.findall(r"[^\W_]+", reply.casefold())
    numbers = {found for word in said if (found := number_word(word))}
    if len(numbers) == 2 and said[-1] == "one":  # "the second one"
        numbers.discard(1)
    if len(numbers) == 1 and all(number_word(word) or word in _AROUND for word in said):
        return str(numbers.pop()), ""
    skipped = read_text(reply, 40, optional=True)
    return ("", "") if skipped is not None and not skipped[0] else None


def _load(stored: Json) -> str:
    if isinstance(stored, str) and (not stored or stored.isdecimal()):
        return stored
    raise Unreadable("which goal is meant is said by its number")


STEP_GOAL = read_by("step-goal", read_number, _load, variables=["step", "listed"])
WHICH = read_by("goal-which", read_number, _load, variables=["listed"])
