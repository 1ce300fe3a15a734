"""Phones that several people share: each begins with a word of their own.

Nobody's content is shown to another. What nobody's word stands before is screened, kept beside the phone
itself and in nobody's record, and answered once a day with a plain question for the word. What is for
somebody whose turn it is not waits, behind one neutral knock. Only signposts and the confirmations of STOP
and HELP go at once: they are for whoever holds the phone. STOP without a word is for everybody on it.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, literal, select
from sqlmodel import col

from conversations import control, keywords, numbers
from conversations import fixed as say
from conversations.keywords import Command
from handlers import consent, for_a_person, wishes
from handlers.draft import Draft
from handlers.message import Decided, Message
from handlers.talking import ask_again
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.arrivals import TURN
from records.cases import Address, Person
from records.kinds import InboxOutcome, MessageClass, RecordKind, Standing
from records.load import load_cases
from records.save import save
from records.types import new_id

_A_DAY = timedelta(days=1)
_ENDS = (Command.STOP, Command.WRONG_NUMBER)
# What may show what somebody said, did or agreed to.
_PRIVATE = frozenset({MessageClass.PROMPT, MessageClass.ANSWER, MessageClass.INVITATION})


# --- what comes in -------------------------------------------------------------------------------------


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
        return Decided(InboxOutcome.COMPLAINT, wishes.complain_silently(draft, asked.rest or message.text))
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


# --- what goes out -------------------------------------------------------------------------------------


def is_their_turn(row: Row[Any], now: datetime) -> bool:
    """Whether the person an outbox row is for holds the phone now; `row` carries its address."""
    return row.opened_at is not None and now - row.opened_at <= TURN


def keeps(row: Row[Any], now: datetime) -> bool:
    """Whether a message must wait until the person it is for says their word."""
    private = MessageClass(row.message_class) in _PRIVATE
    return bool(row.word) and private and not is_their_turn(row, now)


def knock(connection: Connection, tools: Tools, now: datetime, row: Row[Any]) -> None:
    """Say that something waits, and for which word: once until they answer, at most daily; to join, once."""
    case = load_cases(connection, tools.sealer, now, [row.person_id], tools.open_channels)[row.person_id]
    person = case.person
    here = next((one for one in person.addresses if one.id == row.address_id), None)
    invited = person.standing is Standing.INVITED
    before = select(literal(1)).where(
        col(t.Outbox.address_id) == row.address_id,
        col(t.Outbox.person_id) == person.id,
        col(t.Outbox.message_class) == MessageClass.KNOCK,
    )
    if not invited:
        lately = max(now - _A_DAY, row.last_heard_at) if row.last_heard_at else now - _A_DAY
        before = before.where(col(t.Outbox.created_at) > lately)
    if here is None or connection.execute(before.limit(1)).first() is not None:
        return
    draft = Draft(case, tools.wording, now, new_id(now), here=here, console_url=tools.console_url)
    line = numbers.INVITE_SHARED if invited else numbers.KNOCK
    draft.say(line, row.record_id, MessageClass.KNOCK, programme=person.programme.name, word=here.word)
    save(connection, tools.sealer, now, draft.effects)
