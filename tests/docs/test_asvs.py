"""The page about ASVS names tests that exist, and each requirement once."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "asvs.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| ?(.*?) ?\|$", PAGE, flags=re.MULTILINE)


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
    assert len(named) > 80
    for file in {file for file, _ in named}:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        there = {
            node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        assert {name for at, name in named if at == file} <= there, file


def test_each_requirement_stands_once_in_order_and_says_how() -> None:
    numbers = [tuple(map(int, number.split("."))) for number, _, _ in ROWS]
    assert numbers == sorted(set(numbers))
    assert len(numbers) > 150
    assert all(how.strip() for _, how, _ in ROWS)


def test_what_is_not_met_says_why() -> None:
    refused = [how for _, how, _ in ROWS if how.startswith("No")]
    assert len(refused) >= 5, "an honest page has some"
    for how in refused:
        assert how.startswith(("No: ", "No, ", "Not ", "Nothing ", "Nobody ", "No ", "Neither ")), how
        if how.startswith(("No: ", "No, ")):
            assert len(how) > len("No, as 15.1.1") - 1
