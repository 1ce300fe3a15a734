"""A concern is told today, is called about if nobody looks, and stands until somebody answers for it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from records import tables as t
from records.kinds import InboxOutcome, PlanKind
from tests.alarm.duty import URGENT, calls, labels, on_rota
from tests.world.world import World

WAKE = "cant go on like this"
OVER = "i just want it all to be over"


@pytest.fixture
def team(make_world: Callable[..., World]) -> World:
    """Robin, Kim and Sam, who keep no rota and can be called."""
    world = make_world(more_staff=("Kim", "Sam"), calls=True)
    for phone in (world.coordinator, *world.more_staff, world.mentee, world.mentor):
        phone.hears()
    return world


@pytest.mark.found("C4")
@pytest.mark.parametrize(
    "text",
    [
        WAKE,
        OVER,
        "i feel so hopeless lately",
        "theyd be better off without me",
        "ya no le veo sentido a nada",
    ],
)
def test_it_is_told_at_once_and_called_about_if_nobody_looks(team: World, text: str) -> None:
    robin, kim, sam = team.coordinator, *team.more_staff
    on_rota(team, robin)
    team.mentee.says(text)
    assert ["today" in one for one in robin.hears()] == [True]
    assert (kim.hears(), sam.hears(), calls(team)) == ([], [], [])
    team.passes(hours=2)
    assert (robin.hears(), calls(team)) == ([], ["Robin"])
    team.passes(hours=2)
    assert (len(kim.hears()), calls(team)) == (1, ["Kim"])
    team.passes(hours=2)
    assert [len(one.hears()) for one in (robin, kim, sam)] == [1, 1, 1]
    assert sorted(calls(team)) == ["Kim", "Robin", "Sam"]


@pytest.mark.found("C4")
def test_it_stands_and_rings_daily_until_somebody_answers_for_it(team: World) -> None:
    team.mentee.says(OVER)
    team.passes(days=10)
    [flag] = team.rows(t.Flag)
    assert flag.acknowledged_at is None
    assert flag.rises_at is not None
    calls(team), team.coordinator.hears()
    team.passes(days=1)
    assert "Robin" in calls(team)
    team.coordinator.says("ACK")
    team.coordinator.hears()
    team.passes(days=3)
    assert (calls(team), team.coordinator.hears()) == ([], [])


@pytest.mark.found("C4")
@pytest.mark.parametrize(("language", "name"), [("en-US", "Robin"), ("en-GB", "Robin"), ("es", "Iker")])
def test_the_person_hears_who_is_told(make_world: Callable[..., World], language: str, name: str) -> None:
    world = make_world(language)
    world.mentee.hears()
    world.mentee.says("i feel so hopeless lately" if language != "es" else "ya no le veo sentido a nada")
    [heard] = world.mentee.hears()
    assert name in heard
    assert ("today" if language != "es" else "Hoy") in heard
    assert "No person has seen" not in heard
    assert "ninguna persona" not in heard


@pytest.mark.found("C4")
def test_at_night_with_nobody_on_duty_it_waits_for_the_morning_and_says_so(team: World) -> None:
    robin = team.coordinator
    on_rota(team, robin)
    day = update(t.Rota).values(start="09:00", end="17:00")
    team.change(lambda c: c.execute(day))
    team.at("Tue 23:30")
    for one in (team.mentee, robin, *team.more_staff):
        one.hears()
    team.mentee.says(OVER)
    [said] = team.mentee.hears()
    assert "in the morning" in said
    assert robin.hears() == []
    team.at("Wed 07:59")
    assert (robin.hears(), calls(team)) == ([], [])
    team.at("Wed 08:00")
    assert robin.hears(), "told when the quiet hours end"
    assert calls(team) == []
    team.at("Wed 10:00")
    assert calls(team)


@pytest.mark.found("C4")
def test_nobody_is_called_about_a_concern_at_night(team: World) -> None:
    team.at("Tue 20:00")
    for one in (team.coordinator, *team.more_staff):
        one.hears()
    team.mentee.says(OVER)
    team.at("Wed 07:59")
    assert calls(team) == []
    team.at("Wed 08:00")
    assert calls(team)


@pytest.mark.found("C4")
def test_the_programme_says_how_long_a_concern_waits(team: World) -> None:
    team.change(lambda c: c.execute(update(t.Programme).values(minutes_concern=15)))
    team.mentee.says(OVER)
    team.passes(minutes=15)
    assert calls(team)


@pytest.mark.found("C4")
def test_check_ins_rest_until_somebody_has_answered_for_it(team: World) -> None:
    dee = team.mentee
    team.at("Fri 17:00")
    dee.says(OVER)
    dee.hears()
    team.at("Fri 18:01")
    assert dee.hears() == []
    assert "held" in team.occurrences(dee, PlanKind.CHECK_IN).values()
    team.coordinator.says("ACK")
    team.at("Fri 18:01")
    assert len(dee.hears()) == 1, "the next week's comes by itself: nobody has to resume anything"


@pytest.mark.found("C4")
def test_a_second_concern_within_the_hour_joins_the_first_and_rings_no_second_time(team: World) -> None:
    team.mentee.says(OVER)
    team.coordinator.hears()
    team.mentee.says("i cant go on like this")
    assert team.coordinator.hears() == []
    assert [row.rises_at is None for row in team.rows(t.Flag)] == [False], "one flag, and it climbs"


def test_whoever_has_an_alarm_is_not_called_about_the_concern_before_it(team: World) -> None:
    on_rota(team, team.coordinator)
    team.mentee.says(OVER)
    team.passes(minutes=5)
    team.mentee.says(URGENT)
    team.coordinator.says("ACK")
    calls(team)
    team.passes(hours=6)
    assert calls(team) == []
    assert all(row.acknowledged_at for row in team.rows(t.Flag))


def test_who_sees_to_a_concern_has_the_others_and_no_alarm(team: World) -> None:
    on_rota(team, team.coordinator)
    team.mentee.says(OVER)
    team.passes(hours=2)
    team.mentee.says("i cant go on like this")
    first, _ = team.rows(t.Flag)
    team.coordinator.says(f"ACK {first.code}")
    assert all(row.acknowledged_at for row in team.rows(t.Flag))


def test_that_somebody_was_told_stands_in_the_record(team: World) -> None:
    team.mentee.says(OVER)
    team.passes(hours=2, minutes=1)
    assert "ladder-1" in labels(team, team.mentee)


def test_a_concern_is_for_a_person_and_says_so_once(team: World) -> None:
    assert team.mentee.says(OVER) == [InboxOutcome.FOR_A_PERSON]
    [heard] = team.mentee.hears()
    assert "That's one for" not in heard
    team.passes(minutes=1)
    assert timedelta(0) <= team.now - team.rows(t.Flag)[0].raised_at
