"""What a text means, by its nearest examples, for whoever decides about a message.

It shares the encoder of the second look, and answers once that is loaded and the examples are read: until
then, and while many messages wait, it does not know. It is asked in the middle of a transaction, so an answer
takes some milliseconds at most.
"""

from collections.abc import Callable
from typing import Protocol

import numpy as np
import structlog
from numpy.typing import NDArray

from conversations import intents
from conversations.intents import Meaning

log = structlog.get_logger(__name__)

_LONGEST = 60  # words; more than that tells a story, which a person reads
VECTORS = intents.HERE / "vectors.npz"
_BUSY = 8  # changes that wait for the writer: then nobody is made to wait for this


class Vectors(Protocol):
    """What makes vectors of texts: `safety.second_look.SecondLook`."""

    fingerprint: str

    def read(self, texts: list[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """How much each text is like danger, and its vector."""
        ...

    def vectors(self, texts: list[str]) -> NDArray[np.float32]:
        """Vectors of length one, a row a text."""
        ...


def _kept(fingerprint: str) -> dict[str, NDArray[np.float32]]:
    """Vectors of examples as they were shipped, by text; none where they are of another encoder."""
    if not VECTORS.exists():
        return {}
    file = np.load(VECTORS)
    if str(file["fingerprint"]) != fingerprint:
        return {}
    return dict(zip(file["texts"].tolist(), file["vectors"].astype(np.float32) / 127, strict=True))


class Listening:
    """Knows what texts mean.

    Args:
        waiting: how many changes wait for the writer.
    """

    def __init__(self, waiting: Callable[[], int]) -> None:
        self._waiting = waiting
        self._encoder: Vectors | None = None
        self._intents: list[str] = []
        self._examples: NDArray[np.float32] | None = None

    def open(self, encoder: Vectors) -> None:
        """Read the examples; those that were added since the encoder was made are read by it now.

        Raises:
            BadExamples: a file of examples cannot be used.
        """
        examples = intents.read()
        kept = _kept(encoder.fingerprint)
        new = [one.text for one in examples if one.text not in kept]
        kept |= dict(zip(new, encoder.vectors(new), strict=True)) if new else {}
        self._intents = [one.intent for one in examples]
        self._examples = np.stack([kept[one.text] for one in examples]).astype(np.float32)
        self._encoder = encoder
        log.info("examples are read", examples=len(examples), new=len(new))

    def hear(self, text: str) -> Meaning | None:
        """What a text means by its nearest examples; None where nobody could ask them."""
        encoder, examples = self._encoder, self._examples
        if encoder is None or examples is None or self._waiting() > _BUSY:
            return None
        if not text.strip() or len(text.split()) > _LONGEST:
            return None
        try:
            danger, vectors = encoder.read([text])
            alike = examples @ vectors[0]
        except Exception as error:  # the general line is the honest one then
            log.error("a text could not be listened to", error=type(error).__name__)
            return None
        near = np.argsort(-alike, kind="stable")[: intents.NEAR]
        shares = intents.shares((float(alike[at]), self._intents[at]) for at in near)
        return Meaning(shares, calm=bool(danger[0] <= intents.CALM))
