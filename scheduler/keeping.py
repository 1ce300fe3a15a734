"""Keeping outcomes: a write after something that cannot be undone is tried until it is kept.

A text has left; whatever happens to the write that says so (a lock, a full disk, a database server that
starts anew), it is written when the database takes it again. Those that wait share a write. Where one
write fails, it is halved until the one that cannot be written stands alone and holds up nobody else.
Nothing here blocks the event loop, and what was kept once is not kept again.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from records.database import DatabaseError
from scheduler.settling import Outcome

log = structlog.get_logger(__name__)

_TOGETHER = 200  # outcomes in one write
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 5.0  # seconds
_STUBBORN = 4  # after so many tries an outcome goes alone, and `settled` waits for it no longer


@dataclass(slots=True)
class _Waiting:
    outcome: Outcome
    tries: int = 0
    due: float = 0.0  # monotonic


class Keeper:
    """Outcomes that wait to be written down.

    Args:
        write: writes outcomes down in one transaction, and returns when they are committed.
        monotonic: the clock of its pauses.
        kept: is told what was written.
    """

    def __init__(
        self,
        write: Callable[[Sequence[Outcome]], Awaitable[None]],
        monotonic: Callable[[], float],
        kept: Callable[[Sequence[Outcome]], None],
    ) -> None:
        self._write = write
        self._monotonic = monotonic
        self._kept = kept
        self._waiting: list[_Waiting] = []
        self._together = _TOGETHER
        self._task: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def busy(self) -> bool:
        """Whether something waits that may still be written in a moment."""
        return any(one.tries < _STUBBORN for one in self._waiting)

    def put(self, outcome: Outcome) -> None:
        """Write this down as soon as it can be. On the event loop."""
        self._waiting.append(_Waiting(outcome))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work(), name="keeping")

    def hurry(self) -> None:
        """Try at once what waits for its next try."""
        for one in self._waiting:
            one.due, one.tries = 0.0, 0
        if self._waiting and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._work(), name="keeping")

    async def finish(self, seconds: float) -> None:
        """Wait so long for what waits; then try no more. The next start looks up what is left."""
        if self._task is None or self._task.done():
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(self._task), seconds)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _work(self) -> None:
        while self._waiting:
            batch = self._next()
            if not batch:
                soonest = min(one.due for one in self._waiting) - self._monotonic()
                await asyncio.sleep(min(max(soonest, 0.0), _FIRST_PAUSE))
                continue
            try:
                await self._write([one.outcome for one in batch])
            except DatabaseError:  # the writer is closed: the program ends
                return
            except Exception as error:
                self._failed(batch, error)
                continue
            self._together = min(_TOGETHER, self._together * 2)
            done = {id(one) for one in batch}
            self._waiting = [one for one in self._waiting if id(one) not in done]
            self._kept([one.outcome for one in batch])

    def _next(self) -> list[_Waiting]:
        now = self._monotonic()
        ready = [one for one in self._waiting if one.due <= now]
        fresh = [one for one in ready if one.tries < _STUBBORN]
        return fresh[: self._together] or ready[:1]

    def _failed(self, batch: Sequence[_Waiting], error: Exception) -> None:
        self._together = max(1, len(batch) // 2)
        for one in batch:
            one.tries += 1
            pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * (1 << min(one.tries - 1, 16)))
            one.due = self._monotonic() + pause
        if batch[0].tries.bit_count() == 1:  # the first, second, fourth, eighth ... time
            log.error(
                "what came of messages could not be written down; it is tried again",
                error=type(error).__name__,
                waiting=len(self._waiting),
                tries=batch[0].tries,
            )
