"""A name alone answers the question whom it is about, whatever came since; and how mentors begin."""

from collections.abc import Callable

import pytest

from records.kinds import InboxOutcome
from tests.steps.test_whose_answer import second_mentee
from tests.world.world import World

MakeWorld = Callable[..., World]


@pytest.mark.parametrize("spoke", ["", "MENTOR can we meet?"])
@pytest.mark.parametrize("first", ["", "PROMISE"])
@pytest.mark.parametrize("answer", ["dee", "with Dee", "luz pls"])
def test_a_name_answers_whom_to_meet(world: World, spoke: str, first: str, answer: str) -> None:
    luz = second_mentee(world)
    if first:
        world.mentor.says(first)
    for phone in (world.mentee, luz) if spoke else ():
        phone.says(spoke)
        phone.hears()
    world.passes(minutes=1)
    world.mentor.says("MEET")
    assert "Who would you like to meet" in world.mentor.hears()[-1]
    world.passes(minutes=1)
    assert world.mentor.says(answer) == [InboxOutcome.ANSWER]
    assert "Which day and time?" in world.mentor.hears()[-1]
    assert world.mentee.hears() == luz.hears() == []


def test_also_where_another_question_was_asked_since(world: World) -> None:
    second_mentee(world)
    world.mentor.says("MEET")
    world.passes(minutes=1)
    world.mentor.says("COVER")
    assert "From when until when" in world.mentor.hears()[-1]
    world.passes(minutes=1)
    assert world.mentor.says("dee") == [InboxOutcome.ANSWER]
    assert "Which day and time?" in world.mentor.hears()[-1]
    assert "cover-when:1" in world.waiting(world.mentor)


def test_not_dee_is_not_for_dee(world: World) -> None:
    world.mentor.says("dee she seems low can you check")
    assert "Is this for Dee, or for Robin?" in world.mentor.hears()[-1]
    world.mentor.says("not dee")
    assert "That's one for Robin" in world.mentor.hears()[-1]
    assert world.mentee.hears() == []


def test_it_goes_as_it_was_typed_once_they_say_so(world: World) -> None:
    world.mentor.says("dee how did it go with her")
    assert "Is this for Dee, or for Robin?" in world.mentor.hears()[-1]
    assert world.mentee.hears() == []
    world.mentor.says("dee")
    assert world.mentee.hears() == ["Terry: dee how did it go with her"]


@pytest.mark.parametrize("answer", ["robin", "for robin pls", "2", "no", "the team"])
def test_else_it_goes_to_no_mentee(world: World, answer: str) -> None:
    world.mentor.says("dee she seems low can you check")
    world.mentor.says(answer)
    world.passes(days=3)
    assert not any("seems low" in said for said in world.mentee.hears())


@pytest.mark.parametrize("language", ["en-US", "en-GB", "es"])
def test_the_invitation_of_a_mentor_is_a_mentors_and_no_dead_end(
    make_world: MakeWorld, language: str
) -> None:
    world = make_world(language, joined=False)
    (invited,) = world.mentor.hears()
    assert "mentor" in invited
    assert not any(word in invited for word in ("check-in", "charla"))
    (theirs,) = world.mentee.hears()
    assert "mentor" not in theirs
    assert world.mentor.says("great, looking forward to it, when do we start?") == [InboxOutcome.FOR_A_PERSON]
    (told,) = world.mentor.hears()
    assert ("EMPEZAR" if language == "es" else "YES") in told
    assert world.place.coordinator in told
    world.mentor.says("EMPEZAR" if language == "es" else "yes")
    assert world.mentor.case.person.standing == "active"
