"""Looking from outside: does an address answer, do Twilio and Telegram know us?

Nothing here sends a message to anybody or changes anything. Every look ends within ten seconds.
"""

import asyncio

import httpx
from twilio.request_validator import RequestValidator

from bot.settings import Settings
from channels.port import Unreachable
from channels.telegram import Telegram

_SECONDS = 10.0


def _client(base: str) -> httpx.Client:
    # An address that stands in for the real one is on this machine; no proxy knows the way there.
    return httpx.Client(timeout=_SECONDS, trust_env=not base, follow_redirects=False)


def answers(url: str) -> str:
    """What is wrong with `GET url/healthz`; "" if our program answers there."""
    try:
        with _client("") as client:
            answer = client.get(f"{url}/healthz")
    except httpx.HTTPError as error:
        return f"nothing answers there ({type(error).__name__})"
    if answer.status_code != httpx.codes.OK:
        return f"it answers {answer.status_code}, not 200"
    try:
        ours = answer.json() == {"status": "ok"}
    except ValueError:
        ours = False
    return "" if ours else "something else answers there, not Handrail"


def knows_twilio(settings: Settings) -> str:
    """What is wrong between us and Twilio; "" if it knows the account."""
    sid, token = settings.twilio_account_sid, settings.twilio_auth_token.get_secret_value()
    base = settings.twilio_api_base_url or "https://api.twilio.com"
    try:
        with _client(settings.twilio_api_base_url) as client:
            answer = client.get(f"{base}/2010-04-01/Accounts/{sid}.json", auth=(sid, token))
    except httpx.HTTPError as error:
        return f"it cannot be reached ({type(error).__name__})"
    if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND):
        return "it does not know TWILIO_ACCOUNT_SID with that TWILIO_AUTH_TOKEN"
    if answer.status_code != httpx.codes.OK:
        return f"it answers {answer.status_code}"
    try:
        status = str(answer.json().get("status", "active"))
    except ValueError:
        return "it answers something unreadable"
    return "" if status == "active" else f"the account is {status}"


def knows_telegram(settings: Settings) -> str:
    """What is wrong between us and Telegram; "" if it knows the bot."""

    async def look() -> None:
        bot = Telegram(settings.telegram_bot_token.get_secret_value(), settings.telegram_api_base_url or None)
        try:
            await asyncio.wait_for(bot.username(), _SECONDS)
        finally:
            await bot.close()

    try:
        asyncio.run(look())
    except Unreachable as error:
        return str(error)
    except TimeoutError:
        return "it does not answer"
    return ""


def checks_signatures(settings: Settings) -> str:
    """What is wrong with signed requests to PUBLIC_URL; "" if a true one is taken and a false one refused.

    It rings `/sms/voice` as Twilio would: a caller hears whom they can call, and nothing is kept.
    """
    url = f"{settings.public_url}/sms/voice"
    form = {"CallSid": "CA" + "0" * 32, "CallStatus": "ringing"}
    true = RequestValidator(settings.twilio_auth_token.get_secret_value()).compute_signature(url, form)
    try:
        with _client("") as client:
            taken = client.post(url, data=form, headers={"X-Twilio-Signature": true})
            refused = client.post(url, data=form, headers={"X-Twilio-Signature": "not Twilio's"})
    except httpx.HTTPError as error:
        return f"nothing answers there ({type(error).__name__}); Handrail has to be running for this"
    if taken.status_code != httpx.codes.OK or "<Response" not in taken.text:
        return (
            f"a rightly signed request got {taken.status_code}; the address must arrive unchanged, and "
            "TWILIO_AUTH_TOKEN must be the one the program was started with"
        )
    if refused.status_code == httpx.codes.OK:
        return "a wrongly signed request was taken; something else than Handrail answers there"
    return ""
