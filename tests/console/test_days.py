"""Days stand in one form on every page, whether they were kept as a day or as an instant."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from console.pages import Clock

CLOCK = Clock(ZoneInfo("America/Chicago"), datetime(2026, 3, 2, 18, 0, tzinfo=UTC))


def test_a_day_and_an_instant_of_it_read_alike() -> None:
    noon = datetime(2026, 11, 17, 18, 0, tzinfo=UTC)
    assert CLOCK.on(date(2026, 11, 17)) == CLOCK.day(noon) == "Tue 17 Nov"
    assert CLOCK.on(date(2027, 1, 4)) == "Mon 4 Jan 2027"


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2026-03-09", "Mon 9 Mar"),
        ("2026-02-30", "2026-02-30"),
        ("20260309", "20260309"),
        ("since 2026-03-09", "since 2026-03-09"),
        ("", ""),
    ],
)
def test_a_day_in_a_record_is_shown_as_one_and_words_stay(kept: str, shown: str) -> None:
    assert CLOCK.kept(kept) == shown
