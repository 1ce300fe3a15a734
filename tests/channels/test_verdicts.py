"""What a provider's verdict means: whose matter it is, and what may be done next."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import respx

from channels.port import AGAIN, Blame, ChannelError, FateUnknown, NotSent, Outgoing, PersonStopped, Refused
from channels.sms import Sms
from channels.telegram import Telegram
from channels.verdicts import mend, of_twilio
from channels.voice import Voice

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
MESSAGE = Outgoing(id="out-1", to="+447700900123", text="How was your week?")
CHAT = Outgoing(id="out-1", to="7000001", text="How was your week?")
TWILIO = "https://api.twilio.com/2010-04-01/Accounts/AC1/"


def refused(sending: Callable[[], Any], message: Outgoing) -> ChannelError:
    async def run() -> None:
        channel = sending()
        try:
            await channel.send(message)
        finally:
            await channel.close()

    with pytest.raises(ChannelError) as caught:
        asyncio.run(run())
    return caught.value


def said_by_twilio(status: int, code: int | None, what: str = "Messages") -> ChannelError:
    body = {"message": "no"} | ({"code": code} if code else {})
    sendings: dict[str, Callable[[], Any]] = {
        "Messages": lambda: Sms("AC1", "token", phone_number="+15005550009"),
        "Calls": lambda: Voice("AC1", "token", "+15005550009", "https://handrail.example"),
    }
    with respx.mock as router:
        router.post(f"{TWILIO}{what}.json").mock(return_value=httpx.Response(status, json=body))
        return refused(sendings[what], MESSAGE)


def said_by_telegram(status: int, words: str) -> ChannelError:
    with respx.mock as router:
        answer = httpx.Response(status, json={"ok": False, "error_code": status, "description": words})
        router.post("https://api.telegram.org/bot7:token/sendMessage").mock(return_value=answer)
        return refused(lambda: Telegram("7:token"), CHAT)


OURS = (
    *(21606, 21659, 21660, 21704, 21712, 21408, 21608),  # as they were found
    *(
        20003,
        20404,
        21212,
        21603,
        21601,
        21703,
        21705,
        21717,
        10001,
        30002,
        30032,
        30034,
        21609,
        20008,
        20107,
    ),
)
BUSY = (21611, 63038, 30001, 20429, 30022, 30023, 63018)
THEIRS = (21211, 21614, 21612, 21217, 30005, 30006)


@pytest.mark.found("F1")
@pytest.mark.parametrize("code", OURS)
def test_a_fault_of_our_account_leaves_the_message_here(code: int) -> None:
    for what in ("Messages", "Calls"):
        error = said_by_twilio(400, code, what)
        assert isinstance(error, NotSent)
        assert error.blame is Blame.ACCOUNT
        assert error.code == str(code)
    found, do = mend("sms", str(code))
    assert found
    assert do.endswith((".", str(code))), "whoever runs it reads what to do"


@pytest.mark.found("F2")
@pytest.mark.parametrize("code", BUSY)
def test_a_busy_provider_leaves_the_message_here(code: int) -> None:
    error = said_by_twilio(400, code)
    assert isinstance(error, NotSent)
    assert error.blame is Blame.BUSY
    assert error.retry_after


@pytest.mark.parametrize("code", THEIRS)
def test_a_number_that_nothing_reaches_is_the_persons_matter(code: int) -> None:
    error = said_by_twilio(400, code)
    assert isinstance(error, Refused)
    assert error.blame is Blame.ADDRESS


def test_an_opt_out_is_the_persons_own() -> None:
    error = said_by_twilio(400, 21610)
    assert isinstance(error, PersonStopped)
    assert error.blame is Blame.PERSON


@pytest.mark.found("F3")
@pytest.mark.parametrize("code", [None, 88888])
@pytest.mark.parametrize(
    ("status", "error", "blame"),
    [
        (400, Refused, Blame.MESSAGE),
        (422, Refused, Blame.MESSAGE),
        (401, NotSent, Blame.ACCOUNT),
        (402, NotSent, Blame.ACCOUNT),
        (403, NotSent, Blame.ACCOUNT),
        (404, NotSent, Blame.ACCOUNT),
        (429, NotSent, Blame.BUSY),
        (408, FateUnknown, Blame.MESSAGE),
        (500, FateUnknown, Blame.MESSAGE),
        (503, FateUnknown, Blame.MESSAGE),
    ],
)
def test_a_code_that_nobody_has_seen_gets_its_class_from_the_http_status(
    status: int, code: int | None, error: type[ChannelError], blame: Blame
) -> None:
    caught = said_by_twilio(status, code)
    assert type(caught) is error
    assert caught.blame is blame


@pytest.mark.found("F3")
def test_a_new_code_of_a_known_family_is_of_its_class() -> None:
    assert of_twilio("21799", 400) is Blame.ACCOUNT, "all of 217xx is about Messaging Services"
    assert of_twilio("20099", 400) is Blame.ACCOUNT, "all of 200xx is about access"
    assert of_twilio("2179", 400) is Blame.MESSAGE, "no code of that family"


@pytest.mark.parametrize(
    ("status", "words", "error", "blame"),
    [
        (401, "Unauthorized", NotSent, Blame.ACCOUNT),
        (404, "Not Found", NotSent, Blame.ACCOUNT),
        (429, "Too Many Requests: retry after 30", NotSent, Blame.BUSY),
        (403, "Forbidden: bot was blocked by the user", PersonStopped, Blame.PERSON),
        (403, "Forbidden: user is deactivated", PersonStopped, Blame.PERSON),
        (403, "Forbidden: bot can't initiate conversation with a user", Refused, Blame.ADDRESS),
        (400, "Bad Request: chat not found", Refused, Blame.ADDRESS),
        (400, "Bad Request: message is too long", Refused, Blame.MESSAGE),
        (400, "Bad Request: a thing nobody has seen", Refused, Blame.MESSAGE),
        (500, "Internal Server Error", FateUnknown, Blame.MESSAGE),
    ],
)
@pytest.mark.found("F3")
def test_telegram_says_whose_matter_it_is(
    status: int, words: str, error: type[ChannelError], blame: Blame
) -> None:
    caught = said_by_telegram(status, words)
    assert type(caught) is error
    assert caught.blame is blame


@pytest.mark.found("F4")
@pytest.mark.parametrize(
    ("code", "blame"),
    [
        ("30034", Blame.ACCOUNT),
        ("30032", Blame.ACCOUNT),
        ("30002", Blame.ACCOUNT),
        ("30001", Blame.BUSY),
        ("63038", Blame.BUSY),
        ("30003", Blame.ADDRESS),
        ("21610", Blame.PERSON),
        ("30007", Blame.MESSAGE),
        ("", Blame.MESSAGE),
    ],
)
def test_what_is_told_after_it_was_accepted_says_whose_matter_it_is(code: str, blame: Blame) -> None:
    form = {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": code}
    assert Sms.parse_status(form, "out-1", NOW).blame is blame


def test_nothing_that_is_not_ours_goes_again_by_itself() -> None:
    assert {Blame.ACCOUNT, Blame.BUSY} == AGAIN
