"""Several texts before our reply arrives are one answer; a question or a need among them is answered."""

import pytest

from records import tables as t
from tests.world.world import World

ASKS = (
    "can i bring my kid on tuesday?",
    "what time does the office open",
    "need help with rent",
    "can you ask robin to call me",
    "my nan died",
    "cant go on like this",
    "¿a que hora es?",
    "necesito hablar con alguien",
)


def breath(world: World, *texts: str) -> list[tuple[str, bool]]:
    """What became of texts that came before anything of ours left."""
    before = len(world.rows(t.Inbox))
    world.mentee.hears()
    world.receive(*(world.mentee.inbound(text) for text in texts), deliver=False)
    world.deliver()
    return [(row.outcome, row.needs_person) for row in world.rows(t.Inbox)[before:]]


@pytest.mark.parametrize("text", ASKS)
@pytest.mark.parametrize("first", ["4", "ok thanks"])
def test_what_asks_for_something_is_answered(world: World, first: str, text: str) -> None:
    world.at("Fri 18:00")
    _, (outcome, needs_person) = breath(world, first, text)
    assert outcome in ("for_a_person", "safety")
    assert needs_person
    assert len(world.mentee.hears()) == 2


@pytest.mark.parametrize("command", ["GOALS", "HELP", "STEP find a bike", "MENTOR you there", "RECORD"])
def test_so_is_a_command(world: World, command: str) -> None:
    world.at("Fri 18:00")
    breath(world, "4", command)
    assert len(world.mentee.hears()) == 2


def test_an_answer_in_two_texts_is_one(world: World) -> None:
    world.at("Fri 18:00")
    assert breath(world, "4", "was alright really") == [("answer", False), ("answer", False)]
    assert len(world.mentee.hears()) == 1


def test_three_pieces_of_one_question_get_one_answer(world: World) -> None:
    breath(world, "what", "time is it open", "tomorrow")
    assert len(world.mentee.hears()) == 1


def test_a_question_among_the_parts_of_a_kit_is_answered(world: World) -> None:
    world.mentee.says("KIT ADD")
    world.deliver()
    found = breath(world, "Anna", "can she be my mentor instead?")
    assert found[1] == ("for_a_person", True)
    assert len(world.rows(t.KitEntry)) == 1
    assert any("Robin" in said for said in world.mentee.hears())


def test_a_question_is_no_step(world: World) -> None:
    world.at("Fri 18:00")
    world.mentee.says("4")
    world.mentee.says("do you know when the library opens")
    assert world.waiting(world.mentee) == ["next-step"]
    world.mentee.says("when i get paid buy boots")
    world.mentee.says("no")
    assert len(world.rows(t.Step)) == 1
