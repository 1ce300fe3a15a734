"""The engine's rules for answers: how they return, how they are kept, and what is refused."""

from typing import Any

import pytest

from conversations import talk
from conversations.lines import line
from conversations.questions import Question, WeekdayTime, choice, scale, text, when, yes_no
from conversations.talk import (
    DoubleKey,
    Outcome,
    State,
    Status,
    Talk,
    Turn,
    UnknownConversation,
    end,
    reads,
    refresh,
    register,
    reply,
    silence,
    start,
    tap,
)
from tests.conversations.engine.declared import Person, Size, asked, conversation, redeclared, said, stored


def test_answers_return_and_the_result_is_an_intent() -> None:
    mood, step = scale("mood"), text("step", 50)
    thanks = line("thanks", "name")

    async def run(talk: Talk, person: Person) -> tuple[int, str]:
        level = await talk.ask(mood)
        await talk.say(thanks, name=person.name)
        return level, await talk.ask(step)

    turn = start(conversation(run), Person())
    assert (turn.outcome, asked(turn), said(turn)) == (Outcome.WAITING, "mood", [])
    turn = reply(stored(turn), "4 been ok", "en-US")
    assert turn.answered is not None
    assert (turn.answered.key, turn.answered.value, turn.answered.words) == ("mood", 4, "4 been ok")
    assert (said(turn), asked(turn)) == (["thanks"], "step")
    assert turn.lines[0].variables == {"name": "Sam"}
    turn = reply(stored(turn), "  call   my sister ", "en-US")
    assert turn.result == (4, "call my sister")
    assert (turn.outcome, turn.lines, turn.asked) == (Outcome.FINISHED, (), None)
    assert turn.state.status is Status.FINISHED
    assert stored(turn).result == [4, "call my sister"]
    late = reply(stored(turn), "hello", "en-US")
    assert (late.stale, late.state, late.outcome) == (True, turn.state, Outcome.FINISHED)


def test_a_stored_state_is_small_and_a_person_can_read_it() -> None:
    mood = scale("mood")

    async def run(talk: Talk, person: Person) -> int:
        return await talk.ask(mood)

    assert start(conversation(run), Person()).state.to_json() == (
        '{"conversation":"test","revision":1,"status":"waiting","snapshot":{"name":"Sam","rounds":2},'
        '"answers":{},"said":[],"waiting":{"key":"mood","question":"mood","about":"","re_asks":0,"reminded":false}}'
    )


def test_every_kind_of_answer_survives_the_store() -> None:
    kinds: list[tuple[Question[Any], str, object]] = [
        (scale("a"), "3", 3),
        (choice("b", Size, {Size.SMALL: ["small"], Size.BIG: ["big"]}), "big", Size.BIG),
        (yes_no("c"), "sí", True),
        (text("d", 20), "hi there", "hi there"),
        (when("e"), "fri 6pm", WeekdayTime(4, 18, 0)),
    ]

    async def run(talk: Talk, person: Person) -> tuple[object, ...]:
        return tuple([await talk.ask(question) for question, _, _ in kinds])

    turn: Turn[Any] = start(conversation(run), Person())
    for _, words, _ in kinds:
        turn = reply(stored(turn), words, "en-US")
    assert turn.result == tuple(value for _, _, value in kinds)


def test_loops_and_parts_keep_answers_apart() -> None:
    step = text("step", 20)
    hint = line("hint")

    async def helper(talk: Talk) -> str:
        await talk.say(hint)
        return await talk.ask(step)

    async def run(talk: Talk, person: Person) -> Any:
        rounds = [await talk.ask(step, about=number) for number in range(person.rounds)]
        return rounds, await helper(talk.part("a")), await helper(talk.part("b").part("c"))

    turn: Turn[Any] = start(conversation(run), Person())
    keys, hints = [], 0
    for words in ("one", "two", "three", "four"):
        keys.append(asked(turn))
        turn = reply(stored(turn), words, "en-US")
        hints += len(turn.lines)
    assert keys == ["step:0", "step:1", "a/step", "b/c/step"]
    assert hints == 2
    assert turn.result == (["one", "two"], "three", "four")


def test_asking_one_key_twice_is_an_error_even_when_caught() -> None:
    first = scale("first")

    async def run(talk: Talk, person: Person) -> Any:
        await talk.ask(first)
        try:
            await talk.ask(first)
        except Exception:
            return "swallowed"

    turn = start(conversation(run), Person())
    with pytest.raises(DoubleKey, match="about="):
        reply(turn.state, "3", "en-US")


def test_buttons_answer_only_their_own_question() -> None:
    size = choice("size", Size, {Size.SMALL: ["small"], Size.BIG: ["big"]})
    level, sure = scale("level"), yes_no("sure")
    note = text("note", 20, optional=True)

    async def run(talk: Talk, person: Person) -> Any:
        return (
            await talk.ask(size),
            await talk.ask(level),
            await talk.ask(sure),
            await talk.ask(note),
        )

    turn: Turn[Any] = start(conversation(run), Person())
    assert turn.asked is not None
    assert [option.code for option in turn.asked.options] == ["small", "big"]
    for key, code in (("level", "3"), ("level", "big"), ("size", "huge"), ("size", "")):
        stale = tap(stored(turn), key, code)
        assert (stale.stale, stale.state, stale.outcome) == (True, turn.state, Outcome.WAITING)
    for key, code in (("size", "big"), ("level", "5"), ("sure", "no"), ("note", "skip")):
        turn = tap(stored(turn), key, code)
    assert turn.result == (Size.BIG, 5, False, "")
    assert tap(stored(turn), "note", "skip").stale


def test_closed_from_outside() -> None:
    first = scale("first")

    async def run(talk: Talk, person: Person) -> Any:
        return await talk.ask(first)

    turn: Turn[Any] = start(conversation(run), Person())
    closed = end(turn.state)
    assert (closed.status, closed.waiting) == (Status.ENDED, None)
    assert end(closed) is closed
    for late in (reply(closed, "3", "en-US"), silence(closed), refresh(closed), tap(closed, "first", "3")):
        assert (late.stale, late.outcome, late.state) == (True, Outcome.ENDED, closed)
    assert not reads(closed, "3", "en-US")


def test_what_is_not_known_any_more_says_what_to_do() -> None:
    first = scale("first")

    async def run(talk: Talk, person: Person) -> Any:
        return await talk.ask(first)

    turn: Turn[Any] = start(conversation(run), Person())
    talk.CONVERSATIONS.clear()
    with pytest.raises(UnknownConversation, match="no conversation 'test'"):
        silence(turn.state)
    redeclared("first")
    with pytest.raises(UnknownConversation, match="no question 'first'"):
        reply(turn.state, "3", "en-US")


def test_names_are_declared_once() -> None:
    async def run(talk: Talk, person: Person) -> Any:
        return None

    one = conversation(run)
    with pytest.raises(ValueError, match="registered twice"):
        register(one)
    scale("level")
    with pytest.raises(ValueError, match="declared twice"):
        scale("level")
    line("bye")
    with pytest.raises(ValueError, match="declared twice"):
        line("bye")
    with pytest.raises(ValueError, match="small letters"):
        scale("Level!")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"conversation": 1}', "not json"])
def test_a_broken_stored_state_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a stored conversation"):
        State.from_json(text)
