"""Sixth step: the waiting question, if this message can be its answer.

A text can answer only a question that had been handed over before the text was written.
Several texts in a row are one answer while nothing has been said in between. A reply that is
unclear and short is asked about once; one that says something else is for a person, and the
question stays open. A tapped button answers only the question it belongs to.
"""

from channels.port import InboundKind
from conversations import fixed as say
from conversations import talk
from conversations.requests import PRIVATE
from handlers import for_a_person
from handlers.message import Decided, Message
from handlers.talking import carry
from records.kinds import InboxOutcome, MessageClass, RecordKind

# An unclear reply of more words than this says something a person should read.
_SHORT = 3


def step(message: Message) -> Decided | None:
    """Answer the waiting question; None where there is none, or this cannot be its answer."""
    if message.inbound.kind is InboundKind.BUTTON:
        return _tapped(message)
    if not message.is_words or not message.text.strip():
        return None
    waiting = message.answerable
    if waiting is None:
        return _more_of_the_same(message)
    language = message.draft.case.person.language
    private = waiting.name in PRIVATE
    if (
        not private
        and not talk.reads(waiting.state, message.text, language)
        and _says_something_else(message)
    ):
        return for_a_person.hand_over(message)
    turn = talk.reply(waiting.state, message.text, language)
    carry(message.draft, waiting.id, waiting.record_id, turn, MessageClass.ANSWER)
    if private:
        return Decided(InboxOutcome.COMPLAINT, waiting.record_id)
    unclear = turn.outcome is talk.Outcome.UNCLEAR
    return Decided(InboxOutcome.ANSWER, waiting.record_id, needs_person=unclear)


def _tapped(message: Message) -> Decided:
    outbox_id, _, code = message.inbound.button.rpartition(":")
    waiting = message.waiting
    if waiting is not None and waiting.outbox_id == outbox_id and waiting.state.waiting is not None:
        turn = talk.tap(waiting.state, waiting.state.waiting.key, code)
        if not turn.stale:
            carry(message.draft, waiting.id, waiting.record_id, turn, MessageClass.ANSWER)
            return Decided(InboxOutcome.ANSWER, waiting.record_id)
    record_id = next((s.record_id for s in message.draft.case.said if s.outbox_id == outbox_id), None)
    before = message.before
    if before is None or before.outcome != InboxOutcome.STALE:  # tapping on and on is answered once
        message.draft.say(say.STALE_BUTTON, record_id or message.draft.open_record(RecordKind.MESSAGE))
    return Decided(InboxOutcome.STALE, record_id)


def _says_something_else(message: Message) -> bool:
    return len(message.text.split()) > _SHORT


def _more_of_the_same(message: Message) -> Decided | None:
    """Another text while our reply is still on its way belongs to the answer just given."""
    before = message.before
    said = message.draft.case.said
    if before is None or before.outcome != InboxOutcome.ANSWER or before.record_id is None:
        return None
    if not said or said[0].record_id != before.record_id or said[0].handed_at is not None:
        return None
    message.draft.note(before.record_id, "answer", "more", message.text)
    return Decided(InboxOutcome.ANSWER, before.record_id)
