"""Effects on records, messages and conversations become the rows they say."""

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import IntegrityError

from conversations.state import State, Status
from records import effects as fx
from records import tables as t
from records.kinds import Channel, Lane, RecordKind
from safety.tiers import Tier
from tests.records.saving import LATER, WORDS, came, keep, message, opened, record, row, rows, talking


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
            t.Conversation.__table__.update().values(handed_at=home.now, due_at=LATER)  # type: ignore[attr-defined]  # SQLModel's types do not know its table
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
