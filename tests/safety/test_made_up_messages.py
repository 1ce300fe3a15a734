"""A set of made-up messages in many voices: most must be found, nearly all everyday ones left alone.

The messages of `everyday_and_danger.tsv` were written before the rules were widened, not to fit them. How
many were found at first is in docs/explanation/safety.md; here the set keeps the rules from getting worse.
"""

from functools import cache
from pathlib import Path

import pytest

from safety.recogniser import assess
from safety.tiers import Tier

LINES = (Path(__file__).parent / "everyday_and_danger.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]


@cache
def found(kind: str) -> list[tuple[str, str, Tier]]:
    """Every message of that kind: what it is about, the message, and what the rules make of it."""
    return [(about, text, assess(text).tier) for k, about, text in ROWS if k == kind]


@pytest.mark.parametrize(
    "about", sorted({about for kind, about, _ in ROWS if kind == "flag"}), ids=lambda about: about
)
def test_danger_in_many_voices_is_mostly_found(about: str) -> None:
    rows = [(text, tier) for a, text, tier in found("flag") if a == about]
    missed = [text for text, tier in rows if tier is Tier.NONE]
    assert len(missed) <= 0.2 * len(rows), missed


def test_danger_is_found_nine_times_in_ten() -> None:
    missed = [text for _, text, tier in found("flag") if tier is Tier.NONE]
    assert len(found("flag")) > 400
    assert len(missed) <= 0.1 * len(found("flag")), missed


def test_everyday_messages_are_left_alone() -> None:
    wrong = [text for _, text, tier in found("clear") if tier is not Tier.NONE]
    assert len(found("clear")) > 400
    assert len(wrong) <= 0.01 * len(found("clear")), wrong


@pytest.mark.parametrize("text", [text for kind, _, text in ROWS if kind == "past"])
def test_what_is_over_denied_or_mourned_is_never_urgent(text: str) -> None:
    assert assess(text).tier in {Tier.NONE, Tier.CONCERN}


@pytest.mark.parametrize(
    "text",
    [
        "my brother killed himself and now i want to die",
        "when i was 16 i tried it. last night i tried to kill myself again",
        "no puedo mas, quiero matarme",
        "they asked if im ok and i said yes. i want to kill myself",
        "nobody cares, i want to die",
        "not ok. im going to kill myself tonight",
    ],
)
def test_what_is_happening_stays_urgent_beside_the_past_the_dead_and_a_no(text: str) -> None:
    assert assess(text).tier.rank >= Tier.URGENT.rank
