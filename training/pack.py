"""Writes a model out as the program reads it: `safety/data/second_look.*`, eight bits a weight.

second_look.onnx    the encoder: the pieces of one text in; danger and a vector out
second_look.json    the thresholds, and how it came to be
second_look.model   the pieces with their scores
second_look.npz     vectors of the corpus' dangerous lines, to show the most alike; their categories and texts
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as fn

from conversations import intents
from safety.second_look import SecondLook
from training.corpus import Line
from training.fit import Made, judge
from training.network import Encoder, Layer

DATA = Path(__file__).parent.parent / "safety" / "data"
_OPSET = 17


class _OneText(nn.Module):
    """The encoder as it runs in the program: a single text, no padding, so that nothing need be masked."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor) -> tuple[Tensor, Tensor]:
        """`pieces` (1, pieces). Danger (1), and the mean of the pieces' vectors, of length one (1, width)."""
        encoder = self.encoder
        x = encoder.norm(encoder.words(pieces) + encoder.places[: pieces.shape[1]][None])
        for layer in encoder.layers:
            x = _layer(layer, x)
        mean = x.mean(1)
        return encoder.danger(mean).squeeze(-1), mean / (mean * mean).sum(-1, keepdim=True).sqrt()


def _layer(layer: Layer, x: Tensor) -> Tensor:
    """What `Layer.forward` does, in as few steps as there can be."""
    width = x.shape[2]
    each = width // layer.heads
    look, key, value = (
        layer.look(x).reshape(-1, 3, layer.heads, each).permute(1, 2, 0, 3).unbind(0)
    )  # each (heads, pieces, width of a head)
    looked = fn.softmax((look * each**-0.5) @ key.transpose(1, 2), dim=-1) @ value
    x = layer.gathered(x + layer.gather(looked.transpose(0, 1).reshape(1, -1, width)))
    out: Tensor = layer.out(x + layer.narrow(fn.gelu(layer.wide(x))))
    return out


def pack(made: Made, lines: Sequence[Line], folder: Path = DATA) -> None:
    """Write the model, and what it needs to give reasons; its thresholds are not known yet (`describe`).

    Args:
        made: what has learnt.
        lines: the corpus; its dangerous lines are kept as examples.
        folder: where to.
    """
    write_encoder(made, folder / "second_look.onnx")
    (folder / "second_look.model").write_bytes(made.pieces)
    describe(folder, marked=0.0, raised=0.0)
    dangerous = [line for line in lines if line.danger]
    vectors = judge(made, [line.text for line in dangerous]).vectors
    np.savez_compressed(
        folder / "second_look.npz",
        vectors=np.clip(np.round(vectors * 127), -127, 127).astype(np.int8),
        categories=np.array([line.category for line in dangerous]),
        texts=np.array([line.text for line in dangerous]),
    )


def describe(folder: Path = DATA, **facts: float) -> None:
    """Write down the thresholds (`marked`, `raised`), and how the model came to be."""
    (folder / "second_look.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def pack_examples(folder: Path = DATA) -> None:
    """Keep vectors of the examples of intents, so that a start has only those to read that were added."""
    encoder = SecondLook(folder)
    texts = list(dict.fromkeys(one.text for one in intents.read()))
    np.savez_compressed(
        intents.HERE / "vectors.npz",
        fingerprint=np.array(encoder.fingerprint),
        texts=np.array(texts),
        vectors=np.clip(np.round(encoder.vectors(texts) * 127), -127, 127).astype(np.int8),
    )


def write_encoder(made: Made, file: Path) -> None:
    """The encoder alone, eight bits a weight."""
    sample = (torch.ones(1, 7, dtype=torch.long),)
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        torch.onnx.export(
            _OneText(made.encoder).eval(),
            sample,
            str(whole),
            dynamo=False,
            input_names=["pieces"],
            output_names=["danger", "vector"],
            dynamic_axes={"pieces": {1: "length"}},
            opset_version=_OPSET,
        )
        quantize_dynamic(
            whole,
            file,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
