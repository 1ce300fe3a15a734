"""`python -m safety`: one message a line in, one line each out.

    tier <TAB> category <TAB> rule ids <TAB> the words that fired

`--json` prints one JSON object a line instead. `python -m safety rules` prints the list of rules as
Markdown (the text of docs/reference/safety-rules.md).
"""

import argparse
import json
import sys
from collections.abc import Sequence

from safety.recogniser import assess


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads standard input to its end; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m safety",
        description="Recognises danger in messages: one message a line in, one line each out.",
    )
    parser.add_argument("what", nargs="?", choices=["screen", "rules"], default="screen")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    chosen = parser.parse_args(arguments)
    if chosen.what == "rules":
        from safety.listing import listing

        sys.stdout.write(listing())
        return 0
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


if __name__ == "__main__":
    sys.exit(main())
