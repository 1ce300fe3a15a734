"""The wait after failures: it grows, it ends, and it is nobody else's."""

from datetime import datetime, timedelta, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.access.throttle import FREE, LONGEST_WAIT, Attempt, network_of, wait_after
from handlers.desk import at_the_door


@pytest.mark.found("J5")
@given(st.integers(min_value=0, max_value=10**9))
def test_a_wait_never_shrinks_and_never_becomes_a_lock(failures: int) -> None:
    assert timedelta(0) <= wait_after(failures) <= wait_after(failures + 1) <= LONGEST_WAIT
    assert (wait_after(failures) > timedelta(0)) is (failures >= FREE)


@pytest.mark.found("J5")
@given(
    st.ip_addresses(),
    st.ip_addresses(),
    st.booleans(),
)
def test_what_others_fail_at_is_counted_under_nothing_of_mine(
    mine: object, theirs: object, step: bool
) -> None:
    """From another network nothing is shared; from a known device nothing is shared with anybody."""
    me = Attempt("kim", network_of(str(mine)))
    other = Attempt("kim", network_of(str(theirs)))
    if me.network != other.network:
        assert not set(me.counts()) & set(other.counts())
    known = Attempt("kim", me.network, "my-device", step)
    for stranger in (me, other, Attempt("kim", me.network, "their-device", step)):
        assert not set(known.counts()) & set(stranger.counts())


@given(st.text(max_size=60))
def test_an_address_that_is_none_stands_for_itself(text: str) -> None:
    assert isinstance(network_of(text), str)


@pytest.mark.found("J8")
@given(st.text(max_size=60))
def test_whatever_stands_at_the_door_is_read_or_not_and_nothing_breaks(text: str) -> None:
    at_the_door.number(text, 0, 10)
    at_the_door.epoch(text)
    at_the_door.instant(text)
    at_the_door.day(text)
    at_the_door.row_id(text)


@pytest.mark.found("J8")
@given(st.datetimes(), st.timezones())
def test_an_instant_that_is_read_can_be_told_in_every_zone(moment: datetime, zone: tzinfo) -> None:
    found = at_the_door.instant(moment.replace(tzinfo=zone).isoformat())
    if found is not None:
        for hours in (-14, 14):
            assert (found + timedelta(hours=hours)).year >= 1999
