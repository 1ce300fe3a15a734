"""Erasing a person: by the lead, by name, for good."""

from datetime import timedelta

import pytest
from console_rows import Browser, Desk, Rows, create_console, csrf, every

from handlers.access import signing_in
from handlers.desk import erasing
from records import tables as t
from records.arrivals import Arrival, claim
from records.kinds import StaffRole
from records.sealing import KeyGone


@pytest.fixture
def lead(desk: Desk, rows: Rows) -> Browser:
    """Ana's browser, as the lead."""
    (staff,) = every(desk, t.Staff, login="ana@example.org")
    rows.change(t.Staff, staff.id, role=StaffRole.LEAD)
    browser = Browser(create_console(desk))
    token = desk.write(
        lambda c: signing_in.open_login(c, desk.sealer, desk.wall(), staff.id, staff.login, "192.0.2.7")
    )
    browser.cookies.set("handrail-session", token, domain="console.test")
    return browser


@pytest.fixture
def talk(rows: Rows, tia: str) -> str:
    """A record with words of hers."""
    record_id = rows.record(tia, "message")
    rows.heard(tia, "a word nobody else should read", record_id)
    return record_id


@pytest.fixture
def tia(rows: Rows) -> str:
    """Somebody with a phone."""
    rows.person("ben", "Ben Marsh", "mentor", phone="ben", channel="phones")
    rows.person("tia", "Tia Flores", "mentee", phone="tia", channel="phones")
    return "tia"


def erase(browser: Browser, person: str, name: str) -> int:
    answer = browser.post(f"/people/{person}/erase", data={"name": name, "csrf": csrf(browser)})
    return answer.status_code


@pytest.mark.mission("5.8")
def test_what_they_wrote_is_gone_and_the_record_stays(lead: Browser, desk: Desk, tia: str, talk: str) -> None:
    assert "a word nobody else" in lead.get(f"/records/{talk}").text
    assert erase(lead, tia, "tia flores ") == 303
    page = lead.get(f"/records/{talk}")
    assert page.status_code == 200
    assert "a word nobody else" not in page.text
    assert "Tia" not in page.text
    assert "Tia" not in lead.get("/people").text
    with pytest.raises(KeyGone):
        desk.sealer.keys.cipher(tia)


def test_their_number_is_a_strangers_from_then_on(lead: Browser, desk: Desk, tia: str) -> None:
    erase(lead, tia, "Tia Flores")
    arrival = Arrival("phones", "new-1", "tia", desk.now(), word="hello")
    claimed = desk.write(lambda c: claim(c, desk.sealer, desk.now(), {0: arrival}))
    assert claimed[0].person_id != tia
    (was,) = every(desk, t.Address, person_id=tia)
    assert (was.value, was.blocked) == (b"", True)


def test_nothing_goes_to_them_any_more(lead: Browser, desk: Desk, tia: str) -> None:
    erase(lead, tia, "Tia Flores")
    assert [row.due_at for row in every(desk, t.Plan, person_id=tia) if row.due_at] == []
    assert every(desk, t.Outbox, person_id=tia, state="queued") == []
    (row,) = every(desk, t.Person, id=tia)
    assert row.standing == "stopped"


@pytest.mark.parametrize("name", ["", "Tia", "Ben Marsh"])
def test_a_slip_erases_nobody(lead: Browser, desk: Desk, tia: str, name: str) -> None:
    assert erase(lead, tia, name) == 422
    assert desk.sealer.keys.cipher(tia)


def test_who_left_long_ago_stands_on_today_until_erased(
    lead: Browser, desk: Desk, rows: Rows, tia: str
) -> None:
    rows.change(t.Programme, "pr", retention_days=30)
    assert "Kept for as long" not in lead.get("/").text
    (part,) = every(desk, t.Membership, person_id=tia)
    rows.change(t.Membership, part.id, until=desk.now() - timedelta(days=31))
    page = lead.get("/").text
    assert "Kept for as long" in page
    assert f"/people/{tia}/erase" in page
    erase(lead, tia, "Tia Flores")
    assert "Kept for as long" not in lead.get("/").text


def test_an_open_flag_is_seen_to_first(lead: Browser, rows: Rows, tia: str, talk: str) -> None:
    rows.flag(tia, talk)
    assert erase(lead, tia, "Tia Flores") == 422


def test_whoever_has_an_account_is_not_erased(lead: Browser) -> None:
    assert erase(lead, "ana", "Ana Lindqvist") == 422


def test_twice_is_once_and_a_stop_in_between_is_made_good(
    lead: Browser, desk: Desk, tia: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "destroy_keys", lambda *_: None)  # the program ends here
    erase(lead, tia, "Tia Flores")
    assert desk.sealer.keys.cipher(tia)
    monkeypatch.undo()
    with desk.read() as connection:
        erasing.destroy_keys(connection, desk.sealer)
        erasing.destroy_keys(connection, desk.sealer)
    with pytest.raises(KeyGone):
        desk.sealer.keys.cipher(tia)


def test_writing_about_them_afterwards_is_told_in_words(lead: Browser, tia: str, talk: str) -> None:
    erase(lead, tia, "Tia Flores")
    answer = lead.post(f"/records/{talk}/reply", data={"text": "Hello?", "csrf": csrf(lead)})
    assert answer.status_code in (410, 422)
    assert "erased" in answer.text.lower() or "stopped" in answer.text.lower()
