"""Which of several goes today, what the others do, and that nothing unasked-for goes round the planner."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from handlers.desk import people
from handlers.scheduled import planner
from handlers.scheduled.planner import ORDER, NotInTheTable, Row, Turn, Unplanned, decide, ranks
from records import tables as t
from records.cases import Case, Unasked
from records.kinds import MessageClass, PlanKind, RecordKind
from records.load import load_cases
from tests.world.world import Phone, World

ROOT = Path(__file__).parents[2]
# Every module that can send something as a prompt, and why no second one comes of it on one day.
ASKS, BEGUN = "asks the planner", "begun by handlers/scheduled/prompts.py, which asks"
EVENT, SAFETY, DESK = "answers what somebody did", "safety", "a coordinator did it by hand"
SENDING = {
    "handlers/scheduled/prompts.py": ASKS,
    "handlers/scheduled/pauses.py": ASKS,
    "handlers/scheduled/silence.py": ASKS,
    "handlers/scheduled/meetings.py": ASKS,  # but for the reminder of a meeting, which people chose
    "handlers/scheduled/reflections.py": BEGUN,
    "handlers/scheduled/circle.py": BEGUN,
    "handlers/scheduled/early_days.py": BEGUN,
    "handlers/scheduled/places.py": BEGUN,
    "handlers/scheduled/matches.py": BEGUN,
    "handlers/scheduled/wellbeing.py": BEGUN,
    "handlers/scheduled/pulses.py": BEGUN,
    "handlers/scheduled/milestones.py": BEGUN,
    "handlers/deciding/mentor_words.py": EVENT,
    "handlers/desk/a_death.py": DESK,
    "handlers/desk/cover.py": DESK,
    "handlers/alarm/debriefing.py": SAFETY,
    "handlers/steps/danger.py": SAFETY,
    "handlers/steps/braking.py": EVENT,
    "handlers/deciding/passing_on.py": EVENT,
    "handlers/deciding/intents.py": EVENT,
    "handlers/deciding/results.py": EVENT,
    "handlers/deciding/meetings.py": EVENT,
    "scheduler/not_arrived.py": EVENT,
    "handlers/desk/matches.py": DESK,
    "handlers/desk/people.py": DESK,
}
ONLY_READ_IT = {
    "handlers/deciding/talking.py",
    "handlers/steps/mentor_begins.py",
    "handlers/steps/mentor_words.py",
    "handlers/deciding/mentor_routing.py",
    "handlers/scheduled/planner.py",
    "scheduler/shared_phones.py",
    "scheduler/still_you.py",
}


def test_nothing_goes_round_the_planner() -> None:
    naming = {
        file.relative_to(ROOT).as_posix()
        for folder in ("handlers", "scheduler")
        for file in (ROOT / folder).rglob("*.py")
        if "MessageClass.PROMPT" in file.read_text(encoding="utf-8")
    }
    new = naming - SENDING.keys() - ONLY_READ_IT
    assert not new, "ask the planner (CONTRIBUTING, How to add a prompt), and say here that it does"
    asking = {name for name, why in SENDING.items() if why == ASKS}
    assert all("planner.decide(" in (ROOT / name).read_text(encoding="utf-8") for name in asking)


def test_a_kind_without_a_line_is_refused_and_so_is_one_with_two() -> None:
    with pytest.raises(NotInTheTable):
        ranks(ORDER[1:])
    with pytest.raises(NotInTheTable):
        ranks((*ORDER, ORDER[0]))


def test_what_waits_longest_never_waits_into_its_next_week() -> None:
    assert all(0 <= row.waits <= 6 for row in ORDER)


def sets(world: World, phone: Phone, weekday: int, at: time) -> None:
    """A coordinator moves somebody's check-in."""
    world.change(
        lambda c: people.set_check_in(
            c, world.house.sealer, world.now, staff_id="staff", person_id=phone.id, weekday=weekday, at=at
        )
    )


def promises(world: World, phone: Phone, when: str) -> None:
    for text in ("PROMISE", "walk by the lake", when):
        phone.says(text)
    phone.hears()


def answers(phone: Phone, *texts: str) -> None:
    """One after the other."""
    for text in texts:
        phone.says(text)
    phone.hears()


def came(world: World, phone: Phone) -> list[tuple[str, str]]:
    """What came, by day and hour, since this was asked last; the first words."""
    first = len(phone.inbox) - phone.unheard
    handed = {row.id: row.handed_at for row in world.rows(t.Outbox)}
    phone.hears()
    found = []
    for message in phone.inbox[first:]:
        at = handed[message.id]
        assert at is not None
        found.append((f"{at.astimezone(world.zone):%a %H:%M}", message.text[:12]))
    return found


def test_the_check_in_goes_and_what_was_due_before_it_waits_for_the_next_day(world: World) -> None:
    dee = world.mentee
    promises(world, dee, "friday 9am")
    world.at("Sat 12:00")
    assert [when for when, _ in came(world, dee)] == ["Fri 18:00", "Sat 09:00"]
    assert "walk by the lake" in dee.inbox[-1].text
    assert set(world.occurrences(dee, PlanKind.SELF_CARE).values()) == {"day_taken", "started"}
    assert world.plan(dee, PlanKind.SELF_CARE).local_date == date(2026, 1, 16), "then on its own day again"


def test_what_is_due_after_another_went_waits_for_the_next_day(world: World) -> None:
    dee = world.mentee
    sets(world, dee, 4, time(9))
    promises(world, dee, "friday 6pm")
    world.at("Sat 20:00")
    assert [when for when, _ in came(world, dee)] == ["Fri 09:00", "Sat 18:00"]


def test_a_check_in_moved_to_the_morning_of_another_question_waits_for_the_next(world: World) -> None:
    """What came this morning and what was moved to this morning were both sent, an hour apart."""
    dee = world.mentee
    sets(world, dee, 4, time(9))
    dee.says("STEP call the clinic")
    world.at("Fri 09:00")
    answers(dee, "4", "not yet", "call the clinic on monday", "no")
    world.at("Mon 09:00")
    assert world.waiting(dee) == ["going"]
    answers(dee, "partly")
    dee.says("TIME monday 10am")
    world.at("Mon 20:00")
    assert dee.hears() == ["Done. From now on: Mondays at 10 AM."]
    world.at("Tue 20:00")
    assert [when for when, _ in came(world, dee)] == ["Tue 10:00"]
    assert world.plan(dee, PlanKind.CHECK_IN).local_date.weekday() == 0, "then on Mondays"


def test_a_check_in_that_has_just_come_does_not_come_again_because_its_time_was_moved(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:01")
    answers(dee, "4", "skip", "no")
    dee.says("TIME saturday 10am")
    dee.hears()
    world.passes(days=6)
    assert len(world.occurrences(dee, PlanKind.CHECK_IN)) == 1
    world.passes(days=3)
    assert world.occurrences(dee, PlanKind.CHECK_IN) == {
        date(2026, 1, 9): "started",
        date(2026, 1, 17): "started",
    }


def test_a_reminder_waits_for_a_day_without_another_message(world: World) -> None:
    dee = world.mentee
    promises(world, dee, "sunday 9am")
    world.at("Fri 18:00")
    dee.hears()
    world.at("Tue 12:00")
    assert [when for when, _ in came(world, dee)][:2] == ["Sun 18:00", "Mon 09:00"]


def test_the_day_a_quiet_time_is_over_the_check_in_waits(world: World) -> None:
    dee = world.mentee
    dee.says("PAUSE until friday")
    dee.hears()
    world.at("Sat 20:00")
    assert [when for when, _ in came(world, dee)] == ["Fri 09:00", "Sat 18:00"]


def test_whoever_hears_from_us_anyway_is_not_told_that_we_were_away(world: World) -> None:
    dee = world.mentee
    promises(world, dee, "wednesday 9am")
    world.passes(hours=1)
    dee.hears()
    world.sleeps_until(datetime(2026, 1, 9, 12, tzinfo=world.zone))
    assert came(world, dee) == []
    world.at("Fri 20:00")
    assert [when for when, _ in came(world, dee)] == ["Fri 18:00"]


def test_a_plan_that_waits_keeps_its_day_when_somebody_moves_house(world: World) -> None:
    dee = world.mentee
    promises(world, dee, "friday 9am")
    world.at("Fri 12:00")
    plan = world.plan(dee, PlanKind.SELF_CARE)
    assert plan.local_date == date(2026, 1, 10)


# --- the decision itself ----------------------------------------------------------------------------------

NOON = datetime(2026, 1, 7, 18, tzinfo=UTC)  # Wednesday in Chicago
TODAY = date(2026, 1, 7)


@pytest.fixture
def case(world: World) -> Case:
    """Dee's, to whom nothing came lately, and to whom nothing is to come."""
    with world.house.read() as connection:
        found = load_cases(connection, world.house.sealer, world.now, [world.mentee.id])[world.mentee.id]
    return replace(found, came=(), person=replace(found.person, plans=(), talking=()))


def sent(at: datetime | None = NOON - timedelta(hours=2), **more: Any) -> Unasked:
    kept: dict[str, Any] = {
        "message_class": MessageClass.PROMPT,
        "record_kind": RecordKind.SELF_CARE,
        "outcome": "reminded",
        "began": frozenset(),
    }
    return Unasked(at, **(kept | more))


@pytest.mark.parametrize(
    ("what", "free"),
    [
        (sent(), False),
        (sent(None), False),  # still on its way
        (sent(NOON - timedelta(hours=13)), True),  # yesterday, by Dee's clocks
        (sent(NOON - timedelta(hours=11)), False),
        (sent(record_kind=RecordKind.NUDGE), True),
        (sent(of_others=True), True),
        (sent(by_a_person=True), True),
        (sent(record_kind=""), True),
        (sent(record_kind=RecordKind.MESSAGE), True),  # the reminder of a meeting
        (sent(record_kind=RecordKind.MESSAGE, outcome="", began=frozenset({"meeting_before"})), True),
        (sent(record_kind=RecordKind.MESSAGE, outcome="started"), False),
        (sent(message_class=MessageClass.KNOCK, record_kind="message", outcome="still_you"), False),
        (sent(message_class=MessageClass.KNOCK, record_kind="check_in", outcome=""), True),
    ],
)
def test_what_takes_a_day(case: Case, what: Unasked, free: bool) -> None:
    assert decide(replace(case, came=(what,)), NOON, PlanKind.CHECK_IN).goes == free


def test_what_begins_at_night_counts_for_the_morning(case: Case) -> None:
    late = datetime(2026, 1, 8, 4, tzinfo=UTC)  # ten in the evening
    assert decide(replace(case, came=(sent(),)), late, PlanKind.CHECK_IN).goes
    assert planner.leaves_on(case.person, late) == TODAY + timedelta(days=1)


@pytest.mark.parametrize("row", ORDER)
def test_each_waits_as_long_as_its_line_says_and_is_then_left_out(case: Case, row: Row) -> None:
    taken = replace(case, came=(sent(),))
    for waited in range(row.waits):
        found = decide(taken, NOON, row.kind, TODAY - timedelta(days=waited))
        assert (found.turn, found.day) == (Turn.WAIT, TODAY + timedelta(days=1))
    assert decide(taken, NOON, row.kind, TODAY - timedelta(days=row.waits)).turn is Turn.LEAVE_OUT


def test_what_can_wait_for_a_quiet_day_does_but_not_for_ever(case: Case) -> None:
    nudged = replace(case, came=(sent(record_kind=RecordKind.NUDGE),))
    assert decide(nudged, NOON, PlanKind.REFLECTION).turn is Turn.WAIT
    assert decide(nudged, NOON, Unplanned.AFTER_MEETING).turn is Turn.WAIT
    assert decide(nudged, NOON, PlanKind.SELF_CARE).goes
    assert decide(nudged, NOON, PlanKind.REFLECTION, TODAY - timedelta(days=6)).goes
