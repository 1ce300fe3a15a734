"""`make bench`: measures, prints a table, and writes benchmarks/results.json."""

import json
from dataclasses import asdict
from pathlib import Path

from benchmarks import emergency, enrol, receive, recogniser, signpost, talk
from bot.logs import set_up_logging


def main() -> None:
    """Measure everything."""
    set_up_logging(quiet=True)
    results = [
        result
        for part in (recogniser, talk, receive, enrol, signpost, emergency)
        for result in part.measure()
    ]
    for one in results:
        verdict = "" if one.holds is None else "holds" if one.holds else "DOES NOT HOLD"
        print(
            f"{one.name:<40} {one.figure:>10.1f} {one.unit:<9} {one.ratio:>6.2f} x {one.peer}"
            f"{'; ' + one.bar if one.bar else ''} {verdict}"
        )
    rows = json.dumps([asdict(one) for one in results], indent=2, ensure_ascii=False)
    (Path(__file__).parent / "results.json").write_text(rows + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
