"""Effects on pulses and milestones.

Plain values, returned by what decides and carried out by `records.save`.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AskPulse:
    """A pulse begins for somebody."""

    id: str
    programme_id: str
    person_id: str
    pulse: str


@dataclass(frozen=True, slots=True)
class AnswerPulse:
    """What they answered, by question: a choice, or words."""

    id: str
    person_id: str
    answers: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReachMilestone:
    """Somebody reached a milestone, for the first time.

    Attributes:
        marked_by: the account, where the desk marked it; it is told later.
        give: something is handed over by a person.
    """

    id: str
    person_id: str
    milestone: str
    give: bool
    marked_by: str = ""


@dataclass(frozen=True, slots=True)
class TellMilestone:
    """A milestone that the desk marked has been told."""

    id: str
