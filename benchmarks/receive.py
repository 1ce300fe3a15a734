"""How many messages a second go the whole way in, on SQLite, one by one and 32 at once.

The whole way: claim, load the case, screen, decide, seal, save, commit with synchronous=FULL.
Held against the raw limit of the same disk: bare commits of one small row each.
"""

import secrets
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, insert, select, text
from sqlmodel import col

from benchmarks.result import Result
from bot.sample import enrol_sample, sample_settings
from bot.wiring import House
from channels.port import Inbound, InboundKind
from handlers.incoming import receive
from records import tables as t
from records.database import open_engine

_MESSAGES = 640
_SENDERS = 64
_GROUP = 32


def measure() -> list[Result]:
    """Messages a second, both ways."""
    with tempfile.TemporaryDirectory() as folder:
        raw = _bare_commits(Path(folder))
        house = House(sample_settings(Path(folder) / "house"))
        try:
            enrol_sample(house)
            alone = _messages(house, 1)
            grouped = _messages(house, _GROUP)
        finally:
            house.shut()
    peer = "bare commits of one row each"
    return [
        Result("messages received one by one", alone, "a second", peer, alone / raw),
        Result(f"messages received {_GROUP} at once", grouped, "a second", peer, grouped / raw),
    ]


def _bare_commits(folder: Path) -> float:
    engine = open_engine(f"sqlite:///{folder / 'raw.db'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE row (id TEXT PRIMARY KEY, body BLOB)"))
    statement = text("INSERT INTO row VALUES (:id, :body)")
    began = time.perf_counter()
    for _ in range(_MESSAGES):
        with engine.begin() as connection:
            connection.execute(statement, {"id": secrets.token_hex(13), "body": secrets.token_bytes(120)})
    taken = time.perf_counter() - began
    engine.dispose()
    return _MESSAGES / taken


def _messages(house: House, group: int) -> float:
    """Words for a person from people who joined, none of them twice in one group."""
    senders = joined(house, str(group))
    inbounds = [
        Inbound(
            "phones",
            secrets.token_hex(16),
            senders[number % len(senders)],
            InboundKind.TEXT,
            "Can you ask if the appointment on Thursday can be moved to three, please",
            house.now(),
        )
        for number in range(_MESSAGES)
    ]
    began = time.perf_counter()
    for start in range(0, _MESSAGES, group):
        batch = inbounds[start : start + group]
        house.write(partial(_take, house=house, batch=batch))
    return _MESSAGES / (time.perf_counter() - began)


def _take(connection: Connection, house: House, batch: list[Inbound]) -> None:
    receive(connection, house.tools, house.now(), batch)


def joined(house: House, group: str) -> list[str]:
    """People who joined the sample programme by simulated phone; `group` tells one lot from another."""
    now = datetime.now(UTC)
    senders = [f"bench-{group}-{number}" for number in range(_SENDERS)]
    with house.read() as connection:
        programme = connection.execute(select(col(t.Programme.id))).scalar_one()

    def make(connection: Connection) -> None:
        house.sealer.keys.create(senders, now)
        people = [
            {
                "id": sender,
                "programme_id": programme,
                "name": house.sealer.seal(sender, "person", "name", sender, "Sam"),
                "language": "en-US",
                "timezone": "America/Chicago",
                "country": "US",
                "standing": "active",
                "standing_since": now,
                "stage": "community",
                "created_at": now,
            }
            for sender in senders
        ]
        addresses = [
            {
                "id": f"{sender}-a",
                "person_id": sender,
                "channel": "phones",
                "value": house.sealer.seal(sender, "address", "value", f"{sender}-a", sender),
                "lookup": house.sealer.lookup("address", "phones", sender),
                "blocked": False,
                "since": now,
            }
            for sender in senders
        ]
        connection.execute(insert(t.Person), people)
        connection.execute(insert(t.Address), addresses)

    house.write(make)
    return senders
