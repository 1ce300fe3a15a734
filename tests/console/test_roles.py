"""Who may open what: every address of the console, tried as everybody.

An address that is added without a row in `TABLE` fails `test_every_address_has_a_row`.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from console_rows import NOW, PASSWORD_HASH, Browser, Desk, Rows, create_console, every
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import select
from sqlmodel import SQLModel, col
from starlette.routing import Mount

from handlers.access import accounts, signing_in
from records import effects as fx
from records import tables as t
from records.kinds import StaffRole

WHO = ("nobody", "ana", "lea", "adi", "ola")
"""Nobody signed in; a coordinator with Mia on her caseload; the lead; the administrator; a coordinator of
another programme. Devon is on the caseload of Bob, a colleague of Ana's."""

# What each of WHO gets: in, "no" (403, with a sentence), "gone" (404, as if it were not there), or the door.
OPEN = ("in", "in", "in", "in", "in")
SIGNED_IN = ("door", "in", "in", "in", "in")
READERS = ("door", "in", "in", "no", "in")
OWN = ("door", "in", "in", "no", "gone")  # about Mia
OTHERS = ("door", "gone", "in", "no", "gone")  # about Devon
PLACE = (*OWN[:4], "gone")  # of the programme, for whoever reads words there; nobody's caseload
LEADS = ("door", "no", "in", "no", "no")
ABOUT_ONE = ("door", "no", "in", "no", "no")  # for leads, about somebody
IN_CHARGE = ("door", "no", "in", "in", "no")
MANAGERS = ("door", "no", "no", "in", "no")  # there is an administrator, so the lead manages nothing
FIRST = ("door", "in", "in", "in", "in")  # an administrator is led on to another page

Row = tuple[tuple[str, ...], Mapping[str, str]]
TABLE: dict[tuple[str, str], Row] = {
    ("GET", "/sign-in"): (OPEN, {}),
    ("POST", "/sign-in"): (OPEN, {}),
    ("POST", "/sign-in/code"): (OPEN, {}),
    ("GET", "/welcome/{token}"): (("gone",) * 5, {}),
    ("POST", "/welcome/{token}"): (("gone",) * 5, {}),
    ("GET", "/set-password/{token}"): (("gone",) * 5, {}),
    ("POST", "/set-password/{token}"): (("gone",) * 5, {}),
    ("POST", "/set-password/{token}/code"): (("gone",) * 5, {}),
    ("POST", "/ways-in/{staff_id}/confirm"): (SIGNED_IN, {}),  # 422 without one under way
    ("POST", "/ways-in/{staff_id}/stop"): (SIGNED_IN, {}),
    ("POST", "/sign-out"): (SIGNED_IN, {}),
    ("GET", "/"): (FIRST, {}),
    ("GET", "/kept/{token}"): (("door", "gone", "gone", "gone", "gone"), {}),
    ("GET", "/log"): (READERS, {}),
    ("GET", "/export.csv"): (READERS, {}),
    ("GET", "/records/{record_id}"): (OWN, {}),
    ("POST", "/records/{record_id}/reply"): (OWN, {"text": "See you on Friday."}),
    ("POST", "/flags/{flag_id}/acknowledge"): (OWN, {}),
    ("POST", "/flags/{flag_id}/close"): (OWN, {"outcome": "We spoke."}),
    ("GET", "/flags/{flag_id}/false-alarm"): (OWN, {}),
    ("POST", "/flags/{flag_id}/false-alarm"): (OWN, {}),
    ("POST", "/flags/{flag_id}/reopen"): (OWN, {}),
    ("POST", "/flags/{flag_id}/take-over"): (OWN, {}),
    ("GET", "/lines/{inbox_id}/missed"): (OWN, {}),
    ("POST", "/lines/{inbox_id}/missed"): (
        OWN,
        {"tier": "urgent", "category": "suicide", "words": "No way"},
    ),
    ("POST", "/looks/{inbox_id}/read"): (OWN, {}),
    ("GET", "/safety"): (READERS, {}),
    ("GET", "/safety.csv"): (READERS, {}),
    ("POST", "/safety/drill"): (LEADS, {}),
    ("GET", "/tuning.jsonl"): (LEADS, {}),
    ("GET", "/people"): (READERS, {}),
    ("GET", "/people/{person_id}"): (OWN, {}),
    ("POST", "/people/{person_id}/reply"): (OWN, {"text": "See you on Friday."}),
    ("POST", "/people/{person_id}/attend"): (OWN, {}),
    ("POST", "/people/{person_id}/draft"): (OWN, {"text": "See you on"}),
    ("POST", "/people/{person_id}/lines/{line_id}/take-back"): (OWN, {}),  # 422: it has left
    ("POST", "/people/{person_id}/claim"): (OWN, {}),
    ("POST", "/people/{person_id}/resume"): (OWN, {}),
    ("POST", "/people/{person_id}/called"): (OWN, {"outcome": "We spoke."}),
    ("GET", "/people/{person_id}/erase"): (ABOUT_ONE, {}),
    ("POST", "/people/{person_id}/erase"): (ABOUT_ONE, {"name": "nobody"}),
    ("POST", "/people/{person_id}/mentor-may-know"): (OWN, {"how": "Asked in person"}),
    ("GET", "/people/readiness"): (READERS, {}),
    ("GET", "/pulses"): (READERS, {}),
    ("POST", "/people/{person_id}/milestones"): (OWN, {"milestone": "got-id"}),
    ("POST", "/people/{person_id}/milestones/{milestone}/given"): (OWN, {}),
    ("GET", "/circle"): (LEADS, {}),
    ("POST", "/circle"): (LEADS, {}),
    ("POST", "/circle/back"): (LEADS, {}),
    ("POST", "/circle/off"): (LEADS, {}),
    ("POST", "/people/readiness"): (READERS, {}),
    ("GET", "/people/new"): (READERS, {}),
    ("POST", "/people/new"): (READERS, {"name": "Kim"}),
    ("GET", "/people/{person_id}/edit"): (OWN, {}),
    ("POST", "/people/{person_id}/edit/{part}"): (OWN, {"until": "2026-04-01"}),
    ("GET", "/people/{person_id}/certificate/{match_id}"): (OWN, {}),
    ("GET", "/people/{person_id}/match"): (OWN, {}),
    ("POST", "/people/{person_id}/match"): (OWN, {}),
    ("GET", "/people/{person_id}/meetings.ics"): (OWN, {}),
    ("GET", "/people/{person_id}/meeting"): (OWN, {}),
    ("POST", "/people/{person_id}/meeting"): (OWN, {"on": "2026-03-01", "minutes": "30", "place": "Here"}),
    ("GET", "/matches/{match_id}/move"): (OWN, {}),
    ("POST", "/matches/{match_id}/move"): (OWN, {}),
    ("POST", "/matches/{match_id}/end"): (OWN, {}),
    ("GET", "/matches/{match_id}/ending"): (OWN, {}),
    ("POST", "/matches/{match_id}/ending"): (OWN, {"do": "show"}),
    ("GET", "/matches/{match_id}/told"): (OWN, {}),
    ("POST", "/matches/{match_id}/told"): (OWN, {}),
    ("GET", "/people/{person_id}/died"): (OWN, {}),
    ("POST", "/people/{person_id}/died"): (OWN, {}),
    ("GET", "/people/{person_id}/matching"): (OWN, {}),
    ("POST", "/people/{person_id}/matching"): (OWN, {"interests": "cooking"}),
    ("GET", "/requests"): (READERS, {}),
    ("GET", "/requests/{request_id}"): (OWN, {}),
    ("POST", "/requests/{request_id}/close"): (OWN, {"outcome": "Sent it."}),
    ("GET", "/today/{code}"): (READERS, {}),
    ("GET", "/caseload"): (READERS, {}),
    ("GET", "/live"): (READERS, {}),
    ("GET", "/resources"): (READERS, {}),
    ("GET", "/resources.csv"): (READERS, {}),
    ("GET", "/resources/file"): (READERS, {}),
    ("POST", "/resources/file"): (READERS, {"text": "need,name,how\nwork,Jobs,walk in"}),
    ("GET", "/resources/new"): (READERS, {}),
    ("POST", "/resources/new"): (READERS, {"need": "work", "name": "Jobs", "how": "walk in"}),
    ("GET", "/resources/{place_id}"): (PLACE, {}),
    ("POST", "/resources/{place_id}"): (PLACE, {"need": "work", "name": "Jobs", "how": "walk in"}),
    ("POST", "/resources/{place_id}/checked"): (PLACE, {}),
    ("POST", "/resources/{place_id}/retire"): (PLACE, {}),
    ("POST", "/requests/{request_id}/cover"): (
        OWN,
        {"by": "max", "first": "2026-06-01", "last": "2026-06-08"},
    ),
    ("GET", "/rota"): (SIGNED_IN, {}),
    ("POST", "/rota"): (MANAGERS, {}),
    ("GET", "/settings"): (MANAGERS, {}),
    ("POST", "/settings"): (MANAGERS, {"quiet_start": "22:00", "quiet_end": "8:00"}),
    ("GET", "/going-live"): (IN_CHARGE, {}),
    ("POST", "/going-live"): (IN_CHARGE, {"item": "privacy"}),
    ("GET", "/card"): (SIGNED_IN, {}),
    ("GET", "/audit"): (LEADS, {}),
    ("GET", "/account"): (SIGNED_IN, {}),
    ("POST", "/account/numbers/{address_id}/mine"): (("door", "gone", "gone", "gone", "gone"), {}),
    ("POST", "/account/password"): (SIGNED_IN, {"current": "wrong", "password": "four green kites up"}),
    ("POST", "/account/second-factor/begin"): (SIGNED_IN, {}),
    ("POST", "/account/second-factor/confirm"): (SIGNED_IN, {"code": "000000"}),
    ("POST", "/account/second-factor/off"): (SIGNED_IN, {"code": "000000"}),
    ("GET", "/staff"): (MANAGERS, {}),
    ("POST", "/staff"): (MANAGERS, {"name": "Kim", "login": "kim@example.org", "role": "coordinator"}),
    ("POST", "/staff/{staff_id}/role"): (MANAGERS, {"role": "lead"}),
    ("POST", "/staff/{staff_id}/leave"): (MANAGERS, {}),
    ("POST", "/staff/{staff_id}/return"): (MANAGERS, {}),
    ("POST", "/staff/{staff_id}/second-factor/off"): (MANAGERS, {}),
    ("POST", "/staff/{staff_id}/password-link"): (MANAGERS, {}),
}
# Simulated phones are for demonstrations and exist only there; nobody signs in to them.
UNGUARDED = {"/phones", "/phones/feed", "/phones/type", "/phones/tap", "/phones/advance"}


@dataclass
class Programmes:
    """Two programmes with everybody in them, and a way to be any of them."""

    desk: Desk
    console: FastAPI
    staff: dict[str, str] = field(default_factory=dict)
    ids: dict[str, dict[str, str]] = field(default_factory=dict)

    def browser(self, who: str) -> Browser:
        """A browser signed in as one of WHO."""
        browser = Browser(self.console)
        if who != "nobody":
            token = self.desk.write(
                lambda c: signing_in.open_login(
                    c, self.desk.sealer, self.desk.wall(), self.staff[who], who, "192.0.2.7"
                )
            )
            browser.cookies.set("handrail-session", token, domain="console.test")
        return browser

    def ask(self, who: str, method: str, path: str, about: str, data: Mapping[str, str]) -> httpx.Response:
        """Open an address, or send its form with a good token."""
        browser, url = self.browser(who), path.format(**self.ids[about])
        if method == "GET":
            return browser.get(url)
        return browser.post(url, data={**data, "csrf": "" if who == "nobody" else self.csrf(browser)})

    def csrf(self, browser: Browser) -> str:
        """The token of that browser's forms."""
        login_id = self.desk.sealer.lookup("login", str(browser.cookies.get("handrail-session")))
        return str(every(self.desk, t.Login, id=login_id)[0].csrf)

    def kept(self) -> str:
        """A digest of everything in the database but sign-ins."""
        found = hashlib.sha256()
        with self.desk.read() as connection:
            for table in SQLModel.metadata.sorted_tables:
                if table.name not in ("login", "login_attempt", "audit"):
                    for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
                        found.update(repr(tuple(row)).encode())
        return found.hexdigest()


def make_staff(desk: Desk, name: str, role: StaffRole, person_id: str | None = None) -> str:
    return desk.write(
        lambda c: accounts.create_staff(
            c,
            desk.sealer,
            NOW,
            programme_id="pr",
            name=name,
            login=f"{name.lower()}@example.org",
            password_hash=PASSWORD_HASH,
            person_id=person_id,
            role=role,
        )
    )


@pytest.fixture
def programmes(desk: Desk, rows: Rows) -> Programmes:
    """Ana looks after Mia, Bob after Devon; Lea leads; Adi administers; Ola works elsewhere."""
    made = Programmes(desk, create_console(desk))
    for login in ("ana", "ola"):
        made.staff[login] = every(desk, t.Staff, login=f"{login}@example.org")[0].id
    rows.person("bob", "Bob Hale", "coordinator")
    made.staff["bob"] = make_staff(desk, "Bob", StaffRole.COORDINATOR, "bob")
    made.staff["lea"] = make_staff(desk, "Lea", StaffRole.LEAD)
    made.staff["adi"] = make_staff(desk, "Adi", StaffRole.ADMINISTRATOR)
    rows.change(t.Person, "mia", coordinator_id="ana")
    rows.change(t.Person, "dev", coordinator_id="bob")
    safety = rows.record("mia", "safety")
    rows.insert(t.Match, id="md", mentee_id="dev", mentor_id="max", since=NOW)
    rows.insert(t.Resource, id="pl", programme_id="pr", need="work", name="Jobs", how="walk in")
    for person in ("mia", "dev"):
        rows.save(fx.OpenRequest(f"q-{person}", "pr", person, None, "copy", "Everything, please"))
    (alert,) = every(desk, t.Outbox, message_class="staff_alert")
    rows.change(t.Outbox, alert.id, person_id="bob")  # about Devon: whoever was alerted may read why
    rows.flag("mia", safety, alerted="ana")
    for person in ("mia", "dev"):
        flag = every(desk, t.Flag, person_id=person)[0]
        inbox_id = every(desk, t.Inbox, person_id=person)[0].id
        rows.insert(
            t.SecondLook,
            inbox_id=inbox_id,
            person_id=person,
            record_id=flag.record_id,
            level="marked",
            score=1.5,
            category="suicide",
            alike=b"",
            at=NOW,
        )
        made.ids[person] = {
            "person_id": person,
            "record_id": flag.record_id,
            "flag_id": flag.id,
            "inbox_id": inbox_id,
            "line_id": inbox_id,
            "staff_id": made.staff["bob"],
            "address_id": "bob-a",  # his own, and nobody else's to speak for
            "token": "made-up",
            "part": "pause",
            "match_id": "ma" if person == "mia" else "md",
            "request_id": f"q-{person}",
            "place_id": "pl",
            "milestone": "first-goal",
            "code": "waiting",
        }
    return made


def outcome(answer: httpx.Response) -> str:
    """What somebody got."""
    if answer.status_code == 303 and answer.headers["location"].startswith("/sign-in?"):
        return "door"
    if answer.status_code == 303 and answer.headers["location"] == "/sign-in":
        return "out" if "handrail-session" in answer.headers.get("set-cookie", "") else "door"
    return {403: "no", 404: "gone"}.get(answer.status_code, "in" if answer.status_code < 500 else "broken")


def routes(part: Any) -> Iterator[tuple[str, str]]:
    """Method and path of every address, down into the parts that were put together."""
    for route in part.routes:
        if isinstance(route, APIRoute):
            for method in route.methods:
                yield method, route.path
        elif isinstance(route, Mount):
            assert route.path == "/static"
        else:
            yield from routes(route.original_router)


def test_every_address_has_a_row(desk: Desk) -> None:
    asked = {(method, path) for method, path in routes(create_console(desk)) if path not in UNGUARDED}
    assert asked == set(TABLE)


def test_without_simulated_phones_there_are_none(desk: Desk) -> None:
    desk.simulated = False
    assert not UNGUARDED & {path for _, path in routes(create_console(desk))}


@pytest.mark.mission("5.2")
@pytest.mark.parametrize(("method", "path"), TABLE)
def test_everybody_gets_what_is_theirs(programmes: Programmes, method: str, path: str) -> None:
    expected, data = TABLE[method, path]
    for about in ("dev", "mia") if expected is OWN else ("mia",):
        wanted = OTHERS if about == "dev" else expected
        for who, want in zip(WHO, wanted, strict=True):
            # One after the other tries to end the same match.
            Rows(programmes.desk).change(t.Match, programmes.ids[about]["match_id"], until=None)
            before = programmes.kept()
            answer = programmes.ask(who, method, path, about, data)
            got = outcome(answer)
            if path == "/sign-out" and got == "out":
                got = "in"
            if path in ("/sign-in", "/sign-in/code") and method == "POST":
                assert answer.status_code == 403, "a form without the token of its page"
                continue
            assert got == want, f"{who} about {about}: {answer.status_code}"
            if want in ("no", "gone", "door"):
                assert programmes.kept() == before, f"{who} changed something"
                for name in ("Mia", "Devon", "cannot go on"):
                    assert name not in answer.text
            elif method == "GET" and "{" in path:
                assert answer.status_code == 200
            if want == "no":
                assert "Not for this account" in answer.text


@pytest.mark.parametrize(("method", "path"), [row for row in TABLE if row[0] == "POST"])
def test_no_form_works_without_its_token(programmes: Programmes, method: str, path: str) -> None:
    for who in ("lea", "adi"):
        browser, before = programmes.browser(who), programmes.kept()
        answer = browser.post(path.format(**programmes.ids["mia"]), data=dict(TABLE[method, path][1]))
        assert answer.status_code in (403, 404)
        assert programmes.kept() == before


@pytest.mark.parametrize("path", ["/", "/log", "/people", "/export.csv", "/audit", "/rota"])
def test_lists_name_only_whom_one_looks_after(programmes: Programmes, path: str) -> None:
    def names(who: str) -> set[str]:
        text = programmes.browser(who).get(path).text
        return {name for name in ("Mia Torres", "Devon Reed", "Eve Elsewhere") if name in text}

    inside = path in ("/", "/log", "/people", "/export.csv")
    assert names("ana") == ({"Mia Torres"} if inside else set())
    assert names("adi") == set()
    assert names("ola") <= {"Eve Elsewhere"}
    assert "Eve Elsewhere" not in names("lea")
    if inside:
        assert names("lea") == {"Mia Torres", "Devon Reed"}


def test_filters_and_pages_of_the_log_open_nothing_more(programmes: Programmes) -> None:
    ana = programmes.browser("ana")
    assert "Devon" not in ana.get("/log?person=dev").text
    assert "Devon" not in ana.get("/export.csv?person=dev").text
    assert "Devon" not in ana.get("/log?flagged=1").text
    assert "Devon" in programmes.browser("lea").get("/log?person=dev").text


def test_an_alert_opens_the_person_until_the_flag_is_closed(programmes: Programmes, rows: Rows) -> None:
    ids = programmes.ids["dev"]
    alerted = rows.said("ana", "A message needs a person. Reply ACK 4711.", ids["record_id"])
    rows.change(t.Outbox, alerted, message_class="staff_alert")
    ana = programmes.browser("ana")
    assert ana.get(f"/records/{ids['record_id']}").status_code == 200
    assert ana.get("/people/dev").status_code == 200
    rows.change(t.Flag, ids["flag_id"], closed_at=NOW)
    assert ana.get(f"/records/{ids['record_id']}").status_code == 404
    assert ana.get("/people/dev").status_code == 404


def test_a_mentors_record_tells_nothing_of_somebody_elses_mentee(programmes: Programmes, rows: Rows) -> None:
    mixed = rows.record("max", "message")
    rows.said("max", "Devon said hello to you.", mixed, about="dev")
    rows.said("max", "Mia found a room.", mixed, about="mia")
    text = programmes.browser("ana").get(f"/records/{mixed}").text
    assert "Mia found a room." in text
    assert "Devon" not in text
    with_dev = rows.record("max", "message", with_id="dev")
    assert programmes.browser("ana").get(f"/records/{with_dev}").status_code == 404
    assert programmes.browser("lea").get(f"/records/{with_dev}").status_code == 200


def test_what_a_mentor_wrote_to_ones_mentee_is_read_whoever_looks_after_the_mentor(
    programmes: Programmes, rows: Rows
) -> None:
    rows.change(t.Person, "max", coordinator_id="bob")
    record = rows.record("max", "message", with_id="mia")
    rows.heard("max", "Tell Mia I will be late.", record)
    ana = programmes.browser("ana")
    assert "I will be late" in ana.get(f"/records/{record}").text
    csrf = programmes.csrf(ana)
    answered = ana.post(f"/records/{record}/reply", data={"text": "Thanks", "csrf": csrf})
    assert answered.status_code == 404, "the mentor is Bob's to write to"


def test_of_a_colleague_who_left_everybody_sees_the_people(programmes: Programmes, rows: Rows) -> None:
    adi = programmes.browser("adi")
    bob = programmes.browser("bob")
    assert bob.get("/people/dev").status_code == 200
    csrf = programmes.csrf(adi)
    rows.insert(
        t.Rota,
        id="ro",
        programme_id="pr",
        staff_id=programmes.staff["bob"],
        weekday=0,
        start="09:00",
        end="17:00",
    )
    waiting = rows.said("mia", "alert", state="queued")
    rows.change(t.Outbox, waiting, person_id="bob", message_class="staff_alert")
    left = adi.post(f"/staff/{programmes.staff['bob']}/leave", data={"csrf": csrf})
    assert left.status_code == 303
    assert bob.get("/people/dev").headers["location"].startswith("/sign-in")
    assert not every(programmes.desk, t.Rota)
    assert every(programmes.desk, t.Outbox, id=waiting)[0].state == "withheld"
    assert programmes.browser("ana").get("/people/dev").status_code == 200
    assert every(programmes.desk, t.Audit, action="left")[0].staff_id == programmes.staff["adi"]
    back = adi.post(f"/staff/{programmes.staff['bob']}/return", data={"csrf": csrf})
    assert back.status_code == 303
    assert programmes.browser("bob").get("/").status_code == 200


def test_a_programme_keeps_a_lead_and_nobody_changes_themselves(programmes: Programmes) -> None:
    adi = programmes.browser("adi")
    csrf = programmes.csrf(adi)
    lea, own = programmes.staff["lea"], programmes.staff["adi"]
    demoted = adi.post(f"/staff/{lea}/role", data={"csrf": csrf, "role": "coordinator"})
    assert demoted.status_code == 422
    assert "only lead" in demoted.text
    assert adi.post(f"/staff/{lea}/leave", data={"csrf": csrf}).status_code == 422
    assert adi.post(f"/staff/{own}/role", data={"csrf": csrf, "role": "lead"}).status_code == 422
    assert adi.post(f"/staff/{own}/leave", data={"csrf": csrf}).status_code == 422
    assert adi.post(f"/staff/{programmes.staff['ola']}/leave", data={"csrf": csrf}).status_code == 422
    assert every(programmes.desk, t.Staff, login="ola@example.org")[0].active


def test_a_role_counts_from_the_next_page_on(programmes: Programmes) -> None:
    ana, adi = programmes.browser("ana"), programmes.browser("adi")
    assert ana.get("/people/dev").status_code == 404
    csrf = programmes.csrf(adi)
    changed = adi.post(f"/staff/{programmes.staff['ana']}/role", data={"csrf": csrf, "role": "lead"})
    assert changed.status_code == 303
    assert ana.get("/people/dev").status_code == 200
    adi.post(f"/staff/{programmes.staff['ana']}/role", data={"csrf": csrf, "role": "administrator"})
    assert ana.get("/people/dev").status_code == 403
    member = every(programmes.desk, t.Membership, person_id="ana", role="coordinator")
    assert all(row.until is not None for row in member), "an administrator's phone rings for nobody"


def test_without_an_administrator_the_lead_sees_to_accounts(programmes: Programmes, rows: Rows) -> None:
    assert programmes.browser("lea").get("/staff").status_code == 403
    rows.change(t.Staff, programmes.staff["adi"], active=False)
    lea = programmes.browser("lea")
    assert lea.get("/staff").status_code == 200
    assert "Accounts" in lea.get("/rota").text


def test_a_new_colleague_chooses_a_password_behind_a_link_that_works_once(programmes: Programmes) -> None:
    adi = programmes.browser("adi")
    csrf = programmes.csrf(adi)
    made = adi.post(
        "/staff",
        data={"csrf": csrf, "name": "Kim Osei", "login": "kim@example.org", "role": "coordinator"},
    )
    assert made.status_code == 200
    link = made.text.partition("/set-password/")[2].partition("<")[0]
    kim = Browser(programmes.console)
    shown = kim.get(f"/set-password/{link}")
    assert "kim@example.org" in shown.text
    token = shown.text.partition('name="form_token" value="')[2].partition('"')[0]
    short = kim.post(f"/set-password/{link}", data={"form_token": token, "password": "short"})
    assert short.status_code == 422
    chosen = {"form_token": token, "password": "five green kites up"}
    assert kim.post(f"/set-password/{link}", data=chosen).status_code == 303
    assert kim.post(f"/set-password/{link}", data=chosen).status_code == 404
    assert kim.get(f"/set-password/{link}x").status_code == 404
    entered = kim.post(
        "/sign-in", data={"form_token": token, "login": "kim@example.org", "password": "five green kites up"}
    )
    assert entered.status_code == 303
    assert kim.get("/").status_code == 200
    by = every(programmes.desk, t.Audit, action="account_made")[-1].staff_id
    assert by == programmes.staff["adi"]


def test_the_audit_log_is_searched_by_staff_person_and_day(programmes: Programmes) -> None:
    ana, lea = programmes.browser("ana"), programmes.browser("lea")
    ana.get("/people/mia")
    lea.get("/people/dev")

    def read(**query: str) -> str:
        answer = lea.get("/audit", params=query)
        assert answer.status_code == 200
        return answer.text.partition('class="card list"')[2]

    assert "Mia Torres" in read()
    assert "Ola" not in read()
    by_ana = read(staff=programmes.staff["ana"])
    assert "Mia Torres" in by_ana
    assert "Devon Reed" not in by_ana
    about = read(person="dev")
    assert "Devon Reed" in about
    assert "Mia Torres" not in about
    assert "Mia Torres" not in read(to="2026-03-01")
    assert lea.get("/audit", params={"from": "soon"}).status_code == 422
    assert lea.get("/audit", params={"staff": programmes.staff["ola"]}).text.count("Signed in") == 0


def test_settings_are_checked_and_kept(programmes: Programmes) -> None:
    adi = programmes.browser("adi")
    csrf = programmes.csrf(adi)
    good = {
        "csrf": csrf,
        "quiet_start": "22:00",
        "quiet_end": "7.30",
        "retention_days": "90",
        "join_word": "harbor",
        "minutes_emergency": "2",
        "minutes_urgent": "15",
        "minutes_concern": "60",
        "tells_mentor": "yes",
    }
    assert adi.post("/settings", data=good).status_code == 303
    (programme,) = every(programmes.desk, t.Programme, id="pr")
    assert (programme.quiet_start, programme.quiet_end) == ("22:00", "07:30")
    assert (programme.retention_days, programme.join_word) == (90, "HARBOR")
    assert (programme.minutes_emergency, programme.minutes_urgent, programme.tells_mentor) == (2, 15, True)
    assert programme.minutes_concern == 60
    for wrong in (
        {"quiet_start": "late"},
        {"quiet_end": "22:00"},
        {"retention_days": "for ever"},
        {"join_word": "two words"},
        {"join_word": "stop"},
        {"minutes_emergency": "0"},
        {"minutes_urgent": "1"},
        {"minutes_urgent": "soon"},
        {"minutes_concern": "481"},
    ):
        assert adi.post("/settings", data=good | wrong).status_code == 422
    assert every(programmes.desk, t.Programme, id="pr") == [programme]
    with programmes.desk.read() as connection:
        details = connection.execute(
            select(col(t.Audit.detail)).where(col(t.Audit.action) == "settings_changed")
        ).scalars()
        assert list(details) == [
            "quiet_start, quiet_end, retention_days, join_word, "
            "minutes_emergency, minutes_urgent, tells_mentor, minutes_concern"
        ]


def test_the_first_account_of_a_programme_is_a_lead(desk: Desk, rows: Rows) -> None:
    def usual() -> StaffRole:
        with desk.read() as connection:
            return accounts.usual_role(connection, "pr")

    assert usual() is StaffRole.LEAD, "so far there are coordinators only"
    make_staff(desk, "Lea", StaffRole.LEAD)
    assert usual() is StaffRole.COORDINATOR
