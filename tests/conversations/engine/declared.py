"""Declaring conversations as a release does, and reading what a turn came to."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from conversations import questions, talk
from conversations.questions import Question, scale, yes_no
from conversations.talk import Conversation, State, Turn, register


@dataclass(frozen=True)
class Person:
    name: str = "Sam"
    rounds: int = 2


class Size(StrEnum):
    SMALL = "small"
    BIG = "big"


def conversation(run: Any, name: str = "test", revision: int = 1) -> Conversation[Person, Any]:
    """Register, or replace after an edit."""
    talk.CONVERSATIONS.pop(name, None)
    return register(Conversation(name, revision, Person, run))


def redeclared(question_id: str) -> None:
    """Make room for a changed question of the same id, as a new release would."""
    del questions.QUESTIONS[question_id]


def stored(turn: Turn[Any]) -> State:
    """The state as it comes back from the store."""
    again = State.from_json(turn.state.to_json())
    assert again == turn.state
    return again


def said(turn: Turn[Any]) -> list[str]:
    return [one.wording for one in turn.lines]


def asked(turn: Turn[Any]) -> str | None:
    return turn.asked.key if turn.asked else None


def two_questions() -> tuple[Question[int], Question[bool]]:
    return scale("first"), yes_no("second")
