"""Whom to call, because no text can or may reach them. Nobody's words are opened here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, literal_column, select
from sqlmodel import col

from records import tables as t
from records.kinds import Standing
from records.reading import ALL, Part, Some, View, names
from records.reading_today import WaitingRow, everybody_waiting

_GRAVEST = ("signpost-blocked", "stopped-in-danger", "stopped-with-words")  # why to call, the gravest first
_EVENTS = ("called", "signpost-blocked")  # how entries about calls are labelled
_SAME_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CallRow:
    """Somebody who should be called, because no text can or may reach them."""

    person_id: str
    name: str = field(repr=False)
    why: str  # one of `_GRAVEST`
    since: datetime
    record_id: str | None


def calls_to_make(
    view: View, part: Part = ALL, waiting: Sequence[WaitingRow] | None = None, person_id: str | None = None
) -> Some[CallRow]:
    """Who should be called, the longest first, one row a person; until somebody wrote how the call went.

    A signpost did not get through; or somebody stopped the messages and their words suggested danger, then
    or in the day before; or somebody who has stopped wrote all the same.

    Args:
        view: whom it may show.
        part: which part of the list.
        waiting: what `everybody_waiting` gave, where it was asked already.
        person_id: one person, where the others do not matter.
    """
    flag = t.core(t.Flag)
    of = [view.shows(flag.c.person_id), flag.c.drill.is_(False), flag.c.verdict != "false_alarm"]
    if person_id is not None:
        of.append(flag.c.person_id == person_id)
    stopped = view.connection.execute(
        select(flag.c.person_id, flag.c.record_id, flag.c.raised_at, col(t.Person.standing_since))
        .join(t.Person, col(t.Person.id) == flag.c.person_id)
        .where(col(t.Person.standing) == Standing.STOPPED, *of)
    ).all()
    due = [
        (row.person_id, "stopped-in-danger", row.raised_at, row.record_id)
        for row in stopped
        if row.raised_at >= row.standing_since - _SAME_DAY
    ]
    entry = t.core(t.RecordEntry)
    same = select(flag.c.id).where(
        flag.c.record_id == entry.c.record_id, flag.c.person_id == entry.c.person_id, *of
    )
    blocked = view.connection.execute(
        select(entry.c.person_id, entry.c.record_id, entry.c.at).where(
            _labelled("signpost-blocked"), same.correlate_except(flag).exists()
        )
    )
    due += [(row.person_id, "signpost-blocked", row.at, row.record_id) for row in blocked]
    called = _called(view, {one[0] for one in due})
    rows = [
        CallRow(person, "", why, since, record)
        for person, why, since, record in due
        if person not in called or since > called[person]
    ]
    rows += [
        CallRow(row.person_id, "", "stopped-with-words", row.since, row.record_id)
        for row in (everybody_waiting(view) if waiting is None else waiting)
        if row.standing == Standing.STOPPED and person_id in (None, row.person_id)
    ]
    first: dict[str, CallRow] = {}
    for row in sorted(rows, key=lambda row: (_GRAVEST.index(row.why), row.since)):
        first.setdefault(row.person_id, row)
    chosen = Some.of(sorted(first.values(), key=lambda row: row.since), part)
    name_of = names(view, [row.person_id for row in chosen])
    return Some([replace(row, name=name_of[row.person_id]) for row in chosen], chosen.total)


def _labelled(*labels: str) -> ColumnElement[bool]:
    """Entries about calls, said as the condition of their index is: SQLite sees through no parameter."""
    entry = col(t.RecordEntry.label)
    return and_(entry.in_([literal_column(f"'{one}'") for one in _EVENTS]), entry.in_(labels))


def _called(view: View, people: Collection[str]) -> dict[str, datetime]:
    """When each of them was called last, about something in a record with a flag."""
    if not people:
        return {}
    flagged = select(col(t.Flag.id)).where(
        col(t.Flag.record_id) == col(t.RecordEntry.record_id), view.shows(col(t.Flag.person_id))
    )
    query = (
        select(col(t.RecordEntry.person_id), func.max(col(t.RecordEntry.at)).label("at"))
        .where(
            _labelled("called"),
            col(t.RecordEntry.person_id).in_(people),
            flagged.exists(),
            view.shows(col(t.RecordEntry.person_id)),
        )
        .group_by(col(t.RecordEntry.person_id))
    )
    return {row.person_id: row.at for row in view.connection.execute(query)}
