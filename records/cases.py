"""The *case*: what is known about the people an event concerns, as plain values.

Deciding (`handlers`) takes a case and gives effects (`records.effects`); it never sees a
database. A person's own state is always there. What most messages do not need (the people
around them, the team, flags, places) stands in parts: deciding that asks for one which is not
loaded is stopped by `NotLoaded`, and begins anew with it (`records.load.add`). Words in here
are opened; nothing in here is ever logged, and `repr` shows none.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar

from conversations.small_steps import Horizon
from conversations.state import State
from records.kinds import Channel, OutboxState, PlanKind, Role, Stage, Standing


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme a person belongs to."""

    id: str
    name: str
    country: str
    language: str
    timezone: str
    quiet_start: str
    quiet_end: str
    join_word: str = ""  # what anybody may text in to join; "" where nobody can
    minutes_emergency: int = 3  # how long an alert may stay unacknowledged before the ladder rises
    minutes_urgent: int = 10
    minutes_concern: int = 120
    tells_mentor: bool = False  # whether a mentor may be told, where the mentee agreed as well
    live: bool = True  # whether it has gone live: `records.live`


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody can be written to."""

    id: str
    channel: Channel
    value: str = field(repr=False)
    blocked: bool = False
    last_heard_at: datetime | None = None
    since: datetime | None = None
    word: str = ""  # on a shared phone: what they begin with, in capitals
    asked_at: datetime | None = None  # when it was asked whether this is still theirs, until they say so
    unproven: bool = False  # a colleague entered it; its owner can sign in, and has not said it is theirs


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal that is open."""

    id: str
    horizon: Horizon
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """The small step that is open, or was last set."""

    id: str
    text: str = field(repr=False)
    state: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise somebody made themselves."""

    id: str
    text: str = field(repr=False)
    made_at: datetime


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
class Person:
    """Somebody, with what deciding needs to know about them; `name` is what they like to be called."""

    id: str
    name: str = field(repr=False)
    programme: Programme
    language: str
    timezone: str
    country: str
    standing: Standing
    stage: Stage
    released_on: date | None
    welcomed: bool
    roles: frozenset[Role]
    addresses: tuple[Address, ...]
    goals: tuple[Goal, ...] = ()
    steps: tuple[Step, ...] = ()  # newest first; open ones and the last few closed
    promises: tuple[Promise, ...] = ()
    plans: tuple[Plan, ...] = ()
    talking: tuple[Talking, ...] = ()  # conversations that wait, newest first
    coordinator_id: str | None = None  # who looks after them; None: whoever is there
    held: bool = False  # no prompts, until a coordinator resumes them
    mentor_may_know: bool = False  # they agreed that their mentor is told when something is wrong

    @property
    def address(self) -> Address | None:
        """The address to write to: the open one heard from last."""
        never = datetime.min.replace(tzinfo=UTC)
        usable = [address for address in self.addresses if not address.blocked]
        return max(usable, key=lambda address: address.last_heard_at or never, default=None)

    @property
    def is_stranger(self) -> bool:
        """Whether nobody has enrolled them, or said who they are."""
        return not self.roles and self.standing in (Standing.UNKNOWN, Standing.STOPPED)

    @property
    def open_step(self) -> Step | None:
        """The step being worked on."""
        return next((step for step in self.steps if step.state == "open"), None)

    def plan(self, kind: PlanKind) -> Plan | None:
        """Their plan of that kind."""
        return next((plan for plan in self.plans if plan.kind == kind), None)


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
class OpenFlag:
    """A flag that nobody has closed."""

    id: str
    code: str
    person_id: str
    record_id: str
    raised_at: datetime
    tier: str
    drill: bool
    acknowledged_by_name: str = field(repr=False)
    acknowledged_at: datetime | None


@dataclass(frozen=True, slots=True)
class Resource:
    """A place that helps."""

    need: str
    name: str
    how: str
    language: str  # of `how`; "" for all


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is recorded about somebody."""

    since: datetime
    check_ins: int
    messages: int
    goals: int
    steps: int


@dataclass(frozen=True, slots=True)
class KitEntry:
    """Somebody a person can turn to, in their own words; `helps` and `reach` may be ""."""

    id: str
    who: str = field(repr=False)
    helps: str = field(default="", repr=False)
    reach: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SmallAnswer:
    """What somebody said to a small question."""

    question: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Support:
    """What supports somebody: their kit, and what they said to small questions."""

    kit: tuple[KitEntry, ...] = ()  # in their order
    kit_shown: bool = False  # staff may read it
    answers: tuple[SmallAnswer, ...] = ()  # those that hold, in the order in which they were asked
    asked: frozenset[str] = frozenset()  # every small question that has been put


@dataclass(frozen=True, slots=True)
class Today:
    """How much of a stranger's allowance the last day has used: `records.today`."""

    signposted_at: datetime | None = None
    confirmations: int = 0  # of STOP and HELP
    flags: int = 0
    complaints: int = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody whose account can open a person's records."""

    person_id: str
    name: str = field(repr=False)
    leads: bool


class Relation(StrEnum):
    """What somebody near is to a person."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody a person may be writing to, or of."""

    person_id: str
    name: str = field(repr=False)
    relation: Relation


class Part(StrEnum):
    """A part of a case that is loaded only where deciding asks for it."""

    AROUND = "around"
    TEAM = "team"
    FLAGS = "flags"
    PLACES = "places"
    KEPT = "kept"
    LATE = "late"
    MEETINGS = "meetings"
    SUPPORT = "support"
    ASKED = "asked"
    REFLECTIONS = "reflections"


class NotLoaded(BaseException):
    """Deciding asks for a part of its case that is not loaded. Load it (`records.load.add`), and decide anew.

    Like a conversation that stops at a question, it must not be swallowed by an `except Exception`.
    """

    def __init__(self, part: Part) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class Around:
    """Those whom a person is matched with."""

    mentors: tuple[Person, ...] = ()
    mentees: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """Those who work in a person's programme, and who of them is there."""

    staff: tuple[Person, ...] = ()  # all coordinators of the programme
    leads: tuple[Person, ...] = ()  # those of them who lead it
    on_duty: tuple[Person, ...] = ()  # those of them whose shift it is; without a rota, all
    by_rota: bool = False  # whether there is a rota; without one nobody can be said to be there now
    duty_from: datetime | None = None  # where nobody is on duty: when somebody is next
    account: str | None = None  # for staff: the id they stand in the audit log with
    waiting: int = 0  # for staff: how many people of theirs wait for a human
    readers: tuple[Reader, ...] = ()  # whose accounts can open what they write; none: there are no accounts


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that was agreed on."""

    id: str
    mentee_id: str
    mentor_id: str
    set_by: str
    at: datetime
    place: str = field(repr=False)
    remind_at: datetime | None
    ask_at: datetime | None

    def other(self, person_id: str) -> str:
        """The id of the other of the two."""
        return self.mentor_id if person_id == self.mentee_id else self.mentee_id


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings of a person that were agreed on, and what nobody may be asked to break for one."""

    agreed: tuple[Meeting, ...] = ()  # those of the last days and ahead, in their order
    curfews: tuple[tuple[str, str, str], ...] = ()  # (person id, start, end), theirs and of those matched
    barred: frozenset[str] = frozenset()  # whom a condition bars them from
    check_ins: tuple[tuple[str, date, str], ...] = ()  # (person id, day, time), of those matched


@dataclass(frozen=True, slots=True)
class Flags:
    """Flags of a programme that nobody has closed: alarms first, the untaken first, the newest first."""

    flags: tuple[OpenFlag, ...] = ()  # for staff; empty for everybody else
    codes: frozenset[str] = frozenset()
    open_flags: tuple[OpenFlag, ...] = ()  # about the person or those matched with them


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


@dataclass(frozen=True, slots=True)
class Reflection:
    """What a mentor wrote lately to a question to think over: theirs alone, until they send it.

    `state` holds the words; `sent`: their coordinator has them already.
    """

    conversation_id: str
    record_id: str
    state: State = field(repr=False)
    at: datetime
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Reflections:
    """What a mentor was asked to think over: see `records.reflections`.

    Attributes:
        asked: the ids of the questions of this round, in order.
        number: how many were ever asked.
        unanswered: how many in a row, up to the newest, found no answer.
        written: in how many weeks they wrote something.
        last: what they wrote within the last days, if they did.
        left_out: the themes that their programme leaves out.
    """

    asked: tuple[str, ...] = ()
    number: int = 0
    unanswered: int = 0
    written: int = 0
    last: Reflection | None = None
    left_out: frozenset[str] = frozenset()


P = TypeVar("P")


def _loaded(value: P | None, part: Part) -> P:
    if value is None:
        raise NotLoaded(part)
    return value


@dataclass(frozen=True, slots=True)
class Case:
    """An event's people: the one it is about, and in parts those matched with them and the staff."""

    person: Person
    said: tuple[SaidBefore, ...] = ()  # newest first
    heard: tuple[HeardBefore, ...] = ()  # newest first
    relays: tuple[tuple[str, datetime], ...] = ()  # (person id, when): who was relayed to them lately
    near: tuple[Near, ...] = ()  # mentors, then mentees, then staff: by name alone
    calls: bool = False  # whether staff can be called
    sharing: tuple[Person, ...] = ()  # where this came from a shared phone: everybody whose it is
    today: Today | None = None  # for somebody nobody knows: the last day
    around: Around | None = None
    team: Team | None = None
    alarms: Flags | None = None
    places: tuple[Resource, ...] | None = None
    amounts: Kept | None = None
    late: Late | None = None
    dates: Meetings | None = None
    helps: Support | None = None
    silences: Asked | None = None
    thoughts: Reflections | None = None

    @property
    def mentors(self) -> tuple[Person, ...]:
        """Their mentors, but for those whom a condition bars them from."""
        return _loaded(self.around, Part.AROUND).mentors

    @property
    def mentees(self) -> tuple[Person, ...]:
        """Their mentees."""
        return _loaded(self.around, Part.AROUND).mentees

    @property
    def staff(self) -> tuple[Person, ...]:
        """All coordinators of the programme."""
        return _loaded(self.team, Part.TEAM).staff

    @property
    def leads(self) -> tuple[Person, ...]:
        """Those of the staff who lead the programme."""
        return _loaded(self.team, Part.TEAM).leads

    @property
    def on_duty(self) -> tuple[Person, ...]:
        """Those of the staff whose shift it is; without a rota, all."""
        return _loaded(self.team, Part.TEAM).on_duty

    @property
    def by_rota(self) -> bool:
        """Whether there is a rota; without one nobody can be said to be there now."""
        return _loaded(self.team, Part.TEAM).by_rota

    @property
    def duty_from(self) -> datetime | None:
        """Where nobody is on duty: when somebody is next."""
        return _loaded(self.team, Part.TEAM).duty_from

    @property
    def account(self) -> str | None:
        """For staff: the id they stand in the audit log with."""
        return _loaded(self.team, Part.TEAM).account

    @property
    def waiting(self) -> int:
        """For staff: how many people of theirs wait for a human."""
        return _loaded(self.team, Part.TEAM).waiting

    @property
    def readers(self) -> tuple[Reader, ...]:
        """Whose accounts can open what they write; none: there are no accounts."""
        return _loaded(self.team, Part.TEAM).readers

    @property
    def flags(self) -> tuple[OpenFlag, ...]:
        """For staff: open flags of the programme."""
        return _loaded(self.alarms, Part.FLAGS).flags

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the programme's open flags."""
        return _loaded(self.alarms, Part.FLAGS).codes

    @property
    def open_flags(self) -> tuple[OpenFlag, ...]:
        """Open flags about the person or those matched with them."""
        return _loaded(self.alarms, Part.FLAGS).open_flags

    @property
    def resources(self) -> tuple[Resource, ...]:
        """Places that help, as the programme lists them."""
        return _loaded(self.places, Part.PLACES)

    @property
    def kept(self) -> Kept:
        """How much is recorded about them."""
        return _loaded(self.amounts, Part.KEPT)

    @property
    def unanswered_check_in(self) -> str | None:
        """The record of this week's check-in, where it was let go without an answer."""
        return _loaded(self.late, Part.LATE).record_id

    @property
    def meetings(self) -> Meetings:
        """Meetings they have agreed on, and when none may be."""
        return _loaded(self.dates, Part.MEETINGS)

    @property
    def support(self) -> Support:
        """Their kit, and what they said to small questions."""
        return _loaded(self.helps, Part.SUPPORT)

    @property
    def asked(self) -> Asked:
        """How their check-ins went."""
        return _loaded(self.silences, Part.ASKED)

    @property
    def reflections(self) -> Reflections:
        """What they were asked to think over."""
        return _loaded(self.thoughts, Part.REFLECTIONS)

    @property
    def to_answer(self) -> tuple[OpenFlag, ...]:
        """For staff: the flags they may answer for. None about themselves, and of a drill their own alone."""
        return tuple(flag for flag in self.flags if (flag.person_id == self.person.id) == flag.drill)

    @property
    def everybody_to_alert(self) -> tuple[Person, ...]:
        """All of the staff whose phones can ring."""
        return tuple(
            member
            for member in self.staff
            if member.id != self.person.id
            and member.address
            and member.standing in (Standing.ACTIVE, Standing.PAUSED)  # else it would be withheld
        )

    @property
    def to_alert(self) -> tuple[Person, ...]:
        """Whose phones ring: those on duty, or all of the staff where none of those can be reached.

        An alert that waits for the morning is worse than one that wakes somebody.
        """
        there = self.everybody_to_alert
        on_duty = {member.id for member in self.on_duty}
        return tuple(member for member in there if member.id in on_duty) or there

    @property
    def somebody_on_duty(self) -> bool:
        """Whether an alert reaches somebody who is on duty."""
        return any(member in self.on_duty for member in self.to_alert)
