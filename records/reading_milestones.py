"""Milestones that people reached, and what is still to be handed over."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from records import programme_packs
from records import tables as t
from records.kinds import Role
from records.programme_milestones import Counts, Milestone
from records.programme_pulses import in_language
from records.reading import Part, Some, View, names


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone that somebody reached. `gift`: what is handed over, "" for words alone."""

    name: str
    title: str
    reached_at: datetime
    gift: str = ""
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class GiftRow:
    """Something that is to be handed to somebody."""

    person_id: str
    person: str = field(repr=False)
    milestone: str
    title: str
    gift: str
    since: datetime


def reached(view: View, person_id: str) -> tuple[list[MilestoneRow], list[Milestone]]:
    """What a person has reached, the newest first; and what the desk may mark for them."""
    known, usual = _known(view)
    row = t.core(t.MilestoneReached).c
    query = select(t.core(t.MilestoneReached)).where(row.person_id == person_id, view.shows(row.person_id))
    found = [
        MilestoneRow(
            one.milestone,
            known[one.milestone].title if one.milestone in known else one.milestone,
            one.reached_at,
            _gift(known.get(one.milestone), usual) if one.give else "",
            one.given_on,
        )
        for one in view.connection.execute(query.order_by(row.reached_at.desc(), row.id))
    ]
    has = {one.name for one in found}
    played = t.core(t.Membership).c
    is_mentee = select(played.id).where(
        played.person_id == person_id, played.role == Role.MENTEE, played.until.is_(None)
    )
    if view.connection.execute(is_mentee).first() is None:
        return found, []
    return found, [one for one in known.values() if one.counts is Counts.DESK and one.name not in has]


def to_hand_over(view: View, part: Part) -> Some[GiftRow]:
    """What somebody has reached and has not been given; the oldest first."""
    row = t.core(t.MilestoneReached).c
    found = view.connection.execute(
        select(row.person_id, row.milestone, row.reached_at)
        .where(row.give.is_(True), row.given_on.is_(None), view.shows(row.person_id))
        .order_by(row.reached_at, row.id)
    ).all()
    if not found:
        return Some()
    known, usual = _known(view)
    called = names(view, {one.person_id for one in found})
    rows = [
        GiftRow(
            one.person_id,
            called.get(one.person_id, ""),
            one.milestone,
            known[one.milestone].title if one.milestone in known else one.milestone,
            _gift(known.get(one.milestone), usual),
            one.reached_at,
        )
        for one in found
    ]
    return Some.of(rows, part)


def _known(view: View) -> tuple[dict[str, Milestone], str]:
    usual = view.connection.execute(
        select(col(t.Programme.language)).where(col(t.Programme.id) == view.programme_id)
    ).scalar_one()
    chosen = programme_packs.choices(view.connection, view.programme_id).milestones
    return {one.name: one for one in chosen}, usual


def _gift(one: Milestone | None, usual: str) -> str:
    return in_language(one.gift, usual, usual) if one is not None and one.gift else "what was promised"
