"""The program as benchmarks run it: real settings for texts, and a provider in memory.

Nothing is simulated but the provider: records on disk with synchronous=FULL, keys in a store of their own,
and a programme that is live. What is handed over is noted with its time.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot.settings import Settings
from bot.wiring import House
from channels.port import Channel, Inbound, Outgoing, Pace, Receipt, Sent

SECRET = "for-made-up-people-in-benchmarks-only"
OURS = "+13125550100"


def bench_settings(folder: Path, database_url: str = "", keys_url: str = "") -> Settings:
    """Settings for texts; whatever `.env` says is not looked at."""
    return Settings(
        _env_file=None,
        database_url=database_url or f"sqlite:///{folder / 'handrail.db'}",
        keys_url=keys_url or f"sqlite:///{folder / 'keys.db'}",
        secret_key=SecretStr(SECRET),
        secret_key_file=None,
        public_url="https://handrail.example",
        telegram_bot_token=SecretStr(""),
        twilio_account_sid=f"AC{'0' * 32}",
        twilio_auth_token=SecretStr("an-auth-token-of-nobody"),
        twilio_phone_number=OURS,
        twilio_api_base_url="http://127.0.0.1:9",
        twilio_segments_per_second=1e6,
    )


class Provider:
    """Takes every message at once; remembers when, by address, and tells whoever listens."""

    def __init__(self, name: str = "sms", per_second: float = 1e6) -> None:
        self.name = name
        self.pace = Pace(per_second, per_address_per_second=max(1.0, per_second))
        self.took: dict[str, float] = {}
        self.listener: Callable[[Outgoing], None] = lambda message: None

    async def send(self, message: Outgoing) -> Sent:
        """Take a message."""
        self.took.setdefault(message.to, time.perf_counter())
        self.listener(message)
        return Sent(message.id, delivered=True)

    async def find_sent(self, message: Outgoing, since: datetime) -> Receipt | None:
        """Nothing is ever in doubt."""
        return None

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """Nothing."""
        return ()

    async def close(self) -> None:
        """Nothing to let go of."""


class BenchHouse(House):
    """A house whose only way to phones is the given channel."""

    def __init__(self, settings: Settings, provider: Channel) -> None:
        self._provider = provider
        super().__init__(settings)

    def _open_channels(self) -> None:
        self.channels[self._provider.name] = self._provider


def database_bytes(house: House) -> int:
    """What the records take in SQLite: pages in use, once the journal is worked in."""
    raw = house.engine.raw_connection()
    try:
        cursor = raw.cursor()
        answers = [
            cursor.execute(f"PRAGMA {what}").fetchone()[0]
            for what in ("wal_checkpoint(TRUNCATE)", "page_count", "freelist_count", "page_size")
        ]
    finally:
        raw.close()
    _, pages, free, size = answers
    return int((pages - free) * size)
