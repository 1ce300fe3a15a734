"""Effects on words of danger, who answers for them, and how calls are tuned.

Plain values, returned by what decides and carried out by `records.save`.
"""

from dataclasses import dataclass, field
from datetime import datetime

from safety.tiers import Tier


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
