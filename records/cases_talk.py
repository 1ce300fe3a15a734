"""What was said and asked before, and what is regularly asked, as deciding needs to know it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from conversations.state import State
from records.kinds import OutboxState, PlanKind


@dataclass(frozen=True, slots=True)
class Plan:
    """A regular prompt."""

    id: str
    kind: PlanKind
    weekday: int
    at: str
    every_weeks: int
    local_date: date
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Talking:
    """A conversation that waits, and whether its question has reached the provider."""

    id: str
    record_id: str
    name: str
    state: State = field(repr=False)
    question: str
    outbox_id: str | None
    outbox_state: OutboxState | None
    started_at: datetime | None  # when handing its question over began
    handed_at: datetime | None
    opened_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """Something we sent this person lately."""

    outbox_id: str
    text: str = field(repr=False)
    message_class: str
    at: datetime
    record_id: str | None
    buttons: tuple[tuple[str, str], ...]
    handed_at: datetime | None  # none: still on its way to the provider
    about: str | None = None  # the person whose words it passed on, or of whom it told
    relayed: bool = False  # it passed on somebody's words
    staff_id: str | None = None  # the account that wrote it, where a person of the staff did


@dataclass(frozen=True, slots=True)
class Unasked:
    """Something unasked-for that went to this person in the last days, or is about to.

    Attributes:
        left_at: when it left; none: it is still on its way to the provider.
        message_class: a prompt, or a knock.
        record_kind: the kind of its record, "" without one; `outcome`: how that ended.
        began: the conversations in that record, by name.
        of_others: it tells of somebody else, or passes on their words.
        by_a_person: a person wrote it.
    """

    left_at: datetime | None
    message_class: str
    record_kind: str
    outcome: str
    began: frozenset[str]
    of_others: bool = False
    by_a_person: bool = False


@dataclass(frozen=True, slots=True)
class HeardBefore:
    """Something this person sent lately."""

    inbox_id: str
    text: str = field(repr=False)
    at: datetime
    outcome: str
    tier: str
    record_id: str | None
    kind: str = "text"  # what it was, as in `channels.port.InboundKind`
    provider_id: str = ""  # what an edit of it refers to


@dataclass(frozen=True, slots=True)
class LastTime:
    """What somebody said at their last check-in; None and "" where nothing, or it worried."""

    mood: int | None = None
    words: str = field(default="", repr=False)  # beside the number
    news: str = field(default="", repr=False)  # something reached
    brief: bool = False  # this one and the one before were answered with a number and no more


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is recorded about somebody."""

    since: datetime
    check_ins: int
    messages: int
    goals: int
    steps: int


@dataclass(frozen=True, slots=True)
class Late:
    """The record of this week's check-in, where it was let go without an answer."""

    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """How their check-ins went: see `records.silences`.

    Attributes:
        check_ins: how many were ever begun.
        unanswered: how many in a row, up to the newest that is over, found no answer.
        last: when the newest was begun.
        request_id: the open request that asks a person how it goes on, if there is one.
        with_a_person: whether it still stands: nothing came from them since.
    """

    check_ins: int = 0
    unanswered: int = 0
    last: datetime | None = None
    request_id: str | None = None
    with_a_person: bool = False
