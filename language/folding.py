"""Letters made alike, in one place: what is invisible, accented, large or a curly quote makes no difference.

Three ways, by what is kept:

    visible         everything that can be seen, as it was typed; joiners inside emoji and names stay
    plain           small letters without accents, straight apostrophes, nothing invisible
    fold_in_place   the same, one sign for each sign, so that places in it are places in the text
"""

import re
import unicodedata

# Accents on their own, joiners, direction marks, selectors and tags: all that takes no room.
MARKS = re.compile(
    "["
    + "".join(
        re.escape(chr(code))
        for code in (*range(0x80, 0x3100), *range(0xFE00, 0xFF00), *range(0xE0000, 0xE01F0))
        if unicodedata.category(chr(code)) in {"Mn", "Me", "Cf"}
    )
    + "]"
)
# Of these, what phones and web pages put between letters; not joiners, which make one emoji of several.
_BETWEEN_LETTERS = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
APOSTROPHES = "'\u2018\u2019\u02bc\u00b4`\u2032"
_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


def visible(text: str) -> str:
    """What can be seen of a text, letters and their accents composed."""
    return unicodedata.normalize("NFC", _BETWEEN_LETTERS.sub("", text))


def straight(text: str) -> str:
    """Every apostrophe as the one on a keyboard."""
    return text.translate(_STRAIGHT)


def without_marks(text: str) -> str:
    """Letters without accents, and nothing that takes no room; their size stays."""
    if text.isascii():
        return text
    return MARKS.sub("", unicodedata.normalize("NFKD", straight(text)))


def plain(text: str) -> str:
    """Small letters without accents, straight apostrophes: phones leave these out, or put them in."""
    return straight(without_marks(text)).casefold()


def fold_in_place(text: str) -> str:
    """Small letters without accents, one for one, so that places in it are places in the text."""
    return "".join(map(_fold_sign, text))


def _fold_sign(sign: str) -> str:
    if sign.isascii() and sign != "`":
        return sign.lower()
    if sign in APOSTROPHES:
        return "'"
    return unicodedata.normalize("NFKD", sign)[0].lower()[0]
