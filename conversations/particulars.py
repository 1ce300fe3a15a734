"""How long something took and where it was, as people write it beside what they tell.

"45 min", "an hour and a half" and "1h30" are lengths; "an hour ago", "in 45 min" and "10 min late" are none.
A place is what stands behind "at the" and its like, as it was typed.
"""

import re
from collections.abc import Sequence

from conversations.names import NAMES_THAT_ARE_WORDS, first_name
from conversations.vocabulary import NUMBERS
from language.folding import plain

LONGEST_PLACE = 40
LONGEST = 12 * 60  # minutes

_COUNT = r"\d{1,3}(?:[.,]\d)?|[a-z]+"
_HOURS = re.compile(
    rf"(?<![\d:/])\b(?P<half>half an hour|half hour|media hora)\b"
    r"|\b(?P<clock>\d{1,2})h(?P<past>\d{2})\b"
    rf"|\b(?P<h>{_COUNT})\s*(?:hours?|hrs?|horas?|h)(?:\s+long)?\b"
    r"(?:\s*(?:and|y|&)?\s*(?P<extra>a half|half|media|(?P<m2>\d{1,2})\s*(?:min\w*|m)?)\b)?"
    r"|\b(?P<word>hour\s+and\s+a\s+half|hora\s+y\s+media)\b"
)
# Letters stand apart from the unit, which is no single letter then: "i am" is no minute.
_MINUTES = re.compile(
    r"\b(?:(?P<m>\d{1,3})\s*-?\s*(?:minutes?|mins?|minutos?|m|')|(?P<w>[a-z]+)[\s\-]\s*(?:minutes?|mins?|minutos?))(?![a-z])"
)
# "an hour ago", "in 45 min", "an hour late", "hace una hora": no length of a meeting.
_NO_LENGTH_BEHIND = re.compile(r"\s*(?:ago|late|early|away|from|drive|walk from|tarde)\b")
_NO_LENGTH_BEFORE = re.compile(
    r"\b(?:in|within|hace|en|dentro de|after|every|cada)\s+(?:about |like |como )?$"
)
_WORD_COUNTS = {"a": 1, "an": 1, "un": 1, "una": 1, "one": 1, "couple": 2}


def length_in(text: str) -> int:
    """How many minutes a text says that something took; 0 where it says nothing of it."""
    said = plain(text)
    for pattern in (_HOURS, _MINUTES):
        for found in pattern.finditer(said):
            if _NO_LENGTH_BEHIND.match(said[found.end() :]) or _NO_LENGTH_BEFORE.search(
                said[: found.start()]
            ):
                continue
            minutes = _hours(found) if pattern is _HOURS else _amount(found["m"] or found["w"])
            if 0 < minutes <= LONGEST:
                return round(minutes)
    return 0


def _hours(found: re.Match[str]) -> float:
    if found["half"]:
        return 30
    if found["clock"]:
        return int(found["clock"]) * 60 + int(found["past"])
    hours = 1.0 if found["word"] else _amount(found["h"])
    if not hours:
        return 0
    extra = (
        30 if found["word"] or (found["extra"] or "").endswith(("half", "media")) else int(found["m2"] or 0)
    )
    return hours * 60 + extra


def _amount(word: str) -> float:
    if word[0].isdigit():
        return float(word.replace(",", "."))
    return float(_WORD_COUNTS.get(word, NUMBERS.get(word, 0)))


_PLACE = re.compile(
    r"\b(?:at|in|en|por)\s+(?P<place>(?:the|a|an|his|her|their|my|la|el|los|un|una|su"
    r"|mi)\s+[^\W\d_][\w'\-]*(?:\s+[\w'\-]+){0,3}"
    r"|(?-i:[A-Z])[\w'\-]*(?:\s+(?-i:[A-Z])[\w'\-]*){0,3}|(?:costa|home|church|work|town|casa|persona"
    r"|person))",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"\b(?:on|by|over) (?:the )?(?P<way>phone|zoom|video|facetime)\b|\bpor (?P<es>telefono|video|zoom)\b",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"(?:the|a|an|la|el|los|un|una|las)\s+(?:moment|end|start|beginning|first|morning|afternoon"
    r"|evening|meantime|weekend|week|bad|good"
    r"|hurry|way|manana|tarde|noche|mediodia|final|principio|fin|lunes|martes|miercoles|jueves"
    r"|viernes|sabado|domingo)\b",
    re.IGNORECASE,
)
_ENDS_PLACE = re.compile(
    r"\s+(?:for|and|then|we|he|she|they|i|talk\w*|discuss\w*|about|to|with|today|yesterday|on|this"
    r"|last|next|por|y|hablamos|platicamos"
    r"|sobre|con|hoy|ayer|el|un|una|media|an?|half|\d\S*|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday)\b.*",
    re.IGNORECASE,
)


def place_in(text: str, names: Sequence[str] = ()) -> str:
    """Where something was, as it was typed; "" where a text does not say."""
    if way := _PHONE.search(text):
        return (way["way"] or way["es"]).lower()
    for found in _PLACE.finditer(text):
        place = _ENDS_PLACE.sub("", found["place"]).strip(" .,")
        if _NO_PLACE.match(place) or not place or (len(place.split()) < 2 and place.lower() in _ARTICLES):
            continue
        if first_name(place) in {first_name(name) for name in names} or plain(place) in NAMES_THAT_ARE_WORDS:
            continue
        return place[:LONGEST_PLACE]
    return ""


_ARTICLES = frozenset(
    ["the", "a", "an", "his", "her", "their", "my", "la", "el", "los", "un", "una", "su", "mi"]
)
