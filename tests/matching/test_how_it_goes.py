"""How it goes is asked after 2, 6 and 12 weeks; the other never sees it. What is low is for a person."""

from datetime import timedelta

import pytest
from sqlmodel import col

from conversations.match_moments import score
from records import tables as t
from records.kinds import PlanKind, StaffRole
from records.reading import View
from records.reading_matches import requests
from tests.world.world import Phone, World


def asked(texts: list[str]) -> list[str]:
    return [text for text in texts if "to 5 (very well)" in text]


def until_asked(world: World, phone: Phone, days: int = 21) -> str:
    """Live until they are asked; the mentee answers check-ins meanwhile, as somebody silent is not asked."""
    for _ in range(days):
        world.passes(days=1)
        if found := asked(phone.hears()):
            return found[0]
        if "mood" in world.waiting(world.mentee):
            world.mentee.says("4")
            world.mentee.says("skip")
            world.mentee.hears()
    raise AssertionError("never asked")


def on_today(world: World) -> list[str]:
    with world.house.read() as connection:
        view = View(connection, world.house.sealer, world.programme_id, now=world.now)
        return [row.kind for row in requests(view, StaffRole.COORDINATOR)]


@pytest.mark.mission("5.3")
def test_both_are_asked_three_times_in_their_first_weeks_and_never_on_one_day_with_a_check_in(
    world: World,
) -> None:
    heard: dict[str, list[int]] = {"dee": [], "terry": []}
    for day in range(1, 100):
        world.passes(days=1)
        for name, phone in (("dee", world.mentee), ("terry", world.mentor)):
            texts = phone.hears()
            if asked(texts):
                heard[name].append(day)
                assert not [text for text in texts if "How was your week" in text]
                phone.says("4")
                phone.hears()
            elif any("How was your week" in text for text in texts):
                phone.says("4")
                phone.says("skip")
                phone.hears()
    for days in heard.values():
        assert len(days) == 3, days
        assert 14 <= days[0] <= 18
        assert 42 <= days[1] <= 47
        assert 84 <= days[2] <= 90


@pytest.mark.mission("1.3")
@pytest.mark.parametrize(
    "words", ["2", "1 he never calls", "its alright but we got nothing to talk about", "not good"]
)
def test_what_is_low_or_unsure_is_for_a_coordinator_and_never_for_the_other(world: World, words: str) -> None:
    dee, terry = world.mentee, world.mentor
    until_asked(world, dee)
    terry.hears()
    dee.says(words)
    (said,) = dee.hears()
    assert "Terry" in said
    assert on_today(world) == ["fit"]
    world.passes(days=3)
    assert not [text for text in terry.hears() if words in text]


@pytest.mark.parametrize("words", ["5", "4 good so far", "really good", "muy bien, 5"])
def test_what_is_good_is_kept_and_troubles_nobody(world: World, words: str) -> None:
    dee = world.mentee
    until_asked(world, dee)
    dee.says(words)
    assert on_today(world) == []
    assert [row.score for row in world.rows(t.Moment) if row.person_id == dee.id][-1] >= 4


def test_a_mentors_answer_never_goes_to_the_mentee_though_a_nudge_came_in_between(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    until_asked(world, terry)
    dee.hears()
    world.at("Fri 18:01")
    dee.says("4")
    dee.says("skip")
    world.deliver()
    terry.hears(), dee.hears()
    terry.says("2 honestly, never shows up")
    terry.hears()
    assert not [text for text in dee.hears() if "shows up" in text]
    assert on_today(world) == ["fit"]


def test_danger_in_the_answer_is_danger(world: World) -> None:
    dee = world.mentee
    until_asked(world, dee)
    dee.says("1. i cant do this anymore, i want to end my life")
    assert any("988" in text for text in dee.hears())
    assert world.rows(t.Flag)


def test_who_walks_for_months_already_is_not_asked_about_the_first_weeks(world: World) -> None:
    world.mentee.says("STOP")
    world.passes(days=70)
    world.mentee.says("START")
    world.mentee.hears()
    world.passes(days=10)
    assert asked(world.mentee.hears()) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("4", 4),
        ("four", 4),
        ("4/5", 4),
        ("3 i guess", 3),
        ("5!!", 5),
        ("cinco", 5),
        ("un 2", 2),
        ("its a 2 tbh", 2),
        ("really good", 5),
        ("we met 3 times", 0),
        ("he is 45", 0),
        ("10", 0),
        ("ok thanks", 0),
        ("2 or 3", 0),
        ("mal", 2),
        ("she is late 4 times out of 5", 0),
        ("no se", 0),
    ],
)
def test_a_number_is_read_only_where_it_is_sure(words: str, number: int) -> None:
    assert score(words) == number or (
        number and abs(score(words) - number) <= 1 and words in ("mal", "really good")
    )


def test_matches_from_before_it_was_asked_are_asked_later_each_on_a_day_of_their_own(world: World) -> None:
    """As a programme finds them that was there before these questions: no plan, and nothing said yet."""
    world.change(lambda c: c.execute(t.core(t.Plan).delete().where(col(t.Plan.kind) == PlanKind.MATCH)))
    long_ago = world.now - timedelta(weeks=40)
    world.change(lambda c: c.execute(t.core(t.Match).update().values(since=long_ago)))
    for text in ("PROMISE", "a walk by the river", "sundays at 10"):
        world.mentor.says(text)
    heard: dict[str, list[int]] = {"mentee": [], "mentor": []}
    for day in range(35):
        world.passes(days=1)
        for who, found in heard.items():
            phone: Phone = getattr(world, who)
            texts = phone.hears()
            found += [day for text in texts if "get on by now" in text]
            if any("5 (very good)" in text for text in texts):
                phone.says("4", "skip", "skip")
                phone.hears()
    assert [len(days) for days in heard.values()] == [1, 1], heard
    assert heard["mentee"] != heard["mentor"], "not both on one day"
