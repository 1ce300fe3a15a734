"""Whose phone is it by now? A number that was silent for months may have passed to somebody else."""

from datetime import datetime, timedelta

from channels.port import CAN
from conversations import numbers
from handlers.deciding.draft import Draft
from records import effects as fx
from records.cases import Address, Person
from records.kinds import MessageClass, RecordKind, Role

SILENT = timedelta(days=120)


def in_doubt(person: Person, address: Address | None, now: datetime) -> bool:
    """Whether a number has to be asked about before anything unasked-for goes there, or has been in vain.

    Not a chat, which does not change hands; not a shared phone, where a word is asked for anyway; not
    staff, whose phones are tried on the rota.
    """
    if address is None or not CAN[address.channel].numbers or address.word:
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
