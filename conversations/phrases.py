"""The wordings in which people ask for something: data, a file for each language in `phrases/`.

They are written in the phrase language of `language.phrases` and matched against a whole message in small
letters, without accents or punctuation. The languages are read together, because people mix them. Read when
the program starts; a phrase that cannot be read stops it there.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib import resources
from tomllib import loads

from language import phrases


def _read(part: str) -> Mapping[str, Sequence[str]]:
    """Lists or wordings by name, those of every language together."""
    found: dict[str, list[str]] = defaultdict(list)
    folder = resources.files("conversations") / "phrases"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        for name, ways in loads(file.read_text(encoding="utf-8"))[part].items():
            found[name] += ways
    return found


_LISTS = _read("lists")
_WORDINGS = _read("wordings")


def whole(name: str) -> re.Pattern[str]:
    """A pattern for `fullmatch`: any wording of that name. Messages have a space behind every word."""
    return phrases.whole(_WORDINGS[name], _LISTS)


def lead(*names: str) -> re.Pattern[str]:
    """A pattern for `sub`: any number of these wordings at the start, leaving a word at least."""
    return phrases.lead([way for name in names for way in _WORDINGS[name]], _LISTS)


def trail(*names: str) -> re.Pattern[str]:
    """A pattern for `sub`: any number of these wordings at the end, leaving a word at least."""
    return phrases.trail([way for name in names for way in _WORDINGS[name]], _LISTS)


def anywhere(name: str) -> re.Pattern[str]:
    """A pattern for `search`: any wording of that name, whatever stands around it. Every word has a space
    behind it."""
    return phrases.anywhere(_WORDINGS[name], _LISTS)
