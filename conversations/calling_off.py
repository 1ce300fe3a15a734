"""Whether a meeting is to be called off, asked where somebody seems to say so in words of their own.

A yes calls it off and tells the other; a no, or no answer, leaves it on, and says so.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from conversations.lines import line
from conversations.questions import yes_no
from conversations.talk import Conversation, Talk, register

STAYS_ON = line("meeting-stays-on", "when")
MOVE_OFFER = line("meeting-move-offer", "when", "words")
STILL_ON = line("meeting-still-on", "when", "place", "whom")
NOT_DOWN = line("meeting-not-down")

# Of use while the time is still ahead.
MEETING_OFF = yes_no("meeting-call-off", variables=["when", "whom"], patience=timedelta(hours=6))


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who seems not to come; `at` on the clocks where they are."""

    meeting: str
    whom: str
    at: str


@dataclass(frozen=True, slots=True)
class CalledOff:
    """What they answered."""

    meeting: str
    yes: bool


async def call_off(talk: Talk, person: Leaver) -> CalledOff:
    """Ask, once; only a yes calls it off."""
    when = datetime.fromisoformat(person.at)
    yes = await talk.ask(MEETING_OFF, when=when, whom=person.whom)
    if not yes:
        await talk.say(STAYS_ON, when=when)
    return CalledOff(person.meeting, yes)


CALLING_OFF = register(Conversation("meeting_off", 1, Leaver, call_off))
