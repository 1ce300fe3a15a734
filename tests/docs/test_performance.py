"""The page about performance, its drawing and benchmarks/results.json say the same."""

import json
from xml.etree import ElementTree

import pytest

from benchmarks import plot

MEASURED = json.loads(plot.RESULTS.read_text(encoding="utf-8"))
NAMES = [row["name"] for row in MEASURED["results"]]


def test_the_page_has_the_figures_that_were_measured() -> None:
    page = plot.PAGE.read_text(encoding="utf-8")
    assert plot.filled(page, MEASURED) == page, "run: python -m benchmarks.plot"
    assert all(f"| {name} |" in page for name in NAMES)


def test_the_drawing_is_of_these_figures() -> None:
    drawn = plot.DRAWING.read_text(encoding="utf-8")
    assert drawn == plot.drawing(MEASURED["results"]), "run: python -m benchmarks.plot"
    words = {element.text for element in ElementTree.fromstring(drawn).iter() if element.text}  # noqa: S314 - we have drawn it ourselves
    assert "bare sqlite3" in words
    assert "1,000" in words


def test_each_row_says_what_it_is_held_against_and_whether_it_holds() -> None:
    assert len(NAMES) == len(set(NAMES))
    for row in MEASURED["results"]:
        assert set(row) == {"name", "figure", "unit", "peer", "ratio", "bar", "holds"}, row
        assert row["peer"], row
        assert (row["holds"] is None) == (row["bar"] == ""), row


@pytest.mark.parametrize(
    "part",
    [
        "check-ins received",
        "beside a peer",
        "one alone",
        "PostgreSQL",
        "size of a message",
        "/sms/inbound",
        "idle tick",
    ],
)
def test_every_bar_is_measured(part: str) -> None:
    bars = [row for row in MEASURED["results"] if part in row["name"] and row["bar"]]
    assert bars, part


def test_the_machine_is_named() -> None:
    assert {"cpu", "cores", "memory_gb", "system", "python", "sqlite", "measured_at"} <= set(
        MEASURED["machine"]
    )
