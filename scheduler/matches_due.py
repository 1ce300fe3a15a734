"""Matches whose last day has come: they are over, whatever either of the two hears, or whether they can.

Taken from an indexed column; each is kept by itself, so that one that cannot be holds up no other.
"""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection, select, update
from sqlmodel import col

from handlers.desk.match_endings import close
from handlers.tools import Tools
from records import tables as t

log = structlog.get_logger(__name__)

_BATCH = 100
_TRY_AGAIN = timedelta(hours=1)


def close_matches(connection: Connection, tools: Tools, now: datetime) -> int:
    """End the matches that are due to end; how many there were."""
    due = select(t.core(t.Ending)).where(col(t.Ending.due_at) <= now).order_by(col(t.Ending.due_at))
    rows = connection.execute(due.limit(_BATCH)).all()
    for row in rows:
        try:
            with connection.begin_nested():
                close(connection, tools, now, row)
        except Exception as error:
            log.error("a match could not be closed", ending=row.id, error=type(error).__name__)
            later = update(t.Ending).where(col(t.Ending.id) == row.id)
            connection.execute(later.values(due_at=now + _TRY_AGAIN))
    return len(rows)
