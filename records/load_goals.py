"""Loading what mentees show their mentors of their goals, and how somebody's last check-in went.

A goal that was shown to one mentor is shown to no other, and to none whom a condition bars.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, exists, func, or_, select

from conversations.small_steps import Horizon
from records import cases
from records import tables as t
from records.among import among, ask, unindexed
from records.kinds import GoalState, RecordKind
from records.load_people import read
from records.load_rows import barred
from records.sealing import Sealer
from records.types import UtcDateTime

_REMEMBERED = timedelta(days=16)  # a week that is longer ago is not last time any more
_MOOD = re.compile(r"([1-5])(?: \((.*)\))?", re.DOTALL)


def shown_goals(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    of: Mapping[str, cases.Case],
    open_channels: frozenset[str],
) -> dict[str, cases.Case]:
    """With the goals that their mentees show them."""
    rows = ask(connection, _shown, {"people": of}).all()
    sealer.keys.load({row.person_id for row in rows})
    found: dict[str, list[cases.ShownGoal]] = defaultdict(list)
    for row in rows:
        horizon = Horizon(row.horizon) if row.horizon else None
        text = read(sealer, row.person_id, "goal", "text", row.id, row.text)
        found[row.mentor_id].append(cases.ShownGoal(row.person_id, horizon, text))
    return {person_id: replace(case, shown=tuple(found[person_id])) for person_id, case in of.items()}


@cache
def _shown(dialect: str) -> Select[Any]:
    goal, match = t.core(t.Goal).c, t.core(t.Match).c
    return (
        select(match.mentor_id, goal.id, goal.person_id, goal.horizon, goal.text)
        .select_from(t.core(t.Match))
        .join(t.Goal, and_(goal.person_id == match.mentee_id, goal.shown_to == match.mentor_id))
        .where(
            among(dialect, match.mentor_id, "people"),
            match.until.is_(None),
            ~barred(),
            goal.state == GoalState.OPEN,
            goal.closed_at.is_(None),
        )
        .order_by(goal.number)
    )


def last_time(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    of: Mapping[str, cases.Case],
    open_channels: frozenset[str],
) -> dict[str, cases.Case]:
    """With the mood, words and news of each one's last check-in, if it was answered and not long ago.

    Words from a check-in in which something worried are left where they are.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in ask(connection, _last, {"people": of}, since=now - _REMEMBERED):
        found[row.person_id][row.label] = read(
            sealer, row.person_id, "record_entry", "body", row.id, row.body
        )
    brief = _brief_ones(connection, sealer, now, of)
    loaded = {}
    for person_id, case in of.items():
        said = found[person_id]
        mood = _MOOD.fullmatch(said.get("mood", ""))
        last = cases.LastTime(
            int(mood[1]) if mood else None,
            (mood[2] if mood else "") or "",
            said.get("good-news", ""),
            person_id in brief,
        )
        loaded[person_id] = replace(case, before=last)
    return loaded


@cache
def _last(dialect: str) -> Select[Any]:
    record, entry, later = (
        t.core(t.MeetingRecord),
        t.core(t.RecordEntry),
        t.core(t.MeetingRecord).alias("later"),
    )
    flag = t.core(t.Flag).c
    newest = (
        select(func.max(later.c.id))
        .where(later.c.person_id == record.c.person_id, unindexed(later.c.kind) == RecordKind.CHECK_IN)
        .correlate(record)
        .scalar_subquery()
    )
    worries = or_(
        unindexed(record.c.tier) != "none",
        exists().where(flag.person_id == record.c.person_id, flag.raised_at > record.c.opened_at),
    )
    return (
        select(record.c.person_id, entry.c.id, entry.c.label, entry.c.body)
        .select_from(record.join(entry, entry.c.record_id == record.c.id))
        .where(
            among(dialect, record.c.person_id, "people"),
            unindexed(record.c.kind) == RecordKind.CHECK_IN,
            record.c.id == newest,
            record.c.opened_at > bindparam("since", type_=UtcDateTime),
            entry.c.label.in_(["mood", "good-news"]),
            ~worries,
        )
        .order_by(entry.c.id)
    )


_BRIEF = 2  # check-ins in a row


def _brief_ones(
    connection: Connection, sealer: Sealer, now: datetime, of: Mapping[str, cases.Case]
) -> set[str]:
    """Whose newest check-ins were each answered with a number, and neither words nor a step."""
    said: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in ask(connection, _newest_two, {"people": of}, since=now - _BRIEF * _REMEMBERED):
        words = read(sealer, row.person_id, "record_entry", "body", row.id, row.body)
        said[row.person_id][row.record_id].append((row.label, words))
    return {
        person_id
        for person_id, records in said.items()
        if len(records) == _BRIEF and all(_is_brief(entries) for entries in records.values())
    }


def _is_brief(entries: list[tuple[str, str]]) -> bool:
    mood = next((_MOOD.fullmatch(words) for label, words in entries if label == "mood"), None)
    if mood is None or len((mood[2] or "").split()) > _FEW:
        return False
    return not any(words for label, words in entries if label not in _TAPPED)


_FEW = 2  # words beside the number: "4 ok"
_TAPPED = frozenset({"mood", "contact", "step-went"})  # answered with a number, a yes or a no


@cache
def _newest_two(dialect: str) -> Select[Any]:
    record, entry, later = (
        t.core(t.MeetingRecord),
        t.core(t.RecordEntry),
        t.core(t.MeetingRecord).alias("later"),
    )
    last_but_one = (
        select(later.c.id)
        .where(later.c.person_id == record.c.person_id, unindexed(later.c.kind) == RecordKind.CHECK_IN)
        .order_by(later.c.id.desc())
        .limit(1)
        .offset(_BRIEF - 1)
        .correlate(record)
        .scalar_subquery()
    )
    return (
        select(record.c.person_id, entry.c.record_id, entry.c.id, entry.c.label, entry.c.body)
        .select_from(record.join(entry, entry.c.record_id == record.c.id))
        .where(
            among(dialect, record.c.person_id, "people"),
            unindexed(record.c.kind) == RecordKind.CHECK_IN,
            record.c.id >= last_but_one,
            record.c.opened_at > bindparam("since", type_=UtcDateTime),
        )
        .order_by(entry.c.id)
    )
