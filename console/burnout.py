"""Mentors whom somebody should ask how they are, for the first page, with the reasons."""

from dataclasses import dataclass, field
from datetime import datetime

from records.reading import View, names
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
    found = {
        row.person_id: signal(Load(row.hard, row.heavy, row.supervised), now)
        for row in loads(view, now - HARD_WITHIN, now - HEAVY_WITHIN)
    }
    heavy = {person_id: why for person_id, why in found.items() if why}
    called = names(view, heavy)
    return [HeavyRow(person_id, called[person_id], why) for person_id, why in heavy.items()]
