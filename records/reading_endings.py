"""What the pages show of how a match goes and ends; nothing is changed here, and no words are opened."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import col

from records import tables as t
from records.reading import View, names


@dataclass(frozen=True, slots=True)
class MomentRow:
    """Something that was said or asked because of a match."""

    name: str = field(repr=False)
    kind: str
    at: datetime
    record_id: str | None
    score: int | None
    answered: bool


@dataclass(frozen=True, slots=True)
class EndingRow:
    """What is decided about the end of a match."""

    id: str
    how: str
    state: str
    ends_on: date | None
    mentor_on: date | None
    mentee_on: date | None
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody who has to be told by a person that the other of a match has died."""

    ending_id: str
    match_id: str
    person_id: str
    name: str = field(repr=False)
    other: str = field(repr=False)
    since: datetime


def moments(view: View, match_id: str) -> list[MomentRow]:
    """What was said and asked because of a match, the newest first."""
    rows = view.connection.execute(
        select(t.core(t.Moment))
        .where(col(t.Moment.match_id) == match_id)
        .order_by(col(t.Moment.at).desc(), col(t.Moment.id).desc())
    ).all()
    called = names(view, [row.person_id for row in rows])
    return [
        MomentRow(called[r.person_id], r.kind, r.at, r.record_id, r.score, r.answered_at is not None)
        for r in rows
    ]


def ending(view: View, match_id: str) -> EndingRow | None:
    """The ending that is planned for a match, if one is."""
    row = view.connection.execute(
        select(t.core(t.Ending)).where(col(t.Ending.match_id) == match_id, col(t.Ending.state) == "planned")
    ).first()
    if row is None:
        return None
    return EndingRow(row.id, row.how, row.state, row.ends_on, row.mentor_on, row.mentee_on, row.changed_at)


def to_tell(view: View, match_id: str | None = None) -> list[ToTell]:
    """Who has to be told by a person, the longest first; of one match, where it is named."""
    seen = or_(view.shows(col(t.Match.mentee_id)), view.shows(col(t.Match.mentor_id)))
    query = (
        select(t.core(t.Ending), col(t.Match.mentee_id), col(t.Match.mentor_id))
        .join(t.Match, col(t.Match.id) == col(t.Ending.match_id))
        .where(col(t.Ending.to_tell).is_not(None), col(t.Ending.told_at).is_(None), seen)
        .order_by(col(t.Ending.decided_at))
    )
    if match_id is not None:
        query = query.where(col(t.Ending.match_id) == match_id)
    rows = view.connection.execute(query).all()
    called = names(view, {one for row in rows for one in (row.mentee_id, row.mentor_id)})

    def other(row: Any) -> str:
        return called[row.mentor_id if row.to_tell == row.mentee_id else row.mentee_id]

    return [
        ToTell(row.id, row.match_id, row.to_tell, called[row.to_tell], other(row), row.decided_at)
        for row in rows
    ]


def match_seen(view: View, match_id: str) -> bool:
    """Whether this view shows the mentee of a match, be it over or not."""
    query = select(col(t.Match.id)).where(col(t.Match.id) == match_id, view.shows(col(t.Match.mentee_id)))
    return view.connection.execute(query).first() is not None
