"""When: quiet hours, local time, and when a plan comes round.

Everything here is a function of its arguments: the time comes in as `now`, a person's place as a
`ZoneInfo`. Instants are aware datetimes in UTC unless a name says `local`. A plan's next time comes from
the wall clock where the person is, never from the last time plus an interval; each local date has one
occurrence, whatever the clocks do that night. What was missed is never sent twice to make up for it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from records import zones
from rules.verdicts import Action, Reason, Verdict

# --- quiet hours and local time ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The part of a day in which nothing unasked-for is sent, in the person's own time.

    `start` belongs to it, `end` does not; it may run across midnight; equal times mean no quiet hours.
    The default is what US law sets for calls and texts (47 CFR 64.1200(c)(1)): not before 8, not after 9 p.m.
    """

    start: time = time(21)
    end: time = time(8)

    @classmethod
    def kept(cls, start: str, end: str) -> "QuietHours":
        """As they are kept, "HH:MM"; where that cannot be read the usual ones hold: no message is lost."""
        try:
            return cls(time.fromisoformat(start), time.fromisoformat(end))
        except ValueError:
            return cls()

    def __contains__(self, local: time) -> bool:
        if self.start <= self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end


def instant(day: date, at: time, tz: ZoneInfo) -> datetime:
    """The UTC instant at which clocks in `tz` show `at` on `day`.

    A time that exists twice (autumn) means the first; one that does not exist (spring) means the
    first instant after the gap.
    """
    local = datetime.combine(day, at.replace(fold=0), tzinfo=tz)
    found = local.astimezone(UTC)
    if found.astimezone(tz).replace(tzinfo=None) == local.replace(tzinfo=None):
        return found
    # In a gap, fold=0 counts with the offset before it and lands behind; fold=1 lands ahead of it.
    early, late = local.replace(fold=1).astimezone(UTC), found
    offset = late.astimezone(tz).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if middle <= early:
            break
        if middle.astimezone(tz).utcoffset() == offset:
            late = middle
        else:
            early = middle
    return late


def local_time(now: datetime, timezone: str) -> datetime:
    """What clocks show at `now` in an IANA zone, carrying that zone."""
    return now.astimezone(zones.known(timezone))


def next_allowed(now: datetime, tz: ZoneInfo, quiet: QuietHours) -> datetime:
    """`now` itself, or the end of the quiet hours it falls in."""
    local = now.astimezone(tz)
    if local.time() not in quiet:
        return now.astimezone(UTC)
    day = local.date() if local.time() < quiet.end else local.date() + timedelta(days=1)
    ends = instant(day, quiet.end, tz)
    if ends <= now:  # clocks went back over the end of the quiet hours, which now comes a second time
        ends = datetime.combine(day, quiet.end.replace(fold=1), tzinfo=tz).astimezone(UTC)
    return ends


def next_quiet(now: datetime, tz: ZoneInfo, quiet: QuietHours) -> datetime | None:
    if quiet.start == quiet.end:
        return None
    today = now.astimezone(tz).date()
    starts = (instant(today + timedelta(days=ahead), quiet.start, tz) for ahead in range(3))
    return next(start for start in starts if start > now)


# --- occurrences ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time a plan comes round: the local date that names it, and the instant it is due (UTC)."""

    local_date: date
    due_at: datetime


# A Monday. Plans that come round every few weeks count from it unless they bring their own first date.
_FIRST_MONDAY = date(2024, 1, 1)


def next_occurrence(
    after: datetime,
    *,
    weekday: int,
    at: time,
    tz: ZoneInfo,
    every_weeks: int = 1,
    first: date | None = None,
    handled: date | None = None,
) -> Occurrence:
    """The first weekly occurrence later than `after`.

    Args:
        after: an instant; an occurrence due exactly then has passed.
        weekday: 0 is Monday.
        at: wall-clock time where the person is.
        tz: where the person is.
        every_weeks: 1 is every week, 2 every other.
        first: a local date in a week that counts, for plans of every few weeks.
        handled: the local date of the last occurrence that was handled, so that a plan moved to a
            later hour or another zone does not come round twice on one day.

    Raises:
        ValueError: weekday or every_weeks out of range.
    """
    if not 0 <= weekday <= 6 or every_weeks < 1:
        raise ValueError("A weekly plan needs a weekday from 0 (Monday) to 6 and at least one week between.")
    start = first or _FIRST_MONDAY
    start -= timedelta(days=start.weekday() - weekday)
    return _first_after(after, start, 7 * every_weeks, at, tz, handled)


def next_daily(after: datetime, *, at: time, tz: ZoneInfo, handled: date | None = None) -> Occurrence:
    """The first daily occurrence later than `after`; arguments as for `next_occurrence`."""
    return _first_after(after, _FIRST_MONDAY, 1, at, tz, handled)


def _first_after(
    after: datetime, start: date, step: int, at: time, tz: ZoneInfo, handled: date | None
) -> Occurrence:
    # A day early: where a gap crosses midnight, yesterday's occurrence may still be due today.
    earliest = after.astimezone(tz).date() - timedelta(days=1)
    if handled is not None:
        earliest = max(earliest, handled + timedelta(days=1))
    day = earliest + timedelta(days=(start - earliest).days % step)
    while (due := instant(day, at, tz)) <= after:
        day += timedelta(days=step)
    return Occurrence(day, due)


@dataclass(frozen=True, slots=True)
class Away:
    """A time in which the program was not running, for days."""

    since: datetime
    until: datetime

    def covers(self, at: datetime | None) -> bool:
        """Whether that was meant to happen meanwhile."""
        return at is not None and self.since < at < self.until


def spread(key: str, start: datetime, within: timedelta, tz: ZoneInfo, quiet: QuietHours) -> datetime:
    """A moment soon after `start`, always the same for a key, so that not everybody is written to at once.

    Never before `start`; in quiet hours, soon after their end; never so late that quiet hours begin.
    """
    start = next_allowed(start, tz, quiet)
    ends = next_quiet(start, tz, quiet)
    if ends is not None:
        within = min(within, max(ends - start - timedelta(minutes=1), timedelta(0)))
    return start + within * (int.from_bytes(sha256(key.encode()).digest()[:4]) / 2**32)


TRY_AGAIN = timedelta(hours=1)  # when something due could not be started for a reason of our own
ON_TIME = timedelta(minutes=15)  # later than this, an occurrence was missed while the program was down


def catch_up(due: Occurrence, now: datetime, tz: ZoneInfo, quiet: QuietHours) -> Verdict:
    """What to do with an occurrence found at `now`: SEND, WAIT or SKIP.

    One that is late still goes on the same local day before quiet hours begin; else it is skipped,
    so that two check-ins never come in a row. One found on time in quiet hours waits for their end.
    """
    if now < due.due_at:
        return Verdict(Action.WAIT, Reason.NOT_YET_DUE, due.due_at)
    allowed = next_allowed(now, tz, quiet)
    same_day = allowed.astimezone(tz).date() == due.due_at.astimezone(tz).date()
    if not same_day and now - due.due_at > ON_TIME:
        return Verdict(Action.SKIP, Reason.MISSED)
    if allowed > now:
        return Verdict(Action.WAIT, Reason.QUIET_HOURS, allowed)
    return Verdict(Action.SEND)


def reminder_due(handed_over_at: datetime, patience: timedelta, tz: ZoneInfo, quiet: QuietHours) -> datetime:
    """When a question that got no answer is asked about once: its patience later, in allowed hours.

    Patience runs from when the message was handed over (or its fate became unknown), not from when
    it was queued.
    """
    return next_allowed(handed_over_at + patience, tz, quiet)


def patience_over(handed_over_at: datetime, seconds: int, timezone: str, start: str, end: str) -> datetime:
    """`reminder_due` for values as they are kept: seconds, an IANA zone, quiet hours as "HH:MM"."""
    quiet = QuietHours.kept(start, end)
    return reminder_due(handed_over_at, timedelta(seconds=seconds), zones.known(timezone), quiet)
