"""What a person was asked in pulses, and what they have reached, as deciding needs to know it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Pulses:
    """When each pulse was last put to them; `alumni`: they walked with somebody and do not any more."""

    asked: tuple[tuple[str, datetime], ...] = ()
    alumni: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """What counts towards milestones.

    Attributes:
        counts: how many of each (`records.programme_milestones.Counts`).
        names: the milestones that were reached.
        untold: (id, name) of those that the desk marked and nobody has told them of.
    """

    counts: tuple[tuple[str, int], ...] = ()
    names: tuple[str, ...] = ()
    untold: tuple[tuple[str, str], ...] = ()
