"""What every way to a phone must keep to, asked of each of them in the same words."""

import asyncio
import json
import traceback
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qs
from xml.etree import ElementTree

import httpx
import pytest
import respx

from channels.phones import Calls, Phones
from channels.port import (
    CAN,
    Channel,
    ChannelError,
    FateUnknown,
    Inbound,
    InboundKind,
    NotSent,
    Outgoing,
    PersonStopped,
    Refused,
    Sent,
)
from channels.sms import Sms
from channels.telegram import Telegram
from channels.voice import Voice

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
WORDS = "How was your week?"
LONG = ("A long week. " * 124)[:1600]
EMOJI = "🌱👍🏽"

T = TypeVar("T")


def using(channel: Channel, use: Callable[[Channel], Awaitable[T]]) -> T:
    async def run() -> T:
        try:
            return await use(channel)
        finally:
            await channel.close()

    return asyncio.run(run())


class Bench(Protocol):
    """A channel with its provider in our hands."""

    to: str
    channel: Channel

    def takes(self) -> None: ...
    def fails(self, how: str) -> None: ...
    def went_out(self) -> list[str]: ...


class HearingBench(Bench, Protocol):
    """One that people can write to us on."""

    def arrives(self, text: str, number: int) -> Inbound: ...


class TwilioBench:
    to = "+15005550006"
    what = "Messages"
    channel: Channel

    def __init__(self, router: respx.MockRouter) -> None:
        self.route = router.post(f"https://api.twilio.com/2010-04-01/Accounts/AC1/{self.what}.json")

    def takes(self) -> None:
        self.route.side_effect = lambda request: httpx.Response(
            201, json={"sid": f"XX{self.route.call_count}", "status": "queued"}
        )

    def fails(self, how: str) -> None:
        def refusal(code: int) -> httpx.Response:
            message = f"The number {self.to} cannot be sent '{WORDS}'"
            return httpx.Response(400, json={"code": code, "message": message, "status": 400})

        answers: dict[str, Any] = {
            "unreachable": httpx.ConnectError("refused"),
            "busy": [httpx.Response(429, headers={"Retry-After": "7"}, json={"code": 20429})],
            "refused": [refusal(21211)],
            "stopped": [refusal(21610)],
            "cut off": httpx.ReadTimeout("silence"),
            "in trouble": [httpx.Response(503, text="<html>busy</html>")],
            "gibberish": [httpx.Response(201, text="<html>hello</html>")],
        }
        self.route.side_effect = answers[how]

    def sent(self) -> list[dict[str, list[str]]]:
        return [parse_qs(call.request.content.decode()) for call in self.route.calls]


class VoiceBench(TwilioBench):
    what = "Calls"

    def __init__(self, router: respx.MockRouter) -> None:
        super().__init__(router)
        self.channel = Voice("AC1", "token", "+15005550009", "https://handrail.example")

    def went_out(self) -> list[str]:
        twiml = [ElementTree.fromstring(one["Twiml"][0]) for one in self.sent()]  # noqa: S314  # ours
        said = [next(one.iter("Say")).text for one in twiml]
        return [text or "" for text in said]


class SmsBench(TwilioBench):
    def __init__(self, router: respx.MockRouter) -> None:
        super().__init__(router)
        self.channel = Sms("AC1", "token", phone_number="+15005550009", public_url="https://handrail.example")

    def went_out(self) -> list[str]:
        return [one["Body"][0] for one in self.sent()]

    def arrives(self, text: str, number: int) -> Inbound:
        form = {
            "MessageSid": f"SM{number}",
            "From": self.to,
            "To": "+15005550009",
            "Body": text,
            "NumMedia": "0",
        }
        return Sms.parse_inbound(form, NOW)


class TelegramBench:
    to = "7000001"

    def __init__(self, router: respx.MockRouter) -> None:
        self.channel = self.telegram = Telegram("42:TOKEN")
        self.route = router.post("https://api.telegram.org/bot42:TOKEN/sendMessage")

    def takes(self) -> None:
        def sent(request: httpx.Request) -> httpx.Response:
            chat = {"id": int(self.to), "type": "private", "first_name": "Ash"}
            message = {
                "message_id": 100 + self.route.call_count,
                "date": 1772474400,
                "chat": chat,
                "text": "x",
            }
            return httpx.Response(200, json={"ok": True, "result": message})

        self.route.side_effect = sent

    def fails(self, how: str) -> None:
        def refusal(status: int, words: str, **more: Any) -> list[httpx.Response]:
            body = {"ok": False, "error_code": status, "description": words, **more}
            return [httpx.Response(status, json=body)]

        answers: dict[str, Any] = {
            "unreachable": httpx.ConnectError("refused"),
            "busy": refusal(429, "Too Many Requests: retry after 7", parameters={"retry_after": 7}),
            "refused": refusal(400, "Bad Request: chat not found"),
            "stopped": refusal(403, "Forbidden: bot was blocked by the user"),
            "cut off": httpx.ReadTimeout("silence"),
            "in trouble": refusal(502, "Bad Gateway"),
            "gibberish": [httpx.Response(200, text="<html>hello</html>")],
        }
        self.route.side_effect = answers[how]

    def went_out(self) -> list[str]:
        return [parse_qs(call.request.content.decode())["text"][0] for call in self.route.calls]

    def arrives(self, text: str, number: int) -> Inbound:
        chat = {"id": int(self.to), "type": "private", "first_name": "Ash"}
        message: dict[str, Any] = {
            "message_id": number,
            "date": int(NOW.timestamp()),
            "chat": chat,
            "text": text,
        }
        update = {"update_id": 5000 + number, "message": {**message, "from": {**chat, "is_bot": False}}}
        inbound = self.telegram.parse_update(json.dumps(update), NOW)
        assert inbound
        return inbound


class PhonesBench:
    to = "ash-4711"

    def __init__(self, router: respx.MockRouter) -> None:
        self.channel = self.phones = Phones()

    def takes(self) -> None:
        pass

    def fails(self, how: str) -> None:
        self.phones.break_next(
            {
                "unreachable": NotSent("No signal."),
                "busy": NotSent("Wait.", "429", retry_after=7.0),
                "refused": Refused("No such phone."),
                "stopped": PersonStopped("Opted out."),
            }.get(how, FateUnknown("Who knows."))
        )

    def went_out(self) -> list[str]:
        return [message.text for message in self.phones.sent]

    def arrives(self, text: str, number: int) -> Inbound:
        return Phones.type_as(self.to, text, NOW, f"typed-{number}")


class CallsBench(PhonesBench):
    def __init__(self, router: respx.MockRouter) -> None:
        self.channel = self.phones = Calls()


HEARING = {"sms": SmsBench, "telegram": TelegramBench, "phones": PhonesBench}
BENCHES = {**HEARING, "voice": VoiceBench, "simulated-voice": CallsBench}


@pytest.fixture(params=BENCHES.values(), ids=BENCHES.keys())
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    with respx.mock(assert_all_called=False) as router:
        yield request.param(router)


@pytest.fixture(params=HEARING.values(), ids=HEARING.keys())
def hearing(request: pytest.FixtureRequest) -> Iterator[HearingBench]:
    with respx.mock(assert_all_called=False) as router:
        yield request.param(router)


def outgoing(bench: Bench, text: str = WORDS, number: str = "out-1") -> Outgoing:
    return Outgoing(id=number, to=bench.to, text=text)


def failing(bench: Bench, message: Outgoing) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        using(bench.channel, lambda channel: channel.send(message))
    return caught.value


def test_each_is_a_channel(bench: Bench) -> None:
    assert isinstance(bench.channel, Channel)
    assert bench.channel.can is CAN[bench.channel.name], "who decides knows only the name"
    assert bench.channel.pace.per_second > 0


def test_each_message_taken_has_a_name_of_its_own(bench: Bench) -> None:
    bench.takes()

    async def twice(channel: Channel) -> tuple[Sent, Sent]:
        return await channel.send(outgoing(bench)), await channel.send(outgoing(bench, number="out-2"))

    first, second = using(bench.channel, twice)
    assert first.provider_id
    assert first.provider_id != second.provider_id


@pytest.mark.parametrize("text", [WORDS, LONG, EMOJI, "¿Cómo te fue?\nResponde 1-5"])
def test_the_words_go_out_as_they_are(bench: Bench, text: str) -> None:
    bench.takes()
    using(bench.channel, lambda channel: channel.send(outgoing(bench, text)))
    assert bench.went_out() == [text]


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_message_without_words_is_refused_before_it_leaves(bench: Bench, text: str) -> None:
    bench.takes()
    assert isinstance(failing(bench, outgoing(bench, text)), Refused)
    assert bench.went_out() == []


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ("unreachable", NotSent),
        ("busy", NotSent),
        ("refused", Refused),
        ("stopped", PersonStopped),
        ("cut off", FateUnknown),
        ("in trouble", FateUnknown),
        ("gibberish", FateUnknown),
    ],
)
def test_each_failure_says_what_may_be_done_next(bench: Bench, how: str, error: type[ChannelError]) -> None:
    bench.fails(how)
    assert type(failing(bench, outgoing(bench))) is error


def test_a_busy_provider_is_given_the_time_it_asked_for(bench: Bench) -> None:
    bench.fails("busy")
    error = failing(bench, outgoing(bench))
    assert isinstance(error, NotSent)
    assert error.retry_after == 7.0


@pytest.mark.parametrize(
    "how", ["unreachable", "busy", "refused", "stopped", "cut off", "in trouble", "gibberish"]
)
def test_no_error_tells_who_or_what(bench: Bench, how: str) -> None:
    bench.fails(how)
    told = "".join(traceback.format_exception(failing(bench, outgoing(bench))))
    for secret in (bench.to, WORDS, "TOKEN"):
        assert secret not in told


@pytest.mark.parametrize("text", ["4", "", EMOJI, LONG, "not yet\nsorry"])
def test_what_arrives_is_kept_as_it_is(hearing: HearingBench, text: str) -> None:
    inbound = hearing.arrives(text, 1)
    assert (inbound.channel, inbound.sender, inbound.text) == (hearing.channel.name, hearing.to, text)
    assert inbound.kind is InboundKind.TEXT
    assert inbound.received_at == NOW


def test_a_repeat_is_the_same_message_and_another_is_not(hearing: HearingBench) -> None:
    assert hearing.arrives("4", 1) == hearing.arrives("4", 1)
    assert hearing.arrives("4", 1).provider_id != hearing.arrives("4", 2).provider_id
