"""On the wire: rows are marked "sending" just before their requests leave, together, and committed first.

Only what is marked here is ever in doubt. So it is marked as late as can be: no more than may leave at this
moment by the provider's pace and by the places there are. What has changed since it was claimed (withdrawn, a
STOP, words of danger, a number given up) is not marked, and is judged anew.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlmodel import col

from records import tables as t
from records.kinds import OutboxState
from scheduler.parcels import Parcel

STALE = 5.0  # seconds; a claim that could not leave for so long is judged anew


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
    going: list[Parcel] = []
    again: list[Parcel] = []
    for one in parcels:
        row = one.row
        so = now_so.get(row.id)
        if so is None:
            continue  # withdrawn, or known by now to have arrived
        same = so == (row.standing, row.held_at, row.retired_at, row.opened_at)
        (going if same and tick - one.claimed < STALE else again).append(one)
    if going:
        leaving = update(t.Outbox).where(col(t.Outbox.id).in_([one.row.id for one in going]))
        connection.execute(
            leaving.values(state=OutboxState.SENDING, attempts=col(t.Outbox.attempts) + 1, started_at=now)
        )
    if again:
        anew = update(t.Outbox).where(col(t.Outbox.id).in_([one.row.id for one in again]))
        connection.execute(anew.values(state=OutboxState.QUEUED, claimed_at=None))
    return [one.on_the_wire(now) for one in going]
