"""Silence and unclear replies: one reminder, one more try, and then a way on."""

from typing import Any

from conversations.lines import line
from conversations.questions import scale, when, yes_no
from conversations.talk import NoReply, Outcome, Status, Talk, Turn, Unclear, reads, reply, silence, start
from tests.conversations.engine.declared import Person, asked, conversation, said, stored, two_questions


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
    first, second = two_questions()
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
