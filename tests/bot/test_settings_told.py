"""What is wrong with the settings is told in one go, and where to begin."""

from pathlib import Path

import pytest

from bot.settings import SettingsProblem
from bot.wiring import read_settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the environment."""
    monkeypatch.delenv("SECRET_KEY", raising=False)


def test_where_there_is_no_env_file_it_says_how_to_begin_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem, match=r"install -m 600 \.env\.example \.env"):
        read_settings(tmp_path / ".env")


def test_where_there_is_one_it_names_what_is_wrong_in_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=no\n", encoding="utf-8")
    with pytest.raises(SettingsProblem) as told:
        read_settings(tmp_path / ".env")
    assert "PORT" in str(told.value)
    assert "SECRET_KEY" in str(told.value)
    assert ".env.example" not in str(told.value)
