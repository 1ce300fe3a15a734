"""How a reply is read: generously, and never wrongly.

People answer "4", "four", "4/5", "four I guess", a thumb, or "2, rough one, slept 3 hours".
They also write "4 days clean", "30 years" and "1 or 2", which are not answers to "1 to 5".
So a number counts where a mark or the beginning of a sentence stands behind it, or nothing but
harmless words do; never where it could count something, or stand for "to" or "for" ("2 tired to
talk"). A word counts only where every other word is harmless. English and Spanish are read
together, because people mix them.

Each reader returns the value and the person's words (empty where they say nothing beyond the
value), or None when the reply is unclear.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from conversations.called import read_called
from conversations.vocabulary import (
    BEFORE_ONE,
    BEFORE_PRONOUN,
    DEEDS,
    FEELINGS,
    FILLERS,
    FRACTIONS,
    HEDGES_AFTER_ONE,
    LINKS,
    NO,
    NOT_COUNTED,
    NUMBERS,
    ONE_OF,
    OUT_OF,
    RANGES,
    SAYS_NOTHING,
    SKIP,
    SPANISH_NUMBERS,
    SPANISH_STARTERS,
    STARTERS,
    THANKS,
    TURNS,
    UNITS,
    VERBS,
    WEEK_WORDS,
    YES,
)
from language.slips import left_out, swapped
from language.tokens import Phrases, phrases, tidy, tokens

E = TypeVar("E", bound=StrEnum)

_DIGIT = re.compile(r"\d")
_REPEATED = re.compile(r"(.)\1{2,}")
_WORDS_THEMSELVES = frozenset({"for", "fou", "our", "fie", "tree", "cuarto", "cico", "there"})
_BARE_DECIMAL = re.compile(r"(?<!\S)[.,]\d")


_WEEK = phrases(WEEK_WORDS)
_YES_NO = phrases({True: YES, False: NO})


@lru_cache(maxsize=8)  # several steps read the same message
def read_scale(text: str, language: str, low: int, high: int) -> tuple[int, str] | None:
    """A number from `low` to `high`; for 1 to 5 also words and thumbs."""
    segments = [_collapsed(segment, high) for segment in tokens(text)]
    everything = [word for segment in segments for word in segment]
    mentions = _mentions(segments, language)
    if len(mentions) > 1 or FRACTIONS & set(everything) or _BARE_DECIMAL.search(text):
        return None
    week = [(meaning, word) for segment in segments for meaning, word in _WEEK.find(segment)]
    moods = {meaning for meaning, _ in week if meaning} if (low, high) == (1, 5) else set()
    if mentions:
        segment, mention = mentions[0]
        value = _number(mention, language)
        if value is None or not low <= value <= high or not _is_rating(segment, mention, language):
            return None
        if any(abs(mood - value) >= 3 for mood in moods):
            return None  # "5 awful": one of the two is a slip
        return value, tidy(text) if len(everything) > 1 else ""
    if len(moods) != 1 or any(meaning is None and word not in FILLERS for meaning, word in week):
        return None
    if moods == {3} and THANKS & set(everything):
        return None  # "ok thanks" may only mean that the message was seen
    return moods.pop(), tidy(text)


def read_choice(text: str, language: str, members: Sequence[E], table: Phrases[E]) -> tuple[E, str] | None:
    """One of several options, by its number in the list or by words that mean it."""
    segments = [[word.lstrip("#") for word in segment] for segment in tokens(text)]
    everything = [word for segment in segments for word in segment]
    found = [table.find(segment) for segment in segments]
    labels = {label for segment in found for label, _ in segment if label is not None}
    others = {word for segment in found for label, word in segment if label is None}
    # A number word inside what means an option ("every three months") is part of those words.
    alone = [word for segment in found for label, word in segment if label is None]
    numbers = [word for word in alone if _is_number(word, language)]
    if len(numbers) > 1 or len(labels) > 1 or (len(segments) > 1 and TURNS & others):
        return None
    words = tidy(text) if len(everything) > 1 else ""
    if numbers:
        value = _number(numbers[0], language)
        around = next(
            [word for label, word in segment if label is None]
            for segment in found
            if any(word == numbers[0] for _, word in segment)
        )
        if value is None or not 1 <= value <= len(members) or not _is_rating(around, numbers[0], language):
            return None
        member = members[value - 1]
        return (member, words) if labels <= {member} else None
    clear = next((segment for segment in found if any(label is not None for label, _ in segment)), None)
    if clear is None or not _only_harmless(clear):
        return None
    return labels.pop(), words


def read_yes_no(text: str, language: str) -> tuple[bool, str] | None:
    """Yes or no, or 1 or 2 as listed. A condition, a negation of a yes, or both at once is unclear."""
    everything = [word for segment in tokens(text) for word in segment]
    listed: set[bool] = set()
    if everything and everything[0] in {"1", "2"}:
        listed = {everything.pop(0) == "1"}
        if not everything:
            return listed.pop(), ""
    if language.startswith("es") and everything in (["y"], ["ya"]):
        return None  # "and", "already"
    found = _YES_NO.find(everything)
    meanings = listed | {meaning for meaning, _ in found if meaning is not None}
    others = [word for meaning, word in found if meaning is None]
    if len(meanings) != 1 or any(word not in FILLERS and not _is_decoration(word) for word in others):
        return None
    return meanings.pop(), tidy(text) if others else ""


def read_text(
    text: str, max_length: int, optional: bool, *, something: bool = False
) -> tuple[str, str] | None:
    """A person's own words; "" for an optional question that is skipped. A bare "yes" or "ok" is unclear.

    `something`: so is a greeting, thanks, a laugh, a bare number and "what", which name nothing.
    """
    words = tidy(text)
    everything = [word for segment in tokens(words) for word in segment]
    if optional and " ".join(everything) in SKIP:
        return "", ""
    if not any(char.isalnum() for char in words) or len(words) > max_length or _is_only_yes_or_no(everything):
        return None
    if something and _names_nothing(everything):
        return None
    return words, ""


def _names_nothing(words: Sequence[str]) -> bool:
    """Whether these are only words that name nothing one could do, have or turn to."""
    return all(word in SAYS_NOTHING or word.isdecimal() or word in NUMBERS for word in words)


def read_name(text: str, max_length: int) -> tuple[str, str] | None:
    """What somebody wants to be called, without the words around it; a sentence is no name."""
    words = tidy(text).strip(' .!,"')
    everything = [word for segment in tokens(words) for word in segment]
    if " ".join(everything) in SKIP:
        return "", ""
    if _is_only_yes_or_no(everything):
        return None
    given = read_called(text, max_length)
    if given is None:
        return None
    return given, "" if given == words else words


def _is_only_yes_or_no(words: Sequence[str]) -> bool:
    return all(meaning is not None for meaning, _ in _YES_NO.find(words))


def _collapsed(words: list[str], high: int) -> list[str]:
    """ "4/5" and "4 out of 5" as 4, where 5 is the top of the scale."""
    collapsed: list[str] = []
    top = str(high)
    at = 0
    while at < len(words):
        word = words[at]
        if word.endswith(f"/{top}") and word[: -len(top) - 1].isdigit():
            word = word[: -len(top) - 1]
        elif word.isdigit() or word in NUMBERS:
            for phrase in OUT_OF:
                after = tuple(words[at + 1 : at + 1 + len(phrase)])
                end = at + 1 + len(phrase)
                if (
                    after == phrase
                    and end < len(words)
                    and NUMBERS.get(words[end], words[end]) in {high, top}
                ):
                    at = end
                    break
        collapsed.append(word)
        at += 1
    return collapsed


def _is_number(word: str, language: str) -> bool:
    return bool(_DIGIT.search(word)) or "½" in word or _number(word, language) is not None


def _number(word: str, language: str) -> int | None:
    """The whole number a word stands for; None for "4pm", "4.5", "u2"."""
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= 3 else None
    if language.startswith("es") and word in SPANISH_NUMBERS:
        return SPANISH_NUMBERS[word]
    return NUMBERS.get(word) or _slipped(word)


# The number words that slips are read for; not "one", "two" and "ten": too many short words are a slip away.
_SLIPS = ("three", "four", "five", "cuatro", "cinco")


def _slipped(word: str) -> int | None:
    """ "4ish", "cuatrooo", and number words with one letter missing, doubled or swapped ("thre", "foru")."""
    bare = word.removesuffix("ish")
    if bare != word and bare.isascii() and bare.isdigit() and len(bare) < 3:
        return int(bare)
    squeezed = _REPEATED.sub(r"\1", word)
    if squeezed in NUMBERS:
        return NUMBERS[squeezed]
    for number in _SLIPS:
        if squeezed in (left_out(number) | swapped(number)) - _WORDS_THEMSELVES:
            return NUMBERS[number]
    return None


def _mentions(segments: list[list[str]], language: str) -> list[tuple[list[str], str]]:
    """The numbers that may be the answer, each with the words around it.

    Behind a first number, one that plainly counts or dates something ("slept 3 hours", "court at 9am")
    and a "one" that means a thing ("rough one") are none.
    """
    found: list[tuple[list[str], str]] = []
    for segment in segments:
        for at, word in enumerate(segment):
            if _is_number(word, language) and not (found and _is_aside(segment, at)):
                found.append((segment, word))
    return found


def _is_aside(segment: Sequence[str], at: int) -> bool:
    """Whether a number further on in a message cannot be another try at the answer."""
    word, before, after = segment[at], segment[at - 1] if at else "", segment[at + 1 : at + 3]
    if word in {"one", "uno", "una"} and " ".join(after) in ONE_OF:
        return True
    if not before or before in RANGES or _DIGIT.search(before) or before in NUMBERS:
        return False
    if word in {"one", "uno", "una"}:
        return before in BEFORE_PRONOUN or any(
            meaning and phrase.split()[-1] == before for meaning, phrase in _WEEK.find(segment[:at])
        )
    counts = bool(after) and _is_counted(after[0])
    return counts or re.fullmatch(r"\d+[a-z:][a-z\d]*", word) is not None


def _is_counted(word: str) -> bool:
    """Whether this is what numbers are counts of: a unit, or a noun of which there are several."""
    return word in UNITS or (word not in NOT_COUNTED and len(word) > 3 and word.endswith("s"))


def _is_rating(segment: Sequence[str], mention: str, language: str) -> bool:
    """Whether a number in these words is an answer, and not a count of something."""
    if mention not in segment:
        return False
    at = segment.index(mention)
    before, after = segment[:at], segment[at + 1 :]
    if mention in {"one", "uno"} and not (set(before) <= BEFORE_ONE and set(after) <= HEDGES_AFTER_ONE):
        return False  # "a good one", "one of those weeks"
    if not _harmless(before):
        return False
    if after and after[0] in UNITS and _WEEK.find(after)[0][0] is None:
        return False
    return _harmless(after) or _goes_on(after, mention, language)


def _goes_on(after: Sequence[str], mention: str, language: str) -> bool:
    """Whether words right behind a number tell about the week, and cannot be what it counts."""
    first, more = after[0], after[1:]
    if first in STARTERS or (language.startswith("es") and first in SPANISH_STARTERS):
        return True
    meaning, phrase = _WEEK.find(after)[0]
    if meaning:  # "5 best week in ages", "2 rough one"; "3 good days" is a count
        rest = after[len(phrase.split()) :]
        return bool({"week", "semana"} & set(phrase.split())) or not rest or rest[0] in LINKS
    if first in FEELINGS:  # "2 tired to talk" is "too tired"
        return not more or (more[0] in LINKS and not (mention == "2" and more[0] in {"to", "for"}))
    if first in DEEDS:  # "2 missed the bus"; "2 missed calls" is a count
        return not more or more[0] in LINKS
    # "2 mum is ill": one mum, so that the number does not count her.
    return bool(more) and more[0] in VERBS and mention not in {"1", "one"} and not _is_counted(first)


def _harmless(words: Sequence[str]) -> bool:
    return all(
        meaning is not None or word in FILLERS or _is_decoration(word) for meaning, word in _WEEK.find(words)
    )


def _only_harmless(found: Sequence[tuple[E | None, str]]) -> bool:
    """Whether nothing stands around the option's words that could turn or qualify them."""
    at = next(place for place, (label, _) in enumerate(found) if label is not None)
    before = [word for label, word in found[:at] if label is None]
    if any(word not in FILLERS and not _is_decoration(word) for word in before):
        return False
    after = [word for label, word in found[at + 1 :] if label is None]
    if all(word in FILLERS or _is_decoration(word) for word in after):
        return True
    return found[at + 1][1] in STARTERS and not TURNS & set(after)


def _is_decoration(word: str) -> bool:
    """An emoji whose meaning we do not know; thumbs and faces that we know are phrases."""
    return all(unicodedata.category(char) in {"So", "Sk"} for char in word)
