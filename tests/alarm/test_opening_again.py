"""A false alarm that was none: the flag is opened again, and phones ring on until somebody answers."""

import pytest

from handlers.alarm import second_thoughts, tuning
from records import tables as t
from tests.alarm.test_safety_reading import DANGER, account, held
from tests.world.world import World


def called_off(world: World) -> tuple[str, str]:
    """A danger, called a false alarm by whoever is asked first; that account, and the flag."""
    robin = account(world)
    world.mentee.says(DANGER)
    world.passes(minutes=1)
    (flag,) = world.rows(t.Flag)
    world.change(
        lambda c: tuning.false_alarm(c, world.house.sealer, world.now, staff_id=robin, flag_id=flag.id)
    )
    world.coordinator.hears()
    return robin, flag.id


def opened(world: World, robin: str, flag_id: str) -> None:
    world.change(
        lambda c: second_thoughts.reopen(c, world.house.sealer, world.now, staff_id=robin, flag_id=flag_id)
    )


@pytest.mark.found("K1")
def test_the_ladder_climbs_on(world: World) -> None:
    robin, flag_id = called_off(world)
    world.passes(minutes=30)
    assert not world.coordinator.hears()
    assert held(world) == []
    opened(world, robin, flag_id)
    assert held(world) == [world.mentee.id]
    world.passes(minutes=30)
    assert world.coordinator.hears(), "nobody has answered for it"
    (flag,) = world.rows(t.Flag)
    assert (flag.closed_at, flag.acknowledged_at, flag.verdict) == (None, None, "")
    assert flag.rung > 0


@pytest.mark.found("K1")
def test_an_answer_by_text_stops_it_as_ever(world: World) -> None:
    robin, flag_id = called_off(world)
    opened(world, robin, flag_id)
    (flag,) = world.rows(t.Flag)
    world.coordinator.says(f"ACK {flag.code}")
    world.coordinator.hears()
    world.passes(minutes=30)
    assert world.rows(t.Flag)[0].acknowledged_by == world.coordinator.id
    assert not world.coordinator.hears()
