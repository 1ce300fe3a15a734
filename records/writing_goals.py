"""Writing what somebody sets themselves: goals and what becomes of them, steps, promises."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from sqlalchemy import Update, bindparam, func, or_, select, update

from records import effects as fx
from records import tables as t
from records.kinds import GoalState, StepState
from records.types import UtcDateTime
from records.writing import Change, Insert, Work, Written, change, writes

_GOAL, _EVENT, _STEP, _PROMISE = t.core(t.Goal), t.core(t.GoalEvent), t.core(t.Step), t.core(t.Promise)
# For so long nothing takes the number of a goal that is over: "GOAL DONE 2" texted late means what it meant.
_NUMBER_RESTS = timedelta(days=30)
_OVER = (GoalState.REACHED, GoalState.DROPPED)


@writes(fx.AddGoal)
def _goal(e: fx.AddGoal, work: Work) -> Iterator[Written]:
    text = work.sealer.seal(e.person_id, "goal", "text", e.id, e.text)
    horizon = e.horizon.value if e.horizon is not None else ""
    goal = {"id": e.id, "person_id": e.person_id, "horizon": horizon, "text": text, "set_at": work.now}
    yield Insert(_GOAL, {**goal, "number": 0, "state": GoalState.OPEN})
    yield Change(_numbered(), {"of_id": e.id, "of_person": e.person_id, "since": work.now - _NUMBER_RESTS})


@cache
def _numbered() -> Update:
    """Above every number of theirs that still means something."""
    other = _GOAL.alias("other")
    about = or_(other.c.closed_at.is_(None), other.c.closed_at > bindparam("since", type_=UtcDateTime))
    highest = (
        select(func.coalesce(func.max(other.c.number), 0) + 1)
        .where(other.c.person_id == bindparam("of_person"), about)
        .scalar_subquery()
    )
    return update(_GOAL).where(_GOAL.c.id == bindparam("of_id")).values(number=highest)


@writes(fx.MoveGoal)
def _move(e: fx.MoveGoal, work: Work) -> Iterator[Written]:
    yield Insert(_EVENT, _event(e.event_id, e.person_id, e.id, e.state, work))
    yield change(t.Goal, e.id, state=e.state, closed_at=work.now if e.state in _OVER else None)


@writes(fx.ChangeGoal)
def _change(e: fx.ChangeGoal, work: Work) -> Iterator[Written]:
    before = work.sealer.seal(e.person_id, "goal_event", "body", e.event_id, e.before)
    yield Insert(_EVENT, _event(e.event_id, e.person_id, e.id, "changed", work) | {"body": before})
    yield change(t.Goal, e.id, text=work.sealer.seal(e.person_id, "goal", "text", e.id, e.text))


def _event(event_id: str, person_id: str, goal_id: str, kind: str, work: Work) -> dict[str, object]:
    of = {"id": event_id, "person_id": person_id, "goal_id": goal_id}
    return {**of, "kind": kind, "body": b"", "at": work.now}


@writes(fx.SetHorizon)
def _horizon(e: fx.SetHorizon, _: Work) -> Iterator[Written]:
    yield change(t.Goal, e.id, horizon=e.horizon)


@writes(fx.ShowGoal)
def _show(e: fx.ShowGoal, _: Work) -> Iterator[Written]:
    yield change(t.Goal, e.id, shown_to=e.to)


@writes(fx.SetStepGoal)
def _step_of(e: fx.SetStepGoal, _: Work) -> Iterator[Written]:
    yield change(t.Step, e.id, goal_id=e.goal_id)


@writes(fx.AddStep)
def _step(e: fx.AddStep, work: Work) -> Iterator[Written]:
    yield Insert(
        _STEP,
        {
            "id": e.id,
            "person_id": e.person_id,
            "goal_id": e.goal_id,
            "text": work.sealer.seal(e.person_id, "step", "text", e.id, e.text),
            "state": StepState.OPEN,
            "set_at": work.now,
        },
    )
    new = {"of_person": e.person_id, "new_id": e.id, "new_at": work.now}
    yield Change(_replaced(), {**new, "state": StepState.REPLACED, "closed_at": work.now})


@cache
def _replaced() -> Update:
    """Of several steps in one group, all inserted by now, the last one stays."""
    earlier = _STEP.c.id < bindparam("new_id")
    another = _STEP.c.set_at != bindparam("new_at", type_=UtcDateTime)
    is_open = _STEP.c.state == bindparam("open", StepState.OPEN)
    return update(_STEP).where(_STEP.c.person_id == bindparam("of_person"), is_open, earlier | another)


@writes(fx.CloseStep)
def _step_done(e: fx.CloseStep, work: Work) -> Iterator[Written]:
    yield Change(_open_step(), {"of_id": e.id, "state": e.state, "closed_at": work.now})


@cache
def _open_step() -> Update:
    is_open = _STEP.c.state == bindparam("open", StepState.OPEN)
    return update(_STEP).where(_STEP.c.id == bindparam("of_id"), is_open)


@writes(fx.MakePromise)
def _promise(e: fx.MakePromise, work: Work) -> Iterator[Written]:
    text = work.sealer.seal(e.person_id, "promise", "text", e.id, e.text)
    yield Insert(_PROMISE, {"id": e.id, "person_id": e.person_id, "text": text, "made_at": work.now})
    earlier = (_PROMISE.c.id < e.id) | (_PROMISE.c.made_at != work.now)
    mine = (_PROMISE.c.person_id == e.person_id) & _PROMISE.c.dropped_at.is_(None)
    yield Change(update(_PROMISE).where(mine, earlier).values(dropped_at=work.now), {})


@writes(fx.DropPromise)
def _drop(e: fx.DropPromise, work: Work) -> Iterator[Written]:
    yield change(t.Promise, e.id, dropped_at=work.now)
