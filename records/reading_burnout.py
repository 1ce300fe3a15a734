"""What is known of the load that mentors carry; `rules.burnout` weighs it.

Of what a mentor answered to the monthly question, only the number is opened here.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, literal_column, select
from sqlmodel import col

from conversations.wellbeing import HEAVY
from records import tables as t
from records.kinds import Role, Standing
from records.reading import View


@dataclass(frozen=True, slots=True)
class LoadRow:
    """What is known of a mentor's load.

    Attributes:
        person_id: the mentor.
        hard: when exchanges with them raised a flag.
        heavy: what they answered, with when; oldest first.
        supervised: when they last had supervision, or when they began, if they never had any.
    """

    person_id: str
    hard: tuple[datetime, ...]
    heavy: tuple[tuple[datetime, int], ...] = field(repr=False)
    supervised: datetime


def loads(view: View, hard_since: datetime, heavy_since: datetime) -> list[LoadRow]:
    """The load of every mentor who walks with somebody."""
    since = _since(view)
    if not since:
        return []
    hard, heavy, supervised = _hard(view, hard_since), _heavy(view, heavy_since), _supervised(view)
    return [
        LoadRow(
            mentor,
            tuple(hard[mentor]),
            tuple(sorted(heavy[mentor])),
            max(began, supervised.get(mentor, began)),
        )
        for mentor, began in since.items()
    ]


def _since(view: View) -> dict[str, datetime]:
    """Mentors with a match, and since when they are mentors."""
    query = (
        select(col(t.Membership.person_id), func.min(col(t.Membership.since)))
        .join(t.Person, col(t.Person.id) == col(t.Membership.person_id))
        .where(
            view.shows(col(t.Membership.person_id)),
            col(t.Membership.role) == Role.MENTOR,
            col(t.Membership.until).is_(None),
            col(t.Person.standing).in_((Standing.ACTIVE, Standing.PAUSED)),
            col(t.Membership.person_id).in_(
                select(col(t.Match.mentor_id)).where(col(t.Match.until).is_(None))
            ),
        )
        .group_by(col(t.Membership.person_id))
    )
    return {row[0]: row[1] for row in view.connection.execute(query)}


def _hard(view: View, since: datetime) -> dict[str, list[datetime]]:
    query = select(col(t.Flag.mentor_id), col(t.Flag.raised_at)).where(
        col(t.Flag.mentor_id).is_not(None),
        view.shows(col(t.Flag.mentor_id)),
        col(t.Flag.drill).is_(False),
        col(t.Flag.raised_at) >= since,
    )
    found: dict[str, list[datetime]] = defaultdict(list)
    for mentor, at in view.connection.execute(query):
        if mentor is not None:
            found[mentor].append(at)
    return found


def _heavy(view: View, since: datetime) -> dict[str, list[tuple[datetime, int]]]:
    """What they answered, by mentor. The number stands first in what is kept of an answer."""
    entry = t.core(t.RecordEntry).c
    record = t.core(t.MeetingRecord).c
    query = (
        select(entry.id, entry.body, entry.at, record.person_id)
        .join(t.core(t.MeetingRecord), record.id == entry.record_id)
        .where(
            entry.label == literal_column(f"'{HEAVY.id}'"),  # as its index says it
            entry.kind == "answer",
            entry.at >= since,
            view.shows(record.person_id),
        )
    )
    found: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    rows = view.connection.execute(query).all()
    view.sealer.keys.load({row.person_id for row in rows})
    for row in rows:
        said = view.sealer.read(row.person_id, "record_entry", "body", row.id, row.body)
        if number := re.match(r"[1-5]", said):
            found[row.person_id].append((row.at, int(number[0])))
    return found


def _supervised(view: View) -> dict[str, datetime]:
    """When somebody last saw to a mentor's wish for supervision."""
    query = (
        select(col(t.Request.person_id), func.max(col(t.Request.closed_at)))
        .where(
            col(t.Request.kind) == "supervision",
            col(t.Request.closed_at).is_not(None),
            view.shows(col(t.Request.person_id)),
        )
        .group_by(col(t.Request.person_id))
    )
    return {row[0]: row[1] for row in view.connection.execute(query) if row[1] is not None}
