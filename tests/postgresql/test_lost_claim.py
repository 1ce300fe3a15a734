"""A server that starts anew forgets who may use a database, while the program goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
from sqlalchemy import Connection, text

from records import tables as t
from records.database import AlreadyRunning, claim, open_engine
from tests.databases import Server
from tests.end_to_end.program import Program, until
from tests.world.world import World

_LOCK = 4_801_165
_OURS = (
    "pg_locks WHERE locktype = 'advisory' AND database = "
    "(SELECT oid FROM pg_database WHERE datname = current_database())"
)


@contextmanager
def visitor(url: str) -> Iterator[Connection]:
    """A connection from elsewhere to a program's database."""
    engine = open_engine(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection
    engine.dispose()


def cut_off(connection: Connection) -> None:
    """Break every other connection, as a server does that starts anew."""
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))  # noqa: S608 - its parts stand in this file
    end = monotonic() + 10
    while connection.execute(text(f"SELECT count(*) FROM {_OURS}")).scalar_one():  # noqa: S608 - its parts stand in this file
        assert monotonic() < end, "its lock is still held"
        sleep(0.01)


def test_a_lost_claim_is_claimed_again(world: World) -> None:
    with visitor(world.database_url) as elsewhere:
        cut_off(elsewhere)
    world.passes(minutes=1)
    engine = open_engine(world.database_url)
    with pytest.raises(AlreadyRunning):
        claim(engine)
    engine.dispose()
    world.at("Fri 18:00")
    assert world.mentee.hears(), "it goes on"


def test_nothing_begins_once_another_process_has_it(world: World) -> None:
    with visitor(world.database_url) as elsewhere:
        cut_off(elsewhere)
        assert elsewhere.execute(text(f"SELECT pg_try_advisory_lock({_LOCK})")).scalar_one()
        world.clock.hold(world.now + timedelta(days=7))
        for _ in range(2):
            with pytest.raises(AlreadyRunning):
                world.tick()
        assert not world.rows(t.Occurrence)
    world.tick()  # the other has ended
    assert world.rows(t.Occurrence)


@pytest.mark.end_to_end
@pytest.mark.enable_socket
def test_the_program_stops_when_another_has_taken_its_database(tmp_path: Path, postgres: Server) -> None:
    url = postgres.create()
    program = Program(tmp_path, DATABASE_URL=url, SIMULATED_PHONES="true")
    try:
        program.start()
        with visitor(url) as elsewhere, visitor(url) as breaker:
            taking = Thread(target=elsewhere.execute, args=(text(f"SELECT pg_advisory_lock({_LOCK})"),))
            taking.start()  # it has to wait until the program loses it
            waits = text(f"SELECT count(*) FROM {_OURS} AND NOT granted")  # noqa: S608 - its parts stand in this file
            until(lambda: breaker.execute(waits).scalar_one(), "the other one to wait")
            held = f"SELECT pg_terminate_backend(pid) FROM {_OURS} AND granted"  # noqa: S608 - its parts stand in this file
            breaker.execute(text(held))
            taking.join(10)
            until(lambda: not program.running, "the program to stop", 20)
        assert "another Handrail has taken the database" in program.log
        assert "Traceback" not in program.log
        assert program.processes[-1].returncode != 0
    finally:
        program.kill()
        postgres.drop(url)
