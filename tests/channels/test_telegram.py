"""What Telegram posts and answers, and what we make of it."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import parse_qs

import httpx
import pytest
import respx

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
    Refused,
    Unreachable,
)
from channels.telegram import Telegram

T = TypeVar("T")

NOW = datetime(2026, 3, 2, 18, 0, 0, 400_000, tzinfo=UTC)
SECOND = int(NOW.timestamp())
TOKEN = "42:TOKEN"
API = f"https://api.telegram.org/bot{TOKEN}"
ASH = {"id": 7000001, "first_name": "Ash", "last_name": "Reed", "is_bot": False, "language_code": "es"}
PRIVATE = {"id": 7000001, "type": "private", "first_name": "Ash"}
GROUP = {"id": -100200, "type": "supergroup", "title": "Family"}
READER = Telegram(TOKEN)  # reading needs no connection
MESSAGE = Outgoing(id="out-1", to="7000001", text="How was your week?")


def using(use: Callable[[Telegram], Awaitable[T]], **settings: Any) -> T:
    async def run() -> T:
        channel = Telegram(TOKEN, **settings)
        try:
            return await use(channel)
        finally:
            await channel.close()

    return asyncio.run(run())


def message(number: int = 11, **fields: Any) -> dict[str, Any]:
    return {"message_id": number, "date": SECOND, "chat": PRIVATE, "from": ASH, **fields}


def update(number: int = 501, **fields: Any) -> dict[str, Any]:
    return {"update_id": number, **fields}


def read(body: Any, received_at: datetime = NOW) -> Inbound | None:
    return READER.parse_update(body, received_at)


def read_one(body: Any, received_at: datetime = NOW) -> Inbound:
    inbound = read(body, received_at)
    assert inbound
    return inbound


def ok(result: Any) -> httpx.Response:
    return httpx.Response(200, json={"ok": True, "result": result})


def no(status: int, words: str, **parameters: Any) -> httpx.Response:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": words}
    return httpx.Response(status, json={**body, "parameters": parameters} if parameters else body)


def form(route: respx.Route, call: int = -1) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(route.calls[call].request.content.decode()).items()}


# Sending


def test_buttons_go_one_a_row_without_a_preview_and_quietly_where_asked() -> None:
    buttons = (Button("Done", "out-1:done"), Button("Not yet", "out-1:no"))
    with respx.mock as router:
        route = router.post(f"{API}/sendMessage").mock(return_value=ok(message(77, text="x")))
        asked = Outgoing(id="out-1", to="7000001", text="Did it happen?", buttons=buttons, silent=True)
        using(lambda channel: channel.send(asked))
    sent = form(route)
    assert (sent["chat_id"], sent["text"], sent["disable_notification"]) == (
        "7000001",
        "Did it happen?",
        "true",
    )
    assert json.loads(sent["link_preview_options"]) == {"is_disabled": True}
    rows = json.loads(sent["reply_markup"])["inline_keyboard"]
    assert rows == [
        [{"text": "Done", "callback_data": "out-1:done"}],
        [{"text": "Not yet", "callback_data": "out-1:no"}],
    ]


@pytest.mark.parametrize(
    "message", [Outgoing("1", "7000001", "Hi", (Button("x", "é" * 33),)), Outgoing("1", "+15005550006", "Hi")]
)
def test_what_telegram_cannot_take_does_not_leave(message: Outgoing) -> None:
    with respx.mock, pytest.raises(Refused):
        using(lambda channel: channel.send(message))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (no(403, "Forbidden: bot was blocked by the user"), PersonStopped),
        (no(403, "Forbidden: user is deactivated"), PersonStopped),
        (no(403, "Forbidden: bot can't initiate conversation with a user"), Refused),
        (no(403, "Forbidden: bot was kicked from the group chat"), Refused),
        (no(400, "Bad Request: chat not found"), Refused),
        (no(400, "Bad Request: message is too long"), Refused),
        (no(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1007), Refused),
        (no(429, "Too Many Requests: retry after 30", retry_after=30), NotSent),
        (httpx.Response(429, text="slow down"), NotSent),
        (no(401, "Unauthorized"), NotSent),
        (no(404, "Not Found"), NotSent),
        (no(500, "Internal Server Error"), FateUnknown),
        (httpx.Response(502, text="<html>"), FateUnknown),
        (ok({"message_id": "?"}), FateUnknown),
        (httpx.ConnectError("refused"), NotSent),
        (httpx.ConnectTimeout("nobody"), NotSent),
        (httpx.PoolTimeout("full"), NotSent),
        (httpx.ReadTimeout("silence"), FateUnknown),
        (httpx.WriteTimeout("stuck"), FateUnknown),
        (httpx.RemoteProtocolError("cut"), FateUnknown),
    ],
)
def test_each_answer_says_what_may_be_done_next(answer: Any, error: type[ChannelError]) -> None:
    with respx.mock as router:
        router.post(f"{API}/sendMessage").mock(side_effect=[answer])
        with pytest.raises(ChannelError) as caught:
            using(lambda channel: channel.send(MESSAGE))
    assert type(caught.value) is error


def test_the_time_telegram_asks_for_is_handed_on() -> None:
    with respx.mock as router:
        router.post(f"{API}/sendMessage").mock(return_value=no(429, "Too Many Requests", retry_after=30))
        with pytest.raises(NotSent) as caught:
            using(lambda channel: channel.send(MESSAGE))
    assert caught.value.retry_after == 30.0


def test_the_api_can_be_looked_for_elsewhere() -> None:
    with respx.mock as router:
        route = router.post(f"http://127.0.0.1:4011/bot{TOKEN}/sendMessage").mock(
            return_value=ok(message(77))
        )
        using(lambda channel: channel.send(MESSAGE), base_url="http://127.0.0.1:4011/")
    assert route.call_count == 1


# Reading


@pytest.mark.parametrize(
    ("fields", "kind", "text", "media"),
    [
        ({"text": "4 I guess"}, InboundKind.TEXT, "4 I guess", 0),
        ({"text": "/start k3y_-X"}, InboundKind.START_LINK, "k3y_-X", 0),
        ({"text": "/start"}, InboundKind.START_LINK, "", 0),
        ({"text": "/start@HandrailBot k3y"}, InboundKind.START_LINK, "k3y", 0),
        ({"text": "/help"}, InboundKind.TEXT, "HELP", 0),
        ({"text": "/step@HandrailBot"}, InboundKind.TEXT, "STEP", 0),
        ({"text": "/step buy\nmilk "}, InboundKind.TEXT, "STEP buy\nmilk", 0),
        ({"text": "/ shrug"}, InboundKind.TEXT, "/ shrug", 0),
        ({"text": "4/5"}, InboundKind.TEXT, "4/5", 0),
        (
            {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]},
            InboundKind.PHOTO,
            "",
            1,
        ),
        (
            {
                "photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}],
                "caption": "my new door",
            },
            InboundKind.PHOTO,
            "my new door",
            1,
        ),
        (
            {"video": {"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9, "duration": 3}},
            InboundKind.VIDEO,
            "",
            1,
        ),
        (
            {"video_note": {"file_id": "f", "file_unique_id": "u", "length": 9, "duration": 3}},
            InboundKind.VIDEO,
            "",
            1,
        ),
        ({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}}, InboundKind.VOICE, "", 1),
        ({"audio": {"file_id": "f", "file_unique_id": "u", "duration": 3}}, InboundKind.VOICE, "", 1),
        ({"document": {"file_id": "f", "file_unique_id": "u"}}, InboundKind.FILE, "", 1),
        (
            {
                "animation": {
                    "file_id": "f",
                    "file_unique_id": "u",
                    "width": 9,
                    "height": 9,
                    "duration": 3,
                },
                "document": {"file_id": "f", "file_unique_id": "u"},
            },
            InboundKind.VIDEO,
            "",
            1,
        ),
        (
            {
                "sticker": {
                    "file_id": "f",
                    "file_unique_id": "u",
                    "type": "regular",
                    "width": 9,
                    "height": 9,
                    "is_animated": False,
                    "is_video": False,
                    "emoji": "👍",
                }
            },
            InboundKind.STICKER,
            "",
            0,
        ),
        ({"location": {"latitude": 51.5, "longitude": 0.1}}, InboundKind.LOCATION, "", 0),
        ({"contact": {"phone_number": "+15005550006", "first_name": "Jo"}}, InboundKind.CONTACT, "", 0),
        ({"dice": {"emoji": "🎲", "value": 3}}, InboundKind.OTHER, "", 0),
        ({"chat": GROUP, "text": "hello all"}, InboundKind.GROUP, "", 0),
    ],
)
def test_each_kind_of_message(fields: dict[str, Any], kind: InboundKind, text: str, media: int) -> None:
    inbound = read_one(json.dumps(update(message=message(**fields))))
    assert (inbound.kind, inbound.text, inbound.media) == (kind, text, media)
    assert inbound.received_at == NOW


def test_a_message_says_whose_it_is() -> None:
    inbound = read_one(update(message=message(text="hi")))
    assert (inbound.sender, inbound.sender_name, inbound.language) == ("7000001", "Ash Reed", "es")


def test_nothing_of_a_group_is_kept_but_that_it_is_one() -> None:
    for body in (
        update(message=message(chat=GROUP, text="hello", caption="x")),
        update(
            channel_post={"message_id": 3, "date": SECOND, "chat": {**GROUP, "type": "channel"}, "text": "x"}
        ),
        update(my_chat_member=membership("member", "left", GROUP)),
    ):
        inbound = read_one(body)
        assert (inbound.kind, inbound.sender, inbound.text, inbound.sender_name) == (
            InboundKind.GROUP,
            "-100200",
            "",
            "",
        )


def membership(new: str, old: str, chat: dict[str, Any] = PRIVATE) -> dict[str, Any]:
    def member(status: str) -> dict[str, Any]:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"status": status, "user": {"id": 42, "is_bot": True, "first_name": "Handrail"}, **until}

    return {
        "chat": chat,
        "from": ASH,
        "date": SECOND,
        "old_chat_member": member(old),
        "new_chat_member": member(new),
    }


def test_blocking_and_coming_back() -> None:
    blocked = read_one(update(my_chat_member=membership("kicked", "member")))
    assert (blocked.kind, blocked.sender) == (InboundKind.BLOCKED, "7000001")
    back = read_one(update(502, my_chat_member=membership("member", "kicked")))
    assert (back.kind, back.sender) == (InboundKind.UNBLOCKED, "7000001")
    assert blocked.provider_id != back.provider_id
    assert read(update(my_chat_member=membership("left", "member", GROUP))) is None


def tap(**fields: Any) -> dict[str, Any]:
    keyboard = {"inline_keyboard": [[{"text": "Done", "callback_data": "out-1:done"}]]}
    return {
        "id": "99887766",
        "from": ASH,
        "chat_instance": "1",
        "data": "out-1:done",
        "message": message(77, text="Did it happen?", reply_markup=keyboard),
        **fields,
    }


def test_a_tap_brings_the_data_and_the_label_of_its_button() -> None:
    inbound = read_one(update(callback_query=tap()))
    assert (inbound.kind, inbound.button, inbound.text) == (InboundKind.BUTTON, "out-1:done", "Done")
    assert inbound.sender == "7000001"


def test_a_tap_on_a_message_too_old_to_show_is_a_tap_all_the_same() -> None:
    inbound = read_one(update(callback_query=tap(message={"chat": PRIVATE, "message_id": 77, "date": 0})))
    assert (inbound.kind, inbound.button, inbound.text) == (InboundKind.BUTTON, "out-1:done", "")


def test_what_refers_to_a_message_names_it_as_sending_and_receiving_did() -> None:
    with respx.mock as router:
        router.post(f"{API}/sendMessage").mock(return_value=ok(message(77, text="x")))
        ours = using(lambda channel: channel.send(MESSAGE)).provider_id
    reaction = {"chat": PRIVATE, "message_id": 77, "date": SECOND, "user": ASH, "old_reaction": []}
    thumb = {"type": "emoji", "emoji": "👍"}
    reacted = read_one(update(message_reaction={**reaction, "new_reaction": [thumb]}))
    assert (reacted.kind, reacted.text, reacted.refers_to) == (InboundKind.REACTION, "👍", ours)
    assert read_one(update(callback_query=tap())).refers_to == ours
    assert (
        read_one(update(message=message(text="4", reply_to_message=message(77, text="x")))).refers_to == ours
    )

    theirs = read_one(update(message=message(text="4")))
    edit = read_one(update(502, edited_message=message(text="5", edit_date=SECOND + 1)))
    assert (edit.kind, edit.text, edit.refers_to) == (InboundKind.EDIT, "5", theirs.provider_id)
    assert edit.provider_id != theirs.provider_id


def test_two_edits_of_one_message_are_two() -> None:
    first = read_one(update(502, edited_message=message(text="5", edit_date=SECOND + 1)))
    second = read_one(update(503, edited_message=message(text="6", edit_date=SECOND + 1)))
    assert first.provider_id != second.provider_id


def test_an_update_number_that_comes_again_after_a_quiet_week_is_not_a_repeat() -> None:
    later = {**membership("kicked", "member"), "date": SECOND + 8 * 86400}
    first = read_one(update(my_chat_member=membership("kicked", "member")))
    assert read_one(update(my_chat_member=later)).provider_id != first.provider_id
    assert read_one(update(message=message(11, text="4"))).provider_id != (
        read_one(update(message=message(12, text="4"))).provider_id
    )


def test_the_same_number_of_a_message_in_another_chat_is_another_message() -> None:
    other = {**PRIVATE, "id": 7000002}
    mine, theirs = (read_one(update(message=message(chat=chat, text="4"))) for chat in (PRIVATE, other))
    assert mine.provider_id != theirs.provider_id
    assert "7000001" not in mine.provider_id


@pytest.mark.parametrize(
    "body",
    [
        update(message=message(text="4")),
        update(edited_message=message(text="5", edit_date=SECOND)),
        update(callback_query=tap()),
        update(my_chat_member=membership("kicked", "member")),
    ],
)
def test_an_update_delivered_again_is_the_same(body: dict[str, Any]) -> None:
    first, again = read_one(body), read_one(json.dumps(body).encode(), NOW + timedelta(minutes=5))
    assert first.provider_id == again.provider_id


def test_telegrams_time_counts_only_where_the_update_has_waited() -> None:
    fresh = read_one(update(message=message(text="4")))
    assert fresh.received_at == NOW, (
        "its clock shows whole seconds: the answer would be older than the question"
    )
    waited = read_one(update(message=message(text="4")), NOW + timedelta(hours=2))
    assert waited.received_at == NOW.replace(microsecond=0)


@pytest.mark.parametrize(
    "body",
    [
        update(inline_query={"id": "1", "from": ASH, "query": "?", "offset": ""}),
        update(callback_query=tap(message=message(77, chat=GROUP))),
        update(edited_message=message(chat=GROUP, text="5")),
        update(something_new={"a": 1}),
    ],
)
def test_what_concerns_nobody_we_talk_with_is_left(body: dict[str, Any]) -> None:
    assert read(json.dumps(body)) is None


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        b"\xff\xfe",
        "[]",
        "7",
        "null",
        "{}",
        '{"update_id": "x"}',
        '{"update_id": 5, "message": 7}',
        '{"update_id": 5, "message": {"message_id": 1}}',
    ],
)
def test_what_is_no_update_is_turned_away(body: str | bytes) -> None:
    with pytest.raises(BadRequest):
        read(body)


def test_the_words_are_saved_of_a_message_that_the_library_cannot_read() -> None:
    broken = message(text="please call me", sticker={"file_id": 3})
    inbound = read_one(update(message=broken))
    assert (inbound.kind, inbound.text, inbound.sender) == (InboundKind.TEXT, "please call me", "7000001")
    assert inbound.provider_id == read_one(update(message=message(text="please call me"))).provider_id
    assert read_one(update(message={**broken, "chat": GROUP})).text == ""
    edit = read_one(update(502, edited_message={**broken, "edit_date": SECOND + 1, "text": "call me now"}))
    assert (edit.kind, edit.text, edit.refers_to) == (InboundKind.EDIT, "call me now", inbound.provider_id)


# The webhook's secret


def test_only_our_secret_opens_the_webhook() -> None:
    channel = Telegram(TOKEN, webhook_secret="s3cret")
    channel.verify_secret("s3cret")
    for header in (None, "", "S3cret", "s3cret ", "é"):
        with pytest.raises(BadRequest):
            channel.verify_secret(header)


def test_without_a_secret_the_webhook_stays_shut() -> None:
    for header in (None, "", "x"):
        with pytest.raises(BadRequest):
            Telegram(TOKEN).verify_secret(header)


# Settings at Telegram


def test_the_webhook_is_set_with_our_secret_and_the_updates_we_read() -> None:
    with respx.mock as router:
        route = router.post(f"{API}/setWebhook").mock(return_value=ok(True))
        using(
            lambda channel: channel.set_webhook("https://h.example/telegram/webhook"), webhook_secret="s3cret"
        )
    sent = form(route)
    assert (sent["url"], sent["secret_token"]) == ("https://h.example/telegram/webhook", "s3cret")
    assert {"message", "callback_query", "my_chat_member", "message_reaction"} <= set(
        json.loads(sent["allowed_updates"])
    )
    assert "drop_pending_updates" not in sent


def test_the_menu_is_set_in_each_language() -> None:
    menus = {"": [("help", "What you can do")], "es": [("help", "Lo que puedes hacer")]}
    with respx.mock as router:
        route = router.post(f"{API}/setMyCommands").mock(return_value=ok(True))
        using(lambda channel: channel.set_commands(menus))
    assert "language_code" not in form(route, 0)
    assert form(route, 1)["language_code"] == "es"
    assert json.loads(form(route, 1)["commands"]) == [
        {"command": "help", "description": "Lo que puedes hacer"}
    ]


def test_the_name_for_invitations_comes_from_telegram() -> None:
    with respx.mock as router:
        bot = {"id": 42, "is_bot": True, "first_name": "Handrail", "username": "HandrailBot"}
        router.post(f"{API}/getMe").mock(return_value=ok(bot))
        assert using(lambda channel: channel.username()) == "HandrailBot"


def test_settings_that_do_not_arrive_say_what_to_do() -> None:
    asks: list[Callable[[Telegram], Awaitable[Any]]] = [
        lambda channel: channel.set_webhook("https://h.example"),
        lambda channel: channel.delete_webhook(),
        lambda channel: channel.set_commands({"": [("help", "x")]}),
        lambda channel: channel.username(),
    ]
    for ask in asks:
        with respx.mock as router:
            router.post(url__startswith=API).mock(return_value=no(401, "Unauthorized"))
            with pytest.raises(Unreachable, match="TELEGRAM_BOT_TOKEN"):
                using(ask)


# The poll loop


class Loop:
    """The poll loop against a list of answers; it ends where the list does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
        self.waits: list[float] = []
        self.handled: list[list[str]] = []
        self.offsets: list[str | None] = []
        self.taps: list[str] = []
        self.log = caplog
        self.trouble: list[Exception] = []
        monkeypatch.setattr("channels.telegram.asyncio.sleep", self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    async def handle(self, batch: Sequence[Inbound]) -> None:
        if self.trouble:
            raise self.trouble.pop()
        assert not self.taps, "a tap is answered once it is committed"
        self.handled.append([one.text for one in batch])

    def run(self, *answers: Any) -> None:
        left = list(answers)

        def next_answer(request: httpx.Request) -> httpx.Response:
            self.offsets.append(parse_qs(request.content.decode()).get("offset", [None])[0])
            if not left:
                raise asyncio.CancelledError
            answer = left.pop(0)
            if isinstance(answer, Exception):
                raise answer
            assert isinstance(answer, httpx.Response)
            return answer

        def answered(request: httpx.Request) -> httpx.Response:
            self.taps.append(parse_qs(request.content.decode())["callback_query_id"][0])
            return no(400, "Bad Request: query is too old")

        with respx.mock(assert_all_called=False) as router, self.log.at_level(logging.DEBUG):
            self.hook = router.post(f"{API}/deleteWebhook").mock(return_value=ok(True))
            self.asked = router.post(f"{API}/getUpdates").mock(side_effect=next_answer)
            router.post(f"{API}/answerCallbackQuery").mock(side_effect=answered)
            with pytest.raises(asyncio.CancelledError):
                using(lambda channel: channel.poll(self.handle, lambda: NOW))


@pytest.fixture
def loop(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Loop:
    return Loop(monkeypatch, caplog)


def said(number: int, text: str) -> dict[str, Any]:
    return update(number, message=message(number, text=text))


def test_updates_are_confirmed_by_the_request_after_they_were_handled(loop: Loop) -> None:
    loop.run(ok([said(501, "a"), said(502, "b")]), ok([]), ok([said(503, "c")]))
    assert loop.handled == [["a", "b"], ["c"]]
    assert loop.offsets == [None, "503", "503", "504"]
    assert loop.hook.call_count == 1, "a webhook left from before is taken away, once"
    assert form(loop.hook).get("drop_pending_updates") != "true", "and what waits there is kept"
    asked = form(loop.asked, 0)
    assert (asked["timeout"], asked["limit"]) == ("25", "100")
    assert "my_chat_member" in json.loads(asked["allowed_updates"])


def test_what_could_not_be_handled_is_not_confirmed(loop: Loop) -> None:
    loop.trouble = [NotSent("database is locked for +15005550006")]
    loop.run(ok([said(501, "a")]), ok([said(501, "a")]))
    assert loop.offsets == [None, None, "502"]
    assert loop.handled == [["a"]]
    assert loop.waits == [1.0]
    assert "NotSent" in loop.log.text
    assert "+15005550006" not in loop.log.text


def test_a_broken_line_is_tried_again_with_longer_and_longer_waits(loop: Loop) -> None:
    loop.run(*[httpx.ConnectError("x")] * 8, ok([said(501, "a")]), httpx.ReadTimeout("x"))
    assert loop.waits == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 1.0]
    assert loop.handled == [["a"]]


def test_telegrams_own_wait_is_kept(loop: Loop) -> None:
    loop.run(no(429, "Too Many Requests", retry_after=90))
    assert loop.waits == [90.0]


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (no(409, "Conflict: terminated by other getUpdates request"), "Stop the other program"),
        (no(401, "Unauthorized"), "Check TELEGRAM_BOT_TOKEN"),
        (httpx.Response(200, text="<html>"), "could not be asked"),
    ],
)
def test_trouble_is_told_in_the_log_and_the_loop_goes_on(
    loop: Loop, answer: httpx.Response, hint: str
) -> None:
    loop.run(answer, ok([said(501, "a")]))
    assert loop.handled == [["a"]]
    assert hint in loop.log.text
    assert TOKEN not in loop.log.text


def test_one_unreadable_update_does_not_hold_up_the_others(loop: Loop) -> None:
    salvaged = message(502, text="b", sticker={"file_id": 3})
    loop.run(ok([said(501, "a"), update(502, message=salvaged), update(503, message=7), said(504, "c")]))
    assert loop.handled == [["a", "b", "c"]]
    assert loop.offsets == [None, "505"]
    assert "Update 503 cannot be read" in loop.log.text


def test_a_tap_is_answered_after_it_was_handled_and_too_late_is_no_harm(loop: Loop) -> None:
    loop.run(ok([update(501, callback_query=tap())]))
    assert loop.handled == [["Done"]]
    assert loop.taps == ["99887766"]
    assert loop.offsets == [None, "502"]


def test_nothing_said_is_logged(loop: Loop) -> None:
    loop.run(
        ok([said(501, "I am not all right")]),
        httpx.Response(200, text='{"ok": true, "result": "not all right'),
    )
    assert "all right" not in loop.log.text
    assert TOKEN not in loop.log.text
