"""Asking about many ids with one parameter, so that a statement is the same for one and for hundreds.

The usual way, a parameter for each id, makes another statement text for each number of them, at a cost that
shows on the way of every message.
"""

import json
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, String, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY


def among(dialect: str, column: Any, name: str) -> ColumnElement[bool]:
    """Whether a text column is among the values of the parameter `name`."""
    condition: ColumnElement[bool]
    if dialect == "postgresql":
        condition = column == func.any(bindparam(name, type_=ARRAY(String)))
    else:
        each = func.json_each(bindparam(name, type_=String)).table_valued("value")
        condition = column.in_(select(each.c.value))
    return condition


def unindexed(column: Any) -> ColumnElement[Any]:
    """A text column that no index is used for: SQLite would rather walk a whole programme, or a queue, than
    the few rows of one person, since it does not know how many there are of either."""
    found: ColumnElement[Any] = column.concat("")
    return found


def ask(
    connection: Connection,
    build: Callable[[str], Executable],
    among: dict[str, Collection[str]],
    **given: Any,
) -> Any:
    """Execute a statement.

    Args:
        connection: where.
        build: gives the statement for a dialect; it should remember it (`functools.cache`).
        among: the values of each parameter that `among` made.
        given: the other parameters.
    """
    dialect = connection.dialect.name
    listed = {
        name: list(values) if dialect == "postgresql" else json.dumps(list(values))
        for name, values in among.items()
    }
    return connection.execute(build(dialect), {**listed, **given})
