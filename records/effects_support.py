"""Effects on what somebody builds for themselves: goals, steps, promises, kit, small answers.

Plain values, returned by what decides and carried out by `records.save`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from conversations.small_steps import Horizon
from records.kinds import GoalState, StepState


@dataclass(frozen=True, slots=True)
class AddGoal:
    """A new goal, with the next number that is free. Earlier goals stay open."""

    id: str
    person_id: str
    horizon: Horizon | None  # None: they have not said
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MoveGoal:
    """What becomes of a goal: reached, dropped, parked, or open again; `event_id` is of the entry for it."""

    id: str
    person_id: str
    event_id: str
    state: GoalState


@dataclass(frozen=True, slots=True)
class ChangeGoal:
    """A goal in other words; what it said before is kept as it was."""

    id: str
    person_id: str
    event_id: str
    text: str = field(repr=False)
    before: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SetHorizon:
    """How far off a goal is, as they have said now."""

    id: str
    horizon: Horizon


@dataclass(frozen=True, slots=True)
class ShowGoal:
    """Which mentor may see a goal; None: none of them."""

    id: str
    to: str | None


@dataclass(frozen=True, slots=True)
class SetStepGoal:
    """The goal that a step belongs to."""

    id: str
    goal_id: str


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
class LogTraining:
    """A mentor learned something. `source`: lesson, told, desk; `on_day`: where they are."""

    id: str
    person_id: str
    topic: str
    minutes: int
    on_day: date
    source: str
    about: str = field(default="", repr=False)
    recorded_by: str = ""


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
class KeepOwnPlan:
    """What somebody wrote down for hard days, as it stands now: their words by the question they answer."""

    id: str
    person_id: str
    words: tuple[tuple[str, str], ...] = field(repr=False)
    new: bool = True


@dataclass(frozen=True, slots=True)
class ShowOwnPlan:
    """Whether staff may read what they wrote down."""

    person_id: str
    shown: bool


@dataclass(frozen=True, slots=True)
class DropOwnPlan:
    """What they wrote down goes, with every word."""

    person_id: str


@dataclass(frozen=True, slots=True)
class KitOffered:
    """Somebody was reminded of their kit after a danger, or need not be; `again_at`: when to look again."""

    flag_id: str
    again_at: datetime | None = None
