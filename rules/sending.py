"""Who may be sent what, how urgent it is, and how long it is worth sending.

The table "who may be sent what" (`MAY_SEND`) is the only word on it, asked at the moment of sending.
Everything here is a function of its arguments; nothing unasked-for leaves in quiet hours.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from records.kinds import Lane, MessageClass, Standing
from rules.times import QuietHours, next_allowed, next_quiet
from rules.verdicts import Action, Reason, Verdict

# --- who may be sent what ------------------------------------------------------------------------


class Cell(StrEnum):
    """What a cell of the table says."""

    YES = "yes"
    NO = "no"
    ONE_THEN_QUIET = "one, then quiet"
    ONCE_WITH_CONSENT = "once, with recorded consent"
    TRIED_ONCE = "tried once"
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
    # Where the carrier has answered by itself, none is made (`handlers/steps/consent.py`).
    MessageClass.STOP_OR_HELP: (Cell.YES,) * 6,
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
    # Whom to alert is the ladder's to say, by rota; outside of it, everybody.
    MessageClass.STAFF_ALERT: (Cell.NO, Cell.NO, Cell.YES, Cell.YES, Cell.NO, Cell.BY_VOICE),
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


@dataclass(frozen=True, slots=True)
class Facts:
    """What is so about a person and a message at the moment of sending.

    Attributes:
        local: now, in the person's own zone (its tzinfo must be a ZoneInfo).
        quiet: the person's quiet hours.
        answered_before: somebody who has not consented yet had an answer from us already today.
        consent_recorded: consent to be invited is on record.
        invited_before: an invitation has been handed over already, whatever became of it.
        tried_before: this safety reply to somebody stopped was tried already.
        live: the programme may write to people unasked; until it is, that waits for an open end.
        held: after words of danger, prompts to this person wait for a coordinator to resume them.
    """

    local: datetime
    quiet: QuietHours
    answered_before: bool = False
    consent_recorded: bool = False
    invited_before: bool = False
    tried_before: bool = False
    live: bool = True
    held: bool = False


def may_send(message: MessageClass, standing: Standing, facts: Facts) -> Verdict:
    """Whether a message may go out at this moment. Ask when sending, not when queueing.

    Args:
        message: what it is.
        standing: how the person stands towards our messages now.
        facts: what else counts.
    """
    cell = MAY_SEND[message, standing]
    if cell is Cell.NO:
        return Verdict(Action.NO, _WHY_NOT[standing])
    if cell is Cell.BY_VOICE:
        return Verdict(Action.CALL, Reason.STOPPED)
    if cell is Cell.ONE_THEN_QUIET and facts.answered_before:
        return Verdict(Action.NO, Reason.ANSWERED_ONCE)
    if cell is Cell.ONCE_WITH_CONSENT and not facts.consent_recorded:
        return Verdict(Action.NO, Reason.NOT_CONSENTED)
    if cell is Cell.ONCE_WITH_CONSENT and facts.invited_before:
        return Verdict(Action.NO, Reason.INVITED_ONCE)
    if cell is Cell.TRIED_ONCE and facts.tried_before:
        return Verdict(Action.NO, Reason.TRIED_ONCE)
    if message is MessageClass.PROMPT and facts.held:
        return Verdict(Action.NO, Reason.HELD)
    if message in WAITS_UNTIL_LIVE and not facts.live:
        return Verdict(Action.WAIT, Reason.NOT_LIVE)
    until = quiet_until(facts.local, facts.quiet) if message in WAITS_IN_QUIET_HOURS else None
    return Verdict(Action.WAIT, Reason.QUIET_HOURS, until) if until else Verdict(Action.SEND)


# A provider that gets less time than this drops messages that are merely slow.
_SHORTEST = timedelta(minutes=5)


def quiet_until(local: datetime, quiet: QuietHours) -> datetime | None:
    """Until when what nobody asked for has to wait (UTC); None where it may go now.

    In quiet hours, and just before them: what a provider gets with a minute left either lapses or is
    delivered in them.

    Args:
        local: now, in the person's own zone.
        quiet: their quiet hours.
    """
    zone = _zone(local)
    if local.time() in quiet:
        return next_allowed(local, zone, quiet)
    starts = next_quiet(local, zone, quiet)
    return next_allowed(starts, zone, quiet) if starts and starts - local < _SHORTEST else None


def _zone(local: datetime) -> ZoneInfo:
    if not isinstance(local.tzinfo, ZoneInfo):
        raise TypeError("`local` must carry the person's ZoneInfo: use now.astimezone(ZoneInfo(...)).")
    return local.tzinfo


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


def validity(message: MessageClass) -> timedelta:
    """How long a message is still worth sending, from when it first may go."""
    return _VALIDITY[message]


def valid_for(message: MessageClass, now: datetime, tz: ZoneInfo, quiet: QuietHours) -> timedelta:
    """How long a provider may hold a message handed over now.

    What waits in quiet hours must not be delivered in them either, when a phone comes back on at
    three in the morning: such a message lapses when they begin. `may_send` lets none go that would have
    less than five minutes until then.
    """
    longest = validity(message)
    starts = next_quiet(now, tz, quiet) if message in WAITS_IN_QUIET_HOURS else None
    return min(longest, starts - now) if starts else longest


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
