"""Whether words are about a meeting of two people: named with a command, or proposed to somebody.

"meet thurs 3pm library" in small letters is a wish to us; "meet me thursday at 3" is said to somebody, and
goes there. What proposes a meeting to somebody may be offered to be kept, and is passed on in any case.
"""

import re

from conversations.day_spelling import mend
from conversations.meeting_times import PLACE_LENGTH, read_meeting
from language.folding import fold_in_place, visible

_OF_ANOTHER = re.compile(
    r"\W*(?:him|her|them|my|his|the guy|con (?:mi|su|el|la)|with (?:my|his|her|the|a))\b"
)
_MOST = 100  # signs; a text that is longer says more than when and where
# Behind "meet": words to somebody, or about somebody else.
_TO_SOMEBODY = re.compile(
    r"\W*(?:you|u|me|us|him|her|them|my|up|at my|the guy|con mi|contigo|conmigo"
    r"|(?:con|with) (?:mi|my|el|la|los|the|a|an|un|una|su|his|her))\b"
)
_SAYS_MORE = re.compile(
    r"\?|\b(?:i'?m|i'?ll|i|we|you|u|can|could|if|because|but|so|is|was|porque|pero|puedo|estoy|si)\b"
)
_PROPOSES = re.compile(
    r"\b(?:meet(?: up)?(?: me| (?:with )?(?:you|u))?|see (?:you|u|each other)|catch up|get together"
    r"|hang out|link(?: up)?"
    r"|nos vemos|vernos|quedamos|quedar|juntarnos|nos juntamos|encontrarnos|nos encontramos)\b"
)
_LED = re.compile(
    r".*?\b(?:meet(?: up)?(?: me| (?:with )?(?:you|u))?|see (?:you|u|each other)|catch up"
    r"|get together|hang out|link(?: up)?"
    r"|nos vemos|vernos|quedamos|quedar|juntarnos|nos juntamos|encontrarnos|nos encontramos)\b",
    re.DOTALL,
)


def is_meeting(text: str, _language: str) -> bool:
    """Whether words behind "meet" are when and where, and nothing else."""
    folded = fold_in_place(visible(text))
    if len(text) > _MOST or _TO_SOMEBODY.match(folded):
        return False
    named = read_meeting(text)
    return bool(named.day and named.clock) and _is_place(named.place)


def is_only_time(text: str, _language: str) -> bool:
    """Whether a text is a day, an hour or both, and nothing else."""
    named = read_meeting(text)
    return bool(named.day or named.clock) and not named.place and "?" not in text


def _is_place(place: str) -> bool:
    return len(place) <= PLACE_LENGTH and not _SAYS_MORE.search(fold_in_place(place))


def proposed(text: str) -> str:
    """When and where, in a text to somebody that proposes a meeting; "" where it is none.

    "can we meet thurs at 3 at the library?" is "thurs at 3 at the library"; of "thurs at 3 can we meet, its
    about my rent" the day and the hour are taken.
    """
    whole = mend(visible(text)).strip()
    folded = fold_in_place(whole)
    if len(whole) > _MOST or not _PROPOSES.search(folded):
        return ""
    led = _LED.match(folded)
    words = whole[led.end() :].strip(" ?!.,") if led else ""
    if _OF_ANOTHER.match(fold_in_place(words)):
        return ""
    named = read_meeting(words)
    if named.day and named.clock and _is_place(named.place):
        return words
    named = read_meeting(whole)
    return named.when if named.day and named.clock and "two" not in (named.day, named.clock) else ""
