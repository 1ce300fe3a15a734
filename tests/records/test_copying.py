"""A copy holds every row with the same bytes; where it cannot, the new database stays empty."""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, Row, Table, delete, insert, select, update
from sqlmodel import SQLModel

from records import tables as t
from records.copying import CopyProblem, copy_keys, copy_records
from records.database import open_engine
from records.sealing import KEYS, KeyStore, Sealer
from tests.databases import Databases
from tests.records.conftest import SECRET
from tests.records.test_save import EXAMPLES, came, keep, with_a_question


def rows(engine: Engine, table: Table) -> Sequence[Row[Any]]:
    with engine.connect() as connection:
        return connection.execute(select(table).order_by(*table.primary_key)).all()


@pytest.fixture
def lived_in(home: SimpleNamespace) -> SimpleNamespace:
    """A home with a row or more of nearly everything; Max is Mia's coordinator, and was made after her."""
    with_a_question(home)
    keep(home, *EXAMPLES, arrived=[came("i1")])
    with home.engine.begin() as connection:
        connection.execute(
            update(t.core(t.Person)).where(t.core(t.Person).c.id == "mia").values(coordinator_id="max")
        )
        for number in range(1200):  # more than one batch
            connection.execute(insert(t.Setting).values(key=f"k{number}", value="v"))
    return home


def test_everything_arrives_as_it_was(
    lived_in: SimpleNamespace, keys: Engine, databases: Databases, tmp_path: Path
) -> None:
    """To PostgreSQL from a file; and from PostgreSQL to a file, as the other half of these tests."""
    files = [open_engine(f"sqlite:///{tmp_path / name}.db") for name in ("new", "new-keys")]
    there = databases.again(databases.url("there", ready=False))
    there_keys = databases.again(databases.url("there-keys", ready=False))
    for target, target_keys in ((there, there_keys), tuple(files)):
        copied = copy_records(lived_in.engine, target)
        assert copied > 1200
        for table in SQLModel.metadata.sorted_tables:
            assert rows(target, table) == rows(lived_in.engine, table), table.name
        assert copy_keys(keys, target_keys) == 2
        row = rows(target, t.core(t.Inbox))[0]
        sealer = Sealer(KeyStore(target_keys, SECRET), SECRET)
        assert "Rosalind" in sealer.open("mia", "inbox", "body", row.id, row.body)
    for engine in files:
        engine.dispose()


@pytest.mark.mission("5.9")
def test_from_a_file_to_a_server_and_back(
    lived_in: SimpleNamespace, backend: str, request: Any, tmp_path: Path
) -> None:
    if backend == "postgresql":
        pytest.skip("the way from a file is tried once")
    server = request.getfixturevalue("postgres")
    there, back = open_engine(server.create(ready=False)), open_engine(f"sqlite:///{tmp_path / 'back.db'}")
    assert copy_records(lived_in.engine, there) == copy_records(there, back)
    for table in SQLModel.metadata.sorted_tables:
        assert rows(lived_in.engine, table) == rows(there, table) == rows(back, table), table.name
    there.dispose()
    back.dispose()


def test_nothing_is_copied_over_something(lived_in: SimpleNamespace, databases: Databases) -> None:
    other = databases.engine("other")
    with other.begin() as connection:
        connection.execute(insert(t.Setting).values(key="kept", value="yes"))
    with pytest.raises(CopyProblem, match="setting"):
        copy_records(lived_in.engine, other)
    assert [row.key for row in rows(other, t.core(t.Setting))] == ["kept"]
    assert rows(other, t.core(t.Person)) == []


def test_a_copy_that_falls_short_is_undone(
    lived_in: SimpleNamespace, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = databases.engine("other")
    whole = copy_records.__globals__["_copy_table"]

    def short(old: Any, new: Any, table: Table) -> None:
        whole(old, new, table)
        if table.name == "setting":
            new.execute(delete(table).where(table.c.key == "k7"))

    monkeypatch.setattr("records.copying._copy_table", short)
    with pytest.raises(CopyProblem, match="setting"):
        copy_records(lived_in.engine, other)
    for table in (*SQLModel.metadata.sorted_tables,):
        assert rows(other, table) == [], table.name


def test_a_database_of_another_version_is_not_copied(lived_in: SimpleNamespace, databases: Databases) -> None:
    with lived_in.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(CopyProblem, match="Start this Handrail"):
        copy_records(lived_in.engine, databases.engine("other", ready=False))


def test_keys_are_not_mixed(lived_in: SimpleNamespace, keys: Engine, databases: Databases) -> None:
    with pytest.raises(CopyProblem, match="person_key"):
        copy_keys(keys, keys)
    assert len(rows(keys, KEYS.sorted_tables[0])) == 2
