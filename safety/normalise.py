"""Mends spelling, so that rules can speak plain words.

People in trouble do not type carefully, and some hide what they say from filters. `mend` turns what
came in into lower-case words with one space between them and `|` where a sentence ends:

    "I dnt wanna go 2nite…"          ->  " i dont want to go tonight "
    "k!ll mys3lf", "k i l l  m e"    ->  " kill myself ", " kill me "
    "Süicidál" with Cyrillic letters ->  " suicidal "

It takes away what changes nothing (swearing, "just", "really", "lol" is kept as `<laugh>`), writes
short forms out and joins "do not" to "dont". It never reads meaning; the rules do. Time is in
proportion to the length of the text. Word lists are data: `data/spelling.toml`.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from tomllib import loads
from typing import Any

from language.folding import MARKS
from language.slips import Glossary, left_out, swapped

MAX_CHARACTERS = 10_000
"""A text longer than this is read at its beginning and its end (an SMS has at most 1,600 characters)."""


def _data() -> dict[str, Any]:
    return loads((resources.files("safety") / "data" / "spelling.toml").read_text(encoding="utf-8"))


_DATA = _data()
COMMON_WORDS = frozenset(_DATA["common"]["words"].split())
"""Words so frequent in texts that looking for a phrase because of them would be waste."""


def _slips(word: str) -> set[str]:
    """A word with one letter left out or two neighbours swapped; the first letter stays."""
    return left_out(word) | swapped(word, 1)


_OFTEN = frozenset(_DATA["often_misspelt"]["words"].split())
_REAL = frozenset(_DATA["often_misspelt"]["real"].split())
_FILLERS = frozenset(_DATA["fillers"]["words"].split())
_MEANS: Mapping[str, tuple[str, ...]] = {
    **{slip: (word,) for word in sorted(_OFTEN) for slip in _slips(word) - _OFTEN - _REAL if len(slip) > 4},
    **{word: (right,) for right, wrong in _DATA["misspelt"].items() for word in wrong.split()},
    **{word: tuple(meaning.split()) for word, meaning in _DATA["short"].items()},
    **dict.fromkeys(_FILLERS, ()),
}


def _rules_speak_of() -> frozenset[str]:
    """Every word of a phrase: it is never taken for a slip of another."""
    words: set[str] = set()
    for entry in (resources.files("safety") / "rules").iterdir():
        if entry.name.endswith(".toml"):
            content = loads(entry.read_text(encoding="utf-8"))
            rules = content.get("rule", ())
            texts = [text for rule in rules for text in (*rule["phrases"], *rule.get("unless", ()))]
            texts += [way for ways in content.values() if not rules for way in ways]
            words.update(re.findall(r"[a-z]{3,}", " ".join(texts)))
    return frozenset(words)


_SPOKEN_OF = _rules_speak_of()
_DOING = frozenset(word for word in _SPOKEN_OF if word.endswith("ing"))
_GLOSSARY = Glossary(
    _DATA["slips"]["english"].split(),
    _DATA["slips"]["heard"].split(),
    _DATA["slips"]["spanish"].split(),
    (*_DATA["slips"]["real"].split(), *_SPOKEN_OF),
)
_HIDDEN_WORDS = frozenset(_DATA["hidden"]["words"].split())
_GLUE = frozenset(_DATA["hidden"]["glue"].split())
_RUN_TOGETHER = frozenset(_DATA["hidden"]["real"].split())
_LAUGHS = frozenset(_DATA["laughs"]["words"].split())
_SIGNS = str.maketrans({sign: f" {word} " for sign, word in _DATA["signs"].items()})
_LOOK_ALIKES = str.maketrans(
    {ord(alike): latin for latin, alikes in _DATA["look_alikes"].items() for alike in alikes}
)
_JOINS: Mapping[tuple[str, str], str] = {
    (pair.split()[0], pair.split()[1]): joined for pair, joined in _DATA["joins"].items()
}
_JOIN_SECONDS = frozenset(second for _, second in _JOINS)
_LEET = str.maketrans("013457!@$+|", "oieastiastl")
_LEET_L = str.maketrans("013457!@$+|", "oleastlastl")
_PIECES = re.compile(r"[a-z0-9]+(?:[!@$*+|]+[a-z0-9]+)*|[$@][a-z0-9]+|(?:\.\.+|…)|[.!?;\n]+")
_STRAY_LETTERS = re.compile(r"(?<![a-z0-9'])[a-z](?:[ .\-_*~]+[a-z]){2,}(?![a-z0-9'])")
_RUN = re.compile(r"([a-z])\1\1+")
_HAS_RUN = re.compile(r"([a-z])\1\1")
_NOT_PLAIN = re.compile(r"[^a-z]")
_LAUGH = re.compile(r"(?:h+[aei]+){2,}h*|(?:a+h+){2,}a*|l+o+l+(?:o+l+)*|(?:j+[aei]+){2,}j*|x+d+|k{4,}")
_SOUNDS_LIKE = tuple((re.compile(sound), word) for word, sound in _DATA["sounds_like"].items())
_BREAKS = frozenset(".!?;\n")


def mend(text: str) -> str:
    """Text with mended spelling: " word word | word ", with a space at either end. Empty text gives " "."""
    words = mended_words(text)
    return " " + " ".join(words) + " " if words else " "


def mended_words(text: str) -> list[str]:
    """The words of the mended text, `|` for the end of a sentence."""
    if len(text) > MAX_CHARACTERS:
        text = text[: MAX_CHARACTERS // 2] + "\n" + text[-MAX_CHARACTERS // 2 :]
    if not text.isascii():
        text = _latin(text)
    text = text.lower().replace("od'd", "overdosed").replace("'", "").replace("`", "")
    if _STRAY_LETTERS.search(text):
        text = _STRAY_LETTERS.sub(_gather, text)
    words: list[str] = []
    append = words.append
    for piece in _PIECES.findall(text):
        if piece in _MEANS:
            for word in _MEANS[piece]:
                append(word)
            continue
        first = piece[0]
        if first in _BREAKS:
            if (
                (len(piece) == 1 or first != "." or "!" in piece or "?" in piece)
                and words
                and words[-1] != "|"
            ):
                append("|")
            continue
        if first == "…":
            continue
        for word in _mended(piece):
            append(word)
    if not words:
        return words
    if not _JOIN_SECONDS.isdisjoint(words):
        words = _joined(words)
    if "lie" in words:
        words = _without(words, ["not", "going", "to", "lie"])
    if words and words[-1] == "|":
        words.pop()
    return words


def _without(words: list[str], saying: list[str]) -> list[str]:
    """Drops a saying whose "not" negates nothing ("not gonna lie")."""
    size = len(saying)
    for at in range(len(words) - size, -1, -1):
        if words[at : at + size] == saying:
            words = words[:at] + words[at + size :]
    return words


def joined_pair(first: str, second: str) -> str | None:
    """What two neighbouring words are written as in mended text ("do", "not": "dont"), if joined at all."""
    return _JOINS.get((first, second))


def _joined(words: list[str]) -> list[str]:
    """ "do not" -> "dont", "i am" -> "im": one way of writing each."""
    out: list[str] = []
    for word in words:
        if word in _JOIN_SECONDS and out and (joined := _JOINS.get((out[-1], word))):
            out[-1:] = joined.split()
        else:
            out.append(word)
    return out


def _latin(text: str) -> str:
    """Takes off accents, invisible characters and disguises; emoji that matter become words."""
    text = text.lower().translate(_SIGNS)
    text = unicodedata.normalize("NFKD", text).translate(_LOOK_ALIKES)
    return MARKS.sub("", text)


def _gather(match: re.Match[str]) -> str:
    """ "k i l l m y s e l f" -> "kill myself", when the letters spell words that we look for."""
    letters = re.sub(r"[^a-z]", "", match.group())
    found = _spell(letters)
    return " ".join(found) if found else match.group()


def _spell(letters: str) -> tuple[str, ...]:
    """Cuts letters into words that hide and what glues them; empty if they are made of anything else."""
    if len(letters) > 40:
        return ()
    best: list[tuple[str, ...] | None] = [(), *([None] * len(letters))]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 10), end):
            before = best[start]
            word = letters[start:end]
            if before is not None and (word in _HIDDEN_WORDS or word in _GLUE):
                best[end] = (*before, word)
                break
    found = best[-1] or ()
    return found if _HIDDEN_WORDS.intersection(found) else ()


@lru_cache(maxsize=4096)
def _mended(piece: str) -> tuple[str, ...]:
    """One word as it was meant. Remembered, because people use the same words again and again."""
    if piece in _LAUGHS or _LAUGH.fullmatch(piece):
        return ("<laugh>",)
    if _HAS_RUN.search(piece):
        twice, once = _RUN.sub(r"\1\1", piece), _RUN.sub(r"\1", piece)
        piece = twice if twice in _MEANS or twice in _HIDDEN_WORDS else once
        if (piece in _MEANS and len(piece) > 2) or piece in _FILLERS:  # "shhh" is not "sh"
            return _MEANS[piece]
    if len(piece) > 3 and piece[-1] == "i" and piece[:-1] in _HIDDEN_WORDS:
        return (piece[:-1], "i")  # the space was lost: "i want to diei am so tired"
    if len(piece) > 6 and piece not in _RUN_TOGETHER and (apart := _spell(piece)):
        return tuple(word for part in apart for word in _MEANS.get(part, (part,)))
    if len(piece) > 4 and piece.endswith("in") and piece + "g" in _DOING:
        return (piece + "g",)
    if len(piece) > 5 and piece.endswith("eing") and piece[:-4] + "ing" in _DOING:
        return (piece[:-4] + "ing",)
    if _GLOSSARY.knows(piece):
        return (piece,)
    if piece.isalpha() and (word := _GLOSSARY.meant(piece)):
        return _MEANS.get(word, (word,))
    for sound, word in _SOUNDS_LIKE:
        if sound.fullmatch(piece):
            return (word,)
    if _NOT_PLAIN.search(piece):
        plain = piece.translate(_LEET)
        if "*" in plain:
            plain = next((w for v in "aeiou*" if (w := plain.replace("*", v, 1)) in _HIDDEN_WORDS), plain)
        for word in (plain, piece.translate(_LEET_L)):
            if word in _HIDDEN_WORDS:
                return (word,)
            if word in _MEANS and not word.isdigit() and any(w in _HIDDEN_WORDS for w in _MEANS[word]):
                return _MEANS[word]
        pieces = re.split(r"[^a-z0-9]+", piece)
        if len(pieces) > 1:
            return tuple(word for part in pieces if part for word in _MEANS.get(part, (part,)))
    return (piece,)
