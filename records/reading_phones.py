"""What the simulated phones show. Exists for demonstrations; real phones are never shown to anybody."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select
from sqlmodel import col

from records import tables as t
from records.kinds import Channel, OutboxState, Role, Standing
from records.reading import Line
from records.sealing import Sealer

_KEYS = (("1", "1"),)  # what can be pressed in a call


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """A simulated phone and whose it is."""

    person_id: str
    name: str = field(repr=False)
    roles: tuple[str, ...]
    timezone: str  # their programme's


def phones(connection: Connection, sealer: Sealer) -> list[PhoneRow]:
    """Every simulated phone of somebody we know: mentees first, then mentors, then coordinators."""
    rows = connection.execute(
        select(col(t.Person.id), col(t.Person.name), col(t.Programme.timezone))
        .join(t.Address, col(t.Address.person_id) == col(t.Person.id))
        .join(t.Programme, col(t.Programme.id) == col(t.Person.programme_id))
        .where(col(t.Address.channel) == "phones", col(t.Person.standing) != Standing.UNKNOWN)
        .order_by(col(t.Address.since), col(t.Address.id))
    ).all()
    parts = connection.execute(
        select(col(t.Membership.person_id), col(t.Membership.role)).where(
            col(t.Membership.person_id).in_([r.id for r in rows]), col(t.Membership.until).is_(None)
        )
    ).all()
    order = list(Role)
    found = []
    for r in rows:
        roles = tuple(sorted({Role(role) for who, role in parts if who == r.id}, key=order.index))
        found.append(PhoneRow(r.id, sealer.read(r.id, "person", "name", r.id, r.name), roles, r.timezone))
    return sorted(found, key=lambda row: order.index(Role(row.roles[0])) if row.roles else len(order))


def phone_lines(
    connection: Connection,
    sealer: Sealer,
    person_ids: Sequence[str],
    since: datetime | None,
    limit: int = 200,
) -> list[Line]:
    """What these phones show, oldest first: what reached them and what they sent, since then."""
    reached = (
        select(t.core(t.Outbox))
        .where(
            col(t.Outbox.channel).in_((Channel.PHONES, Channel.VOICE)),
            col(t.Outbox.person_id).in_(person_ids),
            col(t.Outbox.handed_at).is_not(None),
            col(t.Outbox.state).in_((OutboxState.SENT, OutboxState.DELIVERED)),
        )
        .order_by(col(t.Outbox.handed_at).desc(), col(t.Outbox.id).desc())
        .limit(limit)
    )
    typed = (
        select(t.core(t.Inbox))
        .where(col(t.Inbox.channel) == "phones", col(t.Inbox.person_id).in_(person_ids))
        .order_by(col(t.Inbox.arrived_at).desc(), col(t.Inbox.id).desc())
        .limit(limit)
    )
    if since is not None:
        reached = reached.where(col(t.Outbox.handed_at) >= since)
        typed = typed.where(col(t.Inbox.arrived_at) >= since)
    lines = [
        Line(
            id=r.id,
            inbound=True,
            at=r.arrived_at,
            person_id=r.person_id,
            name="",
            channel=r.channel,
            text=sealer.read(r.person_id, "inbox", "body", r.id, r.body),
            kind=r.kind,
        )
        for r in connection.execute(typed)
    ]
    lines += [
        Line(
            id=r.id,
            inbound=False,
            at=r.handed_at,
            person_id=r.person_id,
            name="",
            channel=r.channel,
            text=sealer.read(r.about_id, "outbox", "body", r.id, r.body),
            buttons=_KEYS
            if r.channel == Channel.VOICE
            else tuple((label, code) for label, code in json.loads(r.buttons)),
            state=r.state,
        )
        for r in connection.execute(reached)
    ]
    return sorted(lines, key=lambda line: (line.at, not line.inbound, line.id))[-limit * 2 :]
