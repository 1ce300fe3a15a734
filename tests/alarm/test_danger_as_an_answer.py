"""Words of danger as the answer to a question: it rests, they are no name; a relapse is a hard week."""

from collections.abc import Callable

import pytest

from records import tables as t
from records.kinds import InboxOutcome
from tests.world.world import Phone, World, page_entries


@pytest.fixture
def asked_name(make_world: Callable[..., World]) -> World:
    """Dee has just been asked what to call them."""
    world = make_world(joined=False, calls=True)
    world.mentee.hears()
    world.mentee.says("YES")
    world.mentee.says("YES")
    assert "What should I call you" in world.mentee.hears()[-1]
    return world


@pytest.mark.mission("3.1")
@pytest.mark.found("C6")
@pytest.mark.parametrize(
    "text",
    [
        "i want to die",
        "cant go on like this",
        "im done living",
        "nobody would miss me",
        "they put me out",
        "my ex hits me",
    ],
)
def test_it_rests_and_is_no_name(asked_name: World, text: str) -> None:
    dee = asked_name.mentee
    dee.says(text)
    heard = dee.hears()
    assert len(heard) == 1
    assert "call you" not in heard[0]
    assert dee.case.person.name == "Dee"
    assert not dee.case.person.talking
    dee.says("ok")
    asked_name.passes(days=1)
    assert not any("call you" in one for one in dee.hears())


def asked_mood(world: World) -> Phone:
    """Dee has just been asked how the week was."""
    world.at("Fri 18:00")
    world.mentee.hears()
    return world.mentee


@pytest.mark.found("C6")
@pytest.mark.parametrize(
    "text",
    ["cant go on like this", "whats the point in being alive", "i just want it all to be over"],
)
def test_a_concern_told_as_the_mood_is_kept_as_a_hard_week_and_rests(world: World, text: str) -> None:
    dee = asked_mood(world)
    assert dee.says(text) == [InboxOutcome.SAFETY]
    [heard] = dee.hears()
    assert "988" in heard
    assert "Which number" not in heard
    assert ("mood", f"2 ({text})") in page_entries(world.record_of(dee, "check_in"))
    assert not dee.case.person.talking


def test_a_mood_that_can_be_read_goes_on_with_who_may_get_in_touch(world: World) -> None:
    dee = asked_mood(world)
    dee.says("1 i feel so hopeless")
    [heard] = dee.hears()
    assert "Would you like Terry to get in touch" in heard


@pytest.mark.found("C6")
def test_a_small_step_is_never_made_of_words_of_danger(world: World) -> None:
    dee = asked_mood(world)
    dee.says("4")
    dee.hears()
    dee.says("no point making plans, i wont be here much longer")
    [heard] = dee.hears()
    assert "988" in heard
    assert not dee.case.person.steps
    assert not dee.case.person.talking


@pytest.mark.mission("3.3")
@pytest.mark.found("C7")
@pytest.mark.parametrize(
    "text", ["not good. relapsed", "bad, i used again last night", "slipped up and used", "back on the gear"]
)
def test_a_relapse_told_as_the_mood_is_a_hard_week(world: World, text: str) -> None:
    dee = asked_mood(world)
    dee.says(text)
    [heard] = dee.hears()
    assert "does not undo what you have built" in heard
    assert "didn't catch" not in heard
    assert "Which number" not in heard
    assert "Would you like Terry to get in touch" in heard
    assert ("mood", f"2 ({text})") in page_entries(world.record_of(dee, "check_in"))
    dee.says("yes")
    assert dee.hears()


@pytest.mark.found("C7")
def test_in_spanish_as_well(make_world: Callable[..., World]) -> None:
    world = make_world("es")
    dee = asked_mood(world)
    dee.says("mal, recaí")
    [heard] = dee.hears()
    assert "no borra lo que has logrado" in heard
    assert "Marta" in heard
    [flag] = world.rows(t.Flag)
    assert (flag.tier, flag.category) == ("concern", "relapse")
