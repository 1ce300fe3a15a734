"""HELP is one text, however long the names are."""

from collections.abc import Callable

import pytest
from sqlalchemy import update

from conversations.segments import count
from records import effects as fx
from records import tables as t
from tests.world.world import World

LONG = "Northside Neighbours Mentoring and More."


@pytest.mark.parametrize("language", ["en-US", "en-GB", "es"])
def test_help_is_one_text(make_world: Callable[..., World], language: str) -> None:
    world = make_world(language)
    assert len(LONG) == 40
    world.change(lambda c: c.execute(update(t.Programme).values(name=LONG)))
    world.effects(fx.SetName(world.coordinator.id, "Maximiliana Bartholomew"))
    for phone in (world.mentee, world.mentor):
        phone.hears()
        phone.says("HELP")
        (helped,) = phone.hears()
        assert helped.startswith(LONG)
        assert "STOP" in helped
        assert ("QUEJA" if language == "es" else "COMPLAIN") in helped
        assert count(helped).segments == 1, helped
    world.mentee.says("STOP", "HELP")
    assert count(world.mentee.hears()[-1]).segments == 1
