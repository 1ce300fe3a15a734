"""What the second look costs, beside the bare encoder: `python -m benchmarks.second_look`.

Texts are the daily talk of the corpus, read alone and many at a time, on one core. The raw limit is the
encoder run by onnxruntime on pieces that are cut already, of the middle length. Memory is what loading and
reading add.
"""

import resource
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.result import median_seconds

if TYPE_CHECKING:
    from safety.second_look import SecondLook

ALONE_MILLISECONDS, TOGETHER_A_SECOND, MEGABYTES = 8.0, 400.0, 150.0
_TEXTS = 600
_SAMPLE = "safety/corpus/daily-en.tsv"


def main() -> int:
    """Print the figures; 1 where a bar is missed."""
    before = _megabytes()
    from safety.second_look import SecondLook

    encoder = SecondLook()
    with open(_SAMPLE, encoding="utf-8") as file:
        texts = [line.rstrip("\n").split("\t")[3] for line in file][:_TEXTS]
    alone = sorted(median_seconds(partial(encoder.look, [text]), 3) for text in texts[:200])
    began = time.perf_counter()
    encoder.look(texts)
    a_second = len(texts) / (time.perf_counter() - began)
    memory = _megabytes() - before
    limit = _bare(encoder, texts)
    median, p95 = alone[len(alone) // 2] * 1e3, alone[int(len(alone) * 0.95)] * 1e3
    good = p95 <= ALONE_MILLISECONDS and a_second >= TOGETHER_A_SECOND and memory <= MEGABYTES
    print(f"alone                {median:6.1f} ms, p95 {p95:.1f} ms     at most {ALONE_MILLISECONDS:g} ms")
    print(f"together             {a_second:6.0f} a second a core  at least {TOGETHER_A_SECOND:g}")
    print(f"beside the bare run  {a_second / limit:6.2f} x of {limit:.0f} a second")
    print(f"memory               {memory:6.0f} MB               at most {MEGABYTES:g} MB")
    return 0 if good else 1


def _bare(encoder: "SecondLook", texts: list[str]) -> float:
    rows = encoder._cutter.cut(texts)
    row = sorted(rows, key=len)[len(rows) // 2]
    given = {"pieces": np.array([row], np.int64)}
    return 1 / median_seconds(lambda: encoder._encoder.run(["danger", "vector"], given), 99)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
