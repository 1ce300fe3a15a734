"""A quiet time that somebody asked for is over: things go on, and one gentle line says so."""

from conversations import control
from handlers.deciding.draft import Draft
from handlers.scheduled import planner
from handlers.scheduled.planner import Unplanned
from records import effects as fx
from records.kinds import MessageClass, RecordKind


def resume(draft: Draft) -> None:
    """Go on; without a word where today has its message, which shows it as well."""
    person = draft.case.person
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.add(fx.SetPause(person.id, on=False), fx.CloseRecord(record_id, "started"))
    if planner.decide(draft.case, draft.now, Unplanned.PAUSE_OVER).goes:
        draft.say(control.PAUSE_OVER, record_id, MessageClass.PROMPT, name=person.name)
