"""What a text means, by the examples it is most like: for texts in which no exact words were found.

The examples stand in `conversations/examples/<language>/<intent>.txt`, one a line, for anybody to read and to
add to; `other.txt` holds what means none of these. How alike two texts are is found elsewhere (an encoder);
here it is decided what follows. "Don't know" is an honest answer, and the usual one where examples disagree.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

HERE = Path(__file__).parent / "examples"
LANGUAGES = ("en", "es")


class Intent(StrEnum):
    """What a text may mean; the name of its file of examples."""

    NEWS_GOOD = "news_good"
    NEWS_BAD = "news_bad"
    NEED_HOUSING = "need_housing"
    NEED_FOOD = "need_food"
    NEED_MONEY = "need_money"
    NEED_PAPERS = "need_papers"
    NEED_TREATMENT = "need_treatment"
    NEED_WORK = "need_work"
    QUESTION_US = "question_us"  # who we are and how this goes; the five below have an answer of their own
    QUESTION_AUTHORITY = "question_authority"
    QUESTION_READERS = "question_readers"
    QUESTION_BOT = "question_bot"
    QUESTION_STOP = "question_stop"
    QUESTION_COST = "question_cost"
    WANTS_PERSON = "wants_person"
    WANTS_CALL = "wants_call"
    GREETS = "greets"
    THANKS = "thanks"
    APOLOGISES = "apologises"
    RESCHEDULES = "reschedules"
    CANNOT_COME = "cannot_come"
    MET = "met"
    ARRESTED = "arrested"
    IN_HOSPITAL = "in_hospital"
    MOVED = "moved"
    NEW_PHONE = "new_phone"
    WRONG_PERSON = "wrong_person"
    COMPLAINT = "complaint"
    DONE = "done"


def nobody_listens(_: str) -> Intent | None:
    """What a text means where nothing knows examples: not known."""
    return None


OTHER = "other"
NEAR = 8  # examples that are asked what a text means


@dataclass(frozen=True, slots=True)
class Example:
    """One line of a file of examples; `intent` is `OTHER` where it means none."""

    intent: str
    text: str


class BadExamples(Exception):
    """A file of examples cannot be used; the message says which, and what to do."""


def read(folder: Path = HERE) -> list[Example]:
    """Every example, in the order of the files.

    Raises:
        BadExamples: a file is named after no intent, or cannot be read.
    """
    found: list[Example] = []
    for language in LANGUAGES:
        for file in sorted((folder / language).glob("*.txt")):
            if file.stem != OTHER and file.stem not in list(Intent):
                raise BadExamples(f"{language}/{file.name}: there is no such intent. Rename the file.")
            try:
                lines = file.read_text(encoding="utf-8").splitlines()
            except (OSError, UnicodeDecodeError) as error:
                raise BadExamples(f"{language}/{file.name}: save it as plain text (UTF-8).") from error
            found += [Example(file.stem, line.strip()) for line in lines if line.strip() and line[0] != "#"]
    return found


def meant(near: Iterable[tuple[float, str]], *, least: float) -> Intent | None:
    """What the nearest examples say a text means; None where they do not agree.

    Args:
        near: the nearest examples: how alike (a cosine), and their intent.
        least: the share of the votes that one intent must have; nearer examples have more of a vote.
    """
    votes: dict[str, float] = defaultdict(float)
    for alike, intent in near:
        votes[intent] += max(alike, 0.0) ** _SHARP
    if not votes:
        return None
    best = max(votes, key=lambda intent: (votes[intent], intent))
    if best == OTHER or votes[best] < least * sum(votes.values()):
        return None
    return Intent(best)


_SHARP = 8  # how much more an example counts that is nearer
