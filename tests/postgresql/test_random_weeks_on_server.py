"""A few of the random weeks of tests/properties, on PostgreSQL: the same promises, another database."""

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.properties.test_random_weeks import CHANNELS, WEEKS, live
from tests.world.homes import Homes

folders = count()


@settings(
    deadline=None, max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(CHANNELS, WEEKS)
def test_whatever_comes(
    homes: Homes, tmp_path_factory: pytest.TempPathFactory, channel: str, actions: list[tuple[Any, ...]]
) -> None:
    world = homes.world(tmp_path_factory.getbasetemp() / f"served-{next(folders)}", "en-US", channel)
    try:
        live(world, actions)
    finally:
        homes.end(world)
