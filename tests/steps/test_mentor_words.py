"""SEEN, CALL and NOTE after a nudge; SUPERVISION and COVER for oneself."""

from collections.abc import Callable

import pytest
from sqlalchemy import insert

from records import tables as t
from records.kinds import InboxOutcome
from tests.steps.test_whose_answer import second_mentee
from tests.world.world import World, page_entries

COMMAND, FOR_A_PERSON = InboxOutcome.COMMAND, InboxOutcome.FOR_A_PERSON
MakeWorld = Callable[..., World]


def nudged(world: World) -> None:
    """Terry has just been told of Dee's check-in."""
    world.at("Fri 18:00")
    for answer in ("4", "call the library", "yes"):
        world.mentee.says(answer)
    world.mentee.hears()
    assert world.mentor.hears()[-1].endswith("Reply, or text SEEN, CALL or NOTE.")


def requests(world: World) -> list[tuple[str, str, str]]:
    """Kind, whose eyes, and words, of every request."""
    return [
        (
            row.kind,
            row.for_role,
            world.house.sealer.read(row.person_id, "request", "body", row.id, row.body),
        )
        for row in world.rows(t.Request)
    ]


# --- after a nudge ------------------------------------------------------------------------------------------


@pytest.mark.mission("4.1")
def test_seen_marks_the_nudge_and_says_thank_you_and_nothing_more(world: World) -> None:
    nudged(world)
    assert world.mentor.says("seen") == [COMMAND]
    assert world.mentor.hears() == ["Thank you."]
    assert world.mentee.hears() == []
    assert page_entries(world.record_of(world.mentee, "nudge")) == [("seen", "Terry")]


def test_a_reply_to_a_nudge_goes_to_the_mentee_as_ever(world: World) -> None:
    nudged(world)
    world.mentor.says("SEEN")
    world.mentor.says("good luck at the library!")
    assert world.mentee.hears() == ["Terry: good luck at the library!"]


@pytest.mark.parametrize("text", ["seen", "SEEN", "seeen pls"])
def test_seen_goes_to_nobody_even_after_the_mentees_words(world: World, text: str) -> None:
    nudged(world)
    world.mentee.says("MENTOR have you seen my letter? should I call or write?")
    world.mentee.hears()
    world.mentor.hears()
    assert world.mentor.says(text) == [COMMAND]
    assert world.mentor.hears() == ["Thank you."]
    assert world.mentee.hears() == []


def test_call_to_a_mentee_who_has_just_asked_goes_to_them(world: World) -> None:
    nudged(world)
    world.mentee.says("MENTOR should I call or write?")
    world.mentee.hears()
    assert world.mentor.says("call") == [FOR_A_PERSON]
    assert world.mentee.hears() == ["Terry: call"]


def test_without_a_nudge_seen_is_no_word_of_ours(world: World) -> None:
    world.mentor.says("SEEN")
    assert world.mentor.hears() != ["Thank you."]


def test_call_never_tells_a_number_and_asks_when_is_good(world: World) -> None:
    nudged(world)
    world.mentor.says("CALL")
    (offered,) = world.mentor.hears()
    assert "Numbers stay private here. Shall I ask Dee" in offered
    assert world.mentee.address not in offered
    assert world.mentee.hears() == []
    world.mentor.says("yes")
    assert world.mentee.hears() == ["Terry: When's good for a call?"]
    world.mentee.says("after 5")
    assert world.mentor.hears()[-1] == "Dee: after 5"


def test_call_tells_what_the_mentee_wrote_about_when(world: World) -> None:
    nudged(world)
    world.mentee.says("MENTOR im free saturday after 5")
    world.mentor.hears()
    world.mentor.says("CALL")
    assert 'What Dee wrote of it last: "im free saturday after 5"' in world.mentor.hears()[-1]
    world.mentor.says("no")
    assert world.mentor.hears() == ["OK, nothing is sent. Write here any time, and I'll pass it on."]


def test_call_tells_a_time_the_mentee_chose_but_none_inside_a_curfew(world: World) -> None:
    world.mentor.says("CALL")
    (offered,) = world.mentor.hears()
    assert offered.startswith("A time that Dee chose for messages here: Fridays at 6 PM.")
    world.mentor.says("no")
    world.mentor.hears()
    curfew = {"id": "c1", "person_id": world.mentee.id, "kind": "curfew", "start": "17:00", "end": "07:00"}
    noted = {"detail": b"", "recorded_at": world.now, "recorded_by": "desk"}
    world.change(lambda c: c.execute(insert(t.Condition).values(**curfew, **noted)))
    world.mentor.says("CALL")
    (offered,) = world.mentor.hears()
    assert offered.startswith("Numbers stay private here.")


def test_call_quotes_nothing_that_the_programme_wrote(world: World) -> None:
    for text in ("MEET", "thursday 3pm library", "yes"):
        world.mentee.says(text)
    world.mentor.hears()
    world.mentor.says("CALL")
    assert "wrote of it" not in world.mentor.hears()[-1]


def test_an_offer_to_ask_is_let_go_quietly(world: World) -> None:
    nudged(world)
    world.mentor.says("CALL")
    world.mentor.hears()
    world.passes(days=2)
    assert world.mentor.hears() == []
    assert world.waiting(world.mentor) == []


def test_call_where_the_mentee_cannot_be_reached_is_for_a_person(world: World) -> None:
    world.mentee.says("STOP")
    assert world.mentor.says("CALL") == [FOR_A_PERSON]
    assert "can't reach Dee from here" in world.mentor.hears()[-1]


def test_a_note_is_kept_for_staff_and_sent_to_nobody(world: World) -> None:
    nudged(world)
    assert world.mentor.says("NOTE she seemed low but ok") == [COMMAND]
    assert world.mentor.hears() == ["Kept in the record, where Robin can read it. Dee is not sent it."]
    assert world.mentee.hears() == []
    page = world.record_of(world.mentee, "message")
    assert page.row.with_name == "Terry"
    assert page_entries(page) == [("mentor-note", "she seemed low but ok")]
    assert world.mentor.says("note") == [COMMAND]
    assert world.mentor.hears()[-1].startswith("Text NOTE and your words")


def test_a_note_about_one_of_several(world: World) -> None:
    luz = second_mentee(world)
    world.mentor.says("NOTE Luz: seemed low")
    assert page_entries(world.record_of(luz, "message")) == [("mentor-note", "seemed low")]
    world.mentor.says("NOTE looked tired today")
    assert world.mentor.hears()[-1].startswith("Who is your note about: Dee, Luz?")
    world.mentor.says("2")
    assert page_entries(world.record_of(luz, "message")) == [("mentor-note", "looked tired today")]
    assert (world.mentee.hears(), luz.hears()) == ([], [])


def test_danger_in_a_note_comes_first(world: World) -> None:
    assert world.mentor.says("NOTE Dee says she wants to kill herself") == [InboxOutcome.SAFETY]


def test_a_mentee_has_none_of_these_words(world: World) -> None:
    for text in ("SEEN", "NOTE he is kind", "SUPERVISION"):
        world.mentee.says(text)
    assert requests(world) == []
    assert world.records_of(world.mentee, "nudge") == []


# --- for themselves ----------------------------------------------------------------------------------------


@pytest.mark.mission("4.6")
def test_supervision_stands_before_a_person_who_is_told_by_a_text(world: World) -> None:
    assert world.mentor.says("SUPERVISION about boundaries") == [COMMAND]
    (answer,) = world.mentor.hears()
    assert answer.startswith("Asked: supervision for you. Robin will see it when they are next on")
    assert requests(world) == [("supervision", "coordinator", "about boundaries")]
    (told,) = world.coordinator.hears()
    assert "a request is waiting for you" in told
    assert "Terry" not in told


def test_it_is_not_asked_for_twice_in_a_row_but_words_count(world: World) -> None:
    world.mentor.says("Can I get supervision?")
    world.passes(minutes=10)
    world.mentor.says("SUPERVISION")
    assert world.mentor.hears()[-1].startswith("That's asked already.")
    assert len(requests(world)) == 1
    world.mentor.says("SUPERVISION it is about money")
    assert requests(world)[-1] == ("supervision", "coordinator", "it is about money")
    world.passes(days=1)
    world.mentor.says("SUPERVISION")
    assert len(requests(world)) == 3


def test_at_night_the_mentor_is_answered_and_the_coordinator_sleeps(world: World) -> None:
    world.at("Mon 23:30")
    world.mentor.says("SUPERVISION")
    assert world.mentor.hears()[-1].startswith("Asked: supervision")
    assert world.coordinator.hears() == []
    world.at("Tue 10:00")
    assert "a request is waiting" in world.coordinator.hears()[-1]


def test_cover_asks_from_when_until_when(world: World) -> None:
    world.mentor.says("COVER")
    assert "From when until when?" in world.mentor.hears()[-1]
    assert requests(world) == []
    world.mentor.says("dunno yet")
    assert world.mentor.hears()[-1].startswith("Sorry, I need a first day and a last one.")
    world.mentor.says("from jan 12 to jan 20")
    assert world.mentor.hears()[-1].startswith("Asked: cover from January 12 to January 20. Robin")
    ((kind, _, words),) = requests(world)
    assert (kind, words) == ("cover", "dunno yet / from jan 12 to jan 20")
    (cover,) = world.rows(t.Cover)
    assert (cover.first.isoformat(), cover.last.isoformat(), cover.by_id) == (
        "2026-01-12",
        "2026-01-20",
        None,
    )


def test_cover_with_its_days_in_one_text(world: World) -> None:
    world.mentor.says("I need cover next week")
    assert world.mentor.hears()[-1].startswith("Asked: cover from January 12 to January 18.")
    assert [row.first.isoformat() for row in world.rows(t.Cover)] == ["2026-01-12"]


def test_cover_without_plain_days_is_asked_for_all_the_same(world: World) -> None:
    world.mentor.says("COVER my mum is ill")
    world.mentor.says("for a bit")
    world.mentor.says("i cant say")
    assert "asks about the days" in world.mentor.hears()[-1]
    assert requests(world) == [("cover", "coordinator", "my mum is ill / for a bit / i cant say")]
    assert world.rows(t.Cover) == []


def test_cover_that_is_not_answered_stands_before_a_person(world: World) -> None:
    world.mentor.says("COVER")
    world.passes(days=6)
    assert [kind for kind, _, _ in requests(world)] == ["cover"]


def test_a_question_that_waits_is_put_again(world: World) -> None:
    world.mentor.says("PROMISE")
    world.mentor.hears()
    world.mentor.says("SUPERVISION")
    assert "Asked: supervision" in world.mentor.hears()[-1]
    assert world.waiting(world.mentor) == ["promise"]


def test_while_a_complaint_is_asked_about_all_is_the_complaint(world: World) -> None:
    world.mentor.says("COMPLAIN")
    world.mentor.says("NOTE: she shouted at me")
    assert [row.kind for row in world.rows(t.Request)].count("complaint") == 1
    assert world.mentee.hears() == []


def test_after_stop_nothing_of_this_is_answered(world: World) -> None:
    world.mentor.says("STOP")
    world.mentor.hears()
    world.mentor.says("SUPERVISION")
    assert requests(world) == []


@pytest.mark.parametrize("text", ["not sure yet", "no idea", "yes from the 12th", "next week i think"])
def test_what_answers_cover_goes_to_no_mentee_who_wrote_before(world: World, text: str) -> None:
    world.mentee.says("MENTOR are you sure about next week?")
    world.mentee.hears()
    world.passes(minutes=1)
    world.mentor.says("COVER")
    world.passes(minutes=1)
    world.mentor.says(text)
    assert world.mentee.hears() == []
