"""Whether a sentence tells of a time long over: a year, an age, so many years ago, a first sentence.

It reads mended words (`safety.normalise`), with spaces around them, in English and Spanish. What is told with
a word of these days beside it ("tonight", "again") is not over, whatever year is named.
"""

import re

_NUMBER = (
    r"(?:\d+|a|few|couple|several|many|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
    r"|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez"
    r"|doce|quince|dieciocho|veinte|treinta|cuarenta|muchos|varios|unos|tantos|pocos)"
)
_YEARS = r"(?:years?|yrs?|decades?|anos?|tacos|decadas?)"
_MONTHS = r"(?:months?|meses|mes)"
# An hour is at most twelve, or has minutes; an age from thirteen on has neither.
_AGE = r"(?:1[3-9]|[2-6]\d)"
_NOT_AN_HOUR = (
    r"(?! (?:am|pm|hrs|hours|h|percent|mph|mg|quid|dollars|pesos|euros|minutes|mins|days|weeks|people) )"
)
_SINCE = r"(?<! since)(?<! desde)(?<! until)(?<! hasta)"
_OVER = re.compile(
    "|".join(
        (
            rf" {_NUMBER} (?:{_YEARS}|{_MONTHS}) (?:ago|back|atras|ya|later|since|now|han pasado)(?= )",
            rf" {_YEARS} (?:ago|back|atras|later)(?= )",
            rf" hace (?:\w+ ){{0,3}}(?:{_YEARS}|{_MONTHS})(?= )",
            rf"{_SINCE} (?:in|en|del|de|el|of|was|era|fue|back in|the|on|year|ano|sentence|jail|prison) "
            r"(?:19[4-9]\d|20[0-2]\d)(?= )",
            rf" (?:in|en el) (?:0\d|[6-9]\d){_NOT_AN_HOUR}(?= )",
            r" (?:19[4-9]\d|20[01]\d) (?:that was|was|ya|fue|era)(?= )",
            rf" (?:at|aged?|turned|from|a los|con|tenia) {_AGE}{_NOT_AN_HOUR}(?= )",
            r" (?:my|mi|the|that|su) (?:first|second|last|primera|segunda|ultima) "
            r"(?:\w+ )?(?:sentence|bid|stretch|prison|jail|term|year (?:out|inside)|condena"
            r"|noche en (?:\w+ )?"
            r"(?:prision|carcel|penal|celda)|vez (?:en|que))(?= )",
            r" in (?:my|his|her) (?:early |late |mid )?(?:teens|twenties|thirties|forties|\d0s)(?= )",
            r" (?:de|cuando era) (?:chaval[ao]?|chamac[ao]|joven|cri[ao]|pib[ea]|morr[ao]|nin[ao])(?= )",
            r" (?:en )?(?:mis|sus) peores (?:tiempos|anos|momentos|dias)(?= )",
        )
    )
)

_LATELY = re.compile(
    r" (?:tonight|again|yesterday|just|last night|this (?:morning|afternoon|evening|week|weekend)|earlier"
    r"|(?:hours?|minutes?|mins?|days?) ago|anoche|ayer|otra vez|de nuevo|esta (?:noche|manana|tarde|semana)"
    r"|recien|acabo de|hace (?:un )?(?:rato|poco))(?= )"
)


def tells(sentence: str) -> bool:
    """Whether these words, with a space before and after, name a time that is over."""
    return bool(_OVER.search(sentence))


def lately(sentence: str) -> bool:
    """Whether these words also name a time that is not over: last night, again, just."""
    return bool(_LATELY.search(f" {sentence.strip()} "))
