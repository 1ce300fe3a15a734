"""What becomes of a question that waits when its answer is words of concern. Pure.

    read as the mood ("1 i feel so hopeless")       goes on: what comes next asks who may get in touch
    a relapse told as the mood ("not good. relapsed")
                                                    a hard week in their own words, and on as gently
    a relapse in an answer to something else        goes on: it may well be the answer
    a goodbye ("5. take care of ana for me")        rests: it answers nothing, and is no score of a week
    anything else                                   rests: not put again; the words are no name, no step

What else they said as their mood is kept as a hard week in any case. A complaint goes on: it is the lead's.
"""

from dataclasses import replace

from conversations import talk
from conversations.kept_apart import PRIVATE, THOUGHTS
from handlers.deciding.message import Decided, Message
from handlers.deciding.talking import carry
from records import effects as fx
from records.cases import Talking
from records.kinds import InboxOutcome, MessageClass
from safety.rulebook import BOOK
from safety.tiers import Assessment, Category

_MOOD = "mood"
_LEAVE = frozenset(
    {rule.id for rule in BOOK.rules if rule.family == "goodbyes"} | {"goodbye", "farewell", "bye-world"}
)
_HARD = "2"  # of five: a hard week, not the hardest, which is theirs to say


def rest(message: Message, assessment: Assessment) -> None:
    """Nothing is asked any more; a hard week told as the mood is kept as one."""
    waiting = message.answerable
    mood = waiting is not None and _asks_mood(waiting) and waiting.name not in PRIVATE
    if waiting is not None and mood and not _takes_leave(assessment):
        _keep_mood(message, waiting)
    message.draft.add(fx.EndConversations(message.draft.case.person.id, "safety"))


def go_on(message: Message, assessment: Assessment) -> Decided | None:
    """A relapse told as the mood: a hard week, and the conversation goes on from there. Else None."""
    waiting = message.answerable
    if waiting is None or assessment.category != Category.RELAPSE or not _asks_mood(waiting):
        return None
    language = message.draft.case.person.language
    if talk.reads(waiting.state, message.text, language):
        return None
    turn = talk.reply(waiting.state, _HARD, language)
    if turn.answered is None:
        return None
    turn = replace(turn, answered=replace(turn.answered, words=message.text))
    carry(message.draft, waiting.id, waiting.record_id, turn, MessageClass.ANSWER)
    return Decided(InboxOutcome.ANSWER, waiting.record_id, needs_person=True)


def rests(message: Message, assessment: Assessment) -> bool:
    """Whether the question that waits is let go of."""
    waiting = message.answerable
    if waiting is None or waiting.name in PRIVATE or waiting.state.waiting is None:
        return False
    if _takes_leave(assessment):
        return True
    if waiting.name in THOUGHTS:
        return True  # what somebody has to read is not said to be theirs alone
    readable = talk.reads(waiting.state, message.text, message.draft.case.person.language)
    if _asks_mood(waiting):
        return not readable
    return assessment.category != Category.RELAPSE or not readable or _asks_name(waiting)


def _takes_leave(assessment: Assessment) -> bool:
    return not _LEAVE.isdisjoint(assessment.rules)


def _asks_mood(waiting: Talking) -> bool:
    return waiting.state.waiting is not None and waiting.state.waiting.question == _MOOD


def _asks_name(waiting: Talking) -> bool:
    return waiting.state.waiting is not None and waiting.state.waiting.question in ("call-name", "first-name")


def _keep_mood(message: Message, waiting: Talking) -> None:
    turn = talk.reply(waiting.state, message.text, message.draft.case.person.language)
    value = _HARD if turn.answered is None else str(turn.answered.value)
    message.draft.note(waiting.record_id, "answer", _MOOD, f"{value} ({message.text})")
