"""A house with the sample programme and simulated phones, for the demonstration and the chat.

Everybody in it is made up. People are enrolled and invited by the same handlers as for real.
"""

import shutil
from datetime import timedelta
from importlib import resources
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import select
from sqlmodel import col

from bot.clock import MovedClock
from bot.enrolling import enrol_and_invite, read_pack
from bot.settings import Settings
from bot.wiring import CLOCK_OFFSET, House
from handlers.enrolling import enrol, programmes
from records import tables as t
from records.database import claim, open_engine
from records.facts import remember, setting
from records.kinds import Channel

# Nobody real is in this data, and the page it serves needs no sign-in: a fixed secret is honest here.
_READY = "sample ready"
_SECRET = SecretStr("for-made-up-people-on-simulated-phones-only")


def sample_settings(data: Path, port: int = 8000) -> Settings:
    """Settings for simulated phones; whatever `.env` says is not looked at."""
    return Settings(
        _env_file=None,
        database_url=f"sqlite:///{data / 'handrail.db'}",
        keys_url=f"sqlite:///{data / 'keys.db'}",
        secret_key=_SECRET,
        secret_key_file=None,
        public_url="",
        host="127.0.0.1",
        port=port,
        simulated_phones=True,
        telegram_bot_token=SecretStr(""),
        twilio_account_sid="",
        twilio_auth_token=SecretStr(""),
    )


def open_sample(data: Path, *, fresh: bool, port: int = 8000) -> tuple[House, MovedClock, bool]:
    """A house on simulated phones, its clock, and whether it is new (nobody enrolled yet)."""
    if fresh and data.exists():
        _nobody_uses(data, port)
        shutil.rmtree(data)
    clock = MovedClock()
    house = House(sample_settings(data, port), clock)
    with house.read() as connection:
        clock.offset = timedelta(seconds=float(setting(connection, CLOCK_OFFSET) or 0))
        ready = bool(setting(connection, _READY))
        begun = connection.execute(select(col(t.Person.id)).limit(1)).first() is not None
    if begun and not ready:  # interrupted while it was made: begin again
        house.shut()
        return open_sample(data, fresh=True, port=port)
    return house, clock, not ready


def _nobody_uses(data: Path, port: int) -> None:
    """Make sure that no other process has this data: what it goes on writing would be lost.

    Raises:
        AlreadyRunning: one has.
    """
    engine = open_engine(sample_settings(data, port).database_url)
    held = claim(engine)
    engine.dispose()
    if held is not None:
        held.close()


def ready(house: House) -> None:
    """Remember that the sample is complete."""
    house.write(lambda connection: remember(connection, _READY, "yes"))


def enrol_sample(house: House) -> str:
    """Make the sample programme and everybody in it; returns the programme's id."""
    folder = Path(str(resources.files("programmes") / "sample"))
    pack = read_pack(folder)
    programme_id = house.write(lambda connection: programmes.create_programme(connection, house.now(), pack))
    with house.read() as connection:
        people = (folder / "people.csv").read_bytes()
        checked = enrol.check_file(
            connection, house.sealer, house.now(), programme_id, people, (Channel.PHONES,)
        )
    house.write(lambda connection: enrol_and_invite(connection, house, programme_id, checked))
    return programme_id


def people_by_name(house: House) -> dict[str, str]:
    """Ids of the sample's people, by name."""
    with house.read() as connection:
        rows = connection.execute(select(t.core(t.Person)).order_by(col(t.Person.id))).all()
    return {house.sealer.read(row.id, "person", "name", row.id, row.name): row.id for row in rows}
