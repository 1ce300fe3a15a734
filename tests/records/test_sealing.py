"""What is sealed opens only in its own place, with its own key, under its own secret."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from records.database import open_engine
from records.sealing import KeyGone, KeyStore, Sealer, SealError, WrongSecret
from tests.databases import Databases

SECRET = "a made-up secret, long enough to be one"
WORDS = "Café on Tuesday, ¿sí? 👍"


def test_words_come_back_as_they_went_in(sealer: Sealer, now: datetime) -> None:
    sealer.keys.create(["mia"], now)
    sealed = sealer.seal("mia", "inbox", "body", "1", WORDS)
    assert WORDS.encode() not in sealed
    assert sealer.open("mia", "inbox", "body", "1", sealed) == WORDS


def test_the_same_words_never_look_the_same(sealer: Sealer, now: datetime) -> None:
    sealer.keys.create(["mia"], now)
    sealed = {sealer.seal("mia", "inbox", "body", "1", WORDS) for _ in range(20)}
    assert len(sealed) == 20


def test_empty_words_need_no_seal(sealer: Sealer) -> None:
    assert sealer.seal("nobody", "inbox", "body", "1", "") == b""
    assert sealer.open("nobody", "inbox", "body", "1", b"") == ""


@pytest.mark.parametrize(
    "place",
    [
        ("mia", "outbox", "body", "1"),
        ("mia", "inbox", "text", "1"),
        ("mia", "inbox", "body", "2"),
        ("max", "inbox", "body", "1"),
    ],
)
def test_sealed_words_moved_elsewhere_do_not_open(
    sealer: Sealer, now: datetime, place: tuple[str, str, str, str]
) -> None:
    sealer.keys.create(["mia", "max"], now)
    sealed = sealer.seal("mia", "inbox", "body", "1", WORDS)
    with pytest.raises(SealError, match="altered or moved") as caught:
        sealer.open(*place, sealed)
    assert not isinstance(caught.value, KeyGone)


@pytest.mark.parametrize("at", [0, 12, -1])
def test_an_altered_byte_does_not_open(sealer: Sealer, now: datetime, at: int) -> None:
    sealer.keys.create(["mia"], now)
    sealed = bytearray(sealer.seal("mia", "inbox", "body", "1", WORDS))
    sealed[at] ^= 1
    with pytest.raises(SealError, match="Restore a backup"):
        sealer.open("mia", "inbox", "body", "1", bytes(sealed))


def test_destroying_a_key_erases_the_person_and_nobody_else(sealer: Sealer, now: datetime) -> None:
    sealer.keys.create(["mia", "max"], now)
    hers = sealer.seal("mia", "inbox", "body", "1", WORDS)
    his = sealer.seal("max", "inbox", "body", "2", WORDS)
    sealer.keys.destroy("mia")
    assert sealer.read("mia", "inbox", "body", "1", hers) == "[erased]"
    with pytest.raises(KeyGone):
        sealer.open("mia", "inbox", "body", "1", hers)
    with pytest.raises(KeyGone):
        sealer.seal("mia", "inbox", "body", "3", WORDS)
    assert sealer.read("max", "inbox", "body", "2", his) == WORDS


def test_keys_survive_a_restart_and_a_destroyed_one_stays_destroyed(
    databases: Databases, keys: Engine, sealer: Sealer, now: datetime
) -> None:
    people = [f"p{number}" for number in range(1200)]  # more than one query takes
    sealer.keys.create(people, now)
    sealed = {person: sealer.seal(person, "person", "name", person, person) for person in people}
    sealer.keys.destroy("p7")
    keys.dispose()
    again = Sealer(KeyStore(databases.again(keys), SECRET), SECRET)
    again.keys.load(people)
    read = {person: again.read(person, "person", "name", person, sealed[person]) for person in people}
    assert read == {person: "[erased]" if person == "p7" else person for person in people}


def test_another_secret_key_is_refused_at_once(keys: Engine, now: datetime) -> None:
    KeyStore(keys, SECRET).create(["mia"], now)
    with pytest.raises(WrongSecret, match="Put back the SECRET_KEY"):
        KeyStore(keys, SECRET + "!")
    KeyStore(keys, SECRET).cipher("mia")


def test_a_wrapped_key_given_to_somebody_else_does_not_open(keys: Engine, now: datetime) -> None:
    KeyStore(keys, SECRET).create(["mia", "max"], now)
    with keys.begin() as connection:
        connection.exec_driver_sql("DELETE FROM person_key WHERE person_id = 'max'")
        connection.exec_driver_sql("UPDATE person_key SET person_id = 'max' WHERE person_id = 'mia'")
    with pytest.raises(WrongSecret):
        KeyStore(keys, SECRET).cipher("max")


def test_keys_are_kept_apart_from_what_they_open(
    engine: Engine, keys: Engine, sealer: Sealer, now: datetime
) -> None:
    sealer.keys.create(["mia"], now)
    assert "person_key" not in inspect(engine).get_table_names()
    assert inspect(keys).get_table_names() == ["person_key"]


def test_no_key_lies_in_the_store_unwrapped(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = bytes(range(100, 132))
    monkeypatch.setattr("records.sealing.secrets.token_bytes", lambda size: known[:size])
    engine = open_engine(f"sqlite:///{tmp_path / 'keys.db'}")
    KeyStore(engine, SECRET).create(["mia"], now)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    assert b"mia" in (tmp_path / "keys.db").read_bytes()
    assert known not in (tmp_path / "keys.db").read_bytes()


def test_lookups_agree_for_the_same_and_tell_nothing_without_the_secret(sealer: Sealer) -> None:
    number = "+15005550006"
    assert sealer.lookup("address", "sms", number) == sealer.lookup("address", "sms", number)
    assert sealer.lookup("address", "sms", number) != sealer.lookup("address", "phones", number)
    assert sealer.lookup("a", "bc") != sealer.lookup("ab", "c")
    assert Sealer(sealer.keys, "another secret").lookup("address", "sms", number) != sealer.lookup(
        "address", "sms", number
    )
    assert number not in sealer.lookup("address", "sms", number)
