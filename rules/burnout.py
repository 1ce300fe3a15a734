"""Whether a mentor may be carrying too much, and why: a pure function whose reasons are what the desk reads.

It weighs three things that are known anyway: hard exchanges lately, what they answered to the monthly
question (1 light to 5 very heavy), and how long nobody has sat down with them. It decides nothing and is told
to nobody but the desk: somebody asks them how they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

HARD_WITHIN = timedelta(days=14)
HEAVY_WITHIN = timedelta(days=100)
_MANY, _SOME = 3, 1  # hard exchanges
_HEAVY, _HEAVIEST = 4, 5
_LONG = timedelta(weeks=8)  # without supervision


@dataclass(frozen=True, slots=True)
class Load:
    """What is known of a mentor's load.

    Attributes:
        hard: when exchanges with them raised a flag.
        heavy: what they answered to the monthly question, with when; oldest first.
        supervised: when they last had supervision, or when they began, if they never had any.
    """

    hard: Sequence[datetime]
    heavy: Sequence[tuple[datetime, int]]
    supervised: datetime


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that speaks for it; `alone`: enough by itself."""

    text: str
    alone: bool


def reasons(load: Load, now: datetime) -> tuple[Reason, ...]:
    """All that speaks for it, in plain words."""
    found = []
    hard = sum(now - HARD_WITHIN <= at <= now for at in load.hard)
    if hard >= _SOME:
        exchanges = "hard exchange" if hard == 1 else "hard exchanges"
        found.append(Reason(f"{hard} {exchanges} in {HARD_WITHIN.days} days", hard >= _MANY))
    lately = [value for at, value in load.heavy if now - HEAVY_WITHIN <= at <= now][-2:]
    if lately and lately[-1] >= _HEAVY:
        both = len(lately) == 2 and lately[0] >= _HEAVY
        told = f"{lately[0]} and {lately[1]}" if both else str(lately[-1])
        found.append(Reason(f"wellbeing {told} (5 is very heavy)", both or lately[-1] == _HEAVIEST))
    since = now - load.supervised
    if since >= _LONG:
        found.append(Reason(f"no supervision for {since.days // 7} weeks", alone=False))
    return tuple(found)


def signal(load: Load, now: datetime) -> str:
    """Why somebody should ask this mentor how they are; "" where nothing speaks for it.

    One thing that is enough by itself, or two that are not.
    """
    found = reasons(load, now)
    if len(found) < 2 and not any(one.alone for one in found):
        return ""
    return ", ".join(one.text for one in found)
