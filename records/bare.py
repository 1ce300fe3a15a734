"""As much of a case as opens, where the whole of it does not load.

A value of another version, a missing key, a row that somebody altered by hand: whatever stands in the way,
the person is heard, and as many of the staff as can be reached hear of it. Each part is read by itself, and
what fails is left out.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import structlog
from sqlalchemy import Connection, Row, select
from sqlmodel import col

from records import cases
from records import tables as t
from records.kinds import Channel, Role, Stage, Standing
from records.load import programme_of
from records.sealing import Sealer

log = structlog.get_logger(__name__)


def bare_case(
    connection: Connection, sealer: Sealer, person_id: str, open_channels: frozenset[str]
) -> cases.Case:
    """Who wrote, their programme and addresses, and those of its staff whose phones can ring.

    Raises:
        Exception: whatever keeps the person's own row or their programme's from being read.
    """
    row = connection.execute(select(t.core(t.Person)).where(col(t.Person.id) == person_id)).one()
    programme = programme_of(
        connection.execute(select(t.core(t.Programme)).where(col(t.Programme.id) == row.programme_id)).one()
    )
    members = connection.execute(
        select(t.core(t.Person))
        .join(t.Membership, col(t.Membership.person_id) == col(t.Person.id))
        .where(
            col(t.Person.programme_id) == programme.id,
            col(t.Membership.role) == Role.COORDINATOR,
            col(t.Membership.until).is_(None),
        )
        .order_by(col(t.Membership.since))
    ).all()
    staff = tuple(_members(connection, sealer, members, programme, open_channels))
    person = _person(connection, sealer, row, programme, open_channels)
    return cases.Case(
        person=person,
        team=cases.Team(staff=staff, on_duty=staff),
        around=cases.Around(),
        alarms=cases.Flags(),
        places=(),
        late=cases.Late(),
    )


def _members(
    connection: Connection,
    sealer: Sealer,
    rows: Sequence[Row[Any]],
    programme: cases.Programme,
    open_channels: frozenset[str],
) -> Iterable[cases.Person]:
    for row in rows:
        try:
            Standing(row.standing)  # else nothing could be sent there
            yield _person(connection, sealer, row, programme, open_channels)
        except Exception as error:
            log.error("a member of staff cannot be told", person=row.id, error=type(error).__name__)


def _person(
    connection: Connection,
    sealer: Sealer,
    row: Row[Any],
    programme: cases.Programme,
    open_channels: frozenset[str],
) -> cases.Person:
    standing = Standing(row.standing) if row.standing in set(Standing) else Standing.UNKNOWN
    found = connection.execute(
        select(t.core(t.Address)).where(
            col(t.Address.person_id) == row.id, col(t.Address.retired_at).is_(None)
        )
    ).all()
    return cases.Person(
        id=row.id,
        name="",
        programme=programme,
        language=row.language,
        timezone=row.timezone,
        country=row.country,
        standing=standing,
        stage=Stage.COMMUNITY,
        released_on=None,
        welcomed=False,
        roles=frozenset(),
        addresses=tuple(_addresses(sealer, found, open_channels)),
    )


def _addresses(
    sealer: Sealer, rows: Sequence[Row[Any]], open_channels: frozenset[str]
) -> Iterable[cases.Address]:
    for row in rows:
        try:
            yield cases.Address(
                id=row.id,
                channel=Channel(row.channel),
                value=sealer.open(row.person_id, "address", "value", row.id, row.value),
                blocked=row.blocked or bool(open_channels and row.channel not in open_channels),
                silenced=row.silenced_at is not None,
                last_heard_at=row.last_heard_at,
            )
        except Exception as error:
            log.error("an address does not open", address=row.id, error=type(error).__name__)
