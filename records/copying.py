"""Moving house: every row from one database to another, SQLite or PostgreSQL, sealed bytes as they are.

The whole of it happens in one transaction of the new database: either everything is there and counted, or
nothing is. The old database is only read.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, bindparam, func, insert, select, update
from sqlmodel import SQLModel

from records import schema
from records import tables as _tables  # noqa: F401 - so that the tables are known
from records.database import DatabaseError
from records.sealing import KEYS

_BATCH = 500  # rows


class CopyProblem(DatabaseError):
    """The copy was not made; the new database is as it was."""


def copy_records(source: Engine, target: Engine) -> int:
    """Copy all records; makes the tables of the new database. How many rows there were.

    Raises:
        CopyProblem: the old database is of another version, the new one is not empty, or the counts differ.
    """
    if schema.current(source) != schema.head():
        raise CopyProblem(
            "The old database is of another version. Start this Handrail on it once, then copy."
        )
    schema.upgrade(target)
    return _copy(source, target, SQLModel.metadata)


def copy_keys(source: Engine, target: Engine) -> int:
    """Copy the key store; how many keys there were.

    Raises:
        CopyProblem: the new key store is not empty, or the counts differ.
    """
    KEYS.create_all(target)
    return _copy(source, target, KEYS)


def _copy(source: Engine, target: Engine, tables: MetaData) -> int:
    with source.connect() as old, target.begin() as new:
        for table in tables.sorted_tables:
            if _count(new, table):
                raise CopyProblem(
                    f"The new database is not empty: there are rows in {table.name}. Take another."
                )
        for table in tables.sorted_tables:
            _copy_table(old, new, table)
        counts = {table.name: (_count(old, table), _count(new, table)) for table in tables.sorted_tables}
        if wrong := [name for name, (before, after) in counts.items() if before != after]:
            raise CopyProblem(f"Not all rows arrived in {', '.join(wrong)}. Stop Handrail, then copy again.")
        return sum(before for before, _ in counts.values())


def _copy_table(old: Connection, new: Connection, table: Table) -> None:
    """Rows that point to others of their own table get that link when all of them are there."""
    inward = [
        column.name
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]
    for rows in _batches(old, table):
        new.execute(insert(table), [row | dict.fromkeys(inward) for row in rows])
    for name in inward:
        key = table.c.id
        link = update(table).where(key == bindparam("row_id")).values({name: bindparam("link")})
        for rows in _batches(old, table):
            if links := [{"row_id": row["id"], "link": row[name]} for row in rows if row[name] is not None]:
                new.execute(link, links)


def _batches(old: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    found = old.execution_options(yield_per=_BATCH).execute(select(table)).mappings()
    for part in found.partitions():
        yield list(_plain(part))


def _plain(rows: Iterable[Mapping[Any, Any]]) -> Iterator[dict[str, Any]]:
    return ({str(name): value for name, value in row.items()} for row in rows)


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
