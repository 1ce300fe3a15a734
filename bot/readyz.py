"""Whether the program can do its work now: what `/readyz` says, in a word for each thing that is wrong.

It tries a write, holds the schema and the keys against what they should be, and looks for what waits too
long: a signpost above all. Cheap enough to be asked every few seconds: the costly looks are remembered.
"""

from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot import metrics
from bot.wiring import House
from records import health, schema
from records.facts import remember
from records.keys_there import missing_keys
from records.sealing import SealError

log = structlog.get_logger(__name__)

_LATE = timedelta(minutes=10)  # something this long overdue means that nothing ticks
_SIGNPOST_WAITS = 120.0  # seconds; longer than that and a person has to be told by other means
_UNDER_WAY_SECONDS = 300.0  # a send takes fifteen at most: settling it has failed for all that time
_KEYS_LOOKED_AT_FOR = 60.0  # seconds
_TRIED = "readiness tried a write"


@dataclass
class ReadyCheck:
    """Looks, and remembers the costly looks for a minute."""

    house: House
    _keys_at: float | None = field(default=None, init=False)
    _keys_missing: int = field(default=0, init=False)

    def look(self) -> tuple[list[str], dict[str, float | str]]:
        """What is wrong, a word each ("" nothing), and figures for whoever watches."""
        house = self.house
        wrong: list[str] = []
        figures: dict[str, float | str] = {}
        try:
            house.write(lambda c: remember(c, key=_TRIED, value=house.now().isoformat()))
        except Exception as error:
            log.error("a write was tried and failed", error=type(error).__name__)
            wrong.append("cannot_write")
        try:
            wrong += self._read(figures)
        except SQLAlchemyError as error:
            log.error("the records cannot be read", error=type(error).__name__)
            wrong.append("cannot_read")
        return wrong, figures

    def _read(self, figures: dict[str, float | str]) -> list[str]:
        house, wrong = self.house, []
        if schema.current(house.engine) != schema.head():
            wrong.append("schema")
        if self._keys():
            wrong.append("keys_missing")
        with house.read() as connection:
            found = metrics.gauge(connection, house.now(), house.tools.held(connection))
            signpost = health.oldest_signpost(connection, house.now())
            under_way = found.under_way_seconds
            last = health.last_handed_over(connection)
        figures |= {
            "overdue_seconds": round(found.overdue_seconds),
            "oldest_signpost_seconds": round(signpost),
            "oldest_under_way_seconds": round(under_way),
        }
        figures["last_handed_over"] = last.isoformat() if last is not None else ""
        if found.overdue_seconds > _LATE.total_seconds():
            wrong.append("late")
        if signpost > _SIGNPOST_WAITS:
            log.critical("a signpost is waiting", seconds=round(signpost))
            wrong.append("signpost_waits")
        if under_way > _UNDER_WAY_SECONDS:
            log.error("what has left is not settled", seconds=round(under_way))
            wrong.append("unsettled")
        return wrong

    def _keys(self) -> int:
        tick = self.house.clock.monotonic()
        if self._keys_at is None or tick - self._keys_at > _KEYS_LOOKED_AT_FOR:
            try:
                self._keys_missing = missing_keys(self.house.engine, self.house.sealer)[0]
            except (SealError, SQLAlchemyError):
                self._keys_missing = 1
            self._keys_at = tick
        return self._keys_missing
