"""Effects on a person, and on what they work towards and lean on, become the rows they say."""

import json
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import IntegrityError

from conversations.small_steps import Horizon
from records import effects as fx
from records import tables as t
from records.kinds import PlanKind, Standing, StepState
from tests.records.saving import LATER, WORDS, keep, opened, record, row, rows


def test_a_person_changes(home: SimpleNamespace) -> None:
    keep(
        home,
        fx.SetStanding("mia", Standing.STOPPED),
        fx.SetName("mia", WORDS),
        fx.SetLanguage("mia", "es"),
        now=LATER,
    )
    mia, untouched = row(home, t.Person, "mia"), row(home, t.Person, "max")
    assert (mia["standing"], mia["standing_since"], mia["language"]) == ("stopped", LATER, "es")
    assert opened(home, "mia", "person", "name", mia) == WORDS
    assert (untouched["standing"], untouched["language"], untouched["name"]) == ("active", "en-US", b"")


def test_an_address_is_blocked_and_open_again(home: SimpleNamespace) -> None:
    keep(home, fx.BlockAddress("mia-a", True))
    assert {address["id"]: address["blocked"] for address in rows(home, t.Address)} == {
        "mia-a": True,
        "max-a": False,
    }
    keep(home, fx.BlockAddress("mia-a", False))
    assert row(home, t.Address, "mia-a")["blocked"] is False


@pytest.mark.mission("2.1")
def test_goals_stay_open_beside_each_other(home: SimpleNamespace) -> None:
    keep(home, fx.AddGoal("g1", "mia", Horizon.WEEK, WORDS), fx.AddGoal("g2", "mia", Horizon.LONG, "x"))
    assert [(g["id"], g["horizon"], g["closed_at"]) for g in rows(home, t.Goal)] == [
        ("g1", "week", None),
        ("g2", "long", None),
    ]
    assert opened(home, "mia", "goal", "text", row(home, t.Goal, "g1")) == WORDS


def test_a_new_step_replaces_the_open_one_of_that_person_only(home: SimpleNamespace) -> None:
    keep(home, fx.AddStep("s1", "mia", WORDS), fx.AddStep("t1", "max", "x"))
    keep(home, fx.AddStep("s2", "mia", "x"), now=LATER)
    states = {s["id"]: (s["state"], s["closed_at"]) for s in rows(home, t.Step)}
    assert states == {"s1": ("replaced", LATER), "s2": ("open", None), "t1": ("open", None)}
    assert opened(home, "mia", "step", "text", row(home, t.Step, "s1")) == WORDS


def test_of_two_steps_or_promises_at_once_the_last_stays(home: SimpleNamespace) -> None:
    keep(
        home,
        fx.AddStep("s1", "mia", "x"),
        fx.AddStep("s2", "mia", "y"),
        fx.MakePromise("p1", "mia", "x"),
        fx.MakePromise("p2", "mia", "y"),
    )
    assert {s["id"]: s["state"] for s in rows(home, t.Step)} == {"s1": "replaced", "s2": "open"}
    assert {p["id"]: p["dropped_at"] for p in rows(home, t.Promise)} == {"p1": home.now, "p2": None}


def test_what_became_of_a_step_is_said_once(home: SimpleNamespace) -> None:
    keep(home, fx.AddStep("s1", "mia", "x"), fx.CloseStep("s1", StepState.DONE))
    keep(home, fx.CloseStep("s1", StepState.NOT_YET), now=LATER)
    step = row(home, t.Step, "s1")
    assert (step["state"], step["closed_at"]) == ("done", home.now)


def test_a_promise_gives_way_to_the_next_and_can_be_dropped(home: SimpleNamespace) -> None:
    keep(home, fx.MakePromise("p1", "mia", WORDS), fx.MakePromise("q1", "max", "x"))
    keep(home, fx.MakePromise("p2", "mia", "y"), now=LATER)
    assert {p["id"]: p["dropped_at"] for p in rows(home, t.Promise)} == {"p1": LATER, "p2": None, "q1": None}
    assert opened(home, "mia", "promise", "text", row(home, t.Promise, "p1")) == WORDS
    keep(home, fx.DropPromise("p2"), now=LATER)
    assert row(home, t.Promise, "p2")["dropped_at"] == LATER


def test_a_plan_is_made_then_changed_in_place(home: SimpleNamespace) -> None:
    keep(home, fx.SetPlan("new", "mia", PlanKind.SELF_CARE, 1, "09:00", date(2026, 3, 3), LATER))
    keep(
        home,
        fx.SetPlan("other", "mia", PlanKind.SELF_CARE, 3, "10:30", date(2026, 3, 5), None, every_weeks=2),
    )
    plans = [plan for plan in rows(home, t.Plan) if plan["kind"] == "self_care"]
    assert plans == [
        {
            "id": "new",
            "person_id": "mia",
            "kind": "self_care",
            "weekday": 3,
            "at": "10:30",
            "every_weeks": 2,
            "local_date": date(2026, 3, 5),
            "due_at": None,
        }
    ]


def test_an_occurrence_moves_its_plan_on_and_never_happens_twice(home: SimpleNamespace) -> None:
    happened = fx.Occurred("x1", "mia", "mia-p", date(2026, 3, 6), "started", date(2026, 3, 13), LATER)
    keep(home, happened)
    assert row(home, t.Occurrence, "x1")["outcome"] == "started"
    plan = row(home, t.Plan, "mia-p")
    assert (plan["local_date"], plan["due_at"]) == (date(2026, 3, 13), LATER)
    again = fx.Occurred("x2", "mia", "mia-p", date(2026, 3, 6), "started", date(2026, 3, 20), LATER)
    with pytest.raises(IntegrityError):
        keep(home, record(), again)
    assert rows(home, t.MeetingRecord) == []  # and nothing beside it was kept


def test_a_kit_is_sealed_changed_and_taken_off(home: SimpleNamespace) -> None:
    keep(home, fx.AddKitEntry("k1", "mia", "Anna"), fx.AddKitEntry("k2", "mia", "Lee"))
    keep(home, fx.ChangeKitEntry("k1", "mia", "helps", "at night"), fx.RemoveKitEntry("k2"))
    (row,) = rows(home, t.KitEntry)
    words = [home.sealer.open("mia", "kit_entry", part, "k1", row[part]) for part in ("who", "helps")]
    assert words == ["Anna", "at night"]
    keep(home, fx.ShowKit("mia", shown=True))
    assert next(one for one in rows(home, t.Person) if one["id"] == "mia")["kit_shown_at"] is not None
    keep(home, fx.ShowKit("mia", shown=False))
    assert next(one for one in rows(home, t.Person) if one["id"] == "mia")["kit_shown_at"] is None


def test_what_is_written_down_for_hard_days_is_sealed_replaced_and_deleted(home: SimpleNamespace) -> None:
    keep(home, fx.KeepOwnPlan("op", "mia", (("own-helped", "the lake"),)))
    keep(home, fx.KeepOwnPlan("op", "mia", (("own-helped", WORDS),), new=False), fx.ShowOwnPlan("mia", True))
    (row,) = rows(home, t.OwnPlan)
    assert json.loads(opened(home, "mia", "own_plan", "body", row)) == {"own-helped": WORDS}
    assert row["shown_at"] == home.now
    keep(home, fx.DropOwnPlan("mia"))
    assert rows(home, t.OwnPlan) == []


def test_where_somebody_looks_and_what_they_were_told_of_are_sealed(home: SimpleNamespace) -> None:
    told = fx.ListPlaces("pl", "mia", None, "housing", "60612", ("One",))
    keep(home, fx.SetArea("mia", "60612"), told, fx.PlacesHelped("pl", "closed"))
    keep(home, replace(told, told=("One", "Two"), more=True), now=LATER)
    (row,) = rows(home, t.PlaceList)
    assert json.loads(opened(home, "mia", "place_list", "body", row))["told"] == ["One", "Two"]
    assert (row["sent_at"], row["outcome"]) == (LATER, "closed")
    mia = next(one for one in rows(home, t.Person) if one["id"] == "mia")
    assert opened(home, "mia", "person", "area", mia) == "60612"


def test_a_newer_answer_to_a_small_question_ends_the_one_before(home: SimpleNamespace) -> None:
    for row_id, code in (("a1", "work"), ("a2", "money")):
        keep(
            home,
            fx.AskSmall(row_id, "mia", "barrier"),
            fx.AnswerSmall(row_id, "mia", code),
            fx.EndSmall("mia", "barrier", row_id),
        )
    assert sorted((row["id"], row["ended_at"] is None) for row in rows(home, t.SmallAnswer)) == [
        ("a1", False),
        ("a2", True),
    ]
