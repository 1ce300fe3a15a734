"""The rota, read: who is on duty at a moment, and when somebody is next. Pure.

Times are wall-clock times of the programme's zone, so that "9:00" stays nine o'clock when the clocks change.
A programme that keeps no rota has everybody on duty always.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

MIDNIGHT = "24:00"  # the end of a day, as an end only


@dataclass(frozen=True, slots=True)
class Shift:
    """When a member of staff is on duty in every week. `end` is the first minute they no longer are."""

    person_id: str
    weekday: int  # Monday is 0
    start: str  # "HH:MM"
    end: str  # "HH:MM", later than `start`, or "24:00"


def on_duty(shifts: Iterable[Shift], now: datetime, timezone: str) -> frozenset[str]:
    """The people whose shift it is."""
    local = now.astimezone(ZoneInfo(timezone))
    clock = local.strftime("%H:%M")
    return frozenset(
        shift.person_id
        for shift in shifts
        if shift.weekday == local.weekday() and shift.start <= clock < shift.end
    )


def next_start(shifts: Sequence[Shift], now: datetime, timezone: str) -> datetime | None:
    """When the next shift begins, UTC; None where there are no shifts."""
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    starts = [
        datetime.combine(day, time.fromisoformat(shift.start), zone).astimezone(UTC)
        for day in (today + timedelta(days=ahead) for ahead in range(8))
        for shift in shifts
        if shift.weekday == day.weekday()
    ]
    return min((start for start in starts if start > now), default=None)
