"""The welcome: what this is, what is kept, who reads it, and where its limits are.

Told a little at a time and before anything is asked that matters: what is recorded and the
limits of confidentiality come with the first real question, that nobody watches round the
clock with the second. Four questions at most, for mentees and for mentors.
"""

from dataclasses import dataclass

from conversations.lines import line
from conversations.questions import WeekdayTime, name, text, when, yes_no
from conversations.self_care import make_promise
from conversations.small_steps import GOAL_LENGTH
from conversations.talk import Conversation, Talk, Unclear, register

JOINED = line("welcome-joined", "programme")
NOT_YOU = line("welcome-not-you")
WHAT = line("welcome-what", "name", "coordinator")
RECORDED = line("welcome-recorded", "readers")
RECORDED_MENTOR = line("welcome-recorded-mentor", "readers", "mentor")
LIMITS = line("welcome-limits")
NOT_WATCHED = line("welcome-not-watched", "emergency")
HELP_AND_STOP = line("welcome-help-and-stop")
USUAL_TIME = line("welcome-usual-time", "coordinator")
READY = line("welcome-ready", "name", "when")
READY_USUAL = line("welcome-ready-usual", "name")
GOAL_KEPT = line("welcome-goal-kept", "goal")
MENTOR_ROLE = line("mentor-welcome-role", "name")
MENTOR_BOUNDARIES = line("mentor-welcome-boundaries", "coordinator")
MENTOR_RECORDED = line("mentor-welcome-recorded", "readers")
MENTOR_LIMITS = line("mentor-welcome-limits", "coordinator", "emergency")
MENTOR_SELF_CARE = line("mentor-welcome-self-care")
MENTOR_READY = line("mentor-welcome-ready", "name", "coordinator")

IS_YOU = yes_no("is-you", variables=["name", "programme"])
CALL_NAME = name("call-name", variables=["name"])
FIRST_NAME = text("first-name", 30)  # for those who texted in, whom nobody has told us about
CHECK_IN_DAY = when("check-in-day")
FIRST_GOAL = text("first-goal", GOAL_LENGTH, optional=True, something=True)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is known of somebody who has just joined.

    Attributes:
        name: first name, as the programme has it; "" for a mentee who texted in.
        programme: the programme's name as people know it, neutral on a lock screen.
        coordinator: the coordinator's first name.
        emergency: the number to call in danger where they live.
        mentor: their mentors' names; "" if there is none yet. Not used for mentors.
        readers: the names of all who can open what they write, as one reads them.
    """

    name: str
    programme: str
    coordinator: str
    emergency: str
    mentor: str = ""
    readers: str = ""

    @property
    def read_by(self) -> str:
        """Who can read it; a welcome that began before that was worked out names the coordinator."""
        return self.readers or self.coordinator


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a mentee decided.

    Attributes:
        right_person: False if somebody else has this phone; nothing else was asked then.
        call_name: what to call them.
        check_in: when the weekly check-in suits them; None for the programme's usual time.
        goal: one thing they want for themselves; "" for not yet.
    """

    right_person: bool
    call_name: str
    check_in: WeekdayTime | None
    goal: str


async def welcome(talk: Talk, person: Newcomer) -> Welcome:
    """Welcome a mentee."""
    if person.name:
        if not await talk.ask(IS_YOU, name=person.name, programme=person.programme):
            await talk.say(NOT_YOU)
            return Welcome(False, person.name, None, "")
        await talk.say(WHAT, name=person.name, coordinator=person.coordinator)
        called = ""
    else:
        await talk.say(JOINED, programme=person.programme)
        called = await talk.ask(FIRST_NAME)
    if person.mentor:
        await talk.say(RECORDED_MENTOR, readers=person.read_by, mentor=person.mentor)
    else:
        await talk.say(RECORDED, readers=person.read_by)
    await talk.say(LIMITS)
    if person.name:
        called = await talk.ask(CALL_NAME, name=person.name) or person.name
        await talk.say(NOT_WATCHED, emergency=person.emergency)
        await talk.say(HELP_AND_STOP)
    day: WeekdayTime | None
    try:
        day = await talk.ask(CHECK_IN_DAY)
    except Unclear:
        day = None
        await talk.say(USUAL_TIME, coordinator=person.coordinator)
    if not person.name:
        await talk.say(NOT_WATCHED, emergency=person.emergency)  # HELP and STOP came with the first line
    goal = await talk.ask(FIRST_GOAL)
    if goal:
        await talk.say(GOAL_KEPT, goal=goal)
    if day is None:
        await talk.say(READY_USUAL, name=called)
    else:
        await talk.say(READY, name=called, when=day)
    return Welcome(True, called, day, goal)


@dataclass(frozen=True, slots=True)
class MentorWelcome:
    """What a mentor decided; `promise` is "" and `remind_at` None for not now."""

    right_person: bool
    call_name: str
    promise: str
    remind_at: WeekdayTime | None


async def mentor_welcome(talk: Talk, person: Newcomer) -> MentorWelcome:
    """Welcome a mentor: the role, its boundaries, what is kept, and who asks how they are."""
    if not await talk.ask(IS_YOU, name=person.name, programme=person.programme):
        await talk.say(NOT_YOU)
        return MentorWelcome(False, person.name, "", None)
    await talk.say(MENTOR_ROLE, name=person.name)
    await talk.say(MENTOR_BOUNDARIES, coordinator=person.coordinator)
    called = await talk.ask(CALL_NAME, name=person.name) or person.name
    await talk.say(MENTOR_RECORDED, readers=person.read_by)
    await talk.say(MENTOR_LIMITS, coordinator=person.coordinator, emergency=person.emergency)
    await talk.say(MENTOR_SELF_CARE)
    promise = await make_promise(talk)
    await talk.say(MENTOR_READY, name=called, coordinator=person.coordinator)
    return MentorWelcome(True, called, promise.promise, promise.at)


WELCOME = register(Conversation("welcome", 1, Newcomer, welcome))
MENTOR_WELCOME = register(Conversation("mentor_welcome", 1, Newcomer, mentor_welcome))
