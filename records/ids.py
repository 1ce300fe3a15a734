"""Identifiers: sortable, so that later ones compare greater, which keeps a person's messages in order.

They begin with the time, but only their order counts. So they go on from the greatest there is, whatever the
clock does: set back an hour while the program was not running, it would put new messages before those that
wait. A clock that was a day ahead for a while pushes ids a day ahead for good, which costs nothing.
"""

import secrets
from datetime import datetime
from threading import Lock

from sqlalchemy import Connection, String, func, select
from sqlmodel import SQLModel

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to misread
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_LENGTH = 26


class IdMaker:
    """Makes 26-character ids that sort by time, and by order of making within a millisecond."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last = 0

    def __call__(self, now: datetime) -> str:
        fresh = (int(now.timestamp() * 1000) << 80) | secrets.randbits(79)
        with self._lock:
            # A clock that stands still or steps back must not put a later message first.
            self._last = fresh if fresh > self._last else self._last + 1
            return _letters(self._last)

    def go_on_from(self, greatest: str) -> None:
        """Make only ids greater than this one; an id of another kind changes nothing."""
        digits = greatest[:_LENGTH]
        if len(digits) < _LENGTH or not set(digits) <= set(_ALPHABET):
            return
        value = 0
        for digit in digits:
            value = value * 32 + _ALPHABET.index(digit)
        with self._lock:
            self._last = max(self._last, value)


def greatest_id(connection: Connection) -> str:
    """The greatest id in any table; "" where there is none yet. One look at the end of each primary key."""
    keys = [table.c.id for table in SQLModel.metadata.sorted_tables if "id" in table.c]
    made_here = [key for key in keys if key.primary_key and isinstance(key.type, String)]
    # Ours begin with a digit below 8; what was given an id by hand (a letter first) must not hide them.
    ours = (select(func.max(key)).where(key < "8") for key in made_here)
    return max((found for one in ours if (found := connection.execute(one).scalar())), default="")


new_id = IdMaker()


def first_id(at: datetime) -> str:
    """What every id that is made from that instant on is greater than."""
    return _letters(int(at.timestamp() * 1000) << 80)


def _letters(value: int) -> str:
    pairs = []
    for _ in range(_LENGTH // 2):
        value, pair = divmod(value, 1024)
        pairs.append(_PAIRS[pair])
    return "".join(reversed(pairs))
