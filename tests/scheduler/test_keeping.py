"""Outcomes are written until they are kept: together, in order; what cannot be written stands alone."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from channels.port import Sent
from records.database import DatabaseError
from scheduler import keeping
from scheduler.keeping import Keeper
from scheduler.settling import Outcome

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)


def outcome(name: int) -> Outcome:
    row: Any = SimpleNamespace(id=name)
    return Outcome(row, Sent(str(name)), NOW)


class Database:
    """Takes writes, but for those that fail as told: the whole of it, or what has a poisoned row."""

    def __init__(self, down: list[bool], poisoned: frozenset[int] = frozenset()) -> None:
        self.down, self.poisoned = down, poisoned
        self.kept: list[int] = []
        self.writes = 0

    async def write(self, outcomes: Sequence[Outcome]) -> None:
        await asyncio.sleep(0)
        self.writes += 1
        names = [int(one.row.id) for one in outcomes]
        if (self.down and self.down.pop(0)) or self.poisoned & set(names):
            raise OSError("secret words")
        self.kept += names


def kept(database: Database, names: Sequence[int], *, wait: int) -> list[int]:
    """What is kept once so many are, on a clock that runs as it is asked."""
    tick = [0.0]

    def monotonic() -> float:
        tick[0] += 0.01
        return tick[0]

    async def run() -> list[int]:
        done: list[int] = []
        keeper = Keeper(database.write, monotonic, lambda some: done.extend(int(one.row.id) for one in some))
        for name in names:
            keeper.put(outcome(name))
        while len(done) < wait:
            await asyncio.sleep(0)
        assert len(keeper) == len(names) - wait
        await keeper.finish(0.0)
        return done

    slept = asyncio.sleep

    async def at_once(_: float) -> None:
        await slept(0)

    real, keeping.asyncio.sleep = asyncio.sleep, at_once  # type: ignore[attr-defined, assignment]  # a stand-in for the clock
    try:
        return asyncio.run(run())
    finally:
        keeping.asyncio.sleep = real  # type: ignore[attr-defined]  # a stand-in for the clock


@settings(deadline=None)
@given(st.lists(st.booleans(), max_size=30), st.integers(1, 40))
def test_whatever_fails_everything_is_kept_once_in_the_end(down: list[bool], many: int) -> None:
    database = Database(down)
    done = kept(database, range(many), wait=many)
    assert sorted(done) == sorted(database.kept) == list(range(many))


def test_those_that_wait_share_a_write_and_keep_their_order() -> None:
    database = Database([])
    assert kept(database, range(100), wait=100) == list(range(100))
    assert database.writes == 1


@settings(deadline=None)
@given(st.sets(st.integers(0, 19), min_size=1, max_size=3))
def test_what_can_never_be_written_holds_up_no_other(poisoned: set[int]) -> None:
    database = Database([], frozenset(poisoned))
    done = kept(database, range(20), wait=20 - len(poisoned))
    assert set(done) == set(range(20)) - poisoned


def test_when_the_program_ends_it_tries_no_more() -> None:
    async def closed(_: Sequence[Outcome]) -> None:
        raise DatabaseError

    async def run() -> None:
        keeper = Keeper(closed, lambda: 0.0, lambda _: None)
        keeper.put(outcome(1))
        await asyncio.wait_for(keeper.finish(5.0), 1.0)
        assert len(keeper) == 1, "it is looked up at the next start"

    asyncio.run(run())
