"""Where somebody is, as far as finding a place near them needs it: a ZIP, a postcode area, a town. Pure.

`find` takes a place out of a text, `read` reads a text that is nothing else, `near` says how near two are.
Of a whole UK postcode only its first half is kept: the second would tell which house.
"""

import re
from enum import IntEnum

from language.folding import fold_in_place


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LONGEST = 40
_ZIP = re.compile(r"(?<![\w$#.-])(\d{5})(?:-\d{4})?(?![\w-])(?! (?:dollars|bucks|pounds|dolares|pesos))")
_OUTWARD = r"(?:[a-z]{1,2}\d[a-z\d]?)"
_WHOLE_POSTCODE = re.compile(rf"(?<!\w)({_OUTWARD})\s?\d[a-z]{{2}}(?!\w)")
_HALF_POSTCODE = re.compile(rf"(?<!\w)({_OUTWARD})(?!\w)")
# What stands before a place: "near SE15", "cerca de Oak Park".
_BEFORE = r"(?:near|nearby|around|round|close to|in|by|at|cerca (?:de|del)|por|en|zona|area)"
_NEAR = re.compile(
    rf"(?<!\w){_BEFORE}\s+(?:the\s+|la\s+|el\s+)?(?P<town>[a-z][a-z.'-]*(?:\s+[a-z][a-z.'-]*){{0,2}})\s*[?.!]*\s*\Z"
)
_LEAD = re.compile(
    r"(?:(?:i'?m|i am|im|we'?re|we are|estoy|vivo|i live|live|it'?s|its|my (?:zip|area|postcode)(?: is)?"
    r"|mi (?:zona|codigo(?: postal)?)(?: es)?|now|ahora|moved|me mude)\s+)*"
    rf"(?:(?:to|a|{_BEFORE})\s+)?"
)
_TOWN = re.compile(r"[a-z][a-z.'-]*(?:\s+[a-z][a-z.'-]*){0,2}")
# Words that no town is called, and that stand where one would.
_NO_TOWN = _set(
    """
    huh lol hm hmm eh nvm i im me my you u your we us here there home anywhere somewhere nowhere
    everywhere town city area
    place need want dont don't not no yes yeah nah ok okay idk know why what where who when how help
    please pls thanks thank later stop work tonight today tomorrow now then is are was am be it its this
    that with from prison jail custody person general time free cheap aqui alli casa si gracias donde
    que por quien yo mi tu nada ninguno hoy noche manana trabajo ayuda persona gratis prisa favor
    particular least all once morning evening night week month mind bed car street streets monday
    tuesday wednesday thursday friday saturday sunday
    """
)


_BUILDINGS = _set(
    """
    library park church school court station mall store gym house office hospital bus
    """
)
_OFF = _set(
    """
    off none no forget remove delete ninguna ninguno borrar quitar olvidar
    """
)


class Near(IntEnum):
    """How near a place is to somebody; the smaller the nearer."""

    SAME = 0
    CLOSE = 1  # the same first three figures of a ZIP, the same letters of a postcode
    EVERYWHERE = 2  # it serves everybody
    UNKNOWN = 3  # they cannot be compared: a town and a ZIP
    ELSEWHERE = 4


def find(text: str, *, asked: bool = False) -> tuple[str, str]:
    """A place in a text, and the text without it; "" and the text where there is none.

    Args:
        text: as it was typed.
        asked: a place is expected, so that "m14" is a postcode and no word.
    """
    folded = fold_in_place(text)
    for pattern in (_ZIP, _WHOLE_POSTCODE):
        if match := pattern.search(folded):
            return _kept(match[1]), _without(text, folded, match.start(), match.end())
    for match in _HALF_POSTCODE.finditer(folded):
        typed = text[match.start(1) : match.end(1)]
        before = re.search(rf"(?<!\w){_BEFORE}\s+\Z", folded[: match.start()])
        if asked or before or (typed.isupper() and any(c.islower() for c in text)):
            return _kept(match[1]), _without(text, folded, match.start(), match.end())
    town = _NEAR.search(folded)
    if town and town["town"] in _BUILDINGS:
        return "", text
    if town and not _NO_TOWN & set(re.findall(r"[a-z']+", town["town"])):
        return _kept(town["town"]), text[: town.start()].strip()
    return "", text


def read(text: str) -> str:
    """The place that a text names and nothing else; "" for anything else."""
    folded = fold_in_place(text).strip().strip("?.!,;: ")
    found, rest = find(folded, asked=True)
    if found and not _LEAD.sub("", f"{fold_in_place(rest)} ").strip(" ,.;:?!"):
        return found
    town = _LEAD.sub("", folded, count=1).strip()
    if found or len(town) > LONGEST or not _TOWN.fullmatch(town) or _NO_TOWN & set(town.split()):
        return ""
    return _kept(town)


def read_new(text: str) -> str | None:
    """What stands behind AREA: a place, "" for "off" and the like, None for anything else."""
    if fold_in_place(text).strip(" .!") in _OFF:
        return ""
    return read(text) or None


def near(mine: str, theirs: str) -> Near:
    """How near a place that serves these areas (with commas between) is to mine."""
    areas = [area.strip() for area in theirs.split(",") if area.strip()]
    if not areas:
        return Near.EVERYWHERE
    if not mine:
        return Near.UNKNOWN
    return min(_one(mine, _kept(area)) for area in areas)


def _one(mine: str, theirs: str) -> Near:
    if mine.casefold() == theirs.casefold():
        return Near.SAME
    kinds = (_kind(mine), _kind(theirs))
    if kinds == ("zip", "zip"):
        return Near.CLOSE if mine[:3] == theirs[:3] else Near.ELSEWHERE
    if kinds[0] == "zip" and theirs.isdigit():  # "606": every ZIP that begins so
        return Near.CLOSE if mine.startswith(theirs) else Near.ELSEWHERE
    if kinds == ("postcode", "postcode"):
        return Near.CLOSE if _letters(mine) == _letters(theirs) else Near.ELSEWHERE
    if kinds[0] == "postcode" and theirs.isalpha() and len(theirs) <= 2:  # "SE": all of that area
        return Near.CLOSE if _letters(mine) == theirs.upper() else Near.ELSEWHERE
    return Near.ELSEWHERE if kinds == ("town", "town") else Near.UNKNOWN


def _kind(area: str) -> str:
    if area.isdigit():
        return "zip" if len(area) == 5 else "other"
    return "postcode" if re.fullmatch(_OUTWARD, area.casefold()) else "town"


def _letters(outward: str) -> str:
    match = re.match(r"[A-Za-z]+", outward)
    return match[0].upper() if match else ""


def _kept(area: str) -> str:
    """A place as it is kept: a ZIP, the first half of a postcode, a town with capitals."""
    area = " ".join(area.split()).strip(" .,'-")
    folded = fold_in_place(area)
    if area.isdigit():
        return area
    if match := _WHOLE_POSTCODE.fullmatch(folded):
        return match[1].upper()
    if re.fullmatch(_OUTWARD, folded) or (area.isalpha() and len(area) <= 2):
        return area.upper()
    return area.title()


def _without(text: str, folded: str, start: int, end: int) -> str:
    """The text around a place, without the word that led to it."""
    before = re.sub(rf"(?<!\w){_BEFORE}\s*\Z", "", folded[:start])
    return f"{text[: len(before)]} {text[end:]}".strip(" ,.;:-?!")
