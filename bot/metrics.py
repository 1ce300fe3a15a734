"""Counters and gauges for Prometheus: channels, kinds and states; never a number, a name or words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from sqlalchemy import Connection, func, select
from sqlmodel import col

from records import health
from records import tables as t
from scheduler.due import next_due

CONTENT_TYPE = CONTENT_TYPE_LATEST
REGISTRY = CollectorRegistry()
INBOUND = Counter(
    "handrail_inbound",
    "Messages that arrived, by what became of them",
    ["channel", "outcome"],
    registry=REGISTRY,
)
OUTBOX = Gauge(
    "handrail_outbox_messages",
    "Messages in the outbox, by lane and state",
    ["lane", "state"],
    registry=REGISTRY,
)
OVERDUE = Gauge("handrail_overdue_seconds", "How long the oldest due thing has waited", registry=REGISTRY)
UNDER_WAY = Gauge(
    "handrail_under_way_seconds",
    "How long the oldest message is claimed or on the wire",
    registry=REGISTRY,
)
FLAGS = Gauge("handrail_flags_unacknowledged", "Safety flags nobody answers for yet", registry=REGISTRY)
ARRIVING = Gauge(
    "handrail_arriving_messages",
    "Messages that wait to be taken in, by how urgent they are",
    ["lane"],
    registry=REGISTRY,
)
ARRIVING_OLDEST = Gauge(
    "handrail_arriving_oldest_seconds", "How long the oldest of them has waited", registry=REGISTRY
)
ARRIVING_COST = Gauge(
    "handrail_arriving_cost_seconds", "What a message in a group has cost lately", registry=REGISTRY
)
ARRIVING_GROUP = Histogram(
    "handrail_arriving_group_messages",
    "How many messages shared a transaction",
    buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256, 512),
    registry=REGISTRY,
)
ARRIVING_REFUSED = Counter(
    "handrail_arriving_refused",
    "Messages that the provider was asked to bring again, since too many waited",
    registry=REGISTRY,
)
NOT_LOOKED_AT = Gauge(
    "handrail_second_look_waiting", "Messages that the second look has not read yet", registry=REGISTRY
)
WRITING = Gauge("handrail_writer_changes", "Changes that wait for the writer", registry=REGISTRY)


@dataclass(frozen=True, slots=True)
class Gauged:
    """What was just read."""

    overdue_seconds: float
    under_way_seconds: float


def gauge(connection: Connection, now: datetime, held: Collection[str] = ()) -> Gauged:
    """Read the gauges from the database; in programmes that are held nothing is overdue."""
    OUTBOX.clear()
    counted = select(col(t.Outbox.lane), col(t.Outbox.state), func.count()).group_by(
        col(t.Outbox.lane), col(t.Outbox.state)
    )
    for lane, state, number in connection.execute(counted):
        OUTBOX.labels(lane=lane, state=state).set(number)
    open_flags = select(func.count()).select_from(t.core(t.Flag)).where(col(t.Flag.acknowledged_at).is_(None))
    FLAGS.set(connection.execute(open_flags).scalar_one())
    waiting = select(func.count()).select_from(t.core(t.Inbox)).where(col(t.Inbox.looked_at).is_(None))
    NOT_LOOKED_AT.set(connection.execute(waiting).scalar_one())
    due = next_due(connection, held)
    overdue = max(0.0, (now - due).total_seconds()) if due is not None else 0.0
    OVERDUE.set(overdue)
    under_way = health.oldest_under_way(connection, now)
    UNDER_WAY.set(under_way)
    return Gauged(overdue, under_way)


def render() -> bytes:
    """All of it, in Prometheus's text format."""
    return generate_latest(REGISTRY)
