"""Whatever is posted to a webhook gets a clear answer, and leaves nothing where it is not a provider's."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from twilio.request_validator import RequestValidator

from bot import forms, web
from bot.limits import MOST_BYTES
from channels import telegram_updates as updates
from channels.port import BadRequest
from records import tables as t
from records.writer import DatabaseBusy
from tests.bot.conftest import NOW, Installation

FORM = {"content-type": "application/x-www-form-urlencoded"}
TEXT = {"MessageSid": "SM1", "From": "+13125550177", "To": "+15005550006", "Body": "hello", "NumMedia": "0"}
WORD = {"x-telegram-bot-api-secret-token": "word", "content-type": "application/json"}


class Door:
    """The webhooks of one installation, without a network."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.app: FastAPI = web.create_app(installation.house)
        self._sign = RequestValidator(installation.settings.twilio_auth_token.get_secret_value())

    def post(self, path: str, content: bytes, headers: dict[str, str]) -> httpx.Response:
        """Post whatever it is."""
        return asyncio.run(self._ask(lambda client: client.post(path, content=content, headers=headers)))

    async def _ask(self, ask: Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app)  # an exception inside would come out here
        async with httpx.AsyncClient(transport=transport, base_url="https://handrail.example") as client:
            return await ask(client)

    def signed(self, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        """Post a form as Twilio would."""
        url = self.installation.settings.public_url + path
        signature = self._sign.compute_signature(url, fields)
        return self.post(path, urlencode(fields).encode(), FORM | {"x-twilio-signature": signature} | headers)

    @property
    def kept(self) -> int:
        """How many messages were kept."""
        with self.installation.house.read() as connection:
            return int(connection.execute(select(func.count()).select_from(t.core(t.Inbox))).scalar_one())


@pytest.fixture
def door(installation: Installation) -> Door:
    """The door of an installation with both channels."""
    return Door(installation)


@pytest.mark.found("J9")
@pytest.mark.parametrize("path", ["/sms/inbound", "/sms/status?outbox=1", "/sms/voice"])
@pytest.mark.parametrize("signature", [None, ""])
def test_without_a_signature_nothing_is_read(
    door: Door, path: str, signature: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: Any) -> dict[str, str]:
        raise AssertionError("it was parsed")

    monkeypatch.setattr(web, "form_fields", read)
    headers = FORM if signature is None else FORM | {"x-twilio-signature": signature}
    assert door.post(path, b"Body=" + b"%41" * 20_000, headers).status_code == 403


@pytest.mark.found("J9")
@pytest.mark.parametrize(
    "path", ["/sms/inbound", "/sms/status", "/sms/voice", "/telegram/webhook", "/sign-in"]
)
def test_more_than_anybody_sends_is_refused_before_it_is_worked_on(door: Door, path: str) -> None:
    for body in (b"Body=" + b"%41" * 340_000, b"x" * (MOST_BYTES + 1)):
        assert door.post(path, body, FORM | {"x-twilio-signature": "forged"} | WORD).status_code == 413


@pytest.mark.found("J8")
@pytest.mark.parametrize(
    "fields",
    [
        {"NumMedia": "9" * 5000},
        {"NumMedia": "9" * 25},
        {"NumMedia": "٤"},
        {"NumMedia": "-1"},
        {"NumMedia": "1e9"},
        {"MessageSid": "SM\x00"},
        {"MessageSid": "S" * 5000},
        {"From": "+1312\x00555"},
        {"From": "F" * 5000},
        {"Body": "\x00"},
        {"Body": "a" * 20_000},
        {"OptOutType": "☃"},
        {"MediaContentType0": "\x00/\x00"},
        {"From": "VERIZON"},
    ],
)
def test_odd_values_are_refused_or_kept_and_never_break(door: Door, fields: dict[str, str]) -> None:
    answer = door.signed("/sms/inbound", TEXT | fields)
    assert answer.status_code in (200, 403)
    assert door.kept == (answer.status_code == 200)


@pytest.mark.found("J8")
@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded; charset=unicode_escape",
        "application/x-www-form-urlencoded; charset=utf-7",
        "application/x-www-form-urlencoded; charset=nonsense; boundary=x",
    ],
)
def test_a_charset_in_the_header_changes_nothing(door: Door, content_type: str) -> None:
    assert door.signed("/sms/inbound", TEXT, **{"content-type": content_type}).status_code == 200
    assert door.kept == 1


@pytest.mark.found("J8")
@pytest.mark.parametrize("content_type", ["", "multipart/form-data; boundary=x", "application/json", "\x7f"])
def test_what_is_no_form_is_refused(content_type: str) -> None:
    with pytest.raises(BadRequest, match="brings"):
        forms.form_fields(content_type, b"a=b")


@pytest.mark.found("J8")
def test_thousands_of_fields_are_refused(door: Door) -> None:
    assert door.signed("/sms/inbound", TEXT | {f"f{n}": "1" for n in range(300)}).status_code == 403


@pytest.mark.found("J8")
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b'"x"',
        b"1e999",
        b"{}",
        b'{"update_id": "1"}',
        b'{"update_id": 1e999}',
        b'{"update_id": ' + b"9" * 5000 + b"}",
        b"[" * 30_000,
        b'{"update_id": 1, "message": ' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    ],
)
def test_odd_updates_are_refused(door: Door, body: bytes) -> None:
    assert door.post("/telegram/webhook", body, WORD).status_code in (200, 403)


def test_where_too_much_waits_it_is_said_at_once_and_danger_is_let_in(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door.installation.house.arriving, "_wait", lambda: 12.3)
    refused = door.signed("/sms/inbound", TEXT)
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "13")
    assert door.kept == 0
    assert door.signed("/sms/inbound", TEXT | {"Body": "i want to kill myself"}).status_code == 200
    assert door.kept == 1
    shown = asyncio.run(door._ask(lambda client: client.get("/metrics"))).text
    assert "handrail_arriving_refused_total" in shown
    for name in ("messages", "oldest_seconds", "cost_seconds", "group_messages_bucket"):
        assert f"handrail_arriving_{name}" in shown


@pytest.mark.parametrize("path", ["/sms/inbound", "/sms/status"])
def test_a_database_that_takes_nothing_for_long_is_said_as_busy(
    door: Door, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_exception(DatabaseBusy())
        return future

    monkeypatch.setattr(door.installation.house.writer, "submit", busy)
    answer = door.signed(path, TEXT | {"MessageStatus": "delivered"})
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0


_NAMES = """message edited_message callback_query chat from id type text date data message_id photo entities
location reply_to_message my_chat_member message_reaction"""
_FIELDS = st.sampled_from(_NAMES.split())
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_FIELDS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.found("J8")
@settings(max_examples=150, deadline=None)
@given(update=st.dictionaries(_FIELDS, _JSON, max_size=4))
def test_an_update_of_any_shape_is_read_or_refused(update: dict[str, Any]) -> None:
    with contextlib.suppress(BadRequest):
        updates.read(updates.load(json.dumps({"update_id": 7} | update)), b"key", NOW)
