"""The house's tests once more, on PostgreSQL: what is due, sent, claimed, answered and seen to.

They are the tests of other folders, word for word, each with its first example; only the worlds they are
given stand elsewhere.
"""

from tests.alarm.test_ladder import *  # noqa: F403 - the same tests, on the other database
from tests.delivery.test_delivery import *  # noqa: F403 - the same tests, on the other database
from tests.delivery.test_delivery_settled import *  # noqa: F403 - the same tests, on the other database
from tests.delivery.test_delivery_troubles import *  # noqa: F403 - the same tests, on the other database
from tests.scheduler.test_clock_steps import *  # noqa: F403 - the same tests, on the other database
from tests.scheduler.test_due import *  # noqa: F403 - the same tests, on the other database
from tests.steps.test_answers import *  # noqa: F403 - every test there
from tests.steps.test_numbers import *  # noqa: F403 - the same tests, on the other database
from tests.steps.test_shared_phones import *  # noqa: F403 - the same tests, on the other database
from tests.world.world import World


def test_these_worlds_are_kept_by_the_server(world: World) -> None:
    assert world.house.engine.dialect.name == "postgresql"
    assert not list(world.folder.glob("handrail.db*"))
