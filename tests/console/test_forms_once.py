"""Forms act once, and outlive a sign-in: double clicks, expired sessions, copies of a page."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import httpx
import pytest
from console_rows import PASSWORD, Browser, Desk, Rows, create_console, csrf, every, form_token
from sqlalchemy import text as sql
from test_pages import text_of

from handlers.access import forms, signing_in
from records import tables as t

SAID = "I will call you at six, keep your phone on"


def twice(desk: Desk, browser: Browser, path: str, fields: dict[str, str]) -> list[httpx.Response]:
    """The same form sent by two clicks at once, each on a connection of its own."""
    console = create_console(desk)
    cookies = dict(browser.cookies)

    def click(_: int) -> httpx.Response:
        other = Browser(console)
        for name, value in cookies.items():
            other.cookies.set(name, value, domain="console.test")
        return other.post(path, data=fields)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(click, range(2)))


def said(desk: Desk, text: str = SAID) -> int:
    rows = every(desk, t.Outbox, person_id="mia")
    return sum(text in desk.sealer.read(r.about_id, "outbox", "body", r.id, r.body) for r in rows)


@pytest.mark.found("K4")
def test_two_clicks_send_one_message_and_both_see_it(desk: Desk, ana: Browser) -> None:
    token = csrf(ana)
    both = twice(desk, ana, "/people/mia/reply", {"csrf": token, "text": SAID})
    assert said(desk) == 1
    assert [answer.status_code for answer in both] == [303, 303]
    assert both[0].headers["location"] == both[1].headers["location"]
    later = ana.post("/people/mia/reply", data={"csrf": token, "text": SAID})
    assert later.headers["location"] == both[0].headers["location"], "also a minute later, by going back"
    assert said(desk) == 1


@pytest.mark.found("K4")
def test_a_new_copy_of_the_page_may_say_the_same_again(desk: Desk, ana: Browser) -> None:
    for _ in range(2):
        ana.post("/people/mia/reply", data={"csrf": csrf(ana), "text": SAID})
    assert said(desk) == 2


@pytest.mark.found("K4")
def test_what_was_refused_may_be_sent_again_and_other_words_are_another_act(desk: Desk, ana: Browser) -> None:
    token = csrf(ana)
    for _ in range(2):
        assert ana.post("/people/mia/reply", data={"csrf": token, "text": " "}).status_code == 422
    ana.post("/people/mia/reply", data={"csrf": token, "text": SAID})
    ana.post("/people/mia/reply", data={"csrf": token, "text": f"{SAID}, please"})
    assert said(desk) == 2


@pytest.mark.found("K4")
def test_two_clicks_log_one_meeting_make_one_match_and_close_once(
    desk: Desk, rows: Rows, ana: Browser
) -> None:
    meeting = {"csrf": csrf(ana), "on": "2026-03-01", "minutes": "30", "place": "Café", "who": "max"}
    twice(desk, ana, "/people/mia/meeting", meeting)
    assert len(every(desk, t.MeetingRecord, kind="meeting")) == 1
    (flag,) = every(desk, t.Flag)
    both = twice(desk, ana, f"/flags/{flag.id}/close", {"csrf": csrf(ana), "outcome": "Spoke"})
    assert [answer.status_code for answer in both] == [303, 303], "not: somebody has closed this already"
    assert len(every(desk, t.Audit, action="closed flag")) == 1


@pytest.mark.found("K4")
def test_a_page_that_is_shown_once_is_shown_to_the_second_click(desk: Desk, ana: Browser) -> None:
    both = twice(desk, ana, "/people/mia/edit/link", {"csrf": csrf(ana)})
    assert both[0].text == both[1].text
    assert "start=" in both[0].text
    assert len(every(desk, t.Invitation)) == 1
    code = both[0].text.partition("start=")[2][:16]
    with desk.engine.connect() as connection:
        kept = connection.execute(sql("select answer from sent_form")).scalars().all()
    assert all(code.encode() not in bytes(one) for one in kept)


@pytest.mark.found("K4")
def test_two_processes_agree(desk: Desk, ana: Browser, elsewhere: Desk) -> None:
    token = csrf(ana)
    fields = {"csrf": token, "text": SAID}
    first = ana.post("/people/mia/reply", data=fields)
    other = Browser(create_console(elsewhere))
    for name, value in ana.cookies.items():
        other.cookies.set(name, value, domain="console.test")
    second = other.post("/people/mia/reply", data=fields)
    assert second.headers["location"] == first.headers["location"]
    assert said(desk) == 1


@pytest.mark.found("K4")
def test_a_form_that_was_lost_half_way_says_so(desk: Desk, ana: Browser) -> None:
    fields = {"csrf": csrf(ana), "text": SAID}
    form_id = desk.sealer.lookup("sent form", "/people/mia/reply", urlencode(fields))
    desk.write(lambda c: forms.begin(c, desk.wall(), form_id))
    desk.wall_time += timedelta(minutes=2)
    answer = ana.post("/people/mia/reply", data=fields)
    assert answer.status_code == 409
    assert "cannot say whether it was done" in text_of(answer.text)
    assert said(desk) == 0


@pytest.mark.found("K4")
def test_answers_are_forgotten_within_minutes(desk: Desk, ana: Browser) -> None:
    ana.post("/people/mia/edit/link", data={"csrf": csrf(ana)})
    desk.wall_time += timedelta(minutes=11)
    ana.post("/people/mia/attend", data={"csrf": csrf(ana)})
    assert all(row.answer == b"" for row in every(desk, t.SentForm))
    desk.wall_time += timedelta(days=3)


@pytest.mark.found("K4")
def test_every_form_carries_such_a_token(ana: Browser) -> None:
    for path in ("/", "/people/mia", "/people/mia/edit", "/rota", "/account", "/people/new", "/going-live"):
        tokens = re.findall(r'name="csrf" value="([^"]*)"', ana.get(path).text)
        assert tokens
        assert all(forms.is_copy(token) for token in tokens), path


# --- signed out meanwhile ---


def expire(desk: Desk) -> None:
    desk.wall_time += signing_in.IDLE + timedelta(minutes=1)


def come_back(browser: Browser, location: str, login: str = "ana@example.org") -> httpx.Response:
    """Sign in on the page one was led to; what stands behind it."""
    door = browser.get(location)
    onward = unescape(door.text.partition('name="next" value="')[2].partition('"')[0])
    fields = {"login": login, "password": PASSWORD, "form_token": form_token(door), "next": onward}
    return browser.get(browser.post("/sign-in", data=fields).headers["location"])


def send_what_is_shown(browser: Browser, page: httpx.Response) -> httpx.Response:
    """Press the button of the form that was given back."""
    main = page.text.partition("<main")[2]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', main))
    fields |= dict(re.findall(r'<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)</textarea>', main))
    action = main.partition('action="')[2].partition('"')[0]
    return browser.post(action, data={name: unescape(value) for name, value in fields.items()})


@pytest.mark.found("K6")
def test_a_reply_typed_into_an_expired_session_is_given_back(desk: Desk, ana: Browser) -> None:
    token = csrf(ana)
    expire(desk)
    led = ana.post("/people/mia/reply", data={"csrf": token, "text": SAID}).headers["location"]
    assert led.startswith("/sign-in?next=")
    assert "six" not in led
    page = come_back(ana, led)
    assert SAID in page.text
    assert "Nothing was done" in text_of(page.text)
    assert said(desk) == 0
    assert send_what_is_shown(ana, page).headers["location"] == "/people/mia#end"
    assert said(desk) == 1


@pytest.mark.found("K6")
@pytest.mark.parametrize("how", ["signed out elsewhere", "cookie gone", "signed in anew"])
def test_however_the_sign_in_ended(desk: Desk, ana: Browser, how: str) -> None:
    token = csrf(ana)
    if how == "signed out elsewhere":
        ana.post("/sign-out", data={"csrf": csrf(ana)})
    elif how == "cookie gone":
        ana.cookies.clear()
    else:
        ana.cookies.clear()
        come_back(ana, "/sign-in")
    meeting = {"on": "2026-03-01", "minutes": "30", "place": "Café", "note": SAID, "who": "max"}
    answer = ana.post("/people/mia/meeting", data={"csrf": token, **meeting})
    if how == "signed in anew":
        assert answer.status_code == 403
        page = ana.get(answer.text.partition('href="/kept/')[2].partition('"')[0].join(("/kept/", "")))
    else:
        page = come_back(ana, answer.headers["location"])
    assert SAID in page.text
    assert send_what_is_shown(ana, page).status_code == 303
    assert len(every(desk, t.MeetingRecord, kind="meeting")) == 1


@pytest.mark.found("K6")
def test_what_was_typed_is_for_the_one_who_typed_it(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.person("bob", "Bob Weiss", "coordinator")
    rows.staff("bob", "bob@example.org")
    token = csrf(ana)
    expire(desk)
    led = ana.post("/people/mia/reply", data={"csrf": token, "text": SAID}).headers["location"]
    page = come_back(ana, led, "bob@example.org")
    assert page.status_code == 404
    assert SAID not in page.text


@pytest.mark.found("K6")
def test_what_is_kept_cannot_be_read_from_the_database_and_goes_in_a_day(desk: Desk, ana: Browser) -> None:
    token = csrf(ana)
    expire(desk)
    led = ana.post("/people/mia/reply", data={"csrf": token, "text": SAID}).headers["location"]
    (kept,) = every(desk, t.KeptForm)
    assert SAID.encode() not in kept.fields
    secret = led.rpartition("%2F")[2]
    assert secret
    assert secret not in (kept.id, kept.path)
    desk.wall_time += timedelta(days=1, minutes=1)
    assert come_back(ana, led).status_code == 404


@pytest.mark.found("K6")
def test_passwords_are_never_kept_nor_anything_that_is_not_ours(desk: Desk, ana: Browser) -> None:
    token = csrf(ana)
    expire(desk)
    ana.post("/people/mia/edit/phrase", data={"csrf": token, "phrase": "three blue boats"})
    (kept,) = every(desk, t.KeptForm)
    ana.post("/account/password", data={"csrf": token, "current": PASSWORD, "password": "four kites"})
    ana.post("/people/mia/reply", data={"csrf": f"{token[:-1]}x", "text": SAID})
    ana.post("/people/mia/reply", data={"csrf": "", "text": SAID})
    ana.post("/people/mia/reply", data={"csrf": token, "text": "x" * 70_000})
    assert every(desk, t.KeptForm) == [kept]


@pytest.mark.found("K6")
def test_a_form_of_an_expired_session_is_not_taken_for_done(desk: Desk, ana: Browser) -> None:
    fields = {"csrf": csrf(ana), "text": SAID}
    expire(desk)
    led = ana.post("/people/mia/reply", data=fields).headers["location"]
    assert ana.post("/people/mia/reply", data=fields).headers["location"] != led
    assert not every(desk, t.SentForm)
