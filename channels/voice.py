"""Calls through Twilio: an alert that is spoken to a member of staff, who answers by pressing 1.

The words travel with the request that places the call, so they are heard even while Twilio cannot reach
us; which key was pressed comes to PUBLIC_URL/sms/voice. A call that nobody answered has not arrived.
Voicemail presses no key, so it answers for nothing.

Sources: Twilio's REST API (Call resource) and TwiML (<Gather>, <Say>).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from twilio.twiml.voice_response import VoiceResponse

from channels.port import CAN, BadRequest, Inbound, Outgoing, Pace, Receipt, ReceiptState, Refused, Sent
from channels.twilio_client import CLOCKS_APART, asking, fate_unknown, handing_over, open_client, open_pool

KEY = "1"
"""What somebody presses to say that they have it."""

RINGS_SECONDS = 25  # most voicemail picks up later
TALKS_SECONDS = 120  # voicemail records no longer than this
WAITS_SECONDS = 8  # for a key, once the words are said
LONGEST_TWIML = 4_000  # characters; Twilio refuses more

STATES = {
    "queued": ReceiptState.SENT,
    "initiated": ReceiptState.SENT,
    "ringing": ReceiptState.SENT,
    "in-progress": ReceiptState.DELIVERED,  # answered
    "completed": ReceiptState.DELIVERED,
    "busy": ReceiptState.FAILED,
    "no-answer": ReceiptState.FAILED,
    "failed": ReceiptState.FAILED,
    "canceled": ReceiptState.FAILED,
}

SPOKEN = {"en": "en-US", "en-US": "en-US", "en-GB": "en-GB", "es": "es-MX"}
"""Languages by the names that Twilio's <Say> knows."""


class Voice:
    """The voice channel.

    Args:
        account_sid, auth_token: the Twilio account.
        phone_number: our number, E.164; a Messaging Service cannot call.
        public_url: where Twilio reaches us, without a slash at the end.
        api_base_url: another server of the same API, reached without any proxy.
    """

    name = "voice"
    can = CAN[name]
    # Twilio places one call a second. The same phone rings again only when the last call must be over,
    # which also keeps two calls to one number apart in Twilio's list.
    pace = Pace(per_second=1.0, per_address_per_second=1 / 90)

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        phone_number: str,
        public_url: str,
        api_base_url: str | None = None,
    ) -> None:
        self._number = phone_number
        self._public_url = public_url.rstrip("/")
        self._pool = open_pool(api_base_url)
        self._calls = open_client(account_sid, auth_token, self._pool, api_base_url).calls

    async def send(self, message: Outgoing) -> Sent:
        """Place a call that says the words. See `Channel.send`."""
        if not message.text.strip():
            raise Refused("This call has no words to say. Write some, then call again.")
        query = urlencode({"outbox": message.id})
        said = ask_for_key(message.text, message.language, f"{self._public_url}/sms/voice?{query}")
        if len(said) > LONGEST_TWIML:
            raise Refused("These words are too long to be said in a call. Make them shorter.")
        with handing_over("call"):
            created = await self._calls.create_async(
                to=message.to,
                from_=self._number,
                twiml=said,
                status_callback=f"{self._public_url}/sms/status?{query}",
                status_callback_event=["answered", "completed"],
                timeout=RINGS_SECONDS,
                time_limit=TALKS_SECONDS,
            )
        if not created.sid:
            raise fate_unknown("call")
        return Sent(provider_id=created.sid)

    async def find_sent(self, message: Outgoing, since: datetime) -> Receipt | None:
        """Look a call of unknown fate up among the latest to the same number."""
        with asking("call"):
            listed = await self._calls.list_async(to=message.to, from_=self._number, limit=20)
        for found in listed:
            at = found.date_created
            if at is not None and at >= since - CLOCKS_APART:
                # It stands in the list, so Twilio has it, even in a state we do not know.
                state = STATES.get(str(found.status), ReceiptState.SENT)
                return Receipt(self.name, message.id, found.sid, state, at, _code(str(found.status), state))
        return None

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """Nothing: whoever rings us leaves no message."""
        return ()

    async def close(self) -> None:
        """Close the connection pool."""
        await self._pool.aclose()

    @staticmethod
    def parse_status(form: Mapping[str, str], outbox_id: str, at: datetime) -> Receipt:
        """Read Twilio's status callback for a call; `outbox_id` comes from the query of its URL.

        Raises:
            BadRequest: it names no call or no status.
        """
        sid, status = form.get("CallSid"), form.get("CallStatus")
        if not sid or not status:
            raise BadRequest("A status callback for a call needs CallSid and CallStatus.")
        state = STATES.get(status.lower(), ReceiptState.UNKNOWN_STATUS)
        return Receipt(Voice.name, outbox_id, sid, state, at, _code(status.lower(), state))


def ask_for_key(words: str, language: str, answer_to: str, *, again: bool = True) -> str:
    """TwiML that says the words twice, slowly, and waits for a key; with `again` it asks once more.

    Args:
        words: what to say.
        language: the words' language, as a BCP 47 tag.
        answer_to: the address that is told which key was pressed.
        again: whether it is asked again where no key, or another one, is pressed.
    """
    speech = VoiceResponse()
    # Whoever presses "#" has pressed a key like any other.
    listening: dict[str, Any] = {"input": "dtmf", "num_digits": 1, "finish_on_key": "", "method": "POST"}
    once_more = f"{answer_to}&again=1"
    gather = speech.gather(action=once_more if not again else answer_to, timeout=WAITS_SECONDS, **listening)
    gather.pause(length=1)  # a phone is lifted to the ear first
    for _ in range(2):
        gather.say(words, language=SPOKEN.get(language, language))
        gather.pause(length=1)
    if again:
        speech.redirect(once_more, method="POST")
    else:
        speech.hangup()
    return str(speech)


def say_and_hang_up(paragraphs: Sequence[str], language: str, times: int = 1) -> str:
    """TwiML that says the paragraphs, slowly, and ends the call."""
    return say_in_turn([(paragraphs, language)], times)


def say_in_turn(parts: Sequence[tuple[Sequence[str], str]], times: int = 1) -> str:
    """TwiML that says the paragraphs of each part in its language, slowly, and ends the call."""
    speech = VoiceResponse()
    for paragraphs, language in [*parts] * times:
        for paragraph in paragraphs:
            speech.say(paragraph, language=SPOKEN.get(language, language))
            speech.pause(length=1)
    speech.hangup()
    return str(speech)


def _code(status: str, state: ReceiptState) -> str:
    """Why a call did not arrive, in Twilio's word."""
    return status if state is ReceiptState.FAILED else ""
