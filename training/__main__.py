"""`python -m training judge|make|measure`: see `training`. Run with `make train`."""

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from safety.recogniser import assess
from safety.second_look import SecondLook
from training import base, corpus, figures, fit, judging, meanings, pack
from training.judging import say

SCORES = Path(__file__).parent / "scores.npz"  # what `judge` found, for looking closer


def main(what: str) -> int:
    """Judge, make or measure; returns the exit code."""
    lines = corpus.read()
    say(f"{len(lines):,} texts, {sum(line.danger for line in lines):,} of danger")
    {"judge": _judge, "make": _make, "measure": _measure}[what](lines)
    return 0


def _judge(lines: list[corpus.Line]) -> None:
    """Each writer by a model that has read the others: what another voice would add, or a change of `fit`."""
    place = {id(line): at for at, line in enumerate(lines)}
    danger = np.zeros(len(lines), np.float32)
    near = np.zeros((len(lines), judging.NEAR), np.int32)
    how_near = np.zeros((len(lines), judging.NEAR), np.float32)
    # Each on one core: side by side they are done sooner than one after the other on all cores.
    with ProcessPoolExecutor(judging.FOLDS, get_context("spawn")) as pool:
        for fold, found in zip(
            corpus.folds(lines, judging.FOLDS), pool.map(judging.fold, range(judging.FOLDS)), strict=True
        ):
            learnt, judged = ([place[id(line)] for line in part] for part in fold)
            danger[judged], how_near[judged] = found[0], found[2]
            near[judged] = np.array(learnt)[found[1]]
    texts = np.array([line.text for line in lines])
    np.savez_compressed(SCORES, danger=danger, near=near, how_near=how_near, texts=texts)
    for text in figures.report(lines, danger, _tiers(lines)):
        say(text)


def _make(lines: list[corpus.Line]) -> None:
    """The model that is shipped, of the whole corpus; its thresholds come from the writers set aside."""
    made = fit.fit(base.load(), lines, say)
    pack.pack(made, lines)
    aside = corpus.read(corpus.ASIDE)
    danger, _ = SecondLook().read([line.text for line in aside])
    facts = {"corpus": len(lines), "rounds": fit.EPOCHS, "seed": fit.SEED}
    pack.describe(**figures.cuts(aside, danger), **facts)
    pack.pack_examples()
    say("written to safety/data and conversations/examples")


def _measure(_: list[corpus.Line]) -> None:
    """The model as it is shipped, on the writers set aside."""
    aside = corpus.read(corpus.ASIDE)
    danger, vectors = SecondLook().read([line.text for line in aside])
    for text in figures.report(aside, danger, _tiers(aside)):
        say(text)
    for text in meanings.report(aside, danger, vectors):
        say(text)


def _tiers(lines: list[corpus.Line]) -> NDArray[np.int_]:
    return np.array([assess(line.text).tier.rank for line in lines])


if __name__ == "__main__":
    if sys.argv[1:] not in (["judge"], ["make"], ["measure"]):
        sys.exit("Say what: python -m training judge, make or measure.")
    try:
        sys.exit(main(sys.argv[1]))
    except (base.NoBase, corpus.CorpusError) as error:
        sys.exit(str(error))
