"""The rota, written: who is on duty on which weekday, from when until when.

Read by `records.duty`. The whole rota is put at once, so that a page shows either the old or the new one.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from records import effects as fx
from records import tables as t
from records.duty import MIDNIGHT
from records.ids import new_id
from records.kinds import StaffRole
from records.save import save
from records.sealing import Sealer

WEEKDAYS = 7
_TIME = re.compile(r"(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9]")

Turn = tuple[str, int, str, str]  # staff id, weekday, start, end


class RotaProblem(Exception):
    """The rota cannot be kept as it is. The message says what to change."""


def read_time(text: str, *, end: bool = False) -> str:
    """A time of day as it is kept: "HH:MM". As an end, midnight is "24:00".

    Raises:
        RotaProblem: it is no time of day.
    """
    typed = text.strip()
    if end and typed in ("24:00", "24.00", "0:00", "00:00"):
        return MIDNIGHT
    if not _TIME.fullmatch(typed):
        raise RotaProblem(f"“{typed[:20]}” is not a time of day. Write it like 9:00 or 17:30.")
    hour, minute = re.split("[:.]", typed)
    return f"{int(hour):02d}:{minute}"


def check(turns: Sequence[Turn]) -> list[Turn]:
    """The turns as they are kept, in order.

    Raises:
        RotaProblem: a time makes no sense, or somebody is on duty twice at once.
    """
    kept = []
    for staff_id, weekday, start, end in turns:
        if not 0 <= weekday < WEEKDAYS:
            raise RotaProblem("There is no such weekday. Please choose one from the list.")
        begins, ends = read_time(start), read_time(end, end=True)
        if ends <= begins:
            raise RotaProblem(
                f"{begins} to {ends} ends before it begins. For a night, write two turns: one until 24:00, "
                "and one from 0:00 on the next day."
            )
        kept.append((staff_id, weekday, begins, ends))
    kept.sort()
    for before, after in pairwise(kept):
        if before[:2] == after[:2] and after[2] < before[3]:
            raise RotaProblem(
                f"Somebody is down twice at {after[2]} on one day. Please put the two turns together."
            )
    return kept


def put(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    by: str,
    programme_id: str,
    turns: Sequence[Turn],
) -> None:
    """Put a programme's rota in place of the one before; none at all means that everybody is on duty always.

    Args:
        by: the staff id of whoever does it.
        turns: the whole week.

    Raises:
        RotaProblem: a turn makes no sense, or names nobody who can be on duty here.
    """
    kept = check(turns)
    members = connection.execute(
        select(col(t.Staff.id)).where(
            col(t.Staff.programme_id) == programme_id,
            col(t.Staff.active),
            col(t.Staff.role) != StaffRole.ADMINISTRATOR,
        )
    ).scalars()
    if not {turn[0] for turn in kept} <= set(members):
        raise RotaProblem("Somebody on this rota is not working here any longer. Please reload the page.")
    connection.execute(delete(t.Rota).where(col(t.Rota.programme_id) == programme_id))
    if kept:
        connection.execute(
            insert(t.Rota),
            [
                {
                    "id": new_id(now),
                    "programme_id": programme_id,
                    "staff_id": staff_id,
                    "weekday": weekday,
                    "start": start,
                    "end": end,
                }
                for staff_id, weekday, start, end in kept
            ],
        )
    save(connection, sealer, now, [fx.Audited(by, "rota_changed", detail=f"{len(kept)} turns")])
