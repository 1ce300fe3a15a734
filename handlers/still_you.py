"""Is this still you? A number that has been silent for months may be somebody else's by now.

Before anything unasked-for goes there again, one neutral question does, that names nothing and nobody.
YES goes on; NO ends the messages as a wrong number does; without an answer nothing more is sent there, and
a coordinator sees it.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from channels.port import InboundKind
from conversations import numbers
from conversations.keywords import Command
from handlers import consent
from handlers.draft import Draft
from handlers.message import Decided, Message
from handlers.tools import Tools
from records import effects as fx
from records.cases import Address, Person
from records.kinds import Channel, InboxOutcome, MessageClass, RecordKind, Role, Standing
from records.load import load_cases
from records.save import save
from records.types import new_id

SILENT = timedelta(days=120)
_A_DAY = timedelta(days=1)


# --- asking ----------------------------------------------------------------------------------------------


def in_doubt(person: Person, address: Address | None, now: datetime) -> bool:
    """Whether a number has to be asked about before anything unasked-for goes there, or has been in vain.

    Not a chat, which does not change hands; not a shared phone, where a word is asked for anyway; not
    staff, whose phones are tried on the rota.
    """
    if address is None or address.channel == Channel.TELEGRAM or address.word:
        return False
    known = [at for at in (address.last_heard_at, address.since) if at is not None]
    silent = bool(known) and now - max(known) >= SILENT
    return Role.COORDINATOR not in person.roles and (silent or address.asked_at is not None)


def ask(draft: Draft, address: Address) -> None:
    """Put the question, if it has not been put."""
    if address.asked_at is not None:
        return
    draft.here = address
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.add(fx.AskWhetherTheirs(address.id), fx.CloseRecord(record_id, "still_you"))
    draft.say(numbers.STILL_YOU, record_id, MessageClass.KNOCK)


def stands_back(connection: Connection, tools: Tools, now: datetime, row: Row[Any]) -> bool:
    """Whether a message that is about to leave must not; then the question goes in its place.

    Args:
        row: an outbox row with its address.
    """
    unasked = row.message_class == MessageClass.PROMPT or row.staff_id is not None
    if not unasked or (
        row.asked_at is None and now - max(row.since, row.last_heard_at or row.since) < SILENT
    ):
        return False
    case = load_cases(connection, tools.sealer, now, [row.person_id], tools.open_channels)[row.person_id]
    address = next((one for one in case.person.addresses if one.id == row.address_id), None)
    if address is None or not in_doubt(case.person, address, now):
        return False
    draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
    ask(draft, address)
    save(connection, tools.sealer, now, draft.effects)
    return True


# --- what they answer ------------------------------------------------------------------------------------


def step(message: Message) -> Decided | None:
    """The answer from a number that was asked; None for everything else, and for STOP and HELP."""
    draft = message.draft
    here, person = draft.here, draft.case.person
    if here is None or here.asked_at is None or person.standing in (Standing.STOPPED, Standing.CUSTODY):
        return None
    if message.inbound.kind is not InboundKind.TEXT:
        return _unclear(message)
    keyword = consent.keyword(message)
    if keyword in (Command.STOP, Command.HELP):
        return None
    if keyword is Command.WRONG_NUMBER:
        return consent.wrong_number(message)
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
