"""An example of every effect: all can be saved, and no words anybody said lie readable in the database.

What each one changes is shown in test_save_messages.py, test_save_people.py and test_save_flags.py.
"""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from conversations.small_steps import Horizon
from records import effects as fx
from records import tables as t
from records.kinds import GoalState, PlanKind, StaffRole, Standing, StepState
from records.told import Told
from safety.tiers import Tier
from tests.records.saving import EARLIER, LATER, WORDS, came, flag, keep, message, record, talking, tune

EXAMPLES: tuple[fx.Effect, ...] = (
    record(),
    fx.MarkRecord("r1", Tier.URGENT),
    fx.Note("r1", "mia", "answer", "mood", WORDS),
    message(),
    talking(),
    fx.EndConversations("max", "stopped"),
    fx.SetStanding("mia", Standing.ACTIVE),
    fx.SetPause("mia", on=True, until=LATER),
    fx.OpenRequest("q1", "pr", "mia", "r1", "complaint", WORDS, StaffRole.LEAD),
    fx.FinishRequest("q2"),
    fx.RetireAddress("mia-a"),
    fx.TakeTurn("mia-a", LATER, ("max-a",)),
    fx.EndTurns(("mia-a",)),
    fx.AskWhetherTheirs("mia-a"),
    fx.StillTheirs("mia-a"),
    fx.Join("j1", "mia", date(2026, 3, 1)),
    fx.Welcomed("mia"),
    fx.SetName("mia", WORDS),
    fx.SetCalled("mia", WORDS),
    fx.SetDiscreet("mia", True),
    fx.MoveGoal("g1", "mia", "e1", GoalState.PARKED),
    fx.ChangeGoal("g1", "mia", "e2", WORDS, WORDS),
    fx.SetHorizon("g1", Horizon.LONG),
    fx.ShowGoal("g1", "max"),
    fx.SetStepGoal("s1", "g1"),
    fx.SetLanguage("mia", "es"),
    fx.BlockAddress("mia-a", True),
    fx.AddGoal("g1", "mia", Horizon.WEEK, WORDS),
    fx.AddStep("s1", "mia", WORDS, "g1"),
    fx.CloseStep("s1", StepState.DONE),
    fx.MakePromise("p1", "mia", WORDS),
    fx.DropPromise("p1"),
    fx.KeepMeeting("mt1", "pr", "mia", "max", "mia", "r1", LATER, WORDS, None, LATER),
    fx.MoveMeeting("mt1", "mia", LATER, WORDS, None, LATER),
    fx.TellMeeting("mt1", (Told("o1", "max", "moved", LATER),)),
    fx.KeepSeries(
        "ms1", "pr", "mia", "max", "mia", "r1", 1, "15:00", "Europe/London", WORDS, LATER.date(), LATER
    ),
    fx.SetSeries("ms1", LATER.date(), None),
    fx.SetMeeting("mt1", "met"),
    fx.AskOther("mt1", "r1", "max", LATER),
    fx.LogMeeting("mr1", "pr", "mia", "max", LATER, 45),
    fx.LogTraining("t1", "mia", "crisis", 120, date(2026, 3, 1), "told", WORDS),
    fx.AskPulse("pu1", "pr", "mia", "feeling"),
    fx.AnswerPulse("pu1", "mia", (("better", WORDS),)),
    fx.ReachMilestone("ml1", "mia", "first-goal", give=True, marked_by="s"),
    fx.TellMilestone("ml1"),
    fx.AnswerCircle("ca1", "q1", "mia", WORDS, may_share=True),
    fx.CorrectMeeting("mr1", LATER, LATER),
    fx.AskCover("c1", "q1", "max", date(2026, 3, 9), date(2026, 3, 12)),
    fx.AddKitEntry("k1", "mia", WORDS),
    fx.ChangeKitEntry("k1", "mia", "reach", WORDS),
    fx.AddKitEntry("k2", "mia", WORDS),
    fx.RemoveKitEntry("k2"),
    fx.ShowKit("mia", shown=True),
    fx.AskSmall("a1", "mia", "strength-good-at"),
    fx.AnswerSmall("a1", "mia", WORDS),
    fx.EndSmall("mia", "strength-good-at", "a1"),
    fx.KitOffered("f1", LATER),
    fx.KeepOwnPlan("op", "mia", (("own-helped", WORDS),)),
    fx.ShowOwnPlan("mia", shown=True),
    fx.DropOwnPlan("max"),
    fx.SetArea("mia", WORDS),
    fx.ListPlaces("pl", "mia", "r1", "housing", WORDS, ("Harbor House",)),
    fx.AskedOfPlaces("pl"),
    fx.PlacesHelped("pl", "no"),
    fx.ReportPlace("pr", "Harbor House", "housing"),
    fx.MatchMoment("mm1", "ma", "mia", "fit_2", "r1"),
    fx.HowItGoes("mm1", 4),
    fx.SetPlan("n1", "mia", PlanKind.SELF_CARE, 1, "09:00", date(2026, 3, 3), LATER),
    fx.Occurred("x1", "mia", "mia-p", date(2026, 3, 6), "started", date(2026, 3, 13), LATER),
    flag(),
    fx.AcknowledgeFlag("f1", "max"),
    fx.AddToFlag("f1", "mia", ("rule",), WORDS),
    fx.Withdraw("out-1"),
    fx.LetGo("max", "mia"),
    fx.NotArrived("m1"),
    fx.ClimbFlag("f1", 1, LATER),
    fx.Debriefed("f1"),
    fx.HoldPrompts("mia"),
    fx.ResumePrompts("mia"),
    fx.CloseFlag("f1"),
    tune(),
    fx.Attend("mia", "staff"),
    fx.Audited("staff", "read", "mia"),
    fx.CloseRecord("r1", "answered"),
)


def test_no_effect_is_forgotten_above() -> None:
    assert {type(example) for example in EXAMPLES} == set(get_args(fx.Effect))


def everything(home: SimpleNamespace, folder: Path) -> bytes:
    """All that is kept: the bytes of the files, or every value that the server gives away."""
    with home.engine.connect() as connection:
        if home.engine.dialect.name == "postgresql":
            tables = SQLModel.metadata.sorted_tables
            values = [value for table in tables for one in connection.execute(select(table)) for value in one]
            return b" ".join(v if isinstance(v, bytes) else str(v).encode() for v in values)
        connection.exec_driver_sql("COMMIT")
        assert connection.exec_driver_sql("PRAGMA wal_checkpoint(FULL)").one()[0] == 0
    home.engine.dispose()
    return b"".join(file.read_bytes() for file in sorted(folder.glob("*.db*")))


def with_a_question(home: SimpleNamespace) -> None:
    """What the desk has asked all mentors: it stands there before anybody answers."""
    asked = {"id": "q1", "programme_id": "pr", "words": "What helps?", "asked_by": "s", "asked_at": EARLIER}
    with home.engine.begin() as connection:
        connection.execute(t.core(t.CircleQuestion).insert().values(**asked))


def test_words_lie_nowhere_readable(home: SimpleNamespace, tmp_path: Path) -> None:
    with_a_question(home)
    keep(home, *EXAMPLES, arrived=[came("i1")])
    kept = everything(home, tmp_path)
    assert b"provider i1" in kept  # the search looks in the right place
    for shape in (
        WORDS.encode(),
        WORDS.encode("utf-16-le"),
        b"Rosalind",
        b"rosalind",
        WORDS.encode().hex().encode(),
    ):
        assert shape not in kept


@pytest.mark.parametrize("example", [*EXAMPLES, came("i1")], ids=lambda example: type(example).__name__)
def test_words_are_not_shown_when_an_effect_is_printed(example: object) -> None:
    assert "Rosalind" not in repr(example)
