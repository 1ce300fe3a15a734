"""Prompts rest while somebody is in danger, and that they rest is not forgotten."""

import pytest
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


TONIGHT = ("i got nowhere to sleep tonight", "havent eaten in 2 days", "im scared to go home tonight")


@pytest.mark.parametrize("text", TONIGHT)
def test_what_is_about_tonight_rests_until_somebody_has_said_what_was_done(team: World, text: str) -> None:
    team.asks_nothing_of_matches(team.mentee)
    on_rota(team, team.coordinator)
    team.mentee.says(text)
    team.deliver()
    flag = flag_of(team, team.mentee, "concern")
    team.coordinator.says(f"ACK {flag.code}")
    team.mentee.hears(), team.coordinator.hears()
    for _ in range(2):
        team.at("Fri 18:30")
        team.passes(days=2)
    assert team.mentee.hears() == [], "in somebody's hands is not over"
    assert any(flag.code in said for said in team.coordinator.hears()), "and whoever took it is reminded"
    team.change(
        lambda c: staff.close_flag(
            c, team.house.sealer, team.now, staff_id="staff-0", flag_id=flag.id, outcome="A bed at the inn."
        )
    )
    team.at("Fri 18:30")
    assert len(team.mentee.hears()) == 1
    team.coordinator.hears()
    team.passes(days=2)
    assert team.coordinator.hears() == []


def test_any_other_concern_rests_until_somebody_has_answered_for_it(team: World) -> None:
    team.mentee.says("cant go on like this")
    team.coordinator.says("ACK")
    team.mentee.hears()
    team.at("Fri 18:30")
    assert len(team.mentee.hears()) == 1


def test_words_of_a_person_still_reach_whoever_has_no_bed(team: World) -> None:
    team.mentee.says("i got nowhere to sleep tonight")
    team.coordinator.says("ACK")
    team.mentee.hears()
    team.passes(minutes=180)
    team.mentor.says("Dee: my couch is free tonight")
    team.deliver()
    assert any("my couch is free" in said for said in team.mentee.hears())
