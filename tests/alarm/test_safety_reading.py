"""What the desk reads of a danger that went through the house: times, rungs, red, calls, false alarms."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from channels.port import ReceiptState, Refused
from handlers.access import accounts
from handlers.alarm import second_thoughts, tuning
from handlers.desk import follow_up
from handlers.desk.staff import StaffError
from handlers.steps import danger
from records import effects as fx
from records import tables as t
from records.kinds import Standing
from records.reading import View
from records.reading_calls import CallRow, calls_to_make
from records.reading_safety import Times, alarms, held_people, times_since
from records.reading_today import mentors_among
from safety.recogniser import assess
from safety.tiers import Assessment
from tests.world.world import World

DANGER = "i want to kill myself"


def view(world: World, connection: Connection) -> View:
    return View(connection, world.house.sealer, world.programme_id, None, world.now)


def times(world: World) -> list[Times]:
    with world.house.read() as connection:
        return times_since(view(world, connection), world.now - timedelta(days=30))


def unreached(world: World) -> int:
    with world.house.read() as connection:
        return alarms(view(world, connection)).unreached


def calls(world: World) -> list[CallRow]:
    with world.house.read() as connection:
        return calls_to_make(view(world, connection))


def held(world: World) -> list[str]:
    with world.house.read() as connection:
        return [row.person_id for row in held_people(view(world, connection))]


def account(world: World) -> str:
    """Robin's account, for what is done at the desk."""
    return world.change(
        lambda c: accounts.create_staff(
            c,
            world.house.sealer,
            world.now,
            programme_id=world.programme_id,
            name="",
            login="robin",
            password_hash="none",
            person_id=world.coordinator.id,
        )
    )


def test_each_step_of_an_alert_has_its_time(world: World) -> None:
    world.mentee.says(DANGER)
    began = world.now
    (one,) = times(world)
    assert (one.wrote_at, one.signpost, one.alert) == (began, began, began)
    assert (one.delivered, one.acknowledged, one.closed) == (None, None, None)
    (alert,) = one.alerts
    assert (alert.rung, alert.name) == (0, "Robin")
    world.passes(seconds=20)
    row = next(row for row in world.rows(t.Outbox) if row.message_class == "staff_alert")
    world.receipt(row.id, ReceiptState.DELIVERED)
    world.passes(minutes=1)
    world.coordinator.says("ACK")
    (one,) = times(world)
    assert one.took("delivered") == timedelta(seconds=20)
    assert one.took("acknowledged") == timedelta(seconds=80)
    assert one.acknowledged_by == "Robin"


def test_rungs_are_told_apart_and_a_reminder_is_none(world: World) -> None:
    world.mentee.says(DANGER)
    world.passes(minutes=45)
    world.coordinator.says("ACK")
    world.passes(days=2)
    (one,) = times(world)
    rungs = [alert.rung for alert in one.alerts]
    climbed = [rung for rung in rungs if rung is not None]
    assert climbed == sorted(climbed)
    assert climbed[0] == 0
    assert climbed[-1] > 0
    assert rungs[-1] is None


def test_an_alert_that_nobody_gets_is_red_until_somebody_takes_it(world: World) -> None:
    world.wire().fates_at[world.coordinator.address] = [Refused("No such number.", "21211")] * 9
    world.mentee.says("hello there")
    assert unreached(world) == 0
    world.mentee.says(DANGER)
    assert unreached(world) == 1
    world.coordinator.says("ACK")
    assert unreached(world) == 0


def test_stop_in_danger_stays_a_call_until_it_was_made(world: World) -> None:
    robin = account(world)
    dee = world.mentee
    dee.says("STOP i want to kill myself")
    if dee.standing is not Standing.STOPPED:
        dee.says("STOP")
    assert [(row.person_id, row.why) for row in calls(world)] == [(dee.id, "stopped-in-danger")]
    (row,) = calls(world)
    world.passes(hours=1)
    world.change(
        lambda c: follow_up.call_made(
            c,
            world.house.sealer,
            world.now,
            staff_id=robin,
            person_id=dee.id,
            record_id=row.record_id,
            outcome="Spoke, is safe",
        )
    )
    assert calls(world) == []


def test_a_signpost_that_was_refused_is_a_call(world: World) -> None:
    world.wire().fates_at[world.mentee.address] = [Refused("No such number.", "21211")] * 9
    world.mentee.says(DANGER)
    assert [row.why for row in calls(world)] == ["signpost-blocked"]


def test_a_false_alarm_lets_the_check_in_come(world: World) -> None:
    robin = account(world)
    dee = world.mentee
    dee.says(DANGER)
    assert held(world) == [dee.id]
    (flag,) = world.rows(t.Flag)
    world.change(
        lambda c: tuning.false_alarm(c, world.house.sealer, world.now, staff_id=robin, flag_id=flag.id)
    )
    assert held(world) == []
    dee.hears()
    world.at("Fri 18:01")
    assert dee.unheard == 1


def test_a_false_alarm_closes_nothing_that_was_not_read(world: World) -> None:
    """What they wrote since joined the flag: it goes on climbing until whoever judges it has read that."""
    robin = account(world)
    world.mentee.says(DANGER)
    [flag] = world.rows(t.Flag)
    world.effects(fx.Audited(robin, "record_read", flag.person_id, flag.record_id))
    world.passes(minutes=1)
    world.mentee.says("i really want to die")

    def judge() -> None:
        def change(connection: Connection) -> None:
            second_thoughts.check_read(connection, robin, flag.id)
            tuning.false_alarm(connection, world.house.sealer, world.now, staff_id=robin, flag_id=flag.id)

        world.change(change)

    with pytest.raises(StaffError, match="not seen everything"):
        judge()
    assert held(world) == [world.mentee.id]
    world.coordinator.hears()
    world.passes(minutes=30)
    assert world.coordinator.hears(), "nobody has read the second one"
    world.effects(fx.Audited(robin, "record_read", flag.person_id, flag.record_id))
    judge()
    assert world.rows(t.Flag)[0].verdict == "false_alarm"


def test_a_graver_message_climbs_on_after_a_false_alarm(world: World) -> None:
    robin = account(world)
    world.mentee.says(DANGER)
    world.passes(minutes=1)
    world.mentee.says("i took all my pills, goodbye")
    first, second = world.rows(t.Flag)
    world.effects(fx.Audited(robin, "record_read", first.person_id, first.record_id))
    world.change(
        lambda c: tuning.false_alarm(c, world.house.sealer, world.now, staff_id=robin, flag_id=first.id)
    )
    first, second = world.rows(t.Flag)
    assert (first.verdict, second.acknowledged_at, second.closed_at) == ("false_alarm", None, None)
    assert second.rises_at is not None
    assert held(world) == [world.mentee.id]


def test_a_mentor_who_is_low_is_seen_as_a_mentor(world: World) -> None:
    terry, dee = world.mentor, world.mentee
    terry.says("i can't go on like this, what is the point of living")
    assert {row.person_id for row in world.rows(t.Flag)} == {terry.id}
    with world.house.read() as connection:
        assert mentors_among(view(world, connection), [terry.id, dee.id]) == {terry.id}


@pytest.mark.parametrize(
    "by_itself", ["I'm driving with Do Not Disturb While Driving turned on.", "Liked “Thanks, Dee.”"]
)
def test_what_a_phone_writes_by_itself_is_joined_to_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, by_itself: str
) -> None:
    """Neither does it go on from what a person wrote, nor a person's words from it."""
    read: list[tuple[str, tuple[str, ...]]] = []

    def screened(text: str, recent: tuple[str, ...] = ()) -> Assessment:
        read.append((text, recent))
        return assess(text, recent)

    monkeypatch.setattr(danger, "assess", screened)
    dee = world.mentee
    dee.says("i just want to")
    dee.says(by_itself)
    dee.says("stay in bed all day")
    text, recent = read[-1]
    assert text == "stay in bed all day"
    assert recent[-1] == "i just want to"
    assert by_itself not in recent
