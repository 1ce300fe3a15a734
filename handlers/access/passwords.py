"""Whether a password would be guessed. Pure, and without a network or a list of millions.

Guessing begins with what people choose: words everybody uses, their own name or the programme's, rows of
keys, counting up, years, the same again. A password is cut into such pieces, the longest first, each worth
as much as one letter nobody can foresee; so are the letters that are left. What comes to fewer than `ENOUGH`
is refused, however long it is.

That takes the kind, not the entry: `password1234`, `P@ssw0rd-2026`, `qwertyuiop12`, `northsidenorthside`.
Length counts before everything else: a few words of one's own pass as they are.
"""

import re
from collections.abc import Iterable

from language import folding

SHORTEST = 12
LONGEST = 200  # longer ones only cost us work
ENOUGH = 8  # pieces; what is left after common words, rows and names

_LOOKS_LIKE = str.maketrans("013457@$!|+", "oieastasilt")
_COMMON = frozenset(
    """
    password passwort passwd passphrase contrasena clave secret secreto letmein welcome bienvenido admin
    administrator root user guest login signin access master default changeme trustno test testing demo
    sample temp temporary iloveyou loveyou loveme teamo tequiero mylove forever friends friend family
    princess princesa prince queen king angel baby babygirl babyboy honey sweet sweetheart sunshine sunflower
    flower rainbow butterfly star superstar dragon monkey tiger lion panther eagle falcon phoenix wolf bear
    shark dolphin horse mustang puppy kitty dog cat football soccer futbol baseball basketball hockey tennis
    golf yankees cowboys lakers steelers arsenal liverpool chelsea barcelona realmadrid manchester united
    superman batman spiderman starwars pokemon naruto minecraft fortnite michael jennifer jessica ashley
    daniel jordan andrew matthew joshua robert thomas charlie william anthony david james maria jose juan
    carlos luis jesus nicole michelle amanda samantha hannah taylor alexander jasmine sophie spring summer
    autumn fall winter verano invierno primavera january february march april may june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday enero febrero marzo
    abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes jueves viernes computer
    internet google facebook samsung iphone apple windows microsoft whatever nothing something hello hola
    killer hunter ranger soldier freedom america american mexico london chicago texas california newyork
    england black white green blue red orange purple yellow silver golden gold diamond crystal money dollar
    cash lucky chocolate cookie cheese pepper ginger coffee banana cherry pumpkin peanut magic shadow ninja
    pirate warrior jesuschrist jesus christ god blessed heaven grace faith hope peace love happy smile music
    guitar dance party correct battery staple handrail mentor mentee mentoring coordinator probation parole
    reentry recovery checkin office work team company business service support help security safe safety
    number phone mobile telephone
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "azertyuiop",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "zaqxswcdevfrbgtnhymjukilop",
)
_RUNS = tuple(row for one in _ROWS for row in (one, one[::-1]))
_YEAR = re.compile(r"(?:19|20)\d\d")


def problem(password: str, about: Iterable[str] = ()) -> str:
    """What is wrong with a password, as a sentence that says what to do; "" where nothing is.

    Args:
        about: the login, the owner's name, the programme: what anybody near would try.
    """
    if len(password) < SHORTEST:
        return f"That password is short. Use {SHORTEST} characters or more; a few words work well."
    if len(password) > LONGEST:
        return f"That password is too long. {LONGEST} characters at most."
    if pieces(password, about) < ENOUGH:
        return (
            "That password is easy to guess: it is made of common words, names, rows of keys or repeats. "
            "Use a few words that do not belong together."
        )
    return ""


def pieces(password: str, about: Iterable[str] = ()) -> int:
    """How many pieces a password comes to, at the best cut for whoever guesses.

    At each place: a word everybody knows, or one about its owner; three or more of a row of keys or of
    counting; a year; what stood there before; the same letter again; else one letter.
    """
    plain = _plain(password)
    spelled = plain.translate(_LOOKS_LIKE)
    known = _COMMON | {word for text in about for word in _words(text)}
    longest = max(map(len, known))
    best = [0] * (len(plain) + 1)
    for end in range(1, len(plain) + 1):
        best[end] = best[end - 1] + 1
        for start in range(max(0, end - max(longest, end)), end - 1):
            if best[start] + 1 < best[end] and _one_piece(plain, spelled, start, end, known):
                best[end] = best[start] + 1
        if end > 1 and plain[end - 1] == plain[end - 2]:
            best[end] = min(best[end], best[end - 1])
    return best[-1]


def _one_piece(plain: str, spelled: str, start: int, end: int, known: frozenset[str]) -> bool:
    piece = plain[start:end]
    if piece in known or spelled[start:end] in known or _YEAR.fullmatch(piece):
        return True
    if len(piece) < 3:
        return False
    return piece in plain[:start] or any(piece in row for row in _RUNS)


def _plain(text: str) -> str:
    """Small letters without accents; what stands between words is left out, other signs stay."""
    return "".join(one for one in folding.plain(text) if not one.isspace() and one not in "-_.,")


def _words(text: str) -> set[str]:
    """The words of a name or a login, and the whole of it."""
    parts = [_plain(part) for part in re.split(r"[\s@._+-]+", text)]
    return {part for part in (*parts, _plain(text)) if len(part) >= 3}
