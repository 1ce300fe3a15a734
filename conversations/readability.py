"""How hard a text is to read, as the age that reads it with ease. Pure; published formulas, our code.

English: Flesch-Kincaid grade (Kincaid and others, 1975), plus five years. Spanish: Szigriszt-Pazos'
perspicuity (1993) on the INFLESZ scale (Barrio-Cantalejo and others, 2008), turned into an age along its five
bands. Both look at how long words and sentences are and at nothing else: they find what is heavy, not what
is unclear. Syllables in Spanish follow its spelling; in English they are counted by groups of vowels, which
is right for about nine words in ten and errs both ways.
"""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?:;\n]+(?:\s|$)")
_EN_GROUP = re.compile(r"[aeiouy]+")
_EN_SPLIT = re.compile(r"ia(?!l|n)|io(?!n|us)|iu|ua(?!l)|[^q]uo|[aeiouy](?=ing$)|uie(?=t)|[^aeiou]ea$")
# Strong vowels, and weak ones with an accent, are a syllable each; weak ones join what stands beside them.
_ES_SYLLABLE = re.compile(r"[iuüy]?[aeoáéó][iuüy](?![aeoáéíóú])|[iuü]?[aeoáéó]|[íú]|[iuü]+|y(?![aeiou\w])")
# INFLESZ: at least so perspicuous, read with ease at that age.
_INFLESZ = ((80, 9.0), (65, 11.5), (55, 14.0), (40, 17.0))
_HARDEST = 19.0


@dataclass(frozen=True, slots=True)
class Reading:
    """How long a text is, and the age for it."""

    words: int
    sentences: int
    age: float


def reading(text: str, language: str) -> Reading:
    """Measure a text in English or Spanish; numbers and marks count for nothing."""
    pieces = [found for piece in _SENTENCE.split(text) if (found := _WORD.findall(piece))]
    words = [word for piece in pieces for word in piece]
    if not words:
        return Reading(0, 0, 0.0)
    spanish = language.partition("-")[0] == "es"
    count = syllables_es if spanish else syllables_en
    per_sentence = len(words) / len(pieces)
    per_word = sum(count(word) for word in words) / len(words)
    age = _age_es(per_word, per_sentence) if spanish else 0.39 * per_sentence + 11.8 * per_word - 15.59 + 5
    return Reading(len(words), len(pieces), max(age, 5.0))


def _age_es(per_word: float, per_sentence: float) -> float:
    ease = 206.835 - 62.3 * per_word - per_sentence
    above = 100.0, 6.0
    for mark, age in _INFLESZ:
        if ease >= mark:  # between two marks, along the line from one to the other
            share = (min(ease, above[0]) - mark) / (above[0] - mark)
            return age + share * (above[1] - age)
        above = mark, age
    return _HARDEST


def syllables_en(word: str) -> int:
    """Syllables of an English word, about."""
    bare = re.sub(r"['\u2019](?:s|d|m|ll|re|ve)$", "", word.casefold())
    bare = re.sub(r"n['\u2019]t$", "nt", bare)
    number = len(_EN_GROUP.findall(bare)) + len(_EN_SPLIT.findall(bare))
    if (
        number > 1
        and re.search(r"[^aeiouy]e$|[^aeioutdy]ed$|[^aeiouyscxzhg]es$", bare)
        and not (re.search(r"[^aeiouylr]le$", bare))
    ):
        number -= 1
    return max(number, 1)


def syllables_es(word: str) -> int:
    """Syllables of a Spanish word, by its spelling."""
    bare = re.sub(r"qu(?=[eiéí])", "q", word.casefold())
    bare = re.sub(r"gu(?=[eiéí])", "g", bare)
    return max(len(_ES_SYLLABLE.findall(bare)), 1)
