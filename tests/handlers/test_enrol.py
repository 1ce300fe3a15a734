"""Enrolling from a file: all or nothing, and every problem named by line and column."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, func, insert, select
from sqlmodel import SQLModel

from handlers.enrolling.enrol import (
    COLUMNS,
    ChangedMeanwhile,
    Checked,
    NotChecked,
    Summary,
    check,
    check_file,
    enrol,
    known,
)
from handlers.enrolling.enrol_cells import read_check_in, read_number
from handlers.enrolling.enrol_check import Known
from handlers.enrolling.enrol_file import read_people_file
from handlers.enrolling.programmes import (
    PackProblem,
    UnknownProgramme,
    create_programme,
    load_programme,
    read_pack,
)
from records import tables as t
from records.cases import Programme
from records.database import open_engine
from records.kinds import Channel, Role, Standing
from records.sealing import KeyStore, Sealer
from tests.databases import Databases

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)  # a Monday noon in Chicago
SAMPLE = Path(__file__).parents[2] / "programmes" / "sample"
SECRET = "a made-up secret, long enough to be one"

PEOPLE: tuple[dict[str, str], ...] = (  # lines 2 to 5 of the file
    {"name": "Robin", "role": "coordinator", "channel": "sms", "number": "+1 312 555 0100"},
    {"name": "Terry", "role": "mentor", "channel": "sms", "number": "+1 312 555 0101"},
    {
        "name": "Dee",
        "role": "mentee",
        "channel": "sms",
        "number": "+1 312 555 0102",
        "mentor": "Terry",
        "check_in": "Friday 18:00",
    },
    {
        "name": "Luz",
        "role": "mentee",
        "channel": "telegram",
        "language": "es",
        "mentor": "Terry",
        "check_in": "Thursday 17:30",
    },
)
CONSENT = {"consent_by": "Robin", "consent_on": "2026-02-20", "consent_how": "signed form"}


def people(line: int = 0, **cells: str) -> list[dict[str, str]]:
    """The good file's lines, with some cells of one line changed."""
    rows = [
        dict.fromkeys(COLUMNS, "") | (CONSENT if row["role"] != "coordinator" else {}) | row for row in PEOPLE
    ]
    if line:
        rows[line - 2] |= cells
    return rows


def written(rows: list[dict[str, str]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def changed(line: int, **cells: str) -> bytes:
    return written(people(line, **cells))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Databases(tmp_path, None)
    yield made.engine()
    made.close()


@pytest.fixture
def sealer(tmp_path: Path) -> Iterator[Sealer]:
    engine = open_engine(f"sqlite:///{tmp_path / 'keys.db'}")
    yield Sealer(KeyStore(engine, SECRET), SECRET)
    engine.dispose()


@pytest.fixture
def programme(engine: Engine) -> str:
    pack = read_pack((SAMPLE / "programme.toml").read_text(encoding="utf-8"))
    with engine.begin() as connection:
        return create_programme(connection, NOW, pack)


Import = Callable[[bytes], "Checked | Summary"]


@pytest.fixture
def checked(engine: Engine, sealer: Sealer, programme: str) -> Callable[[bytes], Checked]:
    def run(data: bytes) -> Checked:
        with engine.connect() as connection:
            return check_file(connection, sealer, NOW, programme, data)

    return run


@pytest.fixture
def enrolled(
    engine: Engine, sealer: Sealer, programme: str, checked: Callable[[bytes], Checked]
) -> Callable[[bytes], Summary]:
    def run(data: bytes) -> Summary:
        found = checked(data)
        assert found.problems == ()
        with engine.begin() as connection:
            return enrol(connection, sealer, NOW, programme, found)

    return run


def rows(engine: Engine, table: type[SQLModel]) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(t.core(table))).mappings()]


def count(connection: Connection, table: type[SQLModel]) -> int:
    return connection.execute(select(func.count()).select_from(t.core(table))).scalar_one()


# --- what is made --------------------------------------------------------------------------------


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


# --- what is refused -----------------------------------------------------------------------------

FAULTS: dict[str, tuple[bytes, int, str, str]] = {
    # what went wrong: (the file, line, column, part of what we say)
    "empty file": (b"", 0, "", "file is empty"),
    "only blank lines": (b"\n\n  \n", 0, "", "file is empty"),
    "only commas": (b",,\r\n,,\r\n", 0, "", "file is empty"),
    "only headings": (written([]), 0, "", "no people"),
    "a workbook": (b"PK\x03\x04" + bytes(50), 0, "", "not a CSV file"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + bytes(50), 0, "", "CSV UTF-8"),
    "a PDF": (b"%PDF-1.7", 0, "", "PDF"),
    "UTF-16": (written(people()).decode().encode("utf-16"), 0, "", "Unicode text"),
    "binary": (b"name,role\x00\x01", 0, "", "not a text file"),
    "another code page": (changed(4, name="José").decode().encode("cp1252"), 4, "", "not in UTF-8"),
    "too large": (b"a" * 10_000_001, 0, "", "larger than 10 MB"),
    "a missing heading": (written(people()).replace(b"consent_by", b"", 1), 1, "consent_by", "missing"),
    "a misspelt heading": (
        written(people()).replace(b"timezone", b"timezon", 1),
        1,
        "",
        'Did you mean "timezone"',
    ),
    "an unknown heading": (
        written(people()).replace(b"stage", b"prisoner id", 1),
        1,
        "",
        "Remove the column",
    ),
    "a heading twice": (written(people()).replace(b"stage", b"country", 1), 1, "", "stands here twice"),
    "a comma too many": (changed(4).replace(b"Dee,", b"Dee,Ann,"), 4, "", "cells here"),
    "cells missing": (written(people()).rstrip() + b"\r\nAnn,mentee", 6, "", "cells here"),
    "an open quotation mark": (changed(4).replace(b"Dee", b'"Dee'), 4, "", "quotation mark"),
    "an error of the spreadsheet": (changed(4, stage="#REF!"), 4, "stage", "spreadsheet wrote an error"),
    "hashes for a narrow column": (changed(4, release_date="########"), 4, "release_date", "Widen"),
    "no name": (changed(4, name=""), 4, "name", "Write what this person is called"),
    "a name too long": (changed(4, name="D" * 61), 4, "name", "at most 60"),
    "a number for a name": (changed(4, name="312 555"), 4, "name", "does not look like a name"),
    "a formula for a name": (changed(4, name="=A1"), 4, "name", "does not look like a name"),
    "no role": (changed(2, role=""), 2, "role", "mentee, mentor or coordinator"),
    "an unknown role": (changed(2, role="boss"), 2, "role", "mentee, mentor or coordinator"),
    "an unknown channel": (changed(4, channel="whatsapp"), 4, "channel", "channels that are set up"),
    "an unknown country": (changed(4, country="ZZ"), 4, "country", "two letters"),
    "UK for GB": (changed(4, country="UK"), 4, "country", "write GB"),
    "an unknown language": (changed(4, language="en"), 4, "language", "en-US, en-GB, es"),
    "an unknown timezone": (changed(4, timezone="Chicago"), 4, "timezone", "America/Chicago"),
    "a timezone that knows no summer": (changed(4, timezone="EST"), 4, "timezone", "America/Chicago"),
    "no number": (changed(4, number=""), 4, "number", "Write the phone number"),
    "a shortened number": (changed(4, number="1.31256E+10"), 4, "number", "shortened"),
    "a shortened number with a comma": (changed(4, number="1,31256E+10"), 4, "number", "shortened"),
    "a number with decimals": (changed(4, number="13125550102.0"), 4, "number", "shortened"),
    "letters in a number": (changed(4, number="312-CALL-NOW"), 4, "number", "digits only"),
    "an extension": (changed(4, number="312 555 0102 x7"), 4, "number", "digits only"),
    "no area code": (changed(4, number="555 0102"), 4, "number", "area code is missing"),
    "too short": (changed(4, number="312 555"), 4, "number", "too short"),
    "two numbers in one cell": (changed(4, number="+1 312 555 0102 / 312 555 0109"), 4, "number", "too long"),
    "no such number": (changed(4, number="+1 312 155 0102"), 4, "number", "no such number"),
    "a number of another country": (changed(4, number="+44 7911 123456"), 4, "number", "another country"),
    "a landline": (changed(4, number="020 7946 0123", country="GB"), 4, "number", "landline"),
    "a freephone number": (changed(4, number="+1 800 555 0199"), 4, "number", "freephone"),
    "the same number twice": (changed(4, number="312 555 0101"), 4, "number", "Line 3 has the same"),
    "a number on telegram": (changed(5, number="312 555 0109"), 5, "number", "Leave this empty"),
    "the same name and role twice": (
        changed(5, name="dee"),
        5,
        "name",
        "Line 4 has a mentee of the same name",
    ),
    "an unknown mentor": (changed(4, mentor="Terri"), 4, "mentor", "No mentor of this name"),
    "a mentor who is none": (changed(4, mentor="Luz"), 4, "mentor", "not a mentor"),
    "a mentor with a mentor": (changed(3, mentor="Terry"), 3, "mentor", "Only mentees"),
    "a mentor with a check-in": (changed(3, check_in="Friday 18:00"), 3, "check_in", "Only mentees"),
    "no check-in": (changed(4, check_in=""), 4, "check_in", "Friday 18:00"),
    "a check-in without a time": (changed(4, check_in="Friday"), 4, "check_in", "Friday 18:00"),
    "a check-in on no day": (changed(4, check_in="Caturday 18:00"), 4, "check_in", "Friday 18:00"),
    "a check-in at no hour": (changed(4, check_in="Friday 25:00"), 4, "check_in", "Friday 18:00"),
    "a check-in at night": (
        changed(4, check_in="Friday 23:30"),
        4,
        "check_in",
        "quiet hours (21:00 to 08:00)",
    ),
    "a check-in at dawn": (changed(4, check_in="Friday 7:59"), 4, "check_in", "quiet hours"),
    "a date the other way round": (changed(4, release_date="20/12/2025"), 4, "release_date", "2026-05-31"),
    "a day that is none": (changed(4, release_date="2025-02-30"), 4, "release_date", "2026-05-31"),
    "a date long gone": (changed(4, release_date="0026-01-01"), 4, "release_date", "2026-05-31"),
    "an unknown stage": (changed(4, stage="outside"), 4, "stage", "custody, transition or community"),
    "out before the release": (
        changed(4, stage="community", release_date="2026-06-01"),
        4,
        "stage",
        "lies ahead",
    ),
    "nobody asked": (changed(4, consent_by=""), 4, "consent_by", "Nobody is written to without consent"),
    "a mentor was not asked": (
        changed(3, consent_by=""),
        3,
        "consent_by",
        "Nobody is written to without consent",
    ),
    "no day of consent": (changed(4, consent_on=""), 4, "consent_on", "the day they agreed"),
    "consent in the future": (changed(4, consent_on="2026-03-03"), 4, "consent_on", "lies ahead"),
    "no way of consent": (changed(4, consent_how=""), 4, "consent_how", "how they agreed"),
    "too much about consent": (changed(4, consent_how="x" * 201), 4, "consent_how", "at most 200"),
    "half a coordinator's consent": (
        changed(2, consent_by="Sam", consent_how="form"),
        2,
        "consent_on",
        "day they agreed",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_where_it_is_and_nobody_is_made(
    engine: Engine, sealer: Sealer, programme: str, checked: Callable[[bytes], Checked], fault: str
) -> None:
    data, line, column, words = FAULTS[fault]
    found = checked(data)
    assert [(problem.line, problem.column) for problem in found.problems] == [(line, column)]
    assert words in found.problems[0].text
    assert found.people == ()
    with engine.begin() as connection, pytest.raises(NotChecked):
        enrol(connection, sealer, NOW, programme, found)
    assert rows(engine, t.Person) == []


def test_problems_are_listed_all_at_once_in_the_order_of_the_file(
    checked: Callable[[bytes], Checked],
) -> None:
    bad = people(5, check_in="soon", consent_on="yesterday", language="fr")
    bad[0] |= {"channel": "pigeon"}
    bad[1] |= {"number": "1.3E+10"}
    found = checked(written(bad).replace(b"Dee,", b"Dee,x,"))
    assert [(problem.line, problem.column) for problem in found.problems] == [
        (2, "channel"),
        (3, "number"),
        (4, ""),
        (5, "check_in"),
        (5, "consent_on"),
        (5, "language"),
    ]
    assert str(found.problems[1]).startswith("line 3, column number: The spreadsheet has shortened")


def test_a_mentor_on_a_faulty_line_is_not_reported_missing_as_well(
    checked: Callable[[bytes], Checked],
) -> None:
    found = checked(changed(3, number="312"))
    assert [(problem.line, problem.column) for problem in found.problems] == [(3, "number")]


def test_a_mentor_on_an_unreadable_line_is_not_reported_missing_as_well(
    checked: Callable[[bytes], Checked],
) -> None:
    found = checked(written(people()).replace(b"Terry,mentor", b"Terry,Ann,mentor"))
    assert [(problem.line, problem.column) for problem in found.problems] == [(3, "")]


def test_lines_are_counted_as_a_text_editor_counts_them(checked: Callable[[bytes], Checked]) -> None:
    rows = people(2, name="Robin\nCole")  # a line break inside a cell, then a blank line
    rows[3] |= {"language": "fr"}
    found = checked(written(rows).replace(b"\r\nDee", b"\r\n\r\nDee"))
    assert [problem.line for problem in found.problems] == [7]


def test_no_problem_repeats_what_stands_in_a_cell(checked: Callable[[bytes], Checked]) -> None:
    for column in COLUMNS:
        for problem in checked(changed(4, **{column: "Xavier0815"})).problems:
            assert "avier" not in str(problem)
    heading = checked(written(people()).replace(b"stage", b"Xavier0815", 1))
    assert "avier" not in str(heading.problems)


def test_the_same_file_twice_is_refused_whole(
    checked: Callable[[bytes], Checked], enrolled: Callable[[bytes], Summary]
) -> None:
    enrolled(written(people()))
    again = checked(written(people()))
    places = [(problem.line, problem.column) for problem in again.problems]
    assert places == [
        (2, "name"),
        (2, "number"),
        (3, "name"),
        (3, "number"),
        (4, "name"),
        (4, "number"),
        (5, "name"),
    ]
    assert "enrolled already" in again.problems[0].text


def hold(
    engine: Engine, sealer: Sealer, programme: str, number: str, standing: str, *, blocked: bool = False
) -> None:
    sealer.keys.create(["stranger"], NOW)
    with engine.begin() as connection:
        connection.execute(
            insert(t.Person).values(
                id="stranger",
                programme_id=programme,
                language="en-US",
                timezone="America/Chicago",
                country="US",
                standing=standing,
                standing_since=NOW,
                created_at=NOW,
            )
        )
        connection.execute(
            insert(t.Address).values(
                id="held",
                person_id="stranger",
                channel="sms",
                lookup=sealer.lookup("address", "sms", number),
                value=sealer.seal("stranger", "address", "value", "held", number),
                blocked=blocked,
                since=NOW,
            )
        )


@pytest.mark.parametrize(("standing", "blocked"), [("stopped", False), ("unknown", True)])
def test_a_number_that_sent_stop_is_not_enrolled_behind_its_owners_back(
    engine: Engine,
    sealer: Sealer,
    programme: str,
    checked: Callable[[bytes], Checked],
    standing: str,
    blocked: bool,
) -> None:
    hold(engine, sealer, programme, "+13125550102", standing, blocked=blocked)
    found = checked(written(people()))
    assert [(problem.line, problem.column) for problem in found.problems] == [(4, "number")]
    assert "STOP was sent" in found.problems[0].text


def test_a_number_taken_between_checking_and_enrolling_stops_everything(
    engine: Engine, sealer: Sealer, programme: str, checked: Callable[[bytes], Checked]
) -> None:
    found = checked(written(people()))
    hold(engine, sealer, programme, "+13125550102", "invited")
    with pytest.raises(ChangedMeanwhile, match="Check the file again"), engine.begin() as connection:
        enrol(connection, sealer, NOW, programme, found)
    assert [person["id"] for person in rows(engine, t.Person)] == ["stranger"]


def test_only_channels_that_are_set_up_are_taken(engine: Engine, sealer: Sealer, programme: str) -> None:
    with engine.connect() as connection:
        found = check_file(connection, sealer, NOW, programme, written(people()), channels=[Channel.SMS])
    assert [(problem.line, problem.column) for problem in found.problems] == [(5, "channel")]
    assert "sms" in found.problems[0].text


def test_two_enrolled_mentors_of_one_name_are_not_guessed_between(programme: str, engine: Engine) -> None:
    with engine.connect() as connection:
        home = load_programme(connection, programme)
    there = Known({}, {("terry", Role.MENTOR): ("a", "b")}, lambda channel, value: value)
    sheet = read_people_file(written([people()[2]]))
    (problem,) = check(sheet.rows, home, there, NOW).problems
    assert (problem.line, problem.column) == (2, "mentor")
    assert "match them on the people page" in problem.text


# --- cells ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written_number", "country", "expected"),
    [
        ("07911 123456", "GB", "+447911123456"),
        ("447911123456", "GB", "+447911123456"),  # the + got lost
        ("7911123456", "GB", "+447911123456"),  # the spreadsheet took the 0 away
        ("0044 7911 123456", "GB", "+447911123456"),
        ("+44 (0)7911 123456", "GB", "+447911123456"),
        ("(312) 555-0102", "US", "+13125550102"),
        ("612 34 56 78", "ES", "+34612345678"),
    ],
)
def test_numbers_are_read_as_people_write_them(written_number: str, country: str, expected: str) -> None:
    assert read_number(written_number, country, real=True) == (expected, "")


def test_numbers_kept_for_film_will_do_for_simulated_phones_only() -> None:
    assert read_number("+447700900123", "GB", real=False) == ("+447700900123", "")
    assert read_number("+447700900123", "GB", real=True)[0] == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Friday 18:00", (4, time(18))),
        ("FRI 9.05", (4, time(9, 5))),
        ("Sunday, 12 am", (6, time(0))),
        ("Sunday 12:15pm", (6, time(12, 15))),
        ("miércoles 17:30", (2, time(17, 30))),
        ("Sábado 8:00", (5, time(8))),
        ("Friday 18", None),
        ("Friday 13pm", None),
        ("Friday 18:60", None),
        ("18:00 Friday", None),
    ],
)
def test_days_and_times_are_read_as_people_write_them(words: str, expected: tuple[int, time] | None) -> None:
    assert read_check_in(words) == expected


@pytest.mark.parametrize(
    ("cells", "zone"),
    [
        ({"timezone": "America/Denver"}, "America/Denver"),
        ({"number": "+1 602 555 0102"}, "America/Phoenix"),  # the number tells just one
        ({"number": "+1 500 555 0006"}, "America/Chicago"),  # it tells none: the programme's
        ({"number": "07911 123456", "country": "GB"}, "America/Chicago"),  # it tells several
    ],
)
def test_the_zone_is_the_cells_else_the_numbers_else_the_programmes(
    checked: Callable[[bytes], Checked], cells: dict[str, str], zone: str
) -> None:
    assert checked(changed(4, **cells)).people[2].timezone == zone


# --- many, and anything --------------------------------------------------------------------------


def crowd(size: int) -> bytes:
    template = people()
    rows = [template[1]]
    for number in range(size - 1):
        rows.append(template[2] | {"name": f"Mentee {number}", "number": f"+1312{5560000 + number}"})
    return written(rows)


def test_a_long_list_is_enrolled_in_one_go(engine: Engine, enrolled: Callable[[bytes], Summary]) -> None:
    summary = enrolled(crowd(500))  # `make bench` times 5,000
    assert len(summary.invited) == 500
    with engine.connect() as connection:
        assert count(connection, t.Person) == 500
        assert count(connection, t.Plan) == 2 * 499


def test_one_wrong_line_among_many_stops_them_all(
    engine: Engine, sealer: Sealer, programme: str, checked: Callable[[bytes], Checked]
) -> None:
    found = checked(crowd(300).replace(b"Mentee 150,mentee", b"Mentee 150,boss"))
    assert [(problem.line, problem.column) for problem in found.problems] == [(153, "role")]
    assert found.people == ()


HOME = Programme("pr", "Lakeside", "US", "en-US", "America/Chicago", "21:00", "08:00")
NOBODY = Known({}, {}, lambda channel, value: value)
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "mentee",
            "mentor",
            "coordinator",
            "sms",
            "telegram",
            "+13125550102",
            "3.1E+10",
            "Friday 18:00",
            "2026-01-01",
            "9999-12-31",
            "0000-00-00",
            "٣١٢٥٥٥٠١٠٢",
            "Terry",
            "=1+1",
            '"',
            "\r",
            "\x00",
            "UK",
            "America/Chicago",
            "a" * 200,
        ]
    ),
)


def outcome(data: bytes) -> Checked:
    """Whatever comes in: people or problems, never both, never neither, never an exception."""
    sheet = read_people_file(data)
    found = check(sheet.rows, HOME, NOBODY, NOW)
    assert all(problem.text.endswith((".", "?")) for problem in (*sheet.problems, *found.problems))
    assert sheet.problems or found.problems or found.people
    assert not (found.problems and found.people)
    return found


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_answered_with_a_listing(data: bytes) -> None:
    outcome(data)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=12, max_size=16), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_any_cells_under_our_headings_are_answered_with_a_listing_or_people(
    lines: list[list[str]], mark: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark)
    writer.writerow(COLUMNS)
    writer.writerows(lines)
    outcome(out.getvalue().encode())


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(COLUMNS), CELLS, min_size=1, max_size=4), st.integers(2, 5))
def test_whoever_passes_has_what_being_written_to_takes(cells: dict[str, str], line: int) -> None:
    for person in outcome(changed(line, **cells)).people:
        assert person.name
        assert person.number.startswith("+") or person.channel is Channel.TELEGRAM
        assert person.consent or person.role is Role.COORDINATOR
        assert person.consent is None or person.consent.on <= NOW.date()
        assert (person.check_in is not None) == (person.role is Role.MENTEE)
        assert person.check_in is None or time(8) <= person.check_in[1] < time(21)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=3))
def test_a_damaged_file_never_breaks_us(place: int, noise: bytes) -> None:
    data = written(people())
    place %= len(data)
    outcome(data[:place] + noise + data[place + len(noise) :])


# --- programmes ----------------------------------------------------------------------------------

PACK = '[programme]\nname = "Lakeside"\ncountry = "US"\nlanguage = "es"\ntimezone = "America/Chicago"\n'


def test_a_programme_is_made_from_its_pack(engine: Engine) -> None:
    with engine.begin() as connection:
        made = create_programme(connection, NOW, read_pack(PACK))
        home = load_programme(connection, made)
    assert home == replace(HOME, id=made, language="es")


def test_a_second_programme_of_the_same_name_is_refused(engine: Engine, programme: str) -> None:
    pack = read_pack((SAMPLE / "programme.toml").read_text(encoding="utf-8"))
    with engine.begin() as connection, pytest.raises(PackProblem, match="another name"):
        create_programme(connection, NOW, pack)


def test_enrolling_into_no_programme_says_how_to_make_one(engine: Engine, sealer: Sealer) -> None:
    with engine.connect() as connection, pytest.raises(UnknownProgramme, match="programme add"):
        check_file(connection, sealer, NOW, "none", written(people()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = ", "not valid TOML"),
        (PACK.replace("Lakeside", ""), "programme.name"),
        (PACK.replace("Lakeside", "L" * 41), "40 letters"),
        (PACK.replace('"US"', '"UK"'), "programme.country"),
        (PACK.replace('"es"', '"fr"'), "programme.language"),
        (PACK.replace("America/Chicago", "EST"), "programme.timezone"),
        (PACK.replace('"US"', "7"), "programme.country"),
        (PACK + "colour = 1\n", "programme.colour"),
        (PACK + "[quiet]\n", '"quiet"'),
        ("programme = 1\n", '"programme"'),
        (PACK + '[quiet_hours]\nstart = "late"\n', "times of day"),
        (PACK + '[quiet_hours]\nstart = "01:00"\n', "cover the night"),
        (PACK + '[quiet_hours]\nend = "05:00"\n', "cover the night"),
        (PACK + '[quiet_hours]\nstart = "08:00+01:00"\n', "times of day"),
    ],
)
def test_a_pack_with_a_fault_is_refused_with_what_to_change(text: str, words: str) -> None:
    with pytest.raises(PackProblem, match=words.replace(".", r"\.")):
        read_pack(text)


def test_every_fault_of_a_pack_is_named_at_once() -> None:
    with pytest.raises(PackProblem) as caught:
        read_pack("")
    assert len(str(caught.value).splitlines()) == 4


def test_what_is_known_is_read_from_the_database(
    engine: Engine, sealer: Sealer, programme: str, enrolled: Callable[[bytes], Summary]
) -> None:
    enrolled(written(people()))
    with engine.connect() as connection:
        there = known(connection, sealer, programme)
    assert {name for name, _ in there.people} == {"robin", "terry", "dee", "luz"}
    assert there.addresses[("sms", sealer.lookup("address", "sms", "+13125550100"))] is Standing.ACTIVE
