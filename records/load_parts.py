"""Loading the parts of a case that only some messages need: people around somebody, the team, flags, places.

Each part takes a few statements, built once, for any number of people; none grows with the programme.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    union,
)
from sqlmodel import col

from records import cases, duty, load_places, readers, reflections, silences
from records import tables as t
from records.among import among, ask, unindexed
from records.kinds import RecordKind, Role, StaffRole
from records.load_circle import circle
from records.load_goals import last_time, shown_goals
from records.load_matching import matches
from records.load_meetings import load_meetings
from records.load_people import load_others
from records.load_pulses import pulses, reached
from records.load_rows import barred, kept_apart, stands_in
from records.load_support import support
from records.load_training import learned
from records.load_unasked import load_unasked
from records.sealing import Sealer
from records.types import UtcDateTime
from safety.tiers import Tier

_FLAGS = 200  # open ones of a programme; what rings and waits is never left out
_LATE = timedelta(days=7)

Loaded = Mapping[str, cases.Case]
Load = Callable[[Connection, Sealer, datetime, Loaded, frozenset[str]], dict[str, cases.Case]]


# --- those whom somebody is matched with --------------------------------------------------------------


def around(
    connection: Connection, sealer: Sealer, now: datetime, of: Loaded, open_channels: frozenset[str]
) -> dict[str, cases.Case]:
    """With mentors and mentees.

    Nothing is passed on against a condition, so a mentor who is barred is left out; whom a mentor speaks
    of has to be known all the same.
    """
    matches = ask(connection, _matches, {"people": of}, now=now).all()
    ids = {person_id for match in matches for person_id in match[:2]}
    people = load_others(connection, sealer, ids, open_channels) if ids else {}
    return {
        person_id: replace(
            case,
            around=cases.Around(
                mentors=tuple(
                    people[mentor]
                    for mentee, mentor, barred, *_ in matches
                    if mentee == person_id and not barred and mentor in people
                ),
                mentees=tuple(
                    people[mentee]
                    for mentee, mentor, *_ in matches
                    if mentor == person_id and mentee in people
                ),
            ),
        )
        for person_id, case in of.items()
    }


@cache
def _matches(dialect: str) -> CompoundSelect[Any]:
    """Who walks with whom: while somebody stands in for a mentor, they come before that mentor."""
    match, cover = t.core(t.Match).c, t.core(t.Cover).c
    of_match, of_cover = (match.mentee_id, match.mentor_id), (match.mentee_id, cover.by_id)

    here = [among(dialect, one, "people") for one in of_match]
    walking = select(*of_match, barred().label("barred"), literal(1).label("place"), match.since).where(
        match.until.is_(None), or_(*here)
    )
    # Two ways in, so that each goes by an index.
    standing_in = [
        select(*of_cover, kept_apart(*of_cover), literal(0), cover.starts_at)
        .join(t.core(t.Cover), cover.mentor_id == match.mentor_id)
        .where(match.until.is_(None), stands_in(), among(dialect, one, "people"))
        for one in of_cover
    ]
    return union(walking, *standing_in).order_by("place", "since")


# --- the team ------------------------------------------------------------------------------------------


def team(
    connection: Connection, sealer: Sealer, now: datetime, of: Loaded, open_channels: frozenset[str]
) -> dict[str, cases.Case]:
    """With coordinators, who of them is on duty, and who reads what somebody writes."""
    programmes = list({case.person.programme.id for case in of.values()})
    staff = ask(connection, _staff, {"programmes": programmes}).all()
    shifts: dict[str, list[duty.Shift]] = defaultdict(list)
    for row in ask(connection, _shifts, {"programmes": programmes}):
        shifts[row.programme_id].append(duty.Shift(row.person_id, row.weekday, row.start, row.end))
    theirs = _mentees_of(connection, now, of)
    reading = readers.readers(connection, now, {*of, *(one for found in theirs.values() for one in found)})
    ids = {row.id for row in staff} | {one for found in reading.values() for one, _ in found}
    people = load_others(connection, sealer, ids, open_channels)
    waiting = _waiting(connection, of.keys() & {row.id for row in staff})
    found = {}
    for person_id, case in of.items():
        programme = case.person.programme
        mine = [row for row in staff if row.programme_id == programme.id and row.id in people]
        # Somebody of the staff who writes is in their own team; a step tells people apart by identity.
        members = tuple(case.person if row.id == person_id else people[row.id] for row in mine)
        rota = shifts[programme.id]
        on_now = duty.on_duty(rota, now, programme.timezone)
        found[person_id] = replace(
            case,
            team=cases.Team(
                staff=members,
                leads=tuple(
                    one for one, row in zip(members, mine, strict=True) if row.role == StaffRole.LEAD
                ),
                on_duty=tuple(member for member in members if not rota or member.id in on_now),
                by_rota=bool(rota),
                duty_from=None if on_now else duty.next_start(rota, now, programme.timezone),
                account=next((row.account for row in mine if row.id == person_id), None),
                waiting=waiting.get(person_id, 0),
                readers=_readers(person_id, [person_id, *theirs[person_id]], reading, people),
            ),
        )
    return found


@cache
def _staff(dialect: str) -> Any:
    """Coordinators, found from the few who have that role: the programme's people are not walked."""
    return (
        select(
            col(t.Person.programme_id), col(t.Person.id), col(t.Staff.id).label("account"), col(t.Staff.role)
        )
        .select_from(t.core(t.Membership))
        .join(t.Person, col(t.Membership.person_id) == col(t.Person.id))
        .outerjoin(t.Staff, and_(col(t.Staff.person_id) == col(t.Person.id), col(t.Staff.active)))
        .where(
            col(t.Membership.role) == Role.COORDINATOR,
            col(t.Membership.until).is_(None),
            # Not by the index of a programme's people, which a database might walk.
            among(dialect, unindexed(col(t.Person.programme_id)), "programmes"),
        )
        .order_by(col(t.Membership.since))
    )


@cache
def _shifts(dialect: str) -> Select[Any]:
    """The rota of each programme."""
    return (
        select(t.core(t.Rota), col(t.Staff.person_id))
        .join(t.Staff, col(t.Staff.id) == col(t.Rota.staff_id))
        .where(among(dialect, col(t.Rota.programme_id), "programmes"), col(t.Staff.active))
        .order_by(col(t.Rota.weekday), col(t.Rota.start), col(t.Rota.id))
    )


def _mentees_of(connection: Connection, now: datetime, of: Loaded) -> dict[str, list[str]]:
    """Whom each mentor of these walks with: what they write may be about those."""
    mentors = [person_id for person_id, case in of.items() if Role.MENTOR in case.person.roles]
    found: dict[str, list[str]] = defaultdict(list)
    if mentors:
        for mentee, mentor, *_ in ask(connection, _matches, {"people": mentors}, now=now):
            found[mentor].append(mentee)
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


def _waiting(connection: Connection, members: Collection[str]) -> dict[str, int]:
    """For these coordinators: how many people on their caseload, or on nobody's, wait for a human."""
    if not members:
        return {}
    return {row.id: row.people for row in ask(connection, _wait, {"members": members})}


@cache
def _wait(dialect: str) -> Select[Any]:
    """From the messages that wait, which are few, to whose they are."""
    me, them = t.core(t.Person).alias(), t.core(t.Person).alias()
    mine = or_(them.c.coordinator_id.is_(None), them.c.coordinator_id == me.c.id)
    return (
        select(me.c.id, func.count(them.c.id.distinct()).label("people"))
        .select_from(t.core(t.Inbox))
        .join(them, col(t.Inbox.person_id) == them.c.id)
        .join(me, and_(them.c.programme_id == me.c.programme_id, mine))
        .where(
            among(dialect, me.c.id, "members"),
            col(t.Inbox.needs_person).is_(True),
            col(t.Inbox.attended_at).is_(None),
        )
        .group_by(me.c.id)
    )


# --- flags -----------------------------------------------------------------------------------------------


def flags(
    connection: Connection, sealer: Sealer, now: datetime, of: Loaded, open_channels: frozenset[str]
) -> dict[str, cases.Case]:
    """With the programme's open flags, for staff who answer "ACK 4711", and those about a person."""
    programmes = {case.person.programme.id for case in of.values()}
    rows = ask(connection, _open_flags, {"programmes": programmes}).all()
    by = {row.acknowledged_by for row in rows if row.acknowledged_by}
    people = load_others(connection, sealer, by, open_channels) if by else {}
    everywhere: dict[str, list[cases.OpenFlag]] = defaultdict(list)
    for row in rows:
        everywhere[row.programme_id].append(_flag(row, people))
    matched = {
        tuple(match[:2]) for match in (ask(connection, _matches, {"people": of}, now=now) if rows else ())
    }
    found = {}
    for person_id, case in of.items():
        theirs = tuple(everywhere[case.person.programme.id])
        found[person_id] = replace(
            case,
            alarms=cases.Flags(
                flags=theirs if Role.COORDINATOR in case.person.roles else (),
                codes=frozenset(flag.code for flag in theirs),
                open_flags=tuple(
                    flag
                    for flag in theirs
                    if flag.person_id == person_id or (flag.person_id, person_id) in matched
                ),
            ),
        )
    return found


@cache
def _open_flags(dialect: str) -> Select[Any]:
    raised = t.core(t.Flag)
    return (
        select(raised)
        .where(among(dialect, raised.c.programme_id, "programmes"), raised.c.closed_at.is_(None))
        .order_by(raised.c.tier == Tier.CONCERN, raised.c.acknowledged_at.is_not(None), raised.c.id.desc())
        .limit(_FLAGS)
    )


def _flag(row: Row[Any], people: Mapping[str, cases.Person]) -> cases.OpenFlag:
    by = people.get(row.acknowledged_by or "")
    return cases.OpenFlag(
        id=row.id,
        code=row.code,
        person_id=row.person_id,
        record_id=row.record_id,
        raised_at=row.raised_at,
        tier=row.tier,
        drill=row.drill,
        acknowledged_by_name=by.name if by else "",
        acknowledged_at=row.acknowledged_at,
        category=row.category,
    )


# --- places, amounts, a late answer ------------------------------------------------------------------------


def places(
    connection: Connection, sealer: Sealer, now: datetime, of: Loaded, open_channels: frozenset[str]
) -> dict[str, cases.Case]:
    """With the places that help in each programme, in the order of its list."""
    return load_places.places(connection, of)


def search(
    connection: Connection, sealer: Sealer, now: datetime, of: Loaded, open_channels: frozenset[str]
) -> dict[str, cases.Case]:
    """With where they look for places, and which they were told of."""
    return load_places.search(connection, sealer, now, of)


def own_plan(
    connection: Connection, sealer: Sealer, now: datetime, of: Loaded, open_channels: frozenset[str]
) -> dict[str, cases.Case]:
    """With what they wrote down for hard days."""
    return load_places.own_plans(connection, sealer, of)


def amounts(
    connection: Connection, sealer: Sealer, now: datetime, of: Loaded, open_channels: frozenset[str]
) -> dict[str, cases.Case]:
    """With how much is recorded about them: numbers, no words."""

    def number(table: Any, *conditions: Any) -> dict[str, int]:
        owner = col(table.person_id)
        query = select(owner, func.count()).where(owner.in_(list(of)), *conditions).group_by(owner)
        return {row[0]: row[1] for row in connection.execute(query)}

    check_ins = number(t.MeetingRecord, col(t.MeetingRecord.kind) == RecordKind.CHECK_IN)
    came, said = number(t.Inbox), number(t.Outbox)
    goals, steps = number(t.Goal), number(t.Step)
    began = select(col(t.Person.id), col(t.Person.created_at)).where(col(t.Person.id).in_(list(of)))
    return {
        person_id: replace(
            of[person_id],
            amounts=cases.Kept(
                since=since,
                check_ins=check_ins.get(person_id, 0),
                messages=came.get(person_id, 0) + said.get(person_id, 0),
                goals=goals.get(person_id, 0),
                steps=steps.get(person_id, 0),
            ),
        )
        for person_id, since in connection.execute(began)
    }


def late(
    connection: Connection, sealer: Sealer, now: datetime, of: Loaded, open_channels: frozenset[str]
) -> dict[str, cases.Case]:
    """With the record of each one's check-in of the last week that was let go without any answer."""
    found = {row.person_id: row.id for row in ask(connection, _let_go, {"people": of}, since=now - _LATE)}
    return {person_id: replace(case, late=cases.Late(found.get(person_id))) for person_id, case in of.items()}


@cache
def _let_go(dialect: str) -> Select[Any]:
    record, entry = t.core(t.MeetingRecord), t.core(t.RecordEntry)
    answered = exists().where(entry.c.record_id == record.c.id, entry.c.kind == "answer")
    return (
        select(record.c.person_id, record.c.id)
        .where(
            among(dialect, record.c.person_id, "people"),
            record.c.kind == RecordKind.CHECK_IN,
            record.c.outcome == "no_reply",
            record.c.opened_at > bindparam("since", type_=UtcDateTime),
            ~answered,
        )
        .order_by(record.c.id)
    )


def meetings(
    connection: Connection, sealer: Sealer, now: datetime, of: Loaded, open_channels: frozenset[str]
) -> dict[str, cases.Case]:
    """With the meetings they agreed on."""
    return load_meetings(connection, sealer, now, of)


def asked(
    connection: Connection, sealer: Sealer, now: datetime, of: Loaded, open_channels: frozenset[str]
) -> dict[str, cases.Case]:
    """With how their check-ins went: numbers, no words."""
    found = silences.asked(connection, now, of)
    return {
        person_id: replace(case, silences=found.get(person_id, cases.Asked()))
        for person_id, case in of.items()
    }


def thoughts(
    connection: Connection, sealer: Sealer, now: datetime, of: Loaded, open_channels: frozenset[str]
) -> dict[str, cases.Case]:
    """With what mentors were asked to think over."""
    found = reflections.reflections(connection, sealer, now, of)
    without = reflections.left_out(connection)
    return {
        person_id: replace(
            case,
            thoughts=replace(
                found.get(person_id, cases.Reflections()),
                left_out=without.get(case.person.programme.id, frozenset()),
            ),
        )
        for person_id, case in of.items()
    }


def unasked(
    connection: Connection, sealer: Sealer, now: datetime, of: Loaded, open_channels: frozenset[str]
) -> dict[str, cases.Case]:
    """With what went to them unasked in the last days: no words."""
    return load_unasked(connection, now, of)


PARTS: Mapping[cases.Part, Load] = {
    cases.Part.AROUND: around,
    cases.Part.TEAM: team,
    cases.Part.FLAGS: flags,
    cases.Part.PLACES: places,
    cases.Part.KEPT: amounts,
    cases.Part.LATE: late,
    cases.Part.MEETINGS: meetings,
    cases.Part.SUPPORT: support,
    cases.Part.ASKED: asked,
    cases.Part.REFLECTIONS: thoughts,
    cases.Part.LEARNED: learned,
    cases.Part.CIRCLE: circle,
    cases.Part.UNASKED: unasked,
    cases.Part.SEARCH: search,
    cases.Part.OWN_PLAN: own_plan,
    cases.Part.SHOWN_GOALS: shown_goals,
    cases.Part.LAST_TIME: last_time,
    cases.Part.MATCHES: matches,
    cases.Part.PULSES: pulses,
    cases.Part.REACHED: reached,
}
