"""Effects on what is said and kept of an exchange: records, messages, conversations, what waits for a person.

Plain values, returned by what decides and carried out by `records.save`.
"""

from dataclasses import dataclass, field
from datetime import datetime

from conversations.state import State, Status
from records.kinds import Channel, Lane, MessageClass, RecordKind
from safety.tiers import Tier


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """Begin a meeting record about a person."""

    id: str
    programme_id: str
    person_id: str
    kind: RecordKind
    channel: Channel
    with_id: str | None = None


@dataclass(frozen=True, slots=True)
class CloseRecord:
    """An exchange is over; `outcome` is a code the console words."""

    id: str
    outcome: str


@dataclass(frozen=True, slots=True)
class MarkRecord:
    """Words in this exchange suggested danger."""

    id: str
    tier: Tier


@dataclass(frozen=True, slots=True)
class Note:
    """Append an entry to a record: an answer, what was agreed, an event, a correction."""

    record_id: str
    person_id: str
    kind: str
    label: str
    text: str = field(default="", repr=False)
    staff_id: str | None = None


@dataclass(frozen=True, slots=True)
class Send:
    """Queue a message. It is checked against the rules once more at the moment of sending."""

    id: str
    to: str  # person
    about: str  # whose words it carries: sealed with their key
    address_id: str
    channel: Channel
    text: str = field(repr=False)
    message_class: MessageClass
    lane: Lane
    record_id: str | None
    encoding: str
    segments: int
    buttons: tuple[tuple[str, str], ...] = ()  # (label, code)
    reply_to: str | None = None
    staff_id: str | None = None
    valid_seconds: int | None = None
    flag_id: str | None = None  # the danger it answers, or tells staff of
    not_before: datetime | None = None  # when it may go, and from when on it is valid; None: now


@dataclass(frozen=True, slots=True)
class NotArrived:
    """The carrier says, in a text of its own, that a message which had been handed over did not arrive."""

    id: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A reminder whose question has been answered does not leave any more, if it has not yet."""

    id: str


@dataclass(frozen=True, slots=True)
class LetGo:
    """Words of one person that wait for the other's morning go now: the other is up, and writing."""

    to: str
    about: str


@dataclass(frozen=True, slots=True)
class PutConversation:
    """A conversation as it is now. New ones are inserted, known ones replaced."""

    id: str
    person_id: str
    record_id: str
    name: str
    status: Status
    state: State = field(repr=False)
    question: str = ""
    outbox_id: str | None = None  # the message that carries the question
    patience: int = 0  # seconds, from the moment it was handed over


@dataclass(frozen=True, slots=True)
class EndConversations:
    """Close every conversation this person has open, but keep what was answered."""

    person_id: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Attend:
    """Somebody has dealt with messages that waited for a person."""

    person_id: str
    by: str
    inbox_id: str | None = None  # one message; None: all of that person's


@dataclass(frozen=True, slots=True)
class Audited:
    """A member of staff read or changed something."""

    staff_id: str
    action: str
    person_id: str | None = None
    record_id: str | None = None
    detail: str = ""
