"""The real program with a clock that a test can set: `python -m tests.end_to_end.stepping run`.

Everything in the process reads the same two numbers from the file CLOCK_FILE: by how many seconds its
wall time and its monotonic time stand off. So a clock can be set back or forward as an administrator or a
time server does it (`Watch.step`: the wall alone), and hours can go by (`Watch.goes_by`: both at once).
"""

import mmap
import os
import selectors
import struct
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

SHIFT = struct.Struct("=dd")
OFTEN = 0.02  # seconds: how soon a sleeping loop sees that its time has come


class Watch:
    """The test's hand on the clock of a program.

    Args:
        file: what both read; made anew, or taken over with what it shows where it is there.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        if not file.exists():
            file.write_bytes(SHIFT.pack(0.0, 0.0))

    @property
    def _off(self) -> tuple[float, float]:
        wall, passed = SHIFT.unpack(self.file.read_bytes())
        return float(wall), float(passed)

    def _set(self, wall: float, passed: float) -> None:
        with self.file.open("r+b") as file:  # in place: the program has this very file open
            file.write(SHIFT.pack(wall, passed))

    def now(self) -> datetime:
        """What the program takes for the time."""
        return datetime.fromtimestamp(time.time() + self._off[0], UTC)

    def step(self, by: timedelta) -> None:
        """Set the clock, forward or back; no time has passed."""
        wall, passed = self._off
        self._set(wall + by.total_seconds(), passed)

    def goes_by(self, by: timedelta) -> None:
        """So much time has passed."""
        wall, passed = self._off
        self._set(wall + by.total_seconds(), passed + by.total_seconds())

    def hops(self, by: timedelta, each: timedelta, pause: float = 0.15) -> Iterator[datetime]:
        """Let time go by in hops, with a pause after each in which the program can do what is due."""
        left = by
        while left > timedelta(0):
            self.goes_by(min(each, left))
            left -= each
            time.sleep(pause)
            yield self.now()


def install(file: Path) -> None:
    """Let this process read its time through the file; before anything that copies a clock is imported."""
    with file.open("r+b") as opened:
        view = mmap.mmap(opened.fileno(), SHIFT.size)
    wall, passed = time.time, time.monotonic

    def shown() -> float:
        return wall() + float(SHIFT.unpack(view)[0])

    def elapsed() -> float:
        return passed() + float(SHIFT.unpack(view)[1])

    def now(cls: type[datetime], tz: tzinfo | None = None) -> datetime:
        return cls.fromtimestamp(shown(), tz)

    time.time, time.time_ns = shown, lambda: int(shown() * 1e9)
    time.monotonic, time.monotonic_ns = elapsed, lambda: int(elapsed() * 1e9)
    _replace_in_builtin(datetime, "now", classmethod(now))
    _wake_often(selectors.DefaultSelector)


def _replace_in_builtin(kind: type, name: str, method: Any) -> None:
    """Change a method of a type written in C, for all who have imported it: APScheduler has."""
    import ctypes
    import gc

    (names,) = gc.get_referents(kind.__dict__)
    names[name] = method
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))


def _wake_often(selector: Any) -> None:
    """A loop that was told to sleep for an hour notices when that hour has gone by at once."""
    select: Callable[..., Any] = selector.select

    def shorter(self: Any, timeout: float | None = None) -> Any:
        return select(self, OFTEN if timeout is None else min(timeout, OFTEN))

    selector.select = shorter


if __name__ == "__main__":
    install(Path(os.environ["CLOCK_FILE"]))
    from bot.__main__ import main

    sys.argv[0] = "bot"
    main()
