"""Homes: worlds in which everybody has joined, each made once; tests begin with a copy of one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.databases import Server
from tests.world.world import World, copied

Prepare = Callable[[World], None]


@dataclass
class Homes:
    """Where copies come from.

    Attributes:
        new_folder: makes an empty folder.
        server: keeps the records of all of them; None: they are in the folders.
    """

    new_folder: Callable[[], Path]
    server: Server | None = None
    _made: dict[tuple[Any, ...], tuple[Path, str, datetime]] = field(default_factory=dict)

    def world(
        self, folder: Path, language: str, channel: str, prepare: Prepare | None = None, **more: Any
    ) -> World:
        """A world of its own, that begins where `prepare` left it; `more` is as for `World`."""
        if not more.get("joined", True):  # what is on its way to people at the beginning is looked at
            return World(folder, language, channel, database_url=self._records(), **more)
        key = (language, channel, prepare, *sorted(more.items()))
        if key not in self._made:
            first = World(self.new_folder(), language, channel, database_url=self._records(), **more)
            if prepare is not None:
                prepare(first)
            first.close()
            ended = first.local.replace(tzinfo=None)
            self._made[key] = first.folder, first.database_url, ended
        home, like, start = self._made[key]
        goes_on = more | {"start": start}
        return World(copied(home, folder), language, channel, database_url=self._records(like), **goes_on)

    def _records(self, like: str = "") -> str:
        return self.server.create(like=like) if self.server is not None else ""

    def end(self, world: World) -> None:
        """Look at a world a last time, and throw its records away."""
        world.check()
        world.close()
        if self.server is not None:
            self.server.drop(world.database_url)
