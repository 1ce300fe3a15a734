"""The same worlds as in tests/house, with their records on a PostgreSQL server."""

from functools import partial

import pytest

from tests.databases import Server
from tests.house.conftest import chats, make_world, world
from tests.world.homes import Homes

__all__ = ["chats", "homes", "make_world", "world"]


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory, postgres: Server) -> Homes:
    """Where worlds are copied from."""
    return Homes(partial(tmp_path_factory.mktemp, "home"), postgres)
