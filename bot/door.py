"""The first look: every message is read for danger where it arrives, before it waits for anything.

The same recogniser as the screening in the walk, which decides; this look only says what goes first. It costs
some eighty microseconds and needs no database, so it reads a message with those of the same sender that came
within the last minutes, as far as they came through this door since the program began.
"""

from collections import OrderedDict, deque
from collections.abc import Sequence
from datetime import datetime

import structlog

from channels.port import Inbound
from handlers.steps.danger import ONE_BREATH
from safety.recogniser import RECENT, assess
from safety.tiers import Tier

log = structlog.get_logger(__name__)

Sender = tuple[str, str]  # channel and address
_SENDERS = 5_000  # whose last texts are remembered


def sender_of(inbound: Inbound) -> Sender:
    """Whom it came from: no person yet, since nobody has been looked up."""
    return inbound.channel, inbound.sender


class Door:
    """Remembers the last few texts of each sender for as long as they are read together, in memory only."""

    def __init__(self) -> None:
        self._lately: OrderedDict[Sender, deque[tuple[datetime, str]]] = OrderedDict()

    def look(self, inbound: Inbound) -> Tier:
        """How dangerous it is; what cannot even be read goes first, too."""
        try:
            return assess(inbound.text, self._before(inbound)).tier
        except Exception as error:
            log.error("a message could not be read at the door", error=type(error).__name__)
            return Tier.EMERGENCY

    def _before(self, inbound: Inbound) -> tuple[str, ...]:
        """Texts of the same sender that belong to this one, oldest first; it is remembered with them."""
        lately = self._lately.setdefault(sender_of(inbound), deque(maxlen=RECENT))
        self._lately.move_to_end(sender_of(inbound))
        if len(self._lately) > _SENDERS:
            self._lately.popitem(last=False)
        found = tuple(text for at, text in lately if inbound.received_at - at <= ONE_BREATH)
        if not found:
            lately.clear()
        if inbound.text:
            lately.append((inbound.received_at, inbound.text))
        return found


def danger_first(inbounds: Sequence[Inbound]) -> tuple[list[Inbound], list[Inbound]]:
    """What worries, each with the few texts of the same sender before it, and the rest; both in order."""
    door, lately = Door(), dict[Sender, deque[int]]()
    first: set[int] = set()
    for number, inbound in enumerate(inbounds):
        before = lately.setdefault(sender_of(inbound), deque(maxlen=RECENT))
        if door.look(inbound) is not Tier.NONE:
            first |= {number, *before}
        before.append(number)
    return (
        [one for number, one in enumerate(inbounds) if number in first],
        [one for number, one in enumerate(inbounds) if number not in first],
    )
