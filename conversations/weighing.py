"""What was heard, by words and by examples together.

Words (`heard`) are sure of what they know, and take much for it that is not; examples (`intents`) know more
and say less. So words stand where some of the nearest examples say the same, and where no word told anything
the examples may, if nearly all of them agree. Where nobody can ask them the words stand alone. How often each
is right is in docs/explanation/safety.md.
"""

from collections import defaultdict

from conversations.control import Need
from conversations.heard import Heard, Kind
from conversations.intents import Intent, Meaning

CONFIRMS = 0.5  # of the examples' votes: what words need to stand
_SIDES_WITH = 0.3  # and bad news that sounds like danger, which is answered with care in any case

_KIND = {
    Intent.NEWS_GOOD: Kind.GOOD_NEWS,
    Intent.NEWS_BAD: Kind.BAD_NEWS,
    Intent.GRIEF: Kind.BAD_NEWS,
    Intent.QUESTION_US: Kind.ASKS_ABOUT_US,
    Intent.QUESTION_AUTHORITY: Kind.ABOUT_AUTHORITY,
    Intent.QUESTION_READERS: Kind.ABOUT_READERS,
    Intent.QUESTION_BOT: Kind.ABOUT_BOT,
    Intent.QUESTION_STOP: Kind.ABOUT_STOP,
    Intent.QUESTION_COST: Kind.ABOUT_COST,
    Intent.WANTS_PERSON: Kind.WANTS_PERSON,
    Intent.WANTS_CALL: Kind.WANTS_PERSON,
    Intent.GREETS: Kind.GREETING,
    Intent.APOLOGISES: Kind.APOLOGY,
    Intent.RESCHEDULES: Kind.RESCHEDULE,
    Intent.CANNOT_COME: Kind.RESCHEDULE,
    Intent.MET: Kind.MET,
    Intent.ARRESTED: Kind.CUSTODY,
    Intent.IN_HOSPITAL: Kind.HOSPITAL,
    Intent.MOVED: Kind.MOVED,
    Intent.NEW_PHONE: Kind.NEW_PHONE,
    Intent.WRONG_PERSON: Kind.WRONG_PERSON,
    Intent.COMPLAINT: Kind.COMPLAINT,
    Intent.DONE: Kind.DONE,
}
_NEED = {
    Intent.NEED_HOUSING: Need.HOUSING,
    Intent.NEED_FOOD: Need.FOOD,
    Intent.NEED_MONEY: Need.BENEFITS,
    Intent.NEED_PAPERS: Need.PAPERS,
    Intent.NEED_TREATMENT: Need.TREATMENT,
    Intent.NEED_WORK: Need.WORK,
}
_PLAIN = frozenset({Kind.THANKS, Kind.GREETING})  # nothing else stands in such a text
# Help is asked for, or somebody is where nothing may be sent: said whatever else stands in the text.
_HELP = frozenset({Kind.CUSTODY, Kind.HOSPITAL, Kind.WANTS_PERSON, Kind.NEED})


def _supporting() -> dict[Kind, frozenset[Intent]]:
    found: dict[Kind, set[Intent]] = defaultdict(set)
    for intent, kind in _KIND.items():
        found[kind].add(intent)
    found[Kind.NEED] = set(_NEED)
    found[Kind.GOOD_NEWS].add(
        Intent.RECOVERY_OK
    )  # "60 days clean" is news; a quiet week of it needs no cheer
    return {kind: frozenset(intents) for kind, intents in found.items()}


_SUPPORTING = _supporting()


def weigh(words: Heard | None, meaning: Meaning | None) -> Heard | None:
    """What is heard in a text; None where that cannot be told.

    Args:
        words: what words say of it.
        meaning: what examples say of it; None where nobody could ask them.
    """
    if meaning is None:
        return words
    if words is None:
        return by_example(meaning.intent)
    if not meaning.calm:
        told = words.kind is Kind.BAD_NEWS and meaning.share(_SUPPORTING[words.kind]) >= _SIDES_WITH
        return words if words.kind in _HELP or told else None
    if words.kind in _PLAIN:
        return words
    if meaning.share(_SUPPORTING[words.kind]) < CONFIRMS:
        return by_example(meaning.intent)
    if words.need is not None:
        return Heard(Kind.NEED, _nearer(words.need, meaning))
    return words


def by_example(intent: Intent | None) -> Heard | None:
    """What was heard where examples alone say so; less sure than words. Thanks say nothing more."""
    if intent in _NEED:
        return Heard(Kind.NEED, _NEED[intent], sure=False)
    kind = _KIND.get(intent) if intent is not None else None
    return Heard(kind, sure=False) if kind is not None else None


def _nearer(need: Need, meaning: Meaning) -> Need:
    """What the need is for: as words have it, unless all the examples are about another."""
    of_examples = {_NEED[one]: meaning.shares[one] for one in _NEED if meaning.shares.get(one)}
    if need in of_examples or need not in _NEED.values() or not of_examples:
        return need
    return max(of_examples, key=lambda one: of_examples[one])
