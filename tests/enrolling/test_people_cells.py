"""How the cells of a people file are read; and that whatever stands in one, there is an answer."""

import csv
import io
from collections.abc import Callable
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.enrolling.enrol import COLUMNS, Checked, check
from handlers.enrolling.enrol_cells import read_check_in, read_number
from handlers.enrolling.enrol_check import Known
from handlers.enrolling.enrol_file import read_people_file
from records.kinds import Channel, Role
from tests.enrolling.people_file import HOME, NOW, changed, people, written


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
