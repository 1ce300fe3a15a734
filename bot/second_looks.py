"""Beside the running program a thread reads again what has arrived, after it was handled.

It waits until there is something, takes what has not been read yet in small batches, oldest first, and writes
down what it found. Nothing waits for it: a message has long been answered. What it had not read when the
program ended is found again. Where the encoder cannot be loaded, the first page and `doctor` say so, messages
stay unread until it can be, and everything else goes on.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

import structlog
from sqlalchemy import Engine

from handlers.alarm import second_look
from handlers.tools import Tools
from records.writer import Writer
from safety.tiers import Look

log = structlog.get_logger(__name__)

_BATCH = 32
_PAUSE = 60.0  # seconds between looks when nothing wakes us
_GATHERS = 1.0  # seconds: what arrives together is read together
_AFTER_AN_ERROR = 5.0
_ENDS_IN = 5.0
_BUSY = 8  # changes that wait for the writer
_STANDS_BACK, _TRIES = (
    0.2,
    50,
)  # seconds between looks whether it is still busy, and how often: ten seconds in all
_BROKEN = "What it needs cannot be loaded. Install Handrail anew, or ask whoever did."


class Encoder(Protocol):
    """What reads texts: `safety.second_look.SecondLook`."""

    def look(self, texts: Sequence[str]) -> list[Look]:
        """What it says of each of these texts."""
        ...


def _looks(encoder: Encoder, texts: Sequence[str]) -> list[Look | None]:
    """What is said of each text; one that cannot be read (None) costs no other."""
    try:
        return list(encoder.look(texts))
    except Exception as error:
        if len(texts) == 1:
            log.error("a text could not be looked at", error=type(error).__name__)
            return [None]
    return [look for text in texts for look in _looks(encoder, [text])]


class SecondLooks:
    """Reads what has arrived.

    Attributes:
        broken: why nothing is read, for people; "" while all is well.
    """

    def __init__(
        self,
        engine: Engine,
        writer: Writer,
        tools: Tools,
        now: Callable[[], datetime],
        raised: Callable[[], None],
        load: Callable[[], Encoder],
    ) -> None:
        self._engine, self._writer, self._tools = engine, writer, tools
        self._now, self._raised, self._load = now, raised, load
        self._encoder: Encoder | None = None
        self._again, self._stopped = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self.broken = ""

    def start(self) -> None:
        """Begin to read, in a thread that never holds up the end of the program."""
        self._thread = threading.Thread(target=self._run, name="second look", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Read no more, and wait a moment until what is under way has ended."""
        self._stopped.set()
        self._again.set()
        if self._thread is not None:
            self._thread.join(_ENDS_IN)

    def wake(self) -> None:
        """Something has arrived. From any thread."""
        self._again.set()

    def look(self) -> int:
        """Read a batch, and write down what was found; how many messages that were."""
        encoder = self._loaded()
        with self._engine.connect() as connection:
            messages = second_look.unread(connection, self._tools.sealer, _BATCH)
        if not messages:
            return 0
        texts = [message.text for message in messages if message.text.strip()]
        looks = iter(_looks(encoder, texts))
        looked = [(message, next(looks) if message.text.strip() else None) for message in messages]
        if self._stopped.is_set():
            return 0
        raised = self._writer.run(
            lambda connection: second_look.keep(connection, self._tools, self._now(), looked)
        )
        if raised:
            self._raised()
        return len(messages)

    def _stand_back(self) -> None:
        """While messages wait to be handled, they go first; but not for ever."""
        for _ in range(_TRIES):
            if self._writer.waiting <= _BUSY or self._stopped.wait(_STANDS_BACK):
                return

    def _loaded(self) -> Encoder:
        if self._encoder is None:
            try:
                self._encoder = self._load()
            except Exception as error:
                self.broken = _BROKEN
                log.error("there is no second look", error=type(error.__cause__ or error).__name__)
                raise
            self.broken = ""
        return self._encoder

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._again.clear()
            try:
                while self.look() and not self._stopped.is_set():
                    self._stand_back()
            except Exception as error:  # a database that restarts; they are found again
                log.error("a second look failed", error=type(error).__name__)
                self._stopped.wait(_PAUSE if self._encoder is None else _AFTER_AN_ERROR)
            self._again.wait(_PAUSE)
            self._stopped.wait(_GATHERS)
