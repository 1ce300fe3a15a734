"""Whoever writes is heard, whatever is wrong with what we keep of them; what is not for us is left alone."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.end_to_end.crowd import Somebody, add_people, ask, change, kept, person_id
from tests.end_to_end.phones import DEE, LUZ, ROBIN, ChatPhone, TextPhone
from tests.end_to_end.program import PUBLIC_URL, STAFF_CHAT, Make, Program, until
from tests.end_to_end.servers.telegram_server import TelegramServer
from tests.end_to_end.servers.twilio_server import TwilioServer
from tests.end_to_end.stepping import Watch

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]

URGENT = "i want to kill myself"
SLOW, SOON = 120.0, 20.0  # seconds
MINUTE = timedelta(minutes=1)


@dataclass
class Place:
    """The program that most of this file share, its people, and its clock."""

    program: Program
    carrier: TwilioServer
    people: list[Somebody]
    watch: Watch
    taken: "count[int]"

    def next_person(self) -> tuple[Somebody, TextPhone]:
        """Somebody whom no other test has, with their phone."""
        one = self.people[next(self.taken)]
        return one, TextPhone(self.carrier, one.number)

    def alerts(self) -> int:
        """How many texts the coordinator has had."""
        return len(self.carrier.messages_to(ROBIN))


@pytest.fixture(scope="module")
def place(
    make_for_all: Make, carrier: TwilioServer, welcomed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Place:
    watch = Watch(tmp_path_factory.mktemp("clock") / "clock")
    settings = {"CLOCK_FILE": str(watch.file)}
    program = make_for_all(copy_of=welcomed, twilio=carrier, public_url=PUBLIC_URL, **settings)
    program.entry = "tests.end_to_end.stepping"
    carrier.clock = watch.now
    people = add_people(program, 20)
    change(program, "UPDATE plan SET due_at = NULL")
    program.start(timeout=SLOW)
    return Place(program, carrier, people, watch, count())


@pytest.mark.fault("5")
@pytest.mark.parametrize("what", ["a standing nobody knows", "a key that is gone"])
def test_danger_from_somebody_who_cannot_be_loaded_reaches_a_person(place: Place, what: str) -> None:
    """By text: taken, kept, screened and told of, and nobody else notices."""
    who, phone = place.next_person()
    if what == "a key that is gone":  # an older key store was put back
        gone = change(place.program, "DELETE FROM person_key WHERE person_id = ?", who.id, keys=True)
        assert gone == 1
    else:
        change(place.program, "UPDATE person SET standing = 'elsewhere' WHERE id = ?", who.id)
    before = place.alerts()
    urgent = place.carrier.text(phone.number, URGENT)
    assert urgent.webhook_status == 200
    assert kept(place.program, urgent.sid) >= 1
    until(lambda: place.alerts() > before, "a coordinator to be told", SOON)
    _, other = place.next_person()
    other.say("GOALS")
    other.hear(timeout=SOON)


@pytest.mark.fault("5")
def test_what_was_missed_is_caught_up_past_somebody_who_cannot_be_loaded(place: Place) -> None:
    """Theirs is the oldest in the list of what nobody heard."""
    who, phone = place.next_person()
    _, other = place.next_person()
    change(place.program, "UPDATE person SET standing = 'elsewhere' WHERE id = ?", who.id)
    texts = [place.carrier.text(one.number, "running late", heard=False) for one in (phone, other)]
    for _ in place.watch.hops(15 * MINUTE, MINUTE / 2):
        if all(kept(place.program, text.sid) for text in texts):
            break
    until(lambda: all(kept(place.program, text.sid) for text in texts), "both to be kept", 5.0)


@pytest.mark.fault("5")
def test_one_coordinator_who_cannot_be_loaded_deafens_nobody(place: Place) -> None:
    """Everybody's words concern the coordinators; one of them has a standing nobody knows."""
    ((bo,),) = ask(place.program, "SELECT person_id FROM staff WHERE login = 'bo@example.org'")
    change(place.program, "UPDATE person SET standing = 'elsewhere' WHERE id = ?", bo)
    try:
        _, phone = place.next_person()
        before = place.alerts()
        urgent = place.carrier.text(phone.number, URGENT)
        assert urgent.webhook_status == 200
        assert kept(place.program, urgent.sid) >= 1
        until(lambda: place.alerts() > before, "another coordinator to be told", SOON)
        assert phone.hear("988", timeout=SOON)
    finally:
        change(place.program, "UPDATE person SET standing = 'active' WHERE id = ?", bo)


@pytest.mark.fault("21")
def test_whose_text_is_set_aside_gets_a_word_and_a_person(place: Place) -> None:
    """No answer can be made of it: nobody knows the country that the programme is said to be in."""
    who, phone = place.next_person()
    [(country,)] = ask(place.program, "SELECT country FROM programme")
    change(place.program, "UPDATE person SET country = 'QQ' WHERE id = ?", who.id)
    change(place.program, "UPDATE programme SET country = 'QQ'")
    try:
        before = place.alerts()
        said = place.carrier.text(phone.number, "could somebody ring me about the room")
        assert said.webhook_status == 200
        found = ask(place.program, "SELECT outcome, needs_person FROM inbox WHERE provider_id = ?", said.sid)
        assert found == [("set_aside", 1)]
        until(lambda: place.alerts() > before, "a coordinator to be told", SOON)
        phone.hear(timeout=SOON)
    finally:
        change(place.program, "UPDATE programme SET country = ?", country)
    # Of somebody in a country that is not known here the programme's helps.
    phone.say(URGENT)
    assert phone.hear("988", timeout=SOON)


@pytest.mark.fault("17")
def test_a_machine_that_sends_commands_falls_silent_soon(place: Place) -> None:
    """And danger is heard from that phone all the same."""
    _, phone = place.next_person()
    commands = ("GOALS", "RESOURCES", "STEP call the landlord", "DONE", "MENTOR", "GOAL a place of my own")
    rounds = 0
    try:
        while rounds < 25:
            phone.say(commands[rounds % len(commands)])
            phone.hear(timeout=6.0)
            rounds += 1
    except AssertionError:
        pass  # it is answered no more
    assert rounds <= 20  # as many as anybody gets within five minutes
    phone.say(URGENT)
    until(lambda: any("988" in text for text in phone.got()), "the signpost", SOON)


@pytest.mark.fault("20")
def test_with_a_service_alone_only_its_own_texts_are_caught_up(
    make: Make, twilio: TwilioServer, welcomed: Path
) -> None:
    """The account has another number, whose texts are for somebody else."""
    twilio.service = "MG00000000000000000000000000000042"
    settings = {"TWILIO_PHONE_NUMBER": "", "TWILIO_MESSAGING_SERVICE_SID": twilio.service}
    program = make(copy_of=welcomed, twilio=twilio, public_url=PUBLIC_URL, **settings)
    theirs = twilio.text("+13125550177", "for somebody else", heard=False, to="+15005550010")
    ours = twilio.text(DEE, "running late", heard=False)
    also = twilio.text("+13125550178", "for somebody else", heard=False, to="+15005550010")
    program.start(timeout=SLOW)
    until(lambda: kept(program, ours.sid), "ours to be caught up", SOON)
    TextPhone(twilio, DEE).hear(timeout=SOON)
    assert kept(program, theirs.sid) == kept(program, also.sid) == 0


@pytest.mark.fault("5")
def test_on_telegram_nobody_waits_behind_somebody_who_cannot_be_loaded(
    make: Make, telegram: TelegramServer, invited: tuple[Path, str]
) -> None:
    folder, code = invited
    program, luz, stranger = (
        make(copy_of=folder, telegram=telegram),
        ChatPhone(telegram, LUZ),
        ChatPhone(telegram, 7000055),
    )
    program.start(timeout=SLOW)
    luz.say(f"/start {code}")
    luz.hear("Is this Luz?")
    telegram.wait_until_confirmed()
    staff = [ChatPhone(telegram, STAFF_CHAT + number) for number in range(2)]
    for one in staff:  # a bot cannot write to anybody who never wrote to it
        one.say("WHO IS ON")
        one.hear(timeout=SOON)
    for name in ("Luz", "Robin"):  # she, and one of those whom everybody's words concern
        broken = person_id(program, name)
        change(program, "UPDATE person SET standing = 'elsewhere' WHERE id = ?", broken)
    luz.say(URGENT)
    told = telegram.wait_until(
        lambda: [one for one in staff if len(telegram.messages(one.chat)) > 1],
        "a coordinator to be told",
        SOON,
    )
    assert told
    stranger.say(URGENT)
    assert "988" in stranger.hear(timeout=SOON)
    telegram.wait_until_confirmed(timeout=SOON)
