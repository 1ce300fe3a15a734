"""Goodbyes that lean on somebody: a person looks, they answer nothing, and what follows stays with them."""

import pytest

from records import tables as t
from records.kinds import InboxOutcome
from safety.recogniser import assess
from tests.world.world import World, page_entries

GOODBYES = (
    "take care of ana for me",
    "dile a mi mama que la quiero",
    "look after my kids for me",
    "u can have my ps5 bro i wont be needing it",
    "5. take care of ana for me",
    "good. tell my mum i love her",
    "been giving my stuff away today feels good",
)
CHEERFUL = ("Well done", "Nice", "Good to hear", "great", "Great", "glad", "celebrat")


def flags(world: World) -> list[str]:
    return [one.tier for one in world.rows(t.Flag) if one.person_id == world.mentee.id]


@pytest.mark.parametrize("text", GOODBYES)
def test_no_goodbye_stands_as_the_score_of_a_week(world: World, text: str) -> None:
    world.at("Fri 18:00")
    world.mentee.hears()
    assert world.mentee.says(text) == [InboxOutcome.SAFETY]
    world.deliver()
    assert flags(world) == ["concern"]
    [heard] = world.mentee.hears()
    assert not any(word in heard for word in CHEERFUL)
    assert [one for one in page_entries(world.record_of(world.mentee, "check_in")) if one[0] == "mood"] == []
    assert not world.mentee.case.person.talking


@pytest.mark.parametrize(
    "text", ["thanks for everything u did", "u was good to me", "ok bye then", "got the keys!!"]
)
def test_what_follows_is_a_persons_and_goes_on_to_nobody(world: World, text: str) -> None:
    world.mentor.says("Dee: you about tuesday?")
    world.deliver()
    world.mentee.hears()
    world.mentor.hears()
    world.mentee.says("take care of ana for me")
    world.deliver()
    world.mentee.hears()
    [flag] = world.rows(t.Flag)
    world.passes(minutes=4)
    world.mentee.says(text)
    world.deliver()
    assert world.mentor.hears() == []
    [row] = [one for one in world.rows(t.Inbox) if one.person_id == world.mentee.id][-1:]
    assert (row.outcome, row.needs_person, row.record_id) == ("for_a_person", True, flag.record_id)
    assert not any(word in one for one in world.mentee.hears() for word in CHEERFUL)


def test_words_for_the_mentor_by_command_go_there_and_a_person_reads_them_too(world: World) -> None:
    world.mentee.says("take care of ana for me")
    world.mentee.says("MENTOR thanks for all of it")
    world.deliver()
    assert any("thanks for all of it" in one for one in world.mentor.hears())
    [row] = [one for one in world.rows(t.Inbox) if one.person_id == world.mentee.id][-1:]
    assert row.needs_person


def test_once_somebody_has_answered_for_it_words_go_on_as_ever(world: World) -> None:
    world.mentor.says("Dee: you about tuesday?")
    world.deliver()
    world.mentee.says("take care of ana for me")
    [flag] = world.rows(t.Flag)
    world.coordinator.says(f"ACK {flag.code}")
    world.passes(minutes=2)
    world.mentor.hears()
    world.mentee.says("yeah im about")
    world.deliver()
    assert any("yeah im about" in one for one in world.mentor.hears())


def test_a_mentors_own_goodbye_is_not_followed_by_words_to_a_mentee(world: World) -> None:
    world.mentor.says("look after my kids for me")
    world.mentee.hears()
    world.mentor.says("Dee: you were the best of them")
    world.deliver()
    assert world.mentee.hears() == []


# Written before the rules were, and set aside while those were made; one was missed then.
HELD_BACK = (
    "dile a mi mama q la quiero mucho y q me perdone",
    "tell my mum none of this was her fault",
    "te dejo mis cosas, ya no las voy a necesitar",
    "tell my girls i tried my best",
    "just want u to know you were a good mentor to me. look after yourself and tell mum i love her",
    "keep an eye on danny for me he'll need someone",
    "thanks for everything you did for me. tell everyone im sorry",
    "tell bianca i was never mad at her",
    "you lot will be better off. look after mam",
    "no dejes que mi hijo me olvide",
    "tell the kids daddy loves them always",
    "i want you to have my chain",
)
HARMLESS = (
    *("take care", "say hi to ana for me", "can you look after my dog on saturday", "cuidate mucho"),
    *("tell sam ill be late", "dile a ana que llego tarde", "i take care of my mum most days"),
    *(
        "told my mum i love her on the phone today felt good",
        "le dije a mi mama que la quiero y lloramos jaja",
    ),
    *("gracias por todo, nos vemos el martes", "cuido a mi sobrino los lunes", "tell coach thanks for me"),
    *("im giving my stuff to charity when i move flat", "sold my ps5 to pay rent", "take care of that knee"),
    *("wrote a letter to my daughter today for her birthday", "love you lot thanks for the cake"),
    *("mi hermano se quedo con la moto mientras estoy en el curso", "dile a luis que gracias por el aventon"),
)


@pytest.mark.parametrize("text", HELD_BACK)
def test_the_kind_is_marked(text: str) -> None:
    assert assess(text).tier == "concern"


@pytest.mark.parametrize("text", HARMLESS)
def test_its_neighbours_are_not(text: str) -> None:
    assert assess(text).tier == "none"
