"""Lessons: five short texts on one subject and one question, for a mentor who asks for them.

Six subjects, those of mentors' training everywhere: talking and listening, hard moments, where people come
from, goals and small steps, limits, and disagreement. A mentor goes on at their own pace with a yes; nobody
is reminded, and a lesson begun anew starts with its first text. No answer is a wrong one: each is met with
the same explanation. A lesson that is finished counts as a quarter of an hour in the training log.

Sources for what is taught: MISSION row 4.7 names the subjects; that asking about suicide plants no idea is
the finding of Dazzi and others, Psychological Medicine 44 (2014).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from conversations.lines import line, variants
from conversations.questions import Question, choice
from conversations.talk import Conversation, Talk, register
from conversations.vocabulary import NO, YES

TEXTS = 5
MINUTES = 15  # what a lesson counts for in the log
_NUMBERS = frozenset("123456")
_WAITS = timedelta(days=3)


class Topic(StrEnum):
    """What a mentor's training is about."""

    COMMUNICATION = "communication"
    CRISIS = "hard"  # no word for a locked screen
    CULTURE = "culture"
    TECHNIQUE = "technique"
    BOUNDARIES = "boundaries"
    CONFLICT = "conflict"


class On(StrEnum):
    """Whether the next text is to come."""

    NEXT = "next"
    LATER = "later"


class Pick(StrEnum):
    """One of the three answers to the question of a lesson."""

    A = "a"
    B = "b"
    C = "c"


_LETTERS = {Pick.A: ("a", "first", "primera"), Pick.B: ("b", "second"), Pick.C: ("c", "third")}
NAMES = {topic: line(f"lesson-name-{topic.value}") for topic in Topic}
HEAD = line("lesson-head")
ENTRY = line("lesson-entry", "number", "topic")
ENTRY_DONE = line("lesson-entry-done", "number", "topic")
NO_SUCH = line("lesson-no-such")
_SAYS = {topic: variants(f"lesson-{topic.value}", TEXTS) for topic in Topic}
_BECAUSE = {topic: line(f"lesson-{topic.value}-because") for topic in Topic}
RESTS = line("lesson-rests", "number")
DONE = line("lesson-done", "number")

ON = choice(
    "lesson-on",
    On,
    {
        On.NEXT: (*YES, "next", "go on", "more", "siguiente", "el que sigue", "sigue", "otro", "mas"),
        On.LATER: (*NO, "later", "not now", "not today", "luego", "ahora no", "hoy no", "tarde"),
    },
    patience=_WAITS,
)
# The answers as they stand in the wording, for whoever types them out.
_TYPED: dict[Topic, dict[Pick, tuple[str, ...]]] = {
    Topic.COMMUNICATION: {
        Pick.A: ("it'll be fine", "todo va a salir bien"),
        Pick.B: ("what happened", "qué te ha pasado"),
        Pick.C: ("have you tried", "ya probaste"),
    },
    Topic.CRISIS: {
        Pick.A: ("i swear", "lo juro"),
        Pick.B: ("not if you're in danger", "no si hay peligro"),
        Pick.C: ("i don't want to know", "no quiero saberlo"),
    },
    Topic.CULTURE: {
        Pick.A: ("ask what fits better", "preguntar qué le viene bien"),
        Pick.B: ("explain the rules", "explicar las reglas"),
        Pick.C: ("leave it for now", "dejarlo por ahora"),
    },
    Topic.TECHNIQUE: {
        Pick.A: ("ask why not", "preguntar por qué no"),
        Pick.B: ("give it another week", "darle otra semana"),
        Pick.C: ("cut it down", "hacerlo chico"),
    },
    Topic.BOUNDARIES: {
        Pick.A: ("just this once", "solo esta vez"),
        Pick.B: ("no loan but let's find help", "no presto pero te ayudo a buscar"),
        Pick.C: ("nothing", "nada"),
    },
    Topic.CONFLICT: {
        Pick.A: ("say that's not fair", "decir que no es justo"),
        Pick.B: ("ask what i did", "preguntar qué hice"),
        Pick.C: ("walk off", "irme"),
    },
}
_CHECKS: dict[Topic, Question[Pick]] = {
    topic: choice(
        f"lesson-{topic.value}-check",
        Pick,
        {pick: (*_LETTERS[pick], *_TYPED[topic][pick]) for pick in Pick},
        patience=_WAITS,
    )
    for topic in Topic
}


@dataclass(frozen=True, slots=True)
class Learner:
    """Who takes a lesson: its subject, and its number in the list."""

    topic: str
    number: int


@dataclass(frozen=True, slots=True)
class Learned:
    """Which lesson was finished; "": it was left half-way, as it may be."""

    topic: str


async def lesson(talk: Talk, person: Learner) -> Learned:
    """Five texts, each when they want it, one question, and why one answer helps more."""
    topic = Topic(person.topic)
    for number, says in enumerate(_SAYS[topic], start=1):
        await talk.say(says)
        if number < TEXTS and await talk.ask(ON, about=number) is On.LATER:
            await talk.say(RESTS, number=person.number)
            return Learned("")
    await talk.ask(_CHECKS[topic])
    await talk.say(_BECAUSE[topic])
    await talk.say(DONE, number=person.number)
    return Learned(topic.value)


def which_lesson(rest: str, _language: str = "") -> Topic | None:
    """Which lesson a number from 1 to 6 names; None for anything else."""
    number = rest.strip(" .!#")
    return list(Topic)[int(number) - 1] if number in _NUMBERS else None


LESSON = register(Conversation("lesson", 1, Learner, lesson))
