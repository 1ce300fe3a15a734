"""What is asked for in somebody's own words is not a greeting, thanks, a laugh or a bare number."""

import pytest

from conversations.check_in import NEXT_STEP
from conversations.own_plan import HELPED
from tests.world.world import World

NOTHING = [
    "hey",
    "thx",
    "3",
    "ok cool",
    "lol",
    "what",
    "good",
    "gracias",
    "jaja",
    "que?",
    "hola buenas",
    "vale",
]
SOMETHING = [
    "be better today",
    "call mum",
    "3 job applications",
    "thank my sister",
    "say hi to the neighbours",
    "good night's sleep",
    "ir al banco",
    "dar las gracias a mi jefa",
    "same as last wk didnt get round to it",
    "lavar trastes",
]


@pytest.mark.parametrize("reply", NOTHING)
@pytest.mark.parametrize("language", ["en-US", "en-GB", "es"])
def test_it_is_asked_again(reply: str, language: str) -> None:
    for question in (NEXT_STEP, HELPED):
        assert question.read(reply, language) is None


@pytest.mark.parametrize("reply", SOMETHING)
def test_words_that_name_something_count(reply: str) -> None:
    for question in (NEXT_STEP, HELPED):
        read = question.read(reply, "en-US")
        assert read is not None
        assert read.value == reply


def test_a_leftover_number_is_no_step(world: World) -> None:
    world.at("Fri 18:00")
    dee = world.mentee
    dee.says("4")
    dee.hears()
    dee.says("3")
    [heard] = dee.hears()
    assert "few words" in heard
    dee.says("ring the clinic")
    assert "ring the clinic" in dee.hears()[0]


def test_a_place_to_look_near_is_no_note(world: World) -> None:
    dee = world.mentee
    dee.says("MY NOTES")
    dee.says("long evenings")
    dee.hears()
    dee.says("resources 60612")
    assert "looking for" in dee.hears()[0]
