"""What a rule says: send, wait, skip, call or not at all, and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
    TRIED_ONCE = "tried_once"
    NOT_YET_DUE = "not_yet_due"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says: the action, why, and for WAIT until when (UTC)."""

    action: Action
    reason: Reason = Reason.NONE
    until: datetime | None = None
