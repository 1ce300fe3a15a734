"""The lines there are: every sentence that code may say, with what stands in it.

Code names a line by its id, never by a sentence. Ids are declared here at import, so that
start-up can check each of them against the wording in every language.
"""

from collections.abc import Sequence

LINES: dict[str, frozenset[str]] = {}
"""Every declared line: wording id and the variables the code supplies with it."""


def line(wording: str, *variables: str) -> str:
    """Declare a line and return its id.

    Raises:
        ValueError: the id is declared already; two places would share one sentence.
    """
    if wording in LINES:
        raise ValueError(f"line {wording!r} is declared twice; choose another id or import the first one")
    LINES[wording] = frozenset(variables)
    return wording


def variants(wording: str, count: int, *variables: str) -> tuple[str, ...]:
    """Declare `count` ways of saying the same: `wording`-1, `wording`-2, and so on."""
    return tuple(line(f"{wording}-{number}", *variables) for number in range(1, count + 1))


def pick(ways: Sequence[str], turn: int) -> str:
    """The way whose turn it is; counting on walks through all of them."""
    return ways[turn % len(ways)]
