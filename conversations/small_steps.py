"""Small steps: from a goal to one step that fits into a day or two, and a look at it mid-week.

The goal and the step are the person's own words. A step that did not happen is made smaller,
never the person.
"""

import contextlib
from dataclasses import dataclass
from enum import StrEnum

from conversations.acknowledging import NEWS
from conversations.goals_listed import STEP_GOAL, Listed, listing, meant, numbered
from conversations.heard import tells_good_news
from conversations.lines import line, pick, variants
from conversations.questions import Question, choice, text, yes_no
from conversations.step_words import CHANGE_WORDS, DONE_WORDS, NOT_YET_WORDS, PARTLY_WORDS
from conversations.talk import Conversation, Talk, Unclear, register

GOAL_LENGTH = 120
STEP_LENGTH = 100


class Horizon(StrEnum):
    """How far off a goal is."""

    WEEK = "week"
    SHORT = "short"
    LONG = "long"


class Went(StrEnum):
    """What became of a step."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not_yet"


class Going(StrEnum):
    """How a step is going mid-week."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    CHANGE = "change"


def went_question(question: str) -> Question[Went]:
    """How a step went; each conversation asks it under an id of its own."""
    words = {Went.DONE: DONE_WORDS, Went.PARTLY: PARTLY_WORDS, Went.NOT_YET: NOT_YET_WORDS}
    return choice(question, Went, words, variables=["step"])


STEP_ABOUT = line("small-step-about", "goal")
STEP_SET = line("small-step-set", "step")
STEP_LATER = line("small-step-later", "name")
GOAL_SETTLED = line("goal-settled")
MID_WEEK_HELLO = variants("mid-week-hello", 5, "name")
MID_WEEK_DONE = variants("mid-week-done", 5, "step")
MID_WEEK_PARTLY = variants("mid-week-partly", 5)
MID_WEEK_NOT_YET = variants("mid-week-not-yet", 5)
MID_WEEK_CHANGED = line("mid-week-changed", "step")
MID_WEEK_KEPT = line("mid-week-kept", "step")

GOAL = text("goal", GOAL_LENGTH, optional=True, something=True)
HORIZON = choice(
    "horizon",
    Horizon,
    {
        Horizon.WEEK: ("this week", "week", "esta semana", "semana"),
        Horizon.SHORT: (
            "short",
            "short term",
            "months",
            "a few months",
            "in a few months",
            "meses",
            "en unos meses",
        ),
        Horizon.LONG: (
            "long",
            "long term",
            "in a year or more",
            "a year or more",
            "a year",
            "en un año o después",
        ),
    },
)
SHARE_GOAL = yes_no("share-goal", variables=["mentor", "goal"])
STEP = text("step", STEP_LENGTH, optional=True, something=True)
AFTER_NEWS = text("after-news", STEP_LENGTH, optional=True, something=True)
FITS = yes_no("fits", variables=["step"])
PIECE = text("piece", STEP_LENGTH, optional=True, something=True)
GOING = choice(
    "going",
    Going,
    {
        Going.DONE: DONE_WORDS,
        Going.PARTLY: PARTLY_WORDS,
        Going.NOT_YET: NOT_YET_WORDS,
        Going.CHANGE: CHANGE_WORDS,
    },
    variables=["step"],
)
NEW_STEP = text("new-step", STEP_LENGTH, optional=True, something=True)


@dataclass(frozen=True, slots=True)
class Stepper:
    """What is known when a goal is set, or a step looked for.

    Attributes:
        name: what they like to be called.
        goal: the goal it is about; "" where there is none yet, or there are several.
        horizon: how far off it is, if they have said.
        goal_id: its id; "" where there is none yet.
        mentor: whom they may show a new goal; "" where there is nobody to show it to.
        new: the goal was told just now, in one text: what is left to settle is asked, and no step.
        goals: where there are several, all of them: which one a step is for is asked if it is unclear.
    """

    name: str
    goal: str = ""
    horizon: Horizon | None = None
    goal_id: str = ""
    mentor: str = ""
    new: bool = False
    goals: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallStep:
    """What the person decided: a goal with its horizon, and a step towards it ("" for not now).

    `news` is something reached, said where a step was asked for; "" for none. `goal_id` is of the goal
    that the step is for, where there were several; "" for none of them.
    """

    goal: str
    horizon: Horizon | None
    step: str
    news: str = ""
    goal_id: str = ""


async def small_step(talk: Talk, person: Stepper) -> SmallStep:
    """From a goal to one step small enough for a day or two."""
    goal, horizon = person.goal, person.horizon
    if goal and not person.new:
        await talk.say(STEP_ABOUT, goal=goal)
    elif not person.goals:
        goal = goal or await talk.ask(GOAL)
        if goal:
            horizon = await talk.ask(HORIZON)
            if person.mentor:
                await talk.ask(SHARE_GOAL, mentor=person.mentor, goal=goal)
    if person.new:
        await talk.say(GOAL_SETTLED)
        return SmallStep(goal, horizon, "")
    step, news = await talk.ask(STEP), ""
    if tells_good_news(step):
        await talk.say(NEWS)
        step, news = await talk.ask(AFTER_NEWS), step
    if step and not await talk.ask(FITS, step=step):
        step = await talk.ask(PIECE) or step
    about = await towards(talk, person.goals, step) if step else ""
    if step:
        await talk.say(STEP_SET, step=step)
    else:
        await talk.say(STEP_LATER, name=person.name)
    return SmallStep(goal, horizon, step, news, about)


async def towards(talk: Talk, goals: tuple[Listed, ...], step: str) -> str:
    """The id of the goal that a step is for, asked where there are several and its words do not tell; "" for
    none of them."""
    if len(goals) < 2:
        return ""
    goal = meant(goals, step)
    if goal is None:
        with contextlib.suppress(Unclear):  # the step stands all the same
            goal = numbered(goals, await talk.ask(STEP_GOAL, step=step, listed=listing(goals)))
    return goal.id if goal is not None else ""


@dataclass(frozen=True, slots=True)
class Underway:
    """What is known mid-week: the open step in their own words; `variant` counts up."""

    name: str
    step: str
    variant: int = 0


@dataclass(frozen=True, slots=True)
class MidWeek:
    """How the step is going, and the step that is open now ("" once it is done)."""

    going: Going
    step: str


async def mid_week(talk: Talk, person: Underway) -> MidWeek:
    """Ask how the step is going; it may be changed."""
    await talk.say(pick(MID_WEEK_HELLO, person.variant), name=person.name)
    going = await talk.ask(GOING, step=person.step)
    if going is Going.DONE:
        await talk.say(pick(MID_WEEK_DONE, person.variant), step=person.step)
        return MidWeek(going, "")
    if going is Going.CHANGE:
        step = await talk.ask(NEW_STEP)
        if step:
            await talk.say(MID_WEEK_CHANGED, step=step)
            return MidWeek(going, step)
        await talk.say(MID_WEEK_KEPT, step=person.step)
        return MidWeek(going, person.step)
    await talk.say(pick(MID_WEEK_PARTLY if going is Going.PARTLY else MID_WEEK_NOT_YET, person.variant))
    return MidWeek(going, person.step)


SMALL_STEP = register(Conversation("small_step", 2, Stepper, small_step))
MID_WEEK = register(Conversation("mid_week", 1, Underway, mid_week))
