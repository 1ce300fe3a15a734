"""Words on a shared phone, yes or no to "is this still you?", and phrases: how they are read."""

import pytest

from conversations import catalogue, numbers

assert catalogue.numbers is numbers  # every question is declared: a word must be none of their answers


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("BLUE", ""),
        ("blue 4", "4"),
        ("Blue: running late", "running late"),
        ("\u201cblue\u201d - STOP", "STOP"),
        ("'blue'", ""),
        ("bl\u00fce, hi", "hi"),
        ("blue \U0001f44d", "\U0001f44d"),
        ("\u200bblue!", ""),
        ("bluebird sings", None),
        ("blue's car", None),
        ("blue4", None),
        ("the blue car", None),
        ("", None),
        ("4", None),
    ],
)
def test_what_stands_after_a_word(text: str, rest: str | None) -> None:
    assert numbers.after_word(text, "BLUE") == rest


@pytest.mark.parametrize(("written", "kept"), [("blue", "BLUE"), (" Ñandú ", "NANDU"), ("Tiger", "TIGER")])
def test_a_word_is_kept_in_plain_capitals(written: str, kept: str) -> None:
    assert numbers.read_word(written) == (kept, "")


@pytest.mark.parametrize(
    "written",
    [
        *("", "ab", "twelveletters", "two words", "4", "b1ue", "stop", "alto", "yes", "si", "five", "done"),
        *("hecho", "skip", "saltar", "housing", "spanish", "hello", "para", "goals", "mentor"),
    ],
)
def test_a_word_that_means_something_is_refused(written: str) -> None:
    word, fault = numbers.read_word(written)
    assert word == ""
    assert fault.endswith(".")


@pytest.mark.parametrize(
    ("text", "language", "meaning"),
    [
        ("YES", "en-US", True),
        ("yeah it's me", "en-GB", True),
        ("soy yo", "es", True),
        ("No", "en-US", False),
        ("not me", "en-US", False),
        ("no soy esa persona", "es", False),
        ("no, still me", "en-US", None),
        ("who wants to know", "en-US", None),
        ("", "en-US", None),
    ],
)
def test_still_you(text: str, language: str, meaning: bool | None) -> None:
    assert numbers.read_still_you(text, language) is meaning


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Seven green bicycles, please!", "seven green bicycles please"),
        ("  SEVEN   green\nbicycles ", "seven green bicycles"),
        ("Mam\u00e1\u2019s caf\u00e9 azul", "mamas cafe azul"),
        ("two words only", "two words only"),
        ("twowords only", None),
        ("a b c d e", None),
        ("word " * 20, None),
    ],
)
def test_a_phrase_is_compared_without_marks(text: str, phrase: str | None) -> None:
    assert numbers.read_phrase(text) == phrase
