"""What a mentor was asked to think over: which questions, how many they wrote to, and what they wrote last.

Read from the events in their records; the words themselves stand in the conversation alone, sealed, and are
opened here for one thing: that the writer can add to them, or send them on. `written` is all that a page may
show.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select
from sqlmodel import col

from conversations.reflections import ASKED, BEGUN, OVER, REFLECT, SENT, WROTE
from conversations.state import State, Status
from records import tables as t
from records.among import among, ask, unindexed
from records.cases import Reflection, Reflections
from records.kinds import RecordKind
from records.sealing import Sealer
from records.types import UtcDateTime

# So long afterwards they can still send it, or somebody's question would be what is sent.
_STILL_SENT = timedelta(days=7)
_LEFT_OUT = "reflections without "  # before a programme's id: the setting that says which themes


def reflections(
    connection: Connection, sealer: Sealer, now: datetime, people: Collection[str]
) -> dict[str, Reflections]:
    """For each of these people who was ever asked."""
    told: dict[str, _Told] = {}
    for row in ask(connection, _events, {"people": people}):
        told.setdefault(row.person_id, _Told()).take(row)
    last: dict[str, Reflection] = {}
    for row in ask(connection, _conversations, {"people": people}, since=now - _STILL_SENT):
        sealer.keys.load([row.person_id])
        body = sealer.read(row.person_id, "conversation", "body", row.id, row.body)
        sent = row.record_id in told[row.person_id].sent if row.person_id in told else False
        last[row.person_id] = Reflection(row.id, row.record_id, State.from_json(body), row.closed_at, sent)
    return {person_id: replace(one.told(), last=last.get(person_id)) for person_id, one in told.items()}


def written(connection: Connection, person_id: str) -> int:
    """In how many weeks somebody wrote something: all that anybody else may know."""
    told = _Told()
    for row in ask(connection, _events, {"people": [person_id]}):
        told.take(row)
    return told.told().written


class _Told:
    """The events of one person, taken in order."""

    def __init__(self) -> None:
        self.asked: dict[str, str] = {}  # question by record
        self.silent: list[str] = []
        self.wrote: set[str] = set()
        self.sent: set[str] = set()
        self.number = 0

    def take(self, row: Any) -> None:
        if row.label in (BEGUN, OVER):
            self.silent = []
            if row.label == OVER:
                self.asked = {}
        elif row.label == WROTE:
            self.wrote.add(row.record_id)
        elif row.label == SENT:
            self.sent.add(row.record_id)
        elif row.label.startswith(ASKED):
            self.asked[row.record_id] = row.label.removeprefix(ASKED)
            self.number += 1
            self.silent = [*self.silent, row.record_id] if row.outcome == "no_reply" else []

    def told(self) -> Reflections:
        return Reflections(
            asked=tuple(self.asked.values()),
            number=self.number,
            unanswered=len(self.silent),
            written=len(self.wrote),
        )


@cache
def _events(dialect: str) -> Select[Any]:
    record, entry = t.core(t.MeetingRecord).c, t.core(t.RecordEntry).c
    return (
        select(entry.person_id, entry.record_id, entry.label, record.outcome)
        .where(
            among(dialect, record.person_id, "people"),
            unindexed(record.kind) == RecordKind.REFLECTION,
            entry.record_id == record.id,
            entry.kind == "event",
        )
        .order_by(entry.id)
    )


@cache
def _conversations(dialect: str) -> Select[Any]:
    """Newest last."""
    kept = t.core(t.Conversation).c
    return (
        select(kept.id, kept.person_id, kept.record_id, kept.body, kept.closed_at)
        .where(
            among(dialect, kept.person_id, "people"),
            kept.name == REFLECT.name,
            unindexed(kept.state) == Status.FINISHED,
            kept.closed_at > bindparam("since", type_=UtcDateTime),
        )
        .order_by(kept.id)
    )


def leave_out(connection: Connection, programme_id: str, themes: Collection[str]) -> None:
    """Let a programme leave these themes out."""
    key = f"{_LEFT_OUT}{programme_id}"
    connection.execute(delete(t.Setting).where(col(t.Setting.key) == key))
    if themes:
        connection.execute(insert(t.Setting).values(key=key, value=" ".join(sorted(themes))))


def left_out(connection: Connection) -> dict[str, frozenset[str]]:
    """The themes that each programme leaves out; a programme that leaves out none is not there."""
    key, value = col(t.Setting.key), col(t.Setting.value)
    rows = connection.execute(select(key, value).where(key.startswith(_LEFT_OUT)))
    return {row.key.removeprefix(_LEFT_OUT): frozenset(row.value.split()) for row in rows}
