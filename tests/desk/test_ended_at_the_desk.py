"""Somebody asks a coordinator to end the messages: it is done as STOP does it, and START brings them back."""

import pytest

from handlers.access.accounts import create_staff
from handlers.desk.ending import end_messages
from handlers.desk.staff import StaffError
from records import tables as t
from records.kinds import Stage, Standing
from tests.desk.test_custody_and_stop import stage
from tests.world.world import World


@pytest.fixture
def robin(world: World) -> str:
    """Robin's account."""
    return world.change(
        lambda c: create_staff(
            c,
            world.house.sealer,
            world.now,
            programme_id=world.programme_id,
            name="",
            login="robin",
            password_hash="none",
            person_id=world.coordinator.id,
        )
    )


def end(world: World, robin: str, how: str = "rang the office", person_id: str = "") -> None:
    world.change(
        lambda c: end_messages(
            c,
            world.house.tools,
            world.now,
            staff_id=robin,
            person_id=person_id or world.mentee.id,
            how=how,
        )
    )
    world.deliver()


@pytest.mark.found("A2")
def test_it_does_what_stop_does(world: World, robin: str) -> None:
    dee = world.mentee
    dee.hears()
    end(world, robin)
    (said,) = dee.hears()
    assert "START" in said
    assert dee.standing is Standing.STOPPED
    world.at("Fri 18:01")
    assert dee.hears() == [], "no check-in comes"
    assert world.rows(t.Audit)[-1].action == "ended messages"
    assert "ended-at-desk" in [row.label for row in world.rows(t.RecordEntry)]
    dee.says("START")
    assert dee.standing is Standing.ACTIVE


def test_a_check_in_that_waits_for_an_answer_ends_too(world: World, robin: str) -> None:
    dee = world.mentee
    world.at("Fri 18:01")
    dee.hears()
    end(world, robin)
    dee.hears()
    world.passes(days=4)
    assert dee.hears() == [], "and no reminder"


def test_at_night_no_text_says_so(world: World, robin: str) -> None:
    dee = world.mentee
    dee.hears()
    world.at("Fri 23:30")
    dee.hears()
    end(world, robin)
    world.passes(hours=12)
    assert dee.hears() == []
    assert dee.standing is Standing.STOPPED


def test_in_custody_no_text_says_so(world: World, robin: str) -> None:
    dee = world.mentee
    stage(world, Stage.CUSTODY)
    world.deliver()
    dee.hears()
    end(world, robin)
    assert dee.hears() == []
    assert dee.standing is Standing.STOPPED


def test_who_never_joined_gets_no_text(world: World, robin: str) -> None:
    phone = world.stranger()
    phone.says("hello there")
    phone.hears()
    end(world, robin, person_id=phone.id)
    assert phone.hears() == []
    assert phone.standing is Standing.STOPPED


def test_a_mentors_messages_end_as_well(world: World, robin: str) -> None:
    end(world, robin, person_id=world.mentor.id)
    assert world.mentor.standing is Standing.STOPPED


@pytest.mark.parametrize("how", ["", "   ", "x" * 201])
def test_it_says_how_they_asked(world: World, robin: str, how: str) -> None:
    with pytest.raises(StaffError, match="how they asked"):
        end(world, robin, how=how)
    assert world.mentee.standing is Standing.ACTIVE


def test_a_second_time_is_refused(world: World, robin: str) -> None:
    end(world, robin)
    with pytest.raises(StaffError, match="ended already"):
        end(world, robin)
