"""How long somebody in danger waits for their signpost while thousands of texts wait to be taken in.

The whole way on the real clock through `House`, as webhooks come: five thousand ordinary texts of as many
people stand in the queue, and are kept at that number; somebody in danger writes; their signpost leaves.
"""

import asyncio
import itertools
import secrets
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.house import BenchHouse, Provider, bench_settings
from benchmarks.people import CHANNEL, number_of, seed
from benchmarks.result import Result
from channels.port import Inbound, InboundKind

_WAITING = 5_000
_EMERGENCIES = 100
_PEOPLE = _WAITING + _EMERGENCIES
_EVERY = 0.2  # seconds between two of them
_BAR = 1.0
_WORDS = "i want to kill myself"


def measure() -> list[Result]:
    """Milliseconds from words of danger to their signpost, in the worst of a hundred."""
    with tempfile.TemporaryDirectory() as folder:
        ready = BenchHouse(bench_settings(Path(folder)), Provider())
        seed(ready, _PEOPLE, staff=1)
        ready.shut()
        waits, fewest = asyncio.run(_measure(Path(folder)))
    slowest = sorted(waits)[-max(1, len(waits) // 100)]  # of a hundred: the worst
    return [
        Result(
            f"signpost p99 behind {fewest} texts that wait",
            1000 * slowest,
            "ms",
            "one second",
            slowest / _BAR,
            "< 1 s",
            slowest < _BAR and fewest >= _WAITING // 2,
        )
    ]


async def _measure(folder: Path) -> tuple[list[float], int]:
    provider = Provider()
    house = BenchHouse(bench_settings(folder), provider)
    people = [number_of(person) for person in range(_PEOPLE)]
    house.attach()
    delivering = asyncio.create_task(house.delivery.run())
    in_danger, others = people[:_EMERGENCIES], people[_EMERGENCIES:]
    writing = asyncio.create_task(_keep_waiting(house, itertools.cycle(others)))
    while house.arriving.waiting < _WAITING:
        await asyncio.sleep(0.05)
    asked, asking, fewest = {}, [], _WAITING
    for one in in_danger:
        await asyncio.sleep(_EVERY)
        fewest = min(fewest, house.arriving.waiting)
        asked[one] = time.perf_counter()
        asking.append(asyncio.create_task(house.receive([_text(house, one, _WORDS)], within=12.0)))
    await asyncio.gather(*asking)
    until = time.perf_counter() + 10.0
    while len(provider.took.keys() & asked.keys()) < len(asked) and time.perf_counter() < until:
        await asyncio.sleep(0.05)
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    await house.delivery.stop()
    delivering.cancel()
    await asyncio.gather(delivering, return_exceptions=True)
    house.shut()
    return [provider.took.get(one, float("inf")) - at for one, at in asked.items()], fewest


async def _keep_waiting(house: BenchHouse, senders: Iterator[str]) -> None:
    """Ordinary texts, so that as many wait all the time."""
    waiting: set[asyncio.Task[object]] = set()
    while True:
        for _ in range(min(_WAITING + 200 - house.arriving.waiting, 500)):
            text = _text(house, next(senders), f"see you on thursday at three {secrets.token_hex(4)}")
            task: asyncio.Task[object] = asyncio.create_task(house.receive([text]))
            waiting.add(task)
            task.add_done_callback(waiting.discard)
        await asyncio.sleep(0.02)


def _text(house: BenchHouse, sender: str, words: str) -> Inbound:
    return Inbound(CHANNEL, secrets.token_hex(16), sender, InboundKind.TEXT, words, house.now())
