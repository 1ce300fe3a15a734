"""Who comes out within the months in which their programme plans for it, and has not been met of late.

No words of anybody are opened here, but for names.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from records import tables as t
from records.kinds import RecordKind, Role, Stage
from records.programme_choices import read
from records.reading import View, names

_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PlanningRow:
    """Somebody inside whose release is near."""

    person_id: str
    name: str = field(repr=False)
    released_on: date
    last: datetime | None  # when a meeting with them was logged last


def coming_out(view: View, now: datetime) -> list[PlanningRow]:
    """Mentees in custody whose release is within the planning months, not met for a month.

    Whose date has passed stands there as well: date or stage has to be put right. The nearest first.
    """
    met = (
        select(col(t.MeetingRecord.person_id), func.max(col(t.MeetingRecord.opened_at)).label("last"))
        .where(col(t.MeetingRecord.kind) == RecordKind.MEETING)
        .group_by(col(t.MeetingRecord.person_id))
        .subquery()
    )
    rows = view.connection.execute(
        select(col(t.Person.id), col(t.Person.released_on), col(t.Programme.choices), met.c.last)
        .join(t.Programme, col(t.Programme.id) == col(t.Person.programme_id))
        .join(t.Membership, col(t.Membership.person_id) == col(t.Person.id))
        .outerjoin(met, met.c.person_id == col(t.Person.id))
        .where(
            view.shows(col(t.Person.id)),
            col(t.Person.stage) == Stage.CUSTODY,
            col(t.Person.released_on).is_not(None),
            col(t.Membership.role) == Role.MENTEE,
            col(t.Membership.until).is_(None),
        )
    ).all()
    near = [
        row
        for row in rows
        if row.released_on - now.date() <= read(row.choices).planning_months * _MONTH
        and (row.last is None or now - row.last >= _MONTH)
    ]
    called = names(view, [row.id for row in near])
    found = [PlanningRow(row.id, called[row.id], row.released_on, row.last) for row in near]
    return sorted(found, key=lambda row: row.released_on)
