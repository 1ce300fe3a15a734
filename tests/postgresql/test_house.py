"""The house's tests of delivery, claiming and answers once more, on PostgreSQL.

They are the tests of tests/house, word for word; only the `world` they are given stands elsewhere.
"""

from tests.house.test_answers import *  # noqa: F403 - every test there
from tests.house.test_delivery import *  # noqa: F403
from tests.world.world import World


def test_these_worlds_are_kept_by_the_server(world: World) -> None:
    assert world.house.engine.dialect.name == "postgresql"
    assert not list(world.folder.glob("handrail.db*"))
