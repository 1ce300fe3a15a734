"""The engine's rules, each with a conversation that would break it."""

import asyncio
import gc
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pytest

from conversations import lines, questions, talk
from conversations.lines import line
from conversations.questions import Question, WeekdayTime, choice, scale, text, when, yes_no
from conversations.talk import (
    Conversation,
    ConversationError,
    DoubleKey,
    ForeignAwait,
    NoReply,
    Outcome,
    State,
    Status,
    Talk,
    TalkingWhileStopping,
    Turn,
    Unclear,
    Undeclared,
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


@dataclass(frozen=True)
class Person:
    name: str = "Sam"
    rounds: int = 2


class Size(StrEnum):
    SMALL = "small"
    BIG = "big"


@pytest.fixture(autouse=True)
def _own_declarations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Declarations of a test stay in that test."""
    for module, name in ((questions, "QUESTIONS"), (talk, "QUESTIONS"), (talk, "CONVERSATIONS")):
        monkeypatch.setattr(module, name, {})
    monkeypatch.setattr(talk, "QUESTIONS", questions.QUESTIONS)
    for module in (lines, talk):
        monkeypatch.setattr(module, "LINES", {})
    monkeypatch.setattr(talk, "LINES", lines.LINES)


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


# Changes in mid-flight


def _two_questions() -> tuple[Question[int], Question[bool]]:
    return scale("first"), yes_no("second")


def test_a_question_added_before_and_after_the_waiting_one() -> None:
    first, second = _two_questions()

    async def before(talk: Talk, person: Person) -> Any:
        return await talk.ask(first), await talk.ask(second)

    turn = reply(start(conversation(before), Person()).state, "3", "en-US")
    early, late = text("early", 20), text("late", 20)

    async def after(talk: Talk, person: Person) -> Any:
        return await talk.ask(early), await talk.ask(first), await talk.ask(second), await talk.ask(late)

    conversation(after, revision=2)
    turn = reply(stored(turn), "yes", "en-US")  # answers what was put to the person
    assert turn.state.answers == {"first": 3, "second": True}
    assert asked(turn) == "early"
    turn = reply(stored(turn), "one", "en-US")
    assert asked(turn) == "late"
    turn = reply(stored(turn), "two", "en-US")
    assert turn.result == ("one", 3, True, "two")
    assert turn.state.revision == 2


def test_a_question_removed_while_it_waits() -> None:
    first, second = _two_questions()
    note = line("note")

    async def before(talk: Talk, person: Person) -> Any:
        return await talk.ask(first), await talk.ask(second)

    turn: Turn[Any] = start(conversation(before), Person())

    async def after(talk: Talk, person: Person) -> Any:
        await talk.say(note)
        return await talk.ask(second)

    conversation(after)
    refreshed = refresh(stored(turn))
    assert (said(refreshed), asked(refreshed), refreshed.answered) == (["note"], "second", None)
    turn = reply(stored(turn), "5", "en-US")  # read against the retired question, and kept
    assert turn.state.answers == {"first": 5}
    assert (said(turn), asked(turn)) == (["note"], "second")
    assert reply(stored(turn), "no", "en-US").result is False


def test_an_unclear_reply_or_silence_moves_on_when_the_question_is_gone() -> None:
    first, second = _two_questions()

    async def before(talk: Talk, person: Person) -> Any:
        return await talk.ask(first)

    turn: Turn[Any] = start(conversation(before), Person())

    async def after(talk: Talk, person: Person) -> Any:
        return await talk.ask(second)

    conversation(after)
    for moved in (reply(stored(turn), "hm?", "en-US"), silence(stored(turn))):
        assert moved.asked is not None
        assert (moved.asked.key, moved.asked.again, moved.asked.reminder) == ("second", False, False)
        assert moved.state.waiting is not None
        assert (moved.state.waiting.re_asks, moved.state.waiting.reminded) == (0, False)


def test_questions_reordered() -> None:
    first, second = _two_questions()
    one, two = line("one"), line("two")

    async def before(talk: Talk, person: Person) -> Any:
        await talk.ask(first)
        await talk.say(one)
        await talk.ask(second)
        await talk.say(two)

    turn = reply(start(conversation(before), Person()).state, "3", "en-US")
    assert said(turn) == ["one"]

    async def after(talk: Talk, person: Person) -> Any:
        await talk.ask(second)
        await talk.say(two)
        await talk.ask(first)
        await talk.say(one)

    conversation(after)
    turn = reply(stored(turn), "yes", "en-US")
    assert (said(turn), turn.outcome) == (["two"], Outcome.FINISHED)


def test_a_reworded_question_is_put_in_its_new_words() -> None:
    first = scale("first")

    async def before(talk: Talk, person: Person) -> Any:
        return await talk.ask(first)

    turn: Turn[Any] = start(conversation(before), Person())
    redeclared("first")
    reworded = scale("first", variables=["name"])

    async def after(talk: Talk, person: Person) -> Any:
        return await talk.ask(reworded, name=person.name)

    conversation(after)
    again = refresh(stored(turn))
    assert again.asked is not None
    assert again.asked.variables == {"name": "Sam"}
    assert again.state == turn.state
    assert reply(stored(turn), "2", "en-US").result == 2


@pytest.mark.parametrize("change", ["type", "range", "options"])
def test_an_answer_the_changed_question_cannot_read_is_asked_again(change: str) -> None:
    size = choice("size", Size, {Size.SMALL: ["small"], Size.BIG: ["big"]})
    other = yes_no("other")
    sorry = line("sorry")

    async def before(talk: Talk, person: Person) -> Any:
        answer = await talk.ask(size)
        await talk.say(sorry)
        return answer, await talk.ask(other)

    turn = reply(start(conversation(before), Person()).state, "big", "en-US")
    assert said(turn) == ["sorry"]
    redeclared("size")

    class Other(StrEnum):
        SMALL = "small"
        HUGE = "huge"

    changed: Question[Any] = {
        "type": lambda: scale("size"),
        "range": lambda: text("size", 2),
        "options": lambda: choice("size", Other, {Other.SMALL: ["small"], Other.HUGE: ["huge"]}),
    }[change]()

    async def after(talk: Talk, person: Person) -> Any:
        answer = await talk.ask(changed)
        await talk.say(sorry)
        return answer, await talk.ask(other)

    conversation(after)
    turn = reply(stored(turn), "no", "en-US")
    assert (asked(turn), said(turn)) == ("size", [])
    turn = reply(stored(turn), {"type": "4", "range": "xl", "options": "huge"}[change], "en-US")
    assert turn.result == ({"type": 4, "range": "xl", "options": "huge"}[change], False)
    assert said(turn) == []


def test_a_new_field_of_the_snapshot_needs_a_default_and_an_old_one_may_go() -> None:
    first = scale("first")

    async def run(talk: Talk, person: Any) -> Any:
        return person, await talk.ask(first)

    turn: Turn[Any] = start(conversation(run), Person())

    @dataclass(frozen=True)
    class Newer:
        name: str
        kind: Size = Size.BIG
        tags: tuple[str, ...] = ()
        note: str | None = None

    talk.CONVERSATIONS["test"] = Conversation("test", 2, Newer, run)
    turn = reply(stored(turn), "1", "en-US")
    assert turn.result == (Newer("Sam"), 1)


# Lines


def test_an_inserted_line_is_said_once_and_an_old_one_never_again() -> None:
    first, second = _two_questions()
    third = text("third", 20)
    old, too_late, fresh = line("old"), line("too-late"), line("fresh")

    async def before(talk: Talk, person: Person) -> Any:
        await talk.say(old)
        await talk.ask(first)
        await talk.ask(second)
        await talk.ask(third)

    turn: Turn[Any] = start(conversation(before), Person())
    assert said(turn) == ["old"]
    turn = reply(stored(turn), "3", "en-US")

    async def after(talk: Talk, person: Person) -> Any:
        await talk.say(old)
        await talk.say(too_late)
        await talk.ask(first)
        await talk.say(too_late)
        await talk.ask(second)
        await talk.say(fresh)
        await talk.ask(third)
        await talk.say(old)

    conversation(after)
    turn = reply(stored(turn), "yes", "en-US")
    assert said(turn) == ["fresh"]
    assert said(refresh(stored(turn))) == []
    assert said(reply(stored(turn), "?", "en-US")) == []
    turn = reply(stored(turn), "done", "en-US")
    assert said(turn) == ["old"]  # said a second time by the code: its own identity
    assert [one.id for one in turn.lines] == ["old#2"]


def test_a_line_inserted_before_the_waiting_question_is_said_with_its_re_ask() -> None:
    first, second = _two_questions()
    fresh = line("fresh")

    async def before(talk: Talk, person: Person) -> Any:
        await talk.ask(first)
        await talk.ask(second)

    turn = reply(start(conversation(before), Person()).state, "3", "en-US")

    async def after(talk: Talk, person: Person) -> Any:
        await talk.ask(first)
        await talk.say(fresh)
        await talk.ask(second)

    conversation(after)
    once = silence(stored(turn))
    assert said(once) == ["fresh"]
    assert said(reply(stored(once), "who knows", "en-US")) == []
    assert said(reply(stored(turn), "yes", "en-US")) == []  # its moment has passed


def test_a_line_that_was_passed_over_does_not_come_late_after_a_second_edit() -> None:
    first, second = _two_questions()
    third = text("third", 20)
    missed = line("missed")

    async def before(talk: Talk, person: Person) -> Any:
        await talk.ask(first)
        await talk.ask(second)
        await talk.ask(third)

    async def inserted(talk: Talk, person: Person) -> Any:
        await talk.ask(first)
        await talk.say(missed)
        await talk.ask(second)
        await talk.ask(third)

    async def moved(talk: Talk, person: Person) -> Any:
        await talk.ask(first)
        await talk.ask(second)
        await talk.ask(third)
        await talk.say(missed)

    turn = reply(start(conversation(before), Person()).state, "3", "en-US")
    conversation(inserted)
    turn = reply(stored(turn), "yes", "en-US")
    assert said(turn) == []
    conversation(moved)
    assert said(reply(stored(turn), "the end", "en-US")) == []


def test_lines_between_an_inserted_question_and_old_answers_are_still_said() -> None:
    first, second = _two_questions()
    added = yes_no("added")
    for_added, for_second = line("for-added"), line("for-second")

    async def before(talk: Talk, person: Person) -> Any:
        await talk.ask(first)
        await talk.ask(second)
        await talk.say(for_second)

    turn = reply(start(conversation(before), Person()).state, "3", "en-US")

    async def after(talk: Talk, person: Person) -> Any:
        await talk.ask(first)
        await talk.ask(added)
        await talk.say(for_added)
        await talk.ask(second)
        await talk.say(for_second)

    conversation(after)
    turn = reply(stored(turn), "yes", "en-US")
    assert (asked(turn), said(turn)) == ("added", [])
    turn = reply(stored(turn), "no", "en-US")
    assert said(turn) == ["for-added", "for-second"]


# Scopes


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


# Stopping


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
    first, second = _two_questions()
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


# Silence and unclear replies


def test_one_reminder_then_no_reply() -> None:
    first = scale("first")

    async def run(talk: Talk, person: Person) -> Any:
        return await talk.ask(first)

    turn: Turn[Any] = start(conversation(run), Person())
    turn = silence(stored(turn))
    assert turn.asked is not None
    assert (turn.outcome, turn.asked.reminder, turn.asked.again) == (Outcome.WAITING, True, False)
    assert reply(stored(turn), "3", "en-US").result == 3
    turn = silence(stored(turn))
    assert (turn.outcome, turn.state.status, turn.asked) == (Outcome.NO_REPLY, Status.NO_REPLY, None)
    assert turn.state.gaps == {"first": "no_reply"}
    assert silence(stored(turn)).stale
    assert reply(stored(turn), "3", "en-US").stale


def test_a_conversation_may_catch_no_reply_and_stays_so_when_replayed() -> None:
    first, second = _two_questions()
    gentle = line("gentle")

    async def run(talk: Talk, person: Person) -> Any:
        try:
            level = await talk.ask(first)
        except NoReply:
            level = 0
            await talk.say(gentle)
        return level, await talk.ask(second)

    turn: Turn[Any] = start(conversation(run), Person())
    turn = silence(stored(silence(stored(turn))))
    assert (said(turn), asked(turn)) == (["gentle"], "second")
    turn = reply(stored(turn), "yes", "en-US")
    assert (turn.result, turn.lines) == ((0, True), ())


def test_unclear_once_is_asked_again_then_the_default_or_a_person() -> None:
    first, second = scale("first", default=3), yes_no("second")

    async def run(talk: Talk, person: Person) -> Any:
        return await talk.ask(first), await talk.ask(second)

    turn: Turn[Any] = start(conversation(run), Person())
    assert not reads(turn.state, "30 years", "en-US")
    assert reads(turn.state, "3", "en-US")
    turn = reply(stored(turn), "30 years", "en-US")
    assert turn.asked is not None
    assert (turn.asked.key, turn.asked.again, turn.answered) == ("first", True, None)
    turn = reply(stored(turn), "30 long years", "en-US")
    assert turn.answered is not None
    assert (turn.answered.value, turn.answered.by_default, turn.answered.words) == (3, True, "30 long years")
    turn = reply(stored(turn), "well", "en-US")
    assert turn.asked is not None
    assert turn.asked.again
    turn = reply(stored(turn), "yes and no", "en-US")
    assert (turn.outcome, turn.state.status) == (Outcome.UNCLEAR, Status.ENDED)
    assert turn.state.gaps == {"second": "unclear"}


def test_a_conversation_may_catch_unclear() -> None:
    day = when("day")

    async def run(talk: Talk, person: Person) -> Any:
        try:
            return await talk.ask(day)
        except Unclear:
            return None

    turn: Turn[Any] = start(conversation(run), Person())
    turn = reply(stored(reply(stored(turn), "whenever", "en-US")), "you choose", "en-US")
    assert (turn.outcome, turn.result) == (Outcome.FINISHED, None)


# Buttons, closing, what is not known


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
