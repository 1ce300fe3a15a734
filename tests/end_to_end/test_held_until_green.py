"""Before it is live the program keeps still, and is there for whoever writes; then it goes live by itself."""

import re

import pytest

from tests.end_to_end.browser import Browser
from tests.end_to_end.phones import DEE, KIM, ROBIN, TextPhone
from tests.end_to_end.program import ANA, PASSWORD, PUBLIC_URL, USUAL, Make, Program, together
from tests.end_to_end.servers.twilio_server import TwilioServer

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]

STRANGER = "+13125550199"


@pytest.fixture
def held(make: Make, twilio: TwilioServer) -> Program:
    """A program with people enrolled, running, with nothing else put in order."""
    program = make(twilio=twilio, public_url=PUBLIC_URL)
    program.enrol(
        {"name": "Robin", "role": "coordinator", "channel": "sms", "number": ROBIN},
        {"name": "Dee", "channel": "sms", "number": DEE, "check_in": USUAL},
        {"name": "Kim", "channel": "sms", "number": KIM, "check_in": USUAL},
        green=False,
    )
    program.start()
    return program


def first_account(program: Program) -> Browser:
    """The browser of whoever opened the link that the program printed."""
    browser = Browser(program.url)
    link = re.search(r"https://handrail\.example(/welcome/\S+)", program.log)
    assert link is not None, "nobody was told how to make the first account"
    browser.open(link[1])
    browser.post(link[1], name="Ana", login="ana@example.org", password=PASSWORD, phone=ANA, programme="")
    browser.post("/sign-in", login="ana@example.org", password=PASSWORD, next="/going-live")
    return browser


def test_it_keeps_still_but_for_whoever_writes_until_all_is_in_order(
    held: Program, twilio: TwilioServer
) -> None:
    dee, kim, robin, ana, stranger = (TextPhone(twilio, one) for one in (DEE, KIM, ROBIN, ANA, STRANGER))
    assert "HELD: " in held.log
    stranger.say("i want to end my life")
    stranger.hear("988")
    robin.hear("ACK")
    kim.say("stop texting me")
    kim.hear("Lakeside Mentoring")
    assert held.standing("Kim") == "stopped"

    listed, confirmed = together(
        lambda: held.command("golive"), lambda: held.command("golive", "confirm", "privacy", "--by", "ana")
    )
    assert listed.returncode == confirmed.returncode == 1
    assert "OPEN   Lakeside Mentoring: retention: " in listed.stdout
    assert "ok     Signed requests: " in listed.stdout
    assert f"{PUBLIC_URL}/going-live" in confirmed.stderr
    assert [one.state for one in held.outbox("Dee")] == ["queued"]

    browser = first_account(held)
    assert "Not live yet." in browser.page
    items = re.findall(r'name="item" value="([\w-]+)"', browser.page)
    for item in items:
        browser.post("/going-live", item=item, detail="made up, for a test")
    browser.open("/settings")
    browser.post(
        "/settings",
        quiet_start="21:00",
        quiet_end="08:00",
        retention_days="365",
        join_word="",
        minutes_emergency="3",
        minutes_urgent="10",
    )
    assert [one.state for one in held.outbox("Dee")] == ["queued"]
    browser.open("/safety")
    browser.post("/safety/drill")
    for phone in (robin, ana):
        code = re.search(r"ACK (\d{4})", phone.hear("DRILL"))
        assert code is not None
        phone.say(code[0])
    dee.hear("Reply YES to begin")
    held.wait_until_live(1)
    assert "Not live yet." not in browser.open("/")
    assert kim.got() == kim.got()[:1], "who stopped is not invited"
