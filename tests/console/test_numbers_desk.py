"""The desk for numbers: phones that are shared, numbers in doubt, and phrases for new ones."""

from console_rows import NOW, Browser, Desk, Rows, ago, every
from test_pages import text_of
from test_people_desk import add, edit

from records import tables as t
from records.kinds import WAITS_FOR_WORD


def test_a_shared_phone_is_made_of_two_words(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.person("lou", "Lou Vance", "mentee", phone="+13125550142", channel="phones")
    refused = add(ana, word="red")
    assert refused.status_code == 422
    assert "Give them a word first" in text_of(refused.text)
    assert 'value="red"' in refused.text, "nothing typed is lost"
    assert edit(ana, "lou", "word", address="lou-a", word="blue").status_code == 303
    assert add(ana, word="blue").status_code == 422
    assert add(ana, word="red").status_code == 303
    shared = every(desk, t.Address, channel="phones", retired_at=None)
    assert {row.word for row in shared if row.lookup == every(desk, t.Address, id="lou-a")[0].lookup} == {
        "BLUE",
        "RED",
    }
    assert "Shared: BLUE" in text_of(ana.get("/people/lou/edit").text)
    assert "chose a word for a shared phone" in ana.get("/people/lou").text


def test_a_word_that_will_not_do_is_said_where_it_was_typed(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.person("lou", "Lou Vance", "mentee", phone="+13125550142", channel="phones")
    answer = edit(ana, "lou", "word", address="lou-a", word="stop")
    assert answer.status_code == 422
    assert "This word means something here" in text_of(answer.text)
    assert edit(ana, "lou", "word", address="mia-a", word="blue").status_code in (404, 422), "not theirs"
    assert every(desk, t.Address, id="lou-a")[0].word == ""
    assert every(desk, t.Address, id="mia-a")[0].word == ""


def test_a_second_number_may_be_a_shared_one(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.person("lou", "Lou Vance", "mentee", phone="+13125550142", channel="phones")
    edit(ana, "lou", "word", address="lou-a", word="blue")
    number = {"channel": "phones", "number": "+1 312 555 0142", "how": "link"}
    assert "each of them needs a word" in text_of(edit(ana, "mia", "number", **number).text)
    assert edit(ana, "mia", "number", **number, word="Red").status_code == 303
    assert "RED" in {row.word for row in every(desk, t.Address, person_id="mia")}


def test_what_waits_for_a_word_says_so_in_the_record(desk: Desk, rows: Rows, ana: Browser) -> None:
    record = rows.record("mia", at=ago(minutes=5))
    rows.said("mia", "See you at ten.", record, at=ago(minutes=5), state="queued")
    (line,) = every(desk, t.Outbox, record_id=record)
    rows.change(t.Outbox, line.id, reason=WAITS_FOR_WORD, not_before=NOW.replace(year=2027))
    assert "the phone is shared: it waits for their word" in text_of(ana.get(f"/records/{record}").text)


def test_a_number_in_doubt_stands_in_today_until_somebody_settles_it(
    desk: Desk, rows: Rows, ana: Browser
) -> None:
    rows.change(t.Address, "mia-a", asked_at=ago(hours=1))
    assert "Mia Torres Asked whether the number is still theirs, today" in text_of(ana.get("/").text)
    assert "It is theirs" in ana.get("/people/mia/edit").text
    assert edit(ana, "mia", "theirs", address="mia-a").status_code == 303
    assert every(desk, t.Address, id="mia-a")[0].asked_at is None
    assert "Asked whether the number" not in text_of(ana.get("/").text)
    assert "made sure that a number is theirs" in ana.get("/people/mia").text


def test_a_phrase_is_agreed_on_and_can_be_read_nowhere(desk: Desk, ana: Browser) -> None:
    short = edit(ana, "mia", "phrase", phrase="blue sky")
    assert (short.status_code, "at least three words" in short.text) == (422, True)
    assert "blue sky" not in short.text, "not even back to whoever typed it"
    assert edit(ana, "mia", "phrase", phrase="Seven green bicycles").status_code == 303
    (mia,) = every(desk, t.Person, id="mia")
    assert mia.phrase == desk.sealer.lookup("phrase", "seven green bicycles")
    page = ana.get("/people/mia/edit").text
    assert "A phrase is agreed on" in page
    assert "bicycles" not in page
    assert "bicycles" not in ana.get("/people/mia").text
    edit(ana, "mia", "phrase", phrase="")
    assert every(desk, t.Person, id="mia")[0].phrase is None


def test_there_is_no_phrase_for_staff(ana: Browser) -> None:
    assert 'id="phrase"' not in ana.get("/people/ana/edit").text
    assert edit(ana, "ana", "phrase", phrase="Seven green bicycles").status_code == 422
