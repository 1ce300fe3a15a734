"""Somebody came out lately: one line, once, that a note is there for whoever texts its word."""

from conversations import early_days as say
from handlers.deciding.draft import Draft
from handlers.deciding.early_days import is_due
from records import effects as fx
from records.kinds import MessageClass, RecordKind
from rules import times


def offer(draft: Draft) -> None:
    """Say it, unless the first weeks are over. Nothing waits for an answer, and nothing reminds of it."""
    person = draft.case.person
    if not is_due(person.released_on, times.local_time(draft.now, person.timezone).date()):
        return
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.say(say.OFFER, record_id, MessageClass.PROMPT, name=person.name)
    draft.add(fx.CloseRecord(record_id, "offered"))
