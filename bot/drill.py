"""`drill`: tries the phone of each member of staff, with the real providers, and tells each step.

Everybody gets a text that says it is a drill, and a call if they do not answer it; `handlers.alarm.ladder`
climbs as it does for real. The program must not be running: it runs here, whole, for as long as the drill
takes. Staff are named by login; no number, name or word is printed.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime
from types import FrameType
from zoneinfo import ZoneInfo

import uvicorn

from bot.foundations import real
from bot.logs import set_up_logging
from bot.serve import web_options
from bot.settings import SettingsProblem
from bot.web import create_app
from bot.wiring import House, read_settings
from handlers.alarm.drills import end_drill, start_drill
from handlers.desk.confirming import ConfirmationProblem, staff_of
from records import reading_drill as reading
from records.database import AlreadyRunning

_LOOK = 0.3  # seconds between looks at what has happened

_SAID = {
    "text-queued": "text written",
    "text-handed": "text handed to the provider",
    "text-arrived": "text on the phone",
    "text-lost": "text did not arrive",
    "call-queued": "call asked for",
    "call-handed": "phone rings",
    "call-arrived": "call answered",
    "call-lost": "call not answered",
    "acknowledged": "ACKNOWLEDGED",
}


def run_drill(login: str) -> bool:
    """Run a drill, started by whoever has this login; whether everybody acknowledged.

    Raises:
        SettingsProblem: there are no real phones, or the program runs already.
        ConfirmationProblem: nobody has this login.
        NobodyToDrill: no member of staff can be reached.
    """
    settings = read_settings()
    if not real(settings):
        raise SettingsProblem(
            "A drill rings real phones, and none are set up. Give TELEGRAM_BOT_TOKEN or the TWILIO_ settings "
            "in .env."
        )
    set_up_logging(quiet=True)
    try:
        house = House(settings)
    except AlreadyRunning:
        raise SettingsProblem(
            "Handrail is running, and only one can. Start the drill in the console: "
            f"{settings.console_url}/safety"
        ) from None
    try:
        with house.read() as connection:
            staff_id = staff_of(connection, login)
    except ConfirmationProblem:
        house.shut()
        raise
    return asyncio.run(_served(house, staff_id))


async def _served(house: House, staff_id: str) -> bool:
    """Serve, as `run` does, for as long as the drill takes; the web server closes the house when it ends."""
    web = _Server(uvicorn.Config(create_app(house), **web_options(house.settings)))
    serving = asyncio.create_task(_serve(web))
    try:
        while not web.started:
            if serving.done():
                raise SettingsProblem(f"Port {house.settings.port} is taken. Stop what uses it, or set PORT.")
            await asyncio.sleep(_LOOK)
        return await drill(house, staff_id, stopped=lambda: web.asked_to_stop)
    finally:
        web.should_exit = True
        await asyncio.gather(serving, return_exceptions=True)


class _Server(uvicorn.Server):
    """A web server that goes on for a moment when it is told to stop, while the drill is ended."""

    asked_to_stop = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.asked_to_stop:
            super().handle_exit(sig, frame)
        self.asked_to_stop = True


async def _serve(web: uvicorn.Server) -> None:
    with contextlib.suppress(SystemExit):  # raised where it cannot listen; the loop would end with it
        await web.serve()


def _say(line: str) -> None:
    print(line, flush=True)


async def _later() -> None:
    await asyncio.sleep(_LOOK)


async def drill(
    house: House,
    staff_id: str,
    *,
    tell: Callable[[str], None] = _say,
    stopped: Callable[[], bool] = lambda: False,
    wait: Callable[[], Awaitable[None]] = _later,
) -> bool:
    """Start a drill in a house that runs, and tell each step until it is over; whether all acknowledged.

    Raises:
        NobodyToDrill: no member of staff can be reached.
    """
    record_id = await asyncio.to_thread(
        house.write, lambda connection: start_drill(connection, house.tools, house.now(), staff_id)
    )
    house.wake()
    teller = _Teller(house, record_id, tell)
    while not teller.look() and not stopped():
        await wait()
    await asyncio.to_thread(
        house.write, lambda connection: end_drill(connection, house.tools, house.now(), record_id, staff_id)
    )
    return teller.sum_up()


class _Teller:
    """Tells what is new each time it looks."""

    def __init__(self, house: House, record_id: str, tell: Callable[[str], None]) -> None:
        self._house = house
        self._record_id = record_id
        self._tell = tell
        self._told: set[reading.Hop] = set()
        with house.read() as connection:
            began, timezone = reading.began(connection, record_id)
            everybody = reading.members(connection, record_id)
        self._began, self._zone = began, ZoneInfo(timezone)
        self._called = {
            one.person_id: one.login or f"member {number}" for number, one in enumerate(everybody, 1)
        }
        self._width = max(map(len, self._called.values()))
        tell(f"Drill: {len(everybody)} of the staff. Over when nobody is waited for; Ctrl+C ends it now.")

    def look(self) -> bool:
        """Tell what is new; whether the drill is over."""
        with self._house.read() as connection:
            everybody = reading.members(connection, self._record_id)
            found = reading.hops(connection, self._record_id)
        for hop in found:
            if hop not in self._told:
                self._told.add(hop)
                self._line(hop.at, hop.who, self._said(hop))
        return all(one.over for one in everybody)

    def _said(self, hop: reading.Hop) -> str:
        if hop.what == "acknowledged" and hop.detail:
            return f"acknowledged by {self._called.get(hop.detail, 'somebody else')}"
        return _SAID[hop.what] + (f" ({hop.detail})" if hop.detail else "")

    def _line(self, at: datetime, who: str, what: str) -> None:
        after = max(0.0, (at - self._began).total_seconds())
        called = self._called[who].ljust(self._width)
        self._tell(f"{at.astimezone(self._zone):%H:%M:%S}  {after:6.1f} s  {called}  {what}")

    def sum_up(self) -> bool:
        """Tell how it went for each; whether everybody acknowledged."""
        with self._house.read() as connection:
            everybody = reading.members(connection, self._record_id)
        for one in everybody:
            called = self._called[one.person_id]
            if one.acknowledged_at is not None:
                after = (one.acknowledged_at - self._began).total_seconds()
                self._tell(f"ok     {called}: acknowledged after {after:.0f} s")
            else:
                self._tell(f"WRONG  {called}: did not acknowledge")
        return all(one.acknowledged_at is not None for one in everybody)
