"""What would need a rule: read line by line, with clear words about lines that are no entry."""

import json

import pytest

from safety.misses import read, report
from safety.tiers import Tier

GOOD = {"kind": "missed", "tier": "urgent", "category": "suicide", "rules": [], "words": "blue folder"}


def line(**changed: object) -> str:
    return json.dumps(GOOD | changed)


def told(*lines: str) -> list[str]:
    entries, problems = read(lines)
    assert problems == []
    return list(report(entries))


def test_what_is_found_by_now_is_no_work_any_more() -> None:
    assert (
        told(line(words="i want to die"))[0]
        == "Missed and entered by hand: 1. Still missed, or rated lower: 0."
    )


def test_what_is_rated_lower_is_told_with_the_rules_that_fired() -> None:
    said = told(
        line(tier="emergency", category="relapse", words="i relapsed"), line(), line(words="red folder")
    )
    assert said[2:5] == [
        "suicide (2)",
        "  should be urgent, is none: blue folder",
        "  should be urgent, is none: red folder",
    ]
    assert "  should be emergency, is concern by relapsed: i relapsed" in said


def test_rules_that_cry_wolf_most_often_come_first() -> None:
    said = told(
        line(kind="false_alarm", rules=["one", "two"], words="a / b"),
        line(kind="false_alarm", rules=["two"], words="c"),
        "",
    )
    assert said[-3:] == ["False alarms: 2.", "  2  two: b; c", "  1  one: a"]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("hello", "not JSON"),
        ("[]", "not a JSON object"),
        (line(kind="wrong"), '"kind"'),
        (line(tier="none"), '"tier"'),
        (line(tier=3), '"tier"'),
        (line(category="weather"), '"category"'),
        (line(words=" "), '"words"'),
        (line(words=None), '"words"'),
        (line(rules="one"), '"rules"'),
        (line(rules=[1]), '"rules"'),
    ],
)
def test_a_line_that_is_no_entry_is_named_and_the_others_count(bad: str, why: str) -> None:
    entries, problems = read([line(), bad, line(kind="false_alarm", tier="concern")])
    assert [entry.tier for entry in entries] == [Tier.URGENT, Tier.CONCERN]
    (problem,) = problems
    assert problem.startswith("Line 2: ")
    assert why in problem
