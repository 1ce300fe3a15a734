"""When the wall clock is set: notice it, and set right what was reckoned by the wrong one.

Timers run on monotonic time. But some times that wait in the database were written as "now, and a little":
when the clock is set back, they lie an hour or a day ahead, and whatever waits for them would wait that
much longer. They are moved with the clock. What belongs to people stays where it is: the hour of a check-
in, the end of a pause.

Set forward, nothing is held up: what waited goes, by the rules of the new time. A machine that slept looks
just the same, so nothing is made to last longer for it.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, bindparam, case, delete, literal, select, update
from sqlmodel import col

from conversations.state import Status
from handlers.scheduled.prompts import Became
from records import tables as t
from records import zones
from records.kinds import UNSETTLED, WAITS_FOR_WORD
from rules import times

log = structlog.get_logger(__name__)

STEP = timedelta(minutes=1)  # clocks that are kept right by a time server move by less


class ClockSteps:
    """Holds the wall clock against monotonic time, from look to look."""

    def __init__(self, wall: Callable[[], datetime], monotonic: Callable[[], float]) -> None:
        self._wall, self._monotonic = wall, monotonic
        self._seen = wall(), monotonic()

    def look(self) -> timedelta:
        """How far the clock was set since the last look: below zero is back, zero is not at all."""
        wall, tick = self._wall(), self._monotonic()
        (wall_before, tick_before), self._seen = self._seen, (wall, tick)
        by = (wall - wall_before) - timedelta(seconds=tick - tick_before)
        if abs(by) <= STEP:
            return timedelta(0)
        log.warning("the clock was set", seconds=round(by.total_seconds()))
        return by


def set_right(connection: Connection, now: datetime, by: timedelta) -> None:
    """Move what a clock that was set back (`by` below zero) left lying ahead."""
    if by >= -STEP:
        return
    _outbox_waits(connection, now)
    _handed_over(connection, now, by)
    _patience(connection, now, by)
    _ladders(connection, now, by)
    _undo_missed(connection, now)


def _outbox_waits(connection: Connection, now: datetime) -> None:
    """Whatever waits may be looked at now: the rules of sending find the right time anew, morning too."""
    mine = t.core(t.Outbox).c
    # Also what was in hand: it may be queued again.
    waits = mine.state.in_(UNSETTLED) & ((mine.retry_at > now) | (mine.not_before > now))
    # Behind a shared phone's knock it waits for a word, not for a time.
    waits &= mine.reason != WAITS_FOR_WORD
    here = literal(now, mine.retry_at.type)
    values = {one: case((one > here, here), else_=one) for one in (mine.retry_at, mine.not_before)}
    connection.execute(update(t.Outbox).where(waits).values(values))


def _handed_over(connection: Connection, now: datetime, by: timedelta) -> None:
    """What was handed over was handed over before now: else no text that comes could be an answer to it."""
    for table in (t.core(t.Outbox), t.core(t.Conversation)):
        names = [name for name in ("started_at", "handed_at") if name in table.c]
        ahead = table.c.handed_at > now
        if "started_at" in names:
            ahead |= table.c.started_at > now
        rows = connection.execute(select(table.c.id, *(table.c[name] for name in names)).where(ahead)).all()
        moved = [
            {"row_id": row.id} | {f"new_{name}": _moved(getattr(row, name), now, by) for name in names}
            for row in rows
        ]
        if moved:
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
            connection.execute(update(table).where(table.c.id == bindparam("row_id")).values(values), moved)


def _moved(at: datetime | None, now: datetime, by: timedelta) -> datetime | None:
    return at if at is None or at <= now else min(now, at + by)


def _patience(connection: Connection, now: datetime, by: timedelta) -> None:
    """A reminder is due by when its question was handed over, which has just been set right."""
    mine = t.core(t.Conversation).c
    rows = connection.execute(
        select(
            mine.id,
            mine.handed_at,
            mine.patience,
            col(t.Person.timezone),
            col(t.Programme.quiet_start),
            col(t.Programme.quiet_end),
        )
        .join(t.Person, col(t.Person.id) == mine.person_id)
        .join(t.Programme, col(t.Programme.id) == col(t.Person.programme_id))
        .where(mine.state == Status.WAITING, mine.due_at > now, mine.handed_at > now + by)
    ).all()
    for row in rows:
        due = times.patience_over(row.handed_at, row.patience, row.timezone, row.quiet_start, row.quiet_end)
        later = (mine.id == row.id) & (mine.due_at > due)
        connection.execute(update(t.Conversation).where(later).values(due_at=due))


def _ladders(connection: Connection, now: datetime, by: timedelta) -> None:
    """An alert that nobody answers for rises after minutes. A concern looks itself whether it is day."""
    mine = t.core(t.Flag).c
    climbs = (mine.rises_at > now) & mine.acknowledged_at.is_(None) & mine.closed_at.is_(None)
    for row in connection.execute(select(mine.id, mine.rises_at).where(climbs)).all():
        at = max(now, row.rises_at + by)
        connection.execute(update(t.Flag).where(mine.id == row.id).values(rises_at=at))


def _undo_missed(connection: Connection, now: datetime) -> None:
    """What "came round" in a time that has not come yet, and was let pass, comes round when it is time."""
    mine, plan = t.core(t.Occurrence).c, t.core(t.Plan).c
    rows = connection.execute(
        select(mine.id, mine.local_date, plan.id.label("plan_id"), plan.at, col(t.Person.timezone))
        .join(t.Plan, plan.id == mine.plan_id)
        .join(t.Person, col(t.Person.id) == plan.person_id)
        .where(
            mine.at > now,
            mine.outcome.not_in((Became.STARTED, Became.STILL_YOU)),  # of those something was said
            plan.local_date > mine.local_date,
            plan.due_at.is_not(None),
        )
        .order_by(mine.local_date.desc())  # of several, the first is the one that comes next
    ).all()
    for row in rows:
        due = times.instant(row.local_date, time.fromisoformat(row.at), zones.known(row.timezone))
        if due <= now:
            continue
        connection.execute(delete(t.Occurrence).where(mine.id == row.id))
        values = {"local_date": row.local_date, "due_at": due}
        connection.execute(update(t.Plan).where(plan.id == row.plan_id).values(values))
