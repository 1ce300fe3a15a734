"""What a model finds and what it raises, counted: the figures of docs/explanation/safety.md.

Every text is judged by a model that has read nothing of its writer. A threshold is the score that so many
daily texts in a thousand pass. Intervals are Wilson's, 95%.
"""

import math
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from training.corpus import Line

Mask = NDArray[np.bool_]
MARKED = 0.01  # of daily texts: worth reading first
# A concern scores so much above every daily text set aside. Of public text messages, which are further from a
# programme's talk, it is about one in a thousand.
MARGIN = 0.55
_CURVE = (0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1)


def threshold(lines: Sequence[Line], danger: NDArray[np.float32], share: float) -> float:
    """The score that at most this share of daily texts pass."""
    daily = np.sort(danger[_mask(lines, lambda line: line.daily)])[::-1]
    return float(daily[int(share * len(daily))])


def cuts(lines: Sequence[Line], danger: NDArray[np.float32]) -> dict[str, float]:
    """The two thresholds, by what happens above them."""
    marked = threshold(lines, danger, MARKED)
    return {"marked": round(marked, 3), "raised": round(threshold(lines, danger, 0) + MARGIN, 3)}


def wilson(found: int, of: int) -> str:
    """ "120 of 200, 60% [53-67]"."""
    if not of:
        return "none"
    z, p = 1.96, found / of
    middle, half = p + z * z / (2 * of), z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    low, high = ((middle + sign * half) / (1 + z * z / of) for sign in (-1, 1))
    return f"{found:,} of {of:,}, {p:.1%} [{low:.0%}-{high:.0%}]"


def report(lines: Sequence[Line], danger: NDArray[np.float32], tiers: NDArray[np.int_]) -> Iterable[str]:
    """Lines of a report: at both thresholds, by category, by writer, and the curve.

    Args:
        lines: the texts.
        danger: how each was judged by the encoder.
        tiers: the ranks of what the rules said of each (`safety.tiers.Tier.rank`).
    """
    rules = tiers > 0
    above = cuts(lines, danger)
    for name, cut in above.items():
        for who, seen in (("encoder", danger > cut), ("rules", rules), ("both", (danger > cut) | rules)):
            yield f"{name} (score over {cut:.2f}), {who}:"
            for label, which in _groups().items():
                mask = _mask(lines, which)
                yield f"  {label:<22} {wilson(int((seen & mask).sum()), int(mask.sum()))}"
    yield "the curve: daily texts marked, found, hard ones marked (encoder alone)"
    for share in _CURVE:
        seen = danger > threshold(lines, danger, share)
        parts = [_mask(lines, which) for which in list(_groups().values())[:1]]
        hard = _mask(lines, lambda line: not line.danger and not line.daily)
        yield f"  {share:.2%} {seen[parts[0]].mean():.1%} {seen[hard].mean():.1%}"
    alarms = tiers > 1
    for name, names in (
        ("category", [line.category for line in lines]),
        ("writer", [line.writer for line in lines]),
    ):
        yield f"by {name}: encoder marks, encoder raises, rules see, rules alarm (urgent), either finds"
        yield from _by(lines, names, (danger > above["marked"], danger > above["raised"], rules, alarms))


def _by(lines: Sequence[Line], names: Sequence[str], seen: Sequence[Mask]) -> Iterable[str]:
    named, dangerous = np.array(names), _mask(lines, lambda line: line.danger)
    either = seen[0] | seen[2]
    for one in sorted(set(names)):
        for side, called in ((dangerous, "danger"), (~dangerous, "none")):
            mask = (named == one) & side
            if mask.any():
                shares = " ".join(f"{each[mask].mean():6.1%}" for each in (*seen, either))
                yield f"  {one:<18} {called:<7} {mask.sum():>5} {shares}"


def _groups() -> dict[str, Callable[[Line], bool]]:
    return {
        "danger found": lambda line: line.danger,
        "... said plainly": lambda line: line.category == "suicide_explicit",
        "... implied": lambda line: line.category == "suicide_implied",
        "... English": lambda line: line.danger and not line.spanish,
        "... Spanish": lambda line: line.danger and line.spanish,
        "daily texts raised": lambda line: line.daily,
        "hard ones raised": lambda line: not line.danger and not line.daily,
    }


def _mask(lines: Sequence[Line], which: Callable[[Line], bool]) -> Mask:
    return np.array([which(line) for line in lines], bool)
