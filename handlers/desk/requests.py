"""What people asked for that a human has to do: closed with what was done, for whoever looks next."""

from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlmodel import col

from handlers.desk.staff import NotFound, StaffError
from records import effects as fx
from records import tables as t
from records.save import save
from records.sealing import Sealer

LONGEST_OUTCOME = 1000


def close(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, request_id: str, outcome: str
) -> None:
    """A request has been seen to.

    Args:
        request_id: which request.
        outcome: what was done, in a few words.

    Raises:
        NotFound: no such request.
        StaffError: it is not said what was done, or somebody has closed it already.
    """
    row = connection.execute(
        select(col(t.Request.person_id), col(t.Request.record_id), col(t.Request.closed_at)).where(
            col(t.Request.id) == request_id
        )
    ).first()
    if row is None:
        raise NotFound(str(NotFound.__doc__))
    outcome = outcome.strip()
    if not outcome or len(outcome) > LONGEST_OUTCOME:
        raise StaffError("Write in a few words what was done, so that the next person knows.")
    if row.closed_at is not None:
        raise StaffError("Somebody has closed this already. Load the page again to see what was done.")
    sealed = sealer.seal(row.person_id, "request", "outcome", request_id, outcome)
    done = update(t.Request).where(col(t.Request.id) == request_id, col(t.Request.closed_at).is_(None))
    connection.execute(done.values(closed_at=now, closed_by=staff_id, outcome=sealed))
    save(connection, sealer, now, [fx.Audited(staff_id, "request closed", row.person_id, row.record_id)])
