"""Phones in the hands of made-up people, on either server, with the same two gestures: say and hear."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from tests.end_to_end.servers.telegram_server import BotMessage, TelegramServer
from tests.end_to_end.servers.twilio_server import Text, TwilioServer

ROBIN, TERRY, DEE, KIM = "+13125550100", "+13125550101", "+13125550102", "+13125550103"
LUZ, SAM = 7000001, 7000002


class Phone(Protocol):
    """Somebody's phone."""

    said: list[str]

    def say(self, text: str) -> None:
        """Write to the program."""
        ...

    def hear(self, *parts: str, timeout: float = 60.0) -> str:
        """Wait for the next message and return its words, in which all of these must stand."""
        ...

    def got(self) -> list[str]:
        """Everything that has arrived so far."""
        ...


def _whole(text: str, parts: tuple[str, ...]) -> str:
    missing = [part for part in parts if part not in text]
    assert not missing, f"{missing} is not in this message: {text}"
    return text


@dataclass
class TextPhone:
    """A phone that texts."""

    server: TwilioServer
    number: str
    said: list[str] = field(default_factory=list)
    read: int = 0

    def say(self, text: str, heard: bool = True) -> None:
        """Write to the program; with `heard` the webhook must have taken it."""
        arrived = self.server.text(self.number, text)
        self.said.append(text)
        assert (arrived.webhook_status == 200) is heard, (
            f"the webhook said {arrived.webhook_status} {self.server.unanswered}"
        )

    def hear(self, *parts: str, timeout: float = 60.0) -> str:
        """Wait for the next text and return its words, in which all of these must stand."""
        text = self.server.wait_for(self.number, self.read + 1, timeout=timeout)[self.read]
        self.read += 1
        return _whole(text.body, parts)

    def got(self) -> list[str]:
        """Everything that has arrived so far."""
        return [text.body for text in self.server.messages_to(self.number)]


@dataclass
class ChatPhone:
    """A phone with Telegram."""

    server: TelegramServer
    chat: int
    said: list[str] = field(default_factory=list)
    read: int = 0
    last: BotMessage | None = None

    def say(self, text: str) -> None:
        """Write to the bot. Of the link in an invitation, the code is kept."""
        self.server.say(self.chat, text)
        self.said.append(text.removeprefix("/start "))

    def tap(self, label: str) -> None:
        """Tap a button of the message heard last."""
        self.server.tap(self.chat, self.last, label)
        self.said.append(label)

    def hear(self, *parts: str, timeout: float = 60.0) -> str:
        """Wait for the next message and return its words, in which all of these must stand."""
        self.last = self.server.wait_for(self.chat, self.read + 1, timeout=timeout)[self.read]
        self.read += 1
        return _whole(self.last.text, parts)

    def got(self) -> list[str]:
        """Everything that has arrived so far."""
        return [message.text for message in self.server.messages(self.chat)]


def outbox_ids(texts: list[Text]) -> Counter[str]:
    """How often each outbox row was handed to Twilio, by the id in its callback address."""
    return Counter(parse_qs(urlsplit(text.callback).query)["outbox"][0] for text in texts)


def welcome_by_text(phone: TextPhone, name: str, when: str = "sunday 6pm", goal: str = "skip") -> None:
    """Go through a mentee's welcome, from the invitation on."""
    phone.hear("Reply YES to begin")
    phone.say("YES")
    phone.hear(f"Is this {name}?")
    phone.say("yes")
    phone.hear("What should I call you?")
    phone.say("skip")
    phone.hear("Which day and time suits you")
    phone.say(when)
    phone.hear("one thing you want for yourself")
    phone.say(goal)
    phone.hear(f"Thanks, {name}.")
