"""The wordings in which people ask for something, in the phrase language of `language.phrases`.

A phrase is matched against a whole message in small letters, without accents or punctuation; `{name}` stands
for a list from `WORDS`. Add a wording here and a row to its test; nothing else needs to change.
"""

import re
from collections.abc import Iterable

from language import phrases

WORDS = {
    "noun": (
        "[text|txt|sms] (message|messages|msg|msgs|text|texts|txt|txts|notification|notifications|reminder"
        "|reminders|alert|alerts)",
    ),
    "these": ("[all|any|more|of|the|these|those|this|your|ur|such|so many|my]*",),
    "texting": (
        *("texting", "txting", "messaging", "msging", "contacting", "bothering", "spamming", "writing to"),
        "writing",
    ),
    "text": ("text", "txt", "message", "msg", "contact", "bother", "write to", "write"),
    "me": ("me", "us", "my phone", "my number", "this phone", "this number", "here"),
    "dont": ("do not", "don't", "dont", "no longer", "never"),
    "someone": (
        *("someone", "somebody", "anyone", "anybody", "[a] [real|live|actual] (person|human) [being]"),
        *("[the] staff", "(my|the|a) coordinator"),
    ),
    "escriban": (
        *("escriban", "escribas", "escriba", "manden", "mandes", "mande", "envien", "envies", "envie"),
        *("contacten", "contactes", "contacte", "molesten", "molestes", "moleste", "texteen", "textees"),
    ),
    "dejen": ("deja", "dejen", "deje", "dejes", "para", "paren", "pare", "pares"),
    "mensajes": (
        "[mas|los|las|estos|esos|tantos|tus|sus|de|con]* (mensaje|mensajes|texto|textos|sms|recordatorios)",
    ),
    "hablar": (
        "alguien",
        "una persona [real|de verdad]",
        "un humano",
        "(mi|la|el) (coordinador|coordinadora)",
    ),
    "day": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}


def whole(wordings: Iterable[str]) -> re.Pattern[str]:
    """A pattern for `fullmatch`: any of the wordings. Messages are given with a space behind every word."""
    return phrases.whole(wordings, WORDS)


def lead(wordings: Iterable[str]) -> re.Pattern[str]:
    """A pattern for `sub`: any number of the wordings at the start, leaving a word at least."""
    return phrases.lead(wordings, WORDS)


def trail(wordings: Iterable[str]) -> re.Pattern[str]:
    """A pattern for `sub`: any number of the wordings at the end, leaving a word at least."""
    return phrases.trail(wordings, WORDS)


POLITE = [
    "please|pls|plz|(can|could|will|would) (you|u|you guys|y'all)",
    "por favor|porfa|puedes|pueden|podrias|podrian",
]
GREETING = ["ok|okay|hey|hi|hello|yo|bot|handrail|sorry|oye|oigan|hola"]
BEFORE_STOP = [
    *POLITE,
    *GREETING,
    "just|seriously|omg|ffs|fuck off|ya|[no] thanks|[no] thank you|(te|les) pido que",
    "(you|u) (need to|can|must|should|have to)",
    "i (want|need) (you|u) to",
    "i (said|asked (you|u) to|told (you|u) to)",
]
AFTER_STOP = [
    "please|pls|plz|now|right now|already|thanks|thank you|thx|ok|okay|bot|handrail|man|bro",
    "forever|for good|immediately|asap|anymore|any more|again|ever|at all",
    "por favor|porfa|ya|gracias|nunca|nunca mas",
]

STOP = [
    "[no] stop [stop]*",
    "stop (this|that|everything|all of (this|it))",
    "[no] (stop|quit) {texting} {me} [every day|everyday|all the time|so much|so often]",
    "(stop|quit) (texting|txting|messaging|spamming)",
    "(stop|quit) sending [me|us] {these} ({noun}|these|those|this|this stuff|things|stuff|shit)",
    "(stop|end|cancel|turn off|no more) {these} {noun} [(to|from|on) {me}]",
    "no more {texting} [{me}]",
    "{dont} {text} {me} [anything|any more]",
    "{dont} send [me|us] {these} ({noun}|anything|these|this)",
    "[i] {dont} (want|need|wanna) [to] [get|receive|be getting|have] {these} ({noun}|these)",
    "i {dont} (want to|wanna) be (texted|messaged|contacted|on (this|the|your) list)",
    "(i (want|need|would like) to|i'd like to|i wanna|how (do|can) i) (stop|end|cancel) [getting|receiving]"
    " {these} {noun}",
    "[i (want|need|would like) to|i'd like to|i wanna|how (do|can) i|let me] (unsubscribe|opt [me] out)"
    " [me|us|my number] [(from|of|to) {these} ({noun}|list|this|these|it)]",
    "(take|remove|delete|get) (me|my number|this number) (off|from|off of|out of) [this|the|that|your|ur]"
    " ([text|texting|texts|mailing|contact|message|sms|phone] list|{noun})",
    "(remove|delete) (my|this) number",
    "take me off",
    "leave me (alone|be)",
    "no (me|nos) [vuelvan a|vuelvas a] ({escriban}|escribir|mandar|enviar) [mas]"
    " [{mensajes}|nada|esto] [mas]",
    "no (quiero|deseo|necesito) [recibir] {mensajes} [mas]",
    "no (quiero|deseo) que me {escriban} [{mensajes}] [mas]",
    "[quiero que] {dejen} de (mandarme|enviarme|escribirme|molestarme|textearme|contactarme|mandarnos)"
    " [{mensajes}|esto|estas cosas|cosas] [mas]",
    "{dejen} de (mandar|enviar) {mensajes}",
    "(quitame|sacame|borrame|eliminame|quitenme|saquenme|borrenme|eliminenme) de"
    " (la|esta|tu|su|esa) lista [de mensajes]",
    "(quita|saca|borra|elimina|quiten|saquen|borren|eliminen) mi numero [de (la|esta|tu|su) lista]",
    "(no mas|basta de|basta con|alto a|parar|para|paren|cancela|cancelen|cancelar|detener|deten) {mensajes}",
    "(dejame|dejeme|dejenme) (en paz|tranquilo|tranquila)",
    "[quiero] (dame|denme|darme) de baja [de (la|esta) lista]",
    "cancelar [la|mi] suscripcion",
    "no mas",
    "basta",
    "alto",
]

START = [
    "[i (want|would like) [you] to|you can|quiero] (start|restart|begin|resume) ({texting} [{me}]"
    "|sending [me] {these} {noun}|{these} {noun}) [again]",
    "(start|you can {text} me|{text} me) again",
    "(subscribe|resubscribe) me",
    "(sign|opt) me [back] (up|in)",
    "[quiero] (volver a recibir|recibir de nuevo|reanudar|empezar) {mensajes}",
    "[me] (puedes|pueden) [volver a] (escribir|escribirme) [de nuevo|otra vez]",
]

WHEN = [
    "please|pls|plz|back|now|right now|asap|later|soon|today|tonight|tomorrow|urgently|thanks|thank you|ok",
    r"this (morning|afternoon|evening|week)|on {day}|(when|as soon as) (you|u|they) can",
    r"(at|after|before|around) (noon|lunch|work|# [#] [am|pm])",
    "por favor|porfa|ahora|ya|urgente|pronto|hoy|manana|luego|mas tarde|gracias",
    r"cuando (puedas|puedan)|a las # [#]",
]

PERSON = [
    "[(can|could|would|will) {someone}|{someone}] [please] (call|ring|phone) me",
    "[(can|could|would|will) {someone}] give me a (call|ring)",
    "i (need|want) ({someone} to call me|a [phone] (call|callback))",
    "[i [really] (need|want|would like) to|i (wanna|gotta)|i'd like to|can i|could i|may i|let me"
    "|how (do|can) i] (talk|speak) (to|with) {someone}",
    "is there {someone} [that] i can (talk|speak) (to|with)",
    "i (need|want) a [real|live|actual] (person|human)",
    "a (real|live|actual) (person|human)",
    "human|person|persona",
    "llamame|llamenme|llameme|marcame|me (llamas|llaman)",
    "(puedes|pueden|podrias|podrian) (llamarme|marcarme)",
    "me (puede|pueden|puedes|podria|podrian|podrias) (llamar|marcar) [alguien]",
    "(puede|podria) (alguien llamarme|llamarme alguien)",
    "alguien (me (puede|podria) llamar|(puede|podria) llamarme)",
    "(quiero|necesito|quisiera) que (me llamen|alguien me llame|me llame alguien)",
    "[necesito|quiero|quisiera|puedo|podria|me gustaria] hablar con {hablar}",
]

MENTOR_CALLS = [
    "(can|could|will|would) my mentor [please] (call|ring|phone|text) me",
    "(puede|podria) (mi (mentor|mentora) llamarme|llamarme mi (mentor|mentora))",
    "que mi (mentor|mentora) me llame",
]

# --- in control --------------------------------------------------------------------------------------

_ASK = "i (want|need|would like|wanna) [to]|i'd like [to]|(can|could|may) i|let me"
_ASK += "|how (do|can) i|show me|what are"
_PIDE = "quiero|quisiera|necesito|puedo|me gustaria|como puedo|dime|muestrame|cuales son"
_IT = "[it|this|my|the|these|those|all|for|text|texts|message|messages|msg|msgs|check|in|ins|checkin"
_IT += "|checkins|los|mis|estos|mensaje|mensajes|texto|textos]*"

PAUSE = [
    f"[{_ASK}] pause {_IT} [a while|now]",
    "[i (need|want|could use)] a (break|rest) from (this|[these|the] (texts|messages)|texting)",
    f"[{_PIDE}] (pausar|una pausa|pausa|hacer una pausa|un descanso) [de|en|con] {_IT} [un tiempo|ahora]",
]
GOALS = [
    f"[{_ASK}] [see|know] my (goals|plan)",
    "what (are my goals|is my plan|was my step|is my step)|(what's|whats) my (step|plan|goal)",
    f"[{_PIDE}] [ver|saber] (mis metas|mi plan)",
    "cual (es mi (meta|plan|paso)|era mi paso)",
]
RESOURCES = [
    f"[{_ASK}] [see|get|have] [some|the|a list of|any] (resources|places that [can] help)",
    "where can i (get|find) help",
    f"[{_PIDE}] [ver|tener] [los|una lista de|algunos] recursos",
    "donde (puedo encontrar|encuentro|hay) ayuda",
]
TIME = [
    f"[{_ASK}] (change|move|switch) (my|the) [weekly] [check in|checkin|message] (time|day|hour)",
    f"[{_ASK}] (change|move|switch) (my|the) (check in|checkin)",
    f"[{_PIDE}] cambiar (la hora|el dia|mi hora|mi horario|el horario) [de (la charla|(los|mis) mensajes)]",
]
RECORD = [
    f"[{_ASK}] [see|have|get|know] my (record|records|data)",
    "what (do you|have you got|have you|is|are you) (know|have|keep|kept|recorded|written|recording|keeping)"
    " [recorded|written|kept] [down] (about|on) me",
    "what (is|do you keep) [kept|recorded|written] about me",
    f"[{_PIDE}] ver (mis datos|mi registro)",
    "que (guardan|guardas|saben|sabes|tienen|tienes) (de|sobre) mi",
]
COPY = [
    f"[{_ASK}] [get|have] (a|the) copy of (my|all my|the) (record|records|data|messages)",
    f"[{_PIDE}] [tener|recibir] una copia de (mis datos|mi registro|mis mensajes)",
]
DELETE = [
    f"[{_ASK}] [please] (delete|erase|wipe|remove) [all|everything] [my|the] (data|record|records|info"
    "|information|messages|texts|history|everything|account) [about me]",
    "(delete|erase) (me|everything [about me|you have])",
    f"[{_PIDE}] [que] (borrar|borra|borren|borres|eliminar|elimina|eliminen) [todo|todos|todas]"
    " [mis|mi|lo que tienen de] (datos|registro|informacion|mensajes|mi|todo|cuenta)",
]
COMPLAIN = [
    f"[{_ASK}] (complain|make a complaint|file a complaint|put in a complaint)",
    "i have a complaint",
    f"[{_PIDE}] [poner|hacer|presentar] (una queja|quejarme|un reclamo)",
    "tengo una queja",
]
WRONG_NUMBER = [
    "[i think|i'm afraid] (you|u|you've|youve) [have|got|have got|texted|reached] (the|a) wrong"
    " (number|person|phone)",
    "[this is|it's|its|that's] [the|a] wrong (number|person|phone)",
    "[tiene|tienes|tienen|este es un|es] [el] numero equivocado",
    "[es] [la] persona equivocada",
    "(se|te) (equivoco|equivocaste|equivocaron) de (numero|persona)",
]
