"""Loading the meetings of a case: those agreed on, the curfews of everybody concerned, and who is barred."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, or_, select
from sqlmodel import col

from records import cases
from records import tables as t
from records.among import among, ask
from records.kinds import PlanKind
from records.load_people import read
from records.load_rows import barred, kept_apart, stands_in
from records.sealing import Sealer
from records.types import UtcDateTime

# So long after its time a meeting can still be told of.
_LATELY = timedelta(days=14)


def load_meetings(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    of: Mapping[str, cases.Case],
) -> dict[str, cases.Case]:
    """These cases with their meetings."""
    rows = ask(connection, _agreed, {"people": of}, since=now - _LATELY).all()
    sealer.keys.load([row.mentee_id for row in rows])
    theirs: dict[str, list[cases.Meeting]] = defaultdict(list)
    for row in rows:
        found = cases.Meeting(
            id=row.id,
            mentee_id=row.mentee_id,
            mentor_id=row.mentor_id,
            set_by=row.set_by,
            at=row.at,
            place=read(sealer, row.mentee_id, "meeting", "place", row.id, row.place),
            remind_at=row.remind_at,
            ask_at=row.ask_at,
        )
        for person_id in (row.mentee_id, row.mentor_id):
            theirs[person_id].append(found)
    matched: dict[str, set[str]] = defaultdict(set)
    kept_apart: dict[str, set[str]] = defaultdict(set)
    walking = ask(connection, _matched, {"people": of}).all()
    standing_in = ask(connection, _standing_in, {"people": of}, now=now).all()
    for mentee, mentor, apart in (*walking, *standing_in):
        for one, other in ((mentee, mentor), (mentor, mentee)):
            (kept_apart if apart else matched)[one].add(other)
    everybody = {*of, *(other for person_id in of for other in matched[person_id])}
    curfews = ask(connection, _curfews, {"people": everybody}).all()
    check_ins = ask(connection, _check_ins, {"people": everybody}).all()
    return {
        person_id: replace(
            case,
            dates=cases.Meetings(
                agreed=tuple(theirs[person_id]),
                curfews=tuple(
                    (row.person_id, row.start, row.end)
                    for row in curfews
                    if row.person_id == person_id or row.person_id in matched[person_id]
                ),
                barred=frozenset(kept_apart[person_id]),
                check_ins=tuple(
                    (row.person_id, row.local_date, row.at)
                    for row in check_ins
                    if row.person_id in matched[person_id]
                ),
            ),
        )
        for person_id, case in of.items()
    }


@cache
def _agreed(dialect: str) -> Select[Any]:
    meeting = t.core(t.Meeting)
    mine = or_(among(dialect, meeting.c.mentee_id, "people"), among(dialect, meeting.c.mentor_id, "people"))
    since = meeting.c.at > bindparam("since", type_=UtcDateTime)
    return select(meeting).where(mine, meeting.c.state == "agreed", since).order_by(meeting.c.at)


@cache
def _matched(dialect: str) -> Select[str, str, bool]:
    pair = (col(t.Match.mentee_id), col(t.Match.mentor_id))
    mine = or_(among(dialect, pair[0], "people"), among(dialect, pair[1], "people"))
    return select(*pair, barred().label("apart")).where(col(t.Match.until).is_(None), mine)


@cache
def _standing_in(dialect: str) -> Select[str, str, bool]:
    """Who stands in for a mentor just now meets that mentor's mentees, and keeps to their curfews."""
    match, cover = t.core(t.Match).c, t.core(t.Cover).c
    pair = (match.mentee_id, cover.by_id)
    mine = or_(among(dialect, pair[0], "people"), among(dialect, pair[1], "people"))
    return (
        select(*pair, kept_apart(*pair).label("apart"))
        .join(t.core(t.Cover), cover.mentor_id == match.mentor_id)
        .where(match.until.is_(None), stands_in(), mine)
    )


@cache
def _check_ins(dialect: str) -> Select[Any]:
    plan = t.core(t.Plan).c
    mine = among(dialect, plan.person_id, "people")
    return select(plan.person_id, plan.local_date, plan.at).where(
        mine, plan.kind == PlanKind.CHECK_IN, plan.due_at.is_not(None)
    )


@cache
def _curfews(dialect: str) -> Select[Any]:
    condition = t.core(t.Condition)
    return select(condition.c.person_id, condition.c.start, condition.c.end).where(
        among(dialect, condition.c.person_id, "people"),
        condition.c.kind == "curfew",
        condition.c.until.is_(None),
    )
