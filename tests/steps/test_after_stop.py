"""After a STOP only START brings messages back, and whoever changes their mind hears what holds now."""

import pytest

from channels.port import InboundKind
from conversations.state import Status
from records import tables as t
from records.kinds import InboxOutcome, Standing
from tests.world.world import World

OFF = "Messages to you are off."
GONE = "You won't get any more messages"
ON = "Messages from Lakeside are on."


def open_questions(world: World) -> list[str]:
    return [
        one.name
        for one in world.rows(t.Conversation)
        if one.person_id == world.mentee.id and one.state == Status.WAITING
    ]


def asked(world: World, *texts: str) -> None:
    """A question of ours is open, and has arrived."""
    if texts:
        world.mentee.says(*texts)
    else:
        world.at("Fri 18:00")
    world.deliver()
    world.mentee.hears()
    assert open_questions(world)


@pytest.mark.parametrize(
    "begun", [(), ("STEP",), ("KIT ADD",), ("PAUSE",), ("DELETE",), ("MEET",), ("TIME",), ("LANGUAGE",)]
)
@pytest.mark.parametrize("text", ["yes", "YES", "si", "yes please", "4", "no", "friday 6pm", "skip", "1"])
def test_an_answer_to_what_was_open_brings_nothing_back(
    world: World, begun: tuple[str, ...], text: str
) -> None:
    asked(world, *begun)
    world.mentee.says("STOP")
    world.deliver()
    assert open_questions(world) == []
    world.mentee.hears()
    world.mentee.says(text)
    world.deliver()
    assert world.mentee.standing is Standing.STOPPED
    assert all(OFF in one for one in world.mentee.hears())
    world.passes(days=9)
    assert world.mentee.hears() == []


def test_a_bare_yes_is_told_once_how_messages_come_back(world: World) -> None:
    world.mentee.says("STOP")
    world.deliver()
    world.mentee.hears()
    for _ in range(3):
        world.mentee.says("yes")
        world.passes(minutes=5)
    (said,) = world.mentee.hears()
    assert OFF in said
    world.mentee.says("START")
    world.deliver()
    assert world.mentee.standing is Standing.ACTIVE


def test_neither_does_a_yes_that_the_carrier_takes_for_start(world: World) -> None:
    asked(world)
    world.mentee.says("STOP", opt_out="STOP")
    world.mentee.says("YES", opt_out="START")
    assert world.mentee.standing is Standing.STOPPED
    world.mentee.says("START", opt_out="START")
    assert world.mentee.standing is Standing.ACTIVE


def test_nor_one_to_an_invitation_that_was_refused_by_stop(make_world) -> None:  # type: ignore[no-untyped-def]  # a fixture with many keywords
    world = make_world(joined=False)
    world.mentee.says("STOP")
    world.mentee.says("yes")
    assert world.mentee.standing is Standing.STOPPED
    world.mentee.says("START")
    world.deliver()
    assert world.mentee.standing is Standing.ACTIVE
    assert "Dee" in world.mentee.hears()[-1]


def test_a_stop_that_the_carrier_acted_on_beside_danger_ends_the_messages(world: World) -> None:
    world.mentee.says("stop it all i want to kill myself tonight", opt_out="STOP")
    assert world.mentee.standing is Standing.STOPPED


def test_a_wrong_person_hears_no_other_question(world: World) -> None:
    """What ends in a stop takes up nothing that had been interrupted."""
    asked(world)
    world.mentee.says("this isnt dee anymore she lost this phone")
    world.deliver()
    assert world.mentee.standing is Standing.STOPPED
    assert open_questions(world) == []


@pytest.mark.parametrize("minutes", [0, 1, 4])
def test_whoever_changes_their_mind_hears_what_holds_now(world: World, minutes: int) -> None:
    for _ in range(5):
        for text, line, standing in (("STOP", GONE, Standing.STOPPED), ("START", ON, Standing.ACTIVE)):
            assert world.mentee.says(text) == [InboxOutcome.CONSENT]
            world.deliver()
            assert world.mentee.standing is standing
            assert line in world.mentee.hears()[-1]
            if minutes:
                world.passes(minutes=minutes)


def test_also_from_a_pause(world: World) -> None:
    for _ in range(3):
        world.mentee.says("PAUSE 1 week")
        world.deliver()
        assert world.mentee.standing is Standing.PAUSED
        world.mentee.says("START")
        world.deliver()
        assert world.mentee.standing is Standing.ACTIVE
        assert ON in world.mentee.hears()[-1]


def test_what_no_person_types_so_fast_is_braked_all_the_same(world: World) -> None:
    outcomes = [world.mentee.says(text)[0] for _ in range(20) for text in ("STOP", "START")]
    assert InboxOutcome.BRAKED in outcomes


def test_a_tap_on_an_old_button_brings_nothing_back(make_world) -> None:  # type: ignore[no-untyped-def]  # a fixture with many keywords
    world = make_world(channel="telegram")
    world.at("Fri 18:00")
    world.mentee.says("STOP")
    world.deliver()
    newest = [one for one in world.mentee.inbox if one.buttons][-1]
    world.mentee.sends(InboundKind.BUTTON, newest.buttons[0].label, button=newest.buttons[0].data)
    assert world.mentee.standing is Standing.STOPPED
