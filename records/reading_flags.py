"""Flags that stand open, for every page: how many, since when, whose; and the number to call.

An open flag counts until it is closed, however old it is; a drill never does. Nobody's words are opened
here. `numbers` opens whole phone numbers: whoever shows them writes that down first.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlmodel import col

from records import tables as t
from records.kinds import Channel
from records.reading import FlagRow, View, flag_rows


@dataclass(frozen=True, slots=True)
class Standing:
    """The open flags of a view: how many, how many of them nobody answers for, the oldest one's time."""

    count: int
    unanswered: int
    oldest: datetime | None


def _open(view: View) -> ColumnElement[bool]:
    return and_(
        col(t.Flag.programme_id) == view.programme_id,
        col(t.Flag.closed_at).is_(None),
        col(t.Flag.drill).is_(False),
        view.shows(col(t.Flag.person_id)),
    )


def standing(view: View) -> Standing:
    """What stands open, in one query: it is asked for every page."""
    row: Any = view.connection.execute(
        select(
            func.count().label("flags"),
            func.count(col(t.Flag.acknowledged_at)).label("answered"),
            func.min(col(t.Flag.raised_at)).label("oldest"),
        ).where(_open(view))
    ).one()
    return Standing(row.flags, row.flags - row.answered, row.oldest)


def open_since(view: View) -> dict[str, datetime]:
    """Since when the oldest open flag about each person stands, by person."""
    query = select(col(t.Flag.person_id), func.min(col(t.Flag.raised_at)).label("at")).where(_open(view))
    return {row.person_id: row.at for row in view.connection.execute(query.group_by(col(t.Flag.person_id)))}


def open_in_records(view: View) -> dict[str, datetime]:
    """The same, by the record it stands in."""
    query = select(col(t.Flag.record_id), func.min(col(t.Flag.raised_at)).label("at")).where(_open(view))
    return {row.record_id: row.at for row in view.connection.execute(query.group_by(col(t.Flag.record_id)))}


def flags_about(view: View, person_id: str) -> list[FlagRow]:
    """The open flags about one person, the oldest first."""
    query = (
        select(t.core(t.Flag))
        .where(_open(view), col(t.Flag.person_id) == person_id)
        .order_by(col(t.Flag.raised_at), col(t.Flag.id))
    )
    return flag_rows(view, query, with_words=False)


def flag(view: View, flag_id: str, *, with_words: bool) -> FlagRow | None:
    """One flag of somebody this view shows."""
    query = select(t.core(t.Flag)).where(
        col(t.Flag.id) == flag_id,
        col(t.Flag.programme_id) == view.programme_id,
        view.shows(col(t.Flag.person_id)),
    )
    return next(iter(flag_rows(view, query, with_words=with_words)), None)


def answers(found: FlagRow, person_id: str) -> bool:
    """Whether that member of staff answers for this flag now, and so needs the number to call."""
    return found.closed_at is None and not found.drill and found.acknowledged_by_id == person_id


def numbers(view: View, person_id: str) -> tuple[str, ...]:
    """The numbers of somebody this view shows that are theirs now, in E.164, the one heard from last first.

    One that takes no messages still rings. Empty where only chats are known.
    """
    rows = view.connection.execute(
        select(t.core(t.Address)).where(
            col(t.Address.person_id) == person_id,
            view.shows(col(t.Address.person_id)),
            col(t.Address.retired_at).is_(None),
            col(t.Address.channel) != Channel.TELEGRAM,
        )
    ).all()
    latest = sorted(rows, key=lambda row: row.last_heard_at or row.since, reverse=True)
    found = (view.sealer.read(person_id, "address", "value", row.id, row.value) for row in latest)
    return tuple(dict.fromkeys(number for number in found if number.startswith("+")))
