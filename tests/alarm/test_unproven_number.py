"""A number that a colleague entered answers for nobody until its owner has said that it is theirs."""

from collections.abc import Callable

import pytest
from sqlalchemy import update
from sqlmodel import col

from conversations import account_words
from records import tables as t
from tests.world.world import Phone, World

URGENT = "i want to kill myself"


@pytest.fixture
def team(make_world: Callable[..., World]) -> World:
    """Robin, Kim and Sam; all can be called, and Kim's number was entered by somebody else."""
    world = make_world(more_staff=("Kim", "Sam"), calls=True)
    entered(world, world.more_staff[0], "somebody")
    for phone in (world.coordinator, *world.more_staff, world.mentee, world.mentor):
        phone.hears()
    return world


def entered(world: World, phone: Phone, by: str | None) -> None:
    theirs = col(t.Address.person_id) == phone.id
    world.change(lambda c: c.execute(update(t.Address).where(theirs).values(given_by=by)))


def taken(world: World) -> list[bool]:
    return [row.acknowledged_at is not None for row in world.rows(t.Flag)]


@pytest.mark.found("J2")
@pytest.mark.parametrize("words", ["ACK {code}", "ack {code} on my way", "ACK", "{code}ACK"])
def test_an_ack_from_it_does_not_count(team: World, words: str) -> None:
    kim = team.more_staff[0]
    team.mentee.says(URGENT)
    assert len(kim.hears()) == 1, "alerts go there at once: nobody is silenced by it"
    code = team.rows(t.Flag)[0].code
    kim.says(words.format(code=code))
    assert taken(team) == [False]
    if words.startswith(("ACK", "ack")):
        link = f"{team.house.tools.console_url}/account"
        said = team.house.wording.render(team.place.language, account_words.ACK_UNPROVEN, link=link)
        assert kim.hears() == [said]
    team.passes(minutes=10)
    names = {phone.address: phone.name for phone in (team.coordinator, *team.more_staff)}
    assert sorted(names[one.to] for one in team.wire("voice").taken) == ["Robin", "Sam"], (
        "no key is pressed there"
    )


@pytest.mark.found("J2")
def test_proven_it_counts(team: World) -> None:
    kim = team.more_staff[0]
    team.mentee.says(URGENT)
    entered(team, kim, None)
    kim.says(f"ACK {team.rows(t.Flag)[0].code}")
    assert taken(team) == [True]


@pytest.mark.found("J2")
def test_a_proven_colleague_is_not_held_up(team: World) -> None:
    team.mentee.says(URGENT)
    team.coordinator.says("ACK")
    assert taken(team) == [True]
