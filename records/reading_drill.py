"""What has happened in a drill so far: each step of each alert, with its time. Opens no words, no names."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlmodel import col

from records import tables as t
from records.kinds import Channel, OutboxState

_NOT_ARRIVED = (OutboxState.FAILED, OutboxState.WITHHELD, OutboxState.EXPIRED, OutboxState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of an alert.

    Attributes:
        who: the person whose phone it is.
        what: "text-queued", "call-handed", "text-arrived", "call-lost", "acknowledged", ...
        at: when.
        detail: why it did not arrive, in the provider's word; who acknowledged in their place.
    """

    who: str
    what: str
    at: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff in a drill, and how it went.

    Attributes:
        person_id: who.
        login: their account's; "" where they have none.
        acknowledged_at: when they answered for their alert; None: they have not.
        over: nothing more comes.
    """

    person_id: str
    login: str
    acknowledged_at: datetime | None
    over: bool


def began(connection: Connection, record_id: str) -> tuple[datetime, str]:
    """When a drill began, and the zone of its programme."""
    row = connection.execute(
        select(col(t.MeetingRecord.opened_at), col(t.Programme.timezone))
        .join(t.Programme, col(t.Programme.id) == col(t.MeetingRecord.programme_id))
        .where(col(t.MeetingRecord.id) == record_id)
    ).one()
    return row.opened_at, row.timezone


def members(connection: Connection, record_id: str) -> list[Member]:
    """Everybody whose phone a drill tries, in the order in which they were alerted."""
    rows = connection.execute(
        select(t.core(t.Flag), col(t.Staff.login))
        .outerjoin(t.Staff, col(t.Staff.person_id) == col(t.Flag.person_id))
        .where(col(t.Flag.record_id) == record_id, col(t.Flag.drill))
        .order_by(col(t.Flag.id))
    )
    return [_member(row) for row in rows]


def _member(row: Row[Any]) -> Member:
    own = row.acknowledged_at if row.acknowledged_by == row.person_id else None
    over = row.acknowledged_at is not None or row.closed_at is not None or row.rises_at is None
    return Member(row.person_id, row.login or "", own, over)


def hops(connection: Connection, record_id: str) -> list[Hop]:
    """Every step so far, in the order of their times."""
    flags = connection.execute(
        select(t.core(t.Flag)).where(col(t.Flag.record_id) == record_id, col(t.Flag.drill))
    ).all()
    alerts = connection.execute(
        select(t.core(t.Outbox)).where(col(t.Outbox.flag_id).in_([flag.id for flag in flags]))
    )
    found = [hop for row in alerts for hop in _of_alert(row)]
    found += [
        Hop(
            flag.person_id,
            "acknowledged",
            flag.acknowledged_at,
            "" if flag.acknowledged_by == flag.person_id else flag.acknowledged_by,
        )
        for flag in flags
        if flag.acknowledged_at is not None
    ]
    return sorted(found, key=lambda hop: hop.at)


def _of_alert(row: Row[Any]) -> list[Hop]:
    way = "call" if row.channel == Channel.VOICE else "text"
    found = [Hop(row.person_id, f"{way}-queued", row.created_at)]
    if row.handed_at is not None:
        found.append(Hop(row.person_id, f"{way}-handed", row.handed_at))
    if row.state == OutboxState.DELIVERED:
        found.append(Hop(row.person_id, f"{way}-arrived", row.settled_at))
    if row.state in _NOT_ARRIVED:
        found.append(Hop(row.person_id, f"{way}-lost", row.settled_at or row.created_at, row.reason))
    return found
