"""On the wire: rows are marked "sending" just before their requests leave, together, and committed first.

Only what is marked here is ever in doubt. So it is marked as late as can be: no more than may leave at this
moment by the provider's pace and by the places there are. What has changed since it was claimed (withdrawn, a
STOP, words of danger, a number given up; a signpost that is queued by now) is not marked, and is judged anew.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update
from sqlmodel import col

from records import tables as t
from records.kinds import Lane, OutboxState
from scheduler.parcels import Parcel

STALE = 5.0  # seconds; a claim that could not leave for so long is judged anew


def _danger_since(
    connection: Connection, parcels: Sequence[Parcel], now: datetime, tick: float
) -> frozenset[str]:
    """The channels on which safety was queued since these were claimed: the ordinary stands aside, once."""
    ordinary = [one for one in parcels if one.row.lane != Lane.SAFETY]
    if not ordinary:
        return frozenset()
    claimed = now - timedelta(seconds=tick - min(one.claimed for one in ordinary))
    mine = t.core(t.Outbox).c
    query = select(mine.channel).where(
        mine.state == OutboxState.QUEUED,
        mine.channel.in_({one.row.channel for one in ordinary}),
        mine.rank == 0,
        mine.retry_at <= now,
        mine.created_at >= claimed,
    )
    return frozenset(connection.execute(query.distinct()).scalars())


def mark(connection: Connection, parcels: Sequence[Parcel], now: datetime, tick: float) -> list[Parcel]:
    """Mark claimed rows "sending"; those that may leave. Inside the writer, and committed before they do."""
    mine = t.core(t.Outbox).c
    found = connection.execute(
        select(
            mine.id,
            col(t.Person.standing),
            col(t.Person.held_at),
            col(t.Address.retired_at),
            col(t.Address.opened_at),
        )
        .join(t.Person, col(t.Person.id) == mine.person_id)
        .join(t.Address, col(t.Address.id) == mine.address_id)
        .where(mine.id.in_([one.row.id for one in parcels]), mine.state == OutboxState.CLAIMED)
    )
    now_so = {row.id: tuple(row)[1:] for row in found}
    danger = _danger_since(connection, parcels, now, tick)
    going: list[Parcel] = []
    again: list[Parcel] = []
    for one in parcels:
        row = one.row
        so = now_so.get(row.id)
        if so is None:
            continue  # withdrawn, or known by now to have arrived
        same = so == (row.standing, row.held_at, row.retired_at, row.opened_at)
        aside = row.lane != Lane.SAFETY and row.channel in danger
        (going if same and not aside and tick - one.claimed < STALE else again).append(one)
    if going:
        leaving = update(t.Outbox).where(col(t.Outbox.id).in_([one.row.id for one in going]))
        connection.execute(
            leaving.values(state=OutboxState.SENDING, attempts=col(t.Outbox.attempts) + 1, started_at=now)
        )
    if again:
        anew = update(t.Outbox).where(col(t.Outbox.id).in_([one.row.id for one in again]))
        connection.execute(anew.values(state=OutboxState.QUEUED, claimed_at=None))
    return [one.on_the_wire(now) for one in going]
