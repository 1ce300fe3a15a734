"""Whether somebody wants no more messages: read from what is meant, not from a list of sentences.

Three shapes count, in English and Spanish alike (and mixed):

- a word that ends messages by itself (STOP, BAJA, SALIR, "no más"), with nothing beside it but courtesies,
also with a slip of the thumb;
- an instruction that was copied, whole ("STOP to end the messages", "Reply STOP", "STOP2QUIT", "Responda
PARE para salir"): with more around it it is an advertisement's, or ours;
- a clause that ends, refuses or takes back, and says what: the messages, the number, the list, the contact,
the consent, the programme itself ("lose my number", "I don't wish to receive any more of these", "ya no me
escriban").

Where no such clause is known, `ending_messages` reads what each word does.

What is ended must be ours: "stop texting my ex", "unsubscribe from the betting emails", "quit my job" are
answers. What is told of others or of the past is none ("my PO took me off the list"), nor what has an end
("no texts till Monday"): that is a pause.
"""

import re

from conversations.ending_messages import ends_messages
from language.folding import plain

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CLAUSES = re.compile(
    r"[.!?;:,\n…]+|\s[-–—]\s"
    r"|\s(?=(?:and|but|because|cause|cuz|so|please|pls|kindly|just|can you|could you|i want you|"
    r"i need you|i dont|i don't"
    r"|i do not|dont|don't|do not|stop|quit|take me|remove me|porque|pero|y|que|por favor|porfa|"
    r"favor de|ya no|no me|no quiero"
    r"|dejen|paren|quitenme|saquenme|borrenme)\s)"
)

# --- one word and courtesies -----------------------------------------------------------------------------

_ENDS = frozenset(
    """
    stop stopall unsubscribe unsub cancel end quit revoke optout remove arret baja pare paren parar parenle
    alto salir salirme fin basta detener detengan cancelar eliminar desuscribir desuscribirme stopp stahp
    """.split()  # noqa: SIM905 - words read better in lines
)
_PAIRS = ("stop all", "opt out", "no mas", "darme baja", "dar baja", "de baja")
_PLAIN_COURTESIES = frozenset({"end", "please", "pls", "plz", "thanks", "thx", "now"})
_COURTESIES = frozenset(
    """
    please pls plz thanks thank you thx ok okay now already it this all ya it's bro man mate everything the
    texts messages msgs texting msg me por favor porfa favor gracias x todo esto eso que dije i said sorry
    hi hello hola just right immediately asap forever again dije lo los mensajes el servicio service y
    muchas
    """.split()  # noqa: SIM905 - one can read and mend it as a line of words
)
_SLIPS_OF_STOP = frozenset(
    {"sotp", "stpo", "tsop", "stoop", "stoppp", "sstop", "stp", "syop", "atop", "dtop", "s top"}
)


def _by_itself(words: list[str]) -> bool:
    said = " ".join(words)
    for pair in _PAIRS:
        said = said.replace(pair, pair.replace(" ", "-"))
    left = [word for word in said.split() if word not in _COURTESIES]
    if not left or len(left) > 4 or len(words) > 8:
        return False
    if len(words) == 1 and words[0] in _SLIPS_OF_STOP:
        return True
    if "end" in left and not set(words) <= _PLAIN_COURTESIES:  # "the end", "end it all"
        return False
    ends = _ENDS | {pair.replace(" ", "-") for pair in _PAIRS}
    return all(word in ends or _is_unsubscribe(word) for word in left)


def _is_unsubscribe(word: str) -> bool:
    """ "unsuscribe", "unsubcribe", "desuscribir": the word is long enough to be known with letters
    missing."""
    begins = word.startswith(("unsu", "usub", "unsb", "desusc", "desubs"))
    return begins and len(word) >= 8 and word.endswith(("be", "bed", "ib", "ir", "me"))


# --- a copied instruction, whole ----------------------------------------------------------------------------

_END_WORD = rf"(?:{'|'.join(sorted(_ENDS, key=len, reverse=True))}|opt out|stop all|no mas)"
_SEND = (
    r"(?:(?:please |just |por favor )?(?:reply|text|txt|send|type|respond|answer|say|responde|"
    r"responda|responder|envia|envie"
    r"|enviar|manda|mande|mandar|escribe|escriba|escribir|contesta|conteste|texto|textea)(?: with|"
    r" back| la palabra| con)? )"
)
_PURPOSE = (
    r"(?:(?:to|2|para|for|a|and) (?:the )?(?:end|stop|quit|cancel|opt ?out|unsubscribe|leave|"
    r"be removed|terminar|termina|salir"
    r"|cancelar|dejar|parar|detener|anular|darse|darte|darme|no recibir|finish|"
    r"discontinue)\b(?: (?:of|de|from|the|these|all|all of"
    r"|this|receiving|recibir|los|las|estos|el|mas|baja|our|your|getting|service|servicio|texts?|"
    r"messages?|msgs?|alerts?|mensajes?"
    r"|textos?|everything|todo|todos|it|suscripcion|subscription))*)"
)
_COPIED = re.compile(rf"{_SEND}{_END_WORD}(?: {_PURPOSE})?(?: {_END_WORD})?|{_SEND}?{_END_WORD} {_PURPOSE}")
# Letters with a digit that stands for "to" between them: STOP2QUIT.
_TO = re.compile(r"(?<=[a-z])[24](?=[a-z])|\s2\s")


# --- a clause that says what is to end
# -----------------------------------------------------------------------

_OURS = (
    r"(?:messag\w*|msgs?|msj\w*|texts?|txts?|sms|text messag\w*|check ?-?ins?|reminders?|"
    r"notifications?|alerts?|communications?"
    r"|mails?|contact|mensajes?|mensajitos?|textos?|avisos?|recordatorios?|comunicacion\w*|preguntas?|"
    r"notificacion\w*|encuestas?)"
)
_THESE = (
    r"(?:(?:any|all|more|of|the|these|those|this|your|ur|such|so|many|anymore|further|ya|mas|los|las|"
    r"estos|esos|sus|tus|tantos|de|no|other|other) )*"
)
_SERVICE = (
    r"(?:this|it|these|those|the (?:program\w*|service|list)|your (?:program\w*|service|list|thing)|"
    r"this (?:program\w*|service|list|thing|number|chat)|el programa|este programa|este servicio|la lista|"
    r"esto)"
)
_ME = r"(?:me|us|my (?:phone|number|cell|mobile)|this (?:phone|number)|here)"
_CONTACT = (
    r"(?:text|txt|messag\w*|msg|contact|write|send|bother|call|ring|email|spam|hit|reach out|bug|harass)"
)
_CONTACTING = (
    r"(?:texting|txting|messaging|msging|contacting|writing|sending|bothering|calling|ringing|spamming|"
    r"hitting|bugging|harassing|asking)"
)
_NOT = r"(?:do not|don't|dont|never|no longer|pls dont|please dont|not)"
# What one is told not to do ("no me escriban"), never what others do ("no me escriben mis hijos").
_CONTACTEN = (
    r"(?:escrib(?:an|as|a|ais|ir(?:me|nos)?)|mand(?:en|es|e|eis|ar(?:me|nos)?)|envi(?:en|es|e|eis|ar(?:me"
    r"|nos)?)"
    r"|contact(?:en|es|e|eis|ar(?:me)?)|molest(?:en|es|e|eis|ar(?:me)?)|text[ei]+(?:n|s|ar(?:me)?)?"
    r"|llam(?:en|es|e|eis|ar(?:me)?)|busqu(?:en|es|e)|vuelv(?:an|as|a|ais) a \w+)"
)
_LEADING = (
    r"(?:(?:please|pls|plz|kindly|listen|look|im sorry but|i appreciate it but|no offense but|"
    r"no offence but|ok|okay|hey|hi|hello|yo|so|and|but|just|can you|could you|would you|will you|"
    r"can u|i said|i told you to|i asked you to|i want you to|i need you to"
    r"|you need to|you must|u need to|id like you to|i would like you to|for real|seriously|omg|ffs|"
    r"por favor|porfa|favor de|les pido que|te pido que|pido que|quiero que|oye|oigan|hola|ya|que|y|"
    r"pero|tio|wey|no thanks|no thank you"
    r"|no gracias|sorry|thanks|gracias|yall|bro|man|from now on|bueno|pues|mira|miren|"
    r"hazme el favor de|haganme el favor de) )*"
)
_TRAILING = (
    r"(?: (?:please|pls|plz|now|right now|already|thanks|thank you|thx|ok|okay|man|bro|forever|"
    r"for good|immediately|asap|anymore|any more|no more|again|ever|at all"
    r"|por favor|porfa|ya|gracias|nunca|nunca mas|jamas|mas|every (?:\w+ )?(?:day|week|night)|"
    r"all the time|so much|so often|x favor|muchas gracias|x|from you|from this number|"
    r"to this (?:number|phone)|to me))*"
)
_CLAUSE = re.compile(
    _LEADING
    + "(?:"
    + "|".join(
        [
            # refuse: "don't text me", "no me escriban más", "I don't want these"
            (
                rf"{_NOT} (?:ever |even )?{_CONTACT}(?: {_ME}| this number| anything| anymore|"
                rf" {_THESE}{_OURS}| to me| again)*"
            ),
            (
                rf"(?:i |im |i'm |we )?{_NOT} (?:want|need|wish|wanna|care|like|agree|consent|"
                r"interested)(?: no)?(?: to)?(?: (?:get|getting|receive|have|be getting|be|do|continue|"
                r"carry on|take part|participate|part of|in|with|for|hear from (?:you|yall|this|"
                rf"u)))*(?: {_THESE}(?:{_OURS}|{_SERVICE}|contacted|texted|messaged|any more of (?:these|"
                rf"this|it)|anymore|any more))+(?: (?:on|to|from|at) {_ME})?"
            ),
            (
                rf"(?:i |we )?{_NOT} (?:want|wish|wanna) (?:to )?(?:be (?:texted|messaged|contacted|called|"
                r"on (?:this|the|your|ur) list|part of this|in (?:this|the program\w*))|hear from (?:you|"
                rf"yall|u|this)|do (?:this|these|the check ?-?ins?)|take part|participate)(?: \w+){{0,3}}"
            ),
            (
                r"(?:ya )?no (?:me|nos) (?:vuelvan a |vuelvas a |vuelva a |sigan |"
                rf"sigas )?{_CONTACTEN}(?: (?:mas|nada|ya|esto|{_THESE}{_OURS}|a este (?:numero|telefono)|"
                r"por aqui|nunca|mas nada|texts))*"
            ),
            (
                rf"(?=.*\b(?:recibir|que me|k me|q me|participar|{_OURS}|programa|servicio|lista))"
                r"(?:ya )?no (?:quiero|deseo|necesito|kiero|qiero|quisiera|acepto|autorizo)(?: (?:recibir|"
                rf"que me {_CONTACTEN}|k me {_CONTACTEN}|q me {_CONTACTEN}|participar|seguir|estar|"
                rf"continuar|tener|en|con|mas|ya|nada|esto|de|{_THESE}{_OURS}|{_SERVICE}))+"
            ),
            (
                r"(?:i'm |im |am |i am )?(?:really |just )?not interested(?: in (?:this|these|it|"
                r"any of (?:this|it)))?"
            ),
            (
                r"(?:esto )?(?:ya )?no (?:me|nos) interesa(?: (?:esto|mas|nada|recibir|su programa|"
                r"el programa))*"
            ),
            # end: "stop texting me", "cancel all texts", "quit messaging me every damn week"
            (
                rf"(?:no )?(?:stop|quit|cease|end) {_CONTACTING}(?: {_ME}| to me| {_THESE}{_OURS}| (?:this|"
                rf"these|stuff|things|shit|crap))*"
            ),
            (
                r"(?:i (?:want|need|would like|wish) to |id like to |i'd like to |i wanna |"
                r"let me )?(?:stop|end|cancel|quit|cease(?: and desist)?|turn off|halt|terminate|"
                rf"discontinue)(?: (?:sending|getting|receiving|all))* {_THESE}(?:{_OURS}|"
                rf"{_SERVICE}(?!.))(?: (?:to|from|on|for) {_ME})?"
            ),
            rf"no more {_THESE}(?:{_OURS}|{_CONTACTING})(?: {_ME}| to me| from you| for me)*",
            (
                rf"(?:dej\w+|par\w+|basta) (?:ya )?de {_THESE}(?:mandar\w*|enviar\w*|escribir\w*|"
                r"molestar\w*|textear\w*|contactar\w*|llamar\w*|chingar|fastidiar|joder)(?: (?:mas|esto|"
                rf"cosas|{_THESE}{_OURS}|textos|por aqui))*"
            ),
            (
                r"(?:no mas|ya no mas|basta de|basta con|alto a|para|paren|parar|cancel\w+|det\w+|"
                rf"termin\w+|quit\w+) {_THESE}{_OURS}"
            ),
            rf"ya no (?:mas )?(?:quiero )?{_THESE}{_OURS}",
            # take back or take off: "remove me", "lose my number", "I revoke consent", "dame de baja"
            (
                r"(?:remove|delete|erase|wipe|scrub|strike|unlist|unsubscribe|unsub|opt|"
                r"(?:take|get|drop|pull)(?= .*\b(?:off|out|from)\b))"
                r"(?: (?:me|us|my name|my number|my phone|this number|"
                r"my data(?= (?:off|out|from) )))(?: (?:off|out|from|of|the|this|that|your|ur|it|these|list"
                r"|lists|program\w*|"
                r"service|database|system|contacts?|phone|mailing|texting|texts?|messages?|everything|"
                r"data|base|all))*"
            ),
            (
                r"(?:i (?:want|need|would like|wish) to |id like to |i'd like to |i wanna |let me |"
                r"i )?(?:unsubscribe|opt out|be removed|be taken off|withdraw|leave the program\w*|"
                r"leave this program\w*)(?: (?:me|us|from|of|the|this|these|all|it|list|texts?|messages?|"
                r"program\w*|service))*"
            ),
            (
                r"(?:lose|forget|delete|erase|remove|block) (?:my|this) (?:number|phone|"
                r"contact)(?: (?:from|off|your|the|phone|list|please))*"
            ),
            (
                r"(?:i )?(?:revoke|withdraw|take back|cancel|retract)(?: my| all| any)* (?:consent|"
                r"permission|agreement|subscription)(?: \w+){0,5}"
            ),
            r"(?:i )?(?:no longer|do not|dont|don't|never) (?:consent|agree|opted in|signed up)(?: \w+){0,5}",
            (
                r"(?:retiro|revoco|cancelo|quito|anulo)(?: mi| el| todo)* (?:consentimiento|permiso|"
                r"autorizacion|suscripcion)(?: \w+){0,4}"
            ),
            (
                r"(?:quit|sac|borr|elimin|saqu|quiten|dar|dame|denme|deme|darme|den|solicito|pido|"
                r"quiero)\w*(?: (?:me|nos|mi|numero|telefono|nombre|contacto|datos|la|de|del|esta|esa|su|"
                r"tu|vuestra|lista|list|base|baja|programa|servicio|este|ese|aqui|que me|den|ya))+"
            ),
            r"(?:leave|let) (?:me|us) alone(?: \w+){0,3}|(?:leave|let) (?:me|us) be",
            r"(?:dejame|dejeme|dejenme|dejadme)(?: ya)? (?:en paz|tranquil[oa])",
            (
                r"(?:wish|want|ask|asking|request|requesting) (?:you )?(?:to )?(?:to )?(?:be removed|"
                r"stop contacting|no further contact)(?: \w+){0,3}"
            ),
            (
                rf"(?:do not|don't|dont|never)(?: keep| be| go on) {_CONTACTING}(?: {_ME}| {_THESE}{_OURS}|"
                r" this| these)*"
            ),
            rf"(?:stop|quit) with {_THESE}{_OURS}",
            rf"(?:refrain from|no need to keep|enough with) (?:{_CONTACTING}|{_THESE}{_OURS})(?: {_ME})?",
            (
                r"(?:i )?(?:want|wanna|wish) out(?: of (?:this|it|here|the program\w*))?|(?:i'm |"
                r"im )?out of this (?:program\w*|thing|list)"
            ),
            r"(?:un ?enroll|dis ?enroll|deregister|unregister) me(?: (?:from|out|of|this|the|program\w*))*",
            (
                r"(?:i'm |im |i am )?(?:so |all |just )?(?:done|finished|through|over|fed up|sick|"
                rf"tired) (?:with|of) (?:{_THESE}{_OURS}|this (?:service|program\w*|bot|thing|app)|these|"
                r"yall texting|you texting)(?: me)?"
            ),
            (
                r"(?:fuck|piss|bugger|sod|eff|f|buzz|back|lay) off(?: (?:me|you|u|now|bot))*|go away|"
                r"get lost|give it a rest|knock it off|cut it out|leave off"
            ),
            (
                r"(?:i )?(?:never|didnt|did not|didn't) (?:sign(?:ed)? up|ask(?:ed)?|agree(?:d)?|"
                r"consent(?:ed)?|subscribe(?:d)?|opt(?:ed)? in)(?: (?:for|to|this|these|any|of|it|texts?|"
                r"messages?))*"
            ),
            (
                r"(?:i'm |im |i am |i will be |ill be )?(?:gonna |going to )?(?:blocking|block|report|"
                r"reporting) (?:you|u|this number|this|yall)(?: (?:as spam|now|number))*|(?:this is|"
                r"thats) (?:spam|harassment)|spam"
            ),
            (
                r"(?:i )?(?:dont|don't|do not) need (?:this|these|it|you|your help|a mentor|no mentor|"
                r"any of this)(?: (?:anymore|no more|any more|thanks))*"
            ),
            r"(?:can|could) (?:you|u) not(?: (?:text|message|contact) me)?",
            (
                r"enough(?: (?:is enough|already|of this|of these|now))?|ya estuvo(?: bueno)?|ya parale|"
                r"parale ya|hasta aqui(?: nomas)?|suficiente|ya basta(?: de esto)?"
            ),
            (
                r"(?:me quiero|quiero|prefiero|quisiera|deseo|voy a|necesito) (?:salirme|salir|"
                r"darme de baja|cancelar|retirarme|desuscribirme)(?: de (?:esto|esta lista|la lista|"
                r"el programa|este programa|aqui|todo esto|los mensajes|estos mensajes))+|(?:me quiero|"
                r"quiero|prefiero|quisiera|deseo) (?:salirme|darme de baja|retirarme|desuscribirme)"
            ),
            (
                r"(?:borr|elimin|saqu|sac|quit|remuev|cancel|desuscrib|baj)\w*(?:me|nos)(?: (?:ya|de|la|"
                r"el|su|tu|esta|este|esa|lista|sistema|programa|aqui|base|datos|list|grupo|esto|todo|"
                r"del))*"
            ),
            (
                r"(?:ya )?no (?:quiero|deseo) (?:nada|saber nada|saber mas)(?: (?:mas|de|con|ustedes|esto|"
                r"ti|usted|eso))*"
            ),
            rf"(?:que )?(?:ya )?no (?:me )?llegue\w*(?: (?:nada|mas|{_THESE}{_OURS}))+",
            (
                r"(?:ya )?no (?:me )?(?:sigan|sigas|siga) (?:mandando|enviando|escribiendo|molestando|"
                r"contactando|texteando|llamando)(?:me)?(?: \w+){0,3}"
            ),
            (
                r"(?:stop|quit) (?!hitting me|hurting|touching|beating|following|using|drinking|"
                r"smoking)\w+ing(?: up| on| at)? (?:me|us|my (?:phone|line|inbox|"
                r"cell))(?: up)?(?: \w+){0,2}"
            ),
            r"(?:make|let) (?:these|the texts|the messages|these messages|these texts) stop",
            r"no further (?:contact|messages?|texts?|communication)",
        ]
    )
    + ")"
    + _TRAILING
)
_BAJA = re.compile(r"\b(?:baja|lista|list|numero|base|consentimiento|servicio|programa)\b")
_TAKES_OFF = re.compile(r"^(?:quit|sac|borr|elimin|saqu|dar|dame|denme|deme|den|solicito|pido|quiero)")
_TO_END_IT = re.compile(
    r"(?:(?:i|want|wanna|to|just|gonna|going|will|should) )*end (?:it|this|it all)(?: all| now)?"
)  # no opt-out
# With more behind it, what is ended has to be ours beyond doubt, and nothing may make it depend on something.
_OBJECT = re.compile(
    rf"\b(?:me|us|nos|my number|this number|{_OURS}|list|lista|consent\w*|baja|numero|contact\w*|"
    r"escrib\w*|mand\w*|envi\w*|molest\w*)\b"
)
_ONLY_WHOLE = re.compile(r"\b(?:get|take|drop|pull|opt|let|be) (?:me|us)?\b")
_CONDITIONS = frozenset(
    """
    because cuz cause cos bc while when if unless till until at before after during im i'm on about for with
    from to and porque si cuando mientras hasta antes despues durante en con sobre por para a
    """.split()  # noqa: SIM905 - one can read and mend it as a line of words
)
# Ended for a time: a pause, which is read elsewhere or left to a person.
_FOR_A_TIME = re.compile(
    r"\b(?:until|till|til|hasta|for now|por ahora|this week|this month|esta semana|este mes|today|"
    r"tonight|tomorrow|hoy|manana|for a (?:bit|while|few|couple)"
    r"|(?:\d+|a|one|two|three|un|una|dos|tres|few|couple of) (?:days?|weeks?|months?|dias?|semanas?|"
    r"mes(?:es)?)|while (?:i|im)|mientras|next week|la proxima|so many|so often"
    r"|before|after \d|antes de|a las \d|at night|at work|in the (?:morning|evening|night)|de noche)\b"
)
_NOT_SAID = re.compile(
    r"\b(?:(?<!^i )said|said (?:to|that)|says|told me|dijo|dice|someone|they told|he told|she told|my po"
    r"|probation)\b"
)
_LAUGHS = re.compile(r"\b(?:lol|lmao|haha\w*|jk|jaja\w*)\b|[\U0001f602\U0001f923]")


def wants_no_more(text: str) -> bool:
    """Whether this text asks for the end of all messages."""
    folded = _TO.sub(" to ", plain(text))
    words = _WORD.findall(folded)
    if not words or len(words) > _LONGEST:
        return False
    if _LAUGHS.search(folded) and len(words) > 1:
        return False
    if _by_itself(words):
        return True
    said = " ".join(words)
    if _COPIED.fullmatch(_softened(said)):
        return True
    if _FOR_A_TIME.search(said):
        return False
    clauses = _clauses(folded)
    if len(clauses) > 1 and clauses[-1] in _CLOSING and not _NOT_SAID.search(said):
        return True  # "reporting this as spam. stop."
    if len(words) <= _SHORT and _TELLS_TO_STOP.search(said) and not _OTHERS.search(said):
        return True
    if _NOT_SAID.search(said):
        return False
    if any(ends_messages(one.split()) for one in {said, *clauses}):
        return True
    if len(clauses) == 1:
        return _ends_it(said)
    return _ends_it(said) or any(_ends_it(one) for one in clauses if not _VAGUE.fullmatch(one))


_LONGEST = 45
# "stop this because it hurts": what is meant stands elsewhere in the text.
_VAGUE = re.compile(
    r"(?:please |pls |just )*(?:stop|quit|cancel|cease|dont want|don't want|do not want) "
    r"(?:this|it|that|these|those)|(?:i )?(?:dont|don't|do not) need it(?: now| anymore)*"
    r"|(?:\w+) off|go away|get lost|enough(?: already)?|suficiente|hasta aqui|ya (?:estuvo|basta)(?: bueno)?"
)
_BINDS = frozenset(
    """
    dont don't not never no wont won't cant can't cannot didnt didn't doesnt doesn't will would should could
    to gonna bus full pit traffic the a an my he she they who that """.split()  # noqa: SIM905 - one can read and mend it as a line of words
)
# "you | don't text me any more", "how do i | stop these", "if i | stop": who does it, or whether.
_ITS_SUBJECT = re.compile(
    r"(?:and |but |so )?(?:(?:how|why|what|if|when|should|do|can|could|may|where|como|si|cuando)\b.*)?"
    r"\b(?:i|we|you|u|yo)|(?:como|donde)"
)
_SHORT = 9
# "omg just stop already", "not interested please stop": told to whoever writes, at the end of a short text.
_TELLS_TO_STOP = re.compile(
    r"(?:^|\b(?:please|pls|plz|just|kindly|said|bro|man|omg|ffs|yo|interested|thanks|thx|bot|spam|"
    r"alone|now|must|already|yall|wey|porfa|favor"
    r"|(?:you|u|yall) (?:need to|must|should|have to|gotta|can|better))) (?:stop|parar|paren|"
    r"pare)(?: (?:please|pls|plz|now|already|it|this|that|all|man|bro|thanks|thx|ya|yall|porfa"
    r"|por favor|gracias|immediately|forever))*$"
)
_OTHERS = re.compile(
    r"\b(?:he|she|they|him|her|them|ex|kids?|baby|mom|mum|dad|girl|wife|husband|drinking|smoking|"
    r"using|el|ella|ellos|him)\b"
)
_CLOSING = frozenset(
    {
        "stop",
        "stop it",
        "stop now",
        "stopall",
        "unsubscribe",
        "baja",
        "pare",
        "paren",
        "stop please",
        "stop texting",
    }
)
_SOFT = re.compile(
    r"^(?:(?:ok|okay|hi|hello|hey|hola|please|por favor) )+|(?: (?:please|pls|thanks|thank you|thx|"
    r"gracias|por favor|porfa|ok))+$"
)


def _clauses(folded: str) -> list[str]:
    """The clauses of a text, as words; what a "not" or a "to" stands before is not cut off from it."""
    clauses: list[str] = []
    for piece in _CLAUSES.split(folded):
        words = " ".join(_WORD.findall(piece))
        if not words:
            continue
        if clauses and (clauses[-1].rsplit(" ", 1)[-1] in _BINDS or _ITS_SUBJECT.fullmatch(clauses[-1])):
            clauses[-1] += f" {words}"
        else:
            clauses.append(words)
    return clauses


def _softened(said: str) -> str:
    return _SOFT.sub("", said)


def _ends_it(clause: str) -> bool:
    found = _CLAUSE.fullmatch(clause) or _CLAUSE.match(clause)
    if not found or _TO_END_IT.fullmatch(clause):
        return False
    rest = clause[found.end() :].split()
    if clause[found.end() :][:1].strip():  # ends within a word
        return False
    if rest and (rest[0] in _CONDITIONS or not _OBJECT.search(found[0]) or _ONLY_WHOLE.search(found[0])):
        return False
    # "quitarme el tatuaje", "quiero salir"
    return not (_TAKES_OFF.match(clause) and not _BAJA.search(clause))
