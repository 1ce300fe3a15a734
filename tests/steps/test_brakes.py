"""What is not answered, or not again: copies, loops, strangers, and senders that no answer can reach."""

from collections.abc import Callable

import pytest

from channels.sms import Sms
from handlers.deciding import brakes
from records import effects as fx
from records import tables as t
from records.kinds import Channel, InboxOutcome, Lane, MessageClass, Standing
from tests.world.world import Phone, World, page_entries

DANGER = "i want to kill myself"
GRAVER = "i took all my pills, goodbye"
NOTICE = "Unable to send message - Message Blocking is active."

NOTED, ANSWER, SAFETY, BRAKED = (
    InboxOutcome.NOTED,
    InboxOutcome.ANSWER,
    InboxOutcome.SAFETY,
    InboxOutcome.BRAKED,
)


def alerts(world: World) -> list[str]:
    return [text for text in world.coordinator.hears() if "ACK" in text]


# --- senders that cannot be answered -----------------------------------------------------------------


@pytest.mark.found("B2")
@pytest.mark.parametrize(
    "sender", ["VERIZON", "611", "22395", "88202", "AT&T Free", "MG0123456789abcdef", "+611"]
)
@pytest.mark.parametrize("text", ["hello", "HELP", "STOP", "COMPLAIN he lied", "YES", "MENTOR call me"])
def test_a_sender_that_no_answer_reaches_gets_none(world: World, sender: str, text: str) -> None:
    machine = Phone(world, "machine", sender, "sms")
    before = len(world.rows(t.Outbox))
    for _ in range(3):
        assert machine.says(text) == [NOTED]
        world.passes(minutes=2)
    assert len(world.rows(t.Outbox)) == before, "no answer, no text to a lead"
    row = world.rows(t.Inbox)[-1]
    assert world.house.sealer.read(row.person_id, "inbox", "body", row.id, row.body) == text


@pytest.mark.found("B2")
def test_our_own_number_is_never_answered(world: World) -> None:
    ours = world.phone("ours", 60)
    form = {"MessageSid": "SM1", "From": ours.address, "To": ours.address, "Body": "hello"}
    inbound = Sms.parse_inbound(form, world.now)
    assert world.receive(inbound)[0].outcome is NOTED
    assert ours.hears() == []


@pytest.mark.found("B2")
def test_danger_from_a_short_code_rings_and_is_not_answered(world: World) -> None:
    """It may be a gateway, with a person behind it."""
    machine = Phone(world, "machine", "22395", "sms")
    assert machine.says(DANGER) == [SAFETY]
    assert machine.hears() == []
    assert len(alerts(world)) == 1
    assert ("cannot-be-answered", "") in page_entries(world.record_of(machine, "safety"))


# --- strangers ------------------------------------------------------------------------------------------


@pytest.mark.found("B3")
def test_a_stranger_in_danger_has_one_signpost_an_hour_and_one_alert(world: World) -> None:
    stranger = world.stranger()
    for number in range(25):
        assert stranger.says(f"{DANGER} {number}") == [SAFETY]
        world.passes(seconds=1)
    assert len(stranger.hears()) == 1
    assert len(alerts(world)) == 1
    [flag] = world.rows(t.Flag)
    assert len(world.record_of(stranger, "safety").lines) >= 25, "all of it can be read in the record"
    assert flag.acknowledged_at is None
    world.coordinator.says(f"ACK {flag.code}")
    world.passes(minutes=61)
    stranger.says(DANGER)
    assert len(stranger.hears()) == 1


@pytest.mark.found("B3")
def test_what_gets_graver_is_answered_and_rings_again(world: World) -> None:
    stranger = world.stranger()
    stranger.says(DANGER)
    stranger.says(GRAVER)
    stranger.says(GRAVER + " all")
    assert len(stranger.hears()) == 2
    assert len(alerts(world)) == 2
    assert len(world.rows(t.Flag)) == 2


@pytest.mark.found("B3")
def test_a_stranger_rings_no_more_than_some_flags_a_day(world: World) -> None:
    stranger = world.stranger()
    rang = 0
    for _ in range(12):
        stranger.says(DANGER)
        for text in alerts(world):
            rang += 1
            code = text.split("ACK ")[1][:4]
            world.coordinator.says(f"ACK {code}")
        world.passes(hours=1, minutes=1)
    assert rang == brakes._STRANGERS_FLAGS
    flags = [row for row in world.rows(t.Flag) if row.acknowledged_at is None]
    assert flags, "and beyond that they stand before whoever looks"


@pytest.mark.found("B3")
def test_a_stranger_has_a_days_allowance_of_help(world: World) -> None:
    stranger = world.stranger()
    for _ in range(25):
        stranger.says("HELP")
        world.passes(minutes=3)
    assert len(stranger.hears()) <= 5
    assert len([row for row in world.rows(t.Inbox) if row.person_id == stranger.id]) == 25


@pytest.mark.found("B3")
def test_a_stranger_who_stops_again_and_again_is_stopped(world: World) -> None:
    stranger = world.stranger()
    for _ in range(12):
        stranger.says("STOP")
        assert stranger.standing is Standing.STOPPED
        stranger.says("START")
    stranger.says("STOP")
    assert stranger.standing is Standing.STOPPED
    assert len(stranger.hears()) <= 6


@pytest.mark.found("B3")
def test_a_stranger_who_complains_reaches_the_lead_twice_a_day(world: World) -> None:
    lead = world.coordinator
    world.change(
        lambda c: (
            c.execute(
                t.core(t.Staff)
                .insert()
                .values(
                    id="lead",
                    programme_id=world.programme_id,
                    person_id=lead.id,
                    login="lead",
                    password_hash="",
                    role="lead",
                    active=True,
                    created_at=world.now,
                )
            )
            and None
        )
    )
    stranger = world.stranger()
    for number in range(20):
        stranger.says(f"COMPLAIN number {number}")
        world.passes(minutes=2)
    assert len(lead.hears()) == 2
    assert len([row for row in world.rows(t.Request) if row.kind == "complaint"]) == 20, "each is kept"


# --- a person in danger who goes on writing ---------------------------------------------------------------


@pytest.mark.found("B3")
def test_somebody_known_in_danger_is_answered_again_and_not_a_hundred_times(world: World) -> None:
    dee = world.mentee
    dee.says(DANGER)
    dee.says("i really mean it, i want to die")
    assert len(dee.hears()) == 2, "at once, and again in other words"
    for number in range(100):
        dee.says("i want to die" + "!" * number)
        world.passes(seconds=1)
    assert len(dee.hears()) == 0
    world.passes(minutes=5)
    dee.says("i want to die")
    assert len(dee.hears()) == 1, "whoever goes on hears from us again"
    dee.says(GRAVER)
    assert len(dee.hears()) == 1, "and at once where it gets graver"


@pytest.mark.found("B3")
def test_the_new_words_stand_in_the_flag(world: World) -> None:
    dee = world.mentee
    dee.says(DANGER)
    dee.says("i have a rope and a plan, i want to die")
    page = world.record_of(dee, "safety")
    [flag] = page.flags
    assert "kill myself" in flag.words
    assert "want to die" in flag.words
    assert len(alerts(world)) == 1


@pytest.mark.found("B3")
def test_after_somebody_has_answered_for_it_new_words_ring_again(world: World) -> None:
    dee = world.mentee
    dee.says(DANGER)
    assert len(alerts(world)) == 1
    world.coordinator.says("ACK")
    dee.says("i want to die tonight")
    assert len(alerts(world)) == 1
    assert len(world.rows(t.Flag)) == 2


# --- copies ------------------------------------------------------------------------------------------------


def mood_then_contact(world: World) -> Phone:
    """The check-in of somebody without a step: mood, then whether the mentor should get in touch."""
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    return dee


@pytest.mark.found("D15")
@pytest.mark.parametrize("seconds", [0, 1, 4, 7])
@pytest.mark.parametrize("text", ["2", "4", "1"])
def test_the_same_text_seconds_later_answers_no_new_question(world: World, text: str, seconds: int) -> None:
    dee = mood_then_contact(world)
    assert dee.says(text) == [ANSWER]
    waiting = world.waiting(dee)
    dee.hears()
    world.passes(seconds=seconds)
    assert dee.says(text) == [NOTED]
    assert world.waiting(dee) == waiting
    assert dee.hears() == []


@pytest.mark.found("D15")
@pytest.mark.parametrize("seconds", [10, 25, 59])
def test_the_same_text_within_the_minute_is_asked_about_once(world: World, seconds: int) -> None:
    dee = mood_then_contact(world)
    dee.says("2")
    waiting = world.waiting(dee)
    dee.hears()
    world.passes(seconds=seconds)
    assert dee.says("2") == [NOTED]
    assert world.waiting(dee) == waiting, "it has answered nothing"
    [again] = dee.hears()
    assert again.startswith("Your text came twice")
    world.passes(seconds=10)
    assert dee.says("2") == [ANSWER], "now they mean it"
    assert world.waiting(dee) != waiting


@pytest.mark.found("D15")
def test_the_same_answer_to_another_question_minutes_later_counts(world: World) -> None:
    dee = mood_then_contact(world)
    dee.says("2")
    waiting = world.waiting(dee)
    world.passes(minutes=2)
    assert dee.says("2") == [ANSWER]
    assert world.waiting(dee) != waiting


@pytest.mark.found("D15")
def test_a_copy_of_what_was_passed_on_is_passed_on_once(world: World) -> None:
    world.mentee.says("MENTOR can we meet on tuesday at five")
    world.passes(seconds=20)
    assert world.mentee.says("MENTOR can we meet on tuesday at five") == [NOTED]
    assert len(world.mentor.hears()) == 1
    world.passes(minutes=2)
    world.mentor.says("yes, i will be there at five")
    world.mentee.hears()
    assert world.mentor.says("yes, i will be there at five") == [NOTED]
    assert len(world.mentee.hears()) == 0


@pytest.mark.found("D15")
def test_a_copy_in_one_batch_is_one_text(world: World) -> None:
    outcomes = world.mentee.says("DONE", "DONE")
    assert outcomes == [InboxOutcome.COMMAND, NOTED]


@pytest.mark.found("D15")
def test_a_repeated_stop_stops(world: World) -> None:
    dee = world.mentee
    dee.says("STOP")
    dee.says("START")
    dee.says("STOP")
    dee.says("STOP")
    assert dee.standing is Standing.STOPPED


@pytest.mark.found("D15")
def test_a_copy_of_danger_is_danger(world: World) -> None:
    assert world.mentee.says(DANGER, DANGER) == [SAFETY, SAFETY]
    assert len(world.mentee.hears()) >= 1


# --- loops --------------------------------------------------------------------------------------------------


def rounds(world: World, bot: Phone, words: Callable[[int], str], seconds: float, most: int = 200) -> int:
    """How often a machine is answered that answers whatever it hears."""
    bot.hears()
    for number in range(most):
        bot.says(words(number))
        if not bot.hears():
            return number
        world.passes(seconds=seconds)
    return most


COMMANDS = ("GOALS", "HELP", "RECORD", "STEP", "DONE", "LANGUAGE", "RESOURCES", "GOAL one more")


@pytest.mark.found("B1")
@pytest.mark.parametrize("seconds", [0, 2, 5, 20])
@pytest.mark.parametrize(
    "words",
    [
        lambda _: "GOALS",
        lambda n: COMMANDS[n % 2],
        lambda n: COMMANDS[n % len(COMMANDS)],
        lambda n: f"GOAL number {n}",
    ],
    ids=["one", "two in turn", "eight in turn", "ever new"],
)
def test_a_machine_that_sends_commands_is_not_answered_for_ever(
    world: World, words: Callable[[int], str], seconds: float
) -> None:
    assert rounds(world, world.mentee, words, seconds) <= 25


@pytest.mark.found("B1")
def test_a_person_is_told_of_a_loop_once_and_danger_is_heard_in_it(world: World) -> None:
    dee = world.mentee
    outcomes = [dee.says(f"GOAL number {number}")[0] for number in range(40)]
    assert BRAKED in outcomes
    braked = [row for row in world.rows(t.Inbox) if row.outcome == BRAKED]
    assert [row.needs_person for row in braked] == [True] + [False] * (len(braked) - 1)
    assert dee.hears()[-1].startswith("That is a lot at once"), "said, and said once"
    assert dee.says(DANGER) == [SAFETY]
    assert len(dee.hears()) == 1
    assert dee.says("STOP") == [InboxOutcome.CONSENT]
    assert dee.standing is Standing.STOPPED


@pytest.mark.found("B1")
def test_a_brake_is_off_after_a_while(world: World) -> None:
    dee = world.mentee
    for number in range(40):
        dee.says(f"GOAL number {number}")
    dee.hears()
    world.passes(minutes=6)
    assert dee.says("GOALS") == [InboxOutcome.COMMAND]
    assert len(dee.hears()) == 1


@pytest.mark.found("B1")
def test_people_who_talk_through_us_are_not_a_loop(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    dee.says("MENTOR are you there")
    for number in range(15):
        world.passes(seconds=15)
        assert terry.says(f"and what do you say about idea {number}") == [InboxOutcome.FOR_A_PERSON]
        world.passes(seconds=15)
        assert dee.says(f"idea {number} is fine") == [InboxOutcome.FOR_A_PERSON]
    assert len([text for text in dee.hears() if "what do you say" in text]) == 15


# --- a carrier's own notice ---------------------------------------------------------------------------------


@pytest.mark.found("B1")
@pytest.mark.parametrize(
    "notice",
    [
        NOTICE,
        "Your message could not be delivered. The subscriber is not accepting messages.",
        "No se pudo entregar el mensaje. El abonado no está disponible.",
    ],
)
def test_a_carriers_notice_is_nobodys_words(world: World, notice: str) -> None:
    dee, terry = world.mentee, world.mentor
    dee.says("MENTOR can we meet on tuesday")
    dee.hears(), terry.hears()
    assert terry.says(notice) == [NOTED]
    assert terry.hears() == []
    [told] = dee.hears()
    assert told.startswith("Your last message to Terry may not have arrived")
    assert notice not in told
    lost = [row for row in world.outbox(terry) if row.reason == "carrier_notice"]
    assert [row.state for row in lost] == ["failed"]
    assert terry.says(notice + " 2") == [NOTED]
    assert dee.hears() == [], "told once"


@pytest.mark.found("B1")
def test_a_carriers_notice_to_our_own_words_bothers_nobody(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    assert dee.says(NOTICE) == [NOTED]
    assert dee.hears() == []
    assert world.outbox(dee)[-1].state == "failed"
    assert not world.rows(t.Inbox)[-1].needs_person


# --- turns --------------------------------------------------------------------------------------------------


def queue(world: World, phone: Phone, number: int) -> None:
    address = phone.case.person.address
    assert address is not None
    world.effects(
        *(
            fx.Send(
                id=f"zz-{phone.name}-{one:03}",
                to=phone.id,
                about=phone.id,
                address_id=address.id,
                channel=Channel.SMS,
                text="Please call 911.",
                message_class=MessageClass.SAFETY,
                lane=Lane.SAFETY,
                record_id=None,
                encoding="gsm7",
                segments=1,
            )
            for one in range(number)
        )
    )


@pytest.mark.found("C8")
@pytest.mark.parametrize("number", [2, 40, 120])
def test_one_persons_queue_of_signposts_holds_up_nobody_elses(world: World, number: int) -> None:
    dee, terry = world.mentee, world.mentor
    queue(world, dee, number)
    queue(world, terry, 1)
    before = len(world.wire().tries)
    world.deliver()
    order = [message.to for message in world.wire().tries[before:]]
    assert terry.address in order[:2]
    assert len(order) == number + 1


@pytest.mark.found("C8")
def test_whoever_comes_while_another_is_being_served_is_next(world: World) -> None:
    world.wire().pace = type(world.wire().pace)(per_second=1.0, per_address_per_second=1e9)
    world.restart()
    dee, terry = world.mentee, world.mentor
    queue(world, dee, 40)
    world.run(world.house.delivery._start_what_may_go())
    queue(world, terry, 1)
    world.run(world.house.delivery._start_what_may_go())
    world.run(world.house.delivery.stop())
    assert len(terry.hears()) == 1, "the headroom is not one person's"
