"""`python -m safety`: one message a line in, one line each out.

    tier <TAB> category <TAB> rule ids <TAB> the words that fired

`--json` prints one JSON object a line instead. `python -m safety rules` prints the list of rules as
Markdown (the text of docs/reference/safety-rules.md). `python -m safety misses [FILE]` reads what
`python -m bot tuning` prints, and says what would need a rule.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from safety.recogniser import assess


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads standard input to its end; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m safety",
        description="Recognises danger in messages: one message a line in, one line each out.",
    )
    parser.add_argument("what", nargs="?", choices=["screen", "rules", "misses"], default="screen")
    parser.add_argument("file", nargs="?", help="for misses: read this file, not standard input")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    chosen = parser.parse_args(arguments)
    if chosen.what == "rules":
        from safety.listing import listing

        sys.stdout.write(listing())
        return 0
    if chosen.what == "misses":
        return _misses(chosen.file)
    if chosen.file:
        parser.error("a file is for misses; messages come on standard input")
    for line in sys.stdin:
        found = assess(line.rstrip("\n"))
        if chosen.json:
            answer = {
                "tier": found.tier.value,
                "category": found.category,
                "rules": found.rules,
                "words": found.words,
            }
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        else:
            fields = (found.tier.value, found.category, ",".join(found.rules), "; ".join(found.words))
            sys.stdout.write("\t".join(fields) + "\n")
        sys.stdout.flush()
    return 0


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
