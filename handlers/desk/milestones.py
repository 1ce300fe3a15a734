"""Milestones at the desk: somebody has reached one, and what was promised has been handed over."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlmodel import col

from handlers.desk.staff import StaffError
from records import effects as fx
from records import programme_packs
from records import tables as t
from records.ids import new_id
from records.programme_milestones import Counts
from records.save import save
from records.sealing import Sealer


def mark(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    programme_id: str,
    person_id: str,
    milestone: str,
) -> None:
    """Keep that somebody has reached a milestone that only the desk can know of. They are told in the week.

    Raises:
        StaffError: there is no such milestone to mark, or they have it.
    """
    known = {one.name: one for one in programme_packs.choices(connection, programme_id).milestones}
    one = known.get(milestone)
    if one is None or one.counts is not Counts.DESK:
        raise StaffError("Choose one of the milestones that are marked here.")
    if _row(connection, person_id, milestone) is not None:
        raise StaffError("That is written down already.")
    reached = fx.ReachMilestone(new_id(now), person_id, milestone, bool(one.gift), staff_id)
    save(connection, sealer, now, [reached, fx.Audited(staff_id, "milestone marked", person_id)])


def given(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    milestone: str,
    on: date,
) -> None:
    """Keep that what was promised has been handed over, when and by whom.

    Raises:
        StaffError: nothing was promised, or it has been handed over.
    """
    row = _row(connection, person_id, milestone)
    if row is None or not row.give:
        raise StaffError("There is nothing to hand over for that.")
    if row.given_on is not None:
        raise StaffError("That has been handed over already.")
    connection.execute(
        update(t.MilestoneReached)
        .where(col(t.MilestoneReached.id) == row.id)
        .values(given_on=on, given_by=staff_id)
    )
    save(connection, sealer, now, [fx.Audited(staff_id, "gift handed over", person_id)])


def _row(connection: Connection, person_id: str, milestone: str) -> Row[Any] | None:
    return connection.execute(
        select(t.core(t.MilestoneReached)).where(
            col(t.MilestoneReached.person_id) == person_id, col(t.MilestoneReached.milestone) == milestone
        )
    ).one_or_none()
