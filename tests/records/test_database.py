"""One process, one writer, nothing reported before it is kept."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from records.database import AlreadyRunning, Claim, DatabaseError, claim, open_engine
from records.writer import Writer
from tests.databases import Databases

ROOT = Path(__file__).parents[2]


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


def say(word: str) -> Any:
    def change(connection: Connection) -> str:
        connection.execute(text("INSERT INTO said VALUES (:word)"), {"word": word})
        return word

    return change


def said(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.execute(text("SELECT word FROM said")).scalars())


class Held:
    """Keeps the writer busy, so that what is submitted meanwhile waits together."""

    def __init__(self, writer: Writer) -> None:
        self._started, self._go = threading.Event(), threading.Event()
        self._future = writer.submit(self._hold)
        assert self._started.wait(5)

    def _hold(self, _: Connection) -> None:
        self._started.set()
        assert self._go.wait(5)

    def release(self) -> None:
        self._go.set()
        self._future.result(5)


def test_what_is_committed_survives_a_power_cut(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'data' / 'handrail.db'}")
    with engine.connect() as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragma == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}
    engine.dispose()


def test_run_returns_only_after_the_commit(engine: Engine, writer: Writer, databases: Databases) -> None:
    assert writer.run(say("hello")) == "hello"
    assert said(databases.again(engine)) == {"hello"}  # a different connection sees commits only


def test_changes_that_wait_together_share_one_commit(engine: Engine, writer: Writer) -> None:
    commits: list[int] = []
    event.listen(engine, "commit", lambda _: commits.append(1))
    held = Held(writer)
    futures = [writer.submit(say(f"word {number}")) for number in range(50)]
    held.release()
    assert [future.result(5) for future in futures] == [f"word {number}" for number in range(50)]
    assert len(said(engine)) == 50
    assert len(commits) == 2  # the held one, then all fifty


def test_a_change_that_fails_is_undone_alone(engine: Engine, writer: Writer) -> None:
    def half(connection: Connection) -> None:
        connection.execute(text("INSERT INTO said VALUES ('half')"))
        raise RuntimeError("could not be decided")

    held = Held(writer)
    before, failing, doubled, after = (
        writer.submit(say("before")),
        writer.submit(half),
        writer.submit(say("before")),
        writer.submit(say("after")),
    )
    held.release()
    assert before.result(5) == "before"
    with pytest.raises(RuntimeError, match="could not be decided"):
        failing.result(5)
    with pytest.raises(IntegrityError):
        doubled.result(5)
    assert after.result(5) == "after"
    assert said(engine) == {"before", "after"}


def test_a_commit_that_fails_is_told_to_everybody_in_the_group(engine: Engine, writer: Writer) -> None:
    def refuse(_: Connection) -> None:
        raise OSError("the disk is full")

    held = Held(writer)
    futures = [writer.submit(say(word)) for word in ("one", "two", "three")]
    held_commit = threading.Event()

    def listen(connection: Connection) -> None:
        if held_commit.is_set():
            refuse(connection)
        held_commit.set()  # the held change's own commit goes through

    event.listen(engine, "commit", listen)
    held.release()
    for future in futures:
        with pytest.raises(OSError, match="disk is full"):
            future.result(5)
    event.remove(engine, "commit", listen)
    assert said(engine) == set()
    assert writer.run(say("again")) == "again"  # the writer goes on
    assert said(engine) == {"again"}


def test_a_transaction_that_the_database_gave_up_is_told_to_everybody_in_it(
    engine: Engine, writer: Writer
) -> None:
    """A full disk makes SQLite roll back the whole transaction by itself; ROLLBACK stands in for that."""

    def lose(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.execute("ROLLBACK")
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))

    held = Held(writer)
    futures: list[Future[Any]] = [writer.submit(say("one")), writer.submit(lose), writer.submit(say("two"))]
    held.release()
    for future in futures[:2]:
        with pytest.raises(OperationalError):
            future.result(5)
    assert futures[2].result(5) == "two", "it had not begun, and goes into the next commit"
    assert said(engine) == {"two"}


def test_somebody_who_no_longer_waits_does_not_stop_the_writer(engine: Engine, writer: Writer) -> None:
    async def impatient() -> None:
        held = Held(writer)
        waiting = asyncio.wrap_future(writer.submit(say("unwanted")))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.sleep(0)
        held.release()

    asyncio.run(impatient())
    assert writer.submit(say("next")).result(5) == "next"
    assert "next" in said(engine)


def test_closing_finishes_what_is_queued_and_takes_nothing_more(engine: Engine) -> None:
    writer = Writer(engine)
    held = Held(writer)
    futures = [writer.submit(say(f"word {number}")) for number in range(150)]
    closing = threading.Thread(target=writer.close)
    closing.start()
    held.release()
    closing.join(10)
    assert not closing.is_alive()
    assert all(future.done() for future in futures)
    assert len(said(engine)) == 150
    with pytest.raises(DatabaseError, match="stopping"):
        writer.run(say("too late"))
    writer.close()  # a second time does no harm


def test_nothing_submitted_while_closing_waits_for_ever(engine: Engine) -> None:
    for _ in range(20):
        writer = Writer(engine)
        futures: list[Future[Any]] = []

        def submit(writer: Writer = writer, futures: list[Future[Any]] = futures) -> None:
            try:
                while True:
                    futures.append(writer.submit(lambda _: None))
            except DatabaseError:
                return

        thread = threading.Thread(target=submit)
        thread.start()
        writer.close()
        thread.join(5)
        assert all(future.result(5) is None for future in futures)


def test_a_server_that_goes_away_is_told_to_whoever_was_writing_and_comes_back(
    engine: Engine, writer: Writer, backend: str
) -> None:
    """Nothing of their transaction has happened, so the others are written by the next one."""
    if backend == "sqlite":
        pytest.skip("a file does not go away")

    def cut_off(connection: Connection) -> None:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    held = Held(writer)
    one, breaks_it, two = writer.submit(say("one")), writer.submit(cut_off), writer.submit(say("two"))
    held.release()
    assert (one.result(5), two.result(5)) == ("one", "two")
    with pytest.raises(DBAPIError):
        breaks_it.result(5)
    assert said(engine) == {"one", "two"}


def test_a_second_process_is_refused(engine: Engine) -> None:
    program = (
        "import sys; from records.database import claim, open_engine\n"
        "held = claim(open_engine(sys.argv[1]))\n"
        "print('claimed', flush=True); sys.stdin.read()\n"
    )
    url = engine.url.render_as_string(hide_password=False)
    other = subprocess.Popen(
        [sys.executable, "-c", program, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "claimed\n"
        with pytest.raises(AlreadyRunning, match="Stop it first"):
            claim(engine)
        other.kill()
    held = _claim_again(engine)  # a killed process leaves no lock behind
    refused = subprocess.run(
        [sys.executable, "-c", program, url], input="", capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert refused.returncode != 0
    assert "AlreadyRunning" in refused.stderr
    held.close()
    held = claim(engine)  # whoever stops lets the next one in at once
    assert held is not None
    held.close()


def _claim_again(engine: Engine) -> Claim:
    """Claim it; a server takes a moment to see that a process is gone."""
    for _ in range(100):
        try:
            held = claim(engine)
        except AlreadyRunning:
            time.sleep(0.05)
        else:
            assert held is not None
            return held
    raise AssertionError("the lock of a killed process is still there")


def test_a_claim_on_one_database_is_none_on_another(engine: Engine, databases: Databases) -> None:
    held, other = claim(engine), claim(databases.engine("other", ready=False))
    for one in (held, other):
        assert one is not None
        one.close()


def test_other_databases_are_refused_with_what_to_write_instead() -> None:
    with pytest.raises(DatabaseError, match=r"sqlite:///data/handrail\.db"):
        open_engine("mysql://somewhere/else")
