"""How much of an SMS a text takes, and how to say the same in less.

A carrier sends a text in the GSM 7-bit alphabet where every character allows it, else the
whole text in UCS-2, which holds less than half as much. `count` says which it will be and how
many segments it costs; `to_gsm7` swaps typographic characters (curly quotes, dashes, invisible
spaces) for plain ones where that alone brings the text into the 7-bit alphabet. It never changes
what a person reads: accents stay, emoji stay, and where something else keeps the text out of
the alphabet, the typography stays too.

Source: 3GPP TS 23.038 (alphabet and extension table), TS 23.040 (concatenated messages).
"""

import unicodedata
from dataclasses import dataclass
from typing import Literal

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")  # sent as an escape and a second unit
_GSM7 = BASIC | EXTENDED

# What one message holds alone, and each part of a longer one (its header takes the rest), in units:
# septets for GSM-7, 16-bit words for UCS-2.
GSM7_ALONE, GSM7_PART = 160, 153
UCS2_ALONE, UCS2_PART = 70, 67


@dataclass(frozen=True, slots=True)
class Segments:
    """What a text costs.

    Attributes:
        encoding: the alphabet it goes out in.
        units: its length in septets (gsm7) or 16-bit words (ucs2).
        segments: how many messages a carrier bills; 0 for an empty text.
    """

    encoding: Literal["gsm7", "ucs2"]
    units: int
    segments: int


def is_gsm7(text: str) -> bool:
    """Whether every character is in the GSM 7-bit alphabet or its extension table."""
    return _GSM7.issuperset(text)


def count(text: str) -> Segments:
    """Count units and segments as a carrier will.

    A character of two units (an extension character, or one outside the basic plane, such as most
    emoji) is never split across segments, so a part may end one unit early.
    """
    if is_gsm7(text):
        if len(text) <= GSM7_ALONE and EXTENDED.isdisjoint(text):
            return Segments("gsm7", len(text), 1 if text else 0)
        widths = [2 if char in EXTENDED else 1 for char in text]
        return Segments("gsm7", sum(widths), _parts(widths, GSM7_ALONE, GSM7_PART))
    widths = [2 if ord(char) > 0xFFFF else 1 for char in text]
    return Segments("ucs2", sum(widths), _parts(widths, UCS2_ALONE, UCS2_PART))


def _parts(widths: list[int], alone: int, part: int) -> int:
    total = sum(widths)
    if total <= alone:
        return 1 if total else 0
    parts, room = 1, part
    for width in widths:
        if width > room:
            parts, room = parts + 1, part
        room -= width
    return parts


def to_gsm7(text: str) -> str:
    """Bring a text into GSM-7 where that loses nothing; else return it with its typography.

    Either way line ends become "\\n", a byte order mark goes, and letters typed as base and accent
    become one character: nobody can see any of these. The result of a second call is the first's.
    """
    tidy = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\ufeff", ""))
    if is_gsm7(tidy):
        return tidy
    plain = _dashes(tidy).translate(_PLAIN)
    return plain if is_gsm7(plain) else tidy


def _dashes(text: str) -> str:
    # "soon—maybe" would read as one word with a bare hyphen, so a long dash keeps its air.
    if not any(dash in text for dash in _LONG_DASHES):
        return text
    out: list[str] = []
    for index, char in enumerate(text):
        if char not in _LONG_DASHES:
            out.append(char)
            continue
        before = text[index - 1] if index else " "
        after = text[index + 1] if index + 1 < len(text) else " "
        out.append((" " if before.isalnum() else "") + "-" + (" " if after.isalnum() else ""))
    return "".join(out)


_LONG_DASHES = "\u2014\u2015"  # em dash, horizontal bar

_SAME: dict[str, str] = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060",  # quotes, prime, apostrophe, accents alone
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u2043",  # hyphens, dashes, minus, bullets
    "...": "\u2026",
    " ": "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "\n": "\u0085\u2028\u2029",
    # zero-width, soft hyphen, direction marks and isolates, variation selectors
    "": "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063"
    "\u2066\u2067\u2068\u2069\ufe0e\ufe0f",
}
_PLAIN = {ord(char): plain for plain, chars in _SAME.items() for char in chars}
