"""Simulated phones: messages go no further than this process.

For the demo page, the terminal chat and tests. What was sent is read from the outbox, as with any
channel; this one only takes messages and can be told how the next one shall fail.
"""

from collections.abc import Sequence
from datetime import datetime

from channels.port import (
    CAN,
    ChannelError,
    Inbound,
    InboundKind,
    Outgoing,
    Pace,
    Receipt,
    ReceiptState,
    Refused,
    Sent,
)


class Phones:
    """The channel of simulated phones. Addresses are any names."""

    name = "phones"
    can = CAN[name]
    pace = Pace(per_second=1000.0, per_address_per_second=1000.0)

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []
        """Everything taken since the program started, oldest first; the position is the sequence number."""
        self._breaks: list[ChannelError] = []

    async def send(self, message: Outgoing) -> Sent:
        """Take a message. See `Channel.send`."""
        if self._breaks:
            raise self._breaks.pop(0)
        if not message.text.strip():
            raise Refused("This message has no words in it. Write some, then send it again.")
        self.sent.append(message)
        return Sent(provider_id=f"phones-{message.id}", delivered=True)

    def break_next(self, error: ChannelError) -> None:
        """Let the next message fail with this error; several calls queue up."""
        self._breaks.append(error)

    async def find_sent(self, message: Outgoing, since: datetime) -> Receipt | None:
        """Tell whether a message was taken; phones forget when the program ends."""
        for taken in self.sent:
            if taken.id == message.id:
                return self.delivered(message.id, since)
        return None

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """Nothing: what is typed on a simulated phone is handled at once."""
        return ()

    async def close(self) -> None:
        """Nothing to let go of."""

    @classmethod
    def delivered(cls, outbox_id: str, at: datetime) -> Receipt:
        """The receipt of a message that a simulated phone has taken: it is there at once."""
        return Receipt(cls.name, outbox_id, f"phones-{outbox_id}", ReceiptState.DELIVERED, at)

    @staticmethod
    def type_as(
        address: str, text: str, at: datetime, provider_id: str, button: str = "", sender_name: str = ""
    ) -> Inbound:
        """What arrives when somebody types `text`, or taps a button whose data is `button`.

        Args:
            address: the phone.
            text: the words, or the label of the button.
            at: now.
            provider_id: never used before, in this or an earlier run of the program.
            button: the data of the button, where one was tapped.
            sender_name: the name that the phone shows.
        """
        kind = InboundKind.BUTTON if button else InboundKind.TEXT
        return Inbound(
            Phones.name, provider_id, address, kind, text, at, button=button, sender_name=sender_name
        )


class Calls(Phones):
    """Calls to simulated phones: answered at once, they say their words and wait for a key."""

    name = "voice"
    can = CAN[name]
