"""A slip of the thumb in a word of danger is mended, and no real word is bent into one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.slips import Glossary, heard, mistyped
from safety.normalise import mend
from safety.recogniser import assess
from safety.tiers import Tier

GLOSSARY = Glossary(
    ["want", "kill", "tonight"], ["quiero", "vida", "pastillas"], ["pastillas"], ["wand", "kilt"]
)


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("wnat", "want"),
        ("wat", "want"),
        ("whant", "want"),
        ("waant", "want"),
        ("wamt", "want"),
        ("klil", "kill"),
        ("toniht", "tonight"),
        ("kiero", "quiero"),
        ("bida", "vida"),
        ("pastiyas", "pastillas"),
        ("pastilas", "pastillas"),
        ("pasitllas", "pastillas"),
    ],
)
def test_what_a_slip_was_meant_to_be(slip: str, word: str) -> None:
    assert GLOSSARY.meant(slip) == word


@pytest.mark.parametrize("word", ["wand", "kilt", "want", "vida", "weather", "quilt"])
def test_a_word_of_its_own_stays(word: str) -> None:
    assert GLOSSARY.meant(word) is None


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12))
def test_a_slip_is_one_letter_away_and_never_the_word_itself(word: str) -> None:
    for slip in mistyped(word):
        assert slip != word
        assert abs(len(slip) - len(word)) <= 1


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=20))
def test_a_sound_is_always_the_same_sound(word: str) -> None:
    assert heard(word) == heard(word)
    assert len(heard(word)) <= len(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quitar", "kitar"),
        ("suicidio", "suisidio"),
        ("voy", "boy"),
        ("hoy", "oy"),
        ("calle", "caye"),
        ("gente", "jente"),
    ],
)
def test_words_that_sound_alike_are_one(one: str, other: str) -> None:
    assert heard(one) == heard(other)


@pytest.mark.found("C1")
@pytest.mark.parametrize(
    "text",
    [
        "i want ot die",
        "i whant to die",
        "imsuicidal",
        "i wnat to die",
        "i wantt to dei",
        "iwanttodie",
        "imgonna kil myslef tonihgt",
        "i want too dye",
        "goin to take my own lifee",
        "im sucidal and i have a plan",
    ],
)
def test_danger_is_found_through_slips(text: str) -> None:
    assert assess(text).tier.rank >= Tier.URGENT.rank


@pytest.mark.found("C1")
@pytest.mark.parametrize(
    "text",
    [
        "on a diet, no bread",
        "he wore a kilt to the wedding",
        "booked a suite at the hotel",
        "my dear aunt is deaf",
        "dyeing my hair tonight",
        "overall a good week, bit of a hangover",
        "loving the new boots",
        "she was staring at the bridge over the ridge",
        "paying the bill with my pill money lol",
    ],
)
def test_real_words_near_to_danger_are_left_alone(text: str) -> None:
    assert assess(text).tier is Tier.NONE


@pytest.mark.found("C2")
@pytest.mark.parametrize(
    "text",
    [
        "quiero suisidarme",
        "quiero morir",
        "kitarme la vida",
        "boy a kitarme la bida",
        "kieromorirme",
        "oy me mato",
        "lo unico ke kiero es morirme",
        "me tome todas las pastiyas",
        "adios a todos, oy termino con todo",
        "ya no kiero vivir, tengo todo listo para oy",
    ],
)
def test_danger_is_found_as_it_is_heard_in_spanish(text: str) -> None:
    assert assess(text).tier.rank >= Tier.URGENT.rank


@pytest.mark.found("C2")
@pytest.mark.parametrize(
    "text",
    [
        "me muero de rrisa",
        "estoy en el puente, hay trafico",
        "me corte el bigote",
        "este trabajo me esta matando",
        "mi mama me va a matar si llego tarde",
        "tome mis pastillas de la presion",
        "voy a acabar con todo el trabajo hoy",
        "quiero vivir en texas",
    ],
)
def test_spanish_figures_of_speech_alarm_nobody(text: str) -> None:
    assert assess(text).tier is Tier.NONE


def test_what_is_written_together_is_read_apart() -> None:
    assert mend("imsuicidal") == " im suicidal "
    assert mend("quieromorir") == " quiero morir "
    assert mend("takin my own life") == " taking my own life "
