"""What is due: a person's plan came round, and the conversation it stands for begins.

An occurrence is kept with what became of it, whether or not anything was sent, so that a
coordinator can see why a week was quiet. A new prompt never talks over a question that waits: somebody
who has not answered is not asked more. Only the weekly check-in takes the place of a question that
has gone stale, whose record then says "no reply". Whoever does not answer for weeks is asked less often,
and in the end a person is asked instead (`rules.rhythm`). After days in which nothing ran, whoever would have
heard from us gets one gentle line, and no prompt is made up for.
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from conversations import sentences as say
from conversations.check_in import CHECK_IN
from conversations.hours import WeekdayTime
from conversations.kept_apart import OWN
from conversations.lines import pick
from conversations.match_moments import ONCE
from conversations.meetings import ASKED_ONCE, BEFORE_IT
from conversations.reflections import UNHURRIED
from conversations.seeking import PLACES_HELPED, UNPRESSED
from conversations.self_care import LOOK_BACK, Promiser
from conversations.small_questions import SMALL
from conversations.small_steps import MID_WEEK, SMALL_STEP, Stepper, Underway
from conversations.state import Line
from conversations.wording import compose
from handlers.deciding import number_in_doubt, plans
from handlers.deciding.draft import Draft
from handlers.deciding.number_in_doubt import in_doubt
from handlers.deciding.talking import begin, let_go
from handlers.scheduled import (
    check_in,
    circle,
    early_days,
    matches,
    milestones,
    places,
    planner,
    pulses,
    reflections,
    wellbeing,
)
from handlers.scheduled.planner import Unplanned
from handlers.scheduled.silence import give_up
from handlers.scheduled.stage_rhythm import rhythm_now, staged
from records import effects as fx
from records.cases import Plan
from records.kinds import DAY_TAKEN, QUIET, TALKING, MessageClass, PlanKind, RecordKind, Stage, Standing
from records.programme_choices import Asks
from rules import rhythm, times, verdicts
from safety.tiers import TONIGHT

# A question younger than this is still being thought about.
_FRESH = timedelta(hours=20)
_FRESH_OWN = timedelta(hours=1)  # one they put to themselves: no check-in is passed over for it any longer
_HOLDS_FOR = timedelta(days=7)
# Asked once, or what the week hangs on: beside a fresh question it waits for a day, not for a week.
_NEVER_LOST = (PlanKind.CHECK_IN, PlanKind.EARLY_DAYS, PlanKind.PLACES, PlanKind.CIRCLE)
# What a programme may do without (`records.programme_choices`).
_CHOSEN = {
    PlanKind.SMALL_STEP: Asks.MID_WEEK,
    PlanKind.LOOK_BACK: Asks.LOOK_BACK,
    PlanKind.REFLECTION_OFFER: Asks.REFLECTIONS,
}


class Became(StrEnum):
    """What became of an occurrence."""

    STARTED = "started"
    MISSED = "missed"  # the program was down, and the day is over
    TALKING = TALKING  # a fresh question was waiting
    NOTHING_TO_ASK = "nothing_to_ask"  # no open step, no promise
    OVER = "over"  # it was said for the last time, or once and for all
    DAY_TAKEN = DAY_TAKEN  # something else comes that day: it waits for a free one
    HELD = "held"  # after words of danger, until a coordinator resumes them or has seen to a concern
    STILL_YOU = "still_you"  # silent for months: it was asked whether the number is still theirs
    SLOWER = "slower"  # several in a row found no answer, or their stage has it so: they come less often
    NOT_CHOSEN = "not_chosen"  # the programme does without this conversation
    WITH_A_PERSON = "with_a_person"  # a person decides how it goes on; until then nothing is sent
    UNREACHABLE = "unreachable"  # nothing arrives at their number; that stands before a person
    NOT_ACTIVE = "not_active"  # stopped, paused, in custody, not yet joined


_ASLEEP = (Became.NOT_ACTIVE, Became.WITH_A_PERSON, Became.UNREACHABLE)


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
    decided = planner.decide(draft.case, draft.now, plan.kind, plans.own_day(plan))
    became = Became.UNREACHABLE if _is_lost(draft, lost_since) else _start(draft, plan, away, decided)
    person = draft.case.person
    if plan.kind is PlanKind.MATCH:
        begun, asleep = became is Became.STARTED, became in _ASLEEP
        following = matches.carried_on(draft, plan, started=begun, asleep=asleep)
    elif plan.kind is PlanKind.PULSE:
        following = pulses.carried_on(draft, plan)
    else:
        following = _following(draft, plan)
    for one in (wellbeing, matches, pulses, milestones):
        one.make_sure(draft, plan)
    if became is Became.OVER:
        following = plans.laid_down(following)
    elif (day := _waits_for(draft, plan, became, decided)) is not None:
        following = plans.on_day(plan, person.id, person.timezone, day)
    unheard = became is Became.MISSED and away is not None and away.covers(plan.due_at) and not told
    if unheard and planner.is_missed(person, draft.now, plan.kind):
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


def _waits_for(draft: Draft, plan: Plan, became: Became, decided: planner.Decision) -> date | None:
    """The day on which it is looked at before its next time. Neither a check-in nor what is asked once is
    lost to a fresh question."""
    if became is Became.TALKING and plan.kind in _NEVER_LOST:
        return planner.wait(draft.case, draft.now, plan.kind, plans.own_day(plan)).day
    return decided.day if became is Became.DAY_TAKEN else None


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


def _say_we_were_away(draft: Draft) -> None:
    """One line, unless they hear from us today anyway: then they see that we are back."""
    if not planner.decide(draft.case, draft.now, Unplanned.AWAY).goes:
        return
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


def _start(draft: Draft, plan: Plan, away: times.Away | None, decided: planner.Decision) -> Became:
    person = draft.case.person
    if person.standing is not Standing.ACTIVE or person.stage is Stage.CUSTODY:
        return Became.NOT_ACTIVE
    if person.held or concern_waits(draft):
        return Became.HELD
    if _CHOSEN.get(plan.kind) in person.programme.choices.off:
        return Became.NOT_CHOSEN
    if (resting := _rests(draft, plan)) is not None:
        return resting
    tz = ZoneInfo(person.timezone)
    due = times.Occurrence(plan.local_date, plan.due_at or draft.now)
    if times.catch_up(due, draft.now, tz, quiet_hours(draft)).action is verdicts.Action.SKIP:
        return Became.MISSED
    if not planner.has_something(person, draft.now, plan.kind):
        return Became.OVER if plan.kind is PlanKind.REFLECTION_OFFER else Became.NOTHING_TO_ASK
    nothing = (plan.kind is PlanKind.MILESTONE and not milestones.has_any(draft)) or (
        plan.kind is PlanKind.PULSE and not pulses.has_any(draft)
    )
    if nothing:
        return Became.NOTHING_TO_ASK
    if not decided.goes:
        return Became.DAY_TAKEN
    address = person.address
    if address is not None and in_doubt(person, address, draft.now):
        number_in_doubt.ask(draft, address)
        return Became.STILL_YOU
    waiting = next((one for one in person.talking if one.name not in ASKED_ONCE | UNPRESSED), None)
    if waiting is not None and not _asks_nothing(draft, plan.kind):
        # A reminder makes no question fresh: one that came late would eat that week's check-in.
        reminded = waiting.state.waiting is not None and waiting.state.waiting.reminded
        thought_about = _FRESH_OWN if waiting.name in OWN | SMALL else _FRESH
        fresh = not reminded and draft.now - (waiting.handed_at or waiting.opened_at) < thought_about
        gives_way = plan.kind is PlanKind.CHECK_IN or waiting.name in UNHURRIED | ONCE
        if fresh or not gives_way:
            return Became.TALKING
        give_up(draft, waiting, away)
    became = _begin(draft, plan.kind)
    if became is Became.STARTED and not _asks_nothing(draft, plan.kind):
        let_go(draft, BEFORE_IT)
        let_go(draft, PLACES_HELPED)
    return became


def _asks_nothing(draft: Draft, kind: PlanKind) -> bool:
    """Whether it can stand beside a question that waits: a reminder, or a line that needs no answer."""
    if kind is PlanKind.MATCH:
        return matches.only_says(draft)
    return kind in (PlanKind.SELF_CARE, PlanKind.MILESTONE) or (
        kind is PlanKind.CIRCLE and draft.case.circle.over
    )


def _rests(draft: Draft, plan: Plan) -> Became | None:
    """Whether somebody who does not answer is left in peace this time; once they write, that is over."""
    asked, person = draft.case.asked, draft.case.person
    if asked.with_a_person:
        return Became.WITH_A_PERSON
    if asked.request_id is not None:  # they have written since: nobody need decide any more
        draft.add(fx.FinishRequest(asked.request_id))
    if plan.kind not in (PlanKind.CHECK_IN, PlanKind.SMALL_STEP):
        return None
    now = rhythm_now(draft)
    if now is rhythm.Rhythm.A_PERSON:
        if asked.request_id is None:
            draft.add(fx.OpenRequest(draft.new_id(), person.programme.id, person.id, None, QUIET, ""))
        return Became.WITH_A_PERSON
    if plan.kind is PlanKind.SMALL_STEP:  # what is asked between check-ins rests as soon as they slow down
        return None if now is rhythm.Rhythm.WEEKLY else Became.SLOWER
    last = None if asked.last is None else times.local_time(asked.last, person.timezone).date()
    today = times.local_time(draft.now, person.timezone).date()
    return None if rhythm.is_time(now, last, today) else Became.SLOWER


def concern_waits(draft: Draft) -> bool:
    """Whether words of theirs that worry are not seen to yet.

    Until somebody has answered for them, and for a week: silence helps nobody. Where it is about being safe
    tonight, until somebody has said what was done; whoever took it is reminded daily (`alarm.ladder`).
    """
    return any(
        flag.person_id == draft.case.person.id
        and not flag.drill
        and (
            flag.category in TONIGHT
            or (flag.acknowledged_at is None and draft.now - flag.raised_at <= _HOLDS_FOR)
        )
        for flag in draft.case.open_flags
    )


def _begin(draft: Draft, kind: PlanKind) -> Became:
    person = draft.case.person
    step = person.open_step
    variant = draft.now.toordinal() // 7
    match kind:
        case PlanKind.CHECK_IN:
            weekly = staged(draft) is rhythm.Rhythm.WEEKLY and _is_weekly(person.plan(kind))
            snapshot = check_in.known(draft, weekly=weekly)
            begin(draft, CHECK_IN, snapshot, RecordKind.CHECK_IN, MessageClass.PROMPT)
        case PlanKind.SMALL_STEP if step is not None:
            underway = Underway(person.name, step.text, variant)
            begin(draft, MID_WEEK, underway, RecordKind.SMALL_STEP, MessageClass.PROMPT)
        case PlanKind.SMALL_STEP if person.goals:
            goal = check_in.goal_in_turn(draft)
            stepper = Stepper(person.name, goal.text, goal.horizon, goal.id)
            begin(draft, SMALL_STEP, stepper, RecordKind.SMALL_STEP, MessageClass.PROMPT)
        case PlanKind.SELF_CARE if person.promises:
            record_id = draft.open_record(RecordKind.SELF_CARE)
            line = pick(say.SELF_CARE_REMINDER, variant)
            said = (Line(line, line, {"promise": person.promises[0].text}),)
            reminder = compose(
                draft.wording,
                person.language,
                said,
                None,
                buttons=False,
                unasked=True,
                discreet=person.discreet,
            )
            draft.send(person, reminder, MessageClass.PROMPT, record_id)
            draft.add(fx.CloseRecord(record_id, "reminded"))
        case PlanKind.LOOK_BACK if person.promises:
            promiser = Promiser(person.name, person.promises[0].text, variant)
            begin(draft, LOOK_BACK, promiser, RecordKind.SELF_CARE, MessageClass.PROMPT)
        case PlanKind.CIRCLE:
            circle.come_round(draft)
            return Became.OVER  # it is planned anew with the next question
        case PlanKind.REFLECTION:
            return Became.STARTED if reflections.ask(draft) else Became.OVER
        case PlanKind.REFLECTION_OFFER:
            reflections.offer(draft)
            return Became.OVER
        case PlanKind.PLACES:
            places.ask(draft)
            return Became.OVER
        case PlanKind.EARLY_DAYS:
            early_days.offer(draft)
            return Became.OVER
        case PlanKind.WELLBEING if wellbeing.ask(draft):
            pass
        case PlanKind.PULSE if pulses.come_round(draft):
            pass
        case PlanKind.MILESTONE if milestones.come_round(draft):
            pass
        case PlanKind.MATCH if not matches.begin_next(draft):
            return Became.NOTHING_TO_ASK
        case PlanKind.MATCH:
            return Became.STARTED
        case _:
            return Became.NOTHING_TO_ASK
    return Became.STARTED


def _is_weekly(plan: Plan | None) -> bool:
    return plan is None or plan.every_weeks == 1


def quiet_hours(draft: Draft) -> times.QuietHours:
    """The programme's quiet hours."""
    programme = draft.case.person.programme
    return times.QuietHours.kept(programme.quiet_start, programme.quiet_end)
