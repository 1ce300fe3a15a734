"""What could make the ladder fall silent, ring for nothing, or be answered by the wrong person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from channels.port import PersonStopped, Refused
from handlers.alarm.drills import start_drill
from handlers.desk import erasing, staff
from records import tables as t
from records.kinds import InboxOutcome
from tests.house.test_ladder import ABOUT_DEE, CONCERN, URGENT, calls, labels, on_rota
from tests.world.world import Phone, World


@pytest.fixture
def team(make_world: Callable[..., World]) -> World:
    """Robin, Kim and Sam, who keep no rota and can be called."""
    world = make_world(more_staff=("Kim", "Sam"), calls=True)
    for phone in (world.coordinator, *world.more_staff, world.mentee, world.mentor):
        phone.hears()
    return world


def flag_of(world: World, phone: Phone, tier: str = "urgent") -> t.Flag:
    """Somebody's newest flag of that tier."""
    found = [row for row in world.rows(t.Flag) if (row.person_id, row.tier) == (phone.id, tier)]
    return t.Flag.model_validate(dict(found[-1]._mapping))


# --- answered by the right person, for what they know of ---------------------------------------------


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


# --- one ladder a person -------------------------------------------------------------------------------


def test_a_second_message_whose_signpost_is_blocked_starts_no_second_ladder(team: World) -> None:
    on_rota(team, team.coordinator)
    blocked = PersonStopped("Stopped.", "21610")
    team.wire().fates_at[team.mentee.address] = [blocked] * 9
    for _ in range(3):
        team.mentee.says(URGENT)
    climbing = [row for row in team.rows(t.Flag) if row.rises_at is not None]
    assert len(climbing) == 1
    team.coordinator.hears(), calls(team)
    team.passes(hours=3)
    rang = calls(team)
    assert len(rang) <= 3 * 4, "everybody, as often as for one message"


def test_a_lost_alert_of_a_graver_message_moves_the_one_ladder_on(team: World) -> None:
    robin, kim = team.coordinator, team.more_staff[0]
    on_rota(team, robin)
    team.mentee.says(URGENT)
    team.wire().fates_at[robin.address] = [Refused("Gone.", "30005")]
    team.mentee.says("i took all my pills, goodbye")
    assert calls(team) == ["Robin"]
    assert [row.rung for row in team.rows(t.Flag)] == [0, 1]
    assert kim.hears() == []


# --- it rises by itself, whatever happens ------------------------------------------------------------------


def test_where_nobody_can_be_texted_it_calls_at_once(make_world: Callable[..., World]) -> None:
    world = make_world(calls=True)
    world.coordinator.says("STOP")
    calls(world)
    world.mentee.says(URGENT)
    world.tick()
    world.deliver()
    assert len(world.wire("voice").taken) == 1


def test_a_person_who_cannot_be_read_holds_up_nobody_elses_ladder(team: World) -> None:
    team.mentee.says(URGENT)
    team.stranger().says(URGENT)
    broken = update(t.Person).where(col(t.Person.id) == team.mentee.id)
    team.change(lambda c: c.execute(broken.values(stage="nonsense")))
    team.clock.hold(team.now + timedelta(minutes=10))
    team.tick()
    assert [row.rung for row in team.rows(t.Flag)] == [0, 1]
    team.change(lambda c: c.execute(broken.values(stage="community")))
    team.passes(minutes=2)
    assert flag_of(team, team.mentee).rung == 1


def test_an_erased_mentor_is_asked_nothing_and_the_clock_goes_on(team: World) -> None:
    on_rota(team, team.coordinator)
    team.mentor.says(ABOUT_DEE)
    mentor = team.mentor.id
    team.change(
        lambda c: erasing.erase(
            c, team.house.sealer, team.now, staff_id="staff-0", person_id=mentor, name="Terry"
        )
    )
    team.change(lambda c: erasing.destroy_keys(c, team.house.sealer))
    team.passes(days=2)
    assert all(row.debrief_at is None for row in team.rows(t.Flag))


# --- what is said ----------------------------------------------------------------------------------


def test_a_stranger_who_was_answered_today_still_hears_of_help(team: World) -> None:
    stranger = team.stranger()
    stranger.says("hello, who is this")
    stranger.hears()
    stranger.says(CONCERN)
    assert any("988" in text for text in stranger.hears())


def test_prompts_to_a_mentee_rest_when_a_mentor_tells_of_danger(team: World) -> None:
    team.mentor.says(ABOUT_DEE)
    team.coordinator.says("ACK")
    team.at("Fri 18:30")
    assert team.mentee.hears() == []
    assert any("on hold" in text for text in team.coordinator.hears())


@pytest.mark.parametrize(
    ("text", "mentee"),
    [
        ("I told Dee I want to kill myself", False),
        ("Dee is fine but i want to kill myself, she is better off without me", False),
        ("i've told my mentee that i want to die", False),
        ("le dije a Dee que me quiero morir", False),
        ('Dee texted me "i want to kill myself"', True),
        ("i told Dee to call me, she says she wants to kill herself", True),
        ("Dee took all her pills, i am with her", True),
    ],
)
def test_a_mentor_who_speaks_of_themselves_is_who_is_in_danger(team: World, text: str, mentee: bool) -> None:
    team.mentor.says(text)
    [flag] = team.rows(t.Flag)
    assert flag.person_id == (team.mentee if mentee else team.mentor).id


# --- what rests is not forgotten ----------------------------------------------------------------------


def test_when_whoever_took_it_has_left_those_on_duty_are_reminded(team: World) -> None:
    robin, kim = team.coordinator, team.more_staff[0]
    team.mentee.says(URGENT)
    robin.says("ACK")
    gone = update(t.Membership).where(col(t.Membership.person_id) == robin.id).values(until=team.now)
    team.change(lambda c: c.execute(gone))
    robin.hears(), kim.hears()
    team.passes(days=2)
    assert robin.hears() == []
    assert sum("on hold" in text for text in kim.hears()) == 2


def test_who_stopped_in_danger_and_comes_back_is_not_held_unnoticed(team: World) -> None:
    on_rota(team, team.coordinator)
    team.mentee.says("stop, i want to kill myself")
    flag = flag_of(team, team.mentee)
    team.change(
        lambda c: staff.close_flag(
            c, team.house.sealer, team.now, staff_id="staff-0", flag_id=flag.id, outcome="We spoke."
        )
    )
    team.coordinator.hears()
    team.passes(days=2)
    assert team.coordinator.hears() == []
    team.mentee.says("START")
    team.coordinator.hears()
    team.passes(days=1)
    assert any("on hold" in text for text in team.coordinator.hears())


def test_staff_are_alerted_even_where_no_words_of_help_can_be_found(
    team: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object, **__: object) -> str:
        raise LookupError

    monkeypatch.setattr("handlers.steps.danger.signposts.reply", lost)
    assert team.mentee.says(URGENT) == [InboxOutcome.SAFETY]
    assert [len(one.hears()) for one in (team.coordinator, *team.more_staff)] == [1, 1, 1]
    assert "signpost-blocked" in labels(team, team.mentee)
    team.passes(minutes=10)
    assert calls(team)
