"""A number that changes hands is new for whom it comes to, whichever door it comes in by."""

import pytest
from sqlalchemy import update
from sqlmodel import col

from handlers.access.accounts import AccountProblem, create_staff
from handlers.enrolling import enrol
from records import effects as fx
from records import tables as t
from records.kinds import Channel
from tests.world.world import Phone, World

URGENT = "i want to kill myself"


def account(world: World, name: str, number: str) -> None:
    """A new colleague with that phone, made on the staff page."""
    made = {"name": name, "login": f"{name}@example.org", "password_hash": "-", "phone": number}
    world.change(
        lambda c: create_staff(c, world.house.sealer, world.now, programme_id=world.programme_id, **made)
    )


def row_of(world: World, phone: Phone) -> t.Address:
    """The row of that phone."""
    lookup = world.house.sealer.lookup("address", phone.channel, phone.address)
    (row,) = [row for row in world.rows(t.Address) if row.lookup == lookup]
    return t.Address.model_validate(dict(row._mapping))


def given_up(world: World, phone: Phone) -> None:
    """Somebody has noted that a number is theirs no longer; before, it was in doubt."""
    row_id = row_of(world, phone).id
    asked = update(t.Address).where(col(t.Address.id) == row_id)
    world.change(lambda c: c.execute(asked.values(asked_at=world.now, given_by="somebody")))
    world.effects(fx.RetireAddress(row_id))


def test_a_number_given_up_is_a_colleagues_from_now_on_and_alerts_arrive_there(world: World) -> None:
    terry = world.mentor
    given_up(world, terry)
    account(world, "Noor", terry.address)
    row = row_of(world, terry)
    assert (row.retired_at, row.asked_at, row.given_by, row.since) == (None, None, None, world.now)
    world.mentee.says(URGENT)
    world.passes(hours=1)
    assert "ACK" in terry.hears()[-1], "it is Noor's phone now"


def test_a_colleague_whose_phone_was_retired_gets_alerts_with_a_new_account(world: World) -> None:
    given_up(world, world.coordinator)
    account(world, "Robin", world.coordinator.address)
    world.mentee.says(URGENT)
    assert "ACK" in world.coordinator.hears()[-1]


def test_a_number_that_was_stopped_is_not_started_by_an_account(world: World) -> None:
    stranger = world.stranger()
    stranger.says("hello")
    row = update(t.Address).where(col(t.Address.id) == row_of(world, stranger).id)
    world.change(lambda c: c.execute(row.values(blocked=True)))
    with pytest.raises(AccountProblem, match="START"):
        account(world, "Noor", stranger.address)


def test_a_number_given_up_is_new_for_whom_a_file_enrols(world: World) -> None:
    terry = world.mentor
    given_up(world, terry)
    world.passes(days=100)
    line = f"Kim,mentee,sms,{terry.address},en-US,US,America/Chicago,,Friday 18:00,Robin,2026-01-05,form"
    head = (
        "name,role,channel,number,language,country,timezone,mentor,check_in,consent_by,consent_on,consent_how"
    )
    sealer = world.house.sealer
    with world.house.read() as c:
        file = f"{head}\n{line}".encode()
        checked = enrol.check_file(c, sealer, world.now, world.programme_id, file, (Channel.SMS,))
    assert not checked.problems
    (kim,) = world.change(lambda c: enrol.enrol(c, sealer, world.now, world.programme_id, checked)).made
    row = row_of(world, terry)
    assert (row.person_id, row.retired_at, row.asked_at, row.given_by) == (kim, None, None, None)
    assert row.since == world.now, "else what is due would ask first whether it is still Terry's"
    assert sealer.read(kim, "address", "value", row.id, row.value) == terry.address
