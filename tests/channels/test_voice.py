"""What we ask Twilio to say on a call, and what we make of how it went."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import parse_qs
from xml.etree import ElementTree

import httpx
import pytest
import respx

from channels.port import BadRequest, Outgoing, Receipt, ReceiptState, Refused, Unreachable
from channels.voice import Voice, ask_for_key, say_and_hang_up

T = TypeVar("T")

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
OUR_NUMBER = "+15005550009"
THEIR_NUMBER = "+447700900123"
CALLS = "https://api.twilio.com/2010-04-01/Accounts/AC1/Calls.json"
MESSAGE = Outgoing(id="out 1/é", to=THEIR_NUMBER, text="Handrail. Press 1.", language="en-GB")
QUERY = "outbox=out+1%2F%C3%A9"


def voice() -> Voice:
    return Voice("AC1", "made-up-token", OUR_NUMBER, "https://handrail.example/")


def using(use: Callable[[Voice], Awaitable[T]]) -> T:
    async def run() -> T:
        channel = voice()
        try:
            return await use(channel)
        finally:
            await channel.close()

    return asyncio.run(run())


def spoken(twiml: str) -> ElementTree.Element:
    return ElementTree.fromstring(twiml)  # noqa: S314  # ours


# Placing a call


def test_a_call_says_its_words_with_our_number_and_reports_to_our_row() -> None:
    with respx.mock as router:
        route = router.post(CALLS).mock(
            return_value=httpx.Response(201, json={"sid": "CA1", "status": "queued"})
        )
        sent = using(lambda channel: channel.send(MESSAGE))
    assert (sent.provider_id, sent.delivered) == ("CA1", False)
    form = parse_qs(route.calls.last.request.content.decode())
    (twiml,) = form.pop("Twiml")
    assert form == {
        "To": [THEIR_NUMBER],
        "From": [OUR_NUMBER],
        "StatusCallback": [f"https://handrail.example/sms/status?{QUERY}"],
        "StatusCallbackEvent": ["answered", "completed"],
        "Timeout": ["25"],
        "TimeLimit": ["120"],
    }
    gather, redirect = spoken(twiml)
    assert gather.get("action") == f"https://handrail.example/sms/voice?{QUERY}"
    assert (gather.get("numDigits"), gather.get("input")) == ("1", "dtmf")
    assert [(one.text, one.get("language")) for one in gather.iter("Say")] == [(MESSAGE.text, "en-GB")] * 2
    # Nobody pressed anything: the question comes once more.
    assert (redirect.tag, redirect.text) == (
        "Redirect",
        f"https://handrail.example/sms/voice?{QUERY}&again=1",
    )


def test_words_that_twilio_would_not_take_are_refused_here() -> None:
    with respx.mock(assert_all_called=False) as router:
        route = router.post(CALLS)
        with pytest.raises(Refused, match="too long"):
            using(lambda channel: channel.send(Outgoing("out-1", THEIR_NUMBER, "word " * 500)))
    assert not route.called


@pytest.mark.parametrize(("language", "heard"), [("en-US", "en-US"), ("en-GB", "en-GB"), ("es", "es-MX")])
def test_each_language_has_its_voice(language: str, heard: str) -> None:
    asked = spoken(ask_for_key("words", language, "https://handrail.example/sms/voice?outbox=1"))
    said = spoken(say_and_hang_up(["words"], language))
    assert {one.get("language") for one in (*asked.iter("Say"), *said.iter("Say"))} == {heard}


def test_asked_for_the_last_time_it_hangs_up() -> None:
    gather, end = spoken(ask_for_key("words", "es", "https://handrail.example/?outbox=1", again=False))
    assert gather.get("action") == "https://handrail.example/?outbox=1&again=1"
    assert end.tag == "Hangup"


def test_somebody_who_rings_hears_the_lines_twice() -> None:
    speech = spoken(say_and_hang_up(["Call 988.", "Tom & Ana <3"], "en-US", times=2))
    assert [part.text for part in speech.iter("Say")] == ["Call 988.", "Tom & Ana <3"] * 2
    assert speech[-1].tag == "Hangup"


# How it went


@pytest.mark.parametrize(
    ("status", "state", "code"),
    [
        ("queued", ReceiptState.SENT, ""),
        ("ringing", ReceiptState.SENT, ""),
        ("in-progress", ReceiptState.DELIVERED, ""),
        ("completed", ReceiptState.DELIVERED, ""),
        ("busy", ReceiptState.FAILED, "busy"),
        ("no-answer", ReceiptState.FAILED, "no-answer"),
        ("failed", ReceiptState.FAILED, "failed"),
        ("canceled", ReceiptState.FAILED, "canceled"),
        ("beamed", ReceiptState.UNKNOWN_STATUS, ""),
    ],
)
def test_only_a_call_that_was_answered_has_arrived(status: str, state: ReceiptState, code: str) -> None:
    receipt = Voice.parse_status({"CallSid": "CA1", "CallStatus": status}, "out-1", NOW)
    assert receipt == Receipt("voice", "out-1", "CA1", state, NOW, code)


@pytest.mark.parametrize("form", [{}, {"CallSid": "CA1"}, {"CallStatus": "busy"}])
def test_a_status_without_call_or_word_is_turned_away(form: dict[str, str]) -> None:
    with pytest.raises(BadRequest):
        Voice.parse_status(form, "out-1", NOW)


def listed(sid: str, status: str, created: str = "Mon, 02 Mar 2026 18:00:03 +0000") -> dict[str, Any]:
    return {"sid": sid, "status": status, "date_created": created, "direction": "outbound-api"}


def find(*calls: dict[str, Any]) -> Receipt | None:
    answer = httpx.Response(200, json={"calls": list(calls), "next_page_uri": None, "page": 0})
    with respx.mock as router:
        route = router.get(CALLS, params={"To": THEIR_NUMBER, "From": OUR_NUMBER}).mock(return_value=answer)
        found = using(lambda channel: channel.find_sent(MESSAGE, NOW))
    assert route.call_count == 1
    return found


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("queued", ReceiptState.SENT),
        ("beamed", ReceiptState.SENT),
        ("completed", ReceiptState.DELIVERED),
        ("no-answer", ReceiptState.FAILED),
    ],
)
def test_a_call_of_unknown_fate_is_found_in_twilios_list(status: str, state: ReceiptState) -> None:
    found = find(listed("CA7", status), listed("CA3", "completed", "Mon, 02 Mar 2026 17:40:00 +0000"))
    assert found
    assert (found.provider_id, found.outbox_id, found.state) == ("CA7", MESSAGE.id, state)


def test_an_earlier_call_is_not_taken_for_it() -> None:
    assert find(listed("CA3", "completed", "Mon, 02 Mar 2026 17:40:00 +0000")) is None


def test_a_list_that_cannot_be_read_is_asked_for_later() -> None:
    with respx.mock as router:
        router.get(url__startswith=CALLS).mock(return_value=httpx.Response(503))
        with pytest.raises(Unreachable):
            using(lambda channel: channel.find_sent(MESSAGE, NOW))


def test_calls_are_no_messages_to_catch_up_on() -> None:
    async def missed(channel: Voice) -> Sequence[object]:
        return await channel.missed(NOW)

    with respx.mock:
        assert not using(missed)
