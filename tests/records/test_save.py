"""Every effect becomes the rows it says, and no words anybody said lie readable in the database."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from conversations.small_steps import Horizon
from conversations.state import State, Status
from records import effects as fx
from records import tables as t
from records.kinds import (
    Channel,
    GoalState,
    InboxOutcome,
    Lane,
    MessageClass,
    PlanKind,
    RecordKind,
    StaffRole,
    Standing,
    StepState,
)
from records.save import save
from records.told import Told
from safety.tiers import Tier

EARLIER = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)
WORDS = "Bake bread with Rosalind"  # what somebody said; must be found nowhere in the file


def rows(home: SimpleNamespace, table: type[SQLModel]) -> list[dict[str, Any]]:
    with home.engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(table.__table__)).mappings()]  # type: ignore[attr-defined]


def row(home: SimpleNamespace, table: type[SQLModel], row_id: str) -> dict[str, Any]:
    return next(found for found in rows(home, table) if found["id"] == row_id)


def keep(
    home: SimpleNamespace,
    *effects: fx.Effect,
    arrived: Sequence[fx.Arrived] = (),
    now: datetime | None = None,
) -> None:
    with home.engine.begin() as connection:
        save(connection, home.sealer, now or home.now, effects, arrived)


def opened(home: SimpleNamespace, person: str, table: str, column: str, found: dict[str, Any]) -> str:
    return str(home.sealer.open(person, table, column, found["id"], found[column]))


def record(record_id: str = "r1") -> fx.OpenRecord:
    return fx.OpenRecord(record_id, "pr", "mia", RecordKind.CHECK_IN, Channel.PHONES, with_id="max")


def message(message_id: str = "o1", **changes: Any) -> fx.Send:
    values: dict[str, Any] = {
        "id": message_id,
        "to": "max",
        "about": "mia",
        "address_id": "max-a",
        "channel": Channel.PHONES,
        "text": WORDS,
        "message_class": MessageClass.PROMPT,
        "lane": Lane.NUDGE,
        "record_id": "r1",
        "encoding": "gsm7",
        "segments": 1,
    }
    return fx.Send(**(values | changes))


def talking(**changes: Any) -> fx.PutConversation:
    state = State(conversation="weekly", revision=1, snapshot={"step": WORDS}, answers={"mood": 4})
    values: dict[str, Any] = {
        "id": "c1",
        "person_id": "mia",
        "record_id": "r1",
        "name": "weekly",
        "status": Status.WAITING,
        "state": state,
        "question": "mood",
        "outbox_id": "o1",
        "patience": 3600,
    }
    return fx.PutConversation(**(values | changes))


def flag() -> fx.RaiseFlag:
    return fx.RaiseFlag("f1", "pr", "mia", "r1", None, Tier.URGENT, "harm", ("a-1", "b-2"), WORDS, "4711")


def tune() -> fx.Tune:
    return fx.Tune(
        "tu1", "pr", "mia", "f1", "false_alarm", Tier.URGENT, "harm", ("a-1", "b-2"), WORDS, "staff"
    )


def came(message_id: str, *effects: fx.Effect, **changes: Any) -> fx.Arrived:
    values: dict[str, Any] = {
        "id": message_id,
        "channel": Channel.PHONES,
        "provider_id": f"provider {message_id}",
        "person_id": "mia",
        "kind": "text",
        "text": WORDS,
        "media": 0,
        "received_at": datetime(2026, 3, 2, 17, 59, tzinfo=UTC),
        "outcome": InboxOutcome.ANSWER,
        "tier": Tier.NONE,
        "record_id": "r1",
        "needs_person": False,
        "effects": effects,
    }
    return fx.Arrived(**(values | changes))


def test_a_record_opens_is_marked_and_closes(home: SimpleNamespace) -> None:
    keep(home, record())
    assert row(home, t.MeetingRecord, "r1") == {
        "id": "r1",
        "programme_id": "pr",
        "person_id": "mia",
        "with_id": "max",
        "kind": "check_in",
        "channel": "phones",
        "opened_at": home.now,
        "closed_at": None,
        "outcome": "",
        "tier": "none",
    }
    keep(home, fx.MarkRecord("r1", Tier.URGENT), fx.CloseRecord("r1", "answered"), now=LATER)
    after = row(home, t.MeetingRecord, "r1")
    assert (after["tier"], after["closed_at"], after["outcome"]) == ("urgent", LATER, "answered")


def test_notes_are_appended_and_sealed_for_the_person_they_are_about(home: SimpleNamespace) -> None:
    keep(
        home, record(), fx.Note("r1", "mia", "answer", "mood", WORDS), fx.Note("r1", "mia", "event", "paused")
    )
    first, second = sorted(rows(home, t.RecordEntry), key=lambda entry: entry["id"])
    assert (first["kind"], first["label"], first["at"]) == ("answer", "mood", home.now)
    assert opened(home, "mia", "record_entry", "body", first) == WORDS
    assert (second["label"], second["body"]) == ("paused", b"")


@pytest.mark.parametrize(
    ("lane", "rank"), [(Lane.SAFETY, 0), (Lane.REPLY, 1), (Lane.NUDGE, 2), (Lane.BULK, 3)]
)
def test_a_message_is_queued_in_its_lane(home: SimpleNamespace, lane: Lane, rank: int) -> None:
    keep(home, record(), message(lane=lane, buttons=(("Yes", "o1:yes"),), valid_seconds=600, reply_to="i1"))
    queued = row(home, t.Outbox, "o1")
    assert (queued["state"], queued["lane"], queued["rank"]) == ("queued", lane.value, rank)
    assert (queued["person_id"], queued["about_id"], queued["reply_to"]) == ("max", "mia", "i1")
    assert json.loads(queued["buttons"]) == [["Yes", "o1:yes"]]
    assert queued["valid_until"] == home.now + timedelta(seconds=600)
    assert queued["not_before"] == queued["retry_at"] == queued["created_at"] == home.now
    assert opened(home, "mia", "outbox", "body", queued) == WORDS


def test_a_conversation_begins_goes_on_and_ends(home: SimpleNamespace) -> None:
    keep(home, record(), talking())
    begun = row(home, t.Conversation, "c1")
    assert (begun["state"], begun["question"], begun["outbox_id"], begun["due_at"]) == (
        "waiting",
        "mood",
        "o1",
        None,
    )
    state = State.from_json(opened(home, "mia", "conversation", "body", begun))
    assert (state.answers, state.snapshot) == ({"mood": 4}, {"step": WORDS})

    with home.engine.begin() as connection:  # delivery handed the question over
        connection.execute(
            t.Conversation.__table__.update().values(handed_at=home.now, due_at=LATER)  # type: ignore[attr-defined]
        )
    keep(home, talking(outbox_id=None), now=LATER)
    unchanged = row(home, t.Conversation, "c1")
    assert (unchanged["outbox_id"], unchanged["handed_at"], unchanged["due_at"]) == ("o1", home.now, LATER)
    keep(home, talking(outbox_id="o2", question="step"), now=LATER)
    asked = row(home, t.Conversation, "c1")
    assert (asked["outbox_id"], asked["handed_at"], asked["due_at"]) == ("o2", None, None)

    done = State(conversation="weekly", revision=1, snapshot={}, status=Status.FINISHED)
    keep(home, talking(status=Status.FINISHED, state=done, outbox_id=None), now=LATER)
    ended = row(home, t.Conversation, "c1")
    assert (ended["state"], ended["question"], ended["closed_at"], ended["due_at"]) == (
        "finished",
        "",
        LATER,
        None,
    )
    assert ended["opened_at"] == home.now


def test_ending_conversations_closes_only_that_persons_waiting_ones(home: SimpleNamespace) -> None:
    keep(
        home,
        record("r1"),
        record("r2"),
        fx.OpenRecord("r3", "pr", "max", RecordKind.SELF_CARE, Channel.PHONES),
        talking(id="c1", record_id="r1"),
        talking(id="c2", record_id="r2", status=Status.FINISHED),
        talking(id="c3", record_id="r3", person_id="max"),
    )
    keep(home, fx.EndConversations("mia", "stopped"), now=LATER)
    states = {c["id"]: (c["state"], c["closed_at"], c["question"]) for c in rows(home, t.Conversation)}
    assert states["c1"] == ("ended", LATER, "")
    assert states["c2"] == ("finished", home.now, "")
    assert states["c3"] == ("waiting", None, "mood")
    records = {r["id"]: (r["outcome"], r["closed_at"]) for r in rows(home, t.MeetingRecord)}
    assert records == {"r1": ("stopped", LATER), "r2": ("", None), "r3": ("", None)}


def test_a_new_conversation_may_take_the_place_of_the_ended_one(home: SimpleNamespace) -> None:
    keep(home, record("r1"), talking())
    keep(home, fx.EndConversations("mia", "replaced"), record("r2"), talking(id="c2", record_id="r2"))
    assert {c["id"]: c["state"] for c in rows(home, t.Conversation)} == {"c1": "ended", "c2": "waiting"}


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


def test_a_flag_is_raised_and_the_first_to_answer_counts(home: SimpleNamespace) -> None:
    keep(home, record(), flag())
    raised = row(home, t.Flag, "f1")
    assert (raised["tier"], raised["category"], raised["rules"], raised["code"]) == (
        "urgent",
        "harm",
        "a-1 b-2",
        "4711",
    )
    assert (raised["raised_at"], raised["acknowledged_at"]) == (home.now, None)
    assert opened(home, "mia", "flag", "words", raised) == WORDS
    keep(home, fx.AcknowledgeFlag("f1", "max"), now=LATER)
    keep(home, fx.AcknowledgeFlag("f1", "mia"), now=LATER + timedelta(hours=1))
    answered = row(home, t.Flag, "f1")
    assert (answered["acknowledged_at"], answered["acknowledged_by"]) == (LATER, "max")


def test_a_flag_is_closed_once(home: SimpleNamespace) -> None:
    keep(home, record(), flag())
    keep(home, fx.CloseFlag("f1"), now=LATER)
    keep(home, fx.CloseFlag("f1"), now=LATER + timedelta(hours=1))
    closed = row(home, t.Flag, "f1")
    assert (closed["closed_at"], closed["acknowledged_at"]) == (LATER, None)


def test_the_tier_of_a_record_only_rises(home: SimpleNamespace) -> None:
    keep(home, record(), fx.MarkRecord("r1", Tier.EMERGENCY))
    keep(home, fx.MarkRecord("r1", Tier.URGENT))
    assert row(home, t.MeetingRecord, "r1")["tier"] == "emergency"


def test_the_ladder_rises_until_somebody_acknowledges(home: SimpleNamespace) -> None:
    keep(home, record(), replace(flag(), rises_at=EARLIER))
    keep(home, fx.ClimbFlag("f1", 1, LATER), now=LATER)
    assert (row(home, t.Flag, "f1")["rung"], row(home, t.Flag, "f1")["rises_at"]) == (1, LATER)
    keep(home, fx.AcknowledgeFlag("f1", "max"), now=LATER)
    assert row(home, t.Flag, "f1")["rises_at"] is None


def test_more_words_join_a_flag_once_each(home: SimpleNamespace) -> None:
    keep(home, record(), replace(flag(), words="one thing", rules=("a",)))
    keep(home, fx.AddToFlag("f1", "mia", ("a", "b"), "one thing / another"))
    kept = row(home, t.Flag, "f1")
    assert home.sealer.open("mia", "flag", "words", "f1", kept["words"]) == "one thing / another"
    assert kept["rules"] == "a b"
    keep(home, fx.AddToFlag("f1", "mia", ("c",), "x" * 5000), fx.AddToFlag("no such flag", "mia", (), "x"))
    assert row(home, t.Flag, "f1")["rules"] == "a b", "what no longer fits stands in the record alone"


def test_what_a_flag_turned_out_to_be_is_kept(home: SimpleNamespace) -> None:
    keep(home, record(), flag())
    keep(home, fx.CloseFlag("f1", "false_alarm"), now=LATER)
    assert row(home, t.Flag, "f1")["verdict"] == "false_alarm"


def test_prompts_are_held_since_the_first_time(home: SimpleNamespace) -> None:
    keep(home, fx.HoldPrompts("mia"), now=EARLIER)
    keep(home, fx.HoldPrompts("mia"), now=LATER)
    assert row(home, t.Person, "mia")["held_at"] == EARLIER
    keep(home, fx.ResumePrompts("mia"), now=LATER)
    assert row(home, t.Person, "mia")["held_at"] is None


def test_a_mentor_is_asked_once_how_they_are(home: SimpleNamespace) -> None:
    keep(home, record(), replace(flag(), mentor_id="max", debrief_at=EARLIER))
    keep(home, fx.Debriefed("f1"), now=LATER)
    assert row(home, t.Flag, "f1")["debrief_at"] is None


def test_what_was_misjudged_is_kept_sealed(home: SimpleNamespace) -> None:
    keep(home, record(), flag(), tune())
    kept = row(home, t.Tuning, "tu1")
    assert (kept["kind"], kept["rules"], kept["tier"]) == ("false_alarm", "a-1 b-2", "urgent")
    assert home.sealer.open("mia", "tuning", "words", "tu1", kept["words"]) == WORDS


def test_attending_settles_one_message_or_all_of_a_persons(home: SimpleNamespace) -> None:
    waiting = [came(f"i{number}", needs_person=True, record_id=None) for number in (1, 2, 3)]
    others = [
        came("i4", record_id=None),
        came("i5", needs_person=True, record_id=None, person_id="max"),
    ]
    keep(home, arrived=[*waiting, *others])
    keep(home, fx.Attend("mia", "staff", inbox_id="i2"), now=LATER)
    attended = {i["id"]: i["attended_at"] for i in rows(home, t.Inbox)}
    assert [key for key, at in attended.items() if at] == ["i2"]
    keep(home, fx.Attend("mia", "staff"), now=LATER + timedelta(hours=1))
    inbox = {i["id"]: (i["attended_at"], i["attended_by"]) for i in rows(home, t.Inbox)}
    assert inbox["i2"] == (LATER, "staff")
    assert inbox["i1"] == inbox["i3"] == (LATER + timedelta(hours=1), "staff")
    assert inbox["i4"] == inbox["i5"] == (None, None)


def test_what_staff_did_is_in_the_audit_log(home: SimpleNamespace) -> None:
    keep(home, fx.Audited("staff", "read", "mia", "r1", "list"), fx.Audited("staff", "signed_in"))
    first, second = sorted(rows(home, t.Audit), key=lambda entry: entry["id"])
    assert (first["staff_id"], first["action"], first["person_id"], first["record_id"]) == (
        "staff",
        "read",
        "mia",
        "r1",
    )
    assert (first["detail"], first["at"], second["action"]) == ("list", home.now, "signed_in")


def test_what_arrived_is_kept_whole_with_its_effects(home: SimpleNamespace) -> None:
    keep(
        home,
        arrived=[came("i1", record(), message(reply_to="i1"), media=2, tier=Tier.URGENT, needs_person=True)],
    )
    kept = row(home, t.Inbox, "i1")
    assert (kept["provider_id"], kept["channel"], kept["kind"], kept["media"]) == (
        "provider i1",
        "phones",
        "text",
        2,
    )
    assert (kept["received_at"], kept["arrived_at"]) == (datetime(2026, 3, 2, 17, 59, tzinfo=UTC), home.now)
    assert (kept["outcome"], kept["tier"], kept["record_id"], kept["needs_person"]) == (
        "answer",
        "urgent",
        "r1",
        True,
    )
    assert opened(home, "mia", "inbox", "body", kept) == WORDS
    assert row(home, t.Outbox, "o1")["reply_to"] == "i1"


def test_the_same_message_from_the_provider_is_refused_whole(home: SimpleNamespace) -> None:
    keep(home, arrived=[came("i1", record())])
    with pytest.raises(IntegrityError):
        keep(home, arrived=[came("i2", message(), provider_id="provider i1")])
    assert rows(home, t.Outbox) == []


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


@pytest.mark.parametrize("example", [*EXAMPLES, came("i1")], ids=lambda example: type(example).__name__)
def test_words_are_not_shown_when_an_effect_is_printed(example: object) -> None:
    assert "Rosalind" not in repr(example)
