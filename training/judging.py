"""Each writer's texts judged by a model that has read nothing of theirs, some writers at a time."""

import sys
import time
from typing import Any

import numpy as np
import torch

from training import base, corpus, fit

FOLDS = 3
NEAR = 8  # of each judged text, as many of the nearest learnt ones are kept
_START = time.monotonic()


def say(text: str) -> None:
    """One line, with the seconds since the start."""
    sys.stdout.write(f"{time.monotonic() - _START:6.0f} s  {text}\n")
    sys.stdout.flush()


def fold(number: int) -> tuple[Any, Any, Any]:
    """One group of writers, on one core: scores, the nearest learnt lines, and how near they are."""
    torch.set_num_threads(1)
    learnt, judged = corpus.folds(corpus.read(), FOLDS)[number]
    say("judging " + ", ".join(sorted({line.writer for line in judged})))
    made = fit.fit(base.load(), learnt, lambda text: say(f"fold {number + 1} {text}"))
    found = fit.judge(made, [line.text for line in judged])
    alike = found.vectors @ fit.judge(made, [line.text for line in learnt]).vectors.T
    near = np.argsort(-alike, axis=1)[:, :NEAR]
    return found.danger, near, np.take_along_axis(alike, near, axis=1)
