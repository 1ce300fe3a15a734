"""Whether danger is only spoken of: asked about and denied, taken back as a joke, told of a film or a song.

Pure functions of mended words (`safety.normalise`). Each answers about one match in a message; whoever asks
lowers its tier to a concern, so that a person still reads it.
"""

import re
from collections.abc import Collection, Sequence

from safety.rulebook import BOOK


def _words(name: str) -> frozenset[str]:
    return frozenset(word for way in BOOK.lists[name] for word in way.split())


_REACH = 14  # words between a question and the "no" that answers it, and from a story to what happens in it
_ASKED, _DENIED = _words("asked_about"), _words("denied")
_STORIES, _WRITER = _words("stories"), _words("speaking_of_self") - {"so", "but", "and"}
_NOT = _words("negations")  # "not being dramatic, i want to die" is meant
_TAKES_BACK = re.compile(
    r" (?:(?:was|is|were|am|im) (?:only |just )?(?:a joke|a laugh|joking|kidding|messing"
    r"|being (?:dramatic|daft|silly))"
    r"|a joke about|just a saying|figure of speech|being dramatic|what people say"
    r"|thing people (?:\w+ ){0,3}say"
    r"|(?:era|fue|es) (?:una |de |pura )?broma|(?:fue|era) (?:solo )?(?:por|un decir)|hablo del?|exagere"
    r"|lo dije (?:en broma|por|de broma))(?= )"
)


def asked_and_denied(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "The nurse asked if i want to die and i said no": asked about, and denied.

    Args:
        before: the words of the sentence before the match.
        after: the words of the message after it.
    """
    return not _ASKED.isdisjoint(before[-_REACH:]) and not _DENIED.isdisjoint(after[:_REACH])


def taken_back(text: str) -> bool:
    """ "The dying thing was a joke": whether the message says that it was not meant."""
    return any(
        _NOT.isdisjoint(text[max(0, found.start() - 30) : found.start()].split()[-3:])
        for found in _TAKES_BACK.finditer(text)
    )


def of_a_story(before: Sequence[str], matched: Collection[str]) -> bool:
    """ "The film where he jumps": a story is named before it, and the writer is not in between."""
    near = list(before[-_REACH:])
    at = max((place for place, word in enumerate(near) if word in _STORIES), default=-1)
    return at >= 0 and _WRITER.isdisjoint(near[at:]) and _WRITER.isdisjoint(set(matched) - {"me"})
