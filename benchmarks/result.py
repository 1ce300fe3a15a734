"""What a benchmark prints: a figure, and its ratio to a peer or a raw limit measured in the same run."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


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


def median_seconds(work: Callable[[], object], rounds: int) -> float:
    """The median time of a call, after a warm-up."""
    work()
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
