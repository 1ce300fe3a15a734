"""Ids keep their order, whatever the clock does and however often the program is started."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.ids import IdMaker

NOW = datetime(2026, 1, 9, 18, tzinfo=UTC)
moments = st.integers(-(10**6), 10**6).map(lambda seconds: NOW + timedelta(seconds=seconds))


@given(st.lists(moments, min_size=2, max_size=30), st.integers(1, 29))
def test_later_ids_are_greater_over_clock_steps_and_a_restart(at: list[datetime], restart: int) -> None:
    maker = IdMaker()
    made: list[str] = []
    for number, now in enumerate(at):
        if number == restart:
            maker = IdMaker()
            maker.go_on_from(f"{made[-1]}-02")  # what is kept may be an effect's, below its event's own
        made.append(maker(now))
    assert made == sorted(made)
    assert len(set(made)) == len(made)


@pytest.mark.parametrize("other", ["", "another", "01ARZ3", "an-id-of-more-than-26-characters"])
def test_an_id_of_another_kind_is_passed_over(other: str) -> None:
    maker = IdMaker()
    maker.go_on_from(other)
    assert maker(NOW)[:10] == IdMaker()(NOW)[:10], "it still begins with the time"
