"""What the safety screen costs, beside a plain list of keywords, and how well it does on a labelled set.

    python -m benchmarks.recogniser                      cost only; needs nothing
    python -m benchmarks.recogniser --labelled FILE      also recall and false alarms, by halves of the
                                                         set, and what each family of rules adds

The labelled set is not part of the project. It is JSON lines with `id`, `set`, `gold` (pos, neg or
other), `cat`, `tier` and `text`. Halves are made by a hash of the id. The rules have by now been written with
the misses of both halves in view, first A and much later B, so neither is a measure of the unseen any more;
docs/explanation/safety.md keeps the figures from before B was opened. Rates come with Wilson's 95% interval.
"""

import argparse
import hashlib
import json
import math
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from importlib import resources
from pathlib import Path
from typing import Any

from benchmarks.result import Result
from safety import recogniser
from safety.recogniser import assess
from safety.rulebook import BOOK, build_rulebook
from safety.tiers import Tier

CHARACTERS = 160
BAR_MICROSECONDS = 100.0
BAR_RATIO_OF_LENGTH = 1.5  # cost per character at 10,000 over cost per character at 2,500

# The sort of list that bots are built with: one pattern, whole message, no reading of what stands around it.
NAIVE = re.compile(
    r"suicid|kill myself|want to die|end my life|end it all|self.?harm|hurt myself|cut myself|overdose|"
    r"better off dead|no reason to live|hopeless|take my own life|hang myself|jump off|can't go on|relapse",
    re.IGNORECASE,
)
ORDINARY = [
    "Morning! Bus was late again so I walked, took me forty minutes but the sun was out",
    "Can you ask if the appointment on Thursday can be moved to 3? I dont want to be late",
    "got the keys to the flat today, going to pick up a mattress from my sister later, Dave has a van",
    "Thanks for the lift yesterday. I want to do the same step again next week if that is ok with you",
    "No news from the job yet but they said they would call by friday, if not I will ring them",
    "Had a good chat with my brother, first in months. He is coming on sunday and we are going to cook",
    "so tired after the night shift but its money, only have to do two more then im off until wednesday",
    "hola, mañana no puedo ir a la reunion porque trabajo hasta las 6, nos vemos el martes como siempre",
]
LOADED = [
    "I dont know what to do anymore, everyone would be better off without me and I just want to die",
    "my boyfriend hit me again last night, nowhere to go with the kids, im scared of what he will do",
    "was doing so well and then I slipped up and used again on friday, the cravings are bad, cant sleep",
    "not going to kill myself or anything but honestly there are days when I dont want to be here",
]


def sized(texts: Iterable[str], characters: int) -> list[str]:
    """Texts of about this length, each begun at another sentence."""
    base = list(texts)
    rounds = [" ".join(base[at:] + base[:at]) for at in range(len(base))]
    return [(text + " ").ljust(characters, ".")[:characters] for text in rounds]


def microseconds(work: Callable[[str], object], texts: list[str], rounds: int = 60) -> list[float]:
    """The time for each text, the best of a few tries each, repeated."""
    taken = []
    for _ in range(rounds):
        for text in texts:
            began = time.perf_counter()
            work(text)
            taken.append((time.perf_counter() - began) * 1e6)
    return taken


def measure() -> list[Result]:
    """The screen's cost for an ordinary message, for `make bench`."""
    messages = sized(ORDINARY, CHARACTERS)
    ours = statistics.median(microseconds(assess, messages))
    plain = statistics.median(microseconds(NAIVE.search, messages))
    bar = f"at most {BAR_MICROSECONDS:.0f} µs"
    met = ours <= BAR_MICROSECONDS
    return [Result("screening 160 characters", ours, "µs", "one keyword pattern", ours / plain, bar, met)]


def cost() -> bool:
    """Prints the table of costs; whether all bars were met."""
    met = True
    print(f"{'what':<44}{'median':>10}{'p95':>10}{'ratio':>8}  bar")
    for name, texts in (("ordinary", ORDINARY), ("loaded", LOADED)):
        messages = sized(texts, CHARACTERS)
        plain = microseconds(NAIVE.search, messages)
        ours = microseconds(assess, messages)
        ratio = statistics.median(ours) / statistics.median(plain)
        print(_row(f"keyword list, {name}, {CHARACTERS} characters", plain, None, ""))
        good = name != "ordinary" or statistics.median(ours) <= BAR_MICROSECONDS
        met &= good
        verdict = (
            f"<= {BAR_MICROSECONDS:.0f} us: {'met' if good else 'MISSED'}" if name == "ordinary" else "rare"
        )
        print(_row(f"recogniser, {name}, {CHARACTERS} characters", ours, ratio, verdict))
    for name, texts in (
        ("ordinary", ORDINARY),
        ("loaded", LOADED),
        ("“want to ” over and over", ["want to "] * 9),
    ):
        long, short = sized(texts * 200, 10_000)[:4], sized(texts * 200, 2_500)[:4]
        per_long = statistics.median(microseconds(assess, long, 12)) / 10_000
        per_short = statistics.median(microseconds(assess, short, 12)) / 2_500
        ratio = per_long / per_short
        good = ratio <= BAR_RATIO_OF_LENGTH
        met &= good
        verdict = f"<= {BAR_RATIO_OF_LENGTH}: {'met' if good else 'MISSED'}"
        print(f"{'cost a character, 10,000 over 2,500, ' + name:<64}{ratio:>8.2f}  {verdict}")
    return met


def _row(name: str, taken: list[float], ratio: float | None, verdict: str) -> str:
    p95 = statistics.quantiles(taken, n=20)[-1]
    times = f"{ratio:>7.1f}x" if ratio else " " * 8
    return f"{name:<44}{statistics.median(taken):>7.1f} us{p95:>7.1f} us{times}  {verdict}"


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95% interval of a rate."""
    if not of:
        return 0.0, 0.0
    z, rate = 1.96, hits / of
    middle = (rate + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(rate * (1 - rate) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)


Row = dict[str, Any]
_SELF_RISK = {"suicide", "selfharm", "overdose"}
_SMS = {"neg_sms_ham", "neg_sms_nus", "neg_sms_hard"}
_HARD = {
    "neg_goemotions_hard",
    "neg_xstest_safe",
    "neg_mislabelled_positives",
    "neg_nope",
    "neg_supporter_talk",
    "neg_sms_hard",
}


def _natural(row: Row) -> bool:
    return row["gold"] == "pos" and not row["set"].startswith("authored")


CELLS: list[tuple[str, Callable[[Row], bool], str]] = [
    ("self-risk, natural, pooled", lambda r: _natural(r) and r["cat"] in _SELF_RISK, ">= 90%"),
    ("  explicit", lambda r: _natural(r) and r["cat"] in _SELF_RISK and r["tier"] == "explicit", ">= 96%"),
    ("  implied", lambda r: _natural(r) and r["cat"] in _SELF_RISK and r["tier"] == "implied", ">= 80%"),
    ("written as must-flag", lambda r: r["gold"] == "pos" and not _natural(r), ">= 90%"),
    ("abuse", lambda r: _natural(r) and r["cat"] == "dv", ">= 80%"),
    ("relapse", lambda r: _natural(r) and r["cat"] == "relapse", ">= 80%"),
    ("somebody else at risk", lambda r: _natural(r) and r["cat"] == "third", ">= 80%"),
    ("everyday stress", lambda r: r["gold"] == "neg" and r["set"] == "neg_stress_sad", "<= 2%"),
    ("hard negatives", lambda r: r["gold"] == "neg" and r["set"] in _HARD, "<= 6%"),
    ("written as must-not-flag", lambda r: r["gold"] == "neg" and r["set"].startswith("authored"), "<= 5%"),
]


def half(row: Row) -> str:
    """A or B, by a hash of the id."""
    return "AB"[int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2]


def score(path: Path) -> None:
    """Prints recall and false alarms for each half and the whole, and what each family adds."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row["tier_found"] = assess(row["text"]).tier
    print(
        f"\n{'flagged, any tier':<28}"
        + "".join(f"{name:>27}" for name in ("half A", "half B", "whole (seen)"))
    )
    halves = [[r for r in rows if half(r) == "A"], [r for r in rows if half(r) == "B"], rows]
    for name, belongs, bar in CELLS:
        cells = []
        for part in halves:
            chosen = [r for r in part if belongs(r)]
            hits = sum(r["tier_found"] is not Tier.NONE for r in chosen)
            low, high = wilson(hits, len(chosen))
            rate = 100 * hits / max(1, len(chosen))
            cells.append(f"{hits:>5}/{len(chosen):<5}{rate:>5.1f}% [{100 * low:.0f}-{100 * high:.0f}]")
        print(f"{name:<28}" + "".join(f"{cell:>27}" for cell in cells) + f"  {bar}")
    for name, tiers, bar in (
        ("SMS, any tier", {Tier.CONCERN, Tier.URGENT, Tier.EMERGENCY}, 1.5),
        ("SMS, urgent or worse", {Tier.URGENT, Tier.EMERGENCY}, 0.3),
    ):
        rates = [f"{_sms_rate(part, tiers):.2f} in 1,000" for part in halves]
        print(f"{name:<28}" + "".join(f"{rate:>27}" for rate in rates) + f"  <= {bar} at the natural mix")
    _ablation(rows)


def _sms_rate(rows: list[Row], tiers: set[Tier]) -> float:
    """False alarms in a thousand ordinary texts; one source is in the set at a quarter of its size."""
    weights = {"neg_sms_nus": 4.3233}
    chosen = [r for r in rows if r["gold"] == "neg" and r["set"] in _SMS]
    total = sum(weights.get(r["set"], 1.0) for r in chosen)
    return (
        1000 * sum(weights.get(r["set"], 1.0) for r in chosen if r["tier_found"] in tiers) / max(1.0, total)
    )


def _ablation(rows: list[Row]) -> None:
    folder = resources.files("safety") / "rules"
    texts = {
        one.name: one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".toml")
    }
    positives = [r for r in rows if r["gold"] == "pos"]
    negatives = [r for r in rows if r["gold"] == "neg"]

    def flagged(chosen: list[Row]) -> int:
        return sum(assess(r["text"]).tier is not Tier.NONE for r in chosen)

    everything = flagged(positives), flagged(negatives)
    print(
        f"\n{len(positives)} to flag, {len(negatives)} not: {everything[0]} and {everything[1]} are flagged"
    )
    for family in sorted({rule.family for rule in BOOK.rules}):
        recogniser.BOOK = build_rulebook(
            {name: text for name, text in texts.items() if name != f"{family}.toml"}
        )
        found = flagged(positives), flagged(negatives)
        fewer = everything[0] - found[0], everything[1] - found[1]
        print(f"  without {family:<12} {fewer[0]:>4} found fewer, {fewer[1]:>3} false alarms fewer")
    recogniser.BOOK = BOOK


def main() -> int:
    """Runs what was asked for; 1 when a bar of cost is missed."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.recogniser", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("--labelled", type=Path, help="a labelled set in JSON lines")
    chosen = parser.parse_args()
    met = cost()
    if chosen.labelled:
        score(chosen.labelled)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
