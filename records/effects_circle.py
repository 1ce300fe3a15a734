"""Effects on the circle: what a mentor answered to the question put to all.

Plain values, returned by what decides and carried out by `records.save`.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AnswerCircle:
    """A mentor answered; "" where they skipped it. A second answer to one question changes nothing."""

    id: str
    question_id: str
    person_id: str
    words: str = field(repr=False)
    may_share: bool = False
