"""The next check-in knows the one before: a heavy week, news, the step and its goal, what did not happen."""

from collections.abc import Callable

import pytest

from conversations.small_steps import Horizon
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, PlanKind
from tests.world.world import World

Worlds = Callable[..., World]


def week(world: World, *answers: str) -> str:
    """The next check-in, answered so; all that came back."""
    world.at("Fri 18:00")
    heard = world.mentee.hears()
    for answer in answers:
        world.passes(minutes=3)
        world.mentee.says(answer)
        heard += world.mentee.hears()
    return "\n".join(heard)


def rest_between(world: World) -> None:
    """Nothing mid-week, so that only check-ins speak here."""
    others = t.core(t.Plan).c.kind != PlanKind.CHECK_IN
    world.change(lambda c: c.execute(t.core(t.Plan).update().where(others).values(due_at=None)))


def test_a_heavy_week_is_remembered_without_a_number(world: World) -> None:
    rest_between(world)
    week(world, "2, double shifts all week", "no", "skip")
    later = week(world, "4", "skip")
    assert "double shifts all week" in later
    assert "2" not in later.split("How was your week")[0]
    assert "double shifts all week" not in later.split("How was your week")[0], "never on the screen unasked"


def test_words_that_say_nothing_are_not_given_back(world: World) -> None:
    rest_between(world)
    week(world, "2 rough week", "no", "skip")
    later = week(world, "4", "skip")
    assert "rough" not in later


def test_bad_news_is_not_forgotten_and_not_repeated(world: World) -> None:
    rest_between(world)
    week(world, "1 my dad died", "no", "skip")
    later = week(world)
    assert "last time" in later
    assert "dad" not in later


def test_words_that_worried_are_left_where_they_are(world: World) -> None:
    rest_between(world)
    week(world, "1 i want to die")
    flags = [row.id for row in world.rows(t.Flag)]
    world.effects(*(fx.CloseFlag(one) for one in flags), fx.ResumePrompts(world.mentee.id))
    world.at("Fri 17:00")
    assert "die" not in week(world, "4", "skip")


@pytest.mark.mission("2.2")
def test_the_step_comes_back_with_its_goal_and_after_two_misses_a_smaller_one(
    world: World,
) -> None:
    rest_between(world)
    world.effects(fx.AddGoal("g1", world.mentee.id, Horizon.LONG, "a place of my own"))
    week(world, "3", "call the landlord", "no")
    first = week(world, "3", "not yet", "call the landlord", "no")
    assert '"a place of my own"' in first
    assert '"call the landlord"' in first
    assert "smaller piece" in first
    assert "Five minutes" not in first
    second = week(world, "3", "not yet", "yes", "no")
    assert "on the step, not on you" in second
    step = world.mentee.case.person.open_step
    assert step is not None
    assert (step.text, step.goal_id) == ("Five minutes: call the landlord", "g1")
    third = week(world, "3", "not yet")
    assert "Five minutes: Five" not in third


def test_no_line_comes_twice_in_a_month(world: World) -> None:
    rest_between(world)
    said: list[str] = []
    for mood in ("2, cold room and noise", "4", "2, double shifts again", "4", "4"):
        heard = week(world, mood, *(("no", "skip") if mood.startswith("2") else ("skip",)))
        said.append(heard)
    asked = ("How was your week", "What's one small step", "Would you like Terry", "1 ", "2 ")
    lines = [
        {line for line in heard.partition("One more")[0].splitlines() if line and not line.startswith(asked)}
        for heard in said
    ]
    for earlier in range(len(lines)):
        for later in range(earlier + 1, min(earlier + 4, len(lines))):
            assert not lines[earlier] & lines[later]


def test_who_answers_in_brief_is_asked_one_thing_and_more_when_they_write_more(make_world: Worlds) -> None:
    for language, asks in (("en-US", "small step"), ("en-GB", "small step"), ("es", "paso")):
        world = make_world(language=language)
        rest_between(world)
        assert asks in week(world, "4", "skip" if language != "es" else "saltar")
        assert asks in week(world, "3 ok")
        brief = week(world, "4")
        assert world.mentee.says("skip" if language != "es" else "saltar") == [InboxOutcome.NOTED]
        assert world.waiting(world.mentee) == [], "nothing more is asked"
        assert "?" not in brief.split("5 (")[1].partition("\n")[2]
        week(world, "4 got my keys for the new place on monday")
        assert asks in week(world, "4"), "they wrote more"


def test_a_brief_check_in_names_the_open_step_and_every_fourth_is_whole(world: World) -> None:
    rest_between(world)
    week(world, "4", "skip")
    week(world, "3", "skip")
    world.mentee.says("STEP call the council")
    world.mentee.hears()
    heard = week(world, "4")
    assert "call the council" in heard
    assert "DONE" in heard
    assert world.waiting(world.mentee) == []
    assert world.mentee.says("DONE") == [InboxOutcome.COMMAND]
    world.mentee.hears()
    assert "small step" not in week(world, "4")
    assert "small step" in week(world, "4"), "the fifth is asked whole"


def test_a_hard_week_said_in_brief_still_asks_who_may_be_in_touch(world: World) -> None:
    rest_between(world)
    week(world, "4", "skip")
    week(world, "3", "skip")
    assert "Terry" in week(world, "1")
    assert world.waiting(world.mentee) != []
