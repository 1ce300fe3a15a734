"""What people see who use it from a terminal: one phone, and a people file that is none."""

import asyncio
import io
from pathlib import Path

import pytest

from bot.__main__ import import_people
from bot.chat import run_chat
from bot.sample import open_sample
from records.database import AlreadyRunning


def chat(data: Path, typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What the terminal shows while this is typed."""
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    asyncio.run(run_chat("Dee", data, fresh=False))
    return capsys.readouterr().out


def test_a_chat_that_goes_on_shows_both_sides_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = chat(tmp_path, "yes\n", monkeypatch, capsys)
    assert "Reply YES to begin" in first
    again = chat(tmp_path, "/quit\n", monkeypatch, capsys)
    assert again.index("Reply YES to begin") < again.index("> yes") < again.index("Is this Dee?")
    assert again.count("Is this Dee?") == 1


def test_a_command_of_no_terminal_is_a_hint_and_no_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = chat(tmp_path, "/foo bar\n", monkeypatch, capsys)
    assert "There is no /foo here. /hour, /day and /week move the clock" in shown
    assert "> /foo" not in chat(tmp_path, "/help\n", monkeypatch, capsys)
    assert "> /help" in chat(tmp_path, "/quit\n", monkeypatch, capsys), "a menu's command is a message"


def test_a_folder_is_no_people_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        import_people(tmp_path, into="", check=True)
    said = capsys.readouterr().err
    assert "is a folder" in said
    assert str(tmp_path / "people.csv") in said
    with pytest.raises(SystemExit):
        import_people(tmp_path / "nobody.csv", into="", check=True)
    assert "There is no file" in capsys.readouterr().err


def test_to_begin_anew_deletes_nothing_that_somebody_uses(tmp_path: Path) -> None:
    running, _, _ = open_sample(tmp_path / "demo", fresh=False)
    with pytest.raises(AlreadyRunning):
        open_sample(tmp_path / "demo", fresh=True)
    assert (tmp_path / "demo" / "handrail.db").exists()
    running.shut()
    again, _, new = open_sample(tmp_path / "demo", fresh=True)
    assert new
    again.shut()
