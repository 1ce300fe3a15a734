"""Whoever has not joined, or may not be answered yet, complains to the lead alone as everybody else."""

from collections.abc import Callable

import pytest

from records import tables as t
from records.kinds import InboxOutcome, Standing
from tests.world.world import World

SECRET = "Robin told others what I said"


def read_words(world: World) -> list[str]:
    """Everything that anybody wrote and that opens."""
    read = world.house.sealer.read
    return [read(row.person_id, "inbox", "body", row.id, row.body) for row in world.rows(t.Inbox)]


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
