"""A note on staying safe for somebody who came out lately: offered once, and sent only to the word that
opens it. Pure.

In the first two weeks after release the risk of dying of an overdose is about 7.5 times what it is later
(Office for National Statistics; Washington State found 8.4). What comes unasked says nothing of that.
"""

from datetime import date, datetime, timedelta

from conversations import early_days as say
from handlers.deciding import plans
from handlers.deciding.draft import Draft
from records import effects as fx
from records.kinds import PlanKind, Role
from rules import times
from safety.directory import EMERGENCY, choose
from safety.tiers import Category, Tier

LASTS = timedelta(days=14)
_OPENS_FOR = timedelta(days=60)  # the word opens it as long as somebody may come upon the offer
_AT = "11:00"


def is_due(released_on: date | None, today: date) -> bool:
    """Whether somebody who came out then is in their first two weeks."""
    return released_on is not None and timedelta(0) <= today - released_on <= LASTS


def plan(draft: Draft) -> None:
    """Plan it for the day after, once, for a mentee in their first two weeks."""
    person = draft.case.person
    if Role.MENTEE in person.roles and person.plan(PlanKind.EARLY_DAYS) is None:
        planned = planned_for(draft.new_id(), person.id, person.timezone, person.released_on, draft.now)
        draft.add(*([planned] if planned else []))


def planned_for(
    plan_id: str, person_id: str, timezone: str, released_on: date | None, now: datetime
) -> fx.SetPlan | None:
    """The plan for somebody who came out then; None where their first two weeks are over, or not known."""
    today = times.local_time(now, timezone).date()
    if not is_due(released_on, today):
        return None
    weekday = (today + timedelta(days=1)).weekday()
    return plans.weekly(plan_id, person_id, PlanKind.EARLY_DAYS, weekday, _AT, timezone, now)


def opens(draft: Draft) -> bool:
    """Whether the word opens it for this person."""
    person = draft.case.person
    if Role.MENTEE not in person.roles or person.released_on is None:
        return False
    today = times.local_time(draft.now, person.timezone).date()
    return timedelta(0) <= today - person.released_on <= _OPENS_FOR


def note(draft: Draft) -> str:
    """The note, with the numbers of that country."""
    text = f"{draft.words(say.NOTE)} {draft.words(say.SAFER, emergency=draft.emergency)}"
    options = line_to_call(draft)
    return f"{text} {draft.words(say.LINE, options=options)}" if options else text


def line_to_call(draft: Draft) -> str:
    """Whom to talk to about it in that country, as a phrase; "" where nobody is confirmed."""
    person = draft.case.person
    local = times.local_time(draft.now, person.timezone)
    found = choose(person.country, Tier.CONCERN, Category.RELAPSE, person.language, local)
    tongue = person.language.partition("-")[0]
    lines = sorted((one for one in found if one.way != EMERGENCY), key=lambda one: not one.categories)
    return lines[0].how[tongue] if lines else ""
