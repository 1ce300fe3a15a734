"""How fast one provider is fed: a token bucket of segments, some kept back for safety, within a hard limit.

A provider that is handed more than it sends at once queues the rest for hours, and its queue knows
no lanes. So no more goes out than it takes, and ordinary messages never empty the bucket: what they
leave is there for a safety reply, at once. Nor does a second safety reply to the same person empty it:
what it leaves is there for the first one to somebody else. Which message comes first is decided elsewhere.

It promises: in no second, whenever it begins, do ordinary messages bring what goes out above the rate.
Safety alone may, by the headroom. A message that is longer than a second's worth goes alone, and the
seconds after it are its own.
"""

from collections import deque
from dataclasses import dataclass, field

from records.kinds import Lane

_A_SIGNPOST = 2.0  # segments: as long as one may be
_CLOSE = 1e-9


@dataclass(slots=True)
class Bucket:
    """Segments that may go now. It refills evenly; full, it holds a quarter of a second's worth (at least one
    segment or two) and the headroom. What went in the last second is counted as well, so that a full bucket
    after an idle hour makes the first second no faster than the next.

    Attributes:
        per_second: what the provider takes, in segments a second; above 0.
        headroom: segments that only the safety lane may use.
        margin: seconds by which requests that begin together may reach the provider apart; 0 or more.
    """

    per_second: float
    headroom: float = 3.0
    margin: float = 0.0
    _level: float = field(init=False)
    _at: float | None = field(init=False, default=None)
    _gone: deque[tuple[float, float]] = field(init=False, default_factory=deque)  # when, segments
    _lately: float = field(init=False, default=0.0)  # segments in `_gone`

    def __post_init__(self) -> None:
        if self.per_second <= 0 or self.headroom < 0:
            raise ValueError("A bucket needs a rate above 0 and a headroom of 0 or more.")
        self._level = self._burst + self.headroom

    @property
    def _burst(self) -> float:
        return max(self.per_second / 4, min(self.per_second, 2.0), 1.0)

    @property
    def _span(self) -> float:
        """The second that is looked back on; longer where the provider takes less than a segment in one."""
        return max(1.0, 1 / self.per_second) + self.margin

    def take(self, now: float, segments: int, lane: Lane, *, again: bool = False) -> float:
        """Take segments, or say how many seconds to wait before asking again (nothing is taken then).

        A message larger than the bucket goes when the bucket is full, and the debt is paid before the next.

        Args:
            now: seconds on a monotonic clock.
            segments: how many the message takes.
            lane: the message's lane.
            again: whether its person had one in that lane a moment ago.
        """
        now = self._refill(now)
        repeated = min(_A_SIGNPOST, self.headroom) if again else 0.0
        kept = repeated if lane is Lane.SAFETY else self.headroom
        largest = self._burst + self.headroom - kept
        missing = kept + min(float(segments), largest) - self._level
        limit = max(self.per_second, 1.0) + self.headroom - kept
        wait = max(missing / self.per_second, self._until_below(limit, segments))
        if wait > _CLOSE:
            return wait
        self._level -= segments
        self._count(now, float(segments))
        return 0.0

    def left(self, taken: float, now: float) -> None:
        """What was taken at one time has left at another: the time at which it left counts.

        Args:
            taken: the time that was given to `take`.
            now: when it left.
        """
        self._gone = deque((at + now - taken if at >= taken else at, size) for at, size in self._gone)

    def room(self, now: float, ahead: float) -> float:
        """How many ordinary segments may go within so many seconds; below 0 while a debt is paid."""
        self._refill(now)
        return self._level - self.headroom + ahead * self.per_second

    def _refill(self, now: float) -> float:
        """Let time pass; the time that it is for the bucket, which never goes back."""
        if self._at is not None:
            now = max(now, self._at)
            grown = self._level + (now - self._at) * self.per_second
            self._level = min(self._burst + self.headroom, grown)
        self._at = now
        while self._gone and self._gone[0][0] <= now - self._span + _CLOSE:
            self._lately -= self._gone.popleft()[1]
        if not self._gone:
            self._lately = 0.0
        return now

    def _until_below(self, limit: float, segments: int) -> float:
        """Seconds until so many more stay at the limit; a longer message wants nothing before it."""
        over = self._lately + min(float(segments), limit) - limit
        wait = 0.0
        for at, size in self._gone:
            if over <= _CLOSE:
                break
            over -= size
            wait = at + self._span - (self._at or 0.0)
        return wait

    def _count(self, now: float, segments: float) -> None:
        """Note what goes; what is more than a second's worth takes from the seconds after."""
        at, most = now, max(self.per_second, 1.0)
        while segments > _CLOSE:
            part = min(segments, most)
            self._gone.append((at, part))
            self._lately += part
            segments -= part
            at += self._span
