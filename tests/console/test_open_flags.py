"""An open flag: who may call it a false alarm, where it stands until it is closed, and the number to call."""

from datetime import timedelta

import httpx
import pytest
from console_rows import NOW, Browser, Desk, Rows, ago, create_console, csrf, every
from test_pages import text_of

from handlers.access import signing_in
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, StaffRole
from safety.tiers import Tier


def send(browser: Browser, path: str, **fields: str) -> httpx.Response:
    return browser.post(path, data={**fields, "csrf": csrf(browser)})


def flag_of(desk: Desk, person: str = "dev") -> t.Flag:
    (flag,) = every(desk, t.Flag, person_id=person)
    return flag


def enter(desk: Desk, login: str) -> Browser:
    """A browser of their own, signed in."""
    browser = Browser(create_console(desk))
    (staff,) = every(desk, t.Staff, login=login)
    token = desk.write(
        lambda c: signing_in.open_login(c, desk.sealer, desk.wall(), staff.id, staff.login, "192.0.2.7")
    )
    browser.cookies.set("handrail-session", token, domain="console.test")
    return browser


@pytest.fixture
def bob(desk: Desk, rows: Rows, browser: Browser) -> Browser:
    """A colleague of Ana's, who leads the programme."""
    rows.person("bob", "Bob Weiss", "coordinator", phone="+15005550133")
    staff_id = rows.staff("bob", "bob@example.org")
    rows.change(t.Staff, staff_id, role=StaffRole.LEAD)
    return enter(desk, "bob@example.org")


# --- a false alarm ---


@pytest.mark.found("K1")
def test_an_unread_flag_is_never_called_a_false_alarm(desk: Desk, ana: Browser) -> None:
    flag = flag_of(desk)
    for fields in ({}, {"sure": "yes"}, {"sure": "yes", "back": "today"}):
        refused = send(ana, f"/flags/{flag.id}/false-alarm", **fields)
        assert refused.status_code == 422
        assert "Read the record first" in refused.text
        assert flag_of(desk).closed_at is None
    asked = ana.get(f"/flags/{flag.id}/false-alarm")
    assert f"/records/{flag.record_id}" in asked.text
    assert "sure" not in asked.text
    assert "cannot go on" not in asked.text, "words are shown where reading them is written down"


@pytest.mark.found("K1")
def test_a_false_alarm_is_never_one_tap(desk: Desk, ana: Browser) -> None:
    flag = flag_of(desk)
    for path in ("/", "/people/dev", "/people", "/log"):
        assert "/false-alarm" not in ana.get(path).text
    page = ana.get(f"/records/{flag.record_id}").text
    assert f'href="/flags/{flag.id}/false-alarm"' in page
    assert f'action="/flags/{flag.id}/false-alarm"' not in page
    asked = send(ana, f"/flags/{flag.id}/false-alarm")
    assert "Yes, it was a false alarm" in asked.text
    assert flag_of(desk).closed_at is None
    send(ana, f"/flags/{flag.id}/false-alarm", sure="yes")
    assert flag_of(desk).verdict == "false_alarm"


@pytest.mark.found("K1")
def test_that_a_colleague_read_it_does_not_count(desk: Desk, ana: Browser, bob: Browser) -> None:
    flag = flag_of(desk)
    bob.get(f"/records/{flag.record_id}")
    assert send(ana, f"/flags/{flag.id}/false-alarm", sure="yes").status_code == 422
    assert send(bob, f"/flags/{flag.id}/false-alarm", sure="yes").status_code == 303


@pytest.mark.found("K1")
def test_what_came_after_reading_is_unread(desk: Desk, rows: Rows, ana: Browser) -> None:
    flag = flag_of(desk)
    ana.get(f"/records/{flag.record_id}")
    desk.time += timedelta(minutes=2)
    rows.heard("dev", "i have the pills here", flag.record_id, outcome=InboxOutcome.SAFETY)
    assert send(ana, f"/flags/{flag.id}/false-alarm", sure="yes").status_code == 422
    ana.get(f"/records/{flag.record_id}")
    assert send(ana, f"/flags/{flag.id}/false-alarm", sure="yes").status_code == 303


@pytest.mark.found("K1")
def test_undoing_a_false_alarm_puts_everything_back(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.save(fx.HoldPrompts("dev"), at=ago(minutes=40))
    flag = flag_of(desk)
    ana.get(f"/records/{flag.record_id}")
    send(ana, f"/flags/{flag.id}/false-alarm", sure="yes")
    assert every(desk, t.Person, id="dev")[0].held_at is None
    assert f"/flags/{flag.id}/reopen" in ana.get(f"/records/{flag.record_id}").text
    desk.time += timedelta(minutes=3)
    assert send(ana, f"/flags/{flag.id}/reopen").headers["location"] == f"/records/{flag.record_id}"
    again = flag_of(desk)
    assert (again.closed_at, again.verdict, again.acknowledged_at, again.acknowledged_by) == (
        None,
        "",
        None,
        None,
    )
    (programme,) = every(desk, t.Programme, id="pr")
    assert again.rises_at == desk.now() + timedelta(minutes=programme.minutes_urgent)
    assert every(desk, t.Person, id="dev")[0].held_at == desk.now()
    assert not every(desk, t.Tuning)
    assert every(desk, t.Audit, action="reopened flag", person_id="dev")
    assert "Devon Reed" in text_of(ana.get("/").text).partition("Safety")[2].partition("Waiting")[0]
    assert send(ana, f"/flags/{flag.id}/reopen").status_code == 422


@pytest.mark.found("K1")
def test_whoever_had_answered_for_it_still_does_when_it_is_opened_again(desk: Desk, ana: Browser) -> None:
    flag = flag_of(desk)
    send(ana, f"/flags/{flag.id}/acknowledge")
    desk.time += timedelta(minutes=5)
    send(ana, f"/flags/{flag.id}/close", outcome="Spoke with him")
    desk.time += timedelta(minutes=5)
    send(ana, f"/flags/{flag.id}/reopen")
    again = flag_of(desk)
    assert (again.closed_at, again.acknowledged_by, again.acknowledged_at) == (None, "ana", NOW)
    assert again.rises_at is not None, "they are reminded of it"


@pytest.mark.found("K1")
def test_one_ladder_a_person_also_after_opening_again(desk: Desk, rows: Rows, ana: Browser) -> None:
    flag = flag_of(desk)
    ana.get(f"/records/{flag.record_id}")
    send(ana, f"/flags/{flag.id}/false-alarm", sure="yes")
    other = rows.flag("dev", flag.record_id, at=ago(minutes=1))
    rows.change(t.Flag, other, rises_at=NOW + timedelta(minutes=2))
    send(ana, f"/flags/{flag.id}/reopen")
    assert every(desk, t.Flag, id=flag.id)[0].rises_at is None


@pytest.mark.found("K1")
def test_a_drill_stays_over(desk: Desk, rows: Rows, ana: Browser) -> None:
    drill = rows.flag("ana", rows.record("ana", "safety"), drill=True)
    send(ana, f"/flags/{drill}/close")
    assert send(ana, f"/flags/{drill}/reopen").status_code == 422


# --- where it stands ---


@pytest.mark.found("K2")
def test_a_persons_page_has_i_am_on_it(desk: Desk, ana: Browser) -> None:
    flag = flag_of(desk)
    page = ana.get("/people/dev").text
    assert f'action="/flags/{flag.id}/acknowledge"' in page
    assert "Nobody has answered for it yet" in text_of(page)
    done = send(ana, f"/flags/{flag.id}/acknowledge", back="person")
    assert done.headers["location"] == "/people/dev#flags"
    page = ana.get("/people/dev").text
    assert f'action="/flags/{flag.id}/acknowledge"' not in page
    assert "Ana Lindqvist is on it" in text_of(page)


@pytest.mark.found("K2")
def test_a_concern_and_a_mentors_flag_have_it_too(desk: Desk, rows: Rows, ana: Browser) -> None:
    for person, tier in (("mia", Tier.CONCERN), ("max", Tier.URGENT)):
        flag = rows.flag(person, rows.record(person, "safety"), tier=tier)
        assert f'action="/flags/{flag}/acknowledge"' in ana.get(f"/people/{person}").text


@pytest.mark.found("K2")
def test_a_closed_flag_and_a_drill_leave_the_persons_page(desk: Desk, rows: Rows, ana: Browser) -> None:
    flag = flag_of(desk)
    send(ana, f"/flags/{flag.id}/close", outcome="Spoke with him")
    rows.flag("ana", rows.record("ana", "safety"), drill=True)
    for person in ("dev", "ana"):
        assert "I am on it" not in ana.get(f"/people/{person}").text


EVERY = (
    "/",
    "/log",
    "/people",
    "/people/mia",
    "/people/new",
    "/rota",
    "/requests",
    "/safety",
    "/account",
    "/card",
)


@pytest.mark.found("K3")
def test_an_open_flag_stands_in_the_navigation_of_every_page_with_its_age(desk: Desk, ana: Browser) -> None:
    desk.time += timedelta(days=8)
    for acknowledged in (False, True):
        if acknowledged:
            send(ana, f"/flags/{flag_of(desk).id}/acknowledge")
        for path in EVERY:
            page = ana.get(path)
            nav = text_of(page.text.partition("<nav")[2].partition("</nav")[0])
            assert "1 open flag 8 days" in nav, path
        tile = text_of(ana.get("/").text)
        assert "1 safety flag" in tile
        assert "the oldest 8 days" in tile
    send(ana, f"/flags/{flag_of(desk).id}/close", outcome="Spoke with him")
    for path in EVERY:
        assert "open-flags" not in ana.get(path).text, path


@pytest.mark.found("K3")
def test_it_stands_beside_the_person_the_record_and_the_rota(desk: Desk, ana: Browser) -> None:
    desk.time += timedelta(days=2)
    people = text_of(ana.get("/people").text)
    assert "Open flag, 2 days" in people.partition("Devon Reed")[2].partition("Joe Park")[0]
    assert "Open flag, 2 days" in text_of(ana.get("/log").text)
    assert "Open flag, 2 days" in text_of(ana.get("/people/dev").text)
    rota = text_of(ana.get("/rota").text)
    assert "1 flag stands open, the oldest for 2 days; nobody has answered for 1 of them" in rota


@pytest.mark.found("K3")
def test_the_oldest_counts_and_drills_do_not(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.flag("mia", rows.record("mia", "safety"), tier=Tier.CONCERN, at=ago(days=30))
    rows.flag("ana", rows.record("ana", "safety"), drill=True, at=ago(days=90))
    assert "2 open flags 30 days" in text_of(ana.get("/rota").text)


@pytest.mark.found("K3")
def test_also_on_a_page_that_says_no(desk: Desk, ana: Browser) -> None:
    for path in ("/no-such-page", "/people/nobody", "/log?from=x", "/staff", "/records/x"):
        assert "1 open flag" in text_of(ana.get(path).text), path
    assert "open-flags" not in Browser(create_console(desk)).get("/no-such-page").text


@pytest.mark.found("K3")
def test_each_sees_what_they_can_open(desk: Desk, rows: Rows, ana: Browser, bob: Browser) -> None:
    rows.change(t.Person, "mia", coordinator_id="bob")
    rows.flag("mia", rows.record("mia", "safety"), tier=Tier.CONCERN)
    assert "1 open flag" in text_of(ana.get("/log").text)
    assert "2 open flags" in text_of(bob.get("/log").text)


# --- the number to call ---


@pytest.mark.found("C9")
def test_whoever_answers_a_flag_sees_the_number_and_that_is_kept(desk: Desk, ana: Browser) -> None:
    flag = flag_of(desk)
    pages = ("/people/dev", f"/records/{flag.record_id}")
    for path in pages:
        assert "tel:" not in ana.get(path).text
    assert not every(desk, t.Audit, action="number seen")
    send(ana, f"/flags/{flag.id}/acknowledge")
    for path in pages:
        page = ana.get(path).text
        assert 'href="tel:+15005550144"' in page
        assert "+1 500-555-0144" in page
    assert [row.person_id for row in every(desk, t.Audit, action="number seen")] == ["dev", "dev"]


@pytest.mark.found("C9")
def test_nobody_else_sees_it_unless_they_take_the_flag_over(desk: Desk, ana: Browser, bob: Browser) -> None:
    flag = flag_of(desk)
    send(ana, f"/flags/{flag.id}/acknowledge")
    page = bob.get(f"/records/{flag.record_id}").text
    assert "tel:" not in page
    assert f"/flags/{flag.id}/take-over" in page
    send(bob, f"/flags/{flag.id}/take-over")
    assert "tel:+15005550144" in bob.get("/people/dev").text
    assert "tel:" not in ana.get("/people/dev").text
    assert flag_of(desk).acknowledged_by == "bob"
    assert every(desk, t.Audit, action="took over flag", person_id="dev")


@pytest.mark.found("C9")
def test_somebody_in_two_roles_can_be_called_as_well(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.insert(t.Membership, id="two", person_id="max", role="mentee", since=ago(days=3))
    record = rows.record("mia", "safety", with_id="max")
    flag = rows.flag("max", record)
    send(ana, f"/flags/{flag}/acknowledge")
    page = ana.get(f"/records/{record}").text
    assert "tel:+15005550166" in page, "the number of whom the flag is about, not of whom the record is about"
    assert "tel:+15005550123" not in page


@pytest.mark.found("C9")
def test_the_number_goes_with_the_flag_and_a_retired_one_is_never_called(
    desk: Desk, rows: Rows, ana: Browser
) -> None:
    flag = flag_of(desk)
    send(ana, f"/flags/{flag.id}/acknowledge")
    rows.change(t.Address, "dev-a", retired_at=ago(minutes=1))
    page = ana.get("/people/dev").text
    assert "tel:" not in page
    assert "No phone number of Devon Reed is kept here" in text_of(page)
    rows.change(t.Address, "dev-a", retired_at=None, blocked=True)
    assert "tel:+15005550144" in ana.get("/people/dev").text, "it takes no texts, and still rings"
    send(ana, f"/flags/{flag.id}/close", outcome="Spoke with him")
    assert "tel:" not in ana.get("/people/dev").text


@pytest.mark.found("C9")
def test_whoever_is_to_be_called_has_a_number_to_tap(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.change(t.Person, "dev", standing="stopped", standing_since=NOW)
    page = ana.get(f"/records/{flag_of(desk).record_id}").text
    assert "Please call Devon Reed" in text_of(page)
    assert "tel:+15005550144" in page
