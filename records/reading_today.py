"""What the first page shows: what needs somebody, who is quiet, and why.

No words of anybody are opened here, but for names.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlmodel import col

from records import silences
from records import tables as t
from records.cases import Asked
from records.kinds import (
    ACCOUNT_FAULT,
    NOT_LEFT,
    TAKEN_BACK,
    MessageClass,
    OutboxState,
    PlanKind,
    RecordKind,
    Role,
    Standing,
)
from records.reading import TROUBLE, FlagRow, View, flag_rows, names, unattended
from records.reading_people import last_heard

_JUST_HEARD = timedelta(days=1)  # who was heard so lately is not quiet, whatever became of a check-in


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
    """Somebody of whom nothing comes.

    Attributes:
        why: "undelivered", "skipped", "still_you" or "quiet" for somebody active; else how they stand.
        since: when they were last asked, or since when they stand so.
        detail: for "skipped", what became of the occurrence.
        unanswered: how many check-ins in a row found no answer.
        request_id: the request that asks how it goes on with them, where it stands.
    """

    person_id: str
    name: str = field(repr=False)
    why: str
    since: datetime
    last_heard_at: datetime | None
    record_id: str | None = None
    detail: str = ""
    until: datetime | None = None
    unanswered: int = 0
    request_id: str | None = None


def open_flags(view: View) -> list[FlagRow]:
    """Flags nobody has closed: unanswered first, then the worst, then the oldest."""
    weight = case({"emergency": 0, "urgent": 1, "concern": 2}, value=col(t.Flag.tier), else_=3)
    query = (
        select(t.core(t.Flag))
        .where(view.shows(col(t.Flag.person_id)), col(t.Flag.closed_at).is_(None))
        .order_by(col(t.Flag.acknowledged_at).is_not(None), weight, col(t.Flag.raised_at))
    )
    return flag_rows(view, query, with_words=False)


def waiting_people(view: View) -> list[WaitingRow]:
    """Which of the people we may write to wait for a human, longest wait first."""
    return waiting_where(view, col(t.Person.standing).not_in((Standing.UNKNOWN, Standing.STOPPED)))


def unclaimed(view: View) -> list[WaitingRow]:
    """Senders nobody has named yet, whose messages wait; longest wait first."""
    return waiting_where(view, col(t.Person.standing) == Standing.UNKNOWN)


def waiting_where(view: View, who: ColumnElement[bool]) -> list[WaitingRow]:
    """People of whom this is true, whose messages wait; longest wait first."""
    query = (
        select(
            col(t.Inbox.person_id),
            func.count().label("messages"),
            func.min(col(t.Inbox.received_at)).label("since"),
            func.max(col(t.Inbox.record_id)).label("record_id"),
        )
        .join(t.Person, col(t.Person.id) == col(t.Inbox.person_id))
        .where(view.shows(col(t.Inbox.person_id)), unattended(), who)
        .group_by(col(t.Inbox.person_id))
        .order_by(func.min(col(t.Inbox.received_at)))
    )
    rows = view.connection.execute(query).all()
    called = names(view, [r.person_id for r in rows])
    return [WaitingRow(r.person_id, called[r.person_id], r.messages, r.since, r.record_id) for r in rows]


def mentors_among(view: View, person_ids: Sequence[str]) -> frozenset[str]:
    """Those of them who are mentors and not mentees: what they write about themselves is their wellbeing."""
    rows = view.connection.execute(
        select(col(t.Membership.person_id), col(t.Membership.role)).where(
            col(t.Membership.person_id).in_(person_ids), col(t.Membership.until).is_(None)
        )
    ).all()
    mentees = {row.person_id for row in rows if row.role == Role.MENTEE}
    return frozenset(row.person_id for row in rows if row.role == Role.MENTOR) - mentees


@dataclass(frozen=True, slots=True)
class UnmetRow:
    """A match of which no meeting was logged for long."""

    person_id: str  # the mentee
    name: str = field(repr=False)
    mentor: str = field(repr=False)
    last: datetime | None  # when they met last, as far as was logged
    since: datetime  # since when they walk together


def not_met(view: View, before: datetime) -> list[UnmetRow]:
    """Matches since before that time, of which no meeting since then was logged; the longest first."""
    met = (
        select(
            col(t.MeetingRecord.person_id),
            col(t.MeetingRecord.with_id),
            func.max(col(t.MeetingRecord.opened_at)).label("last"),
        )
        .where(
            col(t.MeetingRecord.kind) == RecordKind.MEETING,
            col(t.MeetingRecord.outcome) != TAKEN_BACK,
        )
        .group_by(col(t.MeetingRecord.person_id), col(t.MeetingRecord.with_id))
        .subquery()
    )
    rows = view.connection.execute(
        select(col(t.Match.mentee_id), col(t.Match.mentor_id), col(t.Match.since), met.c.last)
        .outerjoin(
            met, (met.c.person_id == col(t.Match.mentee_id)) & (met.c.with_id == col(t.Match.mentor_id))
        )
        .where(
            col(t.Match.until).is_(None),
            col(t.Match.since) < before,
            view.shows(col(t.Match.mentee_id)),
            or_(met.c.last.is_(None), met.c.last < before),
        )
    ).all()
    called = names(view, [person_id for row in rows for person_id in row[:2]])
    found = [
        UnmetRow(row.mentee_id, called[row.mentee_id], called[row.mentor_id], row.last, row.since)
        for row in rows
    ]
    return sorted(found, key=lambda row: row.last or row.since)


def undelivered(view: View, since: datetime, limit: int = 50) -> list[TroubleRow]:
    """Messages made since then that failed, expired, or may not have arrived; newest first.

    Also those that wait until our account with a provider is put right.
    """
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
            view.shows(col(t.Outbox.person_id)),
            or_(
                col(t.Outbox.state).in_(TROUBLE),
                col(t.Outbox.state).in_(NOT_LEFT)
                & col(t.Outbox.reason).startswith(ACCOUNT_FAULT, autoescape=True),
            ),
            col(t.Outbox.created_at) >= since,
        )
        .order_by(col(t.Outbox.created_at).desc(), col(t.Outbox.id).desc())
        .limit(limit)
    )
    if view.caseload is not None:  # an answer to a complaint that did not arrive is the lead's to see
        complaints = select(col(t.MeetingRecord.id)).where(
            col(t.MeetingRecord.kind) == RecordKind.COMPLAINT,
            col(t.MeetingRecord.programme_id) == view.programme_id,
        )
        record_id = col(t.Outbox.record_id)
        query = query.where(or_(record_id.is_(None), record_id.not_in(complaints)))
    rows = view.connection.execute(query).all()
    called = names(view, [r.person_id for r in rows])
    return [
        TroubleRow(
            r.id, r.person_id, called[r.person_id], r.record_id, r.channel, r.state, r.reason, r.created_at
        )
        for r in rows
    ]


def quiet_people(view: View) -> list[QuietRow]:
    """Active people whose newest check-in that is over ended without a reply, or was skipped; and why.

    Nobody who was heard since they were last asked, or within a day, on whatever channel and about whatever.
    """
    return [row for row in _not_asked(view) if _is_quiet(row, view.now)]


def not_asked(view: View) -> list[QuietRow]:
    """Active people who are not quiet, and could not be asked all the same; and why.

    A check-in did not arrive or was missed, or it is not known whether the number is still theirs.
    """
    return [
        row
        for row in _not_asked(view)
        if not _is_quiet(row, view.now) and row.why != "quiet" and row.detail != "talking"
    ]


def _not_asked(view: View) -> list[QuietRow]:
    asked = _last_check_ins(view)
    skipped = _last_skipped(view, {row.person_id: row.opened_at for row in asked})
    in_doubt = _in_doubt(view)
    silent = [
        row
        for row in asked
        if row.outcome == "no_reply" and row.person_id not in skipped and row.person_id not in in_doubt
    ]
    lost = set(
        view.connection.execute(
            select(col(t.Outbox.record_id)).where(
                col(t.Outbox.record_id).in_([row.id for row in silent]),
                col(t.Outbox.state).in_((*TROUBLE, OutboxState.WITHHELD)),
                col(t.Outbox.message_class) == MessageClass.PROMPT,
            )
        ).scalars()
    )
    people = [*skipped, *in_doubt, *(row.person_id for row in silent)]
    called, heard = names(view, people), last_heard(view, people)
    runs = silences.asked(view.connection, view.now, [row.person_id for row in silent]) if view.now else {}
    run = {row.person_id: runs.get(row.person_id, Asked()) for row in silent}
    found = [
        QuietRow(
            person_id=row.person_id,
            name=called[row.person_id],
            why="undelivered" if row.id in lost else "quiet",
            since=row.opened_at,
            last_heard_at=heard.get(row.person_id),
            record_id=row.id,
            unanswered=run[row.person_id].unanswered,
            request_id=run[row.person_id].request_id if run[row.person_id].with_a_person else None,
        )
        for row in silent
    ]
    found += [
        QuietRow(person, called[person], "skipped", row.at, heard.get(person), detail=row.outcome)
        for person, row in skipped.items()
        if person not in in_doubt
    ]
    found += [
        QuietRow(person, called[person], "still_you", since, heard.get(person))
        for person, since in in_doubt.items()
    ]
    return sorted(found, key=lambda row: row.last_heard_at or row.since)


def _is_quiet(row: QuietRow, now: datetime | None) -> bool:
    """Whether nothing came from them since they were asked, nor just before."""
    heard = row.last_heard_at
    if heard is None:
        return True
    return heard <= row.since and (now is None or now - heard >= _JUST_HEARD)


def _in_doubt(view: View) -> dict[str, datetime]:
    """Who was asked whether their number is still theirs, and when; nothing goes there until they answer."""
    rows = view.connection.execute(
        select(col(t.Address.person_id), func.max(col(t.Address.asked_at)).label("at"))
        .join(t.Person, col(t.Person.id) == col(t.Address.person_id))
        .where(
            view.shows(col(t.Address.person_id)),
            col(t.Address.asked_at).is_not(None),
            col(t.Address.retired_at).is_(None),
            col(t.Person.standing).in_((Standing.ACTIVE, Standing.PAUSED)),
        )
        .group_by(col(t.Address.person_id))
    )
    return {row.person_id: row.at for row in rows}


def _last_check_ins(view: View) -> Sequence[Any]:
    """The newest check-in that is over, of everybody active."""
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
            view.shows(col(t.MeetingRecord.person_id)),
            col(t.MeetingRecord.kind) == RecordKind.CHECK_IN,
            col(t.MeetingRecord.closed_at).is_not(None),
        )
        .subquery()
    )
    query = (
        select(numbered.c.id, numbered.c.person_id, numbered.c.opened_at, numbered.c.outcome)
        .join(t.Person, col(t.Person.id) == numbered.c.person_id)
        .where(numbered.c.place == 1, col(t.Person.standing) == Standing.ACTIVE)
    )
    return view.connection.execute(query).all()


def _last_skipped(view: View, asked: dict[str, datetime]) -> dict[str, Any]:
    """Active people whose check-in came round since they were last asked, and could not be had."""
    newest = (
        select(col(t.Occurrence.plan_id), func.max(col(t.Occurrence.local_date)).label("local_date"))
        .join(t.Plan, col(t.Plan.id) == col(t.Occurrence.plan_id))
        .where(col(t.Plan.kind) == PlanKind.CHECK_IN, view.shows(col(t.Plan.person_id)))
        .group_by(col(t.Occurrence.plan_id))
        .subquery()
    )
    rows = view.connection.execute(
        select(col(t.Occurrence.person_id), col(t.Occurrence.at), col(t.Occurrence.outcome))
        .join(
            newest,
            (newest.c.plan_id == col(t.Occurrence.plan_id))
            & (newest.c.local_date == col(t.Occurrence.local_date)),
        )
        .join(t.Person, col(t.Person.id) == col(t.Occurrence.person_id))
        .where(
            col(t.Occurrence.outcome).in_(("missed", "talking")),
            col(t.Person.standing) == Standing.ACTIVE,
        )
    ).all()
    return {row.person_id: row for row in rows if row.person_id not in asked or row.at > asked[row.person_id]}


def resting_people(view: View) -> list[QuietRow]:
    """Mentees and mentors nothing is sent to now, and why: stopped, paused, in custody, not joined yet."""
    rows = view.connection.execute(
        select(
            col(t.Person.id),
            col(t.Person.standing),
            col(t.Person.standing_since),
            col(t.Person.paused_until),
        )
        .join(t.Membership, col(t.Membership.person_id) == col(t.Person.id))
        .where(
            view.shows(col(t.Person.id)),
            col(t.Person.standing).not_in((Standing.ACTIVE, Standing.UNKNOWN)),
            col(t.Membership.until).is_(None),
            col(t.Membership.role) != Role.COORDINATOR,
        )
        .distinct()
    ).all()
    people = [row.id for row in rows]
    called, heard = names(view, people), last_heard(view, people)
    found = [
        QuietRow(
            person_id=row.id,
            name=called[row.id],
            why=row.standing,
            since=row.standing_since,
            last_heard_at=heard.get(row.id),
            until=row.paused_until if row.standing == Standing.PAUSED else None,
        )
        for row in rows
    ]
    return sorted(found, key=lambda row: row.since, reverse=True)
