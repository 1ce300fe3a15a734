"""Training at the desk: entered, read, and mentors' papers that run out on Today."""

import pytest
from console_rows import Browser, Desk, csrf, every
from test_pages import text_of
from test_people_desk import edit

from records import tables as t

GOOD = {"topic": "hard", "hours": "2.5", "on_day": "2026-03-01", "about": "Safe talk with the county"}


@pytest.mark.mission("5.10")
def test_training_is_entered_and_stands_on_the_mentors_page(desk: Desk, ana: Browser) -> None:
    assert edit(ana, "max", "training", **GOOD).status_code == 303
    (row,) = every(desk, t.Training)
    assert (row.topic, row.minutes, row.source) == ("hard", 150, "desk")
    assert b"county" not in row.about
    page = text_of(ana.get("/people/max").text)
    assert "2.5 hours in all" in page
    assert "Safe talk with the county" in page
    assert [row.action for row in every(desk, t.Audit, action="training added")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hours": "a lot"}, "how many hours"),
        ({"hours": "0"}, "how many hours"),
        ({"hours": "nan"}, "how many hours"),
        ({"hours": "400"}, "how many hours"),
        ({"on_day": ""}, "the day it was"),
        ({"on_day": "2027-01-01"}, "cannot lie ahead"),
        ({"topic": "cooking"}, "what it was about"),
        ({"about": "x" * 121}, "at most 120"),
    ],
)
def test_what_makes_no_sense_is_refused_and_what_was_typed_stays(
    desk: Desk, ana: Browser, change: dict[str, str], said: str
) -> None:
    refused = edit(ana, "max", "training", **(GOOD | change))
    assert refused.status_code == 422
    assert said in text_of(refused.text)
    assert not every(desk, t.Training)


@pytest.mark.mission("1.10")
def test_papers_that_run_out_stand_on_today(ana: Browser) -> None:
    assert "run out" not in text_of(ana.get("/").text)
    for kind, until in (("clearance", "2026-03-10"), ("training", "2027-03-10")):
        ana.post(
            "/people/readiness",
            data={
                "who": "max",
                "kind": kind,
                "given_on": "2025-03-01",
                "good_until": until,
                "csrf": csrf(ana),
            },
        )
    page = text_of(ana.get("/").text)
    assert "Clearance is good until Tue 10 Mar" in page
    assert "Training is good until" not in page
    edit(ana, "max", "readiness", kind="clearance", given_on="2026-03-01", good_until="")
    assert "Clearance is good until" not in text_of(ana.get("/").text), "a newer one has no end"
