"""What the desk sees of goals: their numbers, the step under each, who may see them, and the time line."""

from datetime import timedelta

from console_rows import NOW, Browser, Rows
from test_pages import text_of

from conversations.small_steps import Horizon
from records import effects as fx
from records.kinds import GoalState, StepState


def test_goals_and_their_time_line_stand_on_the_page(rows: Rows, ana: Browser) -> None:
    rows.save(fx.AddGoal("g8", "mia", None, "Learn to drive"), at=NOW - timedelta(days=40))
    rows.save(fx.AddStep("s8", "mia", "Ask about lessons", "g8"), at=NOW - timedelta(days=39))
    rows.save(fx.CloseStep("s8", StepState.DONE), at=NOW - timedelta(days=38))
    rows.save(fx.ChangeGoal("g8", "mia", "e8", "Pass the theory test", "Learn to drive"), at=NOW)
    rows.save(fx.MoveGoal("g8", "mia", "e9", GoalState.PARKED), at=NOW)
    page = text_of(ana.get("/people/mia").text)
    assert "no time set · on hold Pass the theory test" in page
    assert "Changed a goal: “Pass the theory test” (before: “Learn to drive”)" in page
    assert "Set a goal: “Learn to drive”" in page
    assert "Did a step: “Ask about lessons” for “Pass the theory test”" in page


def test_whether_their_mentor_may_see_a_goal_stands_beside_it(rows: Rows, ana: Browser) -> None:
    rows.save(fx.AddGoal("g9", "mia", Horizon.LONG, "A garden"), fx.ShowGoal("g9", "nobody-now"), at=NOW)
    page = text_of(ana.get("/people/mia").text)
    assert "Their mentor may see it" not in page, "it was shown to another"
