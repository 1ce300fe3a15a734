"""A concern about something else is no repetition of the one before: each kind is answered, and told."""

import pytest

from records import tables as t
from tests.world.world import World


@pytest.mark.parametrize(
    ("first", "then", "category"),
    [
        ("i want to use", "i dont want to live anymore", "suicide"),
        ("everything is hopeless", "my boyfriend hit me", "abuse"),
        ("i want to use", "my boyfriend hit me", "abuse"),
    ],
)
def test_another_kind_is_answered_and_flagged(world: World, first: str, then: str, category: str) -> None:
    dee = world.mentee
    dee.says(first)
    dee.hears()
    world.passes(minutes=14)
    dee.says(then)
    assert dee.hears(), "silence is no answer to that"
    assert category in {row.category for row in world.rows(t.Flag)}
    assert len(world.rows(t.Flag)) == 2


def test_the_same_again_joins_the_flag(world: World) -> None:
    dee = world.mentee
    dee.says("i want to use")
    world.passes(minutes=14)
    dee.says("i really want to use so bad")
    assert len(world.rows(t.Flag)) == 1


def test_a_mentors_own_despair_behind_a_worry_about_a_mentee(world: World) -> None:
    terry = world.mentor
    terry.says("i think dee is using again")
    terry.hears()
    world.passes(minutes=7)
    terry.says("i dont want to live anymore")
    assert terry.hears()
    assert terry.id in {row.person_id for row in world.rows(t.Flag) if row.category == "suicide"}
