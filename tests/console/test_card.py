"""The card that people join by."""

import pytest
from console_rows import Browser, Desk
from sqlalchemy import update

from records import tables as t


def _word(desk: Desk, word: str) -> None:
    desk.write(lambda connection: connection.execute(update(t.Programme).values(join_word=word)))


def test_a_card_shows_the_number_the_word_and_squares_to_scan(desk: Desk, ana: Browser) -> None:
    _word(desk, "LAKE")
    desk.text_number = "+15005550006"
    page = ana.get("/card").text
    assert "Text LAKE to +15005550006" in page
    assert page.count("<svg") >= 2  # text and Telegram


def test_a_card_without_a_word_says_where_to_set_one(ana: Browser) -> None:
    assert "There is no word to join with yet" in ana.get("/card").text


def test_a_card_without_a_number_says_what_is_missing(
    desk: Desk, ana: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    _word(desk, "LAKE")
    monkeypatch.setattr(Desk, "ways", ())
    assert "no text number or Telegram bot runs here" in ana.get("/card").text
