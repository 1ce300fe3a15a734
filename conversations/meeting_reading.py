"""Whether a mentor's text tells of a meeting with a mentee that took place, and what it says of it.

"Met Sam 45 min, talked housing" is one; "havent met sam yet", "met sam's mum" and "meeting sam tomorrow" are
none, and go where any other words go. Read by how such a text is built: whoever tells of a meeting opens with
it, in the past, and names the mentee right behind. What has some of that and not enough is in doubt, and is
asked about: a note about somebody must neither reach them nor be lost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from conversations.addressing import SECOND_PERSON, words_of
from conversations.days import day_back
from conversations.names import first_name
from conversations.particulars import length_in, place_in
from language.folding import plain
from language.tokens import tidy


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting as it was told.

    Attributes:
        sure: whether it plainly is one; else it is asked about.
        name: the first name of the mentee, small and plain; "" where none of them is named.
        on: the day.
        minutes: how long; 0 where that is not said.
        place: where, as it was typed; "" where that is not said.
        about: what was talked of and comes next, as it was typed; "" where that is not said.
        other: whether somebody is named whom they do not walk with, as far as we know.
    """

    sure: bool
    name: str = field(repr=False)
    on: date
    minutes: int = 0
    place: str = field(default="", repr=False)
    about: str = field(default="", repr=False)
    other: bool = False


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# --- how such a text opens -------------------------------------------------------------------------------

_FILLER = (
    r"(?:ok|okay|yes|yep|so|and|but|note|update|fyi|debrief|log|just|i|we|ive|have|finally|also|first"
    r"|had|been|to|"
    r"today|yesterday|yday|last|night|this|morning|afternoon|evening|earlier|on|monday|tuesday"
    r"|wednesday|thursday|friday|"
    r"saturday|sunday|bueno|si|ya|pues|hoy|ayer|anoche|esta|este|manana|tarde|noche|el|lunes|martes"
    r"|miercoles|jueves|"
    r"viernes|sabado|domingo|yo|por|fin|la|semana|pasada|week)"
)
_LEAD = rf"(?:(?:hi|hey|hello|hola|buenas|dear) (?:[a-z]+ ){{0,2}}?)?(?:{_FILLER} ){{0,6}}?"
_PLAIN = (
    r"(?:met(?: up)?(?: with| w)?|caught up(?: with)?|linked(?: up)? w(?:ith)?|sat down with|visited"
    r"|went to (?:see|visit)"
    r"|(?:had|did) (?:a |an |our |my |another )?(?:[a-z]+ ){0,2}"
    r"(?:meeting|meet ?up|session|visit|coffee|brew|catch ?up|sit ?down|walk|lunch|breakfast)"
    r" (?:with|w)|spent (?:[a-z0-9]+ ){1,4}with"
    r"|me (?:vi|reuni|junte|encontre)(?: hoy| ayer)? con|nos (?:vimos|reunimos|juntamos)(?: con)?"
    r"|quede con|visite a|fui a ver a"
    r"|tuve (?:una? )?(?:[a-z]+ ){0,2}(?:reunion|sesion|visita|cita|cafe) con)"
)
_WEAK = (
    r"(?:saw|seen|meet(?:ing)?(?: up)?(?: with| w)?|was with|been with|hung out with|spoke (?:to"
    r"|with)|talked (?:to|with)"
    r"|(?:a )?(?:good |great |nice |quick |long )?(?:chat|call|session|visit|catch ?up) with|vi a"
    r"|estuve con|hable con"
    r"|reunion con|sesion con)"
)
_LENGTH_WITH = r"(?:about |around |como )?(?:[a-z0-9]+ ){1,5}(?:with|w|con)"
# Not whom somebody met, but somebody or something of theirs.
_OF_THEIRS = _set(
    """
    mum mom mam dad mother father brother sister son daughter wife husband partner girlfriend boyfriend ex
    kids kid family nan gran cousin friend mate landlord boss officer probation po worker caseworker lawyer
    solicitor doctor flat house place room new old
    """
)
_NOT = re.compile(
    r"\b(?:not|never|no show|didnt|havent|hasnt|hadnt|couldnt|cant|cannot|wont|wasnt|isnt|dont|havnt"
    r"|aint|nearly|almost"
    r"|should have|shouldve|supposed|meant to|was going|were going|if|when|before|until|wish|hoping"
    r"|hope to|want(?:ed)? to"
    r"|need to|will|gonna|going to|ill|id like|can i|could i|no (?:me|nos|lo|la|le|vi|pude|pudimos|he"
    r"|hemos|quede|hable)|nunca"
    r"|todavia|aun no|casi|quiero|voy a|vamos a|iba a)\b"
)
_FELL_THROUGH = re.compile(
    r"\b(?:no ?show|(?:didnt|never|did not) (?:show|turn up|come|make it)|cancell?ed|called off"
    r"|postponed|resched\w*|not there"
    r"|stood me up|no (?:vino|llego|aparecio)|cancel[oa]\w*|pospus\w*|reagend\w*)\b"
)
_LONG_AGO = re.compile(
    r"\b(?:years? ago|months? ago|first met|used to|back (?:in|when)|in (?:19|20)\d\d|hace"
    r" (?:[a-z0-9]+ )?(?:anos?|mes(?:es)?))\b"
)
_SEEN_ONLY = re.compile(
    r"\b(?:on (?:tv|facebook|insta\w*|the bus|the news)|in (?:the paper|a dream)|walking|driving"
    r"|running|leaving|across"
    r"|through the|en (?:la tele|facebook|el bus))\b"
)
_TALK = re.compile(
    r"\b(?:talk(?:ed|in|ing)?|chatted|discussed|went (?:over|through|well|good|ok|great)|go(?:ing)?"
    r" over|worked on|looked at"
    r"|filled (?:in|out)|helped|spoke about|covered|next (?:step|time|meet\w*|one)|(?:he|she|they)"
    r" (?:is|was|s|said|seems?|wants?)"
    r"|hablamos|platicamos|vimos lo|repasamos|revisamos|tratamos|trabajamos|siguiente paso|proximo"
    r" paso|fue bien|estuvo bien)\b"
)
_NEXT = re.compile(
    r"\b(?:next|proxim[oa]|siguiente|then|luego|meeting again|see(?:ing)? (?:him|her|them) again)\b"
)


_NONE = re.compile(
    r"\b(?:(?:not|never|didnt|did not|havent|have not|hasnt|couldnt|could not|cant|wasnt able to|unable to"
    r"|missed) (?:[a-z]+ ){0,2}?(?:met|meet|meeting|see|seen|saw|catch|make it|happen)"
    r"|(?:supposed|meant|due|going|planned|arranged|hoping|trying) (?:to|on) (?:meet|see|be meeting)\w*"
    r"|no ?show|no meeting|fell through|stood me up|cancell?ed|called off"
    r"|no (?:nos|lo|la|le|me|pude|pudimos|hemos|he|alcance|logre|logramos)\b(?: [a-z]+){0,2}? ?"
    r"(?:vimos|vi|ver|visto|reunimos|reuni|reunirnos|vernos|junto|juntamos|encontre)"
    r"|no vi a|no vino|no llego|no aparecio|no se presento|ibamos a|iba a (?:ver|reunir)\w*|quedamos de"
    r"|se cancelo|cancelo)\b"
)


def tells_of_none(text: str) -> bool:
    """Whether a text says that a meeting did not take place: "not met luz", "supposed to meet"."""
    return _NONE.search(" ".join(words_of(text))) is not None


def read(text: str, language: str, names: Sequence[str], today: date) -> Told | None:
    """The meeting a text tells of; None where it tells of none.

    Args:
        text: what a mentor wrote.
        language: theirs, for the order of "11/3".
        names: of their mentees.
        today: where they are.
    """
    said = " ".join(words_of(text))
    if not said or _LONG_AGO.search(said) or _asks_first(text) or tells_of_none(_head(text)):
        return None
    first = {first_name(name) for name in names}
    opened = _opening(said, first)
    if opened is None:
        return None
    end, name, strong = opened
    if _NOT.search(said[:end]) or _is_hailed(said, first):
        return None
    head = _head(text)
    minutes = length_in(text)
    place = place_in(head, names)
    on = day_back(head, language, today) or today
    signs = (
        bool(minutes) + bool(place) + (day_back(head, language, today) is not None) + bool(_TALK.search(said))
    )
    sure = bool(name) and not _FELL_THROUGH.search(said) and SECOND_PERSON.isdisjoint(said.split())
    if strong == _STRONG:
        sure = sure and not (_SEEN_ONLY.search(said) and not minutes)
    else:
        if not signs or (not name and signs < 2) or (_SEEN_ONLY.search(said) and not minutes):
            return None
        if not SECOND_PERSON.isdisjoint(said.split()):
            return None
        sure = sure and strong == _LIKELY and bool(minutes)
    if not name and strong == _STRONG and not signs:
        return None
    about = tidy(text)[len(head) :].strip(" .,;")
    return Told(sure, name, on, minutes, place, about, other=strong == _OTHER)


def details(text: str, language: str, names: Sequence[str], today: date, name: str) -> Told:
    """The same of a text of which only something else says that it may tell of a meeting: in doubt."""
    head = _head(text)
    on = day_back(head, language, today) or today
    about = tidy(text)[len(head) :].strip(" .,;")
    return Told(False, name, on, length_in(text), place_in(head, names), about)


def may_tell(text: str) -> bool:
    """Whether nothing says plainly that no meeting took place: no "not", no "if", no question."""
    said = " ".join(words_of(text))
    return (
        len(said.split()) >= _FEW
        and not tells_of_none(text)
        and not (_NOT.search(said) or _LONG_AGO.search(said) or "?" in text)
    )


_FEW = 4  # words; fewer say too little
_STRONG, _LIKELY, _HINT, _OTHER = "strong", "likely", "hint", "other"


def _opening(said: str, first: set[str]) -> tuple[int, str, str] | None:
    """How a text opens as such notes do: where that ends, whom it names, and how plainly it does."""
    for pattern, strength in ((_PLAIN, _STRONG), (_WEAK, _LIKELY), (_LENGTH_WITH, _STRONG)):
        # The shortest opening that is followed by somebody; what stands between them is a word at most.
        found = re.match(
            rf"{_LEAD}{pattern} (?:(?:my )?mentee )?(?P<who>[a-z]+)(?P<more>(?: [a-z0-9]+)?)", said
        )
        if found is None:
            continue
        if pattern is _LENGTH_WITH and not length_in(found[0]):
            continue
        who, then = found["who"], found["more"].strip()
        if who in first:
            if then in _OF_THEIRS or _names_two(said[found.end("who") :], first):
                return None
            start = strength if strength != _LIKELY or not said.startswith(("meet", "hola meet")) else _HINT
            return found.end(), who, start
        if who in _PRONOUNS and then not in _OF_THEIRS:
            return found.end(), "", strength
        if strength == _STRONG and who[:-1] not in first and who not in _NOBODY and length_in(said):
            return found.end(), "", _OTHER  # somebody whom we do not know by that name
        return None
    found = re.match(rf"{_LEAD}(?P<who>[a-z]+) ", said)
    if found and found["who"] in first and length_in(said[found.end() :][:24]):
        return found.end(), found["who"], _HINT  # "Sam 45 min, talked housing"
    if (
        length_in(said)
        and _TALK.search(said)
        and re.match(rf"{_LEAD}(?:about )?(?:\d+|an?|half|media|una?|one|two) ", said)
    ):
        return 0, "", _HINT
    return None


_PRONOUNS = _set("him her them el ella today yesterday up for at in on again this hoy ayer")
_NOBODY = _set(
    """
    the a an my his their some people everyone god la los las mi su un una de al del no it me you
    """
)


def _names_two(rest: str, first: set[str]) -> bool:
    """Whether another of their mentees is named beside: that is two meetings, which a person sorts out."""
    beside = re.match(r" (?:and|n|y|e|plus) (?P<who>[a-z]+)", rest)
    return beside is not None and beside["who"] in first


def _is_hailed(said: str, first: set[str]) -> bool:
    """Whether it is said to a mentee: "hey Sam, met your brother"."""
    words = said.split()
    return len(words) > 1 and words[0] in ("hi", "hey", "hello", "hola", "yo") and words[1] in first


def _asks_first(text: str) -> bool:
    """Whether the first sentence is a question."""
    return re.match(r"[^.!;\n?]*\?", text.strip()) is not None


def _head(text: str) -> str:
    """What a text says of the meeting itself: up to what was talked about, or comes next."""
    said = tidy(text)
    ends = [found.start() for pattern in (_TALK, _NEXT) if (found := pattern.search(plain(said)))]
    return said[: min(ends)] if ends else said
