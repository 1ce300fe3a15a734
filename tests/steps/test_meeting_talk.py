"""What is said of a meeting in own words: asked about at once, never silently left on, never called off or
moved without a yes."""

import pytest
from test_meetings import kept, states
from test_whose_answer import second_mentee

from records import tables as t
from records.kinds import InboxOutcome
from tests.world.world import World

AGREED = [("agreed", "Thu 15:00")]


@pytest.mark.mission("1.5")
@pytest.mark.parametrize(
    "words",
    [
        "call off sorry got work",
        "cant make it thursday",
        "no puedo ir el jueves",
        "juebes no puedo",
        "something came up",
        "me salio un trabajo ese dia",
        "thurs is a no go, my lil one poorly",
        "Good morning. I regret that I shall not be able to attend on Thursday.",
    ],
)
def test_who_seems_not_to_come_is_asked_and_only_a_yes_counts(world: World, words: str) -> None:
    kept(world)
    dee, terry = world.mentee, world.mentor
    dee.says(words)
    (asked,) = dee.hears()
    assert asked.startswith("Call off Thursday January 8, 3 PM with Terry?")
    assert states(world) == AGREED
    assert terry.hears() == []  # what was said was not plainly for them
    dee.says("yes")
    assert states(world) == [("off", "Thu 15:00")]
    assert dee.hears()[0].startswith("OK, Thursday January 8, 3 PM is off.")
    assert terry.hears()[0].startswith("Dee called off Thursday January 8, 3 PM.")


def test_a_no_leaves_it_on_and_says_so(world: World) -> None:
    kept(world)
    world.mentee.says("somethin came up")
    world.mentee.hears()
    world.mentee.says("no")
    assert world.mentee.hears() == ["OK, Thursday January 8, 3 PM stays on."]
    assert states(world) == AGREED
    assert world.mentor.hears() == []


def test_saying_it_again_is_a_yes(world: World) -> None:
    kept(world)
    world.mentee.says("cant make it thursday")
    world.mentee.hears()
    world.mentee.says("no i cant make it")
    assert states(world) == [("off", "Thu 15:00")]
    assert len(world.mentor.hears()) == 1


@pytest.mark.parametrize(
    "words", ["no dont call it off", "no i meant i cant make it friday", "no not what i meant, keep it on"]
)
def test_what_may_be_the_contrary_calls_nothing_off(world: World, words: str) -> None:
    kept(world)
    world.mentee.says("cant make it")
    world.mentee.hears()
    world.mentee.says(words)
    assert states(world) == AGREED
    assert world.mentor.hears() == []


def test_whoever_does_not_answer_is_seen_by_a_person(world: World) -> None:
    kept(world)
    world.mentee.says("cant make it thursday")
    world.at("Wed 12:00")
    assert states(world) == AGREED
    (row,) = [row for row in world.rows(t.Inbox) if row.needs_person]
    assert row.attended_at is None


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("can we do 4 instead", "Thursday January 8, 4 PM, library"),
        ("cant do thurs, can we do friday?", "Friday January 9, 3 PM, library"),
        ("lo pasamos al viernes?", "Friday January 9, 3 PM, library"),
        ("mejor a las 5", "Thursday January 8, 5 PM, library"),
        ("firday any good instead?", "Friday January 9, 3 PM, library"),
    ],
)
def test_another_time_is_read_back(world: World, words: str, at: str) -> None:
    kept(world)
    world.mentee.says(words)
    (asked,) = world.mentee.hears()
    assert asked.startswith(f"In place of Thursday January 8, 3 PM:\n{at}, with Terry. Is that right?")
    assert states(world) == AGREED
    assert world.mentor.hears() == []


def test_a_weekday_is_the_one_of_the_week_of_the_meeting(world: World) -> None:
    kept(world, "MEET january 22 3pm library")
    world.mentee.says("MOVE friday")
    assert "Friday January 23, 3 PM, library" in world.mentee.hears()[0]


def test_another_time_that_is_not_named_is_asked_for(world: World) -> None:
    kept(world)
    world.mentee.says("can we reschedule? my shift got changed")
    assert world.mentee.hears() == [
        "In place of Thursday January 8, 3 PM:\nWhich day and time? For example: Thursday 3pm"
    ]


def test_words_of_a_mentor_reach_the_mentee_and_it_is_asked_beside(world: World) -> None:
    kept(world)
    world.mentor.says("sorry cant make it thursday, got called in")
    assert world.mentee.hears() == ["Terry: sorry cant make it thursday, got called in"]
    (asked,) = world.mentor.hears()
    assert asked.startswith(
        "Passed on to Dee. A reply will come here.\n\nCall off Thursday January 8, 3 PM with Dee?"
    )
    world.mentor.says("yes")
    assert world.mentee.hears()[0].startswith("Terry called off Thursday")


def test_late_goes_to_the_other_and_leaves_it_on(world: World) -> None:
    kept(world)
    world.at("Thu 14:50")
    world.mentee.hears()
    world.mentor.hears()
    world.mentee.says("running late, bus")
    assert world.mentor.hears() == ["Dee: running late, bus"]
    assert states(world) == AGREED


def test_late_days_before_is_about_something_else(world: World) -> None:
    kept(world)
    world.mentee.says("running late")
    assert world.mentor.hears() == []


@pytest.mark.parametrize(
    "words", ["are we still on for thurs?", "a que hora nos vemos", "what time are we meeting"]
)
def test_when_it_is_is_told(world: World, words: str) -> None:
    kept(world)
    assert world.mentee.says(words) == [InboxOutcome.COMMAND]
    assert world.mentee.hears() == ["It's on: Thursday January 8, 3 PM, library, with Terry."]


def test_what_is_asked_of_the_other_reaches_them(world: World) -> None:
    kept(world)
    world.mentor.says("are you still on for thursday?")
    assert world.mentee.hears() == ["Terry: are you still on for thursday?"]
    assert world.mentor.hears()[0].startswith("It's on: Thursday January 8, 3 PM, library, with Dee.")
    world.mentee.says("did we say 3?")
    assert world.mentor.hears() == ["Dee: did we say 3?"]


@pytest.mark.parametrize(
    ("words", "asked"),
    [("no", "Call off"), ("cant do that", "Call off"), ("ok", "It's on"), ("yes", "It's on")],
)
def test_whoever_was_told_of_it_takes_it_or_not(world: World, words: str, asked: str) -> None:
    world.mentor.says("MEET thurs 3pm library")
    world.mentor.says("yes")
    world.mentee.hears()
    world.mentee.says(words)
    assert world.mentee.hears()[0].startswith(asked)
    assert states(world) == AGREED


@pytest.mark.parametrize(
    "words",
    [
        "cant make rent thursday",
        "no llego a fin de mes",
        "cant make it to court on thursday",
        "no puedo ir al doctor el jueves",
        "i cant wait till thursday",
        "cant come to the phone",
        "cant make it friday",  # there is none on Friday
    ],
)
def test_what_is_of_something_else_is_for_a_person(world: World, words: str) -> None:
    kept(world)
    world.mentee.says(words)
    heard = world.mentee.hears()
    assert not any("Call off" in one or "In place" in one for one in heard)
    assert states(world) == AGREED


def test_without_a_meeting_it_is_for_a_person(world: World) -> None:
    assert world.mentee.says("cant make it thursday") == [InboxOutcome.FOR_A_PERSON]
    assert "Call off" not in world.mentee.hears()[0]


def test_danger_beside_it_is_answered_as_danger(world: World) -> None:
    kept(world)
    world.mentee.says("cant make it thursday, i want to end my life")
    heard = "\n".join(world.mentee.hears())
    assert "988" in heard
    assert "Call off" not in heard


@pytest.mark.mission("never.2")
def test_a_question_that_waits_does_not_swallow_it(world: World) -> None:
    kept(world)
    world.mentee.says("STEP")
    asked = world.mentee.hears()[-1]
    world.mentee.says("cant make it thursday got work")
    assert world.mentee.hears()[0].startswith("Call off Thursday")
    world.mentee.says("yes")
    heard = world.mentee.hears()
    assert heard[0].startswith("OK, Thursday January 8, 3 PM is off.")
    assert asked.splitlines()[-1] in heard[-1]  # and the question stays open
    assert not world.rows(t.Step)


def test_what_gets_in_the_way_may_be_that_they_cannot_come(world: World) -> None:
    kept(world)
    world.at("Wed 15:30")
    world.mentee.hears()
    world.mentor.hears()
    world.mentee.says("cant make it no more, got a shift")
    assert world.mentor.hears() == ["Dee: cant make it no more, got a shift"]
    assert "Call off Thursday January 8, 3 PM with Terry?" in world.mentee.hears()[0]


@pytest.mark.parametrize("words", ["MOVE", "MOVER", "MOVE friday 4pm", "CALL OFF", "CALL OFF thursday"])
def test_with_none_to_change_it_is_said_how_one_is_made(world: World, words: str) -> None:
    assert world.mentee.says(words) == [InboxOutcome.COMMAND]
    assert world.mentee.hears() == [
        "You have no meeting planned here. To set one up: MEET Thursday 3pm library"
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("meet firday 3pm library", "Friday January 9"),
        ("meet thrusday 3pm library", "Thursday January 8"),
        ("meet tmrw 3pm library", "Tuesday January 6"),
        ("MEET wensday 3pn library", "Wednesday January 7"),
        ("CITA juebes 3pm biblioteca", "Thursday January 8"),
        ("cita el biernes alas 3 biblioteca", "Friday January 9"),
    ],
)
def test_slips_of_days_and_hours_are_read(world: World, words: str, day: str) -> None:
    world.mentee.says(words)
    assert world.mentee.hears()[0].startswith(f"{day}, 3 PM, ")


@pytest.mark.parametrize(
    "words",
    ["can we meet thurs at 3", "thurs at 3 can we meet?", "can u meet me thrusday at 3 its about my rent"],
)
def test_a_proposal_is_offered_to_be_kept(world: World, words: str) -> None:
    world.mentee.says(words)
    assert world.mentee.hears()[0].startswith("To set it up for you both, text: MEET thu")


# --- by night ---------------------------------------------------------------------------------------------


def test_only_the_last_state_is_told_in_the_morning(world: World) -> None:
    world.at("Mon 22:30")
    dee, terry = world.mentee, world.mentor
    dee.says("MEET thurs 3pm library")
    dee.says("yes")
    dee.says("MOVE fri 4pm")
    dee.says("yes")
    dee.says("MOVE sat 11am")
    dee.says("yes")
    assert terry.hears() == []
    world.at("Tue 09:00")
    (told,) = terry.hears()
    assert told.startswith("Dee set up a meeting with you: Saturday January 10, 11 AM, library.")


def test_what_was_set_up_and_called_off_by_night_is_not_told_at_all(world: World) -> None:
    world.at("Mon 22:30")
    world.mentee.says("MEET thurs 3pm library")
    world.mentee.says("yes")
    world.mentee.says("CALL OFF")
    world.at("Tue 09:00")
    assert world.mentor.hears() == []


def test_called_off_after_an_untold_move_names_the_time_they_knew(world: World) -> None:
    kept(world)
    world.at("Mon 22:30")
    world.mentee.says("MOVE fri 4pm")
    world.mentee.says("yes")
    world.mentee.says("CALL OFF")
    world.at("Tue 09:00")
    (told,) = world.mentor.hears()
    assert told.startswith("Dee called off Thursday January 8, 3 PM.")


# --- with two mentees ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asks", "words"),
    [
        ("PROMISE", "MEET dee"),
        ("PROMISE", "MEET Dee thurs 3pm library"),
        ("DELETE", "meet dee"),
        ("DELETE", "meet dee thurs 3pm library"),
        ("", "meet dee"),
        ("", "meet with Dee"),
    ],
)
def test_a_name_behind_meet_says_with_whom_also_while_a_question_waits(
    world: World, asks: str, words: str
) -> None:
    second_mentee(world)
    if asks:
        world.mentor.says(asks)
        world.mentor.hears()
    world.mentor.says(words)
    (heard,) = world.mentor.hears()
    assert "Which day and time?" in heard or "library, with Dee" in heard
