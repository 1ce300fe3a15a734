"""A carrier's own notice: "Unable to send message - Message Blocking is active."

It comes from a person's number, in answer to what we sent there, and nobody wrote it. Passed on, it would
be their words; answered, it comes again. And it is news: what was on its way there did not arrive.

It is known by how it is built, not by its wording. One sentence says of a message, a subscriber or a number
dialled that it was not sent, not delivered, blocked, unable, invalid. And there is nobody in it: no I, no
you but "your message", no he or she, no here or today, no question. People who write of such things stand in
their sentences ("my texts to him aren't going through"). In doubt it is a person's.
"""

import re

from language.folding import plain

_SENTENCES = re.compile(r"[.!;\n:]+|\s[-\u2013\u2014]\s")
_LONGEST = 45  # words

# What it is about, in English and Spanish (accents are taken away, all is in small letters).
_ABOUT = re.compile(
    r"\b(?:"
    r"messages?|msgs?|texts?|sms|mms|messaging|texting|delivery|recipients?|subscribers?|addressee"
    r"|(?:called|dialed|dialled) party"
    r"|(?:destination|mobile|wireless|phone|cell|telephone|short code) (?:number|device|user|address)"
    r"|number (?:that )?you|(?:shared )?short ?codes?|destination"
    r"|(?:invalid|unknown|unreachable) (?:number|destination)|numero (?:invalido|no valido|inexistente)"
    r"|mensajes?|mensajeria|abonad[oa]|destinatari[oa]|suscriptor[a]?"
    r"|numero (?:de destino|de telefono|movil|celular|marcado|al que)|telefono (?:de destino|marcado|movil)"
    r"|codigo corto"
    r")\b"
)
_DONE = (
    r"(?:sent|delivered|deliverable|processed|completed|accepted|received|supported|allowed|permitted"
    r"|authori[sz]ed|reachable|available|active|activated|valid|enabled|provisioned|in service|send|deliver"
    r"|receive|accept\w*|receiving|accepting|capable)"
)
_HECHO = (
    r"(?:entregad[oa]s?|enviad[oa]s?|recibid[oa]s?|procesad[oa]s?|aceptad[oa]s?|permitid[oa]s?|autorizad[oa]s?"
    r"|entregar(?:lo|se)?|enviar(?:lo|se)?|recibir\w*|completar\w*|disponible|valid[oa]|activ[oa]|habilitad[oa]"
    r"|existe|en servicio|recibe|acepta)"
)
_FAILED = re.compile(
    r"\b(?:"
    rf"(?:not|cannot|can't|couldn't|wasn't|isn't|never|no longer)(?: \w+){{0,2}}? {_DONE}"
    rf"|unable to(?: be)? {_DONE}|failed to(?: be)? {_DONE}|undeliver\w+|unreachable|unavailable"
    r"|(?:delivery|sending|transmission|send|message|msg|sms|text)(?: has| was)? fail(?:ed|ure)"
    r"|(?:is|are|was|been|being|has|have)(?: \w+)? (?:block(?:ed|ing)|barred|restricted|denied|disabled"
    r"|suspended|rejected|invalid|disconnected|deactivated)"
    r"|(?:message|messaging|msg|text|sms|short ?code) blocking|blocking is (?:active|on|enabled)"
    r"|invalid (?:\w+ )?(?:number|destination|recipient|address|short ?code)|access denied"
    rf"|no(?: \w+){{0,3}}? {_HECHO}|imposible {_HECHO}"
    r"|(?:fallo|error)(?: \w+){0,3} (?:entrega|envio|enviar|entregar)|(?:entrega|envio) fallid[oa]"
    r"|bloqueo de (?:mensajes|mensajeria|sms)"
    r"|(?:esta|fue|sido|estan)(?: \w+)? (?:bloquead|restringid|suspendid|rechazad|desactivad|denegad)[oa]s?"
    r")\b"
)
# A machine's "you", and its "we": taken away before looking whether anybody is in it.
_A_MACHINES = re.compile(
    r"\byour (?:message|msg|text|sms|mms|recent|last|request|phone|account|service|wireless|mobile|carrier)\b"
    r"|\b(?:number|person|party|subscriber|user|recipient)(?: that)? you(?:'re| are| have| were|'ve)?"
    r"(?: just)? (?:trying|tried|dialed|dialled|called|texted|texting|reached|calling|sending|sent)\b"
    r"|\b(?:message|msg|text) you (?:sent|are sending|tried)\b"
    r"|\bwe(?:'re| are)? (?:sorry|unable|could not|were unable|cannot)\b"
    r"|\b(?:tu|su) (?:mensaje|sms|texto|solicitud|operador|cuenta|servicio)\b|\b(?:marcado|marcaste)\b"
)
_SOMEBODY = re.compile(
    r"\b(?:i|i'?m|i'?ll|i'?ve|i'?d|im|me|my|mine|myself|we|us|our|you|u|ur|your|yours|he|him|his|she|her|they|them"
    r"|their|here|there|today|tonight|yesterday|tomorrow|now|lol|hey|hi|hello|ok|okay|yeah|yes|thanks|cause|cuz|says?|said"
    r"|yo|me|mi|mis|quiero|puedo|tengo|necesito|deseo|te|ti|tu|tus|usted|ella|ellos|aqui|ahi|alli|hoy|ayer|manana|ahora|hola|gracias|jaja|dice|dijo)\b"
)


def recognise(text: str) -> bool:
    """Whether this is a carrier's notice that something was not delivered."""
    said = _plain(text)
    if "?" in said or "\u00bf" in said or not 2 <= len(said.split()) <= _LONGEST:
        return False
    if _SOMEBODY.search(_A_MACHINES.sub(" ", said)):
        return False
    return any(_ABOUT.search(one) and _FAILED.search(one) for one in _SENTENCES.split(said))


def _plain(text: str) -> str:
    return re.sub(r"[ \t]+", " ", plain(text)).strip()
