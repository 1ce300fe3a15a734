"""What somebody writes down for hard days, given back after a slip; and a note for the first weeks."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from handlers.desk import erasing, people
from records import tables as t
from records.kinds import InboxOutcome, PlanKind
from records.reading import LogFilter, View, log
from records.reading_people import person
from tests.world.world import Phone, World

OWN, COMMAND, PERSON = InboxOutcome.OWN, InboxOutcome.COMMAND, InboxOutcome.FOR_A_PERSON
HELPED, FIRST = "sitting by the lake", "ring Nadia upstairs"


def writes(phone: Phone, shown: str = "no") -> None:
    for text in ("RECOVERY", "lonely evenings", HELPED, FIRST, "Sunday 10 at the hall", shown):
        phone.says(text)
    phone.hears()


def everything_staff_can_open(world: World, phone: Phone) -> str:
    read = world.house.sealer.read
    with world.house.read() as connection:
        view = View(connection, world.house.sealer, world.programme_id)
        found = [repr(log(view, LogFilter())), str(person(view, phone.id))]
    for page in world.records_of(phone):
        found += [f"{line.text} {line.buttons}" for line in page.lines]
        found += [f"{entry.label} {entry.text}" for entry in page.entries]
    found += [read(row.person_id, "inbox", "body", row.id, row.body) for row in world.rows(t.Inbox)]
    found += [read(e.person_id, "record_entry", "body", e.id, e.body) for e in world.rows(t.RecordEntry)]
    return "\n".join(found)


@pytest.mark.mission("3.3")
def test_it_is_written_down_and_comes_back_whole(world: World) -> None:
    dee = world.mentee
    writes(dee)
    assert dee.says("my notes") == [COMMAND]
    [heard] = dee.hears()
    for words in ("lonely evenings", HELPED, FIRST, "Sunday 10"):
        assert words in heard
    assert "recover" not in heard.casefold()
    [row] = world.rows(t.OwnPlan)
    assert HELPED.encode() not in row.body


def test_it_is_theirs_alone_until_they_show_it_and_again_when_they_hide_it(world: World) -> None:
    dee = world.mentee
    writes(dee)
    assert HELPED not in everything_staff_can_open(world, dee)
    assert FIRST not in everything_staff_can_open(world, dee)
    with world.house.read() as connection:
        page = person(View(connection, world.house.sealer, world.programme_id), dee.id)
    assert page is not None
    assert page.own_plan is None  # not even that there is one
    dee.says("MY NOTES SHOW")
    dee.says("yes")
    with world.house.read() as connection:
        page = person(View(connection, world.house.sealer, world.programme_id), dee.id)
    assert page is not None
    assert page.own_plan is not None
    assert dict(page.own_plan.words)["own-helped"] == HELPED
    dee.says("my notes hide")
    assert HELPED not in everything_staff_can_open(world, dee)


def test_one_part_is_changed_and_the_others_stay(world: World) -> None:
    dee = world.mentee
    writes(dee)
    for text in ("MY NOTES CHANGE", "skip", "singing", "skip", "skip"):
        dee.says(text)
    dee.hears()
    dee.says("RECOVERY")
    [heard] = dee.hears()
    assert "singing" in heard
    assert HELPED not in heard
    assert FIRST in heard


def test_a_word_deletes_it_and_erasing_too(world: World) -> None:
    dee = world.mentee
    writes(dee)
    dee.says("my notes off")
    assert dee.hears() == ["OK. Your notes are deleted."]
    assert world.rows(t.OwnPlan) == []
    writes(dee)
    dee.says("RESOURCES work")
    erase = {"staff_id": world.coordinator.id, "person_id": dee.id, "name": "Dee"}
    world.change(lambda c: erasing.erase(c, world.house.sealer, world.now, **erase))
    assert world.rows(t.OwnPlan) == []
    assert world.rows(t.PlaceList) == []


@pytest.mark.parametrize("text", ["recovery is hard", "my notes are at home", "recuperacion lenta"])
def test_talk_of_it_begins_nothing(world: World, text: str) -> None:
    assert world.mentee.says(text) != [COMMAND]
    assert world.rows(t.OwnPlan) == []


def test_small_letters_are_an_answer_where_words_are_asked_for(world: World) -> None:
    dee = world.mentee
    dee.hears()
    dee.says("GOAL")
    dee.hears()
    assert dee.says("recovery") == [InboxOutcome.ANSWER]


# --- a slip -------------------------------------------------------------------------------------------------


@pytest.mark.mission("3.3")
@pytest.mark.parametrize("text", ["i used", "relapsed", "recaí"])
def test_what_screening_hears_is_answered_as_ever_with_what_helped_before(world: World, text: str) -> None:
    dee = world.mentee
    writes(dee)
    world.coordinator.hears()
    dee.says(text)
    [heard] = dee.hears()
    assert HELPED in heard
    assert FIRST in heard
    assert "1-800-662-4357" in heard
    assert len(world.coordinator.hears()) == 1  # a person is told as ever


def test_without_notes_it_is_answered_as_ever(world: World) -> None:
    dee = world.mentee
    dee.hears()
    dee.says("relapsed")
    [heard] = dee.hears()
    assert "wrote" not in heard


@pytest.mark.parametrize("text", ["i went back out", "just had a drink first one in a year"])
def test_what_it_lets_pass_is_answered_for_whoever_keeps_notes(world: World, text: str) -> None:
    dee = world.mentee
    writes(dee)
    assert dee.says(text) == [PERSON]
    [heard] = dee.hears()
    assert "doesn't undo" in heard
    assert HELPED in heard
    assert world.coordinator.name in heard
    assert "1-800-662-4357" in heard


@pytest.mark.parametrize("text", ["i went back out", "just had a drink first one in a year"])
def test_nobody_else_hears_of_it(world: World, text: str) -> None:
    dee = world.mentee
    dee.hears()
    assert dee.says(text) == [PERSON]
    assert "undo" not in dee.hears()[0]


@pytest.mark.parametrize(
    "text",
    [
        "i went back out to look for work",
        "picked up my kids again",
        "i used the library computer",
        "had a coffee",
    ],
)
def test_what_only_sounds_like_it_is_none(world: World, text: str) -> None:
    dee = world.mentee
    writes(dee)
    dee.says(text)
    assert "undo" not in "".join(dee.hears())


def test_danger_goes_first_and_nothing_cheerful_with_it(world: World) -> None:
    dee = world.mentee
    writes(dee)
    dee.says("i took too many pills im going to die")
    heard = dee.hears()
    assert "911" in heard[0]
    assert HELPED not in "".join(heard)


# --- the first weeks ----------------------------------------------------------------------------------------


def out_since(world: World, days: int) -> None:
    """The mentee came out so many days ago, and has just joined."""
    day = world.local.date() - timedelta(days=days)
    mine = col(t.Person.id) == world.mentee.id
    world.change(lambda c: c.execute(update(t.Person).where(mine).values(released_on=day)))


def test_a_word_opens_the_note_and_nothing_else_does(make_world: Callable[..., World]) -> None:
    world = make_world(joined=False)
    out_since(world, 1)
    world.join()
    dee = world.mentee
    dee.hears()
    said: list[str] = []
    for _ in range(20):
        world.passes(days=1)
        said += dee.hears()
    [offer] = [one for one in said if "OPEN" in one]
    for told in ("use", "dose", "release", "prison", "naloxone", "drug"):
        assert told not in offer.casefold().split()
    assert dee.says("open") == [COMMAND]
    [note] = [one for one in dee.hears() if "naloxone" in one]
    assert "911" in note
    assert "1-800-662-4357" in note


def test_nobody_else_gets_it(world: World) -> None:
    dee = world.mentee
    for _ in range(10):
        world.passes(days=1)
        assert not any("OPEN" in one for one in dee.hears())
    dee.says("open")
    assert "naloxone" not in "".join(dee.hears())


def test_a_word_puts_it_off_for_good(make_world: Callable[..., World]) -> None:
    world = make_world(joined=False)
    out_since(world, 1)
    world.join()
    dee = world.mentee
    dee.hears()
    dee.says("OPEN NO")
    assert dee.hears()[0].startswith("OK, it won't come.")
    assert world.plan(dee, PlanKind.EARLY_DAYS).due_at is None


def edited(world: World, days: int) -> None:
    """A coordinator writes down that the mentee came out so many days ago."""
    row = next(row for row in world.rows(t.Person) if row.id == world.mentee.id)
    details = {"staff_id": world.coordinator.id, "person_id": row.id, "name": "Dee", "language": row.language}
    details |= {"timezone": row.timezone, "coordinator_id": None}
    day = world.local.date() - timedelta(days=days)
    sealer = world.house.sealer
    world.change(lambda c: people.edit_details(c, sealer, world.now, released_on=day, **details))


def test_a_release_date_that_is_entered_at_the_desk_plans_it_once(world: World) -> None:
    edited(world, 30)
    assert PlanKind.EARLY_DAYS not in {row.kind for row in world.rows(t.Plan)}
    edited(world, 2)
    edited(world, 1)
    assert [row.kind for row in world.rows(t.Plan)].count(PlanKind.EARLY_DAYS) == 1
    said: list[str] = []
    for _ in range(13):
        world.passes(days=1)
        said += world.mentee.hears()
    assert len([one for one in said if "OPEN" in one]) == 1
    assert max(prompts_a_day(world, world.mentee)) == 1


def prompts_a_day(world: World, phone: Phone) -> list[int]:
    days = [row.created_at.date() for row in world.outbox(phone, message_class="prompt")]
    return [days.count(day) for day in set(days)]


def test_words_that_worry_are_not_given_back_as_help(world: World) -> None:
    dee = world.mentee
    for text in (
        "RECOVERY",
        "lonely evenings",
        "smoking with my cousin and i want to use",
        FIRST,
        "skip",
        "no",
    ):
        dee.says(text)
        world.passes(minutes=2)
    dee.hears()
    world.passes(days=1)
    dee.says("i used last night")
    heard = "\n".join(dee.hears())
    assert FIRST in heard
    assert "cousin" not in heard


@pytest.mark.parametrize("first", ["call my dealer", "unas cheves con mi primo"])
def test_what_would_do_harm_is_kept_and_not_offered_after_a_slip(world: World, first: str) -> None:
    dee = world.mentee
    for text in ("RECOVERY", "lonely evenings", HELPED, first, "skip", "no"):
        dee.says(text)
        world.passes(minutes=2)
    dee.hears()
    world.passes(days=1)
    dee.says("i used last night")
    heard = "\n".join(dee.hears())
    assert HELPED in heard
    assert first not in heard
    assert dee.says("my notes") == [COMMAND]
    assert first in dee.hears()[0], "the whole list is theirs"
