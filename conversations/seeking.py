"""Looking for places that help: for what, near where, and a week later whether they did.

Where somebody is, is asked once, only where it matters for what they look for, and may be skipped.
Whoever says it all in one text ("RESOURCES housing 60612") is asked nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from conversations import areas
from conversations.control import NEED, Need, need_called, which_need
from conversations.lines import line
from conversations.plain import Json, Unreadable
from conversations.questions import choice, read_by
from conversations.reading import read_text
from conversations.talk import Conversation, Talk, Unclear, register
from language.tokens import tokens


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NONE = line("resources-none", "coordinator")
NONE_NEAR = line("resources-none-near", "coordinator", "area")
PLACE = line("resource", "place", "how")
ASK_FOR = line("resource-ask-for", "what")
CONTACT = line("resource-contact", "who")
CHECKED = line("resource-checked", "date")
UNCHECKED = line("resource-unchecked")
CLOSING = line("resources-more", "coordinator")
CLOSING_MORE = line("resources-more-of-them", "coordinator")
NO_MORE = line("resources-no-more", "coordinator")
AREA_KEPT = line("area-kept", "area")
AREA_GONE = line("area-gone")
AREA_STAYS = line("area-stays")
RECORD_AREA = line("record-area", "area")
AREA_NOW = line("area-now", "area")
GLAD = line("places-glad")
NO_HURRY = line("places-no-hurry")
SORRY = line("places-sorry", "coordinator")
SORRY_CLOSED = line("places-sorry-closed", "coordinator")
ANOTHER = line("places-another")


def _read_area(reply: str, _language: str) -> tuple[str, str] | None:
    """A ZIP, a postcode or a town; "" where it is skipped."""
    skipped = read_text(reply, areas.LONGEST, optional=True)
    if skipped is not None and not skipped[0]:
        return skipped
    found = areas.read(reply)
    return (found, "") if found else None


def _load_area(stored: Json) -> str:
    if isinstance(stored, str) and len(stored) <= areas.LONGEST:
        return stored
    raise Unreadable(f"an area has at most {areas.LONGEST} characters")


AREA = read_by("area", _read_area, _load_area)


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody looking for a place that helps.

    Attributes:
        need: what for, where they said it already.
        local: the needs for which it matters where they are, with spaces between; "": it was asked before.
    """

    name: str
    need: Need | None = None
    local: str = ""


@dataclass(frozen=True, slots=True)
class Seeking:
    """What they need, and where; `asked`: they were asked where, and "" is their answer."""

    need: Need
    area: str = ""
    asked: bool = False


async def resources(talk: Talk, person: Seeker) -> Seeking:
    """Ask what it is about, and where they are if that matters and is not known."""
    need = person.need if person.need is not None else await talk.ask(NEED)
    if need.value not in person.local.split():
        return Seeking(need)
    try:
        return Seeking(need, await talk.ask(AREA), asked=True)
    except Unclear:  # the places all the same, and the question another time
        return Seeking(need)


@dataclass(frozen=True, slots=True)
class Placer:
    """Somebody who says where they look for places; `area`: where they did until now."""

    area: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where they look from now on; "" where it stays as it is."""

    area: str


async def say_where(talk: Talk, person: Placer) -> Placed:
    """Ask for a ZIP, a postcode area or a town."""
    if person.area:
        await talk.say(AREA_NOW, area=person.area)
    return Placed(await talk.ask(AREA))


class Helped(StrEnum):
    """What came of places that somebody was told of."""

    YES = "yes"
    NO = "no"
    NOT_GONE = "not_gone"
    CLOSED = "closed"


_HELPED = {
    Helped.YES: (
        *(
            "yes",
            "yeah",
            "it helped",
            "it did",
            "they helped",
            "helped",
            "helpful",
            "got a bed",
            "got help",
            "sorted",
        ),
        *("si", "claro", "ayudo", "me ayudo", "me ayudaron", "ayudaron", "sirvio", "me sirvio"),
    ),
    Helped.NO: (
        *(
            "no",
            "nope",
            "nah",
            "didnt help",
            "no help",
            "no use",
            "useless",
            "they said no",
            "turned me away",
            "dont work",
        ),
        *("no sirve", "no ayudo", "no me ayudaron", "no sirvio", "no me sirvio", "no funciona"),
    ),
    Helped.NOT_GONE: (
        *("didnt go", "did not go", "havent been", "havent gone", "not yet", "didnt make it", "not been"),
        *("couldnt go", "couldnt make it", "have not been", "never went", "didnt get there", "will go"),
        *("no fui", "no he ido", "todavia no", "aun no", "no pude ir", "no he podido ir", "no llegue"),
    ),
    Helped.CLOSED: (
        *(
            "closed",
            "was closed",
            "it was closed",
            "they was closed",
            "they were closed",
            "closed down",
            "shut",
        ),
        *("shut down", "boarded up", "gone", "not there anymore", "dont exist", "dont exist no more"),
        *(
            "doesnt exist",
            "estaba cerrado",
            "cerrado",
            "cerraron",
            "ya no existe",
            "ya no esta",
            "estaban cerrados",
        ),
    ),
}


def _helped(reply: str) -> Helped | None:
    """What a sentence comes to ("they was closed when i got there"); None where it says two things."""
    words = _words(reply)
    if len(words) > _LONGEST_ANSWER:
        return None
    said = f" {' '.join(words)} "
    meant = [helped for helped, ways in _HELPED.items() if any(f" {way} " in said for way in ways)]
    for first in (Helped.NOT_GONE, Helped.CLOSED):  # "no, it was closed" says which kind of no
        if first in meant:
            return None if Helped.YES in meant else first
    return meant[0] if len(meant) == 1 and not _TURNS & set(words) else None


_LONGEST_ANSWER = 16
_TURNS = _set(
    """
    but except though pero aunque
    """
)
HELPED = choice("places-helped", Helped, _HELPED, otherwise=_helped)


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who was told of places a week ago, and which list it was."""

    list_id: str


@dataclass(frozen=True, slots=True)
class CameOf:
    """What came of the places of that list."""

    list_id: str
    helped: Helped


async def places_helped(talk: Talk, person: Told) -> CameOf:
    """Ask once whether they helped; what follows from the answer is the handler's."""
    return CameOf(person.list_id, await talk.ask(HELPED))


RESOURCES = register(Conversation("resources", 2, Seeker, resources))
WHERE = register(Conversation("area", 1, Placer, say_where))
PLACES_HELPED = register(Conversation("places_helped", 1, Told, places_helped))


# Asked once: nobody is reminded of it, and anything else may take its place.
UNPRESSED = frozenset({PLACES_HELPED.name})


# --- a search in one text -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for, and near where; "" where that is not said."""

    need: Need
    area: str = ""


_MOST_WORDS = 10
_LONGEST_TOWN = 3  # words
# Around what is looked for: "is there any food bank near SE15", "donde hay un banco de comida".
_ASKING = _set(
    """
    is are there a an any some where wheres whats can i we find me get need looking for do does you know
    the nearest closest please pls help with good free cheap open round hi hey hello hay algun alguna
    donde busco necesito necesitamos un una el la los las quiero mas cercano cercana por favor hola
    conoces sabes de near nearby me here around cerca aqui open today now weekend this on mon tue tues
    wed thu thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday lunes martes
    miercoles jueves viernes sabado domingo abierto hoy no without insurance sin seguro
    """
)
# Said so, they are places one looks for, wherever it may be.
_A_PLACE = frozenset(
    {"food bank", "food banks", "foodbank", "food pantry", "soup kitchen"}
    | {"banco de comida", "banco de alimentos", "comedor", "comedores"}
)


def read_search(text: str, language: str) -> Search | None:
    """What stands behind RESOURCES: a need, and perhaps a place ("housing 60612", "work near Leeds")."""
    area, rest = areas.find(text, asked=True)
    if (need := which_need(rest, language)) is not None:
        return Search(need, area)
    words = rest.split()
    for number in range(1, min(_LONGEST_TOWN, len(words) - 1) + 1):
        need = which_need(" ".join(words[:-number]), language)
        town = areas.read(" ".join(words[-number:]))
        if need is not None and town:
            return Search(need, area or town)
    return None


def seeks(text: str) -> Search | None:
    """The same in somebody's own words, without RESOURCES: "food bank near SE15", "trabajo 60623".

    Only where nothing but a need is said and a place with it, or the name of a kind of place: "the food here
    is bad" and "my sister works at a food bank" are talk.
    """
    words = _words(text)
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    area, rest = areas.find(text)
    around = [word for word in _words(rest) if word not in _ASKING]
    said = " ".join(_words(rest))
    named = next((one for one in _A_PLACE if f" {one} " in f" {said} "), "")
    if named:  # "de" stands in some names
        around = [word for word in _words(said.replace(named, " ")) if word not in _ASKING]
        return Search(Need.FOOD, area) if not around else None
    need = need_called(around) if around else None
    here = any(f" {one} " in f" {said} " for one in _HERE)
    return Search(need, area) if need is not None and (area or here) else None


_HERE = ("near me", "round here", "around here", "nearby", "near here", "cerca", "cerca de mi", "por aqui")


def _words(text: str) -> list[str]:
    return [word for segment in tokens(text) for word in segment]
