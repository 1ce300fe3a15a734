"""What the pages about people show: the list, and one person with everything a coordinator may see."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select
from sqlmodel import SQLModel, col

from conversations.small_questions import BARRIER, STRENGTHS
from records import reflections, silences
from records import tables as t
from records.cases import Asked
from records.consents import consent_words
from records.kinds import Channel, PlanKind, RecordKind, Role, Standing
from records.numbers import is_unusual
from records.reading import Line, LogFilter, LogRow, View, lines, log, names, staff_names, unattended

_LISTED = 500  # a page of people is asked about by their ids, a whole programme by what makes it one


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in the list."""

    id: str
    name: str = field(repr=False)
    roles: tuple[str, ...]
    standing: str
    standing_since: datetime
    language: str
    timezone: str
    country: str
    stage: str
    released_on: date | None
    paused_until: datetime | None
    coordinator_id: str | None
    coordinator: str = field(repr=False)
    matches: tuple[tuple[str, str, str], ...] = field(repr=False)  # (their role, id, name)
    last_heard_at: datetime | None
    next_check_in: datetime | None
    waiting: int
    held_at: datetime | None  # no prompts since then
    mentor_may_know: bool
    called: str = field(default="", repr=False)  # what they like to be called, where that is something else
    account: str = ""  # the role of their account, where they work here; "left" where they did


@dataclass(frozen=True, slots=True)
class Said:
    """A step, promise or strength in the person's own words."""

    text: str = field(repr=False)
    at: datetime
    label: str = ""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """When the next prompt of a kind is due; none: switched off."""

    kind: str
    weekday: int
    at: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class AddressRow:
    """Where somebody is written to: the channel and the last two characters."""

    id: str
    channel: str
    ending: str = field(repr=False)
    blocked: bool
    last_heard_at: datetime | None
    retired_at: datetime | None = None
    word: str = ""  # on a shared phone
    asked_at: datetime | None = None  # when it was asked whether it is still theirs, until they say so
    unusual: bool = False  # never heard from, and in no list of numbers in use: somebody should check it


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """The evidence that somebody agreed to be written to."""

    how: str
    recorded_by: str = field(repr=False)
    given_on: date
    wording: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class AuditRow:
    """What staff did about somebody."""

    at: datetime
    by: str = field(repr=False)
    action: str
    record_id: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """What somebody wrote down for hard days and lets staff read: their words by the question they answer."""

    shown_since: datetime
    words: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Kit:
    """That somebody keeps a list of people to turn to; its words only where they show it."""

    shown_since: datetime | None = None
    words: tuple[tuple[str, str, str], ...] = field(
        default=(), repr=False
    )  # who, when they help, how to reach


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person with everything a coordinator may see."""

    row: PersonRow
    step: Said | None
    promises: tuple[Said, ...]
    plans: tuple[PlanRow, ...]
    addresses: tuple[AddressRow, ...]
    consents: tuple[ConsentRow, ...]
    waiting: tuple[Line, ...]
    records: tuple[LogRow, ...]
    audit: tuple[AuditRow, ...]
    asked: Asked | None = None  # how a mentee's check-ins went
    reflections: int = (
        0  # in how many weeks a mentor wrote to a question to think over; no page has the words
    )
    phrase: bool = False  # whether one is agreed on that proves a new number
    kit: Kit | None = None
    own_plan: OwnPlan | None = None
    strengths: tuple[Said, ...] = ()
    barrier: Said | None = None  # what is in the way, as a code, since when


def people(view: View) -> list[PersonRow]:
    """Everybody this view shows, by name; nameless strangers last."""
    return _people(view, listed(view))


def people_by_id(view: View, person_ids: Sequence[str]) -> list[PersonRow]:
    """These people, in this order; those whom the view does not show are left out."""
    found = {row.id: row for row in _people(view, and_(col(t.Person.id).in_(person_ids), listed(view)))}
    return [found[one] for one in person_ids if one in found]


def listed(view: View) -> ColumnElement[bool]:
    """A condition on `Person`: somebody the list shows.

    A stranger of whom it has been said who they are is left out: their records stand on that person's page.
    """
    writes = exists().where(col(t.Address.person_id) == col(t.Person.id), col(t.Address.retired_at).is_(None))
    known = or_(col(t.Person.standing) != Standing.UNKNOWN, writes)
    return and_(view.shown(), known)


def _people(view: View, condition: ColumnElement[bool]) -> list[PersonRow]:
    rows = view.connection.execute(select(t.core(t.Person)).where(condition)).all()
    ids: Select[Any] | list[str] = [r.id for r in rows]
    if len(rows) > _LISTED:
        ids = select(col(t.Person.id)).where(condition)
    view.sealer.keys.load([r.id for r in rows])
    roles: dict[str, list[str]] = defaultdict(list)
    for person_id, role in view.connection.execute(
        select(col(t.Membership.person_id), col(t.Membership.role))
        .where(col(t.Membership.person_id).in_(ids), col(t.Membership.until).is_(None))
        .order_by(col(t.Membership.since))
    ):
        roles[person_id].append(role)
    matches = _matches(view, ids)
    heard = last_heard(view, ids)
    due = view.connection.execute(
        select(col(t.Plan.person_id), col(t.Plan.due_at)).where(
            col(t.Plan.person_id).in_(ids), col(t.Plan.kind) == PlanKind.CHECK_IN
        )
    )
    next_check_in = {row.person_id: row.due_at for row in due}
    unanswered = view.connection.execute(
        select(col(t.Inbox.person_id), func.count().label("messages"))
        .where(col(t.Inbox.person_id).in_(ids), unattended())
        .group_by(col(t.Inbox.person_id))
    )
    waiting = {row.person_id: row.messages for row in unanswered}
    coordinators = names(view, [r.coordinator_id for r in rows])
    members = view.connection.execute(
        select(col(t.Staff.person_id), col(t.Staff.role), col(t.Staff.active)).where(
            col(t.Staff.person_id).in_(ids)
        )
    )
    accounts = {row.person_id: row.role if row.active else "left" for row in members}
    found = [
        PersonRow(
            id=r.id,
            name=view.sealer.read(r.id, "person", "name", r.id, r.name),
            roles=tuple(dict.fromkeys(roles[r.id])),
            standing=r.standing,
            standing_since=r.standing_since,
            language=r.language,
            timezone=r.timezone,
            country=r.country,
            stage=r.stage,
            released_on=r.released_on,
            paused_until=r.paused_until,
            coordinator_id=r.coordinator_id,
            coordinator=coordinators.get(r.coordinator_id or "", ""),
            matches=tuple(matches[r.id]),
            last_heard_at=heard.get(r.id),
            next_check_in=next_check_in.get(r.id),
            waiting=waiting.get(r.id, 0),
            held_at=r.held_at,
            mentor_may_know=r.mentor_may_know,
            called=view.sealer.read(r.id, "person", "called", r.id, r.called),
            account=accounts.get(r.id, ""),
        )
        for r in rows
    ]
    return sorted(found, key=lambda row: (not row.name, row.name.casefold(), row.id))


def _matches(view: View, ids: Select[Any] | list[str]) -> dict[str, list[tuple[str, str, str]]]:
    rows = view.connection.execute(
        select(col(t.Match.mentee_id), col(t.Match.mentor_id))
        .where(
            or_(col(t.Match.mentee_id).in_(ids), col(t.Match.mentor_id).in_(ids)),
            col(t.Match.until).is_(None),
        )
        .order_by(col(t.Match.since))
    ).all()
    called = names(view, [person_id for row in rows for person_id in row])
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for mentee_id, mentor_id in rows:
        found[mentee_id].append((Role.MENTOR, mentor_id, called[mentor_id]))
        found[mentor_id].append((Role.MENTEE, mentee_id, called[mentee_id]))
    return found


def person(view: View, person_id: str) -> PersonPage | None:
    """One person, if this view shows them."""
    rows = _people(view, and_(col(t.Person.id) == person_id, view.shows(col(t.Person.id))))
    if not rows:
        return None

    def words(table: str, column: str, row: Any) -> str:
        return view.sealer.read(person_id, table, column, row.id, getattr(row, column))

    def theirs(table: type[SQLModel], *conditions: ColumnElement[bool]) -> Sequence[Row[Any]]:
        rows = select(t.core(table))
        rows = rows.where(rows.selected_columns.person_id == person_id, *conditions)
        return view.connection.execute(rows.order_by(rows.selected_columns.id)).all()

    steps = theirs(t.Step, col(t.Step.state) == "open")
    by_staff = staff_names(view)
    history = (
        select(t.core(t.Audit))
        .where(col(t.Audit.person_id) == person_id)
        .order_by(col(t.Audit.at).desc(), col(t.Audit.id).desc())
        .limit(30)
    )
    if view.caseload is not None:  # that a lead read a complaint tells that there is one
        complaints = select(col(t.MeetingRecord.id)).where(
            col(t.MeetingRecord.person_id) == person_id, col(t.MeetingRecord.kind) == RecordKind.COMPLAINT
        )
        record_id = col(t.Audit.record_id)
        history = history.where(or_(record_id.is_(None), record_id.not_in(complaints)))
    own = select(col(t.Person.phrase), col(t.Person.kit_shown_at)).where(col(t.Person.id) == person_id)
    agreed, shown_since = view.connection.execute(own).one()
    kit = theirs(t.KitEntry)
    held = (col(t.SmallAnswer.answered_at).is_not(None), col(t.SmallAnswer.ended_at).is_(None))
    small = [
        Said(words("small_answer", "body", one), one.answered_at, one.question)
        for one in theirs(t.SmallAnswer, *held)
    ]
    mentee = [person_id] if Role.MENTEE in rows[0].roles else []
    runs = silences.asked(view.connection, view.now, mentee) if view.now and mentee else {}
    return PersonPage(
        asked=runs.get(person_id),
        reflections=reflections.written(view.connection, person_id),
        phrase=agreed is not None,
        kit=Kit(
            shown_since,
            tuple(
                (words("kit_entry", "who", k), words("kit_entry", "helps", k), words("kit_entry", "reach", k))
                for k in kit
                if shown_since is not None
            ),
        )
        if kit
        else None,
        own_plan=next(
            (
                OwnPlan(one.shown_at, tuple(json.loads(words("own_plan", "body", one) or "{}").items()))
                for one in theirs(t.OwnPlan)
                if one.shown_at is not None
            ),
            None,
        ),
        strengths=tuple(one for one in small if one.label in STRENGTHS and one.text),
        barrier=next((one for one in reversed(small) if one.label == BARRIER.id), None),
        row=rows[0],
        step=Said(words("step", "text", steps[-1]), steps[-1].set_at) if steps else None,
        promises=tuple(
            Said(words("promise", "text", p), p.made_at)
            for p in theirs(t.Promise, col(t.Promise.dropped_at).is_(None))
        ),
        plans=tuple(PlanRow(p.kind, p.weekday, p.at, p.due_at) for p in theirs(t.Plan)),
        addresses=tuple(
            AddressRow(
                a.id,
                a.channel,
                words("address", "value", a)[-2:],
                a.blocked,
                a.last_heard_at,
                a.retired_at,
                a.word,
                a.asked_at,
                a.last_heard_at is None
                and a.channel == Channel.SMS
                and is_unusual(words("address", "value", a)),
            )
            for a in theirs(t.Address)
        ),
        consents=tuple(
            ConsentRow(how, words("consent", "recorded_by", c), c.given_on, wording, c.recorded_at)
            for c in theirs(t.Consent)
            for how, wording in (consent_words(view.sealer, c),)
        ),
        waiting=tuple(lines(view, and_(col(t.Inbox.person_id) == person_id, unattended()), None, by_staff)),
        records=tuple(log(view, LogFilter(person_id=person_id), limit=10)),
        audit=tuple(
            AuditRow(a.at, by_staff.get(a.staff_id, ""), a.action, a.record_id, a.detail)
            for a in view.connection.execute(history)
        ),
    )


def named(view: View, person_id: str) -> str:
    """The name of one person this view shows; "" for anybody else."""
    return names(view, [person_id])[person_id] if view.sees(person_id) else ""


def last_heard(view: View, person_ids: Sequence[str] | Select[Any]) -> dict[str, datetime]:
    """When each of them last wrote to us, on any channel; those who never did are left out."""
    query = (
        select(col(t.Address.person_id), func.max(col(t.Address.last_heard_at)).label("at"))
        .where(col(t.Address.person_id).in_(person_ids), col(t.Address.last_heard_at).is_not(None))
        .group_by(col(t.Address.person_id))
    )
    return {row.person_id: row.at for row in view.connection.execute(query)}


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether and where somebody can be written to."""

    standing: str
    address: AddressRow | None


def reach(view: View, person_id: str) -> Reach | None:
    """Where a reply to somebody of this programme would go: the open address heard from last."""
    standing = view.connection.execute(
        select(col(t.Person.standing)).where(col(t.Person.id) == person_id, view.shows(col(t.Person.id)))
    ).scalar_one_or_none()
    if standing is None:
        return None
    usable = (col(t.Address.person_id) == person_id) & col(t.Address.blocked).is_(False)
    usable &= col(t.Address.retired_at).is_(None)
    rows = view.connection.execute(select(t.core(t.Address)).where(usable)).all()
    never = datetime.min.replace(tzinfo=UTC)
    best = max(rows, key=lambda row: row.last_heard_at or never, default=None)
    if best is None:
        return Reach(standing, None)
    value = view.sealer.read(person_id, "address", "value", best.id, best.value)
    return Reach(standing, AddressRow(best.id, best.channel, value[-2:], best.blocked, best.last_heard_at))
