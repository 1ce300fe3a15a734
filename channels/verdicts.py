"""What a provider's verdict means: one table for Twilio, which tells by code, and the same words for all.

A verdict is about the message, the person's number, the person (who opted out), our own account, or about
being busy. Only the first three cost a message. A code is read by the family that Twilio puts it in (all of
217xx is about our Messaging Service, 200xx about our access), then by itself; one that nobody has seen
gets its class from the HTTP status. So a new code of Twilio's never throws away a message that a change
of a setting would have let through.

`mend` says in plain words what an account's fault is and what to do about it, for `doctor`.

Sources: Twilio's error dictionary, https://www.twilio.com/docs/api/errors, and its REST API's use of HTTP
status codes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from channels.port import Blame, Receipt, ReceiptState

STOPPED = "21610"  # "attempt to send to unsubscribed recipient"


def _all(blame: Blame, *codes: int) -> Iterator[tuple[str, Blame]]:
    return ((str(code), blame) for code in codes)


_CODES: Mapping[str, Blame] = {
    **dict(_all(Blame.PERSON, 21610)),
    **dict(
        _all(
            Blame.BUSY,
            *(10004, 20429, 21611, 60728, 63017, 63018, 63038),  # too many at once, in the queue, a day
            *(30001, 30017, 30022, 30023, 30027),  # the same, told after it was accepted
        )
    ),
    **dict(
        _all(
            Blame.ACCOUNT,
            *(10001, 10002, 90010, 30002, 30033, 30037),  # not active, on trial, suspended, switched off
            *(20403, 20404),  # what we name is not ours, or is not there
            *(21203, 21215, 21216, 21408, 21615),  # countries and numbers that the account may not reach
            *(21219, 21404, 21608),  # a trial account reaches confirmed numbers only
            *(21210, 21212, 21213, 21264, 21267, 21601, 21603, 21606, 21607, 21616, 21659, 21660, 21661),
            *(30018, 30024, 30032, 30034, 30035, 30040),  # the sender is not registered, or not yet
            *(21205, 21218, 21402, 21403, 21609),  # the address of our webhook
        )
    ),
    **dict(
        _all(
            Blame.ADDRESS,
            *(21211, 21214, 21217, 21265, 21266, 21268, 21401, 21407, 21612, 21613, 21614),
            *(30003, 30004, 30005, 30006),  # not reachable, blocked, unknown, a landline
        )
    ),
    **dict(_all(Blame.MESSAGE, 20001, 20002)),  # a request that makes no sense
}
_FAMILIES: Mapping[str, Blame] = {
    "200": Blame.ACCOUNT,  # access to the API
    "201": Blame.ACCOUNT,  # keys and tokens
    "217": Blame.ACCOUNT,  # Messaging Services and their senders
}
_NOT_OURS_TO_DECIDE = (401, 402, 403, 404, 407)  # who we are, what was paid, what we may do, where we ask
_BUSY_STATUS = 429


def of_twilio(code: str, status: int = 0) -> Blame:
    """Whose matter a refusal by Twilio is.

    Args:
        code: Twilio's error code, "" where it gave none.
        status: the HTTP status of its answer; 0 for a status callback.
    """
    known = _CODES.get(code) or (_FAMILIES.get(code[:3]) if len(code) == 5 else None)
    if known is not None:
        return known
    if status == _BUSY_STATUS:
        return Blame.BUSY
    return Blame.ACCOUNT if status in _NOT_OURS_TO_DECIDE else Blame.MESSAGE


def judged(receipt: Receipt) -> Receipt:
    """The receipt with whose matter a failure is, read from its code where nobody has said so yet."""
    if receipt.blame is not None or receipt.state is not ReceiptState.FAILED:
        return receipt
    return replace(receipt, blame=of_twilio(receipt.code))


# --- in plain words ------------------------------------------------------------------------------

_ACCESS = (
    "Twilio does not know our account, or its token is an old one",
    "Compare TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN with the first page of Twilio's console.",
)
_SENDER = (
    "the number we send from is not this account's, or cannot send texts",
    "Compare TWILIO_PHONE_NUMBER with the active numbers in Twilio's console: it has to be there, with SMS.",
)
_SERVICE = (
    "the Messaging Service is not there, or no number in it can send",
    "Compare TWILIO_MESSAGING_SERVICE_SID with Twilio's console, and put a number into its sender pool.",
)
_COUNTRY = (
    "the account may not write to that country",
    "Open it in Twilio's console: Messaging, Settings, Geo permissions (for calls: Voice, Settings).",
)
_TRIAL = (
    "a trial account reaches only numbers that were confirmed with it",
    "Upgrade the account, or add the numbers in Twilio's console under Verified caller IDs.",
)
_UNREGISTERED = (
    "carriers refuse texts from a number that is not registered",
    "Register it in Twilio's console (A2P 10DLC, or toll-free verification). It takes days: call people.",
)
_SUSPENDED = (
    "the account is not active",
    "Sign in at Twilio's console: it says what is owed, or what was suspended and why.",
)
_WEBHOOK = (
    "Twilio does not accept the address it is to report to",
    "Look at PUBLIC_URL: it has to begin with https:// and to be reachable from outside.",
)
_BOT = (
    "Telegram does not know our bot",
    "Ask BotFather for the bot's token and put it into TELEGRAM_BOT_TOKEN.",
)
_MEND: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("21408", "21203", "21215", "21216", "21615"), _COUNTRY),
    **dict.fromkeys(("21608", "21219", "21404", "10002"), _TRIAL),
    **dict.fromkeys(("30018", "30024", "30032", "30034", "30035", "30040"), _UNREGISTERED),
    **dict.fromkeys(("10001", "20005", "90010", "30002", "30033", "30037"), _SUSPENDED),
    **dict.fromkeys(("21205", "21218", "21402", "21403", "21609"), _WEBHOOK),
}


def mend(channel: str, code: str) -> tuple[str, str]:
    """What a fault of our account is, and what to do about it, in words for whoever runs the program."""
    if channel == "telegram":
        return _BOT
    if found := _MEND.get(code):
        return found
    if code.startswith("217"):
        return _SERVICE
    if code.startswith(("212", "214", "216")):
        return _SENDER
    if code in ("", "401", "20003", "20008") or code.startswith("201"):
        return _ACCESS
    return (
        "Twilio refuses what our account asks for",
        f"Read what it says there: https://www.twilio.com/docs/api/errors/{code}",
    )
