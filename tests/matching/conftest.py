"""What tests about matches share."""

import pytest

from handlers.access.accounts import create_staff
from tests.world.world import World


@pytest.fixture
def robin(world: World) -> str:
    """Robin's account."""
    return account(world)


def account(world: World) -> str:
    """An account for the coordinator of that world."""
    return world.change(
        lambda c: create_staff(
            c,
            world.house.sealer,
            world.now,
            programme_id=world.programme_id,
            name="",
            login="robin",
            password_hash="none",
            person_id=world.coordinator.id,
        )
    )
