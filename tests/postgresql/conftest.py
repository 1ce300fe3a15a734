"""The same worlds as everywhere, with their records on a PostgreSQL server."""

from functools import partial
from pathlib import Path

import pytest

from tests.alarm.conftest import team
from tests.databases import Server
from tests.world.homes import Homes

__all__ = ["homes", "team"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a test with many examples the first is enough here: how words are read is no database's matter."""
    seen: set[str] = set()
    more: list[pytest.Item] = []
    for item in items:
        if item.path.parent == Path(__file__).parent:
            test = item.nodeid.partition("[")[0]
            if test in seen:
                more.append(item)
            seen.add(test)
    config.hook.pytest_deselected(items=more)
    items[:] = [item for item in items if item not in more]


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory, postgres: Server) -> Homes:
    """Where worlds are copied from."""
    return Homes(partial(tmp_path_factory.mktemp, "home"), postgres)
