"""Which test proves which line of a list: a page, made from the tests themselves.

There are two here. What trying the program found (`lines.toml`): a test carries
`@pytest.mark.found("A1", ...)`.
What faults and load broke (`faults.toml`): it carries `@pytest.mark.fault("3", ...)`. Nothing is run or
imported to read that: the files are parsed. What shows each duty of the mission is a page of its own
(`tests/reference/mission.py`), made with the marks that are read here.
"""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

Decorated = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Listing:
    """A list of what was found, and the page that shows what proves it mended.

    Args:
        file: the list, beside this module: every kind by its letter or word, with its lines by number.
        mark: the pytest mark that names lines, by kind and number, or by number alone where those are unique.
        page_name: the page under docs/reference.
        title: the page's.
        lettered: whether a line's id begins with its kind's letter.
    """

    file: str
    mark: str
    page_name: str
    title: str
    lettered: bool

    @property
    def page_file(self) -> Path:
        """Where the page is."""
        return ROOT / "docs" / "reference" / self.page_name

    def kinds(self) -> dict[str, dict[str, str]]:
        """Every kind, with its lines by number."""
        return tomllib.loads(Path(__file__).with_name(self.file).read_text(encoding="utf-8"))

    def _id(self, kind: str, number: str) -> str:
        return f"{kind}{number}" if self.lettered else number

    def lines(self) -> dict[str, str]:
        """Every line by its id ("A1", or "1")."""
        return {
            self._id(letter, number): text
            for letter, kind in self.kinds().items()
            for number, text in kind.items()
            if number != "kind"
        }

    def marked(self) -> dict[str, list[str]]:
        """The tests that carry each id, as `file::name`."""
        return marked(self.mark)

    def page(self) -> str:
        """The page, whole."""
        proved = self.marked()
        parts = [
            f"# {self.title}",
            f"Written by `python -m tests.found` from `tests/found/{self.file}` and the tests; not by hand.",
        ]
        for letter, kind in self.kinds().items():
            rows = ["| | what holds now | tests |", "|---|---|---|"]
            for number, text in kind.items():
                if number != "kind":
                    one = self._id(letter, number)
                    tests = "<br>".join(f"`{test}`" for test in proved.get(one, []))
                    rows.append(f"| {one} | {text} | {tests} |")
            parts += [
                f"## {letter}. {kind['kind']}" if self.lettered else f"## {kind['kind']}",
                "\n".join(rows),
            ]
        return "\n\n".join(parts) + "\n"


FOUND = Listing(
    "lines.toml",
    "found",
    "found.md",
    "What trying it found, and the test that proves it mended",
    lettered=True,
)
FAULTS = Listing(
    "faults.toml",
    "fault",
    "faults.md",
    "What faults and load broke, and the test that shows it whole",
    lettered=False,
)
LISTINGS = (FOUND, FAULTS)
_MARKS = (*(listing.mark for listing in LISTINGS), "mission")


def marked(mark: str) -> dict[str, list[str]]:
    """What tests carry this mark, by each thing that it names, as `file::name`."""
    found: dict[str, list[str]] = defaultdict(list)
    for other, one, test in _marks():
        if other == mark:
            found[one].append(test)
    return found


@cache
def _marks() -> tuple[tuple[str, str, str], ...]:
    """Every mark of a test: which, what it names, and the test."""
    return tuple(
        (mark, one, f"{file.relative_to(ROOT).as_posix()}::{node.name}")
        for file in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, Decorated)
        for mark, one in _named(node)
    )


def _named(node: Decorated) -> Iterator[tuple[str, str]]:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call):
            name = ast.unparse(decorator.func)
            for mark in _MARKS:
                if name == f"pytest.mark.{mark}":
                    for argument in decorator.args:
                        yield mark, str(ast.literal_eval(argument))
