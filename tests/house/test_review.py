"""What a reading of the house found: each of these once harmed, or could have."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from channels.port import InboundKind
from conversations.keywords import join_word
from handlers.desk import staff
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, Standing
from tests.world.world import Phone, World

ANSWER, COMMAND, CONSENT = InboxOutcome.ANSWER, InboxOutcome.COMMAND, InboxOutcome.CONSENT
FOR_A_PERSON, NOTED, STALE = InboxOutcome.FOR_A_PERSON, InboxOutcome.NOTED, InboxOutcome.STALE


def needs_person(world: World) -> bool:
    """Whether the newest message waits for a human."""
    return bool(world.rows(t.Inbox)[-1].needs_person)


# --- consent ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["nah im good", "why am i getting this", "thanks", "?"],
)
def test_what_is_no_yes_is_no_consent(make_world: Callable[..., World], words: str) -> None:
    world = make_world(joined=False)
    dee = world.mentee
    dee.hears()
    dee.says(words)
    assert dee.standing is Standing.INVITED
    assert needs_person(world)
    assert world.waiting(dee) == []
    assert len(dee.hears()) == 1
    assert dee.says("START") == [CONSENT]
    assert dee.standing is Standing.ACTIVE


@pytest.mark.parametrize("words", ["yes", "Yes please", "START", "sure"])
def test_a_yes_to_the_invitation_begins_the_welcome(make_world: Callable[..., World], words: str) -> None:
    world = make_world(joined=False)
    assert world.mentee.says(words) == [CONSENT]
    assert world.mentee.standing is Standing.ACTIVE


def test_start_from_custody_is_for_a_person(world: World) -> None:
    dee = world.mentee
    world.effects(fx.SetStanding(dee.id, Standing.CUSTODY))
    assert dee.says("START") == [FOR_A_PERSON]
    assert dee.standing is Standing.CUSTODY
    assert needs_person(world)


@pytest.mark.parametrize("said", ["Lake", " lake. ", "\u200flake!", "“LAKE”", "(lake)"])
def test_the_join_word_is_read_in_one_way(said: str) -> None:
    assert join_word(said) == "LAKE"


def test_a_join_word_between_marks_joins(world: World) -> None:
    world.change(lambda c: c.execute(update(t.Programme).values(join_word="LAKE")))
    somebody = world.stranger()
    assert somebody.says("“Lake”") == [CONSENT]
    assert somebody.standing is Standing.ACTIVE


# --- staff -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["ACK {} on it", "ACK {}.", "ack {}, calling now"])
def test_a_code_in_a_sentence_is_acknowledged(world: World, form: str) -> None:
    world.mentee.says("i want to kill myself")
    [flag] = world.rows(t.Flag)
    world.coordinator.hears()
    assert world.coordinator.says(form.format(flag.code)) == [COMMAND]
    assert world.coordinator.hears() == [f"Thank you. {flag.code} is yours."]
    assert world.rows(t.Flag)[0].acknowledged_at is not None


def test_staff_cannot_write_to_a_phone_in_custody(world: World) -> None:
    dee = world.mentee
    world.effects(fx.SetStanding(dee.id, Standing.CUSTODY))
    with pytest.raises(staff.CannotSend, match="custody"):
        world.change(
            lambda c: staff.reply(
                c,
                world.house.sealer,
                world.now,
                staff_id="nobody",
                staff_name="Robin",
                person_id=dee.id,
                text="Are you all right?",
            )
        )


# --- questions -------------------------------------------------------------------------------------


def test_a_question_with_nowhere_to_go_does_not_wait(world: World) -> None:
    dee = world.mentee
    retired = fx.RetireAddress(dee.case.person.addresses[0].id)
    person_id = dee.id
    world.effects(retired)
    world.at("Fri 18:00")
    assert [
        row for row in world.rows(t.Conversation) if row.person_id == person_id and row.state == "waiting"
    ] == []
    outcomes = [row.outcome for row in world.rows(t.MeetingRecord) if row.kind == "check_in"]
    assert outcomes == ["not_sent"]


@pytest.mark.parametrize(
    "words",
    [
        "tell Robin my bus is late",
        "tell robin my bus is late",
        "Robin, can you ring me",
        "Terry are you coming",
        "hi Terry I am outside",
        "ask Sam to wait for me",
        "is the food bank open on saturdays?",
    ],
)
def test_words_for_somebody_at_a_free_text_question_are_no_answer(world: World, words: str) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.says("4")
    dee.hears()
    assert dee.says(words) == [FOR_A_PERSON]
    assert "one small step" in dee.hears()[0], "the question is put again"
    assert world.waiting(dee) == ["next-step"]
    assert dee.says("ask my boss for a saturday off") == [ANSWER]


@pytest.mark.parametrize("words", ["need help", "got arrested", "please help me"])
def test_what_we_cannot_read_a_person_reads(world: World, words: str) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    dee.says(words)
    assert needs_person(world)
    assert "your week" in dee.hears()[0]


def test_a_burst_is_over_after_two_minutes(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    world.receive(dee.inbound("4"), deliver=False)
    world.clock.hold(world.now + timedelta(minutes=3))
    [late] = world.receive(dee.inbound("my landlord changed the locks"), deliver=False)
    assert late.outcome is FOR_A_PERSON
    assert needs_person(world)


def test_an_earlier_copy_of_the_question_that_waits_can_be_tapped(chats: World) -> None:
    dee = chats.mentee
    chats.at("Fri 18:00")
    assert dee.sends(InboundKind.PHOTO) is FOR_A_PERSON  # the question is put again
    assert dee.taps("4 - good", back=1) is ANSWER
    assert chats.waiting(dee) == ["next-step"]
    assert dee.taps("2 - hard", back=1) is STALE


@pytest.mark.parametrize(("mark", "outcome"), [("👍🏽", NOTED), ("❤️", NOTED), (":)", NOTED)])
def test_a_kind_mark_closes(world: World, mark: str, outcome: InboxOutcome) -> None:
    assert world.mentee.says(mark) == [outcome]


@pytest.mark.parametrize("mark", ["🆘", "😭😭😭", "💔", "❤️‍🩹"])
def test_any_other_mark_is_for_a_person(world: World, mark: str) -> None:
    assert world.mentee.says(mark) == [FOR_A_PERSON]
    assert needs_person(world)


# --- words passed on -------------------------------------------------------------------------------


def told(world: World, words: str = "Tell Terry I'm late") -> tuple[Phone, Phone]:
    """Dee's words have been passed on to Terry."""
    dee, terry = world.mentee, world.mentor
    dee.says(words)
    dee.hears(), terry.hears()
    return dee, terry


def test_words_go_back_and_forth(world: World) -> None:
    dee, terry = told(world)
    terry.says("no worries, see you there")
    assert dee.hears() == ["Terry: no worries, see you there"]
    assert dee.says("on the bus now") == [FOR_A_PERSON]
    assert terry.hears()[-1] == "Dee: on the bus now"
    assert dee.hears()[0].startswith("Passed on to Terry")
    terry.says("Dee, I'm by the door")
    assert dee.hears() == ["Terry: Dee, I'm by the door"]


@pytest.mark.parametrize(
    "words", ["I'm worried about her, she sounded like she might hurt herself", "Dee didn't show up again"]
)
def test_a_mentors_worry_goes_to_the_coordinator(world: World, words: str) -> None:
    dee, terry = told(world)
    terry.says(words)
    assert dee.hears() == []
    assert needs_person(world)


def test_after_half_a_day_an_exchange_is_over(world: World) -> None:
    dee, terry = told(world)
    terry.says("no worries")
    dee.hears()
    world.passes(hours=13)
    terry.says("the room is double booked")
    assert dee.hears() == []
    assert needs_person(world)


def test_words_passed_on_do_not_ring_at_night(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.at("Mon 23:00")
    dee.hears(), terry.hears()
    assert dee.says("Tell Terry I'm late") == [FOR_A_PERSON]
    assert dee.hears()[0].startswith("Passed on to Terry")
    assert terry.hears() == []
    world.at("Tue 08:30")
    assert terry.hears() == ["Dee: I'm late"]
    terry.says("no worries")
    assert "Terry: no worries" in dee.hears()


def test_a_relay_is_answered_before_an_older_question(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    terry.says("PROMISE")
    [question] = world.waiting(terry)
    world.passes(minutes=5)
    told(world)
    terry.says("see you at five")
    assert dee.hears() == ["Terry: see you at five"]
    assert world.waiting(terry) == [question]


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.STOPPED])
def test_a_mentor_who_rests_is_still_there(world: World, standing: Standing) -> None:
    world.effects(fx.SetStanding(world.mentor.id, standing))
    world.mentee.says("Tell Terry I'm late")
    assert world.mentee.hears() == ["Terry is taking a break. Robin will see this when they are next on."]
    assert needs_person(world)
