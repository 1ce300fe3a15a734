"""The same worlds as in tests/house, with their records on a PostgreSQL server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import Server
from tests.world.world import World, copied


@pytest.fixture(scope="session")
def joined(
    tmp_path_factory: pytest.TempPathFactory, postgres: Server
) -> Callable[[str, str], tuple[Path, str]]:
    """Folders and databases of worlds in which everybody has just joined, each made once."""
    made: dict[tuple[str, str], tuple[Path, str]] = {}

    def world(language: str, channel: str) -> tuple[Path, str]:
        if (language, channel) not in made:
            folder, url = tmp_path_factory.mktemp("joined"), postgres.create()
            World(folder, language, channel, database_url=url).close()
            made[language, channel] = folder, url
        return made[language, channel]

    return world


@pytest.fixture
def make_world(
    tmp_path: Path, postgres: Server, joined: Callable[[str, str], tuple[Path, str]]
) -> Iterator[Callable[..., World]]:
    """Makes worlds, and closes them after the test."""
    made: list[World] = []

    def make(language: str = "en-US", channel: str = "sms", **more: Any) -> World:
        folder = tmp_path / str(len(made))
        if more:
            url = postgres.create()
        else:
            home, like = joined(language, channel)
            folder, url = copied(home, folder), postgres.create(like=like)
        made.append(World(folder, language, channel, database_url=url, **more))
        return made[-1]

    yield make
    for world in made:
        world.check()
        world.close()
        postgres.drop(world.database_url)


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    """By text message, in en-US."""
    return make_world()


@pytest.fixture
def chats(make_world: Callable[..., World]) -> World:
    """With buttons, in en-US."""
    return make_world(channel="telegram")
