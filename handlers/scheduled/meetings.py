"""Before a meeting both are reminded, once; afterwards whoever set it up is asked whether it came about.

The reminder comes to those who agreed to meet, whatever else is waiting; the question in it only where
nothing waits. Being asked afterwards can wait: for another question, and for a day on which nothing else
comes (`handlers.scheduled.planner`). Who gets no prompts is neither reminded nor asked.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from conversations import meetings as say
from conversations.match_moments import ONCE
from conversations.meetings import AFTER_IT, AFTER_IT_TOO, ASKED_ONCE, BEFORE_IT, Afterwards, AlsoThere, Goer
from conversations.state import Line, Value
from conversations.wording import compose
from handlers.deciding import meetings
from handlers.deciding.draft import Draft
from handlers.deciding.number_in_doubt import in_doubt
from handlers.deciding.talking import begin, let_go
from handlers.scheduled import planner
from handlers.scheduled.planner import Unplanned
from handlers.scheduled.prompts import concern_waits, quiet_hours
from records import effects as fx
from records.cases import Meeting, Person
from records.kinds import Lane, MessageClass, RecordKind, Stage, Standing
from records.programme_choices import Asks
from records.told import Told
from rules import times

_AGAIN = timedelta(hours=4)
_LONG_AGO = timedelta(days=5)


def remind(draft: Draft, meeting: Meeting) -> None:
    """Tell both of tomorrow's meeting, and ask the mentee what might get in the way.

    Args:
        draft: with the mentee's case.
        meeting: it is due to be told of.
    """
    mentor = next((one for one in draft.case.mentors if one.id == meeting.mentor_id), None)
    if mentor is None:  # not matched any more, or barred
        draft.add(fx.SetMeeting(meeting.id, "off"))
        return
    if any(meetings.in_curfew(draft, one, meeting.at) for one in (draft.case.person, mentor)):
        draft.add(fx.SetMeeting(meeting.id, "off"))
        tell_closed(draft, mentor, meeting.at)
        return
    draft.add(fx.SetMeeting(meeting.id, "agreed", ask_at=meeting.ask_at))
    mentee = draft.case.person
    leaves = times.next_allowed(draft.now, ZoneInfo(mentee.timezone), quiet_hours(draft))
    if leaves >= meeting.at:  # after days in which nothing ran: too late to be of use
        return
    let_go(draft, BEFORE_IT)  # of another time, before it was moved
    before = len(draft.effects)
    if may_be_prompted(draft):
        goer = Goer(
            meeting.id, mentor.name, f"{meetings.local(mentee, meeting.at):%Y-%m-%d %H:%M}", meeting.place
        )
        if mentee.talking or Asks.BEFORE_MEETING in mentee.programme.choices.off:
            _remind(draft, mentee, meeting, mentor.name)
        else:
            begin(draft, BEFORE_IT, goer, RecordKind.MESSAGE, MessageClass.PROMPT)
    if mentor.standing is Standing.ACTIVE:
        _remind(draft, mentor, meeting, mentee.name)
    unsent = [one for one in meeting.told if one.id in meeting.unsent]
    coming = [Told(one.id, one.to, "coming") for one in draft.effects[before:] if isinstance(one, fx.Send)]
    draft.add(fx.TellMeeting(meeting.id, (*unsent, *coming)))


def tell_closed(draft: Draft, mentor: Person, at: datetime) -> None:
    """A curfew that is known by now closes that hour: both hear that it is off, and not whose it is."""
    mentee = draft.case.person
    let_go(draft, BEFORE_IT)
    pairs = [(mentor, mentee.name)] if mentor.standing is Standing.ACTIVE else []
    if may_be_prompted(draft):
        pairs.append((mentee, mentor.name))
    for to, whom in pairs:
        record_id = draft.open_record(RecordKind.MESSAGE, with_id=mentor.id)
        line = draft.words(say.HOUR_CLOSED, to, when=meetings.when(draft, to, at), whom=whom)
        draft.send(to, line, MessageClass.PROMPT, record_id, about=mentee, lane=Lane.NUDGE)
        draft.add(fx.CloseRecord(record_id, "reminded"))


def _remind(draft: Draft, to: Person, meeting: Meeting, whom: str) -> None:
    kind = RecordKind.NUDGE if to.id == meeting.mentor_id else RecordKind.MESSAGE
    record_id = draft.open_record(kind, with_id=meeting.mentor_id)
    given: dict[str, Value] = {"when": meetings.local(to, meeting.at), "place": meeting.place, "whom": whom}
    line = (Line(say.COMING, say.COMING, given),)
    text = compose(draft.wording, to.language, line, None, buttons=False, unasked=True, discreet=to.discreet)
    draft.send(to, text, MessageClass.PROMPT, record_id, about=draft.case.person, lane=Lane.NUDGE)
    draft.add(fx.CloseRecord(record_id, "reminded"))


def ask(draft: Draft, meeting: Meeting) -> bool:
    """Ask whether it came about, or later; False where this person cannot be asked at all.

    Args:
        draft: with the case of one of the two.
        meeting: it has been, or not.
    """
    person = draft.case.person
    other = next((one for one in meetings.partners(draft) if one.id == meeting.other(person.id)), None)
    if other is None or person.standing is not Standing.ACTIVE or person.address is None:
        return False
    if draft.now - meeting.at > _LONG_AGO:
        return False
    later = _later(draft, meeting)
    if later is not None and later - meeting.at > _LONG_AGO:
        return False
    if later is not None:
        draft.add(fx.SetMeeting(meeting.id, "agreed", ask_at=later))
        return True
    afterwards = Afterwards(meeting.id, other.name, f"{meetings.local(person, meeting.at):%Y-%m-%d %H:%M}")
    let_go(draft, BEFORE_IT)
    draft.add(fx.SetMeeting(meeting.id, "agreed"))
    begin(draft, AFTER_IT, afterwards, RecordKind.MESSAGE, MessageClass.PROMPT)
    return True


def ask_other(draft: Draft, meeting: Meeting) -> None:
    """Ask the other of two who met for a few words, or later; never more than once.

    Args:
        draft: with the case of whoever has not been asked.
        meeting: they have met, as the other has said.
    """
    person = draft.case.person
    other = next((one for one in meetings.partners(draft) if one.id == meeting.other(person.id)), None)
    done = fx.AskOther(meeting.id, meeting.logged_id, person.id, None)
    if other is None or meeting.logged_id is None or not may_be_prompted(draft):
        draft.add(done)
        return
    later = _later(draft, meeting)
    if (later or draft.now) - meeting.at > _LONG_AGO:
        draft.add(done)
    elif later is not None:
        draft.add(fx.AskOther(meeting.id, meeting.logged_id, person.id, later))
    else:
        at = f"{meetings.local(person, meeting.at):%Y-%m-%d %H:%M}"
        also = AlsoThere(meeting.logged_id, meeting.mentee_id, other.name, at)
        draft.add(done)
        begin(draft, AFTER_IT_TOO, also, RecordKind.MESSAGE, MessageClass.PROMPT)


def _later(draft: Draft, meeting: Meeting) -> datetime | None:
    """When to ask instead of now; None: now."""
    person = draft.case.person
    tz, quiet = ZoneInfo(person.timezone), quiet_hours(draft)
    if any(one.name not in ASKED_ONCE | ONCE for one in person.talking) or not may_be_prompted(draft):
        return times.next_allowed(draft.now + _AGAIN, tz, quiet)
    met = meetings.local(person, meeting.at).date()
    decided = planner.decide(draft.case, draft.now, Unplanned.AFTER_MEETING, met)
    if decided.goes:
        allowed = times.next_allowed(draft.now, tz, quiet)
        return allowed if allowed > draft.now else None
    if decided.day is None:
        return draft.now + _LONG_AGO  # not at all any more
    return times.next_allowed(times.instant(decided.day, quiet.end, tz), tz, quiet)


def may_be_prompted(draft: Draft) -> bool:
    """Whether anything unasked-for may go to the case's person now."""
    person = draft.case.person
    if person.standing is not Standing.ACTIVE or person.stage is Stage.CUSTODY or person.address is None:
        return False
    if in_doubt(person, person.address, draft.now):
        return False
    return not person.held and not concern_waits(draft)
