"""What mentors learn, think over and share with each other, as deciding needs to know it."""

from dataclasses import dataclass, field
from datetime import datetime

from conversations.state import State


@dataclass(frozen=True, slots=True)
class Learned:
    """What a mentor's training log holds: minutes of this year, and the lessons that are finished."""

    minutes: int = 0
    lessons: frozenset[str] = frozenset()  # topics


@dataclass(frozen=True, slots=True)
class Circle:
    """The newest question put to all mentors of a programme, as one of them meets it."""

    question_id: str = ""  # "": nothing was ever asked
    words: str = ""
    answered: bool = False
    over: bool = False  # answers went back
    back: tuple[str, ...] = field(default=(), repr=False)  # what the others said, as far as it goes back


@dataclass(frozen=True, slots=True)
class Reflection:
    """What a mentor wrote lately to a question to think over: theirs alone, until they send it.

    `state` holds the words; `sent`: their coordinator has them already.
    """

    conversation_id: str
    record_id: str
    state: State = field(repr=False)
    at: datetime
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Reflections:
    """What a mentor was asked to think over: see `records.reflections`.

    Attributes:
        asked: the ids of the questions of this round, in order.
        number: how many were ever asked.
        unanswered: how many in a row, up to the newest, found no answer.
        written: in how many weeks they wrote something.
        last: what they wrote within the last days, if they did.
        left_out: the themes that their programme leaves out.
    """

    asked: tuple[str, ...] = ()
    number: int = 0
    unanswered: int = 0
    written: int = 0
    last: Reflection | None = None
    left_out: frozenset[str] = frozenset()
