"""Last step: everything else is for a human.

Words from a mentee reach their mentor when they ask for that; a mentor's answer to relayed
words goes back the same way, without either seeing the other's number. All other words wait
for a coordinator, and the reply says so honestly, once for each exchange. Pictures and voice
notes are not seen or heard by the program, and the reply says that too.
"""

import re
from datetime import timedelta

from channels.port import InboundKind
from conversations import fixed as say
from handlers.message import SAME_EXCHANGE, Decided, Message
from handlers.talking import ask_again
from records import effects as fx
from records.cases import Person
from records.kinds import InboxOutcome, MessageClass, RecordKind, Role, Standing

# Somebody who writes five texts in a row needs one acknowledgement, not five.
_ACKNOWLEDGED_FOR = timedelta(minutes=30)
_A_DAY = timedelta(days=1)


def step(message: Message) -> Decided:
    """Put the message in front of a human and say so."""
    draft = message.draft
    person = draft.case.person
    if person.standing is Standing.UNKNOWN:
        return stranger(message)
    if not message.text.strip() and message.inbound.kind in (InboundKind.TEXT, InboundKind.OTHER):
        return _nothing_in_it(message)
    if message.is_words and message.waiting is None and closes(message.text):
        # "ok thanks" closes an exchange; answering it would open the next.
        return Decided(InboxOutcome.NOTED, message.before.record_id if message.before else None)
    if person.standing is Standing.INVITED:
        record_id = _exchange(message)
        _acknowledge(message, record_id)
        return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)
    relayed = _answer_to_relay(message)
    return relayed or hand_over(message)


_PLEASANTRIES = frozenset(
    {
        *(
            "ok",
            "okay",
            "k",
            "kk",
            "thanks",
            "thank you",
            "thx",
            "ty",
            "cheers",
            "ta",
            "great",
            "good",
            "cool",
        ),
        *("nice", "will do", "got it", "sounds good", "ok thanks", "okay thanks", "thanks so much", "bye"),
        *("ok thank you", "goodnight", "good night", "you too", "same to you", "gracias", "muchas gracias"),
        *("vale", "bueno", "ok gracias", "de nada", "igualmente", "buenas noches"),
    }
)


def closes(text: str) -> bool:
    """Whether a text only closes an exchange: thanks, ok, a thumbs-up."""
    words = re.findall(r"\w+", text.casefold())
    if not words:
        return bool(text.strip()) and not any(mark in text for mark in "?!")
    return " ".join(words) in _PLEASANTRIES


def hand_over(message: Message) -> Decided:
    """Queue the message for a coordinator; a waiting question stays open and is put once more."""
    record_id = _exchange(message)
    _acknowledge(message, record_id)
    return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)


def relay_to_mentor(message: Message, words: str) -> Decided:
    """Pass words on to the mentor, without a number; say so, or say honestly that there is nobody yet."""
    draft = message.draft
    mentor = draft.case.mentors[0] if draft.case.mentors else None
    if not words.strip():
        record_id = _exchange(message)
        _say(message, record_id, _mentor_how(message, mentor))
        return Decided(InboxOutcome.COMMAND, record_id, needs_person=mentor is None)
    if mentor is None or mentor.address is None or mentor.standing is not Standing.ACTIVE:
        record_id = _exchange(message)
        _say(message, record_id, draft.words(say.NO_MENTOR_YET, name=draft.coordinator))
        return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=mentor.id)
    _relay(message, mentor, words, record_id)
    draft.add(fx.CloseRecord(record_id, "relayed"))
    _say(message, record_id, draft.words(say.RELAYED, name=mentor.name))
    return Decided(InboxOutcome.FOR_A_PERSON, record_id)


def _mentor_how(message: Message, mentor: Person | None) -> str:
    if mentor is None:
        return message.draft.words(say.NO_MENTOR_YET, name=message.draft.coordinator)
    return message.draft.words(say.MENTOR_WORDS_MISSING, name=mentor.name)


def _answer_to_relay(message: Message) -> Decided | None:
    """A mentor's words shortly after relayed ones go back to that mentee, if it can only be one."""
    draft = message.draft
    if Role.MENTOR not in draft.case.person.roles or not message.is_words:
        return None
    waiting_for = {who for who, at in draft.case.relays if draft.now - at <= _A_DAY}
    mentees = [mentee for mentee in draft.case.mentees if mentee.id in waiting_for]
    if len(mentees) != 1 or message.waiting is not None or mentees[0].standing is not Standing.ACTIVE:
        return None
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=mentees[0].id)
    _relay(message, mentees[0], message.text, record_id)
    draft.add(fx.CloseRecord(record_id, "relayed"))
    draft.say(say.RELAYED, record_id, name=mentees[0].name)
    return Decided(InboxOutcome.FOR_A_PERSON, record_id)


def _relay(message: Message, to: Person, words: str, record_id: str) -> None:
    sender = message.draft.case.person
    text = message.draft.words(say.RELAY, to, name=sender.name, text=words)
    message.draft.send(to, text, MessageClass.ANSWER, record_id, about=sender)


def stranger(message: Message) -> Decided:
    """One honest answer a day; everything is kept for a coordinator."""
    draft = message.draft
    answered = any(
        said.message_class == MessageClass.ANSWER and draft.now - said.at < _A_DAY for said in draft.case.said
    )
    record_id = _exchange(message)
    if not answered:
        draft.say(
            say.UNKNOWN_SENDER,
            record_id,
            programme=draft.case.person.programme.name,
            emergency=draft.emergency,
        )
    return Decided(InboxOutcome.STRANGER, record_id, needs_person=True)


def _nothing_in_it(message: Message) -> Decided:
    record_id = _exchange(message)
    _say(message, record_id, message.draft.words(say.EMPTY_MESSAGE))
    return Decided(InboxOutcome.NOTED, record_id)


def _acknowledge(message: Message, record_id: str) -> None:
    draft = message.draft
    kind = message.inbound.kind
    line = say.EDIT_NOTED if kind is InboundKind.EDIT else say.CANNOT_SEE.get(kind.value)
    before = message.before
    lately = (
        before is not None
        and before.outcome == InboxOutcome.FOR_A_PERSON
        and draft.now - before.at < _ACKNOWLEDGED_FOR
    )
    if lately and line is None:
        return
    _say(message, record_id, draft.words(line or say.FOR_A_PERSON, name=draft.coordinator))


def _say(message: Message, record_id: str, line: str) -> None:
    waiting = message.answerable
    if waiting is not None:
        ask_again(message.draft, waiting, line)
    else:
        message.draft.send(message.draft.case.person, line, MessageClass.ANSWER, record_id)


def _exchange(message: Message) -> str:
    """The record of the exchange this belongs to: the one just now, or a new one."""
    if message.safety_record:
        return message.safety_record
    before = message.before
    ongoing = (InboxOutcome.FOR_A_PERSON, InboxOutcome.STRANGER)
    if (
        before is not None
        and before.record_id
        and before.outcome in ongoing
        and message.draft.now - before.at < SAME_EXCHANGE
    ):
        return before.record_id
    return message.draft.open_record(RecordKind.MESSAGE)
