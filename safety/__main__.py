"""`python -m safety`: one message a line in, one line each out.

    tier <TAB> category <TAB> rule ids <TAB> the words that fired <TAB> second look <TAB> its score

The tier is that of both looks: what the second look raises is a concern, where the rules say nothing worse.
`--rules` leaves the second look out; `--json` prints one JSON object a line instead. `python -m safety rules`
prints the list of rules as Markdown (the text of docs/reference/safety-rules.md). `python -m safety misses
[FILE]` reads what `python -m bot tuning` prints, and says what would need a rule.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from safety.recogniser import assess
from safety.tiers import Level, Tier

if TYPE_CHECKING:
    from safety.second_look import SecondLook


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads standard input to its end; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m safety",
        description="Recognises danger in messages: one message a line in, one line each out.",
    )
    parser.add_argument("what", nargs="?", choices=["screen", "rules", "misses"], default="screen")
    parser.add_argument("file", nargs="?", help="for misses: read this file, not standard input")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--rules", action="store_true", help="the rules alone, without the second look")
    chosen = parser.parse_args(arguments)
    if chosen.what == "rules":
        from safety.listing import listing

        sys.stdout.write(listing())
        return 0
    if chosen.what == "misses":
        return _misses(chosen.file)
    if chosen.file:
        parser.error("a file is for misses; messages come on standard input")
    look = None if chosen.rules else _second_look()
    for line in sys.stdin:
        sys.stdout.write(_answer(line.rstrip("\n"), look, as_json=chosen.json) + "\n")
        sys.stdout.flush()
    return 0


def _second_look() -> "SecondLook | None":
    from safety.second_look import NoSecondLook, SecondLook

    try:
        return SecondLook()
    except NoSecondLook as error:
        sys.stderr.write(f"The rules alone: {error}\n")
        return None


def _answer(text: str, look: "SecondLook | None", *, as_json: bool) -> str:
    found = assess(text)
    answer: dict[str, object] = {
        "tier": found.tier.value,
        "category": found.category,
        "rules": found.rules,
        "words": found.words,
    }
    if look is not None:
        (seen,) = look.look([text])
        if seen.level is Level.RAISED and found.tier is Tier.NONE:
            answer |= {"tier": Tier.CONCERN.value, "category": seen.category.value}
        answer |= {"second_look": seen.level.value, "score": round(seen.score, 2)}
    if as_json:
        return json.dumps(answer, ensure_ascii=False)
    fields = answer | {"rules": ",".join(found.rules), "words": "; ".join(found.words)}
    return "\t".join(map(str, fields.values()))


def _misses(file: str | None) -> int:
    """Prints what would need a rule; lines that cannot be read are told apart, and make the exit code 1."""
    from safety.misses import read, report

    try:
        lines: Iterable[str] = Path(file).read_text(encoding="utf-8").splitlines() if file else sys.stdin
        entries, problems = read(lines)
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{file or 'Standard input'} cannot be read: {error}.\n")
        return 2
    if not entries and not problems:
        sys.stderr.write(
            "There was nothing to read: nothing is marked yet, or `python -m bot tuning` has said why.\n"
        )
        return 1
    for line in report(entries):
        sys.stdout.write(line + "\n")
    for problem in problems:
        sys.stderr.write(problem + "\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
