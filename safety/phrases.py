"""A small phrase language, so that a rule is something a coordinator can read.

    want to (die|be dead)        words in this order; one of the ways in the brackets
    [really] want                words that may be missing
    suicid*                      any word that begins so
    kill .. myself               up to three words may stand in between
    hear ... voices              up to six
    {want} to die                a list of wordings with a name, kept in `rules/words.toml`
    took # pills                 a number
    ^ bye $                      only at the beginning or the end of the message

Words in a phrase are mended like those of a message ("mother" is read as "mum", "really" is dropped), so
one may write what people write. Phrases are matched against mended text (`safety.normalise`): lower case, no accents, no apostrophes, one
space between words, `|` where a sentence ends. A gap never reaches over a `|`. Every gap is bounded, so a
pattern costs time in proportion to the text and cannot run away.

`Phrase.anchors` are words of which the text must hold at least one. Messages without them are never
searched: that is where the speed comes from.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from safety.normalise import joined_pair, mended_words

_TOKEN = re.compile(r"\{[a-z_]+\}|[()\[\]|^$#]|\.{2,3}|[^\s()\[\]{}|^$#]+")
_WORD = re.compile(r"[a-z0-9<>]+\*?\Z")
_GAPS = {"..": 3, "...": 6}


class BadPhrase(ValueError):
    """A phrase in a rule file cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying something, ready to be looked for.

    Attributes:
        source: the phrase as written in the rule file.
        regex: finds it in text of the form " word word | word ".
        anchors: the text must hold one of these words (those ending in `*` are beginnings of words).
    """

    source: str
    regex: re.Pattern[str]
    anchors: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern and the words it cannot do without (None: it needs none)."""

    regex: str
    anchors: frozenset[str] | None


# Words so frequent in texts that looking for a phrase because of them would be waste.
_COMMON = frozenset(
    "a about after again all am an and any are at back be been before but by can cant come could day did do does "
    "dont down for from get go going good got had has have he her here him his home how i id if ill im in is it its "
    "ive know last life like lol make me might more much my need never new next night no not now of off oh ok on one "
    "or our out over people put right say see she should so some take tell than thank that the their them then there "
    "they thing things think this thought time to today tomorrow tonight too up us very want was way we week well "
    "went were what when where which who why will with work would you your yourself de el la los las me mi no que se "
    "si un una y ya en por lo su con para".split()
)


def _cost(anchors: frozenset[str]) -> float:
    return sum(50.0 if word in _COMMON else 1.0 for word in anchors) / (1 if anchors else 1)


def compile_phrase(source: str, lists: Mapping[str, tuple[str, ...]]) -> Phrase:
    """Reads a phrase.

    Args:
        source: the phrase, in the language above.
        lists: the named lists that `{name}` may stand for.

    Raises:
        BadPhrase: unknown list, unbalanced bracket, a character that mended text never holds, or nothing
            in it that must be there.
    """
    tokens = _TOKEN.findall(source)
    if "".join(tokens) != re.sub(r"\s+", "", source):
        raise BadPhrase(f"The phrase “{source}” has a character that phrases do not know; see safety/phrases.py.")
    tokens = _write_joined(tokens)
    part, rest = _alternatives(tokens, 0, source, lists, depth=0)
    if rest != len(tokens):
        raise BadPhrase(f"The phrase “{source}” closes a bracket that it never opened.")
    if not part.anchors:
        raise BadPhrase(f"The phrase “{source}” has no word that must be there, so it would match anything.")
    return Phrase(source, re.compile("(?<= )" + part.regex), part.anchors)


def _alternatives(
    tokens: list[str], at: int, source: str, lists: Mapping[str, tuple[str, ...]], depth: int
) -> tuple[_Part, int]:
    """Sequences separated by `|`, up to the closing bracket."""
    branches: list[_Part] = []
    sequence: list[_Part] = []
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token == "(":
            inner, at = _alternatives(tokens, at, source, lists, depth + 1)
            if at > len(tokens) or tokens[at - 1] != ")":
                raise BadPhrase(f"The phrase “{source}” opens a bracket ( that it does not close.")
            sequence.append(inner)
        elif token == "[":
            inner, at = _alternatives(tokens, at, source, lists, depth + 1)
            if at > len(tokens) or tokens[at - 1] != "]":
                raise BadPhrase(f"The phrase “{source}” opens a bracket [ that it does not close.")
            sequence.append(_Part(f"(?:{inner.regex})?", None))
        elif token in ")]":
            if not depth:
                return _joined(branches, sequence), at - 1
            return _joined(branches, sequence), at
        elif token == "|":
            branches.append(_sequence(sequence))
            sequence = []
        else:
            sequence.append(_leaf(token, source, lists))
    if depth:
        raise BadPhrase(f"The phrase “{source}” opens a bracket that it does not close.")
    return _joined(branches, sequence), at


def _write_joined(tokens: list[str]) -> list[str]:
    """Writes "do not" as "dont" in a phrase, as in mended text."""
    out: list[str] = []
    for token in tokens:
        if out and (joined := joined_pair(out[-1], token)):
            out[-1] = joined
        else:
            out.append(token)
    return out


def _leaf(token: str, source: str, lists: Mapping[str, tuple[str, ...]]) -> _Part:
    if token in _GAPS:
        return _Part(rf"(?:[^| ]+ ){{0,{_GAPS[token]}}}?", None)
    if token == "#":
        return _Part(r"[0-9]+[a-z]* ", None)
    if token == "^":
        return _Part(r"(?<!. )", None)
    if token == "$":
        return _Part(r"(?:\| )?\Z", None)
    if token.startswith("{"):
        name = token[1:-1]
        if name not in lists:
            raise BadPhrase(f"The phrase “{source}” names the list {token}, which rules/words.toml does not have.")
        ways = [_alternatives(_write_joined(_TOKEN.findall(way)), 0, way, lists, depth=0)[0] for way in lists[name]]
        return _joined(ways[:-1], [ways[-1]])
    if not _WORD.match(token):
        raise BadPhrase(f"The phrase “{source}” has “{token}”, which mended text never holds.")
    if token.endswith("*"):
        return _Part(re.escape(token[:-1]) + r"[a-z0-9]* ", frozenset({token}))
    words = [token] if token in {"<laugh>", "suicide"} else mended_words(token)
    return _sequence([_Part(re.escape(word) + " ", frozenset({word})) for word in words])


def _sequence(parts: list[_Part]) -> _Part:
    needed = [part.anchors for part in parts if part.anchors]
    return _Part("".join(part.regex for part in parts), min(needed, key=_cost) if needed else None)


def _joined(branches: list[_Part], last: list[_Part]) -> _Part:
    every = [*branches, _sequence(last)]
    if len(every) == 1:
        return every[0]
    anchors = None if any(not b.anchors for b in every) else frozenset().union(*(b.anchors or () for b in every))
    return _Part("(?:" + "|".join(part.regex for part in every) + ")", anchors)
