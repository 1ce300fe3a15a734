"""Where a message's time goes: the functions that cost most, in a group of 64 and in the writer's thread.

python -m benchmarks.hot [MESSAGES]
"""

import asyncio
import cProfile
import pstats
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.side_by_side.handrail import Handrail
from benchmarks.side_by_side.rounds import one_round

_PEOPLE = 4_000


def main() -> None:
    """Profile receiving messages, delivery included."""
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    profiles: list[cProfile.Profile] = []

    def begin(*_: object) -> None:  # in each new thread, once something is called in it
        profiles.append(cProfile.Profile(time.thread_time))  # CPU, not waiting
        profiles[-1].enable()

    async def run(folder: Path) -> None:
        handrail = Handrail(out=True)
        threading.setprofile(begin)
        await handrail.open(folder, _PEOPLE)
        threading.setprofile(None)
        waiting = iter(range(_PEOPLE))
        await one_round(handrail, waiting, [], 60, 64)
        begin()
        done = await one_round(handrail, waiting, [], 60, messages)
        profiles[-1].disable()
        await handrail.close()
        print(f"{done['messages']} messages in {done['seconds']:.1f} s, {done['cpu']:.1f} s of CPU, profiled")

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        asyncio.run(run(Path(folder)))
    stats = pstats.Stats(*profiles)
    stats.sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
