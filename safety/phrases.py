"""Phrases of the safety rules: `language.phrases`, looked for in mended text, and found quickly.

Words in a phrase are mended like those of a message ("mother" is read as "mum", "really" is dropped), so one
may write what people write. Mended text (`safety.normalise`) has no accents and no apostrophes.

`Phrase.anchors` are words of which the text must hold at least one, and so it is for each set in
`Phrase.needs`. Messages without them are never searched: that is where the speed comes from.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from language.phrases import BadPhrase, Spelling, parse
from safety.normalise import COMMON_WORDS, joined_pair, mended_words

_AT_MOST_NEEDS = 3
_EVERYWHERE = frozenset(
    ["to", "i", "my", "me", "the", "a", "it", "and", "you", "is", "in", "of", "for", "on", "no", "do"]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying something, ready to be looked for.

    Attributes:
        source: the phrase as written in the rule file.
        regex: finds it in text of the form " word word | word ".
        anchors: the text must hold one of these words (those ending in `*` are beginnings of words).
        needs: and one of each of these sets.
    """

    source: str
    regex: re.Pattern[str]
    anchors: frozenset[str]
    needs: tuple[frozenset[str], ...]


def _mended(word: str) -> list[str]:
    return [word] if word == "<laugh>" else mended_words(word)


def _cost(anchors: frozenset[str]) -> float:
    return sum(200.0 if word in _EVERYWHERE else 50.0 if word in COMMON_WORDS else 1.0 for word in anchors)


_MENDED = Spelling(re.compile(r"[a-z0-9<>]+\*?\Z"), _mended, joined_pair, _cost)


def compile_phrase(source: str, lists: Mapping[str, Sequence[str]]) -> Phrase:
    """Read a phrase; `lists` are those of `rules/words.toml`.

    Raises:
        BadPhrase: it cannot be read, or nothing in it must be there.
    """
    part = parse(source, lists, _MENDED)
    if not part.needs:
        raise BadPhrase(f"The phrase “{source}” has no word that must be there, so it would match anything.")
    anchors, *others = sorted(part.needs, key=_cost)
    needs = tuple(words for words in others if not any(word.endswith("*") for word in words))
    return Phrase(source, re.compile("(?<= )" + part.regex), anchors, needs[:_AT_MOST_NEEDS])
