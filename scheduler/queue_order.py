"""Which messages are at the head of the queue of a channel, most urgent first.

One person's messages keep their order: nothing goes while something earlier to the same person has still
to become something, except that safety waits for earlier safety alone, and everything else waits for it.
What waits for morning, or for somebody's word, holds up nothing.

Looking costs the same however long the queue is: a look reads as many rows as it may take, lane by lane,
along an index of what may go by now. What waits for a retry or for morning is not read at all.
"""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    bindparam,
    exists,
    literal,
    not_,
    select,
    union_all,
)

from records import tables as t
from records.kinds import UNSETTLED, OutboxState
from scheduler.parcels import with_person

_RANKS = (0, 1, 2, 3)  # safety, reply, nudge, bulk


def candidates(now: datetime, channel: str, limit: int, *, danger_only: bool = False) -> Select[Any]:
    """Rows queued for a channel that nothing there to the same person has to precede.

    Args:
        now: now.
        channel: its name.
        limit: how many of each lane at most.
        danger_only: only the safety lane.
    """
    return _heads(danger_only).params(now=now, channel=channel, limit=limit)


@cache
def _heads(danger_only: bool) -> Select[Any]:
    lanes = [_lane(rank).subquery(f"lane{rank}") for rank in (_RANKS[:1] if danger_only else _RANKS)]
    found = union_all(*(select(lane.c.id) for lane in lanes)).subquery("heads")
    mine = t.core(t.Outbox)
    return (
        with_person(mine)
        .join(found, found.c.id == mine.c.id)
        .order_by(mine.c.rank, mine.c.retry_at, mine.c.id)
    )


def _lane(rank: int) -> Select[Any]:
    mine = t.core(t.Outbox).alias("mine")
    safety, other = (t.core(t.Outbox).alias(name) for name in ("safety", "other"))
    now = bindparam("now", type_=mine.c.retry_at.type)

    def waits(before: FromClause, *which: ColumnElement[bool]) -> ColumnElement[bool]:
        """Whether something of those to the same person has still to become something."""
        same = (
            before.c.person_id == mine.c.person_id,
            before.c.state.in_(UNSETTLED),
            before.c.channel == bindparam("channel"),
            before.c.not_before <= now,
        )
        return exists(select(literal(1)).where(*same, *which))

    if rank == 0:
        precedes = [waits(safety, safety.c.rank == 0, safety.c.id < mine.c.id)]
    else:
        earlier = waits(other, other.c.rank.in_(_RANKS[1:]), other.c.id < mine.c.id)
        precedes = [waits(safety, safety.c.rank == 0), earlier]
    return (
        select(mine.c.id)
        .where(
            mine.c.state == OutboxState.QUEUED,
            mine.c.channel == bindparam("channel"),
            mine.c.rank == rank,
            mine.c.retry_at <= now,
            mine.c.not_before <= now,
            *map(not_, precedes),
        )
        .order_by(mine.c.retry_at, mine.c.id)
        .limit(bindparam("limit", type_=Integer))
    )
