"""A database that is held up, and a crowd at the door: nothing is refused that could wait, nothing is stuck.

One program for all of it; each test has people of its own.
"""

import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.end_to_end.crowd import ARRIVED, Somebody, add_people, ask, kept, locked, ready, row_of, states
from tests.end_to_end.phones import TextPhone
from tests.end_to_end.program import PUBLIC_URL, Make, Program, together, until
from tests.end_to_end.servers.rush import rush
from tests.end_to_end.servers.twilio_server import TwilioServer
from tests.end_to_end.stepping import Watch

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]

SLOW = 120.0  # seconds that a busy machine may take to start it
URGENT = "i want to kill myself"
WAITS = 15.0  # seconds that Twilio waits for a webhook
CROWD, EACH = 400, 5
LONGER = 12.0  # seconds of a lock that no write waits out


@dataclass
class Place:
    """The program that all of this file share, its people, and its clock."""

    program: Program
    carrier: TwilioServer
    people: list[Somebody]
    watch: Watch

    def phone(self, number: int) -> TextPhone:
        """The phone of one of those who are not in the crowd."""
        return TextPhone(self.carrier, self.people[CROWD + number].number)


@pytest.fixture(scope="module")
def place(
    make_for_all: Make, carrier: TwilioServer, welcomed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Place:
    watch = Watch(tmp_path_factory.mktemp("clock") / "clock")
    settings = {"CLOCK_FILE": str(watch.file), "TWILIO_SEGMENTS_PER_SECOND": "200"}
    program = make_for_all(copy_of=welcomed, twilio=carrier, public_url=PUBLIC_URL, **settings)
    program.entry = "tests.end_to_end.stepping"
    carrier.clock = watch.now
    people = add_people(program, CROWD + 10)
    program.start(timeout=SLOW)
    return Place(program, carrier, people, watch)


@pytest.mark.fault("9")
def test_webhooks_wait_out_a_lock_of_a_second(place: Place) -> None:
    """Five of them, one after the other, all while somebody else is writing; and once more."""
    phones = [place.phone(number) for number in range(5)]
    for words in ("GOALS", "RESOURCES"):
        said = [threading.Thread(target=place.carrier.text, args=(one.number, words)) for one in phones]
        with locked(place.program):
            for one in said:
                one.start()
                time.sleep(0.2)
        for one in said:
            one.join(20.0)
    texts = [text for one in phones for text in place.carrier.inbound(one.number)]
    assert [text.webhook_status for text in texts] == [200] * 10
    for phone in phones:
        phone.hear()


@pytest.mark.fault("2")
def test_a_send_that_could_not_be_settled_is_settled_when_the_database_is_back(place: Place) -> None:
    """The provider has it; the write that would say so fails, and so does that of its callback."""
    phone, carrier = place.phone(5), place.carrier
    before = len(carrier.received)
    carrier.hang(2.0, taken=True, to=phone.number)
    phone.say("GOALS")
    until(lambda: len(carrier.received) > before, "the reply to be on its way")
    with locked(place.program):
        time.sleep(LONGER)
    phone.hear()
    (row,) = (row_of(text.callback) for text in carrier.messages_to(phone.number))
    until(lambda: states(place.program, row)[row] in ARRIVED, "it to be settled without a restart", 30.0)
    phone.say("STEP call the landlord")
    phone.hear("call the landlord")
    phone.say(URGENT)
    assert "988" in phone.hear(timeout=15.0)
    until(lambda: ready(place.program)[0] == 200, "it to be ready again", 30.0)


@pytest.mark.fault("19")
def test_two_thousand_webhooks_at_once(place: Place) -> None:
    """Each is answered while Twilio waits: taken, or refused at once and found in its list later."""
    carrier = place.carrier
    texts = [
        carrier.text(one.number, f"thinking of day {turn}", heard=False)
        for turn in range(EACH)
        for one in place.people[:CROWD]
    ]
    danger = place.phone(6)
    texts.append(carrier.text(danger.number, URGENT, heard=False))
    signposts: list[float] = []

    def listen() -> None:
        began = time.monotonic()
        danger.hear("988", timeout=90.0)
        signposts.append(time.monotonic() - began)

    answers, _ = together(
        lambda: rush(place.program.port, [carrier.request(text) for text in texts], 60.0), listen
    )
    assert {one.status for one in answers} <= {200, 503}
    assert max(one.seconds for one in answers) < WAITS
    assert signposts[0] < WAITS
    known = {row[0] for row in ask(place.program, "SELECT provider_id FROM inbox")}
    assert {text.sid for text, one in zip(texts, answers, strict=True) if one.status == 200} <= known
    for _ in place.watch.hops(timedelta(minutes=8), timedelta(seconds=30), pause=0.5):
        pass
    until(lambda: not missing(place, [text.sid for text in texts]), "those that were refused to be caught up")
    assert kept(place.program, texts[0].sid) == 1


def missing(place: Place, sids: list[str]) -> set[str]:
    """What the program has not kept."""
    return set(sids) - {row[0] for row in ask(place.program, "SELECT provider_id FROM inbox")}
