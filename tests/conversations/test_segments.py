"""What a text costs on SMS, and what may be swapped to make it cost less."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conversations.segments import BASIC, EXTENDED, Segments, count, is_gsm7, to_gsm7

ALPHABET = "".join(sorted(BASIC | EXTENDED))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Segments("gsm7", 0, 0)),
        ("a", Segments("gsm7", 1, 1)),
        ("a" * 160, Segments("gsm7", 160, 1)),
        ("a" * 161, Segments("gsm7", 161, 2)),
        ("a" * 306, Segments("gsm7", 306, 2)),
        ("a" * 307, Segments("gsm7", 307, 3)),
        ("€", Segments("gsm7", 2, 1)),
        ("€" * 80, Segments("gsm7", 160, 1)),
        ("€" * 81, Segments("gsm7", 162, 2)),
        # 153 is odd: a part of euros only holds 76 of them, not 76 and a half.
        ("€" * 152, Segments("gsm7", 304, 2)),
        ("€" * 153, Segments("gsm7", 306, 3)),
        ("a" + "€" * 152, Segments("gsm7", 305, 2)),
        ("a" * 152 + "€" + "a" * 152, Segments("gsm7", 306, 3)),
        ("\f^{}\\[~]|€", Segments("gsm7", 20, 1)),
        ("ñ ü à é ¿ ¡", Segments("gsm7", 11, 1)),
        ("á", Segments("ucs2", 1, 1)),
        ("ç", Segments("ucs2", 1, 1)),  # only the capital is in the table
        ("`", Segments("ucs2", 1, 1)),
        ("á" * 70, Segments("ucs2", 70, 1)),
        ("á" * 71, Segments("ucs2", 71, 2)),
        ("á" * 134, Segments("ucs2", 134, 2)),
        ("á" * 135, Segments("ucs2", 135, 3)),
        ("👍", Segments("ucs2", 2, 1)),
        ("👍" * 35, Segments("ucs2", 70, 1)),
        ("👍" * 66, Segments("ucs2", 132, 2)),
        ("👍" * 67, Segments("ucs2", 134, 3)),  # 67 is odd: 33 pairs a part
        ("á" * 66 + "👍" + "á" * 66, Segments("ucs2", 134, 3)),
    ],
)
def test_count(text: str, expected: Segments) -> None:
    assert count(text) == expected


def test_the_alphabet_has_its_127_basic_and_10_extended_characters() -> None:
    assert len(BASIC) == 127  # 128 places, one of them the escape
    assert len(EXTENDED) == 10
    assert not BASIC & EXTENDED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don\u2019t worry \u2013 it\u2019s \u201cfine\u201d\u2026", "Don't worry - it's \"fine\"..."),
        ("soon\u2014maybe", "soon - maybe"),
        ("soon \u2014 maybe", "soon - maybe"),
        ("2\u20133 times", "2-3 times"),
        ("a\u00a0b\u202fc\u2009d", "a b c d"),
        ("a\u200bb\u2060c\u00add", "abcd"),
        ("\u2068Sam\u2069, how are you?", "Sam, how are you?"),  # Fluent's isolates
        ("\ufeffhello", "hello"),
        ("one\r\ntwo", "one\ntwo"),
        ("one\u2028two\tthree", "one\ntwo three"),
        ("\u00abhola\u00bb", '"hola"'),
        ("it`s", "it's"),
        ("man\u0303ana", "mañana"),
        # An accent is part of the word: it stays, and so does everything else.
        ("¿Cómo estás? \u201cBien\u201d", "¿Cómo estás? \u201cBien\u201d"),
        ("Quizás\u2026", "Quizás\u2026"),
        ("cafe\u0301", "café"),
        ("sera\u0301", "será"),
        ("It\u2019s great 👍", "It\u2019s great 👍"),
        ("👨\u200d👩\u200d👧 \u2014 ❤\ufe0f", "👨\u200d👩\u200d👧 \u2014 ❤\ufe0f"),
        ("Straße \u2014 Ærø", "Straße - Ærø"),
        ("", ""),
    ],
)
def test_to_gsm7(text: str, expected: str) -> None:
    assert to_gsm7(text) == expected


def reference_parts(text: str, part: int, width: int) -> int:
    """Cut a text into parts by trying the longest prefix that fits, again and again."""
    parts = 0
    while text:
        end = len(text)
        while sum(_width(char, width) for char in text[:end]) > part:
            end -= 1
        text, parts = text[end:], parts + 1
    return parts


def _width(char: str, kind: int) -> int:
    return (
        (2 if char in EXTENDED else 1) if kind == 7 else len(char.encode("utf-16-be", "surrogatepass")) // 2
    )


@given(st.text(ALPHABET, max_size=400))
@example("a" * 152 + "{" * 10)
def test_gsm7_matches_cutting_it_by_hand(text: str) -> None:
    result = count(text)
    assert result.encoding == "gsm7"
    assert result.units == sum(_width(char, 7) for char in text)
    expected = min(1, result.units) if result.units <= 160 else reference_parts(text, 153, 7)
    assert result.segments == expected


@given(st.text(max_size=300).map(lambda text: text + "á"))
def test_ucs2_matches_cutting_it_by_hand(text: str) -> None:
    result = count(text)
    assert result.encoding == "ucs2"
    assert result.units == len(text.encode("utf-16-be", "surrogatepass")) // 2
    assert result.segments == (1 if result.units <= 70 else reference_parts(text, 67, 16))


@given(
    st.text(st.characters() | st.sampled_from("\u2019\u201c\u2014\u2026\u00a0\u200b\u0301aé"), max_size=200)
)
def test_to_gsm7_settles_and_never_costs_more_segments_without_need(text: str) -> None:
    once = to_gsm7(text)
    assert to_gsm7(once) == once
    if is_gsm7(text):
        assert count(once).segments <= count(text).segments


@given(st.text(ALPHABET, max_size=200).filter(lambda text: "\r" not in text))
def test_what_is_already_gsm7_is_left_alone(text: str) -> None:
    assert to_gsm7(text) == text


@given(st.text(max_size=100), st.sampled_from("áíóúÁÍÓÚç👍中"))
def test_letters_that_are_outside_the_alphabet_are_never_dropped(text: str, letter: str) -> None:
    assert letter in to_gsm7(f"{text} {letter} \u2019")
