"""Meetings agreed by text: read back, told to both, moved, called off; and words for somebody stay theirs."""

from collections.abc import Callable

import pytest
from test_whose_answer import second_mentee

from handlers.desk import conditions, matches
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, Standing
from tests.world.world import World

STAFF = "robin-account"
COMMAND, FOR_A_PERSON = InboxOutcome.COMMAND, InboxOutcome.FOR_A_PERSON


def kept(world: World, words: str = "MEET thurs 3pm library") -> None:
    """Dee has agreed on a meeting with Terry, who has been told."""
    world.mentee.says(words)
    world.mentee.says("yes")
    world.mentee.hears()
    world.mentor.hears()


def states(world: World) -> list[tuple[str, str]]:
    """What became of each meeting, and when it is on the clocks here."""
    return [(row.state, f"{row.at.astimezone(world.zone):%a %H:%M}") for row in world.rows(t.Meeting)]


def condition(world: World, person_id: str, new: conditions.NewCondition) -> None:
    world.change(
        lambda c: conditions.add_condition(
            c, world.house.sealer, world.now, staff_id=STAFF, person_id=person_id, new=new
        )
    )


@pytest.mark.mission("1.5")
def test_it_is_read_back_and_both_hear_of_it(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    assert dee.says("MEET thurs 3pm library") == [COMMAND]
    (asked,) = dee.hears()
    assert asked.startswith("Thursday January 8, 3 PM, library, with Terry. Is that right?")
    assert states(world) == []
    assert terry.hears() == []
    dee.says("yes")
    (answer,) = dee.hears()
    assert answer.startswith("It's a plan: Thursday January 8, 3 PM, library.")
    assert answer.endswith("Passed on to Terry. A reply will come here.")
    (told,) = terry.hears()
    assert told.startswith("Dee set up a meeting with you: Thursday January 8, 3 PM, library.")
    assert dee.address not in told
    assert states(world) == [("agreed", "Thu 15:00")]


def test_a_mentor_sets_one_up(world: World) -> None:
    world.mentor.says("meet friday 4pm Costa")
    world.mentor.says("y")
    assert world.mentee.hears()[0].startswith(
        "Terry set up a meeting with you: Friday January 9, 4 PM, Costa."
    )
    (row,) = world.rows(t.Meeting)
    assert (row.mentee_id, row.mentor_id, row.set_by) == (world.mentee.id, world.mentor.id, world.mentor.id)


def test_what_is_missing_is_asked_and_a_no_keeps_nothing(world: World) -> None:
    dee = world.mentee
    dee.says("MEET")
    assert dee.hears()[0].startswith("Which day and time?")
    dee.says("thurs")
    assert dee.hears()[0].startswith("At what time?")
    dee.says("3")
    assert dee.hears()[0].startswith("And where?")
    dee.says("library")
    assert "Thursday January 8, 3 PM, library" in dee.hears()[0]
    dee.says("no")
    assert dee.hears()[0].startswith("OK, nothing changes, and nobody is told.")
    assert states(world) == []
    assert world.mentor.hears() == []


def test_two_texts_in_a_row_and_a_change_of_mind(world: World) -> None:
    dee = world.mentee
    dee.says("MEET thurs 3pm library")
    dee.says("MEET fri 4pm park")  # takes the place of the first
    dee.says("yes")
    assert states(world) == [("agreed", "Fri 16:00")]


def test_stop_in_between_ends_it(world: World) -> None:
    dee = world.mentee
    dee.says("MEET thurs 3pm library")
    dee.says("STOP")
    dee.hears()
    dee.says("yes")
    assert states(world) == []
    assert world.mentor.hears() == []


def test_danger_comes_first(world: World) -> None:
    dee = world.mentee
    dee.says("MEET thurs 3pm bridge, i want to end my life")
    assert "988" in dee.hears()[0]
    assert states(world) == []


def test_cancel_is_the_carriers_word(world: World) -> None:
    kept(world)
    world.mentee.says("CANCEL")
    assert world.mentee.standing is Standing.STOPPED
    assert states(world) == [("agreed", "Thu 15:00")]


@pytest.mark.parametrize("words", ["CALL OFF", "call it off", "cancel our meeting", "anular cita"])
def test_it_is_called_off_by_a_word(world: World, words: str) -> None:
    kept(world)
    world.mentor.says(words)
    assert states(world) == [("off", "Thu 15:00")]
    assert world.mentor.hears()[0].startswith("OK, Thursday January 8, 3 PM is off.")
    assert world.mentee.hears()[0].startswith("Terry called off Thursday January 8, 3 PM.")
    world.at("Sun 12:00")
    heard = [*world.mentee.hears(), *world.mentor.hears()]
    assert not [one for one in heard if "Coming up" in one or "meet?" in one]


def test_why_it_is_called_off_reaches_the_other(world: World) -> None:
    kept(world)
    world.mentee.says("CALL OFF sorry Terry, my son is ill")
    told = world.mentor.hears()
    assert told[0].startswith("Dee called off")
    assert told[1] == "Dee: sorry Terry, my son is ill"


def test_it_is_moved_and_keeps_what_is_not_named(world: World) -> None:
    kept(world)
    world.mentor.says("MOVE sat 11am")
    assert world.mentor.hears()[0].startswith(
        "In place of Thursday January 8, 3 PM:\nSaturday January 10, 11 AM, library, with Dee."
    )
    world.mentor.says("1")
    assert states(world) == [("agreed", "Sat 11:00")]
    assert world.mentee.hears()[0].startswith(
        "Terry moved your meeting: Saturday January 10, 11 AM, library."
    )


@pytest.mark.parametrize("words", ["CALL OFF", "MOVE", "MEETINGS"])
def test_without_a_meeting_it_says_so(world: World, words: str) -> None:
    world.mentee.says(words)
    assert world.mentee.hears()[0].startswith("You have no meeting planned here.")


def test_of_two_meetings_the_day_says_which(world: World) -> None:
    dee = world.mentee
    kept(world)
    kept(world, "MEET sat 11am park")
    dee.says("CALL OFF")
    assert dee.hears() == [
        "Thursday January 8, 3 PM, library, with Terry\nSaturday January 10, 11 AM, park, with Terry\n"
        "Which one? Text CALL OFF and its day."
    ]
    dee.says("CALL OFF saturday")
    assert states(world) == [("agreed", "Thu 15:00"), ("off", "Sat 11:00")]


def test_a_mentor_of_two_is_asked_whose(world: World) -> None:
    luz = second_mentee(world)
    terry = world.mentor
    terry.says("MEET thurs 3pm library")
    assert terry.hears()[0].startswith("Who would you like to meet:")
    terry.says("Luz")
    terry.says("yes")
    assert luz.hears()[0].startswith("Terry set up a meeting with you")
    assert world.mentee.hears() == []
    terry.hears()
    terry.says("MEET Dee fri 4pm park")
    assert "with Dee" in terry.hears()[0]
    terry.says("yes")
    assert world.mentee.hears()[0].startswith("Terry set up a meeting with you: Friday")
    assert luz.hears() == []


# --- words for somebody ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["can we meet thurs at 3 at the library?", "Dee, meet you friday 4pm", "hey meet me thursday 3pm"],
)
def test_words_for_the_other_are_passed_on(world: World, words: str) -> None:
    assert world.mentor.says(words) == [FOR_A_PERSON]
    assert world.mentee.hears() == [f"Terry: {words}"]


def test_meet_me_is_said_to_somebody(world: World) -> None:
    assert world.mentor.says("meet me thursday at 3") == [FOR_A_PERSON]
    assert states(world) == []


def test_a_proposal_is_passed_on_and_offered_to_be_kept(world: World) -> None:
    dee = world.mentee
    dee.says("MENTOR can we meet thurs at 3 at the library?")
    assert world.mentor.hears() == ["Dee: can we meet thurs at 3 at the library?"]
    (answer,) = dee.hears()
    offered = "To set it up for you both, text: MEET thurs at 3 at the library"
    assert answer.startswith(offered)
    assert answer.endswith("Passed on to Terry. A reply will come here.")
    dee.says("MEET thurs at 3 at the library")
    assert "Thursday January 8, 3 PM, the library" in dee.hears()[0]


def test_a_step_is_not_taken_for_a_meeting(world: World) -> None:
    dee = world.mentee
    dee.says("STEP")
    dee.hears()
    assert dee.says("meet Sam thursday 3pm library") == [InboxOutcome.ANSWER]
    assert dee.hears()[0].startswith("When would you like to get there?")  # it is their goal
    assert states(world) == []


def test_a_reply_to_the_news_goes_back(world: World) -> None:
    kept(world)
    world.mentor.says("can we do 4 instead?")
    assert world.mentee.hears() == ["Terry: can we do 4 instead?"]


def test_cancelling_something_else_is_for_a_person(world: World) -> None:
    world.mentee.says("cancel the meeting")
    assert world.rows(t.Inbox)[-1].outcome == FOR_A_PERSON


# --- what it may not be ------------------------------------------------------------------------------------


@pytest.mark.mission("1.5")
@pytest.mark.parametrize("whose", ["mentee", "mentor"])
def test_never_inside_a_curfew_and_nobody_hears_whose(world: World, whose: str) -> None:
    person = getattr(world, whose)
    condition(world, person.id, conditions.NewCondition(conditions.CURFEW, start="19:00", end="07:00"))
    for phone in (world.mentee, world.mentor):
        phone.says("MEET thurs 7.30pm library")
        (refused,) = phone.hears()
        assert refused.startswith("That hour doesn't work for this meeting.")
        assert "curfew" not in refused.casefold()
        assert "19" not in refused
        phone.says("6pm")
        assert "Thursday January 8, 6 PM, library" in phone.hears()[0]
        phone.says("no")
        phone.hears()


def test_a_curfew_that_came_up_meanwhile_is_kept_to(world: World) -> None:
    world.mentee.says("MEET thurs 7.30pm library")
    curfew = conditions.NewCondition(conditions.CURFEW, start="19:00", end="07:00")
    condition(world, world.mentee.id, curfew)
    world.mentee.says("yes")
    assert states(world) == []
    assert world.mentor.hears() == []


def test_never_with_somebody_a_condition_bars(world: World) -> None:
    apart = conditions.NewCondition(conditions.NO_CONTACT, other_id=world.mentee.id)
    condition(world, world.mentor.id, apart)
    for phone in (world.mentee, world.mentor):
        phone.says("MEET thurs 3pm library")
        assert not any("Thursday" in one for one in phone.hears())
    assert states(world) == []


@pytest.mark.parametrize("standing", [Standing.STOPPED, Standing.PAUSED, Standing.CUSTODY])
def test_with_somebody_who_gets_no_messages_a_person_helps(world: World, standing: Standing) -> None:
    world.effects(fx.SetStanding(world.mentee.id, standing))
    assert world.mentor.says("MEET thurs 3pm library") == [FOR_A_PERSON]
    assert world.rows(t.Inbox)[-1].needs_person
    assert world.mentee.hears() == []


def test_called_off_with_somebody_who_stopped_a_person_tells_them(world: World) -> None:
    kept(world)
    world.mentee.says("STOP")
    world.mentee.hears()
    world.mentor.says("CALL OFF")
    assert "so Robin will see this" in world.mentor.hears()[0]
    assert world.mentee.hears() == []
    assert world.rows(t.Inbox)[-1].needs_person
    assert states(world) == [("off", "Thu 15:00")]


def test_it_does_not_ring_at_night(world: World) -> None:
    world.at("Mon 23:00")
    world.mentee.hears()
    world.mentor.hears()
    kept(world)
    assert world.mentor.unheard == 0
    world.at("Tue 08:30")
    assert world.mentor.hears()[0].startswith("Dee set up a meeting with you")


def test_a_place_that_tells_something_is_looked_up(world: World) -> None:
    kept(world, "MEET fri 9am library")
    world.passes(hours=2)  # Terry is not writing just now
    world.mentee.says("MEET thurs 3pm probation office")
    world.mentee.says("yes")
    (told,) = world.mentor.hears()
    assert "probation" not in told
    assert "text MEETINGS for the place" in told
    world.mentor.says("MEETINGS")
    assert "probation office" in world.mentor.hears()[0]


def test_move_may_be_a_goal(world: World) -> None:
    world.mentee.says("STEP")
    world.mentee.hears()
    assert world.mentee.says("Move") == [InboxOutcome.ANSWER]


@pytest.mark.mission("1.8")
def test_a_meeting_ends_with_the_match(world: World) -> None:
    kept(world)
    (match,) = world.rows(t.Match)
    world.change(
        lambda c: matches.end(
            c, world.house.tools, world.now, staff_id=STAFF, match_id=match.id, why="finished"
        )
    )
    assert states(world) == [("off", "Thu 15:00")]


def test_whoever_has_nobody_is_heard_by_a_person(world: World) -> None:
    assert world.coordinator.says("meet thurs 3pm library") != [COMMAND]


# --- in other places ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words", "read_back"),
    [
        ("en-GB", "MEET 3/2 half 3 Costa", "Tuesday 3 February, 3:30pm, Costa, with Terry."),
        ("en-US", "MEET 2/3 3.30pm Costa", "Tuesday February 3, 3:30 PM, Costa, with Terry."),
        ("es", "CITA jueves a las 3 en la biblioteca", "jueves 8 de enero, 15:00, la biblioteca, con Marta."),
    ],
)
def test_as_it_is_written_there(
    make_world: Callable[..., World], language: str, words: str, read_back: str
) -> None:
    world = make_world(language)
    world.mentee.says(words)
    assert world.mentee.hears()[0].startswith(read_back)


def test_with_buttons(chats: World) -> None:
    chats.mentee.says("MEET thurs 3pm library")
    chats.mentee.taps("Yes")
    assert states(chats) == [("agreed", "Thu 15:00")]
