"""The whole conversation with one person on their page, and the box for writing to them."""

from datetime import timedelta

import httpx
import pytest
from console_rows import NOW, Browser, Desk, Rows, ago, create_console, csrf, every, sign_in
from test_pages import text_of

from records import effects as fx
from records import tables as t
from records.kinds import StaffRole


def send(browser: Browser, path: str, **fields: str) -> httpx.Response:
    return browser.post(path, data={**fields, "csrf": csrf(browser)})


def conversation(page: str) -> str:
    """What a person's page shows of what was said."""
    return text_of(page.partition('aria-labelledby="thread-h"')[2].partition("</section>")[0])


def test_the_conversation_is_in_the_order_of_time_on_one_page(rows: Rows, ana: Browser) -> None:
    shown = conversation(ana.get("/people/mia").text)
    assert shown.index("Could somebody ring me") > 0
    record = rows.record("mia", "message", at=ago(days=3))
    rows.said("mia", "The first of all these lines", record, at=ago(days=3))
    rows.heard("mia", "And the second", record, at=ago(days=3, minutes=-2))
    shown = conversation(ana.get("/people/mia").text)
    assert (
        shown.index("The first of all these lines") < shown.index("And the second") < shown.index("ring me")
    )


def test_a_long_conversation_has_earlier_pages_without_gap_or_repeat(rows: Rows, ana: Browser) -> None:
    record = rows.record("joe", "message", at=ago(days=20))
    for number in range(95):
        rows.heard("joe", f"line number {number:03d}.", record, at=ago(days=20, minutes=-number))
    seen: list[str] = []
    path = "/people/joe"
    for _ in range(6):
        page = ana.get(path).text
        seen += [
            part[:3] for part in page.partition('aria-labelledby="thread-h"')[2].split("line number ")[1:]
        ]
        if ">Earlier</a>" not in page:
            break
        path = page.partition('href="/people/joe?before=')[2].partition("#")[0]
        path = f"/people/joe?before={path}"
    assert sorted(seen) == [f"{number:03d}" for number in range(95)]


def test_what_is_theirs_alone_and_a_complaint_stay_out_of_it(desk: Desk, rows: Rows, ana: Browser) -> None:
    own = rows.record("mia", "kit")
    rows.heard("mia", "my aunt Zenobia", own)
    complaint = rows.record("mia", "complaint")
    rows.heard("mia", "about my coordinator", complaint)
    page = ana.get("/people/mia").text
    assert "Zenobia" not in page
    assert "(theirs alone)" in page
    assert "about my coordinator" not in page
    (staff,) = every(desk, t.Staff, login="ana@example.org")
    rows.change(t.Staff, staff.id, role=StaffRole.LEAD)
    assert "about my coordinator" in conversation(ana.get("/people/mia").text)


def test_words_about_another_mentee_are_not_in_a_mentors_conversation(rows: Rows, ana: Browser) -> None:
    rows.person("bob", "Bob Hale", "coordinator")
    rows.change(t.Person, "joe", coordinator_id="bob")
    rows.said("max", "Joe wrote that the flat fell through", about="joe")
    assert "flat fell through" not in ana.get("/people/max").text


def test_alerts_to_a_colleague_are_folded_away_and_no_part_of_it(rows: Rows, ana: Browser) -> None:
    page = ana.get("/people/ana").text
    assert "ACK 4711" not in conversation(page)
    assert "Alerts to their phone" in page


def test_a_message_is_sent_later_and_can_be_taken_back(desk: Desk, rows: Rows, ana: Browser) -> None:
    answer = send(ana, "/people/mia/reply", text="Good luck today!", later="2026-03-09T09:30")
    assert answer.headers["location"] == "/people/mia#end"
    (line,) = [row for row in every(desk, t.Outbox, person_id="mia") if row.staff_id]
    assert line.not_before.isoformat() == "2026-03-09T14:30:00+00:00"  # by the clocks in Chicago, in summer
    assert "Do not send it" in ana.get("/people/mia").text
    assert send(ana, f"/people/dev/lines/{line.id}/take-back").status_code == 422  # it is not theirs
    assert send(ana, f"/people/mia/lines/{line.id}/take-back").status_code == 303
    (line,) = every(desk, t.Outbox, id=line.id)
    assert (line.state, line.reason) == ("withheld", "taken_back")
    assert "taken back before it left" in ana.get("/people/mia").text
    assert "left already" in send(ana, f"/people/mia/lines/{line.id}/take-back").text


@pytest.mark.parametrize(
    ("later", "why"),
    [
        ("2026-03-06T09:00", "That time has passed"),
        ("2026-03-09T03:00", "It is night for them"),
        ("2026-08-09T10:00", "two months"),
        ("soon", "not a day and a time"),
        ("2026-03-09T25:00", "not a day and a time"),
    ],
)
def test_a_time_that_cannot_be_is_said_and_nothing_typed_is_lost(
    desk: Desk, rows: Rows, ana: Browser, later: str, why: str
) -> None:
    answer = send(ana, "/people/mia/reply", text="Good luck today!", later=later)
    assert answer.status_code == 422
    assert why in answer.text
    assert ">Good luck today!</textarea>" in answer.text
    assert f'value="{later}"' in answer.text
    assert [row for row in every(desk, t.Outbox, person_id="mia") if row.staff_id] == []


def test_only_what_staff_wrote_is_taken_back(desk: Desk, rows: Rows, ana: Browser) -> None:
    line = rows.said("mia", "How was your week?", state="queued", wait=timedelta(hours=2))
    assert send(ana, f"/people/mia/lines/{line}/take-back").status_code == 422
    assert every(desk, t.Outbox, id=line)[0].state == "queued"


def test_done_leads_to_whoever_waits_longest_now(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.heard("dev", "Hello?", rows.record("dev", "message"), at=ago(days=1), needs_person=True)
    answer = send(ana, "/people/mia/reply", text="On my way", back="next")
    assert answer.headers["location"] == "/people/dev#end"
    answer = send(ana, "/people/dev/attend", back="next")
    assert answer.headers["location"] == "/people/who#end"
    assert send(ana, "/people/who/attend", back="next").headers["location"] == "/"


@pytest.mark.mission("5.1")
def test_the_weeks_are_a_picture_with_its_table(desk: Desk, rows: Rows, ana: Browser) -> None:
    for weeks, mood in ((1, "2"), (2, "5")):
        record = rows.record("joe", at=ago(weeks=weeks), outcome="finished")
        rows.heard("joe", mood, record, at=ago(weeks=weeks))
        rows.save(fx.Note(record, "joe", "answer", "mood", mood), at=ago(weeks=weeks))
    rows.record("joe", "meeting", at=ago(weeks=1), channel="sms", outcome="met", with_id="max")
    page = ana.get("/people/joe").text
    picture = page.partition('<svg class="weeks-pic"')[2].partition("</svg>")[0]
    assert "last 2 of 5, the lowest 2, the highest 5" in picture
    assert picture.count("w-dot") == 2
    assert picture.count("w-low") == 1
    assert picture.count("w-met") == 1
    table = text_of(page.partition("The same as a table")[2].partition("</table>")[0])
    assert "23 Feb 2 1 1" in table
    assert "16 Feb 5 1 –" in table
    assert NOW.isoformat().startswith("2026-03-06")


def test_a_record_leads_to_the_one_before_and_the_one_after(desk: Desk, rows: Rows, ana: Browser) -> None:
    first, second, third = (rows.record("joe", "message", at=ago(days=days)) for days in (9, 8, 7))
    rows.record("dev", "message", at=ago(days=8))
    page = ana.get(f"/records/{second}").text
    assert f'rel="prev" href="/records/{first}"' in page
    assert f'rel="next" href="/records/{third}"' in page
    complaint = rows.record("joe", "complaint", at=ago(days=8, hours=-1))
    assert complaint not in ana.get(f"/records/{second}").text


def test_what_is_typed_is_kept_sealed_for_whoever_typed_it_until_it_is_sent(
    desk: Desk, rows: Rows, ana: Browser
) -> None:
    assert send(ana, "/people/mia/draft", text="About the bus").status_code == 204
    assert send(ana, "/people/mia/draft", text="About the bus pass <b>").status_code == 204
    (kept,) = every(desk, t.ReplyDraft)
    assert b"bus" not in kept.body
    assert "About the bus pass &lt;b&gt;</textarea>" in ana.get("/people/mia").text
    record = every(desk, t.MeetingRecord, person_id="mia", kind="check_in")[0].id
    assert "About the bus pass &lt;b&gt;</textarea>" in ana.get(f"/records/{record}").text
    rows.person("bob", "Bob Hale", "coordinator")
    rows.staff("bob", "bob@example.org")
    bob = Browser(create_console(desk))
    sign_in(bob, "bob@example.org")
    assert "About the bus pass" not in bob.get("/people/mia").text
    refused = send(ana, "/people/mia/reply", text="About the bus pass", later="soon")
    assert refused.status_code == 422
    assert every(desk, t.ReplyDraft) != [], "nothing was sent, so it is still kept"
    send(ana, "/people/mia/reply", text="About the bus pass")
    assert every(desk, t.ReplyDraft) == []
    send(ana, "/people/mia/draft", text="x")
    send(ana, "/people/mia/draft", text=" ")
    assert every(desk, t.ReplyDraft) == []
