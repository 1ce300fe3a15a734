"""How many page loads a coordinator's commonest tasks take, counted in a real browser, by keys alone.

A task is what somebody sets out to do on Today: find a person, answer a message. Each is done on a phone and
on a desk, light and dark.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import pytest
from console_rows import Desk, Rows, create_console, every
from live import served
from playwright.sync_api import Browser, Page, expect
from window import NEEDS, WIDTHS, chromium_running, fits

from handlers.access import signing_in
from records import tables as t

pytestmark = NEEDS
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with chromium_running() as browser:
        yield browser


@pytest.fixture
def address(desk: Desk, rows: Rows) -> Iterator[str]:
    with served(create_console(desk)) as where:
        yield where


@dataclass
class Effort:
    """What a task took: pages that were loaded."""

    loads: list[str] = field(default_factory=list)


@contextmanager
def at_today(
    desk: Desk, chromium: Browser, address: str, width: int, scheme: Literal["light", "dark"]
) -> Iterator[tuple[Page, Effort]]:
    """Ana's Today, and what is loaded from then on; nothing may log an error."""
    (ana,) = every(desk, t.Staff, login="ana@example.org")
    token = desk.write(
        lambda c: signing_in.open_login(c, desk.sealer, desk.wall(), ana.id, ana.login, "127.0.0.1")
    )
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, base_url=address, color_scheme=scheme
    )
    context.add_cookies([{"name": "handrail-session", "value": token, "url": address}])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/")
    effort = Effort()
    page.on("load", lambda loaded: effort.loads.append(loaded.url))
    yield page, effort
    assert errors == []
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_person_is_found_by_keys_in_one_load(
    desk: Desk, chromium: Browser, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    with at_today(desk, chromium, address, width, scheme) as (page, effort):
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox", name="Look somebody up")).to_be_focused()
        page.keyboard.type("devon")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Devon Reed")
        assert len(effort.loads) == 1
        fits(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_among_several_j_and_enter_open_the_one(
    desk: Desk, rows: Rows, chromium: Browser, address: str, width: int
) -> None:
    rows.person("dew", "Devora Quist", "mentee")
    with at_today(desk, chromium, address, width, "light") as (page, effort):
        page.keyboard.press("/")
        page.keyboard.type("devo")
        page.keyboard.press("Enter")
        expect(page.get_by_text("2 found")).to_be_visible()
        fits(page)
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Devon Reed")
        assert len(effort.loads) == 2
        page.go_back()
        expect(page.get_by_role("searchbox", name="Look somebody up")).to_have_value("devo")


def test_the_list_follows_what_is_typed(desk: Desk, chromium: Browser, address: str) -> None:
    with at_today(desk, chromium, address, 1280, "light") as (page, effort):
        page.goto("/people")
        page.get_by_text("Filter").click()
        box = page.get_by_label("Name or number")
        box.press_sequentially("torr")
        expect(page.locator(".person-item")).to_have_count(1)
        expect(box).to_be_focused()
        page.wait_for_url("**/people?q=torr*")
        assert len(effort.loads) == 1


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_message_is_answered_by_keys_where_it_stands(
    desk: Desk, chromium: Browser, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    with at_today(desk, chromium, address, width, scheme) as (page, effort):
        page.goto("/people/mia")
        expect(page.get_by_text("Could somebody ring me about the bus pass?")).to_be_in_viewport()
        fits(page)
        box = page.get_by_role("textbox", name="Message")
        box.focus()
        page.keyboard.type("I will ring at three.")
        expect(page.locator("[data-count]")).to_have_text("1 text.")
        page.keyboard.type(" \U0001f600" + " and tell you all that I know of it")
        expect(page.locator("[data-count]")).to_contain_text("2 texts.")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".thread .staff").last).to_contain_text("Ana Lindqvist: I will ring at three.")
        assert [url.partition("#")[0].rpartition("/")[2] for url in effort.loads] == ["mia", "mia"]
        assert [row for row in every(desk, t.Outbox, person_id="mia") if row.staff_id]
        fits(page)


def test_done_goes_on_to_the_next_who_waits(desk: Desk, rows: Rows, chromium: Browser, address: str) -> None:
    rows.heard("dev", "Hello?", rows.record("dev", "message"), needs_person=True)
    with at_today(desk, chromium, address, 360, "light") as (page, _):
        page.goto("/people/mia")
        page.get_by_role("button", name="Done, the next one").press("Enter")
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Mia Torres")
        expect(page.locator("#waiting")).to_be_visible()


def test_the_log_is_walked_by_keys(desk: Desk, chromium: Browser, address: str) -> None:
    with at_today(desk, chromium, address, 1280, "dark") as (page, _):
        page.goto("/log")
        first = page.locator(".row").first
        page.keyboard.press("j")
        expect(first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="What was said")).to_be_visible()


def test_a_record_prints_without_its_buttons(desk: Desk, chromium: Browser, address: str) -> None:
    record = every(desk, t.MeetingRecord, person_id="mia", kind="check_in")[0].id
    with at_today(desk, chromium, address, 1280, "dark") as (page, _):
        page.goto(f"/records/{record}")
        page.emulate_media(media="print", color_scheme="light")
        expect(page.get_by_role("heading", name="What was said")).to_be_visible()
        expect(page.locator("#reply")).to_be_hidden()
        expect(page.locator(".top")).to_be_hidden()
