"""The demonstration: a sample programme with half a year behind it, and simulated phones.

The weeks are lived through, not inserted: a held clock is moved from one due time to the next,
and made-up people answer through the same handlers as everybody. What they say stands in `demo_story`.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, event, select
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import col

from bot.clock import MovedClock
from bot.demo_story import ANSWERS, SCENES, SILENT, WEEKS, YES, Closes, Ends, Logs, Replies, Scene, Writes
from bot.logs import set_up_logging
from bot.sample import enrol_sample, open_sample, people_by_name, ready
from bot.serve import check_port, serve_house
from bot.wiring import House, next_waiting
from conversations.state import Status
from handlers.access import accounts
from handlers.desk import follow_up, match_endings, matches, staff
from records import tables as t
from records.kinds import StaffRole
from scheduler.climbing import next_climb
from scheduler.due import next_due
from scheduler.meetings_due import next_meeting

LOGIN, PASSWORD = "robin", "lakeside-demo"
_ZONE = ZoneInfo("America/Chicago")
# The newest of each person last.
_WAITING = (
    select(col(t.Conversation.id), col(t.Conversation.person_id), col(t.Conversation.question))
    .where(col(t.Conversation.state) == Status.WAITING, col(t.Conversation.handed_at).is_not(None))
    .order_by(col(t.Conversation.opened_at))
)


def run_demo(port: int, data: Path, *, fresh: bool) -> None:
    """Build the demonstration if it is not there yet, say where to look, and serve it."""
    set_up_logging(quiet=True)
    house, clock, new = open_sample(data, fresh=fresh, port=port)
    check_port(house.settings)
    if new:
        print(
            f"Setting up the sample programme and living through its first weeks, {WEEKS} of them ...",
            flush=True,
        )
        asyncio.run(_first_weeks(house, clock))
        house, _, _ = open_sample(data, fresh=False, port=port)
    print(
        f"""
Handrail is running, with made-up people on simulated phones.

  The phones          {house.settings.console_url}/phones
  The coordinator     {house.settings.console_url}/   sign in as {LOGIN} with {PASSWORD}

Ctrl+C stops it. `make demo` again goes on from there; `python -m bot demo --fresh` begins anew.
""",
        flush=True,
    )
    serve_house(house, house.settings)


async def _first_weeks(house: House, clock: MovedClock) -> None:
    """Live through them in an event loop of their own: what serves begins in another, as after a restart.

    The disk is not waited for meanwhile: whoever is interrupted begins anew.
    """
    event.listen(house.engine, "checkout", _wait_for_no_disk)
    try:
        await live_through(house, clock)
    finally:
        await house.close()


def _wait_for_no_disk(connection: Any, record: ConnectionPoolEntry, _: object) -> None:
    if not record.info.get("hasty"):
        connection.execute("PRAGMA synchronous=OFF")
        record.info["hasty"] = True


async def live_through(house: House, clock: MovedClock, weeks: int = WEEKS) -> None:
    """Enrol everybody and live through some weeks, up to now."""
    end = clock.wall()
    begin = (end - timedelta(weeks=weeks, days=1)).astimezone(_ZONE)
    clock.hold(datetime.combine(begin.date(), time(10), _ZONE))
    programme_id = enrol_sample(house)
    people = people_by_name(house)
    password_hash = accounts.hash_password(PASSWORD)
    staff_id = house.write(
        lambda connection: accounts.create_staff(
            connection,
            house.sealer,
            house.now(),
            programme_id=programme_id,
            name="Robin",
            login=LOGIN,
            password_hash=password_hash,
            person_id=people["Robin"],
            role=StaffRole.LEAD,
        )
    )
    silent = {
        name: tuple(datetime.combine(begin.date() + timedelta(days=day), time(), _ZONE) for day in days)
        for name, days in SILENT.items()
    }
    actors = _Actors(house, clock, people, silent)
    for name, yes in YES.items():
        await house.delivery.drain()
        await actors.write(name, yes)
    for scene in SCENES:
        at = datetime.combine(begin.date() + timedelta(days=scene.day), scene.at, _ZONE)
        if at < end:
            await _live_until(house, clock, actors, at)
            await _play(house, actors, staff_id, people, scene)
    await _live_until(house, clock, actors, end)
    ready(house)
    clock.hold(end)
    clock.let_go()


async def _live_until(house: House, clock: MovedClock, actors: "_Actors", until: datetime) -> None:
    while True:
        await house.tick()
        await house.delivery.drain()
        while await actors.answer():
            pass
        with house.read() as connection:
            found = (
                next_due(connection),
                next_climb(connection),
                next_meeting(connection),
                next_waiting(connection, clock.now()),
            )
        stop = min((at for at in found if at is not None), default=None)
        if stop is None or stop > until or clock.now() >= until:
            break
        # What came due while they answered is done at once; what does not get done by it waits a minute.
        clock.hold(stop if stop > clock.now() else clock.now() + timedelta(minutes=1))
    clock.hold(max(until, clock.now()))


async def _play(house: House, actors: "_Actors", staff_id: str, people: dict[str, str], scene: Scene) -> None:
    """Let a scene happen now."""
    person_id = people[scene.who]
    match scene:
        case Writes():
            await actors.write(scene.who, scene.text)
        case Replies():
            await asyncio.to_thread(_reply, house, staff_id, person_id, scene.text)
            await house.delivery.drain()
        case Closes():
            _close_flags(house, staff_id, person_id, scene.outcome)
        case Logs():
            _log_meeting(house, staff_id, person_id, people["Terry"], scene)
        case Ends():
            _plan_ending(house, staff_id, person_id)


def _reply(house: House, staff_id: str, person_id: str, text: str) -> None:
    house.write(
        lambda connection: staff.reply(
            connection,
            house.sealer,
            house.now(),
            staff_id=staff_id,
            staff_name="Robin",
            person_id=person_id,
            text=text,
        )
    )


def _close_flags(house: House, staff_id: str, person_id: str, outcome: str) -> None:
    with house.read() as connection:
        flags = connection.execute(select(col(t.Flag.id))).scalars().all()

    def close(connection: Connection) -> None:
        for flag_id in flags:
            staff.close_flag(
                connection, house.sealer, house.now(), staff_id=staff_id, flag_id=flag_id, outcome=outcome
            )
        follow_up.resume_prompts(
            connection, house.sealer, house.now(), staff_id=staff_id, person_id=person_id
        )

    house.write(close)


def _log_meeting(house: House, staff_id: str, mentee_id: str, mentor_id: str, scene: Logs) -> None:
    yesterday = (house.now().astimezone(_ZONE) - timedelta(days=1)).date()
    met = matches.Met(yesterday, time(16), "45", scene.place, scene.words)
    house.write(
        lambda connection: matches.log_meeting(
            connection,
            house.sealer,
            house.now(),
            staff_id=staff_id,
            person_id=mentee_id,
            with_id=mentor_id,
            met=met,
        )
    )


def _plan_ending(house: House, staff_id: str, mentee_id: str) -> None:
    today = house.now().astimezone(_ZONE).date()
    new = match_endings.NewEnding(
        ends_on=today + match_endings.AHEAD,
        mentor_on=today + timedelta(days=1),
        mentee_on=today + timedelta(days=2),
    )
    with house.read() as connection:
        mine = (col(t.Match.mentee_id) == mentee_id) & col(t.Match.until).is_(None)
        match_id = connection.execute(select(col(t.Match.id)).where(mine)).scalar_one()
    house.write(
        lambda connection: match_endings.plan(
            connection, house.tools, house.now(), staff_id=staff_id, match_id=match_id, new=new
        )
    )


@dataclass
class _Actors:
    """The made-up people: they answer what they are asked, a few minutes later."""

    house: House
    clock: MovedClock
    people: dict[str, str]
    silent: dict[str, tuple[datetime, ...]]
    _next: dict[str, dict[str, int]] = field(default_factory=dict)
    _passed_over: set[str] = field(default_factory=set)

    async def answer(self) -> bool:
        """Let one person answer their waiting question; whether anybody did."""
        asked = self._waiting()
        for name, answers in ANSWERS.items():
            waiting = asked.get(self.people[name])
            if waiting is None or waiting[0] in self._passed_over:
                continue
            conversation, key = waiting[0], waiting[1].partition(":")[0]  # whichever round of a loop it is
            reply = None if self._is_silent(name) else self._next_answer(name, key, answers.get(key, []))
            if reply is None:
                self._passed_over.add(conversation)
                continue
            await self.write(name, reply)
            return True
        return False

    def _is_silent(self, name: str) -> bool:
        since, until = self.silent.get(name, (None, None))
        return since is not None and until is not None and since <= self.clock.now() < until

    def _next_answer(self, name: str, key: str, options: list[str | None]) -> str | None:
        asked = self._next.setdefault(name, {})
        number = asked.get(key, 0)
        asked[key] = number + 1
        return options[number % len(options)] if options else None

    async def write(self, name: str, text: str) -> None:
        """Let somebody write, three minutes on."""
        self.clock.hold(self.clock.now() + timedelta(minutes=3))
        await self.house.type_as(self.people[name], text)
        await self.house.delivery.drain()

    def _waiting(self) -> dict[str, tuple[str, str]]:
        """The newest question that each person was handed and has not answered: conversation and question."""
        with self.house.read() as connection:
            rows = connection.execute(_WAITING).all()
        return {row.person_id: (row.id, row.question) for row in rows}
