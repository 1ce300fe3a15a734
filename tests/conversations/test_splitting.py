"""Long texts in pieces: in order, within the channel's own units, never inside a sign."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.splitting import TELEGRAM_UNITS, TWILIO_UNITS, pieces, units

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇲🇽"
TONE = "👍🏽"


def without_space(text: str) -> str:
    return "".join(text.split())


@pytest.mark.found("E1")
@given(
    st.lists(st.sampled_from(["a", "word ", "\n", "é", "e\u0301", FAMILY, FLAG, TONE, " ", "😀", "."])).map(
        "".join
    ),
    st.integers(24, 60),
)
def test_joined_again_it_is_the_text_and_no_piece_is_too_long(text: str, limit: int) -> None:
    found = pieces(text, limit)
    assert all(units(piece) <= limit for piece in found)
    assert without_space("".join(found)) == without_space(text)
    for piece in found:
        piece.encode("utf-16-le")  # no half of a pair
        assert not piece or not unicodedata.combining(piece[0])
        assert piece[:1] not in ("\u200d", "\U0001f3fd")
    if units(text) <= limit:
        assert found == [text]


@pytest.mark.found("E1")
@pytest.mark.parametrize(
    ("limit", "text", "count"),
    [
        (TELEGRAM_UNITS, "word " * 819 + "x", 1),  # 4,096 units
        (TELEGRAM_UNITS, "word " * 820, 2),
        (TELEGRAM_UNITS, "😀" * 2048, 1),
        (TELEGRAM_UNITS, "😀" * 2049, 2),
        (TWILIO_UNITS, "a" * 1600, 1),
        (TWILIO_UNITS, "a" * 1601, 2),
        (TWILIO_UNITS, "palabra " * 1000, 5),
    ],
)
def test_each_channel_counts_in_its_own_units(limit: int, text: str, count: int) -> None:
    assert len(pieces(text, limit)) == count


def test_it_is_cut_between_words_and_rather_between_lines() -> None:
    assert pieces("one two three four", 10) == ["one two", "three four"]
    assert pieces("one two three\nfour five", 16) == ["one two three", "four five"]
    assert pieces("one\ntwo three four five", 16) == ["one\ntwo three", "four five"]


@pytest.mark.parametrize("sign", [FAMILY, FLAG, TONE, "e\u0301"])
def test_no_sign_is_cut_in_two(sign: str) -> None:
    limit = 4 * units(sign) + 1
    for piece in pieces(sign * 40, limit):
        assert piece.replace(sign, "") == ""


def test_a_sign_that_fits_nowhere_is_cut_all_the_same() -> None:
    assert "".join(pieces("a" + "\u0301" * 50, 10)) == "a" + "\u0301" * 50


def test_a_limit_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="room"):
        pieces("abc", 1)
