"""What arrives waits here until the writer is free; then as much as fits goes in one transaction.

    alarming   words that suggest danger at once, with the few texts of the same sender that still waited.
               They take the writer's urgent queue: the next transaction is theirs, whatever waits.
    worrying   words that worry: before all that is ordinary.
    ordinary   the rest.

A group is bounded by work (about a tenth of a second, by what messages have cost lately), so that the next
danger waits for no more than that. A group that cannot be saved is halved, and what fails by itself goes the
ways of `handlers.last_resort`: a poisoned message costs only itself.

Nobody waits here longer than a provider listens: what would, is refused (`TooBusy`), and fetched from the
provider's list once there is room. Danger is never refused.

Of one sender's texts the latest few that still wait go with their danger, in order; older ones may be decided
after it. That is right: they are minutes old and unanswered, danger ends whatever was going on, and an answer
or a command means the same a moment later, while a signpost does not.
"""

import asyncio
import contextlib
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime

import structlog
from sqlalchemy import Connection

from bot import metrics
from bot.door import Door, sender_of
from bot.lanes import Lane, Waiting
from channels.port import Inbound
from handlers.incoming import Received, receive
from handlers.last_resort import receive_alone
from handlers.steps.danger import ALARMING
from handlers.tools import Tools
from records.database import DatabaseError
from records.writer import Writer, is_down
from safety.recogniser import RECENT
from safety.tiers import Tier

log = structlog.get_logger(__name__)

LONGEST_WAIT = 10.0  # seconds; Twilio hangs up after 15
MOST_WAITING = 5_000  # messages: memory, and connections that are kept open
_GROUP_SECONDS = 0.1  # of work that goes in one transaction
_FEWEST, _MOST = 8, 400  # messages in a group, where so many wait
_FIRST_GUESS = 0.005  # seconds that a message in a group costs, until that is known
_LEARNS = 0.2  # how much of each new measurement counts
_ROOM = 1.0  # seconds of waiting below which there is room again


class TooBusy(Exception):
    """More has arrived than can be kept in time. Come again in `after` seconds; what was sent is not lost."""

    def __init__(self, after: float) -> None:
        super().__init__(str(TooBusy.__doc__).split(".", maxsplit=1)[0])
        self.after = after


class _Ticket:
    """A place in the writer's queue, for whatever waits when it is called: or for this group, by itself."""

    def __init__(self, arriving: "Arriving", urgent: bool, group: Sequence[Waiting] = ()) -> None:
        self._arriving = arriving
        self.urgent = urgent
        self.drains = not group
        self.group = list(group)
        self.began = 0.0

    def __call__(self, connection: Connection) -> list[Received]:
        self.began = self._arriving.monotonic()
        if not self.group:  # else it is tried again, with the same
            self.group = self._arriving.next_group(urgent=self.urgent)
        tools, now = self._arriving.tools, self._arriving.now()
        if len(self.group) == 1 and not self.drains:
            return [receive_alone(connection, tools, now, self.group[0].inbound)]
        return receive(connection, tools, now, [one.inbound for one in self.group])


class Arriving:
    """The queue of what has arrived.

    Args:
        writer: takes it in.
        tools: what handlers are handed.
        now: the time, for what is decided.
        monotonic: seconds, for what waits.
        kept: called after each commit, from any thread.
        room_again: called when there is room after something was refused, from any thread.
    """

    def __init__(
        self,
        writer: Writer,
        tools: Tools,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        kept: Callable[[], None],
        room_again: Callable[[], None],
    ) -> None:
        self.tools = tools
        self.now = now
        self.monotonic = monotonic
        self._writer = writer
        self._kept = kept
        self._room_again = room_again
        self._door = Door()
        self._lock = threading.Lock()
        self._alarming, self._worrying, self._ordinary = Lane(at_a_turn=RECENT + 1), Lane(), Lane()
        # Tickets under way, by urgency. The next group is taken when none is: whatever failed with its group
        # comes before the same sender's next.
        self._tickets = {True: 0, False: 0}
        self._cost = _FIRST_GUESS
        self._refused = False

    async def receive(self, inbounds: Sequence[Inbound], *, within: float | None = None) -> list[Received]:
        """Take messages in; returns after their commit, one result each, in order.

        Args:
            inbounds: what arrived.
            within: seconds that whoever sent them listens; None: for as long as it takes.

        Raises:
            TooBusy: they could not be kept `within` that time, or would not be.
            DatabaseBusy: the database took nothing for a while.
            Exception: why some of them could not be kept; the others are.
        """
        loop, since = asyncio.get_running_loop(), self.monotonic()
        waiting = [Waiting(one, loop, loop.create_future(), since) for one in inbounds]
        self._enter(waiting, may_refuse=within is not None)
        futures = [one.future for one in waiting]
        if futures:
            _, late = await asyncio.wait(futures, timeout=within)
            if late:  # it goes on waiting, and may well be kept before it comes again
                self._refuse(1.0)
        failures = [one.exception() for one in futures]
        for failure in failures:
            if failure is not None:
                raise failure
        return [one.result() for one in futures]

    @property
    def waiting(self) -> int:
        """How many messages wait."""
        return len(self._alarming) + len(self._worrying) + len(self._ordinary)

    def gauge(self) -> None:
        """Set the gauges of what waits."""
        with self._lock:
            lanes = {"alarming": self._alarming, "worrying": self._worrying, "ordinary": self._ordinary}
            oldest = [since for since in (lane.oldest() for lane in lanes.values()) if since is not None]
            counts = {name: len(lane) for name, lane in lanes.items()}
        for name, count in counts.items():
            metrics.ARRIVING.labels(lane=name).set(count)
        metrics.ARRIVING_OLDEST.set(self.monotonic() - min(oldest) if oldest else 0.0)
        metrics.ARRIVING_COST.set(self._cost)

    # --- in ------------------------------------------------------------------------------------

    def _enter(self, waiting: Sequence[Waiting], *, may_refuse: bool) -> None:
        looked_at = [(one, self._door.look(one.inbound)) for one in waiting]
        if may_refuse and all(tier not in ALARMING for _, tier in looked_at):
            wait = self._wait()
            if wait > LONGEST_WAIT or self.waiting >= MOST_WAITING:
                self._refuse(wait)
        with self._lock:
            for one, tier in looked_at:
                if tier is Tier.NONE:
                    self._ordinary.add(one)
                    continue
                lane = self._alarming if tier in ALARMING else self._worrying
                sender = sender_of(one.inbound)
                before = self._ordinary.take_last_of(sender, RECENT)
                if lane is self._alarming:
                    before = [*self._worrying.take_last_of(sender, RECENT), *before]
                    before.sort(key=lambda each: each.since)
                for each in (*before, one):
                    lane.add(each)
        self._ask()

    def _wait(self) -> float:
        """How long something ordinary that came now would wait, in seconds."""
        return self.waiting * self._cost

    def _refuse(self, wait: float) -> None:
        self._refused = True
        metrics.ARRIVING_REFUSED.inc()
        raise TooBusy(min(max(wait, 1.0), 60.0))

    def _ask(self) -> None:
        """See that a ticket is queued wherever something waits."""
        for urgent in (True, False):
            with self._lock:
                there = len(self._alarming) if urgent else len(self._worrying) + len(self._ordinary)
                if not there or self._tickets[urgent]:
                    continue
                self._tickets[urgent] += 1
            self._submit(_Ticket(self, urgent))

    def _submit(self, ticket: _Ticket) -> None:
        try:
            future = self._writer.submit(ticket, urgent=ticket.urgent)
        except DatabaseError as error:  # the program is stopping
            self._tell(ticket.group or self.next_group(urgent=ticket.urgent, everything=True), error)
            with self._lock:
                self._tickets[ticket.urgent] -= 1
            return
        future.add_done_callback(lambda done: self._done(ticket, done))

    # --- on the writer's thread ------------------------------------------------------------------

    def next_group(self, *, urgent: bool, everything: bool = False) -> list[Waiting]:
        """Take out what goes in one transaction."""
        most = max(_FEWEST, min(_MOST, int(_GROUP_SECONDS / self._cost)))
        with self._lock:
            if everything:
                most = self.waiting
            if urgent:
                return self._alarming.take(most)
            group = self._worrying.take(most)
            return group + self._ordinary.take(most - len(group))

    def _done(self, ticket: _Ticket, done: "Future[list[Received]]") -> None:
        error = done.exception()
        if error is None:
            self._learn(len(ticket.group), self.monotonic() - ticket.began)
            self._tell(ticket.group, done.result())
            self._kept()
        elif is_down(error):  # nothing else can be kept either: whoever waits hears it while they listen
            group = ticket.group + self.next_group(urgent=ticket.urgent, everything=True)
            log.error("nothing can be kept", error=type(error).__name__, messages=len(group))
            self._refused = True
            self._tell(group, error)
        elif len(ticket.group) > 1 or ticket.drains:
            log.error("a group was not saved", error=type(error).__name__, messages=len(ticket.group))
            half = (len(ticket.group) + 1) // 2
            for part in filter(None, (ticket.group[:half], ticket.group[half:])):
                with self._lock:
                    self._tickets[ticket.urgent] += 1
                self._submit(_Ticket(self, ticket.urgent, part))
        else:
            self._tell(ticket.group, error)
        with self._lock:
            self._tickets[ticket.urgent] -= 1
        self._ask()
        if self._refused and self._wait() < _ROOM and (error is None or not is_down(error)):
            self._refused = False
            self._room_again()

    def _learn(self, size: int, took: float) -> None:
        metrics.ARRIVING_GROUP.observe(size)
        if size >= _FEWEST:  # of fewer, most of it is what any transaction costs
            self._cost += _LEARNS * (took / size - self._cost)

    def _tell(self, group: Sequence[Waiting], what: Sequence[Received] | BaseException) -> None:
        by_loop = defaultdict(list)
        for number, one in enumerate(group):
            by_loop[one.loop].append((one.future, what if isinstance(what, BaseException) else what[number]))
        for loop, told in by_loop.items():
            with contextlib.suppress(RuntimeError):  # it has ended, and nobody waits on it
                loop.call_soon_threadsafe(_resolve, told)


def _resolve(told: "Sequence[tuple[asyncio.Future[Received], Received | BaseException]]") -> None:
    for future, what in told:
        if future.done():  # whoever waited has given up
            continue
        if isinstance(what, BaseException):
            future.set_exception(what)
            future.exception()  # somebody who no longer listens is no error of ours
        else:
            future.set_result(what)
