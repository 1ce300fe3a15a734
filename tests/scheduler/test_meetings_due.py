"""A meeting is reminded of once, asked after once and logged; never at night, nor over another question."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from handlers.deciding.draft import Draft
from handlers.scheduled import meetings
from records import effects as fx
from records import tables as t
from records.cases import Meeting
from records.kinds import Standing
from tests.world.world import Phone, World


def kept(world: World, words: str = "MEET thurs 3pm library", by: str = "mentee") -> None:
    """They have agreed on a meeting; nothing of it is unheard."""
    phone = getattr(world, by)
    phone.says(words)
    phone.says("yes")
    quiet(world)


def quiet(world: World) -> None:
    """Nothing is unheard."""
    for phone in (world.mentee, world.mentor, world.coordinator):
        phone.hears()


def state(world: World) -> str:
    """What became of the only meeting."""
    (row,) = world.rows(t.Meeting)
    return str(row.state)


def logged(world: World) -> list[tuple[str, str]]:
    """What stands in the record of the meeting."""
    (page,) = world.records_of(world.mentee, "meeting")
    return [(entry.label, entry.text) for entry in page.entries]


COMING = "Coming up: Thursday January 8, 3 PM, library, with"


@pytest.mark.mission("1.5")
def test_a_day_before_both_are_reminded_once(world: World) -> None:
    kept(world)
    world.at("Wed 14:59")
    assert world.mentee.hears() == world.mentor.hears() == []
    world.at("Wed 15:01")
    (asked,) = world.mentee.hears()
    assert asked.startswith(f"{COMING} Terry.\nWhat might get in the way? Terry sees your answer.")
    assert world.mentor.hears() == [f"{COMING} Dee."]
    world.at("Thu 14:00")
    assert world.mentee.hears() == world.mentor.hears() == []


def test_what_gets_in_the_way_reaches_the_mentor_and_the_record(world: World) -> None:
    kept(world)
    world.at("Wed 15:01")
    quiet(world)
    world.mentee.says("no money for the bus")
    assert world.mentor.hears() == ["Dee, on what might get in the way: no money for the bus"]
    assert world.mentee.hears() == ["Passed on to Terry. A reply will come here."]
    world.mentor.says("I can pick you up")
    assert world.mentee.hears() == ["Terry: I can pick you up"]
    entries = [entry for page in world.records_of(world.mentee) for entry in page.entries]
    assert "no money for the bus" in [entry.text for entry in entries if entry.label == "meeting-barrier"]


@pytest.mark.parametrize("words", ["no", "nope", "nothing", "all good", "skip"])
def test_nothing_in_the_way_bothers_nobody(world: World, words: str) -> None:
    kept(world)
    world.at("Wed 15:01")
    quiet(world)
    world.mentee.says(words)
    assert world.mentee.hears() == ["Good. See you both there."]
    assert world.mentor.hears() == []


@pytest.mark.parametrize("words", ["call off", "MOVE sat"])
def test_what_gets_in_the_way_may_be_settled_at_once(world: World, words: str) -> None:
    kept(world)
    world.at("Wed 15:01")
    quiet(world)
    world.mentee.says(words)
    (answer,) = world.mentee.hears()
    assert "get in the way" not in answer
    world.mentee.says("yes")
    assert not any("get in the way" in one for one in world.mentee.hears())


def test_an_answer_that_crossed_with_calling_off_reaches_whoever_did(world: World) -> None:
    kept(world)
    world.at("Wed 15:01")
    world.mentor.says("CALL OFF")
    quiet(world)
    world.mentee.says("no money for the bus")
    assert world.mentor.hears() == ["Dee: no money for the bus"]


def test_a_bare_yes_is_asked_about(world: World) -> None:
    kept(world)
    world.at("Wed 15:01")
    quiet(world)
    world.mentee.says("yes")
    assert world.mentee.hears()[0].startswith("Sorry, I couldn't use that. What might get in the way?")
    assert world.mentor.hears() == []


def test_danger_in_the_answer_rings(world: World) -> None:
    kept(world)
    world.at("Wed 15:01")
    quiet(world)
    world.mentee.says("i want to end my life")
    assert "988" in world.mentee.hears()[0]
    assert world.mentor.hears() == []


def test_what_was_agreed_for_soon_is_not_reminded_of(world: World) -> None:
    kept(world, "MEET tomorrow 11am library")
    world.at("Tue 10:59")
    assert world.mentee.hears() == world.mentor.hears() == []


def test_an_evening_meeting_is_reminded_of_before_the_quiet_hours(world: World) -> None:
    kept(world, "MEET thurs 9.30pm diner")
    world.at("Wed 20:29")
    assert world.mentor.hears() == []
    world.at("Wed 20:31")
    assert world.mentor.hears()[0].startswith("Coming up: Thursday January 8, 9:30 PM")


def test_an_early_meeting_is_reminded_of_when_people_are_up(world: World) -> None:
    kept(world, "MEET thurs 6.30am station")
    world.at("Wed 07:59")
    assert world.mentor.hears() == []
    world.at("Wed 08:01")
    assert world.mentor.hears()[0].startswith("Coming up: Thursday January 8, 6:30 AM")


def test_while_a_question_waits_the_reminder_asks_nothing(world: World) -> None:
    kept(world)
    world.at("Wed 14:00")
    world.mentee.says("STEP")
    quiet(world)
    waiting = world.waiting(world.mentee)
    world.at("Wed 15:01")
    assert world.mentee.hears() == [f"{COMING} Terry."]
    assert world.waiting(world.mentee) == waiting


def test_a_place_that_tells_something_stays_off_the_locked_screen(world: World) -> None:
    kept(world, "MEET thurs 3pm probation office")
    world.at("Wed 15:01")
    for phone in (world.mentee, world.mentor):
        (shown,) = phone.hears()
        assert "the place you agreed" in shown
        assert "probation" not in shown
    world.mentor.says("MEETINGS")
    assert world.mentor.hears() == ["Thursday January 8, 3 PM, probation office, with Dee"]


def test_the_check_in_is_not_lost_over_the_reminder(world: World) -> None:
    kept(world, "MEET sat 3pm library")
    world.at("Fri 15:01")  # "what might get in the way?" is open
    quiet(world)
    world.at("Fri 18:01")
    assert world.mentee.hears()[0].startswith("Hi Dee")


def test_nobody_is_asked_twice_what_gets_in_the_way(world: World) -> None:
    kept(world)
    world.at("Wed 15:01")
    quiet(world)
    world.at("Thu 17:59")
    assert world.mentee.hears() == []


@pytest.mark.mission("1.5", "4.2")
def test_afterwards_it_is_asked_and_logged(world: World) -> None:
    kept(world, by="mentor")
    world.at("Thu 17:59")
    quiet(world)
    world.at("Thu 18:02")
    terry = world.mentor
    assert world.mentee.hears() == []
    assert terry.hears() == ["Thursday January 8, 3 PM: did you and Dee meet?\n1 Yes\n2 Not this time"]
    for text in ("yes", "45 min", "talked about the flat"):
        terry.says(text)
    assert terry.hears()[-1] == "Thank you. It's kept."
    assert state(world) == "met"
    assert logged(world) == [
        ("place", "library"),
        ("length", "45 minutes"),
        ("said", "Terry: talked about the flat"),
    ]
    (page,) = world.records_of(world.mentee, "meeting")
    assert (page.row.outcome, page.row.channel) == ("met", "in_person")
    assert page.row.opened_at.astimezone(world.zone).hour == 15


def test_the_other_is_asked_for_a_few_words_too_and_neither_sees_the_others(world: World) -> None:
    kept(world, "MEET tues 3pm library", by="mentor")
    world.at("Tue 18:02")
    quiet(world)
    for text in ("yes", "45 min", "he seemed low"):
        world.mentor.says(text)
    quiet(world)
    world.at("Wed 12:00")
    (asked,) = [one for one in world.mentee.hears() if "how it was" in one]
    assert asked.startswith("Tuesday January 6, 3 PM with Terry: a few words on how it was?")
    assert "low" not in asked
    world.mentee.says("did the housing form")
    assert logged(world)[-2:] == [("said", "Terry: he seemed low"), ("said", "Dee: did the housing form")]
    assert not [one for one in world.mentor.hears() if "housing" in one]
    world.passes(days=7)
    assert not [one for one in world.mentee.hears() if "how it was" in one]


def test_the_other_is_not_asked_where_it_did_not_come_about(world: World) -> None:
    kept(world, "MEET tues 3pm library", by="mentor")
    world.at("Tue 18:02")
    quiet(world)
    world.mentor.says("no")
    world.at("Wed 12:00")
    assert not [one for one in world.mentee.hears() if "how it was" in one]


def test_what_is_not_said_is_not_made_up(world: World) -> None:
    kept(world)
    world.at("Thu 18:02")
    quiet(world)
    for text in ("we did", "ages", "dunno", "skip"):
        world.mentee.says(text)
    assert logged(world) == [("place", "library")]


def test_one_that_did_not_come_about_is_nobodys_fault(world: World) -> None:
    kept(world)
    world.at("Thu 18:02")
    quiet(world)
    world.mentee.says("no")
    assert world.mentee.hears()[0].startswith("That happens.")
    assert state(world) == "not_met"
    assert world.records_of(world.mentee, "meeting") == []
    assert world.mentor.hears() == []


def test_it_is_not_asked_at_night_nor_on_the_day_of_the_check_in(world: World) -> None:
    kept(world, "MEET thurs 8pm library")
    world.at("Fri 17:59")
    quiet(world)
    world.at("Fri 18:02")
    assert world.mentee.hears()[0].startswith("Hi Dee")
    for text in ("4", "skip"):
        world.mentee.says(text)
    quiet(world)
    world.at("Sat 07:59")
    assert world.mentee.hears() == []
    world.at("Sat 08:02")
    assert world.mentee.hears()[0].startswith("Thursday January 8, 8 PM: did you and Terry meet?")


def test_it_waits_while_another_question_does(world: World) -> None:
    kept(world, "MEET wed 3pm library")
    world.at("Wed 17:00")
    world.mentee.says("LANGUAGE")
    quiet(world)
    world.at("Wed 18:30")
    assert world.mentee.hears() == []
    world.mentee.says("1")
    quiet(world)
    world.at("Thu 08:05")
    assert world.mentee.hears()[0].startswith("Wednesday January 7, 3 PM: did you and Terry meet?")


def test_who_cannot_be_asked_leaves_it_to_the_other(world: World) -> None:
    kept(world)
    world.effects(fx.SetStanding(world.mentee.id, Standing.PAUSED))
    world.at("Thu 18:02")
    assert world.mentee.hears() == []
    assert world.mentor.hears()[-1].startswith("Thursday January 8, 3 PM: did you and Dee meet?")


@pytest.mark.parametrize("standing", [Standing.STOPPED, Standing.PAUSED, Standing.CUSTODY])
def test_who_gets_no_prompts_is_not_reminded(world: World, standing: Standing) -> None:
    kept(world)
    world.effects(fx.SetStanding(world.mentee.id, standing))
    world.at("Thu 12:00")
    assert world.mentee.hears() == []


def test_held_prompts_hold_the_reminder(world: World) -> None:
    kept(world)
    world.effects(fx.HoldPrompts(world.mentee.id))
    world.at("Thu 12:00")
    assert world.mentee.hears() == []
    assert world.mentor.hears() == [f"{COMING} Dee."]


@pytest.mark.parametrize("days", [3, 12])
def test_after_a_stop_of_the_program_nothing_old_is_told(world: World, days: int) -> None:
    kept(world, "MEET wed 3pm library")
    world.sleeps_until(world.now + timedelta(days=days))
    world.passes(days=4)
    heard = [*world.mentee.hears(), *world.mentor.hears()]
    assert not [one for one in heard if "Coming up" in one]
    asked = [one for one in heard if one.startswith("Wednesday January 7, 3 PM: did")]
    assert len(asked) == (1 if days == 3 else 0)


def test_a_reminder_that_would_come_too_late_is_left_out(world: World) -> None:
    kept(world, "MEET thurs 7.30am station")
    world.sleeps_until(world.now + timedelta(days=2, hours=13))  # Wednesday at eleven at night
    world.at("Thu 10:00")
    assert not [one for one in (*world.mentee.hears(), *world.mentor.hears()) if "Coming up" in one]


def test_one_that_fails_holds_up_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(world)
    kept(world, "MEET thurs 3.30pm park")
    first = world.rows(t.Meeting)[0].id
    remind = meetings.remind

    def fails(draft: Draft, meeting: Meeting) -> None:
        if meeting.id == first:
            raise ValueError
        remind(draft, meeting)

    monkeypatch.setattr(meetings, "remind", fails)
    world.at("Thu 14:00")
    assert [one for one in world.mentor.hears() if "3:30 PM, park" in one]
    monkeypatch.undo()
    world.at("Thu 14:50")  # an hour after the last try, and still before it
    assert len([one for one in world.mentor.hears() if "3 PM, library" in one]) <= 1


def hours(phone: Phone) -> list[str]:
    """What a phone shows of a meeting's hour."""
    return [one.split(", ")[1] for one in phone.hears() if one.startswith("Coming up")]


def test_the_clocks_change_in_between(world: World) -> None:
    """On Sunday the 8th of March 2026 they go forward: half past ten stays half past ten."""
    kept(world, "MEET march 8 10.30am park")
    (row,) = world.rows(t.Meeting)
    assert row.at.astimezone(world.zone).strftime("%d %H:%M %Z") == "08 10:30 CDT"
    assert row.remind_at.astimezone(world.zone).strftime("%d %H:%M %Z") == "07 10:30 CST"


def test_each_reads_their_own_clocks(world: World) -> None:
    world.change(
        lambda c: c.execute(
            update(t.Person).where(t.Person.id == world.mentor.id).values(timezone="America/New_York")
        )
    )
    kept(world)
    world.at("Wed 15:01")
    assert (hours(world.mentee), hours(world.mentor)) == (["3 PM"], ["4 PM"])
