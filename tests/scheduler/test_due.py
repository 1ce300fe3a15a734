"""What is due: once each, at the hour on the person's own clock, through darkness, daylight and downtime."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from handlers.scheduled import prompts
from records import effects as fx
from records import tables as t
from records.kinds import PlanKind, Standing
from tests.world.world import World

CHECK_IN = PlanKind.CHECK_IN


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


def test_a_check_in_comes_every_week_at_its_hour(world: World) -> None:
    for day in (9, 16, 23, 30):
        world.at("Fri 18:00")
        assert handed_at(world)[-1] == datetime(2026, 1, day, 18, tzinfo=world.zone)
        answers_all(world)
    assert set(world.occurrences(world.mentee, CHECK_IN).values()) == {"started"}


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
    assert dee.hears() == []
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
