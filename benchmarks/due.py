"""How many prompts a second are planned when they all come due at once, on SQLite.

Planned: claimed by due time, decided, worded, sealed, and kept with its conversation, record and outbox row,
commit included. `python -m benchmarks.due 100000` does it for so many people.
"""

import sys
import tempfile
import time
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import col

from benchmarks.result import Result
from bot.clock import MovedClock
from bot.logs import set_up_logging
from bot.sample import enrol_sample, sample_settings
from bot.wiring import House
from records import tables as t
from scheduler.due import start_due

_PEOPLE = 2_000
_AT_ONCE = 5_000  # rows a statement, while people are made
_NOON = datetime(2026, 1, 5, 18, tzinfo=UTC)  # in Chicago, on a Monday
_BAR = 3_000.0


def measure(people: int = _PEOPLE) -> list[Result]:
    """Prompts planned a second."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(sample_settings(Path(folder)), MovedClock(held=_NOON))
        try:
            enrol_sample(house)
            seed(house, people)
            began = time.perf_counter()
            planned = 0
            while now := house.write(partial(start_due, tools=house.tools, now=house.now())):
                planned += now
            taken = time.perf_counter() - began
        finally:
            house.shut()
    rate = planned / taken
    bar = f"at least {_BAR:.0f} a second"
    return [
        Result("prompts planned, all due at once", rate, "a second", "bar", rate / _BAR, bar, rate >= _BAR)
    ]


def seed(house: House, people: int) -> None:
    """Make people who joined, on simulated phones, whose check-in is due now."""
    with house.read() as connection:
        programme = connection.execute(select(col(t.Programme.id))).scalar_one()
    for start in range(0, people, _AT_ONCE):
        house.write(
            partial(_some, house=house, programme=programme, ids=range(start, min(people, start + _AT_ONCE)))
        )


def _some(connection: Any, *, house: House, programme: str, ids: range) -> None:
    seal, lookup = house.sealer.seal, house.sealer.lookup
    rows: dict[Any, list[dict[str, Any]]] = {t.Person: [], t.Address: [], t.Membership: [], t.Plan: []}
    names = [f"bench-{number:07}" for number in ids]
    house.sealer.keys.create(names, _NOON)
    for one in names:
        rows[t.Person].append(
            {
                "id": one,
                "programme_id": programme,
                "name": seal(one, "person", "name", one, "Sam"),
                "language": "en-US",
                "timezone": "America/Chicago",
                "country": "US",
                "standing": "active",
                "standing_since": _NOON,
                "stage": "community",
                "created_at": _NOON,
                "welcomed_at": _NOON,
            }
        )
        rows[t.Address].append(
            {
                "id": f"{one}-a",
                "person_id": one,
                "channel": "phones",
                "value": seal(one, "address", "value", f"{one}-a", one),
                "lookup": lookup("address", "phones", one),
                "blocked": False,
                "since": _NOON,
            }
        )
        rows[t.Membership].append({"id": f"{one}-m", "person_id": one, "role": "mentee", "since": _NOON})
        rows[t.Plan].append(
            {
                "id": f"{one}-p",
                "person_id": one,
                "kind": "check_in",
                "weekday": 0,
                "at": "12:00",
                "every_weeks": 1,
                "local_date": date(2026, 1, 5),
                "due_at": _NOON,
            }
        )
    for table, batch in rows.items():
        connection.execute(insert(table), batch)


if __name__ == "__main__":
    set_up_logging(quiet=True)
    for one in measure(int(sys.argv[1]) if len(sys.argv) > 1 else _PEOPLE):
        print(f"{one.name}: {one.figure:.0f} {one.unit} ({one.bar})")
