"""One ladder a person: it never falls silent, and rings nobody for nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from channels.port import PersonStopped, Refused
from handlers.desk import erasing
from records import tables as t
from records.kinds import InboxOutcome
from tests.alarm.duty import ABOUT_DEE, URGENT, calls, flag_of, labels, on_rota
from tests.world.world import World


def test_a_second_message_whose_signpost_is_blocked_starts_no_second_ladder(team: World) -> None:
    on_rota(team, team.coordinator)
    blocked = PersonStopped("Stopped.", "21610")
    team.wire().fates_at[team.mentee.address] = [blocked] * 9
    for _ in range(3):
        team.mentee.says(URGENT)
    climbing = [row for row in team.rows(t.Flag) if row.rises_at is not None]
    assert len(climbing) == 1
    team.coordinator.hears(), calls(team)
    team.passes(hours=3)
    rang = calls(team)
    assert len(rang) <= 3 * 4, "everybody, as often as for one message"


def test_a_lost_alert_of_a_graver_message_moves_the_one_ladder_on(team: World) -> None:
    robin, kim = team.coordinator, team.more_staff[0]
    on_rota(team, robin)
    team.mentee.says(URGENT)
    team.wire().fates_at[robin.address] = [Refused("Gone.", "30005")]
    team.mentee.says("i took all my pills, goodbye")
    assert calls(team) == ["Robin"]
    assert [row.rung for row in team.rows(t.Flag)] == [0, 1]
    assert kim.hears() == []


def test_where_nobody_can_be_texted_it_calls_at_once(make_world: Callable[..., World]) -> None:
    world = make_world(calls=True)
    world.coordinator.says("STOP")
    calls(world)
    world.mentee.says(URGENT)
    world.tick()
    world.deliver()
    assert len(world.wire("voice").taken) == 1


def test_a_person_who_cannot_be_read_holds_up_nobody_elses_ladder(team: World) -> None:
    team.mentee.says(URGENT)
    team.stranger().says(URGENT)
    broken = update(t.Person).where(col(t.Person.id) == team.mentee.id)
    team.change(lambda c: c.execute(broken.values(stage="nonsense")))
    team.clock.hold(team.now + timedelta(minutes=10))
    team.tick()
    assert [row.rung for row in team.rows(t.Flag)] == [0, 1]
    team.change(lambda c: c.execute(broken.values(stage="community")))
    team.passes(minutes=2)
    assert flag_of(team, team.mentee).rung == 1


def test_an_erased_mentor_is_asked_nothing_and_the_clock_goes_on(team: World) -> None:
    on_rota(team, team.coordinator)
    team.mentor.says(ABOUT_DEE)
    mentor = team.mentor.id
    team.change(
        lambda c: erasing.erase(
            c, team.house.sealer, team.now, staff_id="staff-0", person_id=mentor, name="Terry"
        )
    )
    team.change(lambda c: erasing.destroy_keys(c, team.house.sealer))
    team.passes(days=2)
    assert all(row.debrief_at is None for row in team.rows(t.Flag))


def test_staff_are_alerted_even_where_no_words_of_help_can_be_found(
    team: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object, **__: object) -> str:
        raise LookupError

    monkeypatch.setattr("handlers.steps.danger.signposts.reply", lost)
    assert team.mentee.says(URGENT) == [InboxOutcome.SAFETY]
    assert [len(one.hears()) for one in (team.coordinator, *team.more_staff)] == [1, 1, 1]
    assert "signpost-blocked" in labels(team, team.mentee)
    team.passes(minutes=10)
    assert calls(team)
