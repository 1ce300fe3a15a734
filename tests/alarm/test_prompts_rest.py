"""Prompts rest while somebody is in danger, and that they rest is not forgotten."""

from sqlalchemy import update
from sqlmodel import col

from handlers.desk import staff
from records import tables as t
from tests.alarm.duty import ABOUT_DEE, URGENT, flag_of, on_rota
from tests.world.world import World


def test_prompts_to_a_mentee_rest_when_a_mentor_tells_of_danger(team: World) -> None:
    team.mentor.says(ABOUT_DEE)
    team.coordinator.says("ACK")
    team.at("Fri 18:30")
    assert team.mentee.hears() == []
    assert any("on hold" in text for text in team.coordinator.hears())


def test_when_whoever_took_it_has_left_those_on_duty_are_reminded(team: World) -> None:
    robin, kim = team.coordinator, team.more_staff[0]
    team.mentee.says(URGENT)
    robin.says("ACK")
    gone = update(t.Membership).where(col(t.Membership.person_id) == robin.id).values(until=team.now)
    team.change(lambda c: c.execute(gone))
    robin.hears(), kim.hears()
    team.passes(days=2)
    assert robin.hears() == []
    assert sum("on hold" in text for text in kim.hears()) == 2


def test_who_stopped_in_danger_and_comes_back_is_not_held_unnoticed(team: World) -> None:
    on_rota(team, team.coordinator)
    team.mentee.says("stop, i want to kill myself")
    flag = flag_of(team, team.mentee)
    team.change(
        lambda c: staff.close_flag(
            c, team.house.sealer, team.now, staff_id="staff-0", flag_id=flag.id, outcome="We spoke."
        )
    )
    team.coordinator.hears()
    team.passes(days=2)
    assert team.coordinator.hears() == []
    team.mentee.says("START")
    team.coordinator.hears()
    team.passes(days=1)
    assert any("on hold" in text for text in team.coordinator.hears())
