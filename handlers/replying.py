"""Sixth step: the waiting question, if this message can be its answer.

A text can answer only a question that had been handed over before the text was written.
Several texts in a row are one answer while nothing has been said in between. A reply that is
unclear and short is asked about once; one that says something else is for a person, and the
question stays open. A tapped button answers only the question it belongs to.
"""

import re
from datetime import datetime, timedelta

from channels.port import InboundKind
from conversations import fixed as say
from conversations import keywords, names, talk
from conversations.questions import QUESTIONS, Kind
from conversations.requests import PRIVATE
from handlers import for_a_person, wishes
from handlers.message import Decided, Message
from handlers.talking import carry
from records.cases import HeardBefore, Talking
from records.kinds import InboxOutcome, MessageClass, RecordKind, Role

# An unclear reply of more words than this says something a person should read.
_SHORT = 3
# A finger that comes down twice on one button.
_ONE_TAP = timedelta(seconds=10)
# Several texts in a row, written as one.
_ONE_BREATH = timedelta(minutes=2)


def step(message: Message) -> Decided | None:
    """Answer the waiting question; None where there is none, or this cannot be its answer."""
    if message.inbound.kind is InboundKind.BUTTON:
        return _tapped(message)
    if not message.is_words or not message.text.strip():
        return None
    waiting = message.answerable
    if waiting is None:
        return _more_of_the_same(message)
    if _answers_a_relay(message, waiting) and (relayed := for_a_person.answer_to_relay(message)):
        return relayed
    language = message.draft.case.person.language
    private = waiting.name in PRIVATE
    if not private and (
        _for_somebody(message, waiting)
        or (not talk.reads(waiting.state, message.text, language) and _says_something_else(message))
    ):
        return for_a_person.hand_over(message)
    turn = talk.reply(waiting.state, message.text, language)
    carry(message.draft, waiting.id, waiting.record_id, turn, MessageClass.ANSWER)
    if private:
        if turn.answered is None:  # what cannot be used as an answer is the lead's as well
            wishes.add_to_complaint(message.draft, waiting.record_id, message.text)
        return Decided(InboxOutcome.COMPLAINT, waiting.record_id)
    # "need help", "got arrested": what we cannot read, a person should, even while we ask again.
    unread = turn.answered is None and any(char.isalpha() for char in message.text)
    unclear = unread or turn.outcome is talk.Outcome.UNCLEAR
    return Decided(InboxOutcome.ANSWER, waiting.record_id, needs_person=unclear)


def _tapped(message: Message) -> Decided:
    outbox_id, _, code = message.inbound.button.rpartition(":")
    waiting = message.waiting
    if (
        waiting is not None
        and waiting.state.waiting is not None
        and _asked_there(message, waiting, outbox_id)
    ):
        turn = talk.tap(waiting.state, waiting.state.waiting.key, code)
        if not turn.stale:
            carry(message.draft, waiting.id, waiting.record_id, turn, MessageClass.ANSWER)
            return Decided(InboxOutcome.ANSWER, waiting.record_id)
    record_id = next((s.record_id for s in message.draft.case.said if s.outbox_id == outbox_id), None)
    before = message.before
    if before is not None and _tapped_twice(message, before):
        return Decided(InboxOutcome.NOTED, record_id or before.record_id)
    if before is None or before.outcome != InboxOutcome.STALE:  # tapping on and on is answered once
        message.draft.say(say.STALE_BUTTON, record_id or message.draft.open_record(RecordKind.MESSAGE))
    return Decided(InboxOutcome.STALE, record_id)


def _tapped_twice(message: Message, before: HeardBefore) -> bool:
    """Whether the tap just before was on the same button, and counted."""
    return (
        before.kind == InboundKind.BUTTON
        and before.outcome in (InboxOutcome.ANSWER, InboxOutcome.NOTED)
        and before.text == message.text
        and message.inbound.received_at - before.at <= _ONE_TAP
    )


def _asked_there(message: Message, waiting: Talking, outbox_id: str) -> bool:
    """Whether that message carried the question that waits: the newest copy of it, or an earlier one."""
    if waiting.outbox_id == outbox_id:
        return True
    draft = message.draft
    carrier = next((s for s in draft.case.said if s.outbox_id == outbox_id), None)
    asked = talk.refresh(waiting.state).asked
    if carrier is None or carrier.record_id != waiting.record_id or asked is None:
        return False
    if [code for _, code in carrier.buttons] != [option.code for option in asked.question.options]:
        return False
    # Two questions of one talk may have the same buttons (yes, no): only its words tell them apart.
    wording = asked.question.wording
    sentences = (
        draft.wording.render(draft.case.person.language, one, **asked.variables)
        for one in (wording, f"{wording}.again")
    )
    return any(sentence in carrier.text for sentence in sentences)


_TELL = re.compile(r"\W*(?:(?i:please|pls|por favor)\W+)?(?i:tell|ask|dile a|preguntale a)\s+([^\W\d_]+)")
_NAMES = frozenset({"call-name", "first-name"})  # a name is the answer there


def _for_somebody(message: Message, waiting: Talking) -> bool:
    """Whether words at a free-text question are a question of their own, or plainly meant for somebody."""
    asked = waiting.state.waiting
    if asked is None or QUESTIONS[asked.question].kind is not Kind.TEXT:
        return False
    text = message.text.strip()
    if text.endswith(("?", "\uff1f")):
        return True
    case = message.draft.case
    known = {names.first_name(one.name) for one in (*case.mentors, *case.mentees, *case.staff)}
    keyword = keywords.read(text, case.person.language)
    if keyword is not None and keyword.kind is keywords.Command.MENTOR and keyword.to:
        return True
    if told := _TELL.match(text):
        return told[1].casefold() in known or told[1][0].isupper()
    if asked.question in _NAMES:
        return False
    return names.addresses(text, known)


def _answers_a_relay(message: Message, waiting: Talking) -> bool:
    """Whether a mentor's mentee has said something since this question was put."""
    case = message.draft.case
    if Role.MENTOR not in case.person.roles or not case.relays:
        return False
    asked_at = waiting.handed_at or waiting.started_at
    last = max(
        (said.handed_at for said in case.said if said.handed_at and _is_relay(message, said.at)), default=None
    )
    return asked_at is not None and last is not None and last > asked_at


def _is_relay(message: Message, at: datetime) -> bool:
    return any(at == when for _, when in message.draft.case.relays)


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
    if message.inbound.received_at - before.at > _ONE_BREATH:
        return None  # our reply is stuck somewhere, and they have something new to say
    message.draft.note(before.record_id, "answer", "more", message.text)
    return Decided(InboxOutcome.ANSWER, before.record_id)
