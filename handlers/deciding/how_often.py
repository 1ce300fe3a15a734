"""How often somebody is asked, as they said it: the check-in with the question between, or a reminder."""

from conversations import how_often as say
from conversations.how_often import HowOften
from handlers.deciding import intents, plans
from handlers.deciding.draft import Draft
from records.cases import Plan
from records.kinds import PlanKind


def settle(draft: Draft, asked: HowOften) -> str | None:
    """Let their plans come round every so many weeks; what to say to that. None: nothing of theirs does."""
    main = _running(draft, PlanKind.CHECK_IN) or _running(draft, PlanKind.SELF_CARE)
    if main is None:
        return None
    weeks = say.weeks(asked, main.every_weeks)
    if weeks is None:
        return draft.words(say.NO_LESS)
    person = draft.case.person
    moved = plans.every(main, person.id, person.timezone, draft.now, weeks)
    draft.add(moved)
    between = _running(draft, PlanKind.SMALL_STEP)
    if main.kind is PlanKind.CHECK_IN and between is not None:
        draft.add(plans.every(between, person.id, person.timezone, draft.now, weeks, behind=moved))
    return draft.words(say.SET[weeks], date=intents.day_in_words(draft, moved.local_date))


def _running(draft: Draft, kind: PlanKind) -> Plan | None:
    plan = draft.case.person.plan(kind)
    return plan if plan is not None and plan.due_at is not None else None
