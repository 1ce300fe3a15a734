"""An installation with real channels set up: one programme, one coordinator with a phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import Connection

from bot.clock import MovedClock
from bot.settings import Settings
from bot.wiring import House
from handlers import accounts, programmes
from tests.databases import Databases

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
        """One more coordinator."""

        def make(connection: Connection) -> str:
            return accounts.create_staff(
                connection,
                self.house.sealer,
                NOW,
                programme_id=self.programme_id,
                name=login.title(),
                login=login,
                password_hash="none",
                phone=phone,
            )

        return self.house.write(make)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def empty(databases: Databases, tmp_path: Path) -> Settings:
    """Settings of an installation that was never started."""
    keys = tmp_path / "keys"
    keys.mkdir()
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
    house = House(empty, MovedClock(held=NOW))
    programme_id = house.write(
        lambda connection: programmes.create_programme(connection, NOW, programmes.read_pack(PACK))
    )
    made = Installation(empty, house, programme_id)
    made.staff("robin", "+13125550100")
    yield made
    house.shut()
