"""The main job: a check-in leaves on schedule, the answers come back, the mentor hears, the record stands."""

import csv
import io
import re
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from records import tables as t
from tests.end_to_end.browser import Browser
from tests.end_to_end.lakeside import Lakeside
from tests.end_to_end.phones import outbox_ids
from tests.end_to_end.program import PASSWORD, until

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]


def seconds_to_wait(lakeside: Lakeside) -> float:
    """Until the check-ins come, and what a busy machine may add."""
    left = lakeside.at - datetime.now(ZoneInfo(lakeside.by_text.zone))
    return max(0.0, left.total_seconds()) + 20.0


def test_a_check_in_by_telegram_from_the_schedule_to_the_mentors_phone(lakeside: Lakeside) -> None:
    program, luz, sam = lakeside.by_telegram, lakeside.luz, lakeside.sam
    luz.hear("How was your week", timeout=seconds_to_wait(lakeside))
    assert datetime.now(ZoneInfo(program.zone)) >= lakeside.at
    luz.tap("4 - good")
    luz.hear("one small step for the week ahead")
    luz.say("ask at the bakery on Oak")
    luz.hear("May I tell Sam", "ask at the bakery on Oak")
    luz.tap("Yes")
    luz.hear("ask at the bakery on Oak", "Luz")
    sam.hear("Luz checked in", "ask at the bakery on Oak")
    (record,) = (one for one in program.rows(t.MeetingRecord) if one.kind == "check_in")
    assert (record.outcome, record.channel) == ("finished", "telegram")
    assert record.closed_at is not None
    notes = [(one.kind, one.label) for one in program.rows(t.RecordEntry) if one.record_id == record.id]
    assert notes == [
        ("answer", "mood"),
        ("answer", "next-step"),
        ("answer", "share-step"),
        ("agreed", "step"),
    ]
    said = [one for one in program.rows(t.Outbox) if one.record_id == record.id]
    assert [one.state for one in said] == ["sent"] * 4, "Telegram tells no more than that it has them"
    assert len([one for one in program.rows(t.Inbox) if one.record_id == record.id]) == 3
    (came_round,) = (one for one in program.rows(t.Occurrence))
    assert (came_round.local_date, came_round.outcome) == (lakeside.at.date(), "started")
    (plan,) = (one for one in program.rows(t.Plan) if one.id == came_round.plan_id)
    assert (plan.due_at - lakeside.at).days in (6, 7), "next week, by the wall clock"


def test_a_check_in_by_text_from_the_schedule_to_the_coordinators_spreadsheet(lakeside: Lakeside) -> None:
    program, dee, terry = lakeside.by_text, lakeside.dee, lakeside.terry
    dee.hear("How was your week", timeout=seconds_to_wait(lakeside))
    dee.say("2, rough week")
    dee.hear("Would you like Terry to get in touch")
    dee.say("YES")
    dee.hear("one small step for the week ahead")
    dee.say("call the housing office, they said “maybe”")
    dee.hear("May I tell Terry")
    dee.say("no")
    dee.hear("Terry is a text away")
    nudge = terry.hear("Dee would like to hear from you")
    assert "housing" not in nudge, "that was not to be shared"
    lakeside.twilio.wait_for_callbacks()
    assert {status for _, _, status in lakeside.twilio.callbacks} == {204}
    until(
        lambda: all(one.state == "delivered" for one in program.outbox("Dee")),
        "status callbacks to settle everything",
    )
    handed = outbox_ids(lakeside.twilio.messages_to(dee.number))
    assert set(handed) == {one.id for one in program.outbox("Dee")}
    assert set(handed.values()) == {1}
    assert program.heard("Dee") == dee.said

    browser = Browser(program.url)
    browser.open("/sign-in")
    browser.post("/sign-in", login="ana@example.org", password=PASSWORD, next="/log")
    log = browser.open("/log?kind=check_in")
    records = set(re.findall(r'href="/records/([\w-]+)"', log))
    assert len(records) == 1
    page = unescape(browser.open(f"/records/{records.pop()}"))
    for words in ("How was your week", "2, rough week", "call the housing office, they said “maybe”"):
        assert words in page
    assert "elivered" in page
    sheet = list(csv.DictReader(io.StringIO(browser.open("/export.csv?kind=check_in").lstrip("\ufeff"))))
    (row,) = sheet
    assert (row["Person"], row["With"]) == ("Dee", "Terry")
    assert "call the housing office" in row["Agreed"]
    assert browser.open("/log").count("/records/") > 1
    assert any(one.action == "record_read" for one in program.rows(t.Audit))


def test_the_logs_hold_no_words_names_or_numbers(lakeside: Lakeside) -> None:
    for program in (lakeside.by_telegram, lakeside.by_text):
        for private in ("housing", "bakery", "rough", "Dee", "Luz", "3125550102", "7000001", "42:LOOPBACK"):
            assert private not in program.log
        assert "Traceback" not in program.log
        assert "rror" not in program.log
