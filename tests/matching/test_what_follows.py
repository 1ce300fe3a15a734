"""Once a match is over: staying in touch, giving back; who left early is asked once, in another's name."""

from itertools import pairwise

import pytest

from handlers.desk import matches
from handlers.desk.matches import end_preview
from records import tables as t
from records.kinds import PlanKind, Role, Standing
from tests.world.world import World


def ends(world: World, robin: str, why: str, **more: object) -> None:
    match_id = str(world.rows(t.Match)[0].id)
    world.change(
        lambda c: matches.end(
            c, world.house.tools, world.now, staff_id=robin, match_id=match_id, why=why, **more
        )
    )
    world.deliver()


def until(world: World, words: str, days: int = 30) -> str:
    for _ in range(days):
        world.passes(days=1)
        if found := [text for text in world.mentee.hears() if words in text]:
            return found[0]
        if world.mentee.case.person.talking and world.mentee.case.person.talking[0].name == "check_in":
            world.mentee.says("4")
            world.mentee.says("skip")
            world.mentee.hears()
    return ""


def plan_of(world: World) -> object:
    return next(p for p in world.mentee.case.person.plans if p.kind is PlanKind.CHECK_IN)


@pytest.mark.mission("1.9")
@pytest.mark.parametrize(
    ("answer", "weeks", "on"), [("1", 1, True), ("2", 4, True), ("3", 13, True), ("4", 1, False)]
)
def test_how_often_is_theirs_to_say(world: World, robin: str, answer: str, weeks: int, on: int) -> None:
    ends(world, robin, "finished")
    assert until(world, "stay in touch")
    world.mentee.says(answer)
    (said,) = world.mentee.hears()
    assert "give something back" in said
    world.mentee.says("become a mentor")
    (said,) = world.mentee.hears()
    assert "Robin" in said
    plan = plan_of(world)
    assert (plan.every_weeks, plan.due_at is not None) == (weeks, bool(on))  # type: ignore[attr-defined]  # whoever joined has a plan
    assert [row.kind for row in world.rows(t.Request)] == ["become_mentor"]
    assert Role.MENTOR not in world.mentee.case.person.roles, "a person decides"
    world.mentee.hears()
    if not on:
        world.passes(days=60)
        assert world.mentee.hears() == []


def test_a_check_in_once_a_month_comes_once_a_month(world: World, robin: str) -> None:
    ends(world, robin, "finished")
    until(world, "stay in touch")
    world.mentee.says("2")
    world.mentee.says("3")
    world.mentee.hears()
    days = []
    for day in range(1, 90):
        world.passes(days=1)
        if any("How was your week" in text for text in world.mentee.hears()):
            days.append(day)
            world.mentee.says("4")
            world.mentee.says("skip")
            world.mentee.hears()
    assert all(b - a == 28 for a, b in pairwise(days)), days
    assert 2 <= len(days) <= 4


@pytest.mark.mission("1.9")
def test_who_left_early_is_asked_once_and_not_in_the_mentors_name(world: World, robin: str) -> None:
    ends(world, robin, "left", asks_later=True)
    world.mentee.hears()
    question = until(world, "could have gone better")
    assert "Robin" in question
    assert "Terry" not in question
    world.mentee.says("it was too much at once")
    world.mentee.hears()
    world.mentee.says("yes")
    assert [row.kind for row in world.rows(t.Request)] == ["left_touch"]
    world.mentee.hears()
    assert until(world, "could have gone better", 60) == ""


def test_nobody_is_asked_unless_a_person_wanted_it(world: World, robin: str) -> None:
    ends(world, robin, "left")
    world.mentee.hears()
    assert until(world, "could have gone better", 60) == ""


def test_a_stop_stays_a_stop(world: World, robin: str) -> None:
    ends(world, robin, "left", asks_later=True)
    world.mentee.says("STOP")
    world.mentee.hears()
    world.passes(days=60)
    assert world.mentee.hears() == []
    assert world.mentee.standing is Standing.STOPPED


@pytest.mark.parametrize("why", ["finished", "left", "moved_away", "custody"])
def test_what_is_shown_is_sent_and_only_to_whom_was_chosen(world: World, robin: str, why: str) -> None:
    dee, terry = world.mentee, world.mentor
    match_id = str(world.rows(t.Match)[0].id)
    with world.house.read() as connection:
        lines = end_preview(connection, world.house.tools, world.now, match_id=match_id, why=why)
    shown = {one.role: one.words for one in lines}
    dee.hears(), terry.hears()
    ends(world, robin, why, tell=[Role.MENTOR])
    assert dee.hears() == []
    assert terry.hears() == [shown[Role.MENTOR]]
    if why == "custody":
        assert Role.MENTEE not in shown, "nothing goes to a phone that others may hold"
        assert "custody" not in shown[Role.MENTOR]


def test_nothing_follows_custody_or_a_move_away(world: World, robin: str) -> None:
    ends(world, robin, "moved_away")
    world.mentee.hears()
    assert until(world, "stay in touch", 40) == ""
