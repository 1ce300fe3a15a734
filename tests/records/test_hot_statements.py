"""What every message asks of the database: few statements, each by an index, however large a programme is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert

from channels.port import Inbound, InboundKind
from handlers.incoming import Received, receive
from records import tables as t
from tests.world.world import World

# Tables that hold a handful of rows however many people there are, and what is no table.
SMALL = {"json_each", "programme", "setting", "staff", "rota", "resource", "each", "anon"}

# Indexes by what many people's rows have in common: walking one costs as much as there are of them.
WALKS = ("ix_outbox_queue", "ix_conversation_state", "ix_person_programme_id", "ix_person_standing")

TEXTS = {
    "an answer": "4",
    "words for a person": "Can you ask whether Thursday could be moved to three, please",
    "a command": "GOALS",
    "a stop": "STOP",
    "danger": "I want to kill myself tonight",
}


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[World]:
    """A mentee whose check-in has just begun."""
    world = World(tmp_path)
    world.at("Fri 18:00")
    yield world
    world.check()
    world.close()


@contextmanager
def watched(world: World) -> Iterator[list[tuple[str, Any]]]:
    """The statements that are made meanwhile, without the marks of transactions."""
    seen: list[tuple[str, Any]] = []

    def see(_: Any, __: Any, statement: str, parameters: Any, ___: Any, many: bool) -> None:
        if statement.split(maxsplit=1)[0] in ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH"):
            seen.append((statement, parameters[0] if many else parameters))

    event.listen(world.house.engine, "before_cursor_execute", see)
    yield seen
    event.remove(world.house.engine, "before_cursor_execute", see)


def take(world: World, *inbounds: Inbound) -> list[Received]:
    """Take messages in as one group, and deliver nothing."""
    return world.change(lambda c: receive(c, world.house.tools, world.now, inbounds))


def test_an_answer_takes_eight_statements(asked: World) -> None:
    with watched(asked) as seen:
        take(asked, asked.mentee.inbound("4"))
    assert len(seen) <= 8, [statement.split("\n")[0][:80] for statement, _ in seen]


def of_the_queue(statement: str) -> bool:
    """Whether it asks for what the outbox holds, as delivery and readiness do."""
    return "outbox.not_before" in statement and "person_id IN" not in statement


def more_like(world: World, number: int) -> list[str]:
    """So many further mentees in the same check-in; their numbers."""
    numbers = [f"+1312556{1000 + one}" for one in range(number)]
    sealer = world.house.sealer
    mine = {model: [r for r in world.rows(model) if r.person_id == world.mentee.id] for model in _THEIRS}
    person = next(row for row in world.rows(t.Person) if row.id == world.mentee.id)
    waiting = next(row for row in mine[t.Conversation] if row.state == "waiting")
    state = sealer.open(person.id, "conversation", "body", waiting.id, waiting.body)

    def make(connection: Any) -> None:
        for one, phone in enumerate(numbers):
            who = f"{person.id}{one:03d}"
            sealer.keys.create([who], world.now)
            connection.execute(insert(t.core(t.Person)), [person._asdict() | {"id": who, "name": b""}])
            for model in _THEIRS:
                for row in mine[model]:
                    changed = row._asdict() | {"id": f"{row.id}{one:03d}", "person_id": who}
                    changed |= {"about_id": who} if model is t.Outbox else {}
                    for column, kept in changed.items():
                        if isinstance(kept, bytes):
                            changed[column] = b""
                    if model is t.Address:
                        changed["value"] = sealer.seal(who, "address", "value", changed["id"], phone)
                        changed["lookup"] = sealer.lookup("address", "sms", phone)
                    if model is t.Outbox:
                        changed["address_id"] = f"{row.address_id}{one:03d}"
                    if model is t.Conversation:
                        body = sealer.seal(who, "conversation", "body", changed["id"], state)
                        changed |= {"body": body if row.id == waiting.id else b""}
                        changed |= {"outbox_id": f"{row.outbox_id}{one:03d}"}
                    connection.execute(insert(t.core(model)), [changed])

    world.change(make)
    return numbers


_THEIRS = (t.Address, t.Membership, t.Outbox, t.Conversation)


def test_in_a_group_less_than_one_a_message(asked: World) -> None:
    numbers = more_like(asked, 32)
    group = [
        Inbound("sms", f"group-{one}", number, InboundKind.TEXT, "4", asked.now + timedelta(seconds=5))
        for one, number in enumerate(numbers)
    ]
    with watched(asked) as seen:
        outcomes = {received.outcome for received in take(asked, *group)}
    assert outcomes == {"answer"}
    assert len(seen) <= 32, len(seen)


@pytest.mark.parametrize("kind", TEXTS)
def test_every_statement_goes_by_an_index(asked: World, kind: str) -> None:
    with watched(asked) as seen:
        take(asked, asked.mentee.inbound(TEXTS[kind]))
    walked = []
    with asked.house.read() as connection:
        for statement, parameters in seen:
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
                found = re.match(r"SCAN (\w+)", row.detail)
                if found and found.group(1) not in SMALL and "VIRTUAL TABLE" not in row.detail:
                    walked.append((row.detail, statement))
                if any(index in row.detail for index in WALKS) and not of_the_queue(statement):
                    walked.append((row.detail, statement))
    assert not walked, walked
