"""The clock: the only place that reads the time.

`RealClock` is the time. `MovedClock` is for simulated phones only: it runs at the normal pace
from a moved start, or stands still while weeks of history are made.
"""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the program takes for the time."""

    def now(self) -> datetime:
        """The programme's time, aware UTC."""
        ...

    def wall(self) -> datetime:
        """The real time, aware UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that only ever grow, for pacing."""
        ...


class RealClock:
    """The time."""

    def now(self) -> datetime:
        """The programme's time, aware UTC."""
        return datetime.now(UTC)

    def wall(self) -> datetime:
        """The real time, aware UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that only ever grow."""
        return time.monotonic()


class MovedClock(RealClock):
    """A clock that can be moved forward, and held still."""

    def __init__(self, offset: timedelta = timedelta(0), held: datetime | None = None) -> None:
        self.offset = offset
        self._held = held

    def now(self) -> datetime:
        """The programme's time, aware UTC."""
        return self._held or self.wall() + self.offset

    def hold(self, at: datetime) -> None:
        """Stand still at that time; never back."""
        self._held = max(at, self._held) if self._held else at

    def let_go(self) -> None:
        """Run on from the time it was held at."""
        if self._held is not None:
            self.offset = self._held - self.wall()
            self._held = None
