"""Providers that are busy, broken or silent, and people whom they let us write to no more."""

import time
from pathlib import Path

import pytest

from records import tables as t
from tests.end_to_end.phones import KIM, LUZ, ChatPhone, TextPhone, outbox_ids
from tests.end_to_end.program import Make, Program, until
from tests.end_to_end.servers.telegram_server import TelegramServer
from tests.end_to_end.servers.twilio_server import TwilioServer

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]


def test_telegram_that_is_busy_and_a_person_who_blocks_the_bot(
    make: Make, telegram: TelegramServer, invited: tuple[Path, str]
) -> None:
    folder, code = invited
    program, luz = make(copy_of=folder, telegram=telegram), ChatPhone(telegram, LUZ)
    program.start()
    telegram.be_busy(7)
    luz.say(f"/start {code}")
    began = time.monotonic()
    luz.hear("Is this Luz?", timeout=60.0)
    assert time.monotonic() - began >= 7.0
    (first,) = program.outbox("Luz")
    assert first.attempts == 2

    luz.tap("Yes")
    luz.hear("What should I call you?")
    telegram.fail(502, "Bad Gateway")
    luz.say("skip")
    program.wait_for_state("Which day and time suits you", "unknown")
    telegram.cut(taken=True)
    luz.say("friday 6pm")
    luz.hear("one thing you want for yourself")  # the one before never came; it is not sent again
    program.wait_for_state("one thing you want for yourself", "unknown")
    telegram.block(LUZ)
    until(lambda: program.standing("Luz") == "stopped", "the block to count as STOP")
    telegram.unblock(LUZ)
    telegram.wait_until_confirmed()
    assert program.standing("Luz") == "stopped", "that messages can arrive does not ask for any"
    luz.say("/start")
    assert luz.hear()
    until(lambda: program.standing("Luz") == "active", "START to count")

    telegram.block(LUZ, told=False)
    luz.say("HELP")
    until(lambda: program.standing("Luz") == "stopped", "a refusal to count as STOP")
    assert all(one.attempts <= 2 for one in program.outbox("Luz"))


def test_twilio_that_is_busy_broken_or_silent(program: Program, twilio: TwilioServer, kim: TextPhone) -> None:
    twilio.be_busy(6)
    kim.say("YES")
    began = time.monotonic()
    kim.hear("Is this Kim?", timeout=60.0)
    assert time.monotonic() - began >= 6.0

    twilio.hold_callbacks = True
    twilio.fail(500, taken=True)
    kim.say("yes")
    kim.hear("What should I call you?")
    program.wait_for_state("What should I call you?", "unknown")
    twilio.cut(taken=True)
    kim.say("skip")
    kim.hear("Which day and time suits you")
    program.wait_for_state("Which day and time suits you", "unknown")
    twilio.fail(503, taken=False)
    kim.say("friday 6pm")
    lost = program.wait_for_state("one thing you want for yourself", "unknown")
    twilio.let_callbacks_go()
    program.wait_for_state("What should I call you?", "delivered")
    program.wait_for_state("Which day and time suits you", "delivered")

    twilio.end_as(KIM, "undelivered", 30003)
    kim.say("a place of my own")
    kim.hear("Thanks, Kim.")
    assert program.wait_for_state("Thanks, Kim.", "failed").reason == "30003"
    twilio.wait_for_callbacks()
    handed = outbox_ids(twilio.messages_to(KIM))
    assert set(handed.values()) == {1}
    assert lost.id not in handed
    assert next(one for one in program.outbox("Kim") if one.id == lost.id).attempts == 1
    assert program.heard("Kim") == kim.said


def test_twilio_that_knows_of_a_stop_before_we_do(
    program: Program, twilio: TwilioServer, dee: TextPhone, kim: TextPhone
) -> None:
    twilio.text(KIM, "STOP", heard=False)  # the carrier has it; its webhook got through to nobody
    kim.say("yes please")  # a yes, to us; not to the carrier
    program.wait_for_state("Is this Kim?", "failed")
    until(lambda: program.standing("Kim") == "stopped", "21610 to count as STOP")
    assert kim.got() == []

    dee.say("Stop")
    until(lambda: program.standing("Dee") == "stopped", "STOP to be honoured")
    dee.say("what happened to my messages")
    assert dee.got() == [], "the carrier has confirmed it; we say nothing more"
    dee.say("START")
    until(lambda: program.standing("Dee") == "active", "START to count")
    dee.say("STEP call the landlord")
    dee.hear("call the landlord")
    stopped = [row for row in program.rows(t.Inbox) if row.outcome == "for_a_person"]
    assert [row.needs_person for row in stopped] == [True]
