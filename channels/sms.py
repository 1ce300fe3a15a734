"""Text messages through Twilio: the official client on one httpx connection pool.

Promises: a message whose request may have reached Twilio is never reported as unsent; what
Twilio's list of received messages tells carries the same ids as its webhooks; nothing that is
raised or logged here holds a number or a word (Twilio's own error messages do, so they are not
chained).

Sources: Twilio's REST API (Message resource), its webhook parameters and its error dictionary,
https://www.twilio.com/docs/api/errors.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
from twilio.base.exceptions import TwilioException
from twilio.http import AsyncHttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from twilio.twiml.voice_response import VoiceResponse

from channels.port import (
    BadRequest,
    ChannelError,
    FateUnknown,
    Inbound,
    InboundKind,
    NotSent,
    Outgoing,
    Pace,
    PersonStopped,
    Receipt,
    ReceiptState,
    Refused,
    Sent,
    Unreachable,
)

# At INFO, httpx logs each URL; Twilio's lists have phone numbers in theirs.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)

STOPPED = "21610"  # "attempt to send to unsubscribed recipient"
OURS_TO_MEND = frozenset({"20003", "20404", "21212", "21603", "21703", "21705"})
"""Faults of our account or settings, not of the message: credentials, sender, messaging service."""

MEND_SECONDS = 300.0  # how long a message waits while the account or a setting is being put right
BUSY_SECONDS = 5.0  # how long it waits after a 429 that names no time
CLOCKS_APART = timedelta(seconds=5)  # Twilio's times are whole seconds of its own clock

LONGEST_VALIDITY = 36_000  # seconds; Twilio refuses a ValidityPeriod beyond its queue's ten hours

NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)

STATES = {
    "accepted": ReceiptState.SENT,
    "scheduled": ReceiptState.SENT,
    "queued": ReceiptState.SENT,
    "sending": ReceiptState.SENT,
    "sent": ReceiptState.SENT,
    "delivered": ReceiptState.DELIVERED,
    "read": ReceiptState.DELIVERED,
    "undelivered": ReceiptState.FAILED,
    "failed": ReceiptState.FAILED,
    "canceled": ReceiptState.FAILED,
}

MEDIA_KINDS = {"image": InboundKind.PHOTO, "video": InboundKind.VIDEO, "audio": InboundKind.VOICE}
VCARDS = frozenset({"text/vcard", "text/x-vcard"})

SPOKEN = {"en": "en-US", "en-US": "en-US", "en-GB": "en-GB", "es": "es-MX"}
"""Languages by the names that Twilio's <Say> knows."""


class _Busy(Exception):
    """Twilio answered 429; its client would drop the header that says how long to wait."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("Twilio asks us to wait")
        self.retry_after = retry_after


class _Pool(AsyncHttpClient):  # type: ignore[misc]  # Twilio's client carries no types
    """Twilio's client on our connection pool, so that tests enter at the transport."""

    def __init__(self, pool: httpx.AsyncClient) -> None:
        super().__init__(logging.getLogger(__name__), is_async=True)
        self.pool = pool

    async def request(
        self,
        method: str,
        uri: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # the pool has its own
        allow_redirects: bool = False,
    ) -> Response:
        answer = await self.pool.request(
            method,
            uri,
            params=params,  # type: ignore[arg-type]  # plain strings and numbers, whatever Twilio's types say
            data=data,
            headers=headers,
            auth=auth,
            follow_redirects=allow_redirects,
        )
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            raise _Busy(_seconds(answer.headers.get("Retry-After", "")))
        return Response(answer.status_code, answer.text, answer.headers)


class Sms:
    """The SMS channel.

    Args:
        account_sid, auth_token: the Twilio account; the token also signs webhooks.
        messaging_service_sid: sends through this service where given, else from `phone_number`.
        phone_number: our number, E.164.
        public_url: where Twilio reaches us, without a slash at the end; None asks for no receipts.
        api_base_url: another server of the same API, reached without any proxy.
        segments_per_second: what the sender may put out; 1 is Twilio's rate for a US long code.
    """

    name = "sms"

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        messaging_service_sid: str | None = None,
        phone_number: str | None = None,
        public_url: str | None = None,
        api_base_url: str | None = None,
        segments_per_second: float = 1.0,
    ) -> None:
        if not (messaging_service_sid or phone_number):
            raise ValueError(
                "Set TWILIO_MESSAGING_SERVICE_SID or TWILIO_PHONE_NUMBER, so that texts have a sender."
            )
        self.pace = Pace(per_second=segments_per_second)
        self._sender = (
            {"messaging_service_sid": messaging_service_sid}
            if messaging_service_sid
            else {"from_": phone_number}
        )
        self._number = phone_number
        self._public_url = public_url.rstrip("/") if public_url else None
        self._validator = RequestValidator(auth_token)
        self._pool = httpx.AsyncClient(
            timeout=httpx.Timeout(15.0, connect=5.0), trust_env=api_base_url is None
        )
        # An environment of its own keeps the client from reading the process's TWILIO_EDGE and TWILIO_REGION.
        client = Client(
            account_sid, auth_token, http_client=_Pool(self._pool), environment={"TWILIO_EDGE": ""}
        )
        if api_base_url:
            client.api.base_url = api_base_url
        self._messages = client.messages

    async def send(self, message: Outgoing) -> Sent:
        """Hand a text to Twilio. See `Channel.send`."""
        if not message.text.strip():
            raise Refused("This text has no words in it. Write some, then send it again.")
        options: dict[str, Any] = dict(self._sender)
        if self._public_url:
            query = urlencode({"outbox": message.id})
            options["status_callback"] = f"{self._public_url}/sms/status?{query}"
        if message.valid_seconds is not None:
            options["validity_period"] = max(1, min(message.valid_seconds, LONGEST_VALIDITY))
        try:
            created = await self._messages.create_async(to=message.to, body=message.text, **options)
        except _Busy as busy:
            raise NotSent("Twilio asks us to wait.", "429", retry_after=busy.retry_after) from None
        except NEVER_LEFT:
            raise NotSent("Twilio could not be reached. Check the connection to the internet.") from None
        except TwilioException as error:
            raise _explain(error) from None
        except (httpx.HTTPError, ValueError):  # broken after the request went out, or an unreadable answer
            raise _fate_unknown() from None
        if not created.sid:
            raise _fate_unknown()
        return Sent(provider_id=created.sid)

    async def find_sent(self, message: Outgoing, since: datetime) -> Receipt | None:
        """Look a message of unknown fate up among the latest to the same number, by its words.

        Twilio's own date filter is not used: a message still queued there has no date yet.
        """
        wanted = _bare(message.text)
        try:
            listed = await self._messages.list_async(to=message.to, limit=50)
        except (TwilioException, httpx.HTTPError, ValueError, _Busy):
            raise _unreachable() from None
        for found in listed:
            at = found.date_created or found.date_sent
            if at is None or at < since - CLOCKS_APART or not str(found.direction).startswith("outbound"):
                continue
            if _bare(found.body or "") == wanted:
                code = str(found.error_code or "")
                # It stands in the list, so Twilio has it, even in a state we do not know.
                state = STATES.get(str(found.status), ReceiptState.SENT)
                return Receipt(self.name, message.id, found.sid, state, at, code, stopped=code == STOPPED)
        return None

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """Everything that Twilio received for us since then, whether or not its webhook got through."""
        only = {"to": self._number} if self._number else {}
        since -= CLOCKS_APART
        try:
            listed = await self._messages.list_async(
                date_sent_after=since.astimezone(UTC), page_size=200, **only
            )
            received = [found for found in listed if found.direction == "inbound" and found.from_]
            return tuple(reversed([await self._received(found, since) for found in received]))
        except (TwilioException, httpx.HTTPError, ValueError, _Busy):
            raise _unreachable() from None

    async def _received(self, found: Any, since: datetime) -> Inbound:
        media = int(found.num_media or 0)
        types = [item.content_type or "" for item in await found.media.list_async()] if media else []
        return Inbound(
            channel=self.name,
            provider_id=found.sid,
            sender=found.from_,
            kind=_kind(types[0]) if types else InboundKind.FILE if media else InboundKind.TEXT,
            text=found.body or "",
            received_at=found.date_sent or found.date_created or since,
            media=media,
        )

    def verify(self, path: str, form: Mapping[str, str], signature: str | None) -> None:
        """Make sure that a request to our door was signed by Twilio.

        Args:
            path: path and query as they were asked for. Twilio signs the address it called, which behind
                a proxy is not the one that arrives here; hence PUBLIC_URL and this.
            form: the form fields, all of them.
            signature: the X-Twilio-Signature header.

        Raises:
            BadRequest: it was not.
        """
        if not self._public_url:
            raise BadRequest(
                "Set PUBLIC_URL to the address that Twilio calls; without it nothing can be checked."
            )
        if not self._validator.validate(self._public_url + path, form, signature or ""):
            raise BadRequest(
                "The signature is not Twilio's. If Twilio did send this, compare PUBLIC_URL with the address"
                " entered at Twilio, and TWILIO_AUTH_TOKEN with the account's."
            )

    @staticmethod
    def parse_inbound(form: Mapping[str, str], received_at: datetime) -> Inbound:
        """Read Twilio's webhook for a text that came in.

        Raises:
            BadRequest: it names no message or no sender.
        """
        # MessageSid comes first: it is the `sid` in Twilio's list, which `missed` reads.
        sid = form.get("MessageSid") or form.get("SmsMessageSid") or form.get("SmsSid")
        sender = form.get("From")
        if not sid or not sender:
            raise BadRequest(
                "An incoming text needs From and MessageSid. Is this address the webhook for messages?"
            )
        types = [form[key] for key in sorted(form) if key.startswith("MediaContentType")]
        counted = form.get("NumMedia", "")
        media = int(counted) if counted.isdecimal() else len(types)
        return Inbound(
            channel=Sms.name,
            provider_id=sid,
            sender=sender,
            kind=_kind(types[0]) if types else InboundKind.FILE if media else InboundKind.TEXT,
            text=form.get("Body", ""),
            received_at=received_at,
            media=media,
            opt_out=form.get("OptOutType", "").upper(),
        )

    @staticmethod
    def parse_status(form: Mapping[str, str], outbox_id: str, at: datetime) -> Receipt:
        """Read Twilio's status callback; `outbox_id` comes from the query of its URL.

        Raises:
            BadRequest: it names no message or no status.
        """
        sid = form.get("MessageSid") or form.get("SmsSid")
        status = form.get("MessageStatus") or form.get("SmsStatus")
        if not sid or not status:
            raise BadRequest("A status callback needs MessageSid and MessageStatus.")
        state = STATES.get(status.lower(), ReceiptState.UNKNOWN_STATUS)
        code = form.get("ErrorCode", "")
        return Receipt(Sms.name, outbox_id, sid, state, at, code, stopped=code == STOPPED)

    @staticmethod
    def voice_twiml(paragraphs: Sequence[str], language: str) -> str:
        """TwiML for somebody who rings the number: says the paragraphs twice, slowly, then hangs up."""
        speech = VoiceResponse()
        for paragraph in (*paragraphs, *paragraphs):
            speech.say(paragraph, language=SPOKEN.get(language, language))
            speech.pause(length=1)
        speech.hangup()
        return str(speech)

    async def close(self) -> None:
        """Close the connection pool."""
        await self._pool.aclose()


def _explain(error: TwilioException) -> ChannelError:
    """Say what Twilio's refusal means for the message, in words of ours."""
    status = int(getattr(error, "status", 0) or 0)
    code = str(getattr(error, "code", "") or "")
    if code == STOPPED:
        return PersonStopped("This person has opted out with Twilio. Only a START from them lifts it.", code)
    if code == "20429":
        return NotSent("Twilio asks us to wait.", code, retry_after=BUSY_SECONDS)
    if code in OURS_TO_MEND or status in (401, 403, 404, 407):
        return NotSent(
            f"Twilio does not accept our account or sender (error {code}). Check the TWILIO_ settings.",
            code,
            retry_after=MEND_SECONDS,
        )
    if 400 <= status < 500 and status != httpx.codes.REQUEST_TIMEOUT:
        return Refused(
            f"Twilio will not take this text; the reason: https://www.twilio.com/docs/api/errors/{code}",
            code,
        )
    return _fate_unknown(code)  # a 5xx may come after the message was taken


def _fate_unknown(code: str = "") -> FateUnknown:
    return FateUnknown(
        "Twilio did not say whether it took the text. It may have arrived; do not send it again.", code
    )


def _unreachable() -> Unreachable:
    return Unreachable("Twilio's list of messages could not be read. It is asked again later.")


def _kind(content_type: str) -> InboundKind:
    bare = content_type.partition(";")[0].strip().lower()
    if bare in VCARDS:
        return InboundKind.CONTACT
    return MEDIA_KINDS.get(bare.partition("/")[0], InboundKind.FILE)


def _bare(text: str) -> str:
    """Letters and digits alone: Twilio's smart encoding swaps quotes, dashes and spaces on the way."""
    return "".join(filter(str.isalnum, text)) or text.strip()


def _seconds(header: str) -> float:
    return float(header) if header.strip().isdecimal() else BUSY_SECONDS
