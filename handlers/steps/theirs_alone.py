"""What somebody writes for themselves (a kit, words for hard days): begun and answered in a record of its own
kind, with nobody else in it, whose words nobody reads.
"""

from collections.abc import Sequence
from typing import Any

from conversations import talk
from handlers.deciding.message import Decided, Message
from handlers.deciding.talking import carry, let_go
from records import effects as fx
from records.kinds import InboxOutcome, MessageClass, RecordKind

Anything = talk.Conversation[Any, Any]


def begin(
    message: Message, conversation: Anything, snapshot: object, give_way: Sequence[Anything]
) -> Decided:
    """Begin a conversation; those of its kind that were begun before give way."""
    draft = message.draft
    for one in give_way:
        let_go(draft, one)
    record_id = draft.open_record(RecordKind.KIT)
    carry(draft, draft.new_id(), record_id, talk.start(conversation, snapshot), MessageClass.ANSWER)
    return Decided(InboxOutcome.COMMAND, record_id)


def say(message: Message, text: str) -> Decided:
    """Answer a word with `text`, and be done."""
    draft = message.draft
    record_id = draft.open_record(RecordKind.KIT)
    draft.add(fx.CloseRecord(record_id, "answered"))
    draft.send(draft.case.person, text, MessageClass.ANSWER, record_id)
    return Decided(InboxOutcome.COMMAND, record_id)
