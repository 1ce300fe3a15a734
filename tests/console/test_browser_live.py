"""What comes into an open page by itself, in a real browser; nothing that is typed is lost."""

from collections.abc import Iterator

import pytest
from console_rows import Desk, Rows, ago, create_console, every
from live import served
from playwright.sync_api import Browser, expect
from window import NEEDS, WIDTHS, chromium_running, fits, window

from handlers.access import signing_in
from records import tables as t
from records.kinds import InboxOutcome

pytestmark = NEEDS


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with chromium_running() as browser:
        yield browser


@pytest.fixture
def address(desk: Desk, rows: Rows) -> Iterator[str]:
    with served(create_console(desk)) as found:
        yield found


def session(desk: Desk, login: str = "ana@example.org") -> str:
    (staff,) = every(desk, t.Staff, login=login)
    return desk.write(
        lambda c: signing_in.open_login(c, desk.sealer, desk.wall(), staff.id, staff.login, "192.0.2.7")
    )


def waits(rows: Rows, words: str) -> None:
    rows.heard("mia", words, at=ago(minutes=0), needs_person=True, outcome=InboxOutcome.FOR_A_PERSON)


@pytest.mark.parametrize("width", WIDTHS)
def test_words_come_without_a_reload_and_nothing_typed_is_lost(
    desk: Desk, rows: Rows, chromium: Browser, address: str, width: int
) -> None:
    with window(chromium, address, width, session(desk)) as page:
        page.goto("/")
        waiting = page.get_by_role("region", name="Waiting for a person")
        waits(rows, "Is the office open?")
        expect(waiting.get_by_text("Is the office open?")).to_be_visible(timeout=8000)
        expect(page.get_by_text("Something new has come.")).to_be_visible()
        waiting.get_by_text("Answer here").first.click()
        box = waiting.get_by_label("Message to Mia Torres")
        box.fill("Yes, until")
        waits(rows, "Never mind")
        expect(page.get_by_text("There is something new on this page.")).to_be_visible(timeout=8000)
        expect(box).to_have_value("Yes, until")
        expect(page.get_by_text("Never mind")).to_have_count(0)
        fits(page)
        page.get_by_role("link", name="Show it").click()
        expect(page.get_by_text("Never mind")).to_be_visible()


def test_a_colleague_on_the_same_page_is_named_and_signing_out_ends_it(
    desk: Desk, rows: Rows, chromium: Browser, address: str
) -> None:
    rows.person("bea", "Bea Holm", "coordinator")
    rows.staff("bea", "bea@example.org")
    with window(chromium, address, 1280, session(desk)) as first:
        first.goto("/people/mia")
        with window(chromium, address, 360, session(desk, "bea@example.org")) as second:
            second.goto("/people/mia")
            expect(first.get_by_text("Bea Holm has this page open as well.")).to_be_visible(timeout=8000)
            expect(second.get_by_text("Ana Lindqvist has this page open as well.")).to_be_visible(
                timeout=8000
            )
            fits(second)
        expect(first.get_by_text("Bea Holm has this page open as well.")).to_be_hidden(timeout=8000)
        for login in every(desk, t.Login):
            desk.write(lambda c, login_id=login.id: signing_in.close_login(c, login_id))
        expect(first.get_by_text("You are signed out here.")).to_be_visible(timeout=8000)
