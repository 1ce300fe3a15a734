"""A programme goes live: what waited for that may leave now.

It stands in the audit log under whoever gave the last word that was needed.
"""

from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlmodel import col

from handlers.desk.confirming import confirmed
from records import effects as fx
from records import live
from records import tables as t
from records.kinds import NOT_LEFT
from records.save import save
from records.sealing import Sealer
from rules.verdicts import Reason


def go_live(connection: Connection, sealer: Sealer, now: datetime, programme_id: str) -> bool:
    """From now on, what is due goes out; False where it was so already."""
    if programme_id not in live.held(connection):
        return False
    live.begin(connection, programme_id, now)
    people = select(col(t.Person.id)).where(col(t.Person.programme_id) == programme_id)
    connection.execute(
        update(t.Outbox)
        .where(
            col(t.Outbox.state).in_(NOT_LEFT),
            col(t.Outbox.reason) == Reason.NOT_LIVE,
            col(t.Outbox.person_id).in_(people),
        )
        .values(not_before=now, retry_at=now, reason=Reason.NONE)
    )
    words = confirmed(connection, programme_id, now).values()
    if last := max(words, key=lambda one: one.at, default=None):
        save(connection, sealer, now, [fx.Audited(last.staff_id, "went_live")])
    return True
