"""Every line of what trying the program found has a test, and the page that lists them is current."""

from tests.found.listing import PAGE, lines, marked, page


def test_every_line_has_a_test_and_no_test_names_another() -> None:
    assert set(marked()) == set(lines())


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.found"
