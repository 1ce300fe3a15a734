"""Places that help, by need and by where somebody is; more of them; and a week later whether they did."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert

from records import tables as t
from records.kinds import InboxOutcome
from tests.world.world import Phone, World

COMMAND, PERSON, ANSWER = InboxOutcome.COMMAND, InboxOutcome.FOR_A_PERSON, InboxOutcome.ANSWER
CHECKED = date(2026, 1, 2)


def place(world: World, name: str, need: str = "housing", **more: Any) -> None:
    """A place on the programme's list, checked lately."""
    number = len(world.rows(t.Resource))
    row: dict[str, Any] = {"id": f"r-{number:03}", "programme_id": world.programme_id, "need": need}
    row |= {"name": name, "how": "call 312-555-0142", "checked_on": CHECKED} | more
    world.change(lambda c: c.execute(insert(t.Resource).values(**row)))


def asks(phone: Phone, text: str) -> str:
    """What somebody hears to a text that asks us."""
    phone.hears()
    assert phone.says(text) == [COMMAND], text
    [heard] = phone.hears()
    return heard


def area_of(world: World, phone: Phone) -> str | None:
    """Where they look, as it is kept."""
    [row] = [row for row in world.rows(t.Person) if row.id == phone.id]
    if not row.area:
        return None
    return str(world.house.sealer.read(row.id, "person", "area", row.id, row.area)).removeprefix("-")


def requests(world: World, phone: Phone) -> list[tuple[str, str]]:
    read = world.house.sealer.read
    rows = [row for row in world.rows(t.Request) if row.person_id == phone.id]
    return [(row.kind, read(row.person_id, "request", "body", row.id, row.body)) for row in rows]


@pytest.mark.mission("3.5")
@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("RESOURCES housing 60612", "housing"),
        ("resources housing 60612", "housing"),
        ("Resources work. 60612", "work"),
        ("food bank near 60612", "food"),
        ("is there any food bank in 60612?", "food"),
        ("trabajo 60612", "work"),
        ("recursos vivienda 60612", "housing"),
    ],
)
def test_all_in_one_text_is_asked_nothing(world: World, text: str, need: str) -> None:
    place(world, "Far House", need, area="77001")
    place(world, "For All", need)
    place(world, "Same Street", need, area="60612")
    place(world, "Next Street", need, area="60608, 60609")
    heard = asks(world.mentee, text)
    assert "Far House" not in heard
    order = [heard.index(name) for name in ("Same Street", "Next Street", "For All")]
    assert order == sorted(order)
    assert area_of(world, world.mentee) == "60612"


@pytest.mark.mission("3.5")
def test_a_mentor_is_told_whom_to_ask_there_and_a_mentee_is_not(world: World) -> None:
    place(world, "Harbor House", contact="Mr Diaz, intake, 312-555-0143")
    assert "For mentors: Mr Diaz, intake, 312-555-0143." in asks(world.mentor, "RESOURCES housing")
    assert "Diaz" not in asks(world.mentee, "RESOURCES housing")


def test_where_they_are_is_asked_once_where_it_matters(world: World) -> None:
    place(world, "Harbor House", area="60612")
    place(world, "Jobs Club", "work")
    dee = world.mentee
    assert "Jobs Club" in asks(dee, "RESOURCES work")  # serves everybody: nothing is asked
    assert "ZIP" in asks(dee, "RESOURCES housing")
    assert dee.says("im in 60612 now") == [ANSWER]
    assert "Harbor House" in dee.hears()[0]
    assert area_of(world, dee) == "60612"
    assert "Harbor House" in asks(dee, "RESOURCES housing")


def test_whoever_would_rather_not_say_is_not_asked_again(world: World) -> None:
    place(world, "Harbor House", area="60612")
    dee = world.mentee
    asks(dee, "RESOURCES housing")
    dee.says("skip")
    assert "Harbor House" in dee.hears()[0]
    assert area_of(world, dee) == ""
    assert "Harbor House" in asks(dee, "RESOURCES housing")


def test_what_is_no_place_is_asked_about_and_then_they_hear_of_all(world: World) -> None:
    place(world, "Harbor House", area="60612")
    dee = world.mentee
    asks(dee, "RESOURCES housing")
    dee.says("idk man")
    dee.hears()
    dee.says("huh")
    assert any("Harbor House" in one for one in dee.hears())
    assert area_of(world, dee) is None


def test_a_word_changes_where_they_look_and_another_forgets_it(world: World) -> None:
    dee = world.mentee
    assert "60618" in asks(dee, "AREA 60618")
    assert "Oak Park" in asks(dee, "AREA oak park")
    assert area_of(world, dee) == "Oak Park"
    assert "Oak Park" in asks(dee, "area")
    dee.says("60640")
    assert "60640" in dee.hears()[0]
    asks(dee, "area off")
    assert area_of(world, dee) == ""


@pytest.mark.parametrize(
    "text", ["area manager rang me", "zona", "the area is rough", "postcode lottery lol"]
)
def test_other_talk_of_areas_moves_nothing(world: World, text: str) -> None:
    world.mentee.says(text)
    assert area_of(world, world.mentee) is None


def test_near_only_somewhere_else_a_person_looks(world: World) -> None:
    place(world, "Far House", area="77001")
    dee = world.mentee
    heard = asks(dee, "RESOURCES housing 60612")
    assert "Far House" not in heard
    assert "60612" in heard
    assert world.coordinator.name in heard
    assert requests(world, dee) == [("resource", "housing 60612")]


def test_a_uk_postcode_keeps_its_first_half(make_world: Callable[..., World]) -> None:
    world = make_world("en-GB")
    place(world, "Camden Desk", area="NW1", how="call 020 7946 0142")
    place(world, "Peckham Desk", area="SE", how="call 020 7946 0143")
    heard = asks(world.mentee, "resources housing se15 3ab")
    assert "Peckham Desk" in heard
    assert "Camden Desk" not in heard
    assert area_of(world, world.mentee) == "SE15"


def test_three_a_text_and_more_only_behind_a_list(world: World) -> None:
    for number in range(1, 6):
        place(world, f"Place {number}", "work", ask_for="Ana", hours="Mon to Fri 9 to 4")
    dee = world.mentee
    dee.hears()
    assert dee.says("more") == [PERSON]
    dee.hears()
    first = asks(dee, "RESOURCES work")
    assert first.count("Place") == 3
    assert "Ask for Ana. Mon to Fri 9 to 4." in first
    assert "MORE" in first
    second = asks(dee, "more please")
    assert [name for name in ("Place 4", "Place 5", "Place 1") if name in second] == ["Place 4", "Place 5"]
    assert "MORE" not in second
    assert "all I have" in asks(dee, "MORE")
    world.mentor.says("see you at 5?")
    dee.hears()
    assert dee.says("more") != [COMMAND]


def test_what_was_long_not_checked_comes_last_and_says_so(world: World) -> None:
    place(world, "Old Desk", checked_on=date(2025, 3, 1))
    place(world, "New Desk")
    place(world, "Unseen Desk", checked_on=None)
    heard = asks(world.mentee, "RESOURCES housing")
    assert heard.index("New Desk") < heard.index("Old Desk") < heard.index("Unseen Desk")
    assert "(checked March 2025)" in heard
    assert "(not checked yet)" in heard


def test_what_was_retired_or_reported_is_told_to_nobody(world: World) -> None:
    place(world, "Gone Desk", retired_at=world.now)
    place(world, "Shut Desk", reports=1)
    place(world, "Open Desk")
    heard = asks(world.mentee, "RESOURCES housing")
    assert "Open Desk" in heard
    assert "Gone" not in heard
    assert "Shut" not in heard


def test_an_answer_in_ones_own_words_stays_an_answer(world: World) -> None:
    place(world, "Jobs Club", "work", area="60612")
    dee = world.mentee
    dee.hears()
    dee.says("GOAL")
    dee.hears()
    assert dee.says("work near 60612") == [ANSWER]


# --- a week later
# ---------------------------------------------------------------------------------------------


def told(world: World, *names: str, need: str = "work") -> Phone:
    """Somebody who was told of these places, and about a week later is asked whether they helped."""
    for name in names:
        place(world, name, need)
    world.at("Tue 12:00")
    asks(world.mentee, f"RESOURCES {need}")
    for _ in range(10):
        world.passes(days=1)
        if any("places to try" in one or "Bead" in one for one in world.mentee.hears()):
            break
    return world.mentee


def prompts_a_day(world: World, phone: Phone) -> list[int]:
    days = [row.created_at.date() for row in world.outbox(phone, message_class="prompt")]
    return [days.count(day) for day in set(days)]


@pytest.mark.mission("3.5")
def test_a_week_later_it_is_asked_once_whether_they_helped(world: World) -> None:
    dee = told(world, "Jobs Club", "Second Shift")
    assert 6 <= (world.now - world.rows(t.PlaceList)[0].sent_at).days <= 11
    assert dee.says("yeah it helped thanks") == [ANSWER]
    assert dee.hears() == ["Good to hear. Thanks for telling me."]
    assert world.rows(t.PlaceList)[0].outcome == "yes"
    assert requests(world, dee) == []
    for _ in range(21):
        world.passes(days=1)
        assert not any("places to try" in one for one in dee.hears())
    assert max(prompts_a_day(world, dee)) == 1


def test_nobody_is_reminded_of_it(world: World) -> None:
    dee = told(world, "Jobs Club")
    for _ in range(12):
        world.passes(days=1)
        assert not any("laces" in one for one in dee.hears())


def test_no_stands_at_the_desk_and_another_is_named(world: World) -> None:
    dee = told(world, "One", "Two", "Three", "Four")
    dee.says("no they said im not in their area")
    [heard] = dee.hears()
    assert "Four" in heard
    assert world.coordinator.name in heard
    assert requests(world, dee) == [("place_no_help", "One, Two, Three")]
    assert world.rows(t.PlaceList)[0].outcome == "no"


def test_not_gone_asks_nothing_more(world: World) -> None:
    dee = told(world, "One")
    dee.says("nah didnt make it there")
    assert dee.hears() == ["No hurry. Text RESOURCES when you want places again."]
    assert requests(world, dee) == []


def test_a_place_that_was_closed_is_told_to_nobody_until_it_is_checked(world: World) -> None:
    dee = told(world, "One")
    place(world, "Other", "work")
    dee.says("they was closed when i got there")
    assert "Other" in dee.hears()[0]
    assert requests(world, dee) == [("place_closed", "One")]
    assert {row.name: row.reports for row in world.rows(t.Resource)} == {"One": 1, "Other": 0}


def test_of_several_nobody_knows_which_was_closed(world: World) -> None:
    dee = told(world, "One", "Two")
    dee.says("4")
    assert requests(world, dee) == [("place_closed", "One, Two")]
    assert all(row.reports == 0 for row in world.rows(t.Resource))


def test_nobody_is_asked_after_danger(world: World) -> None:
    place(world, "One", "work")
    dee = world.mentee
    world.at("Tue 12:00")
    asks(dee, "RESOURCES work")
    dee.says("i want to kill myself")
    dee.hears()
    for _ in range(12):
        world.passes(days=1)
        assert not any("places" in one for one in dee.hears())


def test_what_somebody_looked_for_lies_readable_nowhere(world: World) -> None:
    place(world, "Quiet Clinic", "treatment", area="60612")
    dee = world.mentee
    asks(dee, "RESOURCES support groups 60612")
    [row] = world.rows(t.PlaceList)
    assert b"treatment" not in row.body
    assert b"60612" not in row.body
