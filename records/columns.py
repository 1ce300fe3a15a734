"""How a column is declared, so that every table says it alike."""

from typing import Any

from sqlalchemy import Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from records.types import UtcDateTime

# Naming every constraint lets Alembic drop or change it on both databases.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def key() -> Any:
    return Field(primary_key=True, max_length=40)


def link(to: str, *, index: bool = True) -> Any:
    return Field(foreign_key=f"{to}.id", index=index, max_length=40)


def maybe_link(to: str, *, index: bool = False) -> Any:
    return Field(default=None, foreign_key=f"{to}.id", index=index, max_length=40, nullable=True)


def time(*, index: bool = False) -> Any:
    return Field(sa_type=UtcDateTime, index=index)


def maybe_time(*, index: bool = False) -> Any:
    return Field(default=None, sa_type=UtcDateTime, index=index, nullable=True)


def sealed() -> Any:
    return Field(default=b"", sa_type=LargeBinary)


def index_where(name: str, *columns: str, where: str) -> Index:
    """An index of the few rows of which this is true.

    SQLite takes it only where a query says the same with the values themselves and no parameters.
    """
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))
