"""What the console is given to work with. `bot/wiring.py` makes one.

The pages read through `read`, change things only inside `write`, and never see a channel, a setting
or a clock of their own.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from handlers.desk.findings import Finding, LiveState
from handlers.tools import Tools
from records.kinds import Channel
from records.sealing import Sealer

T = TypeVar("T")


class Desk(Protocol):
    """The console's view of the running program."""

    @property
    def sealer(self) -> Sealer:
        """Opens what people said."""
        ...

    @property
    def secure(self) -> bool:
        """Whether people reach us over https: cookies are then for https only."""
        ...

    @property
    def simulated(self) -> bool:
        """Whether the phones are simulated; `/phones` exists only then."""
        ...

    @property
    def tools(self) -> Tools:
        """What handlers that write messages are handed."""
        ...

    @property
    def ways(self) -> tuple[Channel, ...]:
        """The channels that are set up here."""
        ...

    @property
    def text_number(self) -> str:
        """The number that people text to; "" where there is none of our own to name."""
        ...

    def bot_name(self) -> str:
        """The Telegram bot's username; "" where there is none, or Telegram does not answer."""
        ...

    def now(self) -> datetime:
        """The programme's time, aware UTC; a demonstration may have moved it forward."""
        ...

    def wall(self) -> datetime:
        """The real time, aware UTC. Sign-ins age by it: moving a demonstration on signs nobody out."""
        ...

    def live_state(self, connection: Connection, programme_id: str) -> LiveState:
        """Whether a programme is live, and how much is not in order. Asked for every page, so it is quick."""
        ...

    def findings(self, connection: Connection, programme_id: str) -> list[Finding]:
        """Everything that has to be in order before a programme goes live, looked at now."""
        ...

    @property
    def no_second_look(self) -> str:
        """Why messages are not read a second time at present, for people; "" while they are."""
        ...

    def read(self) -> AbstractContextManager[Connection]:
        """A connection for reading, closed at the end of the `with`."""
        ...

    def write(self, change: Callable[[Connection], T]) -> T:
        """Do a change in the writer and return after its commit. Not for use on the event loop."""
        ...

    def wake(self) -> None:
        """There is something to deliver. Callable from any thread."""
        ...

    async def type_as(self, person_id: str, text: str) -> None:
        """Let a simulated phone send words. Only where `simulated`."""
        ...

    async def tap_as(self, person_id: str, outbox_id: str, code: str) -> None:
        """Let a simulated phone tap an answer under one of our messages. Only where `simulated`."""
        ...

    async def advance(self, delta: timedelta) -> None:
        """Move the programme's time forward, doing on the way what falls due. Only where `simulated`."""
        ...
