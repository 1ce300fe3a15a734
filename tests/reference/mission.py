"""docs/reference/mission.md: each duty of the mission, and the tests that show it.

What is done is what a test shows; what nothing shows stands there as absent, and what is missing of the
rest is said. Nobody's judgement but the marks' and the list's goes in: `mission.toml`, beside this.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.found.listing import marked

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "mission.md"
_SHOWN = 4  # tests named for a duty; of more, how many there are


@dataclass(frozen=True)
class Duty:
    """A duty: its number, what it is, what is missing of it, and the tests that show the rest."""

    number: str
    says: str
    missing: str
    tests: tuple[str, ...]

    @property
    def stands(self) -> str:
        """Whether it works."""
        if not self.tests:
            return "absent"
        return "partly there" if self.missing else "works"


def duties() -> dict[str, list[Duty]]:
    """Every duty, by the name of its section."""
    listed = tomllib.loads(Path(__file__).with_name("mission.toml").read_text(encoding="utf-8"))
    shown = marked("mission")
    found: dict[str, list[Duty]] = {}
    for section, of_it in listed.items():
        found[of_it["kind"]] = [
            Duty(
                f"{section}.{number}",
                duty["says"],
                duty.get("missing", ""),
                tuple(shown.get(f"{section}.{number}", ())),
            )
            for number, duty in of_it.items()
            if number != "kind"
        ]
    return found


def page() -> str:
    """The page, whole."""
    sections = duties()
    everything = [duty for of_it in sections.values() for duty in of_it]
    counted = ", ".join(
        f"{sum(duty.stands == one for duty in everything)} {words}"
        for one, words in (("works", "work"), ("partly there", "are partly there"), ("absent", "are absent"))
    )
    parts = [
        "# What Handrail must do, and the test that shows it",
        "Written by `python -m tests.reference` from `tests/reference/mission.toml` and the tests; not by "
        'hand. A test says which duty it shows: `@pytest.mark.mission("2.1")`. A duty that no test shows is '
        "absent.",
        f"Of {len(everything)} duties {counted}.",
    ]
    for kind, of_it in sections.items():
        rows = ["| | duty | | tests |", "|---|---|---|---|"]
        for duty in of_it:
            missing = f"; missing: {duty.missing}" if duty.missing else ""
            rows.append(f"| {duty.number} | {duty.says} | {duty.stands}{missing} | {_named(duty)} |")
        parts += [f"## {kind}", "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


def _named(duty: Duty) -> str:
    more = len(duty.tests) - _SHOWN
    return "<br>".join(
        [*(f"`{test}`" for test in duty.tests[:_SHOWN]), *([f"and {more} more"] if more > 0 else [])]
    )
