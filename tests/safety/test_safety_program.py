"""`python -m safety` as a program: a message a line in, one line each out."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MESSAGES = "see you at 3\ni want to die, and i relapsed\n\nhe's not breathing\n"


def run(*arguments: str, given: str = MESSAGES) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "safety", *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )


def test_a_line_for_each_message() -> None:
    done = run()
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "none\t\t\t",
        "urgent\tsuicide\twant-to-die,relapsed\twant to die; relapsed",
        "none\t\t\t",
        "emergency\toverdose\ttook-something\tnot breathing",
    ]


def test_json_says_the_same() -> None:
    lines = [json.loads(line) for line in run("--json").stdout.splitlines()]
    assert [line["tier"] for line in lines] == ["none", "urgent", "none", "emergency"]
    assert lines[1] == {
        "tier": "urgent",
        "category": "suicide",
        "rules": ["want-to-die", "relapsed"],
        "words": ["want to die", "relapsed"],
    }


def test_nothing_in_nothing_out() -> None:
    assert run(given="").stdout == ""


def test_the_rules_can_be_printed() -> None:
    assert run("rules").stdout.startswith("# What the safety screen looks for")


def test_a_wrong_argument_is_refused_with_the_usage() -> None:
    done = run("dance")
    assert done.returncode == 2
    assert "usage: python -m safety" in done.stderr
