"""What became of somebody's goals and steps, in the order of time, for the page about them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from records import tables as t
from records.kinds import GoalState, StepState
from records.reading import View

_MOST = 200  # moments; a page is no archive, the log has all of it


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened with a goal or a step.

    Attributes:
        at: when.
        kind: "set", "changed", a goal's state ("reached", "parked", ...), "step" or "step-done".
        text: the goal or the step, as it was put then.
        goal: of a step: the goal it was for, as it is put now; "" for none.
        before: of a goal that was changed: what it said before.
    """

    at: datetime
    kind: str
    text: str = field(repr=False)
    goal: str = field(default="", repr=False)
    before: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal that is about: open, or on hold."""

    number: int
    text: str = field(repr=False)
    horizon: str
    set_at: datetime
    parked: bool
    step: str = field(repr=False)  # the open step towards it; "" for none
    shown_to: str | None  # the id of the mentor who may see it


def goals(view: View, person_id: str) -> tuple[GoalRow, ...]:
    """Their goals by number, with the step under each. For whom this view shows."""
    found = _rows(view, t.Goal, person_id)
    steps = {
        row.goal_id: _words(view, "step", row)
        for row in _rows(view, t.Step, person_id)
        if row.state == StepState.OPEN
    }
    return tuple(
        GoalRow(
            *(row.number, _words(view, "goal", row), row.horizon, row.set_at, row.state == GoalState.PARKED),
            *(steps.get(row.id, ""), row.shown_to),
        )
        for row in sorted(found, key=lambda one: one.number)
        if row.closed_at is None
    )


def time_line(view: View, person_id: str) -> tuple[Moment, ...]:
    """The newest moments, newest first. For whom this view shows."""
    goal_rows = _rows(view, t.Goal, person_id)
    now = {row.id: _words(view, "goal", row) for row in goal_rows}
    events: dict[str, list[Any]] = defaultdict(list)
    for row in _rows(view, t.GoalEvent, person_id):
        events[row.goal_id].append(row)
    found = [one for row in goal_rows for one in _of_goal(view, row, now[row.id], events[row.id])]
    for row in _rows(view, t.Step, person_id):
        text, goal = _words(view, "step", row), now.get(row.goal_id or "", "")
        found.append(Moment(row.set_at, "step", text, goal))
        if row.state == StepState.DONE and row.closed_at is not None:
            found.append(Moment(row.closed_at, "step-done", text, goal))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:_MOST])


def _of_goal(view: View, row: Any, text: str, events: Iterable[Any]) -> Iterable[Moment]:
    """The moments of one goal, the newest first, so that each is told in the words it had then."""
    said = text
    told = sorted(events, key=lambda one: (one.at, one.id), reverse=True)
    if row.closed_at is not None and not any(one.kind == row.state for one in told):
        yield Moment(row.closed_at, row.state, said)  # closed before each change was kept
    for event in told:
        if event.kind == "changed":
            before = view.sealer.read(event.person_id, "goal_event", "body", event.id, event.body)
            yield Moment(event.at, event.kind, said, before=before)
            said = before or said
        else:
            yield Moment(event.at, event.kind, said)
    yield Moment(row.set_at, "set", said)


def _rows(view: View, table: Any, person_id: str) -> list[Any]:
    core = t.core(table)
    shown = view.shows(core.c.person_id)
    query = select(core).where(core.c.person_id == person_id, shown).order_by(core.c.id)
    return list(view.connection.execute(query))


def _words(view: View, table: str, row: Any) -> str:
    return view.sealer.read(row.person_id, table, "text", row.id, row.text)
