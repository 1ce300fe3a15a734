"""The console in a real browser, headless, over loopback."""

from collections.abc import Iterator

import pytest
from console_rows import Desk, Rows, ago, create_console, every
from live import served
from playwright.sync_api import Browser, Page, expect
from window import NEEDS, WIDTHS, chromium_running, enter, fits, window

from records import tables as t

pytestmark = NEEDS


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with chromium_running() as browser:
        yield browser


@pytest.fixture
def address(desk: Desk, rows: Rows) -> Iterator[str]:
    rows.person("ben", "Ben Marsh", "mentor", phone="ben", channel="phones")
    rows.person("tia", "Tia Flores", "mentee", phone="tia", channel="phones")
    with served(create_console(desk)) as where:
        yield where


@pytest.fixture(params=WIDTHS)
def tab(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """A page in a small and in a large window."""
    with window(chromium, address, request.param) as page:
        yield page


def test_a_coordinator_goes_through_the_day(desk: Desk, tab: Page) -> None:
    enter(tab)
    fits(tab)
    tab.get_by_role("button", name="I am on it").click()
    expect(tab.get_by_text("Ana Lindqvist is on it")).to_be_visible()
    tab.get_by_role("link", name="Read and answer").click()
    expect(tab.get_by_text("Could somebody ring me about the bus pass?")).to_be_visible()
    fits(tab)
    tab.get_by_label("Message").fill("I will ring at three.")
    tab.get_by_role("button", name="Send", exact=True).click()
    expect(tab.get_by_text("Ana Lindqvist: I will ring at three.")).to_be_visible()
    fits(tab)
    assert [line.person_id for line in every(desk, t.Outbox) if line.staff_id] == ["mia"]
    tab.get_by_role("navigation", name="Main").get_by_role("link", name="Log").click()
    tab.get_by_text("Filter").click()
    tab.get_by_label("Person").fill("Devon Reed")
    tab.get_by_label("Safety flags only").check()
    tab.get_by_role("button", name="Show", exact=True).click()
    expect(tab.locator(".row")).to_have_count(1)
    fits(tab)
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Export").click()
    assert download.value.suggested_filename == "meeting-records-2026-03-06.csv"
    tab.locator(".row").click()
    expect(tab.get_by_text("What raised it")).to_be_visible()
    fits(tab)
    tab.get_by_role("navigation", name="Main").get_by_role("link", name="People").click()
    expect(tab.get_by_role("heading", name="Mentees")).to_be_visible()
    fits(tab)
    tab.get_by_role("button", name="Sign out").click()
    expect(tab.get_by_role("heading", name="Sign in")).to_be_visible()


def test_phones_are_live(desk: Desk, rows: Rows, tab: Page) -> None:
    rows.said(
        "tia",
        "How did it go?",
        channel="phones",
        at=ago(minutes=5),
        buttons=(("Done", "done"), ("Not yet", "not_yet")),
    )
    tab.goto("/phones")
    fits(tab)
    tia = tab.get_by_label("Phone of Tia Flores")
    expect(tia.get_by_text("How did it go?")).to_be_visible()
    tia.get_by_role("button", name="Not yet").click()
    expect(tia.get_by_text("Tapped not_yet")).to_be_visible()
    expect(tia.get_by_role("button", name="Not yet")).to_have_count(0)
    assert desk.tapped == [("tia", every(desk, t.Outbox, person_id="tia")[0].id, "not_yet")]
    ben = tab.get_by_label("Phone of Ben Marsh")
    ben.get_by_placeholder("Message").fill("<b>hi</b>")
    ben.get_by_placeholder("Message").press("Enter")
    expect(ben.get_by_text("You wrote: <b>hi</b>")).to_be_visible()
    rows.said("tia", "Out of the blue", channel="phones")
    expect(tia.get_by_text("Out of the blue")).to_be_visible()
    expect(tab.locator("#clock-hour")).to_have_text("12:00")
    tab.get_by_role("button", name="+1 day").click()
    expect(tab.locator("#clock-day")).to_have_text("Sat 7 Mar")


def test_a_long_chat_stays_at_its_end(rows: Rows, tab: Page) -> None:
    for number in range(40):
        rows.said("tia", f"Line {number}", channel="phones", at=ago(minutes=60 - number))
    tab.goto("/phones")
    chat = tab.get_by_label("Phone of Tia Flores").get_by_role("log")
    expect(chat.get_by_text("Line 39")).to_be_in_viewport()
    rows.said("tia", "One more", channel="phones")
    expect(chat.get_by_text("One more")).to_be_in_viewport()
