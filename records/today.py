"""What went to and fro with somebody nobody knows, in the last day: numbers and times, no words.

A case holds what was said and heard lately, and little of it, so a stranger who writes a great deal would
push it out of sight. Their day's allowance (`deciding.brakes`) is reckoned from these counts.
They are asked for strangers alone.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, func, select
from sqlmodel import col

from records import cases
from records import tables as t
from records.kinds import MessageClass

_A_DAY = timedelta(days=1)


def load_today(connection: Connection, now: datetime, strangers: Collection[str]) -> dict[str, cases.Today]:
    """The last day of each of these people, by person id; a few queries, however many they are."""
    if not strangers:
        return {}
    since = now - _A_DAY
    said: dict[str, dict[str, tuple[int, datetime]]] = defaultdict(dict)
    sent = (
        select(
            col(t.Outbox.person_id),
            col(t.Outbox.message_class),
            func.count(),
            func.max(col(t.Outbox.created_at)),
        )
        .where(col(t.Outbox.person_id).in_(strangers), col(t.Outbox.created_at) > since)
        .group_by(col(t.Outbox.person_id), col(t.Outbox.message_class))
    )
    for person_id, kind, number, last in connection.execute(sent):
        said[person_id][kind] = (number, last)
    raised = _number(
        connection,
        select(col(t.Flag.person_id), func.count())
        .where(col(t.Flag.person_id).in_(strangers), col(t.Flag.raised_at) > since)
        .group_by(col(t.Flag.person_id)),
    )
    complaints = _number(
        connection,
        select(col(t.Request.person_id), func.count())
        .where(
            col(t.Request.person_id).in_(strangers),
            col(t.Request.raised_at) > since,
            col(t.Request.kind) == "complaint",
        )
        .group_by(col(t.Request.person_id)),
    )
    return {
        person_id: cases.Today(
            signposted_at=said[person_id].get(MessageClass.SAFETY, (0, None))[1],
            confirmations=said[person_id].get(MessageClass.STOP_OR_HELP, (0, None))[0],
            flags=raised.get(person_id, 0),
            complaints=complaints.get(person_id, 0),
        )
        for person_id in strangers
    }


def _number(connection: Connection, query: Select[str, int]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(query)}
