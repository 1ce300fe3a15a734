"""What holds at every hour, in every zone: quiet stays quiet, no day is skipped or doubled, STOP is STOP."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.kinds import MessageClass, Standing
from rules.sending import WAITS_IN_QUIET_HOURS, Facts, may_send, quiet_until, valid_for
from rules.times import QuietHours, catch_up, instant, next_allowed, next_daily, next_occurrence
from rules.verdicts import Action

QUIET = QuietHours()
ZONES = sorted(zone for zone in available_timezones() if zone not in {"localtime", "Factory"})
zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2037, 12, 1), timezones=st.just(UTC))
hours = st.times().map(lambda at: at.replace(second=0, microsecond=0))
quiets = st.just(QUIET) | st.builds(QuietHours, hours, hours)
daytime = st.integers(8 * 60, 21 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))


@given(moments, zones, quiets)
def test_next_allowed_is_allowed_and_the_soonest(now: datetime, tz: ZoneInfo, quiet: QuietHours) -> None:
    found = next_allowed(now, tz, quiet)
    assert found >= now
    assert found - now <= timedelta(hours=26)
    assert found == now or now.astimezone(tz).time() in quiet
    assert found.astimezone(tz).time() not in quiet


@given(moments, zones, daytime)
def test_an_occurrence_asked_for_by_day_is_never_in_quiet_hours(
    now: datetime, tz: ZoneInfo, at: time
) -> None:
    due = next_daily(now, at=at, tz=tz)
    local = due.due_at.astimezone(tz)
    assert local.time() not in QUIET
    assert (local.date(), local.time()) == (due.local_date, at)
    assert catch_up(due, due.due_at, tz, QUIET).action is Action.SEND
    verdict = may_send(MessageClass.PROMPT, Standing.ACTIVE, Facts(local, QUIET))
    goes = verdict.until or due.due_at  # with less than five minutes left, in the morning
    assert goes - due.due_at < timedelta(hours=13)
    assert (
        may_send(MessageClass.PROMPT, Standing.ACTIVE, Facts(goes.astimezone(tz), QUIET)).action
        is Action.SEND
    )


@given(moments, zones, hours)
def test_no_local_date_is_skipped_or_doubled(now: datetime, tz: ZoneInfo, at: time) -> None:
    found = next_daily(now, at=at, tz=tz)
    for _ in range(10):
        following = next_daily(found.due_at, at=at, tz=tz)
        assert following.local_date == found.local_date + timedelta(days=1)
        assert following.due_at > found.due_at
        found = following


def test_every_zone_through_two_years_of_clock_changes() -> None:
    at = time(2, 30)
    for name in ZONES:
        tz = ZoneInfo(name)
        # Only nights on which something changes are interesting; the rest is the property above.
        for ordinal in range(date(2026, 1, 1).toordinal(), date(2028, 1, 1).toordinal(), 1):
            day = date.fromordinal(ordinal)
            noon = datetime(day.year, day.month, day.day, 12, tzinfo=tz)
            if noon.utcoffset() == (noon - timedelta(days=1)).utcoffset():
                continue
            before = instant(day - timedelta(days=1), at, tz)
            one = next_daily(before, at=at, tz=tz)
            two = next_daily(one.due_at, at=at, tz=tz)
            assert (one.local_date, two.local_date) == (day, day + timedelta(days=1)), name


@given(moments, zones, hours, st.integers(0, 6), st.integers(1, 4))
def test_weekly_keeps_day_and_rhythm(now: datetime, tz: ZoneInfo, at: time, weekday: int, weeks: int) -> None:
    first = next_occurrence(now, weekday=weekday, at=at, tz=tz, every_weeks=weeks)
    second = next_occurrence(first.due_at, weekday=weekday, at=at, tz=tz, every_weeks=weeks)
    assert first.due_at > now
    assert first.due_at - now <= timedelta(days=7 * weeks, hours=3)
    assert first.local_date.weekday() == weekday
    assert second.local_date - first.local_date == timedelta(days=7 * weeks)


@given(moments, zones, hours, st.integers(0, 6), st.timedeltas(timedelta(0), timedelta(days=20)))
def test_what_was_missed_is_not_made_up_beside_the_next(
    now: datetime, tz: ZoneInfo, at: time, weekday: int, down: timedelta
) -> None:
    due = next_occurrence(now, weekday=weekday, at=at, tz=tz)
    found_at = due.due_at + down
    verdict = catch_up(due, found_at, tz, QUIET)
    if verdict.action is Action.SKIP:
        return
    goes = verdict.until or found_at
    assert goes.astimezone(tz).time() not in QUIET
    assert goes - due.due_at <= timedelta(hours=25)
    upcoming = next_occurrence(due.due_at, weekday=weekday, at=at, tz=tz)
    assert upcoming.due_at - goes >= timedelta(days=5)


flags = st.fixed_dictionaries(
    {
        name: st.booleans()
        for name in (*("answered_before", "consent_recorded", "invited_before", "tried_before", "held"),)
    }
)


@given(st.sampled_from(MessageClass), st.sampled_from(Standing), moments, zones, quiets, flags)
def test_quiet_is_quiet_and_stop_is_final(
    message: MessageClass,
    standing: Standing,
    now: datetime,
    tz: ZoneInfo,
    quiet: QuietHours,
    said: dict[str, bool],
) -> None:
    local = now.astimezone(tz)
    verdict = may_send(message, standing, Facts(local, quiet, **said))
    sends = verdict.action is Action.SEND
    if message is MessageClass.PROMPT and standing is not Standing.ACTIVE:
        assert verdict.action is Action.NO
    if standing is Standing.STOPPED and message not in {MessageClass.SAFETY, MessageClass.STOP_OR_HELP}:
        assert not sends
    if message in WAITS_IN_QUIET_HOURS and local.time() in quiet:
        assert not sends
    if message is MessageClass.SAFETY and standing is not Standing.STOPPED:
        assert sends
    assert (verdict.action is Action.WAIT) == (verdict.until is not None)
    if verdict.until:
        later = verdict.until.astimezone(tz)
        assert later.time() not in quiet
        short = quiet_until(later, quiet)  # an hour awake of less than five minutes is none
        assert short or may_send(message, standing, Facts(later, quiet, **said)).action is Action.SEND


@given(moments, zones)
def test_a_provider_never_holds_a_prompt_into_the_night(now: datetime, tz: ZoneInfo) -> None:
    if quiet_until(now.astimezone(tz), QUIET):
        return
    valid = valid_for(MessageClass.PROMPT, now, tz, QUIET)
    assert valid >= timedelta(minutes=5)
    assert (now + valid - timedelta(microseconds=1)).astimezone(tz).time() not in QUIET


@pytest.mark.parametrize("at", [time(2, 30), time(0, 0), time(23, 59)])
@given(zones, st.dates(date(2024, 1, 1), date(2037, 12, 1)))
def test_an_instant_shows_the_asked_time_or_the_first_after_the_gap(
    at: time, tz: ZoneInfo, day: date
) -> None:
    found = instant(day, at, tz)
    local = found.astimezone(tz).replace(tzinfo=None)
    asked = datetime.combine(day, at)
    assert local >= asked
    if local != asked:
        just_before = (found - timedelta(seconds=1)).astimezone(tz).replace(tzinfo=None)
        assert just_before < asked
