"""What the desk reminds of, and lets one do: meetings, one's own password, replies, clashes of conditions."""

from datetime import timedelta

import httpx
import pytest
from console_rows import NOW, PASSWORD, Browser, Desk, Rows, ago, create_console, csrf, every, sign_in
from test_pages import text_of

from records import effects as fx
from records import tables as t

NEW = "five green kites up"


def send(browser: Browser, path: str, **fields: str) -> httpx.Response:
    return browser.post(path, data={**fields, "csrf": csrf(browser)})


# --- meetings ---


def test_a_match_without_a_logged_meeting_is_named(desk: Desk, rows: Rows, ana: Browser) -> None:
    page = text_of(ana.get("/").text)
    assert "Mia Torres Walks with Max Bauer since Thu 15 Jan 12:00, and no meeting is logged" in page
    rows.record("mia", "meeting", at=ago(days=20), with_id="max")
    assert "No meeting with Max Bauer logged since Sat 14 Feb 12:00" in text_of(ana.get("/").text)
    rows.record("mia", "meeting", at=ago(days=5), with_id="ana")
    assert "Meetings not logged" in ana.get("/").text, "that one was with somebody else"
    met = {"on": "2026-02-25", "minutes": "30", "place": "Library", "who": "max"}
    assert send(ana, "/people/mia/meeting", **met).status_code == 303
    assert "Meetings not logged" not in ana.get("/").text
    desk.time += timedelta(days=7)
    assert "Meetings not logged" in ana.get("/").text
    rows.change(t.Match, "ma", until=NOW)
    assert "Meetings not logged" not in ana.get("/").text


def test_a_young_match_has_time(rows: Rows, ana: Browser) -> None:
    rows.change(t.Match, "ma", since=ago(days=13))
    assert "Meetings not logged" not in ana.get("/").text


# --- one's own password ---


def test_a_password_is_changed_and_other_browsers_are_out(desk: Desk, ana: Browser) -> None:
    elsewhere = Browser(create_console(desk))
    sign_in(elsewhere)
    assert elsewhere.get("/").status_code == 200
    changed = send(ana, "/account/password", current=PASSWORD, password=NEW)
    assert changed.headers["location"] == "/account?changed=password"
    assert "Every other browser is signed out" in ana.get("/account?changed=password").text
    assert elsewhere.get("/").headers["location"] == "/sign-in"
    assert sign_in(elsewhere).status_code == 422
    assert sign_in(elsewhere, password=NEW).status_code == 303
    assert every(desk, t.Audit, action="password_set")


@pytest.mark.parametrize(
    ("current", "password", "said"),
    [
        ("not it", NEW, "not your password now"),
        (PASSWORD, "short", "12 characters"),
        (PASSWORD, "ana@example.org ana", "easy to guess"),
    ],
)
def test_a_password_that_may_not_be_is_refused(
    desk: Desk, ana: Browser, current: str, password: str, said: str
) -> None:
    (before,) = every(desk, t.Staff, login="ana@example.org")
    answer = send(ana, "/account/password", current=current, password=password)
    assert answer.status_code == 422
    assert said in answer.text
    assert every(desk, t.Staff, login="ana@example.org") == [before]


def test_a_browser_left_open_does_not_guess_for_long(ana: Browser) -> None:
    answers = [send(ana, "/account/password", current="guess", password=NEW) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert send(ana, "/account/password", current=PASSWORD, password=NEW).status_code == 429


# --- replies ---


def test_a_reply_stands_in_the_record_it_was_written_from(desk: Desk, rows: Rows, ana: Browser) -> None:
    (checked_in,) = every(desk, t.MeetingRecord, person_id="mia", kind="check_in")
    sent = send(ana, f"/records/{checked_in.id}/reply", text="Well done on the keys.")
    assert sent.headers["location"] == f"/records/{checked_in.id}#end"
    (line,) = [row for row in every(desk, t.Outbox, person_id="mia") if row.staff_id]
    assert line.record_id == checked_in.id
    (waiting,) = every(desk, t.MeetingRecord, person_id="mia", kind="message")
    from_page = send(ana, "/people/mia/reply", text="And the bus pass is here.")
    assert from_page.headers["location"] == "/people/mia#end"
    assert every(desk, t.Outbox, record_id=waiting.id, state="queued")


# --- conditions against what is arranged ---


def condition(browser: Browser, person: str, **fields: str) -> str:
    """Add a condition; the page that follows."""
    added = send(browser, f"/people/{person}/edit/condition", **fields)
    assert added.status_code == 303
    return browser.get(added.headers["location"].partition("#")[0]).text


def test_no_contact_with_ones_mentor_is_said_until_it_is_put_right(rows: Rows, ana: Browser) -> None:
    warning = "They walk with Max Bauer, whom they may have no contact with."
    assert warning in condition(ana, "mia", kind="no_contact", other="max")
    assert warning in ana.get("/people/mia").text
    assert "They walk with Mia Torres" in ana.get("/people/max").text, "whoever of the two has it"
    rows.change(t.Match, "ma", until=NOW)
    assert warning not in ana.get("/people/mia").text


def test_an_approved_contact_is_no_clash(desk: Desk, rows: Rows, ana: Browser) -> None:
    approval = desk.sealer.seal("mia", "match", "approval", "ma", "P. Officer; letter of 2 March")
    rows.change(t.Match, "ma", approval=approval)
    assert "no contact with." not in condition(ana, "mia", kind="no_contact", other="max")


@pytest.mark.parametrize(
    ("start", "end", "clash"),
    [
        ("17:00", "19:00", True),
        ("18:00", "06:00", True),
        ("20:00", "07:00", False),
        ("06:00", "18:00", False),
    ],
)
def test_a_curfew_over_the_check_in_is_said(ana: Browser, start: str, end: str, clash: bool) -> None:
    page = condition(ana, "mia", kind="curfew", start=start, end=end)
    assert ("asked of them at 18:00, inside their curfew" in page) is clash


def test_an_app_that_was_the_only_way_to_them_is_said(rows: Rows, ana: Browser) -> None:
    rows.person("tia", "Tia Flores", "mentee", phone="1234", channel="telegram")
    assert "The only way to them is an app" in condition(ana, "tia", kind="no_app", app="telegram")
    assert "The only way to them" not in condition(ana, "mia", kind="no_app", app="telegram")
    rows.save(fx.BlockAddress("tia-a", blocked=False))  # a text of theirs does not open what is barred
    assert "The only way to them" in ana.get("/people/tia").text
