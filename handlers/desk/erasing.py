"""Erasing a person: their words, name and numbers can never be read again, here or in any backup.

Three steps, each safe to repeat. `erase` ends everything that is open and forgets the numbers, in the
records; `destroy_keys` then destroys the person's key, in the key store; `leave_nothing` overwrites what both
leave in the files. A program that ends in between finishes at its next start. What stays is kind and time:
that something was said, never what or by whom.
"""

from datetime import datetime

import structlog
from sqlalchemy import Connection, Engine, delete, literal, or_, select, update
from sqlmodel import SQLModel, col

from handlers.desk.staff import NotFound, StaffError
from records import effects as fx
from records import tables as t
from records.database import scrub
from records.kinds import NOT_LEFT, OutboxState, RecordKind, Standing
from records.save import save
from records.sealing import Sealer

log = structlog.get_logger(__name__)

_DONE = "erased"  # the audit log's word for it


def erase(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, person_id: str, name: str
) -> None:
    """End everything about a person and forget their numbers; `destroy_keys` has to follow the commit.

    Args:
        connection, sealer, now: as everywhere.
        staff_id: the lead who does it.
        person_id: who is erased.
        name: their name, typed again, so that nobody is erased by a slip.

    Raises:
        NotFound: there is no such person.
        StaffError: the name is another, they have an account, or danger is still being seen to.
    """
    person = connection.execute(select(t.core(t.Person)).where(col(t.Person.id) == person_id)).first()
    if person is None:
        raise NotFound(str(NotFound.__doc__))
    _refuse_a_slip(connection, sealer, person_id, person.name, name)
    mine = {
        table: col(table.person_id) == person_id for table in (t.Address, t.Invitation, t.Membership, t.Plan)
    }
    matched = (col(t.Match.mentee_id) == person_id) | (col(t.Match.mentor_id) == person_id)
    connection.execute(update(t.Plan).where(mine[t.Plan]).values(due_at=None))
    connection.execute(
        update(t.Membership).where(mine[t.Membership], col(t.Membership.until).is_(None)).values(until=now)
    )
    connection.execute(
        update(t.Match).where(matched, col(t.Match.until).is_(None)).values(until=now, ended="left")
    )
    ended = select(col(t.Match.id)).where(matched)
    connection.execute(
        update(t.Ending)
        .where(col(t.Ending.match_id).in_(ended), col(t.Ending.state) == "planned")
        .values(state="off", due_at=None)
    )
    # How it went is what they said; nobody need be told anything by whoever asked to be forgotten.
    connection.execute(
        update(t.Moment).where(col(t.Moment.person_id) == person_id).values(score=None, answered_at=None)
    )
    connection.execute(
        update(t.Ending).where(col(t.Ending.to_tell) == person_id).values(to_tell=None, told_at=now)
    )
    meeting = t.core(t.Meeting).c
    connection.execute(
        update(t.Meeting)
        .where((meeting.mentee_id == person_id) | (meeting.mentor_id == person_id), meeting.state == "agreed")
        .values(state="off", remind_at=None, ask_at=None)
    )
    connection.execute(
        update(t.Meeting)
        .where((meeting.mentee_id == person_id) | (meeting.mentor_id == person_id))
        .values(ask_other_at=None)
    )
    series = t.core(t.MeetingSeries).c
    connection.execute(
        update(t.MeetingSeries)
        .where((series.mentee_id == person_id) | (series.mentor_id == person_id))
        .values(next_at=None)
    )
    connection.execute(delete(t.Invitation).where(mine[t.Invitation]))
    # Without its hash nobody can tell whose number it was; whoever writes from it is a stranger.
    connection.execute(
        update(t.Address)
        .where(mine[t.Address])
        .values(
            value=b"", lookup=literal("erased ") + col(t.Address.id), word="", blocked=True, retired_at=now
        )
    )
    before = _what_they_wrote_unnamed(connection, person_id)
    theirs = [person_id, *before]
    connection.execute(delete(t.SecondLook).where(col(t.SecondLook.person_id).in_(theirs)))
    unread = col(t.Inbox.person_id).in_(theirs) & col(t.Inbox.looked_at).is_(None)
    connection.execute(update(t.Inbox).where(unread).values(looked_at=now))
    connection.execute(
        update(t.Person)
        .where(col(t.Person.id) == person_id)
        .values(phrase=None, released_on=None, paused_until=None, held_at=None, kit_shown_at=None, area=b"")
    )
    # What was theirs alone is gone with its count as well.
    for own in (
        *(t.KitEntry, t.SmallAnswer, t.Training, t.CircleAnswer),
        *(t.PlaceList, t.OwnPlan, t.Side, t.ReplyDraft, t.PulseRound, t.MilestoneReached),
    ):
        connection.execute(delete(own).where(col(own.person_id) == person_id))
    shown = or_(col(t.Goal.person_id) == person_id, col(t.Goal.shown_to) == person_id)
    connection.execute(update(t.Goal).where(shown).values(shown_to=None))
    connection.execute(update(t.Flag).where(col(t.Flag.person_id) == person_id).values(kit_at=None))
    # When they were away, or stood in for somebody: a cover that runs ends with it.
    connection.execute(
        delete(t.Cover).where((col(t.Cover.mentor_id) == person_id) | (col(t.Cover.by_id) == person_id))
    )
    # What mentions them on its way to others would still be words about them.
    connection.execute(
        update(t.Outbox)
        .where(
            (col(t.Outbox.person_id) == person_id) | (col(t.Outbox.about_id) == person_id),
            col(t.Outbox.state).in_(NOT_LEFT),
        )
        .values(state=OutboxState.WITHHELD, reason=_DONE, settled_at=now)
    )
    connection.execute(
        update(t.Request)
        .where(col(t.Request.person_id) == person_id, col(t.Request.closed_at).is_(None))
        .values(closed_at=now, closed_by=staff_id)
    )
    save(
        connection,
        sealer,
        now,
        [
            fx.EndConversations(person_id, _DONE),
            fx.SetStanding(person_id, Standing.STOPPED),
            fx.Attend(person_id, staff_id),
            *(fx.Audited(staff_id, _DONE, one) for one in (person_id, *before)),
        ],
    )


def _refuse_a_slip(connection: Connection, sealer: Sealer, person_id: str, sealed: bytes, name: str) -> None:
    if name.strip().casefold() != sealer.read(person_id, "person", "name", person_id, sealed).casefold():
        raise StaffError("That is not the name. Type it as it stands above; nothing has been erased.")
    if _any(connection, t.Staff, col(t.Staff.person_id) == person_id, col(t.Staff.active)):
        raise StaffError("They have an account here. End it under Staff first; nothing has been erased.")
    open_flag = (col(t.Flag.person_id) == person_id) & col(t.Flag.closed_at).is_(None)
    if _any(connection, t.Flag, open_flag):
        raise StaffError("A flag about them is open. Close it first; nothing has been erased.")
    complaint = col(t.MeetingRecord.kind) == RecordKind.COMPLAINT
    unread = (col(t.Request.person_id) == person_id) & col(t.Request.closed_at).is_(None)
    if _any(
        connection,
        t.Request,
        unread & col(t.Request.record_id).in_(select(col(t.MeetingRecord.id)).where(complaint)),
    ):
        raise StaffError("A complaint of theirs is open. See to it first; nothing has been erased.")


def _what_they_wrote_unnamed(connection: Connection, person_id: str) -> list[str]:
    """The unknown senders of whom it was said that they are this person: their keys go as well.

    On a phone that others use, too, the words alone are taken out.
    """
    named = (col(t.MeetingRecord.with_id) == person_id) & (col(t.Person.standing) == Standing.UNKNOWN)
    records = (
        select(col(t.MeetingRecord.id), col(t.MeetingRecord.person_id))
        .join(t.Person, col(t.Person.id) == col(t.MeetingRecord.person_id))
        .where(named)
    )
    found: dict[str, list[str]] = {}
    for record_id, sender in connection.execute(records):
        found.setdefault(sender, []).append(record_id)
    writing = select(col(t.Address.person_id)).where(
        col(t.Address.person_id).in_(list(found)), col(t.Address.retired_at).is_(None)
    )
    shared = set(connection.execute(writing).scalars())
    taken_out = [record_id for sender in shared for record_id in found[sender]]
    for table, column in ((t.Inbox, "body"), (t.RecordEntry, "body"), (t.Request, "body"), (t.Flag, "words")):
        rows = t.core(table)
        connection.execute(update(rows).where(rows.c.record_id.in_(taken_out)).values({column: b""}))
    connection.execute(delete(t.SecondLook).where(col(t.SecondLook.record_id).in_(taken_out)))
    return [sender for sender in found if sender not in shared]


def _any(connection: Connection, table: type[SQLModel], *conditions: object) -> bool:
    query = select(literal(1)).select_from(t.core(table)).where(*conditions)  # type: ignore[arg-type]  # columns of a table known only here
    return connection.execute(query.limit(1)).first() is not None


def destroy_keys(connection: Connection, sealer: Sealer) -> bool:
    """Destroy the keys of everybody whom the audit log says to be erased; those that are gone stay gone.

    Returns:
        Whether there is anybody; `leave_nothing` has to follow, when `connection` is closed.
    """
    erased = select(col(t.Audit.person_id)).where(col(t.Audit.action) == _DONE)
    gone = {person_id for person_id in connection.execute(erased).scalars() if person_id}
    for person_id in gone:
        sealer.keys.destroy(person_id)
    return bool(gone)


def leave_nothing(engine: Engine, sealer: Sealer) -> None:
    """Overwrite what destroyed keys and forgotten numbers left behind in the databases' own files.

    Not for the writer's thread: it waits for whoever reads. Where somebody (a backup) reads for too long it
    is left for the next start, and the log says so; the keys are out of use all the same.
    """
    if not (sealer.keys.scrub() and scrub(engine)):
        log.warning("erased keys may still stand in a file that is being read; done again at the next start")
