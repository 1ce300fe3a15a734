"""What the page of a request for cover shows: the days that were asked for, and who could stand in."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from records import tables as t
from records.reading import View, names


@dataclass(frozen=True, slots=True)
class CoverRow:
    """The days of a request for cover, and who stands in, once that is granted."""

    first: date
    last: date
    by_id: str | None
    by: str = field(repr=False)


def cover_of(view: View, request_id: str) -> CoverRow | None:
    """The cover of a request; None where no days were plain, and none was granted."""
    row = view.connection.execute(
        select(t.core(t.Cover)).where(col(t.Cover.request_id) == request_id)
    ).first()
    if row is None:
        return None
    by = names(view, [row.by_id])[row.by_id] if row.by_id else ""
    return CoverRow(row.first, row.last, row.by_id, by)
