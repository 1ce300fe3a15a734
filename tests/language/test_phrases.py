"""The phrase language: how a wording is written down, and what it then finds."""

import pytest

from language.phrases import BadPhrase, lead, parse, trail, whole

LISTS = {"want": ["want", "would like"], "these": ["[all|the|your]*"], "nested": ["{want} to"]}


@pytest.mark.parametrize(
    ("phrase", "said", "not_said"),
    [
        ("stop [now]", ["stop", "stop now"], ["stop it"]),
        ("stop {these} texts", ["stop texts", "stop all the your texts"], ["stop these texts"]),
        ("i {nested} stop", ["i want to stop", "i would like to stop"], ["i want stop"]),
        ("at # [#] [am|pm]", ["at 5", "at 5pm", "at 5 30 pm"], ["at five"]),
        ("stop .. texts", ["stop texts", "stop all of these texts"], ["stop all of these many texts"]),
        ("text*", ["text", "texting"], ["tex"]),
        ("don't (text|call)", ["don't text", "don't call"], ["dont text"]),
    ],
)
def test_a_phrase_finds_what_it_says(phrase: str, said: list[str], not_said: list[str]) -> None:
    pattern = whole([phrase], LISTS)
    assert [text for text in said if not pattern.fullmatch(f"{text} ")] == []
    assert [text for text in not_said if pattern.fullmatch(f"{text} ")] == []


def test_what_stands_around_is_taken_off_but_never_all_of_it() -> None:
    polite = ["please", "can you"]
    assert lead(polite, LISTS).sub("", "please can you stop ") == "stop "
    assert lead(polite, LISTS).sub("", "please ") == "please "
    assert trail(["thanks", "now"], LISTS).sub("", "stop now thanks ") == "stop "


@pytest.mark.parametrize(
    "phrase", ["stop (now", "stop [now", "stop now)", "stop now]*", "{unknown}", "a%b", "[a)"]
)
def test_what_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(BadPhrase):
        parse(phrase, LISTS)


def test_a_phrase_knows_which_words_a_text_must_hold() -> None:
    assert parse("i want [really] to (die|go)", LISTS).needs == (
        frozenset({"i"}),
        frozenset({"want"}),
        frozenset({"to"}),
        frozenset({"die", "go"}),
    )
