"""A row of the outbox, with the person it is for, and the message that is handed over for it."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Alias, Connection, Row, Select, Table, select, update
from sqlmodel import col

from channels.port import Button, Outgoing
from records import tables as t
from records import zones
from records.kinds import MessageClass
from records.sealing import Sealer
from rules import sending, times


@dataclass(frozen=True, slots=True)
class Parcel:
    """A row that has been claimed, and the message to hand over.

    Attributes:
        row: the row as it was when it was claimed, with its person and address.
        message: what is handed over.
        lapses_at: when the provider must have dropped it.
        claimed: when it was claimed, on the monotonic clock.
        started_at: when it went on the wire; None while it waits for its turn.
    """

    row: Row[Any] = field(repr=False)
    message: Outgoing = field(repr=False)
    lapses_at: datetime
    claimed: float = 0.0
    started_at: datetime | None = None

    def on_the_wire(self, now: datetime) -> "Parcel":
        """The same, leaving now: what it waited is no longer its provider's."""
        left = max(1, int((self.lapses_at - now).total_seconds()))
        return replace(self, message=replace(self.message, valid_seconds=left), started_at=now)


def with_person(mine: Table | Alias) -> Select[Any]:
    """Rows of the outbox, each with what is asked about its person and address before it goes."""
    return (
        select(
            mine,
            col(t.Person.standing),
            col(t.Person.held_at),
            col(t.Person.timezone),
            col(t.Person.language),
            col(t.Person.programme_id),
            col(t.Programme.timezone).label("programme_timezone"),
            col(t.Programme.quiet_start),
            col(t.Programme.quiet_end),
            col(t.Address.value),
            col(t.Address.word),
            col(t.Address.opened_at),
            col(t.Address.asked_at),
            col(t.Address.last_heard_at),
            col(t.Address.since),
            col(t.Address.retired_at),
        )
        .join(t.Person, col(t.Person.id) == mine.c.person_id)
        .join(t.Programme, col(t.Programme.id) == col(t.Person.programme_id))
        .join(t.Address, col(t.Address.id) == mine.c.address_id)
    )


def opened(sealer: Sealer, row: Row[Any], valid: timedelta) -> Outgoing:
    """The message of a row, its words and its address opened.

    Args:
        sealer: opens them.
        row: one of `with_person`.
        valid: how long the provider may hold it.

    Raises:
        SealError: its person was erased, or it was altered.
    """
    return Outgoing(
        id=row.id,
        to=sealer.open(row.person_id, "address", "value", row.address_id, row.value),
        text=sealer.open(row.about_id, "outbox", "body", row.id, row.body),
        buttons=tuple(Button(label, f"{row.id}:{code}") for label, code in json.loads(row.buttons)),
        valid_seconds=int(valid.total_seconds()),
        segments=row.segments,
        language=row.language,
    )


def validity(row: Row[Any], now: datetime, *, asked_for: bool = False) -> timedelta:
    """How long a provider may hold this message from now on; quiet hours do not end what was asked for."""
    kind = MessageClass(row.message_class)
    if asked_for:
        return sending.validity(kind)
    return sending.valid_for(kind, now, zone(row), quiet_hours(row))


def zone(row: Row[Any]) -> ZoneInfo:
    """The time zone of the person a row is for."""
    return zones.known(row.timezone, row.programme_timezone)


def quiet_hours(row: Row[Any]) -> times.QuietHours:
    """The quiet hours of the person a row is for."""
    return times.QuietHours.kept(row.quiet_start, row.quiet_end)


def change(connection: Connection, row: Row[Any], **values: Any) -> None:
    """Change one row of the outbox."""
    connection.execute(update(t.Outbox).where(col(t.Outbox.id) == row.id).values(**values))
