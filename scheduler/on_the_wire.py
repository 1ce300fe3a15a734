"""On the wire: rows are marked "sending" just before their requests leave, together, and committed first.

Only what is marked here is ever in doubt. So it is marked as late as can be: no more than may leave at this
moment by the provider's pace and by the places there are. What has changed since it was claimed (withdrawn, a
STOP, words of danger, a number given up) is not marked, and is judged anew.

Places are for sends under way. One that hangs lends its place to others after two seconds, up to a number of
connections; safety has some of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlmodel import col

from records import tables as t
from records.kinds import Lane, OutboxState
from scheduler.parcels import Parcel

STALE = 5.0  # seconds; a claim that could not leave for so long is judged anew
SLOW = 2.0  # seconds; a send that takes longer no longer keeps another from going

_AT_ONCE, _AT_ONCE_MOST = 20, 50  # ordinary sends under way at the same time on one channel
_FOR_SAFETY = 5  # and so many more that only the safety lane may use
# With those that hang; together within the hundred connections that a channel may open.
_MOST, _MOST_SAFETY = 70, 25


@dataclass(frozen=True, slots=True)
class Flight:
    """A send under way; `began` is monotonic."""

    parcel: Parcel
    began: float


def places(flights: Iterable[Flight], channel: str, tick: float, at_once: int) -> tuple[int, int]:
    """How many ordinary sends may begin on a channel now, and how many of the safety lane.

    Args:
        flights: all that is under way.
        channel: the channel's name.
        tick: now, monotonic.
        at_once: how many ordinary ones may be under way that do not hang.
    """
    mine = [one for one in flights if one.parcel.row.channel == channel]
    safety = [one for one in mine if one.parcel.row.lane == Lane.SAFETY]
    young = sum(tick - one.began < SLOW for one in mine)
    young_safety = sum(tick - one.began < SLOW for one in safety)
    ordinary = min(at_once - (young - young_safety), _MOST - (len(mine) - len(safety)))
    kept = min(_FOR_SAFETY + max(0, ordinary) - young_safety, _MOST_SAFETY - len(safety))
    return max(0, ordinary), max(0, kept)


def next_place(flights: Iterable[Flight], tick: float) -> float:
    """Seconds until the next send lends its place."""
    return min((one.began + SLOW - tick for one in flights if tick - one.began < SLOW), default=SLOW)


def at_once(per_second: float) -> int:
    """How many ordinary sends that do not hang may be under way: a quarter of a second's worth, in bounds."""
    return int(min(max(_AT_ONCE, per_second / 4), _AT_ONCE_MOST))


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
