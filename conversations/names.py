"""Names in what people write: whom words are said to, and whom they are about.

Many names are words as well. "will call the clinic" is a step and not said to Will, "hope to see you" is no
word about Hope, and "sunday, church" is a day. Such a name counts only where it plainly is one: behind a
greeting, before a comma, or with a capital where no sentence begins.
"""

import re
from collections.abc import Collection

from language.folding import plain, without_marks


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DAYS = _set(
    """
    monday tuesday wednesday thursday friday saturday sunday april may june august
    lunes martes miercoles jueves viernes sabado domingo
    """
)
NAMES_THAT_ARE_WORDS = _DAYS | _set(
    """
    will mark hope grace faith joy rich art bill pat sue rob drew jack chase skip dawn summer autumn winter
    rose lily jade ivy dale dean earl guy jay gene frank grant lance miles ray red reed rod sandy sunny van
    wade ward chance destiny melody honey heaven angel star sky eve king prince major victor stop step done
    start goal esperanza consuelo soledad luz paz sol cruz rosa gracia cielo pilar alba flor amparo dolores
    """
)
_LETTERS = r"[^\W\d_]+"
_HELLO = r"(?:hi|hey|hello|hiya|hola|oye)"
_HAILED = re.compile(
    rf"\W*(?:(?P<hello>{_HELLO})\W+|(?P<polite>ok|okay|thanks|gracias)\W+)?"
    rf"(?P<name>{_LETTERS})(?P<gap>\W+)\w",
    re.IGNORECASE,
)
_CALLED = re.compile(rf",\s*(?P<name>{_LETTERS})\W*\Z")
_ANSWERED = r"(?:hi|hey|hello|hiya|hola|oye|ok|okay|thanks|thank you|gracias|sorry|yes|no|si)"
_SAID_OF = (
    r"(?:is|was|has|isn't|isnt|wasn't|wasnt|said|says|told|never|always|keeps"
    r"|es|esta|dijo|dice|nunca|siempre)"
)


def first_name(name: str) -> str:
    """What somebody is called, small and plain."""
    return plain((name.split() or [""])[0])


def means(said: str, name: str) -> bool:
    """Whether "Sam", or "Sam Hill", is that person; a surname must be theirs, if it is said."""
    words = plain(said).split()
    return bool(words) and words in (plain(name).split(), [first_name(name)])


def addresses(text: str, known: Collection[str]) -> bool:
    """Whether a text is said to one of these people: "Sam, are you coming", "see you there, Sam".

    Args:
        known: their `first_name`s.
    """
    hailed, called = _HAILED.match(text), _CALLED.search(text)
    return (hailed is not None and plain(hailed["name"]) in known and _hails(hailed)) or (
        called is not None and plain(called["name"]) in known and _calls(called["name"])
    )


def _hails(found: re.Match[str]) -> bool:
    name = found["name"]
    if plain(name) not in NAMES_THAT_ARE_WORDS or found["hello"]:
        return True
    if found["polite"]:
        return name[0].isupper()
    return plain(name) not in _DAYS and re.match(r"\s*[,:!\-]", found["gap"]) is not None


def _calls(name: str) -> bool:
    return plain(name) not in NAMES_THAT_ARE_WORDS or (name[0].isupper() and plain(name) not in _DAYS)


def speaks_of(text: str, name: str) -> bool:
    """Whether words name somebody, other than to address them ("Dee, ..." or "Hi Dee ...")."""
    first = re.escape(first_name(name))
    if not first:
        return False
    text = without_marks(text)
    addressed = rf"\W*(?:{_ANSWERED}\W+{first}\b|{first}\s*(?:[,.:!?\-]|\Z))"
    rest = re.sub(rf"\A{addressed}", "", text, flags=re.IGNORECASE)
    if first_name(name) not in NAMES_THAT_ARE_WORDS:
        return re.search(rf"\b{first}\b", rest, re.IGNORECASE) is not None
    return any(
        re.search(pattern, rest, flags) is not None
        for pattern, flags in (
            (rf"[^\s.!?]\s+{first.capitalize()}\b", 0),
            (rf"\b(?:about|with|told|tell|con|sobre)\s+{first}\b", re.IGNORECASE),
            (rf"\A\W*{first}\s+{_SAID_OF}\b", re.IGNORECASE),
        )
    )
