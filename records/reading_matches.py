"""What the pages show of matches, conditions, readiness and requests; nothing is changed here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlmodel import col

from records import silences
from records import tables as t
from records.kinds import QUIET, Role, StaffRole
from records.reading import ALL, Part, Some, View, names, staff_names


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A match as it stands on one person's page: the other one, since when, why."""

    id: str
    role: str  # the other one's
    other_id: str
    other: str = field(repr=False)
    mentee_id: str
    since: datetime
    until: datetime | None
    reasons: str = field(repr=False)
    approval: str = field(repr=False)
    ended: str


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition in force."""

    id: str
    kind: str
    other_id: str | None
    other: str = field(repr=False)
    start: str
    end: str
    detail: str = field(repr=False)
    recorded_at: datetime
    mine: bool  # false: it is the other person's, and names this one


@dataclass(frozen=True, slots=True)
class ReadinessRow:
    """A mentor's clearance, training or interview."""

    kind: str
    given_on: date
    good_until: date | None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """Something somebody asked for. `body` and `outcome` are empty in lists."""

    id: str
    person_id: str
    name: str = field(repr=False)
    record_id: str | None
    kind: str
    for_role: str
    body: str = field(repr=False)
    raised_at: datetime
    closed_at: datetime | None
    closed_by: str = field(repr=False)
    outcome: str = field(repr=False)


def matches(view: View, person_id: str) -> list[MatchRow]:
    """Every match of a person, the newest first."""
    rows = view.connection.execute(
        select(t.core(t.Match))
        .where(or_(col(t.Match.mentee_id) == person_id, col(t.Match.mentor_id) == person_id))
        .order_by(col(t.Match.until).is_not(None), col(t.Match.since).desc(), col(t.Match.id).desc())
    ).all()
    return [_match(view, row, person_id) for row in rows]


def match(view: View, match_id: str) -> MatchRow | None:
    """A match that is not over, as the mentee's page shows it, if this view shows the mentee."""
    row = view.connection.execute(
        select(t.core(t.Match)).where(
            col(t.Match.id) == match_id, col(t.Match.until).is_(None), view.shows(col(t.Match.mentee_id))
        )
    ).first()
    return None if row is None else _match(view, row, row.mentee_id)


def _match(view: View, row: Any, person_id: str) -> MatchRow:
    of_mentee = row.mentee_id == person_id
    other = row.mentor_id if of_mentee else row.mentee_id
    # The reasons are the mentee's words and life: shown where the mentee is shown.
    seen = of_mentee or view.sees(row.mentee_id)

    def words(column: str) -> str:
        sealed = getattr(row, column)
        return view.sealer.read(row.mentee_id, "match", column, row.id, sealed) if seen else ""

    return MatchRow(
        id=row.id,
        role=Role.MENTOR if of_mentee else Role.MENTEE,
        other_id=other,
        other=names(view, [other])[other],
        mentee_id=row.mentee_id,
        since=row.since,
        until=row.until,
        reasons=words("reasons"),
        approval=words("approval"),
        ended=row.ended,
    )


def capacities(view: View) -> dict[str, int]:
    """How many mentees each mentor walks with now."""
    query = (
        select(col(t.Match.mentor_id), func.count().label("now"))
        .where(col(t.Match.until).is_(None))
        .group_by(col(t.Match.mentor_id))
    )
    return {row.mentor_id: row.now for row in view.connection.execute(query)}


def conditions(view: View, person_id: str) -> list[ConditionRow]:
    """The conditions of a person that are in force, and those of others that name them."""
    rows = view.connection.execute(
        select(t.core(t.Condition))
        .where(
            or_(
                col(t.Condition.person_id) == person_id,
                and_(col(t.Condition.other_id) == person_id, col(t.Condition.kind) == "no_contact"),
            ),
            col(t.Condition.until).is_(None),
        )
        .order_by(col(t.Condition.recorded_at))
    ).all()
    called = names(view, [r.other_id for r in rows] + [r.person_id for r in rows])
    found = []
    for r in rows:
        mine = r.person_id == person_id
        other = r.other_id if mine else r.person_id
        found.append(
            ConditionRow(
                id=r.id,
                kind=r.kind,
                other_id=other,
                other=called[other] if other else "",
                start=r.start,
                end=r.end,
                detail=view.sealer.read(r.person_id, "condition", "detail", r.id, r.detail) if mine else "",
                recorded_at=r.recorded_at,
                mine=mine,
            )
        )
    return found


def clashes(view: View, person_id: str) -> list[tuple[str, str]]:
    """Conditions of a person that what is arranged goes against: a code, and a name or times.

    "match": they walk with whom they may have no contact with, and nobody has approved it; "curfew": their
    check-in falls inside it; "app": the only way to them is an app that is not allowed.
    """
    found = []
    held = conditions(view, person_id)
    walking = {
        one.other_id: one for one in matches(view, person_id) if one.until is None and not one.approval
    }
    plans = view.connection.execute(
        select(col(t.Plan.at)).where(col(t.Plan.person_id) == person_id, col(t.Plan.due_at).is_not(None))
    ).scalars()
    times = sorted(plans)
    for one in held:
        if one.kind == "no_contact" and one.other_id in walking:
            found.append(("match", one.other))
        if one.kind == "curfew" and one.mine:
            inside = [at for at in times if _within(at, one.start, one.end)]
            found += [("curfew", at) for at in inside]
    if any(one.kind == "no_app" for one in held) and not _reachable(view, person_id):
        found.append(("app", ""))
    return found


def _within(at: str, start: str, end: str) -> bool:
    """Whether a time of day lies from `start` to `end`, which may be past midnight; all "HH:MM"."""
    return start <= at < end if start <= end else at >= start or at < end


def _reachable(view: View, person_id: str) -> bool:
    usable = select(col(t.Address.id)).where(
        col(t.Address.person_id) == person_id,
        col(t.Address.blocked).is_(False),
        col(t.Address.retired_at).is_(None),
    )
    return view.connection.execute(usable.limit(1)).first() is not None


def readiness(view: View, person_id: str) -> list[ReadinessRow]:
    """What is recorded of a mentor's readiness, the newest first."""
    rows = view.connection.execute(
        select(t.core(t.Readiness))
        .where(col(t.Readiness.person_id) == person_id)
        .order_by(col(t.Readiness.given_on).desc(), col(t.Readiness.id).desc())
    )
    return [ReadinessRow(r.kind, r.given_on, r.good_until) for r in rows]


def desk_staff(view: View) -> list[tuple[str, str]]:
    """Who can have a caseload here: person id and name."""
    rows = view.connection.execute(
        select(col(t.Staff.person_id)).where(
            col(t.Staff.programme_id) == view.programme_id,
            col(t.Staff.active),
            col(t.Staff.role) != StaffRole.ADMINISTRATOR,
        )
    ).scalars()
    called = names(view, rows)
    return sorted(called.items(), key=lambda pair: pair[1].casefold())


def requests(view: View, role: StaffRole, *, closed: bool = False, part: Part = ALL) -> Some[RequestRow]:
    """Requests that this viewer may see, the oldest first; complaints are for leads alone."""
    query = select(t.core(t.Request)).where(*_visible(view, role))
    if closed:
        query = query.where(col(t.Request.closed_at).is_not(None))
        query = query.order_by(col(t.Request.closed_at).desc()).limit(30)
    else:
        query = query.where(col(t.Request.closed_at).is_(None)).order_by(col(t.Request.raised_at))
    rows = view.connection.execute(query).all()
    if not closed:
        rows = _without_those_who_wrote(view, rows)
    chosen = Some.of(rows, part)
    return Some(_requests(view, chosen, with_words=False), chosen.total)


def _without_those_who_wrote(view: View, rows: Sequence[Any]) -> Sequence[Any]:
    """Where somebody quiet has written since, nobody need decide any more how it goes on."""
    quiet = [row.person_id for row in rows if row.kind == QUIET]
    if not quiet or view.now is None:
        return rows
    runs = silences.asked(view.connection, view.now, quiet)
    return [row for row in rows if row.kind != QUIET or runs[row.person_id].with_a_person]


def request(view: View, role: StaffRole, request_id: str) -> RequestRow | None:
    """One request with its words, if this viewer may see it."""
    query = select(t.core(t.Request)).where(col(t.Request.id) == request_id, *_visible(view, role))
    found = _requests(view, view.connection.execute(query).all(), with_words=True)
    return found[0] if found else None


def _visible(view: View, role: StaffRole) -> list[Any]:
    conditions: list[Any] = [
        col(t.Request.programme_id) == view.programme_id,
        view.shows(col(t.Request.person_id)),
    ]
    if role is not StaffRole.LEAD:
        conditions.append(col(t.Request.for_role) == StaffRole.COORDINATOR)
    return conditions


def _requests(view: View, rows: Any, *, with_words: bool) -> list[RequestRow]:
    called = names(view, [r.person_id for r in rows])
    by_staff = staff_names(view)

    def words(row: Any, column: str) -> str:
        if not with_words:
            return ""
        return view.sealer.read(row.person_id, "request", column, row.id, getattr(row, column))

    return [
        RequestRow(
            id=r.id,
            person_id=r.person_id,
            name=called[r.person_id],
            record_id=r.record_id,
            kind=r.kind,
            for_role=r.for_role,
            body=words(r, "body"),
            raised_at=r.raised_at,
            closed_at=r.closed_at,
            closed_by=by_staff.get(r.closed_by or "", ""),
            outcome=words(r, "outcome"),
        )
        for r in rows
    ]
