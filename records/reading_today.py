"""What the first page shows: what needs somebody, who is quiet, and why.

No words are opened here, but for names and the line that waits (`last_words`). A list can be asked for in
parts: the number of queries does not grow with it, and only those in the part are named.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal_column, or_, select, union_all
from sqlmodel import col

from records import silences
from records import tables as t
from records.among import unindexed
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
from records.reading import ALL, TROUBLE, FlagRow, Part, Some, View, flag_rows, names, some, unattended
from records.reading_people import last_heard

# Made once: a copy of a table costs more than the question that is asked of it.
_REACHED, _LATER, _SENT = t.core(t.Address).alias(), t.core(t.MeetingRecord).alias(), t.core(t.Outbox).alias()
_CAME_LATER, _PLAYED = t.core(t.Occurrence).alias(), t.core(t.Membership).alias()

WAITING_READ = "waiting read"  # how it is kept that somebody read the line that waits, with its message
_JUST_HEARD = timedelta(days=1)  # who was heard so lately is not quiet, whatever became of a check-in


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Messages of one person that wait for a human."""

    person_id: str
    name: str = field(repr=False)
    count: int
    since: datetime
    record_id: str | None
    standing: str = ""
    newest: str = ""  # the message that came last


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


def everybody_waiting(view: View) -> list[WaitingRow]:
    """Everybody whose messages wait for a human, longest wait first; `named` gives their names."""
    query = (
        select(
            col(t.Inbox.person_id),
            col(t.Person.standing),
            func.count().label("messages"),
            func.min(col(t.Inbox.received_at)).label("since"),
            func.max(col(t.Inbox.record_id)).label("record_id"),
            func.max(col(t.Inbox.id)).label("newest"),
        )
        .join(t.Person, col(t.Person.id) == col(t.Inbox.person_id))
        .where(view.shows(col(t.Inbox.person_id)), unattended())
        .group_by(col(t.Inbox.person_id), col(t.Person.standing))
        .order_by(func.min(col(t.Inbox.received_at)))
    )
    return [
        WaitingRow(r.person_id, "", r.messages, r.since, r.record_id, r.standing, r.newest)
        for r in view.connection.execute(query)
    ]


def named(view: View, rows: Some[WaitingRow]) -> Some[WaitingRow]:
    """The same rows, with names."""
    called = names(view, [row.person_id for row in rows])
    return Some([replace(row, name=called[row.person_id]) for row in rows], rows.total)


def last_words(view: View, rows: Sequence[WaitingRow]) -> dict[str, str]:
    """The words of the message that came last, by person; a message without words is left out.

    Whoever shows them keeps first that they were read.
    """
    query = select(col(t.Inbox.id), col(t.Inbox.person_id), col(t.Inbox.body)).where(
        col(t.Inbox.id).in_([row.newest for row in rows]), view.shows(col(t.Inbox.person_id)), unattended()
    )
    said = {
        row.person_id: view.sealer.read(row.person_id, "inbox", "body", row.id, row.body)
        for row in view.connection.execute(query)
    }
    return {person_id: words for person_id, words in said.items() if words}


def read_before(view: View, staff_id: str, rows: Sequence[WaitingRow]) -> frozenset[str]:
    """Of which of these messages it is kept that this account has read them, by the message's id."""
    query = select(col(t.Audit.detail)).where(
        col(t.Audit.person_id).in_([row.person_id for row in rows]),
        col(t.Audit.staff_id) == staff_id,
        col(t.Audit.action) == WAITING_READ,
        col(t.Audit.detail).in_([row.newest for row in rows]),
    )
    return frozenset(view.connection.execute(query).scalars())


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


def not_met(view: View, before: datetime, part: Part = ALL, besides: Collection[str] = ()) -> Some[UnmetRow]:
    """Matches since before that time, of which no meeting since then was logged; the longest first.

    Args:
        view: whom it may show.
        before: the time.
        part: which part of the list.
        besides: mentees who are left out.
    """
    met = t.core(t.MeetingRecord)
    together = (
        met.c.person_id == col(t.Match.mentee_id),
        met.c.with_id == col(t.Match.mentor_id),
        met.c.kind == _literally(RecordKind.MEETING),
        met.c.outcome != TAKEN_BACK,
    )
    last = select(func.max(met.c.opened_at)).where(*together).correlate_except(met).scalar_subquery()
    lately = select(met.c.id).where(*together, met.c.opened_at >= before).correlate_except(met).exists()
    query = select(
        col(t.Match.mentee_id), col(t.Match.mentor_id), col(t.Match.since), last.label("last")
    ).where(
        col(t.Match.until).is_(None),
        col(t.Match.since) < before,
        ~lately,
        view.shows(col(t.Match.mentee_id)),
    )
    if besides:
        query = query.where(col(t.Match.mentee_id).not_in(besides))
    rows = some(view, query.order_by(func.coalesce(last, col(t.Match.since)), col(t.Match.id)), part)
    called = names(view, [person_id for row in rows for person_id in row[:2]])
    found = [
        UnmetRow(row.mentee_id, called[row.mentee_id], called[row.mentor_id], row.last, row.since)
        for row in rows
    ]
    return Some(found, rows.total)


def undelivered(view: View, since: datetime, part: Part = ALL) -> Some[TroubleRow]:
    """Messages made since then that failed, expired, or may not have arrived; newest first.

    Also those that wait until our account with a provider is put right.
    """
    # Told apart, so that each has its index: what is over grows with the years, what has not left does not.
    outbox = t.core(t.Outbox)
    over = select(outbox.c.id).where(
        outbox.c.state.in_([_literally(state) for state in TROUBLE]), outbox.c.created_at >= since
    )
    waits = select(outbox.c.id).where(
        outbox.c.state.in_(NOT_LEFT), outbox.c.reason.startswith(ACCOUNT_FAULT, autoescape=True)
    )
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
        .where(
            col(t.Outbox.id).in_(union_all(over, waits)),
            col(t.Outbox.created_at) >= since,
            view.shows(col(t.Outbox.person_id)),
        )
        .order_by(col(t.Outbox.created_at).desc(), col(t.Outbox.id).desc())
    )
    if view.caseload is not None:  # an answer to a complaint that did not arrive is the lead's to see
        complaints = select(col(t.MeetingRecord.id)).where(
            col(t.MeetingRecord.kind) == RecordKind.COMPLAINT,
            col(t.MeetingRecord.programme_id) == view.programme_id,
        )
        record_id = col(t.Outbox.record_id)
        query = query.where(or_(record_id.is_(None), record_id.not_in(complaints)))
    rows = some(view, query, part)
    called = names(view, [r.person_id for r in rows])
    found = [
        TroubleRow(
            r.id, r.person_id, called[r.person_id], r.record_id, r.channel, r.state, r.reason, r.created_at
        )
        for r in rows
    ]
    return Some(found, rows.total)


def quiet_people(view: View, part: Part = ALL, found: Sequence[QuietRow] | None = None) -> Some[QuietRow]:
    """Active people whose newest check-in that is over ended without a reply, or was skipped; and why.

    Nobody who was heard since they were last asked, or within a day, on whatever channel and about whatever.

    Args:
        view: whom it may show.
        part: which part of the list.
        found: what `unheard` gave, where it was asked already.
    """
    rows = unheard(view) if found is None else found
    return _told(view, [row for row in rows if _is_quiet(row, view.now)], part)


def not_asked(view: View, part: Part = ALL, found: Sequence[QuietRow] | None = None) -> Some[QuietRow]:
    """Active people who are not quiet, and could not be asked all the same; and why.

    A check-in did not arrive or was missed, or it is not known whether the number is still theirs.
    Arguments as for `quiet_people`.
    """
    rows = [
        row
        for row in (unheard(view) if found is None else found)
        if not _is_quiet(row, view.now) and row.why != "quiet" and row.detail != "talking"
    ]
    return _told(view, rows, part)


def unheard(view: View) -> list[QuietRow]:
    """Everybody of whom nothing came, or who was not asked, the longest first; not named yet."""
    silent, skipped, in_doubt = _silent(view), _last_skipped(view), _in_doubt(view)
    found = [
        QuietRow(
            person_id=row.person_id,
            name="",
            why="undelivered" if row.lost else "quiet",
            since=row.opened_at,
            last_heard_at=row.heard,
            record_id=row.id,
        )
        for row in silent
        if row.person_id not in skipped and row.person_id not in in_doubt
    ]
    found += [
        QuietRow(person, "", "skipped", row.at, row.heard, detail=row.outcome)
        for person, row in skipped.items()
        if person not in in_doubt
    ]
    found += [QuietRow(person, "", "still_you", row.at, row.heard) for person, row in in_doubt.items()]
    return sorted(found, key=lambda row: row.last_heard_at or row.since)


def _told(view: View, rows: Sequence[QuietRow], part: Part) -> Some[QuietRow]:
    """That part of the rows, with names, and how many check-ins in a row found no answer."""
    chosen = Some.of(rows, part)
    called = names(view, [row.person_id for row in chosen])
    silent = [row.person_id for row in chosen if row.record_id]
    runs = silences.asked(view.connection, view.now, silent) if view.now and silent else {}
    told = []
    for row in chosen:
        run = runs.get(row.person_id, Asked())
        told.append(
            replace(
                row,
                name=called[row.person_id],
                unanswered=run.unanswered,
                request_id=run.request_id if run.with_a_person else None,
            )
        )
    return Some(told, chosen.total)


def _is_quiet(row: QuietRow, now: datetime | None) -> bool:
    """Whether nothing came from them since they were asked, nor just before."""
    heard = row.last_heard_at
    if heard is None:
        return True
    return heard <= row.since and (now is None or now - heard >= _JUST_HEARD)


def _literally(code: str) -> ColumnElement[str]:
    """A code of ours as it stands in the condition of an index: SQLite sees through no parameter."""
    return literal_column(f"'{code}'")


def _heard(person_id: Any) -> ColumnElement[Any]:
    """When somebody was heard last, on whatever channel."""
    address = _REACHED
    query = select(func.max(address.c.last_heard_at)).where(address.c.person_id == person_id)
    return query.correlate_except(address).scalar_subquery()


def _asked_after(person_id: Any, at: Any, row_id: Any = None) -> ColumnElement[bool]:
    """Whether a check-in that is over was opened after that one (or, without an id, not before that time)."""
    later = _LATER
    newer = (
        later.c.opened_at >= at
        if row_id is None
        else or_(later.c.opened_at > at, and_(later.c.opened_at == at, later.c.id > row_id))
    )
    query = select(later.c.id).where(
        later.c.person_id == person_id,
        later.c.kind == _literally(RecordKind.CHECK_IN),
        later.c.closed_at.is_not(None),
        later.c.opened_at >= at,
        newer,
    )
    return query.correlate_except(later).exists()


def _silent(view: View) -> Sequence[Any]:
    """Active people whose newest check-in that is over found no answer, and whether it may have got lost."""
    record = t.core(t.MeetingRecord)
    outbox = _SENT
    lost = select(outbox.c.id).where(
        outbox.c.record_id == record.c.id,
        outbox.c.state.in_((*TROUBLE, OutboxState.WITHHELD)),
        outbox.c.message_class == MessageClass.PROMPT,
    )
    query = (
        select(
            record.c.id,
            record.c.person_id,
            record.c.opened_at,
            _heard(record.c.person_id).label("heard"),
            lost.correlate_except(outbox).exists().label("lost"),
        )
        .join(t.Person, col(t.Person.id) == record.c.person_id)
        .where(
            record.c.outcome == _literally("no_reply"),
            unindexed(record.c.kind) == RecordKind.CHECK_IN,
            record.c.closed_at.is_not(None),
            unindexed(col(t.Person.standing)) == Standing.ACTIVE,
            ~_asked_after(record.c.person_id, record.c.opened_at, record.c.id),
            view.shows(record.c.person_id),
        )
    )
    return view.connection.execute(query).all()


def _in_doubt(view: View) -> dict[str, Any]:
    """Who was asked whether their number is still theirs, and when; nothing goes there until they answer."""
    rows = view.connection.execute(
        select(
            col(t.Address.person_id),
            func.max(col(t.Address.asked_at)).label("at"),
            _heard(col(t.Address.person_id)).label("heard"),
        )
        .join(t.Person, col(t.Person.id) == col(t.Address.person_id))
        .where(
            col(t.Address.asked_at).is_not(None),
            col(t.Address.retired_at).is_(None),
            unindexed(col(t.Person.standing)).in_((Standing.ACTIVE, Standing.PAUSED)),
            view.shows(col(t.Address.person_id)),
        )
        .group_by(col(t.Address.person_id))
    )
    return {row.person_id: row for row in rows}


def _last_skipped(view: View) -> dict[str, Any]:
    """Active people whose check-in came round since they were last asked, and could not be had."""
    came, later = t.core(t.Occurrence), _CAME_LATER
    since = select(later.c.id).where(
        later.c.person_id == came.c.person_id,
        later.c.plan_id == came.c.plan_id,
        later.c.local_date > came.c.local_date,
    )
    rows = view.connection.execute(
        select(came.c.person_id, came.c.at, came.c.outcome, _heard(came.c.person_id).label("heard"))
        .join(t.Plan, col(t.Plan.id) == came.c.plan_id)
        .join(t.Person, col(t.Person.id) == came.c.person_id)
        .where(
            came.c.outcome.in_([_literally(code) for code in ("missed", "talking")]),
            col(t.Plan.kind) == PlanKind.CHECK_IN,
            unindexed(col(t.Person.standing)) == Standing.ACTIVE,
            ~since.correlate_except(later).exists(),
            ~_asked_after(came.c.person_id, came.c.at),
            view.shows(came.c.person_id),
        )
    ).all()
    return {row.person_id: row for row in rows}


def resting_people(view: View, part: Part = ALL) -> Some[QuietRow]:
    """Mentees and mentors nothing is sent to now, and why: stopped, paused, in custody, not joined yet."""
    member = _PLAYED
    takes_part = select(member.c.id).where(
        member.c.person_id == col(t.Person.id), member.c.until.is_(None), member.c.role != Role.COORDINATOR
    )
    resting = [one for one in Standing if one not in (Standing.ACTIVE, Standing.UNKNOWN)]
    query = (
        select(
            col(t.Person.id),
            col(t.Person.standing),
            col(t.Person.standing_since),
            col(t.Person.paused_until),
        )
        .where(
            col(t.Person.standing).in_(resting),
            takes_part.correlate_except(member).exists(),
            view.shows(col(t.Person.id)),
        )
        .order_by(col(t.Person.standing_since).desc(), col(t.Person.id))
    )
    rows = some(view, query, part)
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
    return Some(found, rows.total)
