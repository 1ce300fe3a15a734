"""A database made by the migrations is the database the tables describe, and is never harmed by upgrading."""

import ast
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    CheckConstraint,
    Column,
    DefaultClause,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    inspect,
    select,
    text,
)
from sqlmodel import SQLModel

from records import schema
from records import tables as t
from records.database import open_engine
from records.types import UtcDateTime
from tests.databases import Databases
from tests.records.shapes import shape

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def engine(databases: Databases) -> Engine:
    """An empty database."""
    return databases.engine(ready=False)


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    """An empty database in a file, for what only SQLite does."""
    engine = open_engine(f"sqlite:///{tmp_path / 'handrail.db'}")
    yield engine
    engine.dispose()


def test_migrated_schema_is_the_fresh_schema(engine: Engine, databases: Databases) -> None:
    schema.upgrade(engine)
    fresh = databases.engine("fresh", ready=False)
    SQLModel.metadata.create_all(fresh)
    assert shape(engine) == shape(fresh)


def lacks_a_column(table: Table) -> None:
    table._columns.remove(table.c["value"])  # type: ignore[attr-defined]  # SQLModel's types do not know its table


def has_a_column_more(table: Table) -> None:
    table.append_column(Column("more", String, nullable=True))


def has_another_type(table: Table) -> None:
    table.c["value"].type = Integer()


def has_longer_names(table: Table) -> None:
    table.c["flag_id"].type = String(41)


def may_be_empty(table: Table) -> None:
    table.c["value"].nullable = True


def has_a_default(table: Table) -> None:
    table.c["value"].server_default = DefaultClause("yes")


def is_missing(table: Table) -> None:
    table.metadata.remove(table)


def lacks_an_index(table: Table) -> None:
    table.indexes = {one for one in table.indexes if one.name != "ix_outbox_queue"}


def has_an_index_the_other_way_round(table: Table) -> None:
    lacks_an_index(table)
    Index("ix_outbox_queue", *(table.c[name] for name in ("channel", "state", "rank", "id")))


def has_an_index_of_some_rows_only(table: Table) -> None:
    lacks_an_index(table)
    few = table.c["state"] == "queued"
    columns = [table.c[name] for name in ("state", "channel", "rank", "id")]
    Index("ix_outbox_queue", *columns, sqlite_where=few, postgresql_where=few)


def has_a_unique_index(table: Table) -> None:
    next(one for one in table.indexes if one.name == "ix_outbox_flag_id").unique = True


def may_hold_doubles(table: Table) -> None:
    table.constraints = {one for one in table.constraints if not isinstance(one, UniqueConstraint)}


def may_point_nowhere(table: Table) -> None:
    table.constraints = {
        one for one in table.constraints if "record_id" not in getattr(one, "column_keys", ())
    }


def has_a_rule_more(table: Table) -> None:
    table.append_constraint(CheckConstraint("value <> 'odd'", name="ck_setting_odd"))


@pytest.fixture(scope="module")
def migrated() -> dict[str, dict[str, Any]]:
    """The shape that the migrations make, by kind of database."""
    return {}


@pytest.mark.parametrize(
    ("name", "differs"),
    [
        ("setting", lacks_a_column),
        ("setting", has_a_column_more),
        ("setting", has_another_type),
        ("outbox", has_longer_names),
        ("setting", may_be_empty),
        ("setting", has_a_default),
        ("setting", is_missing),
        ("outbox", lacks_an_index),
        ("outbox", has_an_index_the_other_way_round),
        ("outbox", has_an_index_of_some_rows_only),
        ("outbox", has_a_unique_index),
        ("inbox", may_hold_doubles),
        ("outbox", may_point_nowhere),
        ("setting", has_a_rule_more),
    ],
)
def test_the_comparison_fails_where_one_thing_differs(
    databases: Databases, migrated: dict[str, dict[str, Any]], name: str, differs: Callable[[Table], None]
) -> None:
    """Guards the test above: what a comparison does not look at is always equal."""
    if databases.backend not in migrated:
        engine = databases.engine(ready=False)
        schema.upgrade(engine)
        migrated[databases.backend] = shape(engine)
    tables = MetaData(naming_convention=SQLModel.metadata.naming_convention)
    for table in SQLModel.metadata.sorted_tables:
        table.to_metadata(tables)
    same, other = databases.engine("same", ready=False), databases.engine("other", ready=False)
    needed = [tables.tables[one] for one in needed_by(name)]
    tables.create_all(same, needed)
    differs(tables.tables[name])
    tables.create_all(other, [one for one in needed if one.name in tables.tables])
    assert shape(same, name)[name] == migrated[databases.backend][name]
    assert shape(other, name).get(name) != migrated[databases.backend][name]


def needed_by(name: str) -> set[str]:
    """A table, and those that it points to."""
    others = {key.column.table.name for key in SQLModel.metadata.tables[name].foreign_keys} - {name}
    return {name}.union(*(needed_by(other) for other in others))


def test_alembic_sees_no_difference(engine: Engine) -> None:
    schema.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_comparison_would_notice_a_changed_time(engine: Engine) -> None:
    """Guards the test before it: a custom type that is never compared would always look equal."""
    schema.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE setting"))
        connection.execute(text("CREATE TABLE setting (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)"))
        connection.execute(text("ALTER TABLE login DROP COLUMN seen_at"))
        connection.execute(text("ALTER TABLE login ADD COLUMN seen_at VARCHAR NOT NULL DEFAULT ''"))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = str(compare_metadata(context, SQLModel.metadata))
    assert "modify_type" in differences
    assert UtcDateTime.__name__ in differences


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    assert schema.current(engine) is None
    schema.upgrade(engine)
    before = shape(engine)
    with engine.begin() as connection:
        connection.execute(t.Setting.__table__.insert(), {"key": "kept", "value": "yes"})  # type: ignore[attr-defined]  # SQLModel's types do not know its table
    schema.upgrade(engine)
    assert shape(engine) == before
    assert schema.current(engine) == schema.head()
    with engine.connect() as connection:
        assert connection.execute(select(t.Setting.value)).scalar_one() == "yes"  # type: ignore[call-overload]  # SQLModel's types take a column for its value


def test_a_newer_database_is_left_alone_and_the_message_says_what_to_do(engine: Engine) -> None:
    schema.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = shape(engine)
    with pytest.raises(schema.SchemaTooNew, match="Start that version, or restore an older backup"):
        schema.upgrade(engine)
    assert shape(engine) == before
    assert schema.current(engine) == "9999"


def test_a_migration_that_fails_leaves_nothing_behind(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE staff (id VARCHAR PRIMARY KEY)"))  # stands in the way
    with pytest.raises(Exception, match="staff"):
        schema.upgrade(engine)
    assert inspect(engine).get_table_names() == ["staff"]
    assert schema.current(engine) is None


def test_references_are_watched_before_and_after_upgrading(sqlite: Engine) -> None:
    schema.upgrade(sqlite)
    with sqlite.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_rows_that_point_nowhere_stop_an_upgrade(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(config: Any, _: str) -> None:
        connection = config.attributes["connection"]
        connection.execute(text("CREATE TABLE a (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE b (a_id INTEGER REFERENCES a (id))"))
        connection.execute(text("INSERT INTO b VALUES (7)"))

    monkeypatch.setattr(schema.command, "upgrade", careless)
    with pytest.raises(schema.SchemaBroken):
        schema.upgrade(sqlite)
    assert inspect(sqlite).get_table_names() == []


def test_going_back_is_not_offered() -> None:
    assert not hasattr(schema, "downgrade")
    versions = Path(schema.__file__).parent / "migrations" / "versions"
    files = sorted(versions.glob("0*.py"))
    assert files
    for file in files:
        names = [
            node.name for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.FunctionDef)
        ]
        assert names == ["upgrade"]


def test_an_installation_in_a_folder_with_a_percent_sign_works(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / "100%"
    odd.symlink_to(Path(schema.__file__).parent / "migrations")
    monkeypatch.setattr(schema, "_MIGRATIONS", odd)
    schema.upgrade(engine)
    assert schema.current(engine) == schema.head()
