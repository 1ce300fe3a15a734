"""What is said and asked because two people walk together: how it goes, how it ends, what follows.

One short thing at a time, weeks apart. How it goes is never seen by the other of the two. Nobody is reminded
of any of it, and leaving it unanswered is an answer. What one says to the other in parting is read back and
passed on only for a yes.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from conversations.lines import line
from conversations.questions import choice, text, yes_no
from conversations.reading import read_scale
from conversations.talk import Conversation, Talk, Unclear, register

WORDS = 300
LOW = 2  # how it goes: what stands before a coordinator
# Until what comes next a week later: an answer that comes late must not be taken for words to the other.
_OPEN = timedelta(days=6)

# Said without asking
DAY = line("ending-day", "weekday", "day", "month")
TOLD_MENTEE = line("ending-told-mentee", "name", "other", "day", "coordinator")
TOLD_MENTOR = line("ending-told-mentor", "name", "other", "day", "coordinator")
TOLD_ANEW = line("ending-told-anew", "name", "other", "day", "coordinator")
GOES_ON = line("ending-goes-on", "name", "other", "coordinator")
ONWARD_MENTEE = line("ending-onward-mentee", "other", "day", "coordinator")
ONWARD_MENTOR = line("ending-onward-mentor", "other", "day", "coordinator")
CLOSED_MENTEE = line("ending-closed-mentee", "other", "coordinator")
CLOSED_MENTOR = line("ending-closed-mentor", "other", "coordinator")
LATE = line("ending-late", "other", "coordinator")

# In the conversations
REACHED = line("ending-reached", "words")
STEPS_DONE = line("ending-steps-done", "words")
LOOKED_BACK_KEPT = line("ending-looked-back")
FINE = line("ending-fine")
TRAINING_KEPT = line("ending-training-kept", "coordinator")
NOTHING_SENT = line("ending-nothing-sent")
NUMBER_IN_IT = line("ending-number-in-it", "coordinator")
FIT_KEPT = {weeks: line(f"fit-kept-{weeks}", "other", "coordinator") for weeks in (2, 6, 12)}
STAYS = {
    "weekly": line("after-weekly"),
    "monthly": line("after-monthly"),
    "quarterly": line("after-quarterly"),
    "none": line("after-none"),
}
GIVES_BACK = line("after-gives-back", "coordinator")
AFTER_THANKS = line("after-thanks")
READ_BY = line("after-read-by", "coordinator")
LEFT_CALL = line("left-call", "coordinator")
LEFT_THANKS = line("left-thanks")

# Said by a person at the desk, who sees them before they go
RESTS_MENTOR = line("match-rests-mentor", "name", "coordinator")
MOVED_AWAY_MENTEE = line("match-moved-away-mentee", "mentor", "coordinator")
MOVED_AWAY_MENTOR = line("match-moved-away-mentor", "name", "coordinator")
AFTER_A_LOSS = line("after-a-loss", "name", "coordinator", "support")
AFTER_A_LOSS_PERSON = line("after-a-loss-person", "name", "coordinator")

# On paper, once it has run its course: what anybody may read over a shoulder, and nothing of why
CERTIFICATE_TITLE = line("certificate-title")
CERTIFICATE_WORDS = line("certificate-words", "programme", "since", "until")
CERTIFICATE_THANKS = line("certificate-thanks")
CERTIFICATE_SIGNED = line("certificate-signed")


class Stay(StrEnum):
    """How often somebody wants to hear from us once their match is over."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    NONE = "none"


class Back(StrEnum):
    """What somebody would like to give back."""

    MENTOR = "mentor"
    HELP = "help"
    NOT_NOW = "not_now"


LOOKED_BACK = text("looked-back", WORDS, optional=True, patience=_OPEN)
TRAINING_NEED = text(
    "training-need", WORDS, optional=True, variables=["other", "coordinator"], patience=_OPEN
)
THANKS = text("parting-words", WORDS, optional=True, variables=["other"], patience=_OPEN)
THANKS_RIGHT = yes_no("parting-words-right", variables=["other", "words"], patience=_OPEN)
FITS = {
    weeks: text(f"fit-{weeks}", WORDS, optional=True, variables=["other", "coordinator"], patience=_OPEN)
    for weeks in (2, 6, 12)
}
STAY = choice(
    "stay-in-touch",
    Stay,
    {
        Stay.WEEKLY: (
            *("every week", "weekly", "as now", "same", "yes", "yes please", "keep going", "each week"),
            *("cada semana", "semanal", "igual", "lo mismo", "si", "todas las semanas", "como ahora"),
        ),
        Stay.MONTHLY: (
            *(
                "every month",
                "monthly",
                "each month",
                "month",
                "cada mes",
                "mensual",
                "al mes",
                "todos los meses",
            ),
        ),
        Stay.QUARTERLY: (  # no number in these: that is the number of an option
            *("a few times a year", "few times a year", "quarterly", "now and then", "every season"),
            *("unas veces al año", "de vez en cuando", "varias veces al año"),
        ),
        Stay.NONE: (
            *("not for now", "no", "none", "not now", "never", "no thanks", "no thank you", "nothing"),
            *("por ahora no", "no gracias", "ninguna", "nada", "ahora no", "nunca"),
        ),
    },
    variables=["name"],
    patience=_OPEN,
)
GIVE_BACK = choice(
    "give-back",
    Back,
    {
        Back.MENTOR: (
            *("become a mentor", "mentor", "be a mentor", "mentoring", "mentor somebody", "mentor someone"),
            *("ser mentor", "ser mentora", "acompañar", "acompañar a alguien"),
        ),
        Back.HELP: (
            *("help in another way", "help", "another way", "help out", "something else", "other"),
            *("ayudar", "ayudar de otra manera", "de otra manera", "otra cosa"),
        ),
        Back.NOT_NOW: (
            *("not now", "no", "not for now", "maybe later", "later", "no thanks", "not yet"),
            *("ahora no", "por ahora no", "luego", "mas adelante", "no gracias"),
        ),
    },
    patience=_OPEN,
)
LEFT_BETTER = text("left-better", WORDS, optional=True, variables=["name", "coordinator"], patience=_OPEN)
LEFT_TOUCH = yes_no("left-touch", variables=["coordinator"], patience=_OPEN)


@dataclass(frozen=True, slots=True)
class Parting:
    """Somebody whose match goes on, ends or has ended.

    Attributes:
        moment: the id under which it is kept that this was asked.
        name: theirs.
        other: whom they walk with.
        other_id: who that is.
        coordinator: who looks after them.
        goals: what they reached, in their words; "" for nothing.
        steps: the small steps they did, in their words.
        weeks: how long they walk together, where it is asked how it goes: 2, 6 or 12.
    """

    moment: str
    name: str
    other: str
    other_id: str
    coordinator: str
    goals: str = ""
    steps: str = ""
    weeks: int = 2


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What they take with them; "" for nothing said."""

    moment: str
    words: str


async def look_back(talk: Talk, person: Parting) -> LookedBack:
    """Give back what was reached, in their own words, and ask what they take with them."""
    if person.goals:
        await talk.say(REACHED, words=person.goals)
    if person.steps:
        await talk.say(STEPS_DONE, words=person.steps)
    words = await talk.ask(LOOKED_BACK)
    await talk.say(LOOKED_BACK_KEPT if words else FINE)
    return LookedBack(person.moment, words)


@dataclass(frozen=True, slots=True)
class TrainingNeed:
    """What would have helped a mentor to know; "" for nothing said."""

    moment: str
    words: str


async def training_need(talk: Talk, person: Parting) -> TrainingNeed:
    """Ask a mentor what would have helped."""
    words = await talk.ask(TRAINING_NEED, other=person.other, coordinator=person.coordinator)
    if words:
        await talk.say(TRAINING_KEPT, coordinator=person.coordinator)
    else:
        await talk.say(FINE)
    return TrainingNeed(person.moment, words)


@dataclass(frozen=True, slots=True)
class PartingWords:
    """What one says to the other in parting. `send`: they said yes to it; `held`: a person looks first."""

    moment: str
    other_id: str
    words: str
    send: bool
    held: bool = False


async def parting_words(talk: Talk, person: Parting) -> PartingWords:
    """Ask for a few words to the other; read them back; only a yes sends them."""
    words = await talk.ask(THANKS, other=person.other)
    if not words:
        await talk.say(FINE)
        return PartingWords(person.moment, person.other_id, "", False)
    if reaches_past_us(words):
        await talk.say(NUMBER_IN_IT, coordinator=person.coordinator)
        return PartingWords(person.moment, person.other_id, words, False, held=True)
    try:
        send = await talk.ask(THANKS_RIGHT, other=person.other, words=words)
    except Unclear:
        send = False
    if not send:
        await talk.say(NOTHING_SENT)
    return PartingWords(person.moment, person.other_id, words, send)


_WAYS_PAST_US = re.compile(r"@|https?:|www\.|\b\w+\.(?:com|net|org|me)\b", re.IGNORECASE)


def reaches_past_us(words: str) -> bool:
    """Whether words hold what may be a number or an address: a person looks before those are passed on."""
    digits = re.sub(r"[\s().\-+/]", "", words)
    return re.search(r"\d{6}", digits) is not None or _WAYS_PAST_US.search(words) is not None


@dataclass(frozen=True, slots=True)
class Fit:
    """How it goes, in their words, "" for nothing said; `score` 1 to 5, 0 where no number was meant."""

    moment: str
    words: str
    score: int


async def fit(talk: Talk, person: Parting) -> Fit:
    """Ask how it goes between the two."""
    words = await talk.ask(FITS[person.weeks], other=person.other, coordinator=person.coordinator)
    if not words:
        await talk.say(FINE)
        return Fit(person.moment, "", 0)
    await talk.say(FIT_KEPT[person.weeks], other=person.other, coordinator=person.coordinator)
    return Fit(person.moment, words, score(words))


def score(words: str) -> int:
    """The number somebody means, 1 to 5, as for how a week was; 0 where that is not sure."""
    found = {read[0] for language in ("en-US", "es") if (read := read_scale(words, language, 1, 5))}
    return found.pop() if len(found) == 1 else 0


@dataclass(frozen=True, slots=True)
class Afterwards:
    """How they want it to go on; `back` is None where that could not be read."""

    moment: str
    stay: Stay
    back: Back | None


async def afterwards(talk: Talk, person: Parting) -> Afterwards:
    """Ask, once their match is over, whether we stay in touch, and whether they want to give back."""
    stay = await talk.ask(STAY, name=person.name)
    await talk.say(STAYS[stay.value])
    try:
        back = await talk.ask(GIVE_BACK)
    except Unclear:  # what they wrote is read by a person: nothing is guessed
        await talk.say(READ_BY, coordinator=person.coordinator)
        return Afterwards(person.moment, stay, None)
    if back is Back.NOT_NOW:
        await talk.say(AFTER_THANKS)
    else:
        await talk.say(GIVES_BACK, coordinator=person.coordinator)
    return Afterwards(person.moment, stay, back)


@dataclass(frozen=True, slots=True)
class LeftEarly:
    """What could have gone better, and whether somebody may be in touch."""

    moment: str
    words: str
    touch: bool


async def left_early(talk: Talk, person: Parting) -> LeftEarly:
    """Ask somebody who left early, once and in the coordinator's name. Two questions at most."""
    words = await talk.ask(LEFT_BETTER, name=person.name, coordinator=person.coordinator)
    try:
        touch = await talk.ask(LEFT_TOUCH, coordinator=person.coordinator)
    except Unclear:
        await talk.say(READ_BY, coordinator=person.coordinator)
        return LeftEarly(person.moment, words, True)  # in doubt a person finds out
    if touch:
        await talk.say(LEFT_CALL, coordinator=person.coordinator)
    else:
        await talk.say(LEFT_THANKS)
    return LeftEarly(person.moment, words, touch)


LOOK_BACK = register(Conversation("ending_look_back", 1, Parting, look_back))
TRAINING = register(Conversation("ending_training", 1, Parting, training_need))
PARTING = register(Conversation("ending_parting", 1, Parting, parting_words))
HOW_IT_GOES = register(Conversation("match_fit", 1, Parting, fit))
AFTERWARDS = register(Conversation("match_afterwards", 1, Parting, afterwards))
LEFT_EARLY = register(Conversation("match_left_early", 1, Parting, left_early))

# Nobody is reminded of these, and a check-in does not wait for their answer.
ONCE = frozenset(one.name for one in (LOOK_BACK, TRAINING, PARTING, HOW_IT_GOES, AFTERWARDS, LEFT_EARLY))
