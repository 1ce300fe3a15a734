"""Whether one clause asks for the end of the messages, by the kinds of its words and their order.

Where `stopping` knows whole phrases, this knows what each word does: it refuses, wishes, gets, contacts,
ends, takes off, takes back; it is whoever writes, or what we send. A few words of any other kind may stand
between them. So "I'd rather not hear from you again", "kindly cease sending these weekly messages" and
"take me off la lista" are read alike, in either language or both, and with slips of the thumb: letters
doubled, left out or swapped.

Nothing here is an end: what somebody else does or is told ("stop texting my ex"), what is asked ("how do I
stop these?"), what hangs on something ("if ... stop the texts"), and what is not to end ("don't stop these").
"""

import re
from collections.abc import Sequence

from language.lexicon import Lexicon, a, gap

_KINDS = {
    # N refuses
    "N": "not dont don't dnt no never nunca jamas won't tampoco",
    # W wishes
    "W": "want wanna wish like rather prefer need care quiero kiero kero quisiera deseo prefiero gustaria "
    "acepto",
    # R gets
    "R": "get getting receive receiving hear hearing have having recibir recibiendo",
    # C contacts
    "C": "text texts texting textin message messages messaging msg msging contact contacting write writing "
    "bother bothering call calling send sending spam spamming bugging hitting hittin harassing pinging "
    "escriban escribir escribas escribiendo mandar manden mandes mandando enviar envien envies enviando "
    "molestar molesten molestando contactar contacten textear texteen texteando llamar llamen",
    # D contacts me, in one word
    "D": "contactarme escribirme mandarme enviarme molestarme textearme llamarme molestandome mandandome "
    "escribiendome",
    # M whoever writes, or their phone
    "M": "me us nos phone line inbox cell telefono celular numero number telephone",
    # O what we send
    "O": "text texts message messages msg msgs sms reminder reminders notification notifications list lista "
    "subscription suscripcion mensaje mensajes mensajitos textos recordatorios avisos mailing updates "
    "checkins",
    # T these
    "T": "these those estos",
    # E ends
    "E": "stop stahp quit cease end cancel discontinue terminate halt unsubscribe parar paren pare para "
    "deja dejen dejar dejes cancelar cancelen cancela cancele terminen",
    # K takes off
    "K": "take remove delete drop erase strike pull borrar borren borra eliminar eliminen elimina quitar "
    "quiten quita sacar saquen saca",
    # F takes me off, in one word
    "F": "borrame borrenme borreme borrarme eliminame eliminenme eliminarme quitame quitenme quiteme "
    "quitarme sacame saquenme saqueme sacarme removerme",
    # X takes off, whatever follows
    "X": "delete remove erase lose borrar borren eliminar eliminen",
    # V takes back, and S what was given
    "V": "revoke withdraw retract rescind revoco retiro cancelo anulo",
    "S": "consent permission authorization authorisation consentimiento permiso autorizacion",
    # L leaves, A alone
    "L": "leave let dejame dejenme dejeme dejen",
    "A": "alone paz tranquilo tranquila",
    # G gives, Z the Spanish word for off the list
    "G": "dame denme deme dar darme quiero solicito den",
    "Z": "baja",
    "I": "interested interesado interesada",
    "Y": "you u ya'll yall y'all ustedes usted",
    # H says nothing more
    "H": "thanks thank please pls plz now already period gracias porfa favor ahora ya again anymore ok okay",
}
_OTHERS = """
    he she they him her them his hers their mom mum mam dad mother father ex wife husband girl girlfriend
    boyfriend kid kids son daughter baby po officer judge boss landlord mate mates friend friends sister
    brother cousin uncle aunt nan gran police lawyer bank shop job work drinking smoking using voices
    somebody someone people everyone nobody doctor nurse hospital clinic court school gym netflix facebook
    app email emails el ella ellos ellas mama papa hijo hija hijos hermano hermana primo jefe novia novio
    esposa esposo trabajo alguien nadie juez policia
    """
# Asked, made to depend on something, or not to be missed.
_ASKED = re.compile(
    r"\b(?:how|como|what|why|who|if|unless|until|till|when|while|si|cuando|hasta|mientras|can i|could i|do i"
    r"|should i|may i|puedo|do you|does|did|is it|are you|are these|hay manera|hay forma|miss|afraid|scared"
    r"|glad|hope|love|wouldn't|would never)\b"
)
_WHY = re.compile(r"\b(?:because|cause|cuz|cos|bc|since|as i|porque|ya que|pues)\b.*")
_COURTEOUS_IF = re.compile(r"\bif you (?:would|could|can)\b|\bsi (?:pueden|puede|podrian)\b")
_INTEREST = frozenset(
    ["not", "no", "estoy", "really", "very", "all", "that", "interested", "interesado", "interesada"]
) | frozenset(_KINDS["H"].split())
# "take me off the list", never "take me to the list"; "remove me", "borrame" say it alone.
_OFF = frozenset({"off", "from", "out", "of", "de"})
_TAKES_OFF = frozenset("FX")
# "I don't text me", "you don't text me any more": said of somebody, not to us.
_SUBJECTS = frozenset("i im i'm ive i've he she they we you u nobody yo will gonna who".split())  # noqa: SIM905 - one can read and mend it as a line of words
_MOST = 30  # words; longer ones are told apart by a person


_LEXICON = Lexicon({**_KINDS, "B": _OTHERS})

# Words that change nothing: none that refuses or ends, and nobody else.
_GAP = gap(3, but="NEB")
_NEAR = gap(2, but="NEBY")
_SHAPES = re.compile(
    "|".join(
        [
            # I don't want to get the weekly texts
            rf"{a('N')}{_GAP}{a('W')}{_GAP}{a('R')}{_GAP}{a('OTY')}",
            # I'd rather not hear from you
            rf"{a('W')}{_GAP}{a('N')}{_GAP}{a('R')}{_GAP}{a('OTY')}",
            # no quiero mas mensajes
            rf"{a('N')}{_GAP}{a('W')}{gap(4, but='NEB')}{a('O')}",
            # would you mind not texting me
            rf"(?P<refuses>{a('N')}){_NEAR}(?:{a('D')}|{a('C')}{_NEAR}{a('M')})",
            # cease sending these messages
            rf"(?P<ends>{a('E')}){_NEAR}(?:{a('D')}|{a('C')}{_GAP}{a('MO')})",
            # cancelen mi suscripcion
            rf"(?P<cancels>{a('E')}){_GAP}{a('O')}",
            # could you please stop these now
            rf"(?P<these>{a('E')}){a('T')}(?:{a('H')})*$",
            # take me off la lista
            rf"(?P<takes>{a('K')}{_NEAR}{a('M')}|{a('F')}){_GAP}{a('O')}",
            # dame d baja
            rf"{a('G')}{_NEAR}{a('Z')}",
            # delet my numbr
            rf"(?P<number>{a('X')})\S+ {a('M')}",
            # revoke any and all prior consent
            rf"{a('V')}{gap(5, but='NEB')}{a('S')}",
            # leave me the hell alone
            rf"{a('L')}{a('M')}{_GAP}{a('A')}",
            # no estoy interesado
            rf"(?P<interested>{a('N')}(?:\S+ )?{a('I')})(?:{a('H')})*$",
        ]
    )
)
_FIRST_PERSON = frozenset({"i", "im", "i'm", "yo", "ive", "i've"})


def ends_messages(words: Sequence[str]) -> bool:
    """Whether these words, small and without accents, ask for the end of the messages."""
    said = _COURTEOUS_IF.sub("", _WHY.sub("", " ".join(words)))
    if len(words) > _MOST or _ASKED.search(said):
        return False
    words = said.split()
    line = _LEXICON.line(words)
    if "B" in line:
        return False
    return any(_holds(found, line, words) for found in _SHAPES.finditer(line))


def _holds(found: re.Match[str], line: str, words: Sequence[str]) -> bool:
    at = line.count(" ", 0, found.start())
    before = words[:at]
    unsaid = any("N" in _LEXICON.kinds(word) for word in before[-2:])
    if unsaid and "N" not in found[0]:  # "don't take me off the list"
        return False
    matched = words[at : at + found[0].count(" ")]
    if found["interested"] and not set(matched) <= _INTEREST:  # "no one interested"
        return False
    if found["takes"] and not any(word in _OFF or _LEXICON.kinds(word) & _TAKES_OFF for word in matched):
        return False
    if found["refuses"] and matched[0] == "no" and "me" in matched[1:] and matched[1] != "me":
        return False  # "no, call me"; but "no me escriban"
    if found["refuses"]:  # "you don't text me any more" is a complaint, and "I don't text me" nothing
        return not before or before[-1] not in _SUBJECTS
    if any(found[name] for name in ("ends", "cancels", "these", "number")):
        if before and before[-1] in _SUBJECTS:
            return False
        # "I have to stop texting ...": what they do; "I want to", "I'd like you to" asks for it.
        mine = not _FIRST_PERSON.isdisjoint(before)
        return not mine or any("W" in _LEXICON.kinds(word) for word in before)
    return True
