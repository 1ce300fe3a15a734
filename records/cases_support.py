"""What somebody works towards, and what holds them, as deciding needs to know it."""

from dataclasses import dataclass, field
from datetime import datetime

from conversations.small_steps import Horizon
from records.kinds import GoalState


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal that is open, parked, or was closed in the last weeks."""

    id: str
    horizon: Horizon | None  # None: they have not said
    text: str = field(repr=False)
    number: int = 0  # what they call it by
    state: GoalState = GoalState.OPEN
    shown_to: str | None = None  # the mentor who may see it


@dataclass(frozen=True, slots=True)
class Step:
    """The small step that is open, or was last set."""

    id: str
    text: str = field(repr=False)
    state: str
    set_at: datetime
    goal_id: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise somebody made themselves."""

    id: str
    text: str = field(repr=False)
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """An open goal that a mentee shows this mentor."""

    person_id: str
    horizon: Horizon | None
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """What somebody wrote down for hard days; `id` is "" where there is nothing."""

    id: str = ""
    words: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    shown: bool = False  # staff may read it

    def said(self, question: str) -> str:
        """Their words to that question; "" for none."""
        return dict(self.words).get(question, "")


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
