"""What the pages say of somebody who does not answer, and of what a mentor thinks over."""

from datetime import timedelta

from console_rows import NOW, Browser, Desk, Rows, csrf, every
from test_pages import text_of

from conversations.reflections import ASKED, WROTE
from records import effects as fx
from records import tables as t
from records.kinds import QUIET, InboxOutcome, StaffRole

SINCE = NOW - timedelta(weeks=5)


def quiet(rows: Rows, number: int) -> None:
    """So many check-ins in a row that found no answer, the newest a few days ago."""
    rows.person("quinn", "Quinn", "mentee", phone="+13125550177", heard=SINCE)
    for week in range(number, 0, -1):
        rows.record("quinn", at=NOW - timedelta(days=7 * week - 3), outcome="no_reply")


def test_today_and_the_page_say_how_often_and_why(rows: Rows, ana: Browser) -> None:
    quiet(rows, 3)
    assert "They come every two weeks; the last 3 found no answer" in text_of(ana.get("/").text)
    page = text_of(ana.get("/people/quinn").text)
    assert "Every two weeks; the last 3 found no answer" in page
    assert "Any word from them makes it weekly again" in page


def test_one_that_passed_is_no_run(rows: Rows, ana: Browser) -> None:
    quiet(rows, 1)
    page = text_of(ana.get("/people/quinn").text)
    assert "Every week; the last one found no answer" in page
    assert "makes it weekly again" not in page


def test_a_person_is_asked_and_decides(rows: Rows, desk: Desk, ana: Browser) -> None:
    quiet(rows, 6)
    rows.save(fx.OpenRequest("q-1", "pr", "quinn", None, QUIET, "", StaffRole.COORDINATOR))
    today = ana.get("/").text
    assert "/requests/q-1" in today
    assert "none, until they write or somebody here decides" in text_of(today)
    page = text_of(ana.get("/requests/q-1").text)
    assert "Silence is nobody's fault" in page
    assert "In their words" not in page
    ana.post("/requests/q-1/close", data={"outcome": "rang: all is well", "csrf": csrf(ana)})
    (closed,) = every(desk, t.Request, id="q-1")
    assert closed.closed_at is not None
    assert "Every week" in text_of(ana.get("/people/quinn").text)


def test_who_wrote_since_needs_no_decision(rows: Rows, ana: Browser) -> None:
    quiet(rows, 6)
    rows.save(fx.OpenRequest("q-1", "pr", "quinn", None, QUIET, ""), at=NOW - timedelta(days=1))
    rows.heard("quinn", "hello, new phone", at=NOW - timedelta(hours=2))
    assert "/requests/q-1" not in ana.get("/").text
    assert "Every week" in text_of(ana.get("/people/quinn").text)


def test_a_mentors_page_says_in_how_many_weeks_and_no_word(rows: Rows, ana: Browser) -> None:
    rows.person("mo", "Mo", "mentor", phone="+13125550178")
    for week in range(3):
        record_id = rows.record("mo", "reflection", at=NOW - timedelta(weeks=week), outcome="finished")
        rows.save(fx.Note(record_id, "mo", "event", f"{ASKED}power-{week + 1}"))
        if week:
            rows.save(fx.Note(record_id, "mo", "event", WROTE))
            rows.heard("mo", "", record_id, outcome=InboxOutcome.OWN)
    page = text_of(ana.get("/people/mo").text)
    assert "Wrote in 2 weeks. What they write is theirs alone" in page
    shown = text_of(ana.get(f"/records/{record_id}").text)
    assert "Theirs alone: it is not shown here" in shown
