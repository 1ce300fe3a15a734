"""What all tests can have: databases of both kinds, and worlds to live in."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.databases import Databases, NoServer, Server
from tests.world.homes import Homes
from tests.world.world import World


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


# --- worlds: everybody has joined, it is Monday at ten, and nothing is due before six ----------------


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Homes:
    """Where worlds are copied from."""
    return Homes(partial(tmp_path_factory.mktemp, "home"))


@pytest.fixture
def make_world(tmp_path: Path, homes: Homes) -> Iterator[Callable[..., World]]:
    """Makes worlds, and closes them after the test."""
    made: list[World] = []

    def make(language: str = "en-US", channel: str = "sms", **more: Any) -> World:
        made.append(homes.world(tmp_path / str(len(made)), language, channel, **more))
        return made[-1]

    yield make
    for world in made:
        homes.end(world)


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    """By text message, in en-US."""
    return make_world()


@pytest.fixture
def chats(make_world: Callable[..., World]) -> World:
    """With buttons, in en-US."""
    return make_world(channel="telegram")
