"""Every link and every way a form leads: as each role, none of them ends at a page that refuses.

The crawl begins at the first page, follows every link and redirect of the console, and presses no buttons.
"""

import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from console_rows import NOW, Browser, Desk, Rows, ago, csrf, every
from test_open_flags import enter

from handlers.desk.findings import Finding, LiveState
from records import tables as t
from records.kinds import StaffRole
from safety.tiers import Tier

_LINK = re.compile(r'<a [^>]*href="([^"]*)"')
_MOST = 400


def links(text: str) -> Iterator[str]:
    """Where a page leads within the console."""
    for found in _LINK.findall(text):
        path = unescape(found)
        if not urlsplit(path).scheme and not path.startswith("#"):
            yield path


def crawl(browser: Browser, start: str = "/") -> dict[str, tuple[int, str]]:
    """Every address that can be reached by links, its status, and from which page it was reached."""
    found: dict[str, tuple[int, str]] = {}
    waiting = deque([(start, "")])
    while waiting and len(found) < _MOST:
        path, source = waiting.popleft()
        path = path.partition("#")[0] or "/"
        if path in found:
            continue
        answer = browser.get(path)
        found[path] = (answer.status_code, source)
        if "location" in answer.headers:
            waiting.append((urljoin(path, answer.headers["location"]), path))
        elif "text/html" in answer.headers.get("content-type", ""):
            waiting += [(urljoin(path, link), path) for link in links(answer.text)]
    return found


def refused(found: dict[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    return {path: what for path, what in found.items() if what[0] not in (200, 303)}


@pytest.fixture
def busy(desk: Desk, rows: Rows) -> Desk:
    """A programme in which something waits everywhere, not all in order, with all three roles."""
    rows.person("lea", "Lea Kern", "coordinator", phone="+15005550111")
    rows.change(t.Staff, rows.staff("lea", "lea@example.org"), role=StaffRole.LEAD)
    rows.person("bob", "Bob Weiss", "coordinator")
    rows.staff("bob", "bob@example.org")
    rows.change(t.Person, "joe", coordinator_id="bob")
    rows.flag("joe", rows.record("joe", "safety"), tier=Tier.URGENT)  # reached nobody
    rows.flag("mia", rows.record("mia", "safety", with_id="joe"), tier=Tier.CONCERN)
    rows.flag("ana", rows.record("ana", "safety"), drill=True)
    rows.change(t.Person, "mia", held_at=ago(hours=3))
    for kind, role in (("correction", "coordinator"), ("complaint", "lead")):
        rows.insert(
            t.Request,
            id=f"rq-{kind}",
            programme_id="pr",
            person_id="mia",
            record_id=rows.record("mia", "complaint" if role == "lead" else "message"),
            kind=kind,
            for_role=role,
            body=b"",
            raised_at=NOW,
            outcome=b"",
        )
    rows.change(t.Programme, "pr", retention_days=10)
    rows.change(t.Match, "ma", reasons=b"", since=ago(days=40))
    desk.ready = LiveState(live=False, open=3)
    desk.found = [Finding("quiet hours", "They are not set.", "Set them under Settings.", "", "pr")]
    return desk


ROLES = ("ana@example.org", "bob@example.org", "lea@example.org", "adi@example.org")


@pytest.mark.found("K10")
@pytest.mark.parametrize("administrator", [False, True], ids=["lead manages", "administrator manages"])
@pytest.mark.parametrize("live", [False, True], ids=["not live", "live, not in order"])
def test_no_link_leads_anybody_to_a_page_that_refuses(
    busy: Desk, rows: Rows, administrator: bool, live: bool
) -> None:
    busy.ready = LiveState(live=live, open=3)
    logins = list(ROLES[:3])
    if administrator:
        rows.person("adi", "Adi Roth")
        rows.change(t.Staff, rows.staff("adi", "adi@example.org"), role=StaffRole.ADMINISTRATOR)
        logins.append("adi@example.org")
    for login in logins:
        browser = enter(busy, login)
        found = crawl(browser)
        assert refused(found) == {}, login
        assert len(found) > 10 or administrator, login


@pytest.mark.found("K10")
def test_the_crawl_sees_a_page_that_refuses(busy: Desk) -> None:
    found = crawl(enter(busy, "ana@example.org"), "/settings")
    assert refused(found) == {"/settings": (403, "")}
    assert every(busy, t.Staff, login="ana@example.org")


@pytest.mark.found("K10")
def test_the_card_sends_only_those_to_the_settings_who_may_change_them(busy: Desk, rows: Rows) -> None:
    rows.person("adi", "Adi Roth")
    rows.change(t.Staff, rows.staff("adi", "adi@example.org"), role=StaffRole.ADMINISTRATOR)
    for login, may in (("ana@example.org", False), ("lea@example.org", False), ("adi@example.org", True)):
        browser = enter(busy, login)
        found = crawl(browser, "/card")
        assert refused(found) == {}, login
        assert ("/settings" in found) == may


@pytest.mark.found("K10")
def test_closing_a_flag_of_a_colleagues_person_leads_back_to_today(busy: Desk, rows: Rows) -> None:
    rows.change(t.Person, "dev", coordinator_id="bob")
    (flag,) = every(busy, t.Flag, person_id="dev")
    ana = enter(busy, "ana@example.org")  # she was alerted, so she sees it while it is open
    assert ana.get(f"/records/{flag.record_id}").status_code == 200
    closed = ana.post(f"/flags/{flag.id}/close", data={"csrf": csrf(ana), "outcome": "Spoke with him"})
    assert closed.headers["location"] == "/"
    assert ana.get(f"/records/{flag.record_id}").status_code == 404
