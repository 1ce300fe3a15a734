"""How an effect becomes rows: the registry that `save` reads, and what the writers of each subject share.

A writer takes an effect and yields `Insert`s and `Change`s. Statements are built once and given parameters,
so that the same change for many people is one batch, and for one person costs next to nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, Table, Update, bindparam, update
from sqlmodel import SQLModel

from records import tables as t
from records.sealing import Sealer


@dataclass(frozen=True, slots=True)
class Work:
    """What every writer is handed: how to seal, the time, and the kind of database."""

    sealer: Sealer
    now: datetime
    dialect: str  # "sqlite" or "postgresql"


@dataclass(frozen=True, slots=True)
class Insert:
    """A new row."""

    table: Table
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A statement with its parameters. Those with the same statement and parameter names go as one batch."""

    statement: Executable
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """A change that has to look at a row before it is known."""

    do: Callable[[Connection], None]


Written = Insert | Change | Look
E = TypeVar("E")
Writer = Callable[[E, Work], Iterator[Written]]

WRITERS: dict[type[Any], Callable[[Any, Work], Iterator[Written]]] = {}


def writes(effect: type[E]) -> Callable[[Writer[E]], Writer[E]]:
    """Register the writer of an effect."""

    def register(writer: Writer[E]) -> Writer[E]:
        WRITERS[effect] = writer
        return writer

    return register


@cache
def by_id(model: type[SQLModel]) -> Update:
    """The row with the id `of_id`; what is set are the other parameters."""
    table = t.core(model)
    return update(table).where(table.c.id == bindparam("of_id"))


def change(model: type[SQLModel], row_id: str, **values: Any) -> Change:
    """Set these columns of one row."""
    return Change(by_id(model), {"of_id": row_id, **values})
