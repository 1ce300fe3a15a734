"""What is due now: plans that came round, questions whose patience is over, pauses that are.

Claims what is due from indexed columns, a hundred at a time, and lets the handlers decide;
the occurrence, the next due time, the conversation and the outbox rows are kept in one
transaction. The unique (person, plan, local date) refuses a second occurrence. In a programme that
is not live yet nothing is begun: when it is, what came due meanwhile is late, as after a stop.
"""

from collections.abc import Collection
from datetime import datetime

import structlog
from sqlalchemy import ColumnElement, Connection, select, true, update
from sqlalchemy.orm import Mapped
from sqlmodel import col

from conversations.state import Status
from handlers.deciding.draft import Draft
from handlers.deciding.intents import resume
from handlers.scheduled.prompts import prompt, skip
from handlers.scheduled.silence import silence
from handlers.tools import Tools
from records import tables as t
from records.ids import new_id
from records.kinds import Standing
from records.load import load_cases
from records.save import save
from rules import times

log = structlog.get_logger(__name__)

_BATCH = 100


def next_due(connection: Connection, held: Collection[str] = ()) -> datetime | None:
    """When the next plan or question comes due, if any ever does; but for programmes that are held."""
    plans = select(col(t.Plan.due_at)).where(
        col(t.Plan.due_at).is_not(None), _but_for(held, col(t.Plan.person_id))
    )
    asked = select(col(t.Conversation.due_at)).where(
        col(t.Conversation.due_at).is_not(None), _but_for(held, col(t.Conversation.person_id))
    )
    paused = select(col(t.Person.paused_until)).where(
        col(t.Person.paused_until).is_not(None),
        col(t.Person.standing) == Standing.PAUSED,
        _but_for(held, col(t.Person.id)),
    )
    found = [
        connection.execute(paused.order_by(col(t.Person.paused_until)).limit(1)).scalar_one_or_none(),
        connection.execute(plans.order_by(col(t.Plan.due_at)).limit(1)).scalar_one_or_none(),
        connection.execute(asked.order_by(col(t.Conversation.due_at)).limit(1)).scalar_one_or_none(),
    ]
    return min((at for at in found if at is not None), default=None)


def _but_for(held: Collection[str], person: Mapped[str]) -> ColumnElement[bool]:
    """Leaves out the people of programmes in which nothing unasked-for happens yet."""
    if not held:
        return true()
    return person.not_in(select(col(t.Person.id)).where(col(t.Person.programme_id).in_(held)))


def start_due(connection: Connection, tools: Tools, now: datetime) -> int:
    """Begin what is due, one plan a person at a time; how many there were."""
    rows = connection.execute(
        select(t.core(t.Plan))
        .where(col(t.Plan.due_at) <= now, _but_for(tools.held(connection), col(t.Plan.person_id)))
        .order_by(col(t.Plan.due_at), col(t.Plan.kind).desc())
        .limit(_BATCH)
    ).all()
    first_of_each = {row.person_id: row for row in reversed(rows)}
    done = {
        (row.plan_id, row.local_date)
        for row in connection.execute(
            select(col(t.Occurrence.plan_id), col(t.Occurrence.local_date)).where(
                col(t.Occurrence.plan_id).in_([row.id for row in first_of_each.values()])
            )
        )
    }
    cases = load_cases(connection, tools.sealer, now, first_of_each, tools.open_channels)
    for person_id, row in first_of_each.items():
        case = cases[person_id]
        plan = next(plan for plan in case.person.plans if plan.id == row.id)
        draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
        try:
            # A plan moved to a later hour of a day it has come round on already only moves on.
            (skip if (plan.id, plan.local_date) in done else prompt)(draft, plan)
            with connection.begin_nested():
                save(connection, tools.sealer, now, draft.effects)
        except Exception as error:
            log.error("a plan could not be started", plan=plan.id, error=type(error).__name__)
            # Tried again in an hour rather than at every tick; the others go on.
            later = update(t.Plan).where(col(t.Plan.id) == plan.id)
            connection.execute(later.values(due_at=now + times.TRY_AGAIN))
    return len(first_of_each)


def resume_paused(connection: Connection, tools: Tools, now: datetime) -> int:
    """Begin again with those whose time of quiet is over; how many there were."""
    over = (col(t.Person.paused_until) <= now) & (col(t.Person.standing) == Standing.PAUSED)
    live = _but_for(tools.held(connection), col(t.Person.id))
    query = select(col(t.Person.id)).where(over, live).order_by(col(t.Person.paused_until)).limit(_BATCH)
    people = list(connection.execute(query).scalars())
    cases = load_cases(connection, tools.sealer, now, people, tools.open_channels)
    for person_id in people:
        draft = Draft(cases[person_id], tools.wording, now, new_id(now), console_url=tools.console_url)
        try:
            resume(draft)
            with connection.begin_nested():
                save(connection, tools.sealer, now, draft.effects)
        except Exception as error:
            log.error("a pause could not be ended", person=person_id, error=type(error).__name__)
            later = update(t.Person).where(col(t.Person.id) == person_id)
            connection.execute(later.values(paused_until=now + times.TRY_AGAIN))
    return len(people)


def notice_silence(connection: Connection, tools: Tools, now: datetime) -> int:
    """Remind of, or close, the questions whose patience is over; how many there were."""
    rows = connection.execute(
        select(col(t.Conversation.id), col(t.Conversation.person_id))
        .where(
            col(t.Conversation.due_at) <= now,
            col(t.Conversation.state) == Status.WAITING,
            _but_for(tools.held(connection), col(t.Conversation.person_id)),
        )
        .order_by(col(t.Conversation.due_at))
        .limit(_BATCH)
    ).all()
    first_of_each = {row.person_id: row.id for row in reversed(rows)}
    cases = load_cases(connection, tools.sealer, now, first_of_each, tools.open_channels)
    for person_id, conversation_id in first_of_each.items():
        case = cases[person_id]
        waiting = next((one for one in case.person.talking if one.id == conversation_id), None)
        if waiting is None:  # it does not open; `records.load` has said so in the log
            _postpone(connection, conversation_id, now)
            continue
        newest = case.person.talking[0]
        if waiting is not newest:
            # Interrupted by a newer question, which owns the reply: it is not reminded of meanwhile.
            _postpone(connection, conversation_id, max(now, newest.due_at or now))
            continue
        # Silence twice in one conversation must give different ids: the time tells them apart.
        draft = Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)
        try:
            silence(draft, waiting)
            with connection.begin_nested():
                save(connection, tools.sealer, now, draft.effects)
        except Exception as error:
            log.error(
                "silence could not be noticed", conversation=conversation_id, error=type(error).__name__
            )
            _postpone(connection, conversation_id, now)
    return len(first_of_each)


def _postpone(connection: Connection, conversation_id: str, after: datetime) -> None:
    later = update(t.Conversation).where(col(t.Conversation.id) == conversation_id)
    connection.execute(later.values(due_at=after + times.TRY_AGAIN))
