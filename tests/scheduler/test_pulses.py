"""Pulses of the programme: asked one question at a time, counted without names; and milestones, told once."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.enrolling import read_pack
from handlers.desk import erasing, milestones
from handlers.desk.staff import StaffError
from records import programme_packs, reading_milestones, reading_pulses
from records import tables as t
from records.kinds import InboxOutcome, PlanKind, RecordKind
from records.programme_choices import USUAL
from records.programme_pulses import Of
from records.reading import Part, View
from records.small_numbers import shown
from tests.world.world import Phone, World

PACK = read_pack(Path(__file__).parents[2] / "programmes" / "reentry-us").choices
HEARD = "Do you feel listened to here?"


@pytest.fixture
def pack(world: World) -> World:
    choose(world, pulses=True, milestones=False)
    return world


def choose(world: World, *, pulses: bool, milestones: bool) -> None:
    chosen = replace(
        USUAL,
        pulses=PACK.pulses if pulses else (),
        milestones=PACK.milestones if milestones else (),
    )
    world.change(lambda c: programme_packs.choose(c, world.programme_id, chosen))


def weeks(world: World, number: int) -> list[str]:
    """Live some weeks in which the mentee answers their check-ins; what they heard."""
    heard: list[str] = []
    for _ in range(7 * number):
        world.until(world.now + timedelta(days=1))
        fresh = world.mentee.hears()
        heard += fresh
        if fresh and HEARD in fresh[-1]:
            return heard
        if fresh and "5 (very good)" in fresh[-1]:
            world.mentee.says("4")
        for _ in range(3):
            if fresh and world.mentee.case.person.talking:
                world.mentee.says("skip")
        heard += world.mentee.hears()
    return heard


def results(world: World, *, with_words: bool = True) -> dict[str, reading_pulses.PulseRow]:
    with world.house.read() as connection:
        view = View(connection, world.house.sealer, world.programme_id)
        found = reading_pulses.results(view, world.now, with_words=with_words)
    return {one.name: one for one in found}


@pytest.mark.mission("5.3")
def test_it_is_asked_in_the_programmes_name_and_kept_without_anybody_reading_whose(pack: World) -> None:
    dee = pack.mentee
    first = weeks(pack, 12)[-1]
    assert first.startswith("Lakeside here."), first
    assert "Terry" not in first
    record = next(row for row in pack.rows(t.MeetingRecord) if row.kind == RecordKind.PULSE)
    assert record.with_id is None, "nobody they walk with stands in it"
    assert dee.says("2") == [InboxOutcome.OWN]
    assert "pace" in dee.hears()[-1]
    assert dee.says("no") == [InboxOutcome.OWN]
    assert "better" in dee.hears()[-1]
    assert dee.says("texts a bit later in the day") == [InboxOutcome.OWN]
    (kept,) = pack.rows(t.PulseRound)
    assert kept.answered_at is not None
    body = pack.house.sealer.read(dee.id, "pulse_round", "body", kept.id, kept.body)
    assert '"listened": "partly"' in body
    assert "texts a bit later" in body
    written = [
        pack.house.sealer.read(row.person_id, "inbox", "body", row.id, row.body)
        for row in pack.rows(t.Inbox)
        if row.record_id == record.id
    ]
    assert written == ["", "", ""], "no page shows who wrote it"
    assert not [
        row for row in pack.rows(t.RecordEntry) if row.record_id == record.id and row.kind == "answer"
    ]
    assert not [words for words in pack.mentor.hears() if "later in the day" in words]
    one = results(pack)["walking-together"]
    assert all(each.total is None and not each.words for each in one.questions), "one alone is not counted"


def test_it_comes_again_after_its_weeks_and_never_beside_a_check_in(pack: World) -> None:
    weeks(pack, 12)
    pack.mentee.says("1", "1", "SKIP")
    pack.mentee.hears()
    asked = pack.rows(t.PulseRound)[0].asked_at
    weeks(pack, 16)
    rounds = [row for row in pack.rows(t.PulseRound) if row.person_id == pack.mentee.id]
    assert len(rounds) == 2
    assert timedelta(weeks=13, hours=-2) <= rounds[1].asked_at - asked < timedelta(weeks=15)
    check_ins = {row.opened_at.date() for row in pack.rows(t.MeetingRecord) if row.kind == "check_in"}
    assert not {row.asked_at.date() for row in rounds} & check_ins


def test_silence_is_an_answer_and_words_for_a_person_are_no_answer(pack: World) -> None:
    weeks(pack, 12)
    assert pack.mentee.says("can somebody call me please") == [InboxOutcome.FOR_A_PERSON]
    assert pack.mentee.says("STOP") == [InboxOutcome.CONSENT]
    assert all(row.answered_at is None for row in pack.rows(t.PulseRound))


def test_a_mentor_is_asked_theirs(pack: World) -> None:
    for text in ("PROMISE", "a walk by the river", "sundays at 10"):
        pack.mentor.says(text)
    for _ in range(80):
        pack.until(pack.now + timedelta(days=1))
    asked = [row.pulse for row in pack.rows(t.PulseRound) if row.person_id == pack.mentor.id]
    assert asked == ["beside-somebody"]


def test_those_who_walked_with_somebody_once_get_their_own(pack: World) -> None:
    weeks(pack, 2)
    pack.change(lambda c: c.execute(t.core(t.Match).update().values(until=pack.now)))
    weeks(pack, 12)
    heard = {row.pulse for row in pack.rows(t.PulseRound) if row.person_id == pack.mentee.id}
    assert heard == {"looking-around"}
    assert [one.of for one in PACK.pulses if one.name in heard] == [Of.ALUMNI]


def test_erased_with_the_person(pack: World) -> None:
    weeks(pack, 12)
    pack.mentee.says("1", "1", "more jobs")
    dee = pack.mentee.id
    pack.change(
        lambda c: erasing.erase(
            c, pack.house.sealer, pack.now, staff_id="lou", person_id=dee, name=pack.mentee.name
        )
    )
    assert not [row for row in pack.rows(t.PulseRound) if row.person_id == dee]


@pytest.mark.parametrize(
    ("counts", "left"),
    [
        ((2, 1, 1), None),
        ((5, 0, 0), (5, 0, 0)),
        ((9, 7, 1), (9, None, None)),
        ((9, 3, 2), (9, None, None)),
        ((9, 1, 1), (None, None, None)),
        ((6, 6, 6), (6, 6, 6)),
        ((4, 0, 1), (None, 0, None)),
    ],
)
@pytest.mark.mission("5.3")
def test_small_counts_and_what_gives_them_away_are_left_out(
    counts: tuple[int, ...], left: tuple[int | None, ...] | None
) -> None:
    assert shown(counts) == left


# --- milestones -----------------------------------------------------------------------------------------


@pytest.mark.mission("5.6")
def test_a_milestone_is_told_once_and_what_was_promised_waits_for_a_hand(world: World) -> None:
    choose(world, pulses=False, milestones=True)
    dee = world.mentee
    dee.says("GOAL get my driving permit")
    dee.says("2")
    dee.hears()
    weeks(world, 1)
    dee.says("GOAL 1 DONE")
    heard = dee.hears() + weeks(world, 5)
    told = [words for words in heard if "You set a goal and got there" in words]
    assert len(told) == 1, heard
    assert "a month's bus pass" in told[0]
    assert "Robin will hand it to you" in told[0]
    (gift,) = to_hand_over(world)
    assert (gift.person_id, gift.gift) == (dee.id, "a month's bus pass")
    give(world)
    assert to_hand_over(world) == []
    with pytest.raises(StaffError, match="already"):
        give(world)
    (row,) = [one for one in world.rows(t.MilestoneReached) if one.milestone == "first-goal"]
    assert (row.given_by, row.given_on) == ("lou", world.local.date())


def test_what_the_desk_marks_is_told_in_the_week(world: World) -> None:
    choose(world, pulses=False, milestones=True)
    weeks(world, 1)
    mark(world, "got-id")
    with pytest.raises(StaffError, match="already"):
        mark(world, "got-id")
    with pytest.raises(StaffError, match="Choose"):
        mark(world, "first-goal")
    told = [words for words in weeks(world, 3) if "That opens some doors" in words]
    assert len(told) == 1
    assert to_hand_over(world) == [], "words only"


def test_without_milestones_nothing_is_looked_at(world: World) -> None:
    weeks(world, 3)
    assert world.mentee.case.person.plan(PlanKind.MILESTONE) is None
    assert world.mentee.case.person.plan(PlanKind.PULSE) is None


def to_hand_over(world: World) -> list[reading_milestones.GiftRow]:
    with world.house.read() as connection:
        view = View(connection, world.house.sealer, world.programme_id)
        return list(reading_milestones.to_hand_over(view, Part()))


def mark(world: World, name: str) -> None:
    about: Phone = world.mentee
    world.change(
        lambda c: milestones.mark(
            c,
            world.house.sealer,
            world.now,
            staff_id="lou",
            programme_id=world.programme_id,
            person_id=about.id,
            milestone=name,
        )
    )


def give(world: World) -> None:
    world.change(
        lambda c: milestones.given(
            c,
            world.house.sealer,
            world.now,
            staff_id="lou",
            person_id=world.mentee.id,
            milestone="first-goal",
            on=world.local.date(),
        )
    )
