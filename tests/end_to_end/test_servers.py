"""The stand-ins for Telegram and Twilio keep to what is said of them, and our channels get on with them."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import httpx
import pytest

from channels.port import (
    BadRequest,
    Button,
    ChannelError,
    FateUnknown,
    Inbound,
    InboundKind,
    NotSent,
    Outgoing,
    PersonStopped,
    ReceiptState,
    Refused,
)
from channels.sms import Sms
from channels.telegram import Telegram
from channels.voice import Voice
from tests.end_to_end.servers.loopback import Answer, Asked, Loopback
from tests.end_to_end.servers.telegram_server import TelegramServer, texts
from tests.end_to_end.servers.twilio_server import Call, Text, TwilioServer

pytestmark = pytest.mark.enable_socket

ASH = 7000001
THEIR_NUMBER = "+447700900123"
PUBLIC_URL = "https://handrail.example"

T = TypeVar("T")
AnyChannel = TypeVar("AnyChannel", Sms, Telegram, Voice)


def now() -> datetime:
    return datetime.now(UTC)


def using(channel: AnyChannel, use: Callable[[AnyChannel], Awaitable[T]]) -> T:
    async def run() -> T:
        try:
            return await asyncio.wait_for(use(channel), 20.0)
        finally:
            await channel.close()

    return asyncio.run(run())


class Door(Loopback):
    """Where the program would listen: keeps what is posted, and can be shut."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: list[Asked] = []
        self.status = 200

    def answer(self, asked: Asked) -> Answer:
        with self.changed:
            self.posts.append(asked)
            self.changed.notify_all()
            return Answer(self.status, "<Response/>" if self.status == 200 else "no")

    def wait_for(self, count: int) -> list[Asked]:
        return self.wait_until(lambda: self.posts if len(self.posts) >= count else [], f"{count} posts")


@pytest.fixture
def door() -> Iterator[Door]:
    with Door() as server:
        yield server


# Telegram


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with TelegramServer() as server:
        yield server


def bot(server: TelegramServer, **settings: str) -> Telegram:
    return Telegram(server.token, base_url=server.url, **settings)


def receive(server: TelegramServer, upto: int, dies: bool = False) -> list[Inbound]:
    """Run the poll loop until so many messages were handled; `dies` ends it before they are confirmed."""
    got: list[Inbound] = []

    async def run(channel: Telegram) -> None:
        async def handle(batch: Sequence[Inbound]) -> None:
            got.extend(batch)
            if dies and len(got) >= upto:
                raise asyncio.CancelledError

        loop = asyncio.create_task(channel.poll(handle, now))
        while not loop.done() and (len(got) < upto or server.unconfirmed):
            await asyncio.sleep(0.01)
        loop.cancel()
        await asyncio.gather(loop, return_exceptions=True)

    using(bot(server), run)
    return got


def test_an_update_stays_until_it_is_confirmed(telegram: TelegramServer) -> None:
    telegram.say(ASH, "a")
    telegram.say(ASH, "b")
    first = receive(telegram, upto=2, dies=True)
    assert telegram.unconfirmed == 2
    telegram.say(ASH, "c")
    again = receive(telegram, upto=3)
    assert [one.text for one in again] == ["a", "b", "c"]
    assert [one.provider_id for one in again[:2]] == [one.provider_id for one in first]
    assert telegram.unconfirmed == 0


def test_a_long_poll_ends_when_something_arrives(telegram: TelegramServer) -> None:
    threading.Timer(0.3, telegram.say, (ASH, "hello")).start()
    began = now()
    answer = httpx.get(
        f"{telegram.url}/bot{telegram.token}/getUpdates?timeout=9", timeout=10.0, trust_env=False
    )
    assert [one["message"]["text"] for one in answer.json()["result"]] == ["hello"]
    assert timedelta(seconds=0.2) < now() - began < timedelta(seconds=8)


def test_a_second_poller_ends_the_first(telegram: TelegramServer) -> None:
    statuses: list[int] = []

    def first() -> None:
        url = f"{telegram.url}/bot{telegram.token}/getUpdates?timeout=9"
        statuses.append(httpx.get(url, timeout=10.0, trust_env=False).status_code)

    thread = threading.Thread(target=first)
    thread.start()
    telegram.wait_until(lambda: telegram._poll == 1, "the first poll")
    url = f"{telegram.url}/bot{telegram.token}/getUpdates"
    assert httpx.get(url, trust_env=False).status_code == 200
    thread.join()
    assert statuses == [409]


def test_each_thing_a_person_can_do_arrives_as_what_it_is(telegram: TelegramServer) -> None:
    telegram.say(ASH, "/start k3y", language="es")
    asked = Outgoing("out-1", str(ASH), "Did it happen?", (Button("Done", "out-1:done"),))
    sent = using(bot(telegram), lambda channel: channel.send(asked))
    (shown,) = telegram.wait_for(ASH)
    assert shown.buttons == {"Done": "out-1:done"}
    tap = telegram.tap(ASH, shown, "Done")
    assert telegram.tap(ASH, None, "Done") != tap
    number = telegram.say(ASH, "4")
    telegram.edit(ASH, number, "5")
    telegram.react(ASH, shown.message_id, "👍")
    telegram.post(ASH, voice={"file_id": "f", "file_unique_id": "u", "duration": 3})
    telegram.block(ASH)
    telegram.unblock(ASH)
    got = receive(telegram, upto=9)
    kinds = [one.kind for one in got]
    assert kinds == [
        InboundKind.START_LINK,
        InboundKind.BUTTON,
        InboundKind.BUTTON,
        InboundKind.TEXT,
        InboundKind.EDIT,
        InboundKind.REACTION,
        InboundKind.VOICE,
        InboundKind.BLOCKED,
        InboundKind.UNBLOCKED,
    ]
    start, tapped, _, text, edit, reaction = got[:6]
    assert (start.text, start.language) == ("k3y", "es")
    assert (tapped.button, tapped.text, tapped.refers_to) == ("out-1:done", "Done", sent.provider_id)
    assert edit.refers_to == text.provider_id
    assert reaction.refers_to == sent.provider_id
    assert len({one.provider_id for one in got}) == 9
    telegram.wait_until(lambda: tap in telegram.answered_taps, "the tap to be answered")


def sending_fails(server: TelegramServer, to: int = ASH, text: str = "hi") -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        using(bot(server), lambda channel: channel.send(Outgoing("out-1", str(to), text)))
    return caught.value


def test_what_can_go_wrong_with_telegram(telegram: TelegramServer) -> None:
    assert type(sending_fails(telegram)) is Refused, "nobody wrote to the bot yet"
    telegram.say(ASH, "/start")
    assert type(sending_fails(telegram, text="x" * 4097)) is Refused
    telegram.be_busy(3)
    busy = sending_fails(telegram)
    assert isinstance(busy, NotSent)
    assert busy.retry_after == 3.0
    telegram.fail(502, "Bad Gateway")
    assert type(sending_fails(telegram)) is FateUnknown
    telegram.cut(taken=False)
    assert type(sending_fails(telegram)) is FateUnknown
    assert telegram.messages(ASH) == []
    telegram.cut(taken=True)
    assert type(sending_fails(telegram)) is FateUnknown
    assert texts(telegram.messages(ASH)) == ["hi"]
    telegram.hang(0.2)
    using(bot(telegram), lambda channel: channel.send(Outgoing("out-2", str(ASH), "late")))
    assert texts(telegram.messages(ASH)) == ["hi", "late"]
    telegram.block(ASH)
    assert type(sending_fails(telegram)) is PersonStopped


def test_a_server_that_is_not_there_takes_nothing(telegram: TelegramServer) -> None:
    with TelegramServer() as gone:
        pass
    assert type(sending_fails(gone)) is NotSent


def test_a_webhook_is_called_again_until_it_succeeds(telegram: TelegramServer, door: Door) -> None:
    telegram.routes = {PUBLIC_URL: door.url}
    door.status = 500

    async def hook(channel: Telegram) -> None:
        await channel.set_webhook(f"{PUBLIC_URL}/telegram/webhook")
        await channel.set_commands({"": [("help", "Help")], "es": [("help", "Ayuda")]})
        assert await channel.username() == "HandrailBot"

    using(bot(telegram, webhook_secret="s3cret"), hook)
    assert telegram.commands == {"": [("help", "Help")], "es": [("help", "Ayuda")]}
    telegram.say(ASH, "hello")
    door.wait_for(2)
    door.status = 200
    telegram.wait_until_confirmed()
    last = door.posts[-1]
    assert (last.path, last.headers["x-telegram-bot-api-secret-token"]) == ("/telegram/webhook", "s3cret")
    assert telegram.webhook_failures >= 2
    url = f"{telegram.url}/bot{telegram.token}/getUpdates"
    assert httpx.get(url, trust_env=False).status_code == 409
    using(bot(telegram), lambda channel: channel.delete_webhook())
    assert telegram.webhook == ""


# Twilio


@pytest.fixture
def twilio(door: Door) -> Iterator[TwilioServer]:
    with TwilioServer(public_url=PUBLIC_URL) as server:
        server.routes = {PUBLIC_URL: door.url}
        yield server


def sms(server: TwilioServer, **settings: str) -> Sms:
    whole = {"phone_number": server.number, "public_url": PUBLIC_URL, "api_base_url": server.url, **settings}
    return Sms(server.account_sid, server.auth_token, **whole)  # type: ignore[arg-type]  # handed on as they came


def send(server: TwilioServer, text: str = "How was your week?", number: str = "out-1") -> str:
    message = Outgoing(number, THEIR_NUMBER, text, valid_seconds=600)
    return using(sms(server), lambda channel: channel.send(message)).provider_id


def texting_fails(server: TwilioServer) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        send(server)
    return caught.value


def test_a_text_is_kept_and_its_fate_is_told_by_signed_callbacks(twilio: TwilioServer, door: Door) -> None:
    sid = send(twilio)
    (text,) = twilio.wait_for(THEIR_NUMBER)
    assert (text.sid, text.body, text.validity) == (sid, "How was your week?", "600")
    twilio.wait_for_callbacks()
    assert twilio.callbacks == [(sid, "sent", 200), (sid, "delivered", 200)]
    for post, state in zip(door.posts, (ReceiptState.SENT, ReceiptState.DELIVERED), strict=True):
        sms(twilio).verify("/sms/status?outbox=out-1", post.form, post.headers["x-twilio-signature"])
        receipt = Sms.parse_status(post.form, post.query["outbox"], now())
        assert (receipt.provider_id, receipt.outbox_id, receipt.state) == (sid, "out-1", state)


def test_a_text_can_end_otherwise_and_callbacks_can_wait(twilio: TwilioServer, door: Door) -> None:
    twilio.end_as(THEIR_NUMBER, "undelivered", 30003)
    twilio.hold_callbacks = True
    sid = send(twilio)
    assert twilio.callbacks == []
    twilio.let_callbacks_go()
    twilio.wait_for_callbacks()
    assert twilio.callbacks[-1] == (sid, "undelivered", 200)
    assert door.posts[-1].form["ErrorCode"] == "30003"


def test_an_incoming_text_is_posted_once_signed_and_never_again(twilio: TwilioServer, door: Door) -> None:
    door.status = 500
    arrived = twilio.text(THEIR_NUMBER, "4 & é 🌱")
    assert arrived.webhook_status == 500
    assert len(door.posts) == 1
    post = door.posts[0]
    sms(twilio).verify("/sms/inbound", post.form, post.headers["x-twilio-signature"])
    with pytest.raises(BadRequest):
        sms(twilio).verify("/sms/inbound", {**post.form, "Body": "5"}, post.headers["x-twilio-signature"])
    parsed = Sms.parse_inbound(post.form, now())
    (missed,) = using(sms(twilio), lambda channel: channel.missed(now() - timedelta(minutes=1)))
    assert (missed.provider_id, missed.text, missed.sender) == (
        parsed.provider_id,
        "4 & é 🌱",
        THEIR_NUMBER,
    )
    assert len(door.posts) == 1


def test_a_text_that_nobody_heard_stands_in_the_list(twilio: TwilioServer, door: Door) -> None:
    twilio.text(THEIR_NUMBER, "", media=["image/jpeg"], heard=False)
    send(twilio)
    twilio.wait_for_callbacks()
    assert [post.path for post in door.posts] == ["/sms/status", "/sms/status"]
    (missed,) = using(sms(twilio), lambda channel: channel.missed(now() - timedelta(minutes=1)))
    assert (missed.kind, missed.media, missed.text) == (InboundKind.PHOTO, 1, "")


def test_the_list_has_filters_and_pages(twilio: TwilioServer) -> None:
    for number in range(7):
        twilio.text(THEIR_NUMBER, str(number), heard=False)
        twilio.text("+447700900456", "other", heard=False)
    path = f"{twilio.url}/2010-04-01/Accounts/{twilio.account_sid}/Messages.json"
    auth = (twilio.account_sid, twilio.auth_token)

    def bodies(**params: str) -> tuple[list[str], str | None]:
        page = httpx.get(path, params=params, auth=auth, trust_env=False).json()
        return [one["body"] for one in page["messages"]], page["next_page_uri"]

    first, following = bodies(From=THEIR_NUMBER, PageSize="5")
    assert first == ["6", "5", "4", "3", "2"]
    assert following
    second = httpx.get(twilio.url + following, auth=auth, trust_env=False).json()
    assert [one["body"] for one in second["messages"]] == ["1", "0"]
    assert second["next_page_uri"] is None
    tomorrow = (now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert bodies(**{"DateSent>": tomorrow})[0] == []
    assert bodies(To=THEIR_NUMBER)[0] == []
    found = using(sms(twilio), lambda channel: channel.missed(now() - timedelta(minutes=1)))
    assert [one.text for one in found if one.sender == THEIR_NUMBER] == [str(number) for number in range(7)]
    assert httpx.get(path, auth=("AC1", "wrong"), trust_env=False).status_code == 401


def test_stop_is_answered_by_the_carrier_and_start_lifts_it(twilio: TwilioServer, door: Door) -> None:
    twilio.text(THEIR_NUMBER, " Stop ")
    assert door.posts[0].form["OptOutType"] == "STOP"
    assert type(texting_fails(twilio)) is PersonStopped
    assert twilio.messages_to(THEIR_NUMBER) == []
    assert len(twilio.messages_to(THEIR_NUMBER, by_carrier=True)) == 1
    twilio.text(THEIR_NUMBER, "stop texting me")
    assert "OptOutType" not in door.posts[1].form
    twilio.text(THEIR_NUMBER, "START")
    assert door.posts[2].form["OptOutType"] == "START"
    assert send(twilio)


def test_what_can_go_wrong_with_twilio(twilio: TwilioServer) -> None:
    twilio.be_busy(7)
    busy = texting_fails(twilio)
    assert isinstance(busy, NotSent)
    assert busy.retry_after == 7.0
    twilio.fail(500)
    assert type(texting_fails(twilio)) is FateUnknown
    twilio.cut(taken=False)
    assert type(texting_fails(twilio)) is FateUnknown
    message = Outgoing("out-1", THEIR_NUMBER, "How was your week?")

    def lookup() -> object:
        return using(sms(twilio), lambda channel: channel.find_sent(message, now() - timedelta(seconds=1)))

    assert lookup() is None
    twilio.cut(taken=True)
    assert type(texting_fails(twilio)) is FateUnknown
    assert lookup() is not None
    twilio.hang(0.2)
    assert send(twilio)
    with TwilioServer() as gone:
        pass
    assert type(texting_fails(gone)) is NotSent


def test_ringing_the_number_reaches_the_voice_webhook(twilio: TwilioServer, door: Door) -> None:
    assert twilio.call(THEIR_NUMBER) == "<Response/>"
    post = door.posts[0]
    assert post.path == "/sms/voice"
    sms(twilio).verify("/sms/voice", post.form, post.headers["x-twilio-signature"])


def test_waiting_in_vain_says_for_what(twilio: TwilioServer) -> None:
    def long(text: Text) -> bool:
        return len(text.body) > 1000

    with pytest.raises(AssertionError, match=r"1 text\(s\) to a person"):
        twilio.wait_for(THEIR_NUMBER, matching=long, timeout=0.05)


def call(server: TwilioServer, door: Door, *keys: str) -> tuple[Call, list[Asked]]:
    """Call somebody who presses these keys, or who does not answer; the call, and what was posted."""
    if keys:
        server.picks_up(THEIR_NUMBER, *keys)
    message = Outgoing("out-1", THEIR_NUMBER, "Handrail. Press 1.")
    channel = Voice(server.account_sid, server.auth_token, server.number, PUBLIC_URL, server.url)
    sid = using(channel, lambda one: one.send(message)).provider_id
    placed = server.wait_for_call(THEIR_NUMBER, "completed" if keys else "no-answer")
    assert placed.sid == sid
    return placed, door.posts


def test_who_picks_up_is_spoken_to_and_their_key_is_told(twilio: TwilioServer, door: Door) -> None:
    placed, posts = call(twilio, door, "1")
    assert placed.said == ["Handrail. Press 1."] * 2
    states = [post.form["CallStatus"] for post in posts if post.path == "/sms/status"]
    assert states == ["in-progress", "completed"]
    (pressed,) = [post for post in posts if post.path == "/sms/voice"]
    assert pressed.form["Digits"] == "1"
    sms(twilio).verify("/sms/voice?outbox=out-1", pressed.form, pressed.headers["x-twilio-signature"])


def test_where_no_key_is_pressed_the_call_leads_on(twilio: TwilioServer, door: Door) -> None:
    _, posts = call(twilio, door, "")
    (led_on,) = [post for post in posts if post.path == "/sms/voice"]
    assert (led_on.query, "Digits" in led_on.form) == ({"outbox": "out-1", "again": "1"}, False)


def test_a_call_that_nobody_answers_is_told_and_stands_in_the_list(twilio: TwilioServer, door: Door) -> None:
    placed, posts = call(twilio, door)
    assert [post.form["CallStatus"] for post in posts] == ["no-answer"]
    message = Outgoing("out-1", THEIR_NUMBER, "Handrail. Press 1.")
    channel = Voice(twilio.account_sid, twilio.auth_token, twilio.number, PUBLIC_URL, twilio.url)
    found = using(channel, lambda one: one.find_sent(message, now() - timedelta(seconds=1)))
    assert found
    assert (found.provider_id, found.state) == (placed.sid, ReceiptState.FAILED)
