"""The milestones of a programme: what counts, the words said when it is reached, and what is handed over, if
anything. Each is reached once; nothing counts weeks in a row, and nobody is ranked.

They stand in a programme's choices (`records.programme_choices`), as its pack has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Counts(StrEnum):
    """What counts towards it."""

    GOALS = "goals"  # goals reached
    STEPS = "steps"  # small steps done
    MEETINGS = "meetings"  # meetings with their mentor
    WEEKS = "weeks"  # weeks in which they wrote or met, in a row or not
    DESK = "desk"  # somebody at the desk marks it


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone.

    Attributes:
        name: its name (for ever: it is kept that it was reached).
        title: what the desk calls it.
        counts: what counts.
        number: how many of that; 1 where the desk marks it.
        words: what is said to the person, by language.
        gift: what a person hands over, by language; none: words are all.
    """

    name: str
    title: str
    counts: Counts
    number: int
    words: tuple[tuple[str, str], ...]
    gift: tuple[tuple[str, str], ...] = ()


def to_plain(milestones: tuple[Milestone, ...]) -> list[dict[str, Any]]:
    """As they are kept."""
    return [
        {
            "name": one.name,
            "title": one.title,
            "counts": one.counts,
            "number": one.number,
            "words": dict(one.words),
            "gift": dict(one.gift),
        }
        for one in milestones
    ]


def from_plain(found: list[Mapping[str, Any]]) -> tuple[Milestone, ...]:
    """What `to_plain` gave.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it is something else.
    """
    return tuple(
        Milestone(
            one["name"],
            one["title"],
            Counts(one["counts"]),
            int(one["number"]),
            tuple(one["words"].items()),
            tuple(one["gift"].items()),
        )
        for one in found
    )
