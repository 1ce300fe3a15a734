"""Teaches an encoder a corpus, with every source of chance pinned, and lets it judge texts."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as fn

from safety.pieces import PAD, Cutter
from training.base import Base, cut_by, kept
from training.corpus import BROAD, Line
from training.network import Encoder
from training.noise import slips

SEED = 20261126
EPOCHS = 3
BATCH = 32
_RATE, _HEAD_RATE = 1e-4, 1e-3  # AdamW; the heads begin from nothing
_WARM = 0.06  # of all steps; then a cosine down
_KINDS = 0.4  # how much telling categories counts beside telling danger
_SURE = 0.98  # no label is quite certain
_SORTED = 32  # batches' worth of texts that are sorted by length, so that little is padded


@dataclass(frozen=True, slots=True)
class Made:
    """A model that has learnt.

    Attributes:
        encoder: the network, ready to judge.
        pieces: what cuts texts for it, as `safety.pieces.Cutter` takes it.
        categories: the names of its categories, in order.
    """

    encoder: Encoder
    pieces: bytes
    categories: list[str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a model says of texts: danger (logits), categories (logits), vectors of length one."""

    danger: NDArray[np.float32]
    kinds: NDArray[np.float32]
    vectors: NDArray[np.float32]


def fit(base: Base, lines: Sequence[Line], say: Callable[[str], None], *, epochs: int = EPOCHS) -> Made:
    """A model that has learnt these lines; `say` is told how it goes."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)  # noqa: S311 - to be repeatable
    chosen = kept(base, [line.text for line in lines])
    pieces = cut_by([base.pieces[at] for at in chosen], [float(base.scores[at]) for at in chosen])
    cutter = Cutter(pieces)
    categories = sorted({line.category for line in lines if line.category not in BROAD})
    number = {category: at for at, category in enumerate(categories)}
    encoder = Encoder(base, chosen, len(categories))
    optimizer, rates = _optimizer(encoder)
    steps, step = epochs * math.ceil(len(lines) / BATCH), 0
    encoder.train()
    for epoch in range(epochs):
        total = 0.0
        for batch in _batches(lines, rng):
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * _pace(step, steps)
            step += 1
            texts, there = coded(cutter, [slips(line.text, rng) for line in batch])
            wanted = torch.tensor([_SURE if line.danger else 1 - _SURE for line in batch])
            kinds = torch.tensor([number.get(line.category, -100) for line in batch])
            with torch.autocast("cpu", torch.bfloat16):
                danger, kind, _ = encoder(texts, there)
            loss = fn.binary_cross_entropy_with_logits(danger.float(), wanted)
            if (kinds >= 0).any():
                loss = loss + _KINDS * fn.cross_entropy(kind.float(), kinds, label_smoothing=0.05)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
        say(f"  round {epoch + 1} of {epochs}: loss {total * BATCH / len(lines):.3f}")
    return Made(encoder.eval(), pieces, categories)


def coded(cutter: Cutter, texts: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Pieces, and where there are any, each (texts, longest of them)."""
    rows = cutter.cut(texts)
    longest = max(map(len, rows))
    ids = torch.full((len(rows), longest), PAD)
    there = torch.zeros(len(rows), longest)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = torch.tensor(row)
        there[at, : len(row)] = 1
    return ids, there


@torch.no_grad()
def judge(made: Made, texts: Sequence[str], batch: int = 64) -> Judged:
    """What the model says of these texts, in their order."""
    cutter = Cutter(made.pieces)
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    width = made.encoder.words.embedding_dim
    danger = np.zeros(len(texts), np.float32)
    kinds = np.zeros((len(texts), len(made.categories)), np.float32)
    vectors = np.zeros((len(texts), width), np.float32)
    for start in range(0, len(order), batch):
        which = order[start : start + batch]
        one, kind, mean = made.encoder(*coded(cutter, [texts[at] for at in which]))
        danger[which], kinds[which] = one.numpy(), kind.numpy()
        vectors[which] = fn.normalize(mean, dim=-1).numpy()
    return Judged(danger, kinds, vectors)


def _batches(lines: Sequence[Line], rng: random.Random) -> list[list[Line]]:
    shuffled = list(lines)
    rng.shuffle(shuffled)
    batches = []
    for start in range(0, len(shuffled), BATCH * _SORTED):
        block = sorted(shuffled[start : start + BATCH * _SORTED], key=lambda line: len(line.text))
        batches += [block[at : at + BATCH] for at in range(0, len(block), BATCH)]
    rng.shuffle(batches)
    return batches


def _optimizer(encoder: Encoder) -> tuple[torch.optim.Optimizer, list[float]]:
    heads = [encoder.danger.weight, encoder.danger.bias, encoder.kinds.weight]
    rest = [one for one in encoder.parameters() if all(one is not head for head in heads)]
    groups = [
        {"params": [one for one in rest if one.ndim > 1], "weight_decay": 0.01},
        {"params": [one for one in rest if one.ndim <= 1], "weight_decay": 0.0},
        {"params": heads, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups), [_RATE, _RATE, _HEAD_RATE]


def _pace(step: int, steps: int) -> float:
    warm = min(1.0, (step + 1) / (_WARM * steps + 1))
    return warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps)))
