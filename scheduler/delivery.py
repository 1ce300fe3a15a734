"""Delivery: drains the outbox, once each, in order, safety first.

A row is marked "sending" and committed before anything leaves the house, and settled after.
What was "sending" when the process died is looked up at the provider; what stays unknown is
not sent again and does not block the person's queue, except a safety reply, which prefers
twice over never. What our account or a busy provider holds up is kept for as long as it is worth
something. The rules are asked at the moment of sending. Different people never wait
for each other; one person's messages keep their order, and safety overtakes. Channels never wait
for each other either: a provider that is slow or gone takes nothing from the rest.
"""

import asyncio
import contextlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import (
    Alias,
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    exists,
    literal,
    not_,
    or_,
    select,
    update,
)
from sqlmodel import col

from channels.port import (
    Blame,
    Button,
    Channel,
    ChannelError,
    FateUnknown,
    NotSent,
    Outgoing,
    PersonStopped,
    Receipt,
    Sent,
)
from handlers.tools import Tools
from records import tables as t
from records.consents import ConsentKind
from records.kinds import ACCOUNT_FAULT, WAITS_FOR_WORD, Lane, MessageClass, OutboxState, Standing
from records.kinds import Channel as Way
from records.sealing import SealError
from records.writer import Writer
from rules import sending, times, verdicts
from scheduler import shared_phones, still_you
from scheduler.pace import Bucket
from scheduler.receipts import account_refused, failed, handed_over, not_going, settle
from scheduler.turns import Turns

T = TypeVar("T")

log = structlog.get_logger(__name__)

_BATCH = 100
_AT_ONCE = 20  # messages under way at the same time on one channel
_KEPT_FOR_SAFETY = 5  # and so many more that only the safety lane may use
# A safety reply of unknown fate goes again for so long, at growing distances: twice is better than never,
# and an outage may swallow a message or only the news of it.
_DOUBTED_FOR = timedelta(minutes=15)
_FIRST_DOUBT, _LONGEST_DOUBT = timedelta(seconds=5), timedelta(minutes=2)
_UNREADY = timedelta(minutes=1)  # when a safety reply that could not be readied is looked at again

_FOR_A_WORD = timedelta(days=3)  # what goes out of date at no other time waits so long on a shared phone

_LAST_CALL = 5.0  # seconds that sends under way get when the program stops
_IDLE = 5.0  # seconds between looks when nobody wakes us: what waited for morning, or for a retry


@dataclass(frozen=True, slots=True)
class Parcel:
    """A row that has been marked "sending", and the message to hand over."""

    row: Row[Any] = field(repr=False)
    message: Outgoing = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Wait:
    """Seconds until a row may be looked at again; `everybody`: its whole channel waits, not one phone."""

    seconds: float
    everybody: bool


class Delivery:
    """Drains the outbox over the channels there are."""

    def __init__(
        self,
        writer: Writer,
        tools: Tools,
        channels: Mapping[str, Channel],
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._writer = writer
        self._tools = tools
        self._channels = channels
        self._now = now
        self._monotonic = monotonic
        self._buckets = {name: Bucket(channel.pace.per_second) for name, channel in channels.items()}
        self._turns = Turns()
        self._free_at: dict[tuple[str, str], float] = {}  # by channel and address: when it may be used again
        self._tasks: dict[asyncio.Task[None], str] = {}  # what is under way, and on which channel
        self._troubled: set[str] = set()  # channels on which the last try did not get through
        self._more = asyncio.Event()
        self._claiming = asyncio.Lock()
        self._stopping = False

    def wake(self) -> None:
        """There is something to deliver. Call it on the event loop."""
        self._more.set()

    async def run(self) -> None:
        """Deliver until stopped or cancelled: at once when woken, every few seconds for what waited."""
        recovered = False
        while not self._stopping:  # a wait that ends just when it is cancelled would swallow that
            self._more.clear()
            try:
                if not recovered:
                    await self.recover()
                    recovered = True
                pause = await self._start_what_may_go()
            except Exception as error:  # a full disk, a database that restarts: go on when it is back
                log.error("delivery stumbled", error=type(error).__name__)
                pause = _IDLE
                await asyncio.sleep(1)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._more.wait(), timeout=pause)

    async def drain(self) -> None:
        """Deliver until nothing more may go now: for a clock that is moved by hand."""
        while True:
            pause = await self._start_what_may_go()
            if self._tasks:
                await asyncio.wait(self._tasks)
            elif pause >= _IDLE:
                return
            else:
                await asyncio.sleep(pause)

    async def stop(self) -> None:
        """Begin nothing more, and give what is under way a few seconds.

        What takes longer stays "sending" and is settled at the next start, as after a crash.
        """
        self._stopping = True
        async with self._claiming:  # rows that are just being marked are handed over, too
            under_way = set(self._tasks)
        if under_way:
            _, late = await asyncio.wait(under_way, timeout=_LAST_CALL)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def recover(self) -> None:
        """Settle what was under way when the process ended, by the provider's own list where it has one."""
        rows = await self._write(self._left_behind)
        # All at once: a provider that does not answer must not keep the next signpost for minutes.
        await asyncio.gather(*map(self._look_up, rows))

    async def _look_up(self, row: Row[Any]) -> None:
        receipt: Receipt | None = None
        with contextlib.suppress(SealError):
            receipt = await self._find(row, self._outgoing(row))
        await self._write(partial(self._recovered, row=row, receipt=receipt))

    async def _find(self, row: Row[Any], message: Outgoing) -> Receipt | None:
        """What the provider's own list says of a message that may have arrived."""
        channel = self._channels.get(row.channel)
        if channel is None:
            return None
        try:
            return await channel.find_sent(message, row.started_at - timedelta(minutes=1))
        except ChannelError:
            return None

    async def _write(self, change: Callable[[Connection], T]) -> T:
        # Small, and no more than providers take; so a signpost waits for nobody who is still to be heard.
        return await asyncio.wrap_future(self._writer.submit(change, urgent=True))

    # --- what may go: inside the writer ----------------------------------------------------------

    async def _start_what_may_go(self) -> float:
        """Start sending whatever may go; seconds until it is worth looking again."""
        under_way = Counter(self._tasks.values())
        room = {name: _AT_ONCE + _KEPT_FOR_SAFETY - under_way[name] for name in self._channels}
        if not any(free > 0 for free in room.values()) and self._tasks:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
            return 0.0
        async with self._claiming:
            if self._stopping:
                return _IDLE
            parcels, pause = await self._write(partial(self._claim, room=room))
            for parcel in parcels:
                task = asyncio.create_task(self._send(parcel))
                self._tasks[task] = parcel.row.channel
                task.add_done_callback(self._finished)
        return pause

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.pop(task, None)
        self._more.set()  # the person's next message may go now

    def _claim(self, connection: Connection, room: Mapping[str, int]) -> tuple[list[Parcel], float]:
        """Mark what may go now "sending", on every channel as much as it has room for."""
        found = [self._claim_on(connection, name, free) for name, free in room.items() if free > 0]
        parcels = [parcel for parcels, _ in found for parcel in parcels]
        # Most urgent first over all channels, too: whatever is handed over next, danger is before it.
        parcels.sort(key=lambda parcel: (parcel.row.rank, parcel.row.id))
        return parcels, min((pause for _, pause in found), default=_IDLE)

    def _claim_on(self, connection: Connection, channel: str, room: int) -> tuple[list[Parcel], float]:
        now, tick = self._now(), self._monotonic()
        parcels: list[Parcel] = []
        pause = _IDLE
        for row in self._turns.in_order(connection.execute(_candidates(now, channel)).all(), tick):
            ordinary = row.lane != Lane.SAFETY
            if len(parcels) >= room - (_KEPT_FOR_SAFETY if ordinary else 0):
                break  # whatever ends next wakes us
            try:
                with connection.begin_nested():
                    found = self._claim_one(connection, row, now, tick)
            except Exception as error:  # one row that cannot be handled holds up nobody else's
                log.error("a message could not be readied", outbox=row.id, error=type(error).__name__)
                _change(connection, row, retry_at=now + (times.TRY_AGAIN if ordinary else _UNREADY))
                continue
            if isinstance(found, Parcel):
                parcels.append(found)
            elif isinstance(found, _Wait):
                pause = min(pause, max(found.seconds, 0.01))
                if found.everybody:
                    break  # else the short ones behind it would take what a longer one waits for
            else:
                pause = 0.0  # settled without sending: the person's next message may go
        return parcels, pause

    def _claim_one(
        self, connection: Connection, row: Row[Any], now: datetime, tick: float
    ) -> Parcel | _Wait | None:
        """Mark a row "sending"; or how long it has to wait; or None where it is settled."""
        if row.valid_until is not None and row.valid_until < now:
            why = row.reason if row.reason.startswith(ACCOUNT_FAULT) else "too_late"
            self._withhold(connection, row, OutboxState.EXPIRED, why)
            return None
        # Given up while a try was under way: somebody else may have it. One last line was made on giving up.
        last_line = row.message_class == MessageClass.KNOCK and row.created_at == row.retired_at
        if row.retired_at is not None and not last_line:
            self._withhold(connection, row, OutboxState.WITHHELD, "number_retired")
            return None
        if row.channel == Way.VOICE and _taken(connection, row):  # nobody is woken for it any more
            state = OutboxState.WITHHELD if row.handed_at is None else OutboxState.UNKNOWN
            _change(connection, row, state=state, reason="taken", settled_at=now)
            return None
        verdict = self._on_shared_phone(row, now, self._verdict(connection, row, now))
        if verdict.action is verdicts.Action.WAIT:
            until = verdict.until or now + timedelta(minutes=15)
            # What waits for morning is worth as much then: its validity waits too.
            valid_until = row.valid_until and row.valid_until + (until - now)
            _change(connection, row, not_before=until, valid_until=valid_until, reason=verdict.reason)
            return None
        rings = verdict.action is verdicts.Action.CALL and row.channel == Way.VOICE
        if verdict.action is not verdicts.Action.SEND and not rings:
            self._withhold(connection, row, OutboxState.WITHHELD, verdict.reason)
            return None
        if self._somebody_else_may_read_it(connection, row, now):
            return None
        try:
            message = self._outgoing(row, now)
        except SealError as error:  # erased, or altered
            log.error("a message does not open", outbox=row.id, error=type(error).__name__)
            _change(connection, row, state=OutboxState.FAILED, reason="unreadable", settled_at=now)
            failed(connection, self._tools, now, row, stopped=False)
            return None
        line = (row.channel, row.address_id)  # a call to a number holds up no text to it
        wait = self._free_at.get(line, tick) - tick
        if wait > 0:
            return _Wait(wait, everybody=False)
        again = self._turns.had_one(row)
        wait = self._buckets[row.channel].take(tick, row.segments, Lane(row.lane), again=again)
        if wait > 0:
            return _Wait(wait, everybody=True)
        self._turns.serve(row, tick)
        self._free_at[line] = tick + 1 / self._channels[row.channel].pace.per_address_per_second
        _change(connection, row, state=OutboxState.SENDING, attempts=row.attempts + 1, started_at=now)
        return Parcel(row, message)

    def _on_shared_phone(self, row: Row[Any], now: datetime, verdict: verdicts.Verdict) -> verdicts.Verdict:
        """Quiet hours where a word must be said first: they hold for the knock, not for what is asked for."""
        quiet = _quiet(row)
        local = times.local_time(now, row.timezone)
        if verdict.reason is verdicts.Reason.QUIET_HOURS:
            asked_for = row.reason == WAITS_FOR_WORD and shared_phones.is_their_turn(row, now)
            return verdicts.Verdict(verdicts.Action.SEND) if asked_for else verdict
        if verdict.action is verdicts.Action.SEND and shared_phones.keeps(row, now) and local.time() in quiet:
            until = times.next_allowed(now, ZoneInfo(row.timezone), quiet)
            return verdicts.Verdict(verdicts.Action.WAIT, verdicts.Reason.QUIET_HOURS, until)
        return verdict

    def _somebody_else_may_read_it(self, connection: Connection, row: Row[Any], now: datetime) -> bool:
        """Keep back what must not be seen by whoever holds a shared phone, or has a number by now."""
        if shared_phones.keeps(row, now):
            shared_phones.knock(connection, self._tools, now, row)
            until = row.valid_until
            if until is None and row.message_class != MessageClass.INVITATION:
                until = now + _FOR_A_WORD
            again = (until or now + _FOR_A_WORD) + timedelta(milliseconds=1)
            _change(connection, row, valid_until=until, not_before=again, reason=WAITS_FOR_WORD)
            return True
        if still_you.stands_back(connection, self._tools, now, row):
            self._withhold(connection, row, OutboxState.WITHHELD, "still_you")
            return True
        return False

    def _left_behind(self, connection: Connection) -> Sequence[Row[Any]]:
        """What was under way. What waits on a channel that no longer runs is withheld: it goes nowhere."""
        mine = t.core(t.Outbox)
        stuck = mine.c.channel.not_in(list(self._channels)) & (mine.c.state == OutboxState.QUEUED)
        for row in connection.execute(_with_person(mine).where(stuck)).all():
            self._withhold(connection, row, OutboxState.WITHHELD, "channel_closed")
        return _under_way(connection)

    def _verdict(self, connection: Connection, row: Row[Any], now: datetime) -> verdicts.Verdict:
        standing = Standing(row.standing)
        kind = MessageClass(row.message_class)
        return sending.may_send(
            kind,
            standing,
            local=times.local_time(now, row.timezone),
            quiet=_quiet(row),
            answered_before=standing in (Standing.UNKNOWN, Standing.INVITED)
            and row.staff_id is None  # a person's own words are no second automatic answer
            and _sent_lately(connection, row, MessageClass.ANSWER, now - timedelta(days=1)),
            consent_recorded=kind in (MessageClass.INVITATION, MessageClass.KNOCK)
            and _consented(connection, row),
            invited_before=kind is MessageClass.INVITATION
            and _sent_lately(
                connection, row, MessageClass.INVITATION, None, col(t.Outbox.address_id) == row.address_id
            ),
            tried_before=row.handed_at is not None,  # a try that never left the house was none
            on_duty=kind is MessageClass.STAFF_ALERT,
            held=row.held_at is not None,
            live=kind not in sending.WAITS_UNTIL_LIVE or row.programme_id not in self._tools.held(connection),
        )

    def _outgoing(self, row: Row[Any], now: datetime | None = None) -> Outgoing:
        sealer = self._tools.sealer
        valid = sending.valid_for(
            MessageClass(row.message_class), now or row.started_at, ZoneInfo(row.timezone), _quiet(row)
        )
        return Outgoing(
            id=row.id,
            to=sealer.open(row.person_id, "address", "value", row.address_id, row.value),
            text=sealer.open(row.about_id, "outbox", "body", row.id, row.body),
            buttons=tuple(Button(label, f"{row.id}:{code}") for label, code in json.loads(row.buttons)),
            valid_seconds=int(valid.total_seconds()),
            segments=row.segments,
            language=row.language,
        )

    def _withhold(self, connection: Connection, row: Row[Any], state: OutboxState, reason: str) -> None:
        now = self._now()
        if row.handed_at is not None:  # an earlier try may have arrived
            state = OutboxState.UNKNOWN
        _change(connection, row, state=state, reason=reason, settled_at=now)
        not_going(connection, self._tools, now, row)

    # --- handing over, and what came of it ---------------------------------------------------------

    async def _send(self, parcel: Parcel) -> None:
        row = parcel.row
        if row.handed_at is not None:  # an earlier try may have arrived
            receipt = await self._find(row, parcel.message)
            if receipt is not None:
                await self._write(partial(self._recovered, row=row, receipt=receipt))
                return
        try:
            sent: Sent | ChannelError = await self._channels[row.channel].send(parcel.message)
        except ChannelError as error:
            sent = error
        except Exception as error:  # a fault of ours after the row was marked: nobody knows how far it got
            log.error("sending failed", outbox=row.id, error=type(error).__name__)
            sent = FateUnknown("The program failed while sending; see the log.", type(error).__name__)
        await self._write(partial(self._settle, row=row, outcome=sent))

    def _settle(self, connection: Connection, row: Row[Any], outcome: Sent | ChannelError) -> None:
        now = self._now()
        if _state_now(connection, row) != OutboxState.SENDING:
            return  # a receipt or an answer was quicker, and knows better
        match outcome:
            case Sent():
                handed_over(connection, row, now, outcome.provider_id)
                state = OutboxState.DELIVERED if outcome.delivered else OutboxState.SENT
                _change(connection, row, state=state, settled_at=now)
                self._got_through(connection, row.channel, now)
            case NotSent() if sending.may_retry(
                MessageClass(row.message_class), since=row.not_before, now=now
            ):
                self._again(connection, row, outcome)
            case FateUnknown() if row.lane == Lane.SAFETY and _doubt(row, now) < _DOUBTED_FOR:
                handed_over(connection, row, now, "")
                self._again(connection, row, outcome)
            case FateUnknown():
                handed_over(connection, row, now, "")
                _change(connection, row, state=OutboxState.UNKNOWN, reason=outcome.code, settled_at=now)
                if row.lane == Lane.SAFETY:
                    not_going(connection, self._tools, now, row)
            case _:
                ours = ACCOUNT_FAULT if outcome.blame is Blame.ACCOUNT else ""
                _change(connection, row, state=OutboxState.FAILED, reason=ours + outcome.code, settled_at=now)
                stopped = isinstance(outcome, PersonStopped)
                failed(connection, self._tools, now, row, stopped=stopped, blame=outcome.blame)
        log.info("handed over", outbox=row.id, channel=row.channel, outcome=type(outcome).__name__)

    def _again(self, connection: Connection, row: Row[Any], error: ChannelError) -> None:
        now = self._now()
        wait = sending.retry_after(row.attempts + 1, Lane(row.lane))
        reason = error.code
        if isinstance(error, FateUnknown):
            wait = min(max(_doubt(row, now), _FIRST_DOUBT), _LONGEST_DOUBT)
        elif error.blame is Blame.ACCOUNT:
            reason = ACCOUNT_FAULT + error.code
            account_refused(connection, self._tools, now, row, error.code)
            if row.lane != Lane.SAFETY and isinstance(error, NotSent) and error.retry_after:
                wait = max(wait, timedelta(seconds=error.retry_after))
        elif isinstance(error, NotSent) and error.retry_after:
            wait = max(wait, timedelta(seconds=error.retry_after))
        else:
            self._troubled.add(row.channel)
        _change(connection, row, state=OutboxState.QUEUED, reason=reason, retry_at=now + wait)

    def _got_through(self, connection: Connection, channel: str, now: datetime) -> None:
        """A provider that was gone is back: what never left and tells of danger goes at once."""
        if channel not in self._troubled:
            return
        self._troubled.discard(channel)
        mine = t.core(t.Outbox).c
        waiting = (mine.state == OutboxState.QUEUED, mine.channel == channel, mine.rank == 0)
        never_left = (mine.handed_at.is_(None), mine.retry_at > now)
        connection.execute(update(t.Outbox).where(*waiting, *never_left).values(retry_at=now))

    def _recovered(self, connection: Connection, row: Row[Any], receipt: Receipt | None) -> None:
        # What is found may be an earlier try, of which it is known already that it was sent back.
        if receipt is None or not settle(
            connection, self._tools, self._now(), replace(receipt, outbox_id=row.id)
        ):
            self._settle(connection, row, FateUnknown("The program ended while sending.", "restart"))


def _candidates(now: datetime, channel: str) -> Select[Any]:
    """Rows queued for a channel that nothing there to the same person has to precede, most urgent first."""
    mine, other = t.core(t.Outbox), t.core(t.Outbox).alias("other")
    precedes = and_(
        other.c.person_id == mine.c.person_id,
        other.c.id != mine.c.id,
        other.c.state.in_((OutboxState.QUEUED, OutboxState.SENDING)),
        other.c.not_before <= now,
        other.c.channel == channel,
        or_(
            # Safety waits for nothing but earlier safety; everything else waits for safety.
            and_(mine.c.rank == 0, other.c.rank == 0, other.c.id < mine.c.id),
            and_(mine.c.rank > 0, or_(other.c.rank == 0, other.c.id < mine.c.id)),
        ),
    )
    return (
        _with_person(mine)
        .where(
            mine.c.state == OutboxState.QUEUED,
            mine.c.channel == channel,
            mine.c.not_before <= now,
            mine.c.retry_at <= now,
            not_(exists(select(literal(1)).where(precedes))),
        )
        .order_by(mine.c.rank, mine.c.id)
        .limit(_BATCH)
    )


def _with_person(mine: Table | Alias) -> Select[Any]:
    return (
        select(
            mine,
            col(t.Person.standing),
            col(t.Person.held_at),
            col(t.Person.timezone),
            col(t.Person.language),
            col(t.Person.programme_id),
            col(t.Programme.quiet_start),
            col(t.Programme.quiet_end),
            col(t.Address.value),
            col(t.Address.word),
            col(t.Address.opened_at),
            col(t.Address.asked_at),
            col(t.Address.last_heard_at),
            col(t.Address.since),
            col(t.Address.retired_at),
        )
        .join(t.Person, col(t.Person.id) == mine.c.person_id)
        .join(t.Programme, col(t.Programme.id) == col(t.Person.programme_id))
        .join(t.Address, col(t.Address.id) == mine.c.address_id)
    )


def _under_way(connection: Connection) -> Sequence[Row[Any]]:
    mine = t.core(t.Outbox)
    return connection.execute(_with_person(mine).where(mine.c.state == OutboxState.SENDING)).all()


def _state_now(connection: Connection, row: Row[Any]) -> str:
    query = select(col(t.Outbox.state)).where(col(t.Outbox.id) == row.id)
    return str(connection.execute(query).scalar_one())


def _change(connection: Connection, row: Row[Any], **values: Any) -> None:
    connection.execute(update(t.Outbox).where(col(t.Outbox.id) == row.id).values(**values))


def _taken(connection: Connection, row: Row[Any]) -> bool:
    """Whether somebody answers for what a call is about."""
    over = or_(col(t.Flag.acknowledged_at).is_not(None), col(t.Flag.closed_at).is_not(None))
    query = select(literal(1)).where(col(t.Flag.id) == row.flag_id, over)
    return connection.execute(query).first() is not None


def _doubt(row: Row[Any], now: datetime) -> timedelta:
    """For how long it has not been known whether a message arrived."""
    return now - row.handed_at if row.handed_at is not None else timedelta(0)


def _quiet(row: Row[Any]) -> times.QuietHours:
    return times.QuietHours(time.fromisoformat(row.quiet_start), time.fromisoformat(row.quiet_end))


def _sent_lately(
    connection: Connection,
    row: Row[Any],
    kind: MessageClass,
    since: datetime | None,
    *more: ColumnElement[bool],
) -> bool:
    query = select(literal(1)).where(
        *more,
        col(t.Outbox.person_id) == row.person_id,
        col(t.Outbox.id) != row.id,
        col(t.Outbox.message_class) == kind,
        col(t.Outbox.started_at).is_not(None),
    )
    if since is not None:
        query = query.where(col(t.Outbox.started_at) > since)
    return connection.execute(query.limit(1)).first() is not None


def _consented(connection: Connection, row: Row[Any]) -> bool:
    query = select(literal(1)).where(
        col(t.Consent.person_id) == row.person_id,
        col(t.Consent.kind) == ConsentKind.MESSAGES,
    )
    return connection.execute(query.limit(1)).first() is not None
