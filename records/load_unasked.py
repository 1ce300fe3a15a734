"""Loading what somebody was sent lately that they had not asked for: no words, only what it was and when.

One statement for any number of people, walked along an index of each one's newest messages.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, or_, select

from records import cases
from records import tables as t
from records.among import among, ask, unindexed
from records.ids import first_id
from records.kinds import UNSETTLED, Lane, MessageClass, OutboxState

_LATELY = timedelta(days=3)  # longer than anything waits to leave
_UNASKED = (MessageClass.PROMPT, MessageClass.KNOCK)


def load_unasked(
    connection: Connection, now: datetime, of: Mapping[str, cases.Case]
) -> dict[str, cases.Case]:
    """These cases with what went to each of them unasked in the last days, or is about to."""
    rows = ask(connection, _lately, {"people": of}, since=first_id(now - _LATELY)).all()
    began: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        began[row.id] |= {row.name} if row.name else set()
    found: dict[str, dict[str, cases.Unasked]] = defaultdict(dict)
    for row in rows:
        left = None if row.state in UNSETTLED else row.handed_at or row.started_at
        found[row.person_id][row.id] = cases.Unasked(
            left_at=left,
            message_class=row.message_class,
            record_kind=row.kind or "",
            outcome=row.outcome or "",
            began=frozenset(began[row.id]),
            of_others=row.about_id != row.person_id,
            by_a_person=row.staff_id is not None or row.lane == Lane.REPLY,
        )
    return {person_id: replace(case, came=tuple(found[person_id].values())) for person_id, case in of.items()}


@cache
def _lately(dialect: str) -> Select[Any]:
    outbox, record, talk = t.core(t.Outbox), t.core(t.MeetingRecord), t.core(t.Conversation)
    state = unindexed(outbox.c.state)
    # What was withheld or lapsed never reached anybody; what was refused neither.
    reached = or_(state.in_(UNSETTLED), outbox.c.handed_at.is_not(None), state == OutboxState.UNKNOWN)
    joined = outbox.outerjoin(record, record.c.id == outbox.c.record_id).outerjoin(
        talk, and_(talk.c.record_id == outbox.c.record_id, talk.c.person_id == outbox.c.person_id)
    )
    return (
        select(
            *(outbox.c.id, outbox.c.person_id, outbox.c.about_id, outbox.c.staff_id, outbox.c.lane),
            *(outbox.c.message_class, outbox.c.state, outbox.c.handed_at, outbox.c.started_at),
            *(record.c.kind, record.c.outcome, talk.c.name),
        )
        .select_from(joined)
        .where(
            among(dialect, outbox.c.person_id, "people"),
            outbox.c.id > bindparam("since"),
            or_(*(unindexed(outbox.c.message_class) == one for one in _UNASKED)),
            reached,
        )
        .order_by(outbox.c.id)
    )
