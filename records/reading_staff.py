"""What the pages about staff show: accounts, the rota, the audit log. Nobody's words are opened here."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlmodel import col

from records import tables as t
from records.kinds import StaffRole
from records.reading import View, names, staff_names


@dataclass(frozen=True, slots=True)
class MemberRow:
    """An account of the programme."""

    id: str
    person_id: str
    name: str = field(repr=False)
    login: str = field(repr=False)
    role: str
    active: bool
    second_factor: bool
    last_seen_at: datetime | None
    people: int  # on their caseload


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """Where a member of staff is alerted: the channel and the last two characters."""

    id: str
    channel: str
    ending: str = field(repr=False)
    unproven: bool  # a colleague entered it
    given_by: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn of the rota."""

    staff_id: str
    name: str = field(repr=False)
    weekday: int
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What to show of the audit log. Times are instants; `until` is exclusive."""

    staff_id: str | None = None
    person_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Something a member of staff read or changed."""

    id: str
    at: datetime
    by: str = field(repr=False)
    action: str
    person_id: str | None
    name: str = field(repr=False)
    record_id: str | None
    detail: str


def members(view: View) -> list[MemberRow]:
    """Everybody with an account here: those who work here by name, then those who left."""
    rows = view.connection.execute(
        select(t.core(t.Staff)).where(col(t.Staff.programme_id) == view.programme_id)
    ).all()
    called = names(view, [row.person_id for row in rows])
    signed_in = select(col(t.Audit.staff_id), func.max(col(t.Audit.at)).label("at")).where(
        col(t.Audit.action) == "signed_in"
    )
    seen = {
        row.staff_id: row.at for row in view.connection.execute(signed_in.group_by(col(t.Audit.staff_id)))
    }
    looked = select(col(t.Login.staff_id), func.max(col(t.Login.seen_at)).label("at"))
    for row in view.connection.execute(looked.group_by(col(t.Login.staff_id))):
        seen[row.staff_id] = max(row.at, seen.get(row.staff_id, row.at))
    load = (
        select(col(t.Person.coordinator_id), func.count().label("people"))
        .where(col(t.Person.programme_id) == view.programme_id, col(t.Person.coordinator_id).is_not(None))
        .group_by(col(t.Person.coordinator_id))
    )
    people = {row.coordinator_id: row.people for row in view.connection.execute(load)}
    found = [
        MemberRow(
            id=row.id,
            person_id=row.person_id,
            name=called[row.person_id],
            login=row.login,
            role=row.role,
            active=row.active,
            second_factor=_has_factor(view, row),
            last_seen_at=seen.get(row.id),
            people=people.get(row.person_id, 0),
        )
        for row in rows
    ]
    return sorted(found, key=lambda row: (not row.active, row.name.casefold(), row.id))


def caseload_holders(view: View) -> list[tuple[str, str]]:
    """Who works here and may have a caseload, by person id and name, in the order of names."""
    query = select(col(t.Staff.person_id)).where(
        col(t.Staff.programme_id) == view.programme_id,
        col(t.Staff.active).is_(True),
        col(t.Staff.role) != StaffRole.ADMINISTRATOR,
    )
    called = names(view, view.connection.execute(query).scalars())
    return sorted(called.items(), key=lambda one: (one[1].casefold(), one[0]))


def _has_factor(view: View, row: Row[Any]) -> bool:
    """Whether a code is asked for; one that was shown and not confirmed does not count."""
    kept = view.sealer.read(row.person_id, "staff", "second_factor", row.id, row.second_factor)
    return kept.startswith("{") and bool(json.loads(kept)["secret"])


def own_numbers(view: View, person_id: str) -> list[OwnNumber]:
    """Their numbers and chats that are in use."""
    rows = view.connection.execute(
        select(t.core(t.Address))
        .where(col(t.Address.person_id) == person_id, col(t.Address.retired_at).is_(None))
        .order_by(col(t.Address.id))
    ).all()
    called = staff_names(view) if any(row.given_by for row in rows) else {}
    return [
        OwnNumber(
            row.id,
            row.channel,
            view.sealer.read(person_id, "address", "value", row.id, row.value)[-2:],
            row.given_by is not None,
            called.get(row.given_by or "", ""),
        )
        for row in rows
    ]


def turns(view: View) -> list[TurnRow]:
    """The rota, by weekday and time."""
    rows = view.connection.execute(
        select(t.core(t.Rota))
        .where(col(t.Rota.programme_id) == view.programme_id)
        .order_by(col(t.Rota.weekday), col(t.Rota.start), col(t.Rota.id))
    ).all()
    called = staff_names(view)
    return [TurnRow(r.staff_id, called.get(r.staff_id, ""), r.weekday, r.start, r.end) for r in rows]


def audit(
    view: View, wanted: AuditFilter, before: tuple[datetime, str] | None = None, limit: int = 100
) -> list[AuditEntry]:
    """The audit log of the programme's staff, newest first, from just before a (time, id) on."""
    entry = t.Audit
    ours = select(col(t.Staff.id)).where(col(t.Staff.programme_id) == view.programme_id)
    conditions: list[ColumnElement[bool]] = [col(entry.staff_id).in_(ours)]
    if wanted.staff_id:
        conditions.append(col(entry.staff_id) == wanted.staff_id)
    if wanted.person_id:
        conditions.append(col(entry.person_id) == wanted.person_id)
    if wanted.since:
        conditions.append(col(entry.at) >= wanted.since)
    if wanted.until:
        conditions.append(col(entry.at) < wanted.until)
    if before:
        at, row_id = before
        conditions.append(or_(col(entry.at) < at, and_(col(entry.at) == at, col(entry.id) < row_id)))
    query = select(t.core(entry)).where(*conditions)
    rows = view.connection.execute(
        query.order_by(col(entry.at).desc(), col(entry.id).desc()).limit(limit)
    ).all()
    by_staff = staff_names(view)
    called = names(view, [row.person_id for row in rows])
    return [
        AuditEntry(
            id=row.id,
            at=row.at,
            by=by_staff.get(row.staff_id, ""),
            action=row.action,
            person_id=row.person_id,
            name=called.get(row.person_id, ""),
            record_id=row.record_id,
            detail=row.detail,
        )
        for row in rows
    ]
