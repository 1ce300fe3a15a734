"""Letting somebody back in to their account: nobody lets themselves in as somebody who reads more."""

from datetime import timedelta

import pytest
from console_rows import NOW, PASSWORD_HASH, Browser, Desk, Rows, create_console, every, form_token, sign_in

from handlers.access import accounts, second_factor, signing_in
from records import tables as t
from records.kinds import StaffRole

NEW = "nine odd kettles hum"
PHONE = "+15005550141"


def csrf(browser: Browser) -> str:
    """The token of that browser's forms, from a page that everybody has."""
    return browser.get("/account").text.partition('name="csrf" value="')[2].partition('"')[0]


class House:
    """Lea leads and has a phone; Lou leads, too, unless the programme has one lead; Adi administers."""

    def __init__(self, desk: Desk, rows: Rows) -> None:
        self.desk, self.rows, self.console = desk, rows, create_console(desk)
        rows.person("lea", "Lea Novak", "coordinator", phone=PHONE)
        self.ids = {
            "lea": self._staff("lea", StaffRole.LEAD, "lea"),
            "adi": self._staff("adi", StaffRole.ADMINISTRATOR),
        }

    def _staff(self, name: str, role: StaffRole, person_id: str | None = None) -> str:
        return self.desk.write(
            lambda c: accounts.create_staff(
                c,
                self.desk.sealer,
                NOW,
                programme_id="pr",
                name=name.title(),
                login=f"{name}@example.org",
                password_hash=PASSWORD_HASH,
                person_id=person_id,
                role=role,
            )
        )

    def second_lead(self) -> Browser:
        """Lou's browser."""
        self.ids["lou"] = self._staff("lou", StaffRole.LEAD)
        return self.browser("lou")

    def browser(self, who: str) -> Browser:
        browser, desk = Browser(self.console), self.desk
        token = desk.write(
            lambda c: signing_in.open_login(c, desk.sealer, desk.wall(), self.ids[who], who, "192.0.2.7")
        )
        browser.cookies.set("handrail-session", token, domain="console.test")
        return browser

    def ask(self, browser: Browser, path: str) -> str:
        """Press a button on Accounts about Lea; the link that is shown, if any."""
        answer = browser.post(f"/staff/{self.ids['lea']}/{path}", data={"csrf": csrf(browser)})
        assert answer.status_code in (200, 303)
        return answer.text.partition("/set-password/")[2].partition("<")[0]

    def choose(self, link: str, code: str = "", password: str = NEW) -> int:
        """Go behind the link and choose a password."""
        page = Browser(self.console)
        opened = page.get(f"/set-password/{link}")
        if opened.status_code != 200:
            return opened.status_code
        given = {"form_token": form_token(opened), "password": password, "code": code}
        return page.post(f"/set-password/{link}", data=given).status_code

    def text_me(self, link: str) -> str:
        """Ask for a code; what Lea's phone got last."""
        page = Browser(self.console)
        token = form_token(page.get(f"/set-password/{link}"))
        page.post(f"/set-password/{link}/code", data={"form_token": token})
        return self.phone()[-1]

    def phone(self, person_id: str = "lea") -> list[str]:
        rows = [row for row in every(self.desk, t.Outbox, person_id=person_id) if row.record_id is None]
        rows.sort(key=lambda row: row.id)
        return [self.desk.sealer.open(person_id, "outbox", "body", row.id, row.body) for row in rows]


@pytest.fixture
def house(desk: Desk, rows: Rows) -> House:
    return House(desk, rows)


def code_in(text: str) -> str:
    return next(word for word in text.split() if word.isdigit())


@pytest.mark.found("J4")
@pytest.mark.parametrize("path", ["password-link", "second-factor/off"])
def test_an_administrator_cannot_let_themselves_in_as_a_lead(house: House, path: str) -> None:
    link = house.ask(house.browser("adi"), path)
    assert link
    assert house.choose(link) == 422
    assert house.choose(link, "000000") == 422
    assert sign_in(Browser(house.console), "lea@example.org", NEW).status_code == 422
    assert "asked for a new way in to your account" in house.phone()[0]
    assert sign_in(Browser(house.console), "lea@example.org").status_code == 303, "hers is as it was"


@pytest.mark.found("J4")
def test_nor_by_changing_their_role_before_and_after(house: House) -> None:
    house.second_lead()
    adi = house.browser("adi")
    for role in ("administrator", "coordinator"):
        given = {"csrf": csrf(adi), "role": role}
        assert adi.post(f"/staff/{house.ids['lea']}/role", data=given).status_code == 303
        assert house.choose(house.ask(adi, "password-link")) == 422


@pytest.mark.found("J4")
def test_nor_by_waiting_while_the_owner_has_left(house: House) -> None:
    house.second_lead()
    adi = house.browser("adi")
    link = house.ask(adi, "password-link")
    house.ask(adi, "leave")
    house.desk.wall_time += timedelta(hours=25)
    house.ask(adi, "return")
    assert house.choose(link) == 404


@pytest.mark.found("J4")
def test_the_link_opens_with_a_code_that_only_the_owners_phone_gets(house: House) -> None:
    link = house.ask(house.browser("adi"), "password-link")
    code = code_in(house.text_me(link))
    assert code not in str(every(house.desk, t.Recovery))
    assert house.choose(link, "1" + code[1:] if code[0] != "1" else "2" + code[1:]) == 422
    assert house.choose(link, code) == 303
    assert house.choose(link, code) == 404, "it works once"
    assert sign_in(Browser(house.console), "lea@example.org", NEW).status_code == 303


@pytest.mark.found("J4")
def test_a_code_holds_for_ten_minutes_and_phones_are_not_filled_with_them(house: House) -> None:
    link = house.ask(house.browser("adi"), "password-link")
    first = house.text_me(link)
    assert house.text_me(link) == first, "none is sent so soon after"
    house.desk.wall_time += timedelta(minutes=10)
    assert house.choose(link, code_in(first)) == 422
    second = house.text_me(link)
    assert second != first
    assert house.choose(link, code_in(second)) == 303


@pytest.mark.found("J4")
def test_codes_behind_a_link_cannot_be_guessed_for_long(house: House) -> None:
    link = house.ask(house.browser("adi"), "password-link")
    house.text_me(link)
    assert [house.choose(link, f"00000{number}") for number in range(6)] == [422] * 5 + [429]


@pytest.mark.found("J4")
def test_another_lead_may_say_yes_but_not_who_asked_and_not_a_coordinator(house: House) -> None:
    lou = house.second_lead()
    house.ids["ana"] = every(house.desk, t.Staff, login="ana@example.org")[0].id
    link = house.ask(house.browser("adi"), "password-link")
    path = f"/ways-in/{house.ids['lea']}/confirm"
    for who in ("adi", "lea", "ana"):
        browser = house.browser(who)
        refused = browser.post(path, data={"csrf": csrf(browser)})
        if who == "lea":  # her own browser ended nothing: she was signed in already
            continue
        assert refused.status_code == 422
    link = house.ask(house.browser("adi"), "password-link")
    assert "let them in" in lou.get("/").text
    assert lou.post(path, data={"csrf": csrf(lou)}).status_code == 303
    assert house.choose(link) == 303
    (said,) = every(house.desk, t.Audit, action="recovery_confirmed")
    assert (said.staff_id, said.person_id) == (house.ids["lou"], "lea")


@pytest.mark.found("J4")
def test_a_programme_with_one_lead_waits_a_day_in_red_and_its_owner_can_stop_it(house: House) -> None:
    lea = house.browser("lea")
    link = house.ask(house.browser("adi"), "password-link")
    assert "Adi</b>" not in lea.get("/").text
    assert "asked for a new way in to your account" in lea.get("/").text
    ana = Browser(house.console)
    sign_in(ana)
    assert "asked for a new way in to the account of Lea Novak" in ana.get("/people").text
    house.desk.wall_time += timedelta(hours=23, minutes=59)
    assert house.choose(link) == 422
    house.desk.wall_time += timedelta(minutes=1)
    assert house.choose(link) == 303

    again = house.ask(house.browser("adi"), "password-link")
    lea = Browser(house.console)
    assert sign_in(lea, "lea@example.org", NEW).status_code == 303
    assert house.choose(again) == 404, "whoever signs in as always needs no other way in"
    last = house.ask(house.browser("adi"), "password-link")
    stopped = lea.post(f"/ways-in/{house.ids['lea']}/stop", data={"csrf": csrf(lea)})
    assert stopped.status_code == 303
    house.desk.wall_time += timedelta(hours=25)
    assert house.choose(last) == 404


@pytest.mark.found("J4")
def test_the_second_factor_stays_until_the_new_password_is_chosen(house: House) -> None:
    desk, lea = house.desk, house.ids["lea"]
    desk.write(lambda c: second_factor.begin(c, desk.sealer, desk.wall(), lea))
    factor = desk.write(lambda c: second_factor.read(c, desk.sealer, lea))
    code = second_factor._totp(factor.pending).generate(int(desk.wall().timestamp())).decode()
    desk.write(lambda c: second_factor.confirm(c, desk.sealer, desk.wall(), lea, code))

    def on() -> bool:
        with desk.read() as connection:
            return second_factor.read(connection, desk.sealer, lea).on

    link = house.ask(house.browser("adi"), "password-link")
    assert house.choose(link, code_in(house.text_me(link))) == 303
    assert on(), "a forgotten password is no lost phone"
    link = house.ask(house.browser("adi"), "second-factor/off")
    assert on()
    house.desk.wall_time += timedelta(hours=24)
    assert house.choose(link, password="eight grey gates open") == 303
    assert not on()


@pytest.mark.found("J4")
def test_without_a_phone_the_page_says_who_can_help(house: House) -> None:
    house.rows.change(t.Address, "lea-a", blocked=True)
    link = house.ask(house.browser("adi"), "password-link")
    page = Browser(house.console)
    token = form_token(page.get(f"/set-password/{link}"))
    answer = page.post(f"/set-password/{link}/code", data={"form_token": token})
    assert answer.status_code == 422
    assert "another lead" in answer.text


@pytest.mark.found("J4")
def test_leads_hear_at_once_of_an_account_that_reads(house: House) -> None:
    adi = house.browser("adi")
    given = {"csrf": csrf(adi), "name": "Kim", "login": "kim@example.org"}
    adi.post("/staff", data=given | {"role": "coordinator"})
    assert "Adi made or changed an account that can read" in house.phone()[-1]
    (kim,) = every(house.desk, t.Staff, login="kim@example.org")
    adi.post(f"/staff/{kim.id}/role", data={"csrf": csrf(adi), "role": "lead"})
    assert len(house.phone()) == 2
    adi.post("/staff", data=given | {"login": "pat@example.org", "role": "administrator"})
    assert len(house.phone()) == 2


@pytest.mark.found("J4")
def test_a_lead_who_sees_to_accounts_lets_a_colleague_in_and_the_colleague_hears_of_it(house: House) -> None:
    house.rows.change(t.Staff, house.ids["adi"], active=False)
    lou = house.second_lead()
    link = house.ask(lou, "password-link")
    assert "Lou gave out a new way in to your account" in house.phone()[-1]
    assert house.choose(link) == 303
