"""The ladder: who is told of a danger, and who is told next while nobody has answered for it.

    rung 0   a text to those on duty; where nobody is, to all of the staff
    rung 1   a call to them
    rung 2   a text and a call to the next: a lead, else whoever joined first
    rung 3   a text and a call to everybody, again and again until somebody answers for it

It rises when an alert stays unacknowledged for as long as the programme has set for its tier, and at
once when an alert does not reach its phone. Alerts name nobody: a lock screen may show them to anybody.
Who acknowledged is reminded daily while prompts are held, or while nobody wrote what was done.

A concern climbs too, more slowly and by day: a text at once where somebody is on duty or it is not quiet
where the programme is, else when the quiet ends; a call if nobody has looked within the programme's
`minutes_concern`, and on, then daily, until somebody answers for it. Somebody without a place for tonight, or
without food, does not wait for the morning: that climbs like what is urgent.

A drill climbs for each member of staff alone (a text, then a call), so that each phone is tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from conversations import needs as needs_say
from conversations import sentences as say
from handlers.deciding.draft import Draft
from records import effects as fx
from records.cases import Case, Person, Programme
from records.kinds import Lane, MessageClass, Standing
from rules import times
from safety.tiers import NEEDS, TONIGHT, Tier

TOP = 3
DRILL_TOP = 2  # a drill that got no answer to its text, nor to its call, is over
AGAIN = timedelta(hours=1)  # from the top rung: everybody again, for a day ...
AGAIN_LATER = timedelta(days=1)  # ... and then daily
KIT_AFTER = timedelta(minutes=45)  # after a signpost, one line about a kit of their own: `alarm.own_kit`
_NOT_YET = -1  # the rung of a concern whose first text waits for the end of the quiet hours
_REMIND_AT = time(10)  # in the programme's zone, on the next day


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag as the ladder sees it."""

    id: str
    person_id: str
    record_id: str
    code: str
    tier: Tier
    rung: int
    raised_at: datetime
    drill: bool
    acknowledged_by: str | None
    closed: bool
    category: str = ""

    @property
    def waits_for_the_day(self) -> bool:
        """Whether it wakes nobody: a concern, but for what somebody needs tonight."""
        return self.tier is Tier.CONCERN and self.category not in NEEDS and not self.drill


def raised(row: Any) -> Raised:
    """A flag from its row."""
    return Raised(
        row.id,
        row.person_id,
        row.record_id,
        row.code,
        Tier(row.tier),
        row.rung,
        row.raised_at,
        row.drill,
        row.acknowledged_by,
        row.closed_at is not None,
        row.category,
    )


def patience(programme: Programme, tier: Tier, category: str = "") -> timedelta:
    """How long an alert may stay unacknowledged before the ladder rises."""
    if tier is Tier.CONCERN and category not in NEEDS:
        return timedelta(minutes=programme.minutes_concern)
    minutes = programme.minutes_emergency if tier is Tier.EMERGENCY else programme.minutes_urgent
    return timedelta(minutes=minutes)


def by_day(programme: Programme, at: datetime) -> datetime:
    """`at` itself, or the end of the quiet hours it falls in where the programme is."""
    quiet = times.QuietHours.kept(programme.quiet_start, programme.quiet_end)
    return times.next_allowed(at, ZoneInfo(programme.timezone), quiet)


def told_at(draft: Draft, category: str) -> datetime:
    """When the first text about a concern leaves: at once, or, with nobody on duty, when the quiet ends."""
    if category in NEEDS or draft.case.somebody_on_duty:
        return draft.now
    return by_day(draft.case.person.programme, draft.now)


def begin(draft: Draft, flag: Raised) -> None:
    """The first rung: a text to those on duty, or to all. One that waits for the morning comes by itself."""
    if flag.rung == _NOT_YET:
        return
    members = _drilled(draft.case, flag) if flag.drill else draft.case.to_alert
    _text(draft, members, flag)


def climb(draft: Draft, flag: Raised, *, lost: bool = False) -> None:
    """The next rung. `lost`: because an alert did not arrive, not because time passed."""
    if flag.acknowledged_by or flag.closed:
        return
    if lost and flag.rung >= TOP:
        return  # everybody has been tried; the next round comes in its time
    morning = by_day(draft.case.person.programme, draft.now)
    if flag.waits_for_the_day and morning > draft.now:
        draft.add(fx.ClimbFlag(flag.id, flag.rung, morning))
        return
    rung = min(flag.rung + 1, TOP)
    if flag.drill:
        _climb_drill(draft, flag, rung)
        return
    case = draft.case
    told: Sequence[Person] = ()
    if rung == 0:
        _text(draft, case.to_alert, flag)
        draft.add(fx.Note(flag.record_id, flag.person_id, "event", "alerted"))
        draft.add(fx.ClimbFlag(flag.id, rung, draft.now + _wait(draft, flag, rung)))
        return
    if rung == 1:
        told = _call(draft, _on_call(case), flag)
        rung = 1 if told else 2  # no calls can be made: on to the next
    if rung == 2:
        told = _next(case)
        rung = 2 if told else TOP
    if rung == TOP:
        told = _everybody(case)
    if rung >= 2:
        _text(draft, told, flag)
        _call(draft, told, flag)
    names = ", ".join(member.name for member in told)
    draft.add(fx.Note(flag.record_id, flag.person_id, "event", f"ladder-{rung}", names))
    draft.add(fx.ClimbFlag(flag.id, rung, draft.now + _wait(draft, flag, rung)))


def _wait(draft: Draft, flag: Raised, rung: int) -> timedelta:
    programme = draft.case.person.programme
    if rung < TOP:
        wait = patience(programme, flag.tier, flag.category)
    elif flag.waits_for_the_day:
        wait = AGAIN_LATER
    else:
        wait = AGAIN if draft.now - flag.raised_at < timedelta(days=1) else AGAIN_LATER
    return by_day(programme, draft.now + wait) - draft.now if flag.waits_for_the_day else wait


def _on_call(case: Case) -> tuple[Person, ...]:
    """Whose phones rang first: those on duty, their phones' texts stopped or not; else all."""
    staff = tuple(member for member in case.staff if member.id != case.person.id)
    on_duty = {member.id for member in case.on_duty}
    return tuple(member for member in staff if member.id in on_duty) or staff


def _next(case: Case) -> tuple[Person, ...]:
    """The one who is asked next: a lead, else the longest-serving, not on duty now."""
    asked = {member.id for member in _on_call(case)}
    leads = {member.id for member in case.leads}
    rest = [member for member in _everybody(case) if member.id not in asked]
    return tuple(sorted(rest, key=lambda member: member.id not in leads)[:1])


def _everybody(case: Case) -> tuple[Person, ...]:
    return tuple(member for member in case.staff if member.id != case.person.id)


def _climb_drill(draft: Draft, flag: Raised, rung: int) -> None:
    members = _drilled(draft.case, flag)
    told = _call(draft, members, flag) if rung == 1 else ()
    if rung == 1 and told:
        label, rises_at = "ladder-1", draft.now + patience(draft.case.person.programme, flag.tier)
    else:
        label, rises_at, rung = "drill-not-answered", None, DRILL_TOP
    draft.add(fx.Note(flag.record_id, flag.person_id, "event", label, ", ".join(m.name for m in members)))
    draft.add(fx.ClimbFlag(flag.id, rung, rises_at))


def _drilled(case: Case, flag: Raised) -> tuple[Person, ...]:
    """Whose phone a drill tries: the person the flag stands for."""
    return tuple(member for member in case.staff if member.id == flag.person_id)


def _text(draft: Draft, members: Sequence[Person], flag: Raised) -> None:
    line = needs_say.STAFF_CONCERN if flag.waits_for_the_day else say.STAFF_ALERT
    line = say.STAFF_DRILL if flag.drill else line
    for member in members:
        text = draft.words(
            line, member, programme=member.programme.name, code=flag.code, link=draft.link(flag.record_id)
        )
        draft.send(member, text, MessageClass.STAFF_ALERT, flag.record_id, lane=Lane.SAFETY, flag_id=flag.id)


def _call(draft: Draft, members: Sequence[Person], flag: Raised) -> tuple[Person, ...]:
    """Place calls; to whom one could be placed."""
    line = say.STAFF_DRILL_CALL if flag.drill else say.STAFF_CALL
    return tuple(
        member
        for member in members
        if draft.call(member, draft.words(line, member), flag.record_id, flag.id) is not None
    )


def tell_again(draft: Draft, flag: Raised) -> None:
    """Whoever took it, else everybody, hears of it once more: what the person was sent did not arrive."""
    everybody = _everybody(draft.case)
    _text(draft, [one for one in everybody if flag.acknowledged_by in (None, one.id)], flag)


# --- acknowledged ----------------------------------------------------------------------------------


def acknowledgement(
    now: datetime, programme: Programme, flag_id: str, tier: str, by: str, *, category: str
) -> fx.Effect:
    """Somebody answers for a flag; they are reminded the next day where prompts rest until it is over.

    Who has an alarm has all that is open about that person. Who sees to a concern has their other concerns;
    of an alarm they may know nothing: it goes on.

    Args:
        programme: whose minutes count.
        flag_id: which flag.
        tier: how grave it is.
        by: the person who answers.
        category: what kind of danger.
    """
    alone = Tier(tier) is Tier.CONCERN
    return fx.AcknowledgeFlag(flag_id, by, remind_at(now, programme, tier, category), alone)


def remind_at(now: datetime, programme: Programme, tier: str, category: str) -> datetime | None:
    """When whoever takes a flag is reminded of it: the next day, after an alarm, and where prompts rest until
    it is closed."""
    held = Tier(tier) in (Tier.URGENT, Tier.EMERGENCY) or category in TONIGHT
    return next_day(now, programme.timezone, _REMIND_AT) if held else None


_SMALL_HOURS = timedelta(hours=5)


def next_day(now: datetime, timezone: str, at: time) -> datetime:
    """That time on the next local day, UTC."""
    zone = ZoneInfo(timezone)
    return times.instant(now.astimezone(zone).date() + timedelta(days=1), at, zone)


def morning_after(now: datetime, timezone: str) -> datetime:
    """The forenoon after somebody has slept, UTC: the small hours belong to the evening before."""
    return next_day(now - _SMALL_HOURS, timezone, time(11))


def remind(draft: Draft, flag: Raised) -> None:
    """Who took a flag hears that prompts are still held, or that nothing says what was done. Daily.

    Where whoever took it is gone, those on duty hear of it. Of somebody who stopped there is nothing to
    resume, until they want messages again.
    """
    person = draft.case.person
    held = person.held and not flag.drill
    if flag.closed and not held:
        draft.add(fx.ClimbFlag(flag.id, flag.rung, None))
        return
    stopped = person.standing is Standing.STOPPED
    line = say.STAFF_STILL_HELD if held and not stopped else say.STAFF_STILL_OPEN
    took = tuple(one for one in draft.case.staff if one.id == flag.acknowledged_by)
    for member in () if stopped and flag.closed else took or draft.case.to_alert:
        text = draft.words(line, member, code=flag.code, link=draft.link(flag.record_id))
        draft.send(member, text, MessageClass.STAFF_ALERT, flag.record_id, lane=Lane.REPLY, flag_id=flag.id)
    again = next_day(draft.now, draft.case.person.programme.timezone, _REMIND_AT)
    draft.add(fx.ClimbFlag(flag.id, flag.rung, again))


def raise_flag(
    draft: Draft,
    about: Person,
    record_id: str,
    inbox_id: str | None,
    tier: Tier,
    *,
    flag_id: str = "",
    category: str = "",
    found: Sequence[str] = (),
    words: str = "",
    mentor: Person | None = None,
    drill: bool = False,
    entered_by: str | None = None,
    rises: bool = True,
) -> Raised:
    """Raise a flag about somebody; it begins to climb.

    Not those that staff entered by hand, nor (`rises`) where another of the same person climbs already.

    Args:
        draft: what the deciding adds to.
        about: whom the danger is about.
        record_id: the record the words stand in.
        inbox_id: the message they were in; none: nobody wrote one.
        tier: how grave it is.
        flag_id: its id.
        category: what kind of danger.
        found: ids of the rules that fired.
        words: the words that fired.
        mentor: the mentor who told of it, if one did.
        drill: whether it is for practice.
        entered_by: the colleague who entered what was missed.
        rises: false where another of theirs climbs already.
    """
    flag_id = flag_id or draft.new_id()
    code = _code(draft, flag_id)
    own = about is draft.case.person and inbox_id is not None
    climbs = rises and not entered_by
    flag = Raised(flag_id, about.id, record_id, code, tier, 0, draft.now, drill, None, False, category)
    if flag.waits_for_the_day and climbs and told_at(draft, category) > draft.now:
        flag = replace(flag, rung=_NOT_YET)
        wait = told_at(draft, category) - draft.now
    elif drill or draft.case.to_alert:
        wait = _wait(draft, flag, 0)
    else:
        wait = timedelta(0)  # where no text can go to anybody, nothing is waited for
    draft.add(
        fx.RaiseFlag(
            id=flag_id,
            programme_id=about.programme.id,
            person_id=about.id,
            record_id=record_id,
            inbox_id=inbox_id,
            tier=tier,
            category=category,
            rules=tuple(found),
            words=words,
            code=code,
            rises_at=draft.now + wait if climbs else None,
            mentor_id=mentor.id if mentor else None,
            debrief_at=morning_after(draft.now, mentor.timezone) if mentor else None,
            drill=drill,
            entered_by=entered_by,
            kit_at=draft.now + KIT_AFTER if own and tier is not Tier.CONCERN and not drill else None,
        )
    )
    if flag.rung == _NOT_YET:
        draft.add(fx.ClimbFlag(flag.id, flag.rung, draft.now + wait))
    return flag


def _code(draft: Draft, flag_id: str) -> str:
    """Four digits that no open flag of the programme has; the same whenever it is decided anew."""
    taken = draft.case.codes | draft.codes
    number = sum(ord(letter) * 31**place for place, letter in enumerate(flag_id[::-1])) % 9000
    codes = [str(1000 + (number + more) % 9000) for more in range(len(taken) + 1)]
    code = next((code for code in codes if code not in taken), codes[0])
    draft.codes.add(code)
    return code
