"""The database: how it is opened, and who may use it.

SQLite runs in WAL mode with synchronous=FULL: what was committed survives a power cut.
One process writes (a lock beside a SQLite file, an advisory lock in PostgreSQL, keeps a second
one out), through one thread: `records.writer`.
"""

import contextlib
import fcntl
import os
import sqlite3
from pathlib import Path
from typing import Any, Protocol, cast

from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

# Any number will do as long as it never changes; PostgreSQL keeps these locks apart by database.
_OURS = 4_801_165
_BUSY_MS = 30_000  # how long SQLite waits for a lock
_WRITER_BUSY_MS = 250  # the writer tries again by itself, and meanwhile sees who has waited too long
WRITES = "writes"  # execution option of a connection that is going to write


class DatabaseError(Exception):
    """The database cannot be used as it is."""


class AlreadyRunning(DatabaseError):
    """Another Handrail is using this database. Stop it first: two would send everything twice."""


_ADDRESSES = "as sqlite:///data/handrail.db, or as postgresql+psycopg://user@host/name"


def open_engine(url: str) -> Engine:
    """An engine for DATABASE_URL or KEYS_URL; makes the folder of a SQLite file.

    Raises:
        DatabaseError: the URL is none, or neither SQLite nor PostgreSQL, or its file cannot be made.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:  # what it says could hold a password
        raise DatabaseError(f"An address of a database cannot be read. Write it {_ADDRESSES}.") from None
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            _make_private(Path(parsed.database))
        # An error that names its parameters would carry numbers and logins into a log.
        engine = create_engine(
            url, connect_args={"check_same_thread": False, "timeout": 30}, hide_parameters=True
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if backend == "postgresql":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    raise DatabaseError(
        f"DATABASE_URL names {backend}; Handrail keeps its records in SQLite or PostgreSQL. "
        f"Write it {_ADDRESSES}."
    )


def _make_private(file: Path) -> None:
    """Make a new file, and its folder, such that only their owner can read them.

    SQLite gives the journal beside it the same rights. What is there already stays as it is; `doctor` tells.
    """
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise DatabaseError(
            f"The file of a database cannot be made ({error.strerror}). Look at DATABASE_URL and KEYS_URL, "
            "and whether their folders are there and may be written to."
        ) from None


def _prepare_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    # The driver's own BEGIN comes too late for savepoints, so we begin ourselves (_begin_sqlite).
    connection.isolation_level = None
    # secure_delete: what is deleted or shortened is overwritten with zeros, and not only given up.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MS}",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def scrub(engine: Engine, *tables: str, seconds: float = 10.0) -> bool:
    """Let nothing that was deleted stay behind in the database's own files.

    SQLite: the journal (`-wal`) is worked into the file, which overwrites what was deleted, and emptied. With
    `tables`, the whole file is rewritten before, and on PostgreSQL those tables are: copies that the database
    itself has made within a page go as well. That locks; it is for the small key store.

    Args:
        engine: of the database; nothing of this thread may be open on it.
        tables: those from which something was deleted that must be gone.
        seconds: how long to wait for whoever is reading.

    Returns:
        Whether it was done; false where somebody was reading for all that time. Try again later.
    """
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in tables:
                connection.exec_driver_sql(f'VACUUM FULL "{table}"')
        return True
    raw = engine.raw_connection()
    driver = cast(sqlite3.Connection, raw.driver_connection)
    driver.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")
    try:
        if tables:
            driver.execute("VACUUM")
        return not driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return False
        raise
    finally:
        driver.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
        raw.close()


def _begin_sqlite(connection: Connection) -> None:
    if not connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql("BEGIN")
        return
    # A transaction that reads first and then writes is refused at once where somebody else has written in
    # between, whatever the busy timeout says. So whoever writes asks for the lock before anything else.
    driver = cast(sqlite3.Connection, connection.connection.driver_connection)
    driver.execute(f"PRAGMA busy_timeout={_WRITER_BUSY_MS}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        driver.execute(f"PRAGMA busy_timeout={_BUSY_MS}")


class Claim(Protocol):
    """That this process is the one which uses the database. It ends with `close`, or with the process."""

    def check(self) -> None:
        """Make sure that it still holds.

        Raises:
            AlreadyRunning: it was lost, and another process has it.
        """
        ...

    def close(self) -> None:
        """Let another process have it."""
        ...


def claim(engine: Engine) -> Claim | None:
    """Keep every other process out for as long as the claim is held; None for a database in memory.

    Raises:
        AlreadyRunning: another process has claimed it.
    """
    if engine.url.get_backend_name() == "postgresql":
        return _ServerClaim(engine)
    name = engine.url.database
    if not name or name == ":memory:":
        return None
    return _FileClaim(Path(f"{name}.lock"))


class _FileClaim:
    """A lock on a file."""

    def __init__(self, path: Path) -> None:
        _make_private(path)
        self._file = path.open("w", encoding="ascii")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise AlreadyRunning(str(AlreadyRunning.__doc__)) from None

    def check(self) -> None:
        """Nobody can take it from a living process."""

    def close(self) -> None:
        self._file.close()


class _ServerClaim:
    """An advisory lock on a connection of its own: the server lets go of it when we die, however we die.

    It does so as well when it starts anew or the connection breaks, while we go on. So look again.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection = self._locked()

    def check(self) -> None:
        if not self._alive():
            self._connection = self._locked()

    def close(self) -> None:
        if self._alive():  # the server notices a closed connection later than whoever starts next
            self._connection.execute(select(func.pg_advisory_unlock(_OURS)))
        self._connection.close()

    def _alive(self) -> bool:
        if self._connection.closed:  # lost at an earlier look, when the server could not be reached
            return False
        try:
            self._connection.execute(select(1))
        except DBAPIError:
            self._connection.close()
            return False
        return True

    def _locked(self) -> Connection:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()  # so that closing it closes it, and does not hand the lock back to the pool
        if not connection.execute(select(func.pg_try_advisory_lock(_OURS))).scalar_one():
            connection.close()
            raise AlreadyRunning(str(AlreadyRunning.__doc__))
        return connection
