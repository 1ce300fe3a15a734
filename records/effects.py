"""Effects: what a decision wants to happen, as plain values.

`handlers` decide and return these; `records.save` is the only place that carries them out.
Ids are given by the decider, derived from the id of the event, so that deciding the same
event twice gives the same effects.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from conversations.small_steps import Horizon
from conversations.state import State, Status
from records.kinds import (
    Channel,
    InboxOutcome,
    Lane,
    MessageClass,
    PlanKind,
    RecordKind,
    StaffRole,
    Standing,
    StepState,
)
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
class SetStanding:
    """A person stopped, started, paused …"""

    person_id: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class SetPause:
    """Prompts rest until then (None: until the person says otherwise), or go on at once (`on` false)."""

    person_id: str
    on: bool
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Something a human has to do for a person. Kinds and roles as in `tables.Request`."""

    id: str
    programme_id: str
    person_id: str
    record_id: str | None
    kind: str
    text: str = field(repr=False)
    for_role: StaffRole = StaffRole.COORDINATOR


@dataclass(frozen=True, slots=True)
class FinishRequest:
    """What was begun in a request has been finished in another one: nobody need ask after it."""

    id: str


@dataclass(frozen=True, slots=True)
class RetireAddress:
    """An address is theirs no longer: nothing is sent there, and whoever writes from it is a stranger.

    `but` is the outbox id of one last line that still goes there.
    """

    id: str
    but: str = ""


@dataclass(frozen=True, slots=True)
class TakeTurn:
    """On a shared phone: what comes without a word is theirs from now on, and what waited for them may go."""

    id: str  # the address with their word
    at: datetime
    others: tuple[str, ...]  # the addresses of everybody else on that phone, whose turn is over


@dataclass(frozen=True, slots=True)
class EndTurns:
    """On a shared phone it is nobody's turn: the next text needs a word."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskWhetherTheirs:
    """It is asked whether a number is still theirs; until they say so nothing unasked-for goes there."""

    id: str


@dataclass(frozen=True, slots=True)
class StillTheirs:
    """A number is still theirs."""

    id: str


@dataclass(frozen=True, slots=True)
class Join:
    """Somebody unknown texted the word to join: that is their consent, and they are a mentee from now on."""

    id: str
    person_id: str
    given_on: date


@dataclass(frozen=True, slots=True)
class Welcomed:
    """Somebody has gone through the welcome: START needs not tell them all again."""

    person_id: str


@dataclass(frozen=True, slots=True)
class SetCalled:
    """What somebody likes to be called; the name they were enrolled with stays beside it."""

    person_id: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CloseGoal:
    """A goal that was reached."""

    id: str


@dataclass(frozen=True, slots=True)
class SetName:
    """What somebody wants to be called."""

    person_id: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """The language somebody wants."""

    person_id: str
    language: str


@dataclass(frozen=True, slots=True)
class BlockAddress:
    """The carrier or the person refuses messages there (or takes them again)."""

    id: str
    blocked: bool


@dataclass(frozen=True, slots=True)
class AddGoal:
    """A new goal. Earlier goals stay open."""

    id: str
    person_id: str
    horizon: Horizon
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AddStep:
    """A new small step; one that was still open becomes "replaced"."""

    id: str
    person_id: str
    text: str = field(repr=False)
    goal_id: str | None = None


@dataclass(frozen=True, slots=True)
class CloseStep:
    """What became of a step. Does nothing if it is no longer open: what came first counts."""

    id: str
    state: StepState


@dataclass(frozen=True, slots=True)
class MakePromise:
    """A promise to oneself; an earlier one gives way."""

    id: str
    person_id: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DropPromise:
    """A promise that is over."""

    id: str


@dataclass(frozen=True, slots=True)
class AddKitEntry:
    """Somebody for a person's own kit."""

    id: str
    person_id: str
    who: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChangeKitEntry:
    """Other words in one part (`who`, `helps`, `reach`) of an entry; nothing where that was taken off."""

    id: str
    person_id: str
    part: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RemoveKitEntry:
    """An entry that is taken off: its words go."""

    id: str


@dataclass(frozen=True, slots=True)
class ShowKit:
    """Whether staff may read a person's kit."""

    person_id: str
    shown: bool


@dataclass(frozen=True, slots=True)
class AskSmall:
    """A small question was put, and is not put again."""

    id: str
    person_id: str
    question: str


@dataclass(frozen=True, slots=True)
class AnswerSmall:
    """What somebody said to a small question, in a row that `AskSmall` has made."""

    id: str
    person_id: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EndSmall:
    """What they said to that question before holds no longer: something newer does."""

    person_id: str
    question: str
    but: str  # the id of the newer one: those before it end


@dataclass(frozen=True, slots=True)
class KitOffered:
    """Somebody was reminded of their kit after a danger, or need not be; `again_at`: when to look again."""

    flag_id: str
    again_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SetPlan:
    """A regular prompt: made or changed. `due_at` None switches it off."""

    id: str
    person_id: str
    kind: PlanKind
    weekday: int
    at: str
    local_date: date
    due_at: datetime | None
    every_weeks: int = 1


@dataclass(frozen=True, slots=True)
class Occurred:
    """A plan came round. The unique (person, plan, local date) refuses a second one."""

    id: str
    person_id: str
    plan_id: str
    local_date: date
    outcome: str
    next_date: date
    next_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeepMeeting:
    """Two people have agreed to meet."""

    id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    set_by: str
    record_id: str
    at: datetime
    place: str = field(repr=False)
    remind_at: datetime | None
    ask_at: datetime


@dataclass(frozen=True, slots=True)
class MoveMeeting:
    """They meet at another time or place."""

    id: str
    mentee_id: str
    at: datetime
    place: str = field(repr=False)
    remind_at: datetime | None
    ask_at: datetime


@dataclass(frozen=True, slots=True)
class SetMeeting:
    """What became of a meeting, and what is still to be said of it: states as in `tables.Meeting`."""

    id: str
    state: str
    remind_at: datetime | None = None
    ask_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogMeeting:
    """A meeting record: that people met, when, and for how many minutes (0: not said)."""

    id: str
    programme_id: str
    person_id: str
    with_id: str
    at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class RaiseFlag:
    """Words suggested danger; `words` are those that fired. `person_id` is whom the danger is about."""

    id: str
    programme_id: str
    person_id: str
    record_id: str
    inbox_id: str | None
    tier: Tier
    category: str
    rules: tuple[str, ...]
    words: str = field(repr=False)
    code: str = ""
    rises_at: datetime | None = None  # when the ladder rises, unless somebody acknowledges before
    mentor_id: str | None = None
    debrief_at: datetime | None = None
    kit_at: datetime | None = None  # when they may be reminded of their own kit
    drill: bool = False
    entered_by: str | None = None


@dataclass(frozen=True, slots=True)
class AddToFlag:
    """More words of danger from the same exchange: they stand in the flag that is open already."""

    id: str
    person_id: str  # whom the danger is about
    rules: tuple[str, ...]
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AcknowledgeFlag:
    """Somebody answers for a flag, and for whatever else is open about the same person.

    The first acknowledgement counts; the ladder stands still from then on.
    """

    id: str
    by_person_id: str
    remind_at: datetime | None = None  # when they are reminded that prompts are held
    alone: bool = False  # this flag and no other of the same person: what they wrote besides is unread


@dataclass(frozen=True, slots=True)
class ClimbFlag:
    """The ladder has risen, or somebody was reminded; `rises_at` is when it does so again."""

    id: str
    rung: int
    rises_at: datetime | None


@dataclass(frozen=True, slots=True)
class Debriefed:
    """The mentor of a flag was asked how they are."""

    flag_id: str


@dataclass(frozen=True, slots=True)
class HoldPrompts:
    """Nothing unasked-for goes to this person until a coordinator resumes it."""

    person_id: str


@dataclass(frozen=True, slots=True)
class ResumePrompts:
    """Prompts go to this person again."""

    person_id: str


@dataclass(frozen=True, slots=True)
class CloseFlag:
    """What a flag was raised for has been dealt with; `verdict` is "real" or "false_alarm"."""

    id: str
    verdict: str = "real"


@dataclass(frozen=True, slots=True)
class Tune:
    """The recogniser was wrong: `kind` is "false_alarm" or "missed"; `words` carry no names."""

    id: str
    programme_id: str
    person_id: str
    flag_id: str
    kind: str
    tier: Tier
    category: str
    rules: tuple[str, ...]
    words: str = field(repr=False)
    staff_id: str


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


Effect = (
    OpenRecord
    | CloseRecord
    | MarkRecord
    | Note
    | Send
    | NotArrived
    | Withdraw
    | PutConversation
    | EndConversations
    | SetStanding
    | SetPause
    | OpenRequest
    | FinishRequest
    | RetireAddress
    | TakeTurn
    | EndTurns
    | AskWhetherTheirs
    | StillTheirs
    | Join
    | Welcomed
    | SetName
    | SetCalled
    | CloseGoal
    | SetLanguage
    | BlockAddress
    | AddGoal
    | AddStep
    | CloseStep
    | MakePromise
    | DropPromise
    | AddKitEntry
    | ChangeKitEntry
    | RemoveKitEntry
    | ShowKit
    | AskSmall
    | AnswerSmall
    | EndSmall
    | KitOffered
    | SetPlan
    | Occurred
    | KeepMeeting
    | MoveMeeting
    | SetMeeting
    | LogMeeting
    | RaiseFlag
    | AddToFlag
    | AcknowledgeFlag
    | ClimbFlag
    | Debriefed
    | HoldPrompts
    | ResumePrompts
    | CloseFlag
    | Tune
    | Attend
    | Audited
)


@dataclass(frozen=True, slots=True)
class Arrived:
    """An inbound message with what was decided about it: becomes its inbox row."""

    id: str
    channel: Channel
    provider_id: str
    person_id: str
    kind: str
    text: str = field(repr=False)
    media: int
    received_at: datetime
    outcome: InboxOutcome
    tier: Tier
    record_id: str | None
    needs_person: bool
    effects: tuple[Effect, ...]
