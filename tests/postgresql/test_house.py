"""The house's tests of delivery, claiming and answers once more, on PostgreSQL.

They are the tests of tests/house, word for word; only the `world` they are given stands elsewhere.
"""

from tests.house.test_answers import *  # noqa: F403 - every test there
from tests.house.test_delivery import *  # noqa: F403
