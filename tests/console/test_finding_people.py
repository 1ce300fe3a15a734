"""Finding people: by name, by number, by what is known of them; in order, page by page."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from console_rows import Browser, Desk, Rows, ago, every
from sqlalchemy import event

from records import tables as t
from records.kinds import StaffRole


def people(answer: str) -> list[str]:
    """The people a page lists, in order."""
    return [part.partition('"')[0] for part in answer.split('person-item" href="/people/')[1:]]


@contextmanager
def counted(desk: Desk) -> Iterator[list[str]]:
    """The statements that the records are asked meanwhile."""
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(desk.engine, "before_cursor_execute", note)
    yield asked
    event.remove(desk.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=torr", ["mia"]),
        ("q=mia+tor", ["mia"]),
        ("q=TORRES+mia", ["mia"]),
        ("q=%2B15005550123", ["mia"]),
        ("q=(500)+555-0123", ["mia"]),
        ("q=5550123", []),  # a piece of a number finds nobody
        ("q=nobody+here", []),
        ("mentor=bauer&part=mentee", ["mia"]),
        ("part=mentor", ["max"]),
        ("standing=stopped", ["joe"]),
        ("flagged=1", ["dev"]),
        ("waiting=1&part=mentee", ["mia"]),
        ("part=mentee&order=quiet", ["joe", "dev", "mia"]),
        ("part=mentee&order=heard", ["mia", "dev", "joe"]),
    ],
)
def test_people_are_found(rows: Rows, ana: Browser, query: str, found: list[str]) -> None:
    assert people(ana.get(f"/people?{query}").text) == found


def test_an_accent_is_not_needed(rows: Rows, ana: Browser) -> None:
    rows.person("jos", "José Núñez", "mentee")
    assert people(ana.get("/people?q=nunez").text) == ["jos"]
    assert people(ana.get("/people?q=N%C3%BA%C3%B1ez").text) == ["jos"]


def test_one_person_alone_is_opened_at_once(rows: Rows, ana: Browser) -> None:
    answer = ana.get("/people?q=torres&go=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/people/mia")
    assert ana.get("/people?q=torres").status_code == 200


@pytest.mark.parametrize("query", ["part=x", "stage=moon", "standing=x", "order=x", "caseload=%C3%A9"])
def test_a_filter_that_is_none_is_said(rows: Rows, ana: Browser, query: str) -> None:
    answer = ana.get(f"/people?{query}")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


@pytest.mark.mission("2.7")
def test_nobody_is_found_on_another_caseload(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.person("bob", "Bob Hale", "coordinator")
    rows.staff("bob", "bob@example.org")
    rows.change(t.Person, "joe", coordinator_id="bob")
    for query in ("q=joe", "q=%2B15005550155", "caseload=bob", "standing=stopped"):
        assert people(ana.get(f"/people?{query}").text) == []
    (staff,) = every(desk, t.Staff, login="ana@example.org")
    rows.change(t.Staff, staff.id, role=StaffRole.LEAD)
    assert people(ana.get("/people?q=joe").text) == ["joe"]
    assert people(ana.get("/people?caseload=bob").text) == ["joe"]


def test_an_erased_name_is_found_no_more(desk: Desk, rows: Rows, ana: Browser) -> None:
    assert people(ana.get("/people?q=joe").text) == ["joe"]
    desk.sealer.keys.destroy("joe")
    assert people(ana.get("/people?q=joe").text) == []


def test_pages_say_how_many_and_the_queries_do_not_grow(desk: Desk, rows: Rows, ana: Browser) -> None:
    ana.get("/people?part=mentee")
    with counted(desk) as few:
        ana.get("/people?part=mentee&order=name")
    for number in range(70):
        rows.person(
            f"n{number:02d}",
            f"Nell {number:02d}",
            "mentee",
            phone=f"+150055520{number:02d}",
            heard=ago(days=9),
        )
    ana.get("/people?part=mentee")
    with counted(desk) as many:
        first = ana.get("/people?part=mentee&order=name").text
    assert len(many) == len(few)
    assert "1 to 50 of 73" in first
    second = ana.get("/people?part=mentee&order=name&page=2").text
    assert "51 to 73 of 73" in second
    assert len({*people(first), *people(second)}) == 73
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second
    assert "Nobody matches" in ana.get("/people?part=mentee&page=9").text
