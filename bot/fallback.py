"""What Twilio says where we fail: whom to call, without us.

Twilio asks a fallback address when the webhook gives no good answer. It has to stand elsewhere: a TwiML Bin
in the Twilio Console, whose text `python -m bot fallback` prints, for messages and for calls. Both come in
the programme's language and in the other one, since nobody can look up there who writes or rings. Nothing in
them names anybody or says what the programme is about.
"""

from dataclasses import dataclass

from twilio.twiml.messaging_response import MessagingResponse

from channels.voice import say_in_turn
from safety.directory import EMERGENCY, choose
from safety.signposts import spoken
from safety.tiers import Category, Tier

_WORDS = {
    "en": "This number cannot answer right now. In danger, call {emergency}. To talk to somebody: {others}.",
    "es": "Ahora no podemos contestar. En peligro, llama al {emergency}. Para hablar con alguien: {others}.",
}
_MOST = 2  # places beside the emergency number: both languages fit in two segments


@dataclass(frozen=True, slots=True)
class Fallback:
    """TwiML for texts and for calls, of one country; one language comes first, then the other."""

    country: str
    language: str
    message: str
    voice: str


def fallback(country: str, language: str) -> Fallback:
    """The answers for one country; `language` is the programme's, which comes first.

    Raises:
        UnknownCountry: there are no signposts for this country.
    """
    english = "en-US" if country == "US" else "en-GB"
    tongues = (language, english if language == "es" else "es")
    answer = MessagingResponse()
    answer.message(" ".join(_written(country, one) for one in tongues))
    # The last sentence asks them to write here, and nobody would read it now.
    said = [(spoken(country, one, only_calls=True)[:-1], one) for one in tongues]
    return Fallback(country, language, str(answer), say_in_turn(said, times=2))


def _written(country: str, language: str) -> str:
    chosen = choose(country, Tier.EMERGENCY, Category.SUICIDE, language)
    emergency = next((one.number for one in chosen if one.way == EMERGENCY), "112")
    places = [one for one in chosen if one.way != EMERGENCY][:_MOST]
    others = [one.name if one.number in one.name else f"{one.name} {one.number}" for one in places]
    return _WORDS[language[:2]].format(emergency=emergency, others=", ".join(others) or emergency)


def print_fallbacks(countries: tuple[tuple[str, str], ...]) -> None:
    """Print them, with where they go."""
    for country, language in countries:
        made = fallback(country, language)
        print(
            f"# {country}, {language} first. Twilio Console, TwiML Bins: make two, one for each text below."
        )
        print("# Messages: Messaging Service, Integration, fallback URL.")
        print(made.message)
        print("# Calls: your number, Voice, Primary handler fails.")
        print(made.voice)
