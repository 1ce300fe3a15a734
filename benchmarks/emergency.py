"""How long somebody in danger waits for their signpost while thousands of texts wait to be taken in.

The whole way on the real clock through `House`, as webhooks come: five thousand ordinary texts of as many
people stand in the queue, and are kept at that number; somebody in danger writes; their signpost leaves.
"""

import asyncio
import itertools
import secrets
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from benchmarks import receive
from benchmarks.result import Result
from bot.sample import enrol_sample, sample_settings
from bot.wiring import House
from channels.port import Channel, Inbound, InboundKind, Outgoing, Pace, Receipt, Sent

_WAITING = 5_000
_EMERGENCIES = 100
_EVERY = 0.2  # seconds between two of them
_BAR = 1.0
_WORDS = "i want to kill myself"


class _Provider:
    """Takes every message at once, and remembers when a phone had its first."""

    name = "phones"
    pace = Pace(per_second=1e6, per_address_per_second=1e6)

    def __init__(self) -> None:
        self.took: dict[str, float] = {}

    async def send(self, message: Outgoing) -> Sent:
        self.took.setdefault(message.to, time.perf_counter())
        return Sent(message.id, delivered=True)

    async def find_sent(self, message: Outgoing, since: datetime) -> Receipt | None:
        return None

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        return ()

    async def close(self) -> None:
        """Nothing to let go of."""


class _House(House):
    def __init__(self, folder: Path, provider: Channel) -> None:
        self._provider = provider
        super().__init__(sample_settings(folder))

    def _open_channels(self) -> None:
        self.channels["phones"] = self._provider


def measure() -> list[Result]:
    """Milliseconds from words of danger to their signpost, in the worst of a hundred."""
    with tempfile.TemporaryDirectory() as folder:
        ready = House(sample_settings(Path(folder)))
        enrol_sample(ready)
        asyncio.run(ready.delivery.drain())
        rounds = -(-(_WAITING + _EMERGENCIES) // receive._SENDERS)
        people = [one for number in range(rounds) for one in receive.joined(ready, f"emergency{number}")]
        ready.shut()
        waits, fewest = asyncio.run(_measure(Path(folder), people))
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


async def _measure(folder: Path, people: Sequence[str]) -> tuple[list[float], int]:
    provider = _Provider()
    house = _House(folder, provider)
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


async def _keep_waiting(house: House, senders: Iterator[str]) -> None:
    """Ordinary texts, so that as many wait all the time."""
    waiting: set[asyncio.Task[object]] = set()
    while True:
        for _ in range(min(_WAITING + 200 - house.arriving.waiting, 500)):
            text = _text(house, next(senders), f"see you on thursday at three {secrets.token_hex(4)}")
            task: asyncio.Task[object] = asyncio.create_task(house.receive([text]))
            waiting.add(task)
            task.add_done_callback(waiting.discard)
        await asyncio.sleep(0.02)


def _text(house: House, sender: str, words: str) -> Inbound:
    return Inbound("phones", secrets.token_hex(16), sender, InboundKind.TEXT, words, house.now())
