"""Readiness in bulk, our own number, and unusual ones, at the desk."""

from dataclasses import replace

import httpx
import pytest
from console_rows import Browser, Desk, Rows, create_console, csrf, every
from test_pages import text_of
from test_people_desk import add, edit

from handlers.tools import Tools
from records import tables as t


def send(browser: Browser, **fields: str | list[str]) -> httpx.Response:
    return browser.post("/people/readiness", data={**fields, "csrf": csrf(browser)})


BOTH = ["clearance", "training"]


@pytest.mark.found("K9")
def test_mentors_are_made_ready_together_and_a_match_can_be_moved(
    desk: Desk, rows: Rows, ana: Browser
) -> None:
    for person, name in (("ben", "Ben Marsh"), ("kim", "Kim Ortega")):
        rows.person(person, name, "mentor", phone=f"+1500555013{len(person + name)}")
    assert "/people/readiness" in ana.get("/people").text
    assert "/people/readiness" in ana.get("/matches/ma/move").text
    page = text_of(ana.get("/people/readiness").text)
    assert page.count("Not ready: clearance, training") == 3
    done = send(ana, who=["max", "ben", "kim"], kind=BOTH, given_on="2026-03-01")
    assert done.status_code == 303
    assert "Not ready" not in ana.get("/people/readiness").text
    assert len(every(desk, t.Readiness)) == 6
    assert {row.person_id for row in every(desk, t.Audit, action="readiness added")} == {"max", "ben", "kim"}
    moved = ana.post(
        "/matches/ma/move", data={"csrf": csrf(ana), "mentor": "ben", "reason-wishes": "Asked for it"}
    )
    assert moved.status_code == 303


@pytest.mark.found("K9")
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": BOTH, "given_on": "2026-03-01"}, "at least one mentor"),
        ({"who": ["max"], "given_on": "2026-03-01"}, "what they have"),
        ({"who": ["max"], "kind": BOTH, "given_on": "2027-03-01"}, "cannot lie ahead"),
        ({"who": ["max"], "kind": BOTH, "given_on": "2026-03-01", "good_until": "soon"}, "dates"),
        ({"who": ["max"], "kind": ["licence"], "given_on": "2026-03-01"}, "clearance, training"),
    ],
)
def test_for_all_who_were_chosen_or_for_nobody(
    desk: Desk, ana: Browser, fields: dict[str, str | list[str]], said: str
) -> None:
    refused = send(ana, **fields)
    assert refused.status_code == 422
    assert said in refused.text
    assert not every(desk, t.Readiness)


@pytest.mark.found("K9")
def test_not_for_somebody_elsewhere(desk: Desk, ana: Browser) -> None:
    assert send(ana, who=["max", "eve"], kind=BOTH, given_on="2026-03-01").status_code == 404
    assert not every(desk, t.Readiness)


class Ours(Desk):
    """A desk whose program has a number of its own."""

    @property
    def tools(self) -> Tools:
        return replace(super().tools, ours=frozenset({"+13125550142"}))


@pytest.mark.found("H1")
def test_our_own_number_is_refused_at_the_desk(desk: Desk, rows: Rows, ana: Browser) -> None:
    own = Ours(desk.engine, desk.sealer, desk.writer, made=desk.made)
    browser = Browser(create_console(own))
    browser.cookies = ana.cookies
    assert "the number that people text to" in add(browser).text
    said = edit(browser, "mia", "number", channel="sms", number="+1 312 555 0142")
    assert said.status_code == 422
    assert "the number that people text to" in said.text
    sent = {"name": "Kim", "login": "kim@example.org", "phone": "+1 312 555 0142", "role": "coordinator"}
    rows.change(t.Staff, every(desk, t.Staff, login="ana@example.org")[0].id, role="lead")
    refused = browser.post("/staff", data={**sent, "csrf": csrf(browser)})
    assert refused.status_code == 422
    assert "the number that people text to" in refused.text
    assert len(every(desk, t.Person, programme_id="pr")) == 6


@pytest.mark.found("H3")
def test_an_unusual_number_is_taken_and_marked_until_they_write(desk: Desk, rows: Rows, ana: Browser) -> None:
    assert add(ana, channel="sms", number="+1 621 234 5678").status_code == 303
    address = max(every(desk, t.Address), key=lambda one: one.since)
    for path in (f"/people/{address.person_id}", f"/people/{address.person_id}/edit"):
        assert "check it with them" in text_of(ana.get(path).text), path
    rows.change(t.Address, address.id, last_heard_at=desk.now())
    assert "check it with them" not in ana.get(f"/people/{address.person_id}").text
    assert "check it with them" not in ana.get("/people/mia").text
