"""The encoder as PyTorch has it while it learns: BERT, the mean of its pieces, and two heads.

One head says how much a text is like danger (a logit), the other which category it is (cosines to one
direction a category, so that texts of a kind lie close together and can be shown as examples).
"""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as fn

from safety.pieces import LONGEST
from training.base import Base

_DROPOUT = 0.1
_SHARPNESS = 20.0  # how far a cosine of one stands out among the categories


class Layer(nn.Module):
    """One layer, with the weights of the general model."""

    def __init__(self, base: Base, number: int) -> None:
        super().__init__()
        width, inner = base.width, base.inner
        self.heads = base.heads
        self.look = _linear(
            np.concatenate([base.matrix(f"l{number}.{one}.w", width) for one in "qkv"]),
            np.concatenate([base.weights(f"l{number}.{one}.b") for one in "qkv"]),
        )
        self.gather = _linear(base.matrix(f"l{number}.ao.w", width), base.weights(f"l{number}.ao.b"))
        self.gathered = _norm(base, f"l{number}.aln")
        self.wide = _linear(base.matrix(f"l{number}.fi.w", inner), base.weights(f"l{number}.fi.b"))
        self.narrow = _linear(base.matrix(f"l{number}.fo.w", width), base.weights(f"l{number}.fo.b"))
        self.out = _norm(base, f"l{number}.oln")
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, x: Tensor, seen: Tensor) -> Tensor:
        """`x` (texts, pieces, width); `seen` (texts, 1, 1, pieces): true where there is a piece."""
        texts, pieces, width = x.shape
        heads = self.look(x).view(texts, pieces, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        looked = fn.scaled_dot_product_attention(heads[0], heads[1], heads[2], attn_mask=seen)
        x = self.gathered(x + self.drop(self.gather(looked.transpose(1, 2).reshape(texts, pieces, width))))
        out: Tensor = self.out(x + self.drop(self.narrow(fn.gelu(self.wide(x)))))
        return out


class Encoder(nn.Module):
    """The whole of it: what `training.pack` writes out for the program."""

    def __init__(self, base: Base, kept: Sequence[int], categories: int) -> None:
        super().__init__()
        words = base.weights("emb.word").reshape(-1, base.width)[list(kept)]
        self.words = nn.Embedding.from_pretrained(torch.from_numpy(words), freeze=False)
        places = base.weights("emb.pos").reshape(-1, base.width)[: LONGEST + 2]
        self.places = nn.Parameter(torch.from_numpy(places + base.weights("emb.type")[: base.width]))
        self.norm = _norm(base, "emb.ln")
        self.drop = nn.Dropout(_DROPOUT)
        self.layers = nn.ModuleList(Layer(base, number) for number in range(base.layers))
        self.danger = nn.Linear(base.width, 1)
        self.kinds = nn.Linear(base.width, categories, bias=False)
        nn.init.normal_(self.danger.weight, std=0.02)

    def forward(self, pieces: Tensor, there: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Danger (texts), category logits (texts, categories), the mean vector (texts, width)."""
        x = self.drop(self.norm(self.words(pieces) + self.places[: pieces.shape[1]][None]))
        seen = there[:, None, None, :].bool()
        for layer in self.layers:
            x = layer(x, seen)
        weight = there[:, :, None].to(x.dtype)
        mean = (x * weight).sum(1) / weight.sum(1)
        kinds = fn.normalize(mean, dim=-1) @ fn.normalize(self.kinds.weight, dim=-1).T
        return self.danger(self.drop(mean)).squeeze(-1), _SHARPNESS * kinds, mean


def _linear(weight: NDArray[np.float32], bias: NDArray[np.float32]) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight.data, made.bias.data = torch.from_numpy(weight.copy()), torch.from_numpy(bias)
    return made


def _norm(base: Base, name: str) -> nn.LayerNorm:
    made = nn.LayerNorm(base.width, eps=base.epsilon)
    made.weight.data = torch.from_numpy(base.weights(name + ".w"))
    made.bias.data = torch.from_numpy(base.weights(name + ".b"))
    return made
