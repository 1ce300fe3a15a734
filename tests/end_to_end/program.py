"""The real program as a process of its own, and what a test wants to do with it.

It runs in a folder of its own with an environment of its own, is set up by its own commands, and can be
killed and started again. Its database is read from outside, with the sealed columns opened. What
it writes goes to a file, so that a pipe that nobody reads can never hold it up.
"""

import csv
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import httpx
from sqlalchemy import Row, select, update
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel, col

from handlers.access import accounts
from handlers.desk import confirming
from records import effects as fx
from records import tables as t
from records.database import open_engine
from records.kinds import Channel, RecordKind, StaffRole
from records.save import save
from records.sealing import KeyStore, Sealer
from safety.tiers import Tier
from tests.end_to_end.servers.telegram_server import TelegramServer
from tests.end_to_end.servers.twilio_server import TwilioServer

HOME = Path(__file__).resolve().parents[2]
PUBLIC_URL = "https://handrail.example"
USUAL = "Wednesday 12:00"
ANA, BO = "+13125550104", "+13125550105"
STAFF_CHAT = 7000090
PASSWORD = "seven tall lamps glow"
STAFF = {"role": "coordinator", "channel": "telegram"}
SECRET = "made-up words that wrap made-up keys, for tests"
PACK = """[programme]
name = "Lakeside Mentoring"
country = "US"
language = "en-US"
timezone = "{zone}"
"""
ALL = {"role": "mentee", "consent_by": "Robin", "consent_on": "2025-01-10", "consent_how": "in person"}
COLUMNS = ("name", "role", "channel", "number", "language", "timezone", "mentor", "check_in", *tuple(ALL)[1:])

T = TypeVar("T")
Make = Callable[..., "Program"]


def until(look: Callable[[], T], what: str, timeout: float = 60.0) -> T:
    """Look again and again until something true is seen, and return it.

    Raises:
        AssertionError: it did not happen in `timeout` seconds.
    """
    end = time.monotonic() + timeout
    while not (seen := look()):
        assert time.monotonic() < end, f"waited {timeout:g} s in vain for {what}"
        time.sleep(0.03)
    return seen


def together(*calls: Callable[[], T]) -> list[T]:
    """Do several things at the same time; what each returned."""
    with ThreadPoolExecutor(len(calls)) as pool:
        return [each.result() for each in [pool.submit(call) for call in calls]]


def daytime() -> str:
    """A zone where it is the middle of the day now, so that quiet hours are far."""
    for zone in (
        "Europe/London",
        "America/New_York",
        "America/Los_Angeles",
        "Pacific/Honolulu",
        "Pacific/Auckland",
        "Asia/Tokyo",
        "Asia/Dhaka",
        "Asia/Dubai",
    ):
        if 10 <= datetime.now(ZoneInfo(zone)).hour < 16:
            return zone
    raise AssertionError("it is always the middle of the day in one of these places")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer_drill(connection: Connection, sealer: Sealer, now: datetime, staff_id: str) -> None:
    """Somebody of the staff has answered a practice alert."""
    member = connection.execute(select(t.core(t.Staff)).where(col(t.Staff.id) == staff_id)).one()
    record_id, flag_id = f"drill-r-{staff_id}", f"drill-{staff_id}"
    effects: list[fx.Effect] = [
        fx.OpenRecord(record_id, member.programme_id, member.person_id, RecordKind.SAFETY, Channel.SMS),
        fx.RaiseFlag(
            id=flag_id,
            programme_id=member.programme_id,
            person_id=member.person_id,
            record_id=record_id,
            inbox_id=None,
            tier=Tier.EMERGENCY,
            category="drill",
            rules=(),
            words="",
            drill=True,
        ),
        fx.AcknowledgeFlag(flag_id, member.person_id),
        fx.CloseFlag(flag_id),
        fx.CloseRecord(record_id, "drill"),
    ]
    save(connection, sealer, now, effects)


@dataclass(frozen=True)
class Handed:
    """A row of the outbox with its words opened."""

    id: str
    name: str
    text: str
    state: str
    reason: str
    attempts: int
    lane: str


class Program:
    """The program: in a folder, with settings; killed and started as a test likes.

    Args:
        folder: where it keeps its data, empty at first.
        telegram, twilio: the servers it shall take for the real ones.
        public_url: its address as the providers know it; with Twilio one is made up where none is given.
        more: other settings.
    """

    def __init__(
        self,
        folder: Path,
        telegram: TelegramServer | None = None,
        twilio: TwilioServer | None = None,
        public_url: str = "",
        **more: str,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.zone, self.port = folder, daytime(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.public_url = public_url
        self.telegram, self.twilio = telegram, twilio
        self.green = False
        self.links: dict[str, str] = {}
        """Codes with which members of staff link their chats, by name, until they have."""
        self.processes: list[subprocess.Popen[bytes]] = []
        self.entry = "bot"
        """The module that is run; `tests.end_to_end.stepping` is the program with a clock that can be set."""
        settings = {"SECRET_KEY": SECRET, "PORT": str(self.port), "PUBLIC_URL": public_url}
        if telegram:
            settings |= {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_BASE_URL": telegram.url}
            if public_url:
                settings["TELEGRAM_WEBHOOK_SECRET"] = "a-word-that-telegram-shows"
                telegram.routes[public_url] = self.url
        if twilio:
            assert public_url, "Twilio calls the program at its public address"
            settings |= {
                "TWILIO_ACCOUNT_SID": twilio.account_sid,
                "TWILIO_AUTH_TOKEN": twilio.auth_token,
                "TWILIO_PHONE_NUMBER": twilio.number,
                "TWILIO_API_BASE_URL": twilio.url,
                "TWILIO_SEGMENTS_PER_SECOND": "50",  # a short code's; a test has no time for less
            }
            twilio.public_url = public_url
            twilio.routes[public_url] = self.url
        self.settings = settings | more

    # Running

    @property
    def environment(self) -> dict[str, str]:
        """What the process sees: its settings, and nothing of ours but how to find Python and the code."""
        ours = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(HOME), "PYTHONUNBUFFERED": "1"}
        return ours | {name: value for name, value in self.settings.items() if value}

    def command(
        self, *words: str, given: str = "", timeout: float = 60.0
    ) -> subprocess.CompletedProcess[str]:
        """Run one of the commands to its end."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=self.folder,
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def start(self, *words: str, timeout: float = 90.0) -> None:
        """Start it, and wait until it answers; where everything is in order for it, until it is live, too."""
        self.launch(*words)
        until(self._answers, "the program to answer", timeout)
        if self.green:
            self.staff_link_their_chats()
            self.show_that_its_address_works()
            self.wait_until_live(timeout)

    def staff_link_their_chats(self) -> None:
        """Open the links that the import printed for coordinators on Telegram."""
        for number, name in enumerate(sorted(self.links)):
            assert self.telegram is not None
            self.telegram.say(STAFF_CHAT + number, f"/start {self.links[name]}")
        self.links = {}

    def show_that_its_address_works(self) -> None:
        """Ring the number, as one does: PUBLIC_URL is known to Twilio's stand-in, and to nobody else."""
        if self.twilio is not None:
            self.twilio.call(ANA)

    def wait_until_live(self, timeout: float = 30.0) -> None:
        """Wait until nothing that people have not asked for is held back any more."""
        until(self.live, "the program to go live", timeout)

    def live(self) -> bool:
        """Whether it has gone live."""
        return any(row.key.startswith("live since ") for row in self.rows(t.Setting))

    def launch(self, *words: str) -> None:
        """Start it."""
        assert not self.running, "it is running already"
        with self.log_file.open("ab") as out:
            self.processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", self.entry, *(words or ("run",))],
                    cwd=self.folder,
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                )
            )

    def _answers(self) -> bool:
        assert self.running, "the program ended before it answered"
        try:
            return httpx.get(f"{self.url}/healthz", trust_env=False, timeout=2.0).is_success
        except httpx.HTTPError:
            return False

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return bool(self.processes) and self.processes[-1].poll() is None

    def kill(self) -> None:
        """SIGKILL: no chance to say anything."""
        if self.running:
            self.processes[-1].kill()
        if self.processes:
            self.processes[-1].wait(10.0)

    def stop(self, how: signal.Signals = signal.SIGTERM, timeout: float = 10.0) -> float:
        """Ask it to stop; how many seconds that took.

        Raises:
            subprocess.TimeoutExpired: it did not.
        """
        began = time.monotonic()
        self.processes[-1].send_signal(how)
        self.processes[-1].wait(timeout)
        return time.monotonic() - began

    def restart(self) -> None:
        """SIGKILL and start again."""
        self.kill()
        self.start()

    @property
    def log_file(self) -> Path:
        """Where everything goes that it prints."""
        return self.folder / "log.txt"

    @property
    def log(self) -> str:
        """What it has printed so far."""
        return self.log_file.read_text(encoding="utf-8") if self.log_file.exists() else ""

    # Setting up

    def enrol(self, *people: dict[str, str], green: bool = True) -> dict[str, str]:
        """Make the programme and import people, by the real commands; the codes for Telegram by name.

        With `green` everything else is put in order that has to be before people are written to: Ana has an
        account and, with another coordinator, a phone; both have answered a drill. `start` does the rest.
        """
        if green and self.telegram is not None and self.twilio is None:
            people = (*people, *[one | STAFF for one in ({"name": "Ana"}, {"name": "Bo"})])
        pack = self.folder / "pack"
        pack.mkdir()
        (pack / "programme.toml").write_text(PACK.format(zone=self.zone), encoding="utf-8")
        made = self.command("programme", "add", str(pack))
        assert made.returncode == 0, made.stderr
        with (self.folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
            sheet = csv.DictWriter(file, COLUMNS)
            sheet.writeheader()
            sheet.writerows({**ALL, "timezone": self.zone, **person} for person in people)
        done = self.command("import", "people.csv")
        assert done.returncode == 0, done.stdout + done.stderr
        codes = dict(re.findall(r"^ +(\w+): \S+\?start=(\w+)$", done.stdout, re.MULTILINE))
        if green:
            self._put_in_order()
            self.green = True
            self.links = {name: code for name, code in codes.items() if name in ("Ana", "Bo")}
        return codes

    def _put_in_order(self) -> None:
        """What the console and the drill would do in their own time, by the same handlers."""
        now = datetime.now(UTC)
        with self._opened() as (connection, sealer):
            (programme,) = connection.execute(select(t.core(t.Programme))).all()
            called = {name: person_id for person_id, name in self._people(connection, sealer).items()}
            for name, phone in (("Ana", ANA), ("Bo", BO)):
                accounts.create_staff(
                    connection,
                    sealer,
                    now,
                    programme_id=programme.id,
                    name=name,
                    login=f"{name.lower()}@example.org",
                    password_hash=accounts.hash_password(PASSWORD) if name == "Ana" else "none",
                    phone=None if name in called else phone,
                    person_id=called.get(name),
                    role=StaffRole.LEAD if name == "Ana" else StaffRole.COORDINATOR,
                )
                staff = confirming.staff_of(connection, f"{name.lower()}@example.org")
                answer_drill(connection, sealer, now, staff)
            connection.execute(update(t.Programme).values(retention_days=365))
            confirming.confirm(connection, sealer, now, list(confirming.ITEMS), staff, "made up, for a test")
            connection.commit()

    def make_due(self, name: str, kind: str, ago: timedelta = timedelta(seconds=1)) -> None:
        """Let somebody's plan come due; only while the program is not running."""
        assert not self.running, "only one process writes the database"
        with self._opened() as (connection, sealer):
            found = self._people(connection, sealer)
            person_id = next(one for one, called in found.items() if called == name)
            at = datetime.now(UTC) - ago
            plan = update(t.core(t.Plan)).where(col(t.Plan.person_id) == person_id, col(t.Plan.kind) == kind)
            day = at.astimezone(ZoneInfo(self.zone)).date()
            assert connection.execute(plan.values(due_at=at, local_date=day)).rowcount == 1
            connection.commit()

    # Reading the database

    @contextmanager
    def _opened(self) -> Iterator[tuple[Connection, Sealer]]:
        data = self.folder / "data"
        engine = open_engine(f"sqlite:///{data / 'handrail.db'}")
        keys = KeyStore(open_engine(f"sqlite:///{data / 'keys' / 'handrail-keys.db'}"), SECRET)
        try:
            with engine.connect() as connection:
                yield connection, Sealer(keys, SECRET)
        finally:
            keys.close()
            engine.dispose()

    def rows(self, model: type[SQLModel]) -> Sequence[Row[Any]]:
        """All rows of a table, oldest first."""
        table = t.core(model)
        with self._opened() as (connection, _):
            return connection.execute(select(table).order_by(*table.primary_key.columns)).all()

    def _people(self, connection: Connection, sealer: Sealer) -> dict[str, str]:
        rows = connection.execute(select(t.core(t.Person))).all()
        return {row.id: sealer.open(row.id, "person", "name", row.id, row.name) for row in rows}

    def standing(self, name: str) -> str:
        """How somebody stands towards our messages."""
        with self._opened() as (connection, sealer):
            found = self._people(connection, sealer)
            rows = connection.execute(select(t.core(t.Person))).all()
            return next(str(row.standing) for row in rows if found[row.id] == name)

    def outbox(self, name: str = "") -> list[Handed]:
        """What was said to somebody, or to everybody, oldest first."""
        with self._opened() as (connection, sealer):
            called = self._people(connection, sealer)
            table = t.core(t.Outbox)
            rows = connection.execute(select(table).order_by(table.c.id)).all()
            handed = [
                Handed(
                    row.id,
                    called[row.person_id],
                    sealer.open(row.about_id, "outbox", "body", row.id, row.body),
                    row.state,
                    row.reason,
                    row.attempts,
                    row.lane,
                )
                for row in rows
            ]
        return [one for one in handed if not name or one.name == name]

    def heard(self, name: str) -> list[str]:
        """The words of everything that arrived from somebody, oldest first."""
        with self._opened() as (connection, sealer):
            called = self._people(connection, sealer)
            table = t.core(t.Inbox)
            rows = connection.execute(select(table).order_by(table.c.id)).all()
            return [
                sealer.open(row.person_id, "inbox", "body", row.id, row.body)
                for row in rows
                if called[row.person_id] == name
            ]

    def wait_for_state(self, part: str, *states: str, timeout: float = 60.0) -> Handed:
        """Wait until the message with that in its words is in one of these states."""

        def look() -> Handed | None:
            return next((one for one in self.outbox() if part in one.text and one.state in states), None)

        found = until(look, f"a message to be {' or '.join(states)}", timeout)
        assert found is not None
        return found
