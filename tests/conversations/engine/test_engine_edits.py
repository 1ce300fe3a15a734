"""A conversation is changed while somebody is in it: each change, with a conversation that it would break."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pytest

from conversations import talk
from conversations.lines import line
from conversations.questions import Question, choice, scale, text, yes_no
from conversations.talk import Conversation, Outcome, Talk, Turn, refresh, reply, silence, start
from tests.conversations.engine.declared import (
    Person,
    Size,
    asked,
    conversation,
    redeclared,
    said,
    stored,
    two_questions,
)


def test_a_question_added_before_and_after_the_waiting_one() -> None:
    first, second = two_questions()

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
    first, second = two_questions()
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
    first, second = two_questions()

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
    first, second = two_questions()
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


def test_an_inserted_line_is_said_once_and_an_old_one_never_again() -> None:
    first, second = two_questions()
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
    first, second = two_questions()
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
    first, second = two_questions()
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
    first, second = two_questions()
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
