"""Who comes out within the planning months stands on Today until somebody has met them this month."""

from datetime import date, timedelta

import pytest
from console_rows import NOW, Browser, Desk, Rows, ago
from test_pages import text_of

from records import programme_packs
from records import tables as t
from records.programme_choices import Choices

TITLE = "Coming out soon: time to plan"


def inside(rows: Rows, days: int) -> None:
    rows.change(t.Person, "mia", stage="custody", released_on=NOW.date() + timedelta(days=days))


@pytest.mark.mission("1.6")
def test_a_release_within_six_months_is_planned_for(rows: Rows, ana: Browser) -> None:
    assert TITLE not in ana.get("/").text
    inside(rows, 190)
    assert TITLE not in ana.get("/").text
    inside(rows, 150)
    page = text_of(ana.get("/").text)
    assert TITLE in page
    assert "Release date Mon 3 Aug; no meeting is logged" in page
    assert "Meetings not logged" not in page, "she is named once"


def test_a_meeting_this_month_is_enough(rows: Rows, ana: Browser) -> None:
    inside(rows, 100)
    rows.record("mia", "meeting", at=ago(days=35), with_id="max")
    assert "last meeting logged" in text_of(ana.get("/").text)
    rows.record("mia", "meeting", at=ago(days=20), with_id="max")
    assert TITLE not in ana.get("/").text


def test_a_programme_says_from_when_on(rows: Rows, desk: Desk, ana: Browser) -> None:
    inside(rows, 100)
    desk.write(lambda connection: programme_packs.choose(connection, "pr", Choices(planning_months=3)))
    assert TITLE not in ana.get("/").text
    inside(rows, 80)
    assert TITLE in ana.get("/").text


def test_a_date_that_has_passed_and_no_date(rows: Rows, ana: Browser) -> None:
    inside(rows, -3)
    assert TITLE in ana.get("/").text
    rows.change(t.Person, "mia", released_on=None)
    assert TITLE not in ana.get("/").text
    rows.change(t.Person, "mia", stage="community", released_on=date(2026, 4, 1))
    assert TITLE not in ana.get("/").text
