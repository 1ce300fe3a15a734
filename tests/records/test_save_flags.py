"""Effects on flags and what comes of them become the rows they say."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from records import effects as fx
from records import tables as t
from safety.tiers import Tier
from tests.records.saving import EARLIER, LATER, WORDS, flag, keep, opened, record, row, tune


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
