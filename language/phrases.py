"""A small phrase language, so that what people say is written down in a way that a coordinator can read.

    want to (die|be dead)        words in this order; one of the ways in the brackets
    [really] want                words that may be missing
    [all|any|more]* messages     words that may come several times, or be missing
    suicid*                      any word that begins so
    kill .. myself               up to three words may stand in between
    hear ... voices              up to six
    {want} to die                a list of ways with a name
    # days, ## pills             a number; a number of two digits or more
    ^ bye $                      only at the beginning or the end of the message

A phrase is looked for in text of small words with one space behind each, `|` where a sentence ends; how such
text is made, and so how the words of a phrase are to be written, is the `Spelling`. A gap never reaches over
a `|`. Every gap is bounded, so a pattern costs time in proportion to the text and cannot run away.

`Part.needs` are sets of words: a text without one word of each cannot match and need not be searched.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\{[a-z_]+\}|\#\#?|\]\*|[()\[\]|^$]|\.{2,3}|[^\s()\[\]{}|^$#]+")
_GAPS = {"..": 3, "...": 6}


class BadPhrase(ValueError):
    """A phrase cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the text is written that phrases are looked for in.

    Attributes:
        word: what a word of a phrase looks like, and what of it may end in `*`.
        mended: a word of a phrase as the words that stand for it in the text.
        joined: what two neighbouring words are written as, if they are joined at all.
        cost: how often a text holds one of these words: phrases are looked for by those that cost least.
    """

    word: re.Pattern[str]
    mended: Callable[[str], Sequence[str]] = lambda word: [word]
    joined: Callable[[str, str], str | None] = lambda _, __: None
    cost: Callable[[frozenset[str]], float] = len


AS_TYPED = Spelling(re.compile(r"[a-z0-9']+\*?\Z"))
"""Small letters without accents, apostrophes as they are typed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a pattern, and sets of words: it cannot match without one word of each."""

    regex: str
    needs: tuple[frozenset[str], ...] = ()


def parse(source: str, lists: Mapping[str, Sequence[str]], spelling: Spelling = AS_TYPED) -> Part:
    """Read a phrase.

    Raises:
        BadPhrase: an unknown list, an unbalanced bracket, or a character that the text never holds.
    """
    pieces = _TOKEN.findall(source)
    if "".join(pieces) != re.sub(r"\s+", "", source):
        raise BadPhrase(
            f"The phrase “{source}” has a character that phrases do not know; see language/phrases.py."
        )
    reading = _Reading(source, lists, spelling)
    pieces = reading.with_joins(pieces)
    part, rest = reading.ways(pieces, 0, depth=0)
    if rest != len(pieces):
        raise BadPhrase(f"The phrase “{source}” closes a bracket that it never opened.")
    return part


@dataclass(frozen=True, slots=True)
class _Reading:
    source: str
    lists: Mapping[str, Sequence[str]]
    spelling: Spelling

    def ways(self, pieces: list[str], at: int, depth: int) -> tuple[Part, int]:
        """Sequences separated by `|`, up to the closing bracket."""
        branches: list[Part] = []
        sequence: list[Part] = []
        while at < len(pieces):
            piece = pieces[at]
            at += 1
            if piece == "(":
                inner, at = self.ways(pieces, at, depth + 1)
                if at > len(pieces) or pieces[at - 1] != ")":
                    raise BadPhrase(f"The phrase “{self.source}” opens a bracket ( that it does not close.")
                sequence.append(inner)
            elif piece == "[":
                inner, at = self.ways(pieces, at, depth + 1)
                if at > len(pieces) or pieces[at - 1] not in ("]", "]*"):
                    raise BadPhrase(f"The phrase “{self.source}” opens a bracket [ that it does not close.")
                sequence.append(Part(f"(?:{inner.regex})" + ("*" if pieces[at - 1] == "]*" else "?")))
            elif piece in (")", "]", "]*"):
                return self._either(branches, sequence), at if depth else at - 1
            elif piece == "|":
                branches.append(_in_order(sequence))
                sequence = []
            else:
                sequence.append(self._leaf(piece))
        if depth:
            raise BadPhrase(f"The phrase “{self.source}” opens a bracket that it does not close.")
        return self._either(branches, sequence), at

    def with_joins(self, pieces: list[str]) -> list[str]:
        """Pieces with "do not" written as the text writes it."""
        out: list[str] = []
        for piece in pieces:
            if out and (joined := self.spelling.joined(out[-1], piece)):
                out[-1:] = joined.split()
            else:
                out.append(piece)
        return out

    def _leaf(self, piece: str) -> Part:
        if piece in _GAPS:
            return Part(rf"(?:[^| ]+ ){{0,{_GAPS[piece]}}}?")
        if piece == "##":
            return Part(r"[0-9]{2,} ")
        if piece == "#":
            return Part(r"[0-9]+[a-z]* ")
        if piece == "^":
            return Part(r"(?<!. )")
        if piece == "$":
            return Part(r"(?:\| )?\Z")
        if piece.startswith("{"):
            return self._list(piece[1:-1])
        if not self.spelling.word.match(piece):
            raise BadPhrase(f"The phrase “{self.source}” has “{piece}”, which the text never holds.")
        if piece.endswith("*"):
            return Part(re.escape(piece[:-1]) + r"[a-z0-9]* ", (frozenset({piece}),))
        return _in_order(
            [Part(re.escape(word) + " ", (frozenset({word}),)) for word in self.spelling.mended(piece)]
        )

    def _list(self, name: str) -> Part:
        if name not in self.lists:
            raise BadPhrase(f"The phrase “{self.source}” names the list {{{name}}}, which there is not.")
        ways = [
            _Reading(way, self.lists, self.spelling).ways(self.with_joins(_TOKEN.findall(way)), 0, depth=0)[0]
            for way in self.lists[name]
        ]
        return self._either(ways[:-1], [ways[-1]])

    def _either(self, branches: list[Part], last: list[Part]) -> Part:
        every = [*branches, _in_order(last)]
        if len(every) > 1:  # a way that is all filler ("really") is no way at all
            every = [part for part in every if part.regex] or every[:1]
        if len(every) == 1:
            return every[0]
        regex = "(?:" + "|".join(part.regex for part in every) + ")"
        if any(not part.needs for part in every):
            return Part(regex)
        rarest = (min(part.needs, key=self.spelling.cost) for part in every)
        return Part(regex, (frozenset().union(*rarest),))


def _in_order(parts: list[Part]) -> Part:
    return Part("".join(part.regex for part in parts), tuple(need for part in parts for need in part.needs))


# --- wordings of whole messages --------------------------------------------------------------------------


def whole(phrases: Iterable[str], lists: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A pattern for `fullmatch`: any of the phrases. Messages are given with a space behind every word."""
    return re.compile(_any(phrases, lists))


def lead(phrases: Iterable[str], lists: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A pattern for `sub`: any number of the phrases at the start, leaving a word at least."""
    return re.compile(rf"^{_any(phrases, lists)}+(?=.)")


def trail(phrases: Iterable[str], lists: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A pattern for `sub`: any number of the phrases at the end, leaving a word at least."""
    return re.compile(rf"(?<= ){_any(phrases, lists)}+$")


def anywhere(phrases: Iterable[str], lists: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A pattern for `search`: any of the phrases, beginning at a word."""
    return re.compile(rf"(?<![^ ]){_any(phrases, lists)}")


def _any(phrases: Iterable[str], lists: Mapping[str, Sequence[str]]) -> str:
    return "(?:" + "|".join(parse(phrase, lists).regex for phrase in phrases) + ")"
