"""What the first page shows: what needs somebody, and who is quiet. No words of anybody are opened here."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import case, func, select
from sqlmodel import col

from records import tables as t
from records.kinds import RecordKind, Standing
from records.reading import TROUBLE, FlagRow, View, flag_rows, names, unattended
from records.reading_people import last_heard


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Messages of one person that wait for a human."""

    person_id: str
    name: str = field(repr=False)
    count: int
    since: datetime
    record_id: str | None


@dataclass(frozen=True, slots=True)
class TroubleRow:
    """A message of ours that did not get through, or may not have."""

    outbox_id: str
    person_id: str
    name: str = field(repr=False)
    record_id: str | None
    channel: str
    state: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class QuietRow:
    """Somebody whose last check-in got no reply."""

    person_id: str
    name: str = field(repr=False)
    record_id: str
    asked_at: datetime
    last_heard_at: datetime | None


def open_flags(view: View) -> list[FlagRow]:
    """Flags nobody has closed: unanswered first, then the worst, then the oldest."""
    weight = case({"emergency": 0, "urgent": 1, "concern": 2}, value=col(t.Flag.tier), else_=3)
    query = (
        select(t.core(t.Flag))
        .where(col(t.Flag.programme_id) == view.programme_id, col(t.Flag.closed_at).is_(None))
        .order_by(col(t.Flag.acknowledged_at).is_not(None), weight, col(t.Flag.raised_at))
    )
    return flag_rows(view, query, with_words=False)


def waiting_people(view: View) -> list[WaitingRow]:
    """Who is waiting for a human, longest wait first."""
    query = (
        select(
            col(t.Inbox.person_id),
            func.count().label("messages"),
            func.min(col(t.Inbox.received_at)).label("since"),
            func.max(col(t.Inbox.record_id)).label("record_id"),
        )
        .join(t.Person, col(t.Person.id) == col(t.Inbox.person_id))
        .where(col(t.Person.programme_id) == view.programme_id, unattended())
        .group_by(col(t.Inbox.person_id))
        .order_by(func.min(col(t.Inbox.received_at)))
    )
    rows = view.connection.execute(query).all()
    called = names(view, [r.person_id for r in rows])
    return [WaitingRow(r.person_id, called[r.person_id], r.messages, r.since, r.record_id) for r in rows]


def undelivered(view: View, since: datetime, limit: int = 50) -> list[TroubleRow]:
    """Messages made since then that failed, expired, or may not have arrived; newest first."""
    query = (
        select(
            col(t.Outbox.id),
            col(t.Outbox.person_id),
            col(t.Outbox.record_id),
            col(t.Outbox.channel),
            col(t.Outbox.state),
            col(t.Outbox.reason),
            col(t.Outbox.created_at),
        )
        .join(t.Person, col(t.Person.id) == col(t.Outbox.person_id))
        .where(
            col(t.Person.programme_id) == view.programme_id,
            col(t.Outbox.state).in_(TROUBLE),
            col(t.Outbox.created_at) >= since,
        )
        .order_by(col(t.Outbox.created_at).desc(), col(t.Outbox.id).desc())
        .limit(limit)
    )
    rows = view.connection.execute(query).all()
    called = names(view, [r.person_id for r in rows])
    return [
        TroubleRow(
            r.id, r.person_id, called[r.person_id], r.record_id, r.channel, r.state, r.reason, r.created_at
        )
        for r in rows
    ]


def quiet_people(view: View) -> list[QuietRow]:
    """Active people whose newest check-in that is over ended without a reply; longest quiet first."""
    numbered = (
        select(
            col(t.MeetingRecord.id),
            col(t.MeetingRecord.person_id),
            col(t.MeetingRecord.opened_at),
            col(t.MeetingRecord.outcome),
            func.row_number()
            .over(
                partition_by=col(t.MeetingRecord.person_id),
                order_by=(col(t.MeetingRecord.opened_at).desc(), col(t.MeetingRecord.id).desc()),
            )
            .label("place"),
        )
        .where(
            col(t.MeetingRecord.programme_id) == view.programme_id,
            col(t.MeetingRecord.kind) == RecordKind.CHECK_IN,
            col(t.MeetingRecord.closed_at).is_not(None),
        )
        .subquery()
    )
    query = (
        select(numbered.c.id, numbered.c.person_id, numbered.c.opened_at)
        .join(t.Person, col(t.Person.id) == numbered.c.person_id)
        .where(
            numbered.c.place == 1,
            numbered.c.outcome == "no_reply",
            col(t.Person.standing) == Standing.ACTIVE,
        )
    )
    rows = view.connection.execute(query).all()
    called = names(view, [r.person_id for r in rows])
    heard = last_heard(view, [r.person_id for r in rows])
    found = [
        QuietRow(r.person_id, called[r.person_id], r.id, r.opened_at, heard.get(r.person_id)) for r in rows
    ]
    return sorted(found, key=lambda row: row.last_heard_at or row.asked_at)
