"""Claiming: what may go next is looked for, judged at this moment, and marked "claimed", many rows at once.

The rules are asked here (`rules.sending.may_send`). A row may go, or waits (for morning, for its phone's
pace, for somebody's word), or is withheld with its reason. What is asked of the database to know it is asked
once for all rows of a look. One row that cannot be handled holds up nobody else's.

A claim is no more than a place in the hand: nothing has left, and a claim that nobody follows up is
queued again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Row, bindparam, case, update
from sqlmodel import col

from channels.port import Pace
from handlers.tools import Tools
from records import tables as t
from records.kinds import ACCOUNT_FAULT, UNSETTLED, WAITS_FOR_WORD, Lane, MessageClass, OutboxState
from records.kinds import Channel as Way
from records.sealing import SealError
from rules import times, verdicts
from scheduler import shared_phones, still_you
from scheduler.judging import Known, judge, look_up
from scheduler.parcels import Parcel, change, opened, validity, with_person
from scheduler.queue_order import candidates
from scheduler.receipts import failed, not_going
from scheduler.turns import Turns

log = structlog.get_logger(__name__)

BATCH = 200  # rows of a lane that are looked at together
_UNREADY = timedelta(minutes=1)  # when a safety reply that could not be readied is looked at again
_FOR_A_WORD = timedelta(days=3)  # what goes out of date at no other time waits so long on a shared phone
_NOT_LIVE = timedelta(minutes=15)  # when what waits for an open end is looked at again
_REMEMBERED = 10_000  # phones whose last message is remembered; beyond, those of long ago are forgotten


@dataclass(frozen=True, slots=True)
class Room:
    """What a channel can take now.

    Attributes:
        messages: how many ordinary ones.
        segments: how long they may be together; the last may be longer.
        safety: how many of the safety lane.
    """

    messages: int
    segments: float
    safety: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """What came of a look.

    Attributes:
        parcels: what may go, most urgent first.
        pause: seconds until it is worth looking again.
        more: the channels on which more may go than there was room for.
    """

    parcels: Sequence[Parcel]
    pause: float
    more: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Later:
    """A row has to wait: what is written down of it."""

    not_before: datetime
    retry_at: datetime
    valid_until: datetime | None
    reason: str
    seconds: float | None = None  # until it is worth looking again, where that is soon


class Claims:
    """Claims what may go, for channels with these paces."""

    def __init__(self, tools: Tools, paces: Mapping[str, Pace], turns: Turns) -> None:
        self._tools = tools
        self._paces = paces
        self._turns = turns
        self._free_at: dict[tuple[str, str], float] = {}  # by channel and address: when it may be used again

    def claim(
        self, connection: Connection, now: datetime, tick: float, room: Mapping[str, Room], idle: float
    ) -> Claimed:
        """Mark what may go "claimed", on every channel as much as it has room for. Inside the writer.

        Args:
            connection: in a transaction.
            now: now.
            tick: now, on the monotonic clock.
            room: by channel; one that is not named is not looked at.
            idle: the longest pause.
        """
        parcels: list[Parcel] = []
        pause = idle
        more: set[str] = set()
        for channel, place in room.items():
            found = self._on(connection, channel, place, now, tick, idle)
            parcels += found.parcels
            pause = min(pause, found.pause)
            more |= found.more
        if parcels:
            ids = [parcel.row.id for parcel in parcels]
            mine = update(t.Outbox).where(col(t.Outbox.id).in_(ids))
            connection.execute(mine.values(state=OutboxState.CLAIMED, claimed_at=now))
        return Claimed(parcels, pause, frozenset(more))

    def used(self, row: Row[Any], tick: float) -> None:
        """A phone gets a message now; the next one to it keeps its distance."""
        if len(self._free_at) > _REMEMBERED:
            self._free_at = {line: at for line, at in self._free_at.items() if at > tick}
        # A call to a number holds up no text to it.
        self._free_at[row.channel, row.address_id] = (
            tick + 1 / self._paces[row.channel].per_address_per_second
        )

    def _on(
        self, connection: Connection, channel: str, room: Room, now: datetime, tick: float, idle: float
    ) -> Claimed:
        danger_only = room.messages <= 0 or room.segments <= 0
        looked = connection.execute(candidates(now, channel, BATCH, danger_only=danger_only)).all()
        rows = self._turns.in_order(looked, tick)
        known = look_up(connection, self._tools, rows, now)
        parcels: list[Parcel] = []
        waits: list[dict[str, Any]] = []
        pause, full = idle, danger_only
        ordinary, safety, segments = room.messages, room.safety, room.segments
        for row in rows:
            is_safety = row.lane == Lane.SAFETY
            if (safety if is_safety else min(ordinary, segments)) <= 0:
                full = True
                break  # whatever ends next wakes us; nothing shorter takes what a longer one waits for
            try:
                found = self._judge(connection, row, known, now, tick)
            except Exception as error:
                log.error("a message could not be readied", outbox=row.id, error=type(error).__name__)
                wait = _UNREADY if is_safety else times.TRY_AGAIN
                found = _Later(row.not_before, now + wait, row.valid_until, row.reason)
            if isinstance(found, Parcel):
                parcels.append(found)
                self.used(row, tick)
                if is_safety:
                    safety -= 1
                else:
                    ordinary, segments = ordinary - 1, segments - row.segments
            elif isinstance(found, _Later):
                waits.append(_written(row, found))
                pause = min(pause, idle if found.seconds is None else max(found.seconds, 0.01))
            else:
                pause = 0.0  # settled without sending: the person's next message may go
        if waits:
            connection.execute(_WAITS, waits)
        if len(looked) >= BATCH:
            full = True
        return Claimed(parcels, pause, frozenset({channel} if full else ()))

    def _judge(
        self, connection: Connection, row: Row[Any], known: Known, now: datetime, tick: float
    ) -> Parcel | _Later | None:
        """What is to become of a row: it goes, it waits, or it is settled here (None)."""
        if row.valid_until is not None and row.valid_until < now:
            why = row.reason if row.reason.startswith(ACCOUNT_FAULT) else "too_late"
            self._done(connection, row, OutboxState.EXPIRED, why, now)
            return None
        # Given up while a try was under way: somebody else may have it. One last line was made on giving up.
        last_line = row.message_class == MessageClass.KNOCK and row.created_at == row.retired_at
        if row.retired_at is not None and not last_line:
            self._done(connection, row, OutboxState.WITHHELD, "number_retired", now)
            return None
        if row.channel == Way.VOICE and row.flag_id in known.taken:  # nobody is woken for it any more
            state = OutboxState.WITHHELD if row.handed_at is None else OutboxState.UNKNOWN
            change(connection, row, state=state, reason="taken", settled_at=now)
            return None
        verdict, asked_for = judge(row, known, now)
        if verdict.action is verdicts.Action.WAIT:
            until = verdict.until or now + _NOT_LIVE
            # What waits for morning is worth as much then: its validity waits too.
            valid_until = row.valid_until and row.valid_until + (until - now)
            return _Later(until, until, valid_until, verdict.reason)
        rings = verdict.action is verdicts.Action.CALL and row.channel == Way.VOICE
        if verdict.action is not verdicts.Action.SEND and not rings:
            self._done(connection, row, OutboxState.WITHHELD, verdict.reason, now)
            return None
        if shared_phones.keeps(row, now):
            return self._waits_for_word(connection, row, now)
        if still_you.silent(row, now) and self._stands_back(connection, row, now):
            return None
        wait = self._free_at.get((row.channel, row.address_id), tick) - tick
        if wait > 0:
            return _Later(row.not_before, now + timedelta(seconds=wait), row.valid_until, row.reason, wait)
        valid = validity(row, now, asked_for=asked_for)
        try:
            message = opened(self._tools.sealer, row, valid)
        except SealError as error:  # erased, or altered
            log.error("a message does not open", outbox=row.id, error=type(error).__name__)
            self._alone(connection, lambda: self._unreadable(connection, row, now))
            return None
        return Parcel(row, message, now + valid, tick)

    # --- what is settled here, each in a savepoint of its own -------------------------------------------

    def _alone(self, connection: Connection, act: Callable[[], Any]) -> None:
        with connection.begin_nested():
            act()

    def _done(
        self, connection: Connection, row: Row[Any], state: OutboxState, reason: str, now: datetime
    ) -> None:
        self._alone(connection, lambda: withhold(connection, self._tools, row, state, reason, now))

    def _unreadable(self, connection: Connection, row: Row[Any], now: datetime) -> None:
        change(connection, row, state=OutboxState.FAILED, reason="unreadable", settled_at=now)
        failed(connection, self._tools, now, row, stopped=False)

    def _waits_for_word(self, connection: Connection, row: Row[Any], now: datetime) -> _Later:
        """Keep back what must not be seen by whoever holds a shared phone."""
        self._alone(connection, lambda: shared_phones.knock(connection, self._tools, now, row))
        until = row.valid_until
        if until is None and row.message_class != MessageClass.INVITATION:
            until = now + _FOR_A_WORD
        again = (until or now + _FOR_A_WORD) + timedelta(milliseconds=1)
        return _Later(again, again, until, WAITS_FOR_WORD, 0.0)  # the knock may go at once

    def _stands_back(self, connection: Connection, row: Row[Any], now: datetime) -> bool:
        """Whether it is asked first whose number that is by now: they must not see it."""
        with connection.begin_nested():
            if not still_you.stands_back(connection, self._tools, now, row):
                return False
            withhold(connection, self._tools, row, OutboxState.WITHHELD, "still_you", now)
        return True


_WAITS = (
    update(t.core(t.Outbox))
    .where(col(t.Outbox.id) == bindparam("row"))
    .values({name: bindparam(f"new_{name}") for name in ("not_before", "retry_at", "valid_until", "reason")})
)


def _written(row: Row[Any], later: _Later) -> dict[str, Any]:
    return {
        "row": row.id,
        "new_not_before": later.not_before,
        "new_retry_at": later.retry_at,
        "new_valid_until": later.valid_until,
        "new_reason": later.reason,
    }


def withhold(
    connection: Connection, tools: Tools, row: Row[Any], state: OutboxState, reason: str, now: datetime
) -> None:
    """A message does not go: say so, and let its question go."""
    if row.handed_at is not None:  # an earlier try may have arrived
        state = OutboxState.UNKNOWN
    change(connection, row, state=state, reason=reason, settled_at=now)
    not_going(connection, tools, now, row)


def clock_set_back(connection: Connection, was: datetime, now: datetime) -> None:
    """The clock was set back: what might have gone by the old time does not wait for that to come again.

    Also what is in hand: sent back by its provider, it is queued again, and what came later must not pass it.
    """
    mine = t.core(t.Outbox).c
    late = (mine.state.in_(UNSETTLED), mine.not_before <= was, mine.retry_at > now)
    connection.execute(
        update(t.Outbox)
        .where(*late)
        .values(retry_at=now, not_before=case((mine.not_before > now, now), else_=mine.not_before))
    )


def close_channels(connection: Connection, tools: Tools, running: Sequence[str], now: datetime) -> None:
    """What waits on a channel that no longer runs is withheld: it goes nowhere."""
    mine = t.core(t.Outbox)
    stuck = mine.c.channel.not_in(list(running)) & (mine.c.state == OutboxState.QUEUED)
    for row in connection.execute(with_person(mine).where(stuck)).all():
        withhold(connection, tools, row, OutboxState.WITHHELD, "channel_closed", now)
