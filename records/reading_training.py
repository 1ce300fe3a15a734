"""What coordinators read of mentors' training: the log of one, and clearances and trainings that run out."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from records import tables as t
from records.kinds import Role
from records.reading import View, names

AHEAD = timedelta(days=30)  # so long before it runs out, somebody can still do something about it


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """One entry: `source` is lesson, told or desk; `topic` a code, "" for another."""

    on_day: date
    topic: str
    minutes: int
    source: str
    about: str = field(repr=False)


def log(view: View, person_id: str) -> list[TrainingRow]:
    """The log of somebody this view shows, newest first."""
    rows = view.connection.execute(
        select(t.core(t.Training))
        .where(col(t.Training.person_id) == person_id, view.shows(col(t.Training.person_id)))
        .order_by(col(t.Training.on_day).desc(), col(t.Training.id).desc())
    ).all()
    view.sealer.keys.load([person_id])
    return [
        TrainingRow(
            row.on_day,
            row.topic,
            row.minutes,
            row.source,
            view.sealer.read(person_id, "training", "about", row.id, row.about),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class LapseRow:
    """A mentor's clearance or training that has run out, or is about to."""

    person_id: str
    name: str = field(repr=False)
    kind: str
    good_until: date
    over: bool


def lapsing(view: View, today: date, needed: Collection[str]) -> list[LapseRow]:
    """What of these kinds lapses within a month, or has, by mentor; the longest over first.

    Of a kind that somebody has more than once, the one that lasts longest counts; one without an end never
    lapses.
    """
    lasting = func.max(func.coalesce(col(t.Readiness.good_until), date.max))
    rows = view.connection.execute(
        select(col(t.Readiness.person_id), col(t.Readiness.kind), lasting.label("until"))
        .join(t.Membership, col(t.Membership.person_id) == col(t.Readiness.person_id))
        .where(
            view.shows(col(t.Readiness.person_id)),
            col(t.Readiness.kind).in_(needed),
            col(t.Membership.role) == Role.MENTOR,
            col(t.Membership.until).is_(None),
        )
        .group_by(col(t.Readiness.person_id), col(t.Readiness.kind))
        .having(lasting <= today + AHEAD)
    ).all()
    called = names(view, [row.person_id for row in rows])
    found = [
        LapseRow(row.person_id, called[row.person_id], row.kind, until, until < today)
        for row in rows
        for until in (row.until if isinstance(row.until, date) else date.fromisoformat(row.until),)
    ]
    return sorted(found, key=lambda row: (row.good_until, row.name))
