"""Stopping at a question: what a conversation may not do then, and that it is told so."""

import asyncio
import gc
import sys
from typing import Any

import pytest

from conversations.lines import line
from conversations.questions import scale
from conversations.talk import (
    ConversationError,
    ForeignAwait,
    Outcome,
    Talk,
    TalkingWhileStopping,
    Turn,
    Undeclared,
    reply,
    start,
)
from tests.conversations.engine.declared import Person, asked, conversation, redeclared, stored, two_questions


def test_stopping_at_a_question_cannot_be_swallowed() -> None:
    first = scale("first")
    seen: list[str] = []

    async def catches_exceptions(talk: Talk, person: Person) -> Any:
        try:
            return await talk.ask(first)
        except Exception:
            seen.append("exception")
            return 0

    async def catches_everything(talk: Talk, person: Person) -> Any:
        try:
            return await talk.ask(first)
        except:  # noqa: E722 - the point of the test
            return 0

    for run in (catches_exceptions, catches_everything):
        turn: Turn[Any] = start(conversation(run), Person())
        assert (turn.outcome, asked(turn), turn.result) == (Outcome.WAITING, "first", None)
        assert reply(stored(turn), "4", "en-US").result == 4
    assert seen == []


def test_nothing_is_said_or_asked_while_stopping() -> None:
    first, second = two_questions()
    bye = line("bye")

    async def says_finally(talk: Talk, person: Person) -> Any:
        try:
            await talk.ask(first)
        finally:
            await talk.say(bye)

    async def says_in_except(talk: Talk, person: Person) -> Any:
        try:
            await talk.ask(first)
        except BaseException:
            await talk.say(bye)

    async def asks_on(talk: Talk, person: Person) -> Any:
        try:
            await talk.ask(first)
        except:  # noqa: E722 - the point of the test
            await talk.ask(second)

    for run in (says_finally, says_in_except, asks_on):
        with pytest.raises(TalkingWhileStopping, match="while stopping"):
            start(conversation(run), Person())


def test_a_loop_that_catches_everything_is_broken_out_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)  # it resists the garbage collector too
    first = scale("first")

    async def run(talk: Talk, person: Person) -> Any:
        while True:
            try:
                return await talk.ask(first)
            except:  # noqa: E722, S112 - the point of the test
                continue

    with pytest.raises(ConversationError):
        start(conversation(run), Person())
    gc.collect()


def test_a_conversation_that_fails_while_stopping_is_told_so() -> None:
    first = scale("first")

    async def run(talk: Talk, person: Person) -> Any:
        try:
            await talk.ask(first)
        finally:
            raise RuntimeError("boom")

    with pytest.raises(ConversationError, match="fails while stopping"):
        start(conversation(run), Person())


class _YieldsAnything:
    def __init__(self, thing: object) -> None:
        self.thing = thing

    def __await__(self) -> Any:
        yield self.thing


def test_awaiting_anything_but_talk_is_an_error() -> None:
    first = scale("first")

    async def sleeps(talk: Talk, person: Person) -> Any:
        await asyncio.sleep(0)

    async def yields(talk: Talk, person: Person) -> Any:
        await _YieldsAnything("x")

    async def catches(talk: Talk, person: Person) -> Any:
        try:
            await asyncio.sleep(0)
        except BaseException:
            return 1

    async def later(talk: Talk, person: Person) -> Any:
        await talk.ask(first)
        await _YieldsAnything(None)

    for run in (sleeps, yields, catches):
        with pytest.raises(ForeignAwait):
            start(conversation(run), Person())
    turn: Turn[Any] = start(conversation(later), Person())
    with pytest.raises(ForeignAwait):
        reply(turn.state, "3", "en-US")


def test_undeclared_lines_questions_and_variables_are_errors() -> None:
    first = scale("first")
    hello = line("hello", "name")
    redeclared("first")
    same_id = scale("first")

    async def other_question(talk: Talk, person: Person) -> Any:
        await talk.ask(first)

    async def other_variables(talk: Talk, person: Person) -> Any:
        await talk.ask(same_id, name="x")

    async def no_such_line(talk: Talk, person: Person) -> Any:
        await talk.say("nowhere")

    async def line_variables(talk: Talk, person: Person) -> Any:
        try:
            await talk.say(hello)
        except Exception:
            return None

    async def bad_part(talk: Talk, person: Person) -> Any:
        talk.part("a/b")

    for run in (other_question, other_variables, no_such_line, line_variables):
        with pytest.raises(Undeclared):
            start(conversation(run), Person())
    with pytest.raises(ConversationError):
        start(conversation(bad_part), Person())


def test_a_bug_in_a_conversation_is_not_hidden() -> None:
    async def run(talk: Talk, person: Person) -> Any:
        raise KeyError("bug")

    with pytest.raises(KeyError):
        start(conversation(run), Person())
