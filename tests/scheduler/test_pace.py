"""The bucket: no faster than a provider takes it, and room left for safety."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.kinds import Lane
from scheduler.pace import Bucket


def test_ordinary_messages_leave_room_for_safety() -> None:
    bucket = Bucket(per_second=1, headroom=2)
    assert bucket.take(100.0, 1, Lane.BULK) == 0
    assert bucket.take(100.0, 1, Lane.REPLY) == 1.0
    assert bucket.take(100.0, 2, Lane.SAFETY) == 0
    assert bucket.take(100.0, 1, Lane.SAFETY) == 1.0


def test_the_time_it_names_is_enough() -> None:
    bucket = Bucket(per_second=4, headroom=0)
    assert bucket.take(0.0, 4, Lane.NUDGE) == 0
    wait = bucket.take(0.0, 3, Lane.NUDGE)
    assert wait == 1.0
    assert bucket.take(wait - 0.1, 3, Lane.NUDGE) > 0
    assert bucket.take(wait, 3, Lane.NUDGE) == 0


def test_a_long_message_goes_and_is_paid_for() -> None:
    bucket = Bucket(per_second=1, headroom=0)
    assert bucket.take(0.0, 5, Lane.REPLY) == 0
    assert bucket.take(0.0, 1, Lane.REPLY) == 5.0


def test_a_clock_that_steps_back_gives_nothing() -> None:
    bucket = Bucket(per_second=1, headroom=0)
    assert bucket.take(10.0, 1, Lane.REPLY) == 0
    assert bucket.take(5.0, 1, Lane.REPLY) == 1.0


@pytest.mark.parametrize("rate", [1.0, 10.0, 100.0])
def test_after_an_idle_hour_the_first_second_is_as_fast_as_the_next(rate: float) -> None:
    bucket = Bucket(per_second=rate)
    bucket.take(0.0, 1, Lane.BULK)
    began = now = 3600.0
    gone = []
    while now - began < 3:
        wait = bucket.take(now, 1, Lane.BULK)
        gone += [now] if wait == 0 else []
        now += wait
    for second in range(3):
        assert sum(began + second <= at < began + second + 1 for at in gone) == pytest.approx(rate, abs=1)
    assert most_in_a_second([(at, 1) for at in gone]) <= rate


def most_in_a_second(gone: list[tuple[float, int]]) -> int:
    """The most segments within any second, whenever it begins."""
    return max((sum(size for at, size in gone if 0 <= at - begin < 1 - 1e-6) for begin, _ in gone), default=0)


def test_a_second_safety_reply_to_one_person_leaves_room_for_the_first_to_another() -> None:
    bucket = Bucket(per_second=1)
    assert bucket.take(0.0, 2, Lane.SAFETY) == 0
    assert bucket.take(0.0, 2, Lane.SAFETY, again=True) > 0
    assert bucket.take(0.0, 2, Lane.SAFETY) == 0, "somebody else's"


@pytest.mark.parametrize(("rate", "headroom"), [(0, 1), (-1, 1), (1, -1)])
def test_a_bucket_that_never_fills_is_refused(rate: float, headroom: float) -> None:
    with pytest.raises(ValueError, match="rate above 0"):
        Bucket(per_second=rate, headroom=headroom)


steps = st.lists(
    st.tuples(st.floats(0, 3), st.integers(1, 10), st.sampled_from(Lane)), min_size=1, max_size=60
)


@given(steps, st.sampled_from([0.5, 1.0, 3.0, 30.0]), st.sampled_from([0.0, 3.0]))
def test_never_more_than_the_provider_takes_and_never_stuck(
    asked: list[tuple[float, int, Lane]], rate: float, headroom: float
) -> None:
    bucket = Bucket(per_second=rate, headroom=headroom)
    now, before_last = 0.0, 0
    for pause, segments, lane in asked:
        now += pause
        while (wait := bucket.take(now, segments, lane)) > 0:
            assert wait <= (10 + max(rate, 1) + headroom + 10) / rate
            now += wait
        # All that went before the latest message fits the rate, one burst and the largest debt.
        assert before_last <= rate * now + max(rate, 1) + headroom + 10 + 1e-6
        before_last += segments


@given(steps, st.sampled_from([1.0, 10.0, 100.0]))
def test_in_no_second_do_ordinary_messages_go_above_the_rate(
    asked: list[tuple[float, int, Lane]], rate: float
) -> None:
    """Safety alone may be above it, by the headroom; a message longer than a second's worth goes alone."""
    bucket = Bucket(per_second=rate)
    now = 0.0
    gone: list[tuple[float, int]] = []
    for pause, segments, lane in asked:
        now += pause
        while (wait := bucket.take(now, segments, lane)) > 0:
            now += wait
        before = sum(size for at, size in gone if now - at < 1 - 1e-6)
        most = rate + (bucket.headroom if lane is Lane.SAFETY else 0)
        assert before + segments <= most + 1e-6 or (segments > most and before == 0)
        gone.append((now, segments))


@pytest.mark.parametrize("rate", [0.5, 1.0, 10.0, 500.0])
def test_a_stream_keeps_to_the_rate(rate: float) -> None:
    """Also where whoever asks comes late now and then."""
    bucket, now, gone = Bucket(per_second=rate), 0.0, 0
    while now < 60:
        wait = bucket.take(now, 1, Lane.BULK)
        gone += wait == 0
        now += wait + (0.02 if gone % 10 == 0 else 0.0)
    assert 0.95 * rate * 60 <= gone <= rate * 60 + 1
