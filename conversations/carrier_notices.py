"""What a phone company writes in somebody's place: that a message of ours did not get through.

"Unable to send message - Message Blocking is active." comes from the person's own number, and is nobody's
word. It is known by how it is built: it speaks of a message, a number, a subscriber, says that something
failed, is blocked, invalid or unavailable, and nobody speaks in it: no I, no you, no greeting.
"""

import re

from conversations.names import plain

_SUBJECT = re.compile(
    r"\b(?:messages?|msgs?|msg \d+|sms|texts?|numbers?|subscriber|recipient|destination|handset|"
    r"service|address|short ?code|mailbox"
    r"|mensajes?|numero|suscriptor|usuario|destinatario|destino|buzon|abonado)\b"
)
_FAILED = re.compile(
    r"\b(?:unable to (?:send|deliver)|not (?:sent|delivered|be delivered|available|in service|active|"
    r"valid|reachable|supported)|undeliver\w*"
    r"|could not be (?:sent|delivered)|cannot be (?:sent|delivered|completed)|failed|failure|blocked|"
    r"blocking|barred|rejected|invalid|expired|unknown"
    r"|unreachable|unavailable|out of service|disconnected|does not (?:accept|receive|exist|support)|"
    r"has not (?:set up|subscribed)|full|error \d+"
    r"|no (?:entregado|enviado|disponible|valido|existe|pudo (?:ser )?(?:entregar|enviar)\w*|"
    r"se (?:pudo|puede) (?:entregar|enviar)|acepta|recibe)"
    r"|imposible (?:enviar|entregar)|bloquead[oa]s?|bloqueo|fallo|fallido|rechazado|invalido|"
    r"fuera de servicio|caducado|desconocido|suspendid[oa])\b"
)
_SOMEBODY_SPEAKS = re.compile(
    r"\b(?:i|i'm|im|i've|ive|my|me|we|our|you|u|your|he|she|his|her|they|hey|hi|hello|sorry|thanks|"
    r"lol|please call|yo|mi|mis|me|tu|te|ella|estoy|tengo"
    r"|hola|perdon|gracias)\b"
)
# Said to whoever tried: the only "you" that carriers use.
_CARRIERS_YOU = re.compile(
    r"\b(?:the (?:person|number|customer|subscriber) you (?:are|have|were) \w+|"
    r"the number you (?:have )?\w+)\b"
)
_LONGEST = 30  # words


def is_carrier_notice(text: str) -> bool:
    """Whether this is a phone company's notice that a message did not get through."""
    said = _CARRIERS_YOU.sub("the number", plain(text))
    if not said or len(said.split()) > _LONGEST or "?" in said:
        return False
    return bool(_SUBJECT.search(said) and _FAILED.search(said)) and not _SOMEBODY_SPEAKS.search(said)
