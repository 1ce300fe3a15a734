"""Who may see that somebody complained, and who may act on whom."""

import pytest
from console_rows import Browser, Desk, Rows, csrf, every

from console.app import create_console
from handlers.access import signing_in
from records import effects as fx
from records import tables as t
from records.kinds import StaffRole


def signed_in(desk: Desk, login: str) -> Browser:
    """The browser of whoever has that login."""
    (staff,) = every(desk, t.Staff, login=login)
    token = desk.write(
        lambda c: signing_in.open_login(c, desk.sealer, desk.wall(), staff.id, staff.login, "192.0.2.7")
    )
    browser = Browser(create_console(desk))
    browser.cookies.set("handrail-session", token, domain="console.test")
    return browser


@pytest.fixture
def complaint(desk: Desk, rows: Rows) -> str:
    """Mia complained of Ana, who looks after her; the lead has read it."""
    rows.person("lee", "Lee Leads", "coordinator")
    leads = rows.staff("lee", "lee@example.org")
    rows.change(t.Staff, leads, role=StaffRole.LEAD)
    rows.change(t.Person, "mia", coordinator_id="ana")
    record_id = rows.record("mia", "complaint")
    rows.said("mia", "Thank you. This goes to Lee.", record_id, state="failed")
    rows.save(
        fx.OpenRequest(
            "rq", "pr", "mia", record_id, "complaint", "she shouted at me", for_role=StaffRole.LEAD
        ),
        fx.Audited(leads, "request read", "mia", record_id),
    )
    return record_id


@pytest.mark.parametrize(
    "path", ["/", "/people/mia", "/people/mia/edit", "/log?person=mia", "/export.csv?person=mia", "/requests"]
)
def test_nothing_shows_a_coordinator_that_somebody_complained(
    desk: Desk, rows: Rows, complaint: str, path: str
) -> None:
    page = signed_in(desk, "ana@example.org").get(path)
    assert page.status_code == 200
    assert complaint not in page.text
    assert "shouted" not in page.text
    assert "ead a request" not in page.text
    assert "Complain" not in page.text.replace("Complaint</option>", "")


def test_a_lead_sees_who_read_it_and_that_the_answer_did_not_arrive(
    desk: Desk, rows: Rows, complaint: str
) -> None:
    browser = signed_in(desk, "lee@example.org")
    assert "ead a request" in browser.get("/people/mia").text
    assert complaint in browser.get("/").text


ELSEWHERE = [
    "/people/mia/erase",
    "/people/mia/claim",
    "/people/mia/called",
    "/people/mia/resume",
    "/people/mia/mentor-may-know",
    "/people/mia/edit/phrase",
    "/people/mia/edit/word",
    "/people/mia/edit/theirs",
    "/people/mia/edit/retire",
    "/people/mia/meeting",
    "/people/mia/match",
    "/matches/ma/move",
    "/matches/ma/end",
    "/requests/rq/close",
]


@pytest.mark.parametrize("path", ELSEWHERE)
def test_the_lead_of_another_programme_changes_nothing_here(
    desk: Desk, rows: Rows, complaint: str, path: str
) -> None:
    (ola,) = every(desk, t.Staff, login="ola@example.org")
    rows.change(t.Staff, ola.id, role=StaffRole.LEAD)
    browser = signed_in(desk, "ola@example.org")
    before = len(every(desk, t.Audit))
    form = {"name": "Mia Torres", "who": "mia", "outcome": "left", "phrase": "seven yellow lanterns"}
    answer = browser.post(path, data=form | {"csrf": csrf(browser)})
    assert answer.status_code == 404, answer.text
    assert len(every(desk, t.Audit)) == before


def test_what_was_heard_elsewhere_is_entered_by_nobody_here(desk: Desk, rows: Rows) -> None:
    heard = rows.heard("eve", "a word", rows.record("eve", "message", programme_id="other"))
    (ana,) = every(desk, t.Staff, login="ana@example.org")
    rows.change(t.Staff, ana.id, role=StaffRole.LEAD)
    browser = signed_in(desk, "ana@example.org")
    assert browser.get(f"/lines/{heard}/missed").status_code == 404
    form = {"about": "eve", "tier": "urgent", "category": "suicide", "words": "in general words"}
    assert browser.post(f"/lines/{heard}/missed", data=form | {"csrf": csrf(browser)}).status_code == 404
    assert every(desk, t.Flag, person_id="eve") == []


def test_every_form_asks_for_its_own_token(desk: Desk, rows: Rows, complaint: str) -> None:
    browser = signed_in(desk, "lee@example.org")
    before = len(every(desk, t.Audit))
    for path in (*ELSEWHERE, "/going-live", "/safety/drill", "/people/mia/reply"):
        answer = browser.post(path, data={"name": "Mia Torres", "item": "privacy", "text": "hello"})
        assert answer.status_code == 403, path
    assert len(every(desk, t.Audit)) == before
