"""The clock is set, people move, two days go by: what is due comes, once, in its time, and in its order.

One program with a clock that can be set, for all of it; each test has people of its own, and leaves the clock
at a time of day at which nothing is held back.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.end_to_end.browser import Browser
from tests.end_to_end.crowd import Somebody, add_people, ask, change, due_at
from tests.end_to_end.phones import TextPhone
from tests.end_to_end.program import PASSWORD, PUBLIC_URL, Make, Program, until
from tests.end_to_end.servers.twilio_server import TwilioServer
from tests.end_to_end.stepping import Watch

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]

SLOW = 120.0  # seconds that a busy machine may take
TICKS = 30.0  # seconds in which something that is due must have come: several ticks
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ZONES = ("Pacific/Honolulu", "America/Los_Angeles", "America/New_York", "America/Sao_Paulo", "Europe/London")
ZONES += ("Europe/Athens", "Asia/Dubai", "Asia/Dhaka", "Asia/Tokyo", "Pacific/Noumea", "Pacific/Auckland")


@dataclass
class Place:
    """The program that all of this file share, its people, and its clock."""

    program: Program
    carrier: TwilioServer
    people: list[Somebody]
    watch: Watch
    taken: "count[int]"

    def next_people(self, number: int) -> list[tuple[Somebody, TextPhone]]:
        """People whom no other test has, with their phones."""
        found = [self.people[next(self.taken)] for _ in range(number)]
        return [(one, TextPhone(self.carrier, one.number)) for one in found]

    def local(self) -> datetime:
        """The clock on the wall, where the people are."""
        return self.watch.now().astimezone(ZoneInfo(self.program.zone))


@pytest.fixture(scope="module")
def place(
    make_for_all: Make, carrier: TwilioServer, welcomed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Place:
    watch = Watch(tmp_path_factory.mktemp("clock") / "clock")
    settings = {"CLOCK_FILE": str(watch.file), "TWILIO_SEGMENTS_PER_SECOND": "100"}
    program = make_for_all(copy_of=welcomed, twilio=carrier, public_url=PUBLIC_URL, **settings)
    program.entry = "tests.end_to_end.stepping"
    carrier.clock = watch.now
    people = add_people(program, 60)
    change(program, "UPDATE plan SET due_at = NULL")  # each test says whose comes round, and when
    program.start(timeout=SLOW)
    return Place(program, carrier, people, watch, count())


@pytest.fixture(autouse=True)
def by_day(place: Place) -> None:
    """Each test begins by day, wherever the one before it left the clock: quiet hours are far."""
    local = place.local()
    if not 10 <= local.hour < 17:
        morning = local.replace(hour=11, minute=0, second=0, microsecond=0)
        place.watch.goes_by(morning + (DAY if morning < local else timedelta(0)) - local)
        time.sleep(6.0)  # a tick: what was due meanwhile is over


@pytest.mark.fault("8")
def test_an_answer_that_crosses_the_reminder_is_the_answer(place: Place) -> None:
    """Sent before the reminder was, and come to us after it: what it answers was asked two days ago."""
    ((who, phone),) = place.next_people(1)
    due_at(place.program, place.watch.now(), who=[who.id])
    phone.hear("How was your week", timeout=TICKS)
    place.carrier.wait_for_callbacks()
    place.watch.goes_by(2 * DAY + MINUTE)
    phone.hear("No rush", timeout=TICKS)
    reminded = place.carrier.messages_to(phone.number)[-1].created
    place.carrier.clock = lambda: reminded - 5 * SECOND
    place.carrier.text(phone.number, "4", heard=False)
    place.carrier.clock = place.watch.now
    for _ in place.watch.hops(15 * MINUTE, MINUTE / 2):  # Twilio's list is read
        if len(phone.got()) > 2:
            break
    phone.hear("one small step for the week ahead", timeout=TICKS)
    noted = ask(
        place.program, "SELECT label FROM record_entry WHERE kind = 'answer' AND person_id = ?", who.id
    )
    assert ("mood",) in noted


@pytest.fixture
def an_hour_back(place: Place) -> Iterator[None]:
    """Somebody sets the clock back an hour; afterwards it is right again."""
    place.watch.step(-HOUR)
    yield
    place.watch.step(HOUR)


@pytest.mark.fault("3")
@pytest.mark.usefixtures("an_hour_back")
def test_what_is_due_comes_though_the_clock_was_set_back(place: Place) -> None:
    ((who, phone),) = place.next_people(1)
    due_at(place.program, place.watch.now(), who=[who.id])
    phone.hear("How was your week", timeout=TICKS)


@pytest.mark.fault("3")
def test_what_is_due_comes_when_the_clock_is_right_again(place: Place) -> None:
    for shift in (-HOUR, HOUR, DAY, -DAY):
        place.watch.step(shift)
        time.sleep(1.5)
    ((who, phone),) = place.next_people(1)
    due_at(place.program, place.watch.now(), who=[who.id])
    phone.hear("How was your week", timeout=TICKS)
    time.sleep(6.0)  # another tick
    assert len(phone.got()) == 1


@pytest.mark.fault("3")
def test_a_retry_is_not_put_off_by_an_hour(place: Place) -> None:
    ((_, phone),) = place.next_people(1)
    place.carrier.be_busy(3)
    phone.say("GOALS")
    until(lambda: not place.carrier._troubles, "the provider to be busy", TICKS)
    place.watch.step(-HOUR)
    try:
        phone.hear(timeout=TICKS)
    finally:
        place.watch.step(HOUR)


@pytest.mark.fault("3")
def test_a_message_from_before_the_step_leaves_before_one_from_after_it(place: Place) -> None:
    """Also when it is started again in between."""
    ((_, phone),) = place.next_people(1)
    place.carrier.go_away()
    phone.say("GOALS")
    place.watch.step(-HOUR)
    try:
        phone.say("STEP call the landlord")
        time.sleep(1.0)  # what is just being tried is refused: only what is on the wire may be in doubt
        place.program.kill()
        place.carrier.come_back()
        place.program.start(timeout=SLOW)
        assert "landlord" not in phone.hear(timeout=TICKS)
        phone.hear("call the landlord", timeout=TICKS)
    finally:
        place.watch.step(HOUR)


@pytest.mark.fault("14")
def test_no_validity_reaches_into_the_night(place: Place) -> None:
    """At 20:59:40 a check-in is due: what the provider gets, it may not deliver after nine."""
    ((who, phone),) = place.next_people(1)
    local = place.local()
    nine = local.replace(hour=21, minute=0, second=0, microsecond=0)
    place.watch.step(nine - 20 * SECOND - local)
    try:
        due_at(place.program, place.watch.now(), who=[who.id])
        until(lambda: phone.got() or place.local() >= nine, "nine o'clock", 30.0)
        place.watch.goes_by(MINUTE)
        time.sleep(2.0)
        for text in place.carrier.messages_to(phone.number):
            assert text.validity, "it may be delivered at any time"
            assert text.created + timedelta(seconds=int(text.validity)) <= nine + SECOND
    finally:
        place.watch.step(local - place.local())


@pytest.mark.fault("15")
def test_whoever_moves_east_is_asked_that_week_all_the_same(place: Place) -> None:
    """It is due in half an hour; where the person is now, that time of day has just gone by."""
    ((who, phone),) = place.next_people(1)
    due_at(place.program, place.watch.now() + 30 * MINUTE, who=[who.id])
    offset = place.local().utcoffset()
    assert offset is not None
    east = next(
        zone
        for zone in ZONES
        if HOUR * 1.5
        <= ((place.watch.now().astimezone(ZoneInfo(zone)).utcoffset() or offset) - offset)
        <= HOUR * 4.5
    )
    browser = Browser(place.program.url)
    browser.open("/sign-in")
    browser.post("/sign-in", login="ana@example.org", password=PASSWORD, next="/")
    browser.open(f"/people/{who.id}/edit")
    browser.post(f"/people/{who.id}/edit/details", name=who.name, language="en-US", timezone=east)
    assert ask(place.program, "SELECT timezone FROM person WHERE id = ?", who.id) == [(east,)]
    for _ in place.watch.hops(3 * DAY, 2 * HOUR, pause=0.3):
        if phone.got():
            break
    phone.hear("How was your week", timeout=TICKS)
    assert len(phone.got()) == 1


@pytest.mark.fault("18")
def test_the_same_minute_for_everybody_is_not_the_same_second(place: Place) -> None:
    people = place.next_people(40)
    at = (place.local() + MINUTE).replace(second=0, microsecond=0)
    due_at(place.program, at, who=[one.id for one, _ in people])
    place.watch.goes_by(at - place.local())
    time.sleep(15.0)  # three ticks and what they send, at the pace of the real clock
    at_once = sum(bool(phone.got()) for _, phone in people)
    for _ in place.watch.hops(45 * MINUTE, 15 * SECOND):
        if all(phone.got() for _, phone in people):
            break
    came = [text.created for _, phone in people for text in place.carrier.messages_to(phone.number)]
    assert len(came) == len(people)
    assert min(came) >= at
    assert at_once <= len(people) / 2
