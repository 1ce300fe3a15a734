"""What a mentor's text shows of whom it is for: signs, read from the words and nothing else.

A mentor texts one number for everything: a mentee, the coordinator, us. Which it is decides whether somebody
reads about themselves what was never meant for them. The signs are told apart here; what follows from them
stands in one table, `conversations.mentor_routes`. The wordings are in `phrases/mentor_en.toml` and
`phrases/mentor_es.toml`; slips of the thumb in the words of ours are mended first.
"""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

from conversations import phrases
from conversations.addressing import (
    SECOND_PERSON,
    Towards,
    clauses,
    greets,
    of_a_third,
    said_to_somebody,
    spoken_of,
    towards,
    words_of,
)
from conversations.asking import Asks, names_a_day, topics
from conversations.asking import asks as asks_what
from conversations.heard import Kind, hear
from conversations.meeting_reading import tells_of_none
from conversations.names import first_name
from conversations.particulars import length_in
from language.folding import plain
from language.slips import heard, mistyped


class Sign(StrEnum):
    """One thing that a text shows."""

    OURS = "ours"  # a word of ours, alone: SUPERVISION, SEEN, SHARE, NOTE
    HUSH = "hush"  # somebody is not to be told
    TO_STAFF = "to staff"  # speaks to one of the staff by name, or wants them
    OF_STAFF = "of staff"  # names one of them
    MATTER = "matter"  # of a mentor's part in the programme, or of how they are themselves
    ABOUT = "about"  # of a mentee, as of somebody who is not there
    THIRD = "third"  # of some third person: he, she
    MEETING = "meeting"  # tells how long something was, or that none was, and says "you" to nobody
    NAMED = "named"  # said to the mentee by name
    TAKES_UP = "takes up"  # an answer to what the mentee wrote last
    TO_YOU = "to you"  # said to somebody: "you", a greeting, "good luck"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MATTER, _HUSH, _ABOUT, _TO_YOU = (
    phrases.anywhere(name) for name in ("mentor_matter", "mentor_hush", "mentor_about", "mentor_to_you")
)

# --- words of ours, and the slips in them ----------------------------------------------------------------

# What a mentor may text to us by one word. STOP, HELP and the like are read before anything else.
_OURS = _set(
    """
    supervision seen share note cover met expenses complaint complain reflect reflection promise kit
    pause meet meetings coordinator training record wrong delete copy resources language debrief undo
    skip visto compartir nota relevo supervisora supervisor gastos queja reflexion promesa botiquin pausa
    registro
    """
)
# Long and rare enough to be mended wherever they stand.
_MENDED_ANYWHERE = ("supervision", "supervisor", "coordinator", "expenses", "complaint")
_REAL = _set(
    """
    over cove hover lover mover rover coves covet not mote dote vote rote tote noted notes shared shares
    hare stare scare spare shore shake shape shade shard see seem seed sen send teen keen been sees sent
    been kit kid bit hit sit it met me meh bet get let net pet set wet yet meet meat feet beet men mete
    undo und record pose cause paused visit vista mote bota nora nata nota noto gusto gastas gastos quema
    quejas queda releva relevos skips ship slip ski kip kiss skin wring wrung rings kits mets sewn seer
    meets copt cop cope complain complaints complaints complained expense supervisions supervisors
    coordinators
    """
)


def _slips(words: Collection[str]) -> Mapping[str, str]:
    known = _OURS | _REAL
    return {slip: word for word in words for slip in sorted(mistyped(word)) if slip not in known}


_ALONE: Mapping[str, str] = _slips(sorted(_OURS - {"met", "kit"}))
_ANYWHERE: Mapping[str, str] = _slips(_MENDED_ANYWHERE)
_SOUNDS: Mapping[str, str] = {heard(word): word for word in _MENDED_ANYWHERE}
_COURTESY = _set(
    """
    please pls plz thanks thx ty porfa favor por
    gracias ok okay x xx xxx cheers hi hey hello hola the a un una
    """
)
_WORD = re.compile(r"[^\W\d_]+")


def mended(text: str) -> str:
    """A text in which a word of ours is spelled as it is meant: "supervison pls", "super vision"."""
    joined = re.sub(r"\bsuper[\s\-]+(vi[sc]i?o?n\w*)", r"super\1", text, flags=re.IGNORECASE)
    said = [word for word in words_of(joined) if word not in _COURTESY]
    alone = len(said) == 1

    def mend(found: re.Match[str]) -> str:
        word = plain(found[0])
        meant = _ANYWHERE.get(word) or (_SOUNDS.get(heard(word)) if len(word) > 5 else None)
        if meant is None and alone:
            meant = _ALONE.get(word)
        if meant is None or meant == word:
            return found[0]
        return meant.upper() if found[0].isupper() else meant

    return _WORD.sub(mend, joined)


def is_ours(text: str) -> bool:
    """Whether a text is one of our words and nothing else, however it is spelled."""
    said = [word for word in words_of(mended(text)) if word not in _COURTESY]
    return len(said) == 1 and said[0] in _OURS


# --- the signs -------------------------------------------------------------------------------------------


def signs(
    text: str, mentee: str, others: Collection[str] = (), staff: Collection[str] = ()
) -> frozenset[Sign]:
    """What a text shows.

    Args:
        text: as it was typed.
        mentee: the name of whom it might go to.
        others: the names of the mentor's other mentees: never said to this one.
        staff: the names of those who work there.
    """
    text = mended(text)
    said = words_of(text)
    spaced = "".join(f"{word} " for word in said)
    found = set()
    if is_ours(text):
        found.add(Sign.OURS)
    if _HUSH.search(spaced):
        found.add(Sign.HUSH)
    if (how := _of_staff(text, staff)) is not None:
        found.add(how)
    if matters(text):
        found.add(Sign.MATTER)
    named = _named(text, said, mentee)
    if named is Sign.ABOUT or _ABOUT.search(spaced) or any(_named(text, said, one) for one in others):
        found.add(Sign.ABOUT)
    elif named is not None:
        found.add(named)
    if of_a_third(text):
        found.add(Sign.THIRD)
    to_you = _to_you(text, said, spaced)
    if to_you:
        found.add(Sign.TO_YOU)
    if (length_in(plain(text)) or tells_of_none(text)) and SECOND_PERSON.isdisjoint(said):
        found.add(Sign.MEETING)
    return frozenset(found)


def matters(text: str) -> bool:
    """Whether a text is of a mentor's part in the programme, asks for a person of the staff, or complains."""
    said = words_of(mended(text))
    first = next((word for word in said if word not in _COURTESY), "")
    if first in _BEGINS_OURS:
        return True
    return _wants_somebody(text, said) or _MATTER.search("".join(f"{word} " for word in said)) is not None


def asks(text: str) -> bool:
    """Whether a text asks for something, rather than telling of it."""
    said = [word for word in words_of(text) if word not in _COURTESY]
    return "?" in text or (bool(said) and (said[0] in _ASKING or " ".join(said[:2]) in _ASKING_TWO))


_ASKING = _set(
    """
    can could may who whom how when where what is are do does need necesito ocupo puedo puede pueden puedes
    quien como cuando donde alguien someone anyone
    """
)
_ASKING_TWO = frozenset({"i need", "i want", "id like", "i would", "me puede", "me pueden", "quiero hablar"})
_BEGINS_OURS = _set("note nota share compartir supervision cover relevo expenses gastos")
_MYSELF = _set(
    """
    i im id me us we my someone somebody anyone anybody person me nos alguien persona yo mi
    """
)


def _wants_somebody(text: str, said: list[str]) -> bool:
    """Whether it asks for a person, or complains; "did you ring them?" does neither."""
    found = hear(text)
    wants = found is not None and found.kind in (Kind.WANTS_PERSON, Kind.COMPLAINT)
    return wants and not _MYSELF.isdisjoint(said)


def speaks_of_a_third(text: str) -> bool:
    """Whether somebody's words speak of a third person: then "he" in the reply may be that one."""
    return of_a_third(text) or bool(_KIN.intersection(words_of(text)))


def takes_up(text: str, theirs: str) -> bool:
    """Whether a text answers somebody's words: a few words, a yes, a time they asked for, their topic."""
    said = words_of(text)
    if len(said) <= _A_FEW or said[0] in _AGREES:
        return True
    if len(said) <= _MORE and names_a_day(text) and asks_what(theirs) is not Asks.NOTHING:
        return True
    return not topics(text).isdisjoint(topics(theirs))


_A_FEW, _MORE = 3, 10
_AGREES = _set(
    """
    yes yeah yea yep yup ok okay sure si dale claro vale cool great perfect perfecto sale orale sorry perdona
    """
)
_KIN = _set(
    """
    mum mom mam mother dad father brother sister son daughter kid kids nan gran boyfriend girlfriend
    partner wife husband ex boss officer landlord doctor worker friend mate cousin aunt uncle lawyer
    solicitor guy woman man mama papa madre padre hermano hermana hijo hija novio novia esposo esposa
    jefe jefa oficial doctora amigo amiga primo prima tia tio abogado abogada casero
    """
)


def _of_staff(text: str, staff: Collection[str]) -> Sign | None:
    """Whether one of the staff is spoken to or wanted, or only named."""
    said = set(words_of(text))
    here = [one for one in staff if first_name(one) and first_name(one) in said]
    ways = [towards(part, one, in_touch=False) for part in clauses(text) for one in here]
    if Towards.TO in ways or Towards.WANTED in ways:
        return Sign.TO_STAFF
    return Sign.OF_STAFF if here else None


def _named(text: str, said: list[str], name: str) -> Sign | None:
    """Whether somebody is spoken to by name, or named in any other way; None where they are not named."""
    first = first_name(name)
    if not first or not {first, f"{first}s"}.intersection(said):
        return None
    ways = [towards(part, name, in_touch=_called_at_its_end(part, first)) for part in clauses(text)]
    if said in (["not", first], ["no", first]):
        return Sign.ABOUT
    hailed = _hailed(said, first)
    if (
        Towards.ABOUT in ways
        or _does_something(said, first)
        or f"{first}s" in said
        or not (hailed or {Towards.TO, Towards.TELL} & set(ways))
    ):
        return Sign.ABOUT
    return Sign.NAMED


_BEFORE_A_NAME = _set(
    """
    hi hey hello hiya hola oye yo alright morning evening afternoon good buenos buenas dias tardes noches
    animo thanks cheers ok okay gracias sorry suerte mate wassup sup well done congrats felicidades
    """
)


def _does_something(said: list[str], first: str) -> bool:
    """ "Hi, dee seems low": behind a greeting as well, a verb of theirs speaks of them."""
    after = said[said.index(first) + 1 :] if first in said else []
    return bool(after) and after[0] not in _ADVERBS and spoken_of(after)


_ADVERBS = _set("just still always never nunca siempre sigue")


def _hailed(said: list[str], first: str) -> bool:
    """ "Yo luz wyd", "buenos dias luz": a greeting and the name, and no verb of theirs behind it."""
    if first not in said:
        return False
    at = said.index(first)
    return 0 < at <= 3 and _BEFORE_A_NAME.issuperset(said[:at]) and not spoken_of(said[at + 1 :])


def _called_at_its_end(clause: str, first: str) -> bool:
    """ "Sorry I missed you today Dee"; but not "can you remind Dee"."""
    said = words_of(clause)
    asks = re.search(r"\b(?:can|could|will|would|may|please|pls) (?:you|u|yous)\b", " ".join(said))
    return said[-1:] == [first] and not SECOND_PERSON.isdisjoint(said) and asks is None


def _to_you(text: str, said: list[str], spaced: str) -> bool:
    you = {word for word in said if re.fullmatch(r"\w{2,}[ai]stes?", word)} - _NO_VERBS
    return bool(you) or said_to_somebody(text) or greets(text) or _TO_YOU.search(spaced) is not None


_NO_VERBS = frozenset({"triste", "tristes", "chiste", "chistes", "existe", "insiste", "baste"})
