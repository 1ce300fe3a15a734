"""Results are intents: what somebody decided in a conversation is applied to the state as it is now.

A step that was marked done in between stays done; a plan is moved, not doubled.
"""

from datetime import datetime, timedelta
from typing import Any

from conversations import kit, nudges, own_plan
from conversations.calling_off import CalledOff
from conversations.check_in import CheckIn
from conversations.circle import Told
from conversations.control import TIME_MOVED, Pausing, Speaking, Timing
from conversations.goals import Chosen, StepFor
from conversations.kit import Showing
from conversations.lessons import Learned
from conversations.match_moments import Afterwards, Fit, LeftEarly, LookedBack, PartingWords, TrainingNeed
from conversations.meeting_notes import Checked, SortedOut
from conversations.meetings import Agreed, AlsoSaid, Barrier, Met
from conversations.mentor_words import Calling, CoverWanted, Noted
from conversations.own_plan import PlanShowing
from conversations.pulses import Pulsed
from conversations.questions import WeekdayTime
from conversations.reflections import BEGUN, WROTE, Reflected, Weekly
from conversations.requests import Complaint, Correction, Deletion
from conversations.seeking import CameOf, Placed, Seeking
from conversations.self_care import LookBack, Promise
from conversations.self_care import Onward as PromiseOnward
from conversations.small_questions import InTheWay, Strength
from conversations.small_steps import Going, MidWeek, SmallStep, Went
from conversations.welcome import MentorWelcome, Welcome
from conversations.wellbeing import Wellbeing
from conversations.whom_for import Addressed, Settled
from conversations.wording import compose
from handlers.deciding import (
    early_days,
    goals,
    intents,
    match_moments,
    meeting_notes,
    meetings,
    mentor_words,
    places,
    plans,
    relaying,
    small_questions,
    training,
)
from handlers.deciding.draft import Draft
from handlers.deciding.onward import Onward
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


def apply_result(draft: Draft, record_id: str, result: Any, asked_about: str = "") -> Onward | None:
    """Carry out what a finished conversation came to; returns what it leads on to, if anything.

    Args:
        draft: what the deciding adds to.
        record_id: the conversation's record.
        result: what it returned.
        asked_about: the step it asked after, if any.
    """
    match result:
        case Welcome():
            _welcomed(draft, record_id, result)
        case MentorWelcome():
            _mentor_welcomed(draft, record_id, result)
        case CheckIn():
            _checked_in(draft, record_id, result, asked_about)
        case SmallStep():
            about = result.goal_id or goals.add(draft, record_id, result.goal, result.horizon)
            goals.next_step(draft, record_id, result.step, about or None)
            goals.good_news(draft, record_id, result.news)
        case Chosen():
            goals.apply(draft, record_id, result)
        case StepFor():
            goals.step_for(draft, result)
        case MidWeek():
            _mid_week(draft, record_id, result, asked_about)
        case Told():
            draft.add(
                fx.AnswerCircle(
                    draft.new_id(), result.question_id, draft.case.person.id, result.words, result.may_share
                )
            )
        case Pulsed():
            answers = tuple((one.question, one.answer) for one in result.answers)
            draft.add(fx.AnswerPulse(result.round_id, draft.case.person.id, answers))
        case Learned():
            training.finished(draft, record_id, result)
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
            places.found(draft, record_id, result)
        case Placed():
            places.placed(draft, result.area)
        case CameOf():
            places.came_of(draft, record_id, result)
        case PlanShowing():
            line, given = (
                (own_plan.SHOWN, {"readers": draft.readers}) if result.shown else (own_plan.HIDDEN, {})
            )
            draft.before.append(draft.words(line, None, **given))
        case own_plan.Written():
            pass  # each answer was kept as it came
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
        case AlsoSaid():
            meetings.also_said(draft, result)
        case CalledOff():
            meetings.answered_off(draft, record_id, result)
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
        case Wellbeing():
            pass  # each answer was kept as it came; the desk reads them
        case Calling():
            mentor_words.called(draft, result)
        case Noted():
            mentor_words.noted(draft, result)
        case CoverWanted():
            mentor_words.cover(draft, record_id, result)
        case SortedOut():
            return meeting_notes.sorted_out(draft, result)
        case Checked():
            return meeting_notes.checked(draft, result)
        case _:
            raise TypeError(
                f"nothing says what a {type(result).__name__} changes; add it to handlers/deciding/results.py"
            )
    return None


def _welcomed(draft: Draft, record_id: str, result: Welcome) -> None:
    if not result.right_person:
        _wrong_person(draft, record_id)
        return
    draft.add(fx.Welcomed(draft.case.person.id))
    _named(draft, result.call_name)
    goals.add(draft, record_id, result.goal, None)
    usual = None if draft.case.person.plan(PlanKind.CHECK_IN) else USUAL_TIME
    check_in = result.check_in or usual
    if check_in is not None:
        _plan_check_in(draft, check_in)
    early_days.plan(draft)
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
    person_id = draft.case.person.id
    draft.add(fx.SetStanding(person_id, Standing.STOPPED), fx.EndConversations(person_id, "stopped"))
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
    goals.next_step(draft, record_id, result.step, result.goal_id or None)
    goals.good_news(draft, record_id, result.news)
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
        goals.next_step(draft, record_id, result.step, step.goal_id if step is not None else None)


def _open_still(draft: Draft, text: str) -> Step | None:
    """The step that was asked about, unless it was done or gave way to another in between."""
    step = draft.case.person.open_step
    return step if step is not None and step.text == text else None


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
    if result.onward is PromiseOnward.DROP:
        draft.add(*(fx.DropPromise(promise.id) for promise in person.promises))
        known = (person.plan(kind) for kind in (PlanKind.SELF_CARE, PlanKind.LOOK_BACK))
        draft.add(*(plans.laid_down(plans.as_it_is(plan, person.id)) for plan in known if plan is not None))
    elif result.onward is PromiseOnward.CHANGE:
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
    """What has just come does not come again because it was moved."""
    last, after = draft.case.asked.last, draft.now
    if last is not None:
        came = times.local_time(last, draft.case.person.timezone).date()
        after = max(after, plans.not_again_before(came, draft.case.person.timezone))
    for kind, weekday in plans.check_in_and_mid_week(at.weekday):
        known = draft.case.person.plan(kind)
        _weekly(draft, kind, weekday, at, after, known.every_weeks if known else 1)


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
