"""Ticks come on monotonic time, one after the other, and go on after one that failed."""

import asyncio
from datetime import datetime
from typing import Never

import pytest
from structlog.testing import capture_logs

from scheduler.engines.ticks import every


async def ticking(seconds: float, look: object, until: asyncio.Event) -> None:
    task = asyncio.create_task(every(seconds, "test", look))  # type: ignore[arg-type]  # any look will do
    await asyncio.wait_for(until.wait(), 10)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def test_one_that_fails_is_logged_without_its_words_and_comes_again() -> None:
    async def run() -> int:
        looks, enough = 0, asyncio.Event()

        async def look() -> None:
            nonlocal looks
            looks += 1
            if looks == 3:
                enough.set()
            raise ZeroDivisionError("somebody's words")

        await ticking(0.01, look, enough)
        return looks

    with capture_logs() as logged:
        assert asyncio.run(run()) >= 3
    assert "ZeroDivisionError" in str(logged)
    assert "somebody's words" not in str(logged)


def test_a_slow_one_never_meets_the_next() -> None:
    async def run() -> int:
        under_way, most, looks, enough = 0, 0, 0, asyncio.Event()

        async def look() -> None:
            nonlocal under_way, most, looks
            under_way, looks = under_way + 1, looks + 1
            most = max(most, under_way)
            await asyncio.sleep(0.05)
            under_way -= 1
            if looks == 3:
                enough.set()

        await ticking(0.005, look, enough)
        return most

    assert asyncio.run(run()) == 1


def test_no_wall_clock_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set back an hour, a wall clock would stop whatever waits for it; so nothing may."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Never:
            raise AssertionError("asked for the time of day")

    async def run() -> None:
        enough = asyncio.Event()

        async def look() -> None:
            enough.set()

        await ticking(0.01, look, enough)

    monkeypatch.setattr("datetime.datetime", Clock)
    monkeypatch.setattr("time.time", Clock.now)
    asyncio.run(run())
