"""Who is quiet, and who works here: nobody stands where they do not belong."""

from datetime import timedelta

import pytest
from console_rows import Browser, Desk, Rows, ago, every
from test_pages import text_of

from records import tables as t
from records.kinds import StaffRole


def quiet(browser: Browser) -> str:
    """What stands under "Quiet" on Today."""
    return text_of(browser.get("/").text.partition('id="quiet-h"')[2].partition("</section>")[0])


@pytest.mark.found("K7")
@pytest.mark.parametrize("hours", [0.1, 4, 30, 160])
def test_who_was_heard_since_is_not_quiet(desk: Desk, rows: Rows, ana: Browser, hours: float) -> None:
    assert "Devon Reed" in quiet(ana)
    rows.change(t.Address, "dev-a", last_heard_at=ago(hours=hours))
    assert "Devon Reed" not in quiet(ana)
    assert "quiet" not in text_of(ana.get("/").text)


@pytest.mark.found("K7")
def test_also_on_another_channel(desk: Desk, rows: Rows, ana: Browser) -> None:
    row = {"channel": "telegram", "value": b"", "lookup": "x", "since": ago(days=40)}
    rows.insert(t.Address, id="dev-t", person_id="dev", last_heard_at=ago(hours=4), **row)
    assert "Devon Reed" not in quiet(ana)


@pytest.mark.found("K7")
def test_a_skipped_check_in_does_not_make_somebody_quiet_who_was_talking(
    desk: Desk, rows: Rows, ana: Browser
) -> None:
    occurrence = {"person_id": "mia", "plan_id": "pl", "local_date": ago(hours=1).date()}
    rows.insert(t.Occurrence, id="oc", at=ago(hours=1), outcome="talking", **occurrence)
    assert "Mia Torres" not in quiet(ana), "heard two hours ago"
    rows.change(t.Address, "mia-a", last_heard_at=ago(days=3))
    assert "Mia Torres" in quiet(ana)


@pytest.mark.found("K7")
def test_who_never_wrote_is_quiet(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.change(t.Address, "dev-a", last_heard_at=None)
    assert "Devon Reed" in quiet(ana)


@pytest.mark.found("K7")
def test_a_number_to_check_stands_by_itself(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.change(t.Address, "mia-a", asked_at=ago(hours=1))
    page = ana.get("/").text
    assert "Mia Torres" not in quiet(ana)
    assert "Mia Torres" in text_of(page.partition('id="not-asked-h"')[2].partition("</section>")[0])


@pytest.mark.found("K8")
def test_an_administrator_is_no_unknown_person(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.person("adi", "Adi Roth")
    rows.change(t.Staff, rows.staff("adi", "adi@example.org"), role=StaffRole.ADMINISTRATOR)
    page = text_of(ana.get("/people").text)
    assert "Staff 1" in page
    assert "Adi Roth Administrator" in page
    assert page.count("Nobody has said who this is") == 1, "the stranger"


@pytest.mark.found("K8")
def test_nor_is_who_worked_here_or_has_no_part_now(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.person("old", "Olga Past")
    rows.change(t.Staff, rows.staff("old", "olga@example.org"), active=False)
    rows.person("ned", "Ned Grey", "mentor")
    (part,) = every(desk, t.Membership, person_id="ned")
    rows.change(t.Membership, part.id, until=ago(days=1))
    page = text_of(ana.get("/people").text)
    assert "Olga Past Worked here" in page
    assert "Ned Grey No part at present" in page
    assert page.count("Nobody has said who this is") == 1


@pytest.mark.found("K8")
def test_an_administrators_unknown_text_is_still_theirs(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.person("adi", "Adi Roth", standing="unknown", phone="+15005550122")
    rows.change(t.Staff, rows.staff("adi", "adi@example.org"), role=StaffRole.ADMINISTRATOR)
    desk.time += timedelta(minutes=1)
    page = text_of(ana.get("/people").text)
    assert page.count("Nobody has said who this is") == 1
    assert "Wrote to us 1" in page
