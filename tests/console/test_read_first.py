"""What the second look marked: on Today with its reason, in the log and its record, until it is read."""

import httpx
import pytest
from console_rows import Browser, Desk, Rows, csrf, every
from test_pages import text_of

from records import tables as t

ALIKE = "who wants my dog\nyou can have my tools\nwont be needing the flat"


def send(browser: Browser, path: str, **fields: str) -> httpx.Response:
    return browser.post(path, data={**fields, "csrf": csrf(browser)})


@pytest.fixture
def marked(desk: Desk, rows: Rows) -> t.SecondLook:
    """A message of somebody Ana may read."""
    message = next(row for row in every(desk, t.Inbox) if row.record_id and row.person_id == "dev")
    values = {
        "inbox_id": message.id,
        "person_id": message.person_id,
        "record_id": message.record_id,
        "level": "marked",
        "score": 1.5,
        "category": "suicide",
        "alike": desk.sealer.seal(message.person_id, "second_look", "alike", message.id, ALIKE),
        "at": desk.now(),
    }
    rows.insert(t.SecondLook, **values)
    return t.SecondLook.model_validate(values)


def test_it_stands_on_today_in_the_log_and_in_its_record(ana: Browser, marked: t.SecondLook) -> None:
    today = text_of(ana.get("/").text)
    assert "Read first" in today
    assert all(line in today for line in ALIKE.splitlines())
    assert "Read first" in text_of(ana.get("/log").text)
    record = text_of(ana.get(f"/records/{marked.record_id}").text)
    assert "Marked by the second look" in record
    assert "wont be needing the flat" in record


def test_whoever_has_read_it_takes_it_off_the_first_page(
    desk: Desk, ana: Browser, marked: t.SecondLook
) -> None:
    done = send(ana, f"/looks/{marked.inbox_id}/read", back="today")
    assert done.headers["location"] == "/"
    assert "wont be needing the flat" not in text_of(ana.get("/").text)
    assert "Marked by the second look" in text_of(ana.get(f"/records/{marked.record_id}").text)
    (audit,) = every(desk, t.Audit, action="read a marked message")
    assert audit.person_id == marked.person_id


def test_of_words_that_are_theirs_alone_it_says_to_ask_and_shows_nothing_like_them(
    ana: Browser, rows: Rows, marked: t.SecondLook
) -> None:
    rows.change(t.Inbox, marked.inbox_id, outcome="own")
    for path in ("/", f"/records/{marked.record_id}"):
        page = text_of(ana.get(path).text)
        assert "may need a look: most like words about suicide" in page
        assert "Ask how they are" in page
        assert "wont be needing the flat" not in page


def test_of_somebody_else_there_is_nothing(ana: Browser) -> None:
    assert send(ana, "/looks/no-such-message/read").status_code == 404


def test_where_nothing_is_read_the_first_page_says_so(desk: Desk, ana: Browser) -> None:
    assert "second time" not in text_of(ana.get("/").text)
    desk.no_second_look = "What it needs cannot be loaded."
    assert "not read a second time at present: What it needs cannot be loaded." in text_of(ana.get("/").text)
