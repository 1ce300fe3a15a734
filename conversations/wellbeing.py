"""Once a month, two questions to a mentor about themselves: how heavy it felt, and what would help.

They are told first who sees the answers. Mentees never do; the desk sees both, and on its first page only
what `rules.burnout` makes of the number.
"""

from dataclasses import dataclass
from datetime import timedelta

from conversations.lines import line
from conversations.plain import Json, Unreadable
from conversations.questions import read_by, text
from conversations.reading import read_scale
from conversations.talk import Conversation, NoReply, Talk, Unclear, register

EVERY_WEEKS = 4
_LEAST, _MOST = 1, 5
_A_LOT = 4

HELLO = line("wellbeing-hello", "name", "programme")
THANKS = line("wellbeing-thanks", "coordinator")
A_LOT = line("wellbeing-a-lot", "signposts")


def read_heavy(reply: str, language: str) -> tuple[str, str] | None:
    """A number from 1 to 5. Words for a mood are none here: "awful" is much, and would be read as little."""
    found = read_scale(reply, language, 0, _MOST)
    return None if found is None or found[0] < _LEAST else (str(found[0]), found[1])


def load_heavy(stored: Json) -> str:
    """The number that was stored.

    Raises:
        Unreadable: it is none.
    """
    if isinstance(stored, str) and stored.isdecimal() and _LEAST <= int(stored) <= _MOST:
        return stored
    raise Unreadable("how heavy it felt is a number from 1 to 5")


HEAVY = read_by("wellbeing-heavy", read_heavy, load_heavy, patience=timedelta(days=3), reminds=False)
HELP = text("wellbeing-help", 300, optional=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """A mentor who is asked.

    Attributes:
        name: theirs.
        programme: whose team sees the answers.
        coordinator: who reads them.
        signposts: whom to call at any hour.
    """

    name: str
    programme: str
    coordinator: str
    signposts: str


@dataclass(frozen=True, slots=True)
class Wellbeing:
    """How heavy it felt, from 1 to 5 (0: not said), and what would help ("" for nothing)."""

    heavy: int
    helps: str


async def wellbeing(talk: Talk, mentor: Asked) -> Wellbeing:
    """Ask both. Silence is an answer, and nobody is reminded."""
    await talk.say(HELLO, name=mentor.name, programme=mentor.programme)
    try:
        number = await talk.ask(HEAVY)
    except (NoReply, Unclear):
        return Wellbeing(0, "")
    try:
        helps = await talk.ask(HELP)
    except (NoReply, Unclear):
        helps = ""
    heavy = int(number)
    if heavy >= _A_LOT:
        await talk.say(A_LOT, signposts=mentor.signposts)
    await talk.say(THANKS, coordinator=mentor.coordinator)
    return Wellbeing(heavy, helps)


WELLBEING = register(Conversation("wellbeing", 1, Asked, wellbeing))
