"""Whose is it? Our question's, the person's who spoke last, both, or in doubt.

One pure function, from what was handed over before the text arrived, by whom and what it asked, and from what
the text says. What holds:

- a text answers only a question that had been handed over, and a person only after their words had been;
- where a person has spoken after our question, a bare yes or no after *their* question is theirs; so is
  whatever our question cannot read, and whatever is plainly said to them;
- a plain answer that only our question takes (a number on its scale, a name, a day where nobody else asked
  for one) is ours; with words for the person beside it, it is both;
- where both could be meant, the person is asked, once, and nothing is lost meanwhile; what gives something
  away or deletes it is never taken for granted once somebody else has asked.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from conversations.names import addresses, first_name, plain
from conversations.questions import Kind


class Owner(StrEnum):
    """Whose a text is."""

    QUESTION = "question"
    PERSON = "person"
    BOTH = "both"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Spoke:
    """What a person said last: a mentor, a mentee, a coordinator."""

    name: str = field(repr=False)
    text: str = field(repr=False)
    at: datetime  # when it was handed over
    person_id: str = ""  # "" for a member of staff


@dataclass(frozen=True, slots=True)
class Waiting:
    """Our question: what sort it is, when it was handed over, and whether the text can be its answer."""

    id: str
    kind: Kind
    at: datetime
    reads: bool


# Said out loud, a yes to these gives something away or ends something.
_GIVES_AWAY = {
    "share-step": re.compile(r"\b(?:tell|share|know|let (?:him|her|them)|dile|digan?le|comparte|sepa)\b"),
    "sure-to-delete": re.compile(r"\b(?:delete|erase|wipe|remove|borr\w+|elimin\w+)\b"),
}
_ASKS_NUMBER = re.compile(
    r"\b(?:rate|out of|how many|how much|what time|number|score|scale|cuant[oa]s?|numero|a que hora|del 1)\b"
)
_ASKS_WHEN = re.compile(
    r"\b(?:when|what time|which day|what day|days?|mon|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|"
    r"tomorrow|\d+ ?(?:am|pm)|cuando"
    r"|que dia|a que hora|lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana)\b"
)
TO_SOMEBODY = re.compile(
    r"\b(?:you|u|ur|yours|ya|mate|bro|bruv|boss|fam|cheers|thanks|thank|ty|see you|see u|cya|lol|haha|"
    r"too|te|tu|contigo|ustedes|usted"
    r"|carnal|wey|gracias|simon|vemos|llameme|llamame)\b"
)
_OF_THE_STEP = re.compile(r"\b(?:step|paso)\b")
_OPENS_YES = re.compile(r"(?:yes|yeah|yea|yep|yup|ok|okay|sure|no|nah|nope|si|claro|simon|dale|vale)\b")
_EXTRA = 4  # words beside a short answer that are more than courtesies


def owner(text: str, waiting: Waiting, spoke: Spoke | None) -> Owner:
    """Whose a text is, where our question waits and a person has spoken lately.

    Args:
        text: what was written, once our question had been handed over.
        waiting: our question.
        spoke: what a person said last and had not been answered; None where nobody has.
    """
    if spoke is None:
        return Owner.QUESTION
    said, theirs = plain(text), plain(spoke.text)
    words = said.split()
    asked = "?" in spoke.text or "\uff1f" in spoke.text
    named = addresses(text, {first_name(spoke.name)}) or first_name(spoke.name) in re.findall(r"\w+", said)
    if spoke.at < waiting.at:
        return _ours_is_newer(waiting, words, asked=asked, named=named, said=said)
    if plainly(waiting.id, text) is not None:
        return Owner.BOTH if named and len(words) > 2 * _EXTRA else Owner.QUESTION
    if not waiting.reads:
        return Owner.PERSON
    match waiting.kind:
        case Kind.YES_NO:
            return Owner.PERSON if asked or named else Owner.QUESTION
        case Kind.SCALE | Kind.CHOICE:
            return _number(waiting, said, words, theirs, asked=asked, named=named)
        case Kind.WHEN:
            if not _ASKS_WHEN.search(theirs) or not asked:
                return Owner.QUESTION
            return Owner.ASK if len(words) <= 3 else Owner.PERSON
        case Kind.TEXT:
            return _own_words(waiting, said, words, asked=asked, named=named)


def plainly(question: str, text: str) -> bool | None:
    """A yes or no that says what it is to ("yes you can tell Terry", "no dont delete it"), or None."""
    pattern = _GIVES_AWAY.get(question)
    said = plain(text)
    if pattern is None or not pattern.search(said):
        return None
    no = re.search(r"\b(?:no|nope|nah|not|dont|don't|do not|never|rather not|nunca)\b", said) is not None
    yes = (
        re.search(r"\b(?:yes|yeah|yea|yep|yup|ok|okay|sure|can|please|si|claro|dale|go ahead)\b", said)
        is not None
    )
    return False if no else True if yes else None


def _ours_is_newer(waiting: Waiting, words: list[str], *, asked: bool, named: bool, said: str) -> Owner:
    if not waiting.reads:
        return Owner.PERSON
    if waiting.kind is Kind.YES_NO and asked and len(words) <= 2 and waiting.id in _GIVES_AWAY:
        return Owner.ASK
    if waiting.kind is Kind.TEXT and (named or (TO_SOMEBODY.search(said) and not _OF_THE_STEP.search(said))):
        return Owner.PERSON
    return Owner.QUESTION


def _number(waiting: Waiting, said: str, words: list[str], theirs: str, *, asked: bool, named: bool) -> Owner:
    bare = bool(re.match(r"\W*\d", said)) or any(word.isdigit() for word in words)
    if not bare:
        if not asked and not named:
            return Owner.QUESTION if len(words) <= _EXTRA and not TO_SOMEBODY.search(said) else Owner.PERSON
        return Owner.ASK if waiting.kind is Kind.CHOICE and not named else Owner.PERSON
    if asked and _ASKS_NUMBER.search(theirs):
        return Owner.PERSON if len(words) > 2 or named else Owner.ASK
    return Owner.BOTH if named and len(words) > _EXTRA else Owner.QUESTION


def _own_words(waiting: Waiting, said: str, words: list[str], *, asked: bool, named: bool) -> Owner:
    if waiting.id == "call-name":
        return Owner.QUESTION  # what reads as a name is one
    if _OF_THE_STEP.search(said):
        return Owner.BOTH if named or (asked and len(words) > 8) else Owner.QUESTION
    if named:
        return Owner.PERSON
    if asked:
        return Owner.ASK if _OPENS_YES.match(said) and len(words) > 1 else Owner.PERSON
    return Owner.PERSON if TO_SOMEBODY.search(said) else Owner.QUESTION
