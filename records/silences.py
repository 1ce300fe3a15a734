"""How somebody's check-ins went: how many there were, and how many in a row nobody answered.

Whatever somebody writes ends a run of silence, on whatever channel and about whatever; so does a person who
has seen to it (a request of kind `QUIET`, closed), and whoever comes back after a pause or from custody. What
a machine sends (an automatic reply, a text that comes round) is no word of theirs. All of it is read from
what is recorded.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, select

from records import tables as t
from records.among import among, ask, unindexed
from records.cases import Asked
from records.kinds import QUIET, InboxOutcome, RecordKind
from records.types import UtcDateTime

_NO_WORD = (InboxOutcome.NOTED, InboxOutcome.BRAKED)
_LONGEST_RUN = timedelta(weeks=26)  # after a third of that a person has been asked


def asked(connection: Connection, now: datetime, people: Collection[str]) -> dict[str, Asked]:
    """For each of these people; those who were never asked are there as well."""
    of = {"people": people}
    begun = {row.person_id: row for row in ask(connection, _begun, of)}
    since = {row.id: row.standing_since for row in ask(connection, _people, of)}
    heard = {row.person_id: row.at for row in ask(connection, _heard, of)}
    seen_to: dict[str, datetime] = {}
    stands: dict[str, Any] = {}
    for row in ask(connection, _requests, of):
        if row.closed_at is None:
            stands[row.person_id] = row
        else:
            seen_to[row.person_id] = max(row.closed_at, seen_to.get(row.person_id, row.closed_at))
    let_go: dict[str, list[datetime]] = {}
    for row in ask(connection, _let_go, of, since=now - _LONGEST_RUN):
        let_go.setdefault(row.person_id, []).append(row.opened_at)
    found = {}
    for person_id, standing_since in since.items():
        ends = [at for at in (heard.get(person_id), seen_to.get(person_id)) if at is not None]
        run_began = max((standing_since, *ends))
        row, request = begun.get(person_id), stands.get(person_id)
        found[person_id] = Asked(
            check_ins=row.number if row else 0,
            unanswered=sum(at > run_began for at in let_go.get(person_id, ())),
            last=row.last if row else None,
            request_id=request.id if request else None,
            with_a_person=request is not None and request.raised_at >= run_began,
        )
    return found


@cache
def _begun(dialect: str) -> Select[Any]:
    record = t.core(t.MeetingRecord).c
    return (
        select(record.person_id, func.count().label("number"), func.max(record.opened_at).label("last"))
        .where(among(dialect, record.person_id, "people"), unindexed(record.kind) == RecordKind.CHECK_IN)
        .group_by(record.person_id)
    )


@cache
def _people(dialect: str) -> Select[Any]:
    person = t.core(t.Person).c
    return select(person.id, person.standing_since).where(among(dialect, person.id, "people"))


@cache
def _heard(dialect: str) -> Select[Any]:
    inbox = t.core(t.Inbox).c
    words = and_(*(unindexed(inbox.outcome) != one for one in _NO_WORD))
    return (
        select(inbox.person_id, func.max(inbox.received_at).label("at"))
        .where(among(dialect, inbox.person_id, "people"), words)
        .group_by(inbox.person_id)
    )


@cache
def _requests(dialect: str) -> Select[Any]:
    request = t.core(t.Request).c
    return select(request.id, request.person_id, request.raised_at, request.closed_at).where(
        among(dialect, request.person_id, "people"), request.kind == QUIET
    )


@cache
def _let_go(dialect: str) -> Select[Any]:
    record = t.core(t.MeetingRecord).c
    return select(record.person_id, record.opened_at).where(
        among(dialect, record.person_id, "people"),
        unindexed(record.kind) == RecordKind.CHECK_IN,
        unindexed(record.outcome) == "no_reply",
        record.opened_at > bindparam("since", type_=UtcDateTime),
    )
