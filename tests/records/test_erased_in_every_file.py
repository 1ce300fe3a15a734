"""Erased means erased in every file: what is left on the disk is searched, while the databases are open."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from handlers.desk import erasing
from records import sealing
from records.consents import consent_row
from records.database import open_engine, scrub
from records.sealing import KeyGone, KeyStore, Sealer, person_key
from tests.databases import Databases, Server
from tests.world.world import World

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECRET = "a secret for tests that is long enough"


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[KeyStore]:
    """A key store in a file, open."""
    store = KeyStore(open_engine(f"sqlite:///{tmp_path / 'keys.db'}"), SECRET)
    yield store
    store.close()


@pytest.mark.found("J1")
@pytest.mark.parametrize("people", [1, 40, 700])
def test_no_file_of_the_key_store_holds_a_destroyed_key(keys: KeyStore, tmp_path: Path, people: int) -> None:
    ids = [f"person-{number:04}" for number in range(people)]
    for start in range(0, people, 7):  # in the order in which people come, so that pages are split
        keys.create(ids[start : start + 7], NOW)
    engine = keys._engine
    with engine.connect() as connection:
        wrapped = dict(connection.execute(select(person_key.c.person_id, person_key.c.wrapped)).all())
    gone, stay = ids[::3], [one for one in ids if one not in ids[::3]]
    assert all(wrapped[one] in everything_in(tmp_path) for one in gone)
    for one in gone:
        keys.destroy(one)
    assert keys.scrub()
    found = everything_in(tmp_path)
    assert [one for one in gone if wrapped[one] in found] == []
    assert [one for one in gone if wrapped[one][12:] in found or wrapped[one][:12] in found] == []
    assert all(wrapped[one] in found for one in stay)


@pytest.mark.found("J1")
def test_the_store_that_is_left_opens_nothing_of_theirs(keys: KeyStore, tmp_path: Path) -> None:
    keys.create(["dee", "luz"], NOW)
    sealed = Sealer(keys, SECRET).seal("dee", "inbox", "body", "1", "nobody else's business")
    keys.destroy("dee")
    keys.scrub()
    # Whoever has the files and SECRET_KEY tries every piece of them that could be a wrapped key.
    blob, wrap = everything_in(tmp_path), sealing.AESGCM(sealing.derive(SECRET, "key wrapping"))
    for at in range(len(blob) - 60):
        with pytest.raises(sealing.InvalidTag):
            wrap.decrypt(blob[at : at + 12], blob[at + 12 : at + 60], b"dee")
    with pytest.raises(KeyGone):
        Sealer(keys, SECRET).open("dee", "inbox", "body", "1", sealed)


@pytest.mark.found("J1")
def test_a_reader_in_the_way_is_said_and_the_next_try_finishes(keys: KeyStore, tmp_path: Path) -> None:
    keys.create(["dee"], NOW)
    reading = keys._engine.connect()
    (wrapped,) = reading.execute(select(person_key.c.wrapped)).scalars()
    keys.destroy("dee")
    assert not scrub(keys._engine, "person_key", seconds=0.05)
    assert wrapped in everything_in(tmp_path)
    reading.close()
    assert keys.scrub()
    assert wrapped not in everything_in(tmp_path)


@pytest.mark.found("J1")
def test_a_program_that_ended_before_the_files_were_overwritten_does_it_at_its_start(tmp_path: Path) -> None:
    world = World(tmp_path)
    dee, keys = world.mentee.id, world.house.sealer.keys
    with keys._engine.connect() as connection:
        (wrapped,) = connection.execute(
            select(person_key.c.wrapped).where(person_key.c.person_id == dee)
        ).scalars()
    world.house.write(lambda c: _erase(world, c))
    world.restart()
    assert wrapped not in everything_in(tmp_path)
    world.close()


@pytest.mark.found("J1")
def test_words_of_the_consent_are_sealed_and_go_with_the_key(databases: Databases, keys: KeyStore) -> None:
    engine, sealer = databases.engine(), Sealer(keys, SECRET)
    keys.create(["dee"], NOW)
    how, wording = "said so to her sister Ann", "the form of May, with a note about her leg"
    row = consent_row(sealer, NOW, "dee", by="Robin", on=date(2026, 3, 2), how=how, wording=wording)
    assert [value for value in row.values() if value in (how, wording)] == []
    assert sealer.open("dee", "consent", "how", row["id"], row["how"]) == how
    keys.destroy("dee")
    for column in ("how", "wording", "recorded_by"):
        with pytest.raises(KeyGone):
            sealer.open("dee", "consent", column, row["id"], row[column])
    engine.dispose()


@pytest.mark.found("J1")
def test_what_was_shortened_in_the_records_is_gone_from_their_files(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'handrail.db'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE one (id INTEGER PRIMARY KEY, words TEXT)"))
        connection.execute(text("INSERT INTO one VALUES (1, 'a word nobody else should read')"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE one SET words = ''"))
    assert b"nobody else should read" in everything_in(tmp_path)
    assert scrub(engine)
    assert b"nobody else should read" not in everything_in(tmp_path)
    engine.dispose()


@pytest.mark.found("J1")
def test_on_a_server_no_data_file_holds_a_destroyed_key(postgres: Server, tmp_path: Path) -> None:
    """The server's own journal is another matter: docs/explanation/privacy.md says what to do about it."""
    url = postgres.create(ready=False)
    store = KeyStore(open_engine(url), SECRET)
    store.create([f"person-{number}" for number in range(200)], NOW)
    with store._engine.connect() as connection:
        wrapped = dict(connection.execute(select(person_key.c.person_id, person_key.c.wrapped)).all())
    store.destroy("person-7")
    assert store.scrub()
    with store._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
    tables = everything_in(postgres.data / "base")
    assert wrapped["person-7"] not in tables
    assert wrapped["person-8"] in tables
    store.close()
    postgres.drop(url)


def _erase(world: World, connection: Connection) -> None:
    erasing.erase(
        connection,
        world.house.sealer,
        world.now,
        staff_id="lead",
        person_id=world.mentee.id,
        name=world.mentee.name,
    )
