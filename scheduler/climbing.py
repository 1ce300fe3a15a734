"""The ladder's clock: which flags rise now, which mentors are asked how they are, who is told of their kit.

Looks at three indexed columns (`flag.rises_at`, `flag.debrief_at`, `flag.kit_at`); `handlers.alarm` decides.
Each flag is handled in a savepoint of its own; one that fails is tried again soon and holds up no other.
"""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection, select, update
from sqlmodel import col

from handlers.alarm import debriefing, ladder, own_kit
from handlers.deciding.draft import Draft
from handlers.tools import Tools
from records import tables as t
from records.cases import Part
from records.ids import new_id
from records.load import add, load_cases
from records.save import save

log = structlog.get_logger(__name__)

_BATCH = 100
_TRY_AGAIN = timedelta(minutes=1)  # somebody may be waiting for an answer


def next_climb(connection: Connection) -> datetime | None:
    """When the next flag rises, the next mentor is asked or the next person told of their kit, if any."""
    times = [
        connection.execute(
            select(column).where(column.is_not(None)).order_by(column).limit(1)
        ).scalar_one_or_none()
        for column in (col(t.Flag.rises_at), col(t.Flag.debrief_at), col(t.Flag.kit_at))
    ]
    return min((at for at in times if at is not None), default=None)


def _draft(connection: Connection, tools: Tools, now: datetime, person_id: str) -> Draft:
    # One case at a time: what cannot be read of one person silences nobody else's ladder.
    cases = load_cases(connection, tools.sealer, now, [person_id], tools.open_channels)
    return Draft(cases[person_id], tools.wording, now, new_id(now), console_url=tools.console_url)


def climb_due(connection: Connection, tools: Tools, now: datetime) -> int:
    """Climb for the flags nobody has answered for; remind those who have; how many there were."""
    rows = connection.execute(
        select(t.core(t.Flag)).where(col(t.Flag.rises_at) <= now).order_by(col(t.Flag.rises_at)).limit(_BATCH)
    ).all()
    for row in rows:
        try:
            with connection.begin_nested():
                draft = _draft(connection, tools, now, row.person_id)
                flag = ladder.raised(row)
                (ladder.remind if flag.acknowledged_by or flag.closed else ladder.climb)(draft, flag)
                save(connection, tools.sealer, now, draft.effects)
        except Exception as error:
            log.error("the ladder could not rise", flag=row.id, error=type(error).__name__)
            later = update(t.Flag).where(col(t.Flag.id) == row.id)
            connection.execute(later.values(rises_at=now + _TRY_AGAIN))
    return len(rows)


def debrief_due(connection: Connection, tools: Tools, now: datetime) -> int:
    """Ask the mentors of yesterday's flags how they are; how many there were."""
    rows = connection.execute(
        select(t.core(t.Flag))
        .where(col(t.Flag.debrief_at) <= now)
        .order_by(col(t.Flag.debrief_at))
        .limit(_BATCH)
    ).all()
    asked: set[str] = set()  # one mentor, one question, whatever yesterday brought
    for row in rows:
        try:
            with connection.begin_nested():
                draft = _draft(connection, tools, now, row.mentor_id)
                nothing_to_ask = row.verdict == "false_alarm" or row.mentor_id in asked
                debriefing.ask(draft, row.id, nothing_to_ask=nothing_to_ask)
                save(connection, tools.sealer, now, draft.effects)
            if not nothing_to_ask:
                asked.add(row.mentor_id)
        except Exception as error:
            log.error("a debrief could not be sent", flag=row.id, error=type(error).__name__)
            later = update(t.Flag).where(col(t.Flag.id) == row.id)
            connection.execute(later.values(debrief_at=now + timedelta(hours=1)))
    return len(rows)


def kits_due(connection: Connection, tools: Tools, now: datetime) -> int:
    """Tell those of their own kit whose words suggested danger a while ago; how many were looked at."""
    rows = connection.execute(
        select(t.core(t.Flag)).where(col(t.Flag.kit_at) <= now).order_by(col(t.Flag.kit_at)).limit(_BATCH)
    ).all()
    for row in rows:
        try:
            with connection.begin_nested():
                draft = _draft(connection, tools, now, row.person_id)
                mine, wanted = {row.person_id: draft.case}, {Part.SUPPORT: [row.person_id]}
                cases = add(connection, tools.sealer, now, mine, wanted, tools.open_channels)
                draft.case = cases[row.person_id]
                wrong = row.verdict == "false_alarm"
                own_kit.offer(draft, row.id, row.record_id, row.raised_at, false_alarm=wrong)
                save(connection, tools.sealer, now, draft.effects)
        except Exception as error:
            log.error("somebody could not be told of their kit", flag=row.id, error=type(error).__name__)
            later = update(t.Flag).where(col(t.Flag.id) == row.id)
            connection.execute(later.values(kit_at=None))  # a kindness, and no more: not tried again
    return len(rows)
