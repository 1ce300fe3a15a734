"""Many people, and what a test does to a program's database from outside, beside it or while it rests.

The people are copies of one who has been welcomed, each with a number, a key and plans of their own.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlmodel import col

from records import tables as t
from records.kinds import Lane, MessageClass, OutboxState
from records.save import RANK
from tests.end_to_end.program import Program
from tests.end_to_end.servers.twilio_server import Text

WAITING = ("queued", "claimed", "sending")
"""States of a message whose end is open; what is on the wire may have any other name."""
ARRIVED = ("sent", "delivered")
SETTLED = (*ARRIVED, "failed", "unknown", "withheld", "expired")


@dataclass(frozen=True)
class Somebody:
    """One of the crowd."""

    id: str
    number: str
    name: str


def add_people(program: Program, count: int, like: str = "Dee", prefix: str = "56") -> list[Somebody]:
    """Let that many more people be in the programme, each as that person is; only while it is not running."""
    assert not program.running
    made = [Somebody(f"more-{prefix}-{n:04}", f"+13125{prefix}{n:04}"[:12], f"More{n}") for n in range(count)]
    with program._opened() as (connection, sealer):
        found = program._people(connection, sealer)
        person_id = next(one for one, name in found.items() if name == like)
        now = datetime.now(UTC)
        sealer.keys.create([one.id for one in made], now)

        def copied(table: Any, one: Somebody, row: Any, **other: Any) -> dict[str, Any]:
            return {**row, "id": f"{table.name[:3]}-{one.id}"[:40], "person_id": one.id, **other}

        person = (
            connection.execute(select(t.core(t.Person)).where(col(t.Person.id) == person_id)).mappings().one()
        )
        people = [
            {
                **person,
                "id": one.id,
                "name": sealer.seal(one.id, "person", "name", one.id, one.name),
                "called": b"",
                "phrase": None,
            }
            for one in made
        ]
        connection.execute(insert(t.core(t.Person)), people)
        for model in (t.Membership, t.Address, t.Plan):
            table = t.core(model)
            rows = connection.execute(select(table).where(table.c.person_id == person_id)).mappings().all()
            values = []
            for one in made:
                for place, row in enumerate(rows):
                    new = copied(table, one, row, id=f"{table.name[:3]}{place}-{one.id}")
                    if model is t.Address:
                        new["value"] = sealer.seal(one.id, "address", "value", new["id"], one.number)
                        new["lookup"] = sealer.lookup("address", "sms", one.number)
                    values.append(new)
            connection.execute(insert(table), values)
        connection.commit()
    return made


def queue(
    program: Program,
    *texts: tuple[Somebody, str],
    lane: Lane = Lane.REPLY,
    kind: MessageClass = MessageClass.ANSWER,
) -> list[str]:
    """Let these messages wait in the outbox, in this order; their ids. One that runs finds them soon."""
    now = datetime.now(UTC)
    with program._opened() as (connection, sealer):
        rows = []
        for place, (one, words) in enumerate(texts):
            row_id = f"q{now:%H%M%S%f}-{place:04}"
            rows.append(
                {
                    "id": row_id,
                    "person_id": one.id,
                    "about_id": one.id,
                    "address_id": f"add0-{one.id}",
                    "channel": "sms",
                    "lane": lane,
                    "rank": RANK[lane],
                    "message_class": kind,
                    "body": sealer.seal(one.id, "outbox", "body", row_id, words),
                    "state": OutboxState.QUEUED,
                    "not_before": now,
                    "retry_at": now,
                    "created_at": now,
                }
            )
        connection.execute(insert(t.core(t.Outbox)), rows)
        connection.commit()
    return [row["id"] for row in rows]


def due_at(program: Program, at: datetime, kind: str = "check_in", who: Sequence[str] = ()) -> None:
    """Let plans of that kind come due then: of these people (ids), or of everybody who has one."""
    local = at.astimezone(ZoneInfo(program.zone))
    chosen = f" AND person_id IN ({', '.join('?' * len(who))})" if who else ""
    change(
        program,
        f"UPDATE plan SET due_at = ?, local_date = ?, weekday = ?, at = ? WHERE kind = ?{chosen}",  # noqa: S608 - its parts stand in this file
        at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds"),
        local.date().isoformat(),
        local.weekday(),
        f"{local:%H:%M}",
        kind,
        *who,
    )


def person_id(program: Program, name: str) -> str:
    """Somebody's id."""
    with program._opened() as (connection, sealer):
        return next(one for one, called in program._people(connection, sealer).items() if called == name)


# From outside, while it runs


def _file(program: Program, keys: bool = False) -> str:
    data = program.folder / "data"
    return str(data / "keys" / "handrail-keys.db" if keys else data / "handrail.db")


def change(program: Program, statement: str, *values: Any, keys: bool = False) -> int:
    """Change something in the database (or the key store), whether the program runs or not; how many rows."""
    connection = sqlite3.connect(_file(program, keys), timeout=30.0)
    try:
        with connection:
            return connection.execute(statement, values).rowcount
    finally:
        connection.close()


def ask(program: Program, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a query finds, with nothing opened and nothing read into our types."""
    connection = sqlite3.connect(_file(program), timeout=30.0)
    try:
        return connection.execute(statement, values).fetchall()
    finally:
        connection.close()


@contextmanager
def locked(program: Program) -> Iterator[None]:
    """Hold the database's write lock, as another program might, and write something at the end."""
    connection = sqlite3.connect(_file(program), timeout=30.0, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("UPDATE programme SET name = name")
        connection.execute("COMMIT")
    finally:
        connection.close()


def kept(program: Program, provider_id: str) -> int:
    """In how many rows of any table the provider's id of something that arrived stands."""
    found = 0
    for (table,) in ask(program, "SELECT name FROM sqlite_master WHERE type = 'table'"):
        for column in [row[1] for row in ask(program, f'PRAGMA table_info("{table}")')]:
            query = f'SELECT count(*) FROM "{table}" WHERE "{column}" = ?'  # noqa: S608 - its parts stand in this file
            found += ask(program, query, provider_id)[0][0]
    return found


def states(program: Program, *ids: str) -> dict[str, str]:
    """The state of every message, or of these."""
    rows = ask(program, "SELECT id, state FROM outbox")
    return {row_id: state for row_id, state in rows if not ids or row_id in ids}


def row_of(callback: str) -> str:
    """The outbox id in a status callback's address."""
    return parse_qs(urlsplit(callback).query).get("outbox", [""])[0]


def handed(texts: Sequence[Text]) -> dict[str, int]:
    """How often the provider has taken each row."""
    counted: dict[str, int] = {}
    for text in texts:
        counted[row_of(text.callback)] = counted.get(row_of(text.callback), 0) + 1
    return counted


def ready(program: Program) -> tuple[int, Any]:
    """What `/readyz` answers."""
    import httpx

    answer = httpx.get(f"{program.url}/readyz", trust_env=False, timeout=20.0)
    try:
        return answer.status_code, answer.json()
    except json.JSONDecodeError:
        return answer.status_code, answer.text
