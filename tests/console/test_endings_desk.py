"""Endings at the desk: what will be said stands there first; after a death a person tells, and says so."""

import pytest
from console_rows import Browser, Desk, Rows, csrf, every
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
