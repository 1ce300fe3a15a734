"""What came in and what went out, in words: by which way, how far it got, and why not."""

from collections.abc import Callable, Mapping
from datetime import datetime

from console.words_plainly import length, plainly
from records.kinds import ACCOUNT_FAULT
from records.reading import Line

CHANNELS: Mapping[str, str] = {
    "sms": "Text message",
    "telegram": "Telegram",
    "phones": "Simulated phone",
    "voice": "Call",
    "in_person": "In person",
}
INBOUND_KINDS: Mapping[str, str] = {
    "photo": "Photo",
    "video": "Video",
    "voice": "Voice note (nobody has listened to it yet)",
    "sticker": "Sticker",
    "location": "Location",
    "contact": "Contact",
    "file": "File",
    "reaction": "Reaction",
    "service": "Something about the chat (a pin, a timer, a location that moves on)",
    "edit": "Changed an earlier message",
    "button": "Tapped an answer",
    "start_link": "Opened the invitation",
    "group": "Added us to a group",
    "blocked": "Blocked the messages",
    "unblocked": "Took the messages back",
}
INBOX_OUTCOMES: Mapping[str, str] = {
    "for_a_person": "For a person",
    "set_aside": "Could not be handled: please read it",
    "stranger": "From somebody we do not know",
    "braked": "Came again and again, as from a machine: not answered",
    "stale": "Came after the question was over",
    "safety": "Safety",
    "own": "Theirs alone: it is not shown here",
}
REASONS: Mapping[str, str] = {
    "taken_back": "taken back before it left",
    "stopped": "this person has stopped messages",
    "paused": "this person has paused messages",
    "custody": "this person is in custody",
    "not_consented": "this person has not agreed to messages yet",
    "answered_once": "they had an answer today, and have not agreed to messages yet",
    "invited_once": "they were invited before",
    "already_joined": "they have joined already",
    "tried_once": "it was tried once",
    "off_duty": "they are off duty",
    "taken": "somebody had taken it by then",
    "busy": "the line was busy",
    "no_answer": "nobody picked up",
    "failed": "the call did not go through",
    "canceled": "the call was called off",
    "not_yet_due": "it was not due yet",
    "missed": "its time had passed",
    "blocked": "their phone or carrier refuses messages",
    "carrier_notice": "the carrier says that it did not arrive",
    "no_address": "there is no way to reach them",
    "quiet_hours": "quiet hours",
    "held": "prompts were held after words of danger",
    "match_ended": "they are not matched any more",
    "died": "somebody it was for, or about, has died",
    "superseded": "it was about something that was over",
    "channel_closed": "that way to their phone is not in use any more",
    "unreadable": "its words could not be opened",
    "number_retired": "the number is theirs no longer",
    "shared_phone": "the phone is shared: it waits for their word",
    "still_you": "it was asked whether the number is still theirs",
    "too_late": "it came too late",
}
QUIET: Mapping[str, str] = {
    "missed": "the program was not running",
    "talking": "another question was still open",
}


def reason(code: str) -> str:
    """Why something was not sent; a provider's number is given as one."""
    if code.startswith(ACCOUNT_FAULT):
        return f"our account with the provider has to be put right: code {code.removeprefix(ACCOUNT_FAULT)}"
    known = code.replace("-", "_")
    if known in REASONS:
        return REASONS[known]
    return f"code {code}" if code.isdigit() else code.replace("_", " ").replace("-", " ")


def went_wrong(state: str, code: str) -> str:
    """What became of a message that did not get through."""
    why = f" ({reason(code)})" if code else ""
    if state == "expired" and code.startswith(ACCOUNT_FAULT):
        return f"Not sent{why}"
    return {
        **dict.fromkeys(("queued", "claimed"), f"Waits{why}"),
        "unknown": "May not have arrived",
        "failed": f"Failed{why}",
        "expired": "Not sent: it was too late for it",
        "withheld": f"Not sent: {reason(code) if code else 'the rules did not allow it'}",
    }[state]


def reached(state: str, code: str, made_at: datetime, delivered_at: datetime | None) -> str:
    """How far an alert got, in a few words."""
    if delivered_at is not None:
        return f"delivered after {length(delivered_at - made_at)}"
    if state in ("claimed", "sending") or (state == "queued" and not code.startswith(ACCOUNT_FAULT)):
        return "on its way"
    if state == "sent":
        return "handed over"
    words = went_wrong(state, code)
    return words[:1].lower() + words[1:]


def delivery(line: Line, time_of: Callable[[datetime], str], waits: bool) -> str:
    """How far one of our lines got, in words.

    Args:
        line: an outgoing line.
        time_of: words a time.
        waits: whether the moment it waits for is still to come.
    """
    match line.state:
        case "queued" if line.reason == "not_live":
            return "Waiting until the programme is live"
        case "queued" if waits and line.waits_until:
            why = f" ({reason(line.reason)})" if line.reason else ""
            return f"Waiting until {time_of(line.waits_until)}{why}"
        case "queued" if line.reason.startswith(ACCOUNT_FAULT):
            return went_wrong(line.state, line.reason)
        case "queued":
            return "About to go"
        case "claimed" | "sending":
            return "Going out now"
        case "sent" | "delivered":
            word = "Delivered" if line.state == "delivered" else "Handed over"
            return f"{word} {time_of(line.settled_at or line.at)}"
        case "unknown" | "failed" | "expired" | "withheld":
            return went_wrong(line.state, line.reason)
        case _:
            return plainly(line.state, {})
