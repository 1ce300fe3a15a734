"""Which question about us a text asks, by the kinds of its words and their order.

Where `heard` knows phrases, this knows what each word does: who is feared, who looks, what was written, what
a machine is, what costs, what ends. A question needs several of them near each other and in order, and has to
be asked: "did the judge read my letter" and "how much is the bus" are about other things. English, Spanish
and both. It is less sure than a phrase: whatever it finds is answered, and waits for a person as well.
"""

import re

from language.lexicon import Lexicon, a, gap

AUTHORITY = "authority"
READERS = "readers"
BOT = "bot"
STOP = "stop"
COST = "cost"

_LEXICON = Lexicon(
    {
        # P whom people are afraid of
        "P": "po pos probation parole police cops court judge judges immigration migra ice dwp "
        "jobcentre jobcenter sheriff feds licence license licens prison corte juez jueza policia "
        "probatoria migracion fiscal carcel condicional",
        # X looks, passes on
        "X": "see sees seen read reads reading look looks looking get gets shown show shows showing "
        "share shares sharing listen pass passed passes goes go going ends end find finds copy "
        "call calling report reported know knows ve ven vera veran ver lee leen leer llega llegan "
        "pasan pasa pasar entera enteran mandan comparten sabe saben",
        # K keeps
        "K": "keep keeps kept store stored saved save delete deleted file filed forever guardan guarda "
        "guardar borran",
        # W what somebody writes, or these messages
        "W": "this these it text texts message messages answer answers say said write put type send "
        "what wot esto estos mensaje mensajes textos pongo escribo digo conteste contesto "
        "respuestas lo todo",
        # M a machine
        "M": "bot bots robot machine computer ai chatgpt automated automatic software siri chatbot "
        "maquina computadora artificial ordenador ia",
        # H a person
        "H": "person human humano humana persona somebody someone alguien persen reel real",
        # B is
        "B": "are r is am eres es sos soy be",
        # U you, or this
        "U": "you u ya this it that i usted ustedes esto tu talking talkin",
        # C costs
        "C": "cost costs charge charged charges pay paying payin free credit minutes price money muney "
        "data plan much cobran cobra cuesta saldo gratis pagar prepago datos cuanto",
        # D to get or answer one
        "D": "text texts message messages answer anser answering reply replying respond these this "
        "textos mensaje mensajes responder contestar contesto contestando",
        # S ends
        "S": "stop stopping leave leaving quit end ending ignore cancel out unsubscribe salirme salir "
        "dejar terminar parar cancelar",
        # A whoever
        "A": "who whos anyone anybody any1 people ppl staff else he she they somebody someone member "
        "daughter mum mom mentor family quien quienes mas nadie",
        # I private
        "I": "private confidential confidenshal secret anonymous privado confidencial anonimo",
    }
)
# How a question opens, within its first words, or how it closes.
_OPENS = re.compile(
    r"(?:\S+ ){0,2}?(?:who|whos|whats|wat|how|is|are|r|am|does|dose|dos|do|can|could|may|might|will|would"
    r"|quien|quienes|que pasa|como|cuanto|puedo|puede|es|eres|esto|me cobran|if i|si)\b"
)
_CLOSES = re.compile(r"\b(?:o que|or que|or what|o what|o nomas \w+|verdad(?: que \w+)?|cierto|vd|right|rn)$")
_PERMITTED = re.compile(
    r"\b(?:how|allowed|can i|could i|may i|if i|suppose|way|do i have|obligatorio|obligacion|puedo"
    r"|pasa (?:algo )?si|what|como)\b"
)
# Help with reading, and words of others, are about other things.
_TOLD = re.compile(r"\b(?:help me|ayuda\w*|my letter|my record|la carta|a letter|who (?:said|told|wrote))\b")
_MOST = 22  # words of a question; longer ones tell a story
_SHORT = 12
_SHAPES = {
    AUTHORITY: re.compile(
        "|".join(
            [
                # this goes to my PO
                rf"{a('W')}{gap(5)}{a('X')}{gap(4)}{a('P')}",
                # dos my licens people see wot i rite
                rf"{a('P')}{gap(3)}{a('X')}{gap(3)}{a('W')}",
                # no se lo pasan a la policia, read this in court
                rf"{a('X')}{gap(3)}{a('W')}{gap(3)}{a('P')}",
                # if i put a 1 is somebody gonna call my parole officer
                rf"{a('W')}{gap(8)}{a('X')}{gap(2)}{a('P')}",
            ]
        )
    ),
    READERS: re.compile(
        "|".join(
            [
                # who else sees it
                rf"{a('A')}{gap(5)}{a('X')}{gap(3)}{a('W')}",
                # what i put does my daughter see
                rf"{a('W')}{gap(3)}{a('AX')}{a('X')}",
                # do you guys keep todo lo que escribo
                rf"{a('UA')}{gap(2)}{a('K')}{gap(3)}{a('W')}",
                # delete what i said or is it saved
                rf"{a('K')}{gap(2)}{a('W')}{gap(6)}{a('K')}",
                # is it confidential
                rf"{a('B')}{gap(2)}{a('UW')}{gap(3)}{a('I')}",
                # r u showing ppl
                rf"{a('X')}{gap(2)}{a('A')}$",
            ]
        )
    ),
    BOT: re.compile(
        "|".join(
            [
                # are you a real person
                rf"{a('B')}{gap(1)}{a('U')}{gap(4)}{a('MH')}",
                # esto es inteligencia artificial
                rf"{a('U')}{a('B')}{gap(3)}{a('M')}",
                # es una computadora
                rf"{a('B')}{gap(1)}{a('M')}",
            ]
        )
    ),
    COST: re.compile(
        "|".join(
            [
                # how much is each text
                rf"{a('C')}{gap(7)}{a('D')}",
                # do these use up my minutes
                rf"{a('D')}{gap(5)}{a('C')}",
            ]
        )
    ),
    STOP: re.compile(
        # stop answering, ending the messages
        rf"{a('S')}(?:{gap(3)}{a('DW')}|$)|{a('D')}{gap(3)}{a('S')}"
    ),
}


def asks_about_us(segments: list[list[str]], *, marked: bool) -> str | None:
    """Which question about us is asked; None where none is.

    Args:
        segments: the words of a text, small and without accents, between its marks.
        marked: whether there is a question mark in it.
    """
    for segment in segments:
        if asked := _one(segment, marked=marked):
            return asked
    return None


def _one(words: list[str], *, marked: bool) -> str | None:
    said = " ".join(words)
    if not 1 < len(words) <= _MOST or _TOLD.search(said):
        return None
    if not (_OPENS.match(said) or _CLOSES.search(said) or (marked and len(words) <= _SHORT)):
        return None
    line = _LEXICON.line(words)
    for kind, shape in _SHAPES.items():
        if shape.search(line) and (kind != STOP or _PERMITTED.search(said)):
            return kind
    return None
