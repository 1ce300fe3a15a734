"""Whether danger is only spoken of: asked about and denied, said before and explained, or done in a story.

Pure functions of mended words (`safety.normalise`). Each answers about one match in a message. Both are
narrow on purpose: whoever asks lowers an alarm to a concern by them, and never an emergency.
"""

import re
from collections.abc import Sequence

from safety.rulebook import BOOK

_ASKED = re.compile(
    r"\b(?:asked|asks|asking|ask|pregunto|pregunta|preguntaron|preguntan|preguntando) (?:\w+ ){0,2}?"
    r"(?:if|whether|did|do|was|were|am|si)(?: \w+){0,6}$"
    r"|\b(?:doctor|nurse|counsell?or|therapist|psychiatrist|po|probation|officer|medic[ao]"
    r"|doctora|enfermer[ao]|psicolog[ao]|psiquiatra)s? (?:\w+ )?(?:asked|asks|ask|pregunto|pregunta)"
    r"(?: \w+){0,7}$"
)
# "no sir", "no i want my tea", "and i said no"; not "no point", nor "no se".
_DENIED = re.compile(
    r"^(?:\w+ ){0,2}?(?:(?:and )?(?:i|we) (?:said|told (?:them|her|him)|say|answered) (?:no|nope|never)"
    r"|(?:y )?(?:yo )?(?:le|les) (?:dije|digo|conteste) (?:que |q )?no"
    r"|(?:no|nope|nah) (?:maam|sir|miss|senora|senor|i|mate))\b"
)
_AFFIRMED = re.compile(
    r"^(?:\w+ ){0,3}?(?:i|we|he|she) (?:said|told (?:\w+)|say|answered|nodded|couldnt say no|didnt say no)"
    r"(?: (?:that|them|him|her))? ?(?:yes|yeah|yep|yea|ya|i (?:do|did|was|am)|im|maybe|sometimes|true)\b"
    r"|^(?:\w+ ){0,3}?(?:i lied|couldnt say no|didnt say no|nodded|le dije que si|dije que si)\b"
)
# "When i said im going to jump i meant the pool", "the want to die thing was a joke"; not "i meant it".
_SAID = re.compile(
    r"\b(?:when|because|lo de|cuando) (?:i|que)? ?(?:said|texted|put|wrote|joked|dije|puse|escribi)"
    r"(?: (?:that|que|i|im|ima|id|ill|was|am|going|to|the|me|lo|de))*$"
    r"|\blo de(?: (?:que|me|anoche|ayer))*$"
)
_EXPLAINED = re.compile(
    r"^(?:\w+ ){0,6}?(?:meant|was about|was (?:just )?(?:a )?(?:joke|joking|kidding)|was on about"
    r"|talking about|hablaba de|me referia a|era por|fue por|era (?:una )?broma) (?!it\b|every word|what i)"
)
_MEANT_STRAIGHT = re.compile(
    r"^(?:(?:thing|comment|text|stuff) )?(?:meant|was a joke|was about|fue por|era por|era broma) "
    r"(?!it\b|every)"
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


def asked_and_affirmed(after: Sequence[str]) -> bool:
    """ "They asked if i was suicidal and i said yes": whoever was asked does not take it back."""
    return bool(_AFFIRMED.search(" ".join(after[:8])))


def said_and_explained(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "When i said im going to jump i meant into the pool": told of an earlier message, and what it meant.

    Args:
        before: the words of the sentence before the match.
        after: the words of the message after it, without marks.
    """
    follows = " ".join(after[:14]) + " "
    if _MEANT_STRAIGHT.search(follows):
        return True
    return bool(_SAID.search(" ".join(before[-10:]))) and bool(_EXPLAINED.search(follows))


def of_a_story(before: Sequence[str], matched: Sequence[str]) -> bool:
    """ "The film where he jumps": a story is named, and nobody says of themselves what follows."""
    said = " ".join(before[-14:])
    told = list(_STORY.finditer(said))
    if not told:
        return False
    return _WRITER.isdisjoint(said[told[-1].end() :].split()) and _WRITER.isdisjoint(matched)
