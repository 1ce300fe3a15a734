"""Effects to save, made with a word each, and the rows that came of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel

from conversations.state import State, Status
from records import effects as fx
from records.kinds import Channel, InboxOutcome, Lane, MessageClass, RecordKind
from records.save import save
from safety.tiers import Tier

EARLIER = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)
WORDS = "Bake bread with Rosalind"  # what somebody said; must be found nowhere in the file


def rows(home: SimpleNamespace, table: type[SQLModel]) -> list[dict[str, Any]]:
    with home.engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(table.__table__)).mappings()]  # type: ignore[attr-defined]  # SQLModel's types do not know its table


def row(home: SimpleNamespace, table: type[SQLModel], row_id: str) -> dict[str, Any]:
    return next(found for found in rows(home, table) if found["id"] == row_id)


def keep(
    home: SimpleNamespace,
    *effects: fx.Effect,
    arrived: Sequence[fx.Arrived] = (),
    now: datetime | None = None,
) -> None:
    with home.engine.begin() as connection:
        save(connection, home.sealer, now or home.now, effects, arrived)


def opened(home: SimpleNamespace, person: str, table: str, column: str, found: dict[str, Any]) -> str:
    return str(home.sealer.open(person, table, column, found["id"], found[column]))


def record(record_id: str = "r1") -> fx.OpenRecord:
    return fx.OpenRecord(record_id, "pr", "mia", RecordKind.CHECK_IN, Channel.PHONES, with_id="max")


def message(message_id: str = "o1", **changes: Any) -> fx.Send:
    values: dict[str, Any] = {
        "id": message_id,
        "to": "max",
        "about": "mia",
        "address_id": "max-a",
        "channel": Channel.PHONES,
        "text": WORDS,
        "message_class": MessageClass.PROMPT,
        "lane": Lane.NUDGE,
        "record_id": "r1",
        "encoding": "gsm7",
        "segments": 1,
    }
    return fx.Send(**(values | changes))


def talking(**changes: Any) -> fx.PutConversation:
    state = State(conversation="weekly", revision=1, snapshot={"step": WORDS}, answers={"mood": 4})
    values: dict[str, Any] = {
        "id": "c1",
        "person_id": "mia",
        "record_id": "r1",
        "name": "weekly",
        "status": Status.WAITING,
        "state": state,
        "question": "mood",
        "outbox_id": "o1",
        "patience": 3600,
    }
    return fx.PutConversation(**(values | changes))


def flag() -> fx.RaiseFlag:
    return fx.RaiseFlag("f1", "pr", "mia", "r1", None, Tier.URGENT, "harm", ("a-1", "b-2"), WORDS, "4711")


def tune() -> fx.Tune:
    return fx.Tune(
        "tu1", "pr", "mia", "f1", "false_alarm", Tier.URGENT, "harm", ("a-1", "b-2"), WORDS, "staff"
    )


def came(message_id: str, *effects: fx.Effect, **changes: Any) -> fx.Arrived:
    values: dict[str, Any] = {
        "id": message_id,
        "channel": Channel.PHONES,
        "provider_id": f"provider {message_id}",
        "person_id": "mia",
        "kind": "text",
        "text": WORDS,
        "media": 0,
        "received_at": datetime(2026, 3, 2, 17, 59, tzinfo=UTC),
        "outcome": InboxOutcome.ANSWER,
        "tier": Tier.NONE,
        "record_id": "r1",
        "needs_person": False,
        "effects": effects,
    }
    return fx.Arrived(**(values | changes))
