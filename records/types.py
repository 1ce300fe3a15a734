"""Column types and identifiers that every table shares.

`UtcDateTime` refuses a time without a zone on the way in and always gives UTC on the way
out, on SQLite and PostgreSQL alike. `IdMaker` makes sortable ids: later ids compare
greater, which is what keeps a person's messages in order.
"""

import secrets
from datetime import UTC, datetime
from threading import Lock

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to misread


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. SQLite keeps no zones, so it is stored there as naive UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a zone cannot be kept; pass an aware datetime.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


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
            value = self._last
        digits = []
        for _ in range(26):
            value, digit = divmod(value, 32)
            digits.append(_ALPHABET[digit])
        return "".join(reversed(digits))


new_id = IdMaker()
