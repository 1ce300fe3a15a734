"""What a programme has chosen: rhythm of each stage, conversations, when to plan, pulses and milestones.

Kept as one short JSON text with the programme; no words of anybody's. What cannot be read counts as not
chosen: somebody's message must not fail because of a setting.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from records import programme_milestones, programme_pulses
from records.programme_milestones import Milestone
from records.programme_pulses import Pulse

MOST_WEEKS = 104
MOST_MONTHS = 12


class Every(StrEnum):
    """How often a check-in comes."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


class Asks(StrEnum):
    """A conversation, or part of one, that begins with us and that a programme may do without.

    What somebody asks for by a word is there in any case.
    """

    MID_WEEK = "mid_week"  # how is the step going, in the middle of the week
    STRENGTHS = "strengths"  # what are you good at, behind a check-in
    BARRIERS = "barriers"  # what is in the way, behind a check-in
    BEFORE_MEETING = "before_meeting"  # what might get in the way tomorrow; the reminder itself always comes
    LOOK_BACK = "look_back"  # how did a promise to oneself go
    REFLECTIONS = "reflections"  # the offer to mentors of a question a week


@dataclass(frozen=True, slots=True)
class Pace:
    """How often check-ins come: at first, and after so many weeks; `later_after` None: always as at first."""

    check_in: Every = Every.WEEKLY
    later: Every = Every.WEEKLY
    later_after: int | None = None

    def after(self, weeks: int) -> Every:
        """How often they come after so many weeks."""
        return self.later if self.later_after is not None and weeks >= self.later_after else self.check_in


@dataclass(frozen=True, slots=True)
class Choices:
    """What a programme has chosen; the usual where it has not."""

    off: frozenset[Asks] = frozenset()
    transition: Pace = Pace()
    community: Pace = Pace()
    planning_months: int = 6  # before a release date; from then on a meeting a month is looked for
    pulses: tuple[Pulse, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    def to_json(self) -> str:
        """As it is kept."""
        paces = {"transition": self.transition, "community": self.community}
        return json.dumps(
            {
                "off": sorted(self.off),
                **{
                    name: {"check_in": one.check_in, "later": one.later, "later_after": one.later_after}
                    for name, one in paces.items()
                },
                "planning_months": self.planning_months,
                "pulses": programme_pulses.to_plain(self.pulses),
                "milestones": programme_milestones.to_plain(self.milestones),
            },
            separators=(",", ":"),
        )


USUAL = Choices()


@lru_cache(maxsize=64)
def read(kept: str) -> Choices:
    """What `to_json` wrote; the usual for "" and for what cannot be read."""
    try:
        found = json.loads(kept) if kept else {}
        return Choices(
            frozenset(Asks(one) for one in found.get("off", ()) if one in tuple(Asks)),
            _pace(found.get("transition", {})),
            _pace(found.get("community", {})),
            int(found.get("planning_months", USUAL.planning_months)),
            programme_pulses.from_plain(found.get("pulses", [])),
            programme_milestones.from_plain(found.get("milestones", [])),
        )
    except (ValueError, TypeError, AttributeError, KeyError):
        return USUAL


def _pace(found: Mapping[str, Any]) -> Pace:
    after = found.get("later_after")
    return Pace(
        Every(found.get("check_in", Every.WEEKLY)),
        Every(found.get("later", Every.WEEKLY)),
        None if after is None else int(after),
    )
