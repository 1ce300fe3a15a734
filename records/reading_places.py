"""What the desk reads of places that help: the list, one of them, and those that somebody has to check."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from records import tables as t
from records.reading import View

CHECK_AFTER = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as it stands on the list; `old`: nobody has checked it for half a year, or ever."""

    id: str
    need: str
    name: str
    how: str
    language: str
    checked_on: date | None
    area: str
    ask_for: str
    hours: str
    contact: str
    tonight: bool
    reports: int
    retired_at: datetime | None
    old: bool


def places(view: View, today: date) -> list[PlaceRow]:
    """Every place of the programme: by need, then name; those that were retired last."""
    query = select(t.core(t.Resource)).where(col(t.Resource.programme_id) == view.programme_id)
    ordered = query.order_by(
        col(t.Resource.retired_at).is_not(None), col(t.Resource.need), col(t.Resource.name)
    )
    return [_row(row, today) for row in view.connection.execute(ordered)]


def place(view: View, place_id: str, today: date) -> PlaceRow | None:
    """One place of the programme; None where it has none of that id."""
    query = select(t.core(t.Resource)).where(
        col(t.Resource.programme_id) == view.programme_id, col(t.Resource.id) == place_id
    )
    row = view.connection.execute(query).first()
    return None if row is None else _row(row, today)


def to_check(view: View, today: date) -> list[PlaceRow]:
    """Places that somebody should ring: said to be closed first, then those not checked for half a year."""
    waiting = [one for one in places(view, today) if one.retired_at is None and (one.reports or one.old)]
    return sorted(waiting, key=lambda one: (not one.reports, one.checked_on or date.min))


def _row(row: Any, today: date) -> PlaceRow:
    old = row.checked_on is None or today - row.checked_on > CHECK_AFTER
    return PlaceRow(
        row.id,
        row.need,
        row.name,
        row.how,
        row.language,
        row.checked_on,
        row.area,
        row.ask_for,
        row.hours,
        row.contact,
        row.tonight,
        row.reports,
        row.retired_at,
        old,
    )
