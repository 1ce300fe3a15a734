"""Places that help, kept at the desk: added, put right, checked today, retired; many at once from a file."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from handlers.desk.staff import NotFound
from handlers.enrolling.place_rows import Place
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.save import save
from records.sealing import Sealer


def add(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, programme_id: str, place: Place
) -> str:
    """Add a place to a programme's list; its id."""
    place_id = new_id(now)
    connection.execute(insert(t.Resource).values(id=place_id, programme_id=programme_id, **_row(place)))
    _audited(connection, sealer, now, staff_id, "place added", place.name)
    return place_id


def change(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    programme_id: str,
    place_id: str,
    place: Place,
) -> None:
    """Put a place right. Where its date is newer than before, what was reported of it is seen to.

    Raises:
        NotFound: there is no such place in that programme.
    """
    before = _found(connection, programme_id, place_id)
    newer = place.checked_on is not None and (
        before.checked_on is None or place.checked_on > before.checked_on
    )
    values = _row(place) | ({"reports": 0} if newer else {})
    connection.execute(update(t.Resource).where(col(t.Resource.id) == place_id).values(**values))
    _audited(connection, sealer, now, staff_id, "place changed", place.name)


def checked(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    programme_id: str,
    place_id: str,
    today: date,
) -> None:
    """Somebody has rung or been there today, and what stands there is right: it is told of again.

    Raises:
        NotFound: there is no such place in that programme.
    """
    found = _found(connection, programme_id, place_id)
    seen = update(t.Resource).where(col(t.Resource.id) == place_id)
    connection.execute(seen.values(checked_on=today, reports=0, retired_at=None))
    _audited(connection, sealer, now, staff_id, "place checked", found.name)


def retire(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, programme_id: str, place_id: str
) -> None:
    """Nobody is told of it any more; "checked today" brings it back.

    Raises:
        NotFound: there is no such place in that programme.
    """
    found = _found(connection, programme_id, place_id)
    gone = update(t.Resource).where(col(t.Resource.id) == place_id, col(t.Resource.retired_at).is_(None))
    connection.execute(gone.values(retired_at=now))
    _audited(connection, sealer, now, staff_id, "place retired", found.name)


def take_in(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    programme_id: str,
    places: Sequence[Place],
) -> tuple[int, int]:
    """Bring in the places of a file: how many are new, and how many that were there were put right.

    A place is the same where need, name and language are. What is not in the file stays as it is.
    """
    mine = select(t.core(t.Resource)).where(col(t.Resource.programme_id) == programme_id)
    there = {(row.need, row.name, row.language): row for row in connection.execute(mine)}
    new = 0
    for place in places:
        known = there.get((place.need.value, place.name, place.language))
        if known is None:
            new += 1
            row = {"id": new_id(now), "programme_id": programme_id, **_row(place)}
            connection.execute(insert(t.Resource).values(**row))
            continue
        values = _row(place)
        if place.checked_on is not None and (known.checked_on is None or place.checked_on > known.checked_on):
            values["reports"] = 0
        connection.execute(update(t.Resource).where(col(t.Resource.id) == known.id).values(**values))
    detail = f"{new} new, {len(places) - new} put right"
    save(connection, sealer, now, [fx.Audited(staff_id, "places brought in", detail=detail)])
    return new, len(places) - new


def _row(place: Place) -> dict[str, object]:
    return asdict(place) | {"need": place.need.value}


def _found(connection: Connection, programme_id: str, place_id: str) -> Any:
    query = select(t.core(t.Resource)).where(
        col(t.Resource.id) == place_id, col(t.Resource.programme_id) == programme_id
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(str(NotFound.__doc__))
    return row


def _audited(
    connection: Connection, sealer: Sealer, now: datetime, staff_id: str, what: str, name: str
) -> None:
    save(connection, sealer, now, [fx.Audited(staff_id, what, detail=name)])
