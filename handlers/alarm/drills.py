"""Drills: every phone of the staff is tried, and what is open of a drill is closed at its end."""

from datetime import datetime

from sqlalchemy import Connection, select
from sqlmodel import col

from handlers.alarm.ladder import begin, raise_flag
from handlers.deciding.draft import Draft
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.kinds import RecordKind
from records.load import load_cases
from records.save import save
from safety.tiers import Tier


def end_drill(connection: Connection, tools: Tools, now: datetime, record_id: str, staff_id: str) -> None:
    """Close every alert of a drill. Nobody acknowledges by that: whoever did not answer has not.

    Args:
        record_id: the record it belongs to.
    """
    flags = connection.execute(
        select(col(t.Flag.id)).where(
            col(t.Flag.record_id) == record_id, col(t.Flag.drill), col(t.Flag.closed_at).is_(None)
        )
    ).scalars()
    effects: list[fx.Effect] = [fx.CloseFlag(flag_id) for flag_id in flags]
    about = select(col(t.MeetingRecord.person_id)).where(col(t.MeetingRecord.id) == record_id)
    person_id = connection.execute(about).scalar_one()
    effects += [
        fx.CloseRecord(record_id, "drill"),
        fx.Audited(staff_id, "drill ended", person_id, record_id),
    ]
    save(connection, tools.sealer, now, effects)


class NobodyToDrill(Exception):
    """No member of staff has a phone that can be reached. Add one under Team, then drill again."""


def start_drill(connection: Connection, tools: Tools, now: datetime, staff_id: str) -> str:
    """Try the phone of each member of staff: a text, then a call; returns the id of the drill's record.

    Each has a flag of its own, marked as a drill, whose code they answer with.

    Raises:
        NobodyToDrill: there is nobody to try.
    """
    by = connection.execute(select(col(t.Staff.person_id)).where(col(t.Staff.id) == staff_id)).scalar_one()
    case = load_cases(connection, tools.sealer, now, [by], tools.open_channels)[by]
    draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
    members = [member for member in case.staff if member.address or draft.phone_of(member)]
    if not members:
        raise NobodyToDrill(str(NobodyToDrill.__doc__))
    record_id = draft.open_record(RecordKind.SAFETY)
    draft.add(
        fx.Note(record_id, by, "event", "drill", "", staff_id),
        fx.Audited(staff_id, "drill", by, record_id),
    )
    for member in members:
        flag = raise_flag(draft, member, record_id, None, Tier.EMERGENCY, drill=True)
        begin(draft, flag)
    save(connection, tools.sealer, now, draft.effects)
    return record_id
