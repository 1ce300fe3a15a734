"""Texting in: the programme's word is the consent, and the welcome follows it."""

import pytest
from sqlalchemy import update

from channels.port import InboundKind
from conversations.keywords import join_word
from records import tables as t
from records.consents import consent_words
from records.kinds import InboxOutcome, Role, Standing
from tests.world.world import Phone, World


@pytest.fixture
def stranger(world: World) -> Phone:
    """Somebody nobody knows, where LAKE is the word to join."""
    world.house.write(lambda connection: connection.execute(update(t.Programme).values(join_word="LAKE")))
    return world.stranger()


def test_the_word_is_the_consent_and_begins_the_welcome(world: World, stranger: Phone) -> None:
    assert stranger.says("lake!") == [InboxOutcome.CONSENT]
    (first,) = stranger.hears()
    assert first.startswith("Hello from Lakeside, an automated weekly check-in")
    assert "HELP for help, STOP to end the messages. Msg & data rates may apply." in first
    assert stranger.standing is Standing.ACTIVE
    consent = [row for row in world.rows(t.Consent) if row.person_id == stranger.id]
    assert [consent_words(world.house.sealer, row)[0] for row in consent] == ["texted the word to join"]
    assert stranger.case.person.roles == frozenset({Role.MENTEE})
    for answer in ("Jo", "tuesdays 5pm", "SKIP"):
        stranger.says(answer)
    assert stranger.case.person.name == "Jo"
    stranger.hears()
    world.at("Tue 17:00")
    assert "How was your week" in stranger.hears()[-1]


def test_somebody_who_names_no_time_has_the_usual_one(world: World, stranger: Phone) -> None:
    for text in ("LAKE", "Jo", "any time", "you choose", "SKIP"):
        stranger.says(text)
    stranger.hears()
    world.at("Wed 17:00")
    assert "How was your week" in stranger.hears()[-1]


def test_a_coordinator_sees_that_somebody_new_is_here(world: World, stranger: Phone) -> None:
    stranger.says("LAKE")
    assert [row.needs_person for row in world.rows(t.Inbox) if row.person_id == stranger.id] == [True]


def test_the_telegram_link_of_the_card_does_the_same(chats: World) -> None:
    chats.house.write(lambda connection: connection.execute(update(t.Programme).values(join_word="LAKE")))
    stranger = chats.stranger()
    assert stranger.sends(InboundKind.START_LINK, "LAKE") is InboxOutcome.CONSENT
    assert stranger.standing is Standing.ACTIVE


def test_without_a_word_nobody_joins_by_text(world: World) -> None:
    stranger = world.stranger()
    assert stranger.says("LAKE") == [InboxOutcome.STRANGER]
    assert stranger.standing is Standing.UNKNOWN


def test_a_word_within_other_words_is_no_consent(stranger: Phone) -> None:
    assert stranger.says("is the lake open today?") == [InboxOutcome.STRANGER]
    assert stranger.standing is Standing.UNKNOWN


@pytest.mark.parametrize("said", ["Lake", " lake. ", "\u200flake!", "“LAKE”", "(lake)"])
def test_the_join_word_is_read_in_one_way(said: str) -> None:
    assert join_word(said) == "LAKE"


def test_a_join_word_between_marks_joins(world: World) -> None:
    world.change(lambda c: c.execute(update(t.Programme).values(join_word="LAKE")))
    somebody = world.stranger()
    assert somebody.says("“Lake”") == [InboxOutcome.CONSENT]
    assert somebody.standing is Standing.ACTIVE
