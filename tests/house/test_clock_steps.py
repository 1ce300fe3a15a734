"""A wall clock that is set back an hour, or a day forward and back: nothing skipped, doubled or held up."""

from datetime import timedelta

import pytest

from records.ids import greatest_id, new_id
from tests.world.world import World


def step(world: World, **delta: float) -> None:
    """The wall clock is set, and no time passes."""
    world.clock._held = world.now + timedelta(**delta)


def as_in_a_new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """No id has been made yet."""
    monkeypatch.setattr(new_id, "_last", 0)


def test_after_a_restart_with_the_clock_set_back_a_queue_keeps_its_order(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dee = world.mentee
    world.receive(dee.inbound("GOAL a place of my own"), deliver=False)
    step(world, hours=-1)
    as_in_a_new_process(monkeypatch)
    world.restart()
    with world.house.read() as connection:
        before = greatest_id(connection)
    world.receive(dee.inbound("STEP call my sister"), deliver=False)
    ids = [row.id for row in world.outbox(dee, state="queued")]
    assert ids == sorted(ids)
    assert ids[-1] > before
