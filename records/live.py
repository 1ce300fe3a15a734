"""Which programmes are live, and since when: only there does anything unasked-for go to people's own phones.

A programme goes live once. What is no longer in order afterwards is told to its staff, and stops no message.
"""

from datetime import datetime

from sqlalchemy import Connection, insert, select
from sqlmodel import col

from records import tables as t

SINCE = "live since "  # before a programme's id: the setting that says since when


def since(connection: Connection) -> dict[str, datetime]:
    """When each live programme went live, by its id."""
    key, value = col(t.Setting.key), col(t.Setting.value)
    rows = connection.execute(select(key, value).where(key.startswith(SINCE)))
    return {row.key.removeprefix(SINCE): datetime.fromisoformat(row.value) for row in rows}


def held(connection: Connection) -> frozenset[str]:
    """The programmes that are not live yet."""
    everywhere = connection.execute(select(col(t.Programme.id))).scalars()
    return frozenset(everywhere) - since(connection).keys()


def begin(connection: Connection, programme_id: str, now: datetime) -> None:
    """Keep that a programme is live from now on. Once only."""
    connection.execute(insert(t.Setting).values(key=f"{SINCE}{programme_id}", value=now.isoformat()))
