"""Goals and steps: what somebody decided about them, applied to the state as it is now.

A goal is kept as soon as it is told, and what is said about it as it comes. Which goal a step belongs to is
settled by its words, by the only goal there is, or by a question before this. A goal that is over or parked
takes the step under it along, so that nobody is asked about it.
"""

from dataclasses import replace
from typing import Any

from conversations import goals as say
from conversations import talk
from conversations.acknowledging import GOAL_REACHED
from conversations.goal_orders import Order
from conversations.goals import Chosen, StepFor
from conversations.goals_listed import Listed, meant
from conversations.goals_reached import same_thing
from conversations.lines import pick
from conversations.small_steps import GOAL, GOAL_LENGTH, HORIZON, SHARE_GOAL, SMALL_STEP, Horizon, SmallStep
from handlers.deciding.draft import Draft
from records import effects as fx
from records.cases import Goal, Person
from records.kinds import GoalState, StepState

_COMES_TO = {
    Order.DONE: GoalState.REACHED,
    Order.DROP: GoalState.DROPPED,
    Order.PARK: GoalState.PARKED,
    Order.BACK: GoalState.OPEN,
}


def listed(goals: tuple[Goal, ...]) -> tuple[Listed, ...]:
    """Goals by number, as a conversation knows them."""
    return tuple(Listed(one.id, one.number, one.text) for one in sorted(goals, key=lambda one: one.number))


def several(person: Person) -> tuple[Listed, ...]:
    """The open goals, where there is more than one."""
    return listed(person.goals) if len(person.goals) > 1 else ()


def find(person: Person, goal_id: str | None) -> Goal | None:
    """One of their goals by its id: open, parked, or over since a few weeks at most."""
    return next((one for one in (*person.goals, *person.past_goals) if one.id == goal_id), None)


def mentor_to_show(draft: Draft) -> str:
    """The name of the mentor whom a goal may be shown to; "" where there is none."""
    return draft.case.mentors[0].name if draft.case.mentors else ""


# --- setting ------------------------------------------------------------------------------------------------


def add(draft: Draft, record_id: str, text: str, horizon: Horizon | None, goal_id: str = "") -> str:
    """Keep a goal, unless that very goal is open already; a parked or dropped one opens again. Its id."""
    if not text:
        return ""
    person = draft.case.person
    same = next((one for one in (*person.goals, *person.past_goals) if one.text == text), None)
    if same is None:
        goal_id = goal_id or draft.new_id()
        draft.add(fx.AddGoal(goal_id, person.id, horizon, text))
        draft.note(record_id, "agreed", "goal", text)
        return goal_id
    if same.state is not GoalState.OPEN:
        draft.add(fx.MoveGoal(same.id, person.id, draft.new_id(), GoalState.OPEN))
        draft.note(record_id, "agreed", "goal-open", text)
    return same.id


def keep(draft: Draft, conversation_id: str, record_id: str, turn: talk.Turn[Any]) -> None:
    """Keep what was just said of a goal, before the conversation is over: it may be left half-way."""
    if turn.state.conversation != SMALL_STEP.name:
        return
    answer = turn.answered
    if answer is not None and answer.question == GOAL.id and isinstance(answer.value, str):
        add(draft, record_id, answer.value, None, _own_id(conversation_id))
        return
    goal = find(draft.case.person, _told_in(draft, conversation_id, turn.state))
    if goal is None:
        return
    told = turn.state.answers.get(GOAL.id)
    if (
        isinstance(told, str) and told != goal.text and told.startswith(goal.text)
    ):  # it went on in another text
        draft.add(fx.ChangeGoal(goal.id, draft.case.person.id, draft.new_id(), told, goal.text))
    if answer is None:
        return
    if answer.question == HORIZON.id and isinstance(answer.value, str):
        draft.add(fx.SetHorizon(goal.id, Horizon(answer.value)))
    elif answer.question == SHARE_GOAL.id:
        shown = answer.value is True and bool(draft.case.mentors)
        draft.add(fx.ShowGoal(goal.id, draft.case.mentors[0].id if shown else None))


def result_of(draft: Draft, conversation_id: str, turn: talk.Turn[Any]) -> Any:
    """What a conversation came to, with the goal that was kept while it went on."""
    result = turn.result
    if not isinstance(result, SmallStep) or result.goal_id:
        return result
    return replace(result, goal_id=_told_in(draft, conversation_id, turn.state))


def _own_id(conversation_id: str) -> str:
    return f"{conversation_id}-g"


def _told_in(draft: Draft, conversation_id: str, state: talk.State) -> str:
    """The id of the goal a conversation is about: it began with it, or it was told there; "" for none."""
    snapshot = state.snapshot if isinstance(state.snapshot, dict) else {}
    if goal_id := snapshot.get("goal_id"):
        return str(goal_id)
    person = draft.case.person
    if find(person, _own_id(conversation_id)) is not None:
        return _own_id(conversation_id)
    told = state.answers.get(GOAL.id) or snapshot.get("goal")
    same = next((one for one in (*person.goals, *person.past_goals) if told and one.text == told), None)
    return same.id if same is not None else ""


def next_step(draft: Draft, record_id: str, text: str, goal_id: str | None = None) -> str:
    """Set the step to work on now, towards that goal or the one its words are about. Its id; "" sets none."""
    if not text:
        return ""
    person = draft.case.person
    if any(one.id == goal_id for one in person.past_goals):
        goal_id = None
    if goal_id is None:
        goal = meant(listed(person.goals), text) if len(person.goals) > 1 else None
        only = person.goals[0].id if len(person.goals) == 1 else None
        goal_id = goal.id if goal is not None else only
    step_id = draft.new_id()
    draft.add(fx.AddStep(step_id, person.id, text, goal_id or None))
    draft.note(record_id, "agreed", "step", text)
    return step_id


def step_for(draft: Draft, result: StepFor) -> None:
    """The goal that a step belongs to, if it is still open."""
    step, goal = draft.case.person.open_step, find(draft.case.person, result.goal_id)
    if goal is not None and step is not None and step.id == result.step_id:
        draft.add(fx.SetStepGoal(step.id, goal.id))
        draft.before.append(draft.words(say.STEP_FOR, goal=goal.text, step=step.text))


# --- what becomes of them -----------------------------------------------------------------------------------


def apply(draft: Draft, record_id: str, result: Chosen) -> None:
    """Carry out what was chosen, and say so; nothing where the goal is not there any more."""
    goal = find(draft.case.person, result.goal_id)
    if goal is None:
        return
    match result.order:
        case Order.CHANGE:
            _change(draft, record_id, goal, result.words)
        case Order.SHOW | Order.HIDE:
            _show(draft, record_id, goal, shown=result.order is Order.SHOW)
        case Order.DONE | Order.DROP | Order.PARK | Order.BACK:
            _move(draft, record_id, goal, _COMES_TO[result.order])


def _change(draft: Draft, record_id: str, goal: Goal, words: str) -> None:
    words = words[:GOAL_LENGTH]
    if horizon := HORIZON.read(words, draft.case.person.language):  # "GOAL CHANGE 2 this week"
        draft.add(fx.SetHorizon(goal.id, horizon.value))
    elif words != goal.text:
        draft.add(fx.ChangeGoal(goal.id, draft.case.person.id, draft.new_id(), words, goal.text))
    draft.note(record_id, "agreed", "goal-changed", words)
    text = goal.text if horizon else words
    draft.before.append(draft.words(say.CHANGED, goal=text, number=goal.number))


def _show(draft: Draft, record_id: str, goal: Goal, *, shown: bool) -> None:
    mentors = draft.case.mentors
    if shown and not mentors:
        draft.before.append(draft.words(say.NO_MENTOR))
        return
    draft.add(fx.ShowGoal(goal.id, mentors[0].id if shown else None))
    draft.note(record_id, "event", "goal-shown" if shown else "goal-hidden")
    if shown:
        mentor = mentors[0].name
        draft.before.append(draft.words(say.SHOWN, goal=goal.text, number=goal.number, mentor=mentor))
    else:
        draft.before.append(draft.words(say.HIDDEN, goal=goal.text))


def _move(draft: Draft, record_id: str, goal: Goal, state: GoalState) -> None:
    person = draft.case.person
    if goal.state is not state:
        draft.add(fx.MoveGoal(goal.id, person.id, draft.new_id(), state))
        draft.note(record_id, "agreed", f"goal-{state}", goal.text)
    given: dict[str, str | int] = {"goal": goal.text, "number": goal.number}
    match state:
        case GoalState.REACHED:
            lines = [draft.words(pick(say.REACHED, draft.turn), goal=goal.text)]
            lines.append(draft.words(say.TAKE_BACK, number=goal.number))
        case GoalState.DROPPED:
            lines = [draft.words(say.DROPPED, None, **given)]
        case GoalState.PARKED:
            lines = [draft.words(say.PARKED, None, **given)]
        case GoalState.OPEN:
            lines = [draft.words(say.BACK, None, **given)]
    if state is not GoalState.OPEN and (rested := _rest_step_of(draft, goal)):
        lines.append(draft.words(say.STEP_RESTS, step=rested))
    draft.before.append("\n".join(lines))


def _rest_step_of(draft: Draft, goal: Goal) -> str:
    """The words of the open step under a goal, which is asked about no more; "" where there is none."""
    step = draft.case.person.open_step
    if step is None or step.goal_id != goal.id:
        return ""
    draft.add(fx.CloseStep(step.id, StepState.REPLACED))
    return step.text


def good_news(draft: Draft, record_id: str, words: str) -> None:
    """Something reached: noted, and where it is plainly one of their goals, the goal is marked, and said
    so."""
    if not words:
        return
    draft.note(record_id, "agreed", "good-news", words)
    person = draft.case.person
    reached = next((goal for goal in person.goals if same_thing(goal.text, words)), None)
    if reached is not None:
        draft.add(fx.MoveGoal(reached.id, person.id, draft.new_id(), GoalState.REACHED))
        draft.note(record_id, "agreed", "goal-reached", reached.text)
        _rest_step_of(draft, reached)
        draft.before.append(draft.words(GOAL_REACHED, goal=reached.text))
