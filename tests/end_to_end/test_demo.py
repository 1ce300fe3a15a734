"""The demonstration and the chat in a terminal: what a newcomer sees first."""

import re
import signal
import sqlite3
import time
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from tests.end_to_end.browser import Browser
from tests.end_to_end.program import Make, Program, until

CHICAGO = ZoneInfo("America/Chicago")

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]


def phones(program: Program) -> dict[str, str]:
    """Ids of the people whose phones are shown, by name."""
    page = httpx.get(f"{program.url}/phones", trust_env=False, timeout=20.0).raise_for_status().text
    found = re.findall(r'data-person="([\w-]+)" aria-label="Phone of (\w+)"', page)
    return {name: person for person, name in found}


def lines(program: Program, person: str) -> list[dict[str, Any]]:
    """What stands on that person's phone."""
    feed = httpx.get(f"{program.url}/phones/feed", trust_env=False, timeout=20.0).raise_for_status().json()
    return [line for line in feed["lines"] if line["person"] == person]


def post(program: Program, path: str, **body: Any) -> None:
    answer = httpx.post(f"{program.url}/phones/{path}", json=body, trust_env=False, timeout=60.0)
    assert answer.status_code == 204, answer.text


def _reading(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)


def arrived(database: Path) -> int:
    """How much has arrived in that database, which may still be in the making."""
    with (
        suppress(sqlite3.OperationalError),
        closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db,
    ):
        return int(db.execute("SELECT count(*) FROM inbox").fetchone()[0])
    return 0


def test_the_demonstration_from_cold_to_next_week(make: Make) -> None:
    program = make()
    program.settings = {"PATH": program.environment["PATH"]}
    words = ("demo", "--port", str(program.port), "--data", str(program.folder / "demo"))
    program.launch(*words)
    until(lambda: arrived(program.folder / "demo" / "handrail.db") > 5, "some days of the first weeks", 30.0)
    program.kill()  # in the middle of them: the next start begins anew
    assert "living through its first weeks" in program.log
    assert "Handrail is running" not in program.log

    began = time.monotonic()
    program.start(*words, timeout=60.0)
    assert time.monotonic() - began < 60
    assert "sign in as robin" in program.log
    people = phones(program)
    assert set(people) == {"Robin", "Terry", "Dee", "Luz"}
    dee = people["Dee"]
    assert len(lines(program, dee)) > 20, "weeks lie behind her"

    post(program, "type", person=dee, text="STEP ring the library")
    until(lambda: any("ring the library" in one["text"] for one in lines(program, dee)), "what she typed")
    until(
        lambda: any("ring the library" in one["text"] and not one["mine"] for one in lines(program, dee)),
        "an answer",
    )
    seen = {one["id"] for one in lines(program, dee)}
    post(program, "advance", hours=168)
    new = [one for one in lines(program, dee) if one["id"] not in seen]
    assert any("How was your week" in one["text"] for one in new)

    browser = Browser(program.url)
    browser.open("/sign-in")
    browser.post("/sign-in", login="robin", password="lakeside-demo", next="/log")
    assert "/records/" in browser.page

    before = lines(program, dee)
    assert program.stop(signal.SIGINT) < 10
    began = time.monotonic()
    program.start(*words)
    assert time.monotonic() - began < 8, "five seconds warm, and some for a busy machine"
    assert [one["id"] for one in lines(program, dee)] == [one["id"] for one in before]
    assert "Traceback" not in program.log


def test_a_chat_in_the_terminal(make: Make) -> None:
    program = make()
    weekday = f"{datetime.now(CHICAGO) + timedelta(days=2):%A}"  # it keeps today's date, where Dee is
    typed = ["YES", "yes", "Dee", f"{weekday} 6pm", "SKIP", "/day", "/day", "/day", "4", "/quit"]
    words = ("chat", "--as", "Dee", "--data", str(program.folder / "chat"))
    done = program.command(*words, given="\n".join(typed) + "\n", timeout=120.0)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    said = done.stdout
    expected = [
        "Reply YES to begin",
        "Is this Dee?",
        "What should I call you?",
        "Which day and time suits you",
        "one thing you want for yourself",
        f"Thanks, Dee. Your weekly check-in: {weekday}s at 6",
        "How was your week",
        "one small step for the week ahead",
    ]
    places = [said.find(part) for part in expected]
    assert -1 not in places, expected[places.index(-1)]
    assert places == sorted(places)
    assert "Not watched" not in said
    again = program.command(*words, given="", timeout=60.0)
    assert again.returncode == 0
    assert "one small step for the week ahead" in again.stdout, "it goes on where it was"
    other = program.command("chat", "--as", "Nobody", "--data", str(program.folder / "chat"))
    assert other.returncode == 1
    assert "There is nobody called Nobody here" in other.stderr
