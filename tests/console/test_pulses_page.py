"""The page of pulses: counts with small ones left out, and words without names for the lead alone."""

import json
from dataclasses import replace
from pathlib import Path

from console_rows import NOW, Browser, Desk, Rows, every
from test_erasing import lead  # noqa: F401 - a fixture
from test_pages import text_of

from bot.enrolling import read_pack
from records import programme_packs
from records import tables as t
from records.programme_choices import USUAL

PACK = read_pack(Path(__file__).parents[2] / "programmes" / "reentry-us").choices
SAID = ("yes", "yes", "yes", "yes", "yes", "partly", "no", "no")


def answered(desk: Desk, rows: Rows, number: int) -> None:
    chosen = replace(USUAL, pulses=PACK.pulses)
    desk.write(lambda c: programme_packs.choose(c, "pr", chosen))
    for place in range(number):
        person = f"p{place}"
        rows.person(person, f"Quill {place}", "mentee")
        body = json.dumps({"listened": SAID[place], "one-change": f"later texts {place}"})
        rows.insert(
            t.PulseRound,
            id=f"r{place}",
            programme_id="pr",
            person_id=person,
            pulse="walking-together",
            asked_at=NOW,
            answered_at=NOW,
            body=desk.sealer.seal(person, "pulse_round", "body", f"r{place}", body),
        )


def test_a_coordinator_sees_counts_alone(desk: Desk, rows: Rows, ana: Browser) -> None:
    answered(desk, rows, 8)
    shown = text_of(ana.get("/pulses").text)
    assert "Yes Partly No Answered 5 – – 8" in shown, shown
    assert "later texts" not in shown
    assert "8 wrote something; the programme's lead reads it" in shown
    assert not every(desk, t.Audit, action="pulses read")


def test_the_lead_reads_words_without_names(
    desk: Desk,
    rows: Rows,
    lead: Browser,  # noqa: F811 - a fixture, by the name it is imported under
) -> None:
    answered(desk, rows, 8)
    page = text_of(lead.get("/pulses").text)
    assert "later texts 3" in page
    assert "Quill" not in page
    assert len(every(desk, t.Audit, action="pulses read")) == 1


def test_four_are_too_few_for_anything(
    desk: Desk,
    rows: Rows,
    lead: Browser,  # noqa: F811 - a fixture, by the name it is imported under
) -> None:
    answered(desk, rows, 4)
    page = text_of(lead.get("/pulses").text)
    assert "Fewer than five have answered" in page
    assert "later texts" not in page
