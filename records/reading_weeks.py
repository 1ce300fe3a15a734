"""Somebody's weeks: how each was, how much they wrote, whether they met; for a picture and its table."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlmodel import col

from records import tables as t
from records.kinds import InboxOutcome, RecordKind
from records.reading import View
from records.reading_told import MOOD

WEEKS = 16


@dataclass(frozen=True, slots=True)
class Week:
    """One week, from Monday on.

    Attributes:
        begins: its Monday, where they are.
        mood: what they said last of how it was, 1 to 5; none: they did not say.
        texts: how many messages they wrote.
        met: how often the two met.
        asked: whether a check-in was begun.
    """

    begins: date
    mood: int | None
    texts: int
    met: int
    asked: bool


def weeks(view: View, person_id: str, timezone: str, now: datetime) -> tuple[Week, ...]:
    """The last weeks, the oldest first; empty where nothing happened in any. For whom this view shows."""
    zone = ZoneInfo(timezone)

    def monday(at: datetime) -> date:
        day = at.astimezone(zone).date()
        return day - timedelta(days=day.weekday())

    this = monday(now)
    first = this - timedelta(weeks=WEEKS - 1)
    since = now - timedelta(weeks=WEEKS)
    moods: dict[date, int] = {}
    for row in view.connection.execute(_moods(person_id, since)):
        said = view.sealer.read(person_id, "record_entry", "body", row.id, row.body)
        if said in ("1", "2", "3", "4", "5"):
            moods[monday(row.at)] = int(said)
    wrote = select(col(t.Inbox.received_at)).where(
        col(t.Inbox.person_id) == person_id,
        col(t.Inbox.received_at) >= since,
        col(t.Inbox.outcome).not_in((InboxOutcome.NOTED, InboxOutcome.BRAKED)),
    )
    texts = Counter(monday(at) for at in view.connection.execute(wrote).scalars())
    record = t.MeetingRecord
    theirs = select(col(record.kind), col(record.opened_at), col(record.outcome)).where(
        or_(col(record.person_id) == person_id, col(record.with_id) == person_id),
        col(record.opened_at) >= since,
        col(record.kind).in_((RecordKind.CHECK_IN, RecordKind.MEETING)),
    )
    met: Counter[date] = Counter()
    asked: set[date] = set()
    for row in view.connection.execute(theirs):
        if row.kind == RecordKind.CHECK_IN:
            asked.add(monday(row.opened_at))
        elif row.outcome in ("met", ""):
            met[monday(row.opened_at)] += 1
    found = tuple(
        Week(day, moods.get(day), texts[day], met[day], day in asked)
        for day in (first + timedelta(weeks=number) for number in range(WEEKS))
    )
    return found if any(one.mood or one.texts or one.met or one.asked for one in found) else ()


def _moods(person_id: str, since: datetime) -> Any:
    entry = t.RecordEntry
    return (
        select(col(entry.id), col(entry.at), col(entry.body))
        .join(t.MeetingRecord, col(t.MeetingRecord.id) == col(entry.record_id))
        .where(
            col(t.MeetingRecord.person_id) == person_id,
            col(t.MeetingRecord.opened_at) >= since,
            col(entry.person_id) == person_id,
            col(entry.label) == MOOD,
        )
        .order_by(col(entry.at), col(entry.id))
    )
