"""Cuts a text into the pieces that the encoder of the second look knows.

In lower case, with characters in their plain form, each word becomes the most probable row of pieces. The
same function serves the program and the training.
"""

from collections.abc import Sequence

from sentencepiece import SentencePieceProcessor

START, PAD, END, UNKNOWN = 0, 1, 2, 3
LONGEST = 96  # pieces of a text that are read: a text message of 60 to 70 words


class Cutter:
    """What cuts texts.

    Args:
        model: a unigram model of SentencePiece, whose first four pieces are the special ones above.
    """

    def __init__(self, model: bytes) -> None:
        self._processor = SentencePieceProcessor(model_proto=model)

    def cut(self, texts: Sequence[str]) -> list[list[int]]:
        """The pieces of each text between start and end, at most so many as are read."""
        rows: list[list[int]] = self._processor.encode(list(texts))
        return [[START, *row[:LONGEST], END] for row in rows]
