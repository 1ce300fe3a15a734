"""Endings at the desk: what will be said stands there first; after a death a person tells, and says so."""

from datetime import UTC, datetime

import pytest
from console_rows import NOW, Browser, Desk, Rows, csrf, every
from httpx import Response
from test_pages import text_of

from records import tables as t


def send(browser: Browser, path: str, **fields: str) -> Response:
    return browser.post(path, data={"csrf": csrf(browser), **fields})


DAYS = {"ends_on": "2026-04-03", "mentor_on": "2026-03-07", "mentee_on": "2026-03-08"}


def test_the_words_are_shown_before_anything_is_planned(desk: Desk, rows: Rows, ana: Browser) -> None:
    shown = text_of(send(ana, "/matches/ma/ending", do="show", **DAYS).text)
    assert shown.count("will come to an end on Friday, April 3") == 2
    assert every(desk, t.Ending) == []
    before = len(every(desk, t.Outbox))
    assert send(ana, "/matches/ma/ending", do="plan", **DAYS).status_code == 303
    (ending,) = every(desk, t.Ending)
    assert (ending.how, ending.state, str(ending.ends_on)) == ("planned", "planned", "2026-04-03")
    assert {row.person_id for row in every(desk, t.Plan, kind="match")} == {"mia", "max"}
    assert len(every(desk, t.Outbox)) == before, "nothing leaves yet"
    assert "The last day is Fri 3 Apr" in text_of(ana.get("/matches/ma/ending").text)
    assert "Change the day instead" in text_of(send(ana, "/matches/ma/ending", do="plan", **DAYS).text)
    assert send(ana, "/matches/ma/ending", do="call_off").status_code == 303
    assert every(desk, t.Ending)[0].state == "off"


def test_what_is_unticked_is_not_said(desk: Desk, ana: Browser) -> None:
    shown = text_of(send(ana, "/matches/ma/ending", do="show_now", why="left").text)
    assert "Ask Mia" in shown
    before = {row.person_id for row in every(desk, t.Outbox, message_class="prompt", state="queued")}
    send(ana, "/matches/ma/end", why="left", shown="yes", tell_mentor="yes", asks_later="yes")
    after = every(desk, t.Outbox, message_class="prompt", state="queued")
    assert {row.person_id for row in after} - before <= {"max"}
    (ending,) = every(desk, t.Ending)
    assert ending.asks_later


def test_after_a_death_today_asks_for_a_person_until_one_says_so(desk: Desk, ana: Browser) -> None:
    page = text_of(ana.get("/people/mia/died").text)
    assert "Nobody is told by text" in page
    assert "thinking of you" in page
    assert send(ana, "/people/mia/died").status_code == 422, "unsure"
    assert send(ana, "/people/mia/died", sure="yes").status_code == 303
    today = text_of(ana.get("/").text)
    assert "To be told by a person" in today
    before = len(every(desk, t.Outbox, person_id="max"))
    assert "has to hear from a person" in text_of(ana.get("/matches/ma/told").text)
    assert send(ana, "/matches/ma/told").status_code == 303
    assert len(every(desk, t.Outbox, person_id="max")) == before + 1
    assert "To be told by a person" not in text_of(ana.get("/").text)
    assert send(ana, "/matches/ma/told").status_code == 422


@pytest.mark.mission("1.3")
def test_what_was_written_down_suggests_a_mentor_with_reasons(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.change(t.Match, "ma", until=rows.desk.now())
    send(ana, "/people/mia/matching", interests="cooking, chess", wishes="somebody patient")
    send(ana, "/people/max/matching", interests="cook", capacity="3")
    kept = every(desk, t.Side, person_id="mia")[0]
    assert b"cooking" not in kept.body
    assert "cooking, chess" in ana.get("/people/mia/matching").text
    page = text_of(ana.get("/people/mia/match").text)
    assert "somebody patient" in page
    assert "like cooking" in page or "Not ready" in page
    assert send(ana, "/people/max/matching", capacity="many").status_code == 422


@pytest.mark.mission("1.9")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-US", "took part in Northside Mentoring from November 3, 2025 to March 6, 2026"),
        ("en-GB", "took part in Northside Mentoring from 3 November 2025 to 6 March 2026"),
        (
            "es",
            "estuvo en Northside Mentoring desde el 3 de noviembre de 2025 hasta el 6 de marzo de 2026",
        ),
    ],
)
def test_what_has_run_its_course_can_be_printed(rows: Rows, ana: Browser, language: str, words: str) -> None:
    sheet = "/people/mia/certificate/ma"
    assert "this one has not" in text_of(ana.get(sheet).text)
    assert sheet not in ana.get("/people/mia").text
    rows.change(t.Person, "mia", language=language)
    rows.change(t.Match, "ma", since=datetime(2025, 11, 3, 18, tzinfo=UTC), until=NOW, ended="finished")
    assert sheet in ana.get("/people/mia").text
    assert words in text_of(ana.get(sheet).text)
    assert ana.get("/people/dev/certificate/ma").status_code == 404
