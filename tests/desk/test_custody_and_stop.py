"""Custody is a coordinator's to begin and to end; a STOP is the person's own. Neither undoes the other."""

import pytest

from channels.port import InboundKind
from handlers.desk import addresses, people, staff
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, Stage, Standing
from tests.world.world import Phone, World


def stage(world: World, to: Stage) -> None:
    world.change(
        lambda c: people.set_stage(
            c, world.house.tools, world.now, staff_id="staff", person_id=world.mentee.id, stage=to
        )
    )


@pytest.mark.parametrize("custody_first", [True, False])
def test_a_start_after_a_stop_in_custody_lifts_the_stop_alone(world: World, custody_first: bool) -> None:
    dee = world.mentee
    if custody_first:
        stage(world, Stage.CUSTODY)
        dee.says("STOP")
    else:
        dee.says("STOP")
        stage(world, Stage.CUSTODY)
    assert dee.standing is Standing.STOPPED
    assert dee.says("START") == [InboxOutcome.FOR_A_PERSON]
    assert dee.standing is Standing.CUSTODY
    dee.hears()
    world.passes(days=8)
    assert dee.hears() == [], "no check-in in custody"
    stage(world, Stage.COMMUNITY)
    assert dee.standing is Standing.ACTIVE


def test_a_stop_in_custody_stays_one_on_release(world: World) -> None:
    dee = world.mentee
    stage(world, Stage.CUSTODY)
    dee.says("STOP")
    stage(world, Stage.COMMUNITY)
    assert dee.standing is Standing.STOPPED
    assert dee.says("START") == [InboxOutcome.CONSENT]
    assert dee.standing is Standing.ACTIVE


def test_a_link_that_is_opened_in_custody_begins_nothing(make_world: type[World]) -> None:
    world = make_world(also=("telegram",))
    dee = world.mentee
    code = world.change(
        lambda c: addresses.make_link(c, world.house.tools, world.now, staff_id="staff", person_id=dee.id)
    )
    stage(world, Stage.CUSTODY)
    chat = Phone(world, "Dee", "7001", "telegram")
    assert chat.sends(InboundKind.START_LINK, code) == InboxOutcome.FOR_A_PERSON
    assert chat.id == dee.id, "the chat is theirs, for when they come back"
    assert dee.standing is Standing.CUSTODY


def test_a_pause_that_a_start_ended_does_not_come_back_with_custody(world: World) -> None:
    dee = world.mentee
    dee.says("PAUSE until March 14")
    dee.says("STOP")
    dee.says("START")
    stage(world, Stage.CUSTODY)
    stage(world, Stage.COMMUNITY)
    assert dee.standing is Standing.ACTIVE


def test_a_pause_that_custody_fell_into_goes_on(world: World) -> None:
    dee = world.mentee
    dee.says("PAUSE until March 14")
    stage(world, Stage.CUSTODY)
    stage(world, Stage.COMMUNITY)
    assert dee.standing is Standing.PAUSED


def test_a_pause_that_is_asked_for_in_custody_does_not_end_custody(world: World) -> None:
    dee = world.mentee
    stage(world, Stage.CUSTODY)
    assert dee.says("PAUSE 1 week") == [InboxOutcome.FOR_A_PERSON]
    assert dee.standing is Standing.CUSTODY
    dee.hears()
    world.passes(days=8)
    assert dee.standing is Standing.CUSTODY
    assert dee.hears() == []


def test_start_answers_how_long_the_pause_shall_be(world: World) -> None:
    dee = world.mentee
    dee.says("PAUSE")
    assert world.waiting(dee)
    dee.says("START")
    assert world.waiting(dee) == []
    dee.hears()
    world.passes(days=3)
    assert not any("how long" in text.lower() for text in dee.hears())


def test_start_from_custody_is_for_a_person(world: World) -> None:
    dee = world.mentee
    world.effects(fx.SetStanding(dee.id, Standing.CUSTODY))
    assert dee.says("START") == [InboxOutcome.FOR_A_PERSON]
    assert dee.standing is Standing.CUSTODY
    assert world.rows(t.Inbox)[-1].needs_person


def test_staff_cannot_write_to_a_phone_in_custody(world: World) -> None:
    dee = world.mentee
    world.effects(fx.SetStanding(dee.id, Standing.CUSTODY))
    with pytest.raises(staff.CannotSend, match="custody"):
        world.change(
            lambda c: staff.reply(
                c,
                world.house.sealer,
                world.now,
                staff_id="nobody",
                staff_name="Robin",
                person_id=dee.id,
                text="Are you all right?",
            )
        )
