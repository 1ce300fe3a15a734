"""A question to think over comes round, for a mentor who wants one; or the one line that offers it.

It is the last to come on any day: on one that has something else for them it waits for the next. After the
last question, or after several that found no answer, one kind line is said and none comes any more; the
word REFLECT brings them back.
"""

from datetime import timedelta

from conversations import reflections as say
from conversations.reflections import REFLECT, WEEKLY, Invited, Thinker
from handlers.deciding import plans
from handlers.deciding.draft import Draft
from handlers.deciding.passing_on import somebody_now
from handlers.deciding.talking import begin
from records import effects as fx
from records.cases import Plan
from records.kinds import MessageClass, PlanKind, RecordKind, Role
from rules import times

_OTHERS = (PlanKind.CHECK_IN, PlanKind.SMALL_STEP, PlanKind.SELF_CARE, PlanKind.LOOK_BACK)
_LATER = 3  # days after its own at most; then it waits for next week


def day_is_taken(draft: Draft) -> bool:
    """Whether something unasked-for went to them today, or is to by tomorrow, and a later day is as good."""
    person = draft.case.person
    today = times.local_time(draft.now, person.timezone).date()
    soon = (today, today + timedelta(days=1))  # a question of ours that still waits would hold that up
    due = any(
        one.kind in _OTHERS and one.due_at is not None and one.local_date in soon for one in person.plans
    )
    said = any(
        one.message_class == MessageClass.PROMPT
        and times.local_time(one.handed_at or one.at, person.timezone).date() == today
        for one in draft.case.said
    )
    return due or said


def later(draft: Draft, plan: Plan) -> fx.SetPlan | None:
    """The plan on the day after; None where it has waited for days already, and next week is soon enough."""
    if (plan.local_date.weekday() - plan.weekday) % 7 >= _LATER:
        return None
    person = draft.case.person
    return plans.a_day_later(plan, person.id, person.timezone)


def offer(draft: Draft) -> None:
    """Offer it, once; not to somebody who has said already that they want it, or do not."""
    person = draft.case.person
    if Role.MENTOR in person.roles and person.plan(PlanKind.REFLECTION) is None:
        invited = Invited(person.name, draft.coordinator)
        begin(draft, WEEKLY, invited, RecordKind.REFLECTION, MessageClass.PROMPT)


def ask(draft: Draft) -> bool:
    """Put the next question; False where it was the last line instead, and none comes any more."""
    so_far, person = draft.case.reflections, draft.case.person
    if so_far.unanswered >= say.LEFT_ALONE_AFTER:
        _last_line(draft, say.LEFT_ALONE)
        return False
    prompt = say.next_prompt(so_far.asked, so_far.left_out)
    if prompt is None:
        _last_line(draft, say.LAST)
        return False
    thinker = Thinker(prompt.id, draft.coordinator, somebody_now(draft), so_far.number)
    record_id = begin(draft, REFLECT, thinker, RecordKind.REFLECTION, MessageClass.PROMPT)
    draft.add(fx.Note(record_id, person.id, "event", f"{say.ASKED}{prompt.id}"))
    return True


def _last_line(draft: Draft, line: str) -> None:
    record_id = draft.open_record(RecordKind.REFLECTION)
    draft.say(line, record_id, MessageClass.PROMPT, name=draft.case.person.name)
    if line == say.LAST:
        draft.note(record_id, "event", say.OVER)
    draft.add(fx.CloseRecord(record_id, "closed"))
