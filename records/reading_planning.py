"""Who comes out within the months in which their programme plans for it, and has not been met of late.

No words of anybody are opened here, but for names.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import func, literal_column, select
from sqlmodel import col

from records import tables as t
from records.among import unindexed
from records.kinds import RecordKind, Role, Stage
from records.programme_choices import read
from records.reading import Some, View, names

_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PlanningRow:
    """Somebody inside whose release is near."""

    person_id: str
    name: str = field(repr=False)
    released_on: date
    last: datetime | None  # when a meeting with them was logged last


def coming_out(view: View, now: datetime) -> Some[PlanningRow]:
    """Mentees in custody whose release is within the planning months, not met for a month.

    Whose date has passed stands there as well: date or stage has to be put right. The nearest first.
    """
    met = t.core(t.MeetingRecord)
    last = select(func.max(met.c.opened_at)).where(
        met.c.person_id == col(t.Person.id), met.c.kind == literal_column(f"'{RecordKind.MEETING}'")
    )
    rows = view.connection.execute(
        select(
            col(t.Person.id),
            col(t.Person.released_on),
            col(t.Programme.choices),
            last.correlate_except(met).scalar_subquery().label("last"),
        )
        .join(t.Programme, col(t.Programme.id) == col(t.Person.programme_id))
        .join(t.Membership, col(t.Membership.person_id) == col(t.Person.id))
        .where(
            view.shows(col(t.Person.id)),
            col(t.Person.stage) == Stage.CUSTODY,
            col(t.Person.released_on).is_not(None),
            unindexed(col(t.Membership.role)) == Role.MENTEE,
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
    return Some(sorted(found, key=lambda row: row.released_on))
