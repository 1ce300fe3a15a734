"""What waits for the writer, by sender: one sender after another, whoever has written how much.

Every sender in a lane gets a turn before anybody gets a second one, so somebody's hundred texts hold up
nobody else's one. A sender's own texts keep their order.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.door import Sender, sender_of
from channels.port import Inbound
from handlers.incoming import Received


@dataclass(slots=True, eq=False)
class Waiting:
    """A message that waits, and whoever waits for what becomes of it.

    Attributes:
        inbound: the message.
        future: resolves on `loop` after the commit.
        since: when it came, by a clock that only goes forward.
    """

    inbound: Inbound = field(repr=False)
    loop: asyncio.AbstractEventLoop
    future: "asyncio.Future[Received]"
    since: float


class Lane:
    """A queue that takes turns. Not for several threads at once.

    Args:
        at_a_turn: how many of one sender's go together.
    """

    def __init__(self, at_a_turn: int = 1) -> None:
        self._at_a_turn = at_a_turn
        self._senders: OrderedDict[Sender, deque[Waiting]] = OrderedDict()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Waiting]:
        return (one for theirs in self._senders.values() for one in theirs)

    def add(self, waiting: Waiting) -> None:
        """Let it wait behind the same sender's others."""
        self._senders.setdefault(sender_of(waiting.inbound), deque()).append(waiting)
        self._count += 1

    def take(self, most: int) -> list[Waiting]:
        """Take out what goes next, about so many."""
        taken: list[Waiting] = []
        while self._senders and len(taken) < most:
            sender, theirs = self._senders.popitem(last=False)
            taken += [theirs.popleft() for _ in range(min(self._at_a_turn, len(theirs)))]
            if theirs:
                self._senders[sender] = theirs
        self._count -= len(taken)
        return taken

    def take_last_of(self, sender: Sender, most: int) -> list[Waiting]:
        """Take out a sender's latest, oldest first."""
        theirs = self._senders.get(sender)
        if theirs is None:
            return []
        taken = [theirs.pop() for _ in range(min(most, len(theirs)))][::-1]
        if not theirs:
            del self._senders[sender]
        self._count -= len(taken)
        return taken

    def oldest(self) -> float | None:
        """Since when the one has waited that has waited longest."""
        return min((theirs[0].since for theirs in self._senders.values()), default=None)
