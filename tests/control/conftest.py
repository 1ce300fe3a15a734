"""Worlds to test in, as for the house."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.world.world import World


@pytest.fixture
def make_world(tmp_path: Path) -> Iterator[Callable[..., World]]:
    """Makes worlds, and closes them after the test."""
    made: list[World] = []

    def make(*args: Any, **more: Any) -> World:
        world = World(tmp_path / str(len(made)), *args, **more)
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
