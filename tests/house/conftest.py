"""Worlds to test in: everybody has joined, it is Monday at ten, and nothing is due before six."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.world.homes import Homes
from tests.world.world import World


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
