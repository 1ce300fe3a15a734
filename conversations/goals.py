"""Goals by a word: the list, what is said when one is reached, changed, parked, dropped or taken up again,
and the small questions behind it.

Which goal is meant is asked only where no number says so, and an order that might be none is asked back.
Help to make a goal clearer is three small questions, and only for whoever asks for it. Nothing is lost by a
slip: each answer says how to take it back.
"""

from dataclasses import dataclass

from conversations.goal_orders import Order
from conversations.goals_listed import STEP_GOAL, WHICH, Listed, listing, numbered
from conversations.lines import line, variants
from conversations.questions import Question, text, yes_no
from conversations.small_steps import GOAL_LENGTH, SHARE_GOAL
from conversations.talk import Conversation, Talk, register

# The plan, to look at.
PLAN_HORIZON = {code: line(f"plan-horizon-{code or 'open'}") for code in ("week", "short", "long", "")}
PLAN_GOAL = line("plan-goal", "number", "goal")
PLAN_STEP_OF = line("plan-step-of", "step")
PLAN_STEP = line("plan-step", "step")
PLAN_NO_STEP = line("plan-no-step")
PLAN_PARKED = line("plan-parked", "number", "goal")
PLAN_REACHED = line("plan-reached", "goal")
PLAN_DONE = line("plan-done", "step")
PLAN_EMPTY = line("plan-empty")
PLAN_MORE = line("plan-more")

# What a mentor may see.
SHOWN_HEAD = line("shown-goals", "name")
SHOWN_GOAL = line("shown-goal", "goal", "horizon")
SHOWN_NONE = line("shown-goals-none", "name")

REACHED = variants("goal-done", 5, "goal")
TAKE_BACK = line("goal-take-back", "number")
DROPPED = line("goal-dropped", "goal", "number")
PARKED = line("goal-parked", "goal", "number")
BACK = line("goal-back", "goal", "number")
CHANGED = line("goal-changed", "goal", "number")
SHOWN = line("goal-shown", "goal", "number", "mentor")
HIDDEN = line("goal-hidden", "goal")
STEP_RESTS = line("goal-step-rests", "step")
STEP_FOR = line("goal-step-for", "goal", "step")
AS_IT_IS = line("goal-as-it-is")
NO_SUCH = line("goal-no-such")
NO_MENTOR = line("goal-no-mentor")

SURE_DONE = yes_no("goal-sure-done", variables=["goal"])
SURE_DROP = yes_no("goal-sure-drop", variables=["goal"])
NEW_WORDS = text("goal-words", GOAL_LENGTH, optional=True, something=True, variables=["goal"])
LOOK = text("goal-look", 160, optional=True, variables=["goal"])
HELPS = text("goal-helps", 160, optional=True)
BY_WHEN = text("goal-by-when", 60, optional=True)
CLEARER = text("goal-clearer", GOAL_LENGTH, optional=True, variables=["goal"])

_SURE: dict[Order, Question[bool]] = {Order.DONE: SURE_DONE, Order.DROP: SURE_DROP}


@dataclass(frozen=True, slots=True)
class Chooser:
    """Somebody who says what is to become of a goal, with what is still to be asked.

    Attributes:
        order: what is to become of it.
        goals: those it can be.
        number: which one they named; 0 for none.
        words: what it is to say, if they said so.
        sure: whether it can be meant in no other way.
        mentor: who would see it.
    """

    order: Order
    goals: tuple[Listed, ...]
    number: int = 0
    words: str = ""
    sure: bool = True
    mentor: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to become of which goal; `goal_id` is "" where nothing is."""

    order: Order
    goal_id: str = ""
    words: str = ""


async def choose(talk: Talk, person: Chooser) -> Chosen:
    """Ask what is not clear: which goal, whether it was meant, what it is to say."""
    number = str(person.number) if person.number else await talk.ask(WHICH, listed=listing(person.goals))
    goal = numbered(person.goals, number)
    if goal is None:
        await talk.say(NO_SUCH if number else AS_IT_IS)
        return Chosen(person.order)
    sure, words = person.sure, person.words
    if not sure and person.order is Order.SHOW:
        sure = await talk.ask(SHARE_GOAL, mentor=person.mentor, goal=goal.text)
    elif not sure and person.order in _SURE:
        sure = await talk.ask(_SURE[person.order], goal=goal.text)
    else:
        sure = True
    if sure and person.order is Order.CHANGE and not words:
        words = await talk.ask(NEW_WORDS, goal=goal.text)
        sure = bool(words)
    if not sure:
        await talk.say(AS_IT_IS)
        return Chosen(person.order)
    return Chosen(person.order, goal.id, words)


@dataclass(frozen=True, slots=True)
class Sharpener:
    """Somebody who wants help to make a goal clearer."""

    goal_id: str
    goal: str


async def sharpen(talk: Talk, person: Sharpener) -> Chosen:
    """What it looks like, what helps, by when; then the goal in their words as they would say it now."""
    await talk.ask(LOOK, goal=person.goal)
    await talk.ask(HELPS)
    await talk.ask(BY_WHEN)
    words = await talk.ask(CLEARER, goal=person.goal)
    if not words:
        await talk.say(AS_IT_IS)
    return Chosen(Order.CHANGE, person.goal_id if words else "", words)


@dataclass(frozen=True, slots=True)
class StepKeeper:
    """A step that was kept just now, and the goals it could be for."""

    step_id: str
    step: str
    goals: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class StepFor:
    """The goal a step is for; "" for none of them."""

    step_id: str
    goal_id: str


async def step_for(talk: Talk, person: StepKeeper) -> StepFor:
    """Ask which goal it is for."""
    number = await talk.ask(STEP_GOAL, step=person.step, listed=listing(person.goals))
    goal = numbered(person.goals, number)
    return StepFor(person.step_id, goal.id if goal is not None else "")


GOAL_ORDER = register(Conversation("goal_order", 1, Chooser, choose))
GOAL_HELP = register(Conversation("goal_help", 1, Sharpener, sharpen))
STEP_GOAL_OF = register(Conversation("step_goal", 1, StepKeeper, step_for))
