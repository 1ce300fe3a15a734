"""A real browser for the console's tests: how it is started, and what is asked of every page."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from console_rows import PASSWORD
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NEEDS = [
    pytest.mark.browser,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="needs chromium or google-chrome installed"),
]
WIDTHS = (360, 1280)
_REFUSED_FORM = (
    "the server responded with a status of 422"  # how the browser puts it; the page says it better
)
_NAMELESS = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
    .filter(field => !field.labels.length && !field.ariaLabel).map(field => field.name)"""


@contextmanager
def chromium_running() -> Iterator[Browser]:
    """Chromium while the `with` lasts. No event loop of ours can run in this thread meanwhile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def window(chromium: Browser, address: str, width: int, session: str = "") -> Iterator[Page]:
    """A window of that width, signed in where a session is given; no page in it may log an error."""
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, base_url=address, service_workers="block"
    )
    if session:
        context.add_cookies([{"name": "handrail-session", "value": session, "url": address}])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda message: (
            errors.append(message.text)
            if message.type == "error" and _REFUSED_FORM not in message.text
            else None
        ),
    )
    try:
        yield page
        assert errors == []
    finally:
        context.close()


def fits(page: Page) -> None:
    """Nothing sticks out to the right, and every field says what it is for."""
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert page.evaluate(_NAMELESS) == []


def fits_both(page: Page) -> None:
    """The same on a phone and on a desk; the window comes back as it was."""
    size = page.viewport_size
    assert size is not None
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        fits(page)
    page.set_viewport_size(size)


def enter(page: Page) -> None:
    """Sign in by the form."""
    page.goto("/")
    page.get_by_label("Login").fill("ana@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
