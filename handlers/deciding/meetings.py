"""What two people agree on becomes a meeting: kept, moved, called off, and logged once they have met.

Only for those who are matched, whom nothing bars from each other, and never inside a curfew that is known;
whose curfew it is, nobody is told. Both hear of every change, neither sees the other's number. Clocks are
those of whoever reads: a meeting is kept as an instant.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from conversations import meetings as say
from conversations import sentences
from conversations.calling_off import NOT_DOWN, CalledOff
from conversations.discreet import tells_a_stranger
from conversations.hours import WeekdayTime
from conversations.meeting_moments import Problem, settle
from conversations.meeting_times import read_meeting
from conversations.meeting_words import proposed
from conversations.meetings import Agreed, AlsoSaid, Barrier, Met
from conversations.names import first_name
from handlers.deciding.draft import Draft
from handlers.deciding.passing_on import is_awake, passed_on
from handlers.deciding.relaying import reachable
from records import effects as fx
from records.cases import Meeting, Person
from records.kinds import Lane, MessageClass
from records.told import Told
from rules import times

_DAY_BEFORE = timedelta(days=1)
_TOO_FRESH = timedelta(hours=3)  # what was agreed on just now needs no reminder yet
_SOME_HOURS = timedelta(hours=3)
_BEFORE_QUIET = timedelta(minutes=30)


def partners(draft: Draft) -> tuple[Person, ...]:
    """Whom the case's person may meet: their mentors and mentees, but for those a condition bars."""
    case = draft.case
    together = {one.id: one for one in (*case.mentors, *case.mentees)}
    return tuple(one for one in together.values() if one.id not in case.meetings.barred)


def ahead(draft: Draft) -> list[tuple[Meeting, Person]]:
    """Their meetings that are still to come, each with the other person, the next one first."""
    others = {one.id: one for one in partners(draft)}
    mine = draft.case.person.id
    found = [(one, others.get(one.other(mine))) for one in draft.case.meetings.agreed if one.at > draft.now]
    return [(one, other) for one, other in found if other is not None]


def when(draft: Draft, person: Person, at: datetime) -> str:
    """A moment on that person's clocks, in their language."""
    return draft.wording.date_and_time(person.language, local(person, at))


def local(person: Person, at: datetime) -> datetime:
    """What that person's clocks show then, without a zone."""
    return times.local_time(at, person.timezone).replace(tzinfo=None)


def chosen_time(draft: Draft, other: Person) -> str:
    """The day and time that somebody chose for their check-in, on the clocks of the case's person.

    "" where there is none, or where it lies in a curfew of theirs or in quiet hours: nobody is told which.
    """
    found = next((one for one in draft.case.meetings.check_ins if one[0] == other.id), None)
    if found is None:
        return ""
    _, day, clock = found
    there, person = ZoneInfo(other.timezone), draft.case.person
    at = times.instant(day, time.fromisoformat(clock), there)
    here = local(person, at)
    programme = other.programme
    quiet = times.QuietHours.kept(programme.quiet_start, programme.quiet_end)
    if times.next_allowed(at, there, quiet) != at or say.is_closed(here, closed_hours(draft, (other,))):
        return ""
    return draft.wording.day_and_time(person.language, WeekdayTime(here.weekday(), here.hour, here.minute))


def closed_hours(draft: Draft, others: tuple[Person, ...]) -> str:
    """Curfews of the case's person and of these, on the person's clocks: "20:00-07:00 22:00-06:00"."""
    person = draft.case.person
    zones = {one.id: one.timezone for one in (person, *others)}
    found = []
    for whose, start, end in draft.case.meetings.curfews:
        if whose in zones:
            hours = (_moved(draft.now, zones[whose], person.timezone, at) for at in (start, end))
            found.append("-".join(hours))
    return " ".join(dict.fromkeys(found))


def _moved(now: datetime, there: str, here: str, clock: str) -> str:
    """A time of day there, on the clocks here."""
    if there == here:
        return clock
    today = times.local_time(now, there).date()
    at = times.instant(today, datetime.strptime(clock, "%H:%M").time(), ZoneInfo(there))  # noqa: DTZ007 - a time of day, of no zone yet
    return f"{times.local_time(at, here):%H:%M}"


def agreed(draft: Draft, record_id: str, result: Agreed) -> None:
    """Keep or move a meeting that was said yes to, and tell the other."""
    if not result.at:
        return
    person = draft.case.person
    at = _instant(person, result.at)
    named = [one for one in partners(draft) if first_name(one.name) == first_name(result.whom)]
    other = named[0] if len(named) == 1 else None  # of two with one name, neither is told what is the other's
    problem = _problem(draft, other, at, result)
    if problem or other is None:
        draft.before.append(problem or _not_reached(draft, result.whom))
        return
    remind_at, ask_at = reminder_at(person, at, draft.now), asking_at(person, at)
    moved = next((one for one, _ in ahead(draft) if one.id == result.moves), None)
    known: datetime | None = None
    if moved is not None:
        known = take_back(draft, moved, other)
        draft.add(fx.MoveMeeting(moved.id, moved.mentee_id, at, result.place, remind_at, ask_at))
    else:
        is_mentee = other.id in {one.id for one in draft.case.mentors}
        mentee, mentor = (person, other) if is_mentee else (other, person)
        kept_id = draft.new_id()
        series_id = _keep_series(draft, record_id, mentee, mentor, at, result) if result.every else None
        draft.add(
            fx.KeepMeeting(
                id=kept_id,
                programme_id=person.programme.id,
                mentee_id=mentee.id,
                mentor_id=mentor.id,
                set_by=person.id,
                record_id=record_id,
                at=at,
                place=result.place,
                remind_at=remind_at,
                ask_at=ask_at,
                series_id=series_id,
            )
        )
    programme = draft.wording.date_and_time(person.programme.language, local(person, at))
    draft.note(record_id, "agreed", "meeting-moved" if moved else "meeting", f"{programme}, {result.place}")
    rounds = {1: say.TOLD_WEEKLY, 2: say.TOLD_FORTNIGHTLY}
    wording = say.TOLD_MOVED if known else rounds.get(result.every, say.TOLD)
    told = tell(
        draft,
        other,
        record_id,
        wording,
        when=when(draft, other, at),
        place=_shown(draft, other, result.place),
    )
    if told:
        kind = "moved" if known else "set"
        draft.add(fx.TellMeeting(moved.id if moved else kept_id, (Told(told, other.id, kind, known),)))
    kept = say.MOVED if moved else say.KEPT if remind_at else say.KEPT_SOON
    line = draft.words(kept, when=when(draft, person, at), place=result.place)
    draft.before.append(f"{line}\n{passed_on(draft, other)}")


def _keep_series(
    draft: Draft, record_id: str, mentee: Person, mentor: Person, at: datetime, result: Agreed
) -> str:
    """The first of a series is one like any other; the next is made when it is over."""
    person = draft.case.person
    there = local(person, at)
    kept = fx.KeepSeries(
        id=draft.new_id(),
        programme_id=person.programme.id,
        mentee_id=mentee.id,
        mentor_id=mentor.id,
        set_by=person.id,
        record_id=record_id,
        every_weeks=result.every,
        clock=f"{there:%H:%M}",
        timezone=person.timezone,
        place=result.place,
        last_on=there.date(),
        next_at=at,
    )
    draft.add(kept)
    return kept.id


def _instant(person: Person, at: str) -> datetime:
    written = datetime.fromisoformat(at)
    return times.instant(written.date(), written.time(), ZoneInfo(person.timezone))


def _problem(draft: Draft, other: Person | None, at: datetime, result: Agreed) -> str:
    """Why it cannot be kept, though it was said yes to; "" where it can."""
    person = draft.case.person
    if at <= draft.now:
        return draft.words(say.TOO_LATE)
    if other is None or not reachable(draft, other):
        return _not_reached(draft, result.whom)
    if any(in_curfew(draft, one, at) for one in (person, other)):
        return f"{draft.words(say.CLOSED)} {draft.words(say.NOT_KEPT)}"
    same = any(one.at == at and to.id == other.id for one, to in ahead(draft) if one.id != result.moves)
    if same:
        given = {"when": when(draft, person, at), "place": result.place, "whom": other.name}
        return draft.words(say.KEPT_ALREADY, None, **given)
    return ""


def _not_reached(draft: Draft, name: str) -> str:
    return draft.words(say.NOT_REACHED, None, name=name, coordinator=draft.coordinator)


def in_curfew(draft: Draft, person: Person, at: datetime) -> bool:
    hours = (f"{start}-{end}" for who, start, end in draft.case.meetings.curfews if who == person.id)
    return say.is_closed(local(person, at), " ".join(hours))


def take_back(draft: Draft, meeting: Meeting, other: Person) -> datetime | None:
    """What was said of it and has not left yet does not leave any more: only the last state is told.

    Returns when the other takes it to be; None where they have not heard of it at all.
    """
    known: datetime | None = meeting.at
    for one in meeting.told:
        if one.id not in meeting.unsent:
            continue
        draft.add(fx.Withdraw(one.id))
        if one.to == other.id and one.kind != "coming":
            known = one.before
    return known


def tell(draft: Draft, to: Person, record_id: str, wording: str, **given: str) -> str | None:
    """Say something of a meeting to the other of the two; like words passed on, not at night."""
    sender = draft.case.person
    kind = MessageClass.ANSWER if is_awake(to, draft.now) else MessageClass.PROMPT
    text = draft.words(wording, to, name=sender.name, **given)
    return draft.send(to, text, kind, record_id, about=sender, lane=Lane.REPLY)


def _shown(draft: Draft, to: Person, place: str) -> str:
    """A place as it may stand on the other's locked screen; to whoever is writing just now, as it is."""
    if is_awake(to, draft.now) or not tells_a_stranger(place):
        return place
    return draft.words(say.PLACE_TO_LOOK_UP, to)


def call_off(draft: Draft, record_id: str, meeting: Meeting, other: Person) -> None:
    """A meeting is not to be; both hear it. Where the other cannot be written to, a person tells them."""
    person = draft.case.person
    draft.add(fx.SetMeeting(meeting.id, "off"))
    off = when(draft, person, meeting.at)
    draft.note(record_id, "agreed", "meeting-off", off)
    line = draft.words(say.OFF, when=off)
    if meeting.series is not None:  # the one after it stands in the list at once
        draft.add(fx.SetSeries(meeting.series.id, meeting.series.last_on, draft.now))
        line = f"{line} {draft.words(say.OTHERS_STAY)}"
    known = take_back(draft, meeting, other)
    if known is None:  # they have not heard of it
        draft.before.append(line)
    elif reachable(draft, other):
        tell(draft, other, record_id, say.TOLD_OFF, when=when(draft, other, known))
        draft.before.append(f"{line}\n{passed_on(draft, other)}")
    else:
        told = draft.words(say.NOT_TOLD, None, name=other.name, coordinator=draft.coordinator)
        draft.needs_person = True
        draft.before.append(f"{line}\n{told}")


def call_off_all(draft: Draft, record_id: str, other: Person) -> None:
    """Everything ahead with that person is off, and nothing comes round any more; both hear it, once."""
    for series in draft.case.meetings.series:
        if other.id in (series.mentee_id, series.mentor_id):
            draft.add(fx.SetSeries(series.id, series.last_on, None))
    for meeting, whom in ahead(draft):
        if whom.id == other.id:
            draft.add(fx.SetMeeting(meeting.id, "off"))
            take_back(draft, meeting, other)
    draft.note(record_id, "agreed", "meeting-off", draft.words(say.ALL_OFF, None, whom=other.name))
    line = draft.words(say.ALL_OFF, None, whom=other.name)
    if reachable(draft, other):
        tell(draft, other, record_id, say.TOLD_ALL_OFF)
        draft.before.append(f"{line}\n{passed_on(draft, other)}")
    else:
        draft.needs_person = True
        told = draft.words(say.NOT_TOLD, None, name=other.name, coordinator=draft.coordinator)
        draft.before.append(f"{line}\n{told}")


def answered_off(draft: Draft, record_id: str, result: CalledOff) -> None:
    """A yes calls it off, as things are now: the other may have done so since."""
    if not result.yes:
        return
    found = next((pair for pair in ahead(draft) if pair[0].id == result.meeting), None)
    if found is None:
        draft.before.append(draft.words(NOT_DOWN))
    else:
        call_off(draft, record_id, *found)


def barrier(draft: Draft, record_id: str, result: Barrier) -> None:
    """What might get in the way goes to the mentor; where they cannot be written to, to a coordinator."""
    if not result.words:
        return
    meeting = next((one for one in draft.case.meetings.agreed if one.id == result.meeting), None)
    mentor = next((one for one in draft.case.mentors if meeting and one.id == meeting.mentor_id), None)
    if mentor is None or not reachable(draft, mentor):
        draft.needs_person = True
        draft.before.append(draft.words(sentences.FOR_A_PERSON, None, name=draft.coordinator))
        return
    tell(draft, mentor, record_id, say.IN_THE_WAY, words=result.words)
    draft.before.append(passed_on(draft, mentor))


def met(draft: Draft, result: Met) -> None:
    """A meeting that came about is logged as one at the desk is; one that did not is kept as that."""
    meeting = next((one for one in draft.case.meetings.agreed if one.id == result.meeting), None)
    if meeting is None:  # called off since, or long ago
        return
    draft.add(fx.SetMeeting(meeting.id, "met" if result.happened else "not_met"))
    if not result.happened:
        return
    record_id = draft.new_id()
    programme = draft.case.person.programme.id
    draft.add(
        fx.LogMeeting(record_id, programme, meeting.mentee_id, meeting.mentor_id, meeting.at, result.minutes)
    )
    length = f"{result.minutes} minutes" if result.minutes else ""
    said = f"{draft.case.person.name}: {result.words}" if result.words else ""
    for label, text in (("place", meeting.place), ("length", length), ("said", said)):
        if text:
            draft.add(fx.Note(record_id, meeting.mentee_id, "note", label, text))

    other = next((one for one in partners(draft) if one.id == meeting.other(draft.case.person.id)), None)
    if other is not None:
        later = times.next_allowed(draft.now + _SOME_HOURS, ZoneInfo(other.timezone), _quiet(other))
        draft.add(fx.AskOther(meeting.id, record_id, other.id, later))


def also_said(draft: Draft, result: AlsoSaid) -> None:
    """The other's few words stand in the record of the meeting beside the first ones."""
    if result.words:
        said = f"{draft.case.person.name}: {result.words}"
        draft.add(fx.Note(result.record, result.mentee, "note", "said", said))


def offered(draft: Draft, words: str) -> str:
    """How words that are passed on can be kept as a meeting, where they propose one; else ""."""
    found = proposed(words)
    person = draft.case.person
    if not found or isinstance(
        settle(read_meeting(found), local(person, draft.now), person.country), Problem
    ):
        return ""
    return f"{draft.words(say.OFFER, words=found)}\n\n"


# --- when -------------------------------------------------------------------------------------------------


def reminder_at(person: Person, at: datetime, now: datetime) -> datetime | None:
    """A day before, when people are up; None where it was agreed on so late that nobody needs it."""
    tz, quiet = ZoneInfo(person.timezone), _quiet(person)
    there = at.astimezone(tz)
    day = there.date() - _DAY_BEFORE
    moment = times.instant(day, there.time(), tz)
    if quiet.start > quiet.end:  # in the evening rather before the quiet hours than on the day itself
        moment = min(moment, times.instant(day, quiet.start, tz) - _BEFORE_QUIET)
    moment = times.next_allowed(moment, tz, quiet)
    return moment if moment - now > _TOO_FRESH else None


def asking_at(person: Person, at: datetime) -> datetime:
    """Some hours after it, outside the quiet hours."""
    return times.next_allowed(at + _SOME_HOURS, ZoneInfo(person.timezone), _quiet(person))


def _quiet(person: Person) -> times.QuietHours:
    return times.QuietHours.kept(person.programme.quiet_start, person.programme.quiet_end)
