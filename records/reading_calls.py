"""Whom to call, because no text can or may reach them. Nobody's words are opened here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from records import tables as t
from records.kinds import Standing
from records.reading import View, names
from records.reading_today import waiting_where

_GRAVEST = ("signpost-blocked", "stopped-in-danger", "stopped-with-words")  # why to call, the gravest first
_SAME_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CallRow:
    """Somebody who should be called, because no text can or may reach them."""

    person_id: str
    name: str = field(repr=False)
    why: str  # one of `_GRAVEST`
    since: datetime
    record_id: str | None


def calls_to_make(view: View) -> list[CallRow]:
    """Who should be called, the longest first, one row a person; until somebody wrote how the call went.

    A signpost did not get through; or somebody stopped the messages and their words suggested danger, then
    or in the day before; or somebody who has stopped wrote all the same.
    """
    flags = view.connection.execute(
        select(
            col(t.Flag.person_id),
            col(t.Flag.record_id),
            col(t.Flag.raised_at),
            col(t.Person.standing),
            col(t.Person.standing_since),
        )
        .join(t.Person, col(t.Person.id) == col(t.Flag.person_id))
        .where(
            view.shows(col(t.Flag.person_id)),
            col(t.Flag.drill).is_(False),
            col(t.Flag.verdict) != "false_alarm",
        )
    ).all()
    events = _call_events(view)
    called: dict[str, datetime] = {}
    for person_id, _, label, at in events:
        if label == "called":
            called[person_id] = max(at, called.get(person_id, at))
    real = {(flag.person_id, flag.record_id) for flag in flags}
    due = [
        (person_id, "signpost-blocked", at, record_id)
        for person_id, record_id, label, at in events
        if label == "signpost-blocked" and (person_id, record_id) in real
    ]
    due += [
        (flag.person_id, "stopped-in-danger", flag.raised_at, flag.record_id)
        for flag in flags
        if flag.standing == Standing.STOPPED and flag.raised_at >= flag.standing_since - _SAME_DAY
    ]
    due = [one for one in due if one[0] not in called or one[2] > called[one[0]]]
    names_of = names(view, [person_id for person_id, *_ in due])
    rows = [CallRow(person, names_of[person], why, since, record) for person, why, since, record in due]
    rows += [
        CallRow(row.person_id, row.name, "stopped-with-words", row.since, row.record_id)
        for row in waiting_where(view, col(t.Person.standing) == Standing.STOPPED)
    ]
    first: dict[str, CallRow] = {}
    for row in sorted(rows, key=lambda row: (_GRAVEST.index(row.why), row.since)):
        first.setdefault(row.person_id, row)
    return sorted(first.values(), key=lambda row: row.since)


def _call_events(view: View) -> Sequence[Any]:
    """Signposts that did not get through, and calls that were made, in records with a flag."""
    flagged = select(col(t.Flag.record_id)).where(view.shows(col(t.Flag.person_id)))
    query = select(
        col(t.RecordEntry.person_id),
        col(t.RecordEntry.record_id),
        col(t.RecordEntry.label),
        col(t.RecordEntry.at),
    ).where(
        col(t.RecordEntry.record_id).in_(flagged),
        view.shows(col(t.RecordEntry.person_id)),
        col(t.RecordEntry.label).in_(("signpost-blocked", "called")),
    )
    return view.connection.execute(query).all()
