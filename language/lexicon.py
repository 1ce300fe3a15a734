"""Words by what they do, found in spite of slips: letters doubled, left out, added or swapped.

A lexicon says of each word which kinds it is of, one letter a kind. Words of six letters and more are
known with a letter too many or too few, or without their vowels ("txting"); shorter ones only as they are, or
with a letter held down ("stoppp"): "test" and "text" are different words.
"""

import re
from collections.abc import Mapping

from language.slips import left_out

_LONG = 6  # letters
_LONGEST = 20  # a word longer than that is no slip of any of ours
NONE = frozenset("-")


def _squeezed(word: str) -> str:
    """One letter for any run of it."""
    return re.sub(r"(.)\1+", r"\1", word)


def _bones(word: str) -> str:
    """Without its vowels, but for the first letter."""
    return word[:1] + re.sub(r"[aeiou]", "", word[1:])


class Lexicon:
    """Which kinds a word is of.

    Args:
        kinds: for each kind, by its letter, the words of it, with spaces between them.
    """

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._words: dict[str, frozenset[str]] = {}
        for kind, said in kinds.items():
            for word in said.split():
                self._words[word] = self._words.get(word, frozenset()) | {kind}
        long = {word: found for word, found in self._words.items() if len(word) >= _LONG}
        self._squeezed = {_squeezed(word): found for word, found in self._words.items()}
        self._near = {one: found for word, found in long.items() for one in sorted(left_out(word))}
        self._by_bones = {_bones(_squeezed(word)): found for word, found in long.items()}

    def kinds(self, word: str) -> frozenset[str]:
        """The kinds of a small word without accents; `NONE` where it is of none."""
        found = self._words.get(word) or self._squeezed.get(_squeezed(word))
        if found is None and _LONG - 1 <= len(word) <= _LONGEST:
            near = (self._near.get(one) for one in (word, *sorted(left_out(word))))
            found = next((one for one in near if one), None) or self._by_bones.get(_bones(_squeezed(word)))
        return found or NONE

    def line(self, words: list[str]) -> str:
        """The kinds of each word, a space behind each, for a pattern to look at."""
        return "".join("".join(sorted(self.kinds(word))) + " " for word in words)


def a(kinds: str) -> str:
    """A pattern for one word of any of these kinds."""
    return rf"\S*[{kinds}]\S* "


def gap(most: int, but: str = "") -> str:
    """A pattern for at most so many words, of none of the kinds in `but`."""
    return rf"(?:(?:(?![{but}])\S)+ ){{0,{most}}}?" if but else rf"(?:\S+ ){{0,{most}}}?"
