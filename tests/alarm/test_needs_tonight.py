"""Nowhere to sleep tonight, nothing to eat: places at once, and a person told at any hour."""

from collections.abc import Callable

import pytest
from sqlalchemy import insert

from records import tables as t
from records.kinds import InboxOutcome, Standing
from tests.alarm.duty import URGENT, calls
from tests.world.world import World


def resource(world: World, need: str, name: str, how: str, language: str = "", **more: object) -> None:
    """A place on the programme's list."""
    row: dict[str, object] = {
        "id": f"r-{name}",
        "programme_id": world.programme_id,
        "need": need,
        "name": name,
        "how": how,
    }
    row |= {"language": language, "checked_on": world.now.date()} | more
    world.change(lambda c: c.execute(insert(t.Resource).values(**row)))


@pytest.mark.mission("3.5")
@pytest.mark.found("C5")
@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en-US", "i got nowhere to sleep tonight", "211"),
        ("en-US", "they put me out", "211"),
        ("en-US", "havent eaten since monday", "211"),
        ("en-GB", "sleeping rough tonight its freezing", "council"),
        ("es", "no tengo donde dormir", "211"),
        ("es", "me corrieron de la casa", "211"),
        ("es", "llevo dos dias sin comer", "211"),
    ],
)
def test_places_are_answered_and_a_person_is_told_now(
    make_world: Callable[..., World], language: str, text: str, number: str
) -> None:
    world = make_world(language, calls=True)
    world.mentee.hears(), world.coordinator.hears()
    assert world.mentee.says(text) == [InboxOutcome.SAFETY]
    [heard] = world.mentee.hears()
    assert number in heard
    assert world.coordinator.name in heard
    assert "That's one for" not in heard
    assert len(world.coordinator.hears()) == 1
    world.passes(minutes=10)
    assert calls(world) == [world.coordinator.name]


@pytest.mark.found("C5")
def test_a_person_is_told_and_called_at_night_as_well(make_world: Callable[..., World]) -> None:
    world = make_world(calls=True)
    world.at("Tue 23:30")
    world.mentee.hears(), world.coordinator.hears()
    world.mentee.says("got nowhere to go tonight")
    assert len(world.coordinator.hears()) == 1
    assert "right now" in world.mentee.hears()[0]
    world.passes(minutes=10)
    assert calls(world) == ["Robin"]


@pytest.mark.found("C5")
def test_the_programmes_own_places_come_first(world: World) -> None:
    resource(world, "housing", "Harbor House", "call 312-555-0142")
    resource(world, "housing", "Casa Puerto", "llama al 312-555-0143", "es")
    resource(world, "work", "Jobs Club", "call 312-555-0144")
    world.mentee.hears()
    world.mentee.says("sleeping in my car tonight")
    [heard] = world.mentee.hears()
    assert heard.index("Harbor House, call 312-555-0142") < heard.index("211")
    assert "Casa Puerto" not in heard
    assert "Jobs Club" not in heard
    assert len(heard) <= 306


def test_long_places_never_make_more_than_two_messages(world: World) -> None:
    for name in ("North", "South", "West"):
        resource(world, "housing", f"The {name} Street Housing and Advice Desk of Lakeside", "x" * 90)
    world.mentee.hears()
    world.mentee.says("no where to sleep tonight")
    [heard] = world.mentee.hears()
    assert len(heard) <= 306
    assert "211" in heard


def test_saying_it_again_is_answered_and_rings_once(make_world: Callable[..., World]) -> None:
    world = make_world(calls=True)
    world.mentee.says("i got nowhere to sleep tonight")
    world.mentee.hears(), world.coordinator.hears()
    world.mentee.says("the shelter is full too")
    [again] = world.mentee.hears()
    assert "Robin has been told" in again
    assert world.coordinator.hears() == []


def test_a_need_after_a_concern_does_not_wait_with_it(make_world: Callable[..., World]) -> None:
    world = make_world(calls=True)
    world.mentee.says("i feel so hopeless lately")
    world.coordinator.hears()
    world.mentee.says("they put me out")
    assert len(world.coordinator.hears()) == 1
    world.passes(minutes=10)
    assert calls(world)


def test_a_concern_after_a_need_still_gets_its_warm_line(world: World) -> None:
    world.mentee.says("they put me out")
    world.mentee.hears()
    world.mentee.says("i feel so hopeless")
    assert any("988" in text for text in world.mentee.hears())


def test_stop_with_a_need_stops(world: World) -> None:
    world.mentee.says("stop")
    world.mentee.hears()
    world.mentee.says("i got nowhere to sleep tonight")
    assert world.mentee.standing is Standing.STOPPED
    assert len(world.coordinator.hears()) >= 1


def test_danger_beside_a_need_is_danger(world: World) -> None:
    world.mentee.says(f"nowhere to sleep tonight and {URGENT}")
    assert any("988" in text for text in world.mentee.hears())
    assert world.rows(t.Flag)[-1].tier == "urgent"


@pytest.mark.parametrize(
    ("text", "mentee"),
    [
        ("Dee got put out tonight, nowhere to sleep", True),
        ("she has nowhere to sleep tonight", True),
        ("i got nowhere to sleep tonight, can Dee help", False),
    ],
)
def test_a_mentor_who_tells_of_it_hears_where_to_turn_and_the_flag_is_the_mentees(
    world: World, text: str, mentee: bool
) -> None:
    world.mentor.hears()
    world.mentor.says(text)
    assert any("211" in heard for heard in world.mentor.hears())
    [flag] = world.rows(t.Flag)
    assert flag.person_id == (world.mentee if mentee else world.mentor).id
    assert world.mentee.hears() == []


def test_a_stranger_with_nowhere_to_go_hears_where_to_turn(make_world: Callable[..., World]) -> None:
    world = make_world(calls=True)
    world.coordinator.hears()
    stranger = world.stranger()
    stranger.says("hello who is this")
    stranger.hears()
    stranger.says("i got no where to sleep tonight")
    assert any("211" in heard for heard in stranger.hears())
    assert len(world.coordinator.hears()) == 1


def test_what_takes_people_tonight_and_is_near_comes_first(world: World) -> None:
    resource(world, "housing", "Day Desk", "call 312-555-0142", area="60612")
    resource(world, "housing", "Far Shelter", "call 312-555-0143", area="77001", tonight=True)
    resource(world, "housing", "Night Shelter", "call 312-555-0144", area="60608", tonight=True)
    world.mentee.hears()
    world.mentee.says("AREA 60612")
    world.mentee.hears()
    world.mentee.says("i got nowhere to sleep tonight")
    [heard] = world.mentee.hears()
    assert heard.index("Night Shelter") < heard.index("Day Desk") < heard.index("211")
    assert "Far Shelter" not in heard


@pytest.mark.parametrize(
    "text",
    [
        "ran out of my insulin",
        "i got no more meds and the pharmacy wont fill it",
        "cant afford my inhaler",
        "se me acabo la medicina para la presion",
        "no tengo mi insulina",
    ],
)
def test_out_of_medicine_is_answered_and_a_person_told_at_night_too(world: World, text: str) -> None:
    resource(world, "health", "Day Clinic", "call 312-555-0142")
    resource(world, "health", "Night Clinic", "call 312-555-0143", tonight=True)
    world.at("Tue 23:30")
    world.mentee.hears(), world.coordinator.hears()
    assert world.mentee.says(text) == [InboxOutcome.SAFETY]
    [heard] = world.mentee.hears()
    assert "Night Clinic" in heard
    assert "Day Clinic" not in heard
    assert "911" in heard
    assert world.coordinator.name in heard
    assert len(heard) <= 306
    assert len(world.coordinator.hears()) == 1


@pytest.mark.parametrize(
    "text", ["picked up my meds today", "i take my medicine every day", "medicine is hard to study"]
)
def test_talk_of_medicine_alarms_nobody(world: World, text: str) -> None:
    world.coordinator.hears()
    world.mentee.says(text)
    assert not world.rows(t.Flag)
