"""Who can read what somebody writes: one answer, for the console that opens it and for whom it is about.

A lead reads everybody in the programme, a coordinator those whom `reading.on_caseload` shows them, an
administrator nobody. `View` asks that of one account about people; here it is asked about one person, of
all accounts.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, and_, or_, select

from records import tables as t
from records.kinds import StaffRole
from records.reading import on_caseload


def readers(
    connection: Connection, now: datetime, person_ids: Collection[str]
) -> dict[str, list[tuple[str, bool]]]:
    """Of each of these people: everybody whose account may open their records, and whether they lead.

    Not they themselves. Leads come last; otherwise in the order in which their accounts were made.
    """
    person, account = t.core(t.Person).alias(), t.core(t.Staff).alias()
    works = and_(
        account.c.programme_id == person.c.programme_id,
        account.c.active,
        account.c.role != StaffRole.ADMINISTRATOR,
        account.c.person_id != person.c.id,
    )
    query = (
        select(person.c.id, account.c.person_id, account.c.role)
        .join(account, works)
        .where(
            person.c.id.in_(person_ids),
            or_(account.c.role == StaffRole.LEAD, on_caseload(person, account.c.person_id, now)),
        )
        .order_by(account.c.role == StaffRole.LEAD, account.c.created_at, account.c.id)
    )
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.id].append((row.person_id, row.role == StaffRole.LEAD))
    return found
