"""What makes a test world quick, and changes nothing that a test can see.

Worlds are opened and closed thousands of times in one process, which the program never is. So
    statements   are compiled once for all engines of a kind, not once for each world,
    the shape    of a database is compared once with what the program works with, not for each copy of it,
    the disk     is not waited for: nothing in these files is to survive a power cut,
    the writer   does each change at once, on the thread that asked for it, in a transaction of its own.

That changes are kept before anything is acknowledged, that they share commits, and what happens when one
fails is tried with the real writer, in tests/records and tests/end_to_end.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeVar
from unittest.mock import patch

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.util import LRUCache

from records import database, schema
from records.database import DatabaseError
from records.sealing import Sealer

T = TypeVar("T")
Shape = frozenset[tuple[Any, ...]]

_STATEMENTS: LRUCache[Any, Any] = LRUCache(5000)
_dialects: dict[str, Dialect] = {}
_known: set[Shape] = set()
_COLUMNS = {
    "sqlite": "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c",
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns "
    "WHERE table_schema = 'public'",
}


def open_engine(url: str) -> Engine:
    """As `records.database.open_engine`; what it compiles is shared, and it waits for no disk."""
    engine = database.open_engine(url)
    kind = engine.dialect.name
    if kind not in _dialects:
        with engine.connect():  # so that it knows the database's version
            _dialects[kind] = engine.dialect
    engine.dialect = _dialects[kind]  # compiled statements are kept by dialect
    engine.update_execution_options(compiled_cache=_STATEMENTS)
    if kind == "sqlite":
        event.listen(engine, "checkout", _wait_for_no_disk)
    return engine


def _wait_for_no_disk(connection: Any, record: Any, _: object) -> None:
    if not record.info.get("hasty"):
        connection.execute("PRAGMA synchronous=OFF")
        record.info["hasty"] = True


def upgrade(engine: Engine, sealer: Sealer | None = None) -> None:
    """As `records.schema.upgrade`; a shape that was found right is not looked at again."""
    if _shape(engine) not in _known:
        schema.upgrade(engine, sealer)
        _known.add(_shape(engine))


def _shape(engine: Engine) -> Shape:
    with engine.connect() as connection:
        found = frozenset(map(tuple, connection.execute(text(_COLUMNS[engine.dialect.name]))))
        if not any(table == "alembic_version" for table, _ in found):
            return found
        return found | set(
            map(tuple, connection.execute(text("SELECT '', version_num FROM alembic_version")))
        )


class InlineWriter:
    """As `Writer`, on the thread that asks. A change that fails undoes itself and nothing else."""

    waiting = 0

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.RLock()  # the console's pages come from many threads
        self._writing = False
        self._closed = False

    def submit(self, change: Callable[[Connection], T], **_: object) -> "Future[T]":
        """Do a change now. The future is resolved, after the commit or with the change's own exception."""
        future: Future[T] = Future()
        try:
            value = self._do(change)
        except Exception as error:
            future.set_exception(error)
        else:
            future.set_result(value)
        return future

    def run(self, change: Callable[[Connection], T], **_: object) -> T:
        """Do a change."""
        return self.submit(change).result()

    def close(self) -> None:
        """Take no more changes."""
        with self._turn:
            self._closed = True

    def _do(self, change: Callable[[Connection], T]) -> T:
        with self._turn:
            if self._closed:
                raise DatabaseError("The program is stopping; nothing more is written.")
            assert not self._writing, "a change waits for another, and would wait for ever"
            self._writing = True
            try:
                with self._engine.connect() as opened, opened.execution_options(writes=True).begin():
                    return change(opened)
            finally:
                self._writing = False


@contextmanager
def quickly() -> Iterator[None]:
    """Whatever house is opened in here is quick."""
    with patch.multiple("bot.wiring", open_engine=open_engine, upgrade=upgrade, Writer=InlineWriter):
        yield
