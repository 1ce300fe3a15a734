"""A text that is longer than its channel takes, in pieces that it takes.

Each channel counts in units of its own: Telegram takes 4,096 UTF-16 code units, Twilio 1,600 characters,
which are counted the same way here, so that an emoji never makes a text too long. What holds: joined again,
the pieces are the text but for white space where it was cut; none is longer than the limit; a cut falls at a
line's end or between words wherever there is one, and never inside what a person sees as one sign.

Sources: https://core.telegram.org/bots/api#sendmessage, https://www.twilio.com/docs/api/errors/21617.
"""

import unicodedata

TELEGRAM_UNITS = 4096
TWILIO_UNITS = 1600

_JOINER = "\u200d"
_TONES = range(0x1F3FB, 0x1F400)  # skin tones change the emoji before them
_FLAGS = range(0x1F1E6, 0x1F200)  # two of these letters are one flag
_TAGS = range(0xE0020, 0xE0080)  # flags of regions
_NEAR_THE_END = 0.5  # a line's end further forward than this is not worth so short a piece


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) + sum(char > "\uffff" for char in text)


def pieces(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit` units, in order; one that fits is left as it is.

    Raises:
        ValueError: the limit leaves no room for a single sign.
    """
    if limit < 2:
        raise ValueError("A piece needs room for two units at least: an emoji takes two.")
    if units(text) <= limit:
        return [text]
    found = []
    rest = text.strip()
    while units(rest) > limit:
        cut = _cut(rest, limit)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        found.append(rest)
    return [piece for piece in found if piece]


def _cut(text: str, limit: int) -> int:
    """Where to cut a text that is too long: how many characters stay in front."""
    room = end = 0
    for char in text:  # as many characters as fit
        room += 2 if char > "\uffff" else 1
        if room > limit:
            break
        end += 1
    if text[end].isspace():
        return end
    head = text[:end]
    line = head.rfind("\n")
    if line > end * _NEAR_THE_END:
        return line
    word = max(head.rfind(space) for space in " \n\t\u00a0")
    if word > 0:
        return word
    whole = end
    while whole > 1 and not _may_part(text, whole):
        whole -= 1
    return whole if _may_part(text, whole) else end


def _may_part(text: str, at: int) -> bool:
    """Whether the sign before this place and the one after it are two."""
    before, after = text[at - 1], text[at]
    if _JOINER in (before, after) or unicodedata.category(after) in ("Mn", "Me", "Mc"):
        return False
    if ord(after) in _TONES or ord(after) in _TAGS:
        return False
    if ord(before) in _FLAGS and ord(after) in _FLAGS:
        run = 0
        while run < at and ord(text[at - 1 - run]) in _FLAGS:
            run += 1
        return run % 2 == 0
    return True
