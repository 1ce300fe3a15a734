"""Writes a model out as the program reads it: `safety/data/second_look.*`, eight bits a weight.

second_look.onnx    the encoder: pieces in; danger, categories and a vector out
second_look.json    the pieces with their scores, the categories, the thresholds
second_look.npz     vectors of the corpus' dangerous lines, to show the most alike; their categories and texts
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from conversations import intents
from safety.second_look import SecondLook
from training.corpus import Line
from training.fit import Made, judge

DATA = Path(__file__).parent.parent / "safety" / "data"
_OPSET = 17


class _Flat(nn.Module):
    """The encoder with vectors of length one."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor, there: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        danger, kinds, mean = self.encoder(pieces, there)
        return danger, kinds, nn.functional.normalize(mean, dim=-1)


def pack(made: Made, lines: Sequence[Line], facts: dict[str, Any], folder: Path = DATA) -> None:
    """Write the model, and what it needs to give reasons.

    Args:
        made: what has learnt.
        lines: the corpus; its dangerous lines are kept as examples.
        facts: thresholds, and how the model came to be.
        folder: where to.
    """
    write_encoder(made, folder / "second_look.onnx")
    (folder / "second_look.model").write_bytes(made.pieces)
    described = json.dumps({**facts, "categories": made.categories}, indent=1)
    (folder / "second_look.json").write_text(described + "\n", encoding="utf-8")
    dangerous = [line for line in lines if line.danger]
    vectors = judge(made, [line.text for line in dangerous]).vectors
    np.savez_compressed(
        folder / "second_look.npz",
        vectors=np.clip(np.round(vectors * 127), -127, 127).astype(np.int8),
        categories=np.array([line.category for line in dangerous]),
        texts=np.array([line.text for line in dangerous]),
    )


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
    names = ["danger", "kinds", "vector"]
    axes = {"pieces": {0: "texts", 1: "length"}, "there": {0: "texts", 1: "length"}}
    sample = (torch.ones(2, 7, dtype=torch.long), torch.ones(2, 7))
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        torch.onnx.export(
            _Flat(made.encoder).eval(),
            sample,
            str(whole),
            dynamo=False,
            input_names=list(axes),
            output_names=names,
            dynamic_axes=axes | {name: {0: "texts"} for name in names},
            opset_version=_OPSET,
        )
        quantize_dynamic(
            whole,
            file,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
