"""Who somebody is, and who is around them, as deciding needs to know it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from records.cases_support import Goal, Promise, Step
from records.cases_talk import Plan, Talking
from records.kinds import Channel, PlanKind, Role, Stage, Standing
from records.programme_choices import USUAL, Choices


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
    choices: Choices = USUAL  # what its pack has chosen


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
    silenced: bool = False  # its owner has died: nothing goes there, whatever comes from it
    unproven: bool = False  # a colleague entered it; its owner can sign in, and has not said it is theirs


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
    goals: tuple[Goal, ...] = ()  # open ones, newest first
    past_goals: tuple[Goal, ...] = ()  # parked ones, and those reached or dropped in the last weeks
    steps: tuple[Step, ...] = ()  # newest first; open ones and the last few closed
    promises: tuple[Promise, ...] = ()
    plans: tuple[Plan, ...] = ()
    talking: tuple[Talking, ...] = ()  # conversations that wait, newest first
    coordinator_id: str | None = None  # who looks after them; None: whoever is there
    held: bool = False  # no prompts, until a coordinator resumes them
    mentor_may_know: bool = False  # they agreed that their mentor is told when something is wrong
    discreet: bool = False  # nothing unasked names anybody or repeats their own words

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
class Today:
    """How much of a stranger's allowance the last day has used: `records.today`."""

    signposted_at: datetime | None = None
    confirmations: int = 0  # of STOP and HELP
    flags: int = 0
    complaints: int = 0


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


@dataclass(frozen=True, slots=True)
class Around:
    """Those whom a person is matched with."""

    mentors: tuple[Person, ...] = ()
    mentees: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody whose account can open a person's records."""

    person_id: str
    name: str = field(repr=False)
    leads: bool


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
