"""Words between mentee and mentor: they go back and forth, and what is about somebody goes to staff."""

import pytest

from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, Standing
from tests.world.world import Phone, World

FOR_A_PERSON = InboxOutcome.FOR_A_PERSON


def needs_person(world: World) -> bool:
    """Whether the newest message waits for a human."""
    return bool(world.rows(t.Inbox)[-1].needs_person)


def told(world: World, words: str = "Tell Terry I'm late") -> tuple[Phone, Phone]:
    """Dee's words have been passed on to Terry."""
    dee, terry = world.mentee, world.mentor
    dee.says(words)
    dee.hears(), terry.hears()
    return dee, terry


@pytest.mark.mission("1.7")
def test_words_go_back_and_forth(world: World) -> None:
    dee, terry = told(world)
    terry.says("no worries, see you there")
    assert dee.hears() == ["Terry: no worries, see you there"]
    assert dee.says("on the bus now") == [FOR_A_PERSON]
    assert terry.hears()[-1] == "Dee: on the bus now"
    assert dee.hears()[0].startswith("Passed on to Terry")
    terry.says("Dee, I'm by the door")
    assert dee.hears() == ["Terry: Dee, I'm by the door"]


@pytest.mark.parametrize(
    "words", ["I'm worried about her, she sounded like she might hurt herself", "Dee didn't show up again"]
)
def test_a_mentors_worry_goes_to_the_coordinator(world: World, words: str) -> None:
    dee, terry = told(world)
    terry.says(words)
    assert dee.hears() == []
    assert needs_person(world)


def test_after_half_a_day_an_exchange_is_over(world: World) -> None:
    dee, terry = told(world)
    terry.says("no worries")
    dee.hears()
    world.passes(hours=13)
    terry.says("the room is double booked")
    assert dee.hears() == []
    assert needs_person(world)


def test_words_passed_on_do_not_ring_at_night(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.at("Mon 23:00")
    dee.hears(), terry.hears()
    assert dee.says("Tell Terry I'm late") == [FOR_A_PERSON]
    assert dee.hears()[0].startswith("Passed on to Terry")
    assert terry.hears() == []
    world.at("Tue 08:30")
    assert terry.hears() == ["Dee: I'm late"]
    terry.says("no worries")
    assert "Terry: no worries" in dee.hears()


def test_what_waits_for_the_morning_goes_before_a_later_word(world: World) -> None:
    """The other one turns out to be up: nothing of what was written stands behind what was written later."""
    dee, terry = world.mentee, world.mentor
    world.at("Mon 23:00")
    dee.hears(), terry.hears()
    dee.says("Tell Terry I'm not doing great")
    dee.says("tell Terry my room is so loud")
    assert terry.hears() == []
    terry.says("MENTEE you still up?")
    dee.says("tell Terry yes cant sleep")
    heard = terry.hears()
    order = [
        next(at for at, text in enumerate(heard) if words in text) for words in ("great", "loud", "sleep")
    ]
    assert order == sorted(order)


def test_a_relay_is_answered_before_an_older_question(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    terry.says("PROMISE")
    [question] = world.waiting(terry)
    world.passes(minutes=5)
    told(world)
    terry.says("see you at five")
    assert dee.hears() == ["Terry: see you at five"]
    assert world.waiting(terry) == [question]


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.STOPPED])
def test_a_mentor_who_rests_is_still_there(world: World, standing: Standing) -> None:
    world.effects(fx.SetStanding(world.mentor.id, standing))
    world.mentee.says("Tell Terry I'm late")
    assert world.mentee.hears() == ["Terry is taking a break. Robin will see this when they are next on."]
    assert needs_person(world)
