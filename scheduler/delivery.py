"""Delivery: drains the outbox, once each, in order, safety first.

    queued -> claimed -> on the wire ("sending") -> settled

What may go is claimed (`claiming`), marked "sending" and committed before anything leaves (`on_the_wire`),
handed over, and settled by what came of it (`settling`), a write that is tried until it is kept (`keeping`).
Only what was on the wire when the process died is in doubt: it is looked up at the provider (`looking_up`),
and so is, every minute, whatever no task owns and whatever is unknown. Nothing needs a restart. What stays
unknown is not sent again and does not block the person's queue, except a safety reply, which prefers twice
over never.

Different people never wait for each other; one person's messages keep their order, and safety overtakes.
Channels never wait for each other either: a provider that is slow or gone takes nothing from the rest.
"""

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog
from sqlalchemy import Connection

from channels.port import Channel, ChannelError, FateUnknown
from handlers.tools import Tools
from records.kinds import Lane
from records.writer import Writer
from scheduler.claiming import Claims, clock_set_back, close_channels
from scheduler.gate import Flight, Gate
from scheduler.keeping import Keeper
from scheduler.looking_up import EVERY, LookUps
from scheduler.on_the_wire import mark
from scheduler.parcels import Parcel
from scheduler.settling import Fate, NeverLeft, Outcome, Settling
from scheduler.turns import Turns

T = TypeVar("T")

log = structlog.get_logger(__name__)

_LAST_CALL = 5.0  # seconds that sends under way get when the program stops
_IDLE = 5.0  # seconds between looks when nobody wakes us: what waited for morning, or for a retry


class Delivery:
    """Drains the outbox over the channels there are."""

    def __init__(
        self,
        writer: Writer,
        tools: Tools,
        channels: Mapping[str, Channel],
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._writer = writer
        self._tools = tools
        self._channels = channels
        self._now = now
        self._monotonic = monotonic
        paces = {name: channel.pace for name, channel in channels.items()}
        turns = Turns()
        self._gate = Gate(paces, turns)
        self._claims = Claims(tools, paces, turns)
        self._settling = Settling(tools)
        self._keeper = Keeper(self._settle, monotonic, self._kept)
        self._look_ups = LookUps(channels, tools, self._settling, self._write, now)
        self._tasks: dict[asyncio.Task[None], Flight] = {}  # what is under way
        self._owned: dict[str, str] = {}  # rows in hand: where they are going, "" while they have not left
        self._look_at = 0.0  # monotonic: when it is worth looking at the queue again
        self._looked_up: datetime | None = None
        self._clocks: tuple[datetime | None, float] = (None, 0.0)  # at the last look, wall and monotonic
        self._new = self._freed = True  # something came in; somebody's next message may go
        self._more = asyncio.Event()
        self._lost = asyncio.Event()  # something is in nobody's hand
        self._claiming = asyncio.Lock()
        self._stopping = False

    def wake(self) -> None:
        """There is something to deliver. Call it on the event loop."""
        self._new = True
        self._more.set()

    async def run(self) -> None:
        """Deliver until stopped or cancelled: at once when woken, every few seconds for what waited."""
        tidying = asyncio.create_task(self._tidy(), name="looking-up")
        try:
            while not self._stopping:  # a wait that ends just when it is cancelled would swallow that
                self._more.clear()
                try:
                    pause = await self._start_what_may_go(look=self._worth_a_look())
                except Exception as error:  # a full disk, a database that restarts: go on when it is back
                    log.error("delivery stumbled", error=type(error).__name__)
                    pause = _IDLE
                    self._new = True
                    await asyncio.sleep(1)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._more.wait(), timeout=pause)
        finally:
            tidying.cancel()
            await asyncio.gather(tidying, return_exceptions=True)

    async def drain(self) -> None:
        """Deliver until nothing more may go now: for a clock that is moved by hand."""
        self._keeper.hurry()
        if self._looked_up is None:
            self._looked_up = self._now()
        elif not self._looked_up <= self._now() < self._looked_up + EVERY:
            await self.look_up()
        while True:
            self._more.clear()
            pause = await self._start_what_may_go()
            if self._tasks or self._keeper.busy:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._more.wait(), timeout=pause)
            elif pause >= _IDLE:
                return
            else:
                await asyncio.sleep(pause)

    async def stop(self) -> None:
        """Begin nothing more, and give what is under way a few seconds.

        What takes longer stays "sending" and is looked up at the next start, as after a crash.
        """
        self._stopping = True
        self._more.set()
        async with self._claiming:  # rows that are just being marked are handed over, too
            under_way = set(self._tasks)
        if under_way:
            _, late = await asyncio.wait(under_way, timeout=_LAST_CALL)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._keeper.finish(_LAST_CALL)

    # --- what nobody has in hand ---------------------------------------------------------------------

    async def recover(self) -> None:
        """What the last life of the program left behind: withheld, queued again, or looked up."""
        await self._write(self._close_channels)
        await self.look_up()

    def _close_channels(self, connection: Connection) -> None:
        close_channels(connection, self._tools, list(self._channels), self._now())

    async def _tidy(self) -> None:
        """Recover, and go on looking for what is in doubt."""
        step = self.recover
        while True:
            try:
                await step()
                step, pause = self.look_up, EVERY.total_seconds()
            except Exception as error:
                log.error("what is in doubt could not be looked up", error=type(error).__name__)
                pause = _IDLE
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._lost.wait(), timeout=pause)
            self._lost.clear()

    async def look_up(self) -> None:
        """Settle what is in doubt and no task owns, as far as the providers know of it."""
        async with self._claiming:  # what is just being claimed is in somebody's hand
            self._looked_up = self._now()
            rows = await self._write(
                lambda connection: self._look_ups.doubtful(connection, self._now(), self._owned)
            )
            self._owned |= {row.id: "" for row in rows}
        try:
            if rows:
                await self._look_ups.look_up(rows, lambda to: to in self._owned.values())
        finally:
            for row in rows:
                self._owned.pop(row.id, None)
        self.wake()

    # --- claiming, and going on the wire ---------------------------------------------------------------

    def _worth_a_look(self) -> bool:
        """Whether something may be there to claim; not after each of a hundred that leave in a second."""
        if self._new or self._monotonic() >= self._look_at:
            return True
        return self._gate.short and (self._freed or bool(self._gate.left_over))

    async def _start_what_may_go(self, *, look: bool = True) -> float:
        """Start sending whatever may go; seconds until it is worth looking again."""
        async with self._claiming:
            if self._stopping:
                return _IDLE
            pause = _IDLE
            if look:
                pause = await self._claim()
            tick = self._monotonic()
            going, wait = self._gate.release(tick, self._tasks.values(), _IDLE)
            if going:
                await self._go(going, tick)
            return min(pause, wait)

    async def _claim(self) -> float:
        self._new = self._freed = False
        tick, now = self._monotonic(), self._now()
        was, then = self._clocks
        self._clocks = (now, tick)
        if was is not None and now < was:
            log.warning("the clock was set back", seconds=round((was - now).total_seconds()))
            await self._write(partial(clock_set_back, was=was + timedelta(seconds=tick - then), now=now))
        room, pause = self._gate.room(tick, self._tasks.values(), _IDLE)
        if not room:
            return pause
        try:
            claimed = await self._write(
                lambda connection: self._claims.claim(connection, self._now(), tick, room, _IDLE)
            )
        except Exception:  # nobody knows whether that was kept
            self._lost.set()
            raise
        self._gate.hold(claimed)
        self._owned |= {parcel.row.id: "" for parcel in claimed.parcels}
        self._look_at = tick + claimed.pause
        return min(pause, claimed.pause)

    async def _go(self, going: Sequence[Parcel], tick: float) -> None:
        """Mark these "sending", commit, and hand them over. What is stale or withdrawn does not go."""
        try:
            leaving = await self._write(
                lambda connection: mark(connection, going, self._now(), self._monotonic())
            )
        except Exception:  # nobody knows whether that was kept; nothing has left
            for one in going:
                self._done(one, NeverLeft("It could not be marked."))
            raise
        for one in going:
            del self._owned[one.row.id]
        if len(leaving) < len(going):
            self._new = True
            self._more.set()
        now = self._monotonic()
        self._gate.left(leaving, tick, now)
        for one in leaving:
            self._owned[one.row.id] = one.message.to
            task = asyncio.create_task(self._send(one))
            self._tasks[task] = Flight(one, now)
            task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        flight = self._tasks.pop(task)
        if task.cancelled() or task.exception() is not None:
            self._owned.pop(flight.parcel.row.id, None)  # nobody will settle it: it is looked up
            self._lost.set()
        self._more.set()

    # --- handing over, and what came of it ---------------------------------------------------------------

    async def _send(self, parcel: Parcel) -> None:
        row = parcel.row
        if row.handed_at is not None:  # an earlier try may have arrived
            elsewhere = any(to == parcel.message.to for one, to in self._owned.items() if one != row.id)
            receipt = await self._look_ups.find(row, parcel.message, busy=elsewhere)
            if receipt is not None:
                self._done(parcel, receipt)
                return
        fate: Fate
        try:
            fate = await self._channels[row.channel].send(parcel.message)
        except ChannelError as error:
            fate = error
        except Exception as error:  # a fault of ours after the row was marked: nobody knows how far it got
            log.error("sending failed", outbox=row.id, error=type(error).__name__)
            fate = FateUnknown("The program failed while sending; see the log.", type(error).__name__)
        log.info("handed over", outbox=row.id, channel=row.channel, outcome=type(fate).__name__)
        self._done(parcel, fate)

    def _done(self, parcel: Parcel, fate: Fate) -> None:
        self._keeper.put(Outcome(parcel.row, fate, self._now()))

    async def _settle(self, outcomes: Sequence[Outcome]) -> None:
        await self._write(partial(self._settling.settle, outcomes=outcomes))

    def _kept(self, outcomes: Sequence[Outcome]) -> None:
        for one in outcomes:
            self._owned.pop(one.row.id, None)
            self._new |= one.row.lane == Lane.SAFETY
        self._freed = True
        self._more.set()  # the person's next message may go now

    async def _write(self, change: Callable[[Connection], T]) -> T:
        # Small, and no more than providers take; so a signpost waits for nobody who is still to be heard.
        return await asyncio.wrap_future(self._writer.submit(change, urgent=True))
