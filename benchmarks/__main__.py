"""`make bench`: measures, prints a table, and writes benchmarks/results.json and what is drawn from it.

    python -m benchmarks                     everything, in about five minutes on two cores
    python -m benchmarks --people 1000000    the largest programme that is measured (100,000 by itself)
    python -m benchmarks --only talk enrol   some parts; prints, and writes nothing

A part is any module here with a `measure`. One that fails costs the others nothing, but then nothing is
written.
"""

import argparse
import json
import sys
import time
import traceback
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from types import ModuleType

from benchmarks import plot, scale
from benchmarks.result import Result, machine
from bot.logs import set_up_logging

_HERE = Path(__file__).parent


def parts(only: list[str]) -> dict[str, ModuleType]:
    """What is measured, by name: side by side first, then the rest by the alphabet."""
    names = ["side_by_side.race", *sorted(path.stem for path in _HERE.glob("[a-z]*.py"))]
    found = {name: import_module(f"benchmarks.{name}") for name in names}
    measuring = {name: module for name, module in found.items() if hasattr(module, "measure")}
    return {name: module for name, module in measuring.items() if not only or name in only}


def main() -> int:
    """Measure; 1 where a part failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--people", type=int, default=scale.SIZES[-1], help="the largest programme")
    parser.add_argument("--only", nargs="+", default=[], metavar="PART", help="measure these, write nothing")
    chosen = parser.parse_args()
    set_up_logging(quiet=True)
    scale.SIZES = (*(size for size in scale.SIZES if size < chosen.people), chosen.people)
    on, results, failed = machine(), [], False
    for name, part in parts(chosen.only).items():
        began = time.perf_counter()
        try:
            measured = part.measure()
        except Exception:
            traceback.print_exc()
            failed = True
            continue
        print(f"\n{name} ({time.perf_counter() - began:.0f} s)")
        for one in measured:
            print(_line(one), flush=True)
        results += measured
    if failed or chosen.only:
        return int(failed)
    rows = {"machine": on, "results": [asdict(one) for one in results]}
    text = json.dumps(rows, indent=2, ensure_ascii=False)
    (_HERE / "results.json").write_text(f"{text}\n", encoding="utf-8")
    plot.write()
    return 0


def _line(one: Result) -> str:
    verdict = "" if one.holds is None else "holds" if one.holds else "DOES NOT HOLD"
    bar = f"; {one.bar}" if one.bar else ""
    return f"{one.name:<46} {one.figure:>12,.2f} {one.unit:<9} {one.ratio:>8.2f} x {one.peer}{bar} {verdict}"


if __name__ == "__main__":
    sys.exit(main())
