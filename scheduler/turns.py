"""Whose turn it is within a lane: whoever was served a moment ago waits for whoever was not.

Messages leave by lane and in the order in which they were queued, and one person's keep their order. So
forty signposts to one person would leave before the one to somebody who wrote a second later, at a
segment a second. Hence turns: of the messages at the head of each person's queue, those to people who had
nothing in the last minute go first, then whoever was served longest ago.

It is kept in memory. A restart forgets it, and everybody's turn begins anew.
"""

from collections.abc import Sequence
from math import inf
from typing import Any

from sqlalchemy import Row

LATELY = 60.0  # seconds; whoever had nothing for so long is first again


class Turns:
    """When each person was served last, in each lane. Times are seconds on a monotonic clock."""

    def __init__(self) -> None:
        self._served: dict[tuple[str, int], float] = {}

    def in_order(self, rows: Sequence[Row[Any]], now: float) -> list[Row[Any]]:
        """These rows, each the head of a person's queue: by lane, then by turn, then by age."""
        self._served = {who: at for who, at in self._served.items() if now - at < LATELY}
        return sorted(rows, key=self.key)

    def key(self, row: Row[Any]) -> tuple[int, float, str]:
        """Where a row stands: by lane, then by turn, then by age."""
        return row.rank, self._served.get((row.person_id, row.rank), -inf), row.id

    def had_one(self, row: Row[Any]) -> bool:
        """Whether this person was served in this lane within the last minute."""
        return (row.person_id, row.rank) in self._served

    def serve(self, row: Row[Any], now: float) -> None:
        """A message to this person goes out now."""
        self._served[row.person_id, row.rank] = now
