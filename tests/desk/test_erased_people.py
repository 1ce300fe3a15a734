"""Somebody erased is gone from what they wrote, what was typed about them, and what happens later."""

import pytest

from handlers.desk import addresses, erasing, people
from handlers.desk import phrase as agreed_phrase
from records import tables as t
from records.consents import consent_words
from records.kinds import InboxOutcome
from records.sealing import KeyGone
from tests.world.world import World

STAFF = "robin-account"


def read_words(world: World) -> list[str]:
    """Everything that anybody wrote and that opens."""
    read = world.house.sealer.read
    return [read(row.person_id, "inbox", "body", row.id, row.body) for row in world.rows(t.Inbox)]


def erase(world: World, phone_id: str, name: str) -> None:
    world.change(
        lambda c: erasing.erase(
            c, world.house.sealer, world.now, staff_id=STAFF, person_id=phone_id, name=name
        )
    )
    with world.house.read() as connection:
        erasing.destroy_keys(connection, world.house.sealer)


def claimed(world: World) -> str:
    """A stranger wrote; a coordinator said that it is Dee. Returns the stranger's id."""
    someone = world.stranger()
    someone.says("I lost my old phone, the clinic on Tuesday")
    stranger = someone.id
    world.change(
        lambda c: addresses.name_sender(
            c,
            world.house.tools,
            world.now,
            staff_id=STAFF,
            stranger_id=stranger,
            person_id=world.mentee.id,
            retire_old=False,
        )
    )
    return stranger


def test_what_they_wrote_before_anybody_knew_them_is_erased_as_well(world: World) -> None:
    stranger = claimed(world)
    erase(world, world.mentee.id, "Dee")
    assert not any("clinic" in words for words in read_words(world))
    with pytest.raises(KeyGone):
        world.house.sealer.keys.cipher(stranger)


def test_a_strangers_words_that_are_somebody_elses_stay(world: World) -> None:
    claimed(world)
    erase(world, world.mentor.id, "Terry")
    assert any("clinic" in words for words in read_words(world))


def test_nothing_that_was_typed_about_them_stays_readable(world: World) -> None:
    dee = world.mentee.id
    world.change(
        lambda c: people.add_consent(
            c,
            world.house.sealer,
            world.now,
            staff_id=STAFF,
            person_id=dee,
            by="Robin",
            on=world.local.date(),
            how="in person, with her sister Ana Flores",
            wording="v1",
        )
    )
    here = world.mentee.case.person.addresses[0].id
    world.change(
        lambda c: addresses.set_word(
            c, world.house.tools, world.now, staff_id=STAFF, person_id=dee, address_id=here, written="DEEDEE"
        )
    )
    erase(world, dee, "Dee")
    consents = [row for row in world.rows(t.Consent) if row.person_id == dee]
    assert [consent_words(world.house.sealer, row) for row in consents] == [("[erased]", "[erased]")] * 2
    assert [row.word for row in world.rows(t.Address) if row.person_id == dee] == [""]


def test_no_phrase_brings_somebody_erased_back(world: World) -> None:
    dee = world.mentee.id
    erase(world, dee, "Dee")
    with pytest.raises(KeyGone):
        world.change(
            lambda c: agreed_phrase.set_phrase(
                c,
                world.house.tools,
                world.now,
                staff_id=STAFF,
                person_id=dee,
                phrase="seven yellow lanterns",
            )
        )
    assert world.stranger().says("seven yellow lanterns") == [InboxOutcome.STRANGER]


def test_life_goes_on_after_an_erasing(world: World) -> None:
    dee, number = world.mentee.id, world.mentee.address
    world.mentee.says("tell Terry I am on my way")
    world.mentee.says("STOP")
    world.mentor.hears(), world.mentee.hears()
    erase(world, dee, "Dee")
    world.mentor.says("how is she?", "thanks")
    world.passes(days=30)
    assert world.mentee.hears() == []
    assert not any("Dee" in text for text in world.mentor.hears())
    assert world.mentee.says("START") == [InboxOutcome.STRANGER]
    assert all(row.person_id != dee for row in world.rows(t.Inbox)[-1:]), number


def test_what_they_wrote_unnamed_on_a_phone_of_many_is_taken_out(world: World) -> None:
    dee = world.mentee
    here = dee.case.person.addresses[0].id
    person = dee.id
    world.change(
        lambda c: addresses.set_word(
            c, world.house.tools, world.now, staff_id=STAFF, person_id=person, address_id=here, written="BLUE"
        )
    )
    dee.says("I lost my keys, the clinic on Tuesday")
    phone = world.rows(t.Inbox)[-1].person_id
    assert phone != person
    world.change(
        lambda c: addresses.name_sender(
            c,
            world.house.tools,
            world.now,
            staff_id=STAFF,
            stranger_id=phone,
            person_id=person,
            retire_old=False,
        )
    )
    world.passes(days=1)
    dee.says("the phone is on the table")
    erase(world, person, "Dee")
    words = read_words(world)
    assert not any("clinic" in text for text in words)
    assert "the phone is on the table" in words


def test_a_meeting_with_somebody_erased_is_off(world: World) -> None:
    world.mentee.says("MEET thurs 3pm library")
    world.mentee.says("yes")
    world.mentor.hears()
    erase(world, world.mentee.id, "Dee")
    (meeting,) = world.rows(t.Meeting)
    assert (meeting.state, meeting.remind_at, meeting.ask_at) == ("off", None, None)
    world.passes(days=5)
    assert not any("library" in one for one in world.mentor.hears())
