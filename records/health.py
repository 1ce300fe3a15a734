"""How an installation is doing, read from its records: numbers and times, nobody's words."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, exists, func, or_, select
from sqlmodel import col

from records import duty
from records import tables as t
from records.cases import Programme
from records.kinds import ACCOUNT_FAULT, NOT_LEFT, UNSETTLED, Lane, OutboxState, Role, Standing
from records.load import programme_of


def programmes(connection: Connection) -> list[Programme]:
    """Every programme, the oldest first."""
    rows = connection.execute(select(t.core(t.Programme)).order_by(col(t.Programme.id)))
    return [programme_of(row) for row in rows]


def newest_moment(connection: Connection) -> datetime | None:
    """The latest time that was written down; the clock was right then, or is wrong now."""
    moments = (func.max(col(t.Inbox.arrived_at)), func.max(col(t.Outbox.created_at)))
    found = [connection.execute(select(moment)).scalar_one() for moment in moments]
    return max((at for at in found if at is not None), default=None)


def stuck(connection: Connection, before: datetime) -> int:
    """Replies and signposts that should have left before that time and are still here."""
    late = (
        select(func.count())
        .select_from(t.core(t.Outbox))
        .where(
            col(t.Outbox.state).in_(UNSETTLED),
            col(t.Outbox.lane).in_((Lane.SAFETY, Lane.REPLY)),
            col(t.Outbox.not_before) < before,  # when it was first due: each retry renews `retry_at`
        )
    )
    return connection.execute(late).scalar_one()


def oldest_signpost(connection: Connection, now: datetime) -> float:
    """For how many seconds the oldest safety message that should have left is waiting; 0 where none is."""
    waiting = select(func.min(col(t.Outbox.not_before))).where(
        col(t.Outbox.state).in_(UNSETTLED),
        col(t.Outbox.lane) == Lane.SAFETY,
        col(t.Outbox.not_before) <= now,
    )
    since: datetime | None = connection.execute(waiting).scalar_one()
    return max(0.0, (now - since).total_seconds()) if since is not None else 0.0


def oldest_under_way(connection: Connection, now: datetime) -> float:
    """For how many seconds the oldest message is claimed or on the wire; 0 where none is.

    A send takes seconds, and settling it a moment. What is older could not be written down, or is being
    looked up at its provider: it settles by itself, or the database takes no writes.
    """
    row = t.core(t.Outbox).c
    claimed = select(func.min(row.claimed_at)).where(row.state == OutboxState.CLAIMED)
    sending = select(func.min(row.started_at)).where(row.state == OutboxState.SENDING)
    found = [connection.execute(query).scalar_one() for query in (claimed, sending)]
    return max((max(0.0, (now - at).total_seconds()) for at in found if at is not None), default=0.0)


def last_handed_over(connection: Connection) -> datetime | None:
    """When a provider last took a message of ours."""
    return connection.execute(select(func.max(col(t.Outbox.handed_at)))).scalar_one()


def of_unknown_fate(connection: Connection, since: datetime) -> int:
    """Messages made since then that may or may not have arrived."""
    unknown = (
        select(func.count())
        .select_from(t.core(t.Outbox))
        .where(col(t.Outbox.state) == OutboxState.UNKNOWN, col(t.Outbox.created_at) > since)
    )
    return connection.execute(unknown).scalar_one()


def account_faults(connection: Connection, since: datetime) -> list[tuple[str, str, int]]:
    """Faults of our account with a provider: (channel, code, how many wait, or were lost since then)."""
    found = connection.execute(
        select(col(t.Outbox.channel), col(t.Outbox.reason), func.count())
        .where(
            col(t.Outbox.reason).startswith(ACCOUNT_FAULT, autoescape=True),
            col(t.Outbox.state).in_((*NOT_LEFT, OutboxState.FAILED, OutboxState.EXPIRED)),
            col(t.Outbox.state).in_(NOT_LEFT) | (col(t.Outbox.settled_at) > since),
        )
        .group_by(col(t.Outbox.channel), col(t.Outbox.reason))
        .order_by(func.count().desc())
    )
    return [(channel, reason.removeprefix(ACCOUNT_FAULT), number) for channel, reason, number in found]


def unanswered_flags(connection: Connection, before: datetime) -> int:
    """Safety flags raised before that time for which nobody has answered."""
    waiting = (
        select(func.count())
        .select_from(t.core(t.Flag))
        .where(
            col(t.Flag.acknowledged_at).is_(None),
            col(t.Flag.closed_at).is_(None),
            col(t.Flag.raised_at) < before,
        )
    )
    return connection.execute(waiting).scalar_one()


def reachable(connection: Connection, programme_id: str, channels: Collection[str]) -> frozenset[str]:
    """The coordinators whom an alert would reach by one of these channels.

    Only an address counts that something was delivered to, or that was heard from, or whose owner has
    answered an alert: a number that was merely typed may be a landline's, or half a number.
    """
    delivered = exists().where(
        col(t.Outbox.address_id) == col(t.Address.id), col(t.Outbox.state) == OutboxState.DELIVERED
    )
    answered = exists().where(col(t.Flag.acknowledged_by) == col(t.Person.id))
    found = connection.execute(
        select(col(t.Person.id))
        .join(t.Membership, col(t.Membership.person_id) == col(t.Person.id))
        .join(t.Address, col(t.Address.person_id) == col(t.Person.id))
        .where(
            col(t.Person.programme_id) == programme_id,
            col(t.Person.standing) != Standing.STOPPED,
            col(t.Membership.role) == Role.COORDINATOR,
            col(t.Membership.until).is_(None),
            col(t.Address.channel).in_(channels),
            col(t.Address.blocked).is_(False),
            col(t.Address.retired_at).is_(None),
            or_(col(t.Address.last_heard_at).is_not(None), delivered, answered),
        )
    )
    return frozenset(found.scalars())


def resources(connection: Connection, programme_id: str) -> list[tuple[str, str]]:
    """The places that help, as the programme lists them: name, and what to do to get there."""
    listed = select(col(t.Resource.name), col(t.Resource.how)).where(
        col(t.Resource.programme_id) == programme_id
    )
    return [(row.name, row.how) for row in connection.execute(listed.order_by(col(t.Resource.id)))]


def drilled(connection: Connection, programme_id: str, since: datetime) -> int:
    """How many different people have answered a practice alert since then."""
    answered = select(func.count(col(t.Flag.acknowledged_by).distinct())).where(
        col(t.Flag.programme_id) == programme_id, col(t.Flag.drill), col(t.Flag.acknowledged_at) > since
    )
    return connection.execute(answered).scalar_one()


def retention_days(connection: Connection, programme_id: str) -> int | None:
    """How long words are kept after somebody left; none: not decided."""
    kept = select(col(t.Programme.retention_days)).where(col(t.Programme.id) == programme_id)
    return connection.execute(kept).scalar_one()


def shifts(connection: Connection, programme_id: str) -> list[duty.Shift]:
    """The rota of a programme; empty where none is kept."""
    rows = connection.execute(
        select(col(t.Staff.person_id), col(t.Rota.weekday), col(t.Rota.start), col(t.Rota.end))
        .join(t.Staff, col(t.Staff.id) == col(t.Rota.staff_id))
        .where(col(t.Rota.programme_id) == programme_id, col(t.Staff.active))
    )
    return [duty.Shift(row.person_id, row.weekday, row.start, row.end) for row in rows]
