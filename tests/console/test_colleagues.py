"""Nobody silences a colleague: what makes alerts reach them is theirs to change, or a lead's."""

from collections.abc import Mapping

import pytest
from console_rows import NOW, PASSWORD_HASH, Browser, Desk, Rows, create_console, every

from handlers.access import accounts, signing_in
from records import tables as t
from records.kinds import StaffRole

PARTS: Mapping[str, Mapping[str, str]] = {
    "stage": {"stage": "custody"},
    "pause": {"until": ""},
    "number": {"channel": "phones", "number": "+1 312 555 0177", "how": "link", "retire": "yes"},
    "number ": {"channel": "phones", "number": "+1 312 555 0177", "how": "invite"},
    "retire": {"address": "bob-a"},
    "link": {},
    "word": {"address": "bob-a", "word": "blue"},
    "theirs": {"address": "bob-a"},
    "role": {"role": "mentee", "on": "yes"},
    "condition": {"kind": "no_app", "app": "telegram"},
    "details": {"name": "Nobody", "language": "es", "timezone": "Asia/Tokyo"},
    "rhythm": {"weekday": "1", "at": "10:00"},
    "phrase": {"phrase": "seven green bicycles please"},
}


class Team:
    """Ana and Bob coordinate, Lea leads; each has an account, and Bob and Ana have phones."""

    def __init__(self, desk: Desk, rows: Rows) -> None:
        self.desk, self.rows, self.console = desk, rows, create_console(desk)
        rows.person("bob", "Bob Hale", "coordinator", phone="+13125550160", channel="phones")
        self.ids = {"ana": every(desk, t.Staff, login="ana@example.org")[0].id}
        self.ids["bob"] = self._staff("bob", StaffRole.COORDINATOR, "bob")
        self.ids["lea"] = self._staff("lea", StaffRole.LEAD)
        rows.change(t.Staff, self.ids["ana"], role=StaffRole.COORDINATOR)

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

    def browser(self, who: str) -> Browser:
        browser, desk = Browser(self.console), self.desk
        token = desk.write(
            lambda c: signing_in.open_login(c, desk.sealer, desk.wall(), self.ids[who], who, "192.0.2.7")
        )
        browser.cookies.set("handrail-session", token, domain="console.test")
        return browser

    def edits(self, who: str, part: str, fields: Mapping[str, str], person_id: str = "bob") -> int:
        """One card of somebody's page, sent by a colleague; the answer's status."""
        browser = self.browser(who)
        token = browser.get("/account").text.partition('name="csrf" value="')[2].partition('"')[0]
        answer = browser.post(f"/people/{person_id}/edit/{part.strip()}", data={**fields, "csrf": token})
        return answer.status_code

    def stands(self) -> list[object]:
        """All there is of Bob that decides whether his phone rings."""
        tables = (t.Address, t.Membership, t.Condition, t.Invitation, t.Plan)
        person = [row for row in every(self.desk, t.Person) if row.id == "bob"]
        rows = [row for table in tables for row in every(self.desk, table, person_id="bob")]
        return [tuple(row) for row in (*person, *rows)]


@pytest.fixture
def team(desk: Desk, rows: Rows) -> Team:
    return Team(desk, rows)


@pytest.mark.found("J2")
@pytest.mark.parametrize("part", PARTS)
def test_a_coordinator_changes_nothing_that_silences_a_colleague(team: Team, part: str) -> None:
    before = team.stands()
    assert team.edits("ana", part, PARTS[part]) == 422
    assert team.stands() == before


@pytest.mark.found("J2")
def test_nor_by_naming_an_unknown_sender(team: Team) -> None:
    browser, before = team.browser("ana"), team.stands()
    token = browser.get("/account").text.partition('name="csrf" value="')[2].partition('"')[0]
    given = {"who": "bob", "retire": "yes", "csrf": token}
    assert browser.post("/people/who/claim", data=given).status_code == 422
    assert team.stands() == before


@pytest.mark.found("J2")
def test_also_not_of_a_coordinator_who_has_no_account(team: Team, rows: Rows) -> None:
    rows.person("kit", "Kit Moss", "coordinator", phone="+13125550161", channel="phones")
    assert team.edits("ana", "stage", PARTS["stage"], "kit") == 422
    assert team.edits("ana", "retire", {"address": "kit-a"}, "kit") == 422
    assert team.edits("lea", "stage", PARTS["stage"], "kit") == 303


@pytest.mark.found("J2")
@pytest.mark.parametrize("part", ["stage", "pause", "retire", "number"])
def test_a_lead_and_they_themselves_do(team: Team, part: str) -> None:
    assert team.edits("bob", part, PARTS[part]) == 303
    assert "Bob Hale</b>" in team.browser("ana").get("/log").text or part == "number"


@pytest.mark.found("J2")
@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("stage", "they stand as being in custody"),
        ("pause", "they have paused the messages"),
        ("retire", "their number was taken off"),
        ("number", "a colleague entered their number"),
        ("number ", "a colleague entered their number"),
    ],
)
def test_what_silences_a_colleague_stands_in_red_for_everybody(team: Team, part: str, says: str) -> None:
    assert says not in team.browser("ana").get("/").text
    assert team.edits("lea", part, PARTS[part]) == 303
    for who, path in (("ana", "/"), ("lea", "/"), ("bob", "/rota"), ("ana", "/people")):
        page = team.browser(who).get(path).text
        assert says in page
        assert "<b>Bob Hale</b>" in page


@pytest.mark.found("J2")
def test_a_lead_cannot_make_a_link_by_which_a_colleague_is_answered_for(team: Team) -> None:
    assert team.edits("lea", "link", {}) == 422
    assert team.edits("bob", "link", {}) == 200


@pytest.mark.found("J2")
def test_a_number_that_a_lead_entered_is_its_owners_to_prove_and_the_old_one_hears_of_it(team: Team) -> None:
    assert team.edits("lea", "number", PARTS["number"]) == 303
    (new,) = every(team.desk, t.Address, person_id="bob", retired_at=None)
    assert new.given_by == team.ids["lea"]
    (told,) = every(team.desk, t.Outbox, address_id="bob-a")
    assert "another one took its place" in team.desk.sealer.open("bob", "outbox", "body", told.id, told.body)
    assert told.state == "queued"

    def prove(who: str) -> int:
        browser = team.browser(who)
        token = browser.get("/account").text.partition('name="csrf" value="')[2].partition('"')[0]
        return browser.post(f"/account/numbers/{new.id}/mine", data={"csrf": token}).status_code

    assert [prove("lea"), prove("ana")] == [404, 404]
    assert "Entered by Lea" in team.browser("bob").get("/account").text
    assert prove("bob") == 303
    assert every(team.desk, t.Address, id=new.id)[0].given_by is None
    assert "a colleague entered" not in team.browser("ana").get("/").text


@pytest.mark.found("J2")
def test_ones_own_number_needs_no_proof(team: Team) -> None:
    assert team.edits("bob", "number", PARTS["number"]) == 303
    (new,) = every(team.desk, t.Address, person_id="bob", retired_at=None)
    assert new.given_by is None
