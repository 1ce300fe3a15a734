"""The one shape every way to a phone has.

A channel turns what its provider says into `Inbound` and `Receipt` values, and sends an
`Outgoing`. It never decides anything: who may be written to, when, and in which words is
settled before `send` is called.

Our exception hierarchy says what the caller may do next:

* ChannelError
  x Handing a message over
    - NotSent          nothing left the house: the same message may be tried again
    - Refused          the provider will never take it
    - PersonStopped    this counts as STOP
    - FateUnknown      it may have arrived: never send it again by itself
  x Asking the provider
    - Unreachable      no answer, nothing changed: ask later
  x At our door
    - BadRequest       not from the provider, or not what it sends: answer 4xx, keep nothing

Errors and receipts also say whose matter a failure is (`Blame`): what is our account's or comes of being busy
never costs a message. None of them carries a number, a name or a word of a message, nor the provider's own
error, which may.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable


class InboundKind(StrEnum):
    """What arrived, as far as the provider can tell."""

    TEXT = "text"
    BUTTON = "button"
    START_LINK = "start_link"  # Telegram's /start CODE; `text` is the code, perhaps empty
    EDIT = "edit"  # an earlier message was changed; `text` is the new wording
    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    FILE = "file"
    REACTION = "reaction"
    SERVICE = (
        "service"  # about the chat, said by nobody: a pin, a timer, a wallpaper, a location that moves on
    )
    GROUP = "group"  # somebody put us into a group: we never talk there
    BLOCKED = "blocked"  # the person blocked us
    UNBLOCKED = "unblocked"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Inbound:
    """Something that arrived from a phone.

    Attributes:
        channel: the channel's name ("sms", "telegram", "phones").
        provider_id: unique for ever within the channel; a repeat is the same message.
        sender: the address to answer to (E.164 number, Telegram chat id).
        kind: what it is.
        text: words it carries (a caption counts); empty where there are none.
        received_at: when the provider got it, UTC.
        button: for BUTTON, the data we put on the button: "<outbox id>:<answer>".
        media: number of attachments.
        sender_name: what the provider says the sender is called, where it does.
        opt_out: Twilio's OptOutType ("STOP", "START", "HELP") where the carrier or
            provider has already answered the keyword itself; else empty.
        language: the phone's language where the provider tells, as a BCP 47 tag.
        refers_to: provider id of the message that this edits, quotes or reacts to.
        to: which of our own numbers it came to, where the provider tells.
    """

    channel: str
    provider_id: str
    sender: str
    kind: InboundKind
    text: str
    received_at: datetime
    button: str = ""
    media: int = 0
    sender_name: str = ""
    opt_out: str = ""
    language: str = ""
    refers_to: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """An answer a person can tap. `data` comes back in `Inbound.button` (64 bytes at most)."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to one address.

    Attributes:
        id: our outbox id, carried in callback URLs so that any receipt settles the row.
        to: the address.
        text: the words, final.
        buttons: answers to tap, in rows of one; channels without buttons ignore them.
        valid_seconds: how long the provider may hold it before it must drop it; None = its default.
        segments: how many SMS segments the text takes (1 on other channels).
        silent: arrives without a sound where the channel can.
        language: of the words, as a BCP 47 tag, for channels that speak them.
    """

    id: str
    to: str
    text: str
    buttons: Sequence[Button] = ()
    valid_seconds: int | None = None
    segments: int = 1
    silent: bool = False
    language: str = "en-US"


class ReceiptState(StrEnum):
    """What a provider says has become of a message.

    Receipts may come late and out of order: a state may only rise (sent, then delivered or failed).
    """

    SENT = "sent"  # the provider has it: queued, sending and sent alike; it settles an unknown fate
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN_STATUS = "unknown_status"  # a word we have not seen before: noted, changes nothing


class Blame(StrEnum):
    """Whose matter it is that a message did not get through."""

    MESSAGE = "message"  # this message's, or nobody knows: it will not get through
    ADDRESS = "address"  # nothing can reach this number or chat: a person has to find another way
    PERSON = "person"  # they opted out
    ACCOUNT = "account"  # our account's or settings': somebody has to mend them, and it may go again
    BUSY = "busy"  # the provider or a carrier takes no more just now: it may go again


AGAIN = frozenset({Blame.ACCOUNT, Blame.BUSY})
"""What never costs a message: it is kept, and goes again when it can."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """News of a message that was handed over.

    `outbox_id` is empty where the provider only knows its own `provider_id`.
    `code` is the provider's error code; `stopped` is true where it means that the person opted out.
    `blame` says of a failure whose matter it is; None where that has still to be read from the code.
    `sure` is false where a provider's list hides the words, so that only number, length and time speak.
    """

    channel: str
    outbox_id: str
    provider_id: str
    state: ReceiptState
    at: datetime
    code: str = ""
    stopped: bool = False
    blame: Blame | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """A message was handed over; `provider_id` is the provider's name for it.

    `delivered` is true where handing over is arriving, and no receipt will follow.
    """

    provider_id: str
    delivered: bool = False


class ChannelError(Exception):
    """Something about a way to a phone went wrong. Subclasses say what may be done next."""

    def __init__(self, message: str, code: str = "", blame: Blame = Blame.MESSAGE) -> None:
        super().__init__(message)
        self.code = code
        self.blame = blame


class NotSent(ChannelError):
    """Nothing left the house: the connection never opened, the provider asked us to wait, or our account
    has to be put right first.

    The same message may be tried again, not before `retry_after` seconds.
    """

    def __init__(
        self,
        message: str,
        code: str = "",
        retry_after: float | None = None,
        blame: Blame = Blame.BUSY,
    ) -> None:
        super().__init__(message, code, blame)
        self.retry_after = retry_after


class Refused(ChannelError):
    """The provider will never take this message: a bad number, a blocked route, an empty text."""


class PersonStopped(ChannelError):
    """The provider says that this person opted out (Twilio 21610, Telegram "blocked by the user")."""


class FateUnknown(ChannelError):
    """The message may have arrived: the connection broke after the request went out."""


class Unreachable(ChannelError):
    """A question to the provider (what was sent, what came in) got no answer. Nothing changed: ask later."""


class BadRequest(ChannelError):
    """What came to our door is not from the provider, or is not what it sends. Answer 4xx, keep nothing."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a provider takes: segments (or messages) a second, overall and to one address."""

    per_second: float
    per_address_per_second: float = field(default=1.0)


@dataclass(frozen=True, slots=True)
class Can:
    """What a way to a phone can do. Ask this, never for its name.

    Attributes:
        buttons: answers can be tapped; elsewhere they are numbered in the text.
        segments: words are counted, and paid for, in SMS segments; GSM-7 makes them fewer.
        calls: whoever has an address there can be called on it.
        numbers: addresses are telephone numbers, which pass to others and are shared; else chats, which are
            one person's and joined by a link.
    """

    buttons: bool = False
    segments: bool = False
    calls: bool = False
    numbers: bool = True


CAN = {
    "sms": Can(segments=True, calls=True),
    "telegram": Can(buttons=True, numbers=False),
    "phones": Can(buttons=True, calls=True),
    "voice": Can(),
}
"""What each way can do, by its name: who decides knows an address's channel, and no channel."""


@runtime_checkable
class Channel(Protocol):
    """A way to a phone."""

    name: str
    can: Can
    pace: Pace

    async def send(self, message: Outgoing) -> Sent:
        """Hand a message to the provider.

        Raises:
            NotSent, Refused, PersonStopped, FateUnknown: see each.
        """
        ...

    async def find_sent(self, message: Outgoing, since: datetime) -> Receipt | Sequence[Receipt] | None:
        """Look up at the provider a message whose fate is unknown; None where it cannot tell.

        One receipt where it can tell which one it is. Where it cannot, since its list has none of our ids
        (Twilio): everything in it that may be this message, oldest first; whoever asks knows which of those
        are others of ours.

        Raises:
            Unreachable: the provider could not be asked.
        """
        ...

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """What the provider received for us since then, where it keeps a list (Twilio); else ().

        Oldest first. Each has the provider id that its webhook carried or would have carried, so that
        claiming it twice is harmless.

        Raises:
            Unreachable: the provider could not be asked.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
