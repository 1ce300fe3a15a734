"""Meetings that come round: the hour stays when the clocks change, one is skipped or moved and the rest stay,
and they end by a word."""

import pytest
from test_meetings_due import kept, quiet

from handlers.desk import conditions
from records import tables as t
from tests.world.world import World


def agreed(world: World) -> list[str]:
    """Meetings that are on, on the clocks here."""
    return [
        f"{row.at.astimezone(world.zone):%d.%m. %H:%M}"
        for row in world.rows(t.Meeting)
        if row.state == "agreed"
    ]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (
            "MEET every thursday 3pm library",
            "Every week, from Thursday January 8, 3 PM on: library, with Terry.",
        ),
        ("meet thursdays 3pm library", "Every week, from Thursday January 8, 3 PM on: library, with Terry."),
        (
            "MEET every other tuesday 4pm park",
            "Every two weeks, from Tuesday January 6, 4 PM on: park, with Terry.",
        ),
        (
            "CITA cada jueves 3pm biblioteca",
            "Every week, from Thursday January 8, 3 PM on: biblioteca, with Terry.",
        ),
        (
            "CITA los jueves a las 3 biblioteca",
            "Every week, from Thursday January 8, 3 PM on: biblioteca, with Terry.",
        ),
    ],
)
def test_it_is_read_back_as_what_it_is(world: World, words: str, asked: str) -> None:
    world.mentee.says(words)
    assert world.mentee.hears()[0].startswith(asked)
    world.mentee.says("yes")
    assert world.mentor.hears()[0].startswith("Dee set up a meeting with you every")
    assert len(agreed(world)) == 1


@pytest.mark.mission("1.5")
def test_the_next_is_made_when_the_last_is_over_and_both_are_reminded(world: World) -> None:
    kept(world, "MEET every thursday 3pm library")
    world.at("Thu 15:30")
    assert agreed(world) == ["08.01. 15:00", "15.01. 15:00"]
    quiet(world)
    world.mentee.says("MEETINGS")
    assert "Thursday January 15, 3 PM, library, with Terry, every week" in world.mentee.hears()[0]
    world.at("Wed 15:30")
    assert [one for one in world.mentor.hears() if one.startswith("Coming up: Thursday January 15, 3 PM")]


def test_the_hour_stays_when_the_clocks_change(world: World) -> None:
    kept(world, "MEET every sunday 3pm library")
    for _ in range(10):  # the clocks go forward on the 8th of March
        world.passes(days=7)
    made = [row.at.astimezone(world.zone) for row in world.rows(t.Meeting)]
    assert {f"{at:%a %H:%M}" for at in made} == {"Sun 15:00"}
    assert len({at.date() for at in made}) == len(made)
    assert {at.utcoffset() for at in made} == {made[0].utcoffset(), made[-1].utcoffset()}
    assert made[0].utcoffset() != made[-1].utcoffset()


def test_one_is_called_off_and_the_rest_stay(world: World) -> None:
    kept(world, "MEET every thursday 3pm library")
    world.mentee.says("CALL OFF")
    assert "The ones after it stay. CALL OFF ALL calls off every one." in world.mentee.hears()[0]
    world.passes(minutes=5)
    assert agreed(world) == ["15.01. 15:00"]


def test_one_is_moved_and_the_rest_stay(world: World) -> None:
    kept(world, "MEET every thursday 3pm library")
    world.mentee.says("MOVE friday 4pm")
    world.mentee.says("yes")
    assert agreed(world) == ["09.01. 16:00"]
    world.at("Fri 17:00")
    assert agreed(world) == ["09.01. 16:00", "15.01. 15:00"]


@pytest.mark.parametrize("words", ["CALL OFF ALL", "call off all", "ANULAR TODAS"])
def test_they_end_by_a_word(world: World, words: str) -> None:
    kept(world, "MEET every thursday 3pm library")
    world.mentor.says(words)
    assert world.mentor.hears()[0].startswith("OK, every meeting with Dee is off.")
    assert world.mentee.hears() == [
        "Terry called off all your meetings. Text MEET and a time whenever it suits."
    ]
    world.passes(days=15)
    assert agreed(world) == []


def test_a_curfew_that_came_later_closes_them_and_nobody_is_told_whose(world: World) -> None:
    kept(world, "MEET every thursday 7pm library")
    curfew = conditions.NewCondition(kind="curfew", start="18:00", end="07:00")
    world.change(
        lambda c: conditions.add_condition(
            c, world.house.sealer, world.now, staff_id="robin-account", person_id=world.mentee.id, new=curfew
        )
    )
    world.at("Wed 19:05")
    (told,) = [one for one in world.mentor.hears() if "library" not in one and "January 8" in one]
    assert told.startswith("Thursday January 8, 7 PM with Dee doesn't work at that hour, so it is off.")
    assert "curfew" not in told
    assert [one for one in world.mentee.hears() if "doesn't work at that hour" in one]
    world.passes(days=10)
    assert agreed(world) == []
