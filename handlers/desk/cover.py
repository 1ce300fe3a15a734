"""Granting cover: another mentor stands in for one who asked, from a day to a day; it ends by itself.

Promises: who stands in is cleared and trained, gets messages, is kept apart from none of the mentees by a
condition, and is not away themselves. The mentees hear of it in one neutral line, both mentors hear who and
when; nobody's number is told. Matches stay as they are: meanwhile nudges and passed-on words go to
whoever stands in, and so do the meetings that were agreed on for that time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from conversations import mentor_words as say
from conversations.days import LONGEST_SPAN
from handlers.deciding import intents
from handlers.deciding.draft import Draft
from handlers.deciding.meetings import when as in_their_words
from handlers.desk import requests
from handlers.desk.conditions import bar_between
from handlers.desk.mentor_readiness import not_ready
from handlers.desk.people import person_row
from handlers.desk.staff import NotFound, StaffError
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.cases import Case, Person
from records.ids import new_id
from records.kinds import MessageClass, RecordKind, Role, Standing
from records.load import load_cases
from records.save import save
from rules import times

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Days:
    """From which day to which, as they were filled in; None: not a date."""

    first: date | None
    last: date | None


def grant(
    connection: Connection,
    tools: Tools,
    now: datetime,
    *,
    staff_id: str,
    request_id: str,
    by_id: str,
    days: Days,
) -> str:
    """Let another mentor stand in for the one who asked, tell those whom it concerns, and close the request.

    Args:
        request_id: the request for cover.
        by_id: who stands in.
        days: from which day to which, where the mentor is.

    Returns:
        The id of the cover.

    Raises:
        NotFound: no such request, or it is not one for cover.
        StaffError: it is closed already, a day is missing or has passed, or this mentor cannot stand in.
    """
    asked = connection.execute(select(t.core(t.Request)).where(col(t.Request.id) == request_id)).first()
    if asked is None or asked.kind != "cover":
        raise NotFound(str(NotFound.__doc__))
    if asked.closed_at is not None:
        raise StaffError("Somebody has closed this already. Load the page again to see what was done.")
    mentor = person_row(connection, asked.person_id)
    span = _span(days)
    starts, ends = _times(span, mentor.timezone, now)
    mentees = _mentees(connection, mentor.id)
    _check(connection, now, mentor, by_id, mentees)
    _check_free(connection, mentor.id, by_id, starts, ends)
    cover_id = _keep(connection, now, staff_id, request_id, mentor.id, by_id, span, (starts, ends))
    meetings = _take_meetings(connection, mentor.id, by_id, mentees, max(starts, now), ends)
    cases = load_cases(connection, tools.sealer, now, [mentor.id, by_id, *mentees])
    for case in (cases[one] for one in mentees if one in cases):
        mine = [at for mentee, at in meetings if mentee == case.person.id]
        _tell_mentee(connection, tools, now, case, cases[mentor.id].person, cases[by_id].person, span, mine)
    draft = _draft(cases[mentor.id], tools, now)
    names = {one: cases[one].person.name for one in mentees if one in cases}
    _tell_mentors(draft, cases[by_id].person, names, span, meetings)
    draft.add(fx.Audited(staff_id, "cover granted", mentor.id), fx.Audited(staff_id, "cover granted", by_id))
    save(connection, tools.sealer, now, draft.effects)
    outcome = f"{cases[by_id].person.name}: {span[0]} - {span[1]}"
    requests.close(connection, tools.sealer, now, staff_id=staff_id, request_id=request_id, outcome=outcome)
    return cover_id


def _span(days: Days) -> Span:
    if days.first is None or days.last is None or days.last < days.first:
        raise StaffError("Write the first day and the last one.")
    if days.last - days.first > LONGEST_SPAN:
        raise StaffError("Cover is for three months at most. For longer, let another mentor go on with them.")
    return days.first, days.last


def _times(span: Span, timezone: str, now: datetime) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last, where the mentor is."""
    tz = ZoneInfo(timezone)
    starts = times.instant(span[0], time(), tz)
    ends = times.instant(span[1] + timedelta(days=1), time(), tz)
    if ends <= now:
        raise StaffError("These days have passed already. Check the dates.")
    return starts, ends


def _mentees(connection: Connection, mentor_id: str) -> list[str]:
    query = select(col(t.Match.mentee_id)).where(
        col(t.Match.mentor_id) == mentor_id, col(t.Match.until).is_(None)
    )
    return list(connection.execute(query.order_by(col(t.Match.since))).scalars())


def _check(connection: Connection, now: datetime, mentor: Any, by_id: str, mentees: list[str]) -> None:
    """That this mentor can stand in.

    Raises:
        StaffError: they cannot, and why.
    """
    by = person_row(connection, by_id)
    if by_id == mentor.id or by_id in mentees:
        raise StaffError("Choose another mentor.")
    if by.programme_id != mentor.programme_id:
        raise NotFound(str(NotFound.__doc__))
    role = select(col(t.Membership.id)).where(
        col(t.Membership.person_id) == by_id,
        col(t.Membership.role) == Role.MENTOR,
        col(t.Membership.until).is_(None),
    )
    if connection.execute(role.limit(1)).first() is None:
        raise StaffError("Only a mentor can stand in. Give them that role first.")
    if by.standing != Standing.ACTIVE:
        raise StaffError("This mentor gets no messages now, so nothing would reach them. Choose another.")
    today = now.astimezone(ZoneInfo(by.timezone)).date()
    if missing := not_ready(connection, by_id, today):
        raise StaffError(f"This mentor is not ready: {' and '.join(missing)} missing or out of date.")
    if any(bar_between(connection, now, mentee, by_id) for mentee in mentees):
        raise StaffError("A condition says no contact between this mentor and one of them. Choose another.")


def _check_free(connection: Connection, mentor_id: str, by_id: str, starts: datetime, ends: datetime) -> None:
    """That nobody stands in already in that time, and that who is to do so is not away themselves."""
    cover = t.core(t.Cover).c
    at_that_time = (cover.by_id.is_not(None), cover.starts_at < ends, cover.ends_at > starts)
    away = select(cover.mentor_id).where(cover.mentor_id.in_([mentor_id, by_id]), *at_that_time)
    found = set(connection.execute(away).scalars())
    if mentor_id in found:
        raise StaffError("Somebody stands in for them in that time already. Check the dates.")
    if by_id in found:
        raise StaffError("This mentor is away in that time themselves. Choose another.")


def _keep(
    connection: Connection,
    now: datetime,
    staff_id: str,
    request_id: str,
    mentor_id: str,
    by_id: str,
    span: Span,
    when: tuple[datetime, datetime],
) -> str:
    granted = {
        "first": span[0],
        "last": span[1],
        "by_id": by_id,
        "starts_at": when[0],
        "ends_at": when[1],
        "granted_at": now,
        "granted_by": staff_id,
    }
    asked = select(col(t.Cover.id)).where(col(t.Cover.request_id) == request_id)
    cover_id = connection.execute(asked).scalar()
    if cover_id is not None:
        connection.execute(update(t.Cover).where(col(t.Cover.id) == cover_id).values(**granted))
        return str(cover_id)
    cover_id = new_id(now)  # the days were not plain when it was asked for
    row = {"id": cover_id, "request_id": request_id, "mentor_id": mentor_id, **granted}
    connection.execute(insert(t.Cover).values(**row))
    return cover_id


def _take_meetings(
    connection: Connection, mentor_id: str, by_id: str, mentees: list[str], since: datetime, until: datetime
) -> list[tuple[str, datetime]]:
    """Agreed meetings in that time become those of whoever stands in: whose each is, and when.

    Reminders and the question afterwards go to them, and they can move it or call it off.
    """
    meeting = t.core(t.Meeting).c
    there = (
        meeting.mentor_id == mentor_id,
        meeting.mentee_id.in_(mentees),
        meeting.state == "agreed",
        meeting.at >= since,
        meeting.at < until,
    )
    found = connection.execute(select(meeting.mentee_id, meeting.at).where(*there).order_by(meeting.at)).all()
    if found:
        connection.execute(update(t.Meeting).where(*there, meeting.set_by == mentor_id).values(set_by=by_id))
        connection.execute(update(t.Meeting).where(*there).values(mentor_id=by_id))
    return [(row.mentee_id, row.at) for row in found]


# --- telling -----------------------------------------------------------------------------------------------


def _draft(case: Case, tools: Tools, now: datetime) -> Draft:
    return Draft(case, tools.wording, now, new_id(now), console_url=tools.console_url)


def _tell_mentee(
    connection: Connection,
    tools: Tools,
    now: datetime,
    case: Case,
    mentor: Person,
    by: Person,
    span: Span,
    meetings: Sequence[datetime],
) -> None:
    """One neutral line, and one for each meeting that was agreed on.

    Who gets no prompts now (stopped, paused, in custody) is told by a person.
    """
    draft = _draft(case, tools, now)
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=by.id)
    mentee = case.person
    if mentee.standing is Standing.ACTIVE and not mentee.held:
        given = {"person": mentor.name, "mentor": by.name, **_in_words(draft, mentee, span)}
        words = draft.wording.render(mentee.language, say.COVER_MENTEE, **given)
        for at in meetings:
            when = in_their_words(draft, mentee, at)
            told = draft.wording.render(mentee.language, say.COVER_MENTEE_MEETINGS, when=when, mentor=by.name)
            words = f"{words}\n{told}"
        draft.send(mentee, words, MessageClass.PROMPT, record_id)
    else:
        draft.note(record_id, "event", "not-told")
    draft.add(fx.CloseRecord(record_id, "cover"))
    save(connection, tools.sealer, now, draft.effects)


def _tell_mentors(
    draft: Draft, by: Person, names: dict[str, str], span: Span, meetings: Sequence[tuple[str, datetime]]
) -> None:
    mentor = draft.case.person
    record_id = draft.open_record(RecordKind.MESSAGE, with_id=by.id)
    for to, wording, given in (
        (mentor, say.COVER_GRANTED, {"mentor": by.name}),
        (by, say.COVER_BY, {"person": mentor.name, "people": ", ".join(names.values()) or "-"}),
    ):
        if to.standing is Standing.ACTIVE:
            words = draft.wording.render(to.language, wording, **given, **_in_words(draft, to, span))
            if to is by and meetings:
                listed = "; ".join(
                    f"{names.get(mentee, '')}, {in_their_words(draft, by, at)}" for mentee, at in meetings
                )
                words += "\n" + draft.wording.render(to.language, say.COVER_BY_MEETINGS, meetings=listed)
            draft.send(to, words, MessageClass.PROMPT, record_id)
        else:
            draft.note(record_id, "event", "not-told")
    draft.add(fx.CloseRecord(record_id, "cover"))


def _in_words(draft: Draft, to: Person, span: Span) -> dict[str, str]:
    """Both days as that person's language writes them."""
    return {
        "since": intents.day_in_words(draft, span[0], to=to),
        "date": intents.day_in_words(draft, span[1], to=to),
    }
