"""The caseload page: who stands first, what a week shows, and whom it does not show."""

from datetime import timedelta

from console_rows import NOW, Browser, Desk, Rows, ago, every
from test_pages import text_of
from test_roles import Programmes, programmes  # noqa: F401 - a fixture

from records import effects as fx
from records import tables as t


def walk(rows: Rows, own: str, name: str, **heard: float) -> None:
    """A mentee who walks with Max."""
    rows.person(own, name, "mentee", heard=ago(**heard))
    rows.insert(
        t.Match,
        id=f"m-{own}",
        mentee_id=own,
        mentor_id="max",
        since=ago(days=90),
        reasons=b"",
        approval=b"",
        ended="",
    )


def row_of(page: str, name: str) -> str:
    """One row of the table, without its tags."""
    return text_of(page.partition(f">{name}</a>")[2].partition("</tr>")[0])


def test_a_week_says_what_happened_in_words_and_in_marks(desk: Desk, rows: Rows, ana: Browser) -> None:
    walk(rows, "tia", "Tia Flores", days=2)
    good = rows.record("tia", at=NOW - timedelta(weeks=2), outcome="finished")
    rows.save(fx.Note(good, "tia", "answer", "mood", "2 (rough)"))
    rows.record("tia", "meeting", at=NOW - timedelta(weeks=2), outcome="met", with_id="max")
    rows.record("tia", "meeting", at=NOW - timedelta(weeks=3), outcome="taken_back", with_id="max")
    rows.record("tia", at=NOW - timedelta(weeks=4), outcome="no_reply")
    rows.record("tia", at=NOW - timedelta(weeks=13), outcome="no_reply")
    page = ana.get("/caseload").text
    told = row_of(page, "Tia Flores")
    assert "the week was 2 of 5, met" in told
    assert told.count("no reply") == 1, "the one of thirteen weeks ago is over"
    assert told.count("met") == 1, "what was taken back counts as none"
    assert "rough" not in page, "the number is all that is opened"
    assert "nothing is sent" in text_of(page)
    assert "with Max Bauer · 2 matches" in told
    rows.change(t.Person, "tia", standing="paused", standing_since=ago(days=8))
    assert row_of(ana.get("/caseload").text, "Tia Flores").count("paused") == 2


def test_who_needs_somebody_stands_first(desk: Desk, rows: Rows, ana: Browser) -> None:
    walk(rows, "q1", "Quiet Long", days=30)
    walk(rows, "q2", "Heard Lately", days=1)
    walk(rows, "q3", "In Danger", hours=1)
    rows.insert(
        t.Flag,
        id="f-q3",
        programme_id="pr",
        person_id="q3",
        record_id=rows.record("q3", "safety"),
        tier="urgent",
        category="suicide",
        rules="",
        words=b"",
        code="x1",
        raised_at=ago(hours=1),
    )
    walk(rows, "q4", "Resting", days=60)
    rows.change(t.Person, "q4", standing="custody", standing_since=ago(days=50))
    page = ana.get("/caseload").text
    order = ("In Danger", "Mia Torres", "Quiet Long", "Heard Lately", "Resting")  # Mia's words wait
    places = [page.index(f">{name}</a>") for name in order]
    assert places == sorted(places)
    assert "safety flag: urgent" in row_of(page, "In Danger")
    assert "in custody" in row_of(page, "Resting")


def test_pages_say_how_many(rows: Rows, ana: Browser) -> None:
    for number in range(27):
        walk(rows, f"p{number:02d}", f"Person {number:02d}", days=number)
    assert "1 to 25 of 28 matches" in text_of(ana.get("/caseload").text)
    last = ana.get("/caseload?from=26").text
    assert "26 to 28 of 28 matches" in text_of(last)
    assert "/caseload?from=1" in last


def test_a_caseload_is_ones_own(programmes: Programmes) -> None:  # noqa: F811 - a fixture
    for who, sees in (("ana", {"Mia Torres"}), ("lea", {"Mia Torres", "Devon Reed"})):
        page = programmes.browser(who).get("/caseload").text
        assert {
            name for name in ("Mia Torres", "Devon Reed", "Eve Elsewhere") if f">{name}</a>" in page
        } == sees
    assert not every(programmes.desk, t.Audit, action="record_read")
