"""What a person must keep to, so that we keep to it as well.

No contact with somebody, a curfew, an app that is not allowed.
"""

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select, update
from sqlmodel import col

from handlers.desk.colleagues import check_may_change
from handlers.desk.staff import NotFound, StaffError
from records import effects as fx
from records import tables as t
from records.ids import new_id
from records.kinds import Channel
from records.save import save
from records.sealing import Sealer
from rules.times import QuietHours

NO_CONTACT, CURFEW, NO_APP = "no_contact", "curfew", "no_app"
LONGEST_DETAIL = 300


@dataclass(frozen=True, slots=True)
class NewCondition:
    """A condition as it was filled in."""

    kind: str
    other_id: str = ""
    start: str = ""
    end: str = ""
    app: str = ""


def holds(now: datetime) -> ColumnElement[bool]:
    """A condition on `Condition` rows: those in force."""
    return or_(col(t.Condition.until).is_(None), col(t.Condition.until) > now)


def curfew_problem(connection: Connection, person_id: str, at: time) -> str:
    """Why somebody cannot be asked at that time; "" where they can."""
    rows = connection.execute(
        select(col(t.Condition.start), col(t.Condition.end)).where(
            col(t.Condition.person_id) == person_id,
            col(t.Condition.kind) == CURFEW,
            col(t.Condition.until).is_(None),
        )
    )
    for row in rows:
        if at in QuietHours(time.fromisoformat(row.start), time.fromisoformat(row.end)):
            return f"This is inside their curfew ({row.start} to {row.end}). Choose a time outside it."
    return ""


def app_barred(connection: Connection, sealer: Sealer, person_id: str, channel: str) -> bool:
    """Whether a condition bars that app.

    Args:
        channel: the app.
    """
    rows = connection.execute(
        select(t.core(t.Condition)).where(
            col(t.Condition.person_id) == person_id,
            col(t.Condition.kind) == NO_APP,
            col(t.Condition.until).is_(None),
        )
    )
    return any(
        sealer.read(person_id, "condition", "detail", row.id, row.detail).casefold() == channel
        for row in rows
    )


def bar_between(connection: Connection, now: datetime, one: str, other: str) -> bool:
    """Whether a no-contact condition stands between two people, whoever of them has it.

    Args:
        one: one of the two.
        other: the other.
    """
    pair = or_(
        and_(col(t.Condition.person_id) == one, col(t.Condition.other_id) == other),
        and_(col(t.Condition.person_id) == other, col(t.Condition.other_id) == one),
    )
    query = select(col(t.Condition.id)).where(col(t.Condition.kind) == NO_CONTACT, pair, holds(now))
    return connection.execute(query.limit(1)).first() is not None


def read_time(written: str) -> time | None:
    """A time of day from "21:00"; None for anything else."""
    try:
        found = time.fromisoformat(written.strip())
    except ValueError:
        return None
    return found.replace(second=0, microsecond=0) if found.tzinfo is None else None


def add_condition(
    connection: Connection,
    sealer: Sealer,
    now: datetime,
    *,
    staff_id: str,
    person_id: str,
    new: NewCondition,
) -> None:
    """Keep a condition. An app that is not allowed is written to no more from now on.

    Args:
        new: what was filled in.

    Raises:
        StaffError: something is missing or makes no sense.
    """
    check_may_change(connection, staff_id, person_id)
    condition_id = new_id(now)
    values: dict[str, object] = {
        "id": condition_id,
        "person_id": person_id,
        "kind": new.kind,
        "recorded_at": now,
        "recorded_by": staff_id,
        "detail": b"",
    }
    if new.kind == NO_CONTACT:
        if not new.other_id or new.other_id == person_id:
            raise StaffError("Choose whom they may have no contact with.")
        if bar_between(connection, now, person_id, new.other_id):
            raise StaffError("That is kept already: it stands on this page.")
        values["other_id"] = new.other_id
    elif new.kind == CURFEW:
        start, end = read_time(new.start), read_time(new.end)
        if start is None or end is None or start == end:
            raise StaffError("Write from when to when the curfew is, as in 20:00 and 07:00.")
        values |= {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
    elif new.kind == NO_APP:
        if new.app != Channel.TELEGRAM:
            raise StaffError("Choose which app is not allowed.")
        values["detail"] = sealer.seal(person_id, "condition", "detail", condition_id, new.app)
        theirs = (col(t.Address.person_id) == person_id) & (col(t.Address.channel) == new.app)
        connection.execute(update(t.Address).where(theirs).values(blocked=True))
        links = (col(t.Invitation.person_id) == person_id) & col(t.Invitation.used_at).is_(None)
        connection.execute(update(t.Invitation).where(links).values(expires_at=now))
    else:
        raise StaffError("Choose what kind of condition it is.")
    connection.execute(insert(t.Condition).values(**values))
    save(connection, sealer, now, [fx.Audited(staff_id, "condition added", person_id, detail=new.kind)])


def end_condition(
    connection: Connection, sealer: Sealer, now: datetime, *, staff_id: str, person_id: str, condition_id: str
) -> None:
    """A condition holds no more. It stays in the history.

    Args:
        condition_id: which condition.

    Raises:
        NotFound: no such condition of theirs in force.
    """
    check_may_change(connection, staff_id, person_id)
    mine = (col(t.Condition.id) == condition_id) & (col(t.Condition.person_id) == person_id)
    ended = connection.execute(
        update(t.Condition).where(mine, col(t.Condition.until).is_(None)).values(until=now)
    )
    if not ended.rowcount:
        raise NotFound(str(NotFound.__doc__))
    save(connection, sealer, now, [fx.Audited(staff_id, "condition ended", person_id)])
