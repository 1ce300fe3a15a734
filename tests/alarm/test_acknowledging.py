"""An alarm is answered by the right person, for what they know of, however they put it."""

import pytest

from handlers.alarm.drills import start_drill
from handlers.desk import staff
from records import tables as t
from records.kinds import InboxOutcome
from tests.alarm.duty import CONCERN, URGENT, calls, flag_of, on_rota
from tests.world.world import World


def test_what_is_done_about_an_old_concern_answers_for_no_alarm(team: World) -> None:
    on_rota(team, team.coordinator)
    team.mentee.says(CONCERN)
    team.passes(hours=3)
    team.mentee.says(URGENT)
    concern = flag_of(team, team.mentee, "concern")
    team.change(
        lambda c: staff.close_flag(
            c, team.house.sealer, team.now, staff_id="staff-0", flag_id=concern.id, outcome="We met."
        )
    )
    assert flag_of(team, team.mentee).acknowledged_at is None
    calls(team)
    team.passes(minutes=10)
    assert calls(team) == ["Robin"]


def test_ack_without_a_code_is_about_what_rang(team: World) -> None:
    team.mentee.says(URGENT)
    team.mentor.says(CONCERN)
    team.coordinator.says("ACK")
    assert flag_of(team, team.mentee).acknowledged_at is not None
    assert flag_of(team, team.mentor, "concern").acknowledged_at is None


def test_ack_without_a_code_answers_no_colleagues_drill(team: World) -> None:
    robin = team.coordinator
    on_rota(team, robin)
    team.change(lambda c: start_drill(c, team.house.tools, team.now, "staff-0"))
    robin.says("ACK")
    robin.says("ACK")
    assert [row.person_id for row in team.rows(t.Flag) if row.acknowledged_at] == [robin.id]


def test_nobody_answers_by_text_for_a_flag_about_themselves(team: World) -> None:
    team.coordinator.says(URGENT)
    team.coordinator.says(f"ACK {flag_of(team, team.coordinator).code}")
    assert flag_of(team, team.coordinator).acknowledged_at is None
    team.more_staff[0].says("ACK")
    assert flag_of(team, team.coordinator).acknowledged_by == team.more_staff[0].id


def test_a_code_is_known_however_many_flags_are_open(team: World) -> None:
    team.mentee.says(URGENT)
    flag = flag_of(team, team.mentee)
    copied = flag.model_dump() | {"tier": "concern", "rises_at": None, "person_id": team.mentor.id}
    rows = [copied | {"id": f"zz-{number:03}", "code": str(number)} for number in range(200)]
    team.change(lambda c: c.execute(t.core(t.Flag).insert(), rows))
    team.coordinator.says(f"ACK {flag.code}")
    assert flag_of(team, team.mentee).acknowledged_at is not None


@pytest.mark.parametrize("form", ["ACK {} on it", "ACK {}.", "ack {}, calling now"])
def test_a_code_in_a_sentence_is_acknowledged(world: World, form: str) -> None:
    world.mentee.says("i want to kill myself")
    [flag] = world.rows(t.Flag)
    world.coordinator.hears()
    assert world.coordinator.says(form.format(flag.code)) == [InboxOutcome.COMMAND]
    assert world.coordinator.hears() == [f"Thank you. {flag.code} is yours."]
    assert world.rows(t.Flag)[0].acknowledged_at is not None
