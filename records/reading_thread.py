"""The whole conversation with one person, as their phone shows it, the newest part first.

What their phone got and what it sent, in the order of time. Alerts to a member of staff are apart: they are
about somebody else. Of a person's own list, only how far each message got; of a complaint, nothing to a
coordinator.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlmodel import col

from records import tables as t
from records.kinds import MessageClass, RecordKind
from records.reading import KEPT_TO_THEMSELVES, Line, View, lines, staff_names, unattended

AT_ONCE = 40
_ALERTS = 20


@dataclass(frozen=True, slots=True)
class Thread:
    """One page of it.

    Attributes:
        lines: the lines, oldest first.
        earlier: there are more before this instant; none: this is the beginning.
        alerts: to a member of staff: the newest alerts that went to them.
    """

    lines: tuple[Line, ...] = field(default=(), repr=False)
    earlier: datetime | None = None
    alerts: tuple[Line, ...] = field(default=(), repr=False)


def thread(view: View, person_id: str, before: datetime | None = None) -> Thread:
    """The lines just before an instant, or the newest. For somebody whom this view shows."""
    apart = _apart(view, person_id)
    hidden = [
        one for one, kind in apart.items() if kind == RecordKind.COMPLAINT and view.caseload is not None
    ]
    heard_at = col(t.Inbox.received_at)
    said_at: Any = func.coalesce(t.Outbox.handed_at, t.Outbox.started_at, t.Outbox.created_at)
    record, told = col(t.Inbox.record_id), col(t.Outbox.record_id)
    heard = [col(t.Inbox.person_id) == person_id, or_(record.is_(None), record.not_in(hidden))]
    said = [
        col(t.Outbox.person_id) == person_id,
        or_(told.is_(None), told.not_in(hidden)),
        view.shows(col(t.Outbox.about_id)),
    ]
    alert = col(t.Outbox.message_class) == MessageClass.STAFF_ALERT
    if before is not None:
        heard.append(heard_at < before)
        said.append(said_at < before)
    arrived = _newest(view, select(col(t.Inbox.id), heard_at.label("at"), record.label("record_id")), heard)
    sent = _newest(
        view, select(col(t.Outbox.id), said_at.label("at"), told.label("record_id")), [*said, ~alert]
    )
    times = sorted((row.at for row in (*arrived, *sent)), reverse=True)
    since = times[AT_ONCE - 1] if len(times) > AT_ONCE else None
    shown = [row for row in arrived if since is None or row.at >= since]
    ours = [row for row in sent if since is None or row.at >= since]
    by_staff = staff_names(view)
    said_lines = lines(
        view,
        col(t.Inbox.id).in_([row.id for row in shown]),
        col(t.Outbox.id).in_([row.id for row in ours]),
        by_staff,
    )
    own = {row.id for row in (*shown, *ours) if apart.get(row.record_id) == RecordKind.KIT}
    kept = [replace(one, text=KEPT_TO_THEMSELVES, buttons=()) if one.id in own else one for one in said_lines]
    alerts = [] if before else _newest(view, select(col(t.Outbox.id), said_at.label("at")), [*said, alert])
    return Thread(tuple(kept), since, _alerts(view, [row.id for row in alerts[:_ALERTS]], by_staff))


def next_waiting(view: View, person_id: str) -> str | None:
    """Who waits longest for a person, other than this one; none: nobody does."""
    first = func.min(col(t.Inbox.received_at))
    query = (
        select(col(t.Inbox.person_id))
        .where(unattended(), view.shows(col(t.Inbox.person_id)), col(t.Inbox.person_id) != person_id)
        .group_by(col(t.Inbox.person_id))
        .order_by(first, col(t.Inbox.person_id))
        .limit(1)
    )
    return view.connection.execute(query).scalar_one_or_none()


def _apart(view: View, person_id: str) -> dict[str, str]:
    """Their records whose words are not for everybody who reads them."""
    kinds = (RecordKind.KIT, RecordKind.COMPLAINT)
    query = select(col(t.MeetingRecord.id), col(t.MeetingRecord.kind)).where(
        col(t.MeetingRecord.person_id) == person_id, col(t.MeetingRecord.kind).in_(kinds)
    )
    return {row.id: row.kind for row in view.connection.execute(query)}


def _newest(view: View, query: Any, conditions: Sequence[Any]) -> Sequence[Any]:
    query = query.where(and_(*conditions)).order_by(query.selected_columns.at.desc()).limit(AT_ONCE + 1)
    return view.connection.execute(query).all()


def _alerts(view: View, ids: Sequence[str], by_staff: dict[str, str]) -> tuple[Line, ...]:
    if not ids:
        return ()
    return tuple(lines(view, col(t.Inbox.id).in_([]), col(t.Outbox.id).in_(ids), by_staff))
