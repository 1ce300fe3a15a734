"""What a sceptical reading of consent, people and erasing found: each of these once harmed, or could have."""

from collections.abc import Callable

import pytest
from sqlalchemy import update

from channels.port import InboundKind, NotSent
from handlers.desk import addresses, conditions, erasing, people
from handlers.desk import phrase as agreed_phrase
from records import tables as t
from records.consents import consent_words
from records.kinds import InboxOutcome, Standing
from records.sealing import KeyGone
from tests.world.world import Phone, World

SECRET = "Robin told others what I said"
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


# --- complaints of whoever has not joined yet ---------------------------------------------------------


def complaints(world: World) -> list[str]:
    read = world.house.sealer.read
    return [
        read(row.person_id, "request", "body", row.id, row.body)
        for row in world.rows(t.Request)
        if row.kind == "complaint" and row.for_role == "lead"
    ]


def test_a_complaint_before_the_first_yes_is_the_leads_alone(make_world: Callable[..., World]) -> None:
    world = make_world(joined=False)
    dee = world.mentee
    dee.hears()
    assert dee.says(f"COMPLAIN {SECRET}") == [InboxOutcome.COMPLAINT]
    assert complaints(world) == [SECRET]
    assert SECRET not in " ".join(read_words(world))
    assert not any(row.needs_person for row in world.rows(t.Inbox))
    assert dee.standing is Standing.INVITED
    assert len(dee.hears()) == 1
    world.passes(minutes=5)
    assert dee.says("and Terry laughed about it") == [InboxOutcome.COMPLAINT]
    assert len(complaints(world)) == 2
    dee.says("yes")
    assert dee.standing is Standing.ACTIVE


def test_a_strangers_complaint_is_the_leads_alone(world: World) -> None:
    someone = world.stranger()
    assert someone.says(f"COMPLAIN {SECRET}") == [InboxOutcome.COMPLAINT]
    assert complaints(world) == [SECRET]
    assert someone.standing is Standing.UNKNOWN
    assert len(someone.hears()) == 1


def test_a_complaint_while_the_programme_is_held_is_the_leads_alone(
    make_world: Callable[..., World], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world()
    programme = frozenset({world.programme_id})
    monkeypatch.setattr(type(world.house.tools), "held", lambda *_: programme)
    assert world.mentee.says(f"COMPLAIN {SECRET}") == [InboxOutcome.COMPLAINT]
    assert complaints(world) == [SECRET]
    assert SECRET not in " ".join(read_words(world))


# --- erasing -------------------------------------------------------------------------------------------


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


# --- a number that is theirs no longer ---------------------------------------------------------------


def test_what_is_tried_again_does_not_go_to_a_number_given_up_meanwhile(world: World) -> None:
    dee = world.mentee
    here = dee.case.person.addresses[0].id
    gone = {"tools": world.house.tools, "now": world.now, "staff_id": STAFF, "person_id": dee.id}
    wire = world.wire()
    wire.fates.append(NotSent("busy"))
    retired: list[bool] = []

    def give_up(_: object) -> None:
        if not retired:
            retired.append(True)
            with world.house.engine.begin() as c:
                addresses.retire(c, address_id=here, **gone)

    wire.watch = give_up
    before = len(dee.inbox)
    dee.says("GOALS")
    world.passes(minutes=30)
    assert retired
    assert len(dee.inbox) == before
    assert (world.outbox(dee)[-1].state, world.outbox(dee)[-1].reason) == ("withheld", "number_retired")


# --- an app that is not allowed ------------------------------------------------------------------------


def bar_telegram(world: World, person_id: str) -> None:
    new = conditions.NewCondition(conditions.NO_APP, app="telegram")
    world.change(
        lambda c: conditions.add_condition(
            c, world.house.sealer, world.now, staff_id=STAFF, person_id=person_id, new=new
        )
    )


def test_a_link_made_before_an_app_was_barred_leads_nowhere(make_world: Callable[..., World]) -> None:
    world = make_world(also=("telegram",))
    dee = world.mentee
    code = world.change(
        lambda c: addresses.make_link(c, world.house.tools, world.now, staff_id=STAFF, person_id=dee.id)
    )
    bar_telegram(world, dee.id)
    chat = Phone(world, "Dee", "7700", "telegram")
    chat.sends(InboundKind.START_LINK, code)
    assert chat.id != dee.id
    assert all(one.channel == "sms" for one in dee.case.person.addresses)


@pytest.mark.parametrize("way", ["START", "unblocked"])
def test_a_chat_that_is_barred_is_opened_by_nobodys_text(chats: World, way: str) -> None:
    dee = chats.mentee
    bar_telegram(chats, dee.id)
    dee.hears()
    if way == "START":
        dee.says("STOP")
        dee.says("START")
    else:
        dee.sends(InboundKind.UNBLOCKED)
    assert [one.blocked for one in dee.case.person.addresses] == [True]
    dee.hears()
    chats.passes(days=9)
    assert dee.hears() == []


def test_the_chat_opens_again_once_the_app_is_allowed(chats: World) -> None:
    dee = chats.mentee
    bar_telegram(chats, dee.id)
    (held,) = chats.rows(t.Condition)
    chats.change(
        lambda c: conditions.end_condition(
            c, chats.house.sealer, chats.now, staff_id=STAFF, person_id=dee.id, condition_id=held.id
        )
    )
    dee.says("START")
    assert [one.blocked for one in dee.case.person.addresses] == [False]


# --- no contact ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("whose", ["mentee", "mentor"])
def test_nothing_is_passed_on_against_a_no_contact_condition(world: World, whose: str) -> None:
    one, other = world.mentee.id, world.mentor.id
    if whose == "mentor":
        one, other = other, one
    new = conditions.NewCondition(conditions.NO_CONTACT, other_id=other)
    world.change(
        lambda c: conditions.add_condition(
            c, world.house.sealer, world.now, staff_id=STAFF, person_id=one, new=new
        )
    )
    world.mentor.hears()
    world.mentee.hears()
    world.mentee.says("tell Terry I am late")
    assert world.mentor.hears() == []
    assert world.rows(t.Inbox)[-1].needs_person
    assert "Passed on" not in world.mentee.hears()[-1]
    world.passes(days=9)  # and nobody tells the mentor how the week was
    assert not any("Dee" in text for text in world.mentor.hears())


def test_what_somebody_approved_goes_on(world: World) -> None:
    (match,) = world.rows(t.Match)
    approval = world.house.sealer.seal(world.mentee.id, "match", "approval", match.id, "the court; file 7")
    world.change(lambda c: c.execute(update(t.core(t.Match)).values(approval=approval)) and None)
    new = conditions.NewCondition(conditions.NO_CONTACT, other_id=world.mentor.id)
    world.change(
        lambda c: conditions.add_condition(
            c, world.house.sealer, world.now, staff_id=STAFF, person_id=world.mentee.id, new=new
        )
    )
    world.mentor.hears()
    world.mentee.says("tell Terry I am late")
    assert world.mentor.hears() == ["Dee: I am late"]
