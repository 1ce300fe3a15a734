"""What the commands say when something is not as it should be: plain words, exit code 1, no stack trace."""

import subprocess
from pathlib import Path

import pytest

from tests.end_to_end.program import Make, Program, together

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]

SMS = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t", "TWILIO_PHONE_NUMBER": "+15005550009"}


def refused(done: "subprocess.CompletedProcess[str]", *said: str) -> None:
    """It ended with 1, in words, all of these among them."""
    assert done.returncode == 1
    text = done.stdout + done.stderr
    assert "Traceback" not in text
    for part in said:
        assert part in text


def test_a_second_program_on_the_same_database_is_refused(program: Program) -> None:
    second, imported = together(
        lambda: program.command("run"), lambda: program.command("import", "people.csv")
    )
    refused(second, "Another Handrail is using this database", "Stop it first")
    refused(imported, "Another Handrail is using this database")
    assert program.running


def test_another_secret_key_is_refused_and_harms_nothing(resting: Program) -> None:
    right, resting.settings["SECRET_KEY"] = resting.settings["SECRET_KEY"], "x" * 40
    refused(resting.command("run"), "SECRET_KEY")
    resting.settings["SECRET_KEY"] = right
    resting.start()


def test_every_missing_setting_is_told_in_one_go(make: Make) -> None:
    program = make(SECRET_KEY="short", TWILIO_ACCOUNT_SID="AC1", SIMULATED_PHONES="1")
    refused(
        program.command("run"),
        "SECRET_KEY must have at least 32 characters",
        "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN go together",
        "TWILIO_MESSAGING_SERVICE_SID or TWILIO_PHONE_NUMBER",
        "Twilio needs PUBLIC_URL",
        "SIMULATED_PHONES never runs beside real channels",
    )
    program = make(SECRET_KEY="short", PORT="lots", PUBLIC_URL="handrail.example", **SMS)
    refused(program.command("run"), "PORT", "PUBLIC_URL", "SECRET_KEY must have at least 32 characters")
    assert not (program.folder / "data").exists(), "nothing was begun"


def test_without_any_channel_it_says_how_to_get_one(make: Make) -> None:
    refused(make().command("run"), "TELEGRAM_BOT_TOKEN", "TWILIO_", "make demo")


def test_a_faulty_file_is_told_line_by_line_and_nobody_is_enrolled(resting: Program) -> None:
    before = len(resting.outbox())
    columns = "name,role,channel,number,mentor,check_in,consent_by,consent_on,consent_how"
    (resting.folder / "more.csv").write_text(
        f"{columns}\n"
        "Ash,mentee,sms,+1 312 555 0110,,Friday 18:00,Robin,2025-01-13,in person\n"
        "Bea,mentee,sms,+1 312 555 0102,,Friday 18:00,Robin,2025-01-13,in person\n"
        "Cal,mentee,sms,12,,Friday 3:00,,2025-01-13,in person\n"
        "Dot,boss,pigeon,,,,,,\n",
        encoding="utf-8",
    )
    done = resting.command("import", "more.csv")
    refused(
        done,
        "line 3, column number: Somebody with this number is enrolled already",
        "line 4, column number",
        "line 4, column check_in",
        "line 4, column consent_by",
        "line 5, column role",
        "line 5, column channel",
        "Nothing was imported.",
    )
    assert "+1 312 555 0102" not in done.stdout + done.stderr
    assert len(resting.outbox()) == before
    refused(resting.command("import", "nowhere.csv"), "There is no file nowhere.csv")


def test_a_wrong_database_and_a_wrong_pack_are_told_in_words(make: Make, tmp_path: Path) -> None:
    elsewhere, empty = make(TELEGRAM_BOT_TOKEN="1:x", DATABASE_URL="mysql://localhost/x"), make()
    (tmp_path / "people.csv").write_text("", encoding="utf-8")
    run, added, imported = together(
        lambda: elsewhere.command("run"),
        lambda: make().command("programme", "add", str(tmp_path)),
        lambda: empty.command("import", str(tmp_path / "people.csv")),
    )
    refused(run, "SQLite", "PostgreSQL")
    refused(added, "programme.toml")
    refused(imported, "python -m bot programme add FOLDER")


def test_a_secret_is_made_and_the_first_link_is_shown_again(make: Make) -> None:
    program = make(PUBLIC_URL="https://handrail.example")
    first, second, link = (
        done.stdout.strip()
        for done in together(
            lambda: program.command("secret"),
            lambda: program.command("secret"),
            lambda: program.command("staff", "link"),
        )
    )
    assert len(first) >= 48
    assert first != second
    assert "https://handrail.example/welcome/" in link
