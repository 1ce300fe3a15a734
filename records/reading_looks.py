"""What the second look marked as worth reading first, for the first page, the log and a record.

The lines it is most like are of the corpus, made up; they still tell what a message says, so they are opened
only for whoever may read the message.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, select
from sqlmodel import col

from records import tables as t
from records.kinds import InboxOutcome
from records.reading import ALL, Part, Some, View, names, shown_records, some


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A message that the second look marked.

    Attributes:
        level: "marked", or "raised" where a concern was raised as well.
        score: how much it is like danger; only good for ordering.
        alike: the three made-up lines it is most like, the first the most; none where `own`.
        read_at: when somebody said that they have read it; none: nobody has.
    """

    inbox_id: str
    person_id: str
    record_id: str
    name: str = field(repr=False)
    level: str
    score: float
    category: str
    alike: tuple[str, ...] = field(repr=False)
    at: datetime
    read_at: datetime | None
    own: bool = False  # its words are theirs alone: nobody here may read them, but somebody should ask


def worth_reading(view: View, part: Part = ALL) -> Some[MarkedRow]:
    """What is marked and nobody has read yet, what is most like danger first; what was raised has a flag."""
    waits = (col(t.SecondLook.read_at).is_(None)) & (col(t.SecondLook.level) == "marked")
    return _marked(view, waits, part)


def unread_in_records(view: View) -> frozenset[str]:
    """The records in which something is marked that nobody has read yet."""
    return frozenset(
        view.connection.execute(
            select(col(t.SecondLook.record_id))
            .where(col(t.SecondLook.read_at).is_(None), view.shows(col(t.SecondLook.person_id)))
            .distinct()
        ).scalars()
    )


def marked_in(view: View, record_id: str) -> Mapping[str, MarkedRow]:
    """What is marked in a record, by message, read or not."""
    return {row.inbox_id: row for row in _marked(view, col(t.SecondLook.record_id) == record_id)}


def marked_message(view: View, inbox_id: str) -> MarkedRow | None:
    """One marked message, if the view shows whose it is."""
    return next(iter(_marked(view, col(t.SecondLook.inbox_id) == inbox_id)), None)


def _marked(view: View, which: ColumnElement[bool], part: Part = ALL) -> Some[MarkedRow]:
    mine = t.core(t.SecondLook)
    query = (
        select(mine, col(t.Inbox.received_at).label("received_at"), col(t.Inbox.outcome).label("outcome"))
        .join(t.Inbox, col(t.Inbox.id) == mine.c.inbox_id)
        .join(t.MeetingRecord, col(t.MeetingRecord.id) == mine.c.record_id)
        .where(and_(which, view.shows(mine.c.person_id), shown_records(view)))
        .order_by(mine.c.score.desc(), mine.c.inbox_id)
    )
    rows = some(view, query, part)
    called = names(view, [row.person_id for row in rows])
    found = [
        MarkedRow(
            inbox_id=row.inbox_id,
            person_id=row.person_id,
            record_id=row.record_id,
            name=called[row.person_id],
            level=row.level,
            score=row.score,
            category=row.category,
            alike=() if row.outcome == InboxOutcome.OWN else _alike(view, row),
            at=row.received_at,
            read_at=row.read_at,
            own=row.outcome == InboxOutcome.OWN,
        )
        for row in rows
    ]
    return Some(found, rows.total)


def _alike(view: View, row: Row[Any]) -> tuple[str, ...]:
    kept = view.sealer.read(row.person_id, "second_look", "alike", row.inbox_id, row.alike)
    return tuple(kept.splitlines())
