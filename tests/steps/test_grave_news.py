"""Beside a death, a loss, a job gone, no question of ours is put; and what happened is no step."""

import pytest

from records import tables as t
from tests.control.texting import add_place
from tests.world.world import World, page_entries

GRAVE = ("my nan died", "they let me go from work", "mi abuela murio anoche", "me echaron de la chamba")
QUESTIONS = ("?", "1 ", "Which number", "in your way", "good at", "small step", "Who", "When")


def up_to_small_question(world: World, which: int) -> None:
    """A check-in or more, up to the small question behind the last."""
    for _ in range(which):
        world.at("Fri 18:00")
        world.mentee.says("4", "skip")
        world.deliver()
        world.mentee.says("skip")
        world.deliver()
    world.mentee.hears()


def small_question(world: World, which: int) -> str:
    up_to_small_question(world, which)
    world.at("Fri 18:00")
    world.mentee.says("4")
    world.deliver()
    world.mentee.says("skip")
    world.deliver()
    return world.mentee.hears()[-1]


def asks(text: str) -> list[str]:
    return [one for one in QUESTIONS if one in text]


@pytest.mark.parametrize("text", GRAVE)
@pytest.mark.parametrize("which", [1, 2])
def test_a_small_question_is_let_go(world: World, which: int, text: str) -> None:
    asked = small_question(world, which)
    assert "good at" in asked or "in your way" in asked
    world.mentee.says(text)
    world.deliver()
    (said,) = world.mentee.hears()
    assert asks(said) == []
    assert not world.mentee.case.person.talking
    assert not any(one.body for one in world.rows(t.SmallAnswer))


@pytest.mark.parametrize("text", GRAVE)
@pytest.mark.parametrize("command", ["KIT ADD", "BARRIER", "MEET"])
def test_nor_is_what_they_began_themselves_put_again(world: World, command: str, text: str) -> None:
    world.mentee.says(command)
    world.deliver()
    world.mentee.hears()
    world.mentee.says(text)
    world.deliver()
    (said,) = world.mentee.hears()
    assert asks(said) == []


@pytest.mark.parametrize("text", GRAVE)
def test_the_check_in_waits_for_another_day(world: World, text: str) -> None:
    world.at("Fri 18:00")
    world.deliver()
    world.mentee.hears()
    for _ in range(2):
        world.mentee.says(text)
        world.deliver()
    assert not any(asks(said) for said in world.mentee.hears())
    assert [one.name for one in world.mentee.case.person.talking] == ["check_in"]
    world.mentee.says("2")
    world.deliver()
    assert "Terry" in world.mentee.hears()[-1]


@pytest.mark.parametrize("text", GRAVE)
def test_it_is_no_step(world: World, text: str) -> None:
    world.at("Fri 18:00")
    world.mentee.says("3")
    world.deliver()
    world.mentee.hears()
    world.mentee.says(text)
    world.deliver()
    assert world.rows(t.Step) == []
    assert asks(world.mentee.hears()[-1]) == []


@pytest.mark.parametrize(
    "text", ["nah he never came", "cos someone did it for me", "no, no vino", "they cancelled on me"]
)
def test_what_happened_is_no_step_either(world: World, text: str) -> None:
    world.at("Fri 18:00")
    world.mentee.says("3")
    world.deliver()
    world.mentee.hears()
    world.mentee.says(text)
    world.deliver()
    assert world.rows(t.Step) == []
    assert world.mentee.case.person.talking
    assert [one.needs_person for one in world.rows(t.Inbox)][-1]
    assert world.rows(t.Flag) == []
    world.mentee.says("call the clinic")
    world.deliver()
    world.mentee.says("no")
    assert len(world.rows(t.Step)) == 1


@pytest.mark.parametrize("text", ["go to my nans funeral", "get my lost id back", "quiero ver a mi hija"])
def test_a_plan_is_a_step(world: World, text: str) -> None:
    world.at("Fri 18:00")
    world.mentee.says("3")
    world.deliver()
    world.mentee.says(text)
    world.deliver()
    world.mentee.says("no")
    assert len(world.rows(t.Step)) == 1


def test_what_is_in_the_way_is_not_put_again_behind_every_answer(world: World) -> None:
    add_place(world, "en-US")
    assert "in your way" in small_question(world, 2)
    for text in ("GOALS", "DONE", "are you a bot?", "RECORD", "MENTOR you there"):
        world.mentee.says(text)
        world.deliver()
    assert not any("in your way" in one for one in world.mentee.hears())
    world.mentee.says("housing")
    world.deliver()
    assert any(one.question == "barrier" and one.body for one in world.rows(t.SmallAnswer))


@pytest.mark.parametrize("text", ["3 my nan died", "4 but they let me go from work", "3 mi abuela murio"])
def test_told_with_the_score_nothing_more_is_asked(world: World, text: str) -> None:
    world.at("Fri 18:00")
    world.mentee.hears()
    world.mentee.says(text)
    world.deliver()
    (said,) = world.mentee.hears()
    assert asks(said) == []
    assert "glad" not in said.casefold()
    assert not world.mentee.case.person.talking
    [mood] = [one for one in page_entries(world.record_of(world.mentee, "check_in")) if one[0] == "mood"]
    assert mood[1].startswith(text[0])
    assert [one.needs_person for one in world.rows(t.Inbox)][-1]


def test_after_a_hard_week_it_is_asked_who_may_get_in_touch(world: World) -> None:
    world.at("Fri 18:00")
    world.mentee.hears()
    world.mentee.says("1 my nan died")
    assert "Would you like Terry" in world.mentee.hears()[-1]


@pytest.mark.parametrize(("text", "kept"), [("3 my nan died", True), ("5. take care of ana for me", False)])
def test_nor_is_it_thanked_for_days_later(world: World, text: str, kept: bool) -> None:
    world.at("Fri 18:00")
    world.passes(days=5)
    world.mentee.hears()
    world.mentee.says(text)
    world.deliver()
    said = world.mentee.hears()[-1]
    assert "never too late" not in said
    moods = [one for one in page_entries(world.record_of(world.mentee, "check_in")) if one[0] == "mood"]
    assert bool(moods) is kept
    assert [one.needs_person for one in world.rows(t.Inbox)][-1]
