"""The log: its filters, its pages, and the spreadsheet made of it."""

import csv
import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from console_rows import NOW, Browser, Desk, Rows, ago, every

from console.export import cell
from console.log_filters import Asked, BadFilter, read_filter
from records import effects as fx
from records import tables as t


def listed(page: str) -> list[str]:
    """The records a page lists, in order."""
    return [part.partition('"')[0] for part in page.split('class="row" href="/records/')[1:]]


def newest_first(desk: Desk, **values: str) -> list[str]:
    rows = every(desk, t.MeetingRecord, programme_id="pr", **values)
    return [row.id for row in sorted(rows, key=lambda row: (row.opened_at, row.id), reverse=True)]


def test_the_log_is_newest_first(desk: Desk, ana: Browser) -> None:
    page = ana.get("/log").text
    assert listed(page) == newest_first(desk)
    assert "Delivery trouble" in page
    assert "Urgent" in page
    assert "No reply" in page


def test_filters_narrow_it(desk: Desk, ana: Browser) -> None:
    nudge = every(desk, t.MeetingRecord, kind="nudge")[0].id
    mine = set(newest_first(desk, person_id="mia")) | {nudge}  # as the one, and as the other, in it
    assert set(listed(ana.get("/log?person=mia").text)) == mine
    assert listed(ana.get("/log?kind=check_in").text) == newest_first(desk, kind="check_in")
    assert listed(ana.get("/log?flagged=1").text) == newest_first(desk, kind="safety")
    assert listed(ana.get("/log?person=mia&kind=safety").text) == []
    assert "Nothing matches" in ana.get("/log?person=mia&kind=safety").text


def test_days_are_local_and_the_last_one_counts(rows: Rows, ana: Browser) -> None:
    late = rows.record("mia", at=datetime(2026, 2, 11, 5, 59, tzinfo=UTC))  # 23:59 on the 10th in Chicago
    early = rows.record("mia", at=datetime(2026, 2, 11, 6, 0, tzinfo=UTC))  # midnight
    assert listed(ana.get("/log?from=2026-02-10&to=2026-02-10").text) == [late]
    assert listed(ana.get("/log?from=2026-02-11&to=2026-02-11").text) == [early]


def test_a_day_on_which_clocks_change_is_a_whole_day() -> None:
    wanted = read_filter(Asked("", "", "2026-03-08", "2026-03-08", ""), ZoneInfo("America/Chicago"))
    assert wanted.since is not None
    assert wanted.until is not None
    assert wanted.until - wanted.since == timedelta(hours=23)


@pytest.mark.parametrize(
    "query",
    [
        "kind=party",
        "person=%00",
        "from=tomorrow",
        "from=2026-13-01",
        "to=0001-01-01",
        "to=9999-12-31",
        "from=2026-02-02&to=2026-02-01",
    ],
)
def test_a_filter_that_makes_no_sense_is_said(desk: Desk, ana: Browser, query: str) -> None:
    page = ana.get(f"/log?{query}")
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert listed(page.text) == []
    assert ana.get(f"/export.csv?{query}").status_code == 422
    assert every(desk, t.Audit, action="export") == []


@pytest.mark.parametrize("cursor", ["x", "%00", "MjAyNg", "MjAyNi0wMS0wMSB4", "é"])
def test_a_page_that_does_not_exist_is_said(ana: Browser, cursor: str) -> None:
    page = ana.get(f"/log?before={cursor}")
    assert page.status_code == 422
    assert "start again from the first one" in page.text


def test_pages_follow_each_other_without_gap_or_repeat(desk: Desk, rows: Rows, ana: Browser) -> None:
    for number in range(110):  # several in each minute, so that ids must break the tie
        rows.record("mia", "message", at=ago(days=30, minutes=number // 4))
    seen: list[str] = []
    path = "/log?kind=message"
    for _ in range(9):
        page = ana.get(path).text
        seen += listed(page)
        if ">Older</a>" not in page:
            break
        path = page.rpartition('href="/log?')[2].partition('"')[0].replace("&amp;", "&")
        path = f"/log?{path}"
        rows.record("mia", "message", at=ago(minutes=1))  # newer ones must not shift the older pages
    assert seen == [row for row in newest_first(desk, kind="message") if row in set(seen)]
    assert len(seen) == len(set(seen)) == 113


def exported(answer_text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer_text.removeprefix("\ufeff"))))


@pytest.mark.mission("5.1")
def test_the_export_is_the_log_as_a_spreadsheet(desk: Desk, ana: Browser) -> None:
    answer = ana.get("/export.csv?person=mia&kind=check_in")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="meeting-records-2026-03-06.csv"'
    (row,) = exported(answer.text)
    assert row["Person"] == "Mia Torres"
    assert row["Date"] == "2026-03-06"
    assert row["Time"] == "09:00"
    assert row["Outcome"] == "Finished"
    assert row["Agreed"] == "Ring the housing office on Tuesday"
    assert row["Delivery trouble"] == "yes"
    (kept,) = every(desk, t.Audit, action="export")
    assert kept.person_id == "mia"
    assert kept.detail == "person=mia&kind=check_in"


def test_the_export_reaches_further_than_a_page(
    desk: Desk, rows: Rows, ana: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.export._PAGE", 4)
    assert [row["Record"] for row in exported(ana.get("/export.csv").text)] == newest_first(desk)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_becomes_a_formula(rows: Rows, ana: Browser, start: str) -> None:
    assert cell(f"{start}1+1") == f"'{start}1+1"
    rows.person("bad", f"{start}cmd|calc", "mentee")
    record = rows.record("bad", "message")
    rows.save(fx.Note(record, "bad", "agreed", "step", f"{start}HYPERLINK(1)"))
    (row,) = exported(ana.get("/export.csv?person=bad").text)
    assert row["Person"].startswith("'")
    assert row["Agreed"].startswith("'")


def test_ordinary_cells_stay_as_they_are() -> None:
    assert cell("Ring the office, at 3 - or 4") == "Ring the office, at 3 - or 4"
    assert cell("") == ""


def test_a_filter_needs_no_zone_of_utc() -> None:
    with pytest.raises(BadFilter, match="kind"):
        read_filter(Asked("", "nope", "", "", ""), ZoneInfo("Europe/London"))


@pytest.mark.found("J7")
@pytest.mark.parametrize(
    "typed",
    [
        'Call Jo; =HYPERLINK("http://evil.test";"x")',
        "Call Jo;=1+1",
        "one;\t@SUM(1)",
        "one\n=1+1",
        "one|+1",
        "one, -1+cmd|' /C calc'!A0",
        'x";=1+1;"',
        " =1+1",
        "\u00a0＝1+1",
        "\x00=1+1",
        "-2 sessions; -3 walks",
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_cell_becomes_a_formula_at_whatever_separator_it_is_opened(
    rows: Rows, ana: Browser, typed: str, separator: str
) -> None:
    rows.person("bad", "Bad", "mentee")
    record = rows.record("bad", "message")
    rows.save(fx.Note(record, "bad", "agreed", "step", typed))
    for path in ("/export.csv?person=bad", "/export.csv"):
        text = ana.get(path).content.decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            for one in row:
                assert not one.strip(' "\u00a0').startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), row


@pytest.mark.found("J7")
@pytest.mark.parametrize("path", ["/export.csv", "/safety.csv"])
def test_every_cell_of_an_export_is_quoted(ana: Browser, path: str) -> None:
    lines = ana.get(path).content.decode("utf-8-sig").split("\r\n")
    assert len(lines) > 2
    for line in lines[:-1]:
        assert line.startswith('"')
        assert line.endswith('"')
        assert len(next(csv.reader([line]))) == line.count('","') + 1


@pytest.mark.found("J10")
def test_an_unfiltered_export_stands_on_the_page_of_everybody_it_tells_of(desk: Desk, ana: Browser) -> None:
    names = {row["Person"] for row in exported(ana.get("/export.csv").text)}
    told = {row.person_id for row in every(desk, t.Audit, action="export_included")}
    assert {"mia", "dev", "joe"} <= told
    assert "Mia Torres" in names
    assert "eve" not in told, "of another programme"
    assert "Exported the log, with them in it".lower() in ana.get("/people/mia").text.lower()
    before = len(every(desk, t.Audit, action="export_included"))
    ana.get("/export.csv?person=mia")
    assert len(every(desk, t.Audit, action="export_included")) == before, "that one names her already"


@pytest.mark.found("J10")
def test_an_export_tells_only_of_whom_its_reader_may_read(desk: Desk, rows: Rows, ana: Browser) -> None:
    (staff,) = every(desk, t.Staff, login="ana@example.org")
    rows.person("bob", "Bob", "coordinator")
    rows.change(t.Staff, staff.id, role="coordinator")
    for person in every(desk, t.Person, programme_id="pr"):
        rows.change(t.Person, person.id, coordinator_id="bob")
    rows.change(t.Person, "mia", coordinator_id="ana")
    for flag in every(desk, t.Flag):
        rows.change(t.Flag, flag.id, closed_at=NOW)
    people = {row["Person"] for row in exported(ana.get("/export.csv").text)}
    assert "Devon Reed" not in people
    assert {row.person_id for row in every(desk, t.Audit, action="export_included")} == {"mia"}
    assert exported(ana.get("/export.csv?person=dev").text) == []


def test_a_row_says_what_was_said_and_that_it_was_read_is_kept(desk: Desk, rows: Rows, ana: Browser) -> None:
    record = rows.record("mia", at=ago(minutes=5), outcome="finished")
    rows.save(
        fx.Note(record, "mia", "answer", "mood", "2"),
        fx.Note(record, "mia", "answer", "step-went", "partly"),
        fx.Note(record, "mia", "agreed", "next-step", "Ask <b>Jo</b> about the bus"),
    )
    wrote = rows.record("joe", "message", at=ago(minutes=4))
    rows.heard("joe", "The heating is broken again", wrote, at=ago(minutes=4))
    page = ana.get("/log").text
    row = page.partition(f"/records/{record}")[2].partition("</li>")[0]
    assert "2 of 5" in row
    assert "Step partly done" in row
    assert "Ask &lt;b&gt;Jo&lt;/b&gt; about the bus" in row
    assert "The heating is broken again" in page.partition(f"/records/{wrote}")[2].partition("</li>")[0]
    read = {row.person_id for row in every(desk, t.Audit, action="log_read")}
    assert {"mia", "joe"} <= read


def test_what_is_theirs_alone_is_in_no_row_and_is_not_found(rows: Rows, ana: Browser) -> None:
    own = rows.record("mia", "kit", at=ago(minutes=3))
    rows.heard("mia", "my aunt Zenobia", own, at=ago(minutes=3))
    assert "Zenobia" not in ana.get("/log").text
    assert listed(ana.get("/log?words=zenobia").text) == []


def test_words_are_searched_in_what_the_reader_may_read(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.person("bob", "Bob Hale", "coordinator")
    mine = rows.record("mia", "message", at=ago(minutes=8))
    rows.heard("mia", "I lost the bus card at the Café", mine, at=ago(minutes=8))
    other = rows.record("joe", "message", at=ago(minutes=7))
    rows.heard("joe", "My bus card is gone", other, at=ago(minutes=7))
    rows.change(t.Person, "joe", coordinator_id="bob")
    assert listed(ana.get("/log?words=BUS+card").text) == [mine]
    page = ana.get("/log?words=cafe+lost").text
    assert listed(page) == [mine]
    assert "I lost the bus card at the Café" in page
    assert listed(ana.get("/log?words=bus+elephant").text) == []
    searched = every(desk, t.Audit, action="words_searched")
    assert len(searched) == 3
    assert all("bus" not in row.detail for row in searched)


def test_a_search_says_how_far_it_looked_and_goes_on(rows: Rows, ana: Browser) -> None:
    old = rows.record("mia", "message", at=ago(days=50))
    rows.heard("mia", "The landlord said yes", old, at=ago(days=50))
    for number in range(260):
        rows.record("mia", "message", at=ago(days=20, minutes=number))
    page = ana.get("/log?words=landlord").text
    assert listed(page) == []
    assert "Older ones may have them as well" in page
    onward = page.rpartition('href="/log?')[2].partition('"')[0].replace("&amp;", "&")
    assert listed(ana.get(f"/log?{onward}").text) == [old]


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("outcome=no_reply", {"outcome": "no_reply"}),
        ("channel=sms", {"channel": "sms"}),
        ("who=devon+reed&kind=safety", {"person_id": "dev", "kind": "safety"}),
        ("who=%2B15005550144&kind=safety", {"person_id": "dev", "kind": "safety"}),
    ],
)
def test_more_filters_narrow_it(desk: Desk, ana: Browser, query: str, values: dict[str, str]) -> None:
    assert listed(ana.get(f"/log?{query}").text) == newest_first(desk, **values) != []


def test_mentor_stage_and_caseload_are_asked_of_the_person(desk: Desk, rows: Rows, ana: Browser) -> None:
    with_max = {
        row.id for row in every(desk, t.MeetingRecord, programme_id="pr") if row.person_id in ("mia", "max")
    }
    assert set(listed(ana.get("/log?mentor=bauer").text)) == with_max
    rows.change(t.Person, "mia", stage="transition", coordinator_id="ana")
    mine = newest_first(desk, person_id="mia")
    assert listed(ana.get("/log?stage=transition").text) == mine
    assert listed(ana.get("/log?caseload=ana").text) == mine
    assert set(listed(ana.get("/log?caseload=none").text)) == set(newest_first(desk)) - set(mine)


def test_the_log_can_begin_with_the_oldest_and_says_how_many(desk: Desk, rows: Rows, ana: Browser) -> None:
    for number in range(60):
        rows.record("mia", "message", at=ago(days=40, minutes=number))
    page = ana.get("/log?kind=message&order=oldest").text
    every_one = newest_first(desk, kind="message")[::-1]
    assert listed(page) == every_one[:50]
    assert f"1 to 50 of {len(every_one)}" in page
    onward = page.rpartition('href="/log?')[2].partition('"')[0].replace("&amp;", "&")
    assert listed(ana.get(f"/log?{onward}").text) == every_one[50:]
