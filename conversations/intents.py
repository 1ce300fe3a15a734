"""What a text means, by the examples it is most like: for texts in which no exact words were found.

The examples stand in `conversations/examples/<language>/<intent>.txt`, one a line, for anybody to read and to
add to; `other.txt` holds what means none of these. How alike two texts are is found elsewhere (an encoder);
here it is decided what follows. "Don't know" is an honest answer, and the usual one where examples disagree.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
    # Two that choose no other line than bad news, and none: they tell what words alone cannot.
    GRIEF = "grief"
    RECOVERY_OK = "recovery_ok"


QUESTIONS = frozenset(intent for intent in Intent if intent.startswith("question"))

OTHER = "other"
NEAR = 8  # examples that are asked what a text means
CALM = -1.5  # the score of danger above which nothing is told by example: a goodbye is no apology
LEAST = 0.9  # of their votes, for an intent that no word tells of


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


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the nearest examples say a text means.

    Attributes:
        shares: how much of their votes each intent has, by its name (or `OTHER`), 0 to 1.
        calm: whether it is unlike danger; where it is not, the line for everything else is the honest one.
    """

    shares: Mapping[str, float]
    calm: bool = True

    @property
    def intent(self) -> Intent | None:
        """What it means; None where they do not agree, where it means none of these, and in danger."""
        best = max(self.shares, key=lambda name: (self.shares[name], name), default=OTHER)
        if not self.calm or best == OTHER:
            return None
        if self.shares[best] >= LEAST:
            return Intent(best)
        # That it is a question about us has to be as sure, which of them less so: the answers are all true.
        sure = best in QUESTIONS and self.share(QUESTIONS) >= LEAST and self.shares[best] >= _WHICH
        return Intent(best) if sure else None

    def share(self, names: Iterable[str]) -> float:
        """How much of the votes these intents have together."""
        return sum(self.shares.get(name, 0.0) for name in names)


def nobody_listens(_: str) -> Meaning | None:
    """What a text means where nothing knows examples: not known."""
    return None


def shares(near: Iterable[tuple[float, str]]) -> dict[str, float]:
    """How much of a vote each intent has among the nearest examples; nearer ones have more of it.

    Args:
        near: the nearest examples: how alike (a cosine), and their intent.
    """
    votes: dict[str, float] = defaultdict(float)
    for alike, intent in near:
        votes[intent] += max(alike, 0.0) ** _SHARP
    total = sum(votes.values())
    return {intent: vote / total for intent, vote in votes.items()} if total else {}


_WHICH = 0.6  # of the votes, for which question it is, once nearly all say that it is one
_SHARP = 8  # how much more an example counts that is nearer
