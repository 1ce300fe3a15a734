"""A code at sign-in: set up, asked for, used once, recovered, reset."""

from datetime import timedelta

import pytest
from console_rows import PASSWORD, Browser, Desk, Rows, create_console, every, form_token, sign_in
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from handlers.access import second_factor
from handlers.access.signing_in import SECOND_STEP
from records import reading_staff
from records import tables as t
from records.reading import View


def code_now(desk: Desk, secret: str) -> str:
    return TOTP(bytes.fromhex(secret), 6, SHA1(), 30).generate(int(desk.wall().timestamp())).decode()  # noqa: S303 - the standard for such codes is SHA-1


def kept(desk: Desk) -> second_factor.Factor:
    (staff,) = every(desk, t.Staff, login="ana@example.org")
    with desk.read() as connection:
        return second_factor.read(connection, desk.sealer, staff.id)


def token_of(browser: Browser) -> str:
    return browser.get("/account").text.partition('name="csrf" value="')[2].partition('"')[0]


@pytest.fixture
def recovery(desk: Desk, ana: Browser) -> list[str]:
    """Ana has set up her app; these are her recovery codes."""
    csrf = token_of(ana)
    shown = ana.post("/account/second-factor/begin", data={"csrf": csrf})
    assert "otpauth://totp/Handrail:ana%40example.org?" in shown.text
    assert "<svg" in shown.text
    assert not kept(desk).on, "not before a code has shown that the app has it"
    (staff,) = every(desk, t.Staff, login="ana@example.org")
    with desk.read() as connection:
        (member,) = reading_staff.members(View(connection, desk.sealer, "pr"))
    assert (member.id, member.second_factor) == (staff.id, False)
    wrong = ana.post("/account/second-factor/confirm", data={"csrf": csrf, "code": "000000"})
    assert wrong.status_code == 422
    assert not kept(desk).on
    code = code_now(desk, kept(desk).pending)
    done = ana.post("/account/second-factor/confirm", data={"csrf": csrf, "code": f"{code[:3]} {code[3:]}"})
    assert done.status_code == 200
    codes = [part.partition("<")[0] for part in done.text.split("<li><code>")[1:]]
    assert len(set(codes)) == 8
    assert codes[0] not in ana.get("/account").text
    desk.wall_time += timedelta(minutes=2)
    return codes


def ticket(answer_text: str) -> str:
    return answer_text.partition('name="ticket" value="')[2].partition('"')[0]


def half_way(desk: Desk) -> tuple[Browser, dict[str, str]]:
    """A browser that has given the right password, and what its form carries."""
    browser = Browser(create_console(desk))
    asked = sign_in(browser)
    assert asked.status_code == 200
    assert "handrail-session" not in browser.cookies
    return browser, {"ticket": ticket(asked.text), "form_token": form_token(asked), "next": "/people"}


def test_a_password_alone_opens_nothing(desk: Desk, recovery: list[str]) -> None:
    browser, form = half_way(desk)
    assert browser.get("/").status_code == 303
    wrong = browser.post("/sign-in/code", data=form | {"code": "123"})
    assert wrong.status_code == 422
    assert browser.get("/").headers["location"].startswith("/sign-in")
    right = browser.post("/sign-in/code", data=form | {"code": code_now(desk, kept(desk).secret)})
    assert right.headers["location"] == "/people"
    assert browser.get("/").status_code == 200


def test_a_code_works_once(desk: Desk, recovery: list[str]) -> None:
    code = code_now(desk, kept(desk).secret)
    browser, form = half_way(desk)
    assert browser.post("/sign-in/code", data=form | {"code": code}).status_code == 303
    other, form = half_way(desk)
    assert other.post("/sign-in/code", data=form | {"code": code}).status_code == 422
    desk.wall_time += timedelta(seconds=30)
    fresh = code_now(desk, kept(desk).secret)
    assert other.post("/sign-in/code", data=form | {"code": fresh}).status_code == 303


@pytest.mark.parametrize(("seconds", "status"), [(-30, 303), (30, 303), (-90, 422), (90, 422)])
def test_a_phone_may_be_half_a_minute_off(desk: Desk, recovery: list[str], seconds: int, status: int) -> None:
    desk.wall_time += timedelta(seconds=seconds)
    code = code_now(desk, kept(desk).secret)
    desk.wall_time -= timedelta(seconds=seconds)
    browser, form = half_way(desk)
    assert browser.post("/sign-in/code", data=form | {"code": code}).status_code == status


def test_a_recovery_code_works_once_however_it_is_typed(desk: Desk, recovery: list[str]) -> None:
    browser, form = half_way(desk)
    typed = recovery[0].lower().replace("-", " ")
    assert browser.post("/sign-in/code", data=form | {"code": typed}).status_code == 303
    other, form = half_way(desk)
    assert other.post("/sign-in/code", data=form | {"code": recovery[0]}).status_code == 422
    assert other.post("/sign-in/code", data=form | {"code": recovery[1]}).status_code == 303
    assert "6 recovery codes are left" in other.get("/account").text
    assert [row.detail for row in every(desk, t.Audit, action="recovery_code_used")] == ["7 left", "6 left"]


def test_codes_cannot_be_guessed_for_long(desk: Desk, recovery: list[str]) -> None:
    browser, form = half_way(desk)
    answers = [
        browser.post("/sign-in/code", data=form | {"code": f"00000{number}"}).status_code
        for number in range(6)
    ]
    assert answers == [422] * 5 + [429]
    held = browser.post("/sign-in/code", data=form | {"code": code_now(desk, kept(desk).secret)})
    assert held.status_code == 429


def test_the_second_step_waits_five_minutes_and_cannot_be_made_up(desk: Desk, recovery: list[str]) -> None:
    browser, form = half_way(desk)
    desk.wall_time += SECOND_STEP
    late = browser.post("/sign-in/code", data=form | {"code": code_now(desk, kept(desk).secret)})
    assert late.status_code == 422
    assert "begin again" in late.text
    for made_up in ("", "x", form["ticket"][:-1] + "0", form["ticket"].replace(".", ".9", 1)):
        refused = browser.post("/sign-in/code", data=form | {"ticket": made_up, "code": "1"})
        assert refused.status_code == 422
        assert "handrail-session" not in browser.cookies


def test_many_can_sign_in_from_one_office(desk: Desk, recovery: list[str]) -> None:
    for _ in range(7):
        desk.wall_time += timedelta(seconds=30)
        browser, form = half_way(desk)
        code = code_now(desk, kept(desk).secret)
        assert browser.post("/sign-in/code", data=form | {"code": code}).status_code == 303


def test_it_is_switched_off_only_with_a_code(desk: Desk, ana: Browser, recovery: list[str]) -> None:
    csrf = token_of(ana)
    assert ana.post("/account/second-factor/off", data={"csrf": csrf, "code": "12"}).status_code == 422
    assert kept(desk).on
    off = ana.post("/account/second-factor/off", data={"csrf": csrf, "code": recovery[0]})
    assert off.status_code == 303
    assert not kept(desk).on
    assert sign_in(Browser(create_console(desk))).status_code == 303


@pytest.mark.found("J5")
def test_a_new_phone_takes_over_only_with_a_code_of_the_old_one_and_one_of_its_own(
    desk: Desk, ana: Browser, recovery: list[str]
) -> None:
    old, csrf = kept(desk).secret, token_of(ana)
    for wrong in ({}, {"code": ""}, {"code": "000000"}, {"code": "AAAAA-AAAAA"}):
        refused = ana.post("/account/second-factor/begin", data={"csrf": csrf, **wrong})
        assert refused.status_code == 422
        assert "otpauth" not in refused.text
        assert not kept(desk).pending
    begun = ana.post("/account/second-factor/begin", data={"csrf": csrf, "code": code_now(desk, old)})
    assert "otpauth://" in begun.text
    assert kept(desk).secret == old
    code = code_now(desk, kept(desk).pending)
    assert ana.post("/account/second-factor/confirm", data={"csrf": csrf, "code": code}).status_code == 200
    assert kept(desk).secret != old
    assert len(kept(desk).recovery) == 8


@pytest.mark.found("J5")
def test_a_recovery_code_stands_in_for_the_old_phone(desk: Desk, ana: Browser, recovery: list[str]) -> None:
    given = {"csrf": token_of(ana), "code": recovery[3]}
    assert "otpauth://" in ana.post("/account/second-factor/begin", data=given).text
    again = ana.post("/account/second-factor/begin", data=given | {"csrf": token_of(ana)})
    assert again.status_code == 422, "it is used up"


@pytest.mark.found("J5")
def test_who_has_no_password_cannot_slow_the_second_step_down(desk: Desk, recovery: list[str]) -> None:
    console = create_console(desk)
    for number in range(20):
        sign_in(Browser(console, f"198.51.{number}.1"), password="wrong " * 3)
    browser, form = half_way(desk)
    code = code_now(desk, kept(desk).secret)
    assert browser.post("/sign-in/code", data=form | {"code": code}).status_code == 303


@pytest.mark.found("J5")
def test_a_lead_who_sees_to_accounts_resets_it_and_its_owner_hears_of_it(
    desk: Desk, rows: Rows, recovery: list[str]
) -> None:
    (ana,) = every(desk, t.Staff, login="ana@example.org")
    rows.person("lea", "Lea Novak", "coordinator")
    lea = rows.staff("lea", "lea@example.org")
    rows.change(t.Staff, lea, role="lead")
    browser = Browser(create_console(desk))
    assert sign_in(browser, "lea@example.org", PASSWORD).status_code == 303
    assert "Code at sign-in" in browser.get("/staff").text
    csrf = token_of(browser)
    assert browser.post(f"/staff/{ana.id}/second-factor/off", data={"csrf": csrf}).status_code == 303
    assert not kept(desk).on
    (done,) = every(desk, t.Audit, action="second_factor_off")
    assert (done.staff_id, done.person_id) == (lea, "ana")
    (told,) = every(desk, t.Outbox, message_class="staff_alert", person_id="ana", record_id=None)
    assert "Lea Novak gave out a new way in" in desk.sealer.open("ana", "outbox", "body", told.id, told.body)


def test_the_secret_and_the_codes_lie_nowhere_readable(desk: Desk, recovery: list[str]) -> None:
    (staff,) = every(desk, t.Staff, login="ana@example.org")
    assert kept(desk).secret.encode() not in staff.second_factor
    assert recovery[0].replace("-", "") not in "".join(kept(desk).recovery)
    assert kept(desk).secret not in repr(kept(desk))
