"""Conditions of release: an app that is barred stays closed; nothing passes between two who may not meet."""

from collections.abc import Callable

import pytest
from sqlalchemy import update

from channels.port import InboundKind
from handlers.desk import addresses, conditions
from records import tables as t
from tests.world.world import Phone, World

STAFF = "robin-account"


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
