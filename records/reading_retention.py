"""Whose words have been kept for as long as the programme keeps them: a lead erases them, or knows why not.

Nothing is erased by itself: somebody may be about to come back, or a law may want a record kept.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from records import tables as t
from records.reading import View, names


@dataclass(frozen=True, slots=True)
class KeptRow:
    """Somebody who left, or wrote once and was never enrolled."""

    person_id: str
    name: str = field(repr=False)
    since: datetime  # when their last part ended, or they were last heard from


def kept_long_enough(view: View, now: datetime) -> list[KeptRow]:
    """Who has had no part for longer than the programme keeps words; none where that is not decided."""
    query = select(col(t.Programme.retention_days)).where(col(t.Programme.id) == view.programme_id)
    days = view.connection.execute(query).scalar_one_or_none()
    if days is None:
        return []
    ended = func.max(col(t.Membership.until)).label("ended")
    still = func.count().filter(col(t.Membership.until).is_(None)).label("still")
    parts = select(col(t.Membership.person_id), ended, still).group_by(col(t.Membership.person_id)).subquery()
    heard = (
        select(col(t.Address.person_id), func.max(col(t.Address.last_heard_at)).label("heard"))
        .group_by(col(t.Address.person_id))
        .subquery()
    )
    erased = select(col(t.Audit.person_id)).where(
        col(t.Audit.action) == "erased", col(t.Audit.person_id).is_not(None)
    )
    accounts = select(col(t.Staff.person_id)).where(col(t.Staff.active))
    since = func.coalesce(parts.c.ended, heard.c.heard, col(t.Person.created_at)).label("since")
    rows = view.connection.execute(
        select(col(t.Person.id), since)
        .outerjoin(parts, parts.c.person_id == col(t.Person.id))
        .outerjoin(heard, heard.c.person_id == col(t.Person.id))
        .where(
            view.shows(col(t.Person.id)),
            func.coalesce(parts.c.still, 0) == 0,
            since < now - timedelta(days=days),
            col(t.Person.id).not_in(erased),
            col(t.Person.id).not_in(accounts),
        )
        .order_by(since)
        .limit(100)
    ).all()
    called = names(view, [row.id for row in rows])
    return [KeptRow(row.id, called[row.id], row.since) for row in rows]
