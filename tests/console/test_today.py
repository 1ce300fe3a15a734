"""The first page: what stands on it, in which order, how much of it, and what can be done there."""

import pytest
from console_rows import Browser, Desk, Rows, ago, csrf, every
from test_pages import text_of

from console.today_rows import KINDS
from records import tables as t
from records.kinds import InboxOutcome


def section(page: str, code: str) -> str:
    """What stands under one kind, without its tags."""
    return text_of(page.partition(f'id="{code}-h"')[2].partition("</section>")[0])


def heard(rows: Rows, who: str, words: str, hours: float) -> None:
    """Words that wait for a person."""
    waiting = InboxOutcome.FOR_A_PERSON
    rows.heard(who, words, at=ago(hours=hours), needs_person=True, outcome=waiting)


def waits(rows: Rows, number: int, hours: float) -> str:
    """Somebody of their own who waits since then."""
    own = f"w{number:02d}"
    rows.person(own, f"Waiter {number:02d}", "mentee")
    rows.heard(
        own,
        f"words of {number:02d}",
        at=ago(hours=hours),
        needs_person=True,
        outcome=InboxOutcome.FOR_A_PERSON,
    )
    return own


def test_five_of_a_kind_the_oldest_first_and_all_of_them_on_a_page_of_their_own(
    desk: Desk, rows: Rows, ana: Browser
) -> None:
    for number in range(60):
        waits(rows, number, hours=100 - number)
    page = ana.get("/").text
    shown = section(page, "waiting")
    assert [f"Waiter {number:02d}" in shown for number in range(7)] == [True] * 5 + [False] * 2
    assert "All 61" in shown
    first, second = ana.get("/today/waiting").text, ana.get("/today/waiting?from=51").text
    assert "1 to 50 of 61" in text_of(first)
    assert "51 to 61 of 61" in text_of(second)
    assert "Waiter 49" in first
    assert "Waiter 50" in second
    assert "/today/waiting?from=51" in first
    assert "/today/waiting?from=1" in second


def test_ages_are_told_in_words_and_in_colour(rows: Rows, ana: Browser) -> None:
    for number, hours in enumerate((1, 5, 30)):
        waits(rows, number, hours)
    page = ana.get("/").text
    shown = section(page, "waiting")
    assert "Waiter 02 1 message since yesterday 06:00 words of 02 1 day ago · overdue" in shown
    assert "5 h ago · see to it today" in shown
    assert "1 h ago Read" in shown
    assert 'class="age age-late"' in page
    assert 'class="age age-soon"' in page


def test_the_line_that_waits_is_shown_and_that_it_was_read_is_kept_once(
    desk: Desk, rows: Rows, ana: Browser
) -> None:
    read = "waiting read"
    assert "bus pass" not in section(ana.get("/").text, "waiting"), "a voice note came last, without words"
    assert not every(desk, t.Audit, action=read, person_id="mia")
    rows.heard(
        "mia",
        "Never mind,\nI have <it>",
        at=ago(minutes=1),
        needs_person=True,
        outcome=InboxOutcome.FOR_A_PERSON,
    )
    for _ in range(3):
        page = ana.get("/").text
    assert "Never mind, I have &lt;it&gt;" in page
    assert len(every(desk, t.Audit, action=read, person_id="mia")) == 1
    heard(rows, "mia", "And thanks", 0)
    assert "And thanks" in ana.get("/").text
    assert len(every(desk, t.Audit, action=read, person_id="mia")) == 2, "other words, read anew"
    assert "read on the first page what waits for a person" in text_of(ana.get("/people/mia").text)


def test_a_row_is_answered_where_it_stands(desk: Desk, ana: Browser) -> None:
    assert 'action="/people/mia/reply"' in ana.get("/").text
    done = ana.post("/people/mia/reply", data={"csrf": csrf(ana), "text": "I will ring you", "back": "today"})
    assert (done.status_code, done.headers["location"]) == (303, "/")
    assert "Mia Torres" not in section(ana.get("/").text, "waiting")


def test_no_list_of_that_name(ana: Browser) -> None:
    assert ana.get("/today/nonsense").status_code == 404


@pytest.mark.parametrize("kind", [kind.code for kind in KINDS])
def test_every_kind_has_its_page(ana: Browser, kind: str) -> None:
    for place in ("", "?from=1", "?from=51", "?from=-3", "?from=x", "?from=9999999"):
        assert ana.get(f"/today/{kind}{place}").status_code == 200
