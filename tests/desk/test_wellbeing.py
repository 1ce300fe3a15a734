"""The two questions of the month, who sees the answers, and what the first page makes of them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from console.burnout import heavy_loads
from conversations.wellbeing import read_heavy
from records import tables as t
from records.kinds import InboxOutcome, PlanKind
from records.reading import View
from rules.burnout import Load, signal
from tests.world.world import World, page_entries

NOW = datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("UTC"))


def ago(**delta: float) -> datetime:
    return NOW - timedelta(**delta)


@pytest.mark.mission("4.4")
@pytest.mark.parametrize(
    ("load", "why"),
    [
        (Load([], [], ago(weeks=2)), ""),
        (Load([ago(days=1)], [], ago(weeks=2)), ""),
        (Load([], [], ago(weeks=30)), ""),
        (Load([], [(ago(days=3), 4)], ago(weeks=2)), ""),
        (Load([], [(ago(days=40), 5), (ago(days=3), 2)], ago(weeks=2)), ""),
        (Load([ago(days=20)] * 5, [], ago(weeks=2)), ""),
        (Load([ago(days=1)] * 3, [], ago(weeks=2)), "3 hard exchanges in 14 days"),
        (Load([], [(ago(days=3), 5)], ago(weeks=2)), "wellbeing 5 (5 is very heavy)"),
        (
            Load([ago(days=1)], [(ago(days=3), 4)], ago(weeks=2)),
            "1 hard exchange in 14 days, wellbeing 4 (5 is very heavy)",
        ),
        (
            Load([ago(days=n) for n in (1, 5, 9)], [(ago(days=31), 4), (ago(days=3), 5)], ago(weeks=9)),
            "3 hard exchanges in 14 days, wellbeing 4 and 5 (5 is very heavy), no supervision for 9 weeks",
        ),
    ],
)
def test_the_signal_explains_itself(load: Load, why: str) -> None:
    assert signal(load, NOW) == why


@pytest.mark.parametrize(
    ("reply", "heavy"),
    [
        ("4", "4"),
        ("5!!", "5"),
        ("4/5", "4"),
        ("about a 3", "3"),
        ("cinco", "5"),
        ("awful", None),
        ("0", None),
    ],
)
def test_only_a_number_says_how_heavy(reply: str, heavy: str | None) -> None:
    found = read_heavy(reply, "en-US")
    assert (found[0] if found else None) == heavy


def asked(world: World) -> None:
    """The two questions have come round for Terry."""
    plan = next((one for one in world.mentor.case.person.plans if one.kind is PlanKind.WELLBEING), None)
    for _ in range(60):
        if plan is not None and plan.due_at is not None and plan.due_at <= world.now:
            break
        world.mentor.hears()
        world.passes(days=1)
        plan = next((one for one in world.mentor.case.person.plans if one.kind is PlanKind.WELLBEING), plan)
        if any("two short questions" in text for text in world.mentor.hears()):
            return
    raise AssertionError("they never came")


@pytest.mark.mission("4.4")
def test_they_come_round_once_a_month_and_say_who_sees_them(world: World) -> None:
    asked(world)
    first = world.now
    assert world.mentor.says("4 been a lot") == [InboxOutcome.ANSWER]
    assert world.mentor.hears() == ["What would help? A few words, or SKIP."]
    world.mentor.says("a week off maybe")
    (last,) = world.mentor.hears()
    assert "Take a break" in last
    assert "988" in last
    assert last.endswith("Robin can read it.")
    page = next(
        page
        for page in world.records_of(world.mentor, "self_care")
        if ("wellbeing-help", "a week off maybe") in page_entries(page)
    )
    assert ("wellbeing-heavy", "4 (4 been a lot)") in page_entries(page)
    assert not any("week off" in text or "heavy" in text for text in world.mentee.hears())
    asked(world)
    assert world.now - first >= timedelta(days=26)


def test_the_desk_sees_the_number_and_why(world: World) -> None:
    asked(world)
    world.mentor.says("5")
    with world.house.read() as connection:
        view = View(connection, world.house.sealer, world.programme_id, now=world.now)
        (row,) = heavy_loads(view, world.now)
    assert row.name == "Terry"
    assert row.why.startswith("wellbeing 5")


def test_silence_and_words_that_are_no_number_are_let_be(world: World) -> None:
    asked(world)
    world.mentor.says("awful tbh")
    assert "a number is enough" in world.mentor.hears()[-1]
    world.passes(days=8)
    assert "wellbeing-heavy" not in world.waiting(world.mentor)
    assert not world.rows(t.Flag)
