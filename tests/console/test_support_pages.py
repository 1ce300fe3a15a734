"""What the desk sees of what supports somebody: strengths, what is in the way, and that there is a list."""

from console_rows import NOW, Browser, Rows
from test_pages import text_of

from records import effects as fx


def _kit(rows: Rows, *, shown: bool) -> None:
    rows.save(
        fx.AddKitEntry("k1", "mia", "Anna"),
        fx.ChangeKitEntry("k1", "mia", "helps", "when it gets dark"),
        fx.AddKitEntry("k2", "mia", "Lee"),
        fx.ShowKit("mia", shown),
        at=NOW,
    )


def test_strengths_and_what_is_in_the_way_stand_on_their_page_with_the_day(rows: Rows, ana: Browser) -> None:
    rows.save(
        fx.AskSmall("s1", "mia", "strength-good-at"),
        fx.AnswerSmall("s1", "mia", "calm with loud people"),
        fx.AskSmall("s2", "mia", "strength-got-through"),
        fx.AskSmall("s3", "mia", "barrier"),
        fx.AnswerSmall("s3", "mia", "housing"),
        fx.EndSmall("mia", "barrier", "s3"),
        fx.AskSmall("s4", "mia", "barrier"),
        fx.AnswerSmall("s4", "mia", "papers"),
        fx.EndSmall("mia", "barrier", "s4"),
        at=NOW,
    )
    page = text_of(ana.get("/people/mia").text)
    assert "What they are good at" in page
    assert "calm with loud people" in page
    assert "What got them through before" not in page, "asked, and not answered"
    assert "In their way ID and papers said" in page
    assert "A place to live" not in page, "what holds no longer"


def test_that_there_is_a_list_can_be_seen_and_not_what_it_says(rows: Rows, ana: Browser) -> None:
    _kit(rows, shown=False)
    page = text_of(ana.get("/people/mia").text)
    assert "They keep a list of their own. What it says is theirs alone" in page
    assert "Anna" not in page
    assert "dark" not in page


def test_what_it_says_stands_there_where_they_said_yes(rows: Rows, ana: Browser) -> None:
    _kit(rows, shown=True)
    page = text_of(ana.get("/people/mia").text)
    assert "They let staff read it since" in page
    assert "Anna when it gets dark" in page


def test_its_record_tells_how_far_messages_got_and_nothing_else(rows: Rows, ana: Browser) -> None:
    record = rows.record("mia", "kit", outcome="finished")
    rows.said("mia", "How do you reach Anna?", record, buttons=(("Skip to my sister", "x:skip"),))
    page = text_of(ana.get(f"/records/{record}").text)
    assert "Their own list" in page
    assert "(theirs alone)" in page
    assert "Delivered" in page
    assert not any(words in page for words in ("Anna", "Skip to my sister"))
    assert "Anna" not in ana.get("/people/mia").text
