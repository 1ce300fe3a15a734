"""The weekly check-in: how the week was, what became of the last small step, what comes next.

Five questions at most; one, where the last two were answered with a number and no more. It remembers last
time: whether that week was a heavy one, news, the step and the goal it was for. A step that did not happen is
met without blame and made smaller; the second time in a row a smaller one is offered. The mentor is told only
what the person says yes to. Whatever is said around the questions has five ways of being said, so that none
comes twice in four weeks; after weeks without an answer it begins in another tone.
"""

from dataclasses import dataclass
from enum import StrEnum

from conversations.acknowledging import NEWS
from conversations.goals_listed import Listed
from conversations.heard import tells_good_news
from conversations.lines import line, pick, variants
from conversations.questions import scale, text, yes_no
from conversations.small_steps import AFTER_NEWS, STEP_LENGTH, Went, towards, went_question
from conversations.talk import Conversation, Talk, Unclear, register

# Counted on from check-in to check-in, five ways last for four weeks and a change of the day.
_WAYS = 5
HELLO = variants("check-in-hello", _WAYS, "name")
QUIET = variants("check-in-quiet", 4, "name")  # one for each that comes after two without an answer
BACK = variants("check-in-back", 2, "name")
HEAVY = variants("check-in-heavy", _WAYS)
GOOD = variants("check-in-good", _WAYS)
HEAVY_AGAIN = variants("check-in-heavy-again", _WAYS)
LIGHTER = variants("check-in-lighter", _WAYS)
LIGHTER_FROM = variants("check-in-lighter-from", _WAYS, "words")
NEWS_BEFORE = variants("check-in-news-before", _WAYS, "news")
NOT_FORGOTTEN = variants("check-in-not-forgotten", _WAYS)
TINY = line("check-in-tiny", "step")
STEP_TOWARDS = variants("check-in-step-towards", _WAYS, "goal")
WENT_DONE = variants("check-in-done", _WAYS)
WENT_PARTLY = variants("check-in-partly", _WAYS)
NO_BLAME = variants("check-in-no-blame", _WAYS)
WIN_DONE = variants("check-in-win-done", _WAYS, "step")
WIN_PARTLY = variants("check-in-win-partly", _WAYS, "step")
WIN_HERE = variants("check-in-win-here", _WAYS)
CLOSE_STEP = variants("check-in-close-step", _WAYS, "step", "name")
CLOSE = variants("check-in-close", _WAYS, "name")
BRIEF_STEP = variants("check-in-brief-step", _WAYS, "step")
BRIEF = variants("check-in-brief", _WAYS, "name")
REST = line("check-in-rest", "coordinator", "name")
# Where it does not come every week: nothing that says when the next one comes.
HELLO_AT_TIMES = (HELLO[1], HELLO[2], HELLO[4])
CLOSE_STEP_AT_TIMES = (CLOSE_STEP[0], CLOSE_STEP[1], CLOSE_STEP[3], CLOSE_STEP[4])
CLOSE_AT_TIMES = (CLOSE[2], CLOSE[3])
REST_AT_TIMES = line("check-in-rest-at-times", "coordinator", "name")
GENTLE_MENTOR = variants("check-in-gentle-mentor", _WAYS, "name", "mentor")
GENTLE_COORDINATOR = variants("check-in-gentle-coordinator", _WAYS, "name", "coordinator")

# What is left unsaid where a good number came with other words.
CHEERFUL = frozenset((*GOOD, *LIGHTER, *LIGHTER_FROM, *NEWS_BEFORE))

# After so many check-ins without an answer the tone changes, and nobody is reminded any more.
QUIETER_AFTER = 2

MOOD = scale("mood", 1, 5)
HARD = 2  # of five: a hard week, after which it is asked who may get in touch
CONTACT = yes_no("contact", variables=["person"])
STEP_WENT = went_question("step-went")
NEXT_STEP = text("next-step", STEP_LENGTH, optional=True, something=True)
SMALLER_STEP = text("smaller-step", STEP_LENGTH, optional=True, something=True)
TINY_STEP = yes_no("tiny-step", variables=["step"])
SHARE_STEP = yes_no("share-step", variables=["mentor", "step"])


class Last(StrEnum):
    """How last week was, as far as it is worth coming back to."""

    NOTHING = ""
    HEAVY = "heavy"
    GOOD = "good"
    LOSS = "loss"  # they told of something bad


@dataclass(frozen=True, slots=True)
class Mentee:
    """What is known when the check-in begins.

    Attributes:
        name: what they like to be called.
        coordinator: the coordinator's first name.
        mentor: the mentor's first name; "" if there is none yet.
        step: last week's small step in their own words; "" if none is open.
        variant: counts up from check-in to check-in, so that the words change.
        unanswered: how many check-ins in a row nobody answered before this one.
        weekly: whether the next comes in a week, if this one is answered.
        step_goal: the goal that the step is for, in their own words; "" for none.
        step_goal_id: its id.
        missed: how many steps in a row before this one did not happen.
        tiny: a smaller step that can be offered in its place; "" for none.
        goals: the open goals, where there are several.
        last: how last week was.
        hard: what was hard then, in their own words; "" where it need not be said again.
        news: something reached that they told then; "" for none.
        brief: whether they are asked how the week was, and nothing else.
    """

    name: str
    coordinator: str
    mentor: str = ""
    step: str = ""
    variant: int = 0
    unanswered: int = 0
    weekly: bool = True
    step_goal: str = ""
    step_goal_id: str = ""
    missed: int = 0
    tiny: str = ""
    goals: tuple[Listed, ...] = ()
    last: Last = Last.NOTHING
    hard: str = ""
    news: str = ""
    brief: bool = False


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What the person decided.

    Attributes:
        mood: how the week was, 1 (very hard) to 5 (very good); None where it was said in other words.
        went: what became of last week's step; None if there was none.
        step: the next small step; "" if none this week.
        share_step: whether the mentor may be told the next step.
        wants_contact: whether they asked to hear from their mentor (or coordinator, without one).
        news: something reached, said where a step was asked for; "" for none.
        goal_id: the goal that the next step is for, where it is known; else "".
        brief: whether nothing was asked but how the week was.
    """

    mood: int | None
    went: Went | None
    step: str
    share_step: bool
    wants_contact: bool
    news: str = ""
    goal_id: str = ""
    brief: bool = False


async def weekly_check_in(talk: Talk, mentee: Mentee) -> CheckIn:
    """Ask how the week was and settle on the next small step."""
    week = mentee.variant
    quiet = mentee.unanswered - QUIETER_AFTER
    if quiet >= 0:
        await talk.say(pick(QUIET, quiet), name=mentee.name)
    else:
        await talk.say(pick(HELLO if mentee.weekly else HELLO_AT_TIMES, week), name=mentee.name)
        if mentee.last is Last.LOSS:
            await talk.say(pick(NOT_FORGOTTEN, week))
    try:
        mood = await talk.ask(MOOD)
    except Unclear:  # no week is lost over a number: what they said stands as it is
        rest = REST if mentee.weekly else REST_AT_TIMES
        await talk.say(rest, coordinator=mentee.coordinator, name=mentee.name)
        return CheckIn(None, None, "", False, False)
    if quiet >= 0:
        await talk.say(pick(BACK, week), name=mentee.name)
    low = mood <= HARD
    await _after_mood(talk, mentee, mood)
    wants_contact = low and await talk.ask(CONTACT, person=mentee.mentor or mentee.coordinator)
    if mentee.brief:
        await _in_brief(talk, mentee, low)
        return CheckIn(mood, None, "", False, wants_contact, brief=True)
    went: Went | None = None
    if mentee.step:
        if mentee.step_goal:
            await talk.say(pick(STEP_TOWARDS, week), goal=mentee.step_goal)
        went = await talk.ask(STEP_WENT, step=mentee.step)
        await talk.say(
            pick({Went.DONE: WENT_DONE, Went.PARTLY: WENT_PARTLY, Went.NOT_YET: NO_BLAME}[went], week)
        )
    step, news = await _next_step(talk, mentee, went), ""
    if tells_good_news(step):
        await talk.say(NEWS)
        step, news = await talk.ask(AFTER_NEWS), step
    goal_id = mentee.step_goal_id if step and went is Went.NOT_YET else ""
    if step and not goal_id and not low:
        goal_id = await towards(talk, mentee.goals, step)
    share = False
    if step and mentee.mentor:
        share = await talk.ask(SHARE_STEP, mentor=mentee.mentor, step=step)
    await _close(talk, mentee, went, step, low)
    return CheckIn(mood, went, step, share, wants_contact, news, goal_id)


async def _after_mood(talk: Talk, mentee: Mentee, mood: int) -> None:
    """A human word to how the week was, which knows how the one before had been."""
    week = mentee.variant
    if mood <= 2:
        again = mentee.last in (Last.HEAVY, Last.LOSS)
        await talk.say(pick(HEAVY_AGAIN if again else HEAVY, week))
    elif mentee.last is Last.HEAVY and mentee.hard:
        await talk.say(pick(LIGHTER_FROM, week), words=mentee.hard)
    elif mentee.last is Last.HEAVY:
        await talk.say(pick(LIGHTER, week))
    elif mood >= 4:
        await talk.say(pick(GOOD, week))
    if mood > 2 and mentee.news and mentee.last is not Last.LOSS:
        await talk.say(pick(NEWS_BEFORE, week), news=mentee.news)


async def _in_brief(talk: Talk, mentee: Mentee, low: bool) -> None:
    """Part after one question: the step is named, and the words that take it up; gently after a hard week."""
    if low:
        await _gently(talk, mentee)
        return
    if mentee.step:
        await talk.say(pick(BRIEF_STEP, mentee.variant), step=mentee.step)
    await talk.say(pick(BRIEF, mentee.variant), name=mentee.name)


async def _next_step(talk: Talk, mentee: Mentee, went: Went | None) -> str:
    """What comes next: after a step that did not happen a smaller one, the second time one to say yes to."""
    if went is not Went.NOT_YET:
        return await talk.ask(NEXT_STEP)
    if mentee.missed and mentee.tiny:
        return mentee.tiny if await talk.ask(TINY_STEP, step=mentee.tiny) else await talk.ask(NEXT_STEP)
    return await talk.ask(SMALLER_STEP)


async def _close(talk: Talk, mentee: Mentee, went: Went | None, step: str, low: bool) -> None:
    """Name the small win, and part warmly."""
    week = mentee.variant
    if went is Went.DONE:
        await talk.say(pick(WIN_DONE, week), step=mentee.step)
    elif went is Went.PARTLY:
        await talk.say(pick(WIN_PARTLY, week), step=mentee.step)
    else:
        await talk.say(pick(WIN_HERE, week))
    if low:
        await _gently(talk, mentee)
    elif step:
        ways = CLOSE_STEP if mentee.weekly else CLOSE_STEP_AT_TIMES
        await talk.say(pick(ways, week), step=step, name=mentee.name)
    else:
        await talk.say(pick(CLOSE if mentee.weekly else CLOSE_AT_TIMES, week), name=mentee.name)


async def _gently(talk: Talk, mentee: Mentee) -> None:
    """What is said last after a hard week: who is there."""
    week = mentee.variant
    if mentee.mentor:
        await talk.say(pick(GENTLE_MENTOR, week), name=mentee.name, mentor=mentee.mentor)
    else:
        await talk.say(pick(GENTLE_COORDINATOR, week), name=mentee.name, coordinator=mentee.coordinator)


CHECK_IN = register(Conversation("check_in", 1, Mentee, weekly_check_in))
