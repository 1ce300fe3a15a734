"""How well what people mean is told over writers that nothing was learnt from: by words, examples, both.

A text with a meaning of its own gets its own line, a wrong one, or the general one ("don't know"); any other
ordinary text should get the general one. The examples are those that are shipped.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from conversations import intents
from conversations.heard import ABOUT_US, Heard, Kind, hear
from conversations.intents import Intent, Meaning
from conversations.weighing import by_example, weigh
from training.corpus import Line
from training.figures import wilson

_FITS = {"recovery_ok": {None, Kind.GOOD_NEWS}, "thanks": {None, Kind.THANKS}}


@dataclass
class _Count:
    meaning: int = 0
    right: int = 0
    wrong: int = 0
    other: int = 0
    other_wrong: int = 0
    swallowed: int = 0  # answered at once as a question about us, which nobody asked


def report(lines: Sequence[Line], danger: NDArray[np.float32], vectors: NDArray[np.float32]) -> Iterable[str]:
    """Lines of a report, over the texts that are no danger.

    Args:
        lines: the texts.
        danger: how much each is like danger.
        vectors: their vectors, of length one.
    """
    quiet = [at for at, line in enumerate(lines) if not line.danger]
    meant = dict(zip(quiet, _meanings(danger[quiet], vectors[quiet]), strict=True))
    yield "what is meant: its own line, a wrong one; of other talk, a line that does not fit; swallowed"
    for name in ("words", "examples", "both"):
        count, missed = _Count(), Counter[str]()
        for at in quiet:
            words = hear(lines[at].text)
            told = {"words": words, "examples": by_example(meant[at].intent), "both": weigh(words, meant[at])}
            _add(count, missed, lines[at].category, told[name])
        yield f"  {name:<9} own {wilson(count.right, count.meaning)}"
        yield f"            wrong {wilson(count.wrong, count.meaning)}"
        yield f"            other talk {wilson(count.other_wrong, count.other)}; swallowed {count.swallowed}"
    wrong = count.wrong + count.other_wrong
    yield f"  both: wrong of all {wilson(wrong, count.meaning + count.other)}: {dict(missed.most_common(12))}"
    yield f"  best guess: macro F1 {_macro(lines, quiet, meant):.3f}"


def _add(count: _Count, missed: Counter[str], category: str, told: Heard | None) -> None:
    intent = Intent(category) if category in list(Intent) else None
    wanted = by_example(intent)
    kind = told.kind if told else None
    if wanted is None:
        fits = kind in _FITS.get(category, {None})
        count.other += 1
        count.other_wrong += not fits
    else:
        fits = kind is wanted.kind
        count.meaning += 1
        count.right += fits
        count.wrong += told is not None and not fits
    if told is not None and not fits:
        missed[f"{category} as {told.kind.value}"] += 1
    asked = category.startswith("question")
    count.swallowed += told is not None and told.sure and told.kind in ABOUT_US and not asked


def _meanings(danger: NDArray[np.float32], vectors: NDArray[np.float32]) -> Iterable[Meaning]:
    kept = np.load(intents.HERE / "vectors.npz")
    place = {text: at for at, text in enumerate(kept["texts"].tolist())}
    examples = intents.read()
    known = kept["vectors"].astype(np.float32)[[place[one.text] for one in examples]] / 127
    for score, vector in zip(danger, vectors, strict=True):
        alike = known @ vector
        near = np.argsort(-alike, kind="stable")[: intents.NEAR]
        yield Meaning(
            intents.shares((float(alike[at]), examples[at].intent) for at in near),
            bool(score <= intents.CALM),
        )


def _macro(lines: Sequence[Line], quiet: Sequence[int], meant: dict[int, Meaning]) -> float:
    """The mean of the F1 of each intent, at its best guess, among texts that mean one of them."""
    right, guessed, there = Counter[str](), Counter[str](), Counter[str]()
    for at in quiet:
        category = lines[at].category
        if category not in list(Intent):
            continue
        shares = {name: share for name, share in meant[at].shares.items() if name != intents.OTHER}
        guess = max(shares, key=lambda name: shares[name], default="")
        there[category] += 1
        guessed[guess] += 1
        right[category] += guess == category
    return float(np.mean([2 * right[one] / (guessed[one] + there[one]) for one in there]))
