"""Wiring: opens everything and hands everybody what they need.

The only module that reads the environment (through `bot.settings`) and the wording files.
`House` is the running program without its web server: tests, the demonstration and the
terminal chat use the same one.
"""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

import structlog
from pydantic import ValidationError
from sqlalchemy import Connection, case, select
from sqlmodel import col

from bot.arriving import Arriving
from bot.clock import Clock, MovedClock, RealClock
from bot.door import danger_first
from bot.go_live_watch import GoLiveWatch
from bot.listening import Listening
from bot.own_wording import with_own
from bot.second_looks import SecondLooks
from bot.settings import Settings, SettingsProblem
from channels.phones import Calls, Phones
from channels.port import Channel, Inbound, Receipt, Unreachable
from channels.sms import Sms
from channels.telegram import Telegram
from channels.verdicts import judged
from channels.voice import KEY, Voice
from conversations.intents import BadExamples
from conversations.wording import LANGUAGES, Wording
from handlers.alarm.by_call import acknowledge_by_call
from handlers.desk import erasing
from handlers.desk.findings import Finding, LiveState
from handlers.incoming import Received
from handlers.tools import Tools
from records import tables as t
from records.database import claim, open_engine
from records.facts import remember, setting
from records.ids import greatest_id, new_id
from records.keys_there import check_keys
from records.kinds import Channel as Way
from records.kinds import OutboxState
from records.schema import upgrade
from records.sealing import KeyStore, Sealer
from records.writer import Writer
from scheduler.climbing import climb_due, debrief_due, kits_due, next_climb
from scheduler.clock_steps import ClockSteps, set_right
from scheduler.delivery import Delivery
from scheduler.due import next_due, notice_silence, resume_paused, start_due
from scheduler.heartbeat import Heartbeat
from scheduler.matches_due import close_matches
from scheduler.meetings_due import meetings_due, next_meeting
from scheduler.receipts import settle

T = TypeVar("T")
CLOCK_OFFSET = "clock offset"  # seconds a simulated clock was moved
if TYPE_CHECKING:
    from safety.second_look import SecondLook

log = structlog.get_logger(__name__)

# Read back a little further than the last look: providers list messages a moment late.
_OVERLAP = timedelta(minutes=10)
_FIRST_LOOK_BACK = timedelta(days=1)
_SPREAD = timedelta(minutes=10)  # prompts due at the same minute leave over no longer than that
_SLICE = 200  # messages of a list that are taken in before the next: those that arrive get turns in between
_SETTLES = 2.0  # seconds after pressure before the list is read: it lists messages a moment late


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Settings from the environment and `.env`.

    Raises:
        SettingsProblem: lists everything that has to be put right, by name.
    """
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        lines = _problems(error)
        # The rules between settings are looked at only where each is right by itself: look once more without.
        faulty = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
        if faulty:
            usual = {name: Settings.model_fields[name].default for name in faulty}
            try:
                Settings(_env_file=env_file, **usual)
            except ValidationError as more:
                lines += _problems(more)
        if env_file is not None and not env_file.exists():
            lines.append("There is no .env in this folder. To begin one: install -m 600 .env.example .env")
        raise SettingsProblem("\n".join(lines)) from None


def _problems(error: ValidationError) -> list[str]:
    lines = []
    for problem in error.errors(include_input=False, include_url=False):
        name = ".".join(str(part) for part in problem["loc"]).upper()
        text = problem["msg"].removeprefix("Value error, ")
        lines.append(f"{name}: {text}" if name else text)
    return lines


@cache
def read_wording() -> Wording:
    """Every sentence in every language, checked as a whole; read once.

    Raises:
        WordingError: something is missing or broken; names file and id.
    """
    folder = resources.files("conversations") / "wording"
    return Wording.from_sources(
        {
            language: {
                file.name: file.read_text(encoding="utf-8")
                for file in (folder / language).iterdir()
                if file.name.endswith(".ftl")
            }
            for language in LANGUAGES
        }
    )


class House:
    """The program: records, channels, handlers and delivery, wired together."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock = clock or RealClock()
        self.engine = open_engine(settings.database_url)
        self._lock = claim(self.engine)
        try:
            self.sealer = self._open_sealer()
        except Exception:  # whoever starts us anew must not find our lock
            if self._lock is not None:
                self._lock.close()
            self.engine.dispose()
            raise
        with self.engine.connect() as connection:  # should the program have ended in between
            anybody = erasing.destroy_keys(connection, self.sealer)
            new_id.go_on_from(greatest_id(connection))
        if anybody:
            erasing.leave_nothing(self.engine, self.sealer)
        with self.engine.connect() as connection:
            self.wording = with_own(read_wording(), connection)
        self.writer = Writer(self.engine)
        self.listening = Listening(lambda: self.writer.waiting)
        self.telegram: Telegram | None = None
        self.sms: Sms | None = None
        self.channels: dict[str, Channel] = {}
        self._open_channels()
        self.tools = Tools(
            self.sealer,
            self.wording,
            settings.console_url,
            frozenset(self.channels),
            ours=frozenset({settings.twilio_phone_number} - {""}),
            listen=self.listening.hear,
            own_phones=not settings.simulated_phones,
            spread=timedelta(0) if settings.simulated_phones else _SPREAD,
        )
        self.arriving = Arriving(
            self.writer, self.tools, self.clock.now, self.clock.monotonic, self.wake, self._room_again
        )
        self.delivery = Delivery(self.writer, self.tools, self.channels, self.clock.now, self.clock.monotonic)
        self.going_live = GoLiveWatch(
            settings, self.engine, self.sealer, self.writer, self.clock.now, self.wake
        )
        self.second_looks = SecondLooks(
            self.engine, self.writer, self.tools, self.clock.now, self.wake, self._load_encoder
        )
        self._heartbeat = Heartbeat()
        # A simulated clock is moved; what may not jump is the real one below it.
        self._steps = ClockSteps(self.clock.wall, self.clock.monotonic)
        self._set_by = timedelta(0)  # how far the clock was set, until that has been dealt with
        # What was said while we were away is heard first: until it is, nobody is taken for silent.
        self.hears_first = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._moving = asyncio.Lock()
        self._catching_up = asyncio.Lock()
        self._soon: asyncio.Task[None] | None = None

    def _open_sealer(self) -> Sealer:
        """The key store, and the records in this program's shape, with every living person's key there."""
        keys = KeyStore(open_engine(self.settings.keys_url), self.settings.secret)
        sealer = Sealer(keys, self.settings.secret)
        try:
            upgrade(self.engine, sealer)
            check_keys(self.engine, sealer)
        except Exception:
            keys.close()
            raise
        return sealer

    def _load_encoder(self) -> "SecondLook":
        """What reads texts. It and what it runs on take a moment and memory: only what runs has them."""
        from safety.second_look import SecondLook

        encoder = SecondLook()
        try:
            self.listening.open(encoder)
        except Exception as error:  # then nothing is heard by example; words go on
            told = str(error) if isinstance(error, BadExamples) else type(error).__name__
            log.error("the examples cannot be used", problem=told)
        return encoder

    def _open_channels(self) -> None:
        settings = self.settings
        if settings.simulated_phones:
            self.channels |= {Phones.name: Phones(), Calls.name: Calls()}
        if settings.telegram:
            self.telegram = Telegram(
                settings.telegram_bot_token.get_secret_value(),
                settings.telegram_api_base_url or None,
                settings.telegram_webhook_secret.get_secret_value(),
            )
            self.channels[self.telegram.name] = self.telegram
        if settings.sms:
            self.sms = Sms(
                settings.twilio_account_sid,
                settings.twilio_auth_token.get_secret_value(),
                messaging_service_sid=settings.twilio_messaging_service_sid or None,
                phone_number=settings.twilio_phone_number or None,
                public_url=settings.public_url or None,
                api_base_url=settings.twilio_api_base_url or None,
                segments_per_second=settings.twilio_segments_per_second,
            )
            self.channels[self.sms.name] = self.sms
            if settings.calls:
                self.channels[Voice.name] = Voice(
                    settings.twilio_account_sid,
                    settings.twilio_auth_token.get_secret_value(),
                    settings.twilio_phone_number,
                    settings.public_url,
                    settings.twilio_api_base_url or None,
                )

    # --- what arrives --------------------------------------------------------------------------

    async def receive(self, inbounds: Sequence[Inbound], *, within: float | None = None) -> list[Received]:
        """Take messages in; returns after the commit. Delivery starts at once. See `Arriving.receive`."""
        return await self.arriving.receive(inbounds, within=within)

    async def take_receipt(self, receipt: Receipt) -> None:
        """Take news of a message that was handed over."""
        news = judged(receipt)
        await self._write(lambda connection: settle(connection, self.tools, self.clock.now(), news))
        self.wake()

    async def pressed(self, outbox_id: str) -> bool:
        """Whoever was called has pressed the key; whether what they were called for is theirs now."""
        taken = await self._write(
            lambda connection: acknowledge_by_call(connection, self.tools, self.clock.now(), outbox_id),
            urgent=True,
        )
        self.wake()
        return taken

    async def catch_up(self) -> int:
        """Fetch what providers received while we were away; how many messages we had never seen.

        What worries comes first, over the whole list; the rest in slices. Each group is kept by itself, so
        that what was taken in stays, whenever the program ends, and the next look begins there.
        """
        async with self._catching_up:
            return sum([await self._catch_up(name, channel) for name, channel in self.channels.items()])

    async def _catch_up(self, name: str, channel: Channel) -> int:
        began = self.clock.now()
        mark = f"caught up {name}"
        since = await self._write(partial(setting, key=mark))
        start = _look_from(datetime.fromisoformat(since) if since else None, began)
        try:
            missed = await channel.missed(start)
        except Unreachable as error:
            log.warning("catch-up could not reach the provider", channel=name, code=error.code)
            return 0
        first, rest = await asyncio.to_thread(danger_first, missed)
        unseen = 0
        for at in range(0, len(first), _SLICE):
            unseen += _fresh(await self.receive(first[at : at + _SLICE]))
        for at in range(0, len(rest), _SLICE):
            some = rest[at : at + _SLICE]
            unseen += _fresh(await self.receive(some))
            if at + _SLICE < len(rest):
                await self._write(partial(remember, key=mark, value=some[-1].received_at.isoformat()))
        await self._write(partial(remember, key=mark, value=began.isoformat()))
        return unseen

    def _room_again(self) -> None:
        """What was refused while there was no room is fetched from the provider. From any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._catch_up_soon)

    def _catch_up_soon(self) -> None:
        if self._soon is None or self._soon.done():
            self._soon = asyncio.create_task(self._catch_up_in(_SETTLES), name="catch-up after pressure")

    async def _catch_up_in(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        try:
            await self.catch_up()
        except Exception as error:  # the regular look comes in minutes
            log.error("catch-up after pressure failed", error=type(error).__name__)

    # --- what is due ---------------------------------------------------------------------------

    async def tick(self) -> None:
        """Begin what is due now.

        Raises:
            AlreadyRunning: another process has the database by now.
        """
        if self._lock is not None:
            await self._write(self._still_ours)
        await self.keep_time()
        # The ladder by itself: whatever else goes wrong, it rises.
        while await self._write(self._climb, urgent=True):
            pass
        self.wake()
        while await self._write(self._begin_due):
            pass
        self.wake()

    async def keep_time(self) -> None:
        """Keep that we run, and set right what waits where the clock was set: before anything leaves."""
        self._set_by += self._steps.look()
        if self._set_by or self._heartbeat.is_due(self.clock.now()):
            now, by = self.clock.now(), self._set_by
            await self._write(partial(self._beat, now=now, by=by))
            self._heartbeat.kept(now)
            self._set_by -= by

    def _still_ours(self, _: Connection) -> None:
        if self._lock is not None:
            self._lock.check()

    def _beat(self, connection: Connection, now: datetime, by: timedelta) -> None:
        set_right(connection, now, by + self._heartbeat.beat(connection, now))

    def _climb(self, connection: Connection) -> int:
        return climb_due(connection, self.tools, self.clock.now())

    def _begin_due(self, connection: Connection) -> int:
        now = self.clock.now()
        away = self._heartbeat.away
        return (
            close_matches(connection, self.tools, now)
            + resume_paused(connection, self.tools, now)  # whoever's pause is over today is asked today
            + start_due(connection, self.tools, now, away)
            + (0 if self.hears_first else notice_silence(connection, self.tools, now, away))
            + debrief_due(connection, self.tools, now)
            + meetings_due(connection, self.tools, now)
            + kits_due(connection, self.tools, now)
        )

    async def advance(self, delta: timedelta) -> None:
        """Move a simulated clock on, stopping wherever something is due, so that times are right."""
        await self.move_to(self.clock.now() + delta)

    async def move_to(self, target: datetime) -> None:
        """Move a simulated clock to that time; see `advance`."""
        if not isinstance(self.clock, MovedClock):
            raise SettingsProblem(
                "Only the clock of a demonstration can be moved. Start one: python -m bot demo"
            )
        async with self._moving:
            while True:
                await self.tick()
                await self.delivery.drain()
                with self.read() as connection:
                    stops = (
                        next_due(connection),
                        next_climb(connection),
                        next_meeting(connection),
                        next_waiting(connection, self.clock.now()),
                    )
                stop = min((at for at in stops if at is not None), default=None)
                if stop is None or stop > target:
                    break
                self.clock.hold(max(stop, self.clock.now() + timedelta(milliseconds=1)))
            self.clock.hold(target)
            await self.delivery.drain()
            self.clock.let_go()
            offset = str(self.clock.offset.total_seconds())
            await self._write(lambda connection: remember(connection, CLOCK_OFFSET, offset))

    # --- the console's desk ----------------------------------------------------------------------

    @property
    def secure(self) -> bool:
        """Whether people reach us over https."""
        return self.settings.public_url.startswith("https://")

    @property
    def simulated(self) -> bool:
        """Whether the phones are simulated."""
        return self.settings.simulated_phones

    def now(self) -> datetime:
        """The programme's time."""
        return self.clock.now()

    @property
    def ways(self) -> tuple[Way, ...]:
        """The channels that people can be written to on: calls go to numbers that get texts."""
        return tuple(Way(name) for name in self.channels if name != Way.VOICE)

    @property
    def text_number(self) -> str:
        """The number that people text to; "" where there is none to name."""
        return self.settings.twilio_phone_number if self.sms is not None else ""

    def bot_name(self) -> str:
        """The Telegram bot's username; "" where it cannot be had. Not on the event loop."""
        if self.telegram is None or self._loop is None:
            return ""
        try:
            return asyncio.run_coroutine_threadsafe(self.telegram.username(), self._loop).result(10)
        except (Unreachable, TimeoutError) as error:
            log.warning("the bot's name is not known", error=type(error).__name__)
            return ""

    def wall(self) -> datetime:
        """The real time."""
        return self.clock.wall()

    @property
    def no_second_look(self) -> str:
        """Why messages are not read a second time at present, for people; "" while they are."""
        return self.second_looks.broken

    def live_state(self, connection: Connection, programme_id: str) -> LiveState:
        """Whether a programme is live, and how much is not in order."""
        return LiveState() if self.simulated else self.going_live.live_state(connection, programme_id)

    def findings(self, connection: Connection, programme_id: str) -> list[Finding]:
        """Everything that has to be in order for a programme, looked at now."""
        return self.going_live.findings(connection, programme_id)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading."""
        with self.engine.connect() as connection:
            yield connection

    def write(self, change: Callable[[Connection], T]) -> T:
        """Do a change and wait for its commit. Not on the event loop."""
        return self.writer.run(change)

    async def _write(self, change: Callable[[Connection], T], *, urgent: bool = False) -> T:
        return await asyncio.wrap_future(self.writer.submit(change, urgent=urgent))

    def attach(self) -> None:
        """Remember the event loop, so that other threads can wake delivery."""
        self._loop = asyncio.get_running_loop()

    def wake(self) -> None:
        """There is something to deliver, or something has changed. From any thread."""
        self.going_live.wake()
        self.second_looks.wake()
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.delivery.wake)

    async def type_as(self, person_id: str, text: str) -> None:
        """A simulated phone sends words."""
        await self.receive([Phones.type_as(self._phone(person_id), text, self.now(), uuid4().hex)])

    async def tap_as(self, person_id: str, outbox_id: str, code: str) -> None:
        """A simulated phone taps an answer; what stood on the button is what it says. In a call: a key."""
        with self.read() as connection:
            row = t.core(t.Outbox).c
            mine = (row.id == outbox_id) & (row.person_id == person_id)
            found = connection.execute(select(row.buttons, row.channel).where(mine)).first()
        if found is not None and found.channel == Way.VOICE:
            if code == KEY:
                await self.pressed(outbox_id)
            return
        buttons = json.loads(found.buttons) if found is not None else []
        label = next((label for label, known in buttons if known == code), "")
        phone, data = self._phone(person_id), f"{outbox_id}:{code}"
        await self.receive([Phones.type_as(phone, label, self.now(), uuid4().hex, button=data)])

    def _phone(self, person_id: str) -> str:
        with self.read() as connection:
            row = connection.execute(
                select(t.core(t.Address)).where(
                    col(t.Address.person_id) == person_id, col(t.Address.channel) == Phones.name
                )
            ).one()
        return self.sealer.open(person_id, "address", "value", row.id, row.value)

    async def close(self) -> None:
        """Finish what is under way, then let go of everything."""
        self.going_live.stop()
        self.second_looks.stop()
        if self._soon is not None:
            self._soon.cancel()
            await asyncio.gather(self._soon, return_exceptions=True)
        await self.delivery.stop()
        for channel in self.channels.values():
            await channel.close()
        self.shut()

    def shut(self) -> None:
        """Let go of the database; for uses without an event loop."""
        self.writer.close()
        self.engine.dispose()
        self.sealer.keys.close()
        if self._lock is not None:
            self._lock.close()


def _look_from(since: datetime | None, now: datetime) -> datetime:
    """From when on a provider's list is read; a look that lies ahead was noted by a clock set back since."""
    return since - _OVERLAP if since is not None and since <= now else now - _FIRST_LOOK_BACK


def _fresh(results: Sequence[Received]) -> int:
    return sum(not result.repeat for result in results)


def next_waiting(connection: Connection, now: datetime) -> datetime | None:
    """When the next message that waits (for morning, for a retry) may go; later than `now`."""
    row = t.core(t.Outbox).c
    may_go = case((row.retry_at > row.not_before, row.retry_at), else_=row.not_before)
    waits = select(may_go).where(row.state == OutboxState.QUEUED, may_go > now)
    return connection.execute(waits.order_by(may_go).limit(1)).scalar_one_or_none()
