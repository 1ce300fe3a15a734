"""After a death nothing ever goes to that number again; nobody is told by text but by a person."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.port import InboundKind
from handlers.desk import a_death, matches, staff
from handlers.desk.matches import Why
from handlers.desk.staff import CannotSend, StaffError
from records import tables as t
from records.kinds import InboxOutcome, OutboxState
from records.reading import View
from records.reading_endings import to_tell
from tests.world.world import Phone, World


def dies(world: World, robin: str, person: Phone) -> None:
    world.change(
        lambda c: a_death.record(c, world.house.tools, world.now, staff_id=robin, person_id=person.id)
    )


def waiting(world: World) -> list[str]:
    with world.house.read() as connection:
        view = View(connection, world.house.sealer, world.programme_id, now=world.now)
        return [f"{one.name} of {one.other}" for one in to_tell(view)]


def told(world: World, robin: str) -> bool:
    ending = next(row for row in world.rows(t.Ending) if row.to_tell)
    return world.change(
        lambda c: a_death.told(c, world.house.tools, world.now, staff_id=robin, ending_id=ending.id)
    )


@pytest.mark.parametrize("text", ["START", "STOP", "HELP", "its her sister", "4", "KIT", "MENTOR hi"])
def test_whatever_comes_from_that_number_is_read_by_a_person_in_silence(
    world: World, robin: str, text: str
) -> None:
    dee = world.mentee
    dies(world, robin, dee)
    dee.hears()
    assert dee.says(text) == [InboxOutcome.FOR_A_PERSON]
    world.passes(days=40)
    assert dee.hears() == []
    assert any(row.needs_person for row in world.rows(t.Inbox) if row.person_id == dee.id)


def test_danger_from_that_number_alarms_people_and_sends_nothing_there(world: World, robin: str) -> None:
    dee = world.mentee
    dies(world, robin, dee)
    dee.hears(), world.coordinator.hears()
    dee.says("i am her brother. i want to kill myself")
    world.passes(minutes=5)
    assert dee.hears() == []
    assert world.rows(t.Flag)
    assert world.coordinator.hears()


def test_what_waited_is_withdrawn_to_them_and_about_them(world: World, robin: str) -> None:
    dee, terry = world.mentee, world.mentor
    world.at("Fri 23:00")
    dee.says("MENTOR see you tomorrow?")  # waits for the morning
    dee.hears(), terry.hears()
    dies(world, robin, dee)
    world.passes(hours=12)
    assert terry.hears() == []
    assert OutboxState.WITHHELD in {row.state for row in world.rows(t.Outbox)}


def test_the_mentor_is_told_by_a_person_and_only_then_gets_a_line(world: World, robin: str) -> None:
    dee, terry = world.mentee, world.mentor
    terry.hears()
    dies(world, robin, dee)
    assert waiting(world) == ["Terry of Dee"]
    world.passes(days=9)
    assert not [text for text in terry.hears() if "Dee" in text or "thinking of you" in text]
    world.at("12:00")
    assert told(world, robin)
    world.deliver()
    (line,) = [text for text in terry.hears() if "thinking of you" in text]
    assert "988" in line
    assert "Robin" in line
    assert "Dee" not in line, "a locked screen tells nobody"
    assert waiting(world) == []
    with pytest.raises(StaffError):
        told_again(world, robin)


def told_again(world: World, robin: str) -> None:
    ending = next(row for row in world.rows(t.Ending) if row.to_tell)
    world.change(lambda c: a_death.told(c, world.house.tools, world.now, staff_id=robin, ending_id=ending.id))


def test_at_night_the_line_waits_for_the_morning(world: World, robin: str) -> None:
    terry = world.mentor
    dies(world, robin, world.mentee)
    world.at("23:00")
    terry.hears()
    told(world, robin)
    world.deliver()
    assert terry.hears() == []
    world.at("09:00")
    assert [text for text in terry.hears() if "thinking of you" in text]


def test_nobody_asks_the_mentor_how_it_goes_and_their_words_reach_a_person(world: World, robin: str) -> None:
    terry = world.mentor
    dies(world, robin, world.mentee)
    terry.hears()
    world.passes(days=60)
    assert not [text for text in terry.hears() if "Dee" in text]
    assert terry.says("MENTOR hi") != []
    assert terry.says("tell Dee i am thinking of her") == [InboxOutcome.FOR_A_PERSON]
    assert world.mentee.hears() == []


def test_the_desk_cannot_write_there_nor_match_them_again(world: World, robin: str) -> None:
    dee, terry = world.mentee, world.mentor
    dies(world, robin, dee)
    with pytest.raises(CannotSend, match="died"):
        world.change(
            lambda c: staff.reply(
                c,
                world.house.sealer,
                world.now,
                staff_id=robin,
                staff_name="Robin",
                person_id=dee.id,
                text="Hi",
            )
        )
    with pytest.raises(StaffError, match="died"):
        world.change(
            lambda c: matches.make(
                c,
                world.house.tools,
                world.now,
                staff_id=robin,
                mentee_id=dee.id,
                mentor_id=terry.id,
                why=Why("x"),
            )
        )
    with pytest.raises(StaffError, match="kept already"):
        dies(world, robin, dee)


def test_a_mentor_who_dies_leaves_a_mentee_to_be_told(world: World, robin: str) -> None:
    dee, terry = world.mentee, world.mentor
    dies(world, robin, terry)
    assert waiting(world) == ["Dee of Terry"]
    dee.hears()
    dee.says("MENTOR are we on for friday?")
    (said,) = dee.hears()
    assert "Terry" not in said, "nothing that hurts: a person reads it, and tells"
    assert "Robin" in said
    assert terry.hears() == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["START", "STOP", "yes", "4", "help", "who is this", "PAUSE", "GOALS"]),
            st.text(min_size=1, max_size=20),
        ),
        max_size=5,
    ),
    st.integers(1, 20),
)
def test_no_sequence_of_texts_brings_anything_back(make_world: object, texts: list[str], days: int) -> None:
    world: World = make_world("en-US")  # type: ignore[operator]  # a fixture with many keywords
    from tests.matching.conftest import account

    dies(world, account(world), world.mentee)
    world.mentee.hears()
    for text in texts:
        world.mentee.says(text)
        world.passes(days=days)
    world.mentee.sends(InboundKind.PHOTO)
    world.passes(days=1)
    assert world.mentee.hears() == []
