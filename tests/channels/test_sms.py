"""What Twilio posts and answers, and what we make of it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import parse_qs

import httpx
import pytest
import respx
from twilio.request_validator import RequestValidator

from channels.port import (
    BadRequest,
    ChannelError,
    FateUnknown,
    Inbound,
    InboundKind,
    NotSent,
    Outgoing,
    PersonStopped,
    Receipt,
    ReceiptState,
    Refused,
    Unreachable,
)
from channels.sms import Sms

T = TypeVar("T")

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
TOKEN = "made-up-token"
OUR_NUMBER = "+15005550009"
THEIR_NUMBER = "+447700900123"
PUBLIC_URL = "https://handrail.example"
MESSAGES = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json"
MESSAGE = Outgoing(id="out 1/é", to=THEIR_NUMBER, text="How was your week?", valid_seconds=3600)


def sms(**settings: Any) -> Sms:
    return Sms("AC1", TOKEN, **{"phone_number": OUR_NUMBER, "public_url": PUBLIC_URL, **settings})


def using(channel: Sms, use: Callable[[Sms], Awaitable[T]]) -> T:
    async def run() -> T:
        try:
            return await use(channel)
        finally:
            await channel.close()

    return asyncio.run(run())


def sent_form(route: respx.Route) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(route.calls.last.request.content.decode()).items()}


def created() -> httpx.Response:
    return httpx.Response(201, json={"sid": "SM1", "status": "queued"})


# Sending


def test_a_text_goes_out_with_its_sender_validity_and_a_callback_that_names_our_row() -> None:
    with respx.mock as router:
        route = router.post(MESSAGES).mock(return_value=created())
        using(sms(), lambda channel: channel.send(MESSAGE))
    assert sent_form(route) == {
        "To": THEIR_NUMBER,
        "From": OUR_NUMBER,
        "Body": MESSAGE.text,
        "ValidityPeriod": "3600",
        "StatusCallback": "https://handrail.example/sms/status?outbox=out+1%2F%C3%A9",
    }
    assert route.calls.last.request.headers["Authorization"].startswith("Basic ")


def test_a_messaging_service_chooses_the_number_and_no_public_url_means_no_callback() -> None:
    with respx.mock as router:
        route = router.post(MESSAGES).mock(return_value=created())
        using(sms(messaging_service_sid="MG1", public_url=None), lambda channel: channel.send(MESSAGE))
    form = sent_form(route)
    assert form["MessagingServiceSid"] == "MG1"
    assert not {"From", "StatusCallback"} & form.keys()


def test_the_api_can_be_looked_for_elsewhere() -> None:
    with respx.mock as router:
        route = router.post("http://127.0.0.1:4010/2010-04-01/Accounts/AC1/Messages.json")
        route.mock(return_value=created())
        using(sms(api_base_url="http://127.0.0.1:4010"), lambda channel: channel.send(MESSAGE))
    assert route.call_count == 1


def test_a_validity_beyond_twilios_queue_is_cut_to_it() -> None:
    with respx.mock as router:
        route = router.post(MESSAGES).mock(return_value=created())
        using(sms(), lambda channel: channel.send(replace(MESSAGE, valid_seconds=86_400)))
    assert sent_form(route)["ValidityPeriod"] == "36000"


def test_without_a_sender_it_does_not_start() -> None:
    with pytest.raises(ValueError, match="TWILIO_PHONE_NUMBER"):
        Sms("AC1", TOKEN)


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (400, 21610, PersonStopped),
        (400, 21211, Refused),
        (400, 21408, NotSent),
        (400, 21612, Refused),
        (400, 21614, Refused),
        (400, 21617, Refused),
        (400, 30006, Refused),
        (400, 99999, Refused),
        (401, 20003, NotSent),
        (404, 20404, NotSent),
        (400, 21212, NotSent),
        (400, 20429, NotSent),
        (408, 20408, FateUnknown),
        (500, 20500, FateUnknown),
        (503, 20503, FateUnknown),
    ],
)
def test_each_error_of_twilio_has_its_meaning(status: int, code: int, error: type[ChannelError]) -> None:
    with respx.mock as router:
        router.post(MESSAGES).mock(return_value=httpx.Response(status, json={"code": code, "message": "no"}))
        with pytest.raises(ChannelError) as caught:
            using(sms(), lambda channel: channel.send(MESSAGE))
    assert type(caught.value) is error
    assert caught.value.code == str(code)


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        (httpx.ConnectError("refused"), NotSent),
        (httpx.ConnectTimeout("nobody"), NotSent),
        (httpx.PoolTimeout("full"), NotSent),
        (httpx.ReadTimeout("silence"), FateUnknown),
        (httpx.WriteError("cut"), FateUnknown),
        (httpx.RemoteProtocolError("cut"), FateUnknown),
        (httpx.ReadError("cut"), FateUnknown),
    ],
)
def test_a_broken_line_is_told_by_whether_the_text_may_have_left(
    broken: Exception, error: type[ChannelError]
) -> None:
    with respx.mock as router:
        router.post(MESSAGES).mock(side_effect=broken)
        with pytest.raises(error):
            using(sms(), lambda channel: channel.send(MESSAGE))


# What comes in


INBOUND = {
    "ToCountry": "US",
    "SmsMessageSid": "SM2",
    "NumMedia": "0",
    "SmsSid": "SM2",
    "SmsStatus": "received",
    "Body": "4 I guess",
    "To": OUR_NUMBER,
    "NumSegments": "1",
    "MessageSid": "SM2",
    "AccountSid": "AC1",
    "From": THEIR_NUMBER,
    "ApiVersion": "2010-04-01",
}


@pytest.mark.parametrize(
    ("fields", "kind", "media"),
    [
        ({}, InboundKind.TEXT, 0),
        ({"NumMedia": "1", "MediaContentType0": "image/jpeg"}, InboundKind.PHOTO, 1),
        (
            {"NumMedia": "2", "MediaContentType0": "image/png", "MediaContentType1": "a/b"},
            InboundKind.PHOTO,
            2,
        ),
        ({"NumMedia": "1", "MediaContentType0": "video/3gpp"}, InboundKind.VIDEO, 1),
        ({"NumMedia": "1", "MediaContentType0": "audio/amr; codecs=x"}, InboundKind.VOICE, 1),
        ({"NumMedia": "1", "MediaContentType0": "text/x-vcard"}, InboundKind.CONTACT, 1),
        ({"NumMedia": "1", "MediaContentType0": "application/pdf"}, InboundKind.FILE, 1),
        ({"NumMedia": "1"}, InboundKind.FILE, 1),
        ({"NumMedia": "lots", "MediaContentType0": "image/gif"}, InboundKind.PHOTO, 1),
    ],
)
def test_an_incoming_text_and_what_hangs_on_it(fields: dict[str, str], kind: InboundKind, media: int) -> None:
    inbound = Sms.parse_inbound({**INBOUND, **fields}, NOW)
    assert (inbound.kind, inbound.media, inbound.text) == (kind, media, "4 I guess")
    assert (inbound.provider_id, inbound.sender, inbound.received_at) == ("SM2", THEIR_NUMBER, NOW)


def test_an_empty_body_is_a_message_all_the_same() -> None:
    form = {key: value for key, value in INBOUND.items() if key != "Body"}
    assert Sms.parse_inbound(form, NOW).text == ""


def test_the_carriers_own_answer_to_a_keyword_is_noted() -> None:
    assert Sms.parse_inbound({**INBOUND, "Body": "stop", "OptOutType": "STOP"}, NOW).opt_out == "STOP"
    assert Sms.parse_inbound(INBOUND, NOW).opt_out == ""


@pytest.mark.parametrize("missing", [{"From"}, {"MessageSid", "SmsMessageSid", "SmsSid"}])
def test_a_post_that_is_no_text_is_turned_away(missing: set[str]) -> None:
    with pytest.raises(BadRequest):
        Sms.parse_inbound({key: value for key, value in INBOUND.items() if key not in missing}, NOW)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("accepted", ReceiptState.SENT),
        ("queued", ReceiptState.SENT),
        ("sending", ReceiptState.SENT),
        ("sent", ReceiptState.SENT),
        ("delivered", ReceiptState.DELIVERED),
        ("undelivered", ReceiptState.FAILED),
        ("failed", ReceiptState.FAILED),
        ("canceled", ReceiptState.FAILED),
        ("teleported", ReceiptState.UNKNOWN_STATUS),
    ],
)
def test_each_status_has_its_meaning(status: str, state: ReceiptState) -> None:
    receipt = Sms.parse_status({"MessageSid": "SM1", "MessageStatus": status}, "out-1", NOW)
    assert (receipt.state, receipt.outbox_id, receipt.provider_id) == (state, "out-1", "SM1")
    assert not receipt.stopped


def test_a_failure_brings_its_code_and_21610_means_stop() -> None:
    form = {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30003"}
    assert Sms.parse_status(form, "out-1", NOW).code == "30003"
    assert Sms.parse_status({**form, "ErrorCode": "21610"}, "out-1", NOW).stopped


@pytest.mark.parametrize("form", [{}, {"MessageSid": "SM1"}, {"MessageStatus": "sent"}])
def test_a_status_without_message_or_word_is_turned_away(form: dict[str, str]) -> None:
    with pytest.raises(BadRequest):
        Sms.parse_status(form, "out-1", NOW)


# Signatures


def signed(url: str, form: dict[str, str], token: str = TOKEN) -> str:
    return str(RequestValidator(token).compute_signature(url, form))


@pytest.mark.parametrize(
    ("public_url", "path", "called"),
    [
        (PUBLIC_URL, "/sms/inbound", "https://handrail.example/sms/inbound"),
        (PUBLIC_URL + "/", "/sms/inbound", "https://handrail.example/sms/inbound"),
        (PUBLIC_URL, "/sms/status?outbox=a+b", "https://handrail.example/sms/status?outbox=a+b"),
        (PUBLIC_URL, "/sms/inbound", "https://handrail.example:443/sms/inbound"),
        (PUBLIC_URL + "/bot", "/sms/inbound", "https://handrail.example/bot/sms/inbound"),
    ],
)
def test_twilio_signs_the_address_it_called_whatever_the_proxy_made_of_it(
    public_url: str, path: str, called: str
) -> None:
    sms(public_url=public_url).verify(path, INBOUND, signed(called, INBOUND))


@pytest.mark.parametrize(
    "signature",
    [
        None,
        "",
        "forged",
        "é",
        signed(f"{PUBLIC_URL}/sms/inbound", INBOUND, token="another-token"),
        signed(f"{PUBLIC_URL}/sms/status", INBOUND),
        signed(f"{PUBLIC_URL}/sms/inbound", {**INBOUND, "Body": "5"}),
        signed("http://10.0.0.7:8000/sms/inbound", INBOUND),
    ],
)
def test_a_forged_signature_is_turned_away(signature: str | None) -> None:
    with pytest.raises(BadRequest, match="PUBLIC_URL"):
        sms().verify("/sms/inbound", INBOUND, signature)


def test_without_a_public_url_nothing_is_taken_for_signed() -> None:
    with pytest.raises(BadRequest, match="Set PUBLIC_URL"):
        sms(public_url=None).verify("/sms/inbound", INBOUND, signed("/sms/inbound", INBOUND))


# Twilio's own lists


def listed(sid: str, **fields: Any) -> dict[str, Any]:
    base = {
        "sid": sid,
        "body": MESSAGE.text,
        "direction": "outbound-api",
        "from": OUR_NUMBER,
        "to": THEIR_NUMBER,
        "status": "delivered",
        "num_media": "0",
        "date_created": "Mon, 02 Mar 2026 18:00:03 +0000",
        "date_sent": "Mon, 02 Mar 2026 18:00:04 +0000",
        "error_code": None,
    }
    return {**base, **fields}


def page(*messages: dict[str, Any], following: str | None = None) -> httpx.Response:
    return httpx.Response(200, json={"messages": list(messages), "next_page_uri": following, "page": 0})


def find(*messages: dict[str, Any]) -> Sequence[Receipt]:
    with respx.mock as router:
        route = router.get(MESSAGES, params={"To": THEIR_NUMBER}).mock(return_value=page(*messages))
        found = using(sms(), lambda channel: channel.find_sent(MESSAGE, NOW))
    assert route.call_count == 1
    return found or ()


def test_a_text_of_unknown_fate_is_found_by_its_words() -> None:
    other = listed("SM5", body="Something else")
    (found,) = find(
        other, listed("SM6", body="How was your\u00a0week?", status="undelivered", error_code=21610)
    )
    assert (found.provider_id, found.outbox_id, found.state) == ("SM6", MESSAGE.id, ReceiptState.FAILED)
    assert found.stopped
    assert found.sure


def test_one_still_in_twilios_queue_is_found_too() -> None:
    for status in ("queued", "teleported"):
        (found,) = find(listed("SM6", status=status, date_sent=None))
        assert found.state is ReceiptState.SENT


def test_the_same_words_twice_are_both_told_oldest_first() -> None:
    later = listed("SM7", date_created="Mon, 02 Mar 2026 18:00:40 +0000")
    assert [one.provider_id for one in find(later, listed("SM6"))] == ["SM6", "SM7"]


@pytest.mark.parametrize("body", ["", None, "***", "XXXXXX", "[redacted]"])
def test_hidden_words_may_be_those_of_any_text_as_long(body: str | None) -> None:
    (found,) = find(listed("SM6", body=body, num_segments="1"))
    assert not found.sure
    (found,) = find(listed("SM6", body=body, num_segments="0"))  # still to be counted
    assert not found.sure
    assert not find(listed("SM6", body=body, num_segments="2"))


@pytest.mark.parametrize(
    "message",
    [
        listed("SM6", date_created="Mon, 23 Feb 2026 18:00:03 +0000"),
        listed("SM6", direction="inbound"),
        listed("SM6", direction="outbound-reply"),
        listed("SM6", body="Not the same"),
    ],
)
def test_last_weeks_text_or_another_is_not_taken_for_it(message: dict[str, Any]) -> None:
    assert not find(message)


def missed(*answers: httpx.Response, channel: Sms | None = None) -> tuple[Sequence[Inbound], respx.Route]:
    with respx.mock as router:
        route = router.get(url__startswith=MESSAGES)
        route.side_effect = list(answers)
        return using(channel or sms(), lambda one: one.missed(NOW - timedelta(minutes=5))), route


def test_what_a_webhook_missed_is_read_from_the_list_oldest_first_with_the_same_ids() -> None:
    second = listed("SM3", direction="inbound", body="and sorry", **{"from": THEIR_NUMBER, "to": OUR_NUMBER})
    first = listed("SM2", direction="inbound", body="4 I guess", **{"from": THEIR_NUMBER, "to": OUR_NUMBER})
    following = "/2010-04-01/Accounts/AC1/Messages.json?PageToken=x"
    found, route = missed(page(second, listed("SM9"), following=following), page(first))
    assert [one.text for one in found] == ["4 I guess", "and sorry"]
    assert found[0].provider_id == Sms.parse_inbound(INBOUND, NOW).provider_id
    assert found[0].sender == THEIR_NUMBER
    assert found[0].received_at == datetime(2026, 3, 2, 18, 0, 4, tzinfo=UTC)
    asked = route.calls[0].request.url.params
    assert asked["To"] == OUR_NUMBER
    assert asked["DateSent>"] == "2026-03-02T17:54:55Z"


SERVICE = "https://messaging.twilio.com/v1/Services/MG1/PhoneNumbers"


def missed_by_service(numbers: httpx.Response) -> list[str]:
    """What is fetched of an account with other numbers, too, where only a Messaging Service is set."""
    listing = [
        listed("SM1", direction="inbound", body="ours", **{"from": THEIR_NUMBER, "to": OUR_NUMBER}),
        listed("SM2", direction="inbound", body="not ours", **{"from": THEIR_NUMBER, "to": "+15005550001"}),
        listed("SM3", direction="inbound", body="named", **{"from": THEIR_NUMBER, "to": "+15005550002"})
        | {"messaging_service_sid": "MG1"},
    ]
    with respx.mock as router:
        router.get(url__startswith=MESSAGES).mock(return_value=page(*listing))
        router.get(url__startswith=SERVICE).mock(return_value=numbers)
        channel = sms(messaging_service_sid="MG1", phone_number=None)
        return [one.text for one in using(channel, lambda one: one.missed(NOW))]


def test_of_an_account_with_other_numbers_only_the_services_are_read() -> None:
    """A service may have many numbers; whoever texts another of the account's is none of our business."""
    numbers = {
        "phone_numbers": [{"sid": "PN1", "phone_number": OUR_NUMBER}],
        "meta": {"key": "phone_numbers"},
    }
    assert missed_by_service(httpx.Response(200, json=numbers)) == ["named", "ours"]


def test_where_the_services_numbers_cannot_be_read_only_what_names_it_counts(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert missed_by_service(httpx.Response(403, json={"code": 20003, "message": "no"})) == ["named"]
    assert "TWILIO_PHONE_NUMBER" in caplog.text


def test_a_missed_photo_is_known_for_a_photo() -> None:
    photo = listed("MM1", direction="inbound", body="", num_media="1", **{"from": THEIR_NUMBER})
    with respx.mock as router:
        router.get(MESSAGES.replace(".json", "/MM1/Media.json")).mock(
            return_value=httpx.Response(200, json={"media_list": [{"content_type": "image/jpeg"}]})
        )
        router.get(url__startswith=MESSAGES).mock(return_value=page(photo))
        (found,) = using(sms(), lambda channel: channel.missed(NOW))
    assert (found.kind, found.media, found.text) == (InboundKind.PHOTO, 1, "")


@pytest.mark.parametrize(
    "answer",
    [httpx.ConnectError("refused"), httpx.ReadTimeout("silence"), httpx.Response(500), httpx.Response(429)],
)
def test_a_list_that_cannot_be_read_is_asked_for_later(answer: Any) -> None:
    for ask in (lambda channel: channel.missed(NOW), lambda channel: channel.find_sent(MESSAGE, NOW)):
        with respx.mock as router:
            router.get(url__startswith=MESSAGES).mock(side_effect=[answer])
            with pytest.raises(Unreachable):
                using(sms(), ask)
