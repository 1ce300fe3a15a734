"""Cuts a text into the pieces that the encoder of the second look knows.

In lower case, with characters in their plain form, each word becomes the most probable row of pieces. The
same function serves the program and the training.
"""

from collections.abc import Sequence

from sentencepiece import SentencePieceProcessor

START, PAD, END, UNKNOWN = 0, 1, 2, 3
LONGEST = 96  # pieces that are read at once: a text message of 60 to 70 words
STEP = 64  # from one window of a longer text to the next
WINDOWS = 12  # of a longer text; beyond, nobody would read it on a phone


class Cutter:
    """What cuts texts.

    Args:
        model: a unigram model of SentencePiece, whose first four pieces are the special ones above.
    """

    def __init__(self, model: bytes) -> None:
        self._processor = SentencePieceProcessor(model_proto=model)

    def cut(self, texts: Sequence[str]) -> list[list[int]]:
        """The pieces of each text between start and end, at most so many as are read at once."""
        return [windows[0] for windows in self.windows(texts)]

    def windows(self, texts: Sequence[str]) -> list[list[list[int]]]:
        """The whole of each text, in windows that overlap where it is longer than is read at once."""
        rows: list[list[int]] = self._processor.encode(list(texts))
        return [
            [[START, *row[at : at + LONGEST], END] for at in range(0, _last(len(row)) + 1, STEP)][:WINDOWS]
            for row in rows
        ]


def _last(length: int) -> int:
    """Where the last window begins, or just before."""
    return max(0, length - LONGEST + STEP - 1) if length > LONGEST else 0
