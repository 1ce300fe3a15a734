"""Facts that the program keeps about itself: how far it has caught up, what it has seen. A word each."""

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from records import tables as t


def setting(connection: Connection, key: str) -> str:
    """A fact the program keeps about itself; "" where there is none."""
    found = connection.execute(select(col(t.Setting.value)).where(col(t.Setting.key) == key))
    return found.scalar_one_or_none() or ""


def remember(connection: Connection, key: str, value: str) -> None:
    """Keep a fact about the program itself."""
    changed = connection.execute(update(t.Setting).where(col(t.Setting.key) == key).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(t.Setting).values(key=key, value=value))
