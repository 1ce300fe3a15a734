"""Makes rows for the console's tests: two programmes, and a few weeks of made-up life in the first."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import httpx
from fastapi import FastAPI
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import Connection, Engine, insert, select, update
from sqlmodel import col
from starlette.routing import BaseRoute

from console import app
from conversations.small_steps import Horizon
from conversations.wording import LANGUAGES, Wording
from handlers.access import accounts
from handlers.desk.findings import Finding, LiveState
from handlers.tools import Tools
from records import effects as fx
from records import tables as t
from records.consents import consent_row
from records.kinds import Channel, InboxOutcome, Lane, MessageClass, PlanKind, RecordKind
from records.save import save
from records.sealing import Sealer
from records.writer import Writer
from safety.tiers import Tier

T = TypeVar("T")
NOW = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)  # a Friday noon in Chicago
PASSWORD = "seven tall lamps glow"
FOLDER = Path(__file__).parents[2] / "conversations" / "wording"
WORDING = Wording.from_sources(
    {
        language: {file.name: file.read_text(encoding="utf-8") for file in (FOLDER / language).glob("*.ftl")}
        for language in LANGUAGES
    }
)
# A hash says how much work it is, so this one is quick to look at; what we make ourselves is slow on purpose.
PASSWORD_HASH = Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
_ADDRESSES: dict[bool, list[BaseRoute]] = {}


@dataclass
class Desk:
    """The desk of a console under test: a real database, a clock that is moved by hand."""

    engine: Engine
    sealer: Sealer
    writer: Writer
    secure: bool = False
    simulated: bool = True
    time: datetime = NOW
    wall_time: datetime = NOW
    woken: int = 0
    made: int = 0  # rows, for their ids
    typed: list[tuple[str, str]] = field(default_factory=list)
    tapped: list[tuple[str, str, str]] = field(default_factory=list)
    ready: LiveState = field(default_factory=LiveState)
    found: list[Finding] = field(default_factory=list)

    @property
    def tools(self) -> Tools:
        return Tools(self.sealer, WORDING, "https://console.test")

    @property
    def ways(self) -> tuple[Channel, ...]:
        return (Channel.SMS, Channel.TELEGRAM, Channel.PHONES)

    text_number = ""

    def bot_name(self) -> str:
        return "northside_bot"

    def now(self) -> datetime:
        return self.time

    def wall(self) -> datetime:
        return self.wall_time

    def read(self) -> AbstractContextManager[Connection]:
        return self.engine.connect()

    def write(self, change: Callable[[Connection], T]) -> T:
        return self.writer.run(change)

    def wake(self) -> None:
        self.woken += 1

    no_second_look = ""

    def live_state(self, connection: Connection, programme_id: str) -> LiveState:
        return self.ready

    def findings(self, connection: Connection, programme_id: str) -> list[Finding]:
        return [one for one in self.found if one.programme_id in ("", programme_id)]

    async def type_as(self, person_id: str, text: str) -> None:
        self.typed.append((person_id, text))
        rows = Rows(self)
        rows.heard(person_id, text, channel="phones")
        rows.said(person_id, f"You wrote: {text}", channel="phones")

    async def tap_as(self, person_id: str, outbox_id: str, code: str) -> None:
        self.tapped.append((person_id, outbox_id, code))
        Rows(self).heard(person_id, f"Tapped {code}", channel="phones", kind="button")

    async def advance(self, delta: timedelta) -> None:
        self.time += delta


class Rows:
    """Makes rows the way the program does: words sealed, effects through `save`."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def _id(self, prefix: str) -> str:
        self.desk.made += 1
        return f"{prefix}-{self.desk.made:04d}"

    def save(self, *effects: fx.Effect, at: datetime | None = None) -> None:
        self.desk.write(lambda c: save(c, self.desk.sealer, at or self.desk.now(), effects))

    def insert(self, table: Any, **values: Any) -> None:
        self.desk.write(lambda c: c.execute(insert(table).values(**values)) and None)

    def change(self, table: Any, row_id: str, **values: Any) -> None:
        changed = update(table).where(table.id == row_id).values(**values)
        self.desk.write(lambda c: c.execute(changed) and None)

    def programme(self, programme_id: str, name: str, timezone: str = "America/Chicago") -> str:
        self.insert(
            t.Programme,
            id=programme_id,
            name=name,
            country="US",
            language="en-US",
            timezone=timezone,
            created_at=NOW - timedelta(days=90),
        )
        return programme_id

    def person(
        self,
        person_id: str,
        name: str,
        *roles: str,
        programme_id: str = "pr",
        standing: str = "active",
        phone: str = "",
        channel: str = "sms",
        heard: datetime | None = None,
    ) -> str:
        sealer = self.desk.sealer
        sealer.keys.create([person_id], NOW)
        since = NOW - timedelta(days=60)
        self.insert(
            t.Person,
            id=person_id,
            programme_id=programme_id,
            name=sealer.seal(person_id, "person", "name", person_id, name),
            language="en-US",
            timezone="America/Chicago",
            country="US",
            standing=standing,
            standing_since=since,
            created_at=since,
        )
        for role in roles:
            self.insert(t.Membership, id=self._id("m"), person_id=person_id, role=role, since=since)
        if phone:
            self.insert(
                t.Address,
                id=f"{person_id}-a",
                person_id=person_id,
                channel=channel,
                value=sealer.seal(person_id, "address", "value", f"{person_id}-a", phone),
                lookup=sealer.lookup("address", channel, phone),
                since=since,
                last_heard_at=heard,
            )
        return person_id

    def staff(self, person_id: str, login: str, programme_id: str = "pr") -> str:
        return self.desk.write(
            lambda c: accounts.create_staff(
                c,
                self.desk.sealer,
                NOW - timedelta(days=50),
                programme_id=programme_id,
                name="",
                login=login,
                password_hash=PASSWORD_HASH,
                person_id=person_id,
            )
        )

    def record(
        self,
        person_id: str,
        kind: str = "check_in",
        *,
        at: datetime = NOW,
        channel: str = "sms",
        outcome: str = "",
        programme_id: str = "pr",
        with_id: str | None = None,
    ) -> str:
        record_id = self._id("r")
        opened = fx.OpenRecord(
            record_id, programme_id, person_id, RecordKind(kind), Channel(channel), with_id
        )
        self.save(opened, at=at)
        if outcome:
            self.save(fx.CloseRecord(record_id, outcome), at=at + timedelta(minutes=9))
        return record_id

    def said(
        self,
        person_id: str,
        text: str,
        record_id: str | None = None,
        *,
        at: datetime | None = None,
        state: str = "delivered",
        reason: str = "",
        channel: str = "sms",
        buttons: tuple[tuple[str, str], ...] = (),
        about: str = "",
        staff_id: str | None = None,
        wait: timedelta = timedelta(),
    ) -> str:
        at = at or self.desk.now()
        outbox_id = self._id("o")
        self.save(
            fx.Send(
                id=outbox_id,
                to=person_id,
                about=about or person_id,
                address_id=f"{person_id}-a",
                channel=Channel(channel),
                text=text,
                message_class=MessageClass.ANSWER,
                lane=Lane.REPLY,
                record_id=record_id,
                encoding="gsm7",
                segments=1,
                buttons=buttons,
                staff_id=staff_id,
            ),
            at=at,
        )
        handed = at if state in ("sent", "delivered", "unknown") else None
        self.change(
            t.Outbox,
            outbox_id,
            state=state,
            reason=reason,
            handed_at=handed,
            settled_at=handed,
            not_before=at + wait,
        )
        return outbox_id

    def heard(
        self,
        person_id: str,
        text: str,
        record_id: str | None = None,
        *,
        at: datetime | None = None,
        kind: str = "text",
        outcome: InboxOutcome = InboxOutcome.ANSWER,
        tier: Tier = Tier.NONE,
        needs_person: bool = False,
        channel: str = "sms",
        media: int = 0,
    ) -> str:
        at = at or self.desk.now()
        inbox_id = self._id("i")
        arrived = fx.Arrived(
            inbox_id,
            Channel(channel),
            inbox_id,
            person_id,
            kind,
            text,
            media,
            at,
            outcome,
            tier,
            record_id,
            needs_person,
            (),
        )
        self.desk.write(lambda c: save(c, self.desk.sealer, at, arrived=[arrived]))
        return inbox_id

    def flag(
        self,
        person_id: str,
        record_id: str,
        *,
        tier: Tier = Tier.URGENT,
        words: str = "cannot go on",
        at: datetime = NOW,
        programme_id: str = "pr",
        alerted: str = "",
        drill: bool = False,
        inbox_id: str | None = None,
    ) -> str:
        """Raise a flag; `alerted` is the member of staff whose phone got an alert."""
        flag_id = self._id("f")
        self.save(
            fx.RaiseFlag(
                id=flag_id,
                programme_id=programme_id,
                person_id=person_id,
                record_id=record_id,
                inbox_id=inbox_id,
                tier=tier,
                category="suicide",
                rules=("suicide-07",),
                words=words,
                code="4711",
                drill=drill,
            ),
            fx.MarkRecord(record_id, tier),
            at=at,
        )
        if alerted:
            self.alert(flag_id, record_id, alerted, at=at)
        return flag_id

    def alert(
        self,
        flag_id: str,
        record_id: str,
        to: str,
        *,
        state: str = "delivered",
        reason: str = "",
        at: datetime = NOW,
        channel: str = "sms",
    ) -> str:
        """An alert of a flag to somebody with a phone, and how far it got."""
        line = "Northside: a message needs a person. Reply ACK 4711."
        outbox_id = self.said(to, line, record_id, at=at, state=state, reason=reason, channel=channel)
        later = at + timedelta(seconds=5) if state in ("sent", "delivered") else None
        self.change(
            t.Outbox,
            outbox_id,
            message_class="staff_alert",
            flag_id=flag_id,
            handed_at=at + timedelta(seconds=2) if later else None,
            settled_at=later,
        )
        return outbox_id


def ago(**parts: float) -> datetime:
    return NOW - timedelta(**parts)


def furnish(rows: Rows) -> None:
    """Weeks of life in the programme "pr", and a stranger to it in "other"."""
    rows.programme("pr", "Northside Mentoring")
    rows.programme("other", "Somebody Else's Programme", "Europe/London")
    rows.person("mia", "Mia Torres", "mentee", phone="+15005550123", heard=ago(hours=2))
    rows.person("dev", "Devon Reed", "mentee", phone="+15005550144", heard=ago(days=8))
    rows.person("joe", "Joe Park", "mentee", phone="+15005550155", standing="stopped", heard=ago(days=12))
    rows.person("max", "Max Bauer", "mentor", phone="+15005550166", heard=ago(days=1))
    rows.person("ana", "Ana Lindqvist", "coordinator", phone="+15005550177", heard=ago(hours=30))
    rows.person("who", "", standing="unknown", phone="+15005550188", heard=ago(minutes=50))
    rows.person("eve", "Eve Elsewhere", "mentee", programme_id="other", phone="+15005550199")
    rows.person("ola", "Ola Elsewhere", "coordinator", programme_id="other")
    rows.staff("ana", "ana@example.org")
    rows.staff("ola", "ola@example.org", "other")
    rows.insert(t.Match, id="ma", mentee_id="mia", mentor_id="max", since=ago(days=50))
    agreed = consent_row(
        rows.desk.sealer,
        ago(days=59),
        "mia",
        by="Ana Lindqvist",
        on=date(2026, 1, 5),
        how="on paper, at the first meeting",
        wording="I agree to a weekly text from Northside Mentoring.",
    )
    rows.insert(t.Consent, **agreed)
    rows.save(
        fx.AddGoal("g1", "mia", Horizon.SHORT, "Find a room of my own"),
        fx.AddGoal("g2", "mia", Horizon.WEEK, "Call my sister"),
        fx.AddStep("s1", "mia", "Ring the housing office on Tuesday", "g1"),
        fx.MakePromise("p1", "mia", "Walk by the river when it gets loud"),
        at=ago(days=7),
    )
    due = NOW + timedelta(days=7, hours=5)
    rows.save(fx.SetPlan("pl", "mia", PlanKind.CHECK_IN, 4, "18:00", date(2026, 3, 13), due))
    _check_in(rows)
    _quiet_one(rows)
    _worry(rows)
    _waiting(rows)


def _check_in(rows: Rows) -> None:
    start = ago(hours=3)
    record = rows.record("mia", at=start, outcome="finished")
    rows.said(
        "mia",
        "Hi Mia, Handrail here from Northside. How was your week, 1 (hard) to 5 (great)? Words are welcome.",
        record,
        at=start,
    )
    rows.heard("mia", "4, got the keys to the gym", record, at=start + timedelta(minutes=2))
    rows.said(
        "mia",
        "Good to hear. Last week you chose: Ring the housing office. How did it go?",
        record,
        at=start + timedelta(minutes=2, seconds=3),
        buttons=(("Done", "done"), ("Partly", "partly"), ("Not yet", "not_yet")),
    )
    rows.heard("mia", "partly", record, at=start + timedelta(minutes=5))
    rows.said(
        "max",
        "Mia checked in today: a 4. You could ask how the call with the housing office went.",
        record,
        at=start + timedelta(minutes=6),
        about="mia",
        state="unknown",
    )
    rows.said(
        "mia",
        "Thank you. See you next week.",
        record,
        at=start + timedelta(minutes=7),
        state="queued",
        reason="quiet_hours",
        wait=timedelta(hours=16),
    )
    rows.save(
        fx.Note(record, "mia", "answer", "mood", "4 (got the keys to the gym)"),
        fx.Note(record, "mia", "answer", "step-went", "Partly"),
        fx.Note(record, "mia", "agreed", "step", "Ring the housing office on Tuesday"),
        at=start + timedelta(minutes=6),
    )
    rows.record("max", "nudge", at=ago(hours=2), outcome="nudged", with_id="mia")


def _quiet_one(rows: Rows) -> None:
    for weeks in (1, 2, 3):
        at = ago(days=7 * weeks, hours=-1)
        record = rows.record("dev", at=at, outcome="no_reply" if weeks == 1 else "finished")
        rows.said("dev", "Hi Devon, how was your week, 1 to 5?", record, at=at)
    record = rows.record("joe", "message", at=ago(days=12))
    rows.said("joe", "Hi Joe, one more thing", record, at=ago(days=12), state="withheld", reason="stopped")


def _worry(rows: Rows) -> None:
    record = rows.record("dev", "safety", at=ago(minutes=40))
    rows.heard(
        "dev",
        "i cannot go on like this",
        record,
        at=ago(minutes=40),
        outcome=InboxOutcome.SAFETY,
        tier=Tier.URGENT,
    )
    rows.said("dev", "That sounds heavy. You can call or text 988 at any hour.", record, at=ago(minutes=39))
    rows.flag("dev", record, at=ago(minutes=40), alerted="ana")


def _waiting(rows: Rows) -> None:
    record = rows.record("mia", "message", at=ago(minutes=70))
    rows.heard(
        "mia",
        "Could somebody ring me about the bus pass?",
        record,
        at=ago(minutes=70),
        outcome=InboxOutcome.FOR_A_PERSON,
        needs_person=True,
    )
    rows.heard(
        "mia",
        "",
        record,
        at=ago(minutes=66),
        kind="voice",
        media=1,
        outcome=InboxOutcome.FOR_A_PERSON,
        needs_person=True,
    )
    rows.said("mia", "Thank you. A person will read this on a working day.", record, at=ago(minutes=65))
    stranger = rows.record("who", "message", at=ago(minutes=50))
    rows.heard(
        "who",
        "Is this the bakery?",
        stranger,
        at=ago(minutes=50),
        outcome=InboxOutcome.STRANGER,
        needs_person=True,
    )


def create_console(desk: Desk) -> FastAPI:
    """The console at that desk. What it knows of its addresses is worked out once, for all desks."""
    made = app.create_console(desk)
    made.router.routes = _ADDRESSES.setdefault(desk.simulated, made.router.routes)
    return made


class Browser:
    """Asks the console for pages, in this process: keeps cookies, follows no redirects."""

    def __init__(self, console: FastAPI, network: str = "192.0.2.7", *, strict: bool = True) -> None:
        self._transport = httpx.ASGITransport(console, raise_app_exceptions=strict, client=(network, 50000))
        self.cookies = httpx.Cookies()

    def get(self, path: str, **parts: Any) -> httpx.Response:
        """Open a page."""
        return self._ask("GET", path, **parts)

    def post(self, path: str, **parts: Any) -> httpx.Response:
        """Send a form."""
        return self._ask("POST", path, **parts)

    def _ask(self, method: str, path: str, **parts: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=self._transport, base_url="https://console.test", cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, **parts)
                self.cookies = client.cookies
                return answer

        return asyncio.run(ask())


def form_token(answer: httpx.Response) -> str:
    """The token in a form that nobody is signed in for."""
    found = answer.text.partition('name="form_token" value="')[2].partition('"')[0]
    assert found
    return found


def sign_in(browser: Browser, login: str = "ana@example.org", password: str = PASSWORD) -> httpx.Response:
    """Fill in the form and send it."""
    token = form_token(browser.get("/sign-in"))
    return browser.post("/sign-in", data={"login": login, "password": password, "form_token": token})


def csrf(browser: Browser) -> str:
    """The token that a signed-in browser's forms carry."""
    found = browser.get("/log").text.partition('name="csrf" value="')[2].partition('"')[0]
    assert found
    return found


def every(desk: Desk, table: Any, **values: Any) -> list[Any]:
    """All rows of a table with these values."""
    same = [col(getattr(table, name)) == value for name, value in values.items()]
    query = select(t.core(table)).where(*same)
    with desk.read() as connection:
        return list(connection.execute(query.order_by(table.id)).all())
