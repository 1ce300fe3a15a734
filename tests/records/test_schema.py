"""A database made by the migrations is the database the tables describe, and is never harmed by upgrading."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, select, text
from sqlmodel import SQLModel

from records import schema
from records import tables as t
from records.database import open_engine
from records.types import UtcDateTime
from tests.databases import Databases

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


def shape(engine: Engine) -> dict[str, Any]:
    """Everything the database can tell about its tables, in an order that can be compared."""
    inspector = inspect(engine)
    found: dict[str, Any] = {}
    for table in sorted(set(inspector.get_table_names()) - {"alembic_version"}):
        found[table] = {
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)
            ),
            "primary": inspector.get_pk_constraint(table),
            "foreign": sorted(str(sorted(k.items(), key=str)) for k in inspector.get_foreign_keys(table)),
            "unique": sorted(
                str(sorted(u.items(), key=str)) for u in inspector.get_unique_constraints(table)
            ),
            "indexes": sorted(str(sorted(i.items(), key=str)) for i in inspector.get_indexes(table)),
        }
    return found


def test_migrated_schema_is_the_fresh_schema(engine: Engine, databases: Databases) -> None:
    schema.upgrade(engine)
    fresh = databases.engine("fresh", ready=False)
    SQLModel.metadata.create_all(fresh)
    assert shape(engine) == shape(fresh)


def test_alembic_sees_no_difference(engine: Engine) -> None:
    schema.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_comparison_would_notice_a_changed_time(engine: Engine) -> None:
    """Guards the test above: a custom type that is never compared would always look equal."""
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
        connection.execute(t.Setting.__table__.insert(), {"key": "kept", "value": "yes"})  # type: ignore[attr-defined]
    schema.upgrade(engine)
    assert shape(engine) == before
    assert schema.current(engine) == schema.head()
    with engine.connect() as connection:
        assert connection.execute(select(t.Setting.value)).scalar_one() == "yes"  # type: ignore[call-overload]


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
