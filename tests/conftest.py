"""What all tests can have: databases of both kinds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Databases, NoServer, Server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server, started for the first test that asks."""
    try:
        server = Server()
    except NoServer:
        pytest.skip("no PostgreSQL server on this machine, and no wheel of one")
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on: one after the other."""
    return str(request.param)


@pytest.fixture
def databases(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Databases]:
    """Fresh databases; a test that asks for them runs on both."""
    server = request.getfixturevalue("postgres") if backend == "postgresql" else None
    made = Databases(tmp_path, server)
    yield made
    made.close()
