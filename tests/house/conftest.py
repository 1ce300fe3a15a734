"""Worlds to test in: everybody has joined, it is Monday at ten, and nothing is due before six."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.world.world import World, copied


@pytest.fixture(scope="session")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Folders of worlds in which everybody has just joined, each made once."""
    made: dict[tuple[str, str], Path] = {}

    def folder(language: str, channel: str) -> Path:
        if (language, channel) not in made:
            made[language, channel] = tmp_path_factory.mktemp("joined")
            World(made[language, channel], language, channel).close()
        return made[language, channel]

    return folder


@pytest.fixture
def make_world(tmp_path: Path, joined: Callable[[str, str], Path]) -> Iterator[Callable[..., World]]:
    """Makes worlds, and closes them after the test."""
    made: list[World] = []

    def make(language: str = "en-US", channel: str = "sms", **more: Any) -> World:
        folder = tmp_path / str(len(made))
        world = World(
            folder if more else copied(joined(language, channel), folder), language, channel, **more
        )
        made.append(world)
        return world

    yield make
    for world in made:
        world.check()
        world.close()


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    """By text message, in en-US."""
    return make_world()


@pytest.fixture
def chats(make_world: Callable[..., World]) -> World:
    """With buttons, in en-US."""
    return make_world(channel="telegram")
