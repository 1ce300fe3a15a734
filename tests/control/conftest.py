"""Worlds to test in, as for the house."""

from tests.house.conftest import homes, make_world, world

__all__ = ["homes", "make_world", "world"]
