"""Loading when people were asked each pulse, and what counts towards their milestones."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select
from sqlmodel import col

from records import cases
from records import tables as t
from records.kinds import TAKEN_BACK, GoalState, InboxOutcome, RecordKind, StepState
from records.programme_milestones import Counts
from records.sealing import Sealer


def pulses(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    of: Mapping[str, cases.Case],
    open_channels: frozenset[str],
) -> dict[str, cases.Case]:
    """With when each pulse was last put to them, and whether they only walked with somebody once."""
    people, asked = list(of), t.core(t.PulseRound).c
    last: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    for row in connection.execute(
        select(asked.person_id, asked.pulse, func.max(asked.asked_at).label("at"))
        .where(asked.person_id.in_(people))
        .group_by(asked.person_id, asked.pulse)
    ):
        last[row.person_id].append((row.pulse, row.at))
    walked, walks = set[str](), set[str]()
    mentee, until = col(t.Match.mentee_id), col(t.Match.until)
    for person_id, over in connection.execute(select(mentee, until).where(mentee.in_(people))):
        (walked if over is not None and over <= now else walks).add(person_id)
    return {
        person_id: replace(
            case,
            pulsed=cases.Pulses(
                tuple(sorted(last[person_id])), person_id in walked and person_id not in walks
            ),
        )
        for person_id, case in of.items()
    }


def reached(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    of: Mapping[str, cases.Case],
    open_channels: frozenset[str],
) -> dict[str, cases.Case]:
    """With the milestones they reached, and how many there are of whatever counts."""
    people = list(of)
    counts: dict[str, dict[str, int]] = {person_id: {} for person_id in people}
    goal, step, met, came = (t.core(one).c for one in (t.Goal, t.Step, t.MeetingRecord, t.Inbox))
    for name, person, where in (
        (Counts.GOALS, goal.person_id, (goal.state == GoalState.REACHED,)),
        (Counts.STEPS, step.person_id, (step.state == StepState.DONE,)),
        (Counts.MEETINGS, met.person_id, (met.kind == RecordKind.MEETING, met.outcome != TAKEN_BACK)),
    ):
        query = select(person, func.count()).where(person.in_(people), *where).group_by(person)
        for person_id, number in connection.execute(query):
            counts[person_id][name] = number
    weeks: dict[str, set[datetime]] = defaultdict(set)
    wrote = select(came.person_id, came.received_at).where(
        came.person_id.in_(people), came.outcome != InboxOutcome.NOTED
    )
    sat = select(met.person_id, met.opened_at).where(
        met.person_id.in_(people), met.kind == RecordKind.MEETING, met.outcome != TAKEN_BACK
    )
    for query in (wrote, sat):
        for person_id, at in connection.execute(query):
            weeks[person_id].add((at - timedelta(days=at.weekday())).date())
    names, untold = defaultdict[str, list[str]](list), defaultdict[str, list[tuple[str, str]]](list)
    kept = select(t.core(t.MilestoneReached)).where(col(t.MilestoneReached.person_id).in_(people))
    for row in connection.execute(kept.order_by(col(t.MilestoneReached.id))):
        names[row.person_id].append(row.milestone)
        if row.told_at is None:
            untold[row.person_id].append((row.id, row.milestone))
    return {
        person_id: replace(
            case,
            gained=cases.Reached(
                tuple({**counts[person_id], Counts.WEEKS: len(weeks[person_id])}.items()),
                tuple(names[person_id]),
                tuple(untold[person_id]),
            ),
        )
        for person_id, case in of.items()
    }
