"""One act, one reply: what comes in several pieces, twice, or from nobody."""

from collections.abc import Callable
from typing import Any

import pytest

from channels.port import InboundKind
from records import tables as t
from records.kinds import InboxOutcome
from tests.world.world import World

K = InboundKind
NOTED, FOR_A_PERSON, SAFETY, ANSWER = (
    InboxOutcome.NOTED,
    InboxOutcome.FOR_A_PERSON,
    InboxOutcome.SAFETY,
    InboxOutcome.ANSWER,
)


@pytest.mark.found("G1")
def test_ten_moves_of_a_location_are_one_act(chats: World) -> None:
    dee = chats.mentee
    dee.hears()
    assert dee.sends(K.LOCATION) is FOR_A_PERSON
    assert {dee.sends(K.SERVICE) for _ in range(10)} == {NOTED}
    assert len(dee.hears()) == 1
    assert len([row for row in chats.rows(t.Inbox) if row.kind == "service"]) == 10, "each is kept"


@pytest.mark.found("G1")
@pytest.mark.parametrize("kind", [K.LOCATION, K.PHOTO, K.VIDEO, K.STICKER, K.FILE])
def test_several_of_one_kind_in_a_row_get_one_reply(chats: World, kind: InboundKind) -> None:
    dee = chats.mentee
    dee.hears()
    for _ in range(5):
        assert dee.sends(kind) is FOR_A_PERSON
        chats.passes(seconds=5)
    assert len(dee.hears()) == 1
    chats.passes(minutes=11)
    dee.sends(kind)
    assert len(dee.hears()) == 1, "another act"


@pytest.mark.found("G1")
def test_an_album_of_photos_and_films_gets_one_reply_and_its_caption_is_screened(chats: World) -> None:
    dee = chats.mentee
    dee.hears()
    album = [
        dee.inbound("my new place", kind=K.PHOTO, media=1),
        dee.inbound("", kind=K.VIDEO, media=1),
        dee.inbound("", kind=K.PHOTO, media=1),
    ]
    chats.receive(*album)
    assert len(dee.hears()) == 1
    assert dee.sends(K.PHOTO, "i want to kill myself") is SAFETY
    assert dee.hears()


@pytest.mark.found("G2")
def test_pins_and_timers_are_answered_by_nobody_and_change_no_question(chats: World) -> None:
    dee = chats.mentee
    chats.at("Fri 18:00")
    dee.hears()
    assert dee.sends(K.SERVICE) is NOTED
    assert dee.hears() == []
    assert chats.waiting(dee) == ["mood"]
    stranger = chats.stranger()
    assert stranger.sends(K.SERVICE) is NOTED
    assert stranger.hears() == []


@pytest.mark.found("G3")
def test_two_taps_on_one_button_are_one(chats: World) -> None:
    dee = chats.mentee
    chats.at("Fri 18:00")
    dee.hears()
    button = next(one for one in dee.inbox[-1].buttons if one.label.startswith("4"))
    tap: Callable[[], Any] = lambda: dee.inbound(button.label, kind=K.BUTTON, button=button.data)  # noqa: E731 - named beside what it is compared with
    first, second, third = chats.receive(tap(), tap(), tap())
    assert first.outcome is ANSWER
    assert {second.outcome, third.outcome} == {NOTED}
    assert len(dee.hears()) == 1, "the next question, and nothing about a question that is over"


@pytest.mark.found("G3")
def test_another_button_or_the_same_one_much_later_is_a_tap_of_its_own(chats: World) -> None:
    dee = chats.mentee
    chats.at("Fri 18:00")
    dee.hears()
    asked = len([one for one in dee.inbox if one.buttons])
    dee.taps(dee.inbox[-1].buttons[3].label)
    dee.hears()
    back = len([one for one in dee.inbox if one.buttons]) - asked
    chats.passes(minutes=5)
    old = [one for one in dee.inbox if one.buttons][-1 - back]
    dee.sends(K.BUTTON, old.buttons[3].label, button=old.buttons[3].data)
    assert [text.startswith("That question is over") for text in dee.hears()] == [True]


@pytest.mark.found("G4")
@pytest.mark.parametrize(
    "again", ["is it open on sunday", "Is it open on Sunday?", " is it  open on sunday. "]
)
def test_an_edit_with_the_same_words_is_nothing_new(chats: World, again: str) -> None:
    dee = chats.mentee
    said = dee.inbound("is it open on sunday")
    chats.receive(said)
    dee.hears()
    assert dee.sends(K.EDIT, again, refers_to=said.provider_id) is NOTED
    assert dee.hears() == []


@pytest.mark.found("G4")
def test_an_edit_with_other_words_is_for_a_person_and_back_again_too(chats: World) -> None:
    dee = chats.mentee
    said = dee.inbound("is it open on sunday")
    chats.receive(said)
    dee.hears()
    assert dee.sends(K.EDIT, "is it open on monday", refers_to=said.provider_id) is FOR_A_PERSON
    assert dee.sends(K.EDIT, "is it open on sunday", refers_to=said.provider_id) is FOR_A_PERSON
    assert dee.sends(K.EDIT, "is it open on sunday 👍", refers_to=said.provider_id) is FOR_A_PERSON


@pytest.mark.found("G4")
def test_danger_that_was_edited_in_is_found_and_edited_again_it_is_not_told_twice(chats: World) -> None:
    dee = chats.mentee
    said = dee.inbound("not so good")
    chats.receive(said)
    assert dee.sends(K.EDIT, "i want to kill myself", refers_to=said.provider_id) is SAFETY
    dee.hears()
    assert dee.sends(K.EDIT, "i want to kill myself", refers_to=said.provider_id) is NOTED
    assert dee.hears() == []


@pytest.mark.found("G5")
@pytest.mark.parametrize("text", ["Loved a movie", "Le encantó una película", "Emphasized an image"])
def test_a_reaction_to_a_picture_is_noted(world: World, text: str) -> None:
    dee = world.mentee
    dee.hears()
    assert dee.says(text) == [NOTED]
    assert dee.hears() == []


@pytest.mark.found("G5")
def test_a_reaction_in_a_wording_of_its_own_is_noted(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    [asked] = dee.hears()[-1:]
    assert dee.says(f"Exclamó por “{asked}”") == [NOTED]
    assert dee.says(f"Exclamó por “{asked[:50]}…”") == [NOTED]
    assert dee.hears() == []
    assert world.waiting(dee) == ["mood"]
