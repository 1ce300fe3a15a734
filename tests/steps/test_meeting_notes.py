"""A mentor texts that they met: it becomes a meeting record, is read back, and never reaches the mentee."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from records import tables as t
from records.kinds import InboxOutcome
from records.reading import View
from records.reading_today import not_met
from tests.steps.test_whose_answer import second_mentee
from tests.world.world import World, page_entries

ANSWER, COMMAND, FOR_A_PERSON = InboxOutcome.ANSWER, InboxOutcome.COMMAND, InboxOutcome.FOR_A_PERSON
MakeWorld = Callable[..., World]
TOLD = "Met Dee 45 min at the library, talked housing, next step ring council"


def meetings(world: World) -> list[tuple[str, str | None]]:
    """Outcome and whom with, of every meeting record."""
    return [(row.outcome, row.with_id) for row in world.rows(t.MeetingRecord) if row.kind == "meeting"]


@pytest.mark.mission("4.2")
def test_it_becomes_the_record_the_desk_would_have_logged(world: World) -> None:
    assert world.mentor.says(TOLD) == [COMMAND]
    (read_back,) = world.mentor.hears()
    assert read_back.startswith('Noted: Dee, today, 45 min, the library: "talked housing, next step ring')
    assert "Right?" in read_back
    assert "UNDO" in read_back
    page = world.record_of(world.mentee, "meeting")
    assert page.row.outcome == "met"
    assert page.row.with_name == "Terry"
    assert page_entries(page) == [("place", "the library"), ("length", "45 minutes"), ("said", TOLD)]
    (row,) = [one for one in world.rows(t.MeetingRecord) if one.kind == "meeting"]
    assert row.channel == "in_person"
    assert row.closed_at - row.opened_at == timedelta(minutes=45)
    assert row.closed_at == world.now
    assert world.mentee.hears() == []


def test_a_meeting_of_another_day_stands_on_that_day(world: World) -> None:
    world.mentor.says("saw Dee yesterday for an hour")
    (row,) = [one for one in world.rows(t.MeetingRecord) if one.kind == "meeting"]
    local = row.opened_at.astimezone(world.zone)
    assert (local.date(), local.hour) == (world.local.date() - timedelta(days=1), 12)


def test_a_yes_a_silence_and_chat_leave_it_as_it_is(world: World) -> None:
    for answer in ("yes", "ok thanks", ""):
        world.mentor.says(TOLD)
        world.mentor.hears()
        if answer:
            assert world.mentor.says(answer) == [ANSWER]
            assert "It's on the record" in world.mentor.hears()[-1]
        else:
            world.passes(hours=3)
            assert world.mentor.hears() == [], "silence is a yes, and nobody is reminded"
        assert world.waiting(world.mentor) == []
        world.passes(hours=2)
    assert [outcome for outcome, _ in meetings(world)] == ["met"] * 3
    assert world.mentee.hears() == []


def test_it_can_be_put_right_within_the_hour(world: World) -> None:
    world.mentor.says(TOLD)
    world.passes(minutes=20)
    world.mentor.says("no it was 30 min")
    assert "Dee, today, 30 min" in world.mentor.hears()[-1]
    world.mentor.says("and yesterday")
    assert "Dee, yesterday, 30 min" in world.mentor.hears()[-1]
    (row,) = [one for one in world.rows(t.MeetingRecord) if one.kind == "meeting"]
    assert row.closed_at - row.opened_at == timedelta(minutes=30)
    assert row.opened_at.astimezone(world.zone).date() == world.local.date() - timedelta(days=1)
    page = world.record_of(world.mentee, "meeting")
    assert ("said", "no it was 30 min") in page_entries(page), "as a correction; what stood there stays"
    assert ("length", "45 minutes") in page_entries(page)


def test_undo_takes_it_back_whoever_has_spoken_since(world: World) -> None:
    world.mentor.says(TOLD)
    world.passes(minutes=10)
    world.mentee.says("MENTOR thanks for today!")
    world.mentor.hears()
    world.mentee.hears()
    assert world.mentor.says("undo") == [ANSWER]
    assert world.mentor.hears() == ["Taken back. If you'd like to note it again, just text it."]
    assert world.mentee.hears() == []
    assert meetings(world) == [("taken_back", world.mentor.id)]


def test_what_was_taken_back_counts_as_no_meeting(world: World) -> None:
    world.passes(days=30)
    world.mentor.says(TOLD)

    def unmet() -> list[str]:
        with world.house.read() as connection:
            view = View(connection, world.house.sealer, world.programme_id)
            return [row.person_id for row in not_met(view, world.now - timedelta(weeks=2))]

    assert unmet() == []
    world.mentor.says("UNDO")
    assert unmet() == [world.mentee.id]


def test_the_length_is_asked_for_once(world: World) -> None:
    world.mentor.says("Met Dee today, talked work")
    assert world.mentor.hears()[-1].startswith('Noted: Dee, today: "talked work". How many minutes was it?')
    assert meetings(world) == [("met", world.mentor.id)], "it is kept already"
    world.mentor.says("40")
    assert "Dee, today, 40 min" in world.mentor.hears()[-1]
    (row,) = [one for one in world.rows(t.MeetingRecord) if one.kind == "meeting"]
    assert row.closed_at - row.opened_at == timedelta(minutes=40)


def test_a_length_nobody_tells_is_left_out(world: World) -> None:
    world.mentor.says("Met Dee today")
    world.mentor.says("not sure")
    world.mentor.hears()
    world.passes(days=1)
    assert world.mentor.hears() == []
    assert meetings(world) == [("met", world.mentor.id)]


@pytest.mark.parametrize(
    "text",
    [
        "havent met dee yet",
        "met dee's mum at the shop for 45 min",
        "couldnt meet dee today",
        "met dee? no chance",
        "supposed to be meeting dee today but no answer",
    ],
)
def test_what_is_no_meeting_that_took_place_is_for_a_person(world: World, text: str) -> None:
    assert world.mentor.says(text) == [FOR_A_PERSON]
    assert meetings(world) == []
    assert world.mentee.hears() == []


@pytest.mark.parametrize(
    "text",
    ["saw Dee yesterday", "45 min at the library, talked housing", "met him for 45 min, talked housing"],
)
def test_in_doubt_it_is_asked_and_reaches_nobody_unasked(world: World, text: str) -> None:
    world.at("Fri 18:00")
    for answer in ("4", "call the library", "yes"):
        world.mentee.says(answer)
    world.mentee.hears()
    world.mentor.hears()
    world.mentor.says(text)  # right behind a nudge about Dee
    assert "a note of a meeting you had, or words to pass on?" in world.mentor.hears()[-1]
    assert world.mentee.hears() == []
    assert meetings(world) == []
    world.mentor.says("1")
    assert "Noted: Dee" in world.mentor.hears()[-1]
    assert world.mentee.hears() == []
    assert meetings(world) == [("met", world.mentor.id)]


def test_in_doubt_they_may_say_that_it_was_for_the_mentee_or_for_staff(world: World) -> None:
    world.mentor.says("45 min at the library, talked housing")
    world.mentor.says("2")
    assert world.mentee.hears() == ["Terry: 45 min at the library, talked housing"]
    world.passes(days=1)
    world.mentor.says("saw Dee yesterday")
    world.mentor.hears()
    world.mentor.says("3")
    assert "Robin" in world.mentor.hears()[-1]
    assert world.mentee.hears() == []
    assert meetings(world) == []
    assert any(row.needs_person for row in world.rows(t.Inbox) if row.person_id == world.mentor.id)


def test_with_several_mentees_it_is_asked_whose(world: World) -> None:
    luz = second_mentee(world)
    world.mentor.says("Met her 45 min at the library, talked housing")
    assert "a note of a meeting" in world.mentor.hears()[-1]
    world.mentor.says("1")
    assert world.mentor.hears() == ["Who did you meet: Dee, Luz? A name is enough."]
    world.mentor.says("luz")
    assert "Noted: Luz, today, 45 min" in world.mentor.hears()[-1]
    assert world.record_of(luz, "meeting").row.with_name == "Terry"
    assert luz.hears() == []
    assert world.mentee.hears() == []


def test_it_may_be_moved_to_the_other_one(world: World) -> None:
    luz = second_mentee(world)
    world.mentor.says(TOLD)
    world.mentor.says("no that was Luz")
    assert "Noted: Luz, today, 45 min" in world.mentor.hears()[-1]
    assert world.record_of(luz, "meeting").row.outcome == "met"
    assert world.record_of(world.mentee, "meeting").row.outcome == "taken_back"


def test_two_of_them_in_one_text_are_for_a_person(world: World) -> None:
    second_mentee(world)
    assert world.mentor.says("Met Dee and Luz 45 min") == [FOR_A_PERSON]
    assert meetings(world) == []


def test_told_twice_it_is_one_meeting(world: World) -> None:
    world.mentor.says("Met Dee 45 min, talked housing")
    world.passes(minutes=5)
    world.mentor.says("Met Dee today for 50 min, talked housing")
    assert "Dee, today, 50 min" in world.mentor.hears()[-1]
    assert meetings(world) == [("met", world.mentor.id)]


@pytest.mark.parametrize("word", ["STOP", "PAUSE", "COMPLAIN he was rude"])
def test_it_stays_whatever_comes_next(world: World, word: str) -> None:
    world.mentor.says("Met Dee today")
    world.mentor.says(word)
    world.passes(days=2)
    assert meetings(world) == [("met", world.mentor.id)]


def test_a_worry_in_it_is_a_flag_as_ever_and_a_person_reads_it(world: World) -> None:
    world.mentor.says("Met Dee 45 min, she has started using again")
    assert meetings(world) == [("met", world.mentor.id)]
    assert [row.person_id for row in world.rows(t.Flag)] == [world.mentee.id]
    assert any(row.needs_person for row in world.rows(t.Inbox) if row.person_id == world.mentor.id)


def test_danger_comes_first(world: World) -> None:
    assert world.mentor.says("Met Dee 45 min, she says she wants to kill herself") == [InboxOutcome.SAFETY]
    assert meetings(world) == []


def test_what_else_is_asked_in_it_is_read_by_a_person(world: World) -> None:
    world.mentor.says("Met Dee 45 min, talked housing. Can someone send her the form?")
    assert meetings(world) == [("met", world.mentor.id)]
    assert any(row.needs_person for row in world.rows(t.Inbox) if row.person_id == world.mentor.id)


def test_a_question_that_waits_is_put_again_afterwards(world: World) -> None:
    world.mentor.says("PROMISE")
    assert world.waiting(world.mentor) == ["promise"]
    world.mentor.says(TOLD)
    assert "Noted: Dee" in world.mentor.hears()[-1]
    world.mentor.says("yes")
    last = world.mentor.hears()[-1]
    assert last.startswith("Thank you. It's on the record.")
    assert world.waiting(world.mentor) == ["promise"]


def test_what_is_said_to_it_does_not_reach_a_mentee_who_wrote_just_before(world: World) -> None:
    world.mentee.says("MENTOR thanks for today, want to meet again on friday?")
    world.passes(minutes=5)
    world.mentor.says(TOLD)
    world.mentor.says("no it was 30 min")
    assert "Dee, today, 30 min" in world.mentor.hears()[-1]
    world.mentee.hears()
    world.mentor.says("yes")
    assert "It's on the record" in world.mentor.hears()[-1]
    assert world.mentee.hears() == []


def test_what_a_mentee_asks_meanwhile_is_answered_to_them(world: World) -> None:
    world.mentor.says(TOLD)
    world.passes(minutes=5)
    world.mentee.says("MENTOR can you do friday?")
    world.mentee.hears()
    world.mentor.says("see you at the library friday")
    assert world.mentee.hears() == ["Terry: see you at the library friday"]


def test_words_to_the_mentee_by_name_go_to_them_meanwhile(world: World) -> None:
    world.mentor.says(TOLD)
    world.mentor.says("Dee: great seeing you today!")
    (heard,) = world.mentee.hears()
    assert heard.endswith("great seeing you today!")


def test_nobody_but_a_mentor_is_read_so(world: World) -> None:
    assert world.mentee.says("Met Terry 45 min, talked housing") != [COMMAND]
    assert meetings(world) == []


def test_what_a_stranger_must_not_read_is_not_read_back(world: World) -> None:
    world.mentor.says("Met Dee 45 min, talked about her probation and rehab")
    (read_back,) = world.mentor.hears()
    assert "probation" not in read_back
    assert "rehab" not in read_back
    assert ("said", "Met Dee 45 min, talked about her probation and rehab") in page_entries(
        world.record_of(world.mentee, "meeting")
    )


@pytest.mark.parametrize("language", ["en-GB", "es"])
def test_in_every_language(make_world: MakeWorld, language: str) -> None:
    world = make_world(language)
    name = world.place.mentee
    text = f"Met {name} 45 min" if language == "en-GB" else f"Me vi con {name} 45 min"
    world.mentor.says(text)
    assert f"{name}, {'hoy' if language == 'es' else 'today'}, 45 min" in world.mentor.hears()[-1]
    world.mentor.says("DESHACER" if language == "es" else "UNDO")
    assert meetings(world) == [("taken_back", world.mentor.id)]
