"""Loading a person's matches: how they go, how they end, and what was reached while they went on."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, or_, select
from sqlmodel import col

from records import cases
from records import tables as t
from records.kinds import GoalState, StepState
from records.load_people import load_others, read
from records.sealing import Sealer

_LATELY = timedelta(days=120)  # a match that ended longer ago brings nothing any more
_A_YEAR = timedelta(days=366)
_SHOWN = 3  # goals and steps that are given back


def matches(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    of: Mapping[str, cases.Case],
    open_channels: frozenset[str],
) -> dict[str, cases.Case]:
    """With their matches of the last months and, for mentees, what they reached in the last year."""
    people = list(of)
    mentee, mentor = col(t.Match.mentee_id), col(t.Match.mentor_id)
    rows = connection.execute(
        select(t.core(t.Match))
        .where(
            or_(mentee.in_(people), mentor.in_(people)),
            or_(col(t.Match.until).is_(None), col(t.Match.until) > now - _LATELY),
        )
        .order_by(col(t.Match.since).desc(), col(t.Match.id).desc())
    ).all()
    ids = [row.id for row in rows]
    endings = {  # the latest of each comes last, and stays
        row.match_id: row
        for row in connection.execute(
            select(t.core(t.Ending)).where(col(t.Ending.match_id).in_(ids)).order_by(col(t.Ending.id))
        )
    }
    done: dict[tuple[str, str], list[tuple[str, datetime]]] = defaultdict(list)
    moments = select(t.core(t.Moment)).where(col(t.Moment.match_id).in_(ids)).order_by(col(t.Moment.id))
    for row in connection.execute(moments):
        done[row.match_id, row.person_id].append((row.kind, row.at))
    others = load_others(
        connection, sealer, {one for row in rows for one in (row.mentee_id, row.mentor_id)}, open_channels
    )
    together: dict[str, list[cases.Together]] = defaultdict(list)
    for row in rows:
        for person_id, other_id in ((row.mentee_id, row.mentor_id), (row.mentor_id, row.mentee_id)):
            if person_id in of and other_id in others:
                as_mentee = person_id == row.mentee_id
                together[person_id].append(
                    cases.Together(
                        match_id=row.id,
                        other_id=other_id,
                        other=others[other_id].name,
                        as_mentee=as_mentee,
                        since=row.since,
                        until=row.until,
                        ending=_ending(endings.get(row.id), as_mentee=as_mentee),
                        done=tuple(done[row.id, person_id]),
                    )
                )
    mentees = [one for one, found in together.items() if any(each.as_mentee for each in found)]
    goals, steps = _reached(connection, sealer, now, mentees)
    return {
        person_id: replace(
            case,
            paired=cases.Matches(
                tuple(together[person_id]), tuple(goals[person_id]), tuple(steps[person_id])
            ),
        )
        for person_id, case in of.items()
    }


def _ending(row: Row[Any] | None, *, as_mentee: bool) -> cases.Ending | None:
    if row is None:
        return None
    return cases.Ending(
        how=row.how,
        state=row.state,
        decided_at=row.decided_at,
        ends_on=row.ends_on,
        told_on=row.mentee_on if as_mentee else row.mentor_on,
        changed_at=row.changed_at,
        asks_later=row.asks_later,
    )


def _reached(
    connection: Connection, sealer: Sealer, now: datetime, people: list[str]
) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """Goals that were reached and steps that were done, the newest of each person."""
    found: dict[type, dict[str, list[str]]] = {t.Goal: defaultdict(list), t.Step: defaultdict(list)}
    if people:
        goals = select(t.core(t.Goal)).where(
            col(t.Goal.person_id).in_(people), col(t.Goal.state) == GoalState.REACHED
        )
        steps = select(t.core(t.Step)).where(
            col(t.Step.person_id).in_(people), col(t.Step.state) == StepState.DONE
        )
        for table, query in ((t.Goal, goals), (t.Step, steps)):
            lately = query.where(col(table.closed_at) > now - _A_YEAR)
            for row in connection.execute(lately.order_by(col(table.closed_at).desc(), col(table.id))):
                mine = found[table][row.person_id]
                if len(mine) < _SHOWN:
                    name = str(table.__tablename__)
                    mine.append(read(sealer, row.person_id, name, "text", row.id, row.text))
    return found[t.Goal], found[t.Step]
