"""How long somebody in danger waits for their signpost while another person sends a hundred danger texts.

The whole way on the real clock, at a segment a second (a US long code): claim, screen, decide, commit, claim
again for sending, hand over. Held against one sending slot: the time the provider takes for a signpost
of two segments.
"""

import asyncio
import secrets
import tempfile
import time
from pathlib import Path

from benchmarks.house import BenchHouse, Provider, bench_settings
from benchmarks.people import CHANNEL, number_of, seed
from benchmarks.result import Result
from channels.port import Inbound, InboundKind

_PEOPLE = 1_000
_TEXTS = 100
_ROUNDS = 15
_EVERY = 3.0  # seconds between two people in danger; the hundred texts are spread over all of them
_PER_SECOND = 1.0
_SLOT = 2 / _PER_SECOND
_BAR = _SLOT + 0.25
_WORDS = "i want to kill myself"


def measure() -> list[Result]:
    """Milliseconds from a danger text to its signpost: the slowest of fifteen, which is the p99 of them."""
    with tempfile.TemporaryDirectory() as folder:
        ready = BenchHouse(bench_settings(Path(folder)), Provider())
        seed(ready, _PEOPLE, staff=1)  # the alerts of more would be more than a long code can send
        ready.shut()
        waits = asyncio.run(_measure(Path(folder)))
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


async def _measure(folder: Path) -> list[float]:
    provider = Provider(per_second=_PER_SECOND)
    house = BenchHouse(bench_settings(folder), provider)
    house.attach()
    delivering = asyncio.create_task(house.delivery.run())
    one, *others = (number_of(person) for person in range(_ROUNDS + 1))
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


async def _repeat(house: BenchHouse, sender: str) -> None:
    for _ in range(_TEXTS):
        await house.receive([_danger(house, sender)])
        await asyncio.sleep(_ROUNDS * _EVERY / _TEXTS)


def _danger(house: BenchHouse, sender: str) -> Inbound:
    return Inbound(CHANNEL, secrets.token_hex(16), sender, InboundKind.TEXT, _WORDS, house.now())
