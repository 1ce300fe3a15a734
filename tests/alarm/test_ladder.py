"""The ladder: who hears of a danger, who next, and that somebody always does."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from channels.port import FateUnknown, ReceiptState, Refused
from conversations.segments import count
from handlers.alarm import by_call, drills
from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, PlanKind, Standing
from tests.alarm.duty import ABOUT_DEE, CONCERN, URGENT, calls, labels, on_rota
from tests.world.world import World


@pytest.mark.mission("3.2")
def test_it_climbs_from_a_text_to_a_call_to_the_next_to_everybody(team: World) -> None:
    robin, kim, sam = team.coordinator, *team.more_staff
    on_rota(team, robin)
    team.mentee.says(URGENT)
    assert (len(robin.hears()), kim.hears(), sam.hears(), calls(team)) == (1, [], [], [])
    team.passes(minutes=10)
    assert (robin.hears(), calls(team)) == ([], ["Robin"])
    team.passes(minutes=10)
    assert (len(kim.hears()), sam.hears(), calls(team)) == (1, [], ["Kim"])
    team.passes(minutes=10)
    assert [len(one.hears()) for one in (robin, kim, sam)] == [1, 1, 1]
    assert sorted(calls(team)) == ["Kim", "Robin", "Sam"]
    team.passes(hours=1)
    assert [len(one.hears()) for one in (robin, kim, sam)] == [1, 1, 1], "again, until somebody has it"
    assert [one for one in labels(team, team.mentee) if one.startswith("ladder")] == [
        "ladder-1",
        "ladder-2",
        "ladder-3",
        "ladder-3",
    ]


def test_an_emergency_climbs_faster(team: World) -> None:
    team.mentee.says("i took all my pills, goodbye")
    calls(team)
    team.passes(minutes=3)
    assert calls(team)


def test_the_programme_says_how_long_each_rung_waits(team: World) -> None:
    team.change(lambda c: c.execute(update(t.Programme).values(minutes_urgent=2)))
    team.mentee.says(URGENT)
    team.passes(minutes=2)
    assert calls(team)


def test_an_acknowledgement_stops_it(team: World) -> None:
    robin = team.coordinator
    team.mentee.says(URGENT)
    robin.says("ACK")
    for one in (robin, *team.more_staff):
        one.hears()
    team.passes(hours=5)
    assert (calls(team), [one.hears() for one in team.more_staff]) == ([], [[], []])


def test_a_person_who_writes_again_has_one_ladder_and_one_acknowledgement(team: World) -> None:
    robin = team.coordinator
    team.mentee.says(URGENT)
    team.mentee.says("i am going to kill myself")
    assert len(robin.hears()) == 1, "one alert a flag; the new words stand in it"
    team.passes(minutes=10)
    assert sorted(calls(team)) == ["Kim", "Robin", "Sam"], "once each"
    robin.says("ACK")
    robin.hears()
    assert all(row.acknowledged_at for row in team.rows(t.Flag))
    team.passes(hours=2)
    assert (robin.hears(), calls(team)) == ([], [])


def test_a_worse_message_climbs_by_its_own_clock(team: World) -> None:
    team.mentee.says(URGENT)
    team.mentee.says("i took all my pills, goodbye")
    team.passes(minutes=3)
    assert calls(team)


@pytest.mark.mission("3.2")
def test_pressing_one_on_a_call_acknowledges_once(team: World) -> None:
    team.mentee.says(URGENT)
    team.passes(minutes=10)
    called = [row for row in team.rows(t.Outbox) if row.channel == "voice"]
    tools = team.house.tools

    def press(row_id: str) -> bool:
        return team.change(lambda c: by_call.acknowledge_by_call(c, tools, team.now, row_id))

    assert press(called[0].id)
    assert press(called[0].id), "pressing twice is the same answer"
    assert not press(called[1].id), "somebody has it"
    [flag] = team.rows(t.Flag)
    assert flag.acknowledged_by == called[0].person_id
    assert "acknowledged-by-call" in labels(team, team.mentee)
    assert not press("nothing like it")


def test_an_alert_that_does_not_arrive_moves_it_on_at_once(team: World) -> None:
    robin = team.coordinator
    on_rota(team, robin)
    team.wire().fates_at[robin.address] = [Refused("Gone.", "30005")]
    team.mentee.says(URGENT)
    assert calls(team) == ["Robin"], "no text: a call, without waiting"
    row = next(row for row in team.rows(t.Outbox) if row.channel == "voice")
    team.receipt(row.id, ReceiptState.FAILED, code="no-answer")
    assert (calls(team), len(team.more_staff[0].hears())) == (["Kim"], 1)
    assert "call-not-answered" in labels(team, team.mentee)


def test_when_nothing_arrives_anywhere_it_goes_on_hourly_and_does_not_spin(team: World) -> None:
    everybody = (team.coordinator, *team.more_staff)
    for one in everybody:
        team.wire().fates_at[one.address] = [Refused("Gone.", "30005")] * 50
    team.wire("voice").fates = [FateUnknown("?", "x")] * 50
    team.mentee.says(URGENT)
    first = len(team.wire().tries)
    team.passes(minutes=59)
    assert len(team.wire().tries) == first
    team.passes(minutes=61)
    assert len(team.wire().tries) > first


def test_a_coordinator_who_stopped_texts_is_called(team: World) -> None:
    robin = team.coordinator
    on_rota(team, robin)
    robin.says("STOP")
    for one in team.more_staff:
        one.hears()
    team.mentee.says(URGENT)
    assert all(one.hears() for one in team.more_staff), "no text reaches who is on duty, so all hear of it"
    team.passes(minutes=10)
    assert calls(team) == ["Robin"]


def test_without_calls_the_next_is_texted(make_world: Callable[..., World]) -> None:
    world = make_world(more_staff=("Kim", "Sam"))
    on_rota(world, world.coordinator)
    kim, sam = world.more_staff
    world.mentee.says(URGENT)
    kim.hears(), sam.hears()
    world.passes(minutes=10)
    assert (len(kim.hears()), sam.hears()) == (1, [])


# --- prompts are held ------------------------------------------------------------------------------


def test_prompts_wait_until_a_coordinator_resumes_them_and_the_ladder_reminds(team: World) -> None:
    dee, robin = team.mentee, team.coordinator
    team.at("Fri 17:00")
    dee.says(URGENT)
    robin.says("ACK")
    dee.hears(), robin.hears()
    team.at("Fri 18:30")
    assert dee.hears() == []
    assert "held" in team.occurrences(dee, PlanKind.CHECK_IN).values()
    team.at("Sat 10:00")
    [reminder] = robin.hears()
    assert "on hold" in reminder
    team.effects(fx.ResumePrompts(dee.id))
    team.at("Sun 10:00")
    assert "still open" in robin.hears()[0]
    team.at("Fri 18:00")
    assert len(dee.hears()) == 1, "the check-in is back"


def test_an_answer_to_something_asked_still_goes_while_prompts_are_held(team: World) -> None:
    dee = team.mentee
    dee.says(URGENT)
    dee.hears()
    dee.says("GOALS")
    assert len(dee.hears()) == 1


def test_a_concern_rings_nobody_at_once_and_holds_nothing_for_good(team: World) -> None:
    dee = team.mentee
    dee.says(CONCERN)
    assert not dee.case.person.held, "nobody has to resume anything: answering for it is enough"
    assert calls(team) == []
    [told] = team.coordinator.hears()
    assert "today" in told


# --- about a mentee --------------------------------------------------------------------------------


@pytest.mark.mission("3.6")
def test_a_mentor_about_a_mentee_gets_guidance_and_the_flag_is_the_mentees(team: World) -> None:
    dee, terry, robin = team.mentee, team.mentor, team.coordinator
    assert terry.says(ABOUT_DEE) == [InboxOutcome.SAFETY]
    [guidance] = terry.hears()
    assert "Thank you for telling us" in guidance
    assert "911" in guidance
    [flag] = team.rows(t.Flag)
    assert (flag.person_id, flag.mentor_id) == (dee.id, terry.id)
    assert len(robin.hears()) == 1
    assert dee.hears() == [], "nobody writes to the mentee about it by themselves"
    assert ABOUT_DEE in [line.text for line in team.record_of(dee, "safety").lines]


def test_a_mentors_own_danger_stays_the_mentors(team: World) -> None:
    team.mentor.says(ABOUT_DEE)
    team.mentor.says(URGENT)
    about = [row.person_id for row in team.rows(t.Flag)]
    assert about == [team.mentee.id, team.mentor.id]
    records = {row.record_id for row in team.rows(t.Flag)}
    assert len(records) == 2


@pytest.mark.parametrize(
    ("text", "mentee"),
    [
        ("my mentee is going to kill himself tonight", True),
        ("he wants to kill himself", True),
        ("my brother wants to kill himself", False),
        ("i want to kill myself", False),
        ("Dee is doing great but i want to die", False),
    ],
)
def test_whom_a_mentor_writes_about(team: World, text: str, mentee: bool) -> None:
    team.mentor.says(text)
    flag = team.rows(t.Flag)[-1]
    assert flag.person_id == (team.mentee.id if mentee else team.mentor.id)


def test_a_concern_about_a_mentee_stands_with_the_mentee_and_says_nothing_of_it(team: World) -> None:
    team.mentor.says("Dee relapsed last night she told me")
    [flag] = team.rows(t.Flag)
    assert (flag.tier, flag.person_id) == ("concern", team.mentee.id)
    assert not any("988" in text for text in team.mentor.hears())


@pytest.mark.mission("3.4")
def test_the_mentor_is_asked_the_next_day_how_they_are(team: World) -> None:
    team.mentor.says(ABOUT_DEE)
    team.mentor.hears()
    team.at("Tue 11:00")
    [asked] = team.mentor.hears()
    assert "How are you doing" in asked
    assert "Take a break if this hurts; any hour, call or text 988" in asked
    assert count(asked).segments == 1
    team.passes(days=3)
    assert not any("How are you doing" in text for text in team.mentor.hears()), "once"


def test_what_happens_in_the_small_hours_is_asked_about_the_same_forenoon(team: World) -> None:
    team.at("Tue 02:00")
    team.mentor.says(ABOUT_DEE)
    team.mentor.hears()
    team.at("Tue 11:00")
    assert any("How are you doing" in text for text in team.mentor.hears())


def test_a_mentor_is_asked_once_whatever_yesterday_brought(team: World) -> None:
    team.mentor.says(ABOUT_DEE)
    team.passes(hours=2)
    team.mentor.says("Dee says she is going to kill herself")
    team.mentor.hears()
    assert len(team.rows(t.Flag)) == 2
    team.at("Tue 12:00")
    assert len([text for text in team.mentor.hears() if "How are you doing" in text]) == 1


@pytest.mark.parametrize("agreed", [True, False])
def test_the_mentor_is_told_only_where_programme_and_mentee_agree(team: World, agreed: bool) -> None:
    dee, terry = team.mentee, team.mentor
    team.change(lambda c: c.execute(update(t.Programme).values(tells_mentor=True)))
    team.change(
        lambda c: c.execute(update(t.Person).where(col(t.Person.id) == dee.id).values(mentor_may_know=agreed))
    )
    dee.says(URGENT)
    dee.says("i really want to kill myself")
    heard = terry.hears()
    assert len(heard) == (1 if agreed else 0)
    assert not any("kill" in text for text in heard)


# --- strangers, STOP, codes, drills ------------------------------------------------------------------


def test_a_stranger_in_danger_is_answered_and_the_ladder_climbs(team: World) -> None:
    stranger = team.stranger()
    stranger.says(URGENT)
    assert "988" in stranger.hears()[0]
    assert len(team.coordinator.hears()) == 1
    team.passes(minutes=10)
    assert calls(team)


@pytest.mark.mission("3.1")
def test_stop_with_danger_gets_one_signpost_and_the_opt_out_stands(team: World) -> None:
    dee = team.mentee
    dee.says("stop, i want to kill myself")
    assert len(dee.hears()) == 1
    assert len(team.coordinator.hears()) == 1
    team.passes(days=2)
    assert dee.hears() == []


def test_a_coordinator_who_acknowledges_with_the_words_raises_no_second_flag(team: World) -> None:
    team.mentee.says(URGENT)
    [flag] = team.rows(t.Flag)
    team.coordinator.says(f"ACK {flag.code} she wants to kill herself, calling her")
    assert len(team.rows(t.Flag)) == 1
    assert team.rows(t.Flag)[0].acknowledged_by == team.coordinator.id


def test_open_flags_never_share_a_code(team: World) -> None:
    for number in range(40):
        team.phone(f"s{number}", 30 + number).says(URGENT)
    codes = [row.code for row in team.rows(t.Flag)]
    assert len(codes) == len(set(codes)) == 40


def test_a_drill_tries_every_phone_and_says_so(team: World) -> None:
    robin, kim, sam = team.coordinator, *team.more_staff
    on_rota(team, robin)
    team.change(lambda c: drills.start_drill(c, team.house.tools, team.now, "staff-0"))
    team.deliver()
    heard = [one.hears() for one in (robin, kim, sam)]
    assert [len(texts) for texts in heard] == [1, 1, 1]
    assert all("DRILL" in texts[0] for texts in heard)
    code = {row.person_id: row.code for row in team.rows(t.Flag)}
    robin.says(f"ACK {code[robin.id]}")
    team.passes(minutes=3)
    assert sorted(calls(team)) == ["Kim", "Sam"]
    team.passes(minutes=30)
    assert calls(team) == []
    assert team.mentee.hears() == []
    assert team.mentee.standing is Standing.ACTIVE
    done = {row.person_id: row.acknowledged_at is not None for row in team.rows(t.Flag)}
    assert done == {robin.id: True, kim.id: False, sam.id: False}
    notes = [row.label for row in team.rows(t.RecordEntry)]
    assert notes.count("drill-not-answered") == 2


def test_a_flag_unanswered_for_a_day_goes_on_daily(team: World) -> None:
    team.mentee.says(URGENT)
    team.passes(days=1, hours=2)
    team.coordinator.hears()
    team.passes(hours=23)
    assert len(team.coordinator.hears()) <= 1
    [flag] = team.rows(t.Flag)
    assert flag.rises_at > team.now - timedelta(minutes=1)


def test_a_stranger_who_was_answered_today_still_hears_of_help(team: World) -> None:
    stranger = team.stranger()
    stranger.says("hello, who is this")
    stranger.hears()
    stranger.says(CONCERN)
    assert any("988" in text for text in stranger.hears())


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
