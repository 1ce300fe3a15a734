"""What is due: once each, at the hour on the person's own clock, through darkness, daylight and downtime."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from channels.port import Blame, Refused
from conversations.segments import count
from handlers.access import accounts
from handlers.desk import people
from handlers.scheduled import prompts
from records import effects as fx
from records import tables as t
from records.kinds import PlanKind, StaffRole, Standing
from tests.world.world import World, page_entries

CHECK_IN = PlanKind.CHECK_IN
AWAY = (
    "We couldn't send messages for some days. All is well again. "
    "Your check-in comes as usual, Fridays at 6 PM."
)


def answers_all(world: World) -> None:
    """Dee answers the check-in that waits, briefly."""
    world.mentee.says("4")
    world.mentee.says("skip")


def handed_at(world: World) -> list[datetime]:
    """Local times at which something unasked-for was handed over to Dee."""
    return [
        row.handed_at.astimezone(world.zone)
        for row in world.outbox(world.mentee, message_class="prompt")
        if row.handed_at is not None
    ]


@pytest.mark.mission("1.1")
def test_a_check_in_comes_every_week_at_its_hour(world: World) -> None:
    for day in (9, 16, 23, 30):
        world.at("Fri 18:00")
        assert handed_at(world)[-1] == datetime(2026, 1, day, 18, tzinfo=world.zone)
        answers_all(world)
    assert set(world.occurrences(world.mentee, CHECK_IN).values()) == {"started"}


@pytest.mark.mission("1.1")
@pytest.mark.parametrize(
    ("language", "start", "hours_between"),
    [
        ("en-US", datetime(2026, 3, 2, 10), 7 * 24 - 1),  # spring: 8 March
        ("en-US", datetime(2026, 10, 26, 10), 7 * 24 + 1),  # autumn: 1 November
        ("en-GB", datetime(2026, 3, 23, 10), 7 * 24 - 1),  # spring: 29 March
        ("en-GB", datetime(2026, 10, 19, 10), 7 * 24 + 1),  # autumn: 25 October
    ],
)
def test_the_hour_stays_when_the_clocks_change(
    make_world: Callable[..., World], language: str, start: datetime, hours_between: int
) -> None:
    world = make_world(language, start=start)
    for _ in range(2):
        world.at("Fri 18:00")
        answers_all(world)
    first, second = (at for at in handed_at(world) if at.weekday() == 4)
    assert (second.hour, second.minute) == (18, 0)
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=hours_between)


def test_down_over_a_due_time_and_up_the_same_day_it_is_sent(world: World) -> None:
    dee = world.mentee
    world.at("Fri 17:00")
    dee.hears()
    world.sleeps_until(world.local.replace(hour=20, minute=30))
    assert len(dee.hears()) == 1
    assert world.occurrences(dee, CHECK_IN) == {date(2026, 1, 9): "started"}


def test_down_over_a_due_time_and_up_the_next_day_it_was_missed(world: World) -> None:
    dee = world.mentee
    world.at("Fri 17:00")
    dee.hears()
    world.sleeps_until(world.local.replace(hour=9) + timedelta(days=1))
    assert dee.hears() == []
    assert world.occurrences(dee, CHECK_IN) == {date(2026, 1, 9): "missed"}
    world.at("Fri 18:00")
    assert len(dee.hears()) == 1, "and the next one comes by itself"


def test_down_for_three_weeks_one_check_in_comes_not_three(world: World) -> None:
    dee = world.mentee
    world.at("Fri 17:00")
    dee.hears()
    world.sleeps_until(world.local.replace(hour=10) + timedelta(days=20))
    assert dee.hears() == [AWAY]
    world.at("Fri 18:00")
    assert len(dee.hears()) == 1
    assert list(world.occurrences(dee, CHECK_IN).values()) == ["missed", "started"]


def test_down_through_a_questions_patience_it_is_still_reminded_of_once(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    world.sleeps_until(world.now + timedelta(days=3))
    [reminder] = dee.hears()
    assert reminder.startswith("No rush.")


def test_down_for_a_week_an_old_question_is_let_go_and_tonights_check_in_comes(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.at("Fri 18:00")
    dee.says("4")
    dee.hears()
    terry.hears()
    world.sleeps_until(world.local.replace(hour=10) + timedelta(days=7))  # Friday again
    assert dee.hears() == [], "nothing was missed, and no reminder is that late"
    assert terry.hears() == [], "nobody was there to hear an answer"
    page = world.record_of(dee, "check_in")
    assert page.row.outcome == "no_reply"
    assert ("mood", "4") in page_entries(page), "what was said is kept"
    world.at("Fri 18:00")
    assert len(dee.hears()) == 1
    assert world.waiting(dee) == ["mood"]


def test_back_on_the_evening_of_a_check_in_it_takes_the_old_ones_place_quietly(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.at("Fri 18:00")
    dee.hears()
    world.sleeps_until(world.local.replace(hour=19) + timedelta(days=7))
    [question] = dee.hears()
    assert not question.startswith("No rush.")
    assert terry.hears() == []
    assert [page.row.outcome for page in world.records_of(dee, "check_in")] == ["no_reply", ""]


def test_a_reminder_that_comes_late_eats_no_check_in(world: World) -> None:
    dee = world.mentee
    world.at("Sat 18:00")
    plan = world.plan(dee, CHECK_IN)
    at = world.local.replace(hour=18) + timedelta(days=4)
    world.effects(fx.SetPlan(plan.id, dee.id, CHECK_IN, 2, "18:00", at.date(), at))  # Wednesday
    dee.hears()
    world.sleeps_until(world.local.replace(hour=10) + timedelta(days=4))
    dee.hears()
    world.at("Wed 18:00")
    assert len(dee.hears()) == 1
    assert world.occurrences(dee, CHECK_IN)[at.date()] == "started"


def test_after_days_away_one_line_and_only_to_those_who_would_have_heard(world: World) -> None:
    """Dee has two plans that were missed, Terry one, of a promise; Robin has none."""
    dee, terry, robin = world.mentee, world.mentor, world.coordinator
    promise(world, "sunday 10am")
    dee.says("STEP call my sister")
    world.at("Fri 18:00")
    answers_all(world)
    for phone in (dee, terry, robin):
        phone.hears()
    world.sleeps_until(world.local.replace(hour=10) + timedelta(days=13))  # a Thursday
    assert dee.hears() == [AWAY]
    assert terry.hears() == [
        "We couldn't send messages for some days. All is well again, and messages come as usual."
    ]
    assert robin.hears() == []
    world.restart()
    world.passes(hours=3)
    assert dee.hears() + terry.hears() == []
    world.at("Fri 18:00")
    assert len(dee.hears()) == 1


def test_back_in_the_night_the_line_waits_for_morning(world: World) -> None:
    dee = world.mentee
    world.at("Thu 18:00")
    dee.hears()
    world.sleeps_until(world.local.replace(hour=23) + timedelta(days=5))
    assert dee.hears() == []
    world.at("08:00")
    assert dee.hears() == [AWAY]


def test_down_for_a_night_nobody_is_told(world: World) -> None:
    dee = world.mentee
    world.at("Fri 17:00")
    dee.hears()
    world.sleeps_until(world.local.replace(hour=9) + timedelta(days=1))
    assert dee.hears() == []


@pytest.mark.parametrize("language", ["en-US", "en-GB", "es"])
def test_the_line_is_one_segment_and_says_nothing_to_a_stranger(
    make_world: Callable[..., World], language: str
) -> None:
    world = make_world(language)
    dee = world.mentee
    world.at("Thu 18:00")
    dee.hears()
    world.sleeps_until(world.local.replace(hour=10) + timedelta(days=6))
    [said] = dee.hears()
    assert count(said).segments == 1
    assert "Lakeside" not in said


def test_ticks_in_a_row_start_nothing_twice(world: World) -> None:
    dee = world.mentee
    world.at("Fri 17:59")
    world.clock.hold(world.now + timedelta(minutes=1))
    for _ in range(3):
        world.tick()
        world.restart()
    world.deliver()
    assert len(world.records_of(dee, "check_in")) == 1
    assert len(dee.hears()) == 1


def test_a_local_date_has_one_occurrence_even_when_its_hour_is_moved(world: World) -> None:
    """Moved from 18:00 to 19:00 after it came round: it does not come round again that day."""
    dee = world.mentee
    world.at("Fri 18:00")
    answers_all(world)
    dee.hears()
    plan = world.plan(dee, CHECK_IN)
    at = world.local.replace(hour=19)
    world.effects(fx.SetPlan(plan.id, dee.id, CHECK_IN, 4, "19:00", at.date(), at))
    world.at("Fri 20:00")
    assert dee.hears() == []
    assert world.plan(dee, CHECK_IN).local_date == date(2026, 1, 16)
    world.at("Fri 19:00")
    assert len(dee.hears()) == 1


def test_the_database_refuses_a_second_occurrence(world: World) -> None:
    world.at("Fri 18:00")
    plan = world.plan(world.mentee, CHECK_IN)
    [row] = [one for one in world.rows(t.Occurrence) if one.plan_id == plan.id]
    again = fx.Occurred(
        "another", row.person_id, row.plan_id, row.local_date, "started", row.local_date, world.now
    )
    with pytest.raises(IntegrityError):
        world.effects(again)


def test_a_plan_in_quiet_hours_waits_for_their_end(world: World) -> None:
    dee = world.mentee
    plan = world.plan(dee, CHECK_IN)
    at = world.local.replace(hour=22, minute=0) + timedelta(days=4)
    world.effects(fx.SetPlan(plan.id, dee.id, CHECK_IN, 4, "22:00", at.date(), at))
    world.at("Sat 07:59")
    assert dee.hears() == []
    world.at("Sat 08:00")
    assert len(dee.hears()) == 1


def promise(world: World, when: str) -> None:
    """Terry promises something, for a time of the week."""
    for words in ("PROMISE", "walk by the lake", when):
        world.mentor.says(words)
    world.mentor.hears()


def test_a_plan_that_cannot_start_does_not_hold_up_the_others(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dee, terry = world.mentee, world.mentor
    promise(world, "friday 6pm")
    world.at("Fri 17:59")
    real = prompts._begin

    def broken(draft: prompts.Draft, kind: PlanKind) -> prompts.Became:
        if draft.case.person.id == dee.id:
            raise ZeroDivisionError("secret words")
        return real(draft, kind)

    with monkeypatch.context() as patched:
        patched.setattr(prompts, "_begin", broken)
        world.at("Fri 18:00")
        assert len(terry.hears()) == 1
        assert dee.hears() == []
    world.at("Fri 19:01")
    assert len(dee.hears()) == 1, "tried again within the hour"


def test_words_that_cannot_be_opened_do_not_hold_up_anybody(world: World) -> None:
    """One altered row must not silence everybody's check-in, nor its owner's."""
    dee, terry = world.mentee, world.mentor
    promise(world, "friday 6pm")
    dee.says("GOAL a place of my own")
    world.change(lambda c: c.execute(update(t.core(t.Goal)).values(text=b"altered beyond reading" * 3)))
    world.at("Fri 17:00")
    dee.hears()
    world.at("Fri 18:00")
    assert len(terry.hears()) == 1
    assert dee.says("i want to kill myself")[0] == "safety"


def test_a_conversation_that_cannot_be_opened_is_passed_over(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    promise(world, "sunday 6pm")
    world.at("Fri 18:00")
    body = update(t.core(t.Conversation)).values(body=b"altered beyond reading" * 3)
    world.change(lambda c: c.execute(body))
    assert dee.says("4") == ["for_a_person"], "nobody can tell what it answers, so somebody reads it"
    world.at("Sun 18:00")
    assert len(terry.hears()) == 1
    world.at("Fri 18:00")
    assert world.waiting(dee) == ["mood"], "and the next check-in comes"


@pytest.mark.parametrize("standing", [Standing.STOPPED, Standing.PAUSED, Standing.CUSTODY, Standing.INVITED])
def test_nothing_starts_for_somebody_who_is_not_active(world: World, standing: Standing) -> None:
    dee = world.mentee
    world.effects(fx.SetStanding(dee.id, standing))
    world.at("Fri 18:00")
    assert dee.hears() == []
    assert world.occurrences(dee, CHECK_IN) == {date(2026, 1, 9): "not_active"}
    world.effects(fx.SetStanding(dee.id, Standing.ACTIVE))
    world.at("Fri 18:00")
    assert len(dee.hears()) == 1


def test_a_plan_switched_off_while_its_question_waits(world: World) -> None:
    """The question asked stays answerable; nothing new comes."""
    dee = world.mentee
    world.at("Fri 18:00")
    plan = world.plan(dee, CHECK_IN)
    world.effects(fx.SetPlan(plan.id, dee.id, CHECK_IN, 4, "18:00", plan.local_date, None))
    answers_all(world)
    assert world.record_of(dee, "check_in").row.outcome == "finished"
    world.passes(days=14)
    assert len(world.records_of(dee, "check_in")) == 1


def test_a_question_gone_stale_gives_way_to_the_next_check_in(world: World) -> None:
    dee, terry = world.mentee, world.mentor
    world.at("Fri 18:00")
    dee.says("4")
    world.change(lambda c: c.execute(update(t.core(t.Conversation)).values(due_at=None)))  # nobody noticed
    terry.hears()
    world.at("Fri 18:00")
    first, second = world.records_of(dee, "check_in")
    assert first.row.outcome == "no_reply"
    assert second.row.outcome == ""
    assert world.waiting(dee) == ["mood"]
    assert any("hasn't answered" in text for text in terry.hears())


@pytest.mark.mission("4.4")
def test_a_promise_is_reminded_of_weekly_and_looked_back_on(world: World) -> None:
    terry = world.mentor
    promise(world, "sunday 10am")
    for _ in range(3):
        world.at("Sat 12:00")
        terry.hears()
        world.at("Sun 10:00")
        [said] = terry.hears()
        assert "walk by the lake" in said
    world.at("Sat 12:00")
    terry.hears()
    world.at("Sun 10:00")
    [said] = terry.hears()
    assert "How did it go?" in said
    assert world.waiting(terry) == ["promise-went"]


# --- where somebody is ----------------------------------------------------------------------------


def moves_to(world: World, zone: str) -> None:
    """A coordinator writes down that Dee lives elsewhere now."""
    dee = world.mentee
    with world.house.read() as connection:
        staff_id = connection.execute(select(t.core(t.Staff).c.id)).scalar_one()
    world.change(
        lambda c: people.edit_details(
            c,
            world.house.sealer,
            world.now,
            staff_id=staff_id,
            person_id=dee.id,
            name=dee.name,
            language="en-US",
            timezone=zone,
            released_on=None,
            coordinator_id=None,
        )
    )


@pytest.fixture
def desk(world: World) -> World:
    """A world whose coordinator has an account."""
    world.change(
        lambda c: accounts.create_staff(
            c,
            world.house.sealer,
            world.now,
            programme_id=world.programme_id,
            name=world.coordinator.name,
            login="robin@example.org",
            password_hash="none: nobody signs in here",
            role=StaffRole.LEAD,
            person_id=world.coordinator.id,
        )
    )
    return world


@pytest.mark.parametrize(
    ("moved", "zone", "comes"),
    [
        ("Fri 17:30", "America/New_York", "Fri 17:30"),  # 18:30 there: the hour is past, and it is not quiet
        ("Fri 17:30", "America/Los_Angeles", "Fri 20:00"),  # 15:30 there
        ("Fri 17:30", "Europe/London", "Sat 02:00"),  # 23:30 there: in the morning, at eight
        ("Thu 12:00", "Europe/London", "Fri 12:00"),
        ("Fri 12:00", "Asia/Tokyo", "Fri 17:00"),  # Saturday 3:00 there
    ],
)
def test_who_moves_gets_that_weeks_check_in_once(desk: World, moved: str, zone: str, comes: str) -> None:
    dee = desk.mentee
    desk.at(moved)
    moves_to(desk, zone)
    if comes != moved:
        desk.at(comes)
    else:
        desk.tick()
        desk.deliver()
    assert handed_at(desk)[-1] == desk.local, "in the time of Chicago"
    answers_all(desk)
    desk.passes(days=5)
    assert len(desk.records_of(dee, "check_in")) == 1
    desk.passes(days=3)
    assert len(desk.records_of(dee, "check_in")) == 2


@pytest.mark.parametrize(
    "zone", ["America/New_York", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Honolulu"]
)
def test_who_moves_after_the_check_in_is_not_asked_again(desk: World, zone: str) -> None:
    desk.at("Fri 18:05")
    answers_all(desk)
    moves_to(desk, zone)
    desk.passes(days=5)
    assert len(desk.records_of(desk.mentee, "check_in")) == 1
    desk.passes(days=3)
    assert len(desk.records_of(desk.mentee, "check_in")) == 2


# --- a number that is dead -------------------------------------------------------------------------


def test_a_dead_number_is_tried_once_and_stands_before_a_person(world: World) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [Refused("No such number.", "21211", Blame.ADDRESS)] * 99
    tries = len(world.wire().tries)
    for _ in range(9):
        world.at("Fri 18:00")
    assert len([one for one in world.wire().tries[tries:] if one.to == dee.address]) == 1
    assert list(world.occurrences(dee, CHECK_IN).values()) == ["started", *["unreachable"] * 8]
    [asked] = [row for row in world.rows(t.Request) if row.person_id == dee.id]
    assert (asked.kind, asked.closed_at) == ("unreachable", None)
    world.wire().fates_at[dee.address] = []
    dee.says("hello, my phone was cut off")
    world.at("Fri 18:00")
    assert world.occurrences(dee, CHECK_IN)[world.local.date()] == "started", "they are there after all"


def test_when_a_person_has_seen_to_it_the_number_is_tried_again(world: World) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [Refused("No such number.", "21211", Blame.ADDRESS)]
    world.at("Fri 18:00")
    [asked] = [row for row in world.rows(t.Request) if row.person_id == dee.id]
    world.effects(fx.FinishRequest(asked.id))
    dee.hears()
    world.at("Fri 18:00")
    assert len(dee.hears()) == 1
