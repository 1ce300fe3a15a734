"""Messages that nobody wrote: reactions, automatic replies, our own words coming back.

A phone that cannot show a reaction sends it as a text: `Liked “Reply STOP to end.”` A phone in
driving mode answers by itself. None of these is an answer, a command or a cry for a person, and none
may be answered, or two machines talk all night. But to take a person's words for a machine's is
worse than the opposite, so `recognise` needs the exact shape: real words that merely look alike
("Liked your idea thanks", "I'm driving to work now") walk on.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from language.folding import straight, visible


class AutomaticKind(StrEnum):
    """What sort of message nobody wrote."""

    TAPBACK = "tapback"  # a reaction, or one taken back
    AUTO_REPLY = "auto_reply"  # the phone or a mailbox answered by itself, or the sender is a machine
    ECHO = "echo"  # our own words


@dataclass(frozen=True, slots=True)
class AutomaticText:
    """A message that nobody wrote.

    Attributes:
        kind: which sort.
        of: the words it quotes, as they arrived; for an echo all of it; else empty.
    """

    kind: AutomaticKind
    of: str = ""


def recognise(text: str, recent_sent: Sequence[str]) -> AutomaticText | None:
    """Recognise a message that nobody wrote.

    Args:
        text: what arrived.
        recent_sent: what we sent this person lately, newest or oldest first.

    Returns:
        What it is, or None where a person may have written it.
    """
    plain = visible(text.replace(_HAIR_SPACE, "")).strip()
    sent = [key for key in map(_key, recent_sent) if key]
    return _tapback(plain, sent) or _auto_reply(plain) or _echo(plain, sent)


# Android pads reactions with hair and zero-width spaces; emoji bring joiners and selectors, which stay.
_HAIR_SPACE = "\u200a"


def _key(text: str) -> str:
    """What is left of a text when spelling of marks, case and spaces is taken away."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower()))


# --- reactions -----------------------------------------------------------------------------------

_EMOJI = r"[^\w\s\"'“”‘’«».,;:!?¿¡()\-]{1,12}"
_REACTED = "|".join(
    [
        r"(?:Liked|Loved|Disliked|Laughed at|Emphasi[sz]ed|Questioned)",
        rf"Reacted (?:with )?{_EMOJI} to|Reacted with a sticker to",
        r"Removed (?:an?|the) (?:like|heart|dislike|laugh|exclamation|exclamation mark|question mark) from",
        r"Exclaimed (?:at|over)|Exclamó por|Preguntó por",
        rf"Removed {_EMOJI} from",
        rf"{_EMOJI} (?:to|a)",
        r"(?:A \w+ )?(?:No l|L)e (?:gustó|gusta|encantó|encanta|dio risa|hizo gracia)",
        r"Se rió de|Enfatizó|Destacó|Cuestionó|Puso en duda|Marcó",
        rf"Reaccionó con {_EMOJI} a",
        rf"(?:Quitó|Eliminó) (?:un corazón|un me gusta|un no me gusta|una risa|{_EMOJI}) (?:de|a)",
    ]
)
_TAPBACK = re.compile(rf"(?:{_REACTED})\s+(?P<open>[“\"«‘'])\s*(?P<of>\S.*)", re.DOTALL)
_CLOSING = "”\"»’'"
# Something done, in the third person and the past, by nobody who is named, to what follows: the frame of a
# reaction in any wording. It counts only around words of ours: "Wanted “the big room”" may be somebody's own.
_FRAME = re.compile(
    r"(?:"
    r"\w{3,}ed(?: \S{1,16}){0,3}?(?: (?:at|to|from|on|with|by|in))?"
    r"|(?:(?:A \S{1,20} )?(?:No )?(?:[Ll]es?|[Ss]e) )?\w*(?:ó|izo|dio|uso)(?: \S{1,16}){0,4}"
    r")\s*:?\s*(?P<open>[“\"«‘'])\s*(?P<of>\S.*)",
    re.DOTALL,
)
_MEDIA = (
    r"(?:an?|un[ao]?|\d{1,2})\s+(?:image|photo|picture|gif|video|movie|film|attachment|link|location"
    r"|contact|file|document|sticker|drawing|memoji|animation|song|audio(?: message)?|voice (?:message|memo)"
    r"|digital touch(?: message)?|handwritten message|imagen|foto|fotografía|vídeo|película"
    r"|archivo(?: adjunto)?|adjunto|enlace|ubicación|contacto|documento|dibujo|animación|canción"
    r"|mensaje de (?:audio|voz)|nota de voz)e?s?\.?"
)
_OF_MEDIA = re.compile(rf"(?:{_REACTED}|(?:Quitó|Eliminó) \S+ \S+ de)\s+{_MEDIA}")
_PAIRS = {"“": "”", "«": "»"}


def _tapback(plain: str, sent: list[str]) -> AutomaticText | None:
    if _OF_MEDIA.fullmatch(plain):
        return AutomaticText(AutomaticKind.TAPBACK)
    match = _TAPBACK.fullmatch(plain)
    framed = match or _FRAME.fullmatch(plain)
    if not framed:
        return None
    close = framed["of"][-1]
    of = framed["of"][:-1].rstrip() if close in _CLOSING else framed["of"]
    key = _key(of)
    if key and any(key == ours or _opens(ours, key) for ours in sent):
        return AutomaticText(AutomaticKind.TAPBACK, of)
    # Not among what we sent lately: it may quote an older message, or be words like: Loved "Oz" and "The
    # Wire". Only a machine's verb and curly quotes, once around everything, settle it.
    closes = _PAIRS.get(match["open"]) if match else None
    if match and closes and close == closes and of and match["open"] not in of and closes not in of:
        return AutomaticText(AutomaticKind.TAPBACK, of)
    return None


# --- automatic replies ---------------------------------------------------------------------------

# A machine says these as a sentence of its own; a person says that they read or heard them.
_SENTENCE = r"(?:.*[.!:;\n)] {0,2})?"
_AUTO = re.compile(
    "|".join(
        [
            r"\W*auto(?:mat(?:ic|ed))?[\s-]*(?:reply|response|responder|message)\b\s*(?:[\])}:.\-\u2013\u2014]|$).*",
            r"\W*respuesta autom[aá]tica\b\s*(?:[\])}:.\-\u2013\u2014]|$).*",
            rf"{_SENTENCE}this is an automat(?:ed|ic) (?:message|reply|response|text)\b.*",
            rf"{_SENTENCE}este es un mensaje autom[aá]tico\b.*",
            # what phones say while driving or asleep
            r"i(?:'m| am) driving with .{0,40}(?:do not disturb|focus|driving).{0,40}turned on\b.*",
            r"i(?:'m| am) (?:currently )?driving\W+i(?:'ll| will) (?:see|read|get back to|reply to) .*"
            r"when i (?:get where i'm going|arrive|stop|park).*",
            r".*\bi(?:'m| am) not receiving notifications\W+if this is urgent\b.*",
            r"i(?:'m| am) driving(?: right now)?\W*",
            r"estoy (?:conduciendo|manejando)(?: ahora| en este momento)?\W*",
            r"estoy (?:conduciendo|manejando) con .{0,60}\b(?:activad[oa]|no molestar)\b.*",
            r"estoy (?:conduciendo|manejando)\W+(?:ver[eé]|leer[eé]) tu mensaje .*",
            r".*\bno estoy recibiendo notificaciones\W+si es urgente\b.*",
            # mailboxes
            r"\W*out of (?:the )?office\W*(?:$|[:.\-\u2013\u2014]|until\b|reply\b).*",
            r"(?:(?:hi|hello|thank you for your \w+|thanks for your \w+)[\s,.!]+)?(?:i'm|i am|we are)"
            r" (?:currently |now )?out of (?:the )?office\s*(?:$|[.!,;]|until\b|from\b|and will\b|with\b).*",
            r"(?:estoy |actualmente estoy )?fuera de la oficina\s*(?:$|[.!,;:]|hasta\b|desde\b).*",
            # other machines
            rf"{_SENTENCE}this (?:number|mailbox|inbox) is not monitored\b.*",
            rf"{_SENTENCE}(?:please )?do not reply to this (?:message|text|number)\b.*",
            rf"{_SENTENCE}(?:reply|text|txt) stop to (?:end|quit|cancel|opt[ -]?out|unsubscribe|stop)\b"
            r"[^?]{0,40}",
            rf"{_SENTENCE}(?:msg|message) ?(?:&|and) ?data rates may apply\b[^?]{{0,40}}",
        ]
    ),
    re.DOTALL,
)


def _auto_reply(plain: str) -> AutomaticText | None:
    folded = straight(plain).lower()
    return AutomaticText(AutomaticKind.AUTO_REPLY) if _AUTO.fullmatch(folded) else None


# --- our own words -------------------------------------------------------------------------------

_SHORTEST_ECHO = 20  # letters; below this, two people may well say the same
_FORWARDED = re.compile(r"^(?:(?:re|fw|fwd|rv|you said|you wrote|dijiste|escribiste) )+")


def _echo(plain: str, sent: list[str]) -> AutomaticText | None:
    key = _FORWARDED.sub("", _key(plain))
    cut = plain.rstrip("\"'”»’ ").endswith(("…", "..."))
    # Without a mark of cutting it must be most of ours: our questions may begin with the person's own words.
    ours = any(_opens(text, key) and (cut or len(key) >= 0.6 * len(text)) for text in sent)
    return AutomaticText(AutomaticKind.ECHO, plain) if ours else None


def _opens(ours: str, key: str) -> bool:
    return len(key) >= _SHORTEST_ECHO and ours.startswith(key)
