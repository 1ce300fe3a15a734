"""Everything that belongs to a person, from many small tables, in one statement.

Rows of every kind have one shape and begin with what they are. The statement is built once. Of what went to
and fro lately only the newest few are fetched, walked from the end of an index, so that nobody's flood of
texts makes them, or anybody else, slow to load.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Date,
    Integer,
    LargeBinary,
    Row,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy import case as case_
from sqlmodel import col

from conversations.state import Status
from records import cases, live
from records import tables as t
from records.among import among, ask, unindexed
from records.ids import first_id
from records.kinds import NOT_LEFT, OutboxState, Role, StepState
from records.types import UtcDateTime

# How far back "lately" goes. Two days cover a tapback or a button from an older message, an
# answer to a relayed text, and the "one honest answer a day" to strangers.
LATELY = timedelta(days=2)
_FEW = 20
_CLOSED_STEPS = timedelta(days=14)
# What left lately was written before: a prompt waits for hours, an invitation for weeks.
_WRITTEN = timedelta(days=100)

_ON_ITS_WAY = (OutboxState.SENDING, OutboxState.SENT, OutboxState.DELIVERED, OutboxState.UNKNOWN)

# The columns that rows of every kind share: texts, instants, a sealed value, a day and two numbers.
_SHAPE: dict[str, Any] = {
    "person_id": String,
    "id": String,
    **{f"s{number}": String for number in range(1, 7)},
    "sealed": LargeBinary,
    **{f"at{number}": UtcDateTime for number in range(1, 5)},
    "day": Date,
    "n1": Integer,
    "n2": Integer,
}


SILENCED = 2  # of an address, where 1 is blocked
PROGRAMME = (
    *("id", "name", "country", "language", "timezone", "quiet_start", "quiet_end", "join_word"),
    *("minutes_emergency", "minutes_urgent", "minutes_concern", "tells_mentor", "choices"),
)


Rows = dict[str, dict[str, list[Row[Any]]]]


def rows_of(
    connection: Connection,
    build: Callable[[str], CompoundSelect[Any]],
    ids: list[str],
    now: datetime | None = None,
) -> Rows:
    """By person and kind, the newest first."""
    given: dict[str, Any] = {}
    if now is not None:
        given = {
            "since": now - LATELY,
            "closed_since": now - _CLOSED_STEPS,
            "written_since": first_id(now - _WRITTEN),
            "now": now,
        }
    found: dict[str, dict[str, list[Row[Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in ask(connection, build, {"people": ids}, **given).all():
        found[row.person_id][row.kind].append(row)
    for kinds in found.values():
        for rows in kinds.values():
            if len(rows) > 1:
                rows.sort(key=lambda row: row.id, reverse=True)
    return found


# --- statements, built once ------------------------------------------------------------------------


def _time(name: str) -> Any:
    return bindparam(name, type_=UtcDateTime)


@cache
def people(dialect: str) -> Select[Any]:
    """Who they are, and where: with their programme, and whether it is live."""
    person, programme, setting = t.core(t.Person), t.core(t.Programme), t.core(t.Setting)
    theirs = (programme.c[name].label(f"programme_{name}") for name in PROGRAMME if name != "id")
    return (
        select(person, *theirs, setting.c.key.is_not(None).label("programme_live"))
        .join(programme, programme.c.id == person.c.programme_id)
        .outerjoin(setting, setting.c.key == literal(live.SINCE) + programme.c.id)
        .where(among(dialect, person.c.id, "people"))
    )


def _arm(dialect: str, kind: str, table: Any, where: Any, **values: Any) -> Select[Any]:
    """One kind of row in the shape that all share."""
    if "person_id" not in values:
        values |= {"person_id": table.c.person_id, "id": table.c.id}
    columns = [
        (values[name] if name in values else cast(null(), type_)).label(name)
        for name, type_ in _SHAPE.items()
    ]
    return select(cast(literal(kind), String).label("kind"), *columns).where(
        among(dialect, values["person_id"], "people"), where
    )


def _who_arms(dialect: str) -> list[Select[Any]]:
    a, m = t.core(t.Address), t.core(t.Membership)
    return [
        _arm(
            dialect,
            "address",
            a,
            a.c.retired_at.is_(None),
            s1=a.c.channel,
            s2=a.c.word,
            sealed=a.c.value,
            at1=a.c.last_heard_at,
            at2=a.c.since,
            at3=a.c.asked_at,
            n1=case_((a.c.silenced_at.is_not(None), SILENCED), (a.c.blocked, 1), else_=0),
            n2=case_((a.c.given_by.is_(None), 0), else_=1),
        ),
        _arm(dialect, "membership", m, m.c.until.is_(None), s1=m.c.role),
    ]


@cache
def others(dialect: str) -> CompoundSelect[Any]:
    return union_all(*_who_arms(dialect))


@cache
def own(dialect: str) -> CompoundSelect[Any]:
    g, s, p, plan = t.core(t.Goal), t.core(t.Step), t.core(t.Promise), t.core(t.Plan)
    return union_all(
        *_who_arms(dialect),
        _arm(
            dialect,
            "goal",
            g,
            or_(g.c.closed_at.is_(None), g.c.closed_at > _time("closed_since")),
            s1=g.c.horizon,
            s2=g.c.state,
            s3=g.c.shown_to,
            sealed=g.c.text,
            n1=g.c.number,
        ),
        _arm(
            dialect,
            "step",
            s,
            or_(s.c.state == StepState.OPEN, s.c.closed_at > _time("closed_since")),
            s1=s.c.state,
            s2=s.c.goal_id,
            sealed=s.c.text,
            at1=s.c.set_at,
        ),
        _arm(dialect, "promise", p, p.c.dropped_at.is_(None), sealed=p.c.text, at1=p.c.made_at),
        _arm(
            dialect,
            "plan",
            plan,
            literal(1) == 1,
            s1=plan.c.kind,
            s2=plan.c.at,
            at1=plan.c.due_at,
            day=plan.c.local_date,
            n1=plan.c.weekday,
            n2=plan.c.every_weeks,
        ),
        _talking_arm(dialect),
        _said_arm(dialect),
        _heard_arm(dialect),
        _matched_arm(dialect, cases.Relation.MENTOR),
        _matched_arm(dialect, cases.Relation.MENTEE),
        _covered_arm(dialect, cases.Relation.MENTOR),
        _covered_arm(dialect, cases.Relation.MENTEE),
        _staff_arm(dialect),
    )


def barred() -> ColumnElement[bool]:
    """On `Match`: a no-contact condition came up between the two, and nobody has approved their contact."""
    return and_(col(t.Match.approval) == b"", kept_apart(col(t.Match.mentee_id), col(t.Match.mentor_id)))


def kept_apart(one: Any, other: Any) -> ColumnElement[bool]:
    """Whether a no-contact condition is in force between two people."""
    condition, pair = t.Condition, (one, other)
    ids = (col(condition.person_id), col(condition.other_id))
    between = or_(and_(ids[0] == pair[0], ids[1] == pair[1]), and_(ids[0] == pair[1], ids[1] == pair[0]))
    in_force = and_(col(condition.kind) == "no_contact", col(condition.until).is_(None))
    return exists().where(between, in_force)


def stands_in() -> ColumnElement[bool]:
    """On `Cover`: another mentor stands in just now, at the time `now`."""
    cover, now = t.core(t.Cover).c, _time("now")
    return and_(cover.by_id.is_not(None), cover.starts_at <= now, cover.ends_at > now)


def _covered_arm(dialect: str, relation: cases.Relation) -> Select[Any]:
    """While somebody stands in for a mentor, they are near to that mentor's mentees, and those to them."""
    match, cover = t.core(t.Match), t.core(t.Cover)
    other = t.core(t.Person).alias(f"near_cover_{relation}")
    to_mentor = relation is cases.Relation.MENTOR
    mine, theirs = (match.c.mentee_id, cover.c.by_id) if to_mentor else (cover.c.by_id, match.c.mentee_id)
    apart = kept_apart(match.c.mentee_id, cover.c.by_id)
    joined = match.join(cover, cover.c.mentor_id == match.c.mentor_id).join(other, other.c.id == theirs)
    return _arm(
        dialect,
        relation,
        match,
        match.c.until.is_(None) & stands_in() & (~apart if to_mentor else literal(1) == 1),
        person_id=mine,
        id=other.c.id,
        at1=cover.c.starts_at,
        n2=literal(1),  # before those whom they stand in for
        **_name(other),
    ).select_from(joined)


def _matched_arm(dialect: str, relation: cases.Relation) -> Select[Any]:
    """Nothing is passed on against a condition, so a mentor who is barred is left out; whom a mentor speaks
    of has to be known all the same."""
    match, other = t.core(t.Match), t.core(t.Person).alias(f"near_{relation}")
    to_mentor = relation is cases.Relation.MENTOR
    mine, theirs = (
        (match.c.mentee_id, match.c.mentor_id) if to_mentor else (match.c.mentor_id, match.c.mentee_id)
    )
    return _arm(
        dialect,
        relation,
        match,
        match.c.until.is_(None) & (~barred() if to_mentor else literal(1) == 1),
        person_id=mine,
        id=other.c.id,
        at1=match.c.since,
        **_name(other),
    ).select_from(match.join(other, other.c.id == theirs))


def _staff_arm(dialect: str) -> Select[Any]:
    """Found from the few who have that role."""
    me, role = t.core(t.Person).alias("near_me"), t.core(t.Membership).alias("near_role")
    other = t.core(t.Person).alias("near_staff")
    same = unindexed(other.c.programme_id) == unindexed(me.c.programme_id)
    joined = role.join(other, other.c.id == role.c.person_id).join(me, same & (me.c.id != other.c.id))
    return _arm(
        dialect,
        cases.Relation.STAFF,
        me,
        (role.c.role == Role.COORDINATOR) & role.c.until.is_(None),
        person_id=me.c.id,
        id=other.c.id,
        at1=role.c.since,
        **_name(other),
    ).select_from(joined)


def _name(person: Any) -> dict[str, Any]:
    """What they like to be called, else their name; `n1` says which, as each is sealed for its own column."""
    called = person.c.called != b""
    return {
        "sealed": case_((called, person.c.called), else_=person.c.name),
        "n1": case_((called, 1), else_=0),
    }


def _talking_arm(dialect: str) -> Select[Any]:
    """Conversations that wait, with what became of the message that carries the question."""
    c, carrier = t.core(t.Conversation), t.core(t.Outbox).alias("carrier")
    return _arm(
        dialect,
        "talking",
        c,
        unindexed(c.c.state) == Status.WAITING,
        s1=c.c.record_id,
        s2=c.c.name,
        s3=c.c.question,
        s4=c.c.outbox_id,
        s5=carrier.c.state,
        sealed=c.c.body,
        at1=carrier.c.started_at,
        at2=c.c.handed_at,
        at3=c.c.opened_at,
        at4=c.c.due_at,
    ).select_from(c.outerjoin(carrier, carrier.c.id == c.c.outbox_id))


def _said_arm(dialect: str) -> Select[Any]:
    """The newest few of what each was sent lately, or will be."""
    o, other = t.core(t.Outbox), t.core(t.Outbox).alias("newest_said")

    def lately(one: Any) -> Any:
        left = and_(unindexed(one.c.state).in_(_ON_ITS_WAY), one.c.started_at > _time("since"))
        waits = and_(unindexed(one.c.state).in_(NOT_LEFT), one.c.created_at > _time("since"))
        return or_(left, waits)

    return _newest_few(
        dialect,
        "said",
        o,
        other,
        lately,
        s1=o.c.about_id,
        s2=o.c.message_class,
        s3=o.c.record_id,
        s4=o.c.buttons,
        s5=o.c.lane,
        s6=o.c.staff_id,
        sealed=o.c.body,
        at1=o.c.created_at,
        at2=o.c.handed_at,
    )


def _heard_arm(dialect: str) -> Select[Any]:
    """The newest few of what each sent lately."""
    i, other = t.core(t.Inbox), t.core(t.Inbox).alias("newest_heard")
    return _newest_few(
        dialect,
        "heard",
        i,
        other,
        lambda one: one.c.received_at > _time("since"),
        s1=i.c.outcome,
        s2=i.c.tier,
        s3=i.c.record_id,
        s4=i.c.kind,
        s5=i.c.provider_id,
        sealed=i.c.body,
        at1=i.c.received_at,
    )


def _newest_few(
    dialect: str, kind: str, table: Any, other: Any, lately: Callable[[Any], Any], **values: Any
) -> Select[Any]:
    """The newest of somebody's rows, walked from the end of an index: a flood of them costs no more."""
    person = t.core(t.Person).alias(f"{kind}_to")
    written = bindparam("written_since", type_=String)
    oldest = (
        select(other.c.id)
        .where(other.c.person_id == person.c.id, other.c.id > written, lately(other))
        .order_by(other.c.id.desc())
        .limit(1)
        .offset(_FEW - 1)
        .correlate(person)
        .scalar_subquery()
    )
    return (
        _arm(dialect, kind, table, lately(table), **values)
        .select_from(person.join(table, table.c.person_id == person.c.id))
        .where(among(dialect, person.c.id, "people"), table.c.id >= func.coalesce(oldest, written))
    )
