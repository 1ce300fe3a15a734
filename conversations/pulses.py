"""A pulse: up to five short questions of the programme's own, one at a time, in its name.

Each may be left out, and so may all of them; nobody is reminded. What is answered is counted without a name
(`conversations.kept_apart.NAMELESS`), and never told to whom it is about.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from conversations.lines import line
from conversations.questions import choice, text
from conversations.talk import Conversation, NoReply, Talk, Unclear, register

WORDS = 300
_WAITS = timedelta(days=3)

HELLO = line("pulse-hello", "programme")
THANKS = line("pulse-thanks")
LEFT_OUT = line("pulse-left-out")
READ_BY = line("pulse-read-by", "coordinator")


class Answer(StrEnum):
    """What one may choose."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    SKIP = "skip"


CHOICE = choice(
    "pulse-choice",
    Answer,
    {
        Answer.YES: (
            *("yes", "yeah", "yep", "yup", "y", "sure", "definitely", "always", "totally", "yes mostly"),
            *("si", "claro", "siempre", "por supuesto"),
        ),
        Answer.PARTLY: (
            *("partly", "kind of", "kinda", "sort of", "so so", "sometimes", "a bit", "half and half"),
            *("a little", "not always", "more or less", "mas o menos", "a veces", "en parte", "a medias"),
        ),
        Answer.NO: (
            "no",
            "nope",
            "nah",
            "not really",
            "never",
            "not at all",
            "nunca",
            "para nada",
            "no mucho",
        ),
        Answer.SKIP: (
            *("skip", "rather not say", "rather not", "pass", "no comment", "no answer", "saltar", "salta"),
            *("prefiero no decirlo", "prefiero no decir", "paso"),
        ),
    },
    variables=["words"],
    patience=_WAITS,
)
SAYS = text("pulse-says", WORDS, optional=True, variables=["words"], patience=_WAITS)


@dataclass(frozen=True, slots=True)
class Put:
    """One question, in their language; `choice`: they choose, else they write."""

    id: str
    words: str
    choice: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked, in whose name, and who reads what is no answer; `round_id`: kept under it."""

    round_id: str
    programme: str
    coordinator: str
    questions: tuple[Put, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: the choice, or words."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Pulsed:
    """What was answered; what was left out is not in it."""

    round_id: str
    answers: tuple[Given, ...]


async def pulse(talk: Talk, person: Asked) -> Pulsed:
    """Ask one after the other. Silence, or what is no answer, ends it; what was said so far counts."""
    answers: list[Given] = []
    await talk.say(HELLO, programme=person.programme)
    for one in person.questions:
        try:
            if one.choice:
                chosen = await talk.ask(CHOICE, about=one.id, words=one.words)
                said = "" if chosen is Answer.SKIP else chosen.value
            else:
                said = await talk.ask(SAYS, about=one.id, words=one.words)
        except NoReply:
            return Pulsed(person.round_id, tuple(answers))
        except Unclear:  # what they wrote is read by a person
            await talk.say(READ_BY, coordinator=person.coordinator)
            return Pulsed(person.round_id, tuple(answers))
        if said:
            answers.append(Given(one.id, said))
    await talk.say(THANKS if answers else LEFT_OUT)
    return Pulsed(person.round_id, tuple(answers))


PULSE = register(Conversation("pulse", 1, Asked, pulse))
