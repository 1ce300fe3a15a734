"""A coordinator's work, done in a real browser: who is added, answered, moved, looked after, exported."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from console_rows import PASSWORD, Desk, Rows, ago, create_console, every
from live import served
from playwright.sync_api import Browser, Page, expect
from window import NEEDS, chromium_running, fits_both, window

from handlers.access import signing_in
from records import effects as fx
from records import tables as t

pytestmark = NEEDS
PHONE, SCREEN = 360, 1280


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with chromium_running() as browser:
        yield browser


@pytest.fixture
def address(desk: Desk, rows: Rows) -> Iterator[str]:
    with served(create_console(desk)) as where:
        yield where


@pytest.fixture
def tab(request: pytest.FixtureRequest, desk: Desk, chromium: Browser, address: str) -> Iterator[Page]:
    """Ana's window, signed in, as wide as the test says."""
    (ana,) = every(desk, t.Staff, login="ana@example.org")
    token = desk.write(
        lambda c: signing_in.open_login(c, desk.sealer, desk.wall(), ana.id, ana.login, "127.0.0.1")
    )
    with window(chromium, address, request.param, token) as page:
        yield page


def said(desk: Desk, person_id: str) -> str:
    """The newest words that are to go to somebody."""
    row = max(
        every(desk, t.Outbox, person_id=person_id, state="queued"), key=lambda row: (row.created_at, row.id)
    )
    return desk.sealer.open(row.about_id, "outbox", "body", row.id, row.body)


def by_keys(page: Page, control: str) -> None:
    """Press a button as somebody does who has no mouse: Tab from the field they are in, then Enter."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == control:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{control} cannot be reached by Tab")


def test_a_wrong_password_is_said_and_the_right_one_opens_the_page_asked_for(
    chromium: Browser, address: str
) -> None:
    with window(chromium, address, PHONE) as page:
        page.goto("/people/mia")
        fits_both(page)
        page.keyboard.type("ana@example.org")  # the cursor stands there already
        page.keyboard.press("Tab")
        page.keyboard.type("not her password")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_have_text(
            "That login and password do not go together. Please try again."
        )
        expect(page.get_by_label("Login")).to_have_value("ana@example.org")
        expect(page.get_by_label("Password")).to_be_focused()
        fits_both(page)
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Mia Torres")


@pytest.mark.parametrize("tab", [PHONE], indirect=True)
def test_somebody_is_enrolled_and_a_wrong_number_loses_nothing(desk: Desk, tab: Page) -> None:
    before = len(every(desk, t.Person))
    tab.goto("/people")
    tab.get_by_role("link", name="Add a person").click()
    fits_both(tab)
    typed = {
        "Name": "Robin Vale",
        "Mobile number": "+1 312 55",
        "Release date, if known": "2026-02-20",
        "Time": "18:00",
        "Who asked them and heard them agree": "Ana Lindqvist",
        "On which day": "2026-03-01",
        "How": "Signed form",
        "Which wording": "Consent form, version 2",
    }
    chosen = {"Language": "es", "Channel": "sms", "Day": "4", "Whose caseload": "ana"}
    for label, words in typed.items():
        tab.get_by_label(label, exact=True).fill(words)
    for label, value in chosen.items():
        tab.get_by_label(label, exact=True).select_option(value)
    tab.get_by_label("Which wording").press("Enter")
    expect(tab.get_by_role("alert")).to_contain_text("1 thing to put right. Nobody was added yet.")
    fits_both(tab)
    for label, value in (typed | chosen).items():
        expect(tab.get_by_label(label, exact=True)).to_have_value(value)
    number = tab.get_by_label("Mobile number")
    expect(number).to_have_accessible_description("This number is too short. Check for missing digits.")
    assert len(every(desk, t.Person)) == before
    tab.get_by_role("alert").get_by_role("link").press("Enter")
    expect(number).to_be_focused()
    number.fill("+1 312 555 2368")
    number.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Robin Vale")
    expect(tab.get_by_text("They have not answered the invitation yet.")).to_be_visible()
    expect(tab.get_by_text("Given on Sun 1 Mar, Signed form.")).to_be_visible()
    fits_both(tab)
    made = tab.url.rpartition("/")[2]
    (line,) = every(desk, t.Outbox, person_id=made)
    assert line.message_class == "invitation"
    assert said(desk, made).startswith("Hola, te escribe Northside Mentoring")
    assert desk.woken == 1


@pytest.mark.parametrize("tab", [PHONE], indirect=True)
def test_on_a_long_page_what_is_wrong_is_in_sight_and_nothing_is_lost(desk: Desk, tab: Page) -> None:
    tab.goto("/people/mia/edit")
    tab.get_by_role("link", name="Check-in").press("Enter")
    rhythm, number = tab.locator("#rhythm"), tab.locator("#number")
    rhythm.get_by_label("Day").select_option("Tuesday")
    rhythm.get_by_label("Time, where they are").fill("22:30")
    rhythm.get_by_label("Time, where they are").press("Enter")
    expect(rhythm.get_by_role("alert")).to_be_in_viewport()
    expect(rhythm.get_by_label("Day")).to_have_value("1")
    expect(rhythm.get_by_label("Time, where they are")).to_have_value("22:30")
    number.get_by_label("New number").fill("+1 312 55")
    number.get_by_label("How sure are you?").select_option("link")
    number.get_by_label("Earlier numbers there are theirs no longer").uncheck()
    number.get_by_role("button", name="Add the number").press("Enter")
    expect(number.get_by_role("alert")).to_be_in_viewport()
    fits_both(tab)
    expect(number.get_by_label("How sure are you?")).to_have_value("link")
    expect(number.get_by_label("Earlier numbers there are theirs no longer")).not_to_be_checked()
    number.get_by_label("New number").fill("+1 312 555 2368")
    number.get_by_label("New number").press("Enter")
    expect(number.get_by_role("status")).to_be_in_viewport()
    expect(number).to_contain_text("Text message •••• 68")
    kept = every(desk, t.Address, person_id="mia")
    assert [row.retired_at for row in kept] == [None, None]


@pytest.mark.parametrize("tab", [SCREEN], indirect=True)
def test_who_waits_is_answered_and_waits_no_longer(desk: Desk, tab: Page) -> None:
    tab.goto("/")
    waiting = tab.get_by_role("region", name="Waiting for a person")
    expect(waiting.get_by_text("2 messages since today 10:50")).to_be_visible()
    waiting.get_by_role("link", name="Read and answer").press("Enter")
    expect(tab.get_by_text("Could somebody ring me about the bus pass?")).to_be_visible()
    fits_both(tab)
    tab.get_by_label("Message").fill("   ")
    by_keys(tab, "Send")
    expect(tab.get_by_role("alert")).to_be_in_viewport()
    tab.get_by_label("Message").fill("I will ring at three.")
    by_keys(tab, "Send")
    expect(tab.get_by_text("Ana Lindqvist: I will ring at three.")).to_be_visible()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Mia Torres")
    (line,) = [row for row in every(desk, t.Outbox, person_id="mia") if row.staff_id]
    assert (line.state, line.message_class, said(desk, "mia")) == (
        "queued",
        "answer",
        "Ana Lindqvist: I will ring at three.",
    )
    tab.get_by_role("navigation", name="Main").get_by_role("link", name="Today").click()
    expect(waiting).to_have_count(0)


@pytest.mark.parametrize("tab", [PHONE], indirect=True)
def test_a_flag_is_taken_and_closed_with_what_was_done(desk: Desk, tab: Page) -> None:
    tab.goto("/")
    safety = tab.get_by_role("region", name="Safety")
    expect(safety).to_contain_text("Words about suicide. Nobody has answered for it yet.")
    safety.get_by_role("button", name="I am on it").press("Enter")
    expect(safety).to_contain_text("Ana Lindqvist is on it since 12:00")
    fits_both(tab)
    safety.get_by_role("link", name="Read and close").press("Enter")
    done = tab.get_by_label("What was done")
    done.press("Enter")  # a flag is not closed without a word
    assert tab.evaluate("document.querySelector('[name=outcome]').validity.valueMissing")
    assert every(desk, t.Flag)[0].closed_at is None
    done.fill("Rang at once. Safe, with his brother.")
    done.press("Enter")
    expect(tab.get_by_text("Closed today 12:00; Ana Lindqvist answered for it.")).to_be_visible()
    expect(tab.get_by_text("Rang at once. Safe, with his brother.")).to_be_visible()
    fits_both(tab)
    (flag,) = every(desk, t.Flag)
    assert (flag.acknowledged_by, flag.closed_at) == ("ana", desk.now())
    tab.goto("/")
    expect(safety).to_have_count(0)


@pytest.mark.parametrize("tab", [SCREEN], indirect=True)
def test_a_mentee_moves_to_another_mentor_and_everybody_is_told(desk: Desk, rows: Rows, tab: Page) -> None:
    rows.person("ben", "Ben Marsh", "mentor", phone="+15005550133")
    rows.person("noa", "Noa Abel", "mentor", phone="+15005550134")
    for kind in ("clearance", "training"):
        rows.insert(
            t.Readiness,
            id=f"ben-{kind}",
            person_id="ben",
            kind=kind,
            given_on=date(2026, 1, 1),
            recorded_by="Ana",
        )
    tab.goto("/people/mia")
    tab.get_by_role("link", name="Another mentor").press("Enter")
    expect(tab.get_by_role("radio", name="Noa Abel")).to_be_disabled()
    fits_both(tab)
    tab.get_by_role("radio", name="Ben Marsh").press("Space")
    tab.get_by_role("button", name="Move them").press("Enter")
    expect(tab.get_by_role("alert")).to_contain_text("why")
    expect(tab.get_by_role("radio", name="Ben Marsh")).to_be_checked()
    tab.get_by_label("What they asked for").fill("Somebody closer to home")
    by_keys(tab, "Move them")
    matches = tab.locator("#matches")
    expect(matches).to_contain_text("Ben Marsh since Fri 6 Mar")
    expect(matches).to_contain_text("Max Bauer since Thu 15 Jan until Fri 6 Mar")
    expect(matches).to_contain_text("Somebody closer to home")
    fits_both(tab)
    assert "Ben Marsh is your mentor, in place of Max Bauer" in said(desk, "mia")
    assert "another mentor goes on with Mia Torres" in said(desk, "max")
    assert "You are matched with Mia Torres" in said(desk, "ben")
    tab.get_by_role("link", name="with Ben Marsh").click()
    expect(tab.locator(".lines")).to_contain_text("Ben Marsh is your mentor, in place of Max Bauer")
    expect(tab.locator(".lines")).to_contain_text("another mentor goes on with Mia Torres")
    expect(tab.get_by_text("Somebody closer to home")).to_have_count(0)  # reasons are for staff alone


@pytest.mark.parametrize("tab", [PHONE], indirect=True)
def test_the_log_leaves_as_a_spreadsheet_for_the_people_and_days_chosen(
    desk: Desk, rows: Rows, tab: Page, tmp_path: Path
) -> None:
    for person, at, words in (
        ("mia", ago(days=20), "Too old a step"),
        ("dev", ago(days=1), "Somebody else's step"),
        ("mia", ago(days=1), "=Call, then visit the school"),
    ):
        record = rows.record(person, at=at, outcome="finished")
        rows.save(fx.Note(record, person, "agreed", "step", words), at=at)
    tab.goto("/log")
    tab.get_by_text("Filter").press("Enter")
    tab.get_by_label("Person", exact=True).fill("mia torres")
    tab.get_by_label("From").fill("2026-03-05")
    tab.get_by_label("To", exact=True).fill("2026-03-05")
    fits_both(tab)
    tab.get_by_role("button", name="Show", exact=True).press("Enter")
    expect(tab.locator(".row")).to_have_count(1)
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Export").click()
    assert download.value.suggested_filename == "meeting-records-2026-03-06.csv"
    download.value.save_as(tmp_path / "export.csv")
    with (tmp_path / "export.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Date"], row["Time"], row["Person"], row["Kind"], row["Outcome"]) == (
        "2026-03-05",
        "12:00",
        "Mia Torres",
        "Check-in",
        "Finished",
    )
    assert row["Agreed"] == "'=Call, then visit the school"  # read as words, never as a formula
    (kept,) = every(desk, t.Audit, action="export")
    assert "torres" not in kept.detail
    assert [row.person_id for row in every(desk, t.Audit, action="export_included")] == ["mia"]
