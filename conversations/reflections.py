"""Reflections: one question a week for a mentor to think over, at a time of their own, if they want it.

Nine themes of five questions each, from beginnings to endings, in the order of the themes. What is written
stays with the writer: it is kept in this conversation and noted nowhere (`kept_apart`), unless they send it
to their coordinator. A question that may hurt says to take a break, and whom to call. None says on a locked
screen what the programme is about. There is no reminder, and skipping is as good as writing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from conversations.addressing import greets, said_to_somebody
from conversations.lines import line, pick, variants
from conversations.questions import WeekdayTime, text, when, yes_no
from conversations.talk import Conversation, Talk, Unclear, register

# Events that are noted, without any words. A question that was put stands as ASKED and its id.
ASKED = "reflection-"
BEGUN = "reflections-begun"  # they want one a week
OVER = "reflections-over"  # that was the last question of a round
WROTE = "reflection-kept"
SENT = "reflection-sent"  # to their coordinator, by their own word

# Conversations that remind of nothing: whoever does not answer is left in peace.
UNHURRIED = frozenset({"reflection", "reflect_weekly", "lesson", "circle", "wellbeing", "pulse"})
LEFT_ALONE_AFTER = 3  # questions in a row without an answer
REFLECTION_LENGTH = 5000  # more than any channel brings in one message
_A_THEME = 5
_WAYS = 5


class Theme(StrEnum):
    """What a question is about. A programme may leave themes out."""

    BEGINNINGS = "beginnings"
    JUSTICE = "justice"
    THEORY = "theory"
    IDENTITY = "identity"
    CONFIDENCE = "confidence"
    APPROACH = "approach"
    CHANGE = "change"
    POWER = "power"
    ENDINGS = "endings"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question: its id (for ever: it is noted that it was asked), its theme, and whether it may hurt."""

    id: str
    theme: Theme
    tender: bool

    @property
    def wording(self) -> str:
        """The wording id of its sentence."""
        return f"reflection-{self.id}"


# Which questions of a theme may hurt; in doubt it is one of these.
_TENDER = {
    Theme.BEGINNINGS: (2, 4),
    Theme.JUSTICE: (1, 2, 3, 4),
    Theme.IDENTITY: (1, 2, 4),
    Theme.CONFIDENCE: (3,),
    Theme.APPROACH: (4,),
    Theme.CHANGE: (2, 5),
    Theme.POWER: (2, 5),
    Theme.ENDINGS: (1, 3),
}
PROMPTS = tuple(
    Prompt(f"{theme.value}-{number}", theme, number in _TENDER.get(theme, ()))
    for theme in Theme
    for number in range(1, _A_THEME + 1)
)
"""Every question, in the order in which they come."""
_BY_ID = {prompt.id: prompt for prompt in PROMPTS}
for _theme in Theme:
    variants(f"reflection-{_theme.value}", _A_THEME)

CARE = variants("reflection-care", _WAYS, "support")
CARE_PERSON = line("reflection-care-person", "coordinator")  # where no line to call is known
KEPT = variants("reflection-kept", _WAYS, "coordinator")
KEPT_DOUBT = line("reflection-kept-doubt", "coordinator")
SKIPPED = variants("reflection-skipped", _WAYS)
SHARED = line("reflection-shared", "readers")
NOTHING_TO_SHARE = line("reflection-nothing-to-share")
LAST = line("reflection-last", "name")
LEFT_ALONE = line("reflection-left-alone", "name")

NOT_NOW = line("reflect-not-now")
HOW = line("reflect-how", "coordinator")
AGREED = line("reflect-agreed", "when")
NO_TIME = line("reflect-no-time")
ALREADY = line("reflect-already", "when")
OFF = line("reflect-off")

REFLECTION = text("reflection", REFLECTION_LENGTH, optional=True, patience=timedelta(days=3))
REFLECT_WEEKLY = yes_no("reflect-weekly", variables=["name"])
REFLECT_WHEN = when("reflect-when")


def next_prompt(asked: Collection[str], left_out: Collection[str]) -> Prompt | None:
    """The first question that was not asked yet, in this round; none: that was the last.

    Args:
        asked: the ids of those that were.
        left_out: the themes that this programme leaves out.
    """
    return next((one for one in PROMPTS if one.id not in asked and one.theme.value not in left_out), None)


@dataclass(frozen=True, slots=True)
class Thinker:
    """Who is asked.

    Attributes:
        prompt: the id of the question.
        coordinator: whom SHARE sends it to; the first name.
        support: who answers at any hour where they are, as in "call or text 988"; "" if that is not known.
        variant: counts up from week to week.
    """

    prompt: str
    coordinator: str
    support: str = ""
    variant: int = 0


@dataclass(frozen=True, slots=True)
class Reflected:
    """Whether they wrote something. What it was stays in the conversation."""

    wrote: bool


async def reflect(talk: Talk, person: Thinker) -> Reflected:
    """Ask one question; whatever is written, or nothing, is fine."""
    prompt = _BY_ID[person.prompt]
    await talk.say(prompt.wording)
    if prompt.tender and person.support:
        await talk.say(pick(CARE, person.variant), support=person.support)
    elif prompt.tender:
        await talk.say(CARE_PERSON, coordinator=person.coordinator)
    words = await talk.ask(REFLECTION)
    if not words:
        await talk.say(pick(SKIPPED, person.variant))
        return Reflected(False)
    await say_kept(talk, person, words)
    return Reflected(True)


async def say_kept(talk: Talk, person: Thinker, words: str) -> None:
    """That it is theirs; where it may have been meant for somebody, also how it gets to them."""
    if said_to_somebody(words) or greets(words) or words.endswith("?"):
        await talk.say(KEPT_DOUBT, coordinator=person.coordinator)
    else:
        await talk.say(pick(KEPT, person.variant), coordinator=person.coordinator)


@dataclass(frozen=True, slots=True)
class Invited:
    """A mentor who may want a question a week; `asked_for`: they have said so already."""

    name: str
    coordinator: str
    asked_for: bool = False


@dataclass(frozen=True, slots=True)
class Weekly:
    """When the question comes; None: it does not."""

    at: WeekdayTime | None


async def reflect_weekly(talk: Talk, person: Invited) -> Weekly:
    """Offer it in one line, and settle the time. A yes is asked for once."""
    if not person.asked_for and not await talk.ask(REFLECT_WEEKLY, name=person.name):
        await talk.say(NOT_NOW)
        return Weekly(None)
    await talk.say(HOW, coordinator=person.coordinator)
    try:
        at = await talk.ask(REFLECT_WHEN)
    except Unclear:
        await talk.say(NO_TIME)
        return Weekly(None)
    await talk.say(AGREED, when=at)
    return Weekly(at)


WEEKLY = register(Conversation("reflect_weekly", 1, Invited, reflect_weekly))
REFLECT = register(Conversation("reflection", 1, Thinker, reflect))
