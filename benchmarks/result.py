"""What a benchmark brings: a figure, and its ratio to a peer or a limit measured in the same run."""

import os
import platform
import sqlite3
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Result:
    """One row.

    Attributes:
        name: what was measured.
        figure: how much, in `unit`.
        peer: what it is held against, and `ratio` times that.
        bar: what the ratio or figure should keep to, in words; "" where nothing is promised.
        holds: whether it does; None where nothing is promised.
    """

    name: str
    figure: float
    unit: str
    peer: str
    ratio: float
    bar: str = ""
    holds: bool | None = None


def at_most(name: str, figure: float, unit: str, limit: float) -> Result:
    """A figure that should not be above its limit."""
    return Result(
        name, figure, unit, f"limit of {limit:g} {unit}".rstrip(), figure / limit, "<= 1 x", figure <= limit
    )


def at_least(name: str, figure: float, unit: str, peer: str, ratio: float, bar: float) -> Result:
    """A figure that should be so many times a peer's."""
    return Result(name, figure, unit, peer, ratio, f">= {bar:g} x", ratio >= bar)


def median_seconds(work: Callable[[], object], rounds: int) -> float:
    """The median time of a call, after a warm-up."""
    work()
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def p99(values: list[float]) -> float:
    """What 99 of a hundred stay below."""
    return statistics.quantiles(values, n=100, method="inclusive")[98]


def machine() -> dict[str, Any]:
    """What it is measured on, and how busy that is with other things."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [
            line.split(":", 1)[1] for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        cpu = named[0].strip() if named else cpu
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 0
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 1e9, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "load_before": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
