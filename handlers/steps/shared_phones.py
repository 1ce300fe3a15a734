"""Phones that several people share: each begins with a word of their own.

Nobody's content is shown to another. What nobody's word stands before is screened, kept beside the phone
itself and in nobody's record, and answered once a day with a plain question for the word. What is for
somebody whose turn it is not waits, behind one neutral knock. Only signposts and the confirmations of STOP
and HELP go at once: they are for whoever holds the phone. STOP without a word is for everybody on it.
"""

from datetime import timedelta

from conversations import control, keywords, numbers
from conversations import sentences as say
from conversations.keywords import Command
from handlers.deciding import intents
from handlers.deciding.draft import Draft
from handlers.deciding.message import Decided, Message
from handlers.deciding.talking import ask_again
from handlers.steps import consent, for_a_person
from records import effects as fx
from records.cases import Address, Person
from records.kinds import InboxOutcome, MessageClass, RecordKind, Standing

_A_DAY = timedelta(days=1)
_ENDS = (Command.STOP, Command.WRONG_NUMBER)


def step(message: Message) -> Decided | None:
    """After the screening: a text without a word, and a word without a text; None for everything else."""
    case = message.draft.case
    if not case.sharing:
        return None
    if _is_the_phone(message):
        return _whose(message)
    if message.rest == "":
        return _only_the_word(message)
    return None


def settle(message: Message) -> None:
    """When a message is decided: whose turn it is now, and a STOP for everybody reaches everybody."""
    draft = message.draft
    case, here = draft.case, draft.here
    if not case.sharing or here is None:
        return
    rows = tuple(found for person in case.sharing if (found := _on(person, here)) is not None)
    if _is_the_phone(message):
        _may_be(message)
    if message.rest is None and consent.keyword(message) in _ENDS:
        for person in case.sharing:
            if person.id != case.person.id and person.standing is not Standing.STOPPED:
                _stop_as_well(draft, person, here)
        draft.add(fx.EndTurns(tuple(row.id for row in rows)))
    elif not _is_the_phone(message):
        at = min(message.inbound.received_at, draft.now)
        draft.add(fx.TakeTurn(here.id, at, tuple(row.id for row in rows if row.id != here.id)))


def _is_the_phone(message: Message) -> bool:
    case = message.draft.case
    return all(case.person.id != person.id for person in case.sharing)


def _on(person: Person, here: Address) -> Address | None:
    """Their row for that phone."""
    same = (here.channel, here.value)
    return next((one for one in person.addresses if one.word and (one.channel, one.value) == same), None)


def _whose(message: Message) -> Decided:
    draft = message.draft
    person, programme = draft.case.person, draft.case.person.programme
    all_stopped = all(one.standing is Standing.STOPPED for one in draft.case.sharing)
    keyword = consent.keyword(message)
    if person.standing is Standing.STOPPED and (not all_stopped or keyword is Command.START):
        # The phone may be written to again: somebody on it wants messages.
        draft.add(fx.SetStanding(person.id, Standing.UNKNOWN))
    if keyword in _ENDS:
        return _end(message, keyword, all_stopped)
    if keyword is Command.START or (keyword is Command.HELP and not message.inbound.opt_out):
        record_id = draft.open_record(RecordKind.MESSAGE)
        line = numbers.WHICH_WORD_TO_START if keyword is Command.START else numbers.HELP_SHARED
        names = {"programme": programme.name, "coordinator": draft.coordinator}
        draft.say(line, record_id, MessageClass.STOP_OR_HELP, **names)
        draft.add(fx.CloseRecord(record_id, "answered"))
        return Decided(InboxOutcome.CONSENT, record_id)
    if message.is_words and for_a_person.closes(message.text):
        return Decided(InboxOutcome.NOTED, message.before.record_id if message.before else None)
    asked = keywords.read(message.text, person.language) if message.is_words else None
    if asked is not None and asked.kind is Command.COMPLAIN:
        return Decided(InboxOutcome.COMPLAINT, intents.complain_silently(draft, asked.rest or message.text))
    if all_stopped:
        draft.before.clear()
        record_id = draft.open_record(RecordKind.MESSAGE)
        return Decided(InboxOutcome.FOR_A_PERSON, record_id, needs_person=True)
    return for_a_person.one_answer_a_day(message, numbers.WHICH_WORD)


def _end(message: Message, keyword: Command, all_stopped: bool) -> Decided:
    draft = message.draft
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.before.clear()
    if not message.inbound.opt_out and not all_stopped:
        line = say.STOP_CONFIRMED if keyword is Command.STOP else control.WRONG_NUMBER
        programme = draft.case.person.programme.name
        draft.say(line, record_id, MessageClass.STOP_OR_HELP, programme=programme)
    wrong = keyword is Command.WRONG_NUMBER
    if wrong:
        draft.note(record_id, "event", "wrong-person")
    draft.add(fx.CloseRecord(record_id, "stopped"))
    said = keywords.read(message.text, draft.case.person.language)
    return Decided(InboxOutcome.CONSENT, record_id, needs_person=wrong or bool(said and said.rest))


def _stop_as_well(draft: Draft, person: Person, here: Address) -> None:
    record_id = draft.new_id()
    draft.add(
        fx.OpenRecord(record_id, person.programme.id, person.id, RecordKind.MESSAGE, here.channel),
        fx.Note(record_id, person.id, "event", "stopped-on-shared-phone"),
        fx.SetStanding(person.id, Standing.STOPPED),
        fx.EndConversations(person.id, "stopped"),
        fx.CloseRecord(record_id, "stopped"),
    )


def _may_be(message: Message) -> None:
    """Whoever reads the record sees who it may be; each name is sealed with its owner's key."""
    draft = message.draft
    begun = [e for e in draft.effects if isinstance(e, fx.OpenRecord) and e.person_id == draft.case.person.id]
    for record in begun:
        for person in draft.case.sharing:
            draft.add(fx.Note(record.id, person.id, "event", "may-be", person.name))


def _only_the_word(message: Message) -> Decided:
    """They are here. What waits for them goes now; else they hear that nothing does, and what was asked."""
    draft = message.draft
    person = draft.case.person
    waits = any(said.handed_at is None for said in draft.case.said)
    if not waits and message.answerable is not None:
        ask_again(draft, message.answerable, draft.words(numbers.NOTHING_NEW))
    elif not waits and person.standing in (Standing.ACTIVE, Standing.PAUSED):
        draft.say(numbers.NOTHING_NEW, None)
    return Decided(InboxOutcome.NOTED, message.before.record_id if message.before else None)
