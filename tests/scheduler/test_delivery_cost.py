"""What delivery costs: statements a message in a stream, and a look at a queue of any length."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text

from records import tables as t
from records.kinds import OutboxState
from scheduler.queue_order import candidates
from tests.world.world import World

MANY = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :many) "


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.close()


def queue(world: World, many: int, prefix: str = "q", **values: str) -> None:
    """Bulk messages to so many people, each a copy of one of Dee's; `values` are SQL."""
    model = world.outbox(world.mentee)[-1]
    at = "(SELECT created_at FROM outbox WHERE id = :model)"
    plain = {
        "state": "'queued'", "lane": "'bulk'", "rank": "3", "provider_id": "NULL", "reply_to": "NULL",
        "record_id": "NULL", "started_at": "NULL", "handed_at": "NULL", "settled_at": "NULL",
        "valid_until": "NULL", "attempts": "0", "not_before": at, "retry_at": at,
    }  # fmt: skip

    def copies(connection: Connection, table: Any, row_id: str, **new: str) -> None:
        names = [column.name for column in t.core(table).columns]
        shown = ", ".join(new.get(name, f"model.{name}") for name in names)
        name = t.core(table).name
        connection.execute(
            text(f"{MANY} INSERT INTO {name} ({', '.join(names)}) SELECT {shown} "  # noqa: S608 - ours
                 f"FROM numbers, {name} AS model WHERE model.id = :row"),
            {"many": many, "row": row_id, **({"model": model.id} if ":model" in shown else {})},
        )  # fmt: skip

    person, address = f"'{prefix}' || n", f"'a{prefix}' || n"

    def fill(connection: Connection) -> None:
        copies(connection, t.Person, model.person_id, id=person, phrase="NULL")
        copies(connection, t.Address, model.address_id, id=address, person_id=person, lookup=address)
        mine = {"id": f"'z{prefix}' || n", "person_id": person, "address_id": address} | plain | values
        copies(connection, t.Outbox, model.id, **mine)

    world.change(fill)


def counted(engine: Engine) -> Counter[str]:
    """Statements by their first word, from now on."""
    found: Counter[str] = Counter()

    def seen(_: Any, __: Any, statement: str, *more: Any) -> None:
        found[statement.split(None, 1)[0]] += 1

    event.listen(engine, "before_cursor_execute", seen)
    return found


def test_a_message_in_a_stream_costs_no_more_than_two_statements(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(world, 200)
    # The copies are sealed for Dee; what is looked at here is not what stands in them.
    monkeypatch.setattr(world.house.sealer, "open", lambda *where: where[3])
    seen = counted(world.house.engine)
    before = len(world.wire().tries)
    world.deliver()
    assert len(world.wire().tries) - before == 200
    assert sum(seen.values()) / 200 <= 2, seen
    assert {row.state for row in world.outbox()} == {OutboxState.SENT}
    assert len({row.provider_id for row in world.outbox()}) == len(world.outbox()), "each has its own name"


def cost(world: World) -> int:
    """What a look at the queue costs, in steps of SQLite's machine."""
    steps = [0]

    def step() -> None:
        steps[0] += 1

    with world.house.read() as connection:
        driver: Any = connection.connection.driver_connection
        query = candidates(world.now, "sms", 200)
        connection.execute(query).all()  # what is compiled once does not count
        driver.set_progress_handler(step, 100)
        found = connection.execute(query).all()
        driver.set_progress_handler(None, 0)
    assert 0 < len(found) <= 200
    return steps[0]


LATER = "(SELECT '2027-01-01 00:00:00.000000' FROM outbox WHERE id = :model)"


@pytest.mark.parametrize(
    "waits",
    [
        pytest.param({}, id="it all may go"),
        pytest.param({"retry_at": LATER}, id="it waits for a retry"),
        pytest.param({"retry_at": LATER, "not_before": LATER}, id="it waits for morning"),
        pytest.param({"retry_at": LATER, "lane": "'reply'", "rank": "1"}, id="in another lane"),
    ],
)
def test_a_look_costs_the_same_however_long_the_queue_is(world: World, waits: dict[str, str]) -> None:
    queue(world, 400)
    short = cost(world)
    queue(world, 20_000, prefix="r", **waits)
    assert cost(world) < short * 1.3


def test_one_person_with_many_messages_costs_a_look_no_square(world: World) -> None:
    """Each of theirs asks whether something precedes it: one look at an index each."""
    queue(world, 1)
    theirs = {"person_id": "'q1'", "address_id": "'aq1'"}
    queue(world, 500, prefix="s", **theirs)
    some = cost(world)
    queue(world, 1500, prefix="u", **theirs)
    assert cost(world) < some * 4 * 1.3


def plan(connection: Connection, query: Any) -> str:
    statement = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
    return "\n".join(str(row) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}"))


@pytest.mark.parametrize("danger_only", [False, True])
def test_a_look_reads_indexes_only(world: World, danger_only: bool) -> None:
    with world.house.read() as connection:
        told = plan(connection, candidates(world.now, "sms", 200, danger_only=danger_only))
    scanned = [line for line in told.splitlines() if "SCAN" in line and "SCAN lane" not in line]
    assert not scanned, told
    assert "ix_outbox_queue (state=? AND channel=? AND rank=? AND retry_at<?)" in told
    assert "ix_outbox_person_state (person_id=? AND state=? AND channel=? AND rank=?" in told


@pytest.mark.parametrize(("gone", "left"), [(timedelta(0), 14_400), (timedelta(seconds=3), 14_397)])
def test_what_waited_in_hand_has_less_time_at_the_provider(
    world: World, monkeypatch: pytest.MonkeyPatch, gone: timedelta, left: int
) -> None:
    """Its time ends when it would have ended at the claim."""
    dee, delivery = world.mentee, world.house.delivery
    world.receive(dee.inbound("GOAL a place of my own"), deliver=False)
    release: Callable[..., Any] = delivery._gate.release

    def later(*now: Any) -> Any:
        world.clock.hold(world.now + gone)
        return release(*now)

    monkeypatch.setattr(delivery._gate, "release", later)
    world.run(delivery._start_what_may_go())
    world.deliver()
    assert dee.inbox[-1].valid_seconds == left
