"""Writing meeting records, requests, what waits for a person, and the audit log."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Update, bindparam, false, or_, select, update

from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.types import UtcDateTime
from records.writing import Change, Insert, Work, Written, change, writes
from safety.tiers import Tier

_RECORD, _ENTRY = t.core(t.MeetingRecord), t.core(t.RecordEntry)
_REQUEST, _INBOX, _AUDIT = t.core(t.Request), t.core(t.Inbox), t.core(t.Audit)


@writes(fx.OpenRecord)
def _open(e: fx.OpenRecord, work: Work) -> Iterator[Written]:
    yield Insert(
        _RECORD,
        {
            "id": e.id,
            "programme_id": e.programme_id,
            "person_id": e.person_id,
            "with_id": e.with_id,
            "kind": e.kind,
            "channel": e.channel,
            "opened_at": work.now,
            "outcome": "",
            "tier": "none",
        },
    )


@writes(fx.CloseRecord)
def _close(e: fx.CloseRecord, work: Work) -> Iterator[Written]:
    yield change(t.MeetingRecord, e.id, closed_at=work.now, outcome=e.outcome)


@writes(fx.MarkRecord)
def _mark(e: fx.MarkRecord, _: Work) -> Iterator[Written]:
    yield Change(_marks(e.tier), {"of_id": e.id})


@cache
def _marks(tier: Tier) -> Update:
    """A record's tier only ever rises."""
    # Not `in_`: such a statement cannot be carried out for a whole batch.
    lower = or_(false(), *(_RECORD.c.tier == other for other in Tier if other.rank < tier.rank))
    record = update(_RECORD).where(_RECORD.c.id == bindparam("of_id"), lower)
    return record.values(tier=tier)


@writes(fx.Note)
def _note(e: fx.Note, work: Work) -> Iterator[Written]:
    entry_id = new_id(work.now)
    yield Insert(
        _ENTRY,
        {
            "id": entry_id,
            "record_id": e.record_id,
            "person_id": e.person_id,
            "at": work.now,
            "kind": e.kind,
            "label": e.label,
            "body": work.sealer.seal(e.person_id, "record_entry", "body", entry_id, e.text),
            "staff_id": e.staff_id,
        },
    )


@writes(fx.OpenRequest)
def _ask(e: fx.OpenRequest, work: Work) -> Iterator[Written]:
    yield Insert(
        _REQUEST,
        {
            "id": e.id,
            "programme_id": e.programme_id,
            "person_id": e.person_id,
            "record_id": e.record_id,
            "kind": e.kind,
            "for_role": e.for_role,
            "body": work.sealer.seal(e.person_id, "request", "body", e.id, e.text),
            "raised_at": work.now,
        },
    )


@writes(fx.FinishRequest)
def _finish(e: fx.FinishRequest, work: Work) -> Iterator[Written]:
    asked = update(_REQUEST).where(_REQUEST.c.id == e.id, _REQUEST.c.closed_at.is_(None))
    yield Change(asked.values(closed_at=work.now), {})


@writes(fx.Attend)
def _attend(e: fx.Attend, work: Work) -> Iterator[Written]:
    # One message may be somebody else's: a mentor's, about this person.
    of, which = (_INBOX.c.person_id, e.person_id) if e.inbox_id is None else (_INBOX.c.id, e.inbox_id)
    waits = (of == bindparam("of_id"), _INBOX.c.needs_person.is_(True), _INBOX.c.attended_at.is_(None))
    exchanges = select(_INBOX.c.record_id).where(*waits)
    records = update(_RECORD).where(_RECORD.c.id.in_(exchanges), _RECORD.c.closed_at.is_(None))
    closed = bindparam("at", type_=UtcDateTime)
    yield Change(records.values(closed_at=closed, outcome="attended"), {"of_id": which, "at": work.now})
    attended = update(_INBOX).where(*waits)
    yield Change(attended, {"of_id": which, "attended_at": work.now, "attended_by": e.by})


@writes(fx.Audited)
def _audit(e: fx.Audited, work: Work) -> Iterator[Written]:
    yield Insert(
        _AUDIT,
        {
            "id": new_id(work.now),
            "at": work.now,
            "staff_id": e.staff_id,
            "action": e.action,
            "person_id": e.person_id,
            "record_id": e.record_id,
            "detail": e.detail,
        },
    )
