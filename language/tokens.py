"""Replies taken apart: small plain words in segments, and phrases found among them.

Promises that spelling, accents, apostrophes, skin tones and punctuation make no difference to
how a reply is read, and that nothing with a digit in it is ever split into a smaller number.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from language.folding import APOSTROPHES

K = TypeVar("K")

_BREAK = re.compile(r"[,;.!?:¡¿()\[\]\n\"“”…]+(?!\d)|(?<!\d)[,;.!?:¡¿()\[\]\n\"“”…]+|(?<!\S)[-–—]+(?!\S)")
_LEFT_OUT = str.maketrans("", "", APOSTROPHES + "*~_")
_TAKES_NO_ROOM = {"Mn", "Me", "Cf"}  # accents, keycaps, emoji style marks, joiners


def tidy(text: str) -> str:
    """A person's words with spaces collapsed and control characters gone; nothing else changes."""
    visible = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)
    return " ".join(visible.split())


def tokens(text: str) -> list[list[str]]:
    """Small unaccented words, numbers and emoji, in segments between punctuation marks."""
    if any(unicodedata.category(char) == "No" for char in text):
        text = "".join(f" {char}½ " if unicodedata.category(char) == "No" else char for char in text)
    plain = []
    for char in unicodedata.normalize("NFD", text.lower().translate(_LEFT_OUT)):
        kind = unicodedata.category(char)
        if kind == "Nd":  # a digit of any script
            plain.append(str(unicodedata.decimal(char)))
            continue
        if kind in _TAKES_NO_ROOM or "\U0001f3fb" <= char <= "\U0001f3ff":
            continue
        plain.append(f" {char} " if kind == "So" else char)
    segments = [segment.split() for segment in _BREAK.split("".join(plain))]
    return [words for segment in segments if (words := [w for w in map(_bare, segment) if w])]


def _bare(word: str) -> str:
    """A word without a dash at its end; "so-so" stays one word."""
    word = word.rstrip("-–—")
    return word if any(char.isalnum() or unicodedata.category(char) == "So" for char in word) else ""


@dataclass(frozen=True, slots=True)
class Phrases(Generic[K]):
    """Phrases and what they mean; the longest one that fits is taken."""

    meanings: Mapping[tuple[str, ...], K]
    longest: int

    def find(self, words: Sequence[str]) -> list[tuple[K | None, str]]:
        """Each phrase found, with its meaning, and each other word with None."""
        found: list[tuple[K | None, str]] = []
        at = 0
        while at < len(words):
            for size in range(min(self.longest, len(words) - at), 0, -1):
                phrase = tuple(words[at : at + size])
                if phrase in self.meanings:
                    found.append((self.meanings[phrase], " ".join(phrase)))
                    at += size
                    break
            else:
                found.append((None, words[at]))
                at += 1
        return found


def phrases(words: Mapping[K, Iterable[str]]) -> Phrases[K]:
    """A table of phrases by what they mean."""
    meanings: dict[tuple[str, ...], K] = {}
    for meaning, ways in words.items():
        for way in ways:
            key = tuple(word for segment in tokens(way) for word in segment)
            if meanings.setdefault(key, meaning) is not meaning:
                raise ValueError(f"phrase {way!r} has two meanings; leave it out of one")
    return Phrases(meanings, max(len(key) for key in meanings))
