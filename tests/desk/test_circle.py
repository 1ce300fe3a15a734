"""One question to all mentors, their answers, and what goes back without names."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from handlers.desk import circle, erasing
from handlers.desk.staff import StaffError
from records import tables as t
from records.kinds import PlanKind, Standing
from records.reading import View
from records.reading_circle import CirclePage, newest
from tests.world.world import Phone, World

QUESTION = "What helps you listen when you are tired?"


def ask(world: World, words: str = QUESTION) -> int:
    tools = world.house
    return world.change(
        lambda c: circle.ask(
            c, tools.sealer, world.now, staff_id="lou", programme_id=world.programme_id, words=words
        )
    )


def page(world: World) -> CirclePage:
    with world.house.read() as connection:
        found = newest(View(connection, world.house.sealer, world.programme_id))
    assert found is not None
    return found


def give_back(world: World, **chosen: str) -> int:
    return world.change(
        lambda c: circle.give_back(
            c,
            world.house.sealer,
            world.now,
            staff_id="lou",
            programme_id=world.programme_id,
            question_id=page(world).id,
            chosen=chosen,
        )
    )


def a_second_mentor(world: World) -> None:
    """Dee walks beside somebody as well: roles belong to people for a while, not for good."""
    with world.house.read() as connection:
        (taken,) = connection.execute(
            select(col(t.Membership.since)).where(col(t.Membership.person_id) == world.mentor.id)
        ).one()
    world.change(
        lambda c: c.execute(
            t.core(t.Membership)
            .insert()
            .values(id="m2", person_id=world.mentee.id, role="mentor", since=taken, until=None)
        )
    )


def hears_within(world: World, phone: Phone, days: int) -> list[str]:
    phone.hears()
    world.until(world.now + timedelta(days=days))
    return phone.hears()


@pytest.mark.mission("4.8")
def test_asked_answered_and_given_back_without_names(world: World) -> None:
    sam, dee = world.mentor, world.mentee
    a_second_mentor(world)
    assert ask(world) == 2
    heard = hears_within(world, sam, 2)
    assert [words for words in heard if QUESTION in words] == [
        f"A question to all mentors: {QUESTION}\nA few words if you like, or SKIP."
    ]
    sam.says("one breath before I knock")
    sam.says("yes")
    assert sam.hears()[-1] == "Thank you. It may go to the others, without your name."
    (answer,) = page(world).answers
    assert (answer.words, answer.may_share) == ("one breath before I knock", True)
    assert give_back(world, **{answer.id: "one breath, before the door"}) == 2
    back = [words for words in hears_within(world, dee, 8) if "Some answers" in words]
    assert back == [f"You were all asked: {QUESTION} Some answers:\n- one breath, before the door"]
    assert not any("Some answers" in words for words in sam.hears()), "nobody is sent their own words"
    assert "Terry" not in "".join(back)


def test_without_a_yes_it_stays_with_the_programme(world: World) -> None:
    sam = world.mentor
    ask(world)
    hears_within(world, sam, 2)
    sam.says("I sit in the car for a minute")
    sam.says("no")
    (answer,) = page(world).answers
    assert not answer.may_share
    with pytest.raises(StaffError, match="not to be shared"):
        give_back(world, **{answer.id: "I sit in the car"})


def test_nobody_is_asked_twice_or_reminded(world: World) -> None:
    ask(world)
    heard = hears_within(world, world.mentor, 20)
    assert len([words for words in heard if QUESTION in words]) == 1
    with pytest.raises(StaffError, match="at most 120"):
        ask(world, "x" * 121)
    ask(world, "And another?")
    with pytest.raises(StaffError, match="less than a week"):
        ask(world, "And yet another?")


def test_a_mentor_who_stopped_or_rests_is_not_asked(world: World) -> None:
    world.mentor.says("STOP")
    assert world.mentor.standing == Standing.STOPPED
    assert ask(world) == 0
    assert not any(QUESTION in words for words in hears_within(world, world.mentor, 9))


def test_once_answers_went_back_nobody_new_is_asked(world: World) -> None:
    sam = world.mentor
    ask(world)
    hears_within(world, sam, 2)
    sam.says("a walk")
    sam.says("yes")
    give_back(world, **{page(world).answers[0].id: "a walk"})
    a_second_mentor(world)
    assert not any("question to all" in words for words in hears_within(world, world.mentee, 9))
    with pytest.raises(StaffError, match="over"):
        give_back(world, **{page(world).answers[0].id: "a walk"})


def test_what_was_answered_goes_when_the_mentor_is_erased(world: World) -> None:
    sam = world.mentor
    ask(world)
    hears_within(world, sam, 2)
    sam.says("a walk")
    sam.says("yes")
    world.change(
        lambda c: erasing.erase(
            c, world.house.sealer, world.now, staff_id="lou", person_id=sam.id, name="Terry"
        )
    )
    assert world.rows(t.CircleAnswer) == []


def test_it_waits_for_a_day_without_anything_else(world: World) -> None:
    """On the day of the reminder of their promise the question waits for the next."""
    sam = world.mentor
    for text in ("PROMISE", "a walk by the river", "sundays at 10"):
        sam.says(text)
    plan = world.plan(sam, PlanKind.SELF_CARE)
    world.until(plan.due_at - timedelta(hours=30))
    ask(world)
    world.change(
        lambda c: c.execute(
            update(t.Plan)
            .where(col(t.Plan.kind) == PlanKind.CIRCLE)
            .values(local_date=plan.local_date, due_at=plan.due_at)
        )
    )
    sam.hears()
    world.until(plan.due_at + timedelta(hours=3))
    heard = sam.hears()
    assert any("river" in words for words in heard)
    assert not any(QUESTION in words for words in heard)
    assert any(QUESTION in words for words in hears_within(world, sam, 3))


def test_a_question_that_was_a_slip_can_be_taken_back(world: World) -> None:
    ask(world)
    world.change(
        lambda c: circle.take_back(
            c,
            world.house.sealer,
            world.now,
            staff_id="lou",
            programme_id=world.programme_id,
            question_id=page(world).id,
        )
    )
    assert not any(QUESTION in words for words in hears_within(world, world.mentor, 9))
    assert ask(world, "What keeps you going?") == 1, "another may be put at once"


@pytest.mark.parametrize("words", ["How is Dee doing, all of you?", "Who has been to prison?"])
def test_it_names_nobody_and_tells_a_stranger_nothing(world: World, words: str) -> None:
    with pytest.raises(StaffError, match=r"Name nobody|stranger"):
        ask(world, words)
    assert world.rows(t.CircleQuestion) == []
