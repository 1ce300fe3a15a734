"""Enrolling from a file: who and what is made."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from handlers.enrolling.enrol import COLUMNS, Summary, known
from records import tables as t
from records.kinds import Role, Standing
from records.sealing import Sealer
from tests.enrolling.people_file import SAMPLE, count, crowd, hold, people, rows, written


def test_everybody_on_the_file_is_made(
    engine: Engine, sealer: Sealer, enrolled: Callable[[bytes], Summary]
) -> None:
    summary = enrolled(written(people()))
    persons = {sealer.open(p["id"], "person", "name", p["id"], p["name"]): p for p in rows(engine, t.Person)}
    assert {name: p["standing"] for name, p in persons.items()} == {
        "Robin": "active",
        "Terry": "invited",
        "Dee": "invited",
        "Luz": "invited",
    }
    assert (persons["Luz"]["language"], persons["Dee"]["language"]) == ("es", "en-US")
    roles = {membership["person_id"]: membership["role"] for membership in rows(engine, t.Membership)}
    assert roles[persons["Terry"]["id"]] == "mentor"
    matches = {(match["mentee_id"], match["mentor_id"]) for match in rows(engine, t.Match)}
    assert matches == {(persons[name]["id"], persons["Terry"]["id"]) for name in ("Dee", "Luz")}
    numbers = {
        a["person_id"]: sealer.open(a["person_id"], "address", "value", a["id"], a["value"])
        for a in rows(engine, t.Address)
    }
    assert numbers[persons["Dee"]["id"]] == "+13125550102"
    assert persons["Luz"]["id"] not in numbers
    consent = {c["person_id"]: c for c in rows(engine, t.Consent)}
    assert consent.keys() == {persons[name]["id"] for name in ("Terry", "Dee", "Luz")}
    dees = consent[persons["Dee"]["id"]]
    how = sealer.open(dees["person_id"], "consent", "how", dees["id"], dees["how"])
    assert (dees["given_on"], how) == (date(2026, 2, 20), "signed form")
    assert (
        sealer.open(dees["person_id"], "consent", "recorded_by", dees["id"], dees["recorded_by"]) == "Robin"
    )
    assert set(summary.invited) == {persons["Terry"]["id"], persons["Dee"]["id"]}
    assert summary.roles == {Role.MENTEE: 2, Role.MENTOR: 1, Role.COORDINATOR: 1}
    assert (summary.matches, summary.waiting) == (2, 0)


def test_check_ins_and_steps_fall_due_by_the_wall_clock(
    engine: Engine, enrolled: Callable[[bytes], Summary]
) -> None:
    """The check-in is in standard time, the step's prompt after clocks went forward on 8 March 2026."""
    enrolled(written(people()))
    plans = {(plan["kind"], plan["weekday"]): plan for plan in rows(engine, t.Plan)}
    assert plans.keys() == {("check_in", 4), ("small_step", 0), ("check_in", 3), ("small_step", 6)}
    friday, monday = plans["check_in", 4], plans["small_step", 0]
    assert (friday["at"], friday["local_date"]) == ("18:00", date(2026, 3, 6))
    assert friday["due_at"] == datetime(2026, 3, 7, 0, 0, tzinfo=UTC)
    assert (monday["at"], monday["local_date"]) == ("18:00", date(2026, 3, 9))
    assert monday["due_at"] == datetime(2026, 3, 9, 23, 0, tzinfo=UTC)


def test_a_telegram_code_opens_the_persons_own_invitation(
    engine: Engine, sealer: Sealer, enrolled: Callable[[bytes], Summary]
) -> None:
    summary = enrolled(written(people()))
    ((name, code),) = summary.codes
    assert name == "Luz"
    assert len(code) == 16
    (invitation,) = rows(engine, t.Invitation)
    assert invitation["id"] == sealer.lookup("invitation", code)
    assert invitation["expires_at"] - invitation["created_at"] == timedelta(days=14)
    (luz,) = [person["id"] for person in rows(engine, t.Person) if person["language"] == "es"]
    assert invitation["person_id"] == luz
    assert code not in repr(summary)


@pytest.mark.mission("1.6")
def test_somebody_in_custody_is_enrolled_but_nothing_is_sent_there(
    engine: Engine, enrolled: Callable[[bytes], Summary]
) -> None:
    inside = people(4, release_date="2026-06-01")
    inside[3] |= {"stage": "custody"}
    summary = enrolled(written(inside))
    held = [person for person in rows(engine, t.Person) if person["stage"] == "custody"]
    assert [person["standing"] for person in held] == ["custody", "custody"]
    assert not {person["id"] for person in held} & set(summary.invited)
    assert summary.codes == ()
    assert summary.waiting == 2
    assert {plan["due_at"] for plan in rows(engine, t.Plan)} == {None}


def test_a_stranger_who_wrote_before_keeps_the_number_under_their_own_name(
    engine: Engine, sealer: Sealer, programme: str, enrolled: Callable[[bytes], Summary]
) -> None:
    hold(engine, sealer, programme, "+13125550102", "unknown")
    enrolled(written(people()))
    found = [a for a in rows(engine, t.Address) if a["id"] == "held"]
    assert found[0]["person_id"] != "stranger"
    assert sealer.open(found[0]["person_id"], "address", "value", "held", found[0]["value"]) == "+13125550102"
    assert len(rows(engine, t.Address)) == 3


def test_a_mentee_can_be_given_a_mentor_who_was_enrolled_before(
    engine: Engine, enrolled: Callable[[bytes], Summary]
) -> None:
    enrolled(written(people()[:2]))
    summary = enrolled(written(people()[2:]))
    assert summary.matches == 2
    (terry,) = [m["person_id"] for m in rows(engine, t.Membership) if m["role"] == "mentor"]
    assert {match["mentor_id"] for match in rows(engine, t.Match)} == {terry}


@pytest.mark.mission("5.9")
def test_the_sample_programme_enrols(
    engine: Engine, programme: str, enrolled: Callable[[bytes], Summary]
) -> None:
    summary = enrolled((SAMPLE / "people.csv").read_bytes())
    assert summary.roles == {Role.MENTEE: 2, Role.MENTOR: 1, Role.COORDINATOR: 1}
    assert {person["language"] for person in rows(engine, t.Person)} == {"en-US", "es"}
    assert {address["channel"] for address in rows(engine, t.Address)} == {"phones"}


@pytest.mark.parametrize(
    "shape",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda _: written(people(), delimiter=";"),
        lambda _: written(people(), delimiter="\t"),
        lambda data: data.replace(b"\r\n", b"\n"),
        lambda data: data.replace(b"\r\n", b"\r"),
        lambda data: data.rstrip(),
        lambda data: data.replace(b"name,role", b" Name ,ROLE"),
        lambda data: data.replace(b"check_in", b"Check-in"),
        lambda data: data.replace(
            b"\r\n", b"\r\n" + b"," * (len(COLUMNS) - 1) + b"\r\n"
        ),  # blank lines between
        lambda data: data.replace(b"\r\n", b",,\r\n"),  # empty columns at the right edge
        lambda data: data.replace(b"+1 312 555 0102", "\u202a+1 (312) 555\u20110102\u202c".encode()),
        lambda data: data.replace(b"+1 312 555 0102", b"312.555.0102"),
        lambda data: data.replace(b"+1 312 555 0102", b"'+13125550102"),
        lambda data: data.replace(b"Friday 18:00", b"fri 6 p.m."),
        lambda data: data.replace(b"en-US", b"en_us"),
    ],
)
def test_what_spreadsheets_really_write_is_taken(
    engine: Engine, sealer: Sealer, enrolled: Callable[[bytes], Summary], shape: Callable[[bytes], bytes]
) -> None:
    enrolled(shape(written(people())))
    numbers = {
        sealer.open(a["person_id"], "address", "value", a["id"], a["value"]) for a in rows(engine, t.Address)
    }
    assert numbers == {"+13125550100", "+13125550101", "+13125550102"}
    assert ("check_in", 4, "18:00") in {
        (plan["kind"], plan["weekday"], plan["at"]) for plan in rows(engine, t.Plan)
    }


def test_a_long_list_is_enrolled_in_one_go(engine: Engine, enrolled: Callable[[bytes], Summary]) -> None:
    summary = enrolled(crowd(500))  # `make bench` times 5,000
    assert len(summary.invited) == 500
    with engine.connect() as connection:
        assert count(connection, t.Person) == 500
        assert count(connection, t.Plan) == 2 * 499


def test_what_is_known_is_read_from_the_database(
    engine: Engine, sealer: Sealer, programme: str, enrolled: Callable[[bytes], Summary]
) -> None:
    enrolled(written(people()))
    with engine.connect() as connection:
        there = known(connection, sealer, programme)
    assert {name for name, _ in there.people} == {"robin", "terry", "dee", "luz"}
    assert there.addresses[("sms", sealer.lookup("address", "sms", "+13125550100"))] is Standing.ACTIVE
