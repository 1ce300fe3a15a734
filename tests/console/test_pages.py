"""What the pages show, to whom, and what is kept of it."""

import re
from datetime import timedelta

import pytest
from console_rows import NOW, Browser, Desk, Rows, ago, create_console, csrf, every, sign_in

from records import effects as fx
from records import tables as t

NASTY = '<script>alert("x")</script>'


def of(desk: Desk, person_id: str, kind: str) -> str:
    """The newest record of that kind about somebody."""
    return str(every(desk, t.MeetingRecord, person_id=person_id, kind=kind)[-1].id)


def text_of(page: str) -> str:
    """The page without its tags, spaces run together."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_today_shows_what_needs_somebody(ana: Browser) -> None:
    page = text_of(ana.get("/").text)
    assert "1 safety flag to answer" in page
    words = "Urgent Devon Reed Words about suicide. Nobody has answered for it yet. 40 min ago · overdue"
    assert words in page
    assert "Mia Torres 2 messages since today 10:50" in page
    assert "Unknown sender 1 message since today 11:10" in page
    assert "Max Bauer Text message · Today 09:06 May not have arrived 2 h ago" in page
    assert "Devon Reed No reply to the check-in of Fri 27 Feb 13:00 heard 8 days ago" in page


def test_the_list_of_people_shows_nobodys_words_and_so_leaves_no_trace(desk: Desk, ana: Browser) -> None:
    before = len(every(desk, t.Audit))
    page = ana.get("/people").text
    for words in ("cannot go on", "bus pass", "Find a room", "bakery", "+1500555"):
        assert words not in page
    assert len(every(desk, t.Audit)) == before


def test_the_log_shows_no_words_of_danger_and_no_number(ana: Browser) -> None:
    page = ana.get("/log").text
    assert "bus pass" in page
    for words in ("cannot go on", "+1500555"):
        assert words not in page


def test_when_all_is_well_today_says_so(desk: Desk) -> None:
    rows = Rows(desk)
    rows.programme("pr", "P")
    rows.person("ana", "Ana", "coordinator")
    rows.staff("ana", "ana@example.org")
    browser = Browser(create_console(desk))
    sign_in(browser)
    page = browser.get("/").text
    assert "Nothing needs you now" in page
    assert "<section" not in page, "kinds of which there is nothing are left out"
    assert "No exchanges yet" in browser.get("/log").text


@pytest.mark.parametrize("standing", ["paused", "stopped", "custody"])
def test_who_is_not_written_to_is_not_called_quiet(rows: Rows, ana: Browser, standing: str) -> None:
    rows.change(t.Person, "dev", standing=standing)
    assert 'id="quiet"' not in ana.get("/").text


def test_who_answered_since_is_not_quiet(rows: Rows, ana: Browser) -> None:
    rows.record("dev", at=ago(hours=1), outcome="finished")
    assert 'id="quiet"' not in ana.get("/").text


def test_an_old_failure_leaves_the_first_page(rows: Rows, ana: Browser) -> None:
    rows.said("mia", "x", state="failed", reason="30003", at=ago(days=8))
    assert "30003" not in ana.get("/").text
    rows.said("mia", "x", state="failed", reason="30003", at=ago(days=6))
    assert "Failed (code 30003)" in ana.get("/").text


def test_a_flag_is_acknowledged_closed_and_gone(desk: Desk, ana: Browser) -> None:
    flag = every(desk, t.Flag)[0]
    token = csrf(ana)
    done = ana.post(f"/flags/{flag.id}/acknowledge", data={"csrf": token, "back": "today"})
    assert done.headers["location"] == "/"
    page = text_of(ana.get("/").text)
    assert "1 safety flag open, the oldest 40 min" in page, "until it is closed"
    assert "Ana Lindqvist is on it since 12:00" in page
    empty = ana.post(f"/flags/{flag.id}/close", data={"csrf": token, "outcome": " "})
    assert empty.status_code == 422
    assert "what was done" in empty.text
    closed = ana.post(f"/flags/{flag.id}/close", data={"csrf": token, "outcome": "Called, safe"})
    assert closed.headers["location"] == f"/records/{flag.record_id}"
    assert 'id="safety"' not in ana.get("/").text
    page = text_of(ana.get(f"/records/{flag.record_id}").text)
    assert "Closed today 12:00; Ana Lindqvist answered for it." in page
    assert "Called, safe" in page


@pytest.mark.mission("5.1")
def test_a_record_shows_everything_and_keeps_that_it_was_read(desk: Desk, ana: Browser) -> None:
    record = of(desk, "mia", "check_in")
    page = text_of(ana.get(f"/records/{record}").text)
    said = [
        "Handrail Hi Mia, Handrail here from Northside.",
        "Delivered 09:00",
        "Mia Torres 4, got the keys to the gym 09:02",
        "Answers offered: Done Partly Not yet",
        "Mia Torres partly 09:05",
        "Handrail to Max Bauer Mia checked in today",
        "May not have arrived",
        "Waiting until tomorrow 01:07 (quiet hours)",
    ]
    places = [page.index(line) for line in said]
    assert places == sorted(places)
    assert "How the week was (1 to 5) 4 (got the keys to the gym)" in page
    assert "Agreed Small step Ring the housing office on Tuesday" in page
    assert "Check-in · Mia Torres" in page
    kept = every(desk, t.Audit, action="record_read")
    assert [(row.person_id, row.record_id) for row in kept] == [("mia", record)]


def test_a_safety_record_shows_what_raised_the_flag(desk: Desk, ana: Browser) -> None:
    page = text_of(ana.get(f"/records/{of(desk, 'dev', 'safety')}").text)
    assert "What raised it: cannot go on Rule suicide-07" in page
    assert "Nobody has answered for it yet." in page


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        ("sent", "", "Handed over 12:00"),
        ("sending", "", "Going out now"),
        ("queued", "", "About to go"),
        ("failed", "30005", "Failed (code 30005)"),
        ("withheld", "stopped", "Not sent: this person has stopped messages"),
        ("withheld", "custody", "Not sent: this person is in custody"),
        ("expired", "", "Not sent: it was too late for it"),
    ],
)
def test_how_far_a_line_got_is_said_in_words(
    rows: Rows, ana: Browser, state: str, reason: str, words: str
) -> None:
    record = rows.record("mia", "message")
    rows.said("mia", "hello", record, state=state, reason=reason)
    assert words in text_of(ana.get(f"/records/{record}").text)


def test_a_reply_goes_out_in_the_staffs_name_and_is_kept(desk: Desk, ana: Browser) -> None:
    record = of(desk, "mia", "message")
    assert "Goes by text message (ending 23)" in text_of(ana.get(f"/records/{record}").text)
    sent = ana.post(f"/records/{record}/reply", data={"csrf": csrf(ana), "text": " I will ring at 3. "})
    assert sent.headers["location"] == f"/records/{record}#end"
    assert desk.woken == 1
    page = text_of(ana.get(f"/records/{record}").text)
    assert "Ana Lindqvist to Mia Torres Ana Lindqvist: I will ring at 3." in page
    assert "Mia Torres 2 messages" not in text_of(ana.get("/").text)


def test_what_cannot_be_sent_says_why_and_loses_nothing(desk: Desk, rows: Rows, ana: Browser) -> None:
    record = of(desk, "joe", "message")
    assert "They have stopped the messages" in ana.get(f"/records/{record}").text
    before = len(every(desk, t.Outbox))
    answer = ana.post("/people/joe/reply", data={"csrf": csrf(ana), "text": "please call"})
    assert answer.status_code == 422
    assert "This person has stopped messages." in answer.text
    rows.change(t.Person, "mia", standing="invited")
    kept = ana.post(
        f"/records/{of(desk, 'mia', 'message')}/reply", data={"csrf": csrf(ana), "text": "hey <b>"}
    )
    assert kept.status_code == 422
    assert "hey &lt;b&gt;</textarea>" in kept.text
    assert len(every(desk, t.Outbox)) == before
    assert desk.woken == 0


def test_people_are_listed_by_the_part_they_play(ana: Browser) -> None:
    page = text_of(ana.get("/people").text)
    assert "Mentees 3 DR Devon Reed" in page
    assert "Mia Torres Mentor: Max Bauer Active Heard 2 h ago Check-in Fri 13 Mar 18:00 2 waiting" in page
    assert "Joe Park No match yet Stopped" in page
    assert "Max Bauer Mentee: Mia Torres" in page
    assert "Wrote to us 1 ? Unknown sender Nobody has said who this is Not enrolled" in page


@pytest.mark.mission("2.7")
def test_a_persons_page_shows_what_is_kept_and_that_it_was_read(desk: Desk, ana: Browser) -> None:
    page = text_of(ana.get("/people/mia").text)
    for words in (
        "Could somebody ring me about the bus pass?",
        "Voice note (nobody has listened to it yet)",
        "Goal 1 · short term Find a room of my own",
        "Goal 2 · this week Call my sister",
        "Ring the housing office on Tuesday",
        "Walk by the river when it gets loud",
        "Check-in Fri 13 Mar 18:00 Fridays at 18:00",
        "Text message •••• 23",
        "Given on Mon 5 Jan, on paper, at the first meeting. Recorded by Ana Lindqvist",
        "I agree to a weekly text from Northside Mentoring.",
        "Mentor Max Bauer",
    ):
        assert words in page
    assert "5550123" not in page
    assert [row.person_id for row in every(desk, t.Audit, action="person_read")] == ["mia"]
    assert "Ana Lindqvist opened their page, 12:00" in text_of(ana.get("/people/mia").text)


def test_attended_messages_leave_the_list(desk: Desk, ana: Browser) -> None:
    assert "1 person is waiting" in text_of(ana.get("/").text)
    done = ana.post("/people/mia/attend", data={"csrf": csrf(ana)})
    assert done.headers["location"] == "/people/mia#end"
    assert "Waiting for a person" not in ana.get("/people/mia").text
    assert "waiting" not in text_of(ana.get("/").text)
    assert {row.attended_by for row in every(desk, t.Inbox, person_id="mia", needs_person=True)} == {
        every(desk, t.Staff, login="ana@example.org")[0].id
    }


def test_somebody_erased_reads_as_erased(desk: Desk, ana: Browser) -> None:
    record = of(desk, "mia", "check_in")
    desk.sealer.keys.destroy("mia")
    page = ana.get(f"/records/{record}").text
    assert "[erased]" in page
    assert "Ring the housing" not in page
    for path in ("/", "/log", "/people", "/people/mia", "/export.csv"):
        assert ana.get(path).status_code == 200


def test_markup_in_names_and_words_stays_words(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.person("bad", NASTY, "mentee", phone="+15005550122")
    record = rows.record("bad", "message", with_id="mia")
    rows.heard("bad", NASTY, record, needs_person=True)
    rows.said("bad", NASTY, record, buttons=((NASTY, "x"),), state="failed", reason=NASTY)
    rows.flag("bad", record, words=NASTY)
    rows.save(
        fx.Note(record, "bad", "agreed", NASTY, NASTY),
        fx.AddStep("bad-s", "bad", NASTY),
        fx.CloseRecord(record, NASTY),
        fx.Audited("x", NASTY, "bad"),
    )
    for path in ("/", "/log", f"/log?person={NASTY}", "/people", "/people/bad", f"/records/{record}"):
        page = ana.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page or "person=" in path


@pytest.mark.parametrize("path", ["/records/{record}", "/people/eve"])
def test_another_programmes_pages_are_as_good_as_not_there(
    desk: Desk, rows: Rows, ana: Browser, path: str
) -> None:
    record = rows.record("eve", programme_id="other")
    rows.heard("eve", "private words", record, needs_person=True)
    answer = ana.get(path.format(record=record))
    assert answer.status_code == 404
    assert "private" not in answer.text
    assert every(desk, t.Audit, person_id="eve") == []
    other = Browser(create_console(desk))
    sign_in(other, "ola@example.org")
    assert "private words" in other.get(f"/records/{record}").text


def test_another_programmes_people_cannot_be_touched(desk: Desk, rows: Rows, ana: Browser) -> None:
    record = rows.record("eve", programme_id="other")
    flag = rows.flag("eve", record, programme_id="other")
    rows.heard("eve", "x", record, needs_person=True)
    form = {"csrf": csrf(ana), "text": "hello", "outcome": "x"}
    before = len(every(desk, t.Outbox))
    for path in (
        f"/records/{record}/reply",
        "/people/eve/reply",
        "/people/eve/attend",
        f"/flags/{flag}/acknowledge",
        f"/flags/{flag}/close",
    ):
        assert ana.post(path, data=form).status_code == 404
    assert len(every(desk, t.Outbox)) == before
    assert every(desk, t.Flag, id=flag)[0].acknowledged_at is None
    assert every(desk, t.Inbox, person_id="eve")[0].attended_at is None


def test_another_programmes_people_are_in_no_list(rows: Rows, ana: Browser) -> None:
    record = rows.record("eve", programme_id="other", outcome="no_reply")
    rows.flag("eve", record, programme_id="other")
    rows.heard("eve", "x", record, needs_person=True)
    rows.said("eve", "x", record, state="failed")
    for path in ("/", "/log", "/log?person=eve", "/people", "/export.csv", "/export.csv?person=eve"):
        assert "Elsewhere" not in ana.get(path).text


@pytest.mark.parametrize("path", ["/nope", "/records/nope", "/people/%00", "/static/nope.css"])
def test_what_is_not_there_is_said_in_plain_words(ana: Browser, path: str) -> None:
    answer = ana.get(path)
    assert answer.status_code == 404
    assert "Nothing here" in answer.text


def test_our_own_failure_is_said_in_plain_words_with_every_header(
    desk: Desk, ana: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("private words")

    monkeypatch.setattr("records.reading_today.open_flags", fails)
    lenient = Browser(create_console(desk), strict=False)
    lenient.cookies.update(ana.cookies)
    answer = lenient.get("/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "private" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", ["/", "/log", "/sign-in", "/nope", "/export.csv", "/phones/feed"])
def test_every_answer_carries_the_headers_that_keep_it_private(ana: Browser, path: str) -> None:
    headers = ana.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


def test_pages_need_nothing_from_elsewhere_and_nothing_inline(desk: Desk, ana: Browser) -> None:
    for path in ("/", "/log", "/people", "/people/mia", "/phones", "/sign-in"):
        page = ana.get(path).text
        assert not re.search(r"(src|href|action)=\"(https?:)?//", page)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! src)", page)
    assert ana.get("/static/console.css").headers["content-type"].startswith("text/css")
    assert "@import" not in ana.get("/static/console.css").text


def test_times_are_the_programmes_own(desk: Desk, ana: Browser) -> None:
    desk.time = NOW + timedelta(hours=7)  # past midnight in London, early evening in Chicago
    assert "Friday, 19:00 in Chicago" in text_of(ana.get("/").text)
