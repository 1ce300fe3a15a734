"""Slips of the thumb and words as they are heard: which words a mistyped one may have meant. Pure.

`mistyped` gives every way in which a thumb gets a word wrong: a letter swapped with the next, missing,
doubled, or struck on the neighbouring key. `heard` gives a Spanish word the one spelling that all words
have which sound like it (k/qu/c, s/c/z, b/v, ll/y, g/j, a silent h). `Glossary` turns a piece of a message
into the word of danger it is a slip of.

What holds: a word that is itself a real word of English or Spanish is never mended (data: `slips.real`), the
first letter stays in short words, and looking a piece up costs one dictionary look-up, however many words are
looked for: all slips are made when the program starts.
"""

import re
from collections.abc import Iterable, Mapping

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS: Mapping[str, str] = {
    key: "".join(
        other
        for r, line in enumerate(_ROWS)
        for c, other in enumerate(line)
        if other != key and max(abs(r - row), abs(c - column)) <= 1
    )
    for row, letters in enumerate(_ROWS)
    for column, key in enumerate(letters)
}
_SHORT = 3  # of a word this short, only swapped and doubled letters are sure enough
_LONG = 6  # from here on, the first letter may be wrong, too


def left_out(word: str, first: int = 1) -> set[str]:
    """A word without one of its letters, from the place `first` on."""
    return {word[:at] + word[at + 1 :] for at in range(first, len(word))}


def swapped(word: str, first: int = 0) -> set[str]:
    """A word with two neighbouring letters swapped, from the place `first` on."""
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(first, len(word) - 1)}


def mistyped(word: str) -> frozenset[str]:
    """Every slip of the thumb in a word: letters swapped, missing, doubled, or struck a key beside."""
    first = 0 if len(word) >= _LONG else 1
    found = swapped(word)
    if len(word) <= _SHORT:
        found = {one for one in found if one[0] == word[0]}
    found |= {word[:at] + word[at] + word[at:] for at in range(len(word))}
    if len(word) > _SHORT:
        found |= left_out(word, first)
        found |= {word[:at] + key + word[at + 1 :] for at in range(1, len(word)) for key in _KEYS[word[at]]}
        found |= {word[:at] + key + word[at:] for at in range(1, len(word)) for key in _KEYS[word[at]]}
        found |= {word[:at] + "h" + word[at:] for at in range(1, 2)}  # "whant"
    return frozenset(found - {word})


_SOUNDS = (
    (re.compile("(?<!c)h"), ""),
    (re.compile("qu?|c(?=[aoulrtnsk])|c$"), "k"),
    (re.compile("c(?=[eiy])|z|ss"), "s"),
    (re.compile("gu(?=[ei])"), "G"),
    (re.compile("g(?=[ei])"), "j"),
    (re.compile("[vw]"), "b"),
    (re.compile("ll"), "y"),
    (re.compile("^rr"), "r"),
    (re.compile("n(?=[bp])"), "m"),
    (re.compile("y$"), "i"),
    (re.compile("G"), "g"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)


def heard(word: str) -> str:
    """A Spanish word by its sound: the same for "quiero" and "kiero", "voy" and "boy", "hoy" and "oy"."""
    for sound, letters in _SOUNDS:
        word = sound.sub(letters, word)
    return word


class Glossary:
    """The words that are looked for, each with its slips.

    Args:
        english: words of danger in English, and those beside them that a phrase cannot do without.
        sounding: the same in Spanish; these are known by their sound.
        spanish: those of them in which a slip of the thumb is mended as well.
        real: words that are slips of others and words of their own.
    """

    def __init__(
        self, english: Iterable[str], sounding: Iterable[str], spanish: Iterable[str], real: Iterable[str]
    ) -> None:
        english, sounding = tuple(english), tuple(sounding)
        self._left_alone = frozenset(real) | frozenset(english) | frozenset(sounding)
        self._slips: dict[str, str] = {}
        self._sounds: dict[str, str] = {}
        for word in sounding:
            self._sounds.setdefault(heard(word), word)
        for word in english:
            for slip in sorted(mistyped(word)):
                self._slips.setdefault(slip, word)
        for word in spanish:
            for slip in sorted(mistyped(word) | mistyped(heard(word))):
                self._slips.setdefault(slip, word)

    def knows(self, piece: str) -> bool:
        """Whether this is one of its words, or known to be another one, as it stands."""
        return piece in self._left_alone

    def meant(self, piece: str) -> str | None:
        """The word that a piece is a slip of; None if it is none, or a word of its own."""
        if piece in self._left_alone:
            return None
        if piece in self._slips:
            return self._slips[piece]
        sound = heard(piece)
        return self._sounds.get(sound) or (None if sound in self._left_alone else self._slips.get(sound))
