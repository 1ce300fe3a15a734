"""The demonstration: a sample programme with a few weeks behind it, and simulated phones.

The weeks are lived through, not inserted: a held clock is moved from one due time to the next,
and made-up people answer through the same handlers as everybody.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select
from sqlmodel import col

from bot.clock import MovedClock
from bot.logs import set_up_logging
from bot.sample import enrol_sample, open_sample, people_by_name, ready
from bot.serve import check_port, serve_house
from bot.wiring import House, next_waiting
from conversations.state import Status
from handlers.access import accounts
from handlers.desk import follow_up, matches, staff
from records import tables as t
from records.kinds import StaffRole
from scheduler.climbing import next_climb
from scheduler.due import next_due
from scheduler.meetings_due import next_meeting

LOGIN, PASSWORD = "robin", "lakeside-demo"
_WEEKS = 3
_ZONE = ZoneInfo("America/Chicago")

# What made-up people answer, by question, one for each time they are asked; None lets it pass in silence.
_ANSWERS: dict[str, dict[str, list[str | None]]] = {
    "Dee": {
        "is-you": ["yes"],
        "call-name": ["Dee"],
        "check-in-day": ["fridays 6pm"],
        "first-goal": ["a place of my own"],
        "mood": ["3 up and down", None, "4 better this week"],
        "step-went": ["done", "half of it"],
        "next-step": [
            "call the housing office on monday",
            "get my ID photo done",
            "fill in page one of the form",
        ],
        "smaller-step": ["find the form"],
        "share-step": ["yes", "yes", "no"],
        "going": ["partly", "done", "partly"],
        "step": ["write down three streets I like"],
        "fits": ["yes"],
        "strength-good-at": ["I can fix nearly anything"],
    },
    "Luz": {
        "is-you": ["si"],
        "call-name": ["Luz"],
        "check-in-day": ["jueves 17:30"],
        "first-goal": ["trabajo en una cocina"],
        "mood": ["4", "2 semana dificil", "3"],
        "contact": ["si"],
        "step-went": ["todavia no", "hecho"],
        "next-step": ["preguntar en la panaderia", "llevar mi CV al mercado"],
        "smaller-step": ["pasar por la panaderia el lunes"],
        "share-step": ["si", "si", "si"],
        "going": ["todavia no", "hecho", "casi"],
        "step": ["buscar dos cocinas cerca"],
        "fits": ["si"],
    },
    "Terry": {
        "is-you": ["yes"],
        "call-name": ["Terry"],
        "promise": ["walk by the lake, phone off"],
        "promise-when": ["sunday 10am"],
        "promise-went": ["partly"],
        "promise-onward": ["keep"],
    },
}
_YES = {"Dee": "YES", "Luz": "EMPEZAR", "Terry": "yes"}


@dataclass(frozen=True, slots=True)
class _Scene:
    """Something that happens by itself: days after the start, local time, who, what they write."""

    day: int
    at: time
    who: str
    text: str


_SCENES = [
    _Scene(5, time(12, 10), "Dee", "do you know if the food bank on Oak is open saturdays"),
    _Scene(6, time(15, 0), "Dee", "MENTOR can we meet wednesday instead, same place"),
    _Scene(6, time(15, 20), "Terry", "Wednesday is fine. See you at four."),
    _Scene(9, time(19, 5), "Dee", "DONE"),
    _Scene(16, time(20, 40), "Luz", "no puedo mas, quiero acabar con mi vida"),
    _Scene(16, time(20, 43), "Robin", "ACK"),
]


def run_demo(port: int, data: Path, *, fresh: bool) -> None:
    """Build the demonstration if it is not there yet, say where to look, and serve it."""
    set_up_logging(quiet=True)
    house, clock, new = open_sample(data, fresh=fresh, port=port)
    check_port(house.settings)
    if new:
        print("Setting up the sample programme and living through its first weeks ...", flush=True)
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
    """Live through them in an event loop of their own: what serves begins in another, as after a restart."""
    try:
        await live_through(house, clock)
    finally:
        await house.close()


async def live_through(house: House, clock: MovedClock, weeks: int = _WEEKS) -> None:
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
    actors = _Actors(house, clock, people)
    for name, yes in _YES.items():
        await house.delivery.drain()
        await actors.write(name, yes)
    for scene in _SCENES:
        at = datetime.combine(begin.date() + timedelta(days=scene.day), scene.at, _ZONE)
        if at < end:
            await _live_until(house, clock, actors, at)
            await actors.write(scene.who, scene.text)
            if scene.text.startswith("do you know"):
                await _robin_answers(house, clock, staff_id, people["Dee"])
            if scene.text == "ACK":
                clock.hold(clock.now() + timedelta(minutes=40))
                _close_flags(house, staff_id, people["Luz"])
                _log_meeting(house, staff_id, people["Dee"], people["Terry"])
    await _live_until(house, clock, actors, end)
    ready(house)
    clock.hold(end)
    clock.let_go()


async def _live_until(house: House, clock: MovedClock, actors: "_Actors", until: datetime) -> None:
    while True:
        await house.tick()
        await house.delivery.drain()
        if await actors.answer():
            continue
        with house.read() as connection:
            found = (
                next_due(connection),
                next_climb(connection),
                next_meeting(connection),
                next_waiting(connection, clock.now()),
            )
        stops = [at for at in found if at is not None and at > clock.now()]
        if not stops or min(stops) > until:
            break
        clock.hold(min(stops))
    clock.hold(until)


async def _robin_answers(house: House, clock: MovedClock, staff_id: str, person_id: str) -> None:
    clock.hold(clock.now() + timedelta(minutes=34))
    await asyncio.to_thread(
        house.write,
        lambda connection: staff.reply(
            connection,
            house.sealer,
            house.now(),
            staff_id=staff_id,
            staff_name="Robin",
            person_id=person_id,
            text="It is, from 9 to noon. Bring a bag. Want me to tell them you are coming?",
        ),
    )
    await house.delivery.drain()


def _close_flags(house: House, staff_id: str, person_id: str) -> None:
    with house.read() as connection:
        flags = connection.execute(select(col(t.Flag.id))).scalars().all()
    outcome = "Called within the hour. Safe, with family. Seeing a doctor on Monday."

    def close(connection: Connection) -> None:
        for flag_id in flags:
            staff.close_flag(
                connection, house.sealer, house.now(), staff_id=staff_id, flag_id=flag_id, outcome=outcome
            )
        follow_up.resume_prompts(
            connection, house.sealer, house.now(), staff_id=staff_id, person_id=person_id
        )

    house.write(close)


def _log_meeting(house: House, staff_id: str, mentee_id: str, mentor_id: str) -> None:
    yesterday = (house.now().astimezone(_ZONE) - timedelta(days=1)).date()
    met = matches.Met(yesterday, time(16), "45", "the library cafe", "Went through the housing form.")
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


@dataclass
class _Actors:
    """The made-up people: they answer what they are asked, a few minutes later."""

    house: House
    clock: MovedClock
    people: dict[str, str]
    _next: dict[str, dict[str, int]] = field(default_factory=dict)
    _silent: set[str] = field(default_factory=set)

    async def answer(self) -> bool:
        """Let one person answer their waiting question; whether anybody did."""
        for name, answers in _ANSWERS.items():
            waiting = self._waiting(self.people[name])
            if waiting is None or waiting[0] in self._silent:
                continue
            conversation, key = waiting
            asked = self._next.setdefault(name, {})
            number = asked.get(key, 0)
            asked[key] = number + 1
            options = answers.get(key, [])
            reply = options[number] if number < len(options) else None
            if reply is None:
                self._silent.add(conversation)
                continue
            await self.write(name, reply)
            return True
        return False

    async def write(self, name: str, text: str) -> None:
        """Let somebody write, three minutes on."""
        self.clock.hold(self.clock.now() + timedelta(minutes=3))
        await self.house.type_as(self.people[name], text)
        await self.house.delivery.drain()

    def _waiting(self, person_id: str) -> tuple[str, str] | None:
        with self.house.read() as connection:
            row = connection.execute(
                select(col(t.Conversation.id), col(t.Conversation.question))
                .where(
                    col(t.Conversation.person_id) == person_id,
                    col(t.Conversation.state) == Status.WAITING,
                    col(t.Conversation.handed_at).is_not(None),
                )
                .order_by(col(t.Conversation.opened_at).desc())
            ).first()
        return (row.id, row.question) if row else None
