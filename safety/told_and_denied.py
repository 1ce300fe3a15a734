"""Whether danger is only spoken of: asked about and denied there and then, or done by somebody in a story.

Pure functions of mended words (`safety.normalise`). Each answers about one match in a message. Both are
narrow on purpose: whoever asks lowers an alarm to a concern by them, and never an emergency.
"""

import re
from collections.abc import Sequence

from safety.rulebook import BOOK

_ASKED = re.compile(
    r"\b(?:asked|asks|asking|ask|pregunto|pregunta|preguntaron|preguntan|preguntando) (?:\w+ ){0,2}?"
    r"(?:if|whether|did|do|was|were|si)(?: \w+){0,6}$"
)
# "no sir", "no i want my tea", "and i said no"; not "no point", nor "no se".
_DENIED = re.compile(
    r"^(?:\w+ ){0,2}?(?:(?:i|we) (?:said|told (?:them|her|him)|say) (?:no|nope|never)"
    r"|(?:y )?(?:yo )?(?:le|les) (?:dije|digo|conteste) (?:que |q )?no"
    r"|(?:no|nope|nah) (?:maam|sir|miss|senora|senor|i|mate))\b"
)
_STORY = re.compile(
    r"\b(?:movie|film|episode|song|album|novel|book|poem|tune|documentary|soap|anime|series|peli|pelicula|serie"
    r"|cancion|novela|telenovela|libro|poema)s? (?:\w+ ){0,2}?"
    r"(?:where|about|in which|when|whose|that|of|del?|donde|que|sobre)\b"
)
_WRITER = frozenset(word for way in BOOK.lists["says_of_themselves"] for word in way.split())


def asked_and_denied(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "The nurse asked if i want to die and i said no": asked about, and denied in the same breath.

    Args:
        before: the words of the sentence before the match.
        after: the words of the message after it, without marks.
    """
    return bool(_ASKED.search(" ".join(before[-12:]))) and bool(_DENIED.search(" ".join(after[:10])))


def of_a_story(before: Sequence[str], matched: Sequence[str]) -> bool:
    """ "The film where he jumps": a story is named, and nobody says of themselves what follows."""
    said = " ".join(before[-14:])
    told = list(_STORY.finditer(said))
    if not told:
        return False
    return _WRITER.isdisjoint(said[told[-1].end() :].split()) and _WRITER.isdisjoint(matched)
