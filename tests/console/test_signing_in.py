"""Getting in, staying in, and being kept out."""

from datetime import timedelta
from typing import Any

import pytest
from console_rows import (
    NOW,
    PASSWORD,
    PASSWORD_HASH,
    Browser,
    Desk,
    Rows,
    create_console,
    csrf,
    every,
    form_token,
    sign_in,
)
from structlog.testing import capture_logs

from console.signing import local_path
from handlers.access import accounts, known_device
from records import tables as t
from records.consents import consent_words
from records.kinds import Channel

WRONG = "That login and password do not go together."


def test_without_signing_in_every_page_leads_to_the_door_and_back(browser: Browser) -> None:
    for path in ("/", "/log", "/people", "/people/mia", "/records/r-0008", "/export.csv"):
        answer = browser.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in")
    asked = browser.get("/log?person=mia&flagged=1")
    assert asked.headers["location"] == "/sign-in?next=%2Flog%3Fperson%3Dmia%26flagged%3D1"
    token = form_token(browser.get(asked.headers["location"]))
    back = browser.post(
        "/sign-in",
        data={
            "login": " ANA@example.org ",
            "password": PASSWORD,
            "form_token": token,
            "next": "/log?person=mia&flagged=1",
        },
    )
    assert back.headers["location"] == "/log?person=mia&flagged=1"
    assert browser.get("/log").status_code == 200
    assert browser.get("/sign-in?next=/people").headers["location"] == "/people"


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)", "/log\r\nX: y", "", "log"],
)
def test_one_goes_on_only_to_a_page_of_ours(wanted: str) -> None:
    assert local_path(wanted) == "/"


@pytest.mark.parametrize("secure", [False, True])
def test_the_cookie_says_who_may_see_it(desk: Desk, rows: Rows, secure: bool) -> None:
    desk.secure = secure
    browser = Browser(create_console(desk))
    cookie = sign_in(browser).headers["set-cookie"]
    assert cookie.startswith("__Host-handrail-session=" if secure else "handrail-session=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert ("Secure" in cookie) is secure
    assert "Path=/" in cookie
    value = cookie.partition("=")[2].partition(";")[0]
    assert every(desk, t.Login)[0].id == desk.sealer.lookup("login", value)
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(("login", "password"), [("ana@example.org", "wrong " * 3), ("nobody", PASSWORD)])
def test_an_unknown_login_and_a_wrong_password_get_one_answer(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, login: str, password: str
) -> None:
    looked = []
    real = accounts.verify_password

    def verify(given: str, known: str | None) -> bool:
        looked.append(known)
        return real(given, known)

    monkeypatch.setattr(accounts, "verify_password", verify)
    answer = sign_in(browser, login, password)
    assert answer.status_code == 422
    assert WRONG in answer.text
    assert password not in answer.text
    assert len(looked) == 1  # the same work, whoever it was
    assert "handrail-session" not in browser.cookies


def test_an_account_that_was_closed_opens_nothing(desk: Desk, ana: Browser, rows: Rows) -> None:
    staff = every(desk, t.Staff, login="ana@example.org")[0]
    rows.change(t.Staff, staff.id, active=False)
    assert ana.get("/").status_code == 303
    assert sign_in(ana).status_code == 422


@pytest.mark.found("J5")
def test_after_five_failures_a_network_waits_a_little_and_a_little_longer_each_time(
    desk: Desk, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(create_console(desk))
    for _ in range(5):
        assert sign_in(browser, password="wrong " * 3).status_code == 422
    with monkeypatch.context() as patch:
        patch.setattr(accounts, "verify_password", pytest.fail)  # not even looked at
        held = sign_in(browser)
    assert held.status_code == 429
    assert "wait 16 seconds" in held.text
    desk.wall_time += timedelta(seconds=15)
    assert sign_in(browser, password="wrong " * 3).status_code == 422
    desk.wall_time += timedelta(seconds=15)
    assert sign_in(browser).status_code == 429, "the next wait is twice as long"
    desk.wall_time += timedelta(seconds=15)
    assert sign_in(browser).status_code == 303


def test_after_five_failures_the_network_waits_whatever_the_login(desk: Desk, rows: Rows) -> None:
    console = create_console(desk)
    for number in range(5):
        assert sign_in(Browser(console), f"guess{number}").status_code == 422
    assert sign_in(Browser(console)).status_code == 429
    assert sign_in(Browser(console, "198.51.100.9")).status_code == 303


@pytest.mark.found("J5")
def test_nobody_is_locked_out_by_whoever_guesses_at_their_account(desk: Desk, rows: Rows) -> None:
    console = create_console(desk)
    owner = Browser(console, "203.0.113.5")
    assert sign_in(owner).status_code == 303
    owner.post("/sign-out", data={"csrf": csrf(owner)})
    for number in range(40):  # from everywhere, and from the owner's own network
        net = "203.0.113.66" if number % 2 else f"198.51.{number}.1"
        assert sign_in(Browser(console, net), password="wrong " * 3).status_code in (422, 429)
    assert sign_in(owner).status_code == 303, "a browser that has signed in before"
    assert sign_in(Browser(console, "192.0.2.99")).status_code == 303, "a network of their own"


@pytest.mark.found("J5")
@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        ("2001:db8:1:1::5", "2001:db8:1:1:ffff::9", True),  # one line of a provider
        ("2001:db8:1:1::5", "2001:db8:1:2::5", False),
        ("203.0.113.5", "203.0.113.250", True),
        ("203.0.113.5", "203.0.114.5", False),
        ("::ffff:203.0.113.5", "203.0.113.9", True),  # the same, as some servers write it
    ],
)
def test_a_network_is_what_one_line_has(
    desk: Desk, rows: Rows, mine: str, theirs: str, together: bool
) -> None:
    console = create_console(desk)
    for number in range(5):
        assert sign_in(Browser(console, theirs), f"guess{number}").status_code == 422
    assert sign_in(Browser(console, mine)).status_code == (429 if together else 303)


@pytest.mark.found("J5")
@pytest.mark.parametrize(
    "made_up", ["x", "1.2.3", "9999999999999999999999.a.b", "1772818200..", "é.é.é", "." * 500]
)
def test_a_made_up_device_is_any_other_browser(desk: Desk, rows: Rows, made_up: str) -> None:
    console = create_console(desk)
    for _ in range(5):
        sign_in(Browser(console), password="wrong " * 3)
    forged = Browser(console)
    if made_up.isascii():
        forged.cookies.set("handrail-device", made_up, domain="console.test")
    assert sign_in(forged).status_code == 429
    assert known_device.read(desk.sealer, desk.wall(), made_up, "ana@example.org") == ""


@pytest.mark.found("J5")
def test_a_device_is_known_for_who_signed_in_there_and_slowed_down_by_itself(desk: Desk, rows: Rows) -> None:
    console = create_console(desk)
    shared = Browser(console)
    assert sign_in(shared, "ola@example.org").status_code == 303
    shared.post("/sign-out", data={"csrf": csrf(shared)})
    for _ in range(5):
        sign_in(Browser(console), password="wrong " * 3)
    assert sign_in(shared).status_code == 429, "Ana never signed in there"
    for _ in range(5):
        assert sign_in(shared, "ola@example.org", "wrong " * 3).status_code == 422
    assert sign_in(shared, "ola@example.org").status_code == 429
    assert sign_in(Browser(console, "198.51.100.9"), "ola@example.org").status_code == 303


@pytest.mark.found("J10")
def test_a_failed_sign_in_is_logged_without_a_word_and_stands_in_the_audit_log(
    desk: Desk, rows: Rows
) -> None:
    with capture_logs() as logs:
        sign_in(Browser(create_console(desk)), password="wrong wrong wrong")
        sign_in(Browser(create_console(desk)), "nobody@example.org")
    (ana,) = every(desk, t.Staff, login="ana@example.org")
    refused = [one for one in logs if one["event"] == "sign-in refused"]
    assert [one["account"] for one in refused] == [ana.id, "unknown"]
    assert not any(word in str(logs) for word in ("example.org", "wrong wrong", PASSWORD, "192.0.2"))
    (kept,) = every(desk, t.Audit, action="sign_in_failed")
    assert (kept.staff_id, kept.person_id, kept.detail) == (ana.id, "ana", "password")


def test_who_gets_it_right_owes_nothing(desk: Desk, rows: Rows) -> None:
    console = create_console(desk)
    for _ in range(6):
        assert sign_in(Browser(console)).status_code == 303
    assert every(desk, t.LoginAttempt) == []
    kept = [attempt.key for attempt in every(desk, t.LoginAttempt)]
    assert "ana@example.org" not in kept


def test_a_sign_in_ends_after_eight_idle_hours_and_in_any_case_after_a_week(desk: Desk, ana: Browser) -> None:
    desk.wall_time += timedelta(hours=7, minutes=59)
    assert ana.get("/").status_code == 200
    desk.wall_time += timedelta(hours=7, minutes=59)
    assert ana.get("/").status_code == 200
    desk.wall_time += timedelta(hours=8)
    assert ana.get("/").status_code == 303
    assert sign_in(ana).status_code == 303
    for _ in range(23):
        desk.wall_time += timedelta(hours=7)
        assert ana.get("/").status_code == 200
    desk.wall_time += timedelta(hours=7)
    assert ana.get("/").status_code == 303


def test_moving_the_programmes_time_signs_nobody_out(desk: Desk, ana: Browser) -> None:
    desk.time += timedelta(days=30)
    assert ana.get("/").status_code == 200


def test_signing_out_ends_it_everywhere_the_cookie_went(desk: Desk, ana: Browser) -> None:
    copied = Browser(create_console(desk))
    copied.cookies.update(ana.cookies)
    assert copied.get("/").status_code == 200
    assert ana.post("/sign-out", data={"csrf": csrf(ana)}).headers["location"] == "/sign-in"
    assert ana.get("/").status_code == 303
    assert copied.get("/").status_code == 303


def test_signing_out_clears_what_the_browser_kept_and_a_new_sign_in_ends_the_one_before(
    desk: Desk, rows: Rows
) -> None:
    browser = Browser(create_console(desk))
    sign_in(browser)
    old = str(browser.cookies.get("handrail-session"))
    again = {
        "login": "ana@example.org",
        "password": PASSWORD,
        "form_token": str(browser.cookies.get("handrail-form")),
    }
    assert browser.post("/sign-in", data=again).status_code == 303
    assert str(browser.cookies.get("handrail-session")) != old
    assert len(every(desk, t.Login)) == 1
    out = browser.post("/sign-out", data={"csrf": csrf(browser)})
    assert out.headers["clear-site-data"] == '"cache", "storage"'


FORMS = (
    ("/sign-out", {}),
    ("/people/mia/reply", {"text": "hello"}),
    ("/people/mia/attend", {}),
    ("/flags/{flag}/acknowledge", {}),
    ("/flags/{flag}/close", {"outcome": "Called"}),
    ("/records/{record}/reply", {"text": "hello"}),
)


@pytest.mark.parametrize(("path", "fields"), FORMS)
@pytest.mark.parametrize("token", [None, "", "made-up"])
def test_a_form_without_this_sign_ins_token_does_nothing(
    desk: Desk, ana: Browser, path: str, fields: dict[str, str], token: str | None
) -> None:
    flag = every(desk, t.Flag)[0]
    path = path.format(flag=flag.id, record=flag.record_id)
    before = len(every(desk, t.Outbox))
    given = fields if token is None else fields | {"csrf": token}
    assert ana.post(path, data=given).status_code == 403
    assert len(every(desk, t.Outbox)) == before
    assert every(desk, t.Flag)[0].acknowledged_at is None
    assert all(row.attended_at is None for row in every(desk, t.Inbox, needs_person=True))
    assert ana.get("/").status_code == 200


def test_the_token_of_another_sign_in_does_not_do(desk: Desk, ana: Browser) -> None:
    other = Browser(create_console(desk))
    sign_in(other)
    assert csrf(other) != csrf(ana)
    assert ana.post("/people/mia/attend", data={"csrf": csrf(other)}).status_code == 403


def test_a_form_from_another_site_is_refused(desk: Desk, ana: Browser) -> None:
    answer = ana.post(
        "/people/mia/attend", data={"csrf": csrf(ana)}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert "another site" in answer.text
    assert all(row.attended_at is None for row in every(desk, t.Inbox, needs_person=True))


def test_signing_somebody_in_from_elsewhere_does_not_work(browser: Browser) -> None:
    fields = {"login": "ana@example.org", "password": PASSWORD, "form_token": "made-up"}
    answer = browser.post("/sign-in", data=fields)
    assert answer.status_code == 403
    assert "handrail-session" not in browser.cookies
    fields["form_token"] = form_token(answer)
    assert browser.post("/sign-in", data=fields).status_code == 303


# The first account.

NEW = {"name": "Kim Ortega", "login": "Kim", "password": "four green kettles", "phone": ""}


@pytest.fixture
def empty(desk: Desk) -> Browser:
    """A browser at a console with one programme and no account."""
    Rows(desk).programme("pr", "Northside Mentoring")
    return Browser(create_console(desk))


def make_link(desk: Desk) -> str:
    return desk.write(lambda c: accounts.first_account_link(c, desk.sealer, desk.wall()))


def fill_in(browser: Browser, link: str, **fields: str) -> Any:
    form = NEW | {"form_token": form_token(browser.get(f"/welcome/{link}"))} | fields
    return browser.post(f"/welcome/{link}", data=form)


def test_the_first_account_comes_from_a_link_that_works_once(desk: Desk, empty: Browser) -> None:
    link = make_link(desk)
    assert "Northside Mentoring" in empty.get(f"/welcome/{link}").text
    made = fill_in(empty, link, phone="(213) 373-4253")
    assert made.status_code == 303
    assert sign_in(empty, "kim", NEW["password"]).status_code == 303
    assert "Kim Ortega" in empty.get("/").text
    person = every(desk, t.Person)[0]
    assert b"Kim" not in person.name
    assert [row.role for row in every(desk, t.Membership, person_id=person.id)] == ["coordinator"]
    address = every(desk, t.Address, person_id=person.id)[0]
    assert desk.sealer.open(person.id, "address", "value", address.id, address.value) == "+12133734253"
    consent = every(desk, t.Consent, person_id=person.id)[0]
    assert consent_words(desk.sealer, consent)[1] == accounts.ALERTS_CONSENT
    assert every(desk, t.Staff)[0].password_hash.startswith("$argon2id$")
    assert empty.get(f"/welcome/{link}").status_code == 404
    assert empty.post(f"/welcome/{link}", data=NEW | {"form_token": "x"}).status_code == 404
    assert link not in str(every(desk, t.LoginLink))


def test_a_link_ends_after_a_day_when_a_newer_one_is_made_and_when_there_is_an_account(
    desk: Desk, empty: Browser
) -> None:
    old, new = make_link(desk), make_link(desk)
    assert empty.get(f"/welcome/{old}").status_code == 404
    assert empty.get(f"/welcome/{new}").status_code == 200
    desk.wall_time += timedelta(hours=24)
    gone = empty.get(f"/welcome/{new}")
    assert gone.status_code == 404
    assert "older than a day" in gone.text
    fresh, rows = make_link(desk), Rows(desk)
    rows.person("ana", "Ana", "coordinator")
    rows.staff("ana", "ana")
    assert empty.get(f"/welcome/{fresh}").status_code == 404


def test_of_two_who_use_a_link_at_once_one_is_too_late(desk: Desk, empty: Browser) -> None:
    link = make_link(desk)
    desk.write(lambda c: accounts.use_link(c, desk.sealer, desk.wall(), link))
    with pytest.raises(accounts.LinkGone):
        desk.write(lambda c: accounts.use_link(c, desk.sealer, desk.wall(), link))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": "  "}, "write your name"),
        ({"name": "x" * 81}, "too long"),
        ({"login": "a b"}, "without spaces"),
        ({"password": "elevenchars"}, "12 characters"),
        ({"password": "p" * 201}, "too long"),
        ({"password": "aaaaaaaaaaaaaaaa"}, "easy to guess"),
        ({"login": "longlogin", "password": "longlogin1234"}, "easy to guess"),
        ({"phone": "12"}, "phone number"),
    ],
)
def test_what_is_wrong_with_an_account_is_said_and_the_link_still_works(
    desk: Desk, empty: Browser, wrong: dict[str, str], says: str
) -> None:
    link = make_link(desk)
    answer = fill_in(empty, link, **wrong)
    assert answer.status_code == 422
    assert says in answer.text
    assert every(desk, t.Staff) == []
    assert fill_in(empty, link).status_code == 303


def test_with_several_programmes_one_is_chosen(desk: Desk, empty: Browser) -> None:
    Rows(desk).programme("zz", "Southside")
    link = make_link(desk)
    assert fill_in(empty, link).status_code == 422
    assert fill_in(empty, link, programme="made-up").status_code == 422
    assert fill_in(empty, link, programme="zz").status_code == 303
    assert every(desk, t.Staff)[0].programme_id == "zz"


def test_without_a_programme_the_page_says_what_to_do_first(desk: Desk) -> None:
    browser = Browser(create_console(desk))
    assert "Import your people first" in browser.get(f"/welcome/{make_link(desk)}").text


def make_staff(desk: Desk, **more: Any) -> str:
    given: dict[str, Any] = {
        "programme_id": "pr",
        "name": "Kim",
        "login": "kim",
        "password_hash": PASSWORD_HASH,
    }
    return desk.write(lambda c: accounts.create_staff(c, desk.sealer, NOW, **(given | more)))


def test_a_login_is_nobody_elses(desk: Desk, rows: Rows) -> None:
    with pytest.raises(accounts.AccountProblem, match="taken"):
        make_staff(desk, login="ANA@example.org")


def test_a_coordinator_who_is_known_by_their_number_gets_the_account(desk: Desk, rows: Rows) -> None:
    rows.person("kim", "Kim", "coordinator", phone="+15005550111")
    make_staff(desk, phone="+15005550111")
    assert every(desk, t.Staff, login="kim")[0].person_id == "kim"


@pytest.mark.parametrize("phone", ["+15005550123", "+15005550177"])  # a mentee's; one with an account
def test_a_number_that_is_somebody_elses_is_refused(desk: Desk, rows: Rows, phone: str) -> None:
    with pytest.raises(accounts.AccountProblem, match="somebody else"):
        make_staff(desk, phone=phone)
    assert every(desk, t.Staff, login="kim") == []


def test_a_strangers_number_becomes_the_coordinators(desk: Desk, rows: Rows) -> None:
    make_staff(desk, phone="+15005550188")
    address = every(desk, t.Address, id="who-a")[0]
    assert address.person_id == every(desk, t.Staff, login="kim")[0].person_id
    opened = desk.sealer.open(address.person_id, "address", "value", "who-a", address.value)
    assert opened == "+15005550188"
    assert address.lookup == desk.sealer.lookup("address", Channel.SMS, opened)
