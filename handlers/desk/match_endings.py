"""An ending that is planned: on which day, who is told when; changed, called off; and the day itself.

A coordinator decides all of it, and sees the words before they go. What happens until then comes round by
itself, one thing a week (`handlers.scheduled.matches`). On the day the match is over, whatever either of them
hears: nudges and relays stop, and what they write is read by a person.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from handlers.deciding.draft import Draft
from handlers.desk.match_plans import set_anew, with_matches
from handlers.desk.matches import find, withdraw
from handlers.desk.people import person_row
from handlers.desk.staff import StaffError
from handlers.scheduled import matches as due
from handlers.tools import Tools
from records import cases
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.kinds import Stage, Standing
from records.save import save
from rules import times
from rules.match_moments import Kind

AHEAD = timedelta(weeks=4)  # what we propose
_AT_LEAST = timedelta(weeks=2)
_AT_MOST = timedelta(days=366)
_TOLD_BEFORE = timedelta(weeks=1)
_CLOSES_AT = time(9)


@dataclass(frozen=True, slots=True)
class NewEnding:
    """An ending as it was filled in: the last day, and the days on which each is told."""

    ends_on: date | None
    mentor_on: date | None
    mentee_on: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody will be told, before it goes; `when` "" for at once, `why_not` where it cannot go."""

    person_id: str
    role: str
    words: str
    on: date | None = None
    why_not: str = ""


def planned(connection: Connection, match_id: str) -> Any:
    """The ending that is planned for a match; None where none is."""
    mine = (col(t.Ending.match_id) == match_id) & (col(t.Ending.state) == "planned")
    return connection.execute(select(t.core(t.Ending)).where(mine)).first()


def preview(
    connection: Connection, tools: Tools, now: datetime, *, match_id: str, new: NewEnding
) -> list[Told]:
    """What both would be told, in their languages; nothing is kept.

    Raises:
        NotFound: no such match, or it is over.
        StaffError: a day is missing or cannot be.
    """
    match = find(connection, match_id)
    _check(connection, now, match, new)
    found = []
    for role, person_id, on in (
        ("mentor", match.mentor_id, new.mentor_on),
        ("mentee", match.mentee_id, new.mentee_on),
    ):
        case = with_matches(connection, tools, now, [person_id])[person_id]
        draft = Draft(case, tools.wording, now, new_id(now))
        mine = next(one for one in case.matches.together if one.match_id == match_id)
        ending = cases.Ending("planned", "planned", now, new.ends_on, on)
        words = due.in_words(draft, replace(mine, ending=ending), Kind.TOLD)
        found.append(Told(person_id, role, words, on, why_not(case.person)))
    return found


def why_not(person: cases.Person) -> str:
    """Why nothing can be sent to them, so that a person has to tell them; "" where it can."""
    if person.standing is Standing.CUSTODY or person.stage is Stage.CUSTODY:
        return "They are in custody: tell them in person."
    if person.standing is Standing.PAUSED:
        return "They have paused the messages: tell them in person."
    if person.standing is not Standing.ACTIVE or person.address is None:
        return "They get no messages: tell them in person."
    if person.held:
        return "Their messages are held: tell them in person."
    return ""


def plan(
    connection: Connection, tools: Tools, now: datetime, *, staff_id: str, match_id: str, new: NewEnding
) -> None:
    """Plan the end of a match.

    Raises:
        NotFound: no such match, or it is over.
        StaffError: it is planned already; a day is missing or cannot be.
    """
    match = find(connection, match_id)
    if planned(connection, match_id) is not None:
        raise StaffError("Its end is planned already. Change the day instead.")
    _check(connection, now, match, new)
    connection.execute(
        insert(t.Ending).values(
            id=new_id(now),
            match_id=match_id,
            how="planned",
            state="planned",
            decided_by=staff_id,
            decided_at=now,
            ends_on=new.ends_on,
            mentor_on=new.mentor_on,
            mentee_on=new.mentee_on,
            due_at=_closes(connection, match, new.ends_on or now.date()),
            asks_later=False,
        )
    )
    _decided(connection, tools, now, staff_id, match, "ending planned")


def change(
    connection: Connection, tools: Tools, now: datetime, *, staff_id: str, match_id: str, ends_on: date | None
) -> None:
    """Another last day. Whoever was told hears of the new one; whoever was not is told that one at once.

    Raises:
        NotFound: no such match, or it is over.
        StaffError: nothing is planned, or the day cannot be.
    """
    match = find(connection, match_id)
    old = planned(connection, match_id)
    if old is None:
        raise StaffError("No end is planned for this match any more. Load the page again to plan one.")
    if ends_on is None or ends_on <= _today(connection, now, match) + _TOLD_BEFORE:
        raise StaffError("Choose a day more than a week from now.")
    if ends_on > _today(connection, now, match) + _AT_MOST:
        raise StaffError("Choose a day within a year.")
    if ends_on == old.ends_on:
        raise StaffError("That is the day already. Choose another, or leave it as it is.")
    latest = ends_on - _TOLD_BEFORE
    connection.execute(
        update(t.Ending)
        .where(col(t.Ending.id) == old.id)
        .values(
            ends_on=ends_on,
            due_at=_closes(connection, match, ends_on),
            changed_at=now,
            mentor_on=min(old.mentor_on, latest),
            mentee_on=min(old.mentee_on, latest),
        )
    )
    _decided(connection, tools, now, staff_id, match, "ending moved")


def call_off(connection: Connection, tools: Tools, now: datetime, *, staff_id: str, match_id: str) -> None:
    """The two go on after all. Whoever was told hears of it.

    Raises:
        NotFound: no such match, or it is over.
        StaffError: nothing is planned.
    """
    match = find(connection, match_id)
    old = planned(connection, match_id)
    if old is None:
        raise StaffError("No end is planned for this match any more. Load the page again to plan one.")
    gone = update(t.Ending).where(col(t.Ending.id) == old.id)
    connection.execute(gone.values(state="off", due_at=None, changed_at=now))
    _decided(connection, tools, now, staff_id, match, "ending called off")


def close(connection: Connection, tools: Tools, now: datetime, ending: Any) -> None:
    """The last day has come: the match is over."""
    over = update(t.Ending).where(col(t.Ending.id) == ending.id)
    connection.execute(over.values(state="over", due_at=None))
    query = select(t.core(t.Match)).where(col(t.Match.id) == ending.match_id, col(t.Match.until).is_(None))
    match = connection.execute(query).first()
    if match is None:  # it ended otherwise
        return
    connection.execute(update(t.Match).where(col(t.Match.id) == match.id).values(until=now, ended="finished"))
    withdraw(connection, now, match.mentee_id, match.mentor_id)
    _decided(connection, tools, now, ending.decided_by, match, "match ended")


def _decided(
    connection: Connection, tools: Tools, now: datetime, staff_id: str, match: Any, action: str
) -> None:
    both = (match.mentee_id, match.mentor_id)
    save(connection, tools.sealer, now, [fx.Audited(staff_id, action, one) for one in both])
    set_anew(connection, tools, now, both)


def _check(connection: Connection, now: datetime, match: Any, new: NewEnding) -> None:
    today = _today(connection, now, match)
    if new.ends_on is None or new.mentor_on is None or new.mentee_on is None:
        raise StaffError("Choose the last day, and the days on which each of them is told.")
    if new.ends_on < today + _AT_LEAST:
        raise StaffError(
            "Plan it at least two weeks ahead, better four. For today, choose how it ended below."
        )
    if new.ends_on > today + _AT_MOST:
        raise StaffError("Choose a day within a year.")
    if min(new.mentor_on, new.mentee_on) <= today:
        raise StaffError("They are told tomorrow at the earliest. Better still, tell them yourself first.")
    if max(new.mentor_on, new.mentee_on) > new.ends_on - _TOLD_BEFORE:
        raise StaffError(
            "Both have to hear of it at least a week before the last day. Choose earlier days, "
            "or a later end."
        )


def _today(connection: Connection, now: datetime, match: Any) -> date:
    return times.local_time(now, person_row(connection, match.mentee_id).timezone).date()


def _closes(connection: Connection, match: Any, day: date) -> datetime:
    return times.instant(day, _CLOSES_AT, ZoneInfo(person_row(connection, match.mentee_id).timezone))
