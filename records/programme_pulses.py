"""The pulses of a programme: up to five short questions to a group of people, every so many weeks.

They stand in a programme's choices (`records.programme_choices`), as its pack has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_QUESTIONS = 5


class Of(StrEnum):
    """Who is asked."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    ALUMNI = "alumni"  # walked with somebody here, and does not any more


class Takes(StrEnum):
    """What a question takes for an answer."""

    CHOICE = "choice"  # yes, partly, no, or rather not say
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class PulseQuestion:
    """One question: its id (for ever: answers are counted under it), and its words by language."""

    id: str
    takes: Takes
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pulse:
    """One pulse: its name (for ever), who is asked, how often, how soon, and what."""

    name: str
    of: Of
    every_weeks: int
    first_after_weeks: int
    questions: tuple[PulseQuestion, ...]


def in_language(words: tuple[tuple[str, str], ...], language: str, usual: str) -> str:
    """The words for somebody of that language; in one as near as can be where there are none."""
    found = dict(words)
    near = (one for code, one in words if code.partition("-")[0] == language.partition("-")[0])
    return found.get(language) or next(near, "") or found.get(usual) or next(iter(found.values()), "")


def to_plain(pulses: tuple[Pulse, ...]) -> list[dict[str, Any]]:
    """As they are kept."""
    return [
        {
            "name": one.name,
            "of": one.of,
            "every": one.every_weeks,
            "first": one.first_after_weeks,
            "questions": [
                {"id": each.id, "takes": each.takes, "words": dict(each.words)} for each in one.questions
            ],
        }
        for one in pulses
    ]


def from_plain(found: list[Mapping[str, Any]]) -> tuple[Pulse, ...]:
    """What `to_plain` gave.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it is something else.
    """
    return tuple(
        Pulse(
            one["name"],
            Of(one["of"]),
            int(one["every"]),
            int(one["first"]),
            tuple(
                PulseQuestion(each["id"], Takes(each["takes"]), tuple(each["words"].items()))
                for each in one["questions"]
            ),
        )
        for one in found
    )
