"""People in control by text: what stands in the house afterwards, and who can read it."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update

from channels.port import InboundKind
from conversations.state import Status
from handlers.enrolling import programmes
from records import tables as t
from records.kinds import InboxOutcome, PlanKind, RecordKind, StaffRole, Standing
from records.reading import LogFilter, View, log, record
from tests.world.world import World, page_entries

SECRET = "He told others what I said"


def requests(world: World) -> list[SimpleNamespace]:
    """What waits for a human, with its words."""
    read = world.house.sealer.read
    return [
        SimpleNamespace(
            kind=row.kind,
            for_role=row.for_role,
            words=read(row.person_id, "request", "body", row.id, row.body),
        )
        for row in world.rows(t.Request)
        if row.closed_at is None
    ]


def inbox_words(world: World) -> list[str]:
    read = world.house.sealer.read
    return [read(row.person_id, "inbox", "body", row.id, row.body) for row in world.rows(t.Inbox)]


def entries(world: World) -> list[str]:
    read = world.house.sealer.read
    return [
        read(row.person_id, "record_entry", "body", row.id, row.body) for row in world.rows(t.RecordEntry)
    ]


# --- complaints -----------------------------------------------------------------------------------


@pytest.mark.mission("5.8")
@pytest.mark.parametrize(
    "said", [["COMPLAIN", SECRET], [f"COMPLAIN {SECRET}"], [f"complaint about {SECRET}"]]
)
def test_a_complaint_is_the_leads_alone(world: World, said: list[str]) -> None:
    dee = world.mentee
    for text in said:
        assert dee.says(text) == [InboxOutcome.COMPLAINT]
    (asked,) = requests(world)
    assert (asked.kind, asked.for_role) == ("complaint", StaffRole.LEAD)
    assert SECRET in asked.words
    assert not any(SECRET in words for words in inbox_words(world) + entries(world))
    assert not any(SECRET in world.words(row) for row in world.outbox())
    assert not any(row.needs_person for row in world.rows(t.Inbox))


def test_a_coordinator_does_not_even_see_that_there_was_one(world: World) -> None:
    world.mentee.says(f"COMPLAIN {SECRET}")
    (kept,) = [row for row in world.rows(t.MeetingRecord) if row.kind == RecordKind.COMPLAINT]
    with world.house.read() as connection:
        lead = View(connection, world.house.sealer, world.programme_id)
        coordinator = View(connection, world.house.sealer, world.programme_id, world.coordinator.id)
        assert record(lead, kept.id) is not None
        assert record(coordinator, kept.id) is None
        assert kept.id in [row.id for row in log(lead, LogFilter())]
        seen = [row.id for row in log(coordinator, LogFilter())]
        assert seen
        assert kept.id not in seen


def test_what_follows_a_complaint_or_changes_it_belongs_to_it(world: World) -> None:
    dee = world.mentee
    assert dee.says("COMPLAIN", SECRET, "and he laughed") == [InboxOutcome.COMPLAINT] * 3
    assert dee.says("in front of my sister") == [InboxOutcome.COMPLAINT]
    assert dee.sends(InboundKind.EDIT, f"{SECRET}, twice") == InboxOutcome.COMPLAINT
    assert all(asked.for_role == StaffRole.LEAD for asked in requests(world))
    assert {"and he laughed", "in front of my sister", f"{SECRET}, twice"} <= {
        r.words for r in requests(world)
    }
    world.passes(hours=2)
    assert dee.says("can somebody look at my form") == [InboxOutcome.FOR_A_PERSON]


def test_a_complaint_from_somebody_who_stopped_is_kept_for_the_lead_and_not_answered(world: World) -> None:
    dee = world.mentee
    dee.says("STOP")
    dee.hears()
    assert dee.says(f"COMPLAIN: {SECRET}") == [InboxOutcome.COMPLAINT]
    assert dee.hears() == []
    assert [asked.words for asked in requests(world)] == [SECRET]


def test_danger_in_a_complaint_rings_and_the_lead_has_the_complaint_too(world: World) -> None:
    dee = world.mentee
    dee.says("COMPLAIN")
    assert dee.says("nobody listens and I want to kill myself") == [InboxOutcome.SAFETY]
    (asked,) = requests(world)
    assert (asked.kind, asked.for_role) == ("complaint", StaffRole.LEAD)
    (flag,) = world.rows(t.Flag)
    with world.house.read() as connection:
        coordinator = View(connection, world.house.sealer, world.programme_id, world.coordinator.id)
        assert record(coordinator, flag.record_id) is not None, "staff on duty can read why the phone rang"


def test_who_reads_a_complaint_is_told_as_it_is(world: World) -> None:
    values = {"id": "s", "programme_id": world.programme_id, "person_id": world.coordinator.id}
    world.change(
        lambda c: c.execute(
            insert(t.Staff).values(
                login="robin",
                password_hash="x",
                role=StaffRole.LEAD,
                second_factor=b"",
                active=True,
                created_at=world.now,
                **values,
            )
        )
    )
    world.mentee.hears()
    world.mentee.says("COMPLAIN")
    assert world.mentee.hears()[0].startswith("Only Robin, who leads the program, reads this.")


# --- rest -------------------------------------------------------------------------------------------


def test_a_pause_begins_at_once_and_needs_no_answer(world: World) -> None:
    dee = world.mentee
    dee.says("PAUSE")
    assert dee.standing is Standing.PAUSED
    dee.hears()
    world.passes(days=30)
    assert dee.hears() == [], "no reminder, no check-in"
    assert dee.standing is Standing.PAUSED
    assert world.waiting(dee) == []


def test_a_pause_lets_a_waiting_question_go(world: World) -> None:
    world.at("Fri 18:00")
    world.mentee.says("PAUSE 1 week")
    assert world.waiting(world.mentee) == []
    assert world.record_of(world.mentee, "check_in").row.outcome == "paused"


def test_a_pause_that_is_over_ends_in_the_forenoon_with_one_line(world: World) -> None:
    dee = world.mentee
    dee.says("PAUSE until January 14")
    dee.hears()
    world.at("Wed 08:59")  # the 7th
    world.until(world.now + timedelta(days=7))
    assert dee.hears() == []
    assert dee.standing is Standing.PAUSED
    world.passes(minutes=2)
    assert dee.standing is Standing.ACTIVE
    assert len(dee.hears()) == 1
    world.at("Fri 18:01")
    assert len(dee.hears()) == 1, "the check-in comes again"


def test_a_pause_that_ends_while_the_program_is_down_is_not_told_at_night(world: World) -> None:
    dee = world.mentee
    dee.says("PAUSE until January 14")
    dee.hears()
    world.sleeps_until(world.local.replace(day=14, hour=23, minute=30))
    assert dee.standing is Standing.ACTIVE
    assert dee.hears() == []
    world.at("08:01")
    assert len(dee.hears()) == 1


def test_stop_and_start_leave_no_pause_behind(world: World) -> None:
    dee = world.mentee
    dee.says("PAUSE until January 14")
    dee.says("STOP")
    dee.hears()
    world.passes(days=20)
    assert dee.standing is Standing.STOPPED
    assert dee.hears() == []


# --- the rest ---------------------------------------------------------------------------------------


@pytest.mark.mission("1.1")
def test_another_time_moves_the_check_in_and_the_middle_of_the_week(world: World) -> None:
    dee = world.mentee
    dee.says("TIME tuesdays at 5")
    check_in, middle = world.plan(dee, PlanKind.CHECK_IN), world.plan(dee, PlanKind.SMALL_STEP)
    assert (check_in.weekday, check_in.at) == (1, "17:00")
    assert (middle.weekday, middle.at) == (4, "17:00")
    dee.says("TIME 6pm")
    assert (world.plan(dee, PlanKind.CHECK_IN).weekday, world.plan(dee, PlanKind.CHECK_IN).at) == (1, "18:00")


def test_the_programmes_own_quiet_hours_count(world: World) -> None:
    world.change(lambda c: c.execute(update(t.Programme).values(quiet_start="20:00")))
    dee = world.mentee
    before = world.plan(dee, PlanKind.CHECK_IN)
    for text in ("TIME mondays at 8:30pm", "monday 8pm", "monday 20:15"):
        dee.says(text)
    assert world.plan(dee, PlanKind.CHECK_IN) == before
    assert world.waiting(dee) == []


@pytest.mark.mission("5.8")
def test_a_correction_stands_in_the_record_and_before_a_coordinator(world: World) -> None:
    dee = world.mentee
    dee.says("WRONG")
    dee.says("my course began in May")
    assert ("asked", "my course began in May") in page_entries(world.record_of(dee))
    (asked,) = requests(world)
    assert (asked.kind, asked.for_role, asked.words) == (
        "correction",
        "coordinator",
        "my course began in May",
    )


@pytest.mark.mission("5.8")
def test_deletion_is_asked_once_and_never_done_by_a_text(world: World) -> None:
    dee = world.mentee
    dee.says("GOAL: my own place")
    dee.says("DELETE")
    dee.says("no")
    assert requests(world) == []
    dee.says("delete my data")
    dee.says("yes")
    assert [asked.kind for asked in requests(world)] == ["deletion"]
    assert [goal.text for goal in dee.case.person.goals] == ["my own place"]


def test_copy_means_the_record_only_after_the_record_was_offered(world: World) -> None:
    dee = world.mentee
    dee.says("copy")
    assert requests(world) == []
    dee.says("RECORD")
    dee.says("copy")
    assert [asked.kind for asked in requests(world)] == ["copy"]


def test_nothing_on_the_list_is_said_and_put_to_a_coordinator(world: World) -> None:
    world.mentee.says("RESOURCES housing")
    assert [(asked.kind, asked.words) for asked in requests(world)] == [("resource", "housing")]


@pytest.mark.mission("3.5")
def test_places_come_with_the_programme(world: World) -> None:
    folder = Path(__file__).parents[2] / "programmes" / "sample"
    text, places = ((folder / name).read_text() for name in ("programme.toml", "resources.toml"))
    pack = programmes.read_pack(text, places)
    programme_id = world.change(lambda c: programmes.create_programme(c, world.now, pack))
    kept = [row for row in world.rows(t.Resource) if row.programme_id == programme_id]
    assert [row.name for row in kept] == [place.name for place in pack.resources]
    assert kept


@pytest.mark.parametrize(
    ("places", "says"),
    [
        ("[[resource]", "not valid TOML"),
        ("[place]\nname = 'x'", "begins with a line"),
        ("[[resource]]\nneed = 'pizza'\nname = 'x'\nhow = 'y'", "place 1: need is one of"),
        ("[[resource]]\nneed = 'work'\nhow = 'y'\nphone = 1", 'place 1: "phone" is not known'),
        ("[[resource]]\nneed = 'work'\nname = 'x'\nhow = 'y'\nlanguage = 'fr'", "language is one of"),
    ],
)
def test_a_list_of_places_with_a_fault_makes_no_programme(places: str, says: str) -> None:
    folder = Path(__file__).parents[2] / "programmes" / "sample"
    with pytest.raises(programmes.PackProblem, match=says):
        programmes.read_pack((folder / "programme.toml").read_text(), places)


def test_a_mentor_is_not_offered_a_mentor(world: World) -> None:
    world.mentor.says("HELP")
    (helped,) = world.mentor.hears()
    assert "MENTOR" not in helped
    assert "COMPLAIN" in helped


@pytest.mark.parametrize("said", ["wrong number", "you have the wrong person"])
def test_a_wrong_number_ends_it_and_a_coordinator_is_told(world: World, said: str) -> None:
    dee = world.mentee
    dee.hears()
    dee.says(said)
    assert dee.standing is Standing.STOPPED
    assert len(dee.hears()) == 1
    (waiting,) = [row for row in world.rows(t.Inbox) if row.needs_person]
    assert waiting.person_id == dee.id
    assert [address.value for address in dee.case.person.addresses] == [dee.address]
    world.at("Fri 18:00")
    assert dee.hears() == []


def test_a_question_that_waited_stays_open_behind_a_command(world: World) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    dee.hears()
    for text in ("GOALS", "RECORD", "resources housing", "WRONG: it was May", "in english please"):
        dee.says(text)
        assert world.waiting(dee) == ["mood"], text
        assert "How was your week" in dee.hears()[0]
    dee.says("TIME")
    dee.says("tuesdays at 5")
    assert "How was your week" in dee.hears()[-1]
    assert dee.says("4") == [InboxOutcome.ANSWER]


TEXTS = st.sampled_from(
    [
        *("HELP", "GOALS", "STEP", "DONE", "GOAL", "PAUSE", "PAUSE 2 weeks", "till I say", "RESOURCES", "1"),
        *("LANGUAGE", "3", "english please", "TIME", "friday 7pm", "TIME fridays at 3am", "RECORD", "COPY"),
        *("WRONG", "it was May", "DELETE", "yes", "no", "COMPLAIN", "he was late", "STOP", "START"),
        *("who is this", "hmm", "4", "skip"),
    ]
)


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(said=st.lists(TEXTS, min_size=4, max_size=10))
def test_no_command_leaves_anything_stuck(said: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    world = World(tmp_path_factory.mktemp("stuck") / "world")
    try:
        for text in said:
            world.mentee.says(text)
            world.check()
            assert len(world.waiting(world.mentee)) <= 5
        assert not any(row.outcome == InboxOutcome.SET_ASIDE for row in world.rows(t.Inbox))
        world.mentee.says("PAUSE 1 day", "STOP")
        world.passes(days=12)
        assert not any(row.state == Status.WAITING for row in world.rows(t.Conversation))
    finally:
        world.close()
