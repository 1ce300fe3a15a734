"""Identifiers: sortable, so that later ones compare greater, which keeps a person's messages in order."""

import secrets
from datetime import datetime
from threading import Lock

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to misread


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


new_id = IdMaker()


def first_id(at: datetime) -> str:
    """What every id that is made from that instant on is greater than."""
    return _letters(int(at.timestamp() * 1000) << 80)


def _letters(value: int) -> str:
    digits = []
    for _ in range(26):
        value, digit = divmod(value, 32)
        digits.append(_ALPHABET[digit])
    return "".join(reversed(digits))
