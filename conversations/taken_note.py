"""Whether a text only says that something was taken note of: "ok will do", "I'll ring her after work".

So mentors answer a nudge. It asks nothing and tells nothing new, so it bothers nobody; anything beside it
("spoke
to her, she's in a bad way") is something to read. Read by what such words are built of: an acknowledgement,
or
somebody's own doing (will, just did), a way of being in touch, whom with, and when.
"""

import re

from conversations.addressing import words_of


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HEARD = _set(
    """
    ok okay k kk sure yes yeah yep yup right cool nice great good grand roger that copy noted got it gotcha
    thanks
    thank you u ta cheers ty perfect brill brilliant lovely done already sorted understood fair enough np no
    problem worries prob boss mate pal robin both all for the info update letting me know heads up
    si claro vale bueno ya listo hecho gracias entendido recibido enterado perfecto dale sale anotado por
    avisar
    """
)
_DOING = _set(
    """
    i ill im ive id we well will gonna going to just have had did am was on shall can lemme let me do did
    doing
    give given gave send sent drop dropped
    voy a lo la le les ya he hago hare acabo de
    """
)
_IN_TOUCH = _set(
    """
    ring rang call called calling phone phoned text texted texting message messaged bell speak spoke spoken
    talk
    talked talking see saw seeing meet met meeting catch caught check checked checking in touch contact
    contacted
    reach reached out up it buzz shout bit line hello pop popped round over visit visited
    llamo llame llamar llamare llamarla llamarlo hablo hable hablar hablare escribo escribi escribire
    escribirle veo
    vi buscar busco marco marcare mando mensaje contacto hablarle
    """
)
_WHOM = _set("her him them she he with to a an the by then about and y con el ella mi my")
_WHEN = _set(
    """
    now later today tonight tomorrow tmrw tmr morning afternoon evening night after before work tea dinner
    lunch
    soon asap first thing this at in on next week weekend minute moment bit earlier yesterday last again when
    get
    home monday tuesday wednesday thursday friday saturday sunday mon tues tue weds wed thurs thu fri sat sun
    pm am
    hoy manana luego mas tarde noche ahora ahorita rato al salir del trabajo ayer lunes martes miercoles
    jueves
    viernes sabado domingo esta en
    """
)
_TOUCHES = (_IN_TOUCH | _set("do on")) - _set("in out up it bit over")
_MOST = 14


def only_takes_note(text: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether that is all it does.

    Args:
        text: what was written.
        names: first names, small, of those who may be spoken of.
    """
    said = [re.sub(r"^\d+(?:am|pm)?$", "now", word) for word in words_of(text)]
    if not 0 < len(said) <= _MOST or "?" in text:
        return False
    if all(word in _HEARD for word in said):
        return True
    known = _HEARD | _DOING | _IN_TOUCH | _WHOM | _WHEN | names
    does = any(word in _TOUCHES for word in said)
    speaks = said[0] in ("hey", "hi", "hola") or ("you" in said and "thank" not in said)
    speaks = speaks or (said[0] in _IN_TOUCH and said[1:2] == ["me"])  # "meet me thursday at 3"
    return does and not speaks and all(word in known for word in said)
