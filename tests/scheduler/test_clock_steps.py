"""A wall clock that is set back an hour, or a day forward and back: nothing skipped, doubled or held up."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from channels.port import FateUnknown, Inbound, NotSent
from records import effects as fx
from records import tables as t
from records.ids import greatest_id, new_id
from records.kinds import PlanKind, Standing
from tests.world.world import World, page_entries

CHECK_IN = PlanKind.CHECK_IN
URGENT = "i want to kill myself"


class WallClock:
    """Lets a world's wall clock be set, while time goes on as it does."""

    def __init__(self, world: World, patch: pytest.MonkeyPatch) -> None:
        self.world, self.set_by = world, timedelta(0)
        began, real = world.now, world.clock.monotonic

        def monotonic() -> float:
            return real() + (world.now - self.set_by - began).total_seconds()

        patch.setattr(world.clock, "wall", lambda: world.now)
        patch.setattr(world.clock, "monotonic", monotonic)
        world.restart()
        world.tick()

    def is_set(self, *, noticed: bool = True, **delta: float) -> None:
        """Somebody, or a time server, sets it; the next tick comes."""
        by = timedelta(**delta)
        self.set_by += by
        self.world.clock._held = self.world.now + by
        if noticed:
            self.world.tick()
            self.world.deliver()


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> WallClock:
    return WallClock(world, monkeypatch)


def began(world: World) -> int:
    """How many check-ins began."""
    return len(world.records_of(world.mentee, "check_in"))


def test_an_hour_back_before_the_check_in_it_comes_once_at_its_hour(world: World, clock: WallClock) -> None:
    world.at("Fri 17:30")
    clock.is_set(hours=-1)
    world.at("Fri 17:59")
    assert began(world) == 0
    world.at("Fri 18:00")
    assert began(world) == 1
    world.passes(hours=3)
    assert began(world) == 1


def test_an_hour_back_after_the_check_in_it_does_not_come_again(world: World, clock: WallClock) -> None:
    world.at("Fri 18:10")
    clock.is_set(hours=-1)
    world.at("Fri 18:30")
    assert began(world) == 1
    assert world.occurrences(world.mentee, CHECK_IN) == {date(2026, 1, 9): "started"}
    world.mentee.says("4", "skip")
    world.at("Fri 18:00")
    assert began(world) == 2


def test_what_is_tried_again_does_not_wait_for_the_hour_to_pass_twice(world: World, clock: WallClock) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [NotSent("No connection.")]
    dee.says("GOAL a place of my own")
    assert dee.hears() == []
    clock.is_set(hours=-1)
    world.passes(seconds=10)
    assert len(dee.hears()) == 1


def test_what_was_queued_by_the_clock_that_was_ahead_leaves(world: World, clock: WallClock) -> None:
    dee = world.mentee
    world.receive(dee.inbound("GOAL a place of my own"), deliver=False)
    clock.is_set(hours=-1)
    assert len(dee.hears()) == 1


def test_what_waits_for_morning_still_waits_for_morning(world: World, clock: WallClock) -> None:
    dee = world.mentee
    plan = world.plan(dee, CHECK_IN)
    at = world.local.replace(hour=22) + timedelta(days=4)
    world.effects(fx.SetPlan(plan.id, dee.id, CHECK_IN, 4, "22:00", at.date(), at))
    world.at("Fri 22:30")
    clock.is_set(hours=-1)
    world.at("Sat 07:59")
    assert dee.hears() == []
    world.at("Sat 08:00")
    assert len(dee.hears()) == 1


def test_an_answer_is_one_though_the_question_left_by_the_clock_that_was_ahead(
    world: World, clock: WallClock
) -> None:
    dee = world.mentee
    world.at("Fri 18:05")
    clock.is_set(hours=-1)
    world.passes(minutes=1)
    assert dee.says("4") == ["answer"]
    assert ("mood", "4") in page_entries(world.record_of(dee, "check_in"))


def test_patience_is_as_long_as_ever(world: World, clock: WallClock) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    clock.is_set(hours=-6)  # it is noon
    world.at("Sun 12:01")
    [reminder] = dee.hears()
    assert reminder.startswith("No rush.")


def test_a_ladder_rises_in_its_minutes(world: World, clock: WallClock) -> None:
    world.mentee.says(URGENT)
    [flag] = world.rows(t.Flag)
    clock.is_set(hours=-1)
    world.passes(minutes=11)
    [after] = world.rows(t.Flag)
    assert after.rung > flag.rung


def test_a_day_forward_and_back_sends_early_and_never_twice(world: World, clock: WallClock) -> None:
    dee = world.mentee
    world.at("Thu 18:30")
    dee.hears()
    clock.is_set(days=1)
    assert len(dee.hears()) == 1, "it believes the clock"
    world.passes(minutes=10)
    clock.is_set(days=-1)
    world.passes(minutes=1)
    assert dee.says("4") == ["answer"]
    dee.says("skip")
    world.at("Fri 20:00")
    assert began(world) == 1
    world.passes(days=7)
    assert began(world) == 2, "and the next comes a week later"


def test_two_days_forward_and_back_skip_no_check_in(world: World, clock: WallClock) -> None:
    dee = world.mentee
    world.at("Thu 18:30")
    dee.hears()
    clock.is_set(days=2)
    assert world.occurrences(dee, CHECK_IN) == {date(2026, 1, 9): "missed"}
    clock.is_set(days=-2)
    assert world.occurrences(dee, CHECK_IN) == {}
    world.at("Fri 18:00")
    assert len(dee.hears()) == 1
    assert world.occurrences(dee, CHECK_IN) == {date(2026, 1, 9): "started"}


def test_a_pause_ends_on_its_day(world: World, clock: WallClock) -> None:
    dee = world.mentee
    dee.says("PAUSE 2 weeks")
    assert dee.standing is Standing.PAUSED
    clock.is_set(days=1)
    clock.is_set(days=-1)
    clock.is_set(hours=-1)
    world.passes(days=12)
    assert dee.standing is Standing.PAUSED
    world.passes(days=3)
    assert dee.standing is Standing.ACTIVE


def test_set_back_while_nothing_ran_holds_up_nothing(world: World, clock: WallClock) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [NotSent("No connection.")]
    dee.says("GOAL a place of my own")
    world.tick()
    clock.is_set(hours=-1, noticed=False)
    world.restart()
    world.tick()
    world.passes(seconds=10)
    assert len(dee.hears()) == 1


def test_catching_up_reads_on_from_before_the_clock_was_set_back(
    world: World, clock: WallClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[datetime] = []

    async def missed(since: datetime) -> Sequence[Inbound]:
        asked.append(since)
        return ()

    monkeypatch.setattr(world.wire(), "missed", missed)
    clock.is_set(days=1)
    world.run(world.house.catch_up())
    clock.is_set(days=-1)
    world.run(world.house.catch_up())
    assert asked[-1] <= world.now - timedelta(hours=12)


def test_what_is_of_unknown_fate_is_answered_all_the_same(world: World, clock: WallClock) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [FateUnknown("Read timed out.", "timeout")]
    world.at("Fri 18:00")
    clock.is_set(hours=-1)
    assert dee.says("4") == ["answer"]


def test_after_a_restart_with_the_clock_set_back_a_queue_keeps_its_order(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dee = world.mentee
    world.receive(dee.inbound("GOAL a place of my own"), deliver=False)
    world.clock._held = world.now - timedelta(hours=1)
    monkeypatch.setattr(new_id, "_last", 0)  # as in a new process, which has made none yet
    world.restart()
    with world.house.read() as connection:
        before = greatest_id(connection)
    world.receive(dee.inbound("STEP call my sister"), deliver=False)
    ids = [row.id for row in world.outbox(dee, state="queued")]
    assert ids == sorted(ids)
    assert ids[-1] > before
