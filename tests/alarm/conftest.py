"""A programme with a team that can be called."""

from collections.abc import Callable

import pytest

from tests.world.world import World


@pytest.fixture
def team(make_world: Callable[..., World]) -> World:
    """Robin, Kim and Sam, who keep no rota and can be called."""
    world = make_world(more_staff=("Kim", "Sam"), calls=True)
    for phone in (world.coordinator, *world.more_staff, world.mentee, world.mentor):
        phone.hears()
    return world
