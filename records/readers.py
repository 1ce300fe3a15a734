"""Who can read what somebody writes: one answer, for the console that opens it and for whom it is about.

A lead reads everybody in the programme, a coordinator those whom `reading.on_caseload` shows them, an
administrator nobody. `View` asks that of one account about people; here it is asked about one person, of
all accounts.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, or_, select

from records import tables as t
from records.among import among, ask
from records.kinds import StaffRole
from records.reading import ON_ITS_WAY, leaving_since, on_caseload
from records.types import UtcDateTime


def readers(
    connection: Connection, now: datetime, person_ids: Collection[str]
) -> dict[str, list[tuple[str, bool]]]:
    """Of each of these people: everybody whose account may open their records, and whether they lead.

    Not they themselves. Leads come last; otherwise in the order in which their accounts were made.
    """
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for row in ask(connection, _query, {"people": person_ids}, since=now - ON_ITS_WAY):
        found[row.id].append((row.person_id, row.role == StaffRole.LEAD))
    return found


@cache
def _query(dialect: str) -> Select[Any]:
    """Built once: it is asked for every message."""
    person, account = t.core(t.Person).alias(), t.core(t.Staff).alias()
    works = and_(
        account.c.programme_id == person.c.programme_id,
        account.c.active,
        account.c.role != StaffRole.ADMINISTRATOR,
        account.c.person_id != person.c.id,
    )
    leaving = leaving_since(bindparam("since", type_=UtcDateTime))
    return (
        select(person.c.id, account.c.person_id, account.c.role)
        .join(account, works)
        .where(
            among(dialect, person.c.id, "people"),
            or_(account.c.role == StaffRole.LEAD, on_caseload(person, account.c.person_id, leaving)),
        )
        .order_by(account.c.role == StaffRole.LEAD, account.c.created_at, account.c.id)
    )
