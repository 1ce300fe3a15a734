"""How fast one provider is fed: a bucket of segments with some kept back for safety.

A provider that is handed more than it sends at once queues the rest for hours, and its queue knows
no lanes. So no more goes out than it takes, and ordinary messages never empty the bucket: what they
leave is there for a safety reply, at once. Nor does a second safety reply to the same person empty it:
what it leaves is there for the first one to somebody else. Which message comes first is decided elsewhere.
"""

from dataclasses import dataclass, field

from records.kinds import Lane

_A_SIGNPOST = 2.0  # segments: as long as one may be


@dataclass(slots=True)
class Bucket:
    """Segments that may go now. It refills evenly; full, it holds a tenth of a second's worth (at least one
    segment or two) and the headroom: after an idle hour the first second is hardly faster than the next.

    Attributes:
        per_second: what the provider takes, in segments a second; above 0.
        headroom: segments that only the safety lane may use.
    """

    per_second: float
    headroom: float = 3.0
    _level: float = field(init=False)
    _at: float | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        if self.per_second <= 0 or self.headroom < 0:
            raise ValueError("A bucket needs a rate above 0 and a headroom of 0 or more.")
        self._level = self._burst + self.headroom

    @property
    def _burst(self) -> float:
        return max(self.per_second / 10, min(self.per_second, 2.0), 1.0)

    def take(self, now: float, segments: int, lane: Lane, *, again: bool = False) -> float:
        """Take segments, or say how many seconds to wait before asking again (nothing is taken then).

        A message larger than the bucket goes when the bucket is full, and the debt is paid before the next.

        Args:
            now: seconds on a monotonic clock.
            segments: how many the message takes.
            lane: the message's lane.
            again: whether its person had one in that lane a moment ago.
        """
        elapsed = max(0.0, now - self._at) if self._at is not None else 0.0
        self._at = now
        self._level = min(self._burst + self.headroom, self._level + elapsed * self.per_second)
        repeated = min(_A_SIGNPOST, self.headroom) if again else 0.0
        kept = repeated if lane is Lane.SAFETY else self.headroom
        largest = self._burst + self.headroom - kept
        missing = kept + min(float(segments), largest) - self._level
        if missing > 1e-9:
            return missing / self.per_second
        self._level -= segments
        return 0.0
