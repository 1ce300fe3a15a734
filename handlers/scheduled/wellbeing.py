"""The two questions of the month to a mentor: when they come round, and how they begin.

The plan is made at the mentor's own time, when something of theirs comes round for the first time: the
reminder of their promise, or the offer of reflections, which everybody gets.
"""

from datetime import timedelta

from conversations.wellbeing import EVERY_WEEKS, WELLBEING, Asked
from handlers.deciding import plans
from handlers.deciding.draft import Draft
from handlers.deciding.passing_on import somebody_now
from handlers.deciding.talking import begin
from records.cases import Plan
from records.kinds import MessageClass, PlanKind, RecordKind, Role


def ask(draft: Draft) -> bool:
    """Put the two questions; False for who is no mentor any more, or has not written for long."""
    person = draft.case.person
    heard = person.address.last_heard_at if person.address is not None else None
    if Role.MENTOR not in person.roles or heard is None or draft.now - heard > _SILENT:
        return False
    asked = Asked(person.name, person.programme.name, draft.coordinator, somebody_now(draft))
    begin(draft, WELLBEING, asked, RecordKind.SELF_CARE, MessageClass.PROMPT)
    return True


def make_sure(draft: Draft, came: Plan) -> None:
    """Give a mentor the plan who has none yet, at the time of what has just come round for them."""
    person = draft.case.person
    has_one = person.plan(PlanKind.WELLBEING) is not None
    if Role.MENTOR not in person.roles or came.kind not in _OWN or has_one:
        return
    draft.add(
        plans.weekly(
            draft.new_id(),
            person.id,
            PlanKind.WELLBEING,
            (came.weekday + _BESIDE) % 7,
            came.at,
            person.timezone,
            draft.now + _FIRST_AFTER,
            every_weeks=EVERY_WEEKS,
        )
    )


_OWN = (PlanKind.SELF_CARE, PlanKind.LOOK_BACK, PlanKind.REFLECTION, PlanKind.REFLECTION_OFFER)
_SILENT = timedelta(weeks=8)  # whoever does not write is not asked over and over
_BESIDE = 2  # days after theirs, so that it is no second thing on one day
_FIRST_AFTER = timedelta(weeks=3)
