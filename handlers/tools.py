"""What every handler is handed at start-up: how to open and seal, every sentence, the console's address,
which channels run, and whether they lead to people's own phones.

Said once for all handlers: `connection` is an open transaction of the writer's, which the caller commits;
`sealer` opens and seals words; `now` is aware UTC; `staff_id` is the account that does it, for the audit log;
`person_id` and `programme_id` say whom it is about, and where. Their docstrings name what else they take.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from conversations.intents import Meaning, nobody_listens
from conversations.wording import Wording
from records import live
from records.sealing import Sealer


@dataclass(frozen=True, slots=True)
class Tools:
    """Handed out by `bot/wiring.py`."""

    sealer: Sealer
    wording: Wording
    console_url: str
    open_channels: frozenset[str] = frozenset()  # those that run; none named: all
    ours: frozenset[str] = frozenset()  # numbers of our own: whatever comes from there is never answered
    own_phones: bool = False  # not simulated ones: there, what is unasked-for waits until a programme is live
    spread: timedelta = timedelta(0)  # over how long prompts leave, at most, that are due at the same time

    listen: Callable[[str], Meaning | None] = nobody_listens  # what words mean, by their nearest examples

    def held(self, connection: Connection) -> frozenset[str]:
        """The programmes in which nothing unasked-for may leave yet."""
        return live.held(connection) if self.own_phones else frozenset()
