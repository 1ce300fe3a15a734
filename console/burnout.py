"""Mentors whom somebody should ask how they are, for the first page, with the reasons."""

from dataclasses import dataclass, field
from datetime import datetime

from records.reading import View
from records.reading_burnout import loads
from rules.burnout import HARD_WITHIN, HEAVY_WITHIN, Load, signal


@dataclass(frozen=True, slots=True)
class HeavyRow:
    """A mentor, and why."""

    person_id: str
    name: str = field(repr=False)
    why: str


def heavy_loads(view: View, now: datetime) -> list[HeavyRow]:
    """Mentors for whom something speaks; see `rules.burnout.signal`."""
    found = (
        HeavyRow(row.person_id, row.name, signal(Load(row.hard, row.heavy, row.supervised), now))
        for row in loads(view, now - HARD_WITHIN, now - HEAVY_WITHIN)
    )
    return [row for row in found if row.why]
