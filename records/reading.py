"""What the console's pages show: queries, and the words they find opened.

Every function takes a `View`, which holds the reader to one programme, and a coordinator to their
caseload: a row of somebody else is as good as not there. Rows come back as plain values; nothing here
changes anything, and the caller writes the audit entry before it shows words of somebody else.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, or_, select, true
from sqlmodel import col

from records import tables as t
from records.among import unindexed
from records.kinds import UNSETTLED, MessageClass, OutboxState, RecordKind, Role
from records.sealing import Sealer
from safety.tiers import Tier

# Made once: a copy of a table costs more than the question that is asked of it.
_SHOWN, _PLAYED = t.core(t.Person).alias(), t.core(t.Membership).alias()
_OPEN, _ALERTED = t.core(t.Flag).alias(), t.core(t.Flag).alias()

TROUBLE = (OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.EXPIRED)
ON_ITS_WAY = timedelta(minutes=2)  # an alert usually leaves within seconds


@dataclass(frozen=True, slots=True)
class View:
    """Through whose eyes: a connection for reading, and whom it may show.

    Attributes:
        programme_id: the one programme it may show.
        caseload: the coordinator whose people it shows, beside those who are nobody's; none: everybody.
        now: the time it is looked at; an alert that is on its way for long has reached nobody.
    """

    connection: Connection
    sealer: Sealer
    programme_id: str
    caseload: str | None = None
    now: datetime | None = None

    def shows(self, person_id: Any) -> ColumnElement[bool]:
        """A condition on a column of person ids: people this view may show."""
        within = _within(self.programme_id, self.caseload, self.now)
        shown = select(_SHOWN.c.id).where(_SHOWN.c.id == person_id, *within)
        return shown.correlate_except(_SHOWN).exists()

    def names_to(self, person_id: Any) -> ColumnElement[bool]:
        """A condition on a column of person ids: people this view may show, or who are no mentees.

        Mentors and staff are known to every coordinator by name, and what a mentor writes to a mentee
        is for whoever looks after the mentee.
        """
        part = _PLAYED
        mentee = select(part.c.id).where(part.c.person_id == person_id, unindexed(part.c.role) == Role.MENTEE)
        named: ColumnElement[bool] = or_(self.shows(person_id), ~mentee.correlate_except(part).exists())
        return named

    def shown(self) -> ColumnElement[bool]:
        """A condition on `Person` itself, somebody this view may show: much quicker than `shows`."""
        here: ColumnElement[bool] = col(t.Person.programme_id) == self.programme_id
        if self.caseload is None:
            return here
        return and_(here, on_caseload(t.core(t.Person), self.caseload, leaving(self.now)))

    def named(self) -> ColumnElement[bool]:
        """The same for `names_to`."""
        if self.caseload is None:
            return true()
        mentee = exists().where(
            col(t.Membership.person_id) == col(t.Person.id), col(t.Membership.role) == Role.MENTEE
        )
        return or_(self.shown(), ~mentee)

    def sees(self, person_id: str) -> bool:
        """Whether this view may show that person."""
        query = select(col(t.Person.id)).where(col(t.Person.id) == person_id, self.shown())
        return self.connection.execute(query).first() is not None


@lru_cache(maxsize=64)
def _within(programme_id: str, caseload: str | None, now: datetime | None) -> tuple[ColumnElement[bool], ...]:
    """Conditions on `_SHOWN`: of that programme, and to be shown to whoever has that caseload."""
    person, flag = _SHOWN, _OPEN
    here = person.c.programme_id == programme_id
    if caseload is None:
        return (here,)
    # Most are somebody else's and have no open flag, which is told before anything dearer is asked.
    is_open = (flag.c.programme_id == programme_id, flag.c.closed_at.is_(None))
    flagged = select(flag.c.person_id).where(*is_open)
    whose = person.c.coordinator_id
    near = or_(whose.is_(None), whose == caseload, person.c.id.in_(flagged))
    return here, near, on_caseload(person, caseload, leaving(now))


def on_caseload(person: Any, caseload: Any, leaving: ColumnElement[bool]) -> ColumnElement[bool]:
    """A condition on a person's row: a coordinator may read them. `records.readers` asks it the other way.

    Args:
        person: the table of people, or an alias of it.
        caseload: the coordinator: a person id, or a column of such.
        leaving: when an alert is about to reach somebody, as `leaving` says.
    """
    flag = _ALERTED
    alerted = exists().where(  # whoever was alerted must be able to read why, for as long as the flag is open
        flag.c.person_id == person.c.id,
        flag.c.programme_id == person.c.programme_id,
        flag.c.closed_at.is_(None),
        col(t.Outbox.record_id) == flag.c.record_id,
        col(t.Outbox.person_id) == caseload,
        col(t.Outbox.message_class) == MessageClass.STAFF_ALERT,
    )
    everybodys = exists().where(  # one that reached nobody is for everybody, and stays with whoever takes it
        col(t.Flag.person_id) == person.c.id,
        col(t.Flag.programme_id) == person.c.programme_id,
        col(t.Flag.closed_at).is_(None),
        or_(col(t.Flag.acknowledged_by) == caseload, _unreached(leaving)),
    )
    return or_(person.c.coordinator_id.is_(None), person.c.coordinator_id == caseload, alerted, everybodys)


def unreached(now: datetime | None) -> ColumnElement[bool]:
    """A condition on `Flag`: nobody answers for it, and no alert of it reached a phone, or is about to.

    An alert that has not left for some minutes has not reached anybody either. A concern rings no phone, so
    it counts only where an alert was made; what staff entered by hand is known to them, and in a drill nobody
    is in danger.
    """
    return _unreached(leaving(now))


def leaving(now: datetime | None) -> ColumnElement[bool]:
    """A condition on `Outbox`: it waits to leave, and has not waited for long."""
    return leaving_since(None if now is None else now - ON_ITS_WAY)


def leaving_since(since: Any) -> ColumnElement[bool]:
    """The same; `since` is an instant, or stands for one."""
    waits = col(t.Outbox.state).in_(UNSETTLED)
    return waits if since is None else and_(waits, col(t.Outbox.created_at) > since)


def _unreached(leaving: ColumnElement[bool]) -> ColumnElement[bool]:
    alert = (col(t.Outbox.flag_id) == col(t.Flag.id)) & (
        col(t.Outbox.message_class) == MessageClass.STAFF_ALERT
    )
    arrived = col(t.Outbox.state).in_((OutboxState.SENT, OutboxState.DELIVERED))
    rings = col(t.Flag.tier).in_((Tier.URGENT, Tier.EMERGENCY)) & col(t.Flag.entered_by).is_(None)
    return and_(
        col(t.Flag.acknowledged_at).is_(None),
        col(t.Flag.closed_at).is_(None),
        col(t.Flag.drill).is_(False),
        or_(rings, exists().where(alert)),
        ~exists().where(alert, or_(leaving, arrived)),
    )


_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list is wanted: from that place on, so many at most; none: all of it."""

    first: int = 0
    most: int | None = None


ALL = Part()


class Some(list[_T]):
    """A part of a list, which knows how long the whole list is."""

    def __init__(self, rows: Iterable[_T] = (), total: int | None = None) -> None:
        super().__init__(rows)
        self.total = len(self) if total is None else total

    @classmethod
    def of(cls, rows: Sequence[_T], part: Part) -> "Some[_T]":
        """That part of rows that are all there."""
        end = None if part.most is None else part.first + part.most
        return cls(rows[part.first : end], len(rows))


def some(view: View, query: Select[*tuple[Any, ...]], part: Part) -> Some[Any]:
    """That part of what a query finds; one query, unless that part is past the end."""
    counted = query.add_columns(func.count().over().label("of_all"))
    rows = view.connection.execute(counted.offset(part.first or None).limit(part.most)).all()
    return Some(rows, rows[0].of_all if rows else 0)


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A safety flag. `words` are empty in lists: reading them is for the record's page."""

    id: str
    record_id: str
    person_id: str
    name: str = field(repr=False)
    tier: str
    category: str
    rules: tuple[str, ...]
    words: str = field(repr=False)
    raised_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: str = field(repr=False)
    closed_at: datetime | None
    verdict: str
    drill: bool
    entered: bool  # by hand: the program had missed it
    acknowledged_by_id: str = ""
    told_by: str = field(default="", repr=False)  # a mentor who wrote of them; "" where they wrote themselves


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What to show of the log. Times are instants; `until` is exclusive.

    Attributes:
        who: it is with one of these people.
        mentors: it is about one of these, or about whoever walks with one of them now.
        caseload: a coordinator's person id, or "none".
        oldest: the oldest first.
    """

    person_id: str | None = None
    kind: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    flagged: bool = False
    who: frozenset[str] | None = field(default=None, repr=False)
    mentors: frozenset[str] | None = field(default=None, repr=False)
    caseload: str = ""
    stage: str = ""
    standing: str = ""
    outcome: str = ""
    channel: str = ""
    oldest: bool = False


@dataclass(frozen=True, slots=True)
class LogRow:
    """One meeting record in the log."""

    id: str
    person_id: str
    name: str = field(repr=False)
    with_id: str | None
    with_name: str = field(repr=False)
    kind: str
    channel: str
    opened_at: datetime
    closed_at: datetime | None
    outcome: str
    tier: str
    open_flags: int
    trouble: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What was answered, agreed or noted."""

    at: datetime
    kind: str
    label: str
    text: str = field(repr=False)
    by: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a transcript. `state` is empty for what somebody sent to us."""

    id: str
    inbound: bool
    at: datetime
    person_id: str
    name: str = field(repr=False)
    channel: str
    text: str = field(repr=False)
    kind: str = "text"
    media: int = 0
    outcome: str = ""
    tier: str = "none"
    buttons: tuple[tuple[str, str], ...] = ()
    state: str = ""
    reason: str = ""
    waits_until: datetime | None = None
    settled_at: datetime | None = None
    by: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A meeting record with everything in it."""

    row: LogRow
    flags: tuple[FlagRow, ...]
    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]


ELSEWHERE = "Somebody on another caseload"
KEPT_TO_THEMSELVES = "(theirs alone)"


def names(view: View, person_ids: Iterable[str | None]) -> dict[str, str]:
    """What people are called; empty for a stranger who never said, or somebody of another programme.

    A mentee whom the view does not show is `ELSEWHERE`. Mentors and staff are known by name to all.
    """
    wanted = {person_id for person_id in person_ids if person_id}
    view.sealer.keys.load(wanted)
    found = dict.fromkeys(wanted, "")
    ids = sorted(wanted)
    for start in range(0, len(ids), 500):
        named = view.named().label("named")
        query = select(col(t.Person.id), col(t.Person.name), named).where(
            col(t.Person.id).in_(ids[start : start + 500]), col(t.Person.programme_id) == view.programme_id
        )
        for person_id, sealed, shown in view.connection.execute(query):
            name = view.sealer.read(person_id, "person", "name", person_id, sealed)
            found[person_id] = name if shown else ELSEWHERE
    return found


def staff_names(view: View) -> dict[str, str]:
    """Names of everybody with an account here, by staff id."""
    query = select(col(t.Staff.id), col(t.Staff.person_id)).where(
        col(t.Staff.programme_id) == view.programme_id
    )
    by_staff = {r.id: r.person_id for r in view.connection.execute(query)}
    called = names(view, by_staff.values())
    return {staff_id: called[person_id] for staff_id, person_id in by_staff.items()}


def flag_record(view: View, flag_id: str) -> tuple[str, str] | None:
    """Record and person of a flag, if the view shows them."""
    query = select(col(t.Flag.record_id), col(t.Flag.person_id)).where(
        col(t.Flag.id) == flag_id,
        col(t.Flag.programme_id) == view.programme_id,
        view.shows(col(t.Flag.person_id)),
    )
    row = view.connection.execute(query).one_or_none()
    return None if row is None else (row.record_id, row.person_id)


def flag_rows(view: View, query: Select[Any], *, with_words: bool) -> list[FlagRow]:
    rows = view.connection.execute(query).all()
    wrote = {
        found.id: found.person_id
        for found in view.connection.execute(
            select(col(t.Inbox.id), col(t.Inbox.person_id)).where(
                col(t.Inbox.id).in_([r.inbox_id for r in rows if r.inbox_id])
            )
        )
    }
    called = names(view, [*(r.person_id for r in rows), *(r.acknowledged_by for r in rows), *wrote.values()])
    return [
        FlagRow(
            id=r.id,
            record_id=r.record_id,
            person_id=r.person_id,
            name=called[r.person_id],
            tier=r.tier,
            category=r.category,
            rules=tuple(r.rules.split()),
            words=view.sealer.read(r.person_id, "flag", "words", r.id, r.words) if with_words else "",
            raised_at=r.raised_at,
            acknowledged_at=r.acknowledged_at,
            acknowledged_by=called.get(r.acknowledged_by, ""),
            acknowledged_by_id=r.acknowledged_by or "",
            closed_at=r.closed_at,
            verdict=r.verdict,
            drill=r.drill,
            entered=r.entered_by is not None,
            told_by=called.get(wrote[r.inbox_id], "")
            if r.inbox_id in wrote and wrote[r.inbox_id] != r.person_id
            else "",
        )
        for r in rows
    ]


def unattended() -> ColumnElement[bool]:
    return and_(col(t.Inbox.needs_person).is_(True), col(t.Inbox.attended_at).is_(None))


def log(
    view: View, wanted: LogFilter, before: tuple[datetime, str] | None = None, limit: int = 50
) -> list[LogRow]:
    """Meeting records newest first, from just before a (time, id) on; or oldest first, from just after it."""
    at, record_id = col(t.MeetingRecord.opened_at), col(t.MeetingRecord.id)
    conditions = _wanted(wanted)
    if before and wanted.oldest:
        conditions.append(or_(at > before[0], and_(at == before[0], record_id > before[1])))
    elif before:
        conditions.append(or_(at < before[0], and_(at == before[0], record_id < before[1])))
    return _log_rows(view, conditions, limit, oldest=wanted.oldest)


def log_count(view: View, wanted: LogFilter, most: int) -> int:
    """How many records a filter lets through; `most` where there are as many or more."""
    here = col(t.MeetingRecord.programme_id) == view.programme_id
    found = select(col(t.MeetingRecord.id)).where(here, shown_records(view), *_wanted(wanted)).limit(most)
    return view.connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()


def _wanted(wanted: LogFilter) -> list[ColumnElement[bool]]:
    record = t.MeetingRecord
    conditions: list[ColumnElement[bool]] = []
    if wanted.person_id:
        conditions.append(
            or_(col(record.person_id) == wanted.person_id, col(record.with_id) == wanted.person_id)
        )
    if wanted.kind:
        conditions.append(col(record.kind) == wanted.kind)
    if wanted.since:
        conditions.append(col(record.opened_at) >= wanted.since)
    if wanted.until:
        conditions.append(col(record.opened_at) < wanted.until)
    if wanted.flagged:
        conditions.append(exists().where(col(t.Flag.record_id) == col(record.id)))
    if wanted.who is not None:
        conditions.append(or_(col(record.person_id).in_(wanted.who), col(record.with_id).in_(wanted.who)))
    if wanted.mentors is not None:
        theirs = and_(col(t.Match.mentor_id).in_(wanted.mentors), col(t.Match.until).is_(None))
        mentees = select(col(t.Match.mentee_id)).where(theirs)
        conditions.append(or_(col(record.person_id).in_(wanted.mentors), col(record.person_id).in_(mentees)))
    if wanted.outcome:
        conditions.append(col(record.outcome) == wanted.outcome)
    if wanted.channel:
        conditions.append(col(record.channel) == wanted.channel)
    if about := _about(wanted):
        conditions.append(exists().where(col(t.Person.id) == col(record.person_id), *about))
    return conditions


def _about(wanted: LogFilter) -> list[ColumnElement[bool]]:
    """What is asked of the person it is about."""
    person = t.Person
    conditions: list[ColumnElement[bool]] = []
    if wanted.stage:
        conditions.append(col(person.stage) == wanted.stage)
    if wanted.standing:
        conditions.append(col(person.standing) == wanted.standing)
    if wanted.caseload:
        whose = None if wanted.caseload == "none" else wanted.caseload
        conditions.append(col(person.coordinator_id).is_not_distinct_from(whose))
    return conditions


def people_in(view: View, wanted: LogFilter) -> list[str]:
    """Everybody of the view whose exchanges a filter lets through: about whom an export tells."""
    record = t.MeetingRecord
    conditions = [col(record.programme_id) == view.programme_id, shown_records(view), *_wanted(wanted)]
    found: set[str] = set()
    for who in (col(record.person_id), col(record.with_id)):
        query = select(who).where(*conditions, who.is_not(None), view.shows(who)).distinct()
        found |= {str(person_id) for person_id in view.connection.execute(query).scalars()}
    return sorted(found)


def _log_rows(
    view: View, conditions: Sequence[ColumnElement[bool]], limit: int, *, oldest: bool = False
) -> list[LogRow]:
    record = t.MeetingRecord
    at, row_id = col(record.opened_at), col(record.id)
    open_flags = (
        select(func.count())
        .select_from(t.Flag)
        .where(col(t.Flag.record_id) == col(record.id), col(t.Flag.closed_at).is_(None))
        .scalar_subquery()
    )
    trouble = exists().where(col(t.Outbox.record_id) == col(record.id), col(t.Outbox.state).in_(TROUBLE))
    query = (
        select(t.core(record))
        .add_columns(open_flags.label("open_flags"), trouble.label("trouble"))
        .where(col(record.programme_id) == view.programme_id, shown_records(view), *conditions)
        .order_by(*([at, row_id] if oldest else [at.desc(), row_id.desc()]))
        .limit(limit)
    )
    rows = view.connection.execute(query).all()
    called = names(view, [r.person_id for r in rows] + [r.with_id for r in rows])
    return [
        LogRow(
            id=r.id,
            person_id=r.person_id,
            name=called[r.person_id],
            with_id=r.with_id,
            with_name=called.get(r.with_id, ""),
            kind=r.kind,
            channel=r.channel,
            opened_at=r.opened_at,
            closed_at=r.closed_at,
            outcome=r.outcome,
            tier=r.tier,
            open_flags=r.open_flags,
            trouble=bool(r.trouble),
        )
        for r in rows
    ]


def shown_records(view: View) -> ColumnElement[bool]:
    """Records of people the view shows, alone or with somebody; none with a mentee it does not show.

    That somebody complained is for leads alone, as is what they said.
    """
    past = true() if view.caseload is None else col(t.MeetingRecord.kind) != RecordKind.COMPLAINT
    one, other = col(t.MeetingRecord.person_id), col(t.MeetingRecord.with_id)
    return and_(
        past,
        view.names_to(one),
        or_(other.is_(None), view.names_to(other)),
        or_(view.shows(one), view.shows(other)),
    )


def beside(view: View, row: LogRow) -> tuple[str | None, str | None]:
    """The exchanges with the same person before and after this one, as far as the view shows them."""
    record = t.MeetingRecord
    at, record_id = col(record.opened_at), col(record.id)
    here = [col(record.programme_id) == view.programme_id, shown_records(view)]
    theirs = select(record_id).where(*here, col(record.person_id) == row.person_id)
    earlier = or_(at < row.opened_at, and_(at == row.opened_at, record_id < row.id))
    later = or_(at > row.opened_at, and_(at == row.opened_at, record_id > row.id))
    before = theirs.where(earlier).order_by(at.desc(), record_id.desc()).limit(1)
    after = theirs.where(later).order_by(at, record_id).limit(1)
    ask = view.connection.execute
    return ask(before).scalar_one_or_none(), ask(after).scalar_one_or_none()


def agreed(view: View, record_ids: Sequence[str]) -> dict[str, list[str]]:
    """What was agreed in each of these records, in order."""
    query = (
        select(t.core(t.RecordEntry))
        .join(t.MeetingRecord, col(t.MeetingRecord.id) == col(t.RecordEntry.record_id))
        .where(
            col(t.MeetingRecord.programme_id) == view.programme_id,
            shown_records(view),
            view.shows(col(t.RecordEntry.person_id)),
            col(t.RecordEntry.record_id).in_(record_ids),
            col(t.RecordEntry.kind) == "agreed",
        )
        .order_by(col(t.RecordEntry.at), col(t.RecordEntry.id))
    )
    found: dict[str, list[str]] = defaultdict(list)
    for r in view.connection.execute(query):
        text = view.sealer.read(r.person_id, "record_entry", "body", r.id, r.body)
        found[r.record_id].append(text or r.label.replace("_", " "))
    return found


def record(view: View, record_id: str) -> RecordPage | None:
    """One meeting record with its transcript, if the view shows whom it is about.

    What was said in it about somebody whom the view does not show is left out.
    """
    rows = _log_rows(view, [col(t.MeetingRecord.id) == record_id], 1)
    if not rows:
        return None
    flags = (
        select(t.core(t.Flag))
        .where(col(t.Flag.record_id) == record_id, view.shows(col(t.Flag.person_id)))
        .order_by(col(t.Flag.raised_at), col(t.Flag.id))
    )
    entries = (
        select(t.core(t.RecordEntry))
        .where(col(t.RecordEntry.record_id) == record_id, view.shows(col(t.RecordEntry.person_id)))
        .order_by(col(t.RecordEntry.at), col(t.RecordEntry.id))
    )
    by_staff = staff_names(view)
    said = lines(
        view,
        and_(col(t.Inbox.record_id) == record_id, view.names_to(col(t.Inbox.person_id))),
        and_(col(t.Outbox.record_id) == record_id, view.shows(col(t.Outbox.about_id))),
        by_staff,
    )
    if rows[0].kind == RecordKind.KIT:  # how far each message got may be seen, what it says may not
        said = [replace(one, text=KEPT_TO_THEMSELVES, buttons=()) for one in said]
    return RecordPage(
        row=rows[0],
        flags=tuple(flag_rows(view, flags, with_words=True)),
        entries=tuple(
            Entry(
                at=e.at,
                kind=e.kind,
                label=e.label,
                text=view.sealer.read(e.person_id, "record_entry", "body", e.id, e.body),
                by=by_staff.get(e.staff_id, ""),
            )
            for e in view.connection.execute(entries)
        ),
        lines=tuple(said),
    )


def lines(
    view: View,
    arrived: ColumnElement[bool],
    said: ColumnElement[bool] | None,
    by_staff: dict[str, str],
) -> list[Line]:
    heard = view.connection.execute(select(t.core(t.Inbox)).where(arrived)).all()
    ours: Sequence[Row[Any]] = []
    if said is not None:
        ours = view.connection.execute(select(t.core(t.Outbox)).where(said)).all()
    called = names(view, [r.person_id for r in heard] + [r.person_id for r in ours])
    view.sealer.keys.load([r.about_id for r in ours])
    lines = [
        Line(
            id=r.id,
            inbound=True,
            at=r.received_at,
            person_id=r.person_id,
            name=called[r.person_id],
            channel=r.channel,
            text=view.sealer.read(r.person_id, "inbox", "body", r.id, r.body),
            kind=r.kind,
            media=r.media,
            outcome=r.outcome,
            tier=r.tier,
        )
        for r in heard
    ]
    lines += [
        Line(
            id=r.id,
            inbound=False,
            at=r.handed_at or r.started_at or r.created_at,
            person_id=r.person_id,
            name=called[r.person_id],
            channel=r.channel,
            text=view.sealer.read(r.about_id, "outbox", "body", r.id, r.body),
            buttons=tuple((label, code) for label, code in json.loads(r.buttons)),
            state=r.state,
            reason=r.reason,
            waits_until=max(r.not_before, r.retry_at),
            settled_at=r.settled_at or r.handed_at,
            by=by_staff.get(r.staff_id, ""),
        )
        for r in ours
    ]
    # Within the same instant, what was said to us comes before what we answered.
    return sorted(lines, key=lambda line: (line.at, not line.inbound, line.id))
