"""Writing what is said and asked: messages, conversations, plans and when they came round."""

import json
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, null, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from conversations.state import Status
from records import effects as fx
from records import tables as t
from records.among import unindexed
from records.kinds import NOT_LEFT, Lane, MessageClass, OutboxState
from records.writing import Change, Insert, Work, Written, change, writes

RANK = {Lane.SAFETY: 0, Lane.REPLY: 1, Lane.NUDGE: 2, Lane.BULK: 3}

_OUTBOX, _CONVERSATION, _PLAN = t.core(t.Outbox), t.core(t.Conversation), t.core(t.Plan)


def _insert_for(dialect: str, table: Any) -> Any:
    """An insert that can say what happens where the row is there already."""
    return (postgresql.insert if dialect == "postgresql" else sqlite.insert)(table)


# --- messages --------------------------------------------------------------------------------------------


@writes(fx.Send)
def _send(e: fx.Send, work: Work) -> Iterator[Written]:
    now = work.now
    start = e.not_before or now
    yield Insert(
        _OUTBOX,
        {
            "id": e.id,
            "person_id": e.to,
            "about_id": e.about,
            "address_id": e.address_id,
            "channel": e.channel,
            "lane": e.lane,
            "rank": RANK[e.lane],
            "message_class": e.message_class,
            "body": work.sealer.seal(e.about, "outbox", "body", e.id, e.text),
            "buttons": json.dumps(e.buttons) if e.buttons else "[]",
            "encoding": e.encoding,
            "segments": e.segments,
            "state": OutboxState.QUEUED,
            "not_before": start,
            "retry_at": now,
            "valid_until": start + timedelta(seconds=e.valid_seconds) if e.valid_seconds else None,
            "reply_to": e.reply_to,
            "record_id": e.record_id,
            "staff_id": e.staff_id,
            "flag_id": e.flag_id,
            "created_at": now,
        },
    )


@writes(fx.NotArrived)
def _not_arrived(e: fx.NotArrived, work: Work) -> Iterator[Written]:
    lost = {"state": OutboxState.FAILED, "reason": "carrier_notice", "settled_at": work.now}
    mine = (_OUTBOX.c.id == e.id) & (_OUTBOX.c.state != OutboxState.FAILED)
    yield Change(update(_OUTBOX).where(mine).values(**lost), {})


@writes(fx.Withdraw)
def _withdraw(e: fx.Withdraw, work: Work) -> Iterator[Written]:
    gone = {"state": OutboxState.WITHHELD, "reason": "superseded", "settled_at": work.now}
    waits = unindexed(_OUTBOX.c.state).in_(NOT_LEFT) & _OUTBOX.c.handed_at.is_(None)
    reminder = (_OUTBOX.c.id == e.id) & (_OUTBOX.c.message_class == MessageClass.PROMPT)
    yield Change(update(_OUTBOX).where(reminder, waits).values(**gone), {})


@writes(fx.LetGo)
def _let_go(e: fx.LetGo, work: Work) -> Iterator[Written]:
    goes = {"message_class": MessageClass.ANSWER, "not_before": work.now, "retry_at": work.now}
    theirs = (_OUTBOX.c.person_id == e.to, _OUTBOX.c.about_id == e.about, _OUTBOX.c.rank == RANK[Lane.REPLY])
    waits = (_OUTBOX.c.state == OutboxState.QUEUED, _OUTBOX.c.message_class == MessageClass.PROMPT)
    yield Change(update(_OUTBOX).where(*theirs, *waits).values(**goes), {})


# --- conversations -----------------------------------------------------------------------------------------


@writes(fx.PutConversation)
def _put(e: fx.PutConversation, work: Work) -> Iterator[Written]:
    waiting = e.status == Status.WAITING
    yield Change(
        _put_statement(work.dialect),
        {
            "id": e.id,
            "person_id": e.person_id,
            "record_id": e.record_id,
            "name": e.name,
            "state": e.status,
            "body": work.sealer.seal(e.person_id, "conversation", "body", e.id, e.state.to_json()),
            "question": e.question if waiting else "",
            "outbox_id": e.outbox_id,
            "patience": e.patience,
            "opened_at": work.now,
            "closed_at": None if waiting else work.now,
        },
    )


@cache
def _put_statement(dialect: str) -> Any:
    """New ones are inserted, known ones replaced.

    A question that is asked anew, in another message, has not been handed over yet: its patience starts then.
    """
    put = _insert_for(dialect, _CONVERSATION)
    new, kept = put.excluded, _CONVERSATION.c
    anew = new.outbox_id.is_not(None)
    over = or_(anew, new.closed_at.is_not(None))
    columns = ("record_id", "state", "body", "question", "patience", "closed_at")
    return put.on_conflict_do_update(
        index_elements=[kept.id],
        set_={
            **{name: new[name] for name in columns},
            "outbox_id": case((anew, new.outbox_id), else_=kept.outbox_id),
            "handed_at": case((anew, null()), else_=kept.handed_at),
            "due_at": case((over, null()), else_=kept.due_at),
        },
    )


@writes(fx.EndConversations)
def _end(e: fx.EndConversations, work: Work) -> Iterator[Written]:
    given = {"of_person": e.person_id}
    withheld = {"state": OutboxState.WITHHELD, "reason": "superseded", "settled_at": work.now}
    carriers, records, conversations = _endings()
    # A question that nobody can answer any more must not leave after all.
    yield Change(carriers, {**given, **withheld})
    yield Change(records, {**given, "closed_at": work.now, "outcome": e.outcome})
    ended = {"state": Status.ENDED, "closed_at": work.now, "due_at": None, "question": ""}
    yield Change(conversations, {**given, **ended})


@cache
def _endings() -> tuple[Any, Any, Any]:
    record, kept = t.core(t.MeetingRecord), _CONVERSATION.c
    waits = unindexed(kept.state) == bindparam("waits", Status.WAITING)
    waiting = (kept.person_id == bindparam("of_person")) & waits
    carriers = _OUTBOX.c.id.in_(select(kept.outbox_id).where(waiting))
    # Not IN: a list cannot be a parameter of a statement that is carried out for several people at once.
    not_left = or_(*(unindexed(_OUTBOX.c.state) == state for state in NOT_LEFT))
    records = record.c.id.in_(select(kept.record_id).where(waiting))
    return (
        update(_OUTBOX).where(carriers, not_left, _OUTBOX.c.handed_at.is_(None)),
        update(record).where(records, record.c.closed_at.is_(None)),
        update(_CONVERSATION).where(waiting),
    )


# --- plans --------------------------------------------------------------------------------------------


@writes(fx.SetPlan)
def _plan(e: fx.SetPlan, work: Work) -> Iterator[Written]:
    yield Change(
        _plan_statement(work.dialect),
        {
            "id": e.id,
            "person_id": e.person_id,
            "kind": e.kind,
            "weekday": e.weekday,
            "at": e.at,
            "every_weeks": e.every_weeks,
            "local_date": e.local_date,
            "due_at": e.due_at,
        },
    )


@cache
def _plan_statement(dialect: str) -> Any:
    put = _insert_for(dialect, _PLAN)
    columns = ("weekday", "at", "every_weeks", "local_date", "due_at")
    return put.on_conflict_do_update(
        index_elements=[_PLAN.c.person_id, _PLAN.c.kind], set_={name: put.excluded[name] for name in columns}
    )


@writes(fx.Occurred)
def _occurred(e: fx.Occurred, work: Work) -> Iterator[Written]:
    yield Insert(
        t.core(t.Occurrence),
        {
            "id": e.id,
            "person_id": e.person_id,
            "plan_id": e.plan_id,
            "local_date": e.local_date,
            "at": work.now,
            "outcome": e.outcome,
        },
    )
    yield change(t.Plan, e.plan_id, local_date=e.next_date, due_at=e.next_due_at)
