"""Which test proves which line of what trying the program found: the page, made from the tests themselves.

A test carries `@pytest.mark.found("A1", ...)`. Nothing is run or imported to read that: the files are parsed.
"""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "found.md"
_LINES = Path(__file__).with_name("lines.toml")


def kinds() -> dict[str, dict[str, str]]:
    """Every kind by its letter, with its lines by number."""
    return tomllib.loads(_LINES.read_text(encoding="utf-8"))


def lines() -> dict[str, str]:
    """Every line by its id ("A1")."""
    return {
        f"{letter}{number}": text
        for letter, kind in kinds().items()
        for number, text in kind.items()
        if number != "kind"
    }


def marked() -> dict[str, list[str]]:
    """The tests that carry each id, as `file::name`."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                for one in _ids(node):
                    found[one].append(f"{file.relative_to(ROOT).as_posix()}::{node.name}")
    return found


def _ids(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Iterator[str]:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.found":
            for argument in decorator.args:
                yield str(ast.literal_eval(argument))


def page() -> str:
    """The page, whole."""
    proved = marked()
    parts = [
        "# What trying it found, and the test that proves it mended",
        "Written by `python -m tests.found` from `tests/found/lines.toml` and the tests; not by hand.",
    ]
    for letter, kind in kinds().items():
        rows = ["| | what holds now | tests |", "|---|---|---|"]
        for number, text in kind.items():
            if number != "kind":
                tests = "<br>".join(f"`{one}`" for one in proved.get(f"{letter}{number}", []))
                rows.append(f"| {letter}{number} | {text} | {tests} |")
        parts += [f"## {letter}. {kind['kind']}", "\n".join(rows)]
    return "\n\n".join(parts) + "\n"
