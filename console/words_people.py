"""What a person is, in words: their part, where they stand, their language, what they may not do."""

from collections.abc import Mapping

import phonenumbers

from console.words_messages import CHANNELS
from console.words_plainly import plainly
from rules.rhythm import Rhythm, rhythm

ROLES: Mapping[str, str] = {"mentee": "Mentee", "mentor": "Mentor", "coordinator": "Coordinator"}
STAFF_ROLES: Mapping[str, str] = {
    "coordinator": "Coordinator",
    "lead": "Lead",
    "administrator": "Administrator",
}
STANDINGS: Mapping[str, str] = {
    "unknown": "Not enrolled",
    "invited": "Invited, has not answered yet",
    "active": "Active",
    "paused": "Paused",
    "custody": "In custody: nothing is sent",
    "stopped": "Stopped: nothing is sent",
}
STAGES: Mapping[str, str] = {"custody": "In custody", "transition": "Transition", "community": "Community"}
LANGUAGES: Mapping[str, str] = {
    "en-US": "English (US)",
    "en-GB": "English (UK)",
    "es": "Spanish",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
RHYTHMS: Mapping[Rhythm, str] = {
    Rhythm.WEEKLY: "every week",
    Rhythm.FORTNIGHTLY: "every two weeks",
    Rhythm.MONTHLY: "every four weeks",
    Rhythm.A_PERSON: "none, until they write or somebody here decides",
}


def how_often(unanswered: int) -> str:
    """How often check-ins come to somebody who let so many in a row go by, and why."""
    told = RHYTHMS[rhythm(unanswered)]
    if unanswered == 0:
        return told
    last = "the last one" if unanswered == 1 else f"the last {unanswered}"
    return f"{told}; {last} found no answer"


def phone(number: str) -> str:
    """A number as it is read aloud: "+1 312-555-0123"."""
    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def condition(kind: str, other: str, start: str, end: str, detail: str, mine: bool) -> str:
    """A condition in a sentence."""
    match kind:
        case "no_contact":
            return f"No contact with {other or 'somebody'}" + ("" if mine else " (kept on their page)")
        case "curfew":
            return f"Curfew from {start} to {end}"
        case "no_app":
            return f"Not allowed: {plainly(detail, CHANNELS)}"
        case _:
            return plainly(kind, {})
