"""Whose is it? Our question's, a person's who spoke, both, or in doubt.

One pure function, from what was handed over before the text arrived, by whom and what it asked, and from what
the text says. Every step that has to know asks it. What holds:

- a text answers only a question that had been handed over, and only with words that question reads;
- it is read clause by clause (`conversations.addressing`): one clause may answer us and the next speak to
  somebody; each then gets its own words, and no more;
- where a person has spoken after our question, a bare yes or no to what *they* asked is theirs, and so is
  what our question cannot read; a plain answer that only our question takes is ours;
- where both could be meant, the person is asked, once; what gives something away or deletes it is never
  taken for granted once somebody else waits for an answer as well;
- words *about* somebody never go to them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from conversations.addressing import SECOND_PERSON, Towards, clauses, said_to_somebody, towards, words_of
from conversations.asking import (
    Asks,
    answers,
    asks,
    has_number,
    names_a_day,
    opens_with_yes_or_no,
    proposes,
    topics,
)
from conversations.our_question import UNMISTAKABLE, is_plan, listed, of_ours, plainly
from conversations.questions import Kind


class Owner(StrEnum):
    """Whose a text is."""

    NOBODY = "nobody"  # nothing says whose: the steps behind decide
    QUESTION = "question"
    PERSON = "person"
    BOTH = "both"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom this person may be writing to; `person_id` is "" for the staff."""

    name: str = field(repr=False)
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class Spoke:
    """What a person said last, and when it was handed over."""

    who: Known
    text: str = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """Our question: when it was handed over, and what it reads in a text (None: nothing)."""

    id: str
    kind: Kind
    at: datetime
    read: Callable[[str], object | None] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Whose:
    """What was decided.

    Attributes:
        owner: whose it is.
        to: for PERSON and BOTH, whom it is for.
        answer: for QUESTION and BOTH, the words that answer; "" for the whole text.
        words: for BOTH, the words for the person.
        doubt: for ASK, those it could be for, beside our question.
    """

    owner: Owner
    to: Known | None = None
    answer: str = ""
    words: str = field(default="", repr=False)
    doubt: tuple[Known, ...] = ()


NOBODY = Whose(Owner.NOBODY)
OURS = Whose(Owner.QUESTION)

_BARE = 3  # words: an answer, and nothing beside it
_AT_HAND = timedelta(hours=3)  # what was said this lately is still being talked about


def whose(text: str, asked: Asked | None, spoke: Sequence[Spoke], people: Sequence[Known]) -> Whose:
    """Whose a text is.

    Args:
        text: what was written.
        asked: our question, if one had been handed over and waits.
        spoke: what persons said last that has had no reply, newest first, as far as it had been handed over.
        people: everybody this person may write to; the staff among them.
    """
    in_touch = {one.who for one in spoke}
    everybody = tuple(dict.fromkeys((*in_touch, *people)))
    parts = [_Part(clause, *_towards(clause, everybody, in_touch)) for clause in clauses(text)]
    if asked is None:
        return _among_people(text, parts, spoke)
    newer = [one for one in spoke if one.at > asked.at]
    if len(parts) > 1 and (shared := _shared(text, parts, asked, spoke, newer)) is not None:
        return shared
    named = next((part.who for part in parts if part.who is not None), None)
    if newer:
        return _they_spoke_last(text, asked, newer[0], named)
    return _we_spoke_last(text, parts, asked, spoke[0] if spoke else None, named)


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    who: Known | None  # to whom it speaks, or who is wanted
    about: bool  # whether it speaks of somebody


def _towards(clause: str, people: Sequence[Known], in_touch: set[Known]) -> tuple[Known | None, bool]:
    about = False
    for one in people:
        how = towards(clause, one.name, in_touch=one in in_touch)
        if how in (Towards.TO, Towards.TELL, Towards.WANTED):
            return one, about
        about = about or how is Towards.ABOUT
    return None, about


# --- where no question of ours waits -----------------------------------------------------------------


def _among_people(text: str, parts: Sequence[_Part], spoke: Sequence[Spoke]) -> Whose:
    named = next((part.who for part in parts if part.who is not None), None)
    if named is not None:
        return Whose(Owner.PERSON, named)
    if not spoke or any(part.about for part in parts):
        return NOBODY
    fit = [one for one in spoke if _echoes(text, one.text)]
    if len(fit) == 1:
        return Whose(Owner.PERSON, fit[0].who)
    asked = [one for one in spoke if asks(one.text) is not Asks.NOTHING]
    if (
        len(asked) > 1
        and len(words_of(text)) <= _BARE
        and all(answers(text, asks(one.text)) for one in asked[:2])
    ):
        return Whose(Owner.ASK, doubt=tuple(one.who for one in asked[:2]))
    return Whose(Owner.PERSON, spoke[0].who)


# --- several clauses ---------------------------------------------------------------------------------------


def _shared(
    text: str, parts: Sequence[_Part], asked: Asked, spoke: Sequence[Spoke], newer: Sequence[Spoke]
) -> Whose | None:
    """An answer in one clause, with words for somebody in another; None where they are one thing."""
    ours = [part for part in parts if _is_ours(part, asked, newer)]
    if not ours or (asked.kind is not Kind.TEXT and len({repr(asked.read(part.text)) for part in ours}) > 1):
        return None
    rest = [part for part in parts if part not in ours]
    to = next((part.who for part in rest if part.who is not None), None)
    if to is None and spoke:
        last = (newer or spoke)[0]
        speaks = any(
            (_echoes(part.text, last.text) and not part.about)
            or (said_to_somebody(part.text) and not _courtesy(part.text))
            for part in rest
        )
        to = last.who if speaks else None
        if to is None and newer and asked.kind is Kind.TEXT and asks(last.text) is not Asks.NOTHING and rest:
            to = last.who
    answer = " ".join(part.text for part in ours)
    if to is None:
        return _alone(text, ours, rest, asked, newer)
    begins = next(i for i, part in enumerate(parts) if part in rest)
    words = " ".join(part.text for part in parts[begins:] if part in rest)
    plain_answer = plainly(asked.id, answer)
    return Whose(Owner.BOTH, to, answer if plain_answer is None else listed(plain_answer), words)


def _alone(
    text: str, ours: Sequence[_Part], rest: Sequence[_Part], asked: Asked, newer: Sequence[Spoke]
) -> Whose | None:
    """An answer with more beside it that is for nobody in particular ("did half, printer was broke")."""
    if asked.kind in (Kind.TEXT, Kind.YES_NO) or asked.read(text) is not None or newer:
        return None
    beside = " ".join(part.text for part in rest)
    if has_number(beside) or names_a_day(beside) or any(asked.read(part.text) is not None for part in rest):
        return None  # another try at the answer: which of them is not ours to say
    return Whose(Owner.QUESTION, answer=ours[0].text)


def _is_ours(part: _Part, asked: Asked, newer: Sequence[Spoke]) -> bool:
    if asked.kind is Kind.YES_NO and plainly(asked.id, part.text) is not None:
        return True
    if part.who is not None:
        return False
    if asked.kind is Kind.TEXT:
        if of_ours(part.text, asked.kind):
            return asked.read(part.text) is not None
        return not newer and not said_to_somebody(part.text) and asked.read(part.text) is not None
    if asked.read(part.text) is None:
        return bool(
            asked.kind is Kind.WHEN and newer and of_ours(part.text, asked.kind) and names_a_day(part.text)
        )
    if not newer:
        return True
    theirs = asks(newer[0].text)
    if asked.kind is Kind.YES_NO:
        return theirs is Asks.NOTHING and (asked.id not in UNMISTAKABLE or not proposes(newer[0].text))
    if asked.kind is Kind.WHEN:
        return of_ours(part.text, asked.kind) or (
            theirs is not Asks.WHEN and not _echoes(part.text, newer[0].text)
        )
    return has_number(part.text) and theirs is not Asks.NUMBER


def _courtesy(text: str) -> bool:
    return len(words_of(text)) <= _BARE


# --- one thing is said ---------------------------------------------------------------------------------


def _they_spoke_last(text: str, asked: Asked, last: Spoke, named: Known | None) -> Whose:
    to = named or last.who
    theirs = Whose(Owner.PERSON, to)
    plain_answer = plainly(asked.id, text)
    if plain_answer is not None and (named is None or len(words_of(text)) <= 2 * _BARE + 2):
        return Whose(Owner.QUESTION, answer=listed(plain_answer))
    doubt = Whose(Owner.ASK, doubt=(to,))
    wanted, said = asks(last.text), words_of(text)
    if asked.read(text) is None:
        half = asked.kind is Kind.WHEN and names_a_day(text) and len(said) <= _BARE
        if not half or wanted not in (Asks.WHEN, Asks.NOTHING):
            return theirs
        return doubt if wanted is Asks.WHEN else OURS
    match asked.kind:
        case Kind.YES_NO:
            if wanted is Asks.YES_NO or wanted is Asks.WHEN or named is not None:
                return theirs
            if proposes(last.text):
                return doubt if asked.id in UNMISTAKABLE else theirs
            return OURS if wanted is Asks.NOTHING or len(said) <= _BARE else theirs
        case Kind.SCALE | Kind.CHOICE:
            return _a_number(text, asked, last, named, doubt=doubt, theirs=theirs)
        case Kind.WHEN:
            if of_ours(text, asked.kind) or (wanted is Asks.NOTHING and not _echoes(text, last.text)):
                return OURS
            return theirs if _echoes(text, last.text) and len(said) > _BARE else doubt
        case Kind.TEXT:
            return _own_words(text, asked, last, named, doubt=doubt, theirs=theirs)


def _a_number(
    text: str, asked: Asked, last: Spoke, named: Known | None, *, doubt: Whose, theirs: Whose
) -> Whose:
    wanted, said = asks(last.text), words_of(text)
    if has_number(text):
        if wanted is Asks.NUMBER:
            return theirs if len(said) > _BARE or named is not None else doubt
        return (
            Whose(Owner.BOTH, theirs.to, words=text) if named is not None and len(said) > _BARE + 1 else OURS
        )
    if wanted is Asks.NOTHING and named is None:
        return OURS if len(said) <= _BARE + 1 and not said_to_somebody(text) else theirs
    if asked.kind is Kind.CHOICE and named is None:
        return doubt if len(said) <= _BARE else theirs
    return theirs


def _own_words(
    text: str, asked: Asked, last: Spoke, named: Known | None, *, doubt: Whose, theirs: Whose
) -> Whose:
    if asked.id == "call-name":
        return OURS if not said_to_somebody(text) or len(words_of(text)) <= _BARE else theirs
    if of_ours(text, asked.kind):
        return OURS
    if named is not None:
        return theirs
    wanted = asks(last.text)
    if opens_with_yes_or_no(text):
        if wanted is Asks.NOTHING:
            return theirs
        return doubt if is_plan(words_of(text)[1:]) and not names_a_day(text) else theirs
    if not SECOND_PERSON.isdisjoint(words_of(text)):
        return theirs  # "see you at five"
    plan = is_plan(words_of(text))
    if said_to_somebody(text) or _echoes(text, last.text):
        return theirs if not plan else doubt
    if wanted is Asks.NOTHING:
        return OURS
    if wanted is Asks.YES_NO:
        return OURS if plan else theirs
    return doubt if plan else theirs


def _we_spoke_last(
    text: str, parts: Sequence[_Part], asked: Asked, before: Spoke | None, named: Known | None
) -> Whose:
    reads = asked.read(text) is not None
    if (plain_answer := plainly(asked.id, text)) is not None:
        return Whose(Owner.QUESTION, answer=listed(plain_answer))
    if named is not None and ((asked.kind is Kind.TEXT and asked.id != "call-name") or not reads):
        if asked.kind is Kind.TEXT and of_ours(text, asked.kind):
            return OURS
        return Whose(Owner.PERSON, named)
    if before is None or asked.at - before.at > _AT_HAND or any(part.about for part in parts):
        return OURS if reads else NOBODY
    theirs = Whose(Owner.PERSON, before.who)
    wanted, said = asks(before.text), words_of(text)
    if not reads:
        speaks = said_to_somebody(text) or answers(text, wanted) or _echoes(text, before.text)
        return theirs if speaks or len(said) > _BARE else NOBODY
    bare = len(said) <= _BARE
    if asked.kind is Kind.YES_NO and asked.id in UNMISTAKABLE and bare and answers(text, wanted):
        return Whose(Owner.ASK, doubt=(before.who,))
    if asked.kind is Kind.TEXT and asked.id != "call-name" and not of_ours(text, asked.kind):
        speaks = said_to_somebody(text) or _echoes(text, before.text) or opens_with_yes_or_no(text)
        return theirs if speaks and not is_plan(said) else OURS
    return OURS


def _echoes(text: str, other: str) -> bool:
    """Whether a text takes up what somebody's words were about."""
    return not topics(text).isdisjoint(topics(other))
