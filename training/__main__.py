"""`python -m training judge|make`: see `training`. Run with `make train`."""

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from safety.recogniser import assess
from safety.tiers import Tier
from training import base, corpus, figures, fit, judging, pack
from training.judging import say

SCORES = Path(__file__).parent / "scores.npz"  # what `judge` found, for `make` and for looking closer


def main(what: str) -> int:
    """Judge or make; returns the exit code."""
    lines = corpus.read()
    say(f"{len(lines):,} texts, {sum(line.danger for line in lines):,} of danger")
    if what == "make":
        made = fit.fit(base.load(), lines, say)
        pack.pack(made, lines, _facts(lines))
        pack.pack_examples()
        say("written to safety/data and conversations/examples")
        return 0
    place = {id(line): at for at, line in enumerate(lines)}
    danger = np.zeros(len(lines), np.float32)
    near = np.zeros((len(lines), judging.NEAR), np.int32)
    how_near = np.zeros((len(lines), judging.NEAR), np.float32)
    leaning = np.zeros(len(lines), np.float32)
    # Each on one core: side by side they are done sooner than one after the other on all cores.
    with ProcessPoolExecutor(judging.FOLDS, get_context("spawn")) as pool:
        for fold, found in zip(
            corpus.folds(lines, judging.FOLDS), pool.map(judging.fold, range(judging.FOLDS)), strict=True
        ):
            learnt, judged = ([place[id(line)] for line in part] for part in fold)
            danger[judged], how_near[judged] = found[0], found[2]
            near[judged] = np.array(learnt)[found[1]]
            leaning[judged] = found[3]
    texts = np.array([line.text for line in lines])
    np.savez_compressed(SCORES, danger=danger, near=near, how_near=how_near, leaning=leaning, texts=texts)
    rules = np.array([assess(line.text).tier is not Tier.NONE for line in lines])
    for text in figures.report(lines, danger, rules):
        say(text)
    return 0


def _facts(lines: list[corpus.Line]) -> dict[str, Any]:
    """The thresholds, from what each text scored with a model that had not read its writer."""
    kept = np.load(SCORES)
    score = dict(zip(kept["texts"].tolist(), kept["danger"].tolist(), strict=True))
    known = [line for line in lines if line.text in score]
    danger = np.array([score[line.text] for line in known], np.float32)
    return {
        "marked": round(figures.threshold(known, danger, figures.MARKED), 3),
        "raised": round(figures.threshold(known, danger, figures.RAISED), 3),
        "corpus": len(lines),
        "rounds": fit.EPOCHS,
        "seed": fit.SEED,
    }


if __name__ == "__main__":
    if sys.argv[1:] not in (["judge"], ["make"]):
        sys.exit("Say what: python -m training judge, or python -m training make.")
    try:
        sys.exit(main(sys.argv[1]))
    except (base.NoBase, corpus.CorpusError) as error:
        sys.exit(str(error))
