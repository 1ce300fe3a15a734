"""What the pages show of meetings that were agreed on by text and are still ahead."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlmodel import col

from records import tables as t
from records.reading import View, names

# Shown until it can be known whether it came about.
_STILL = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class ComingRow:
    """A meeting ahead, as it stands on one person's page."""

    id: str
    at: datetime
    place: str = field(repr=False)
    other_id: str
    other: str = field(repr=False)
    record_id: str  # the exchange in which it was agreed on


def coming(view: View, person_id: str, now: datetime) -> list[ComingRow]:
    """Their meetings ahead, the next one first; of a mentor's, those with mentees that this view shows."""
    mine = or_(col(t.Meeting.mentee_id) == person_id, col(t.Meeting.mentor_id) == person_id)
    rows = view.connection.execute(
        select(t.core(t.Meeting))
        .where(
            mine,
            col(t.Meeting.state) == "agreed",
            col(t.Meeting.at) > now - _STILL,
            view.shows(col(t.Meeting.mentee_id)),
        )
        .order_by(col(t.Meeting.at))
    ).all()
    called = names(view, [one for row in rows for one in (row.mentee_id, row.mentor_id)])
    found = []
    for row in rows:
        other = row.mentor_id if row.mentee_id == person_id else row.mentee_id
        place = view.sealer.read(row.mentee_id, "meeting", "place", row.id, row.place)
        found.append(ComingRow(row.id, row.at, place, other, called[other], row.record_id))
    return found
