"""Words that were passed on and did not reach the other: whoever wrote them is told, once."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, literal, select, update
from sqlmodel import col

from conversations import sentences as say
from handlers.deciding.draft import Draft
from handlers.deciding.passing_on import is_awake
from handlers.tools import Tools
from records import tables as t
from records.ids import new_id
from records.kinds import Lane, MessageClass
from records.load import load_cases
from records.save import save

# Several texts in a row that did not arrive are told of once.
_TOLD_LATELY = timedelta(minutes=10)


def did_not_arrive(connection: Connection, tools: Tools, now: datetime, row: Row[Any]) -> None:
    """Words that were passed on did not reach the other, and will not: whoever wrote them is told, once."""
    if row.lane != Lane.REPLY or row.about_id == row.person_id or row.staff_id or not row.record_id:
        return  # nobody's words but ours
    told = select(literal(1)).where(
        col(t.RecordEntry.record_id) == row.record_id, col(t.RecordEntry.label) == "sender-told"
    )
    if connection.execute(told.limit(1)).first() is not None:
        return  # of another piece of the same words
    cases = load_cases(connection, tools.sealer, now, [row.about_id, row.person_id], tools.open_channels)
    if row.about_id not in cases or row.person_id not in cases:
        return
    draft = Draft(cases[row.about_id], tools.wording, now, new_id(now), console_url=tools.console_url)
    line = draft.words(say.MAY_NOT_HAVE_ARRIVED, name=cases[row.person_id].person.name)
    lately = (said for said in draft.case.said if now - said.at <= _TOLD_LATELY)
    if not any(said.text == line for said in lately):
        kind = MessageClass.ANSWER if is_awake(draft.case.person, now) else MessageClass.PROMPT
        draft.send(draft.case.person, line, kind, row.record_id, lane=Lane.REPLY)
    draft.note(row.record_id, "event", "sender-told")
    save(connection, tools.sealer, now, draft.effects)
    connection.execute(
        update(t.MeetingRecord)
        .where(col(t.MeetingRecord.id) == row.record_id, col(t.MeetingRecord.outcome) == "relayed")
        .values(outcome="not_arrived")
    )
