"""Looking up: what became of messages of which nobody here can tell, asked of the provider's own list.

There is one way, at start and while running. First, rows "claimed" or "sending" that no task of this program
owns: what was only claimed is queued again, what was on the wire is asked about and becomes "unknown" where
the list does not have it. Then what is "unknown" already, at growing distances, for as long as a list may
still have it.

A list shows neither our callbacks nor our ids, so a message is found by what is *not* accounted for: to that
address, at that time, and under no name that is another message's already. Then by its words; where they are
hidden, by its length and place. Of the same words twice (twins) as many are settled as are listed, the oldest
first. What is still uncertain stays unknown: "delivered" is never said of what the provider never had.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, select, update
from sqlmodel import col

from channels.port import Channel, ChannelError, Outgoing, Receipt
from handlers.tools import Tools
from records import tables as t
from records.kinds import Lane, OutboxState
from records.sealing import SealError
from scheduler.parcels import opened, validity, with_person
from scheduler.receipts import settle
from scheduler.settling import Settling

T = TypeVar("T")

EVERY = timedelta(minutes=1)  # between looks
_LONGEST_PAUSE = timedelta(hours=1)  # between two questions about one message
_LISTED_FOR = timedelta(days=1)  # then the list has moved on, and nobody waits for the message any more
_AT_ONCE = 10  # questions under way

# How far the provider's clock and ours, and a slow request, may lie apart: with the same words there is room
# for more than where only time can tell.
_APART, _APART_UNSURE = timedelta(minutes=1), timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A message whose fate is not known here, and what the list has that may be it, oldest first."""

    row: Row[Any] = field(repr=False)
    message: Outgoing = field(repr=False)
    ended: datetime  # when its last try was over at the latest
    found: tuple[Receipt, ...] = ()
    known: Receipt | None = None  # where the provider can tell which one it is

    @property
    def began(self) -> datetime:
        """When the first try began that may have arrived."""
        row = self.row
        if row.lane == Lane.SAFETY and row.handed_at is not None:  # it went again while nobody knew
            return datetime_of(min(row.started_at, row.handed_at - _APART / 2))
        return datetime_of(row.started_at)

    def fits(self, receipt: Receipt) -> bool:
        """Whether the list has it at a time at which this message may have come there."""
        # A signpost may have been taken under two names, of which we know one: only its own time counts.
        loose = receipt.sure and self.row.lane != Lane.SAFETY
        apart = _APART if loose else _APART_UNSURE
        return self.began - apart <= receipt.at <= self.ended + max(apart, _APART_UNSURE * 2)


def datetime_of(at: Any) -> datetime:
    """A time out of a row, typed."""
    assert isinstance(at, datetime)  # noqa: S101 - whatever is in doubt has begun
    return at


class LookUps:
    """Asks providers about messages in doubt, and settles them.

    Args:
        channels: by name.
        tools: opens words and addresses.
        settling: what a fate means.
        write: does a change in the writer.
        now: the time.
    """

    def __init__(
        self,
        channels: Mapping[str, Channel],
        tools: Tools,
        settling: Settling,
        write: Callable[[Callable[[Connection], Any]], Awaitable[Any]],
        now: Callable[[], datetime],
    ) -> None:
        self._channels = channels
        self._tools = tools
        self._settling = settling
        self._write = write
        self._now = now
        self._asked: dict[str, tuple[datetime, timedelta]] = {}  # unknown rows: when last, and until next
        self._few = asyncio.Semaphore(_AT_ONCE)

    def doubtful(self, connection: Connection, now: datetime, owned: Collection[str]) -> list[Row[Any]]:
        """Queue again what was only claimed by nobody who is left; the rows to be asked about now.

        Args:
            connection: in the writer.
            now: now.
            owned: rows that a living task has in hand, or whose outcome waits to be written.
        """
        mine = t.core(t.Outbox).c
        in_hand = connection.execute(
            select(mine.id, mine.state).where(mine.state.in_((OutboxState.CLAIMED, OutboxState.SENDING)))
        ).all()
        left = {
            state: [one.id for one in in_hand if one.state == state and one.id not in owned]
            for state in (OutboxState.CLAIMED, OutboxState.SENDING)
        }
        if left[OutboxState.CLAIMED]:
            again = update(t.Outbox).where(
                col(t.Outbox.id).in_(left[OutboxState.CLAIMED]), col(t.Outbox.state) == OutboxState.CLAIMED
            )
            connection.execute(again.values(state=OutboxState.QUEUED, claimed_at=None))
        unknown = (
            connection.execute(
                select(mine.id).where(
                    mine.state == OutboxState.UNKNOWN,
                    mine.channel.in_(list(self._channels)),
                    mine.started_at > now - _LISTED_FOR,
                )
            )
            .scalars()
            .all()
        )
        self._asked = {one: asked for one, asked in self._asked.items() if one in set(unknown)}
        due = [*left[OutboxState.SENDING], *(one for one in unknown if self._is_due(one, now))]
        if not due:
            return []
        outbox = t.core(t.Outbox)
        return list(connection.execute(with_person(outbox).where(outbox.c.id.in_(due))).all())

    def _is_due(self, row_id: str, now: datetime) -> bool:
        last, pause = self._asked.get(row_id, (None, EVERY))
        # A clock that was set back makes nobody wait longer than the longest pause.
        return last is None or not last - EVERY <= now < last + pause

    async def look_up(self, rows: Sequence[Row[Any]], busy: Callable[[str], bool]) -> None:
        """Ask about these rows, those to one address together, and settle what is found.

        Args:
            rows: as `doubtful` gave them.
            busy: whether something is on the wire to an address just now; its list is not asked then, since
                what is listed may be that.
        """
        self._forget_soon(rows)
        asked = [self._open(row) for row in rows]
        lost = [row for row, one in zip(rows, asked, strict=True) if one is None]
        if lost:  # erased, or altered
            await self._write(lambda connection: self._not_found(connection, lost))

        def line(one: Doubtful) -> tuple[str, str]:
            return one.row.channel, one.message.to

        together = groupby(sorted((one for one in asked if one is not None), key=line), key=line)
        await asyncio.gather(*(self._ask(tuple(group), busy) for _, group in together))

    def _forget_soon(self, rows: Iterable[Row[Any]]) -> None:
        now = self._now()
        for row in rows:
            if row.state == OutboxState.UNKNOWN:
                _, pause = self._asked.get(row.id, (now, EVERY / 2))
                self._asked[row.id] = (now, min(pause * 2, _LONGEST_PAUSE))

    def _open(self, row: Row[Any]) -> Doubtful | None:
        over = row.settled_at if row.state == OutboxState.UNKNOWN and row.settled_at else self._now()
        with contextlib.suppress(SealError):
            return Doubtful(row, opened(self._tools.sealer, row, validity(row, row.started_at)), over)
        return None

    async def _ask(self, group: Sequence[Doubtful], busy: Callable[[str], bool]) -> None:
        to = group[0].message.to
        if not busy(to):
            async with self._few:
                found = [await self._found(one) for one in group]
            if not busy(to):
                group = found
        await self._write(partial(self._take_in, group=group))

    async def _found(self, one: Doubtful) -> Doubtful:
        channel = self._channels.get(one.row.channel)
        if channel is None:
            return one
        try:
            found = await channel.find_sent(one.message, one.began - _APART)
        except ChannelError:
            return one
        if isinstance(found, Receipt):
            return replace(one, known=found)
        return replace(one, found=tuple(found or ()))

    async def find(self, row: Row[Any], message: Outgoing, *, busy: bool) -> Receipt | None:
        """Whether an earlier try of a message that is about to go again has arrived after all.

        Args:
            row: its row.
            message: the message.
            busy: whether something else is on the wire to its address: then only the same words count.
        """
        one = await self._found(Doubtful(row, message, self._now()))
        one = replace(one, found=tuple(found for found in one.found if found.sure or not busy))
        if not (one.found or one.known):
            return None
        chosen: dict[str, Receipt] = await self._write(partial(_choose, group=[one]))
        return chosen.get(row.id)

    def _take_in(self, connection: Connection, group: Sequence[Doubtful]) -> None:
        chosen = _choose(connection, group)
        now = self._now()
        missing = []
        for one in group:
            receipt = chosen.get(one.row.id)
            if receipt is None or not settle(connection, self._tools, now, receipt):
                missing.append(one.row)
        self._not_found(connection, missing)

    def _not_found(self, connection: Connection, rows: Iterable[Row[Any]]) -> None:
        for row in rows:
            if row.state != OutboxState.UNKNOWN:
                self._settling.doubt(connection, row, self._now(), "restart")


def _choose(connection: Connection, group: Sequence[Doubtful]) -> dict[str, Receipt]:
    """Which of the listed messages each message is, where that is certain; by outbox id."""
    names = {found.provider_id for one in group for found in (*one.found, one.known) if found is not None}
    accounted = select(col(t.Outbox.provider_id), col(t.Outbox.id)).where(
        col(t.Outbox.provider_id).in_(names)
    )
    owner = {row.provider_id: row.id for row in connection.execute(accounted)} if names else {}
    taken = set(owner)
    chosen = {
        one.row.id: replace(one.known, outbox_id=one.row.id)
        for one in group
        if one.known is not None and owner.get(one.known.provider_id, one.row.id) == one.row.id
    }
    rest = sorted((one for one in group if one.row.id not in chosen), key=lambda one: (one.began, one.row.id))
    for sure in (True, False):  # what has the same words is not left to what only may be it
        for one in rest:
            if one.row.id in chosen:
                continue
            open_ = [f for f in one.found if f.sure is sure and f.provider_id not in taken and one.fits(f)]
            if open_ and (sure or _is_certain(one, open_, [two for two in rest if two.row.id not in chosen])):
                chosen[one.row.id] = replace(open_[0], outbox_id=one.row.id)
                taken.add(open_[0].provider_id)
    return chosen


def _is_certain(one: Doubtful, open_: Sequence[Receipt], rest: Sequence[Doubtful]) -> bool:
    """Whether words that are hidden can be no other message's: each that they may be has one of its own."""
    rivals = [two for two in rest if any(two.fits(found) for found in open_)]
    different = len({two.message.text for two in rivals}) > 1
    return not different or len(open_) >= len(rivals)
