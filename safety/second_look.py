"""The second look: a small encoder that reads what the rules did not see anything in.

It was tuned on `safety/corpus` (by `training`), runs without a network, and gives the same answer to the
same text. It says how much a text is like those in the corpus that a person should look at today, and shows
which it is most like. It never lowers what the rules say, and answers nobody: docs/explanation/safety.md.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # it carries no types
from numpy.typing import NDArray

from safety.pieces import Cutter
from safety.tiers import Category, Level, Look

DATA = Path(__file__).parent / "data"
_ALIKE = 3


class NoSecondLook(Exception):
    """The second look cannot be loaded: its files are missing or broken. Install Handrail anew."""


# The corpus names more kinds than people are told of.
_CATEGORIES = {
    "suicide_explicit": Category.SUICIDE,
    "suicide_implied": Category.SUICIDE,
    "selfharm": Category.SELF_HARM,
    "other_person": Category.OTHER,
    "voices": Category.DANGER,
    "other": Category.DANGER,
}


class SecondLook:
    """The encoder, loaded; for use by several threads.

    Attributes:
        marked, raised: the scores above which a text is marked, and raised.
        fingerprint: names these very weights; vectors of others are not comparable.

    Args:
        folder: where its four files are.

    Raises:
        NoSecondLook: they cannot be loaded.
    """

    def __init__(self, folder: Path = DATA) -> None:
        try:
            facts: dict[str, Any] = json.loads((folder / "second_look.json").read_text(encoding="utf-8"))
            kept = np.load(folder / "second_look.npz")
            self._vectors = kept["vectors"].astype(np.float32)
            self._texts: list[str] = kept["texts"].tolist()
            self._kinds: list[str] = kept["categories"].tolist()
            self._encoder = onnxruntime.InferenceSession(folder / "second_look.onnx", _one_thread())
            self.fingerprint = hashlib.sha256((folder / "second_look.onnx").read_bytes()).hexdigest()
            self._cutter = Cutter((folder / "second_look.model").read_bytes())
            self.marked, self.raised = float(facts["marked"]), float(facts["raised"])
        except Exception as error:  # onnxruntime has no tree of errors of its own
            raise NoSecondLook(str(NoSecondLook.__doc__)) from error

    def look(self, texts: Sequence[str]) -> list[Look]:
        """What it says of each of these texts, in their order."""
        danger, vectors = self.read(texts)
        return [self._look(float(one), vector) for one, vector in zip(danger, vectors, strict=True)]

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A vector of length one for each text: alike ones mean alike things."""
        return self.read(texts)[1]

    def read(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """How much each text is like danger, and its vector of length one."""
        windows = self._cutter.windows(texts)
        rows = [row for one in windows for row in one]
        whose = np.repeat(np.arange(len(windows)), [len(one) for one in windows])
        danger, vectors = self._run(rows)
        # Of a long text the part that is most like danger stands for it.
        worst = np.lexsort((-danger, whose))
        first = worst[np.unique(whose[worst], return_index=True)[1]] if rows else worst
        return danger[first], vectors[first]

    def _run(self, rows: list[list[int]]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        danger = np.zeros(len(rows), np.float32)
        vectors = np.zeros((len(rows), self._vectors.shape[1]), np.float32)
        # One at a time: with eight bits, what is read together has a share in each other's rounding.
        for at, row in enumerate(rows):
            found = self._encoder.run(["danger", "vector"], {"pieces": np.array([row], np.int64)})
            danger[at], vectors[at] = found[0][0], found[1][0]
        return danger, vectors

    def _look(self, score: float, vector: NDArray[np.float32]) -> Look:
        if score <= self.marked:
            return Look(Level.NOTHING, score, Category.NONE)
        near = np.argsort(-(self._vectors @ vector), kind="stable")[:_ALIKE]
        kind = self._kinds[near[0]]
        level = Level.RAISED if score > self.raised else Level.MARKED
        category = _CATEGORIES.get(kind) or Category(kind)
        return Look(level, score, category, tuple(self._texts[at] for at in near))


def _one_thread() -> onnxruntime.SessionOptions:
    """It stands back behind the messages: one core, and no memory that grows with the longest text."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return options
