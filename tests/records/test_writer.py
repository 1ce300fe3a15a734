"""Urgent changes go first; a database that takes nothing for a while fails nobody who can wait."""

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text

from records import writer as writing
from records.writer import DatabaseBusy, Writer
from tests.databases import Databases
from tests.records.test_database import Held, said, say


@pytest.fixture
def engine(databases: Databases) -> Engine:
    engine = databases.engine(ready=False)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE said (word TEXT PRIMARY KEY)"))
    return engine


@pytest.fixture
def writer(engine: Engine) -> Iterator[Writer]:
    writer = Writer(engine)
    yield writer
    writer.close()


class Locked:
    """Another program writes to the file and takes its time."""

    def __init__(self, engine: Engine) -> None:
        self._other = sqlite3.connect(str(engine.url.database), isolation_level=None, check_same_thread=False)
        self._other.execute("BEGIN IMMEDIATE")

    def let_go(self) -> None:
        self._other.close()  # which gives up what it had begun


@pytest.fixture
def locked(engine: Engine, backend: str) -> Iterator[Locked]:
    if backend != "sqlite":
        pytest.skip("a server locks rows, not itself")
    held = Locked(engine)
    yield held
    held.let_go()


def remembering(order: list[str], word: str) -> Any:
    def change(connection: Connection) -> None:
        order.append(word)

    return change


def test_what_is_urgent_overtakes_everything_that_waits(writer: Writer) -> None:
    order: list[str] = []
    held = Held(writer)
    futures = [writer.submit(remembering(order, f"ordinary {number}")) for number in range(3)]
    futures.append(writer.submit(remembering(order, "urgent"), urgent=True))
    held.release()
    for future in futures:
        future.result(5)
    assert order[0] == "urgent"


def test_something_urgent_ends_a_commit_that_others_share(engine: Engine, writer: Writer) -> None:
    """It waits for the change under way, and not for all that were to share its commit."""
    order: list[str] = []
    first: list[Future[Any]] = []

    def brings_something_urgent(connection: Connection) -> None:
        first.append(writer.submit(remembering(order, "urgent"), urgent=True))

    held = Held(writer)
    futures = [writer.submit(brings_something_urgent)]
    futures += [writer.submit(remembering(order, f"ordinary {number}")) for number in range(3)]
    held.release()
    for future in futures:
        future.result(5)
    assert order == ["urgent", "ordinary 0", "ordinary 1", "ordinary 2"]


def test_a_commit_is_shared_by_a_bound_of_work_and_not_of_number(engine: Engine, writer: Writer) -> None:
    commits: list[int] = []
    event.listen(engine, "commit", lambda _: commits.append(1))
    held = Held(writer)
    futures = [writer.submit(lambda _: time.sleep(0.06)) for _ in range(6)]
    quick: list[Future[Any]] = [writer.submit(lambda _: None) for _ in range(300)]
    held.release()
    for future in futures + quick:
        future.result(10)
    assert 1 + 3 + 1 <= len(commits) <= 1 + 6 + 3  # two of the slow ones fit, and hundreds of the quick ones


def test_a_lock_fails_nobody(engine: Engine, writer: Writer, locked: Locked) -> None:
    """A transaction that reads first and then writes was refused at once: five webhooks, five times 500."""

    def reads_first(word: str) -> Any:
        def change(connection: Connection) -> None:
            connection.execute(text("SELECT count(*) FROM said")).scalar_one()
            say(word)(connection)

        return change

    futures = [writer.submit(reads_first(f"word {number}")) for number in range(5)]
    time.sleep(1.0)
    assert not any(future.done() for future in futures)
    locked.let_go()
    for future in futures:
        future.result(5)
    assert len(said(engine)) == 5


def test_what_waits_for_a_lock_keeps_its_order_and_hears_in_time(
    engine: Engine, writer: Writer, locked: Locked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PATIENCE", 0.5)
    early = writer.submit(say("early"))
    with pytest.raises(DatabaseBusy):
        early.result(5)
    later = [writer.submit(say("later"))]
    locked.let_go()
    assert later[0].result(5) == "later"
    assert said(engine) == {"later"}, "what was given up does not happen after all"


def test_reading_waits_for_no_lock(engine: Engine, locked: Locked) -> None:
    assert said(engine) == set()
