"""How often somebody wants to be asked: "TIME every two weeks", "text me less", "una vez al mes".

A bare "monthly" says nothing about the messages, so own wordings count only where they are plainly about
them; behind the word TIME anything that tells how often will do.
"""

import re
from enum import StrEnum

from conversations import phrases
from conversations.lines import line
from language.folding import fold_in_place, visible
from language.tokens import tokens


class HowOften(StrEnum):
    """How often the check-in comes; or less, or more often than it does."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    LESS = "less"
    MORE = "more"


WEEKS = {HowOften.WEEKLY: 1, HowOften.FORTNIGHTLY: 2, HowOften.MONTHLY: 4}
_SLOWER = {1: 2, 2: 4}
_FASTER = {4: 2, 2: 1}

SET = {weeks: line(f"how-often-{weeks}", "date") for weeks in WEEKS.values()}
NO_LESS = line("how-often-no-less")

_NAMED = {one: phrases.whole(f"how_{one.value}") for one in HowOften}
_ABOUT_MESSAGES = {one: phrases.whole(f"messages_{one.value}") for one in HowOften}
_MOST_WORDS = 14


def read_how_often(text: str, language: str = "") -> HowOften | None:
    """What is said behind TIME, such as "every two weeks" or "less often"; None for anything else."""
    return _match(text, _NAMED)


def asks_how_often(text: str) -> HowOften | None:
    """A whole message that is plainly about how often the messages come; None for any other."""
    return _match(text, _ABOUT_MESSAGES)


def weeks(asked: HowOften, now: int) -> int | None:
    """Every how many weeks it comes from now on; None: it comes as seldom as it can already.

    Args:
        asked: what they want.
        now: every how many weeks it comes.
    """
    if asked is HowOften.LESS:
        return _SLOWER.get(now)
    return _FASTER.get(now, 1) if asked is HowOften.MORE else WEEKS[asked]


def _match(text: str, ways: dict[HowOften, re.Pattern[str]]) -> HowOften | None:
    words = [word for segment in tokens(fold_in_place(visible(text))) for word in segment]
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    said = "".join(f"{word} " for word in words)
    forms = {said, _SOFTLY.sub("", said), _BEHIND.sub("", said), _BEHIND.sub("", _SOFTLY.sub("", said))}
    return next((one for one, way in ways.items() if any(map(way.fullmatch, forms))), None)


_SOFTLY = phrases.lead("polite", "greeting")
_BEHIND = phrases.trail("when", "how_behind")
