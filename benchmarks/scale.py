"""What grows with a programme: a thousand people, ten thousand, a hundred thousand, all in one.

    python -m benchmarks.scale [PEOPLE ...]    those sizes, e.g. 1000 1000000; makes them first

Each size is filled by one process and looked at by a fresh one, which runs the house with delivery: how
long it takes to start, what an idle tick takes, what a message in and out costs with 64 at once, and how
much memory the process needed at most. Held against the smallest size of the same run.
"""

import asyncio
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.house import BenchHouse, Provider, bench_settings
from benchmarks.people import seed
from benchmarks.result import Result, at_most
from benchmarks.side_by_side.handrail import Handrail
from benchmarks.side_by_side.rounds import Wrong, one_round
from bot.logs import set_up_logging

SIZES = (1_000, 10_000, 100_000)
_SECONDS = 5.0
_MOST = 800  # messages measured; a programme of a thousand has no more to give
_WARM = 64
_TICKS = 21
_GROWS = 1.5
_MEGABYTES = 250.0
_START = 2.0
_TICK = 5.0


def measure(sizes: Sequence[int] = ()) -> list[Result]:
    """All sizes, the smallest first; `SIZES` where none are named."""
    sizes = sizes or SIZES
    seen = {people: _size(people) for people in sizes}
    small, large = sizes[0], sizes[-1]
    first, last = seen[small], seen[large]
    results = []
    for people, found in seen.items():
        beside = f"{small:,} people"
        for name, key, unit in (
            ("CPU a message", "cost", "ms"),
            ("memory at most", "memory", "MB"),
            ("start-up", "start", "s"),
            ("idle tick", "tick", "ms"),
            ("size on disk, each person", "disk", "bytes"),
        ):
            ratio = found[key] / first[key]
            results.append(Result(f"{people:,} people: {name}", found[key], unit, beside, ratio))
    grown = last["cost"] / first["cost"]
    name = f"{large:,} people"
    return [
        *results,
        Result(
            f"{name}: a message's cost grows",
            grown,
            "times",
            f"{small:,} people",
            grown,
            "<= 1.5 x",
            grown <= _GROWS,
        ),
        at_most(f"{name}: memory", last["memory"], "MB", _MEGABYTES),
        at_most(f"{name}: start-up grows", max(0.0, last["start"] - first["start"]), "s", _START),
        at_most(f"{name}: an idle tick", last["tick"], "ms", _TICK),
    ]


def _size(people: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        _child("fill", folder, str(people))
        found: dict[str, float] = _child("look", folder, str(people))
        print(f"  {people:,} people: {found}", file=sys.stderr)
        return found


def _child(*arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scale", *arguments], check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout)


def _fill(folder: Path, people: int) -> None:
    house = BenchHouse(bench_settings(folder), Provider())
    began = time.perf_counter()
    seed(house, people)
    house.shut()
    (folder / "seeded").touch()
    print(json.dumps(time.perf_counter() - began))


async def _look(folder: Path, people: int) -> dict[str, float]:
    import bot.web  # noqa: F401 - the program has its web server in memory

    handrail = Handrail(out=True)
    began = time.perf_counter()
    await handrail.open(folder, people)
    await handrail.house.tick()
    start = time.perf_counter() - began
    ticks = []
    for _ in range(_TICKS):
        began = time.perf_counter()
        await handrail.house.tick()
        ticks.append(time.perf_counter() - began)
    answered: list[int] = []
    # People from everywhere in the files, not those who happen to lie side by side.
    step = max(1, people // (_MOST + _WARM + 100)) | 1  # odd: both questions
    waiting = iter(range(0, people, step))
    await one_round(handrail, waiting, answered, _SECONDS, _WARM)
    measured = await one_round(handrail, waiting, answered, _SECONDS, _MOST)
    memory = _most_memory()
    for person in answered[-5:]:
        if not await handrail.kept(person):
            raise Wrong("an answer is not in the records")
    await handrail.close()
    disk = sum(file.stat().st_size for file in folder.iterdir())
    return {
        "start": start,
        "tick": 1000 * statistics.median(ticks),
        "cost": 1000 * measured["cpu"] / measured["messages"],
        "memory": memory,
        "disk": disk / people,
    }


def _most_memory() -> float:
    """Megabytes that this process held at most."""
    status = Path("/proc/self/status")
    if status.exists():  # what the kernel tells below may be the parent's
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def main() -> None:
    """Fill, look, or measure sizes by hand."""
    set_up_logging(quiet=True)
    match sys.argv[1:]:
        case ["fill", folder, people]:
            _fill(Path(folder), int(people))
        case ["look", folder, people]:
            print(json.dumps(asyncio.run(_look(Path(folder), int(people)))))
        case sizes:
            for one in measure([int(size) for size in sizes]):
                print(f"{one.name:<48}{one.figure:>12.2f} {one.unit:<6}{one.ratio:>8.2f} x {one.peer}")


if __name__ == "__main__":
    main()
