"""Slips of the thumb, at random: what is learnt from is written a little differently each time."""

import random
import re
import unicodedata

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, letter in enumerate(row)
}
_MARKS = re.compile(r"[.,!?¿¡:;()'’\"]")


def slips(text: str, rng: random.Random) -> str:
    """The text, perhaps with letters swapped, missing or struck beside, and marks or accents left out."""
    if rng.random() < 0.35:
        letters = list(text)
        for _ in range(max(1, len(letters) // 30) if rng.random() < 0.6 else 1):
            _slip(letters, rng)
        text = "".join(letters)
    if rng.random() < 0.25:
        text = _MARKS.sub("", text)
    if rng.random() < 0.3:
        text = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return text


def _slip(letters: list[str], rng: random.Random) -> None:
    places = [at for at, one in enumerate(letters) if one.isalpha()]
    if len(places) < 4:
        return
    at, kind = rng.choice(places), rng.random()
    if kind < 0.25 and at + 1 < len(letters):
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    elif kind < 0.5:
        letters[at] = ""
    elif kind < 0.7:
        letters[at] *= 2
    elif kind < 0.9:
        letters[at] = rng.choice(_BESIDE.get(letters[at].lower(), letters[at]))
    elif at + 1 < len(letters) and letters[at + 1] == " ":
        letters[at + 1] = ""
