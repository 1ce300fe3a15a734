"""`chat`: one simulated phone in the terminal."""

import asyncio
import contextlib
import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import col

from bot.clock import MovedClock
from bot.logs import set_up_logging
from bot.sample import enrol_sample, open_sample, people_by_name, ready
from bot.settings import SettingsProblem
from bot.wiring import House
from conversations.keywords import read
from records import tables as t

_HOW = "/hour, /day and /week move the clock; /quit leaves."
_MOVES = {"/hour": timedelta(hours=1), "/day": timedelta(days=1), "/week": timedelta(weeks=1)}


async def run_chat(name: str, data: Path, *, fresh: bool) -> None:
    """Talk as one of the sample's people until the input ends.

    Raises:
        SettingsProblem: there is nobody of that name.
    """
    set_up_logging(quiet=True)
    house, clock, new = open_sample(data, fresh=fresh)
    house.attach()
    try:
        if new:
            _in_the_morning(clock)
            enrol_sample(house)
            ready(house)
        people = people_by_name(house)
        person_id = next((i for n, i in people.items() if n.casefold() == name.casefold()), None)
        if person_id is None:
            raise SettingsProblem(f"There is nobody called {name} here. There are {', '.join(people)}.")
        print(f"You are {name}. Type and press Enter. {_HOW}\n")
        phone = _Phone(house, person_id)
        phone.show_what_was_said()
        while True:
            await house.tick()
            await house.delivery.drain()
            phone.show()
            line = await asyncio.to_thread(_read)
            if line is None or line.strip() == "/quit":
                return
            if line.strip() in _MOVES:
                await house.advance(_MOVES[line.strip()])
            elif line.startswith("/") and read(line, "en-US") is None:
                print(f"  There is no {line.split(maxsplit=1)[0]} here. {_HOW}\n")
            elif line.strip():
                await house.type_as(person_id, line)
    finally:
        await house.close()


def _in_the_morning(clock: MovedClock) -> None:
    """Begin at ten in the morning where the sample is, so that nothing has to wait for quiet hours."""
    zone = ZoneInfo("America/Chicago")
    today = clock.wall().astimezone(zone).date()
    clock.hold(datetime.combine(today, time(10), zone))
    clock.let_go()


def _read() -> str | None:
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        print("> ", end="", flush=True)
        line = sys.stdin.readline()
        return line if line else None
    return None


class _Phone:
    """What has arrived on one phone and was not shown yet."""

    def __init__(self, house: House, person_id: str) -> None:
        self._house = house
        self._person_id = person_id
        self._seen: set[str] = set()

    def show_what_was_said(self) -> None:
        """Print an earlier chat, both sides of it."""
        with self._house.read() as connection:
            rows = connection.execute(
                select(t.core(t.Inbox))
                .where(col(t.Inbox.person_id) == self._person_id)
                .order_by(col(t.Inbox.received_at), col(t.Inbox.id))
            ).all()
        for row in rows:
            self.show(before=row.received_at)
            text = self._house.sealer.open(row.person_id, "inbox", "body", row.id, row.body)
            print(f"> {text or '(words that only the lead can read)'}")
        self.show()

    def show(self, before: datetime | None = None) -> None:
        """Print what is new."""
        with self._house.read() as connection:
            rows = connection.execute(
                select(t.core(t.Outbox))
                .where(col(t.Outbox.person_id) == self._person_id, col(t.Outbox.handed_at).is_not(None))
                .order_by(col(t.Outbox.handed_at), col(t.Outbox.id))
            ).all()
        for row in rows:
            if row.id not in self._seen and (before is None or row.handed_at < before):
                self._seen.add(row.id)
                when = row.handed_at.astimezone(ZoneInfo("America/Chicago"))
                text = self._house.sealer.open(row.about_id, "outbox", "body", row.id, row.body)
                print(f"  [{when:%a %d %b %H:%M}]")
                print("\n".join(f"  {line}" for line in text.splitlines()), end="\n\n")
