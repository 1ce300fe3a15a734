"""Before a programme is live: nothing unasked-for leaves, and nobody who writes goes without an answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.settings import Settings
from channels.port import InboundKind
from handlers.desk.go_live import go_live
from records import tables as t
from records.kinds import InboxOutcome, Standing
from scheduler.due import next_due
from tests.world import world as worlds
from tests.world.world import World

Make = Callable[..., World]


@pytest.fixture
def own_phones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Phones are people's own in worlds that are made from here on."""
    simulated = worlds.sample_settings

    def real(*where: object) -> Settings:
        return simulated(*where).model_copy(update={"simulated_phones": False})  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(worlds, "sample_settings", real)


@pytest.fixture
def held(own_phones: None, make_world: Make) -> World:
    """Everybody is enrolled, the invitations wait."""
    return make_world("en-US", "sms", joined=False)


def open_up(world: World) -> None:
    """Everything is in order."""
    home, house = world.programme_id, world.house
    assert house.write(lambda connection: go_live(connection, house.sealer, world.now, home))
    world.deliver()


def test_invitations_wait_for_as_long_as_it_takes_and_leave_once(held: World) -> None:
    held.at("Wed 14:00")
    assert held.wire().taken == []
    waiting = [row for row in held.rows(t.Outbox) if row.reason == "not_live"]
    assert {row.person_id for row in waiting} == {held.mentor.id, held.mentee.id}
    held.restart()
    open_up(held)
    assert "Reply YES to begin" in held.mentee.hears()[0]
    assert "Reply YES to begin" in held.mentor.hears()[0]
    held.passes(days=2)
    assert held.wire().taken[2:] == []


def test_going_live_at_night_wakes_nobody(held: World) -> None:
    held.at("Tue 23:00")
    open_up(held)
    assert held.wire().taken == []
    held.at("Wed 08:01")
    assert len(held.mentee.hears()) == 1


def test_danger_is_answered_and_the_staff_alerted(held: World) -> None:
    for phone in (held.stranger(), held.mentee):
        assert phone.says("i want to end my life") == [InboxOutcome.SAFETY]
        assert "988" in phone.hears()[0]
        assert "ACK" in held.coordinator.hears()[-1]
    assert held.coordinator.says("who is on") == [InboxOutcome.COMMAND]
    assert held.coordinator.hears()


def test_stop_and_help_are_confirmed(held: World) -> None:
    assert held.mentee.says("HELP") == [InboxOutcome.CONSENT]
    assert "STOP" in held.mentee.hears()[0]
    held.mentee.says("STOP")
    assert "STOP" not in held.mentee.hears()[0]
    assert held.mentee.standing is Standing.STOPPED
    open_up(held)
    assert held.mentee.hears() == []


@pytest.mark.parametrize("words", ["YES", "hello", "START", "STEP call my sister"])
def test_nobody_joins_and_everybody_is_told_so_once_a_day(held: World, words: str) -> None:
    assert held.mentee.says(words) == [InboxOutcome.FOR_A_PERSON]
    (told,) = held.mentee.hears()
    assert "It is not open yet; a coordinator will see your message." in told
    assert "911" in told
    assert held.mentee.says("anybody there?") == [InboxOutcome.FOR_A_PERSON]
    assert held.mentee.hears() == []
    assert held.mentee.standing is Standing.INVITED
    assert held.rows(t.Inbox)[0].needs_person
    held.passes(hours=25)
    held.mentee.says("hello again")
    assert len(held.mentee.hears()) == 1
    open_up(held)
    held.mentee.hears()
    held.mentee.says("YES")
    assert "Is this Dee?" in held.mentee.hears()[0]


def test_the_word_to_join_with_makes_nobody_a_member_yet(held: World) -> None:
    held.house.write(lambda c: c.execute(t.core(t.Programme).update().values(join_word="LAKE")) and None)
    stranger = held.stranger()
    assert stranger.says("LAKE") == [InboxOutcome.STRANGER]
    assert "It is not open yet" in stranger.hears()[0]
    assert stranger.standing is Standing.UNKNOWN
    open_up(held)
    stranger.says("LAKE")
    assert stranger.standing is Standing.ACTIVE


def test_who_stopped_and_starts_again_is_invited_as_before(held: World) -> None:
    held.mentee.says("STOP")
    held.mentee.hears()
    assert held.mentee.says("START") == [InboxOutcome.FOR_A_PERSON]
    assert held.mentee.standing is Standing.INVITED
    assert "It is not open yet" in held.mentee.hears()[0]


def test_staff_link_their_phones_by_telegram(own_phones: None, make_world: Make) -> None:
    world = make_world("en-US", "telegram", joined=False)  # which has the coordinator open their link
    assert world.coordinator.standing is Standing.ACTIVE
    world.mentee.sends(InboundKind.START_LINK, world.codes[world.mentee.name])
    assert "It is not open yet" in world.mentee.hears()[0]
    open_up(world)
    world.mentee.sends(InboundKind.START_LINK, world.codes[world.mentee.name])
    assert "Is this Dee?" in world.mentee.hears()[0]


def test_what_came_due_meanwhile_is_late_and_the_next_is_on_time(own_phones: None, make_world: Make) -> None:
    world = make_world("en-US", "sms", joined=False)
    open_up(world)
    world.mentee.hears()
    world.mentor.hears()
    world.join()
    world.house.write(lambda c: c.execute(t.core(t.Setting).delete()) and None)  # held, with people in it
    world.sleeps_until(world.now + timedelta(days=7))
    with world.house.read() as connection:
        late, held = next_due(connection), world.house.tools.held(connection)
        assert late is not None
        assert late < world.now, "it is still due"
        assert next_due(connection, held) is None, "and nobody is late with it"
    assert world.mentee.hears() == []
    assert list(world.rows(t.Occurrence)) == []
    open_up(world)
    world.tick()
    world.deliver()
    first = [row.outcome for row in world.rows(t.Occurrence)]
    assert first[0] == "missed", "days late"
    assert not [text for text in world.mentee.hears() if "How was your week" in text]
    world.at("Fri 18:01")  # on people's own phones prompts leave spread over a little while
    assert [text for text in world.mentee.hears() if "How was your week" in text]
