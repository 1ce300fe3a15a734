"""Whether a sentence tells of a time that is long over: a year, so many years ago, a first sentence inside.

It reads mended words (`safety.normalise`), with spaces around them, in English and Spanish. An age is no such
time ("at 22" may be an hour, "30" a number of pills), nor is a span that goes on ("six months now"). What is
told with a word of these days beside it ("tonight", "again") is not over, whatever year is named.
"""

import re

_NUMBER = (
    r"(?:\d+|few|couple|several|many|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
    r"|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|dieciocho|veinte|treinta|cuarenta"
    r"|muchos|varios|unos|tantos)"
)
_YEARS = r"(?:years?|yrs?|decades?|summers|winters|anos?|tacos|decadas?|veranos|inviernos)"
_UNIT = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|segundos?|minutos?|horas?|dias?|mg|ml|pills|percent)"
)
_OVER = re.compile(
    "|".join(
        (
            rf" (?:{_NUMBER} )?{_YEARS} (?:ago|back|atras|later|on i|on im|on and|despues)(?= )",
            # "hace 9 anos que quiero": it goes on
            rf" hace (?:\w+ ){{0,3}}{_YEARS}(?= )(?! (?:ya )?que )",
            r"(?<! since)(?<! desde)(?<! until)(?<! hasta) (?:in|en|del|de|el|of|year|ano|sentence)"
            r" (?:19[4-9]\d|20[01]\d|202[0-4])(?= )",
            r" (?:19[4-9]\d|20[01]\d|202[0-4]) (?:that was|was|fue|era)(?= )",
            # "in '98", "en el 88"; 60 to 99 and 00 to 09 only, and not of minutes, milligrams …
            rf" (?:in|en|en el|christmas of) (?:0\d|[6-9]\d)(?= )(?! {_UNIT})",
            r" (?:in the|en los|de los) (?:19)?[5-9]0s?(?= )(?! \w*(?:s|mg) )",
            r" in my (?:early |mid |late )?(?:teens|twenties|thirties|forties)(?= )",
            r" (?:my|mi) (?:first|primera) (?:\w+ )?(?:sentence|bid|stretch|year (?:out|inside)|condena"
            r"|noche en (?:\w+ )?(?:prision|carcel|penal|celda))(?= )",
        )
    )
)
_LATELY = re.compile(
    r" (?:tonight|again|yesterday|just|still|last night|this (?:morning|afternoon|evening|week|weekend)"
    r"|earlier"
    r"|(?:hours?|minutes?|mins?|days?) ago|anoche|ayer|otra vez|de nuevo|esta (?:noche|manana|tarde|semana)"
    r"|todavia|aun|recien|acabo de|hace (?:un )?(?:rato|poco))(?= )"
)


def tells(sentence: str) -> bool:
    """Whether these words, with a space before and after, name a time that is over."""
    return bool(_OVER.search(sentence))


def lately(sentence: str) -> bool:
    """Whether these words also name a time that is not over: last night, again, just."""
    return bool(_LATELY.search(f" {sentence.strip()} "))
