"""The gate: of what is claimed, what may leave now, by each channel's pace and by the places it has.

Places are for sends under way. One that hangs lends its place to others after two seconds, up to a number of
connections; safety has some of its own. What is claimed waits here, the most urgent first; a little is
claimed ahead, so that looking at the queue and sending need not wait for each other.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import ceil, inf

from channels.port import Pace
from records.kinds import Lane
from scheduler.claiming import Claimed, Room
from scheduler.on_the_wire import STALE
from scheduler.pace import Bucket
from scheduler.parcels import Parcel
from scheduler.turns import Turns

_AHEAD = 0.5  # seconds of a channel's pace that are claimed ahead
_TOGETHER = 0.03  # seconds; what may leave within so little time is marked in one commit
_TOGETHER_LEAST = 4  # ordinary messages; what is marked and has not quite left is in doubt if we are killed
SLOW = 2.0  # seconds; a send that takes longer no longer keeps another from going

_AT_ONCE, _AT_ONCE_MOST = 20, 50  # ordinary sends under way at the same time on one channel
_FOR_SAFETY = 5  # and so many more that only the safety lane may use
# With those that hang; together within the hundred connections that a channel may open.
_MOST, _MOST_SAFETY = 70, 25


@dataclass(frozen=True, slots=True)
class Flight:
    """A send under way; `began` is monotonic."""

    parcel: Parcel
    began: float


def places(flights: Iterable[Flight], channel: str, tick: float, at_once: int) -> tuple[int, int]:
    """How many ordinary sends may begin on a channel now, and how many of the safety lane.

    Args:
        flights: all that is under way.
        channel: the channel's name.
        tick: now, monotonic.
        at_once: how many ordinary ones may be under way that do not hang.
    """
    mine = [one for one in flights if one.parcel.row.channel == channel]
    safety = [one for one in mine if one.parcel.row.lane == Lane.SAFETY]
    young = sum(tick - one.began < SLOW for one in mine)
    young_safety = sum(tick - one.began < SLOW for one in safety)
    ordinary = min(at_once - (young - young_safety), _MOST - (len(mine) - len(safety)))
    kept = min(_FOR_SAFETY + max(0, ordinary) - young_safety, _MOST_SAFETY - len(safety))
    return max(0, ordinary), max(0, kept)


def next_place(flights: Iterable[Flight], tick: float) -> float:
    """Seconds until the next send lends its place."""
    return min((one.began + SLOW - tick for one in flights if tick - one.began < SLOW), default=SLOW)


def at_once(per_second: float) -> int:
    """How many ordinary sends that do not hang may be under way: a quarter of a second's worth, in bounds."""
    return int(min(max(_AT_ONCE, per_second / 4), _AT_ONCE_MOST))


class Gate:
    """What is claimed and has not left, for channels with these paces."""

    def __init__(self, paces: Mapping[str, Pace], turns: Turns) -> None:
        self._paces = paces
        self._turns = turns
        self._buckets = {name: Bucket(pace.per_second, margin=_TOGETHER) for name, pace in paces.items()}
        self._at_once = {name: at_once(pace.per_second) for name, pace in paces.items()}
        self._claimed: dict[str, list[Parcel]] = {name: [] for name in paces}
        self.left_over: frozenset[str] = frozenset(paces)
        """The channels on which more may go than there was room for at the last look."""

    @property
    def short(self) -> bool:
        """Whether some channel has little in hand."""
        return any(
            sum(one.row.segments for one in claimed) <= self._paces[name].per_second * _AHEAD / 2
            for name, claimed in self._claimed.items()
        )

    def hold(self, claimed: Claimed) -> None:
        """Take in hand what was claimed."""
        self.left_over = claimed.more
        for parcel in claimed.parcels:
            self._claimed[parcel.row.channel].append(parcel)

    def room(self, tick: float, flights: Collection[Flight], idle: float) -> tuple[dict[str, Room], float]:
        """What each channel can take, and seconds until one of those that are full can take more.

        Args:
            tick: now, monotonic.
            flights: what is under way.
            idle: the longest pause.
        """
        room, pause = {}, idle
        for name, bucket in self._buckets.items():
            ordinary, safety = places(flights, name, tick, self._at_once[name])
            in_hand = self._claimed[name]
            free = bucket.room(tick, _AHEAD)
            segments = free - sum(one.row.segments for one in in_hand if one.row.lane != Lane.SAFETY)
            if free < 1 and name in self.left_over and not in_hand:
                pause = min(pause, max((1 - free) / bucket.per_second, 0.01))
            if not ordinary or not safety:
                pause = min(pause, next_place(flights, tick))
            safety -= sum(one.row.lane == Lane.SAFETY for one in in_hand)
            messages = max(self._at_once[name] * 2, int(bucket.per_second * _AHEAD)) - len(in_hand)
            if safety > 0:
                room[name] = Room(messages if ordinary else 0, segments if segments >= 1 else 0, safety)
        return room, pause

    def release(self, tick: float, flights: Collection[Flight], idle: float) -> tuple[list[Parcel], float]:
        """What leaves now, the most urgent first, and what has waited too long; seconds until more may leave.

        Args:
            tick: now, monotonic.
            flights: what is under way.
            idle: the longest pause.
        """
        going: list[Parcel] = []
        pause = idle
        for name in self._claimed:
            leaving, wait = self._leaving(name, tick, flights)
            going += leaving
            pause = min(pause, wait)
        # Most urgent first over all channels, too: whatever is handed over next, danger is before it.
        going.sort(key=lambda one: (one.row.rank, one.row.id))
        return going, max(pause, _TOGETHER)

    def _leaving(self, name: str, tick: float, flights: Collection[Flight]) -> tuple[list[Parcel], float]:
        ordinary, safety = places(flights, name, tick, self._at_once[name])
        leaving: list[Parcel] = []
        kept: list[Parcel] = []
        wait = 0.0
        most = max(_TOGETHER_LEAST, ceil(self._paces[name].per_second * _TOGETHER))
        for one in sorted(self._claimed[name], key=lambda one: self._turns.key(one.row)):
            is_safety = one.row.lane == Lane.SAFETY
            if not wait and (safety if is_safety else ordinary) <= 0:
                wait = next_place(flights, tick)
            if not wait and not is_safety and len(leaving) >= most:
                wait = _TOGETHER
            if not wait:
                again = self._turns.had_one(one.row)
                wait = self._buckets[name].take(tick, one.row.segments, Lane(one.row.lane), again=again)
            if not wait:
                self._turns.serve(one.row, tick)
                ordinary, safety = ordinary - (not is_safety), safety - is_safety
                leaving.append(one)
            elif tick - one.claimed >= STALE:
                leaving.append(one)  # it is judged anew, and takes nothing
            else:  # nor do the short ones behind it take what a longer one waits for
                kept.append(one)
        self._claimed[name] = kept
        return leaving, wait or inf

    def left(self, leaving: Iterable[Parcel], taken: float, now: float) -> None:
        """What was released at one time has left at another."""
        for channel in {one.row.channel for one in leaving}:
            self._buckets[channel].left(taken, now)
