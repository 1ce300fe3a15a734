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
    done = run("--rules")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "none\t\t\t",
        "urgent\tsuicide\twant-to-die,relapsed\twant to die; relapsed",
        "none\t\t\t",
        "emergency\toverdose\ttook-something\tnot breathing",
    ]


def test_json_says_the_same() -> None:
    lines = [json.loads(line) for line in run("--json", "--rules").stdout.splitlines()]
    assert [line["tier"] for line in lines] == ["none", "urgent", "none", "emergency"]
    assert lines[1] == {
        "tier": "urgent",
        "category": "suicide",
        "rules": ["want-to-die", "relapsed"],
        "words": ["want to die", "relapsed"],
    }


def test_both_looks_are_told() -> None:
    given = (
        "see you at 3\ni want to die\nsomebody should have my dog from friday, i wont be here to feed him\n"
    )
    lines = [line.split("\t") for line in run(given=given).stdout.splitlines()]
    assert [len(line) for line in lines] == [6, 6, 6]
    assert [line[0] for line in lines[:2]] == ["none", "urgent"]
    assert lines[0][4] == "nothing"
    assert lines[2][4] in ("marked", "raised")
    assert float(lines[2][5]) > float(lines[0][5])
    whole = [json.loads(line) for line in run("--json", given=given).stdout.splitlines()]
    assert [line["second_look"] for line in whole] == [line[4] for line in lines]


def test_nothing_in_nothing_out() -> None:
    assert run(given="").stdout == ""


def test_the_rules_can_be_printed() -> None:
    assert run("rules").stdout.startswith("# What the safety screen looks for")


def test_a_wrong_argument_is_refused_with_the_usage() -> None:
    done = run("dance")
    assert done.returncode == 2
    assert "usage: python -m safety" in done.stderr
