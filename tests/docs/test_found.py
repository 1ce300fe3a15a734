"""Every line of what trying the program found and faults broke has a test; the pages are current."""

import pytest

from tests.found.listing import LISTINGS, Listing

each = pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.mark)


@each
def test_every_line_has_a_test_and_no_test_names_another(listing: Listing) -> None:
    assert set(listing.marked()) == set(listing.lines())


@each
def test_the_page_is_current(listing: Listing) -> None:
    assert listing.page_file.read_text(encoding="utf-8") == listing.page(), "run: python -m tests.found"


def test_the_faults_are_the_twenty_one_that_were_found() -> None:
    (faults,) = (listing for listing in LISTINGS if listing.mark == "fault")
    assert sorted(map(int, faults.lines())) == list(range(1, 22))
