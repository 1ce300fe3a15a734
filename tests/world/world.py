"""A world for tests: the real house, people with made-up phones, and a clock that is moved by hand.

    world = World(tmp_path)
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    dee.says("4")

Everything is real but the providers and the time: messages walk in through `House.receive` and out
through `Delivery`, over a `Wire` that can lose, refuse and doubt them. Nothing is kept in memory between
two turns but ids; `restart()` proves it.
"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, select, update
from sqlmodel import SQLModel, col

from bot.clock import MovedClock
from bot.enrolling import enrol_and_invite
from bot.sample import sample_settings
from bot.settings import Settings
from bot.wiring import House, next_waiting
from channels.port import (
    CAN,
    Blame,
    Can,
    Channel,
    ChannelError,
    FateUnknown,
    Inbound,
    InboundKind,
    Outgoing,
    Pace,
    Receipt,
    ReceiptState,
    Sent,
)
from conversations.state import Status
from handlers.enrolling import enrol, programmes
from handlers.incoming import Received
from records import effects as fx
from records import tables as t
from records.cases import Case
from records.kinds import UNSETTLED, InboxOutcome, PlanKind, Standing
from records.kinds import Channel as ChannelName
from records.load import load_cases
from records.reading import RecordPage, View, record
from records.save import save
from scheduler.climbing import next_climb
from scheduler.due import next_due
from scheduler.meetings_due import next_meeting
from tests.world.quick import quickly

T = TypeVar("T")

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STOPS = 2000  # more stops than this on the way to a time means that something due is never done


@dataclass(frozen=True, slots=True)
class Place:
    """Where a world stands: its language, its clocks, and what people there are called."""

    language: str
    country: str
    timezone: str
    coordinator: str
    mentor: str
    mentee: str
    number: str  # with room for two digits at its end
    yes: str
    skip: str
    day: str


PLACES = {
    "en-US": Place(
        "en-US",
        "US",
        "America/Chicago",
        "Robin",
        "Terry",
        "Dee",
        "+131255501{:02}",
        "YES",
        "skip",
        "Friday 6pm",
    ),
    "en-GB": Place(
        "en-GB",
        "GB",
        "Europe/London",
        "Robin",
        "Terry",
        "Dee",
        "+4479111234{:02}",
        "YES",
        "skip",
        "Friday 6pm",
    ),
    "es": Place(
        "es",
        "US",
        "America/Chicago",
        "Iker",
        "Marta",
        "Luz",
        "+131255501{:02}",
        "SI",
        "saltar",
        "viernes a las 6",
    ),
}
MONDAY = datetime(2026, 1, 5, 10)  # local: a day without surprises


@dataclass
class Wire:
    """A provider in memory. It keeps what it took, and fails as it is told to.

    Attributes:
        name: the channel it stands for.
        tries: every message that was handed to it, whatever came of it (`came_of`, None: taken).
        taken: what arrived on a phone.
        listed: what its list of sent messages says when asked; an error is raised.
    """

    name: str
    pace: Pace = field(default_factory=lambda: Pace(per_second=1e9, per_address_per_second=1e9))
    tries: list[Outgoing] = field(default_factory=list)
    came_of: list[ChannelError | None] = field(default_factory=list)
    watch: Callable[[Outgoing], None] = lambda _: None
    dying: bool = False
    taken: list[Outgoing] = field(default_factory=list)
    listed: dict[str, Receipt | ChannelError] = field(default_factory=dict)
    waiting: list[Inbound] = field(default_factory=list)
    fates: list[ChannelError | None] = field(default_factory=list)
    fates_at: dict[str, list[ChannelError | None]] = field(default_factory=dict)
    delivers: bool = False  # whether handing over is arriving, without a receipt to follow

    @property
    def can(self) -> Can:
        """What the channel it stands for can do."""
        return CAN[self.name]

    async def send(self, message: Outgoing) -> Sent:
        """Take a message, or fail as told."""
        if self.dying:  # the process ends here, before anything left
            raise asyncio.CancelledError
        self.watch(message)
        self.tries.append(message)
        told = self.fates_at.get(message.to) or self.fates
        fate = told.pop(0) if told else None
        self.came_of.append(fate)
        if isinstance(fate, FateUnknown):
            self.taken.append(message)  # it arrived, but nobody knows
        if fate is not None:
            raise fate
        self.taken.append(message)
        return Sent(f"{self.name}-{message.id}", delivered=self.delivers)

    async def find_sent(self, message: Outgoing, since: datetime) -> Receipt | None:
        """What the provider's list says."""
        found = self.listed.get(message.id)
        if isinstance(found, ChannelError):
            raise found
        return found

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """What the provider received while we were away."""
        return tuple(self.waiting)

    async def close(self) -> None:
        """Nothing to let go of."""


class _House(House):
    """The house on wires instead of providers."""

    def __init__(self, settings: Settings, clock: MovedClock, wires: dict[str, Channel]) -> None:
        self._wires = wires
        with quickly():
            super().__init__(settings, clock)

    def _open_channels(self) -> None:
        self.channels.update(self._wires)


class Phone:
    """Somebody with a phone. `says` and `hears` are all most tests need."""

    def __init__(self, world: "World", name: str, address: str, channel: str) -> None:
        self.world = world
        self.name = name
        self.address = address
        self.channel = channel
        self._heard = 0

    @property
    def id(self) -> str:
        """Their person id, looked up by address: a stranger has one only after they wrote."""
        lookup = self.world.house.sealer.lookup("address", self.channel, self.address)
        return next(
            row.person_id
            for row in self.world.rows(t.Address)
            if (row.channel, row.lookup) == (self.channel, lookup)
        )

    @property
    def case(self) -> Case:
        """What deciding would know about them now."""
        with self.world.house.read() as connection:
            return load_cases(connection, self.world.house.sealer, self.world.now, [self.id])[self.id]

    @property
    def standing(self) -> Standing:
        """How they stand towards our messages."""
        return self.case.person.standing

    @property
    def inbox(self) -> list[Outgoing]:
        """Everything on their phone, oldest first."""
        return [one for one in self.world.wire(self.channel).taken if one.to == self.address]

    @property
    def unheard(self) -> int:
        """How much arrived since `hears` was asked last."""
        return len(self.inbox) - self._heard

    def hears(self) -> list[str]:
        """What arrived since this was asked last."""
        texts = [one.text for one in self.inbox]
        fresh, self._heard = texts[self._heard :], len(texts)
        return fresh

    def says(self, *texts: str, **more: Any) -> list[InboxOutcome]:
        """Write texts in a row, with nothing delivered in between; what became of each."""
        return [one.outcome for one in self.world.receive(*(self.inbound(text, **more) for text in texts))]

    def sends(self, kind: InboundKind, text: str = "", **more: Any) -> InboxOutcome:
        """Send something else than words."""
        media = kind in (InboundKind.PHOTO, InboundKind.VIDEO, InboundKind.VOICE, InboundKind.FILE)
        return self.world.receive(self.inbound(text, kind=kind, media=int(media), **more))[0].outcome

    def taps(self, label: str, back: int = 0) -> InboxOutcome:
        """Tap a button of the newest message that has buttons, or of one `back` messages before it."""
        shown = [one for one in self.inbox if one.buttons][-1 - back]
        button = next(one for one in shown.buttons if one.label == label)
        return self.sends(InboundKind.BUTTON, label, button=button.data)

    def inbound(self, text: str, **more: Any) -> Inbound:
        """Something that arrives from this phone, now."""
        values: dict[str, Any] = {
            "kind": InboundKind.TEXT,
            "provider_id": f"in-{next(self.world.numbers)}",
            "received_at": self.world.now,
        } | more
        return Inbound(channel=self.channel, sender=self.address, text=text, **values)


class World:
    """A programme with a coordinator, a mentor and a mentee, from a Monday at ten.

    Args:
        folder: where its databases are; a world that lived there before goes on.
        language: which of `PLACES`.
        channel: "sms" (numbered answers) or "telegram" (buttons).
        also: further channels that run; nobody is on them yet.
        joined: whether mentor and mentee have said yes and been welcomed; else they are only invited.
        start: local time at which it begins.
        database_url: where its records are, if not in the folder; its keys always are there.
        more_staff: names of further coordinators, in the order in which they joined.
        calls: whether staff can be called.
    """

    def __init__(
        self,
        folder: Path,
        language: str = "en-US",
        channel: str = "sms",
        *,
        joined: bool = True,
        also: Sequence[str] = (),
        start: datetime = MONDAY,
        database_url: str = "",
        more_staff: Sequence[str] = (),
        calls: bool = False,
    ) -> None:
        self.database_url = database_url
        self.place = PLACES[language]
        self.zone = ZoneInfo(self.place.timezone)
        self.folder = folder
        self.loop = asyncio.new_event_loop()
        self.clock = MovedClock(held=start.replace(tzinfo=self.zone))
        self.wires = {name: Wire(name) for name in (channel, *also, *(["voice"] if calls else []))}
        self.channel = channel
        new = not (folder / "keys.db").exists()
        self.house = self._open()
        self.numbers = count(len(self.rows(t.Inbox)) + 1)
        coordinator, mentor, mentee = (
            self.phone(name, number)
            for number, name in enumerate((self.place.coordinator, self.place.mentor, self.place.mentee))
        )
        self.coordinator, self.mentor, self.mentee = coordinator, mentor, mentee
        self.more_staff = [self.phone(name, 20 + number) for number, name in enumerate(more_staff)]
        if new:
            self._enrol()
            if joined:
                self.join()

    def _open(self) -> House:
        wires: dict[str, Channel] = dict(self.wires)
        settings = sample_settings(self.folder)
        if self.database_url:
            settings = settings.model_copy(update={"database_url": self.database_url})
        return _House(settings, self.clock, wires)

    def _enrol(self) -> None:
        place = self.place
        pack = programmes.read_pack(
            f'[programme]\nname = "Lakeside"\ncountry = "{place.country}"\n'
            f'language = "{place.language}"\ntimezone = "{place.timezone}"\n'
            '[quiet_hours]\nstart = "21:00"\nend = "08:00"\n'
        )
        programme_id = self.house.write(lambda c: programmes.create_programme(c, self.now, pack))
        consent = f"{place.coordinator},2025-12-01,signed form"
        everywhere = f"{place.language},{place.country},{place.timezone}"
        number = (lambda phone: phone.address) if self.channel == "sms" else (lambda _: "")
        rows = [
            "name,role,channel,number,language,country,timezone,mentor,check_in,consent_by,consent_on,consent_how",
            f"{place.coordinator},coordinator,{self.channel},{number(self.coordinator)},{everywhere},,,,,",
            *(
                f"{one.name},coordinator,{self.channel},{number(one)},{everywhere},,,,,"
                for one in self.more_staff
            ),
            f"{place.mentor},mentor,{self.channel},{number(self.mentor)},{everywhere},,,{consent}",
            f"{place.mentee},mentee,{self.channel},{number(self.mentee)},{everywhere},"
            f"{place.mentor},Friday 18:00,{consent}",
        ]
        with self.house.read() as connection:
            checked = enrol.check_file(
                connection,
                self.house.sealer,
                self.now,
                programme_id,
                "\n".join(rows).encode(),
                (ChannelName(self.channel),),
            )
        assert not checked.problems, checked.problems
        summary = self.house.write(lambda c: enrol_and_invite(c, self.house, programme_id, checked))
        self.codes = dict(summary.codes)
        self.deliver()
        if self.channel == "telegram":
            self.coordinator.sends(InboundKind.START_LINK, self.codes[place.coordinator])
            self.coordinator.hears()

    def join(self) -> None:
        """Mentor and mentee say yes, and answer the welcome as shortly as one can."""
        place = self.place
        for phone, answers in (
            (self.mentor, [place.yes, place.skip, place.skip]),
            (self.mentee, [place.yes, place.skip, place.day, place.skip]),
        ):
            if self.channel == "telegram":
                phone.sends(InboundKind.START_LINK, self.codes[phone.name])
            else:
                phone.says(place.yes)
            for answer in answers:
                phone.says(answer)
            phone.hears()
            assert phone.case.person.welcomed, phone.name

    # --- people ----------------------------------------------------------------------------------

    def phone(self, name: str, number: int) -> Phone:
        """A phone with a number of this place (or a chat, on Telegram)."""
        address = self.place.number.format(number) if self.channel == "sms" else str(7000 + number)
        return Phone(self, name, address, self.channel)

    def stranger(self) -> Phone:
        """Somebody nobody knows."""
        return self.phone("stranger", 77)

    def wire(self, channel: str = "") -> Wire:
        """The provider of a channel."""
        return self.wires[channel or self.channel]

    # --- time --------------------------------------------------------------------------------------

    @property
    def programme_id(self) -> str:
        """The one programme there is."""
        return str(self.rows(t.Programme)[0].id)

    @property
    def now(self) -> datetime:
        """The time, UTC-comparable."""
        return self.clock.now()

    @property
    def local(self) -> datetime:
        """What clocks here show."""
        return self.now.astimezone(self.zone)

    def at(self, when: str) -> None:
        """Live until the next "Fri 18:00" (or "18:00"), doing everything that is due on the way."""
        day, _, clock = when.rpartition(" ")
        target = self.local.date()
        if day:
            target += timedelta(days=(DAYS.index(day.lower()) - target.weekday()) % 7)
        if datetime.combine(target, time.fromisoformat(clock), self.zone) <= self.local:
            target += timedelta(days=7 if day else 1)
        self.until(datetime.combine(target, time.fromisoformat(clock), self.zone))

    def passes(self, **delta: float) -> None:
        """Let time pass: `passes(hours=3)`."""
        self.until(self.now + timedelta(**delta))

    def until(self, target: datetime) -> None:
        """Live until then."""
        for _ in range(STOPS):
            self.tick()
            self.deliver()
            with self.house.read() as connection:
                stops = (
                    next_due(connection),
                    next_climb(connection),
                    next_meeting(connection),
                    next_waiting(connection, self.now),
                )
            stop = min((at for at in stops if at is not None), default=None)
            if stop is None or stop > target:
                break
            self.clock.hold(max(stop, self.now + timedelta(milliseconds=1)))
        else:
            raise AssertionError("something is due again and again")
        self.clock.hold(target)
        self.tick()
        self.deliver()

    def sleeps_until(self, target: datetime) -> None:
        """The program is down until then, and comes up again."""
        self.clock.hold(target)
        self.restart()
        self.tick()
        self.deliver()

    # --- the house ---------------------------------------------------------------------------------

    def run(self, doing: Awaitable[T]) -> T:
        """Do something on the event loop."""

        async def wait() -> T:
            return await doing

        return self.loop.run_until_complete(wait())

    def receive(self, *inbounds: Inbound, deliver: bool = True) -> list[Received]:
        """Let messages arrive together."""
        results = self.run(self.house.receive(inbounds))
        if deliver:
            self.deliver()
        return results

    def receipt(
        self,
        outbox_id: str,
        state: ReceiptState,
        *,
        code: str = "",
        stopped: bool = False,
        blame: Blame | None = None,
        provider_id: str = "",
    ) -> None:
        """News of a message from the provider."""
        news = Receipt(self.channel, outbox_id, provider_id, state, self.now, code, stopped, blame)
        self.run(self.house.take_receipt(news))
        self.deliver()

    def deliver(self) -> None:
        """Let everything leave that may leave now."""
        self.run(self.house.delivery.drain())

    def tick(self) -> None:
        """Begin what is due."""
        self.run(self.house.tick())

    def restart(self, *, recover: bool = True) -> None:
        """Stop the program and start it on the same data."""
        self.house.shut()
        self.house = self._open()
        if recover:
            self.run(self.house.delivery.recover())

    def dies_while_sending(self) -> None:
        """The program is killed when what waits has been marked "sending", and comes up again."""
        self.wire().dying = True
        self.run(self.house.delivery._start_what_may_go())
        self.run(asyncio.sleep(0))
        self.wire().dying = False
        self.restart()

    def close(self) -> None:
        """Let go of everything."""
        self.run(self.house.close())
        self.loop.close()

    # --- what is kept --------------------------------------------------------------------------------

    def rows(self, table: type[SQLModel]) -> list[Row[Any]]:
        """Every row of a table, oldest first."""
        with self.house.read() as connection:
            return list(connection.execute(select(t.core(table)).order_by(*t.core(table).primary_key)))

    def change(self, change: Callable[[Connection], T]) -> T:
        """Change something as a member of staff would."""
        return self.house.write(change)

    def asks_nothing_of_matches(self, phone: Phone) -> None:
        """Leave out what comes round because of a match, for tests that count every text."""
        theirs = (col(t.Plan.person_id) == phone.id) & (col(t.Plan.kind) == PlanKind.MATCH)
        self.change(lambda c: c.execute(update(t.Plan).where(theirs).values(due_at=None)))

    def effects(self, *effects: fx.Effect) -> None:
        """Carry out effects, as a handler would have wished them."""
        self.change(lambda connection: save(connection, self.house.sealer, self.now, effects))

    def words(self, row: Row[Any]) -> str:
        """The text of an outbox row."""
        return self.house.sealer.read(row.about_id, "outbox", "body", row.id, row.body)

    def outbox(self, phone: Phone | None = None, **having: str) -> list[Row[Any]]:
        """Outbox rows of somebody, with these values: `outbox(dee, state="withheld")`."""
        return [
            row
            for row in self.rows(t.Outbox)
            if (phone is None or row.person_id == phone.id)
            and all(getattr(row, name) == value for name, value in having.items())
        ]

    def records_of(self, phone: Phone, kind: str = "") -> list[RecordPage]:
        """Somebody's meeting records as a coordinator reads them, oldest first."""
        person_id = phone.id
        programme_id = phone.case.person.programme.id
        with self.house.read() as connection:
            view = View(connection, self.house.sealer, programme_id)
            pages = [
                record(view, row.id)
                for row in connection.execute(
                    select(t.core(t.MeetingRecord))
                    .where(col(t.MeetingRecord.person_id) == person_id)
                    .order_by(col(t.MeetingRecord.opened_at), col(t.MeetingRecord.id))
                )
                if not kind or row.kind == kind
            ]
        return [page for page in pages if page is not None]

    def record_of(self, phone: Phone, kind: str = "") -> RecordPage:
        """Somebody's newest meeting record."""
        return self.records_of(phone, kind)[-1]

    def waiting(self, phone: Phone) -> list[str]:
        """The questions that wait for somebody, the one that owns the reply first."""
        return [one.question for one in phone.case.person.talking]

    def plan(self, phone: Phone, kind: PlanKind) -> Row[Any]:
        """Somebody's plan of that kind."""
        return next(row for row in self.rows(t.Plan) if (row.person_id, row.kind) == (phone.id, kind))

    def occurrences(self, phone: Phone, kind: PlanKind) -> dict[date, str]:
        """When a plan came round, and what became of it."""
        plan_id = self.plan(phone, kind).id
        return {row.local_date: row.outcome for row in self.rows(t.Occurrence) if row.plan_id == plan_id}

    def check(self) -> None:
        """What holds in every world at every moment."""
        carriers = {row.id: row.state for row in self.rows(t.Outbox)}
        for row in self.rows(t.Conversation):
            assert row.state in set(Status)
            assert (row.state == Status.WAITING) == (row.closed_at is None) == bool(row.question)
            assert row.state == Status.WAITING or row.due_at is None
            if row.state == Status.WAITING:
                # Either its question is still on its way, or somebody will notice the silence.
                carrier = carriers.get(row.outbox_id)
                assert row.due_at is not None or carrier in UNSETTLED, (row.name, carrier)
        provider_ids = [(row.channel, row.provider_id) for row in self.rows(t.Inbox)]
        assert len(provider_ids) == len(set(provider_ids))
        assert all(row.outcome in set(InboxOutcome) for row in self.rows(t.Inbox))


def copied(world: Path, to: Path) -> Path:
    """A folder with the databases of a closed world: another world can begin where that one ended."""
    to.mkdir(parents=True)
    for file in world.glob("*.db"):
        shutil.copy(file, to / file.name)
    return to


def page_entries(page: RecordPage) -> list[tuple[str, str]]:
    """What stands in a record: (label, text)."""
    return [(entry.label, entry.text) for entry in page.entries]
