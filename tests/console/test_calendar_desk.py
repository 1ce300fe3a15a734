"""Meetings ahead as a calendar file: whole, neutral, and the same meeting when it is taken again."""

from datetime import UTC, datetime, timedelta

import pytest
from console_rows import NOW, Browser, Desk, Rows
from hypothesis import given
from hypothesis import strategies as st

from records import tables as t
from rules.calendar_file import Entry, calendar_file

AT = datetime(2026, 3, 29, 14, 0, tzinfo=UTC)  # after the clocks changed in Europe and in America


def unfolded(data: bytes) -> list[str]:
    """The lines of a calendar file, as a reader of RFC 5545 puts them together again."""
    return data.decode().replace("\r\n ", "").split("\r\n")


def meeting(desk: Desk, rows: Rows, number: int, **more: object) -> None:
    record = rows.record("mia", "message")
    sealed = desk.sealer.seal("mia", "meeting", "place", f"me{number}", "Library, north door; upstairs")
    row = {"id": f"me{number}", "programme_id": "pr", "mentee_id": "mia", "mentor_id": "max", "set_by": "max"}
    row |= {"record_id": record, "at": AT, "place": sealed, "agreed_at": NOW}
    rows.insert(t.Meeting, **(row | more))


@pytest.mark.mission("1.5")
def test_those_ahead_are_in_it_and_nobody_is_named(desk: Desk, rows: Rows, ana: Browser) -> None:
    assert "meetings.ics" not in ana.get("/people/mia").text
    meeting(desk, rows, 1)
    meeting(desk, rows, 2, state="off")
    meeting(desk, rows, 3, at=NOW - timedelta(days=2))
    assert "/people/mia/meetings.ics" in ana.get("/people/mia").text
    answer = ana.get("/people/mia/meetings.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["cache-control"] == "no-store"
    lines = unfolded(answer.content)
    assert [line for line in lines if line.startswith("UID")] == ["UID:me1@handrail"]
    assert "DTSTART:20260329T140000Z" in lines
    assert "LOCATION:Library\\, north door\\; upstairs" in lines
    assert "SUMMARY:Meeting" in lines
    assert "Mia" not in answer.text
    assert "Max" not in answer.text


@given(st.text(max_size=300))
def test_no_line_is_longer_than_readers_take_and_the_words_come_back(place: str) -> None:
    data = calendar_file([Entry("m", AT, place)], NOW, "Meeting")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    wanted = " ".join(place.split())
    found = [line.removeprefix("LOCATION:") for line in unfolded(data) if line.startswith("LOCATION:")]
    back = [one.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\") for one in found]
    assert back == ([wanted] if place else [])
