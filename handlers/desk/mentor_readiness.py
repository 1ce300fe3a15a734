"""What makes a mentor ready for a match: clearance and training, and between which dates they are good."""

from datetime import date, datetime

from sqlalchemy import Connection, insert, select
from sqlmodel import col

from handlers.desk.staff import StaffError
from handlers.enrolling.enrol_check import NEEDED
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.save import save
from records.sealing import Sealer

READINESS = (*NEEDED, "interview")


def add_readiness(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    kind: str,
    given_on: date | None,
    good_until: date | None,
) -> None:
    """Keep that a mentor has been cleared, trained or interviewed.

    Args:
        kind: what it is.
        given_on: the day it was given.
        good_until: the day it runs out; none: it does not.

    Raises:
        StaffError: a date is missing or makes no sense.
    """
    if kind not in READINESS:
        raise StaffError("Choose what it is: clearance, training or interview.")
    if given_on is None or given_on > now.date():
        raise StaffError("Write the day it was given. It cannot lie ahead.")
    if good_until is not None and good_until < given_on:
        raise StaffError("It cannot run out before it was given. Check the two dates.")
    row = {"kind": kind, "given_on": given_on, "good_until": good_until, "recorded_by": staff_id}
    connection.execute(insert(t.Readiness).values(id=new_id(now), person_id=person_id, **row))
    save(connection, sealer, now, [fx.Audited(staff_id, "readiness added", person_id, detail=kind)])


def not_ready(connection: Connection, mentor_id: str, today: date) -> list[str]:
    """What a mentor still needs before a match: kinds that are missing or have run out."""
    rows = connection.execute(
        select(t.core(t.Readiness)).where(col(t.Readiness.person_id) == mentor_id)
    ).all()
    good = {row.kind for row in rows if row.good_until is None or row.good_until >= today}
    return [kind for kind in NEEDED if kind not in good]
