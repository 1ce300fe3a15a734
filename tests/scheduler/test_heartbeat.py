"""For how long nothing ran, and by how much the clock was set: found by what can be read again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from scheduler.clock_steps import STEP, ClockSteps
from scheduler.heartbeat import Heartbeat
from tests.databases import Databases

NOON = datetime(2026, 1, 5, 18, tzinfo=UTC)
STEPS = st.lists(
    st.tuples(
        st.floats(0, 10_000), st.one_of(st.just(0.0), st.floats(-200_000, -61), st.floats(61, 200_000))
    ),
    max_size=20,
)


@given(STEPS)
def test_every_step_is_noticed_once_and_time_that_passes_is_none(steps: list[tuple[float, float]]) -> None:
    wall, tick = NOON, 1000.0
    found = ClockSteps(lambda: wall, lambda: tick)
    for passes, by in steps:
        wall, tick = wall + timedelta(seconds=passes + by), tick + passes
        assert abs(found.look() - timedelta(seconds=by)) < timedelta(milliseconds=1)
    assert found.look() == timedelta(0)


def test_what_a_time_server_corrects_is_no_step() -> None:
    wall = NOON
    found = ClockSteps(lambda: wall, lambda: 0.0)
    for by in (STEP, -STEP, timedelta(seconds=5)):
        wall += by
        assert found.look() == timedelta(0)


def start(connection: Connection, at: datetime) -> tuple[Heartbeat, timedelta]:
    """A program that starts then, and ticks once."""
    heart = Heartbeat()
    assert heart.is_due(at)
    set_back = heart.beat(connection, at)
    heart.kept(at)
    return heart, set_back


def test_a_start_knows_for_how_long_nothing_ran(databases: Databases) -> None:
    with databases.engine().begin() as connection:
        first, _ = start(connection, NOON)
        assert first.away is None, "it has never run before"
        assert not first.is_due(NOON + timedelta(seconds=59))
        assert first.is_due(NOON + timedelta(seconds=60))
        assert first.is_due(NOON - timedelta(hours=1)), "the clock was set back"
        night = NOON + timedelta(hours=47)
        assert start(connection, night)[0].away is None
        back = night + timedelta(days=6)
        away = start(connection, back)[0].away
        assert away is not None
        assert (away.since, away.until) == (night, back)
        assert away.covers(night + timedelta(days=1))
        assert not away.covers(back)
        assert not away.covers(None)
        again = start(connection, back + timedelta(minutes=5))[0].away
        assert again == away, "killed a moment later, it still knows"
        assert start(connection, back + timedelta(days=1, hours=1))[0].away is None


def test_a_start_knows_that_the_clock_was_set_back(databases: Databases) -> None:
    with databases.engine().begin() as connection:
        start(connection, NOON)
        heart, set_back = start(connection, NOON - timedelta(hours=1))
        assert set_back == timedelta(hours=-1)
        assert heart.away is None


def test_a_beat_that_was_not_kept_is_made_again(databases: Databases) -> None:
    with databases.engine().begin() as connection:
        start(connection, NOON)
        heart = Heartbeat()
        heart.beat(connection, NOON + timedelta(days=3))  # and its commit fails
        assert heart.is_due(NOON + timedelta(days=3))
