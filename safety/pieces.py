"""Cuts a text into the pieces that the encoder of the second look knows.

In lower case, with characters in their plain form, each word becomes the most probable row of pieces. The
same function serves the program and the training.
"""

from collections.abc import Sequence

from sentencepiece import SentencePieceProcessor

START, PAD, END, UNKNOWN = 0, 1, 2, 3
LONGEST = 96  # pieces of a text that are read as one: a text message of 60 to 70 words
WIDE, STEP = 32, 12  # of a longer text: windows that overlap, so that a line at its end is not drowned
WINDOWS = 64  # beyond, nobody would read it on a phone


class Cutter:
    """What cuts texts.

    Args:
        model: a unigram model of SentencePiece, whose first four pieces are the special ones above.
    """

    def __init__(self, model: bytes) -> None:
        self._processor = SentencePieceProcessor(model_proto=model)

    def cut(self, texts: Sequence[str]) -> list[list[int]]:
        """The pieces of each text between start and end, at most so many as are read as one."""
        rows: list[list[int]] = self._processor.encode(list(texts))
        return [[START, *row[:LONGEST], END] for row in rows]

    def windows(self, texts: Sequence[str]) -> list[list[list[int]]]:
        """The whole of each text: as one, where it is short, else in windows that overlap."""
        rows: list[list[int]] = self._processor.encode(list(texts))
        return [[[START, *part, END] for part in _parts(row)] for row in rows]


def _parts(row: list[int]) -> list[list[int]]:
    if len(row) <= LONGEST:
        return [row]
    return [row[at : at + WIDE] for at in range(0, len(row) - WIDE + STEP, STEP)][:WINDOWS]
