"""What comes to the door: forged, broken, unheard-of, too much; what rings; and who asks how it goes."""

import threading
import time
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest
from twilio.request_validator import RequestValidator

from records import tables as t
from tests.end_to_end.lakeside import Lakeside
from tests.end_to_end.phones import DEE, LUZ, ChatPhone, TextPhone
from tests.end_to_end.program import PUBLIC_URL, Make, Program
from tests.end_to_end.servers.telegram_server import TelegramServer
from tests.end_to_end.servers.twilio_server import TwilioServer

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]

STRANGER = "+13125550199"


def posted(
    lakeside: Lakeside,
    path: str,
    form: Mapping[str, str],
    signed_as: str | None = None,
    token: str | None = None,
) -> httpx.Response:
    """Post a form as Twilio would; `signed_as` is the path that the signature is for."""
    validator = RequestValidator(token or lakeside.twilio.auth_token)
    signature = validator.compute_signature(PUBLIC_URL + (signed_as or path), form)
    return httpx.post(
        lakeside.by_text.url + path, data=form, headers={"X-Twilio-Signature": signature}, trust_env=False
    )


def text_of(sender: str, body: str = "let me in", sid: str = "SM1") -> dict[str, str]:
    return {"MessageSid": sid, "From": sender, "To": "+15005550009", "Body": body, "NumMedia": "0"}


def kept(lakeside: Lakeside) -> tuple[int, int, int]:
    """How much the program has kept of what arrived."""
    program = lakeside.by_text
    return tuple(len(program.rows(model)) for model in (t.Inbox, t.Person, t.Outbox))  # type: ignore[return-value]  # of three, three


def test_what_is_not_from_twilio_is_refused_and_leaves_nothing(lakeside: Lakeside) -> None:
    before = kept(lakeside)
    url, form = lakeside.by_text.url, text_of(STRANGER)
    answers = [
        posted(lakeside, "/sms/inbound", form, token="another token"),
        posted(lakeside, "/sms/inbound", form, signed_as="/sms/status"),
        posted(lakeside, "/sms/inbound?x=1", form, signed_as="/sms/inbound"),
        posted(lakeside, "/sms/status?outbox=1", form, token="another token"),
        posted(lakeside, "/sms/voice", form, token="another token"),
        posted(lakeside, "/sms/inbound", {"Body": "signed, but from nobody"}),
        posted(lakeside, "/sms/status?outbox=1", {"MessageSid": "SM1"}),
        httpx.post(f"{url}/sms/inbound", data=form, trust_env=False),
        httpx.post(f"{url}/sms/inbound", json=form, trust_env=False),
        httpx.post(f"{url}/sms/inbound", content=b"\xff\xfe\x00%", trust_env=False),
        httpx.get(f"{url}/sms/inbound", params=form, trust_env=False),
        httpx.get(f"{url}/sms/status", trust_env=False),
        httpx.post(f"{url}/sms/elsewhere", data=form, trust_env=False),
        httpx.post(f"{url}/telegram/webhook", json={"update_id": 1}, trust_env=False),
        httpx.put(f"{url}/healthz", trust_env=False),
    ]
    assert [answer.status_code for answer in answers if not 400 <= answer.status_code < 500] == []
    assert kept(lakeside) == before
    assert all(STRANGER not in answer.text for answer in answers)


def test_more_than_anybody_texts_is_refused_before_it_is_read(lakeside: Lakeside) -> None:
    before = kept(lakeside)
    url, much = f"{lakeside.by_text.url}/sms/inbound", "x" * 2_000_000
    assert posted(lakeside, "/sms/inbound", text_of(STRANGER, much)).status_code == 413
    form = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": "forged"}
    pieces = [b"Body=", *[b"y" * 100_000] * 20]
    in_pieces = httpx.post(url, content=iter(pieces), headers=form, trust_env=False)
    assert in_pieces.status_code == 413
    assert kept(lakeside) == before
    assert httpx.get(f"{lakeside.by_text.url}/healthz", trust_env=False).is_success


def test_news_of_unknown_kind_or_of_unknown_messages_changes_nothing(lakeside: Lakeside) -> None:
    program = lakeside.by_text
    first = program.outbox("Dee")[0]
    for outbox, status in ((first.id, "evaporated"), ("01UNKNOWN-01", "delivered"), ("", "failed")):
        form = {"MessageSid": "SM2", "MessageStatus": status, "To": DEE}
        answer = posted(lakeside, f"/sms/status?outbox={outbox}", form)
        assert (answer.status_code, answer.content) == (204, b"")
    assert program.outbox("Dee")[0] == first
    late = {"MessageSid": "SM3", "MessageStatus": "sent", "To": DEE}
    assert posted(lakeside, f"/sms/status?outbox={first.id}", late).status_code == 204
    assert program.outbox("Dee")[0].state == "delivered", "what arrived does not un-arrive"


def test_the_same_text_posted_five_times_at_once_is_one_text(lakeside: Lakeside) -> None:
    form = text_of(STRANGER, "who is this?", "SM-five-times")
    answers: list[int] = []
    calls = [
        threading.Thread(
            target=lambda: answers.append(posted(lakeside, "/sms/inbound", form).status_code), daemon=True
        )
        for _ in range(5)
    ]
    for call in calls:
        call.start()
    for call in calls:
        call.join(15.0)
    assert answers == [200] * 5
    assert len([row for row in lakeside.by_text.rows(t.Inbox) if row.provider_id == "SM-five-times"]) == 1
    stranger = TextPhone(lakeside.twilio, STRANGER)
    stranger.hear("We don't know yours yet")
    lakeside.twilio.wait_for_callbacks()
    assert len(stranger.got()) == 1


def test_ringing_the_number_speaks_the_signposts(lakeside: Lakeside) -> None:
    spoken = lakeside.twilio.call(STRANGER)
    assert "<Say" in spoken
    assert "9 8 8" in spoken or "988" in spoken
    assert "911" in spoken or "9 1 1" in spoken
    assert spoken.endswith("<Hangup /></Response>")


def test_how_it_goes_is_told_in_numbers_alone(lakeside: Lakeside) -> None:
    url = lakeside.by_text.url
    assert httpx.get(f"{url}/healthz", trust_env=False).json() == {"status": "ok"}
    ready = httpx.get(f"{url}/readyz", trust_env=False)
    assert (ready.status_code, ready.json()["status"]) == (200, "ready")
    metrics = httpx.get(f"{url}/metrics", trust_env=False).text
    assert 'handrail_inbound_total{channel="sms",outcome="answer"}' in metrics
    assert 'handrail_outbox_messages{lane="reply",state="delivered"}' in metrics
    assert "handrail_flags_unacknowledged 0.0" in metrics
    for private in ("Dee", "Terry", "Lakeside", DEE, DEE[2:], "place of my own"):
        assert private not in metrics


def as_they_stand(program: Program) -> list[dict[str, object]]:
    """The inbox, but for when the second look read a row: that may be at any moment."""
    return [{**row._mapping, "looked_at": None} for row in program.rows(t.Inbox)]


def test_telegrams_webhook_opens_to_telegram_alone(
    make: Make, telegram: TelegramServer, invited: tuple[Path, str]
) -> None:
    folder, code = invited
    program, luz = make(copy_of=folder, telegram=telegram, public_url=PUBLIC_URL), ChatPhone(telegram, LUZ)
    before = as_they_stand(program)
    program.start()
    url = f"{program.url}/telegram/webhook"
    shown = {"X-Telegram-Bot-Api-Secret-Token": program.settings["TELEGRAM_WEBHOOK_SECRET"]}
    telegram.wait_until(lambda: telegram.webhook, "the webhook to be set")
    assert telegram.webhook == f"{PUBLIC_URL}/telegram/webhook"
    update = {"update_id": 1, "message": {"message_id": 1, "chat": {"id": 5, "type": "private"}, "text": "x"}}
    refused = [
        httpx.post(url, json=update, trust_env=False),
        httpx.post(url, json=update, headers={next(iter(shown)): "wrong"}, trust_env=False),
        httpx.post(url, content=b"{", headers=shown, trust_env=False),
        httpx.post(url, json=["no update"], headers=shown, trust_env=False),
        httpx.post(url, content=b"[" * 2_000_000, headers=shown, trust_env=False),
        httpx.get(url, headers=shown, trust_env=False),
    ]
    assert [answer.status_code for answer in refused if not 400 <= answer.status_code < 500] == []
    assert as_they_stand(program) == before

    luz.say(f"/start {code}")
    luz.hear("Luz?")
    luz.tap("Yes")
    luz.hear()
    telegram.wait_until_confirmed()
    telegram.wait_until(lambda: len(telegram.answered_taps) == 1, "the tap to be answered")
    assert telegram.commands["es"] != telegram.commands[""]
    assert telegram.webhook_failures == 0
    assert program.stop() < 10


def test_asked_to_stop_it_finishes_in_time_and_loses_nothing(
    program: Program, twilio: TwilioServer, dee: TextPhone, kim: TextPhone
) -> None:
    twilio.hold_callbacks = True
    twilio.hang(60, taken=True)
    kim.say("YES")
    kim.hear("Is this Kim?")
    program.wait_for_state("Is this Kim?", "sending")
    dee.say("STEP call the landlord")
    kim.say("yes")
    began = time.monotonic()
    assert program.stop(timeout=20) < 10, f"it took {time.monotonic() - began:.0f} s"
    assert program.heard("Kim") == kim.said
    twilio.let_callbacks_go()
    program.start()
    kim.hear("What should I call you?")
    dee.hear("call the landlord")
    twilio.wait_for_callbacks()
    assert len(kim.got()) == 2
    assert len(dee.got()) == 1
    assert program.stop() < 10
    assert not [one for one in program.outbox() if one.state not in ("delivered", "sent")]
    assert "Traceback" not in program.log
    assert "never retrieved" not in program.log
