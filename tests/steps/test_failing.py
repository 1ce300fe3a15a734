"""When our own code fails: a message is kept whole, screened, and put before a person; the others go on."""

from typing import Any

import pytest
from sqlalchemy import Connection

from channels.port import InboundKind
from handlers import incoming, last_resort
from handlers.deciding.message import Decided, Message
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, Standing
from records.writing import WRITERS
from tests.world.world import World

SET_ASIDE, SAFETY, COMMAND = InboxOutcome.SET_ASIDE, InboxOutcome.SAFETY, InboxOutcome.COMMAND
URGENT = "i want to kill myself"


@pytest.fixture
def broken_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step of the walk raises for everything with "goal" in it, after half of its effects."""

    def broken(message: Message) -> Decided | None:
        if "goal" in message.text.lower():
            message.draft.add(fx.SetStanding(message.draft.case.person.id, Standing.STOPPED))
            raise ZeroDivisionError("secret words")
        return None

    steps = list(incoming.STEPS)
    steps.insert(3, broken)  # after the screening
    monkeypatch.setattr(incoming, "STEPS", tuple(steps))


def test_a_message_that_cannot_be_decided_is_set_aside_whole(world: World, broken_step: None) -> None:
    dee = world.mentee
    assert dee.says("GOAL a place of my own") == [SET_ASIDE]
    [row] = [row for row in world.rows(t.Inbox) if row.outcome == SET_ASIDE]
    assert row.needs_person
    assert (
        world.house.sealer.read(row.person_id, "inbox", "body", row.id, row.body) == "GOAL a place of my own"
    )
    assert dee.standing == "active", "nothing of what it had half decided is kept"
    assert world.rows(t.Goal) == []


def test_a_message_that_cannot_be_decided_is_still_screened(world: World, broken_step: None) -> None:
    dee, robin = world.mentee, world.coordinator
    assert dee.says(f"my goal is gone. {URGENT}") == [SAFETY]
    assert "988" in dee.hears()[0]
    assert len(robin.hears()) == 1


def test_concern_in_a_message_that_cannot_be_decided_is_flagged(world: World, broken_step: None) -> None:
    dee = world.mentee
    assert dee.says("i feel hopeless about my goal and everything") == [SET_ASIDE]
    assert [row.tier for row in world.rows(t.Flag)] == ["concern"]


def test_a_group_goes_on_without_the_one_that_cannot_be_decided(world: World, broken_step: None) -> None:
    dee, terry = world.mentee, world.mentor
    results = world.receive(dee.inbound("GOAL a place"), terry.inbound("STEP rest"), dee.inbound("STEP walk"))
    assert [one.outcome for one in results] == [SET_ASIDE, COMMAND, COMMAND]


def test_screening_itself_may_fail_and_the_message_is_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr("handlers.steps.danger.assess", broken)
    assert world.mentee.says(URGENT) == [SET_ASIDE]
    assert [row.needs_person for row in world.rows(t.Inbox)][-1]


def test_when_the_answer_to_danger_itself_fails_there_is_still_an_answer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr("handlers.alarm.ladder.begin", broken)
    dee, robin = world.mentee, world.coordinator
    assert dee.says(URGENT) == [SAFETY]
    assert "988" in dee.hears()[0]
    assert len(robin.hears()) == 1
    [flag] = world.rows(t.Flag)
    robin.says(f"ACK {flag.code}")
    assert world.rows(t.Flag)[0].acknowledged_by == robin.id


def cannot_be_written(*_: object) -> Any:
    """Stands in for the writer of an effect."""
    raise ZeroDivisionError("secret words")


@pytest.fixture
def broken_save(monkeypatch: pytest.MonkeyPatch) -> None:
    """Goals cannot be written."""
    monkeypatch.setitem(WRITERS, fx.AddGoal, cannot_be_written)


def test_a_save_that_fails_falls_back_to_the_message_alone(world: World, broken_save: None) -> None:
    """Only the one suffers: it is kept and put before a person; the group's others are handled."""
    dee, terry = world.mentee, world.mentor
    results = world.receive(
        terry.inbound("STEP rest"), dee.inbound("GOAL a place of my own"), terry.inbound("STEP walk")
    )
    assert [one.outcome for one in results] == [COMMAND, SET_ASIDE, COMMAND]
    assert len(terry.hears()) == 2
    assert sorted(row.outcome for row in world.rows(t.Inbox)[-3:]) == [COMMAND, COMMAND, SET_ASIDE]
    assert world.rows(t.Goal) == []


def test_danger_in_a_message_whose_effects_cannot_be_saved(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The flag cannot be written; the person is still kept for."""
    monkeypatch.setitem(WRITERS, fx.RaiseFlag, cannot_be_written)
    assert world.mentee.says(URGENT) == [SET_ASIDE]
    [row] = [row for row in world.rows(t.Inbox) if row.outcome == SET_ASIDE]
    assert row.needs_person


def test_nothing_is_acknowledged_when_nothing_can_be_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The provider must hear that it failed, so that it or we fetch it again."""

    def broken(connection: Connection, *_: object, **__: object) -> None:
        raise ZeroDivisionError("secret words")  # not even the row

    dee = world.mentee
    inbound = dee.inbound("GOAL a place of my own")
    with monkeypatch.context() as patched:
        patched.setattr(incoming, "save", broken)
        patched.setattr(last_resort, "save", broken)
        with pytest.raises(ZeroDivisionError):
            world.receive(inbound)
    assert [one.outcome for one in world.receive(inbound)] == [COMMAND], (
        "and it is handled when it comes again"
    )
    assert len(dee.hears()) == 1


def test_catch_up_walks_what_was_missed_the_same_way_once(world: World) -> None:
    dee = world.mentee
    missed = [dee.inbound("GOAL a place of my own"), dee.inbound("", kind=InboundKind.PHOTO)]
    world.receive(missed[0])
    world.wire().waiting = missed
    assert world.run(world.house.catch_up()) == 1
    assert world.run(world.house.catch_up()) == 0
    assert len(world.rows(t.Goal)) == 1


def test_danger_in_several_texts_that_were_missed_together_is_read_as_one(world: World) -> None:
    """They lay at the provider for hours; what counts is how close together they were written."""
    dee = world.mentee
    written = world.now
    world.passes(hours=5)
    for minute, text in enumerate(("i want to", "kill", "myself")):
        world.wire().waiting.append(
            dee.inbound(text, received_at=written.replace(minute=written.minute + minute))
        )
    world.run(world.house.catch_up())
    world.deliver()
    assert any("988" in text for text in dee.hears())
