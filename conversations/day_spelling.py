"""Days and hours as thumbs write them: "firday", "tmrw", "wensday", "juebes", "3pn" become what was meant.

Pure. `mend` changes nothing but single words that are plainly a day or a time of day, and gives the rest back
as it was typed: a place keeps its spelling. What is a word of its own ("partes", "sundae") is never mended.
A wrong guess does no harm by itself, because what is read stands in plain words for a yes.
"""

import re

from language.folding import fold_in_place
from language.slips import heard, mistyped

_ENGLISH = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "tomorrow",
    "tonight",
)
_SPANISH = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo", "manana")
# What neither a slip nor a sound tells.
_WRITTEN = {
    "tomorrow": (
        "tmrw tmw tmro tmrow tmoro tmorrow tomoz tomo tomor tomora 2mrw 2moro 2morrow 2mo"
        " 2moz moro tomrw morra"
    ),
    "today": "2day tday todya tody",
    "tonight": "2nite 2night tonite tnite 2nyt",
    "monday": "mnday mondy mundy mondee",
    "tuesday": "tuesd tusday teusday chewsday tewsday tuesdee toosday tuseday",
    "wednesday": (
        "wens wensday wendsday wednsday wensdy wendesday wedsday wedneday wedesday wenesday weds wednesdee"
    ),
    "thursday": "thr thrs thurd thurz thurday thersday thrsday thursdee thirsday",
    "friday": "fryday fridee frday",
    "saturday": "saterday satday satrday saturdee",
    "sunday": "sundy sundee",
    "lunes": "lns",
    "miercoles": "mie mier mierc mircoles",
    "jueves": "jue juev",
    "viernes": "vie viern",
    "sabado": "sab sabdo",
    "manana": "mñn mnn mnana mñna mnna mañna manna manan",
    "hoy": "oy hoi",
}
# Words of their own, and names, that a slip or a sound would make a day of.
_REAL_WORDS = """
    artes banana cartes dominga domingos dominguez fridays jueces juegos jugos lineas lines lunar
    domino lunas
    lungs maana mates vienes manan mananas manna manzana manzanas mares mariana martas marten martens martez
    marts menana monda mondays nueves partes sabados sabana sabanas sabato sabida sandy saturdays semana
    suelves sundae sundays sundry sunny thursdays toda todas today todo tomorrows tonights tuesdays
    viene vienen vientes wednesdays
"""
_REAL = frozenset(_REAL_WORDS.split())


def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for day in (*_ENGLISH, *_SPANISH):
        for slip in sorted(mistyped(day)):
            found.setdefault(slip, day)
    for slip in _REAL | {*_ENGLISH, *_SPANISH}:
        found.pop(slip, None)
    for day, written in _WRITTEN.items():
        for one in written.split():
            found[fold_in_place(one)] = day
    return found


_MEANT = _table()
_SOUNDS = {heard(day): day for day in _SPANISH}
_WORD = re.compile(r"(?<!\w)(?:\d?[^\W\d_]+)(?!\w)")
# "3pn", "3om", "3 pmm", "3p": the half of the day behind an hour.
_HALF = re.compile(
    r"(?<![\d/:.])(\d{1,2}(?:[:.]\d\d)?)(?:\s?(?P<pm>pn|pmm|ppm|om|pm)|(?P<p>p)|\s?(?P<am>amm|aam"
    r"|am))(?![\w'])",
    re.IGNORECASE,
)
# "thursdays 3pm" is every Thursday.
_PLURAL = re.compile(
    r"\b(?:every\s+|on\s+)?((?:mon|tues|wednes|thurs|fri|satur|sun)day)s(?=\s+(?:at\s+)?\d)", re.IGNORECASE
)
_RUN_TOGETHER = re.compile(r"\b(?:alas|a ls|ala|ls)\s?(?=\d)", re.IGNORECASE)  # "alas 5"
# "at 330", "a las 430": an hour without its dot, where an hour is led to.
_NO_DOT = re.compile(
    r"\b(at|around|about|to|til|till|until|a las?|las|say|by)\s+(1[0-9]|2[0-3]"
    r"|0?[1-9])([0-5]\d)(?=\s?(?:[ap]\.?m?\b|h\b|hrs?\b|$|[\s,.!?]))"
    r"(?!\s[a-z]+\s(?:st|street|rd|road|ave|avenue)\b)",
    re.IGNORECASE,
)


def mend(text: str) -> str:
    """The same text with days and times of day as they are spelled."""
    text = _WORD.sub(_mended, text)
    text = _PLURAL.sub(r"every \1", text)
    text = _RUN_TOGETHER.sub("a las ", text)
    text = _NO_DOT.sub(r"\1 \2:\3", text)
    return _HALF.sub(lambda one: f"{one[1]}{'am' if one['am'] else 'pm'}", text)


def _mended(found: re.Match[str]) -> str:
    typed = found[0]
    word = fold_in_place(typed)
    if word == "tomo" and word != typed.lower():  # "tomó"
        return typed
    if word in _MEANT:
        return _MEANT[word]
    if len(word) > 4 and word not in _REAL and (day := _SOUNDS.get(heard(word))) and day != word:
        return day
    return typed
