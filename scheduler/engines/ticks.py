"""What ticks: one small loop for each thing that has to be looked at again and again.

There is never a job for each person: due times are rows, and a tick looks at them. A loop waits on the event
loop's own clock, which is monotonic: a wall clock that is set back an hour, or a day forward and back, stops
no tick. One tick never overlaps the next, those that were missed are one, and a tick that fails is logged and
comes again.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger(__name__)

DUE_SECONDS = 5.0
CATCH_UP_SECONDS = 180.0


async def every(seconds: float, name: str, look: Callable[[], Awaitable[object]]) -> None:
    """Look until cancelled; the first time after `seconds`, and so long after each look has ended."""
    while True:
        await asyncio.sleep(seconds)
        try:
            await look()
        except Exception as error:  # a full disk, a database that restarts: the next one goes on
            log.error("a tick failed", tick=name, error=type(error).__name__)
