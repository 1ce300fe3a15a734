"""A small phrase language, so that a rule is something a coordinator can read.

    want to (die|be dead)        words in this order; one of the ways in the brackets
    [really] want                words that may be missing
    suicid*                      any word that begins so
    kill .. myself               up to three words may stand in between
    hear ... voices              up to six
    {want} to die                a list of wordings with a name, kept in `rules/words.toml`
    # days, ## pills             a number; a number of two digits or more
    ^ bye $                      only at the beginning or the end of the message

Words in a phrase are mended like those of a message ("mother" is read as "mum", "really" is dropped), so one
may write what people write. Phrases are matched against mended text (`safety.normalise`): lower case, no
accents, no apostrophes, one space between words, `|` where a sentence ends. A gap never reaches over a `|`.
Every gap is bounded, so a pattern costs time in proportion to the text and cannot run away.

`Phrase.anchors` are words of which the text must hold at least one, and so it is for each set in
`Phrase.needs`. Messages without them are never searched: that is where the speed comes from.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from safety.normalise import COMMON_WORDS, joined_pair, mended_words

_TOKEN = re.compile(r"\{[a-z_]+\}|\#\#?|[()\[\]|^$]|\.{2,3}|[^\s()\[\]{}|^$#]+")
_WORD = re.compile(r"[a-z0-9<>]+\*?\Z")
_AT_MOST_NEEDS = 3
_GAPS = {"..": 3, "...": 6}
_EVERYWHERE = frozenset(
    ["to", "i", "my", "me", "the", "a", "it", "and", "you", "is", "in", "of", "for", "on", "no", "do"]
)


class BadPhrase(ValueError):
    """A phrase in a rule file cannot be read; the message says which and why."""


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


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern, and sets of words: it cannot match without one word of each."""

    regex: str
    needs: tuple[frozenset[str], ...] = ()


def _cost(anchors: frozenset[str]) -> float:
    return sum(200.0 if word in _EVERYWHERE else 50.0 if word in COMMON_WORDS else 1.0 for word in anchors)


def compile_phrase(source: str, lists: Mapping[str, tuple[str, ...]]) -> Phrase:
    """Reads a phrase.

    Args:
        source: the phrase, in the language above.
        lists: the named lists that `{name}` may stand for.

    Raises:
        BadPhrase: unknown list, unbalanced bracket, a character that mended text never holds, or nothing
            in it that must be there.
    """
    pieces = _TOKEN.findall(source)
    if "".join(pieces) != re.sub(r"\s+", "", source):
        raise BadPhrase(
            f"The phrase “{source}” has a character that phrases do not know; see safety/phrases.py."
        )
    pieces = _write_joined(pieces)
    part, rest = _alternatives(pieces, 0, source, lists, depth=0)
    if rest != len(pieces):
        raise BadPhrase(f"The phrase “{source}” closes a bracket that it never opened.")
    if not part.needs:
        raise BadPhrase(f"The phrase “{source}” has no word that must be there, so it would match anything.")
    anchors, *others = sorted(part.needs, key=_cost)
    needs = tuple(words for words in others if not any(word.endswith("*") for word in words))
    return Phrase(source, re.compile("(?<= )" + part.regex), anchors, needs[:_AT_MOST_NEEDS])


def _alternatives(
    pieces: list[str], at: int, source: str, lists: Mapping[str, tuple[str, ...]], depth: int
) -> tuple[_Part, int]:
    """Sequences separated by `|`, up to the closing bracket."""
    branches: list[_Part] = []
    sequence: list[_Part] = []
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if piece == "(":
            inner, at = _alternatives(pieces, at, source, lists, depth + 1)
            if at > len(pieces) or pieces[at - 1] != ")":
                raise BadPhrase(f"The phrase “{source}” opens a bracket ( that it does not close.")
            sequence.append(inner)
        elif piece == "[":
            inner, at = _alternatives(pieces, at, source, lists, depth + 1)
            if at > len(pieces) or pieces[at - 1] != "]":
                raise BadPhrase(f"The phrase “{source}” opens a bracket [ that it does not close.")
            sequence.append(_Part(f"(?:{inner.regex})?"))
        elif piece in ")]":
            if not depth:
                return _joined(branches, sequence), at - 1
            return _joined(branches, sequence), at
        elif piece == "|":
            branches.append(_sequence(sequence))
            sequence = []
        else:
            sequence.append(_leaf(piece, source, lists))
    if depth:
        raise BadPhrase(f"The phrase “{source}” opens a bracket that it does not close.")
    return _joined(branches, sequence), at


def _write_joined(pieces: list[str]) -> list[str]:
    """Writes "do not" as "dont" in a phrase, as in mended text."""
    out: list[str] = []
    for piece in pieces:
        if out and (joined := joined_pair(out[-1], piece)):
            out[-1:] = joined.split()
        else:
            out.append(piece)
    return out


def _leaf(piece: str, source: str, lists: Mapping[str, tuple[str, ...]]) -> _Part:
    if piece in _GAPS:
        return _Part(rf"(?:[^| ]+ ){{0,{_GAPS[piece]}}}?")
    if piece == "##":
        return _Part(r"[0-9]{2,} ")
    if piece == "#":
        return _Part(r"[0-9]+[a-z]* ")
    if piece == "^":
        return _Part(r"(?<!. )")
    if piece == "$":
        return _Part(r"(?:\| )?\Z")
    if piece.startswith("{"):
        name = piece[1:-1]
        if name not in lists:
            raise BadPhrase(
                f"The phrase “{source}” names the list {piece}, which rules/words.toml does not have."
            )
        ways = [
            _alternatives(_write_joined(_TOKEN.findall(way)), 0, way, lists, depth=0)[0]
            for way in lists[name]
        ]
        return _joined(ways[:-1], [ways[-1]])
    if not _WORD.match(piece):
        raise BadPhrase(f"The phrase “{source}” has “{piece}”, which mended text never holds.")
    if piece.endswith("*"):
        return _Part(re.escape(piece[:-1]) + r"[a-z0-9]* ", (frozenset({piece}),))
    words = [piece] if piece == "<laugh>" else mended_words(piece)
    return _sequence([_Part(re.escape(word) + " ", (frozenset({word}),)) for word in words])


def _sequence(parts: list[_Part]) -> _Part:
    return _Part("".join(part.regex for part in parts), tuple(need for part in parts for need in part.needs))


def _joined(branches: list[_Part], last: list[_Part]) -> _Part:
    every = [*branches, _sequence(last)]
    if len(every) > 1:  # a way that is all filler ("really") is no way at all
        every = [part for part in every if part.regex] or every[:1]
    if len(every) == 1:
        return every[0]
    regex = "(?:" + "|".join(part.regex for part in every) + ")"
    if any(not part.needs for part in every):
        return _Part(regex)
    return _Part(regex, (frozenset().union(*(min(part.needs, key=_cost) for part in every)),))
