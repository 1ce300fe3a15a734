"""What is stored of a conversation, and what one turn of it brings.

`State` is small, frozen and readable JSON: the conversation's name, the snapshot it began
with, the answers by key, and what it waits for. Nothing in it depends on where in the code a
conversation stands, so an edited conversation goes on from an old state.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeAlias, TypeVar

from conversations.plain import Json, Unreadable
from conversations.questions import Option, Question, WeekdayTime

R = TypeVar("R")
Value: TypeAlias = str | int | WeekdayTime | datetime
"""What may stand in a sentence."""


class Status(StrEnum):
    """Where a conversation is. There is nothing between waiting and an end."""

    WAITING = "waiting"
    FINISHED = "finished"
    NO_REPLY = "no_reply"
    ENDED = "ended"


class Outcome(StrEnum):
    """What a turn came to. `UNCLEAR` is for a person to look at; its state is `Status.ENDED`."""

    WAITING = "waiting"
    FINISHED = "finished"
    NO_REPLY = "no_reply"
    UNCLEAR = "unclear"
    ENDED = "ended"


class Gap(StrEnum):
    """Why a question has no answer and never will."""

    NO_REPLY = "no_reply"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The question that is waiting.

    Attributes:
        key: where its answer will be kept ("mood", "goals/step:2").
        question: the question's id.
        about: which round of a loop it belongs to, else "".
        re_asks: how often it was asked again because the reply was unclear.
        reminded: whether the one gentle reminder has been given.
        asked_in: the message that put it first, as whoever keeps the conversation says. A reminder, or the
            same question after HELP, is another message: an answer to the first is an answer all the same.
    """

    key: str
    question: str
    about: str = ""
    re_asks: int = 0
    reminded: bool = False
    asked_in: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A conversation at rest. Treat the mappings in it as frozen.

    Attributes:
        conversation: its name.
        revision: the revision of the code that took the last turn.
        snapshot: what was known when it began, as plain JSON.
        answers: plain JSON values by key.
        gaps: keys whose question ended without an answer.
        said: identities of lines that were said, or whose moment had passed when an edit put them in.
        waiting: the waiting question; None unless `status` is WAITING.
        status: waiting, or how it ended.
        result: what the conversation returned, as plain JSON, once finished.
    """

    conversation: str
    revision: int
    snapshot: Json
    answers: Mapping[str, Json] = field(default_factory=dict)
    gaps: Mapping[str, Gap] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    waiting: Waiting | None = None
    status: Status = Status.WAITING
    result: Json = None

    def to_json(self) -> str:
        """One line of JSON that a person can read."""
        stored: dict[str, Any] = {
            "conversation": self.conversation,
            "revision": self.revision,
            "status": self.status.value,
            "snapshot": self.snapshot,
            "answers": dict(self.answers),
            "said": list(self.said),
        }
        if self.gaps:
            stored["gaps"] = {key: gap.value for key, gap in self.gaps.items()}
        if self.waiting is not None:
            waiting = self.waiting
            stored["waiting"] = {
                "key": waiting.key,
                "question": waiting.question,
                "about": waiting.about,
                "re_asks": waiting.re_asks,
                "reminded": waiting.reminded,
            }
            if waiting.asked_in:
                stored["waiting"]["asked_in"] = waiting.asked_in
        if self.result is not None:
            stored["result"] = self.result
        return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> "State":
        """The state that `to_json` wrote.

        Raises:
            Unreadable: this is not the JSON of a state.
        """
        try:
            stored = json.loads(text)
            waiting = stored.get("waiting")
            return State(
                conversation=stored["conversation"],
                revision=stored["revision"],
                snapshot=stored["snapshot"],
                answers=stored["answers"],
                gaps={key: Gap(gap) for key, gap in stored.get("gaps", {}).items()},
                said=tuple(stored["said"]),
                waiting=None if waiting is None else Waiting(**waiting),
                status=Status(stored["status"]),
                result=stored.get("result"),
            )
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise Unreadable(
                f"this is not a stored conversation ({type(error).__name__}); look at its row"
            ) from None


@dataclass(frozen=True, slots=True)
class Line:
    """Something to say: its identity within the conversation, its wording, what stands in it."""

    id: str
    wording: str
    variables: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question to put to the person now.

    Attributes:
        again: the last reply was unclear; the wording's `.again` is used.
        reminder: nobody answered for a while; the gentle reminder stands before it.
    """

    question: Question[Any]
    key: str
    variables: Mapping[str, Value]
    again: bool = False
    reminder: bool = False

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be tapped, or chosen by number."""
        return self.question.options


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that arrived in this turn; it counts at once.

    Attributes:
        value: as plain JSON.
        words: the whole reply, where it says more than the value does.
        by_default: the reply stayed unclear and the question's declared default was taken.
    """

    key: str
    question: str
    value: Json
    words: str = ""
    by_default: bool = False


@dataclass(frozen=True, slots=True)
class Turn(Generic[R]):
    """What one input brought about.

    Attributes:
        state: to be stored.
        lines: to be said, before `asked`, in one message.
        asked: the question that is put now, if any.
        answered: the answer this input gave, if any.
        result: what the conversation returned, once finished.
        outcome: waiting, or how it ended.
        stale: the input was for a question that is over; nothing changed.
    """

    state: State
    outcome: Outcome
    lines: tuple[Line, ...] = ()
    asked: AskedQuestion | None = None
    answered: Answer | None = None
    result: R | None = None
    stale: bool = False
