"""Self-care: a promise to oneself, a reminder at a time one chose, and a look back.

For mentors as much as for mentees. A promise that was not kept is nobody's fault; it may be
kept, changed or dropped.
"""

from dataclasses import dataclass
from enum import StrEnum

from conversations.lines import line, variants
from conversations.questions import WeekdayTime, choice, text, when
from conversations.step_words import DONE_WORDS, NOT_YET_WORDS, PARTLY_WORDS
from conversations.talk import Conversation, Talk, Unclear, register

PROMISE_LENGTH = 100

OFFER = line("self-care-offer", "name")
PROMISED = line("self-care-promised", "promise", "when")
PROMISED_WITHOUT_TIME = line("self-care-promised-without-time", "promise")
NOT_NOW = line("self-care-not-now")
LOOK_BACK_HELLO = line("look-back-hello", "name")
KEPT = variants("look-back-kept", 2)
NOT_KEPT = variants("look-back-not-kept", 2)
GOES_ON = line("look-back-goes-on", "promise")
CHANGED = line("look-back-changed", "promise")
DROPPED = line("look-back-dropped")


class Kept(StrEnum):
    """What became of a promise."""

    YES = "yes"
    PARTLY = "partly"
    NOT_THIS_TIME = "not_this_time"


class Onward(StrEnum):
    """What happens with a promise now."""

    KEEP = "keep"
    CHANGE = "change"
    DROP = "drop"


PROMISE = text("promise", PROMISE_LENGTH, optional=True, something=True)
PROMISE_WHEN = when("promise-when")
PROMISE_WENT = choice(
    "promise-went",
    Kept,
    {
        Kept.YES: (*DONE_WORDS, "kept it", "i kept it", "every time"),
        Kept.PARTLY: (*PARTLY_WORDS, "sometimes", "once or twice", "a veces"),
        Kept.NOT_THIS_TIME: NOT_YET_WORDS,
    },
    variables=["promise"],
)
PROMISE_ONWARD = choice(
    "promise-onward",
    Onward,
    {
        Onward.KEEP: (
            "keep",
            "keep it",
            "keep going",
            "same",
            "the same",
            "yes",
            "seguir",
            "sigo",
            "igual",
            "lo mismo",
        ),
        Onward.CHANGE: (
            "change",
            "change it",
            "new",
            "new one",
            "different",
            "cambiar",
            "cambiarla",
            "otra",
            "otra cosa",
        ),
        Onward.DROP: ("drop", "drop it", "let it go", "leave it", "dejar", "dejarla", "dejarlo", "ya no"),
    },
)
NEW_PROMISE = text("new-promise", PROMISE_LENGTH, optional=True, something=True)


@dataclass(frozen=True, slots=True)
class Carer:
    """Who makes a promise."""

    name: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise in their own words ("" for not now), and when to remind; None: no time was settled."""

    promise: str
    at: WeekdayTime | None


async def self_care(talk: Talk, person: Carer) -> Promise:
    """Offer a promise to oneself and a weekly reminder."""
    await talk.say(OFFER, name=person.name)
    return await make_promise(talk)


async def make_promise(talk: Talk) -> Promise:
    """The two questions of a promise; the mentors' welcome asks them too."""
    promise = await talk.ask(PROMISE)
    if not promise:
        await talk.say(NOT_NOW)
        return Promise("", None)
    try:
        at = await talk.ask(PROMISE_WHEN)
    except Unclear:
        await talk.say(PROMISED_WITHOUT_TIME, promise=promise)
        return Promise(promise, None)
    await talk.say(PROMISED, promise=promise, when=at)
    return Promise(promise, at)


@dataclass(frozen=True, slots=True)
class Promiser:
    """Who looks back, and on what; `variant` counts up."""

    name: str
    promise: str
    variant: int = 0


@dataclass(frozen=True, slots=True)
class LookBack:
    """How it went, what happens now, and the promise that stands ("" once dropped)."""

    went: Kept
    onward: Onward
    promise: str


async def look_back(talk: Talk, person: Promiser) -> LookBack:
    """How did the promise go, and should it stay."""
    await talk.say(LOOK_BACK_HELLO, name=person.name)
    went = await talk.ask(PROMISE_WENT, promise=person.promise)
    ways = NOT_KEPT if went is Kept.NOT_THIS_TIME else KEPT
    await talk.say(ways[person.variant % len(ways)])
    onward = await talk.ask(PROMISE_ONWARD)
    if onward is Onward.DROP:
        await talk.say(DROPPED)
        return LookBack(went, onward, "")
    if onward is Onward.CHANGE:
        promise = await talk.ask(NEW_PROMISE)
        if promise:
            await talk.say(CHANGED, promise=promise)
            return LookBack(went, onward, promise)
    await talk.say(GOES_ON, promise=person.promise)
    return LookBack(went, Onward.KEEP, person.promise)


SELF_CARE = register(Conversation("self_care", 1, Carer, self_care))
LOOK_BACK = register(Conversation("look_back", 1, Promiser, look_back))
