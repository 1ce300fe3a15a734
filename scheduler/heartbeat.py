"""The program's heartbeat: a time kept once a minute, from which the next start knows how long nothing ran.

A program that was away for days must know it, else it asks at once what it should have asked all week, and
tells mentors that nobody answered while nobody was asked.
"""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from records.facts import remember, setting
from rules.times import Away

log = structlog.get_logger(__name__)

_EVERY = timedelta(minutes=1)
_LONG = timedelta(days=2)  # people have noticed by then, and what was to be asked is no longer worth asking
_STILL_TOLD = timedelta(days=1)  # so long after, what came due meanwhile is still being looked at
_BEAT, _AWAY = "heartbeat", "away"


class Heartbeat:
    """Beats while the program runs.

    Attributes:
        away: the days before this start, or an earlier one a moment ago, in which nothing ran; else None.
    """

    def __init__(self) -> None:
        self.away: Away | None = None
        self._beat: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether it is time for the next beat; also when the clock was set back."""
        return self._beat is None or abs(now - self._beat) >= _EVERY

    def beat(self, connection: Connection, now: datetime) -> timedelta:
        """Keep that we run; the first time also see for how long we did not. After the commit: `kept`.

        Returns:
            How far the clock was set back while we did not run, as a negative time; else none.
        """
        first = self._beat is None
        last = _time(setting(connection, _BEAT)) if first else None
        remember(connection, _BEAT, now.isoformat())
        if not first:
            return timedelta(0)
        if last is not None and now - last >= _LONG:
            self.away = Away(last, now)
            log.warning("nothing ran for days", hours=round((now - last) / timedelta(hours=1)))
            remember(connection, _AWAY, f"{last.isoformat()} {now.isoformat()}")
        elif kept := setting(connection, _AWAY).split():
            since, until = map(datetime.fromisoformat, kept)
            self.away = Away(since, until) if now - until < _STILL_TOLD else None
        return min(now - last, timedelta(0)) if last is not None else timedelta(0)

    def kept(self, now: datetime) -> None:
        """That beat is committed."""
        self._beat = now


def _time(kept: str) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None
