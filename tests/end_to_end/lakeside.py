"""A programme in full swing: two programs, one on Telegram and one on SMS; everybody has been welcomed.

They all chose the same weekly time, the next minute but one. Tests that only knock at the door or
ask how it goes use the same programs, so that nobody has to sit and wait for that minute.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.end_to_end.phones import DEE, LUZ, ROBIN, SAM, TERRY, ChatPhone, Phone, TextPhone
from tests.end_to_end.program import USUAL, Program, together
from tests.end_to_end.servers.telegram_server import TelegramServer
from tests.end_to_end.servers.twilio_server import TwilioServer


@dataclass
class Lakeside:
    """The programs, the servers, and everybody's phone."""

    by_telegram: Program
    by_text: Program
    telegram: TelegramServer
    twilio: TwilioServer
    at: datetime = field(init=False)
    """When the check-ins come, where the people are."""
    links: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.robin = TextPhone(self.twilio, ROBIN)
        self.terry = TextPhone(self.twilio, TERRY)
        self.dee = TextPhone(self.twilio, DEE)
        self.luz = ChatPhone(self.telegram, LUZ)
        self.sam = ChatPhone(self.telegram, SAM)
        self.links, _ = together(self._begin_on_telegram, self._begin_by_text)
        self._welcome_mentors()
        self._welcome_mentees()

    def _begin_on_telegram(self) -> dict[str, str]:
        links = self.by_telegram.enrol(
            {"name": "Sam", "role": "mentor", "channel": "telegram"},
            {"name": "Luz", "channel": "telegram", "mentor": "Sam", "check_in": USUAL},
        )
        self.by_telegram.start()
        return links

    def _begin_by_text(self) -> dict[str, str]:
        self.by_text.enrol(
            {"name": "Robin", "role": "coordinator", "channel": "sms", "number": ROBIN},
            {"name": "Terry", "role": "mentor", "channel": "sms", "number": TERRY},
            {"name": "Dee", "channel": "sms", "number": DEE, "mentor": "Terry", "check_in": USUAL},
        )
        self.by_text.start()
        return {}

    def _welcome_mentors(self) -> None:
        self.terry.hear("Reply YES to begin")
        self.terry.say("yes")
        self.sam.say(f"/start {self.links['Sam']}")
        self.terry.hear("Is this Terry?")
        self.sam.hear("Is this Sam?")
        both = (self.terry, self.sam)
        for answer, following in (
            ("yes", "What should I call you?"),
            ("skip", "one small thing you'd like to do for yourself"),
            ("skip", "Thanks, "),
        ):
            _turn(both, answer, following)

    def _welcome_mentees(self) -> None:
        """Dee types everything; Luz taps where there are buttons."""
        dee, luz = self.dee, self.luz
        dee.hear("Reply YES to begin")
        dee.say("YES")
        luz.say(f"/start {self.links['Luz']}")
        dee.hear("Is this Dee?")
        luz.hear("Is this Luz?")
        dee.say("yes")
        luz.tap("Yes")
        dee.hear("What should I call you?")
        luz.hear("What should I call you?")
        dee.say("skip")
        luz.tap("Skip")
        dee.hear("Which day and time suits you")
        luz.hear("Which day and time suits you")
        # Ten seconds at least, so that the minute is not over before both have answered.
        now = datetime.now(ZoneInfo(self.by_text.zone))
        self.at = (now + timedelta(seconds=70)).replace(second=0, microsecond=0)
        _turn((dee, luz), f"{self.at:%A} {self.at:%H:%M}", "one thing you want for yourself")
        _turn((dee, luz), "a place of my own", "a place of my own")


def _turn(phones: Sequence[Phone], answer: str, following: str) -> None:
    for phone in phones:
        phone.say(answer)
    for phone in phones:
        phone.hear(following)
