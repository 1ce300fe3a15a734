"""Killed without warning, at every point where something could be lost or doubled, and started again."""

from collections import Counter
from pathlib import Path

import pytest

from records import tables as t
from tests.end_to_end.phones import LUZ, ChatPhone, TextPhone, outbox_ids
from tests.end_to_end.program import Make, Program, until
from tests.end_to_end.servers.telegram_server import TelegramServer
from tests.end_to_end.servers.twilio_server import TwilioServer

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]


def nothing_lost_nothing_doubled(program: Program, phone: TextPhone | ChatPhone, name: str) -> None:
    """Everything said was kept once; nothing but a safety reply was handed over twice."""
    assert Counter(program.heard(name)) == Counter(phone.said)
    waiting = ("queued", "claimed", "sending")
    until(
        lambda: all(one.state not in waiting for one in program.outbox(name)), "everything to be handed over"
    )
    rows = [one for one in program.outbox(name) if one.lane != "safety"]
    handed = Counter(phone.got()) - Counter(one.text for one in program.outbox(name) if one.lane == "safety")
    assert not handed - Counter(one.text for one in rows), "something was handed over twice"
    if isinstance(phone, TextPhone):
        ids = outbox_ids(phone.server.messages_to(phone.number))
        assert all(ids[one.id] <= 1 for one in rows)


def test_by_text_in_mid_conversation(program: Program, twilio: TwilioServer, kim: TextPhone) -> None:
    twilio.be_busy(5)
    kim.say("YES")
    until(
        lambda: any(one.attempts and one.state == "queued" for one in program.outbox("Kim")),
        "Twilio to be busy",
    )
    program.restart()  # what Twilio was too busy for waits, and is sent by the next life
    kim.hear("Is this Kim?")

    twilio.hold_callbacks = True
    twilio.hang(60, taken=True)  # the next message reaches Twilio, but we are killed before we know
    kim.say("yes")
    kim.hear("What should I call you?")
    program.wait_for_state("What should I call you?", "sending")
    program.restart()
    program.wait_for_state("What should I call you?", "sent", "delivered")  # found in Twilio's list
    twilio.let_callbacks_go()

    program.kill()
    kim.say("skip", heard=False)  # nobody listens, and Twilio does not post it again
    program.start()
    kim.hear("Which day and time suits you")

    twilio.hang(60, taken=False)  # the next message does not reach Twilio, and nobody can know
    kim.say("friday 6pm")
    program.wait_for_state("one thing you want for yourself", "sending")
    program.restart()
    assert program.wait_for_state("one thing you want for yourself", "unknown").attempts == 1
    kim.say("a place of my own")  # an answer all the same: the next question shows that it was taken so
    kim.hear("a place of my own", "Thanks, Kim.")

    twilio.wait_for_callbacks()
    until(
        lambda: all(one.state in ("sent", "delivered", "unknown") for one in program.outbox("Kim")),
        "all to settle",
    )
    assert program.heard("Kim") == kim.said
    nothing_lost_nothing_doubled(program, kim, "Kim")
    assert len(kim.got()) == len(program.outbox("Kim")) - 2, (
        "all but the invitation before, and what never reached Twilio"
    )


def test_stop_and_danger_while_it_was_down(
    program: Program, twilio: TwilioServer, dee: TextPhone, kim: TextPhone, robin: TextPhone
) -> None:
    program.kill()
    dee.say("i want to kill myself", heard=False)
    kim.say("STOP", heard=False)
    program.start()
    assert "988" in dee.hear()
    robin.hear("a message needs a person")
    until(lambda: program.standing("Kim") == "stopped", "STOP to be honoured")
    assert kim.got() == [], "the carrier has confirmed it already"
    (flag,) = (row for row in program.rows(t.Flag) if not row.drill)
    assert flag.inbox_id

    twilio.hang(60, taken=False, to=dee.number)  # the signpost does not get through; we are killed meanwhile
    dee.say("i'm going to kill myself tonight")
    signpost = next(one for one in program.outbox("Dee") if one.state in ("queued", "claimed", "sending"))
    program.wait_for_state(signpost.text, "sending")
    program.restart()
    dee.hear(timeout=60.0)
    assert program.wait_for_state(signpost.text, "sent", "delivered").attempts == 2
    nothing_lost_nothing_doubled(program, dee, "Dee")
    nothing_lost_nothing_doubled(program, kim, "Kim")


def test_a_check_in_due_while_it_was_down_comes_once(
    program: Program, twilio: TwilioServer, dee: TextPhone
) -> None:
    program.kill()
    program.make_due("Dee", "check_in")
    twilio.hold_callbacks = True
    twilio.hang(60, taken=True)
    program.start()
    dee.hear("How was your week")
    program.restart()
    program.wait_for_state("How was your week", "sent", "delivered")
    twilio.let_callbacks_go()
    dee.say("4")
    dee.hear("one small step for the week ahead")
    assert len([text for text in dee.got() if "How was your week" in text]) == 1
    assert len(program.rows(t.Occurrence)) == 1
    nothing_lost_nothing_doubled(program, dee, "Dee")


def test_by_telegram_with_updates_that_were_not_confirmed(
    make: Make, telegram: TelegramServer, invited: tuple[Path, str]
) -> None:
    folder, code = invited
    program, luz = make(copy_of=folder, telegram=telegram), ChatPhone(telegram, LUZ)
    program.start()
    telegram.wait_until(lambda: telegram.polls, "the bot to ask for updates")
    telegram.hang(60, "getUpdates", taken=False)  # the call that would confirm what this one brings
    luz.say(f"/start {code}")
    luz.hear("Is this Luz?")
    assert telegram.unconfirmed == 1
    program.restart()
    telegram.wait_until_confirmed()

    telegram.hang(60, "getUpdates", taken=False)
    telegram.hang(60)  # it reaches Luz, but we are killed before we know, and nobody can be asked
    luz.tap("Yes")
    luz.hear("What should I call you?")
    program.wait_for_state("What should I call you?", "sending")
    program.kill()
    luz.say("skip")  # waits at Telegram, behind the tap that was not confirmed
    assert telegram.unconfirmed == 2
    program.start()
    luz.hear("Which day and time suits you")
    assert program.wait_for_state("What should I call you?", "unknown", "sent", "delivered").attempts == 1

    luz.say("friday 6pm")
    program.restart()  # wherever it was just then
    luz.hear("one thing you want for yourself", timeout=60.0)
    luz.tap("Skip")
    luz.hear("Thanks, Luz.")
    telegram.wait_until_confirmed()
    until(lambda: len(program.heard("Luz")) == len(luz.said), "everything to be kept")
    came = program.rows(t.Inbox)
    hers = next(row.person_id for row in came if row.kind == "button")
    assert [row.kind for row in came if row.person_id == hers] == [
        "start_link",
        "button",
        "text",
        "text",
        "button",
    ]
    nothing_lost_nothing_doubled(program, luz, "Luz")
    assert Counter(luz.got()) == Counter(one.text for one in program.outbox("Luz"))
