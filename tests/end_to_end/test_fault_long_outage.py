"""Down for a week, and down with a backlog: people are not flooded, and who is in danger waits for nobody.

One program with a clock that can be set, stopped and started again.
"""

import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from records.kinds import PlanKind
from tests.end_to_end.crowd import Somebody, add_people, ask, change, due_at
from tests.end_to_end.phones import TextPhone
from tests.end_to_end.program import PUBLIC_URL, Make, Program, until
from tests.end_to_end.servers.twilio_server import TwilioServer
from tests.end_to_end.stepping import Watch

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]

URGENT = "i want to kill myself"
SLOW = 120.0  # seconds that a busy machine may take
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
MENTEES, BACKLOG = 8, 600


@dataclass
class Place:
    """The program that all of this file share, its people, and its clock; it is not running."""

    program: Program
    carrier: TwilioServer
    people: list[Somebody]
    watch: Watch

    def phone(self, number: int) -> TextPhone:
        """One of the phones."""
        return TextPhone(self.carrier, self.people[number].number)


@pytest.fixture(scope="module")
def place(
    make_for_all: Make, carrier: TwilioServer, welcomed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Place:
    watch = Watch(tmp_path_factory.mktemp("clock") / "clock")
    settings = {"CLOCK_FILE": str(watch.file), "TWILIO_SEGMENTS_PER_SECOND": "100"}
    program = make_for_all(copy_of=welcomed, twilio=carrier, public_url=PUBLIC_URL, **settings)
    program.entry = "tests.end_to_end.stepping"
    carrier.clock = watch.now
    people = add_people(program, 110)
    change(program, "UPDATE plan SET due_at = NULL")  # each test says whose comes round, and when
    return Place(program, carrier, people, watch)


@pytest.mark.fault("10")
def test_after_a_week_nobody_is_reminded_of_last_weeks_question(place: Place) -> None:
    """Nor does any mentor hear that somebody has not answered; that evening's check-in comes as ever."""
    program, mentor = place.program, place.people[MENTEES]
    ids = [one.id for one in place.people[:MENTEES]]
    change(program, "UPDATE membership SET role = 'mentor' WHERE person_id = ?", mentor.id)
    for one in ids:
        row = (f"match-{one}", one, mentor.id)
        change(
            program,
            "INSERT INTO match (id, mentee_id, mentor_id, since, reasons, approval, ended) "
            "VALUES (?, ?, ?, '2026-01-01 00:00:00.000000', X'', X'', '')",
            *row,
        )
    phones, theirs = [place.phone(number) for number in range(MENTEES)], place.phone(MENTEES)
    due_at(program, place.watch.now(), who=ids)
    program.start(timeout=SLOW)
    for phone in phones:
        phone.hear("How was your week")
    place.carrier.wait_for_callbacks()
    program.stop(timeout=30.0)

    place.watch.goes_by(8 * DAY)
    due_at(program, place.watch.now() + HOUR, PlanKind.CHECK_IN, ids)
    program.start(timeout=SLOW)
    time.sleep(12.0)  # two ticks, with time to send what they plan
    meanwhile = [text for phone in phones for text in phone.got()[1:]]
    assert [text for text in meanwhile if "your week" in text or "No rush" in text] == []
    assert len(meanwhile) <= MENTEES, "one gentle line, if anything"
    for _ in place.watch.hops(2 * HOUR, 2 * MINUTE):
        if all(asked(phone) == 2 for phone in phones):
            break
    until(lambda: all(asked(phone) == 2 for phone in phones), "this week's check-in", 20.0)
    assert [text for phone in phones for text in phone.got() if "No rush" in text] == []
    assert all(len(phone.got()) <= 3 for phone in phones)
    assert [text for text in theirs.got() if "answered" in text] == []
    program.stop(timeout=30.0)


def asked(phone: TextPhone) -> int:
    """How often they were asked how their week was."""
    return sum("How was your week" in text for text in phone.got())


@pytest.mark.fault("13")
def test_a_backlog_is_caught_up_in_slices_and_danger_comes_first(place: Place) -> None:
    """Six hundred texts came while it was down; it is killed as soon as it has kept any of them."""
    program, carrier = place.program, place.carrier
    program.kill()
    danger = place.phone(109)
    sids = [
        carrier.text(one.number, f"thinking of day {turn}", heard=False).sid
        for turn in range(3)
        for one in place.people[9:109]
    ]
    urgent = carrier.text(danger.number, URGENT, heard=False).sid
    sids += [
        carrier.text(one.number, f"thinking of week {turn}", heard=False).sid
        for turn in range(3)
        for one in place.people[9:109]
    ]

    program.launch()
    until(lambda: known(place) & {*sids, urgent}, "anything to be caught up", SLOW)
    program.kill()
    first = known(place)
    assert urgent in first, "danger does not wait for the rest"
    assert len(first & set(sids)) < len(sids), "what was kept does not wait for all of it"

    program.start(timeout=SLOW)
    assert "988" in danger.hear(timeout=20.0)
    until(lambda: known(place) >= {*sids, urgent}, "everything to be caught up", SLOW)


def known(place: Place) -> set[str]:
    """The provider's ids of what is kept."""
    return {row[0] for row in ask(place.program, "SELECT provider_id FROM inbox")}
