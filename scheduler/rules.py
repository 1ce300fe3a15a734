"""When, and who may be sent what: the rules, and nothing but the rules.

Everything here is a function of its arguments: the time comes in as `now`, a person's place as a
`ZoneInfo`. Instants are aware datetimes in UTC unless a name says `local`. What holds:

- the table "who may be sent what" (`MAY_SEND`) is the only word on it, asked at the moment of sending;
- a plan's next time comes from the wall clock where the person is, never from the last time plus an
  interval; each local date has one occurrence, whatever the clocks do that night;
- nothing unasked-for leaves in quiet hours, and what was missed is never sent twice to make up for it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from records.kinds import Lane, MessageClass, Standing

# --- quiet hours and local time ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The part of a day in which nothing unasked-for is sent, in the person's own time.

    `start` belongs to it, `end` does not; it may run across midnight; equal times mean no quiet hours.
    The default is what US law sets for calls and texts (47 CFR 64.1200(c)(1)): not before 8, not after 9 p.m.
    """

    start: time = time(21)
    end: time = time(8)

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
    return now.astimezone(ZoneInfo(timezone))


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


def _next_quiet(now: datetime, tz: ZoneInfo, quiet: QuietHours) -> datetime | None:
    if quiet.start == quiet.end:
        return None
    today = now.astimezone(tz).date()
    starts = (instant(today + timedelta(days=ahead), quiet.start, tz) for ahead in range(3))
    return next(start for start in starts if start > now)


# --- who may be sent what ------------------------------------------------------------------------


class Action(StrEnum):
    """What to do with a message now."""

    SEND = "send"
    WAIT = "wait"  # until `Verdict.until`; none: nobody knows yet
    NO = "no"
    CALL = "call"  # reach this member of staff by voice
    SKIP = "skip"  # let this occurrence pass; the next one comes by itself


class Reason(StrEnum):
    """Why a message may not go now."""

    NONE = ""
    NOT_LIVE = "not_live"
    HELD = "held"
    QUIET_HOURS = "quiet_hours"
    NOT_CONSENTED = "not_consented"
    ANSWERED_ONCE = "answered_once"
    INVITED_ONCE = "invited_once"
    ALREADY_JOINED = "already_joined"
    PAUSED = "paused"
    CUSTODY = "custody"
    STOPPED = "stopped"
    CARRIER_CONFIRMED = "carrier_confirmed"
    TRIED_ONCE = "tried_once"
    OFF_DUTY = "off_duty"
    NOT_YET_DUE = "not_yet_due"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says: the action, why, and for WAIT until when (UTC)."""

    action: Action
    reason: Reason = Reason.NONE
    until: datetime | None = None


class Cell(StrEnum):
    """What a cell of the table says."""

    YES = "yes"
    NO = "no"
    ONE_THEN_QUIET = "one, then quiet"
    ONCE_WITH_CONSENT = "once, with recorded consent"
    UNLESS_CARRIER_DID = "unless the carrier has sent its own"
    TRIED_ONCE = "tried once"
    BY_ROTA = "by rota"
    BY_VOICE = "by voice call"


_STANDINGS = (
    Standing.UNKNOWN,
    Standing.INVITED,
    Standing.ACTIVE,
    Standing.PAUSED,
    Standing.CUSTODY,
    Standing.STOPPED,
)
_ROWS: dict[MessageClass, tuple[Cell, ...]] = {
    # in the order of _STANDINGS; unknown and invited are the table's "not yet consented"
    MessageClass.PROMPT: (Cell.NO, Cell.NO, Cell.YES, Cell.NO, Cell.NO, Cell.NO),
    MessageClass.ANSWER: (
        Cell.ONE_THEN_QUIET,
        Cell.ONE_THEN_QUIET,
        Cell.YES,
        Cell.YES,
        Cell.YES,
        Cell.NO,
    ),
    MessageClass.STOP_OR_HELP: (Cell.UNLESS_CARRIER_DID,) * 6,
    MessageClass.SAFETY: (Cell.YES, Cell.YES, Cell.YES, Cell.YES, Cell.YES, Cell.TRIED_ONCE),
    MessageClass.INVITATION: (
        Cell.ONCE_WITH_CONSENT,
        Cell.ONCE_WITH_CONSENT,
        Cell.NO,
        Cell.NO,
        Cell.NO,
        Cell.NO,
    ),
    MessageClass.KNOCK: (Cell.NO, Cell.ONCE_WITH_CONSENT, Cell.YES, Cell.YES, Cell.NO, Cell.NO),
    MessageClass.STAFF_ALERT: (Cell.NO, Cell.NO, Cell.YES, Cell.BY_ROTA, Cell.NO, Cell.BY_VOICE),
}
MAY_SEND: dict[tuple[MessageClass, Standing], Cell] = {
    (message, standing): cell
    for message, row in _ROWS.items()
    for standing, cell in zip(_STANDINGS, row, strict=True)
}
WAITS_IN_QUIET_HOURS = frozenset({MessageClass.PROMPT, MessageClass.INVITATION, MessageClass.KNOCK})
WAITS_UNTIL_LIVE = WAITS_IN_QUIET_HOURS  # what nobody asked for

_WHY_NOT = {
    Standing.UNKNOWN: Reason.NOT_CONSENTED,
    Standing.INVITED: Reason.NOT_CONSENTED,
    Standing.ACTIVE: Reason.ALREADY_JOINED,  # only an invitation is refused to somebody active
    Standing.PAUSED: Reason.PAUSED,
    Standing.CUSTODY: Reason.CUSTODY,
    Standing.STOPPED: Reason.STOPPED,
}


def may_send(
    message: MessageClass,
    standing: Standing,
    *,
    local: datetime,
    quiet: QuietHours,
    answered_before: bool = False,
    carrier_confirmed: bool = False,
    consent_recorded: bool = False,
    invited_before: bool = False,
    tried_before: bool = False,
    on_duty: bool = False,
    live: bool = True,
    held: bool = False,
) -> Verdict:
    """Whether a message may go out at this moment. Ask when sending, not when queueing.

    Args:
        message: what it is.
        standing: how the person stands towards our messages now.
        local: now, in the person's own zone (its tzinfo must be a ZoneInfo).
        quiet: the person's quiet hours.
        answered_before: somebody who has not consented yet had an answer from us already today.
        carrier_confirmed: the carrier or provider has answered this STOP or HELP itself.
        consent_recorded: consent to be invited is on record.
        invited_before: an invitation has been handed over already, whatever became of it.
        tried_before: this safety reply to somebody stopped was tried already.
        on_duty: the rota names this member of staff for now.
        live: the programme may write to people unasked; until it is, that waits for an open end.
        held: after words of danger, prompts to this person wait for a coordinator to resume them.
    """
    cell = MAY_SEND[message, standing]
    if cell is Cell.NO:
        return Verdict(Action.NO, _WHY_NOT[standing])
    if cell is Cell.BY_VOICE:
        return Verdict(Action.CALL, Reason.STOPPED)
    if cell is Cell.ONE_THEN_QUIET and answered_before:
        return Verdict(Action.NO, Reason.ANSWERED_ONCE)
    if cell is Cell.ONCE_WITH_CONSENT and not consent_recorded:
        return Verdict(Action.NO, Reason.NOT_CONSENTED)
    if cell is Cell.ONCE_WITH_CONSENT and invited_before:
        return Verdict(Action.NO, Reason.INVITED_ONCE)
    if cell is Cell.UNLESS_CARRIER_DID and carrier_confirmed:
        return Verdict(Action.NO, Reason.CARRIER_CONFIRMED)
    if cell is Cell.TRIED_ONCE and tried_before:
        return Verdict(Action.NO, Reason.TRIED_ONCE)
    if cell is Cell.BY_ROTA and not on_duty:
        return Verdict(Action.NO, Reason.OFF_DUTY)
    if message is MessageClass.PROMPT and held:
        return Verdict(Action.NO, Reason.HELD)
    if message in WAITS_UNTIL_LIVE and not live:
        return Verdict(Action.WAIT, Reason.NOT_LIVE)
    if message in WAITS_IN_QUIET_HOURS and local.time() in quiet:
        return Verdict(Action.WAIT, Reason.QUIET_HOURS, next_allowed(local, _zone(local), quiet))
    return Verdict(Action.SEND)


def _zone(local: datetime) -> ZoneInfo:
    if not isinstance(local.tzinfo, ZoneInfo):
        raise TypeError("`local` must carry the person's ZoneInfo: use now.astimezone(ZoneInfo(...)).")
    return local.tzinfo


# --- occurrences ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time a plan comes round: the local date that names it, and the instant it is due (UTC)."""

    local_date: date
    due_at: datetime


def occurrence_key(plan_id: int | str, local_date: date) -> str:
    """The name that makes an occurrence unique: the same plan never comes round twice on a local date."""
    return f"{plan_id}:{local_date.isoformat()}"


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
    quiet = QuietHours(time.fromisoformat(start), time.fromisoformat(end))
    return reminder_due(handed_over_at, timedelta(seconds=seconds), ZoneInfo(timezone), quiet)


# --- sending -------------------------------------------------------------------------------------


def lane_of(message: MessageClass) -> Lane:
    """Which lane a message waits in."""
    return _LANES[message]


_LANES = {
    MessageClass.SAFETY: Lane.SAFETY,
    MessageClass.STAFF_ALERT: Lane.SAFETY,
    MessageClass.STOP_OR_HELP: Lane.REPLY,
    MessageClass.ANSWER: Lane.REPLY,
    MessageClass.PROMPT: Lane.NUDGE,
    MessageClass.INVITATION: Lane.BULK,
    MessageClass.KNOCK: Lane.NUDGE,
}

_VALIDITY = {
    # Signposts never go out of date: as long as Twilio holds anything (36,000 s), for a phone that is off.
    MessageClass.SAFETY: timedelta(hours=10),
    # After an hour the ladder has long reached somebody else.
    MessageClass.STAFF_ALERT: timedelta(hours=1),
    # Half a day on, an answer or a prompt lands in another mood, and a confirmation only puzzles.
    MessageClass.ANSWER: timedelta(hours=4),
    MessageClass.STOP_OR_HELP: timedelta(hours=4),
    MessageClass.PROMPT: timedelta(hours=4),
    MessageClass.INVITATION: timedelta(hours=4),
    MessageClass.KNOCK: timedelta(hours=4),
}
_SHORTEST = timedelta(minutes=5)  # less would drop messages that are merely slow


def validity(message: MessageClass) -> timedelta:
    """How long a message is still worth sending, from when it first may go."""
    return _VALIDITY[message]


def valid_for(message: MessageClass, now: datetime, tz: ZoneInfo, quiet: QuietHours) -> timedelta:
    """How long a provider may hold a message handed over now.

    What waits in quiet hours must not be delivered in them either, when a phone comes back on at
    three in the morning: such a message lapses when they begin.
    """
    longest = validity(message)
    starts = _next_quiet(now, tz, quiet) if message in WAITS_IN_QUIET_HOURS else None
    return max(_SHORTEST, min(longest, starts - now)) if starts else longest


_FIRST_RETRY, _LONGEST_RETRY = timedelta(seconds=5), timedelta(minutes=15)
_LONGEST_SAFETY_RETRY = timedelta(minutes=1)


def retry_after(attempt: int, lane: Lane = Lane.REPLY) -> timedelta:
    """How long to wait after the `attempt`-th try (from 1) that left nothing sent: doubling, capped.

    Raises:
        ValueError: attempt below 1.
    """
    if attempt < 1:
        raise ValueError("Attempts are counted from 1.")
    longest = _LONGEST_SAFETY_RETRY if lane is Lane.SAFETY else _LONGEST_RETRY
    return min(longest, _FIRST_RETRY * (1 << min(attempt - 1, 16)))


def may_retry(message: MessageClass, *, since: datetime, now: datetime) -> bool:
    """Whether a message that has not left, through no fault of its own, may be tried again.

    Tries are not counted: an outage may take forty minutes or a night, and what is still worth reading then
    is still worth sending. An invitation does not go out of date: registering with the carriers takes weeks.

    Args:
        message: what it is.
        since: when it first might have gone.
        now: now.
    """
    return message is MessageClass.INVITATION or now - since < validity(message)
