"""Before a flag is called a false alarm, and after: it must have been read, and it can be opened again.

A false alarm stops the ladder and lets prompts go on, so whoever says so must have looked at the record
since the last thing that was written in it. Undoing it puts back what the click had changed: the flag
stands open, prompts that had rested for it rest again, what was learnt from it is forgotten, and where
nobody else had answered for it, the ladder climbs on from where it stood.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update
from sqlmodel import col

from handlers.alarm import ladder
from handlers.desk.staff import StaffError, find_flag
from handlers.enrolling.programmes import load_programme
from records import effects as fx
from records import tables as t
from records.save import save
from records.sealing import Sealer
from safety.tiers import Tier

READ_FIRST = "Read the record first: you have not seen everything that was written in it."


def is_unread(connection: Connection, staff_id: str, flag: t.Flag) -> bool:
    """Whether this member of staff has not opened the flag's record since the last text in it arrived."""
    newest = connection.execute(
        select(func.max(col(t.Inbox.arrived_at))).where(col(t.Inbox.record_id) == flag.record_id)
    ).scalar_one_or_none()
    read = connection.execute(
        select(col(t.Audit.id)).where(
            col(t.Audit.staff_id) == staff_id,
            col(t.Audit.action) == "record_read",
            col(t.Audit.record_id) == flag.record_id,
            col(t.Audit.at) >= max(flag.raised_at, newest or flag.raised_at),
        )
    )
    return read.first() is None


def check_read(connection: Connection, staff_id: str, flag_id: str) -> None:
    """That this member of staff knows what they judge.

    Raises:
        StaffError: they have not read it, or not all of it.
        NotFound: no such flag.
    """
    if is_unread(connection, staff_id, find_flag(connection, flag_id)):
        raise StaffError(READ_FIRST)


def reopen(connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, flag_id: str) -> None:
    """A flag that was closed stands open again.

    Args:
        flag_id: which flag.

    Raises:
        StaffError: it is open, or it is a drill.
        NotFound: no such flag.
    """
    flag = find_flag(connection, flag_id)
    if flag.closed_at is None:
        raise StaffError("This flag is open already. Load the page again to see who is on it.")
    if flag.drill:
        raise StaffError("A drill that is over stays over. Start another one.")
    programme = load_programme(connection, flag.programme_id)
    # Where the click that closed it was also the first answer, nobody answers for it now.
    nobody = flag.verdict == "false_alarm" and flag.acknowledged_at == flag.closed_at
    values: dict[str, object] = {"closed_at": None, "verdict": ""}
    if nobody:
        wait = ladder.patience(programme, Tier(flag.tier), flag.category)
        climbs = _another_climbs(connection, flag)
        values |= {"acknowledged_at": None, "acknowledged_by": None}
        values["rises_at"] = None if climbs else now + wait
    else:
        values["rises_at"] = ladder.remind_at(now, programme, flag.tier, flag.category)
    effects: list[fx.Effect] = [
        fx.Note(flag.record_id, flag.person_id, "event", "flag-reopened", "", staff_id),
        fx.Audited(staff_id, "reopened flag", flag.person_id, flag.record_id),
    ]
    if _let_prompts_go_on(connection, flag):
        effects.append(fx.HoldPrompts(flag.person_id))
    connection.execute(update(t.Flag).where(col(t.Flag.id) == flag_id).values(**values))
    connection.execute(
        delete(t.Tuning).where(col(t.Tuning.flag_id) == flag_id, col(t.Tuning.kind) == "false_alarm")
    )
    _waits_again(connection, flag)
    save(connection, sealer, now, effects)


def take_over(connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, flag_id: str) -> None:
    """Answer for a flag that a colleague had answered for, and who perhaps cannot be reached now.

    Args:
        flag_id: which flag.

    Raises:
        StaffError: it is closed, or nobody answers for it yet, or it is a drill.
        NotFound: no such flag.
    """
    flag = find_flag(connection, flag_id)
    if flag.closed_at is not None:
        raise StaffError("Somebody has closed this already. Load the page again to see what was done.")
    if flag.drill or flag.acknowledged_at is None:
        raise StaffError("There is nothing to take over. Say that you are on it.")
    member = connection.execute(select(col(t.Staff.person_id)).where(col(t.Staff.id) == staff_id))
    values = {"acknowledged_by": member.scalar_one()}
    connection.execute(update(t.Flag).where(col(t.Flag.id) == flag_id).values(**values))
    effects: list[fx.Effect] = [
        fx.Note(flag.record_id, flag.person_id, "event", "taken-over", "", staff_id),
        fx.Audited(staff_id, "took over flag", flag.person_id, flag.record_id),
    ]
    save(connection, sealer, now, effects)


def _another_climbs(connection: Connection, flag: t.Flag) -> bool:
    """Whether the one ladder of this person climbs already, for something else they wrote."""
    others = select(col(t.Flag.id)).where(
        col(t.Flag.person_id) == flag.person_id,
        col(t.Flag.id) != flag.id,
        col(t.Flag.drill).is_(False),
        col(t.Flag.acknowledged_at).is_(None),
        col(t.Flag.closed_at).is_(None),
        col(t.Flag.rises_at).is_not(None),
    )
    return connection.execute(others.limit(1)).first() is not None


def _let_prompts_go_on(connection: Connection, flag: t.Flag) -> bool:
    """Whether closing it let prompts go on that had rested."""
    resumed = select(col(t.RecordEntry.id)).where(
        col(t.RecordEntry.record_id) == flag.record_id,
        col(t.RecordEntry.person_id) == flag.person_id,
        col(t.RecordEntry.label) == "prompts-resumed",
        col(t.RecordEntry.at) == flag.closed_at,
    )
    return connection.execute(resumed.limit(1)).first() is not None


def _waits_again(connection: Connection, flag: t.Flag) -> None:
    """The message that closing the flag marked as attended waits for a person once more."""
    attended = connection.execute(
        update(t.Inbox)
        .where(col(t.Inbox.id) == flag.inbox_id, col(t.Inbox.attended_at) == flag.closed_at)
        .values(attended_at=None, attended_by=None)
    )
    if attended.rowcount:
        connection.execute(
            update(t.MeetingRecord)
            .where(
                col(t.MeetingRecord.id) == flag.record_id,
                col(t.MeetingRecord.outcome) == "attended",
                col(t.MeetingRecord.closed_at) == flag.closed_at,
            )
            .values(closed_at=None, outcome="")
        )
