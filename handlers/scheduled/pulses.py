"""A pulse of the programme comes round for somebody: which one is theirs, and when the next is due.

The plan is made when their check-in, or what comes to a mentor, comes round; with no pulse for them there is
none. It is asked in the programme's name, with nobody else in its record, and who is silent is left alone.
"""

from datetime import date, timedelta

from conversations import talk
from conversations.pulses import PULSE, Asked, Put
from handlers.deciding import plans
from handlers.deciding.draft import Draft
from handlers.deciding.talking import carry
from records import effects as fx
from records.cases import Plan
from records.kinds import MessageClass, PlanKind, RecordKind, Role
from records.programme_pulses import Of, Pulse, Takes, in_language
from rules import times

_WITH = (PlanKind.CHECK_IN, PlanKind.SELF_CARE, PlanKind.REFLECTION, PlanKind.REFLECTION_OFFER)
_BESIDE = timedelta(days=1)  # after what comes to them anyway, so that it is no second thing on one day
_APART = timedelta(weeks=3)  # between two pulses to one person


def has_any(draft: Draft) -> bool:
    """Whether there is one to ask: looked at before a free day is looked for."""
    due = any(_due_on(draft, one) <= _today(draft) for one in _theirs(draft))
    return due and not draft.case.asked.unanswered


def come_round(draft: Draft) -> bool:
    """Ask what has been due longest; False where nothing is."""
    if not has_any(draft):
        return False
    due = sorted(
        (on, one.name, one) for one in _theirs(draft) if (on := _due_on(draft, one)) <= _today(draft)
    )
    person, pulse = draft.case.person, due[0][2]
    round_id, programme = draft.new_id(), person.programme
    questions = tuple(
        Put(
            one.id,
            in_language(one.words, person.language, programme.language),
            one.takes is Takes.CHOICE,
        )
        for one in pulse.questions
    )
    asked = Asked(round_id, programme.name, draft.coordinator, questions)
    draft.add(fx.AskPulse(round_id, programme.id, person.id, pulse.name))
    record_id = draft.open_record(RecordKind.PULSE)
    carry(draft, draft.new_id(), record_id, talk.start(PULSE, asked), MessageClass.PROMPT)
    return True


def carried_on(draft: Draft, plan: Plan) -> fx.SetPlan:
    """The plan on the day of the next pulse; laid down where there is none for them any more."""
    person, today = draft.case.person, _today(draft)
    begun = {one.pulse for one in draft.effects if isinstance(one, fx.AskPulse)}
    coming = [
        today + timedelta(weeks=one.every_weeks) if one.name in begun else _due_on(draft, one)
        for one in _theirs(draft)
    ]
    if not coming:
        return plans.laid_down(plans.as_it_is(plan, person.id))
    wait = _APART if begun else timedelta(weeks=1)
    day = max(min(coming), today + wait, plan.local_date + timedelta(days=1))
    return plans.once(plan.id, person.id, PlanKind.PULSE, day, plan.at, person.timezone)


def make_sure(draft: Draft, came: Plan) -> None:
    """Give somebody the plan who has none, if there is a pulse for them."""
    person = draft.case.person
    known = person.plan(PlanKind.PULSE)
    if came.kind not in _WITH or (known is not None and known.due_at is not None):
        return
    first = [one.first_after_weeks for one in person.programme.choices.pulses if _is_asked(draft, one)]
    if not first:
        return
    day = _today(draft) + timedelta(weeks=min(first)) + _BESIDE
    plan_id = draft.new_id() if known is None else known.id
    draft.add(plans.once(plan_id, person.id, PlanKind.PULSE, day, came.at, person.timezone))


def _is_asked(draft: Draft, pulse: Pulse) -> bool:
    """Whether they may be asked it by what they are here, those who were once included."""
    roles = draft.case.person.roles
    return Role.MENTOR in roles if pulse.of is Of.MENTOR else Role.MENTEE in roles


def _theirs(draft: Draft) -> list[Pulse]:
    alumni = draft.case.pulses.alumni
    return [
        one
        for one in draft.case.person.programme.choices.pulses
        if _is_asked(draft, one) and (one.of is Of.MENTOR or (one.of is Of.ALUMNI) == alumni)
    ]


def _due_on(draft: Draft, pulse: Pulse) -> date:
    """One never asked is due since always: the plan was made for its first time."""
    at = dict(draft.case.pulses.asked).get(pulse.name)
    if at is None:
        return date.min
    return times.local_time(at, draft.case.person.timezone).date() + timedelta(weeks=pulse.every_weeks)


def _today(draft: Draft) -> date:
    return times.local_time(draft.now, draft.case.person.timezone).date()
