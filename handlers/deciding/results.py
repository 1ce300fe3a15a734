"""Results are intents: what somebody decided in a conversation is applied to the state as it is now.

A step that was marked done in between stays done; a plan is moved, not doubled.
"""

from datetime import datetime, timedelta
from typing import Any

from conversations import kit, nudges
from conversations.acknowledging import GOAL_REACHED
from conversations.check_in import CheckIn
from conversations.control import TIME_MOVED, Pausing, Seeking, Speaking, Timing
from conversations.goals_reached import same_thing
from conversations.kit import Showing
from conversations.match_moments import Afterwards, Fit, LeftEarly, LookedBack, PartingWords, TrainingNeed
from conversations.meetings import Agreed, Barrier, Met
from conversations.questions import WeekdayTime
from conversations.reflections import BEGUN, WROTE, Reflected, Weekly
from conversations.requests import Complaint, Correction, Deletion
from conversations.self_care import LookBack, Onward, Promise
from conversations.small_questions import InTheWay, Strength
from conversations.small_steps import Going, Horizon, MidWeek, SmallStep, Went
from conversations.welcome import MentorWelcome, Welcome
from conversations.whom_for import Addressed, Settled
from conversations.wording import compose
from handlers.deciding import intents, match_moments, meetings, plans, relaying, small_questions
from handlers.deciding.draft import Draft
from records import effects as fx
from records.cases import Person, Step
from records.kinds import Lane, MessageClass, PlanKind, RecordKind, Role, Standing, StepState
from rules import times

_BECAME = {
    Went.DONE: StepState.DONE,
    Went.PARTLY: StepState.PARTLY,
    Went.NOT_YET: StepState.NOT_YET,
}
# The look back at a promise comes after three reminders of it.
LOOK_BACK_WEEKS = 4
# The check-in of somebody who texted in and named no time: Wednesday, five in the afternoon.
USUAL_TIME = WeekdayTime(2, 17, 0)
# A new mentor is asked then whether they want a question a week to think over, on a day without a reminder.
OFFERED_AFTER = timedelta(weeks=3)
_BESIDE = 3
FIRST_LOOK = timedelta(weeks=2)  # at how a match goes, from the day on which they joined


def apply_result(draft: Draft, record_id: str, result: Any, asked_about: str = "") -> None:
    """Carry out what a finished conversation came to; `asked_about` is the step it asked after, if any."""
    match result:
        case Welcome():
            _welcomed(draft, record_id, result)
        case MentorWelcome():
            _mentor_welcomed(draft, record_id, result)
        case CheckIn():
            _checked_in(draft, record_id, result, asked_about)
        case SmallStep():
            add_goal(draft, record_id, result.goal, result.horizon)
            next_step(draft, record_id, result.step)
            good_news(draft, record_id, result.news)
        case MidWeek():
            _mid_week(draft, record_id, result, asked_about)
        case Weekly():
            _thinks_weekly(draft, record_id, result.at)
        case Reflected():
            if result.wrote:
                draft.note(record_id, "event", WROTE)
        case Promise():
            _promised(draft, record_id, result)
        case LookBack():
            _looked_back(draft, record_id, result)
        case Timing():
            if result.at is not None:
                retime(draft, record_id, result.at)
        case Pausing():
            intents.rest(draft, record_id, result.rest)
        case Speaking():
            intents.speak(draft, record_id, result.language)
        case Seeking():
            intents.places(draft, record_id, result.need)
        case Correction():
            intents.correct(draft, record_id, result.words)
        case Deletion():
            intents.delete(draft, record_id, result.wanted)
        case Settled():
            relaying.settled(draft, result)
        case Addressed():
            relaying.addressed(draft, result)
        case Agreed():
            meetings.agreed(draft, record_id, result)
        case Barrier():
            meetings.barrier(draft, record_id, result)
        case Met():
            meetings.met(draft, result)
        case Fit():
            match_moments.goes(draft, record_id, result)
        case LookedBack():
            draft.add(fx.HowItGoes(result.moment))
        case TrainingNeed():
            match_moments.training(draft, record_id, result)
        case PartingWords():
            match_moments.part(draft, record_id, result)
        case Afterwards():
            match_moments.goes_on(draft, record_id, result)
        case LeftEarly():
            match_moments.left(draft, record_id, result)
        case Strength():
            small_questions.keep_strength(draft, result)
        case InTheWay():
            small_questions.keep_barrier(draft, result)
        case Showing():
            line, given = (kit.SHOWN, {"readers": draft.readers}) if result.shown else (kit.HIDDEN, {})
            draft.before.append(draft.words(line, None, **given))
        case kit.Built() | kit.Changed():
            pass  # each answer was kept as it came
        case Complaint():
            intents.complain(draft, record_id, result.words)
        case _:
            raise TypeError(
                f"nothing says what a {type(result).__name__} changes; add it to handlers/deciding/results.py"
            )


def _welcomed(draft: Draft, record_id: str, result: Welcome) -> None:
    if not result.right_person:
        _wrong_person(draft, record_id)
        return
    draft.add(fx.Welcomed(draft.case.person.id))
    _named(draft, result.call_name)
    add_goal(draft, record_id, result.goal, None)
    usual = None if draft.case.person.plan(PlanKind.CHECK_IN) else USUAL_TIME
    check_in = result.check_in or usual
    if check_in is not None:
        _plan_check_in(draft, check_in)
    _asked_how_it_goes(draft, check_in or USUAL_TIME)


def _mentor_welcomed(draft: Draft, record_id: str, result: MentorWelcome) -> None:
    if not result.right_person:
        _wrong_person(draft, record_id)
        return
    draft.add(fx.Welcomed(draft.case.person.id))
    _named(draft, result.call_name)
    _promised(draft, record_id, Promise(result.promise, result.remind_at))
    at = result.remind_at or USUAL_TIME
    after = draft.now + OFFERED_AFTER
    _weekly(draft, PlanKind.REFLECTION_OFFER, (at.weekday + _BESIDE) % 7, at, after)
    _asked_how_it_goes(draft, at)


def _asked_how_it_goes(draft: Draft, at: WeekdayTime) -> None:
    """The first look at how a match goes, some weeks on; what comes then stands in `rules.match_moments`."""
    person = draft.case.person
    if person.plan(PlanKind.MATCH) is None:
        day = times.local_time(draft.now, person.timezone).date() + FIRST_LOOK
        clock = f"{at.hour:02}:{at.minute:02}"
        draft.add(plans.once(draft.new_id(), person.id, PlanKind.MATCH, day, clock, person.timezone))


def _thinks_weekly(draft: Draft, record_id: str, at: WeekdayTime | None) -> None:
    """A question a week from now on. Who says no has a plan that is switched off: it is not offered again."""
    plan = _weekly(draft, PlanKind.REFLECTION, (at or USUAL_TIME).weekday, at or USUAL_TIME, draft.now)
    if at is None:
        draft.add(plans.laid_down(plan))
    else:
        draft.note(record_id, "event", BEGUN)


def _wrong_person(draft: Draft, record_id: str) -> None:
    """Somebody else has this phone: nothing more is sent there, and a coordinator is told."""
    draft.add(fx.SetStanding(draft.case.person.id, Standing.STOPPED))
    draft.note(record_id, "event", "wrong-person")


def _named(draft: Draft, name: str) -> None:
    person = draft.case.person
    if name and name != person.name:
        # Whoever texted in has told us their name; whom the programme enrolled keeps theirs, and
        # is called this.
        draft.add(fx.SetCalled(person.id, name) if person.name else fx.SetName(person.id, name))


def _checked_in(draft: Draft, record_id: str, result: CheckIn, asked_about: str) -> None:
    step = _open_still(draft, asked_about)
    if result.went is not None and step is not None:
        draft.add(fx.CloseStep(step.id, _BECAME[result.went]))
    next_step(draft, record_id, result.step)
    good_news(draft, record_id, result.news)
    if result.mood is None:  # said in words that we could not read: nobody is told what we do not know
        return
    small_questions.give_back(draft, record_id, result.mood)
    for mentor in draft.case.mentors[:1]:
        _nudge(draft, record_id, mentor, result)


def _nudge(draft: Draft, record_id: str, mentor: Person, result: CheckIn) -> None:
    """Tell the mentor what may be told, in the mentor's language, sealed as the mentee's words."""
    person = draft.case.person
    shared = result.step if result.share_step else ""
    lines = nudges.after_check_in(person.name, shared, result.wants_contact, draft.turn)
    message = compose(draft.wording, mentor.language, lines, None, buttons=False)
    nudge_record = draft.open_record(RecordKind.NUDGE, with_id=mentor.id)
    draft.send(mentor, message, MessageClass.PROMPT, nudge_record, about=person, lane=Lane.NUDGE)
    draft.add(fx.CloseRecord(nudge_record, "nudged"))


def _mid_week(draft: Draft, record_id: str, result: MidWeek, asked_about: str) -> None:
    step = _open_still(draft, asked_about)
    if result.going is Going.DONE and step is not None:
        draft.add(fx.CloseStep(step.id, StepState.DONE))
        draft.note(record_id, "agreed", "step-done", step.text)
    elif result.going is Going.CHANGE and result.step != asked_about:
        next_step(draft, record_id, result.step)


def _open_still(draft: Draft, text: str) -> Step | None:
    """The step that was asked about, unless it was done or gave way to another in between."""
    step = draft.case.person.open_step
    return step if step is not None and step.text == text else None


def add_goal(draft: Draft, record_id: str, text: str, horizon: Horizon | None) -> None:
    """Keep a goal, unless that very goal is open already."""
    if not text or any(goal.text == text for goal in draft.case.person.goals):
        return
    draft.add(fx.AddGoal(draft.new_id(), draft.case.person.id, horizon or Horizon.SHORT, text))
    draft.note(record_id, "agreed", "goal", text)


def next_step(draft: Draft, record_id: str, text: str) -> None:
    """Set the step to work on now; "" sets none."""
    if not text:
        return
    goals = draft.case.person.goals
    draft.add(fx.AddStep(draft.new_id(), draft.case.person.id, text, goals[0].id if goals else None))
    draft.note(record_id, "agreed", "step", text)


def good_news(draft: Draft, record_id: str, words: str) -> None:
    """Something reached: noted, and where it is plainly one of their goals, the goal is marked, and said
    so."""
    if not words:
        return
    draft.note(record_id, "agreed", "good-news", words)
    reached = next((goal for goal in draft.case.person.goals if same_thing(goal.text, words)), None)
    if reached is not None:
        draft.add(fx.CloseGoal(reached.id))
        draft.note(record_id, "agreed", "goal-reached", reached.text)
        draft.before.append(draft.words(GOAL_REACHED, goal=reached.text))


def _promised(draft: Draft, record_id: str, result: Promise) -> None:
    if not result.promise:
        return
    person = draft.case.person
    draft.add(fx.MakePromise(draft.new_id(), person.id, result.promise))
    draft.note(record_id, "agreed", "promise", result.promise)
    if result.at is not None:
        _plan_promise(draft, result.at)


def _looked_back(draft: Draft, record_id: str, result: LookBack) -> None:
    person = draft.case.person
    if result.onward is Onward.DROP:
        draft.add(*(fx.DropPromise(promise.id) for promise in person.promises))
        known = (person.plan(kind) for kind in (PlanKind.SELF_CARE, PlanKind.LOOK_BACK))
        draft.add(*(plans.laid_down(plans.as_it_is(plan, person.id)) for plan in known if plan is not None))
    elif result.onward is Onward.CHANGE:
        _promised(draft, record_id, Promise(result.promise, None))


def retime(draft: Draft, record_id: str, at: WeekdayTime) -> None:
    """Another day and time: the check-in and the mid-week question, or what somebody else is reminded of."""
    person = draft.case.person
    if Role.MENTEE in person.roles:
        _plan_check_in(draft, at)
    elif person.promises:
        _plan_promise(draft, at)
    draft.note(record_id, "agreed", "time", draft.wording.day_and_time(person.programme.language, at))
    draft.before.append(draft.words(TIME_MOVED, when=draft.wording.day_and_time(person.language, at)))


def _plan_check_in(draft: Draft, at: WeekdayTime) -> None:
    for kind, weekday in plans.check_in_and_mid_week(at.weekday):
        _weekly(draft, kind, weekday, at, draft.now)


def _plan_promise(draft: Draft, at: WeekdayTime) -> None:
    _weekly(draft, PlanKind.SELF_CARE, at.weekday, at, draft.now)
    after = draft.now + timedelta(weeks=LOOK_BACK_WEEKS - 1)
    _weekly(draft, PlanKind.LOOK_BACK, at.weekday, at, after, LOOK_BACK_WEEKS)


def _weekly(
    draft: Draft, kind: PlanKind, weekday: int, at: WeekdayTime, after: datetime, weeks: int = 1
) -> fx.SetPlan:
    """Make or move a plan of the person this is about."""
    person = draft.case.person
    clock = f"{at.hour:02}:{at.minute:02}"
    plan = plans.weekly(
        draft.new_id(), person.id, kind, weekday, clock, person.timezone, after, every_weeks=weeks
    )
    draft.add(plan)
    return plan
