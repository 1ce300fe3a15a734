"""How long somebody in danger waits for their signpost while another person sends a hundred danger texts.

The whole way on the real clock, at a segment a second (a US long code): claim, screen, decide, commit, claim
again for sending, hand over. Held against one sending slot: the time the provider takes for a signpost
of two segments.
"""

import asyncio
import secrets
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from benchmarks.receive import joined
from benchmarks.result import Result
from bot.sample import enrol_sample, sample_settings
from bot.wiring import House
from channels.port import Channel, Inbound, InboundKind, Outgoing, Pace, Receipt, Sent

_TEXTS = 100
_ROUNDS = 20
_EVERY = 4.0  # seconds between two people in danger; the hundred texts are spread over all of them
_PER_SECOND = 1.0
_SLOT = 2 / _PER_SECOND
_BAR = _SLOT + 0.25
_WORDS = "i want to kill myself"


class _Provider:
    """Takes every message at once, and remembers when."""

    name = "phones"
    pace = Pace(per_second=_PER_SECOND)

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
    """Milliseconds from a danger text to its signpost: the slowest of twenty, which is the p99 of them."""
    with tempfile.TemporaryDirectory() as folder:
        ready = House(sample_settings(Path(folder)))
        enrol_sample(ready)
        asyncio.run(ready.delivery.drain())
        people = joined(ready, "signpost")
        ready.shut()
        waits = asyncio.run(_measure(Path(folder), people))
    slowest = max(waits)
    return [
        Result(
            f"signpost p99 behind {_TEXTS} danger texts",
            1000 * slowest,
            "ms",
            f"one sending slot of {1000 * _SLOT:.0f} ms",
            slowest / _SLOT,
            "< one slot + 250 ms",
            slowest < _BAR,
        )
    ]


async def _measure(folder: Path, people: Sequence[str]) -> list[float]:
    provider = _Provider()
    house = _House(folder, provider)
    house.attach()
    delivering = asyncio.create_task(house.delivery.run())
    one, others = people[0], people[1 : _ROUNDS + 1]
    repeating = asyncio.create_task(_repeat(house, one))
    asked = {}
    for other in others:
        await asyncio.sleep(_EVERY)
        asked[other] = time.perf_counter()
        await house.receive([_danger(house, other)])
    await asyncio.sleep(_SLOT + 1)
    await repeating
    await house.delivery.stop()
    delivering.cancel()
    await asyncio.gather(delivering, return_exceptions=True)
    house.shut()
    return [provider.took.get(other, float("inf")) - at for other, at in asked.items()]


async def _repeat(house: House, sender: str) -> None:
    for _ in range(_TEXTS):
        await house.receive([_danger(house, sender)])
        await asyncio.sleep(_ROUNDS * _EVERY / _TEXTS)


def _danger(house: House, sender: str) -> Inbound:
    return Inbound("phones", secrets.token_hex(16), sender, InboundKind.TEXT, _WORDS, house.now())
