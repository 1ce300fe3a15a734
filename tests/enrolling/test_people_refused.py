"""Enrolling from a file: all or nothing, and every problem named by line and column."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from handlers.enrolling.enrol import (
    COLUMNS,
    ChangedMeanwhile,
    Checked,
    NotChecked,
    Summary,
    check,
    check_file,
    enrol,
)
from handlers.enrolling.enrol_check import Known
from handlers.enrolling.enrol_file import read_people_file
from handlers.enrolling.programmes import load_programme
from records import tables as t
from records.kinds import Channel, Role
from records.sealing import Sealer
from tests.enrolling.people_file import NOW, changed, crowd, hold, people, rows, written

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


def test_one_wrong_line_among_many_stops_them_all(
    engine: Engine, sealer: Sealer, programme: str, checked: Callable[[bytes], Checked]
) -> None:
    found = checked(crowd(300).replace(b"Mentee 150,mentee", b"Mentee 150,boss"))
    assert [(problem.line, problem.column) for problem in found.problems] == [(153, "role")]
    assert found.people == ()
