"""What somebody's words want to hear, and whether others answer that.

Read from how questions are built in both languages: the word they open with, the verb before its subject, the
mark at the end; and from the few sorts of answers there are: yes or no, a day or a time, a number, something
told.
"""

import re
from enum import StrEnum

from conversations.addressing import YES_NO, clauses, said_to_somebody, words_of
from language.folding import plain


class Asks(StrEnum):
    """What somebody's words want to hear."""

    NOTHING = "nothing"
    YES_NO = "yes_no"
    WHEN = "when"
    NUMBER = "number"
    OPEN = "open"


_DAY = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?|weds|tomorrow|tmrw|tmr"
    r"|tonight|today"
    r"|lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|manana|hoy|weekends?|weekdays?"
    r"|\d{1,2}(?::\d\d)? ?(?:am|pm|oclock)|\d{1,2}:\d\d|a las \d+|noon|midday)\b"
)
_NUMBER = re.compile(r"\b(?:\d+|one|two|three|four|five|zero|uno|dos|tres|cuatro|cinco)\b")
_AGREES = re.compile(
    r"\W*(?:go (?:for it|ahead)|count me in|sounds good|that works|works for me|do it|im (?:in|down)"
    r"|why not|hazlo|adelante|cuenta conmigo|me parece)\b"
)
_WHEN = re.compile(r"\b(?:when|what time|which (?:day|night)|what day|cuando|a que hora|que dia)\b")
_HOW_MANY = re.compile(
    r"\b(?:rate|out of|how (?:many|much|long|old)|what number|score|scale|cuant[oa]s?|que numero|del 1)\b"
)
_OPEN = re.compile(
    r"\W*(?:(?:so|and|but|hey|hi|ok|well|y|oye|pero)\W+)*(?:how|hows|what|whats|why|who|whos|where|wheres"
    r"|which|que"
    r"|como|donde|quien|cual|por que)\b"
)
_SUGGESTS = re.compile(r"\b(?:how about|what about|why (?:dont|don't) (?:you|we|u))\b")
_QUESTION = re.compile(
    r"\W*(?:(?:so|and|but|hey|hi|ok|well|y|oye|pero)\W+)*(?:do|did|does|are|is|r|have|has|can|could|will"
    r"|would|shall"
    r"|should|want|wanna|fancy|you|u|need|ok if|quieres|puedes|vas|ya|te)\b"
)
_REQUEST = re.compile(
    r"\b(?:let me know|can you|please|pls|call me|text me|bring|come|meet|dime|avisame|llamame|\w+ame)\b"
)


def asks(text: str) -> Asks:
    """What somebody's words want to hear; their last question counts."""
    asked = [part for part in clauses(text) if part.rstrip().endswith(("?", "\uff1f"))]
    if not asked:
        asked = [part for part in clauses(text) if _QUESTION.match(plain(part))][-1:]
        if not asked or len(words_of(asked[-1])) < 2:
            return Asks.NOTHING
    last = plain(asked[-1])
    if _WHEN.search(last):
        return Asks.WHEN
    if _HOW_MANY.search(last):
        return Asks.NUMBER
    return Asks.OPEN if _OPEN.match(last) and not _SUGGESTS.search(last) else Asks.YES_NO


def proposes(text: str) -> bool:
    """Whether words that ask nothing still wait for a yes: a request, a suggestion."""
    said = plain(text)
    return _REQUEST.search(said) is not None or (_DAY.search(said) is not None and said_to_somebody(text))


def names_a_day(text: str) -> bool:
    """Whether a day or a time of day is in it."""
    return _DAY.search(plain(text)) is not None


def has_number(text: str) -> bool:
    """Whether a small number is in it."""
    return _NUMBER.search(plain(text)) is not None


def opens_with_yes_or_no(text: str) -> bool:
    """Whether it begins as answers to a question do that wants a yes or a no."""
    said = words_of(text)
    return bool(said) and (said[0] in YES_NO or _AGREES.match(" ".join(said)) is not None)


def answers(text: str, asked: Asks) -> bool:
    """Whether a text fits what somebody's words want to hear."""
    if asked is Asks.YES_NO:
        return opens_with_yes_or_no(text) or names_a_day(text)
    if asked is Asks.WHEN:
        return names_a_day(text) or has_number(text)
    if asked is Asks.NUMBER:
        return has_number(text)
    return asked is Asks.OPEN and len(words_of(text)) > 1 and not has_number(text)


_SMALL = frozenset(
    """
    that this what when where which your with about from have will would shall could should want need them
    they
    there here just some been does next last good like para como esta este cuando donde sobre tiene quiere
    algo
    then than into over were more much very also still back take make know tell days week
    """.split()  # noqa: SIM905 - words read better in lines
)


def topics(text: str) -> frozenset[str]:
    """The words of content in a text, cut so that their forms are one ("check-ins", "check in")."""
    return frozenset(word[:5] for word in words_of(text) if len(word) > 3 and word not in _SMALL)
