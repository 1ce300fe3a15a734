"""The circle: one question to all mentors of a programme, and what they answer given back without names.

A mentor may skip it, or answer for the programme alone. What others get to read is chosen by the programme's
lead among the answers whose writers agreed; nobody is named, and nobody is reminded.
"""

import contextlib
from dataclasses import dataclass
from datetime import timedelta

from conversations.lines import line
from conversations.questions import text, yes_no
from conversations.talk import Conversation, Talk, Unclear, register

QUESTION_LENGTH, ANSWER_LENGTH = 120, 200
_WAITS = timedelta(days=3)

ASKS = line("circle-asks", "words")
SKIPPED = line("circle-skipped")
SHARED = line("circle-shared")
NOT_SHARED = line("circle-not-shared", "coordinator")
BACK = line("circle-back", "words")
ONE = line("circle-one", "words")

SAYS = text("circle-says", ANSWER_LENGTH, optional=True, patience=_WAITS)
MAY_SHARE = yes_no("circle-may-share", patience=_WAITS)


@dataclass(frozen=True, slots=True)
class Asked:
    """A mentor who is asked: which question, its words, and who reads the answer."""

    question_id: str
    words: str
    coordinator: str


@dataclass(frozen=True, slots=True)
class Told:
    """What they said, and whether the other mentors may read it; "" where they skipped it."""

    question_id: str
    words: str
    may_share: bool


async def circle(talk: Talk, person: Asked) -> Told:
    """Ask once; share only on a plain yes."""
    await talk.say(ASKS, words=person.words)
    words = await talk.ask(SAYS)
    if not words:
        await talk.say(SKIPPED)
        return Told(person.question_id, "", False)
    may_share = False
    with contextlib.suppress(Unclear):
        may_share = await talk.ask(MAY_SHARE)
    if may_share:
        await talk.say(SHARED)
    else:
        await talk.say(NOT_SHARED, coordinator=person.coordinator)
    return Told(person.question_id, words, may_share)


CIRCLE = register(Conversation("circle", 1, Asked, circle))
