"""What has to be in order before people's own phones are written to, and the strip on every page."""

from datetime import timedelta

import pytest
from console_rows import NOW, PASSWORD_HASH, Browser, Desk, Rows, every
from test_pages import text_of

from console.app import create_console
from handlers.access import accounts, signing_in
from handlers.desk.confirming import confirmed
from handlers.desk.findings import Finding, LiveState
from handlers.desk.go_live import go_live
from records import tables as t
from records.kinds import StaffRole

OPEN = [
    Finding("Key store", "It lies beside the records.", "Move it."),
    Finding("Telegram", "On."),
    Finding("Northside Mentoring: privacy", "Nobody has said yet so.", "python -m bot", "privacy", "pr"),
    Finding(
        "Northside Mentoring: us-registration", "Nobody has said yet so.", "...", "us-registration", "pr"
    ),
    Finding("Another: privacy", "Nobody there has said so.", "python -m bot", "privacy", "other"),
]


@pytest.fixture
def lea(desk: Desk, rows: Rows) -> Browser:
    """The lead's browser, where nothing is in order."""
    desk.found, desk.simulated, desk.ready = OPEN, False, LiveState(live=False, open=3)
    browser = Browser(create_console(desk))

    def enter() -> str:
        return desk.write(
            lambda c: signing_in.open_login(
                c,
                desk.sealer,
                NOW,
                accounts.create_staff(
                    c,
                    desk.sealer,
                    NOW,
                    programme_id="pr",
                    name="Lea Ortiz",
                    login="lea@example.org",
                    password_hash=PASSWORD_HASH,
                    role=StaffRole.LEAD,
                ),
                "lea@example.org",
                "192.0.2.7",
            )
        )

    browser.cookies.set("handrail-session", enter(), domain="console.test")
    return browser


def answer(desk: Desk, browser: Browser, **fields: str) -> tuple[int, str]:
    csrf = every(desk, t.Login)[-1].csrf
    sent = browser.post("/going-live", data={"csrf": csrf, **fields})
    return sent.status_code, sent.text


def test_it_says_what_is_open_here_and_what_to_do(lea: Browser) -> None:
    page = lea.get("/going-live").text
    for words in ("It lies beside the records.", "Move it.", "US registration", "Lea Ortiz says that"):
        assert words in page
    assert page.count("I answer for this") == 2
    assert "Nobody there" not in page, "another programme's"
    assert "no prompt and no invitation of Northside Mentoring leaves" in page


def test_whoever_is_signed_in_answers_by_name(desk: Desk, lea: Browser) -> None:
    assert answer(desk, lea, item="privacy", detail="leaflet of May")[0] == 303
    assert desk.woken == 1, "the program looks again whether everything is in order"
    with desk.read() as connection:
        (said,) = confirmed(connection, "pr", NOW + timedelta(days=1)).values()
        assert (said.item, said.login, said.detail) == ("privacy", "lea@example.org", "leaflet of May")
        assert not confirmed(connection, "other", NOW + timedelta(days=1))
    (logged,) = every(desk, t.Audit, action="confirmed")
    assert (logged.staff_id, logged.detail) == (said.staff_id, "privacy")
    assert "answered for something before going live" in lea.get("/audit").text


@pytest.mark.parametrize(
    ("item", "detail", "said"),
    [
        ("", "", "There is nothing called"),
        ("drill", "", "There is nothing called"),
        ("us-registration", "  ", "say which it is"),
        ("privacy", "x" * 301, "300 characters"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is(
    desk: Desk, lea: Browser, item: str, detail: str, said: str
) -> None:
    status, page = answer(desk, lea, item=item, detail=detail)
    assert status == 422
    assert said in page
    assert not every(desk, t.Confirmation)


def test_a_strip_says_on_every_page_that_nothing_unasked_for_leaves(desk: Desk, lea: Browser) -> None:
    assert "Not live yet." in lea.get("/").text
    assert 'href="/going-live">See what is open' in lea.get("/people").text
    desk.ready = LiveState(live=True, open=1)
    assert "1 thing is no longer in order" in lea.get("/").text
    desk.ready = LiveState(live=True, open=0)
    assert 'class="strip"' not in lea.get("/").text


def test_a_coordinator_sees_the_strip_and_is_sent_nowhere(desk: Desk, ana: Browser) -> None:
    desk.ready = LiveState(live=False, open=3)
    page = ana.get("/").text
    assert "Not live yet." in page
    assert "See what is open" not in page
    desk.ready = LiveState(live=True, open=3)
    assert 'class="strip"' not in ana.get("/").text, "it is the lead's to put right"


def test_once_live_it_says_since_when(desk: Desk, lea: Browser) -> None:
    answer(desk, lea, item="privacy")
    assert desk.write(lambda c: go_live(c, desk.sealer, NOW, "pr"))
    assert "Northside Mentoring is live since today 12:00" in text_of(lea.get("/going-live").text)
    (logged,) = every(desk, t.Audit, action="went_live")
    assert logged.staff_id == every(desk, t.Confirmation)[0].staff_id
    assert not desk.write(lambda c: go_live(c, desk.sealer, NOW, "pr")), "once only"
