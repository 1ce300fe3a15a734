"""The simulated phones: what they show, what they send, and that they exist only where they should."""

import pytest
from console_rows import NOW, Browser, Desk, Rows, ago, create_console, every

from records import tables as t


@pytest.fixture
def phones(desk: Desk, rows: Rows) -> Browser:
    """A browser at a console with three simulated phones. Nobody is signed in."""
    rows.person("ben", "Ben Marsh", "mentor", phone="ben", channel="phones")
    rows.person("tia", "Tia Flores", "mentee", phone="tia", channel="phones")
    rows.person("kim", "Kim Ortega", "coordinator", phone="kim", channel="phones")
    return Browser(create_console(desk))


def test_without_simulated_phones_there_is_no_such_page(desk: Desk, rows: Rows) -> None:
    desk.simulated = False
    browser = Browser(create_console(desk))
    assert browser.get("/phones").status_code == 404
    assert browser.get("/phones/feed").status_code == 404
    for path in ("/phones/type", "/phones/tap", "/phones/advance"):
        assert browser.post(path, json={"person": "tia", "text": "x", "hours": 1}).status_code == 404
    assert "/phones" not in browser.get("/sign-in").text
    assert desk.typed == []
    assert desk.time == NOW


def test_phones_stand_side_by_side_mentees_first(phones: Browser) -> None:
    page = phones.get("/phones").text
    assert "Simulated phones" in page
    places = [page.index(name) for name in ("Tia Flores", "Ben Marsh", "Kim Ortega")]
    assert places == sorted(places)
    assert "Mia Torres" not in page  # her phone is a real one
    assert 'href="/"' in page


def test_without_any_the_page_says_so(browser: Browser) -> None:
    assert "There are no simulated phones" in browser.get("/phones").text
    assert browser.get("/phones/feed").json()["lines"] == []


def test_a_phone_shows_what_reached_it_and_what_it_sent(rows: Rows, phones: Browser) -> None:
    rows.said("tia", "How was your week?", channel="phones", at=ago(minutes=9), buttons=(("Good", "4"),))
    rows.said("tia", "not yet", channel="phones", state="queued", at=ago(minutes=8))
    rows.said("tia", "never", channel="phones", state="withheld", reason="stopped", at=ago(minutes=7))
    rows.said("tia", "perhaps", channel="phones", state="unknown", at=ago(minutes=7))
    rows.heard("tia", "4", channel="phones", at=ago(minutes=6))
    rows.heard("tia", "by text", channel="sms", at=ago(minutes=5))
    rows.said("mia", "another phone", at=ago(minutes=4))
    feed = phones.get("/phones/feed").json()
    assert [(line["person"], line["mine"], line["text"]) for line in feed["lines"]] == [
        ("tia", False, "How was your week?"),
        ("tia", True, "4"),
    ]
    assert feed["lines"][0]["buttons"] == [{"label": "Good", "code": "4"}]
    assert feed["lines"][0]["hour"] == "11:51"
    assert feed["clock"] == {"day": "Fri 6 Mar", "hour": "12:00"}


def test_the_feed_goes_on_from_its_cursor_and_misses_nothing(rows: Rows, phones: Browser) -> None:
    rows.said("tia", "long ago", channel="phones", at=ago(hours=1))
    rows.said("tia", "just now", channel="phones", at=NOW)
    cursor = phones.get("/phones/feed").json()["cursor"]
    rows.said("tia", "in the same moment", channel="phones", at=NOW)
    news = phones.get("/phones/feed", params={"after": cursor}).json()
    assert [line["text"] for line in news["lines"]] == ["just now", "in the same moment"]
    assert news["cursor"] == cursor


@pytest.mark.parametrize("cursor", ["yesterday", "2026-03-06T10:00:00", "0001-01-01T00:00:00+00:00"])
def test_a_cursor_that_makes_no_sense_is_said(phones: Browser, cursor: str) -> None:
    assert phones.get("/phones/feed", params={"after": cursor}).status_code == 422


def test_typing_tapping_and_moving_the_clock_reach_the_desk(desk: Desk, phones: Browser) -> None:
    assert phones.post("/phones/type", json={"person": "tia", "text": "hello"}).status_code == 204
    assert desk.typed == [("tia", "hello")]
    sent = every(desk, t.Outbox, person_id="tia")[0].id
    tapped = {"person": "tia", "message": sent, "code": "not_yet"}
    assert phones.post("/phones/tap", json=tapped).status_code == 204
    assert desk.tapped == [("tia", sent, "not_yet")]
    assert phones.post("/phones/advance", json={"hours": 24}).status_code == 204
    assert phones.get("/phones/feed").json()["clock"]["day"] == "Sat 7 Mar"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/phones/type", {"person": "nobody", "text": "x"}, 404),
        ("/phones/type", {"person": "mia", "text": "x"}, 404),
        ("/phones/type", {"person": "tia", "text": ""}, 422),
        ("/phones/type", {"person": "tia", "text": "x" * 1601}, 422),
        ("/phones/type", {"text": "x"}, 422),
        ("/phones/tap", {"person": "nobody", "message": "m", "code": "c"}, 404),
        ("/phones/advance", {"hours": 3}, 422),
        ("/phones/advance", {"hours": -24}, 422),
    ],
)
def test_bad_input_is_refused(
    desk: Desk, phones: Browser, path: str, body: dict[str, object], status: int
) -> None:
    assert phones.post(path, json=body).status_code == status
    assert desk.typed == desk.tapped == []
    assert desk.time == NOW


def test_another_site_cannot_type(desk: Desk, phones: Browser) -> None:
    body = {"person": "tia", "text": "x"}
    refused = phones.post("/phones/type", json=body, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    plain = phones.post(
        "/phones/type", content='{"person":"tia","text":"x"}', headers={"Content-Type": "text/plain"}
    )
    assert plain.status_code == 422
    assert desk.typed == []
