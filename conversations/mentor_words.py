"""What mentors may text by a word: SEEN, CALL and NOTE after a nudge, SUPERVISION and COVER for themselves.

Read only for mentors: to anybody else these are words like any others. Exact words count, and a word in
capitals or before a colon with more behind it; people's own wordings ("can I get supervision?") count where
they are plainly that. Spanish: VISTO, LLAMAR, NOTA, SUPERVISION, RELEVO.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from conversations import phrases
from conversations.addressing import SECOND_PERSON, words_of
from conversations.asking import names_a_day
from conversations.days import span_ahead
from conversations.lines import line
from conversations.mentor_speech import is_ours, mended
from conversations.plain import Json, Unreadable
from conversations.questions import read_by, yes_no
from conversations.talk import Conversation, NoReply, Talk, Unclear, register
from conversations.whom_for import load_name, read_name
from language.folding import fold_in_place, visible

INVITE_MENTOR = line("invite-mentor", "programme")
KEPT_UNCONFIRMED = line("kept-unconfirmed", "coordinator")
SEEN_THANKS = line("seen-thanks")
CALL_KNOWN = line("call-known", "name", "text")
CALL_CHOSEN = line("call-chosen", "name", "time")
CALL_NO_NUMBER = line("call-no-number", "name", "coordinator")
CALL_NOT_ASKED = line("call-not-asked")
WHENS_GOOD = line("whens-good")
NOTE_KEPT = line("note-kept", "name", "coordinator")
NOTE_HOW = line("note-how")
SUPERVISION_ASKED = line("supervision-asked", "coordinator", "seen")
ASKED_ALREADY = line("asked-already", "coordinator", "seen")
COVER_HELLO = line("cover-hello")
COVER_UNCLEAR = line("cover-unclear")
COVER_ASKED = line("cover-asked", "since", "date", "coordinator", "seen")
COVER_GRANTED = line("cover-granted", "mentor", "since", "date")
COVER_BY = line("cover-by", "person", "people", "since", "date")
COVER_MENTEE = line("cover-mentee", "person", "mentor", "since", "date")
COVER_BY_MEETINGS = line("cover-by-meetings", "meetings")
COVER_MENTEE_MEETINGS = line("cover-mentee-meetings", "when", "mentor")
COVER_ASKED_OPEN = line("cover-asked-open", "coordinator", "seen")


class Word(StrEnum):
    """What a mentor asks for."""

    SEEN = "seen"
    CALL = "call"
    NOTE = "note"
    SUPERVISION = "supervision"
    COVER = "cover"
    MET = "met"  # how to note a meeting


@dataclass(frozen=True, slots=True)
class Said:
    """A word, and what was said behind it, as it was typed."""

    word: Word
    rest: str = field(default="", repr=False)


_WHOLE = {
    **dict.fromkeys(("seen", "seen it", "visto", "ya lo vi"), Word.SEEN),
    **dict.fromkeys(("call", "llamar", "llamada"), Word.CALL),
    **dict.fromkeys(("note", "nota"), Word.NOTE),
    **dict.fromkeys(("supervision", "my supervision", "mi supervision"), Word.SUPERVISION),
    **dict.fromkeys(("cover", "cover me", "relevo", "un relevo"), Word.COVER),
    **dict.fromkeys(("met", "reunion"), Word.MET),
}
_NAMED = {
    "call": Word.CALL,
    "llamar": Word.CALL,
    "note": Word.NOTE,
    "nota": Word.NOTE,
    "supervision": Word.SUPERVISION,
    "cover": Word.COVER,
    "relevo": Word.COVER,
}
_RESTED = re.compile(
    rf"\W*(?P<word>{'|'.join(_NAMED)})(?P<gap>\s*[:,\-\u2013\u2014]\s*|\s+)(?P<rest>\S.*)", re.DOTALL
)
_LEAD = (
    r"(?:(?:hi|hey|hello|hola|please|pls|por favor|so|ok|y)\W+)*"
    r"(?:(?:can|could|may) (?:i|you|we)(?: please)?(?: just)?(?: get| have| ask for| book| arrange|"
    r" find| give me| set up)?"
    r"|i(?:'d like|d like| would like| (?:really )?(?:want|need)|'ll need)(?: to)?(?: get| have| ask"
    r" for| book| request)?"
    r"|(?:is there )?any chance of|asking for|request(?:ing)?|book|need|want"
    r"|(?:me )?(?:puedes?|pueden|podria[ns]?|puedo|quiero|quisiera|necesito|ocupo|pido|hace falta)"
    r"(?: (?:tener|pedir|dar|darme|conseguir|conseguirme|un|una|algo de))*)"
)
_ASKS = (
    (
        Word.SUPERVISION,
        re.compile(
            rf"{_LEAD}\s+(?:some |a |an |my |next |extra |una |mi |sesion de"
            rf" )*supervision\b(?P<rest>.*)",
            re.DOTALL,
        ),
    ),
)
_COVER_ME = phrases.anywhere("mentor_cover")
_COURTESY = frozenset(
    ["please", "pls", "plz", "thanks", "thx", "gracias", "porfa", "por", "favor", "hi", "hey", "hola", "ok"]
)
_GOES_ON = re.compile(
    r"(?:for|from|next|this|until|till?|while|on|tomorrow|starting|please|with|because|as i|i|my"
    r"|durante|del?|desde|hasta|la|el"
    r"|por|para|esta|este|porque|que|mi|con)\b"
)
_SHORT = 25  # words of a wish in somebody's own words


def read(words: str, language: str, today: date) -> Said | None:
    """Which of them a message is, if it is one.

    Args:
        words: the message.
        language: for "11/3" behind COVER.
        today: where the mentor is.
    """
    shown = mended(visible(words))
    folded = fold_in_place(shown)
    bare = [word for word in re.findall(r"[a-z]+", folded) if word not in _COURTESY]
    if (whole := _WHOLE.get(" ".join(bare))) and not re.search(r"[\d?]", folded):
        return Said(whole)
    if found := _RESTED.match(folded):
        word, rest = _NAMED[found["word"]], shown[found.start("rest") :].strip()
        typed = shown[found.start("word") : found.end("word")]
        fixed = ":" in found["gap"] or typed.isupper() or folded[: found.start("word")].endswith("/")
        if fixed and not (rest.isupper() and len(rest.split()) > 1 and word is not Word.COVER):
            return Said(word, rest)
        if word is Word.COVER and span_ahead(rest, language, today):
            return Said(word, rest)
    if len(folded.split()) <= _SHORT and _COVER_ME.search("".join(f"{word} " for word in words_of(shown))):
        return Said(Word.COVER, shown.strip() if read_when(shown.replace("?", ""), language) else "")
    if len(folded.split()) <= _SHORT:
        for word, pattern in _ASKS:
            if (asked := pattern.match(folded)) and _goes_on_so(word, asked["rest"]):
                return Said(word, shown[asked.start("rest") :].strip(" ?.!,"))
    return None


def _goes_on_so(word: Word, rest: str) -> bool:
    """Whether what follows is still that wish: "need cover next week", and not "can you cover the bus"."""
    bare = rest.strip(" ?.!,")
    return word is Word.SUPERVISION or not bare or _GOES_ON.match(bare) is not None


# --- CALL: when is good? -----------------------------------------------------------------------------------

ASK_WHEN = yes_no("whens-good-to-call", variables=["name"], patience=timedelta(days=1), reminds=False)


@dataclass(frozen=True, slots=True)
class Caller:
    """A mentor who would like to call a mentee.

    Attributes:
        person_id: the mentee.
        name: theirs.
        known: what the mentee wrote of it last; "" for nothing.
        chosen: a day and time that the mentee chose for messages, in the mentor's words; "" where there is
            none, or where it is no time to ring.
    """

    person_id: str
    name: str
    known: str = ""
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Calling:
    """Whether the mentee is to be asked when is good."""

    person_id: str
    ask: bool


async def call(talk: Talk, mentor: Caller) -> Calling:
    """Say when they are free, as far as they wrote it, and offer to ask them. Numbers stay private."""
    if mentor.known:
        await talk.say(CALL_KNOWN, name=mentor.name, text=mentor.known)
    elif mentor.chosen:
        await talk.say(CALL_CHOSEN, name=mentor.name, time=mentor.chosen)
    try:
        return Calling(mentor.person_id, await talk.ask(ASK_WHEN, name=mentor.name))
    except (NoReply, Unclear):
        return Calling(mentor.person_id, ask=False)


# --- NOTE: about whom? -------------------------------------------------------------------------------------

NOTE_ABOUT = read_by("note-about", read_name, load_name, variables=["people"])


@dataclass(frozen=True, slots=True)
class Noter:
    """A note that may be about one of several people."""

    words: str
    people: str


@dataclass(frozen=True, slots=True)
class Noted:
    """About whom, to be matched with a name; and the note."""

    answer: str
    words: str
    people: str


async def note(talk: Talk, mentor: Noter) -> Noted:
    """Ask whom a note is about."""
    return Noted(await talk.ask(NOTE_ABOUT, people=mentor.people), mentor.words, mentor.people)


# --- COVER: from when until when? --------------------------------------------------------------------------

_TRIES = 2
_ANY_DAY = date(2026, 1, 5)  # whether days are named can be seen without knowing which they are


def read_when(text: str, language: str) -> tuple[str, str] | None:
    """Words that name days, or a few that say how it is ("for a bit"); anything else is for somebody else."""
    words = text.strip()
    said = words_of(words)
    if "?" in words or not said or len(said) > _SHORT:
        return None
    named = span_ahead(words, language, _ANY_DAY) or names_a_day(words) or re.search(r"\d", words)
    to_somebody = not SECOND_PERSON.isdisjoint(said) or is_ours(words)
    return (words[:_MOST], "") if (named or len(said) <= _FEW) and not to_somebody else None


def load_when(stored: Json) -> str:
    """The words that were stored.

    Raises:
        Unreadable: they are none.
    """
    if isinstance(stored, str) and 0 < len(stored) <= _MOST:
        return stored
    raise Unreadable("from when until when is asked for in words")


_MOST = 160
_FEW = 4
COVER_WHEN = read_by("cover-when", read_when, load_when, reminds=False)


@dataclass(frozen=True, slots=True)
class Away:
    """A mentor who asks for cover; `today` is the day it is where they are, `said` what came with the
    word."""

    today: str
    tongue: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class CoverWanted:
    """From which day to which, both in ISO 8601 and "" where that was not plain; and all that was said."""

    first: str
    last: str
    words: str


async def cover(talk: Talk, mentor: Away) -> CoverWanted:
    """Ask from when until when. What stays unclear is settled by a person: the request is made all the
    same."""
    words = [mentor.said] if mentor.said else []
    today = date.fromisoformat(mentor.today)
    if not mentor.said:
        await talk.say(COVER_HELLO)
    for attempt in range(1, _TRIES + 1):
        try:
            said = await talk.ask(COVER_WHEN, about=attempt)
        except (NoReply, Unclear):
            break
        words.append(said)
        # "from tomorrow", and then "until friday"
        span = span_ahead(" ".join(words), mentor.tongue, today) or span_ahead(said, mentor.tongue, today)
        if span is not None:
            return CoverWanted(span[0].isoformat(), span[1].isoformat(), " / ".join(words))
        if attempt < _TRIES:
            await talk.say(COVER_UNCLEAR)
    return CoverWanted("", "", " / ".join(words))


CALL = register(Conversation("mentor_call", 1, Caller, call))
NOTE = register(Conversation("mentor_note", 1, Noter, note))
COVER = register(Conversation("mentor_cover", 1, Away, cover))
