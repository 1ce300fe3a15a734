"""Proof-reading: our own wording and the packs that come along pass it, and what it is for it finds."""

from pathlib import Path

import pytest

from bot.pack_check import check_pack, check_wording
from bot.wiring import read_wording
from conversations.proofreading import Weight, look_over
from conversations.readability import reading, syllables_en, syllables_es

PROGRAMMES = Path(__file__).parents[2] / "programmes"


def errors(text: str, language: str) -> list[str]:
    return [one.what for one in look_over(text, language) if one.weight is Weight.ERROR]


def test_our_own_wording_passes() -> None:
    wrong = [str(one) for one in check_wording(read_wording()) if one.finding.weight is Weight.ERROR]
    assert wrong == []


@pytest.mark.parametrize("name", ["reentry-us", "criminal-justice-uk", "sample"])
def test_the_packs_that_come_along_pass(name: str) -> None:
    found = [str(one) for one in check_pack(PROGRAMMES / name)]
    assert [one for one in found if ": error: " in one] == []
    if name != "sample":  # whose places are made up, and said to be
        assert found == []


@pytest.mark.parametrize(
    ("language", "text", "what"),
    [
        ("en-US", "See your parole officer on Friday.", "stranger: officer, parole"),
        ("en-US", "How is it going with the drinking?", "stranger: drinking"),
        ("es", "¿Cómo te fue con tu oficial?", "stranger: oficial"),
        ("en-GB", "You missed your check-in.", "blame"),
        ("en-GB", "You haven't answered. You must reply.", "blame"),
        ("es", "No cumpliste tu paso.", "blame"),
        ("es", "Tienes que responder.", "blame"),
        ("es", "Bienvenida a la charla.", "gender"),
        ("es", "¿Estás cansado hoy?", "gender"),
        ("es", "¿Estás listo para empezar?", "gender"),
        ("en-US", "Tell Sam what he said.", "gender"),
        ("en-US", "Reply CANCEL to leave it.", "ends all messages"),
        ("en-US", "word " * 70, "text messages"),
        ("es", "í" * 140, "text messages"),
        (
            "en-US",
            "Considerable organizational responsibilities necessitate comprehensive communication "
            "regarding participation opportunities available throughout participating communities.",
            "years on",
        ),
        (
            "es",
            "La coordinaci\u00f3n interinstitucional posibilita oportunidades extraordinarias de "
            "participaci\u00f3n comunitaria organizada y responsabilidades institucionales permanentes.",
            "years on",
        ),
    ],
)
def test_what_has_to_be_mended(language: str, text: str, what: str) -> None:
    assert any(what in one for one in errors(text, language)), errors(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en-US", "You don't have to carry it all on your own."),
        ("en-US", "Nothing you need to fix."),
        ("en-US", "Reply SKIP, or STOP to end the messages."),
        ("es", "No tienes que cargar con todo a solas."),
        ("es", "¿Qué tal tu semana? Manda SALTAR si quieres."),
        ("es", "¿Estás bien? Eso tiene valor."),
    ],
)
def test_what_is_fine(language: str, text: str) -> None:
    assert errors(text, language) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("automated", 4),
        ("message", 2),
        ("quiet", 2),
        ("going", 2),
        ("wanted", 2),
        ("helped", 1),
        ("table", 2),
    ],
)
def test_syllables_of_english(word: str, count: int) -> None:
    assert syllables_en(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("semana", 3),
        ("cuando", 2),
        ("día", 2),
        ("guía", 2),
        ("bien", 1),
        ("aeropuerto", 5),
        ("pingüino", 3),
        ("hoy", 1),
        ("que", 1),
        ("automático", 5),
    ],
)
def test_syllables_of_spanish(word: str, count: int) -> None:
    assert syllables_es(word) == count


@pytest.mark.parametrize(
    ("language", "text"), [("en-US", "How was your week?"), ("es", "¿Qué tal tu semana?")]
)
def test_short_words_are_read_early(language: str, text: str) -> None:
    assert reading(text, language).age < 9
    assert reading("", language).words == 0
