"""A drill with the real program: texts and calls through the loopback Twilio, and the key that is pressed."""

import pytest

from tests.end_to_end.phones import ROBIN, TERRY, TextPhone
from tests.end_to_end.program import PACK, PUBLIC_URL, Make, Program
from tests.end_to_end.servers.twilio_server import TwilioServer

pytestmark = pytest.mark.enable_socket

PASSWORD = "seven tall lamps glow\n"


def add_staff(program: Program, login: str, phone: str) -> None:
    words = ("staff", "add", "--name", login.title(), "--login", login, "--phone", phone)
    added = program.command(*words, given=PASSWORD * 2)
    assert added.returncode == 0, added.stdout + added.stderr


def test_a_drill_rings_whoever_the_text_does_not_reach(make: Make, twilio: TwilioServer) -> None:
    program = make(twilio=twilio, public_url=PUBLIC_URL)
    (program.folder / "programme.toml").write_text(PACK.format(zone=program.zone), encoding="utf-8")
    assert program.command("programme", "add", ".").returncode == 0
    add_staff(program, "robin", ROBIN)
    add_staff(program, "noor", TERRY)
    twilio.end_as(TERRY, "undelivered", 30003)
    twilio.picks_up(TERRY, "5", "1")
    program.launch("drill", "--as", "noor")
    robin = TextPhone(twilio, ROBIN)
    alert = robin.hear("DRILL")
    code = next(word for word in alert.split() if word.strip(".").isdecimal()).strip(".")
    robin.say(f"ACK {code}")
    call = twilio.wait_for_call(TERRY, timeout=30.0)
    assert program.processes[-1].wait(30.0) == 0, program.log

    drill, asked_again, thanks = call.said[0], call.said[2], call.said[-1]
    assert "drill" in drill
    assert asked_again == drill  # 5 is not the key
    assert "That was the drill" in thanks
    steps = [line.split(" noor ")[1].strip() for line in program.log.splitlines() if " noor " in line]
    assert [step for step in steps if step != "call answered"] == [  # unless it was over by then
        "text written",
        "text handed to the provider",
        "text did not arrive (30003)",
        "call asked for",
        "phone rings",
        "ACKNOWLEDGED",
    ]
    assert "ok     robin: acknowledged" in program.log
    assert "ok     noor: acknowledged" in program.log
    for secret in (ROBIN, TERRY, "Robin", "Noor"):
        assert secret not in program.log
