"""Meetings that are due: to be reminded of, or to be asked after.

Taken from indexed columns, so many at a time; each is decided and kept by itself, so that one that cannot be
kept holds up no other. Whoever set a meeting up is asked after it; where they cannot be, the other is.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Row, Select, or_, select, true, update
from sqlmodel import col

from handlers.deciding.draft import Draft
from handlers.scheduled import meetings, series
from handlers.tools import Tools
from records import tables as t
from records.cases import Meeting, Part
from records.ids import new_id
from records.load import add, load_cases
from records.save import save

log = structlog.get_logger(__name__)

_BATCH = 100
_TRY_AGAIN = timedelta(hours=1)
_GIVE_UP = timedelta(days=7)


def next_meeting(connection: Connection) -> datetime | None:
    """When the next of them is due, if any."""
    found = (
        connection.execute(select(column).where(column.is_not(None)).order_by(column).limit(1)).scalar()
        for column in (
            col(t.Meeting.remind_at),
            col(t.Meeting.ask_at),
            col(t.Meeting.ask_other_at),
            col(t.MeetingSeries.next_at),
        )
    )
    return min((at for at in found if at is not None), default=None)


def meetings_due(connection: Connection, tools: Tools, now: datetime) -> int:
    """Remind and ask; how many there were."""
    rows = connection.execute(_due(tools, connection, now)).all()
    for row in rows:
        begun: Callable[..., None] = _ask_other
        if row.remind_at and row.remind_at <= now:
            begun = _remind
        elif row.ask_at and row.ask_at <= now:
            begun = _ask
        try:
            with connection.begin_nested():
                begun(connection, tools, now, row)
        except Exception as error:
            log.error("a meeting could not be told of", meeting=row.id, error=type(error).__name__)
            _put_off(connection, row, now)
    return len(rows) + _make_next(connection, tools, now)


def _make_next(connection: Connection, tools: Tools, now: datetime) -> int:
    """Of meetings that come round, the next one where the last is over; how many series there were."""
    due = col(t.MeetingSeries.next_at) <= now
    held = tools.held(connection)
    live = col(t.MeetingSeries.programme_id).not_in(held) if held else true()
    rows = connection.execute(select(t.core(t.MeetingSeries)).where(due, live).limit(_BATCH)).all()
    for row in rows:
        try:
            with connection.begin_nested():
                draft, _ = _draft(connection, tools, now, row, row.mentee_id)
                found = next(one for one in draft.case.meetings.series if one.id == row.id)
                series.make_next(draft, found)
                save(connection, tools.sealer, now, draft.effects)
        except Exception as error:
            log.error("a meeting could not be made", series=row.id, error=type(error).__name__)
            again = update(t.MeetingSeries).where(col(t.MeetingSeries.id) == row.id)
            connection.execute(again.values(next_at=now + _TRY_AGAIN))
    return len(rows)


def _due(tools: Tools, connection: Connection, now: datetime) -> Select[Any]:
    held = tools.held(connection)
    live = col(t.Meeting.programme_id).not_in(held) if held else true()
    times = (col(t.Meeting.remind_at), col(t.Meeting.ask_at), col(t.Meeting.ask_other_at))
    due = or_(*(time <= now for time in times))
    return select(t.core(t.Meeting)).where(due, live).order_by(col(t.Meeting.at)).limit(_BATCH)


def _put_off(connection: Connection, row: Row[Any], now: datetime) -> None:
    """Tried again in an hour; one whose time is long over is left as it is."""
    again = now + _TRY_AGAIN if now - row.at < _GIVE_UP else None
    values: dict[str, Any] = {}
    if row.remind_at and row.remind_at <= now:
        values["remind_at"] = again if again and again < row.at else None
    if row.ask_at and row.ask_at <= now:
        values["ask_at"] = again
    if row.ask_other_at and row.ask_other_at <= now:
        values["ask_other_at"] = again
    connection.execute(update(t.Meeting).where(col(t.Meeting.id) == row.id).values(**values))


def _draft(
    connection: Connection, tools: Tools, now: datetime, row: Row[Any], person_id: str
) -> tuple[Draft, Meeting | None]:
    cases = load_cases(connection, tools.sealer, now, [person_id], tools.open_channels)
    wanted = {Part.MEETINGS: [person_id], Part.UNASKED: [person_id]}
    cases = add(connection, tools.sealer, now, cases, wanted, tools.open_channels)
    case = cases[person_id]
    draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
    return draft, next((one for one in case.meetings.agreed if one.id == row.id), None)


def _remind(connection: Connection, tools: Tools, now: datetime, row: Row[Any]) -> None:
    draft, meeting = _draft(connection, tools, now, row, row.mentee_id)
    if meeting is None:
        _over(connection, row, row.state)
        return
    meetings.remind(draft, meeting)
    save(connection, tools.sealer, now, draft.effects)


def _ask(connection: Connection, tools: Tools, now: datetime, row: Row[Any]) -> None:
    other = row.mentor_id if row.set_by == row.mentee_id else row.mentee_id
    for person_id in (row.set_by, other):
        draft, meeting = _draft(connection, tools, now, row, person_id)
        if meeting is not None and meetings.ask(draft, meeting):
            save(connection, tools.sealer, now, draft.effects)
            return
    _over(connection, row, "unsaid")


def _ask_other(connection: Connection, tools: Tools, now: datetime, row: Row[Any]) -> None:
    """Whoever was not asked first; the first was, and has said that they met."""
    draft, meeting = _draft(connection, tools, now, row, row.ask_other)
    if meeting is None:
        _over(connection, row, row.state)
        return
    meetings.ask_other(draft, meeting)
    save(connection, tools.sealer, now, draft.effects)


def _over(connection: Connection, row: Row[Any], state: str) -> None:
    ended = update(t.Meeting).where(col(t.Meeting.id) == row.id)
    connection.execute(ended.values(state=state, remind_at=None, ask_at=None, ask_other_at=None))
