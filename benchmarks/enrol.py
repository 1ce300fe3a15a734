"""How long a list of 5,000 people takes: enrolled, and refused with a fault in every other line.

Held against Python's own csv reader over the same bytes.
"""

import csv
import io
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.result import Result
from bot.sample import sample_settings
from bot.wiring import House
from handlers.enrolling import enrol, programmes
from records.kinds import Channel

_LINES = 5000
_HEAD = "name,role,channel,number,language,country,timezone,mentor,check_in,consent_by,consent_on,consent_how"
_PACK = '[programme]\nname = "Bench"\ncountry = "US"\nlanguage = "en-US"\ntimezone = "America/Chicago"\n'
_BAR = 10.0  # seconds


def measure() -> list[Result]:
    """Seconds for a good list and for a bad one."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(sample_settings(Path(folder) / "house"))
        try:
            now = datetime.now(UTC)
            programme = house.write(
                lambda c: programmes.create_programme(c, now, programmes.read_pack(_PACK))
            )

            def check(data: bytes) -> enrol.Checked:
                with house.read() as connection:
                    return enrol.check_file(connection, house.sealer, now, programme, data, (Channel.PHONES,))

            good, bad = _people(), _people(faulty=True)
            bare = _seconds(lambda: list(csv.reader(io.StringIO(good.decode()))))
            refused = _seconds(lambda: check(bad))

            def enrol_all() -> None:
                checked = check(good)
                if checked.problems:
                    raise RuntimeError("the benchmark's own list is faulty: look at its columns")
                house.write(lambda c: enrol.enrol(c, house.sealer, now, programme, checked))

            enrolled = _seconds(enrol_all)
        finally:
            house.shut()
    return [
        Result(
            f"enrolling {_LINES:,} people",
            enrolled,
            "s",
            "csv.reader",
            enrolled / bare,
            "<= 10 s",
            enrolled <= _BAR,
        ),
        Result(
            f"refusing {_LINES:,} faulty lines",
            refused,
            "s",
            "csv.reader",
            refused / bare,
            "<= 10 s",
            refused <= _BAR,
        ),
    ]


def _people(*, faulty: bool = False) -> bytes:
    consent = "Robin,2025-12-01,signed form"
    lines = [_HEAD]
    for number in range(_LINES):
        role = "boss" if faulty and number % 2 else "mentee"
        at = "Friday 25:00" if faulty and number % 3 == 0 else "Friday 18:00"
        lines.append(
            f"Mentee {number},{role},phones,+1312{5550000 + number},en-US,US,America/Chicago,,{at},{consent}"
        )
    return "\n".join(lines).encode()


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
