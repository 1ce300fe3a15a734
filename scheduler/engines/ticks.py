"""What ticks: a handful of APScheduler jobs that look at due times in the database.

There is never a job for each person. A tick that comes late still counts (an explicit
`misfire_grace_time`; the default of one second silently skips), several missed ones are one,
and one tick never overlaps the next.
"""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

DUE_SECONDS = 5
CATCH_UP_SECONDS = 180
_GRACE_SECONDS = 3600


def start_ticking(
    tick: Callable[[], Awaitable[None]], catch_up: Callable[[], Awaitable[int]]
) -> AsyncIOScheduler:
    """Start ticking on the running event loop; `shutdown()` the result to stop."""
    ticks = AsyncIOScheduler(
        timezone="UTC",
        job_defaults={"misfire_grace_time": _GRACE_SECONDS, "coalesce": True, "max_instances": 1},
    )
    ticks.add_job(tick, "interval", seconds=DUE_SECONDS, id="due")
    ticks.add_job(catch_up, "interval", seconds=CATCH_UP_SECONDS, id="catch-up")
    ticks.start()
    return ticks
