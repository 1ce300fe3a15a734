"""The rules, cell by cell and clock by clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from records.kinds import Lane, MessageClass, Standing
from rules.sending import Facts, lane_of, may_retry, may_send, retry_after, valid_for, validity
from rules.times import (
    Occurrence,
    QuietHours,
    catch_up,
    instant,
    next_allowed,
    next_daily,
    next_occurrence,
    reminder_due,
)
from rules.verdicts import Action, Reason, Verdict

NEW_YORK = ZoneInfo("America/New_York")
LONDON = ZoneInfo("Europe/London")
QUIET = QuietHours()
NOON = datetime(2026, 6, 1, 12, 0, tzinfo=NEW_YORK)
NIGHT = datetime(2026, 6, 1, 23, 0, tzinfo=NEW_YORK)
MORNING_AFTER = datetime(2026, 6, 2, 12, 0, tzinfo=UTC)  # 8:00 in New York

# Who may be sent what (DESIGN, "Promises"), every cell by day and by night.
# +: goes  w: waits for the end of quiet hours  -: does not go  c: a voice call instead
#               unknown invited active paused custody stopped
TABLE_BY_DAY = """
prompt             -      -       +      -      -       -
answer             +      +       +      +      +       -
stop_or_help       +      +       +      +      +       +
safety             +      +       +      +      +       +
invitation         +      +       -      -      -       -
knock              -      +       +      +      -       -
staff_alert        -      -       +      +      -       c
"""
TABLE_BY_NIGHT = """
prompt             -      -       w      -      -       -
answer             +      +       +      +      +       -
stop_or_help       +      +       +      +      +       +
safety             +      +       +      +      +       +
invitation         w      w       -      -      -       -
knock              -      w       w      w      -       -
staff_alert        -      -       +      +      -       c
"""
MARKS = {"+": Action.SEND, "w": Action.WAIT, "-": Action.NO, "c": Action.CALL}


def cells(table: str, local: datetime) -> list[tuple[MessageClass, Standing, datetime, Action]]:
    lines = [line.split() for line in table.strip().splitlines()]
    return [
        (MessageClass(line[0]), standing, local, MARKS[mark])
        for line in lines
        for standing, mark in zip(Standing, line[1:], strict=True)
    ]


CELLS = cells(TABLE_BY_DAY, NOON) + cells(TABLE_BY_NIGHT, NIGHT)


@pytest.mark.parametrize(("message", "standing", "local", "expected"), CELLS)
def test_who_may_be_sent_what(
    message: MessageClass, standing: Standing, local: datetime, expected: Action
) -> None:
    verdict = may_send(message, standing, Facts(local, QUIET, consent_recorded=True))
    assert verdict.action is expected
    if expected is Action.WAIT:
        assert verdict == Verdict(Action.WAIT, Reason.QUIET_HOURS, MORNING_AFTER)
    else:
        assert verdict.until is None
        assert (verdict.reason is Reason.NONE) == (expected is Action.SEND)


def test_the_table_has_every_cell() -> None:
    assert len(CELLS) == 2 * len(MessageClass) * len(Standing)


@pytest.mark.parametrize("standing", [Standing.UNKNOWN, Standing.INVITED])
def test_not_yet_consented_one_answer_then_quiet(standing: Standing) -> None:
    verdict = may_send(MessageClass.ANSWER, standing, Facts(NOON, QUIET, answered_before=True))
    assert verdict == Verdict(Action.NO, Reason.ANSWERED_ONCE)
    for message in (MessageClass.SAFETY, MessageClass.STOP_OR_HELP):
        assert may_send(message, standing, Facts(NOON, QUIET, answered_before=True)).action is Action.SEND


@pytest.mark.parametrize("standing", [Standing.ACTIVE, Standing.PAUSED, Standing.CUSTODY])
def test_whoever_joined_is_always_answered(standing: Standing) -> None:
    verdict = may_send(MessageClass.ANSWER, standing, Facts(NIGHT, QUIET, answered_before=True))
    assert verdict.action is Action.SEND


def test_an_invitation_goes_once_and_with_consent() -> None:
    def invite(*, consent: bool, before: bool) -> Verdict:
        facts = Facts(NOON, QUIET, consent_recorded=consent, invited_before=before)
        return may_send(MessageClass.INVITATION, Standing.INVITED, facts)

    assert invite(consent=False, before=False) == Verdict(Action.NO, Reason.NOT_CONSENTED)
    assert invite(consent=True, before=True) == Verdict(Action.NO, Reason.INVITED_ONCE)
    assert invite(consent=True, before=False).action is Action.SEND


def test_a_safety_reply_to_somebody_stopped_is_tried_once() -> None:
    def reply(standing: Standing) -> Verdict:
        return may_send(MessageClass.SAFETY, standing, Facts(NIGHT, QUIET, tried_before=True))

    assert reply(Standing.STOPPED) == Verdict(Action.NO, Reason.TRIED_ONCE)
    assert reply(Standing.ACTIVE).action is Action.SEND


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        (Standing.UNKNOWN, Reason.NOT_CONSENTED),
        (Standing.INVITED, Reason.NOT_CONSENTED),
        (Standing.PAUSED, Reason.PAUSED),
        (Standing.CUSTODY, Reason.CUSTODY),
        (Standing.STOPPED, Reason.STOPPED),
    ],
)
def test_a_refused_prompt_says_why(standing: Standing, reason: Reason) -> None:
    assert may_send(MessageClass.PROMPT, standing, Facts(NOON, QUIET)) == Verdict(Action.NO, reason)


def test_may_send_needs_to_know_the_place() -> None:
    with pytest.raises(TypeError, match="ZoneInfo"):
        may_send(MessageClass.PROMPT, Standing.ACTIVE, Facts(datetime(2026, 6, 1, 3, tzinfo=UTC), QUIET))


@pytest.mark.parametrize("message", [MessageClass.PROMPT, MessageClass.INVITATION, MessageClass.KNOCK])
def test_what_has_less_than_five_minutes_before_quiet_hours_waits_for_morning(message: MessageClass) -> None:
    standing = Standing.INVITED if message is MessageClass.INVITATION else Standing.ACTIVE

    def at(hour: int, minute: int, second: int = 0) -> Verdict:
        local = datetime(2026, 6, 1, hour, minute, second, tzinfo=NEW_YORK)
        return may_send(message, standing, Facts(local, QUIET, consent_recorded=True))

    assert at(20, 55).action is Action.SEND
    for moment in ((20, 55, 1), (20, 59, 50), (21, 0)):
        assert at(*moment) == Verdict(Action.WAIT, Reason.QUIET_HOURS, MORNING_AFTER)
    night = Facts(datetime(2026, 6, 1, 20, 59, 50, tzinfo=NEW_YORK), QUIET)
    assert may_send(MessageClass.ANSWER, Standing.ACTIVE, night).action is Action.SEND


# --- quiet hours ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"),
    [(7, 59, True), (8, 0, False), (12, 0, False), (20, 59, False), (21, 0, True), (0, 0, True)],
)
def test_the_edges_of_quiet_hours(hour: int, minute: int, quiet: bool) -> None:
    assert (time(hour, minute) in QUIET) is quiet


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    assert time(13) in QuietHours(time(12), time(14))
    assert time(14) not in QuietHours(time(12), time(14))
    assert time(3) not in QuietHours(time(0), time(0))


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        (datetime(2026, 6, 1, 12, 0), datetime(2026, 6, 1, 12, 0)),
        (datetime(2026, 6, 1, 21, 0), datetime(2026, 6, 2, 8, 0)),
        (datetime(2026, 6, 1, 3, 0), datetime(2026, 6, 1, 8, 0)),
        (datetime(2026, 12, 31, 23, 0), datetime(2027, 1, 1, 8, 0)),
        (datetime(2026, 3, 7, 23, 0), datetime(2026, 3, 8, 8, 0)),  # the night the clocks go forward
        (datetime(2026, 10, 31, 23, 0), datetime(2026, 11, 1, 8, 0)),  # and back
    ],
)
def test_next_allowed(local: datetime, expected: datetime) -> None:
    found = next_allowed(local.replace(tzinfo=NEW_YORK).astimezone(UTC), NEW_YORK, QUIET)
    assert found == expected.replace(tzinfo=NEW_YORK).astimezone(UTC)
    assert found.tzinfo is UTC


def test_quiet_hours_that_end_in_the_hour_that_comes_twice() -> None:
    quiet = QuietHours(time(21), time(1, 30))
    second_ten_past_one = datetime(2026, 11, 1, 6, 10, tzinfo=UTC)
    assert next_allowed(second_ten_past_one, NEW_YORK, quiet) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


# --- local time ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tz", "day", "at", "expected"),
    [
        (
            "America/New_York",
            date(2026, 3, 8),
            time(2, 30),
            datetime(2026, 3, 8, 7, 0),
        ),  # 2:30 does not exist
        ("America/New_York", date(2026, 3, 8), time(2, 0), datetime(2026, 3, 8, 7, 0)),
        ("America/New_York", date(2026, 3, 8), time(1, 59), datetime(2026, 3, 8, 6, 59)),
        ("America/New_York", date(2026, 3, 8), time(3, 0), datetime(2026, 3, 8, 7, 0)),
        ("America/New_York", date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30)),  # the first one
        ("Europe/London", date(2026, 3, 29), time(1, 30), datetime(2026, 3, 29, 1, 0)),
        ("Europe/London", date(2026, 10, 25), time(1, 30), datetime(2026, 10, 25, 0, 30)),
        ("Africa/Cairo", date(2026, 4, 24), time(0, 15), datetime(2026, 4, 23, 22, 0)),  # midnight missing
        ("America/Nuuk", date(2026, 3, 28), time(23, 30), datetime(2026, 3, 29, 1, 0)),  # a gap to midnight
        (
            "Australia/Lord_Howe",
            date(2026, 10, 4),
            time(2, 15),
            datetime(2026, 10, 3, 15, 30),
        ),  # half an hour
        ("Asia/Kolkata", date(2026, 3, 8), time(2, 30), datetime(2026, 3, 7, 21, 0)),
    ],
)
def test_instant(tz: str, day: date, at: time, expected: datetime) -> None:
    assert instant(day, at, ZoneInfo(tz)) == expected.replace(tzinfo=UTC)


def test_weekly_keeps_the_wall_clock_across_the_change() -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    dues = []
    for _ in range(3):
        found = next_occurrence(now, weekday=6, at=time(10), tz=NEW_YORK)
        dues.append(found)
        now = found.due_at
    assert dues == [
        Occurrence(date(2026, 3, 1), datetime(2026, 3, 1, 15, tzinfo=UTC)),
        Occurrence(date(2026, 3, 8), datetime(2026, 3, 8, 14, tzinfo=UTC)),
        Occurrence(date(2026, 3, 15), datetime(2026, 3, 15, 14, tzinfo=UTC)),
    ]


def test_the_night_that_has_the_hour_twice_has_one_occurrence() -> None:
    first = next_daily(datetime(2026, 11, 1, 4, tzinfo=UTC), at=time(1, 30), tz=NEW_YORK)
    assert first == Occurrence(date(2026, 11, 1), datetime(2026, 11, 1, 5, 30, tzinfo=UTC))
    between = datetime(2026, 11, 1, 6, 15, tzinfo=UTC)  # before the second 1:30
    assert next_daily(between, at=time(1, 30), tz=NEW_YORK).local_date == date(2026, 11, 2)


def test_a_plan_moved_to_a_later_hour_does_not_come_round_twice_that_day() -> None:
    monday = date(2026, 6, 1)
    now = datetime(2026, 6, 1, 15, tzinfo=UTC)  # 11:00, the 10:00 check-in is done
    plain = next_occurrence(now, weekday=0, at=time(17), tz=NEW_YORK)
    assert plain.local_date == monday
    after = next_occurrence(now, weekday=0, at=time(17), tz=NEW_YORK, handled=monday)
    assert after.local_date == date(2026, 6, 8)


def test_every_other_week_keeps_its_rhythm() -> None:
    dues = []
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for _ in range(4):
        found = next_occurrence(
            now, weekday=2, at=time(9), tz=LONDON, every_weeks=2, first=date(2025, 12, 29)
        )
        dues.append(found.local_date)
        now = found.due_at + timedelta(days=3)  # handled late: the rhythm stays
    assert dues == [date(2026, 1, 14), date(2026, 1, 28), date(2026, 2, 11), date(2026, 2, 25)]


def test_an_occurrence_due_exactly_then_has_passed() -> None:
    due = next_occurrence(NOON.astimezone(UTC), weekday=0, at=time(12), tz=NEW_YORK)
    assert due.local_date == date(2026, 6, 8)


@pytest.mark.parametrize(("weekday", "weeks"), [(-1, 1), (7, 1), (0, 0)])
def test_an_impossible_week_is_refused(weekday: int, weeks: int) -> None:
    with pytest.raises(ValueError, match="weekday"):
        next_occurrence(NOON, weekday=weekday, at=time(9), tz=LONDON, every_weeks=weeks)


# --- found late ----------------------------------------------------------------------------------

TEN = Occurrence(date(2026, 6, 1), datetime(2026, 6, 1, 14, tzinfo=UTC))  # Monday 10:00 in New York
EARLY = Occurrence(date(2026, 6, 1), datetime(2026, 6, 1, 10, tzinfo=UTC))  # 6:00, in quiet hours
LATE = Occurrence(date(2026, 6, 1), datetime(2026, 6, 2, 2, tzinfo=UTC))  # 22:00, in quiet hours


@pytest.mark.parametrize(
    ("due", "local", "expected"),
    [
        (TEN, datetime(2026, 6, 1, 9, 59), Verdict(Action.WAIT, Reason.NOT_YET_DUE, TEN.due_at)),
        (TEN, datetime(2026, 6, 1, 10, 0), Verdict(Action.SEND)),
        (TEN, datetime(2026, 6, 1, 20, 59), Verdict(Action.SEND)),
        (TEN, datetime(2026, 6, 1, 21, 0), Verdict(Action.SKIP, Reason.MISSED)),
        (TEN, datetime(2026, 6, 2, 7, 0), Verdict(Action.SKIP, Reason.MISSED)),
        (TEN, datetime(2026, 6, 2, 10, 0), Verdict(Action.SKIP, Reason.MISSED)),
        (TEN, datetime(2026, 6, 8, 9, 0), Verdict(Action.SKIP, Reason.MISSED)),
        (
            EARLY,
            datetime(2026, 6, 1, 7, 30),
            Verdict(Action.WAIT, Reason.QUIET_HOURS, datetime(2026, 6, 1, 12, tzinfo=UTC)),
        ),
        (EARLY, datetime(2026, 6, 1, 9, 0), Verdict(Action.SEND)),
        (LATE, datetime(2026, 6, 1, 22, 0), Verdict(Action.WAIT, Reason.QUIET_HOURS, MORNING_AFTER)),
        (LATE, datetime(2026, 6, 1, 23, 0), Verdict(Action.SKIP, Reason.MISSED)),
    ],
)
def test_catch_up(due: Occurrence, local: datetime, expected: Verdict) -> None:
    assert catch_up(due, local.replace(tzinfo=NEW_YORK).astimezone(UTC), NEW_YORK, QUIET) == expected


# --- patience, validity, trying again ---------------------------------------------------------------


def test_a_reminder_moves_into_allowed_hours() -> None:
    handed_over = datetime(2026, 6, 1, 14, tzinfo=UTC)
    assert reminder_due(handed_over, timedelta(hours=3), NEW_YORK, QUIET) == handed_over + timedelta(hours=3)
    assert reminder_due(handed_over, timedelta(hours=14), NEW_YORK, QUIET) == MORNING_AFTER


def test_no_validity_is_longer_than_twilio_takes() -> None:
    assert all(timedelta(0) < validity(message) <= timedelta(seconds=36_000) for message in MessageClass)


def test_a_prompt_lapses_when_quiet_hours_begin() -> None:
    def seconds(message: MessageClass, hour: int, minute: int = 0) -> float:
        local = datetime(2026, 6, 1, hour, minute, tzinfo=NEW_YORK)
        return valid_for(message, local.astimezone(UTC), NEW_YORK, QUIET).total_seconds()

    assert seconds(MessageClass.PROMPT, 10) == 4 * 3600
    assert seconds(MessageClass.PROMPT, 20) == 3600
    assert seconds(MessageClass.PROMPT, 20, 59) == 60, "never into the night"
    assert seconds(MessageClass.ANSWER, 20) == 4 * 3600
    assert seconds(MessageClass.SAFETY, 20) == 10 * 3600
    no_quiet = QuietHours(time(0), time(0))
    assert valid_for(MessageClass.PROMPT, NOON.astimezone(UTC), NEW_YORK, no_quiet) == timedelta(hours=4)


def test_back_off_doubles_to_a_limit() -> None:
    assert [retry_after(attempt).total_seconds() for attempt in range(1, 10)] == [
        *(5, 10, 20, 40, 80, 160, 320, 640),
        900,
    ]
    assert retry_after(10_000) == timedelta(minutes=15)
    assert retry_after(10_000, Lane.SAFETY) == timedelta(minutes=1)
    with pytest.raises(ValueError, match="counted from 1"):
        retry_after(0)


@pytest.mark.found("F1")
@pytest.mark.found("F2")
def test_tries_end_with_what_a_message_is_worth_and_are_never_counted() -> None:
    since = datetime(2026, 6, 1, 14, tzinfo=UTC)

    def again(message: MessageClass, after: timedelta) -> bool:
        return may_retry(message, since=since, now=since + after)

    assert again(MessageClass.SAFETY, timedelta(hours=9, minutes=59))
    assert not again(MessageClass.SAFETY, timedelta(hours=10))
    for kind in (MessageClass.PROMPT, MessageClass.ANSWER, MessageClass.KNOCK):
        assert again(kind, timedelta(hours=3, minutes=59))
        assert not again(kind, timedelta(hours=4))
    assert not again(MessageClass.STAFF_ALERT, timedelta(hours=1)), "by then it has reached somebody else"
    assert again(MessageClass.INVITATION, timedelta(weeks=3)), "registering with the carriers takes weeks"


def test_lanes() -> None:
    assert {message: lane_of(message) for message in MessageClass} == {
        MessageClass.SAFETY: Lane.SAFETY,
        MessageClass.STAFF_ALERT: Lane.SAFETY,
        MessageClass.ANSWER: Lane.REPLY,
        MessageClass.STOP_OR_HELP: Lane.REPLY,
        MessageClass.PROMPT: Lane.NUDGE,
        MessageClass.INVITATION: Lane.BULK,
        MessageClass.KNOCK: Lane.NUDGE,
    }
