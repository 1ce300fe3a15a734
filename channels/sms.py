"""Text messages through Twilio: the official client on one httpx connection pool.

Promises: a message whose request may have reached Twilio is never reported as unsent; what
Twilio's list of received messages tells carries the same ids as its webhooks; nothing that is
raised or logged here holds a number or a word (Twilio's own error messages do, so they are not
chained).

Sources: Twilio's REST API (Message resource) and its webhook parameters.
"""

import logging
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from channels.port import (
    CAN,
    BadRequest,
    Inbound,
    InboundKind,
    Outgoing,
    Pace,
    Receipt,
    ReceiptState,
    Refused,
    Sent,
    Unreachable,
)
from channels.twilio_client import (
    CLOCKS_APART,
    asking,
    fate_unknown,
    handing_over,
    open_client,
    open_pool,
)
from channels.verdicts import STOPPED, judged

log = logging.getLogger(__name__)

LONGEST_VALIDITY = 36_000  # seconds; Twilio refuses a ValidityPeriod beyond its queue's ten hours

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
    can = CAN[name]

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
        self._pool = open_pool(api_base_url)
        client = open_client(account_sid, auth_token, self._pool, api_base_url)
        self._messages = client.messages
        self._service = messaging_service_sid
        self._senders = client.messaging.v1.services(messaging_service_sid or "").phone_numbers

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
        with handing_over("text"):
            created = await self._messages.create_async(to=message.to, body=message.text, **options)
        if not created.sid:
            raise fate_unknown("text")
        return Sent(provider_id=created.sid)

    async def find_sent(self, message: Outgoing, since: datetime) -> Sequence[Receipt] | None:
        """Whatever Twilio has listed since then that may be this text, oldest first.

        Twilio's list does not show our callback, hence not our id. A text with the same words may be this
        one; so may one whose words are hidden there (message redaction), if it is as long.
        Twilio's own date filter is not used: a message still queued there has no date yet.
        """
        with asking("message"):
            listed = await self._messages.list_async(to=message.to, limit=_LOOKS_BACK, page_size=_LOOKS_BACK)
        found = [self._listed(one, message) for one in listed if str(one.direction) == "outbound-api"]
        since -= CLOCKS_APART
        those = [one for one in found if one is not None and one.at >= since]
        return tuple(sorted(those, key=lambda one: one.at)) or None

    def _listed(self, found: Any, message: Outgoing) -> Receipt | None:
        """What the list says of a text, if it may be this message."""
        at = found.date_created or found.date_sent
        body = found.body or ""
        same, hidden = _bare(body) == _bare(message.text), _hidden(body)
        length = int(found.num_segments or 0)  # none while it is still to be counted
        if at is None or not (same or (hidden and length in (0, message.segments))):
            return None
        code = str(found.error_code or "")
        # It stands in the list, so Twilio has it, even in a state we do not know.
        state = STATES.get(str(found.status), ReceiptState.SENT)
        return judged(Receipt(self.name, message.id, found.sid, state, at, code, code == STOPPED, sure=same))

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """Everything that Twilio received for us since then, whether or not its webhook got through.

        Twilio lists by account. An account may have numbers that are not ours: where no number of ours is
        set, those of the Messaging Service are, and what names the service itself.
        """
        only = {"to": self._number} if self._number else {}
        ours = frozenset() if self._number else await self._numbers_of_the_service()
        since -= CLOCKS_APART
        with asking("message"):
            listed = await self._messages.list_async(
                date_sent_after=since.astimezone(UTC), page_size=200, **only
            )
            received = [
                found
                for found in listed
                if found.direction == "inbound"
                and found.from_
                and (self._number or found.to in ours or found.messaging_service_sid == self._service)
            ]
            return tuple(reversed([await self._received(found, since) for found in received]))

    async def _numbers_of_the_service(self) -> frozenset[str]:
        try:
            with asking("number"):
                found = await self._senders.list_async(page_size=200)
        except Unreachable:
            log.warning(
                "The numbers of the Messaging Service cannot be read, so of the texts that came in meanwhile"
                " only those count that name it. Set TWILIO_PHONE_NUMBER if there is but one."
            )
            return frozenset()
        return frozenset(one.phone_number for one in found if one.phone_number)

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
            to=found.to or "",
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
        if not sid or not sender or not (_NAME.fullmatch(sid) and _NAME.fullmatch(sender)):
            raise BadRequest(
                "An incoming text needs From and MessageSid. Is this address the webhook for messages?"
            )
        types = [form[key] for key in sorted(form) if key.startswith("MediaContentType")]
        counted = form.get("NumMedia", "")
        media = int(counted) if _COUNT.fullmatch(counted) else len(types)
        return Inbound(
            channel=Sms.name,
            provider_id=sid,
            sender=sender,
            kind=_kind(types[0]) if types else InboundKind.FILE if media else InboundKind.TEXT,
            text=form.get("Body", ""),
            received_at=received_at,
            media=media,
            opt_out=form.get("OptOutType", "").upper(),
            to=form.get("To", ""),
        )

    @staticmethod
    def parse_status(form: Mapping[str, str], outbox_id: str, at: datetime) -> Receipt:
        """Read Twilio's status callback; `outbox_id` comes from the query of its URL.

        Raises:
            BadRequest: it names no message or no status.
        """
        sid = form.get("MessageSid") or form.get("SmsSid")
        status = form.get("MessageStatus") or form.get("SmsStatus")
        if not sid or not status or not _NAME.fullmatch(sid):
            raise BadRequest("A status callback needs MessageSid and MessageStatus.")
        state = STATES.get(status.lower(), ReceiptState.UNKNOWN_STATUS)
        code = form.get("ErrorCode", "")
        return judged(Receipt(Sms.name, outbox_id, sid, state, at, code, code == STOPPED))

    async def close(self) -> None:
        """Close the connection pool."""
        await self._pool.aclose()


_COUNT = re.compile(r"[0-9]{1,2}")  # Twilio takes ten attachments
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,100}")  # of a message or a sender: what a database can keep


def _kind(content_type: str) -> InboundKind:
    bare = content_type.partition(";")[0].strip().lower()
    if bare in VCARDS:
        return InboundKind.CONTACT
    return MEDIA_KINDS.get(bare.partition("/")[0], InboundKind.FILE)


_LOOKS_BACK = 200  # texts to one number that are looked through; a day of them and more


def _hidden(body: str) -> bool:
    """Whether a list shows no words: none at all, one sign again and again, or that they were redacted."""
    bare = _bare(body).casefold()
    return not bare or bare.isspace() or (len(set(bare)) == 1 and len(bare) > 2) or "redact" in bare


def _bare(text: str) -> str:
    """Letters and digits alone: Twilio's smart encoding swaps quotes, dashes and spaces on the way."""
    return "".join(filter(str.isalnum, text)) or text.strip()
