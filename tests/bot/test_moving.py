"""The command that moves house: afterwards Handrail runs on the new databases with the same SECRET_KEY."""

from datetime import datetime

import pytest

from bot import copying
from bot.settings import SettingsProblem
from bot.wiring import House
from records import health
from records.database import AlreadyRunning
from tests.bot.conftest import Installation
from tests.databases import Databases


def test_handrail_runs_on_the_copy(
    installation: Installation,
    databases: Databases,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(copying, "read_settings", lambda: installation.settings)
    new, new_keys = databases.url("new", ready=False), databases.url("new-keys", ready=False)
    with pytest.raises(AlreadyRunning):
        copying.copy_to(new, new_keys)  # the old one runs
    installation.house.shut()
    copying.copy_to(new, new_keys)
    assert "1 keys copied and counted" in capsys.readouterr().out
    house = House(installation.change(database_url=new, keys_url=new_keys))
    with house.read() as connection:
        assert [one.name for one in health.programmes(connection)] == ["Lakeside"]
        row = connection.exec_driver_sql("SELECT id, name FROM person").one()
    assert house.sealer.open(row.id, "person", "name", row.id, bytes(row.name)) == "Robin"
    house.shut()


def test_one_place_cannot_hold_two_things(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "read_settings", lambda: installation.settings)
    for database, keys in (("sqlite:///a.db", "sqlite:///a.db"), (installation.settings.database_url, "")):
        with pytest.raises(SettingsProblem, match="address of its own"):
            copying.copy_to(database, keys)
