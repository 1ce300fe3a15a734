"""DISCREET: nothing that comes unasked names anybody, or repeats somebody's own words."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.discreet import quiet_variables
from conversations.keywords import Command, read
from records import tables as t
from records.kinds import InboxOutcome, PlanKind
from tests.world.world import World

COMMAND = InboxOutcome.COMMAND
STEP = "paint the blue fence"


def is_discreet(world: World) -> bool:
    [row] = [row for row in world.rows(t.Person) if row.id == world.mentee.id]
    return bool(row.discreet)


@pytest.mark.parametrize("text", ["DISCREET", "discreet on", "discrete mode", "Discreto", "modo discreto"])
def test_it_is_read_in_both_languages_and_as_people_spell_it(text: str) -> None:
    found = read(text, "en-US")
    assert found is not None
    assert found.kind is Command.DISCREET


@pytest.mark.parametrize("text", ["she was discreet about it", "be discreet please Terry", "es muy discreto"])
def test_talk_is_no_command(text: str) -> None:
    assert read(text, "es" if text.startswith("es") else "en-US") is None


@pytest.mark.parametrize(
    ("language", "on", "off"),
    [
        ("en-US", "DISCREET", "DISCREET OFF"),
        ("en-GB", "DISCREET", "DISCREET OFF"),
        ("es", "DISCRETO", "DISCRETO NO"),
    ],
)
def test_it_is_switched_by_a_word_and_says_the_way_back(
    make_world: Callable[..., World], language: str, on: str, off: str
) -> None:
    world = make_world(language=language)
    dee = world.mentee
    dee.hears()
    assert dee.says(on) == [COMMAND]
    assert off in dee.hears()[0]
    assert is_discreet(world)
    assert dee.says(off) == [COMMAND]
    assert on in dee.hears()[0]
    assert not is_discreet(world)


def test_own_words_and_names_stay_out_of_what_comes_unasked(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    dee.says(f"STEP {STEP}")
    dee.says("no")
    dee.says("DISCREET")
    dee.hears()
    world.at("Fri 18:00")
    world.passes(days=4)
    came = dee.hears()
    assert came
    assert not any(STEP in text or "Terry" in text or "Robin" in text for text in came)
    dee.says("GOALS")
    assert STEP in "\n".join(dee.hears()), "in an answer they stand: the phone is in their hand"
    terry.hears()


def test_words_passed_on_to_a_phone_that_nobody_holds_come_without_the_name(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    dee.says("DISCREET")
    dee.hears(), terry.hears()
    world.passes(hours=3)
    terry.says("Dee: are we good for thursday?")
    assert dee.hears() == ["Somebody you know: are we good for thursday?"]
    dee.says("yes")
    terry.says("Dee: great")
    assert "Terry: great" in dee.hears(), "in an exchange the name stands"


def test_a_meeting_is_reminded_of_without_place_or_name(world: World) -> None:
    dee = world.mentee
    dee.says("MEET thursday 3pm library")
    dee.says("yes")
    dee.says("DISCREET")
    dee.hears()
    world.at("Wed 20:00")
    came = "\n".join(dee.hears())
    assert "3 PM" in came
    assert "library" not in came
    assert "Terry" not in came


@given(
    st.dictionaries(
        st.sampled_from(["step", "goal", "promise", "place", "mentor", "other", "whom"]), st.text(min_size=1)
    )
)
def test_whatever_they_wrote_gives_way(given_words: dict[str, str]) -> None:
    quiet = quiet_variables(lambda wording: f"[{wording}]", given_words, every=True)
    assert all(str(value).startswith("[quiet-") for value in quiet.values())


def test_plans_go_on(world: World) -> None:
    due = world.plan(world.mentee, PlanKind.CHECK_IN).due_at
    world.mentee.says("DISCREET")
    assert world.plan(world.mentee, PlanKind.CHECK_IN).due_at == due
