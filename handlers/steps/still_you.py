"""Is this still you? A number that has been silent for months may be somebody else's by now.

Before anything unasked-for goes there again, one neutral question does, that names nothing and nobody.
YES goes on; NO ends the messages as a wrong number does; without an answer nothing more is sent there, and
a coordinator sees it.
"""

from datetime import timedelta

from channels.port import InboundKind
from conversations import keywords, numbers
from conversations.identity import says_it_is_they
from conversations.keywords import Command
from handlers.deciding.message import Decided, Message
from handlers.steps import consent
from records import effects as fx
from records.kinds import InboxOutcome, MessageClass, RecordKind, Standing

_A_DAY = timedelta(days=1)


def step(message: Message) -> Decided | None:
    """The answer from a number that was asked; None for everything else, and for STOP and HELP."""
    draft = message.draft
    here, person = draft.here, draft.case.person
    if here is None or here.asked_at is None or person.standing is Standing.CUSTODY:
        return None
    if person.standing is Standing.STOPPED:
        if consent.keyword(message) is Command.START or keywords.restarts(message.text):
            draft.add(fx.StillTheirs(here.id))  # whoever wants the messages back is who had them
        return None
    if message.inbound.kind is not InboundKind.TEXT:
        return _unclear(message)
    keyword = consent.keyword(message)
    if keyword in (Command.STOP, Command.HELP):
        return None
    if keyword is Command.WRONG_NUMBER:
        return consent.wrong_number(message)
    theirs = says_it_is_they(message.text, person.name)
    if theirs is None:
        theirs = numbers.read_still_you(message.text, person.language)
    if keyword is Command.START or message.inbound.opt_out == "START":
        theirs = True  # carriers take a YES for START, too
    if theirs is None:
        return _unclear(message)
    if not theirs:
        return consent.wrong_number(message)
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.add(fx.StillTheirs(here.id), fx.CloseRecord(record_id, "answered"))
    draft.note(record_id, "event", "still-theirs")
    draft.say(numbers.STILL_YOU_THANKS, record_id)
    return Decided(InboxOutcome.CONSENT, record_id)


def _unclear(message: Message) -> Decided:
    """Kept for a person, whoever wrote it; the question is put once more, at most once a day."""
    draft = message.draft
    record_id = message.safety_record or draft.open_record(RecordKind.MESSAGE)
    line = draft.words(numbers.STILL_YOU_AGAIN)
    if not any(line in said.text and draft.now - said.at < _A_DAY for said in draft.case.said):
        draft.send(draft.case.person, line, MessageClass.ANSWER, record_id)
    return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)
