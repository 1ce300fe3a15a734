"""Loading the case: everything deciding needs about a group of people, in a few queries.

The number of queries does not grow with the group. Sealed columns are opened here; the keys
of everybody concerned are fetched in one query. What does not open, because it was altered, stands
as UNREADABLE: one damaged value keeps nobody from being heard, least of all its owner.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, or_, select
from sqlmodel import col

from conversations.plain import Unreadable
from conversations.small_steps import Horizon
from conversations.state import State, Status
from records import cases, duty, readers
from records import tables as t
from records.kinds import (
    NOT_LEFT,
    Channel,
    Lane,
    OutboxState,
    PlanKind,
    RecordKind,
    Role,
    StaffRole,
    Stage,
    Standing,
    StepState,
)
from records.sealing import Sealer, SealError
from records.today import load_today
from safety.tiers import Tier

# How far back "lately" goes. Two days cover a tapback or a button from an older message, an
# answer to a relayed text, and the "one honest answer a day" to strangers.
LATELY = timedelta(days=2)
_FEW = 20

UNREADABLE = "[unreadable]"

log = structlog.get_logger(__name__)

_ON_ITS_WAY = (OutboxState.SENDING, OutboxState.SENT, OutboxState.DELIVERED, OutboxState.UNKNOWN)


def load_cases(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    person_ids: Iterable[str],
    open_channels: frozenset[str] = frozenset(),
) -> dict[str, cases.Case]:
    """The case of each person, by person id. Unknown ids are left out.

    Where `open_channels` says which channels run, an address on another one counts as blocked:
    nobody may be told of an alert that cannot leave.
    """
    subjects = set(person_ids)
    if not subjects:
        return {}
    matches = connection.execute(
        select(col(t.Match.mentee_id), col(t.Match.mentor_id), _barred().label("barred"))
        .where(
            col(t.Match.until).is_(None),
            or_(col(t.Match.mentee_id).in_(subjects), col(t.Match.mentor_id).in_(subjects)),
        )
        .order_by(col(t.Match.since))
    ).all()
    programmes = _programmes(connection, subjects)
    staff: Sequence[Any] = connection.execute(
        select(
            col(t.Person.programme_id), col(t.Person.id), col(t.Staff.id).label("account"), col(t.Staff.role)
        )
        .outerjoin(t.Staff, and_(col(t.Staff.person_id) == col(t.Person.id), col(t.Staff.active)))
        .join(t.Membership, col(t.Membership.person_id) == col(t.Person.id))
        .where(
            col(t.Person.programme_id).in_(programmes),
            col(t.Membership.role) == Role.COORDINATOR,
            col(t.Membership.until).is_(None),
        )
        .order_by(col(t.Membership.since))
    ).all()
    others = {person for match in matches for person in match[:2]} | {row.id for row in staff}
    reading = readers.readers(connection, now, subjects | {match.mentee_id for match in matches})
    others |= {one for found in reading.values() for one, _ in found}
    people = _people(connection, sealer, now, subjects, subjects | others, programmes, open_channels)
    said, relays = _said(connection, sealer, now, subjects)
    heard = _heard(connection, sealer, now, subjects)
    flags = _flags(connection, sealer, programmes, people)
    shifts = _shifts(connection, programmes)
    resources = _resources(connection, programmes)
    waiting = _waiting(connection, subjects & {row.id for row in staff})
    today = load_today(connection, now, [one for one in subjects & people.keys() if people[one].is_stranger])
    matched = {(mentee, mentor) for mentee, mentor, _ in matches}
    found = {}
    for person_id in subjects & people.keys():
        person = people[person_id]
        programme = person.programme
        members = tuple(people[row.id] for row in staff if row.programme_id == programme.id)
        rota = shifts[programme.id]
        on_now = duty.on_duty(rota, now, programme.timezone)
        found[person_id] = cases.Case(
            person=person,
            # Nothing is passed on against a condition; whom a mentor speaks of has to be known all the same.
            mentors=tuple(
                people[mentor] for mentee, mentor, barred in matches if mentee == person_id and not barred
            ),
            mentees=tuple(people[mentee] for mentee, mentor, _ in matches if mentor == person_id),
            staff=members,
            leads=tuple(
                people[row.id]
                for row in staff
                if (row.programme_id, row.role) == (programme.id, StaffRole.LEAD)
            ),
            on_duty=tuple(member for member in members if not rota or member.id in on_now),
            by_rota=bool(rota),
            duty_from=None if on_now else duty.next_start(rota, now, programme.timezone),
            said=tuple(said[person_id][:_FEW]),
            heard=tuple(heard[person_id][:_FEW]),
            relays=tuple(relays[person_id][:_FEW]),
            flags=tuple(flags[person.programme.id]) if Role.COORDINATOR in person.roles else (),
            codes=frozenset(flag.code for flag in flags[programme.id]),
            open_flags=tuple(
                flag
                for flag in flags[programme.id]
                if flag.person_id == person_id or (flag.person_id, person_id) in matched
            ),
            calls=Channel.VOICE in open_channels,
            account=next((row.account for row in staff if row.id == person_id), None),
            waiting=waiting.get(person_id, 0),
            resources=tuple(resources[programme.id]),
            today=today.get(person_id),
            readers=_readers(
                person_id,
                [person_id, *(mentee for mentee, mentor, _ in matches if mentor == person_id)],
                reading,
                people,
            ),
        )
    return found


def _readers(
    person_id: str,
    about: Sequence[str],
    reading: Mapping[str, Sequence[tuple[str, bool]]],
    people: Mapping[str, cases.Person],
) -> tuple[cases.Reader, ...]:
    """Who can open what somebody writes: what is about them, and what a mentor writes to a mentee."""
    found = {one: leads for subject in about for one, leads in reading.get(subject, ())}
    ordered = sorted(found.items(), key=lambda item: item[1])  # leads last
    return tuple(
        cases.Reader(one, people[one].name, leads)
        for one, leads in ordered
        if one in people and one != person_id
    )


def _barred() -> ColumnElement[bool]:
    """On `Match`: a no-contact condition came up between the two, and nobody has approved their contact."""
    condition, pair = t.Condition, (col(t.Match.mentee_id), col(t.Match.mentor_id))
    ids = (col(condition.person_id), col(condition.other_id))
    between = or_(and_(ids[0] == pair[0], ids[1] == pair[1]), and_(ids[0] == pair[1], ids[1] == pair[0]))
    in_force = and_(col(condition.kind) == "no_contact", col(condition.until).is_(None))
    return and_(col(t.Match.approval) == b"", exists().where(between, in_force))


def _resources(connection: Connection, programmes: Collection[str]) -> dict[str, list[cases.Resource]]:
    """The places that help in each programme, in the order of its list."""
    query = select(t.core(t.Resource)).where(col(t.Resource.programme_id).in_(programmes))
    found: dict[str, list[cases.Resource]] = defaultdict(list)
    for row in connection.execute(query.order_by(col(t.Resource.id))):
        found[row.programme_id].append(cases.Resource(row.need, row.name, row.how, row.language))
    return found


def load_unanswered(connection: Connection, now: datetime, people: Collection[str]) -> dict[str, str]:
    """The record of each person's check-in of the last week that was let go without any answer."""
    record, entry = t.core(t.MeetingRecord), t.core(t.RecordEntry)
    answered = exists().where(entry.c.record_id == record.c.id, entry.c.kind == "answer")
    rows = connection.execute(
        select(record.c.person_id, record.c.id)
        .where(
            record.c.person_id.in_(people),
            record.c.kind == RecordKind.CHECK_IN,
            record.c.outcome == "no_reply",
            record.c.opened_at > now - timedelta(days=7),
            ~answered,
        )
        .order_by(record.c.id)
    )
    return {row.person_id: row.id for row in rows}


def load_kept(connection: Connection, person_ids: Collection[str]) -> dict[str, cases.Kept]:
    """How much is recorded about people who ask for that: numbers, no words."""

    def number(table: Any, *conditions: Any) -> dict[str, int]:
        owner = col(table.person_id)
        query = select(owner, func.count()).where(owner.in_(person_ids), *conditions).group_by(owner)
        return {row[0]: row[1] for row in connection.execute(query)}

    check_ins = number(t.MeetingRecord, col(t.MeetingRecord.kind) == RecordKind.CHECK_IN)
    came, said = number(t.Inbox), number(t.Outbox)
    goals, steps = number(t.Goal), number(t.Step)
    began = select(col(t.Person.id), col(t.Person.created_at)).where(col(t.Person.id).in_(person_ids))
    return {
        person_id: cases.Kept(
            since=since,
            check_ins=check_ins.get(person_id, 0),
            messages=came.get(person_id, 0) + said.get(person_id, 0),
            goals=goals.get(person_id, 0),
            steps=steps.get(person_id, 0),
        )
        for person_id, since in connection.execute(began)
    }


def _shifts(connection: Connection, programmes: Collection[str]) -> dict[str, list[duty.Shift]]:
    """The rota of each programme."""
    query = (
        select(t.core(t.Rota), col(t.Staff.person_id))
        .join(t.Staff, col(t.Staff.id) == col(t.Rota.staff_id))
        .where(col(t.Rota.programme_id).in_(programmes), col(t.Staff.active))
        .order_by(col(t.Rota.weekday), col(t.Rota.start), col(t.Rota.id))
    )
    found: dict[str, list[duty.Shift]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.programme_id].append(duty.Shift(row.person_id, row.weekday, row.start, row.end))
    return found


def _waiting(connection: Connection, members: Collection[str]) -> dict[str, int]:
    """For these coordinators: how many people on their caseload, or on nobody's, wait for a human."""
    if not members:
        return {}
    me, them = t.core(t.Person).alias(), t.core(t.Person).alias()
    query = (
        select(me.c.id, func.count(them.c.id.distinct()).label("people"))
        .join(
            them,
            and_(
                them.c.programme_id == me.c.programme_id,
                or_(them.c.coordinator_id.is_(None), them.c.coordinator_id == me.c.id),
            ),
        )
        .join(t.Inbox, col(t.Inbox.person_id) == them.c.id)
        .where(
            me.c.id.in_(members),
            col(t.Inbox.needs_person).is_(True),
            col(t.Inbox.attended_at).is_(None),
        )
        .group_by(me.c.id)
    )
    return {row.id: row.people for row in connection.execute(query)}


def _programmes(connection: Connection, subjects: Collection[str]) -> dict[str, cases.Programme]:
    wanted = select(col(t.Person.programme_id)).where(col(t.Person.id).in_(subjects))
    rows = connection.execute(select(t.core(t.Programme)).where(col(t.Programme.id).in_(wanted)))
    return {row.id: programme_of(row) for row in rows}


def programme_of(row: Row[Any]) -> cases.Programme:
    """A programme from its row."""
    return cases.Programme(
        id=row.id,
        name=row.name,
        country=row.country,
        language=row.language,
        timezone=row.timezone,
        quiet_start=row.quiet_start,
        quiet_end=row.quiet_end,
        join_word=row.join_word,
        minutes_emergency=row.minutes_emergency,
        minutes_urgent=row.minutes_urgent,
        minutes_concern=row.minutes_concern,
        tells_mentor=row.tells_mentor,
    )


def _people(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    subjects: Collection[str],
    everybody: Collection[str],
    programmes: dict[str, cases.Programme],
    open_channels: frozenset[str],
) -> dict[str, cases.Person]:
    """Everybody with name and addresses; the subjects also with goals, steps, plans and conversations."""
    sealer.keys.load(everybody)

    def rows(table: Any, owners: Collection[str], *conditions: Any) -> dict[str, list[Row[Any]]]:
        found = defaultdict(list)
        query = select(t.core(table)).where(col(table.person_id).in_(owners), *conditions)
        for row in connection.execute(query.order_by(col(table.id).desc())):
            found[row.person_id].append(row)
        return found

    def words(row: Row[Any], table: str, column: str = "text") -> str:
        return _read(sealer, row.person_id, table, column, row.id, getattr(row, column))

    addresses = rows(t.Address, everybody, col(t.Address.retired_at).is_(None))
    roles = rows(t.Membership, everybody, col(t.Membership.until).is_(None))
    goals = rows(t.Goal, subjects, col(t.Goal.closed_at).is_(None))
    steps = rows(
        t.Step,
        subjects,
        or_(col(t.Step.state) == StepState.OPEN, col(t.Step.closed_at) > now - timedelta(days=14)),
    )
    promises = rows(t.Promise, subjects, col(t.Promise.dropped_at).is_(None))
    plans = rows(t.Plan, subjects)
    talking = _talking(connection, sealer, subjects)
    people = {}
    for row in connection.execute(select(t.core(t.Person)).where(col(t.Person.id).in_(everybody))):
        people[row.id] = cases.Person(
            id=row.id,
            name=_read(sealer, row.id, "person", "called", row.id, row.called)
            or _read(sealer, row.id, "person", "name", row.id, row.name),
            programme=programmes[row.programme_id],
            language=row.language,
            timezone=row.timezone,
            country=row.country,
            standing=Standing(row.standing),
            stage=Stage(row.stage),
            released_on=row.released_on,
            welcomed=row.welcomed_at is not None,
            roles=frozenset(Role(role.role) for role in roles[row.id]),
            addresses=tuple(
                cases.Address(
                    id=a.id,
                    channel=Channel(a.channel),
                    value=words(a, "address", "value"),
                    blocked=a.blocked or bool(open_channels and a.channel not in open_channels),
                    last_heard_at=a.last_heard_at,
                    since=a.since,
                    word=a.word,
                    asked_at=a.asked_at,
                    unproven=a.given_by is not None,
                )
                for a in addresses[row.id]
            ),
            goals=tuple(cases.Goal(g.id, Horizon(g.horizon), words(g, "goal")) for g in goals[row.id]),
            steps=tuple(cases.Step(s.id, words(s, "step"), s.state, s.set_at) for s in steps[row.id]),
            promises=tuple(cases.Promise(p.id, words(p, "promise"), p.made_at) for p in promises[row.id]),
            plans=tuple(
                cases.Plan(p.id, PlanKind(p.kind), p.weekday, p.at, p.every_weeks, p.local_date, p.due_at)
                for p in plans[row.id]
            ),
            talking=tuple(talking[row.id]),
            coordinator_id=row.coordinator_id,
            held=row.held_at is not None,
            mentor_may_know=row.mentor_may_know,
        )
    return people


def _talking(
    connection: Connection, sealer: Sealer, subjects: Collection[str]
) -> dict[str, list[cases.Talking]]:
    """Conversations that wait, newest first, with what became of the message that carries the question."""
    carrier = t.core(t.Outbox)
    waiting = t.core(t.Conversation)
    query = (
        select(waiting, carrier.c.state.label("outbox_state"), carrier.c.started_at)
        .outerjoin(carrier, carrier.c.id == waiting.c.outbox_id)
        .where(
            waiting.c.person_id.in_(subjects),
            waiting.c.state == Status.WAITING,
        )
        .order_by(waiting.c.opened_at.desc(), waiting.c.id.desc())
    )
    found: dict[str, list[cases.Talking]] = defaultdict(list)
    for row in connection.execute(query):
        try:
            state = State.from_json(sealer.open(row.person_id, "conversation", "body", row.id, row.body))
        except (SealError, Unreadable) as error:
            log.error("a conversation does not open", conversation=row.id, error=type(error).__name__)
            continue
        found[row.person_id].append(
            cases.Talking(
                id=row.id,
                record_id=row.record_id,
                name=row.name,
                state=state,
                question=row.question,
                outbox_id=row.outbox_id,
                outbox_state=OutboxState(row.outbox_state) if row.outbox_state else None,
                started_at=row.started_at,
                handed_at=row.handed_at,
                opened_at=row.opened_at,
                due_at=row.due_at,
            )
        )
    return found


def _said(
    connection: Connection, sealer: Sealer, now: datetime, subjects: Collection[str]
) -> tuple[dict[str, list[cases.SaidBefore]], dict[str, list[tuple[str, datetime]]]]:
    """What these people were sent lately, and whose words were passed on to them."""
    sent = t.core(t.Outbox)
    rows = connection.execute(
        select(sent)
        .where(
            sent.c.person_id.in_(subjects),
            or_(
                and_(sent.c.state.in_(_ON_ITS_WAY), sent.c.started_at > now - LATELY),
                and_(sent.c.state.in_(NOT_LEFT), sent.c.created_at > now - LATELY),
            ),
        )
        .order_by(sent.c.id.desc())
    ).all()
    sealer.keys.load({row.about_id for row in rows})
    said: dict[str, list[cases.SaidBefore]] = defaultdict(list)
    relays: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    for row in rows:
        if len(said[row.person_id]) >= _FEW:
            continue
        said[row.person_id].append(
            cases.SaidBefore(
                outbox_id=row.id,
                text=_read(sealer, row.about_id, "outbox", "body", row.id, row.body),
                message_class=row.message_class,
                at=row.created_at,
                record_id=row.record_id,
                buttons=tuple((label, code) for label, code in json.loads(row.buttons)),
                handed_at=row.handed_at,
                about=row.about_id if row.about_id != row.person_id else None,
                relayed=row.about_id != row.person_id and row.lane == Lane.REPLY,
                staff_id=row.staff_id,
            )
        )
        # Relayed words, which may have to wait for the morning; a nudge goes in its own lane.
        if row.about_id != row.person_id and row.lane == Lane.REPLY:
            relays[row.person_id].append((row.about_id, row.created_at))
    return said, relays


def _heard(
    connection: Connection, sealer: Sealer, now: datetime, subjects: Collection[str]
) -> dict[str, list[cases.HeardBefore]]:
    came = t.core(t.Inbox)
    rows = connection.execute(
        select(came)
        .where(came.c.person_id.in_(subjects), came.c.received_at > now - LATELY)
        .order_by(came.c.id.desc())
    )
    found: dict[str, list[cases.HeardBefore]] = defaultdict(list)
    for row in rows:
        if len(found[row.person_id]) < _FEW:
            found[row.person_id].append(
                cases.HeardBefore(
                    inbox_id=row.id,
                    text=_read(sealer, row.person_id, "inbox", "body", row.id, row.body),
                    at=row.received_at,
                    outcome=row.outcome,
                    tier=row.tier,
                    record_id=row.record_id,
                    kind=row.kind,
                    provider_id=row.provider_id,
                )
            )
    return found


def _flags(
    connection: Connection,
    sealer: Sealer,
    programmes: Collection[str],
    people: dict[str, cases.Person],
) -> dict[str, list[cases.OpenFlag]]:
    """Flags nobody has closed, for staff who answer "ACK 4711": what rings and waits is never left out."""
    raised = t.core(t.Flag)
    rows = connection.execute(
        select(raised)
        .where(raised.c.programme_id.in_(programmes), raised.c.closed_at.is_(None))
        .order_by(raised.c.tier == Tier.CONCERN, raised.c.acknowledged_at.is_not(None), raised.c.id.desc())
        .limit(200)
    )
    found: dict[str, list[cases.OpenFlag]] = defaultdict(list)
    for row in rows:
        by = people.get(row.acknowledged_by or "")
        found[row.programme_id].append(
            cases.OpenFlag(
                id=row.id,
                code=row.code,
                person_id=row.person_id,
                record_id=row.record_id,
                raised_at=row.raised_at,
                tier=row.tier,
                drill=row.drill,
                acknowledged_by_name=by.name if by else "",
                acknowledged_at=row.acknowledged_at,
            )
        )
    return found


def _read(sealer: Sealer, person_id: str, table: str, column: str, row_id: str, sealed: bytes) -> str:
    try:
        return sealer.read(person_id, table, column, row_id, sealed)
    except SealError as error:
        log.error("something sealed does not open", table=table, row=row_id, error=type(error).__name__)
        return UNREADABLE
