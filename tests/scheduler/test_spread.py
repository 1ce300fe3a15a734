"""Monday at noon for everybody is not 12:00:00 for everybody."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.kinds import PlanKind
from rules.times import QuietHours, next_allowed, next_quiet, spread
from tests.world.world import World

CHICAGO = ZoneInfo("America/Chicago")
QUIET = QuietHours()
WITHIN = timedelta(minutes=10)
moments = st.integers(0, 366 * 24 * 3600).map(
    lambda s: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=s)
)


@given(st.text(), moments)
def test_never_early_never_late_never_in_the_night_and_always_the_same(key: str, start: datetime) -> None:
    at = spread(key, start, WITHIN, CHICAGO, QUIET)
    allowed = next_allowed(start, CHICAGO, QUIET)
    assert allowed <= at <= allowed + WITHIN
    assert at.astimezone(CHICAGO).time() not in QUIET
    assert at == spread(key, start, WITHIN, CHICAGO, QUIET)
    ends = next_quiet(allowed, CHICAGO, QUIET)
    assert ends is not None
    assert at < ends


def test_a_thousand_people_are_spread_evenly() -> None:
    noon = datetime(2026, 1, 5, 18, tzinfo=UTC)
    minutes = [
        int((spread(f"person-{number}", noon, WITHIN, CHICAGO, QUIET) - noon) / timedelta(minutes=1))
        for number in range(1000)
    ]
    assert all(60 <= minutes.count(minute) <= 140 for minute in range(10))


@pytest.fixture
def spreading(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """As with real phones; here two people are due at once."""
    tools = world.house.tools
    object.__setattr__(tools, "spread", WITHIN)
    monkeypatch.setattr("scheduler.due._APART", timedelta(minutes=5))
    return world


def test_the_prompt_waits_its_moment_and_a_reply_does_not(spreading: World) -> None:
    world, dee = spreading, spreading.mentee
    world.at("Fri 17:59")
    dee.hears()
    world.clock.hold(world.now + timedelta(minutes=1))
    world.tick()
    world.deliver()
    assert dee.hears() == []
    [row] = world.outbox(dee, state="queued")
    assert world.now < row.not_before <= world.now + WITHIN
    assert row.valid_until - row.not_before == timedelta(hours=4)
    dee.says("GOALS")
    assert len(dee.hears()) == 1, "it is answered at once"
    world.at("Fri 18:10")
    assert any("week" in said for said in dee.hears())
    assert world.plan(dee, PlanKind.CHECK_IN).at == "18:00", "and that is what it says everywhere"
