"""What somebody with a meeting ahead says of it in their own words: not coming, at another time, late.

"cant make it thursday", "no puedo ir el jueves", "can we do 4 instead", "when is it": read by the wordings in
`phrases/`, in which one day or hour stands for any. It only says what a text may be about. Nothing is called
off, moved or passed on for it without a yes, or without being plainly for the other.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from conversations import phrases
from conversations.day_spelling import mend
from conversations.meeting_moments import Problem, settle
from conversations.meeting_times import Named, led, marked, read_meeting
from language.folding import plain, visible
from language.slips import heard

_MOST = 240  # signs: more tells a story, which a person reads
_OFF = phrases.anywhere("meeting_off")
_CANNOT = phrases.anywhere("meeting_cannot")
_OTHER = phrases.anywhere("meeting_other")
_LATE = phrases.anywhere("meeting_late")
_WHEN = phrases.anywhere("meeting_when")
_COMING = phrases.anywhere("meeting_coming")
# Something else that one comes to, or is late for: "make it to court", "no llego a fin de mes".
_ELSE = re.compile(
    r"(?:make|mek|come|get|be|go) (?:it |there |in )?(?:to|2|into|at|for) (?!the meeting|our|meet"
    r"|see|you|u\b|xday|xtime|it\b|this)"
    r"|(?:cant|cannot|wont) (?:come|do) (?:down|over|off|without|with|anything|nothing|shit|much|my"
    r"|the|any)\b"
    r"|(?:late|behind) (?:for|on|with) (?!our|the meeting|meeting|you|u\b|xday|xtime|today)"
    r"|(?:ir|llegar|asistir|acudir|venir|llego|voy|ire|asistire) (?:a|al) (?!la cita|la reunion"
    r"|la junta|nuestra|verte|verlo|xday|xtime|tiempo|llegar|poder|ir\b|hacer|alcanzar|las? )"
    r"|(?:cant|cannot|wont|not|never) (?:\w+ ){0,3}(?:wait|pay|afford|till?|until|before|believe"
    r"|find|sleep|rent)\b"
    r"|cancel (?:my|the) (?!meeting)\w+|a fin de mes"
)
_NAMES_IT = re.compile(
    r"\b(?:xday|meeting|meet|meetup|cita|reunion|junta|call (?:it |this )?off|vernos|verte)\b"
)


class About(StrEnum):
    """What is said of a meeting."""

    OFF = "off"
    OTHER_TIME = "other_time"
    LATE = "late"
    WHEN = "when"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of a meeting.

    Attributes:
        about: what.
        plainly: whether it speaks of a meeting by its day or its name; else it may be about anything.
    """

    about: About
    plainly: bool


def said_of_meeting(text: str) -> Said | None:
    """What a text says of a meeting, if it may say anything; whether there is one, the caller knows."""
    text = visible(text)
    if len(text) > _MOST:
        return None
    said = _plain(text)
    if not said.strip():
        return None
    plainly = _NAMES_IT.search(said) is not None
    if _WHEN.search(said):
        return Said(About.WHEN, True)
    off = _OFF.search(said)
    cannot = off or _CANNOT.search(said)
    if _OTHER.search(said) and (not _ELSE.search(said) or cannot):
        return Said(About.OTHER_TIME, plainly or "instead" in said or "en vez" in said)
    if off:
        return Said(About.OFF, True)
    if cannot and not _ELSE.search(said):
        return Said(About.OFF, plainly)
    if _LATE.search(said) and not _ELSE.search(said):
        return Said(About.LATE, plainly)
    if _COMING.search(said):
        return Said(About.COMING, plainly)
    return None


_YES = re.compile(
    r"(?:(?:ok|okay|k|kk|yes|yeah|yep|yup|sure|great|perfect|cool|sounds good|works|works for me"
    r"|that works|good"
    r"|im good|all good|see you|see you there|see you then|cu|si|vale|claro|perfecto|bueno|listo"
    r"|sale|dale|va|ahi estare|nos vemos|de acuerdo|confirmed|confirmo|thanks|thank you|gracias) ?)+"
)
_NO = re.compile(
    r"(?:(?:no|nope|nah|sorry|perdon|lo siento|cant|i cant|i cannot|no can do|cant do that"
    r"|i cant do that|cant do it|cant make it"
    r"|cant make that|i cant make it|(?:that |it |this )?(?:doesnt|dont|wont) (?:work|fit"
    r"|suit)(?: for me)?|not good|not possible|that time is bad"
    r"|no puedo|no puedo ir|no me queda|no me va|no me viene bien|a esa hora no|ese dia no"
    r"|esa hora no|no voy|imposible|no se puede) ?)+"
)


_ASKS_THEM = re.compile(r"\b(?:you|vienes|viene|vas|vendras|puedes|sigues|usted|estas)\b")


def asks_the_other(text: str) -> bool:
    """Whether a question about a meeting is put to the other: "are you still coming thursday?"."""
    return _ASKS_THEM.search(_plain(text)) is not None


_KEEPS = re.compile(
    r"\b(?:dont|do not|not|never|keep|leave it|stays?|no la|no lo|dejala|dejalo|queda)"
    r" (?:\w+ ){0,3}(?:call|calling|cancel|cancell?ing|off|on|it|anul\w*|cancel\w*|asi|meant?|mean|what)\b"
)


def keeps_it(text: str) -> bool:
    """Whether words that speak of calling off rather mean the contrary: "no dont call it off"."""
    return _KEEPS.search(_plain(text)) is not None


def takes_it(text: str) -> bool | None:
    """Whether a short text says yes, or no, to a meeting that somebody has just set up; None: neither."""
    said = _plain(text)
    if _NO.fullmatch(said):
        return False
    return True if _YES.fullmatch(said) else None


# How the words of these wordings are typed as well.
_TYPED = {
    typed: word
    for word, written in {
        "make": "mke mek mak mkae maek mk",
        "cant": "kant carnt cnt cnat canny cant",
        "wont": "wnt",
        "can": "cn cna",
        "could": "cud cld cd",
        "next": "nxt nex",
        "week": "wk wek",
        "you": "u yu",
        "are": "r",
        "be": "b",
        "when": "wen whn",
        "what": "wat wot wht",
        "late": "l8 lte",
        "there": "ther thear thr dere",
        "instead": "insted instaed insteid instd",
        "something": "sumat sumthin sumn somethin summat sth smth sumfin",
        "meeting": "meetin mtg meting meetng",
        "running": "runnin runing",
        "come": "cum",
        "coming": "comin cumin",
        "not": "nt",
        "puedo": "pueo peudo pudo puedi",
        "podemos": "podemo podmos pdmos podemso",
        "hora": "ora",
        "cita": "sita citta",
        "para": "xa",
        "porque": "xq xk pq",
    }.items()
    for typed in written.split()
}
_HEARD = "voy vemos llego llegar llegare quiero mover surgio veo verte vernos viernes jueves cancelar hacer"
_SOUNDING = {heard(word): word for word in _HEARD.split()}


def _spelled(word: str) -> str:
    return _TYPED.get(word) or _SOUNDING.get(heard(word)) or word


def _plain(text: str) -> str:
    words = re.findall(r"[^\W_]+", plain(marked(mend(text))).replace("'", "").replace("\u2019", ""))
    return "".join(f"{_spelled(word)} " for word in words).replace("no can do ", "cant do ")


# "tuesday" in "cant do tuesday", "9 is no good", "en vez del martes": the time that is not to be.
_CLAUSE = re.compile(
    r"[,.;:!?\n]+|\s-\s|\b(?=(?:can|could|cld|shall|may|might|how about|what about|lets|instead of"
    r"|rather than|but|en vez|en lugar|podemos|puede|mejor"
    r"|lo pasamos|podria|seria|que tal|te parece|not)\b)"
)
_NOT_THEN = re.compile(
    r"\b(?:cant|cannot|can not|wont|not|no|instead of|rather than|en vez|en lugar|bad|out|off|from"
    r"|forgot|have|has|got|tengo|toca|is my|me toca"
    r"|moved|cambiaron|pusieron)\b"
)


def new_time(text: str, before: datetime, now: datetime, country: str) -> str:
    """The words in a text that name the other time; "" where that is not plain.

    Args:
        text: it asks for another time.
        before: when the meeting is, on the clocks of whoever writes.
        now: what those clocks show.
        country: whose order of day and month holds.
    """
    text = mend(visible(text))
    found: dict[tuple[str, str], str] = {}
    for clause in _CLAUSE.split(plain(text).replace("'", "").replace("\u2019", "")):
        named = read_meeting(led(clause))
        if not (named.day or named.clock) or "two" in (named.day, named.clock):
            continue
        if _NOT_THEN.search(clause) or _is_then(named, before, now, country):
            continue
        found[(named.day, named.clock)] = " ".join(filter(None, (named.when,)))
    return next(iter(found.values())) if len(found) == 1 else ""


def _is_then(named: Named, before: datetime, now: datetime, country: str) -> bool:
    """Whether what is named is when the meeting is already."""
    if named.clock and named.clock != f"{before:%H:%M}":
        return False
    if not named.day:
        return True
    return same_day(named, before, now, country)


def same_day(named: Named, at: datetime, now: datetime, country: str) -> bool:
    """Whether the day that is named is the day of this moment."""
    moment = settle(Named(named.day, None, f"{at:%H:%M}"), now, country)
    return not isinstance(moment, Problem) and moment.date() == at.date()
