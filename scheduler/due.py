"""What is due now: plans that came round, questions whose patience is over, pauses that are.

Takes what is due from indexed columns, so many at a time, and lets the handlers decide; the occurrences, the
next due times, the conversations and the outbox rows of all of them are kept together, in one transaction.
Where that fails each goes alone, so that one that cannot be kept holds up no other. The unique (person, plan,
local date) refuses a second occurrence. In a programme that is not live yet nothing is begun: when it is,
what came due meanwhile is late, as after a stop. What leaves is spread over a few minutes (`Tools.spread`).
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import ColumnElement, Connection, select, true, update
from sqlalchemy.orm import Mapped
from sqlmodel import col

from conversations.state import Status
from handlers.deciding.draft import Draft
from handlers.scheduled.pauses import resume
from handlers.scheduled.prompts import Became, prompt, quiet_hours, skip
from handlers.scheduled.silence import silence
from handlers.tools import Tools
from records import cases
from records import effects as fx
from records import tables as t
from records.among import unindexed
from records.ids import new_id
from records.kinds import PlanKind, Standing
from records.load import add, load_cases, own_cases
from records.save import save
from rules import times
from scheduler.receipts import UNREACHABLE

log = structlog.get_logger(__name__)

_BATCH = 200  # what is decided and kept together; the writer is held for about a tenth of a second
_APART = timedelta(seconds=3)  # between two people whose prompts are due at the same time, on average
# What a prompt looks at.
_PARTS = (
    cases.Part.AROUND,
    cases.Part.TEAM,
    cases.Part.FLAGS,
    cases.Part.ASKED,
    cases.Part.REFLECTIONS,
    cases.Part.UNASKED,
    cases.Part.SEARCH,
    cases.Part.LAST_TIME,
)


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
        unindexed(col(t.Person.standing)) == Standing.PAUSED,
        _but_for(held, col(t.Person.id)),
    )
    ending = select(col(t.Ending.due_at)).where(col(t.Ending.due_at).is_not(None))
    found = [
        connection.execute(ending.order_by(col(t.Ending.due_at)).limit(1)).scalar_one_or_none(),
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


@dataclass(frozen=True, slots=True)
class _Decided:
    """What was decided for one person, and what to do where that cannot be kept."""

    draft: Draft
    postpone: Callable[[], None]
    failed: Callable[[Exception], None]


def _keep(connection: Connection, tools: Tools, now: datetime, decided: Sequence[_Decided]) -> None:
    """Keep all of it at once; where that fails, each by itself."""
    try:
        with connection.begin_nested():
            save(connection, tools.sealer, now, events=[one.draft.effects for one in decided])
        return
    except Exception as error:
        log.warning("kept one by one", number=len(decided), error=type(error).__name__)
    for one in decided:
        try:
            with connection.begin_nested():
                save(connection, tools.sealer, now, one.draft.effects)
        except Exception as error:
            one.failed(error)
            one.postpone()


def start_due(connection: Connection, tools: Tools, now: datetime, away: times.Away | None = None) -> int:
    """Begin what is due, one plan a person at a time; how many there were.

    Args:
        connection: in the writer.
        tools: what handlers need.
        now: now.
        away: when the program was not running, if it was for days.
    """
    rows = connection.execute(
        select(t.core(t.Plan))
        .where(col(t.Plan.due_at) <= now, _but_for(tools.held(connection), col(t.Plan.person_id)))
        .order_by(col(t.Plan.due_at), col(t.Plan.kind).desc())
        .limit(_BATCH)
    ).all()
    first_of_each = {row.person_id: row for row in reversed(rows)}
    if not first_of_each:
        return 0
    done = {
        (row.plan_id, row.local_date)
        for row in connection.execute(
            select(col(t.Occurrence.plan_id), col(t.Occurrence.local_date)).where(
                col(t.Occurrence.plan_id).in_([row.id for row in first_of_each.values()])
            )
        )
    }
    told = _told(connection, first_of_each, away) if away is not None else frozenset()
    lost = _lost(connection, first_of_each)
    own = own_cases(connection, tools.sealer, now, first_of_each, tools.open_channels)
    wanted = {part: list(own) for part in _PARTS}
    wanted[cases.Part.CIRCLE] = [one for one, row in first_of_each.items() if row.kind == PlanKind.CIRCLE]
    wanted[cases.Part.PULSES] = [one for one, row in first_of_each.items() if row.kind == PlanKind.PULSE]
    wanted[cases.Part.REACHED] = [one for one, row in first_of_each.items() if row.kind == PlanKind.MILESTONE]
    wanted[cases.Part.MATCHES] = [one for one, row in first_of_each.items() if row.kind == PlanKind.MATCH]
    found = add(connection, tools.sealer, now, own, wanted, tools.open_channels)
    decided = []
    within = min(tools.spread, _APART * len(first_of_each))  # a few people need not wait for each other
    for person_id, row in first_of_each.items():
        draft = Draft(found[person_id], tools.wording, now, new_id(now), console_url=tools.console_url)
        one = _Decided(
            draft,
            # Tried again in an hour rather than at every tick; the others go on.
            partial(_put_off, connection, row.id, now),
            partial(_say, "a plan could not be started", "plan", row.id),
        )
        try:
            plan = next(plan for plan in draft.case.person.plans if plan.id == row.id)
            # A plan moved to a later hour of a day it has come round on already only moves on.
            if (plan.id, plan.local_date) in done:
                skip(draft, plan)
            else:
                prompt(draft, plan, away, told=person_id in told, lost_since=lost.get(person_id))
            if within:
                _spread(draft, within)
        except Exception as error:
            one.failed(error)
            one.postpone()
        else:
            decided.append(one)
    _keep(connection, tools, now, decided)
    return len(first_of_each)


def _told(connection: Connection, people: Collection[str], away: times.Away) -> frozenset[str]:
    """Who of them has heard that we were away: another plan of theirs was missed since we are back."""
    missed = select(col(t.Occurrence.person_id)).where(
        col(t.Occurrence.person_id).in_(people),
        col(t.Occurrence.outcome) == Became.MISSED,
        col(t.Occurrence.at) >= away.until,
    )
    return frozenset(connection.execute(missed).scalars())


def _lost(connection: Connection, people: Collection[str]) -> dict[str, datetime]:
    """Whose number takes nothing, and since when a person has that before them."""
    request = t.core(t.Request).c
    stands = (request.kind == UNREACHABLE) & request.closed_at.is_(None) & request.person_id.in_(people)
    rows = connection.execute(select(request.person_id, request.raised_at).where(stands))
    return {row.person_id: row.raised_at for row in rows}


def _spread(draft: Draft, within: timedelta) -> None:
    """Let what is due at the same time for many leave one after the other, each at a time of its own."""
    person = draft.case.person
    at = times.spread(person.id, draft.now, within, ZoneInfo(person.timezone), quiet_hours(draft))
    draft.effects = [
        replace(effect, not_before=at) if isinstance(effect, fx.Send) and effect.to == person.id else effect
        for effect in draft.effects
    ]


def resume_paused(connection: Connection, tools: Tools, now: datetime) -> int:
    """Begin again with those whose time of quiet is over; how many there were."""
    over = (col(t.Person.paused_until) <= now) & (unindexed(col(t.Person.standing)) == Standing.PAUSED)
    live = _but_for(tools.held(connection), col(t.Person.id))
    query = select(col(t.Person.id)).where(over, live).order_by(col(t.Person.paused_until)).limit(_BATCH)
    people = list(connection.execute(query).scalars())
    found = _cases(connection, tools, now, people)
    decided = []
    for person_id in people:
        draft = Draft(found[person_id], tools.wording, now, new_id(now), console_url=tools.console_url)
        one = _Decided(
            draft,
            partial(_put_off_pause, connection, person_id, now),
            partial(_say, "a pause could not be ended", "person", person_id),
        )
        try:
            resume(draft)
        except Exception as error:
            one.failed(error)
            one.postpone()
        else:
            decided.append(one)
    _keep(connection, tools, now, decided)
    return len(people)


def notice_silence(
    connection: Connection, tools: Tools, now: datetime, away: times.Away | None = None
) -> int:
    """Remind of, or close, the questions whose patience is over; how many there were. As for `start_due`."""
    rows = connection.execute(
        select(col(t.Conversation.id), col(t.Conversation.person_id))
        .where(
            col(t.Conversation.due_at) <= now,
            unindexed(col(t.Conversation.state)) == Status.WAITING,
            _but_for(tools.held(connection), col(t.Conversation.person_id)),
        )
        .order_by(col(t.Conversation.due_at))
        .limit(_BATCH)
    ).all()
    first_of_each = {row.person_id: row.id for row in reversed(rows)}
    found = _cases(connection, tools, now, first_of_each)
    decided = []
    for person_id, conversation_id in first_of_each.items():
        case = found[person_id]
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
        one = _Decided(
            draft,
            partial(_postpone, connection, conversation_id, now),
            partial(_say, "silence could not be noticed", "conversation", conversation_id),
        )
        try:
            later = silence(draft, waiting, away)
        except Exception as error:
            one.failed(error)
            one.postpone()
        else:
            decided.append(one)
            if later is not None:
                _wait(connection, conversation_id, later)
    _keep(connection, tools, now, decided)
    return len(first_of_each)


def _cases(
    connection: Connection, tools: Tools, now: datetime, people: Collection[str]
) -> dict[str, cases.Case]:
    """As `load_cases`, with what went to each of them unasked."""
    found = load_cases(connection, tools.sealer, now, people, tools.open_channels)
    wanted = {cases.Part.UNASKED: list(found)}
    return add(connection, tools.sealer, now, found, wanted, tools.open_channels)


def _say(what: str, name: str, row_id: str, error: Exception) -> None:
    log.error(what, **{name: row_id}, error=type(error).__name__)


def _put_off(connection: Connection, plan_id: str, now: datetime) -> None:
    later = update(t.Plan).where(col(t.Plan.id) == plan_id)
    connection.execute(later.values(due_at=now + times.TRY_AGAIN))


def _put_off_pause(connection: Connection, person_id: str, now: datetime) -> None:
    later = update(t.Person).where(col(t.Person.id) == person_id)
    connection.execute(later.values(paused_until=now + times.TRY_AGAIN))


def _postpone(connection: Connection, conversation_id: str, after: datetime) -> None:
    _wait(connection, conversation_id, after + times.TRY_AGAIN)


def _wait(connection: Connection, conversation_id: str, until: datetime) -> None:
    later = update(t.Conversation).where(col(t.Conversation.id) == conversation_id)
    connection.execute(later.values(due_at=until))
