"""What is due: a person's plan came round, and the conversation it stands for begins.

An occurrence is kept with what became of it, whether or not anything was sent, so that a
coordinator can see why a week was quiet. A new prompt never talks over a question that waits: somebody
who has not answered is not asked more. Only the weekly check-in takes the place of a question that
has gone stale, whose record then says "no reply". Whoever does not answer for weeks is asked less often,
and in the end a person is asked instead (`rules.rhythm`). After days in which nothing ran, whoever would have
heard from us gets one gentle line, and no prompt is made up for.
"""

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from conversations import sentences as say
from conversations.check_in import CHECK_IN, Mentee
from conversations.hours import WeekdayTime
from conversations.kit import OWN
from conversations.lines import pick
from conversations.meetings import ASKED_ONCE, BEFORE_IT
from conversations.reflections import UNHURRIED
from conversations.self_care import LOOK_BACK, Promiser
from conversations.small_questions import SMALL
from conversations.small_steps import MID_WEEK, SMALL_STEP, Stepper, Underway
from conversations.state import Line
from conversations.wording import compose
from handlers.deciding import number_in_doubt, plans
from handlers.deciding.draft import Draft
from handlers.deciding.number_in_doubt import in_doubt
from handlers.deciding.talking import begin, let_go
from handlers.scheduled import reflections, wellbeing
from handlers.scheduled.silence import give_up
from records import effects as fx
from records.cases import Plan
from records.kinds import QUIET, MessageClass, PlanKind, RecordKind, Stage, Standing
from rules import rhythm, times, verdicts

# A question younger than this is still being thought about.
_FRESH = timedelta(hours=20)
_FRESH_OWN = timedelta(hours=1)  # one they put to themselves: no check-in is passed over for it any longer
_HOLDS_FOR = timedelta(days=7)
_THOUGHTS = (PlanKind.REFLECTION, PlanKind.REFLECTION_OFFER, PlanKind.WELLBEING)  # any other day is as good


class Became(StrEnum):
    """What became of an occurrence."""

    STARTED = "started"
    MISSED = "missed"  # the program was down, and the day is over
    TALKING = "talking"  # a fresh question was waiting
    NOTHING_TO_ASK = "nothing_to_ask"  # no open step, no promise
    OVER = "over"  # it was said for the last time, or once and for all
    DAY_TAKEN = "day_taken"  # something else came that day: it waits for the next
    HELD = "held"  # after words of danger, until a coordinator resumes them or has answered for a concern
    STILL_YOU = "still_you"  # silent for months: it was asked whether the number is still theirs
    SLOWER = "slower"  # several in a row found no answer: they come less often
    WITH_A_PERSON = "with_a_person"  # a person decides how it goes on; until then nothing is sent
    UNREACHABLE = "unreachable"  # nothing arrives at their number; that stands before a person
    NOT_ACTIVE = "not_active"  # stopped, paused, in custody, not yet joined


def prompt(
    draft: Draft,
    plan: Plan,
    away: times.Away | None = None,
    *,
    told: bool = False,
    lost_since: datetime | None = None,
) -> None:
    """Decide what becomes of a plan that is due; its next time is set in any case.

    Args:
        draft: with the case of the person whose plan it is.
        plan: the plan.
        away: when the program was not running, if it was for days.
        told: they have been told of that.
        lost_since: since when a person has been told that nothing arrives at their number, if it does not.
    """
    became = Became.UNREACHABLE if _is_lost(draft, lost_since) else _start(draft, plan, away)
    person = draft.case.person
    following = _following(draft, plan)
    wellbeing.make_sure(draft, plan)
    if became is Became.OVER:
        following = plans.laid_down(following)
    elif became is Became.DAY_TAKEN:
        following = reflections.later(draft, plan) or following
    unheard = became is Became.MISSED and away is not None and away.covers(plan.due_at) and not told
    if unheard and _has_something_to_ask(draft, plan.kind):
        _say_we_were_away(draft)
    draft.add(
        fx.Occurred(
            id=draft.base,
            person_id=person.id,
            plan_id=plan.id,
            local_date=plan.local_date,
            outcome=became,
            next_date=following.local_date,
            next_due_at=following.due_at,
        )
    )


def skip(draft: Draft, plan: Plan) -> None:
    """A plan that has come round on this local date already: only its next time is set."""
    draft.add(_following(draft, plan))


def _following(draft: Draft, plan: Plan) -> fx.SetPlan:
    person = draft.case.person
    return plans.carried_on(plan, person.id, person.timezone, draft.now)


def _is_lost(draft: Draft, since: datetime | None) -> bool:
    """Whether trying again is in vain: until they write, or have another number."""
    address = draft.case.person.address
    if since is None or address is None:
        return False
    return all(at is None or at <= since for at in (address.last_heard_at, address.since))


def _has_something_to_ask(draft: Draft, kind: PlanKind) -> bool:
    person = draft.case.person
    match kind:
        case PlanKind.CHECK_IN:
            return True
        case PlanKind.SMALL_STEP:
            return person.open_step is not None or bool(person.goals)
        case PlanKind.SELF_CARE | PlanKind.LOOK_BACK:
            return bool(person.promises)
        case PlanKind.REFLECTION | PlanKind.REFLECTION_OFFER | PlanKind.WELLBEING:
            return False  # nobody misses what they need not answer


def _say_we_were_away(draft: Draft) -> None:
    person = draft.case.person
    plan = person.plan(PlanKind.CHECK_IN)
    line = draft.words(say.AWAY)
    if plan is not None and plan.due_at is not None:
        at = time.fromisoformat(plan.at)
        when = draft.wording.day_and_time(person.language, WeekdayTime(plan.weekday, at.hour, at.minute))
        line = draft.words(say.AWAY_CHECK_IN, when=when)
    record_id = draft.open_record(RecordKind.MESSAGE)
    draft.send(person, line, MessageClass.PROMPT, record_id)
    draft.add(fx.CloseRecord(record_id, "back"))


def _start(draft: Draft, plan: Plan, away: times.Away | None) -> Became:
    person = draft.case.person
    if person.standing is not Standing.ACTIVE or person.stage is Stage.CUSTODY:
        return Became.NOT_ACTIVE
    if person.held or concern_waits(draft):
        return Became.HELD
    if (resting := _rests(draft, plan)) is not None:
        return resting
    tz = ZoneInfo(person.timezone)
    due = times.Occurrence(plan.local_date, plan.due_at or draft.now)
    if times.catch_up(due, draft.now, tz, quiet_hours(draft)).action is verdicts.Action.SKIP:
        return Became.MISSED
    address = person.address
    if address is not None and in_doubt(person, address, draft.now):
        number_in_doubt.ask(draft, address)
        return Became.STILL_YOU
    if plan.kind in _THOUGHTS and reflections.day_is_taken(draft):
        return Became.DAY_TAKEN
    waiting = next((one for one in person.talking if one.name not in ASKED_ONCE), None)
    if waiting is not None and plan.kind is not PlanKind.SELF_CARE:  # a reminder asks nothing
        # A reminder makes no question fresh: one that came late would eat that week's check-in.
        reminded = waiting.state.waiting is not None and waiting.state.waiting.reminded
        thought_about = _FRESH_OWN if waiting.name in OWN | SMALL else _FRESH
        fresh = not reminded and draft.now - (waiting.handed_at or waiting.opened_at) < thought_about
        gives_way = plan.kind is PlanKind.CHECK_IN or waiting.name in UNHURRIED
        if fresh or not gives_way:
            return Became.TALKING
        give_up(draft, waiting, away)
    became = _begin(draft, plan.kind)
    if became is Became.STARTED and plan.kind is not PlanKind.SELF_CARE:
        let_go(draft, BEFORE_IT)
    return became


def _rests(draft: Draft, plan: Plan) -> Became | None:
    """Whether somebody who does not answer is left in peace this time; once they write, that is over."""
    asked, person = draft.case.asked, draft.case.person
    if asked.with_a_person:
        return Became.WITH_A_PERSON
    if asked.request_id is not None:  # they have written since: nobody need decide any more
        draft.add(fx.FinishRequest(asked.request_id))
    if plan.kind not in (PlanKind.CHECK_IN, PlanKind.SMALL_STEP):
        return None
    now = rhythm.rhythm(asked.unanswered)
    if now is rhythm.Rhythm.A_PERSON:
        if asked.request_id is None:
            draft.add(fx.OpenRequest(draft.new_id(), person.programme.id, person.id, None, QUIET, ""))
        return Became.WITH_A_PERSON
    if plan.kind is PlanKind.SMALL_STEP:  # what is asked between check-ins rests as soon as they slow down
        return None if now is rhythm.Rhythm.WEEKLY else Became.SLOWER
    last = None if asked.last is None else times.local_time(asked.last, person.timezone).date()
    today = times.local_time(draft.now, person.timezone).date()
    return None if rhythm.is_time(asked.unanswered, last, today) else Became.SLOWER


def concern_waits(draft: Draft) -> bool:
    """Whether nobody has answered yet for words of theirs that worry. For a week: silence helps nobody."""
    return any(
        flag.person_id == draft.case.person.id
        and not flag.drill
        and flag.acknowledged_at is None
        and draft.now - flag.raised_at <= _HOLDS_FOR
        for flag in draft.case.open_flags
    )


def _begin(draft: Draft, kind: PlanKind) -> Became:
    case = draft.case
    person = case.person
    step = person.open_step
    variant = draft.now.toordinal() // 7
    match kind:
        case PlanKind.CHECK_IN:
            snapshot = Mentee(
                name=person.name,
                coordinator=draft.coordinator,
                mentor=case.mentors[0].name if case.mentors else "",
                step=step.text if step else "",
                variant=case.asked.check_ins,
                unanswered=case.asked.unanswered,
            )
            begin(draft, CHECK_IN, snapshot, RecordKind.CHECK_IN, MessageClass.PROMPT)
        case PlanKind.SMALL_STEP if step is not None:
            underway = Underway(person.name, step.text, variant)
            begin(draft, MID_WEEK, underway, RecordKind.SMALL_STEP, MessageClass.PROMPT)
        case PlanKind.SMALL_STEP if person.goals:
            goal = person.goals[0]
            stepper = Stepper(person.name, goal.text, goal.horizon)
            begin(draft, SMALL_STEP, stepper, RecordKind.SMALL_STEP, MessageClass.PROMPT)
        case PlanKind.SELF_CARE if person.promises and not _looks_back_today(draft):
            record_id = draft.open_record(RecordKind.SELF_CARE)
            line = pick(say.SELF_CARE_REMINDER, variant)
            said = (Line(line, line, {"promise": person.promises[0].text}),)
            reminder = compose(draft.wording, person.language, said, None, buttons=False, unasked=True)
            draft.send(person, reminder, MessageClass.PROMPT, record_id)
            draft.add(fx.CloseRecord(record_id, "reminded"))
        case PlanKind.LOOK_BACK if person.promises:
            promiser = Promiser(person.name, person.promises[0].text, variant)
            begin(draft, LOOK_BACK, promiser, RecordKind.SELF_CARE, MessageClass.PROMPT)
        case PlanKind.REFLECTION:
            return Became.STARTED if reflections.ask(draft) else Became.OVER
        case PlanKind.REFLECTION_OFFER:
            reflections.offer(draft)
            return Became.OVER
        case PlanKind.WELLBEING if wellbeing.ask(draft):
            pass
        case _:
            return Became.NOTHING_TO_ASK
    return Became.STARTED


def _looks_back_today(draft: Draft) -> bool:
    """The look back takes the place of that week's reminder."""
    plan = draft.case.person.plan(PlanKind.LOOK_BACK)
    today = times.local_time(draft.now, draft.case.person.timezone).date()
    return plan is not None and plan.due_at is not None and plan.local_date == today


def quiet_hours(draft: Draft) -> times.QuietHours:
    """The programme's quiet hours."""
    programme = draft.case.person.programme
    return times.QuietHours.kept(programme.quiet_start, programme.quiet_end)
