"""People files as spreadsheets write them; numbers that are ours, or too new; mentors who are ready."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine, select

from handlers.access.accounts import AccountProblem, read_phone
from handlers.desk.mentor_readiness import not_ready
from handlers.enrolling.enrol import Checked, Summary, check_file
from handlers.enrolling.enrol_cells import read_good_from, read_number
from handlers.enrolling.enrol_file import read_people_file
from records import tables as t
from records.numbers import is_unusual
from records.sealing import Sealer
from tests.enrolling.people_file import NOW, PEOPLE, changed, people, rows, written

Check = Callable[[bytes], Checked]
OURS = frozenset({"+13125550199"})


# --- our own number ---


@pytest.mark.found("H1")
@pytest.mark.parametrize("line", [2, 3, 4])
@pytest.mark.parametrize("number", ["+1 312 555 0199", "(312) 555-0199", "312.555.0199"])
def test_our_own_number_is_nobodys(
    engine: Engine,
    sealer: Sealer,
    programme: str,
    line: int,
    number: str,
) -> None:
    with engine.connect() as connection:
        found = check_file(connection, sealer, NOW, programme, changed(line, number=number), ours=OURS)
    (problem,) = found.problems
    assert (problem.line, problem.column) == (line, "number")
    assert "the number that people text to" in problem.text
    assert "0199" not in str(problem)


@pytest.mark.found("H1")
def test_nor_a_colleagues() -> None:
    with pytest.raises(AccountProblem, match="would reach nobody"):
        read_phone("312 555 0199", "US", OURS)
    assert read_phone("312 555 0198", "US", OURS) == "+13125550198"


# --- sep= ---


@pytest.mark.found("H2")
@pytest.mark.parametrize(
    "told",
    [b"sep=;\r\n", b"SEP=;\n", b'"sep=;"\r\n', b"sep=;;;;\n", b"sep=; \r\n", b"\xef\xbb\xbfsep=;\r\n"],
)
def test_a_line_that_names_the_separator_is_understood(checked: Check, told: bytes) -> None:
    found = checked(told + written(people(), ";"))
    assert found.problems == ()
    assert [person.name for person in found.people] == [row["name"] for row in PEOPLE]


@pytest.mark.found("H2")
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_whatever_it_names(mark: str) -> None:
    sheet = read_people_file(f"sep={mark}\n".encode() + written(people(), mark))
    assert sheet.problems == ()
    assert len(sheet.rows) == len(PEOPLE)


@pytest.mark.found("H2")
def test_lines_are_counted_with_it(checked: Check) -> None:
    found = checked(b"sep=;\r\n" + written(people(4, role="boss"), ";"))
    assert [(problem.line, problem.column) for problem in found.problems] == [(5, "role")]


@pytest.mark.found("H2")
def test_it_alone_is_an_empty_file() -> None:
    (problem,) = read_people_file(b"sep=;\r\n").problems
    assert "The file is empty" in problem.text


# --- numbers no list has yet ---


@pytest.mark.found("H3")
@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("+1 621 234 5678", "US"),
        ("(621) 234-5678", "US"),
        ("+1 245 867 5309", "US"),
        ("+44 7979 900123", "GB"),
    ],
)
def test_a_number_of_the_right_shape_is_taken_and_said_to_be_unusual(
    checked: Check,
    number: str,
    country: str,
) -> None:
    found = checked(changed(4, number=number, country=country, channel="sms"))
    assert found.problems == ()
    unusual = is_unusual(found.people[2].number)
    assert [(doubt.line, doubt.column) for doubt in found.doubts] == ([(4, "number")] if unusual else [])
    if country == "US":
        assert unusual
        assert "area code may be new" in found.doubts[0].text
        assert "5678" not in str(found.doubts[0])


@pytest.mark.found("H3")
@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("+1 312 155 0102", "US"),  # no exchange begins with 1
        ("+1 121 234 5678", "US"),  # no area code begins with 1
        ("+1 911 234 5678", "US"),
        ("+1 392 234 5678", "US"),  # kept for longer numbers
        ("+1 621 555 0123", "US"),  # kept for film
        ("+1 621 911 1234", "US"),
        ("+44 7700 900123", "GB"),
        ("+44 7612 345678", "GB"),  # a pager
        ("+1 621 234 567", "US"),
    ],
)
def test_what_no_plan_has_is_refused_still(number: str, country: str) -> None:
    assert read_number(number, country, real=True)[0] == ""


@pytest.mark.found("H3")
def test_numbers_in_use_and_simulated_ones_are_not_doubted(checked: Check) -> None:
    assert checked(written(people())).doubts == ()
    assert checked(changed(4, number="+1 621 234 5678", channel="phones")).doubts == ()
    assert not is_unusual("+13125550102")
    assert not is_unusual("a chat")


# --- ready ---


@pytest.mark.found("K9")
@pytest.mark.parametrize(
    "cells",
    [
        {"ready": "yes"},
        {"ready": "Yes"},
        {"ready": "2026-01-05"},
        {"ready": "2026-01-05 to 2027-01-05"},
        {"clearance": "2025-12-01", "training": "2026-01-05 to 2027-01-05"},
    ],
)
def test_a_mentor_comes_ready_from_the_file(
    engine: Engine,
    enrolled: Callable[[bytes], Summary],
    cells: dict[str, str],
) -> None:
    enrolled(changed(3, **cells))
    with engine.connect() as connection:
        mentor = connection.execute(
            select(t.Membership.person_id).where(t.Membership.role == "mentor")
        ).scalar_one()
        assert not_ready(connection, mentor, NOW.date()) == []
    assert {row["recorded_by"] for row in rows(engine, t.Readiness)} == {"import"}
    assert {row["kind"] for row in rows(engine, t.Readiness)} == {"clearance", "training"}


@pytest.mark.found("K9")
def test_without_it_a_mentor_is_not_ready_as_before(
    engine: Engine,
    enrolled: Callable[[bytes], Summary],
) -> None:
    enrolled(changed(3, ready="no"))
    assert rows(engine, t.Readiness) == []


@pytest.mark.found("K9")
@pytest.mark.parametrize(
    ("line", "cells", "words"),
    [
        (3, {"ready": "perhaps"}, "Write yes, or the day"),
        (3, {"ready": "2026-05-31"}, "cannot lie ahead"),
        (3, {"clearance": "yes"}, "Write the day"),
        (3, {"training": "2026-02-01 to 2025-02-01"}, "Write the day"),
        (4, {"ready": "yes"}, "Only mentors"),
        (2, {"clearance": "2026-01-05"}, "Only mentors"),
    ],
)
def test_what_makes_nobody_ready_is_named(
    checked: Check,
    line: int,
    cells: dict[str, str],
    words: str,
) -> None:
    (problem,) = checked(changed(line, **cells)).problems
    assert (problem.line, problem.column) == (line, next(iter(cells)))
    assert words in problem.text


@pytest.mark.found("K9")
def test_days_it_is_good_between() -> None:
    assert read_good_from("2026-01-05") == (date(2026, 1, 5), None)
    assert read_good_from("2026-01-05 to 2027-01-05") == (date(2026, 1, 5), date(2027, 1, 5))
    for unclear in ("", "2026", "2026-01-05 to", "2026-01-05 to soon", "to 2026-01-05", "2026-02-30"):
        assert read_good_from(unclear) is None, unclear
