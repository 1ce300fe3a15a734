"""A database with the sample programme, where files of people are checked and enrolled."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from handlers.enrolling.enrol import Checked, Summary, check_file, enrol
from handlers.enrolling.programmes import create_programme, read_pack
from records.database import open_engine
from records.sealing import KeyStore, Sealer
from tests.databases import Databases
from tests.enrolling.people_file import NOW, SAMPLE, SECRET


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Databases(tmp_path, None)
    yield made.engine()
    made.close()


@pytest.fixture
def sealer(tmp_path: Path) -> Iterator[Sealer]:
    engine = open_engine(f"sqlite:///{tmp_path / 'keys.db'}")
    yield Sealer(KeyStore(engine, SECRET), SECRET)
    engine.dispose()


@pytest.fixture
def programme(engine: Engine) -> str:
    pack = read_pack((SAMPLE / "programme.toml").read_text(encoding="utf-8"))
    with engine.begin() as connection:
        return create_programme(connection, NOW, pack)


Import = Callable[[bytes], "Checked | Summary"]


@pytest.fixture
def checked(engine: Engine, sealer: Sealer, programme: str) -> Callable[[bytes], Checked]:
    def run(data: bytes) -> Checked:
        with engine.connect() as connection:
            return check_file(connection, sealer, NOW, programme, data)

    return run


@pytest.fixture
def enrolled(
    engine: Engine, sealer: Sealer, programme: str, checked: Callable[[bytes], Checked]
) -> Callable[[bytes], Summary]:
    def run(data: bytes) -> Summary:
        found = checked(data)
        assert found.problems == ()
        with engine.begin() as connection:
            return enrol(connection, sealer, NOW, programme, found)

    return run
