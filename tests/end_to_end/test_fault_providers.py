"""A provider that is away, slow, silent or says no, for longer than anybody has patience.

One program with a clock that can be set, for all of it; each test has people of its own.
"""

import time
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.end_to_end.browser import Browser
from tests.end_to_end.crowd import (
    ARRIVED,
    Somebody,
    add_people,
    ask,
    change,
    due_at,
    handed,
    queue,
    row_of,
    states,
)
from tests.end_to_end.phones import TextPhone
from tests.end_to_end.program import PASSWORD, PUBLIC_URL, Make, Program, until
from tests.end_to_end.servers.twilio_server import TwilioServer
from tests.end_to_end.stepping import Watch

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]

SLOW = 120.0  # seconds that a busy machine may take
RATE = 5  # segments a second
MINUTE, WEEK = timedelta(minutes=1), timedelta(days=7)


@dataclass
class Place:
    """The program that all of this file share, its people, and its clock."""

    program: Program
    carrier: TwilioServer
    people: list[Somebody]
    watch: Watch
    taken: "count[int]"

    def next_phones(self, number: int) -> list[TextPhone]:
        """Phones that no other test has."""
        return [TextPhone(self.carrier, self.people[next(self.taken)].number) for _ in range(number)]

    def whose(self, phone: TextPhone) -> Somebody:
        """Who has that phone."""
        return next(one for one in self.people if one.number == phone.number)


@pytest.fixture(scope="module")
def place(
    make_for_all: Make, carrier: TwilioServer, welcomed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Place:
    watch = Watch(tmp_path_factory.mktemp("clock") / "clock")
    settings = {"CLOCK_FILE": str(watch.file), "TWILIO_SEGMENTS_PER_SECOND": str(RATE)}
    program = make_for_all(copy_of=welcomed, twilio=carrier, public_url=PUBLIC_URL, **settings)
    program.entry = "tests.end_to_end.stepping"
    carrier.clock = watch.now
    people = add_people(program, 80)
    change(program, "UPDATE plan SET due_at = NULL")  # each test says whose comes round, and when
    program.start(timeout=SLOW)
    return Place(program, carrier, people, watch, count())


@pytest.mark.fault("12")
def test_a_burst_after_an_idle_time_keeps_to_the_rate(place: Place) -> None:
    """Twenty messages are queued at one moment; the provider never gets more in a second than it sends."""
    phones = place.next_phones(20)
    time.sleep(1.5)  # long enough to save up what must not be saved up
    queue(place.program, *[(place.whose(phone), "A word to everybody.") for phone in phones])
    until(lambda: all(phone.got() for phone in phones), "all to be written to", SLOW)
    came = sorted(
        text.created.timestamp() for phone in phones for text in place.carrier.messages_to(phone.number)
    )
    most = max(sum(at <= other < at + 1.0 for other in came) for at in came)
    assert most <= RATE + 1, f"{most} in one second, of {RATE}; one more for how they travel"


@pytest.mark.fault("11")
def test_twenty_sends_that_hang_hold_up_nobody_else(place: Place) -> None:
    stuck, (other,) = place.next_phones(20), place.next_phones(1)
    for phone in stuck:
        place.carrier.hang(30.0, taken=True, to=phone.number)
    before = len(place.carrier.received)
    for phone in stuck:
        phone.say("GOALS")
    until(lambda: len(place.carrier.received) >= before + 15, "them to hang", 30.0)
    began = time.monotonic()
    other.say("GOALS")
    other.hear()
    assert time.monotonic() - began < 8.0


@pytest.mark.fault("6")
def test_what_the_provider_took_before_the_line_went_is_settled_while_it_runs(place: Place) -> None:
    """Its callback is lost as well: nobody but the provider's own list can tell."""
    phone, twice = place.next_phones(2)
    for one in (phone, twice):
        place.carrier.lose_callbacks(one.number)
        place.carrier.cut(taken=True, to=one.number)
        one.say("GOALS")
        one.hear()
    rows = [row_of(text.callback) for one in (phone, twice) for text in place.carrier.messages_to(one.number)]
    for _ in place.watch.hops(15 * MINUTE, MINUTE / 4):
        if set(states(place.program, *rows).values()) <= set(ARRIVED):
            break
    until(lambda: set(states(place.program, *rows).values()) <= set(ARRIVED), "the list to be asked", 10.0)
    assert handed(
        [text for one in (phone, twice) for text in place.carrier.messages_to(one.number)]
    ) == dict.fromkeys(rows, 1)


@pytest.mark.fault("4")
def test_forty_minutes_without_the_provider_cost_no_check_in_and_no_invitation(place: Place) -> None:
    phones, (invited,) = place.next_phones(5), place.next_phones(1)
    due_at(place.program, place.watch.now(), who=[place.whose(phone).id for phone in phones])
    place.carrier.go_away()
    invite(place, invited)
    try:
        for _ in place.watch.hops(40 * MINUTE, MINUTE / 2):
            pass
        assert all(phone.got() == [] for phone in (*phones, invited))
    finally:
        place.carrier.come_back()
    for _ in place.watch.hops(20 * MINUTE, MINUTE / 2):
        if all(phone.got() for phone in (*phones, invited)):
            break
    for phone in phones:
        phone.hear("How was your week", timeout=10.0)
        assert len(phone.got()) == 1
    assert len(invited.got()) == 1


def invite(place: Place, phone: TextPhone) -> None:
    """Enrol somebody at the desk, whose number nobody has."""
    number = phone.number
    change(place.program, "UPDATE address SET retired_at = since WHERE person_id = ?", place.whose(phone).id)
    browser = signed_in(place)
    browser.open("/people/new")
    fields = {"name": "Newcomer", "role": "mentee", "channel": "sms", "number": number, "word": ""}
    fields |= {"language": "en-US", "country": "US", "timezone": place.program.zone, "stage": "community"}
    fields |= {"weekday": "2", "at": "12:00", "consent_by": "Robin", "consent_on": "2025-01-10"}
    browser.post("/people/new", **fields, consent_how="in person", wording="v2")


def signed_in(place: Place) -> Browser:
    """Ana's browser."""
    browser = Browser(place.program.url)
    browser.open("/sign-in")
    browser.post("/sign-in", login="ana@example.org", password=PASSWORD, next="/")
    return browser


@pytest.mark.fault("16")
def test_a_dead_number_stands_before_a_person(place: Place) -> None:
    """Three weeks' check-ins are refused for good (21211): somebody at the desk sees whose they were."""
    (dead,) = place.next_phones(1)
    who = place.whose(dead)
    place.carrier.refuse(dead.number, 21211)
    assert not seen(place, who)
    for week in range(1, 4):
        due_at(place.program, place.watch.now(), who=[who.id])
        until(
            lambda week=week: failed(place, who) >= week or seen(place, who), "a check-in to be refused", 30.0
        )
        place.watch.goes_by(WEEK)
    assert seen(place, who)


def failed(place: Place, who: Somebody) -> int:
    query = "SELECT count(*) FROM outbox WHERE person_id = ? AND state = 'failed'"
    return int(ask(place.program, query, who.id)[0][0])


def seen(place: Place, who: Somebody) -> bool:
    """Whether the coordinators' first page names this person."""
    return f">{who.name}<" in signed_in(place).open("/")


@pytest.mark.fault("16")
def test_a_sender_that_is_not_registered_alerts_the_operator(place: Place) -> None:
    """Taken, and reported afterwards as taken by no carrier (30034): that is our account's fault."""
    (phone,) = place.next_phones(1)
    place.carrier.end_as(phone.number, "undelivered", 30034)
    phone.say("GOALS")
    phone.hear()
    place.carrier.wait_for_callbacks()
    until(
        lambda: any("critical" in line and "30034" in line for line in place.program.log.splitlines()),
        "the operator to be told",
        10.0,
    )
