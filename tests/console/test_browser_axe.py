"""Every page of the console, held against axe: on a phone and on a desk, by day and by night."""

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from console_rows import NOW, Desk, Rows, ago, create_console, every
from live import served
from playwright.sync_api import Browser, Page, expect
from window import NEEDS, WIDTHS, chromium_running, fits, window

from handlers.access import forms, signing_in
from handlers.desk.findings import Finding, LiveState
from records import tables as t
from records.kinds import StaffRole
from safety.tiers import Tier

pytestmark = NEEDS

PAGES = (
    "/caseload",
    "/today/waiting",
    "/",
    "/log",
    "/log?from=nonsense",
    "/people",
    "/people/new",
    "/people/readiness",
    "/people/mia",
    "/people/dev",
    "/people/who",
    "/people/max/edit",
    "/people/mia/edit",
    "/people/mia/match",
    "/people/mia/meeting",
    "/people/joe/erase",
    "/requests",
    "/requests/rq",
    "/rota",
    "/staff",
    "/settings",
    "/going-live",
    "/audit",
    "/account",
    "/card",
    "/safety",
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with chromium_running() as browser:
        yield browser


@pytest.fixture
def address(desk: Desk, rows: Rows) -> Iterator[str]:
    """A busy desk: something stands in every list, and not all is in order."""
    (ana,) = every(desk, t.Staff, login="ana@example.org")
    rows.change(t.Staff, ana.id, role=StaffRole.LEAD)
    rows.person("bob", "Bob Weiss", "coordinator", phone="+15005550133", standing="stopped")
    rows.staff("bob", "bob@example.org")
    rows.flag("mia", rows.record("mia", "safety"), tier=Tier.CONCERN, at=ago(days=8))
    rows.flag("max", rows.record("max", "safety"), tier=Tier.EMERGENCY)  # reached nobody
    drill = rows.record("ana", "safety")
    rows.alert(rows.flag("ana", drill, drill=True, at=ago(days=1)), drill, "ana", at=ago(days=1))
    rows.change(t.Person, "mia", held_at=ago(hours=3))
    rows.change(t.Address, "max-a", asked_at=ago(hours=1))
    rows.change(t.Match, "ma", reasons=b"", since=ago(days=40))
    rows.insert(t.Rota, id="ro", programme_id="pr", staff_id=ana.id, weekday=4, start="09:00", end="17:00")
    rows.insert(
        t.Request,
        id="rq",
        programme_id="pr",
        person_id="mia",
        kind="correction",
        body=desk.sealer.seal("mia", "request", "body", "rq", "The date of my release is wrong"),
        raised_at=NOW,
        outcome=b"",
    )
    desk.ready = LiveState(live=False, open=1)
    desk.found = [
        Finding("privacy notice", "Nobody has answered for it.", "Read it, and say so.", "privacy", "pr"),
        Finding("quiet hours", "From 21:00 to 08:00.", programme_id="pr"),
    ]
    with served(create_console(desk)) as where:
        yield where


def session(desk: Desk) -> str:
    (ana,) = every(desk, t.Staff, login="ana@example.org")
    return desk.write(
        lambda c: signing_in.open_login(c, desk.sealer, desk.wall(), ana.id, ana.login, "127.0.0.1")
    )


def violations(page: Page) -> list[str]:
    """What axe finds, each with where it is."""
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url.partition('//')[2].partition('/')[2]}: {one['id']}: "
        + "; ".join(str(node["target"]) + " " + node["html"][:110] for node in one["nodes"][:4])
        for one in found
    ]


@pytest.mark.found("K11")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_keeps_anybody_out(
    desk: Desk, rows: Rows, chromium: Browser, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    (ana,) = every(desk, t.Staff, login="ana@example.org")
    flag = every(desk, t.Flag, person_id="dev")[0]
    line = every(desk, t.Inbox, person_id="dev")[0]
    typed = [("text", "See you at six"), ("on", "2026-03-01")]
    kept = desk.write(lambda c: forms.keep(c, desk.sealer, desk.wall(), ana.id, "/people/mia/reply", typed))
    paths = (
        *PAGES,
        f"/kept/{kept}",
        f"/records/{flag.record_id}",
        f"/flags/{flag.id}/false-alarm",
        f"/lines/{line.id}/missed",
    )
    found: list[str] = []
    with window(chromium, address, width, session(desk)) as page:
        page.emulate_media(color_scheme=scheme)
        for path in paths:
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            found += violations(page)
            fits(page)
        page.goto("/people/dev")
        page.get_by_role("button", name="I am on it").click()
        expect(page.get_by_role("link", name="Call Devon Reed")).to_be_visible()
        found += violations(page)
    with window(chromium, address, width) as page:
        page.emulate_media(color_scheme=scheme)
        for path in ("/sign-in", "/phones"):
            page.goto(path)
            found += violations(page)
    context = chromium.new_context(viewport={"width": width, "height": 800}, base_url=address)
    context.add_cookies([{"name": "handrail-session", "value": session(desk), "url": address}])
    page = context.new_page()  # one that may log what the server refuses
    page.emulate_media(color_scheme=scheme)
    page.goto("/no-such-page")
    found += violations(page)
    context.close()
    assert found == [], "\n" + "\n".join(found)


@pytest.mark.found("K11")
@pytest.mark.parametrize("width", WIDTHS)
def test_the_mark_has_a_name_and_the_wide_table_moves_by_keys(
    desk: Desk, rows: Rows, chromium: Browser, address: str, width: int
) -> None:
    with window(chromium, address, width, session(desk)) as page:
        page.goto("/safety")
        expect(page.get_by_role("banner").get_by_role("link", name="Handrail")).to_have_count(1)
        table = page.get_by_role("region", name="Safety times by month")
        table.focus()
        expect(table).to_be_focused()
        wide = table.evaluate("one => one.scrollWidth > one.clientWidth")
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
        assert (table.evaluate("one => one.scrollLeft") > 0) == wide
        assert wide or width > 360
