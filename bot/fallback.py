"""What Twilio says where we fail: whom to call, without us.

Twilio asks a fallback address when the webhook gives no good answer. It has to stand elsewhere: a TwiML Bin
in the Twilio Console, whose text `python -m bot fallback` prints, for messages and for calls. A text comes in
the programme's language and in the other one, since nobody can look up there who writes. Nothing in it names
anybody or says what the programme is about.
"""

from dataclasses import dataclass

from twilio.twiml.messaging_response import MessagingResponse

from channels.voice import say_and_hang_up
from safety.directory import EMERGENCY, SIGNPOSTS
from safety.signposts import spoken

_WORDS = {
    "en": "This number cannot answer right now. In danger, call {emergency}. To talk to somebody: {others}.",
    "es": "Ahora no podemos contestar. En peligro, llama al {emergency}. Para hablar con alguien: {others}.",
}
_MOST = 2  # places beside the emergency number: both languages fit in two segments


@dataclass(frozen=True, slots=True)
class Fallback:
    """TwiML for texts and for calls, of one country in one language."""

    country: str
    language: str
    message: str
    voice: str


def fallback(country: str, language: str) -> Fallback:
    """The answers for one country; `language` as a BCP 47 tag."""
    tongues = ("es", "en") if language.startswith("es") else ("en", "es")
    mine = [one for one in SIGNPOSTS if one.country == country and one.number]
    emergency = next((one.number for one in mine if one.way == EMERGENCY), "112")
    places = [one for one in mine if one.way != EMERGENCY and one.verified][:_MOST]
    others = [one.name if one.number in one.name else f"{one.name} {one.number}" for one in places]
    named = {"emergency": emergency, "others": ", ".join(others) or emergency}
    answer = MessagingResponse()
    answer.message(" ".join(_WORDS[tongue].format(**named) for tongue in tongues))
    *said, _ = spoken(country, language)  # the last asks them to write here, and nobody would read it now
    return Fallback(country, language, str(answer), say_and_hang_up(said, language, times=2))


def print_fallbacks(countries: tuple[tuple[str, str], ...]) -> None:
    """Print them, with where they go."""
    for country, language in countries:
        made = fallback(country, language)
        print(f"# {country}, {language}. Twilio Console, TwiML Bins: make two, and paste one text into each.")
        print("# Messages: Messaging Service, Integration, fallback URL.")
        print(made.message)
        print("# Calls: your number, Voice, Primary handler fails.")
        print(made.voice)
