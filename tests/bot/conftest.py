"""An installation with real channels set up: one programme, one coordinator with a phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, select, update
from sqlmodel import col

from bot.clock import MovedClock
from bot.settings import Settings
from bot.wiring import House
from handlers.access import accounts
from handlers.desk.confirming import ITEMS, confirm, staff_of
from handlers.enrolling import programmes
from records import effects as fx
from records import tables as t
from records.kinds import Channel, RecordKind
from records.save import save
from safety.tiers import Tier
from tests.databases import Databases
from tests.world.quick import quickly
from tests.world.world import World

NOW = datetime(2026, 11, 2, 18, tzinfo=UTC)  # a Monday noon in Chicago
PACK = """[programme]
name = "Lakeside"
country = "US"
language = "en-US"
timezone = "America/Chicago"
"""


@dataclass
class Installation:
    """Its settings, and its house to change things with."""

    settings: Settings
    house: House
    programme_id: str

    def change(self, **values: Any) -> Settings:
        """The same settings but for these."""
        return self.settings.model_copy(update=values)

    def staff(self, login: str, phone: str) -> str:
        """One more coordinator, whose phone has been heard from."""

        def make(connection: Connection) -> str:
            made = accounts.create_staff(
                connection,
                self.house.sealer,
                NOW,
                programme_id=self.programme_id,
                name=login.title(),
                login=login,
                password_hash="none",
                phone=phone,
            )
            connection.execute(update(t.Address).values(last_heard_at=NOW))
            return made

        return self.house.write(make)

    def say(self, now: datetime, *items: str, by: str = "robin", detail: str = "") -> None:
        """Somebody answers for items."""
        sealer = self.house.sealer
        self.house.write(lambda c: confirm(c, sealer, now, items, staff_of(c, by), detail))

    def drill(self, now: datetime, *logins: str) -> None:
        """They answer a practice alert each."""
        sealer = self.house.sealer
        for login in logins:
            with self.house.read() as connection:
                who = connection.execute(select(col(t.Staff.person_id)).where(col(t.Staff.login) == login))
                person = who.scalar_one()
            number = f"{login}-{now:%Y%m%d}"
            effects = (
                fx.OpenRecord(f"r-{number}", self.programme_id, person, RecordKind.SAFETY, Channel.SMS),
                fx.RaiseFlag(
                    id=f"f-{number}",
                    programme_id=self.programme_id,
                    person_id=person,
                    record_id=f"r-{number}",
                    inbox_id=None,
                    tier=Tier.EMERGENCY,
                    category="drill",
                    rules=(),
                    words="",
                    code="4711",
                    drill=True,
                ),
                fx.AcknowledgeFlag(f"f-{number}", person),
            )
            self.house.write(partial(save, sealer=sealer, now=now, effects=effects))

    def keep_words(self, days: int | None) -> None:
        """Somebody decides how long words are kept."""
        self.house.write(lambda c: c.execute(update(t.Programme).values(retention_days=days)) and None)

    def green(self, now: datetime, *, but: str = "") -> None:
        """Everything inside is in order; but for one item that somebody answers for, where one is named."""
        self.staff("kim", "+13125550101")
        self.drill(now, "robin", "kim")
        self.keep_words(365)
        self.say(now, *(item for item in ITEMS if item != but), detail="toll-free number verified")


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def empty(databases: Databases, tmp_path: Path) -> Settings:
    """Settings of an installation that was never started."""
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    return Settings(
        _env_file=None,
        database_url=databases.url(ready=False),
        keys_url=f"sqlite:///{keys / 'keys.db'}",
        secret_key=SecretStr("a made-up secret, long enough to be one"),
        public_url="https://handrail.example",
        twilio_account_sid="AC" + "0" * 32,
        twilio_auth_token=SecretStr("token"),
        twilio_phone_number="+15005550006",
        telegram_bot_token=SecretStr("12345:token"),
        telegram_webhook_secret=SecretStr("word"),
        backup_mark=tmp_path / "done",
    )


@pytest.fixture
def installation(empty: Settings) -> Iterator[Installation]:
    with quickly():
        house = House(empty, MovedClock(held=NOW))
    programme_id = house.write(
        lambda connection: programmes.create_programme(connection, NOW, programmes.read_pack(PACK))
    )
    made = Installation(empty, house, programme_id)
    made.staff("robin", "+13125550100")
    yield made
    house.shut()


@pytest.fixture
def tmp_path_world(tmp_path: Path) -> Iterator[World]:
    """A world in which everybody has joined."""
    world = World(tmp_path / "world")
    yield world
    world.close()
