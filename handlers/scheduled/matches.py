"""What comes round because of a match: how it goes, how it ends, what follows (`rules.match_moments`).

One plan a person begins all of it, so that however many they walk with, one thing comes in a week. What finds
somebody paused, held or talking waits for another day. On the last day the match is over whatever they hear:
`close_due` needs no phone.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zlib import crc32

from conversations import match_moments as say
from conversations.lines import LINES
from conversations.match_moments import Parting
from conversations.talk import Conversation
from handlers.deciding import plans
from handlers.deciding.draft import Draft
from handlers.deciding.talking import begin
from records import effects as fx
from records.cases import Plan, Relation, Together
from records.kinds import MessageClass, PlanKind, RecordKind
from rules import match_moments as rules
from rules import times
from rules.match_moments import Course, Kind, Next

_WEEK = timedelta(weeks=1)
_SOON = timedelta(days=2)
_DAY = timedelta(days=1)
_USUAL = "17:00"
_SPREAD = 12  # days
_ASKED: dict[Kind, Conversation[Parting, Any]] = {
    Kind.FIT_2: say.HOW_IT_GOES,
    Kind.FIT_6: say.HOW_IT_GOES,
    Kind.FIT_12: say.HOW_IT_GOES,
    Kind.PARTING: say.PARTING,
    Kind.AFTERWARDS: say.AFTERWARDS,
    Kind.LEFT_EARLY: say.LEFT_EARLY,
}
_SAID = {
    (Kind.TOLD, True): say.TOLD_MENTEE,
    (Kind.TOLD, False): say.TOLD_MENTOR,
    (Kind.ONWARD, True): say.ONWARD_MENTEE,
    (Kind.ONWARD, False): say.ONWARD_MENTOR,
    (Kind.CLOSED, True): say.CLOSED_MENTEE,
    (Kind.CLOSED, False): say.CLOSED_MENTOR,
}


def begin_next(draft: Draft) -> bool:
    """Say or ask what is due in one of their matches; False where nothing is."""
    found = _due(draft)
    if found is None:
        return False
    _begin(draft, *found)
    return True


def only_says(draft: Draft) -> bool:
    """Whether what is due needs no answer."""
    found = _due(draft)
    return found is not None and found[1] not in (*_ASKED, Kind.LOOK_BACK)


def _due(draft: Draft) -> tuple[Together, Kind] | None:
    today = _today(draft)
    found = [
        (coming.on, one.match_id, one, coming.kind)
        for one in draft.case.matches.together
        if (coming := rules.following(course(draft, one), today)) is not None
        and coming.on <= today
        and not (coming.kind in rules.FIT and draft.case.asked.unanswered)  # who is silent is not asked more
    ]
    return min(found, key=lambda row: row[:2])[2:] if found else None


def _begin(draft: Draft, together: Together, kind: Kind) -> None:
    person, moment = draft.case.person, draft.new_id()
    conversation = _ASKED.get(kind)
    if kind is Kind.LOOK_BACK:
        conversation = say.LOOK_BACK if together.as_mentee else say.TRAINING
    if conversation is not None:
        record_id = begin(
            draft,
            conversation,
            _parting(draft, together, moment, kind),
            RecordKind.MATCH,
            MessageClass.PROMPT,
        )
    else:
        record_id = draft.open_record(RecordKind.MATCH)
        draft.send(person, in_words(draft, together, kind), MessageClass.PROMPT, record_id)
        draft.add(fx.CloseRecord(record_id, "told"))
    draft.add(fx.MatchMoment(moment, together.match_id, person.id, kind, record_id))


def _parting(draft: Draft, together: Together, moment: str, kind: Kind) -> Parting:
    reached = draft.case.matches
    return Parting(
        moment=moment,
        name=draft.case.person.name,
        other=together.other,
        other_id=together.other_id,
        coordinator=draft.coordinator,
        goals="; ".join(reached.goals[:2]),
        steps="; ".join(reached.steps[:2]),
        weeks=rules.FIT.get(kind, 2),
    )


def in_words(draft: Draft, together: Together, kind: Kind) -> str:
    """A line to the case's person about their match."""
    given = {"name": draft.case.person.name, "other": together.other, "coordinator": draft.coordinator}
    ending = together.ending
    if ending is not None and ending.ends_on is not None:
        given["day"] = day_in_words(draft, ending.ends_on)
    wording = {Kind.TOLD_ANEW: say.TOLD_ANEW, Kind.GOES_ON: say.GOES_ON}.get(kind)
    wording = wording or _SAID[kind, together.as_mentee]
    wanted = LINES[wording]
    return draft.words(wording, None, **{name: value for name, value in given.items() if name in wanted})


def day_in_words(draft: Draft, day: date) -> str:
    """A day as the case's person writes it: "Friday, December 25"."""
    weekday, month = draft.words(f"day-{day.weekday()}"), draft.words(f"month-{day.month}")
    return draft.words(say.DAY, None, weekday=weekday, day=day.day, month=month)


# --- when ---------------------------------------------------------------------------------------------------


def course(draft: Draft, one: Together) -> Course:
    """A match of the case's person, in their dates."""
    timezone = draft.case.person.timezone
    ending = one.ending

    def local(at: datetime) -> date:
        return times.local_time(at, timezone).date()

    done = {
        Kind(kind)
        for kind, at in one.done
        if kind not in rules.ENDING
        or ending is None
        or at >= (ending.changed_at if kind == Kind.TOLD_ANEW and ending.changed_at else ending.decided_at)
    }
    told = next((at for kind, at in one.done if kind == Kind.TOLD), None)
    changed = bool(ending and ending.changed_at and told and told < ending.changed_at)
    again = any(each.as_mentee and each.until is None for each in draft.case.matches.together)
    return Course(
        since=local(one.since),
        done=done,
        as_mentee=one.as_mentee,
        until=local(one.until) if one.until else None,
        how=ending.how if ending and ending.state != "off" else "",
        ends_on=ending.ends_on if ending and ending.state == "planned" else None,
        told_on=ending.told_on if ending else None,
        changed=changed,
        asks_later=ending is not None and ending.asks_later,
        matched_again=again,
    )


def carried_on(draft: Draft, plan: Plan, *, started: bool, asleep: bool) -> fx.SetPlan:
    """The plan on the day of what comes next, a week after the last at the earliest; or laid down.

    Args:
        draft: in which it has come round.
        plan: the plan.
        started: whether something was said or asked just now.
        asleep: whether nothing could be, because they get no prompts.
    """
    today, wait = _today(draft), _WEEK if started or asleep else _SOON
    found = _coming(draft)
    if found is None:
        return plans.laid_down(plans.as_it_is(plan, draft.case.person.id))
    if found.kind is Kind.CLOSED and started:
        wait = _DAY
    return on_day(draft, plan.id, plan.at, max(found.on, today + wait, plan.local_date + _DAY))


def _coming(draft: Draft) -> Next | None:
    """What comes next in any of their matches, after what was begun in this draft."""
    begun = {(effect.match_id, effect.kind) for effect in draft.effects if isinstance(effect, fx.MatchMoment)}
    today = _today(draft)
    coming = []
    for one in draft.case.matches.together:
        done = (*one.done, *((kind, draft.now) for match_id, kind in begun if match_id == one.match_id))
        lived = course(draft, replace(one, done=done))
        found = rules.following(lived, today)
        if found is None and lived.ends_on is not None:  # nothing more until it is over
            found = Next(Kind.CLOSED, max(lived.ends_on, today + _DAY))
        coming.append(found)
    return rules.soonest(coming)


def make_sure(draft: Draft, came: Plan) -> None:
    """Give the plan to somebody who walked with another before it was asked how it goes.

    Each on a day of their own in the next two weeks, so that it does not come to all at once.
    """
    person = draft.case.person
    walks = any(one.relation in (Relation.MENTOR, Relation.MENTEE) for one in draft.case.near)
    if came.kind is PlanKind.MATCH or person.plan(PlanKind.MATCH) is not None or not walks:
        return
    day = _today(draft) + timedelta(days=2 + crc32(person.id.encode()) % _SPREAD)
    draft.add(on_day(draft, draft.new_id(), _hour(draft), day))


def on_day(draft: Draft, plan_id: str, at: str, day: date) -> fx.SetPlan:
    """The plan of what comes next in a match, on that day."""
    person = draft.case.person
    return plans.once(plan_id, person.id, PlanKind.MATCH, day, at, person.timezone)


def planned_anew(draft: Draft, came: date | None = None) -> fx.SetPlan | None:
    """The plan of the case's person after something was decided about a match of theirs.

    Args:
        draft: with their matches as they are now.
        came: when it came round last; it does not come twice on one day.
    """
    found = _coming(draft)
    plan = draft.case.person.plan(PlanKind.MATCH)
    if found is None:
        return plans.laid_down(plans.as_it_is(plan, draft.case.person.id)) if plan else None
    day = max(found.on, _today(draft) + _DAY, came + _WEEK if came else found.on)
    if found.kind is Kind.CLOSED and came:
        day = max(found.on, came + _DAY)
    return on_day(draft, plan.id if plan else draft.new_id(), _hour(draft), day)


def _hour(draft: Draft) -> str:
    """An hour that suits them: that of their check-in, or of their reminder."""
    person = draft.case.person
    chosen = person.plan(PlanKind.CHECK_IN) or person.plan(PlanKind.SELF_CARE)
    return chosen.at if chosen else _USUAL


def _today(draft: Draft) -> date:
    return times.local_time(draft.now, draft.case.person.timezone).date()
