"""The end of a drill: what is still open of it is closed, so that no phone rings for it later."""

from datetime import datetime

from sqlalchemy import Connection, select
from sqlmodel import col

from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.save import save


def end_drill(connection: Connection, tools: Tools, now: datetime, record_id: str, staff_id: str) -> None:
    """Close every alert of a drill. Nobody acknowledges by that: whoever did not answer has not."""
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
