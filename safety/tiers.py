"""How dangerous words are, and what about: the two closed sets everybody speaks in.

A tier says how fast a person must know. A category says which help fits. Both are plain
strings in the records; `Tier.rank` orders tiers, because their names do not sort by weight.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Tier(StrEnum):
    """How dangerous words are, worst last."""

    NONE = "none"
    CONCERN = "concern"  # hopelessness, abuse without present danger, relapse, a loss: today
    URGENT = "urgent"  # intent, plan, self-harm, present danger to or from somebody: now
    EMERGENCY = "emergency"  # happening: taken, attempted, armed, attacked, a child in danger

    @property
    def rank(self) -> int:
        """0 for none up to 3 for emergency; compare these, never the names."""
        return _RANKS[self.value]


_RANKS = {"none": 0, "concern": 1, "urgent": 2, "emergency": 3}


class Category(StrEnum):
    """What the words are about; empty when they are about nothing that worries."""

    NONE = ""
    SUICIDE = "suicide"
    SELF_HARM = "self-harm"
    OVERDOSE = "overdose"
    ABUSE = "abuse"
    DANGER = "danger"
    CHILD = "child"
    RELAPSE = "relapse"
    OTHER = "other"  # somebody else is at risk
    SHELTER = "shelter"  # nowhere to sleep: a need for tonight
    HUNGER = "hunger"  # nothing to eat for a day or more: a need for today
    MEDICINE = "medicine"  # has run out of medicine that one does not go without: a need for today


NEEDS = frozenset({Category.SHELTER.value, Category.HUNGER.value, Category.MEDICINE.value})
"""What somebody needs tonight, or today: no danger to life by itself, and nothing that waits till morning."""

TONIGHT = NEEDS | {Category.ABUSE.value, Category.DANGER.value, Category.CHILD.value}
"""Where somebody may not be safe tonight: that it is in somebody's hands does not make it over."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a message was found to be.

    Attributes:
        tier: the worst that any part of it says.
        category: what the worst part is about ("" for none).
        rules: ids of the rules that fired, worst first; look them up in `docs/reference/safety-rules.md`.
        words: the words that fired each of them, as read (spelling mended). They are the person's own
            words: keep them sealed.
    """

    tier: Tier
    category: str
    rules: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


NOTHING = Assessment(Tier.NONE, Category.NONE.value)


class Level(StrEnum):
    """What a look found."""

    NOTHING = "nothing"
    MARKED = "marked"  # worth reading first: 1 in 100 daily texts of the corpus is marked for nothing
    RAISED = "raised"  # a concern: surer than of any daily text of the corpus


@dataclass(frozen=True, slots=True)
class Look:
    """What the second look says of one text.

    Attributes:
        level: whether it is marked, or raised.
        score: how much it is like danger: a logit, 0 is as like as not.
        category: which danger it is most like; none where nothing was found.
        alike: the most alike lines of the corpus, the first the most; only where it is marked or raised.
    """

    level: Level
    score: float
    category: Category
    alike: tuple[str, ...] = field(default=(), repr=False)
