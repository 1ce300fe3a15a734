"""Settling: what came of a try to hand a message over, written down.

What reached its provider is settled in a few statements however many they are; each other fate has its own
consequences. A row that a receipt or an answer has settled meanwhile is left as it is: they know better.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Row, bindparam, func, select, update
from sqlmodel import col

from channels.port import Blame, ChannelError, FateUnknown, NotSent, PersonStopped, Receipt, Sent
from conversations.state import Status
from handlers.tools import Tools
from records import tables as t
from records.kinds import ACCOUNT_FAULT, Lane, MessageClass, OutboxState
from rules import sending, times
from scheduler.parcels import change
from scheduler.receipts import account_refused, failed, handed_over, not_going, settle

log = structlog.get_logger(__name__)

# A safety reply of unknown fate goes again for so long, at growing distances: twice is better than never,
# and an outage may swallow a message or only the news of it.
_DOUBTED_FOR = timedelta(minutes=15)
_FIRST_DOUBT, _LONGEST_DOUBT = timedelta(seconds=5), timedelta(minutes=2)


class NeverLeft(Exception):
    """It was about to go on the wire and did not: it is queued again, as if nothing had been."""


Fate = Sent | ChannelError | Receipt | NeverLeft


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a try.

    Attributes:
        row: the row as it was when it was claimed.
        fate: what came of it; a receipt where the provider's own list had an earlier try.
        at: when that was known.
    """

    row: Row[Any]
    fate: Fate
    at: datetime


class Settling:
    """Writes outcomes down. Inside the writer."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._troubled: set[str] = set()  # channels on which the last try did not get through

    def settle(self, connection: Connection, outcomes: Sequence[Outcome]) -> None:
        """Write down what came of these tries, those that got through together."""
        sent = {one.row.id: (one, one.fate) for one in outcomes if isinstance(one.fate, Sent)}
        if sent:
            self._sent(connection, sent)
        for one in outcomes:
            if one.row.id not in sent:
                self._other(connection, one)

    def doubt(self, connection: Connection, row: Row[Any], at: datetime, code: str) -> None:
        """Nobody knows what became of a try, and its own task cannot say any more."""
        self._other(connection, Outcome(row, FateUnknown("Nobody is left who knows.", code), at))

    def _sent(self, connection: Connection, sent: Mapping[str, tuple[Outcome, Sent]]) -> None:
        connection.execute(
            _SENT,
            [
                {
                    "row": row_id,
                    "new_state": OutboxState.DELIVERED if fate.delivered else OutboxState.SENT,
                    "at": one.at,
                    "name": fate.provider_id,
                }
                for row_id, (one, fate) in sent.items()
            ],
        )
        waiting = connection.execute(
            _WAITING.where(
                col(t.Conversation.outbox_id).in_(sent),
                col(t.Conversation.handed_at).is_(None),
                col(t.Conversation.state) == Status.WAITING,  # it may have been let go on its way
            )
        ).all()
        if waiting:
            connection.execute(_PATIENCE, [_patience(one, sent[one.outbox_id][0].at) for one in waiting])
        for channel in {one.row.channel for one, _ in sent.values()}:
            self._got_through(connection, channel, max(one.at for one, _ in sent.values()))

    def _other(self, connection: Connection, one: Outcome) -> None:
        row, now, fate = one.row, one.at, one.fate
        state = connection.execute(select(col(t.Outbox.state)).where(col(t.Outbox.id) == row.id)).scalar_one()
        if isinstance(fate, NeverLeft):
            if state in (OutboxState.CLAIMED, OutboxState.SENDING):
                change(connection, row, state=OutboxState.QUEUED, claimed_at=None)
            return
        if state != OutboxState.SENDING:
            return
        match fate:
            case Receipt():
                # It may be an earlier try, of which it is known already that it was sent back.
                if not settle(connection, self._tools, now, fate):
                    self.doubt(connection, row, now, "listed")
            case NotSent() if sending.may_retry(
                MessageClass(row.message_class), since=row.not_before, now=now
            ):
                self._again(connection, row, fate, now)
            case FateUnknown() if row.lane == Lane.SAFETY and _doubt(row, now) < _DOUBTED_FOR:
                handed_over(connection, row, now, "")
                self._again(connection, row, fate, now)
            case FateUnknown():
                handed_over(connection, row, now, "")
                change(connection, row, state=OutboxState.UNKNOWN, reason=fate.code, settled_at=now)
                if row.lane == Lane.SAFETY:
                    not_going(connection, self._tools, now, row)
            case ChannelError():
                ours = ACCOUNT_FAULT if fate.blame is Blame.ACCOUNT else ""
                change(connection, row, state=OutboxState.FAILED, reason=ours + fate.code, settled_at=now)
                stopped = isinstance(fate, PersonStopped)
                failed(connection, self._tools, now, row, stopped=stopped, blame=fate.blame)

    def _again(self, connection: Connection, row: Row[Any], error: ChannelError, now: datetime) -> None:
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
        change(connection, row, state=OutboxState.QUEUED, reason=reason, retry_at=now + wait)

    def _got_through(self, connection: Connection, channel: str, now: datetime) -> None:
        """A provider that was gone is back: what never left and tells of danger goes at once."""
        if channel not in self._troubled:
            return
        self._troubled.discard(channel)
        mine = t.core(t.Outbox).c
        waiting = (mine.state == OutboxState.QUEUED, mine.channel == channel, mine.rank == 0)
        never_left = (mine.handed_at.is_(None), mine.retry_at > now, mine.not_before <= now)
        connection.execute(update(t.Outbox).where(*waiting, *never_left).values(retry_at=now))


def _doubt(row: Row[Any], now: datetime) -> timedelta:
    """For how long it has not been known whether a message arrived."""
    return now - row.handed_at if row.handed_at is not None else timedelta(0)


def _patience(waiting: Row[Any], at: datetime) -> dict[str, Any]:
    """From when a question can be answered, and when its silence is noticed."""
    due = times.patience_over(at, waiting.patience, waiting.timezone, waiting.quiet_start, waiting.quiet_end)
    return {"conversation": waiting.id, "at": at, "due": due}


_OUTBOX, _CONVERSATION = t.core(t.Outbox), t.core(t.Conversation)
_SENT = (
    update(_OUTBOX)
    .where(_OUTBOX.c.id == bindparam("row"), _OUTBOX.c.state == OutboxState.SENDING)
    .values(
        state=bindparam("new_state"),
        handed_at=func.coalesce(_OUTBOX.c.handed_at, bindparam("at", type_=_OUTBOX.c.handed_at.type)),
        settled_at=bindparam("at", type_=_OUTBOX.c.settled_at.type),
        provider_id=bindparam("name"),
    )
)
_WAITING = (
    select(
        _CONVERSATION.c.id,
        _CONVERSATION.c.outbox_id,
        _CONVERSATION.c.patience,
        col(t.Person.timezone),
        col(t.Programme.quiet_start),
        col(t.Programme.quiet_end),
    )
    .join(t.Person, col(t.Person.id) == _CONVERSATION.c.person_id)
    .join(t.Programme, col(t.Programme.id) == col(t.Person.programme_id))
)
_PATIENCE = (
    update(_CONVERSATION)
    .where(_CONVERSATION.c.id == bindparam("conversation"))
    .values(
        handed_at=bindparam("at", type_=_CONVERSATION.c.handed_at.type),
        due_at=bindparam("due", type_=_CONVERSATION.c.due_at.type),
    )
)
