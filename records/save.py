"""The only place that writes what handlers decided: effects in, rows out.

All effects of a group of events are gathered into one batched statement a table, in an
order that the foreign keys allow, inside the caller's transaction. What a person said is
sealed on its way in. Changes of rows follow the inserts, each event's own in order; those of different
events do not touch each other, so the first of each go together, then the second, and so on. How each
effect is written stands by subject in `writing_*`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy import Insert as InsertStatement

from records import effects as fx
from records import tables as t
from records import (
    writing_circle,
    writing_flags,
    writing_goals,
    writing_matching,
    writing_meetings,
    writing_mentors,
    writing_people,
    writing_places,
    writing_pulses,
    writing_records,
    writing_support,
    writing_talk,
)
from records.sealing import Sealer
from records.writing import WRITERS, Change, Insert, Look, Work

__all__ = ["RANK", "save"]

RANK = writing_talk.RANK
# Each registers its writers.
_SUBJECTS = (
    writing_circle,
    writing_flags,
    writing_goals,
    writing_matching,
    writing_meetings,
    writing_mentors,
    writing_people,
    writing_places,
    writing_pulses,
    writing_records,
    writing_support,
    writing_talk,
)

# Parents before children.
_ORDER: tuple[Table, ...] = tuple(
    t.core(model)
    for model in (
        *(t.Consent, t.Membership, t.MeetingRecord, t.MeetingSeries, t.Meeting, t.Inbox),
        *(t.Goal, t.GoalEvent, t.Step, t.Promise),
        *(t.KitEntry, t.SmallAnswer, t.Training, t.CircleAnswer, t.PlaceList, t.OwnPlan),
        *(t.PulseRound, t.MilestoneReached),
        *(t.Occurrence, t.Moment, t.Outbox, t.Flag, t.Tuning, t.Request, t.Cover, t.RecordEntry, t.Audit),
    )
)


def save(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    effects: Sequence[fx.Effect] = (),
    arrived: Iterable[fx.Arrived] = (),
    events: Iterable[Sequence[fx.Effect]] = (),
) -> None:
    """Write effects, messages that arrived with theirs, and the effects of further events, each of somebody
    else's, inside the caller's transaction."""
    work = Work(sealer, now, connection.dialect.name)
    rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
    messages = list(arrived)
    rows[_INBOX] = [_inbox_row(message, work) for message in messages]
    changes: list[list[Change | Look]] = []
    for event in (effects, *(message.effects for message in messages), *events):
        changes.append([])
        for effect in event:
            for written in WRITERS[type(effect)](effect, work):
                if isinstance(written, Insert):
                    rows[written.table].append(written.values)
                else:
                    changes[-1].append(written)
    for table in _ORDER:
        if batch := rows.get(table):
            connection.execute(_insert(table), batch)
    for together in zip_longest(*changes):
        _change(connection, [one for one in together if one is not None])


_INBOX = t.core(t.Inbox)


@cache
def _insert(table: Table) -> InsertStatement:
    return insert(table)


def _change(connection: Connection, together: list[Change | Look]) -> None:
    """Carry out changes of different events, the same kind of change as one batch."""
    batches: dict[tuple[int, tuple[str, ...]], list[Change]] = defaultdict(list)
    for one in together:
        if isinstance(one, Look):
            one.do(connection)
        else:
            batches[id(one.statement), tuple(one.values)].append(one)
    for batch in batches.values():
        statement = batch[0].statement
        if batch[0].values:
            connection.execute(statement, [one.values for one in batch])
        else:
            connection.execute(statement)


def _inbox_row(message: fx.Arrived, work: Work) -> dict[str, Any]:
    return {
        "id": message.id,
        "channel": message.channel,
        "provider_id": message.provider_id,
        "person_id": message.person_id,
        "kind": message.kind,
        "body": work.sealer.seal(message.person_id, "inbox", "body", message.id, message.text),
        "media": message.media,
        "received_at": message.received_at,
        "arrived_at": work.now,
        "outcome": message.outcome,
        "tier": message.tier,
        "record_id": message.record_id,
        "needs_person": message.needs_person,
    }
