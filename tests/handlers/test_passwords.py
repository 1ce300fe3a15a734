"""A password that people choose is a password that people try."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.access.passwords import LONGEST, SHORTEST, problem

ABOUT = ("kim.ortega@example.org", "Kim Ortega", "Northside Mentoring")


@pytest.mark.found("J10")
@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "P@ssw0rd-2026!",
        "Passw0rd!Passw0rd!",
        "contraseña2026",
        "qwertyuiop12",
        "1q2w3e4r5t6y",
        "zaq12wsxcde3",
        "abcdefghijkl",
        "123456789012",
        "aaaaaaaaaaaaaaaa",
        "abababababab",
        "letmein-letmein",
        "iloveyou2024!",
        "Summer2025Summer",
        "Monday-Tuesday-1",
        "correct horse battery staple",
        "Northside2026!",
        "northsidementoring",
        "kim.ortega.kim",
        "KimOrtega1987!!",
        "handrail-handrail",
        "welcome2chicago",
        "!!!!!!!!!!!!!!!!",
        "kimortegakimortega1",
    ],
)
def test_what_would_be_tried_first_is_refused_however_long_it_is(password: str) -> None:
    assert "easy to guess" in problem(password, ABOUT)


@pytest.mark.parametrize(
    "password",
    [
        "seven tall lamps glow",
        "five green kites up",
        "nine odd kettles hum",
        "mango river clock",
        "tres sillas cojas y un farol",
        "tK9$wq2Lm#xz",
        "ஆறு மரங்கள் நின்றன",
        "the otter reads at noon",
    ],
)
def test_a_few_words_of_ones_own_pass_as_they_are(password: str) -> None:
    assert problem(password, ABOUT) == ""


def test_length_is_said_first() -> None:
    assert "12 characters" in problem("x" * (SHORTEST - 1))
    assert "too long" in problem("seven tall lamps " * 20)
    assert problem("seven tall lamps glow " * 3) == ""
    assert LONGEST >= 64


@pytest.mark.found("J10")
@given(
    st.lists(
        st.sampled_from(
            ["password", "Kim", "ORTEGA", "2026", "1987", "qwerty", "1234", "summer", "!", "aaaa"]
        ),
        min_size=3,
        max_size=6,
    )
)
def test_whatever_is_put_together_of_guessable_pieces_is_refused(parts: list[str]) -> None:
    password = "".join(parts)
    if len(password) >= SHORTEST:
        assert problem(password, ABOUT)


@given(st.text(max_size=220))
def test_any_text_gets_an_answer(password: str) -> None:
    assert isinstance(problem(password, ABOUT), str)
