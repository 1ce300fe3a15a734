"""Matches: who walks with whom, why, and how it is told when that changes.

Promises: no match without a mentor who is cleared and trained, both in date; none that a no-contact
condition bars, unless it is kept who approved it and where that is written; everybody it concerns who
gets messages hears of it kindly, in their language, by the rules for prompts, without anybody's number.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, insert, or_, select, update
from sqlmodel import col

from conversations import match_moments as moments
from conversations import sentences as say
from handlers.deciding.draft import Draft
from handlers.desk import at_the_door
from handlers.desk.conditions import bar_between
from handlers.desk.match_plans import set_anew
from handlers.desk.mentor_readiness import not_ready
from handlers.desk.people import person_row
from handlers.desk.staff import NotFound, StaffError
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.cases import Case, Person
from records.ids import new_id
from records.kinds import NOT_LEFT, MessageClass, OutboxState, RecordKind, Role, Standing
from records.load import load_cases
from records.save import save
from records.sealing import Sealer
from rules import times

REASONS = ("needs", "goals", "experience", "interests", "language", "wishes")
LONGEST_REASON = 400


@dataclass(frozen=True, slots=True)
class Why:
    """Why these two, and who approved contact that a condition would bar."""

    reasons: str = field(repr=False)
    approved_by: str = field(default="", repr=False)
    approved_where: str = field(default="", repr=False)


class NoApproval(StaffError):
    """A condition says these two may have no contact. Write who approved it and where that is written."""


def make(
    connection: Connection,
    tools: Tools,
    now: datetime,
    *,
    staff_id: str,
    mentee_id: str,
    mentor_id: str,
    why: Why,
) -> str:
    """Match a mentee with a mentor, and tell both; returns the match's id.

    Args:
        mentee_id: the mentee.
        mentor_id: the mentor.
        why: the reasons, and who approved it where that is needed.

    Raises:
        StaffError: the mentor is not ready, there is a match already, a part is missing.
        NoApproval: a no-contact condition stands between them.
    """
    if _open_match(connection, mentee_id) is not None:
        raise StaffError("They have a mentor already. Move or end that match instead.")
    match_id = _insert(connection, tools.sealer, now, staff_id, mentee_id, mentor_id, why)
    cases = load_cases(connection, tools.sealer, now, [mentee_id, mentor_id])
    draft = _draft(cases[mentee_id], tools, now)
    _tell_made(draft, cases[mentor_id].person)
    save(connection, tools.sealer, now, draft.effects)
    set_anew(connection, tools, now, (mentee_id, mentor_id))
    return match_id


def move(
    connection: Connection,
    tools: Tools,
    now: datetime,
    *,
    staff_id: str,
    match_id: str,
    mentor_id: str,
    why: Why,
) -> str:
    """Let another mentor go on with a mentee; all three hear of it. Returns the new match's id.

    Args:
        match_id: which match.
        mentor_id: the mentor.
        why: the reasons, and who approved it where that is needed.

    Raises:
        NotFound: no such match, or it is over.
        StaffError, NoApproval: as for `make`.
    """
    old = find(connection, match_id)
    if mentor_id == old.mentor_id:
        raise StaffError("That is their mentor already. Choose somebody else, or leave the match as it is.")
    over(connection, now, old, staff_id, "moved")
    new_match = _insert(connection, tools.sealer, now, staff_id, old.mentee_id, mentor_id, why)
    cases = load_cases(connection, tools.sealer, now, [old.mentee_id, old.mentor_id, mentor_id])
    before, after = cases[old.mentor_id].person, cases[mentor_id].person
    draft = _draft(cases[old.mentee_id], tools, now)
    mentee = draft.case.person
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=mentor_id)
    _tell(draft, mentee, record_id, say.MATCH_MOVED_MENTEE, mentor=after.name, person=before.name)
    _tell(draft, before, record_id, say.MATCH_MOVED_MENTOR, name=mentee.name)
    _tell(draft, after, record_id, say.MATCH_MADE_MENTOR, name=mentee.name)
    draft.add(
        fx.CloseRecord(record_id, "match_moved"),
        fx.Audited(staff_id, "match ended", mentee.id, detail="moved"),
        fx.Audited(staff_id, "match ended", before.id, detail="moved"),
    )
    save(connection, tools.sealer, now, draft.effects)
    set_anew(connection, tools, now, (old.mentee_id, old.mentor_id, mentor_id))
    return new_match


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody would be told of the end of their match; `why_not`: why it cannot go."""

    role: Role
    name: str = field(repr=False)
    words: str = field(repr=False)
    why_not: str = ""


_ENDS = {  # what the mentee and the mentor are told; "": nothing
    "finished": (say.MATCH_ENDED_MENTEE, say.MATCH_ENDED_MENTOR),
    "left": (say.MATCH_ENDED_MENTEE, say.MATCH_ENDED_MENTOR),
    "moved_away": (moments.MOVED_AWAY_MENTEE, moments.MOVED_AWAY_MENTOR),
    "custody": ("", moments.RESTS_MENTOR),
}


def end_preview(
    connection: Connection, tools: Tools, now: datetime, *, match_id: str, why: str
) -> list[Line]:
    """What would be said to whom if a match ended now; nothing is kept.

    Raises:
        NotFound: no such match, or it is over.
        StaffError: it is not said why.
    """
    old = find(connection, match_id)
    if why not in _ENDS:
        raise StaffError("Choose how it ended.")
    cases = load_cases(connection, tools.sealer, now, [old.mentee_id, old.mentor_id], tools.open_channels)
    draft, mentor = _draft(cases[old.mentee_id], tools, now), cases[old.mentor_id].person
    return [
        Line(role, to.name, draft.words(wording, to, **given), _why_not(to))
        for role, to, wording, given in _end_lines(draft, mentor, why)
    ]


def end(
    connection: Connection,
    tools: Tools,
    now: datetime,
    *,
    staff_id: str,
    match_id: str,
    why: str,
    tell: Collection[str] = (Role.MENTEE, Role.MENTOR),
    asks_later: bool = False,
) -> None:
    """End a match now; who of the two hears of it by text is said.

    Args:
        why: "finished", "left", "moved_away" or "custody"; after a death see `a_death`.
        tell: which of them hears the line that `end_preview` shows.
        asks_later: whether a mentee who left is asked, once and weeks later, what could have gone better.

    Raises:
        NotFound: no such match, or it is over.
        StaffError: it is not said why.
    """
    old = find(connection, match_id)
    if why not in _ENDS:
        raise StaffError("Choose how it ended.")
    over(connection, now, old, staff_id, why, asks_later=asks_later and why == "left")
    cases = load_cases(connection, tools.sealer, now, [old.mentee_id, old.mentor_id])
    draft, mentor = _draft(cases[old.mentee_id], tools, now), cases[old.mentor_id].person
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=mentor.id)
    for role, to, wording, given in _end_lines(draft, mentor, why):
        if role in tell:
            _tell(draft, to, record_id, wording, **given)
        else:
            draft.note(record_id, "event", "not-told")
    draft.add(
        fx.CloseRecord(record_id, "match_ended"),
        fx.Audited(staff_id, "match ended", old.mentee_id, detail=why),
        fx.Audited(staff_id, "match ended", mentor.id, detail=why),
    )
    save(connection, tools.sealer, now, draft.effects)
    set_anew(connection, tools, now, (old.mentee_id, old.mentor_id))


def _end_lines(draft: Draft, mentor: Person, why: str) -> list[tuple[Role, Person, str, dict[str, str]]]:
    mentee, coordinator = draft.case.person, draft.coordinator
    to_mentee, to_mentor = _ENDS[why]
    lines = [
        (Role.MENTEE, mentee, to_mentee, {"mentor": mentor.name, "coordinator": coordinator}),
        (Role.MENTOR, mentor, to_mentor, {"name": mentee.name, "coordinator": coordinator}),
    ]
    return [line for line in lines if line[2]]


def over(
    connection: Connection,
    now: datetime,
    match: Any,
    staff_id: str,
    how: str,
    *,
    asks_later: bool = False,
    to_tell: str | None = None,
) -> None:
    """A match is over now, whatever was planned; nothing waits between the two any more."""
    connection.execute(update(t.Match).where(col(t.Match.id) == match.id).values(until=now, ended=how))
    planned = (col(t.Ending.match_id) == match.id) & (col(t.Ending.state) == "planned")
    connection.execute(update(t.Ending).where(planned).values(state="off", due_at=None))
    connection.execute(
        insert(t.Ending).values(
            id=new_id(now),
            match_id=match.id,
            how=how,
            state="over",
            decided_by=staff_id,
            decided_at=now,
            asks_later=asks_later,
            to_tell=to_tell,
        )
    )
    withdraw(connection, now, match.mentee_id, match.mentor_id)


def withdraw(connection: Connection, now: datetime, mentee_id: str, mentor_id: str) -> None:
    """What still waits to be passed on between them is not passed on any more, and they do not meet."""
    mine = t.core(t.Outbox).c
    between = or_(
        and_(mine.person_id == mentor_id, mine.about_id == mentee_id),
        and_(mine.person_id == mentee_id, mine.about_id == mentor_id),
    )
    connection.execute(
        update(t.Outbox)
        .where(between, mine.state.in_(NOT_LEFT))
        .values(state=OutboxState.WITHHELD, reason="match_ended", settled_at=now)
    )
    meeting = t.core(t.Meeting).c
    theirs = and_(meeting.mentee_id == mentee_id, meeting.mentor_id == mentor_id, meeting.state == "agreed")
    connection.execute(
        update(t.Meeting).where(theirs, meeting.at > now).values(state="off", remind_at=None, ask_at=None)
    )
    series = t.core(t.MeetingSeries).c
    between = and_(series.mentee_id == mentee_id, series.mentor_id == mentor_id)
    connection.execute(update(t.MeetingSeries).where(between).values(next_at=None))


def _draft(case: Case, tools: Tools, now: datetime) -> Draft:
    return Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)


def _tell_made(draft: Draft, mentor: Person) -> None:
    mentee = draft.case.person
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=mentor.id)
    names = {"programme": mentee.programme.name, "mentor": mentor.name}
    _tell(draft, mentee, record_id, say.MATCH_MADE_MENTEE, **names)
    _tell(draft, mentor, record_id, say.MATCH_MADE_MENTOR, name=mentee.name)
    draft.add(fx.CloseRecord(record_id, "match_made"))


def _why_not(to: Person) -> str:
    return (
        "" if to.standing is Standing.ACTIVE and to.address else "Gets no messages now: tell them in person."
    )


def _tell(draft: Draft, to: Person, record_id: str, wording: str, **names: str) -> None:
    """One line to one of them. Who gets no prompts now (stopped, paused, in custody) is told by a person."""
    if to.standing is Standing.ACTIVE:
        words = draft.wording.render(to.language, wording, **names)
        draft.send(to, words, MessageClass.PROMPT, record_id, about=draft.case.person)
    else:
        draft.note(record_id, "event", "not-told")


def _insert(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    staff_id: str,
    mentee_id: str,
    mentor_id: str,
    why: Why,
) -> str:
    mentee, mentor = person_row(connection, mentee_id), person_row(connection, mentor_id)
    if mentee_id == mentor_id:
        raise StaffError("Nobody can be their own mentor. Choose somebody else.")
    if mentee.programme_id != mentor.programme_id:
        raise NotFound(str(NotFound.__doc__))
    if has_died(connection, mentee_id) or has_died(connection, mentor_id):
        raise StaffError("One of them has died. Choose somebody else.")
    if not _plays(connection, mentee_id, Role.MENTEE) or not _plays(connection, mentor_id, Role.MENTOR):
        raise StaffError("A match needs a mentee and a mentor. Give them that role first.")
    today = now.astimezone(ZoneInfo(mentor.timezone)).date()
    if missing := not_ready(connection, mentor_id, today):
        words = " and ".join(missing)
        raise StaffError(
            f"This mentor is not ready: {words} {'is' if len(missing) == 1 else 'are'} missing or out of "
            "date. Record it on their page first."
        )
    if not why.reasons.strip():
        raise StaffError("Write at least one reason why these two.")
    approval = ""
    if bar_between(connection, now, mentee_id, mentor_id):
        if not why.approved_by.strip() or not why.approved_where.strip():
            raise NoApproval(str(NoApproval.__doc__))
        approval = f"{why.approved_by.strip()}; {why.approved_where.strip()}"
    match_id = new_id(now)
    connection.execute(
        insert(t.Match).values(
            id=match_id,
            mentee_id=mentee_id,
            mentor_id=mentor_id,
            since=now,
            reasons=sealer.seal(mentee_id, "match", "reasons", match_id, why.reasons.strip()),
            approval=sealer.seal(mentee_id, "match", "approval", match_id, approval),
        )
    )
    detail = "with an approval" if approval else ""
    save(
        connection,
        sealer,
        now,
        [fx.Audited(staff_id, "match made", who, detail=detail) for who in (mentee_id, mentor_id)],
    )
    return match_id


def has_died(connection: Connection, person_id: str) -> bool:
    """Whether it is kept that they have died."""
    mine = (col(t.Address.person_id) == person_id) & col(t.Address.silenced_at).is_not(None)
    return connection.execute(select(col(t.Address.id)).where(mine).limit(1)).first() is not None


def _plays(connection: Connection, person_id: str, role: Role) -> bool:
    query = select(col(t.Membership.id)).where(
        col(t.Membership.person_id) == person_id,
        col(t.Membership.role) == role,
        col(t.Membership.until).is_(None),
    )
    return connection.execute(query.limit(1)).first() is not None


def _open_match(connection: Connection, mentee_id: str) -> Any:
    query = select(t.core(t.Match)).where(col(t.Match.mentee_id) == mentee_id, col(t.Match.until).is_(None))
    return connection.execute(query).first()


def find(connection: Connection, match_id: str) -> Any:
    """A match that goes on.

    Raises:
        NotFound: there is no such match, or it is over.
    """
    query = select(t.core(t.Match)).where(col(t.Match.id) == match_id, col(t.Match.until).is_(None))
    row = connection.execute(query).first()
    if row is None:
        raise NotFound("There is no such match, or it is over already.")
    return row


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting in person, as it was filled in."""

    on: date | None
    at: time | None
    minutes: str
    place: str = field(repr=False)
    note: str = field(repr=False)


def log_meeting(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    with_id: str | None,
    met: Met,
) -> str:
    """Keep that people met, inside or face to face; returns the record's id.

    Args:
        with_id: whom they met.
        met: what is known of the meeting.

    Raises:
        StaffError: the day, the place or the length is missing, or lies ahead.
    """
    person = person_row(connection, person_id)
    if with_id is not None and person_row(connection, with_id).programme_id != person.programme_id:
        raise NotFound(str(NotFound.__doc__))
    if met.on is None or met.on.year < 2000:
        raise StaffError("Write the day they met.")
    opened = times.instant(met.on, met.at or time(12), ZoneInfo(person.timezone))
    if opened > now:
        raise StaffError("A meeting is logged once it has been. Check the day and the time.")
    if not met.place.strip() or len(met.place) > LONGEST_REASON:
        raise StaffError("Write where they met, in a few words.")
    minutes = at_the_door.number(met.minutes, 1, 1440)
    if minutes is None:
        raise StaffError("Write how long it was, in minutes.")
    if len(met.note) > 4000:
        raise StaffError("Keep the note to 4,000 characters.")
    record_id = new_id(now)
    connection.execute(
        insert(t.MeetingRecord).values(
            id=record_id,
            programme_id=person.programme_id,
            person_id=person_id,
            with_id=with_id,
            kind=RecordKind.MEETING,
            channel="in_person",
            opened_at=opened,
            closed_at=opened + timedelta(minutes=minutes),
            outcome="met",
            tier="none",
        )
    )
    notes = (("place", met.place), ("length", f"{minutes} minutes"), ("said", met.note))
    save(
        connection,
        sealer,
        now,
        [
            *(
                fx.Note(record_id, person_id, "note", label, text.strip(), staff_id)
                for label, text in notes
                if text.strip()
            ),
            fx.Audited(staff_id, "meeting logged", person_id, record_id),
        ],
    )
    return record_id
