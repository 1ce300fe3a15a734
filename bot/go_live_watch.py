"""A programme goes live by itself, without a restart, as soon as everything is in order.

Beside the running program a thread looks again and again at what `golive` lists: soon after each commit
while a programme is held, every few minutes when all are live. What is no longer in order then holds
nothing back; the console and `doctor` tell of it.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy import Connection, Engine

from bot import checklist
from bot.settings import Settings
from handlers.desk.findings import Finding, LiveState
from handlers.desk.go_live import go_live
from records import health, live
from records.facts import remember
from records.sealing import Sealer
from records.writer import Writer

log = structlog.get_logger(__name__)

_PAUSE = 5.0  # seconds between looks while a programme is held and nothing wakes us
_SHORTEST_PAUSE = 0.3  # many commits in a row are one look
_CALM = 300.0  # seconds between looks when every programme is live
_KNOCKS_APART = 15.0  # seconds; a knock goes out to PUBLIC_URL and in again
_HEARD_APART = 3600.0  # seconds; so often is it written down that a provider's request arrived
_STARTING = 1.0  # seconds until the web server answers


class GoLiveWatch:
    """Looks whether programmes may go live, and lets them."""

    def __init__(
        self,
        settings: Settings,
        engine: Engine,
        sealer: Sealer,
        writer: Writer,
        now: Callable[[], datetime],
        went_live: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._engine = engine
        self._sealer = sealer
        self._writer = writer
        self._now = now
        self._went_live = went_live
        self._again = threading.Event()
        self._stopped = threading.Event()
        self._calm = False
        self._open: dict[str, int] = {}
        self._knocked = Finding("PUBLIC_URL", "Not tried yet.", "Wait a few seconds, and look again.")
        self._next_knock = time.monotonic() + _STARTING
        self._next_heard = 0.0

    # --- what the console asks -----------------------------------------------------------------------

    def live_state(self, connection: Connection, programme_id: str) -> LiveState:
        """Whether a programme is live, and how much was open at the last look."""
        return LiveState(programme_id in live.since(connection), self._open.get(programme_id, 0))

    def findings(self, connection: Connection, programme_id: str) -> list[Finding]:
        """Everything that has to be in order for a programme, looked at now; no knock at PUBLIC_URL."""
        found = self._look_at(connection, knock=False)
        return [one for one in found if one.programme_id in ("", programme_id)]

    # --- what happens --------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to look, in a thread that never holds up the end of the program."""
        threading.Thread(target=self._run, name="going live", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()
        self._again.set()

    def wake(self) -> None:
        """Something has changed. From any thread."""
        self._again.set()

    def heard(self) -> None:
        """A provider's true request came in at PUBLIC_URL: whoever asks whether that works has the answer."""
        if time.monotonic() < self._next_heard:
            return
        self._next_heard = time.monotonic() + _HEARD_APART
        value = f"{self._now().isoformat()} {self._settings.public_url}"
        kept = self._writer.submit(partial(remember, key=checklist.HEARD, value=value))
        kept.add_done_callback(lambda _: self.wake())

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._again.clear()
            try:
                self.look()
            except Exception as error:  # a database that restarts; what is held stays held meanwhile
                log.error("could not look whether all is in order", error=type(error).__name__)
            if self._calm:
                self._stopped.wait(_CALM)
            elif not self._stopped.wait(_SHORTEST_PAUSE):
                self._again.wait(_PAUSE)

    def look(self) -> None:
        """Look at everything once, and let whatever programme is ready go live."""
        with self._engine.connect() as connection:
            held = live.held(connection)
            programmes = [programme.id for programme in health.programmes(connection)]
            found = self._look_at(connection, knock=True)
        self._open = {
            programme: sum(not one.well and one.programme_id in ("", programme) for one in found)
            for programme in programmes
        }
        for programme_id in programmes:
            if programme_id in held and not self._open[programme_id]:
                self._writer.run(
                    lambda connection, ready=programme_id: go_live(  # type: ignore[misc]  # mypy cannot infer a default in a lambda
                        connection, self._sealer, self._now(), ready
                    )
                )
                log.info("a programme went live", programme=programme_id)
                self._went_live()
        self._calm = bool(programmes) and all(not self._open[one] or one not in held for one in programmes)

    def _look_at(self, connection: Connection, *, knock: bool) -> list[Finding]:
        now, settings = self._now(), self._settings
        found = list(checklist.installation(settings))
        if settings.public_url:
            heard = checklist.heard(connection, settings, now)
            if heard is None and knock and time.monotonic() >= self._next_knock:
                self._knocked = checklist.knock(settings)
                self._next_knock = time.monotonic() + _KNOCKS_APART
            found.append(heard or self._knocked)
        return [*found, *checklist.inside(connection, settings, now)]
