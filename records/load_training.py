"""Loading a mentor's training log: the minutes of this year, and which lessons are finished."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select
from sqlmodel import col

from records import cases
from records import tables as t
from records.sealing import Sealer


def learned(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    of: Mapping[str, cases.Case],
    open_channels: frozenset[str],
) -> dict[str, cases.Case]:
    """With what their log holds; the year is the one where they are. No words are opened."""
    rows = select(
        col(t.Training.person_id),
        col(t.Training.topic),
        col(t.Training.minutes),
        col(t.Training.on_day),
        col(t.Training.source),
    ).where(col(t.Training.person_id).in_(list(of)))
    minutes: dict[str, int] = defaultdict(int)
    lessons: dict[str, set[str]] = defaultdict(set)
    years = {one: now.astimezone(ZoneInfo(case.person.timezone)).year for one, case in of.items()}
    for row in connection.execute(rows):
        if row.on_day.year == years[row.person_id]:
            minutes[row.person_id] += row.minutes
        if row.source == "lesson":
            lessons[row.person_id].add(row.topic)
    return {
        one: replace(case, training=cases.Learned(minutes[one], frozenset(lessons[one])))
        for one, case in of.items()
    }
