"""The one thread that changes the database.

Changes that wait at the same time share one commit, each within its own savepoint: one that fails is
undone alone. `Writer.run` returns only after the commit, so nothing is acknowledged to anybody before it
is kept. What is urgent (danger, and whatever carries its answer to a phone) goes before everything that
waits, and a transaction in which ordinary changes share a commit ends early when something urgent comes.

A database that is locked, or whose server is away for a moment, fails nobody: nothing of the transaction
has happened, so the same changes are tried again, in their order, for `PATIENCE` seconds each. Where a
commit itself broke off nobody knows what became of it, so that is told and never tried again.
"""

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from records.database import WRITES, DatabaseError

T = TypeVar("T")

PATIENCE = 10.0  # seconds that a change waits for a database that takes nothing
_GROUP_SECONDS = (
    0.1  # of work that may share a commit; more only lengthens the wait of the first, and of danger
)
_TRIES = 2  # of a change during which the connection broke: it may be what breaks it
_PAUSE = 0.1  # seconds between two tries


class DatabaseBusy(Exception):
    """The database has taken nothing for a while: it is locked, or its server is away. Try again later."""


@dataclass(slots=True, eq=False)
class _Item:
    """A change that waits."""

    change: Callable[[Connection], Any]
    future: Future[Any]
    since: float = field(default_factory=time.monotonic)
    begun: bool = False  # from here on it is too late to cancel
    broke: int = 0  # how often the connection broke while it ran

    def begin(self) -> bool:
        """Whether somebody still waits for it."""
        self.begun = self.begun or self.future.set_running_or_notify_cancel()
        return self.begun


class Writer:
    """The one thread that changes the database.

    A change is a function of a connection inside an open transaction; it must not commit,
    wait for a network, hash a password or scan words. It may be called twice: nothing of the first time
    has happened then.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._urgent: deque[_Item] = deque()
        self._ordinary: deque[_Item] = deque()
        self._closing = False
        self._door = threading.Condition()  # nobody slips in behind the last item
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def submit(self, change: Callable[[Connection], T], *, urgent: bool = False) -> "Future[T]":
        """Queue a change; an urgent one goes before all others.

        The future resolves after the commit, or with the change's own exception, or with `DatabaseBusy`.
        """
        future: Future[T] = Future()
        with self._door:
            if self._closing:
                raise DatabaseError("The program is stopping; nothing more is written.")
            (self._urgent if urgent else self._ordinary).append(_Item(change, future))
            self._door.notify()
        return future

    def run(self, change: Callable[[Connection], T], *, urgent: bool = False) -> T:
        """Do a change and wait for its commit."""
        return self.submit(change, urgent=urgent).result()

    @property
    def waiting(self) -> int:
        """How many changes wait."""
        return len(self._urgent) + len(self._ordinary)

    def close(self) -> None:
        """Finish what is queued, then stop."""
        with self._door:
            self._closing = True
            self._door.notify()
        self._thread.join()

    def _work(self) -> None:
        while True:
            with self._door:
                while not self.waiting and not self._closing:
                    self._door.wait()
                if not self.waiting:
                    return
                # What comes from here on is for the next commit.
                queue = self._urgent or self._ordinary
                most = len(queue)
            self._share_a_commit(queue, most)

    def _share_a_commit(self, queue: deque[_Item], most: int) -> None:
        taken: list[_Item] = []
        settled: list[tuple[_Item, Any, BaseException | None]] = []
        committing = False
        try:
            with self._engine.connect() as opened:
                connection = opened.execution_options(**{WRITES: True})
                with connection.begin():
                    self._do(connection, queue, most, taken, settled)
                    committing = True
        except Exception as error:  # nothing of this group happened, or, while it was committed, nobody knows
            if not committing and _passes(error, began=bool(taken)):
                self._try_again(queue, taken, settled, error)
                return
            for item in taken or self._all_of(queue, most):
                item.future.set_exception(error)
            return
        for item, value, failure in settled:
            if failure is None:
                item.future.set_result(value)
            else:
                item.future.set_exception(failure)

    def _do(
        self,
        connection: Connection,
        queue: deque[_Item],
        most: int,
        taken: list[_Item],
        settled: list[tuple[_Item, Any, BaseException | None]],
    ) -> None:
        until = time.monotonic() + _GROUP_SECONDS
        for _ in range(most):
            item = queue.popleft()
            if not item.begin():
                continue  # whoever stopped waiting before now gets nothing written
            taken.append(item)
            try:
                with connection.begin_nested():
                    value = item.change(connection)
            except Exception as error:  # the caller gets it; the others in the group go on
                if _given_up(connection):
                    raise
                settled.append((item, None, error))
            else:
                settled.append((item, value, None))
            if time.monotonic() > until or (queue is not self._urgent and self._urgent):
                return

    def _try_again(
        self,
        queue: deque[_Item],
        taken: list[_Item],
        settled: list[tuple[_Item, Any, BaseException | None]],
        error: Exception,
    ) -> None:
        """Put a group back where it was; whoever has waited too long hears of it."""
        if len(taken) > len(settled):  # it broke while this one ran
            taken[-1].broke += 1
            if taken[-1].broke >= _TRIES:
                taken.pop().future.set_exception(error)
        now = time.monotonic()
        late: list[_Item] = []
        with self._door:
            queue.extendleft(reversed(taken))
            for each in (self._urgent, self._ordinary):
                for item in [each.popleft() for _ in range(len(each))]:
                    (late if now - item.since > PATIENCE else each).append(item)
        for item in late:
            if item.begin():
                busy = DatabaseBusy(str(DatabaseBusy.__doc__))
                busy.__cause__ = error
                item.future.set_exception(busy)
        time.sleep(_PAUSE)

    def _all_of(self, queue: deque[_Item], most: int) -> list[_Item]:
        """Take what was there at the beginning out of the queue."""
        return [item for item in (queue.popleft() for _ in range(most)) if item.begin()]


def _passes(error: Exception, *, began: bool) -> bool:
    """Whether trouble with the database is over by itself: a lock, a server that starts anew.

    A full disk is not: somebody has to make room.
    """
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        # The low byte is the kind of error; those above it say which.
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in (
            sqlite3.SQLITE_BUSY,
            sqlite3.SQLITE_LOCKED,
        )
    return error.connection_invalidated or not began


_OWN_TROUBLE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_NOMEM,
    }
)


def is_down(error: BaseException) -> bool:
    """Whether it is the database's own trouble, in which nothing else can be written either."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, DatabaseBusy)
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _OWN_TROUBLE
    return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)


def _given_up(connection: Connection) -> bool:
    """Whether the database has dropped the whole transaction by itself: a full disk, a lost server.

    A commit would then keep nothing, and PostgreSQL would not even call that an error.
    """
    if connection.invalidated:
        return True
    driver = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        return not getattr(driver, "in_transaction", True)
    status = getattr(getattr(driver, "info", None), "transaction_status", None)
    return status is not None and status.name != "INTRANS"
